/** Passwords: what one must be, and how it is kept (Argon2id, RFC 9106, as PHC text). */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { granted, type Outcome, refused } from '@handclasp/domain'

/** Characters a password has at least and at most. */
export const LEAST = 12
export const MOST = 256
/** So many different characters it has at least. */
const DIFFERENT = 5

/** Yes where a password will do: long enough, of several characters, and without the login name. */
export function checkPassword(password: string, loginName: string): Outcome<string> {
  const characters = Array.from(password.normalize('NFKC'))
  if (characters.length > MOST) return refused({ code: 'password-too-long', most: MOST })
  const holdsName = loginName !== '' && characters.join('').toLowerCase().includes(loginName)
  const isWeak = characters.length < LEAST || new Set(characters).size < DIFFERENT || holdsName
  return isWeak ? refused({ code: 'password-too-weak', least: LEAST }) : granted(password)
}

const derive = promisify(argon2)
/** 19 MiB and two passes: about 30 ms. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/

/** What is kept of a password: PHC text with its cost and salt. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...COST, tagLength: 32 })
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`
}

/** Whether a password is the one that was kept; compares in constant time. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = PHC.exec(hash) ?? []
  if (nonce === undefined || tag === undefined) return false
  const expected = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(nonce, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}
