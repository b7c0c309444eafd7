/** The installation's signing key: made in its data folder, used from the first entry on. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { base32, type Digest, type InstallationId } from '@handclasp/domain'
import { syncFolder } from './folders.ts'

/** Signs for an installation. */
export interface Signer {
  readonly installation: InstallationId
  /** Raw Ed25519 public key, base64. */
  readonly publicKey: string
  /** SHA-256 of the raw public key, hexadecimal. */
  readonly fingerprint: Digest
  /** Ed25519 over the text in UTF-8, base64. */
  sign(text: string): string
}

/** Reads the key of a data folder, or makes it (readable by its owner alone) where there is none. */
export function keyOf(folder: string): Signer {
  const there = existingKey(folder)
  if (there) return there
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `${NAME}.${process.pid}`)
  const file = openSync(draft, 'w', 0o600)
  const { privateKey } = generateKeyPairSync('ed25519')
  writeSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  fsyncSync(file)
  closeSync(file)
  try {
    linkSync(draft, join(folder, NAME))
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(folder)
  return signer(createPrivateKey(readFileSync(join(folder, NAME), 'utf8')))
}

/** A key of the moment, kept nowhere: for what is shown and thrown away. */
export function passingKey(): Signer {
  return signer(generateKeyPairSync('ed25519').privateKey)
}

/** The key of a data folder, or null where none was made. */
export function existingKey(folder: string): Signer | null {
  try {
    return signer(createPrivateKey(readFileSync(join(folder, NAME), 'utf8')))
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

const NAME = 'installation.key'

/** The id of the installation that signs with a raw public key (base64). */
export function installationOf(publicKey: string): InstallationId {
  const raw = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest()
  return `ins_${base32(raw.subarray(0, 16))}` as InstallationId
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function signer(key: KeyObject): Signer {
  const publicKey = rawPublicKey(createPublicKey(key)).toString('base64')
  return {
    installation: installationOf(publicKey),
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
  }
}

function rawPublicKey(key: KeyObject): Buffer {
  const { x } = key.export({ format: 'jwk' })
  if (x === undefined) throw new TypeError('the installation key is not an Ed25519 key')
  return Buffer.from(x, 'base64url')
}

/** SHA-256 of a raw public key, hexadecimal: how headers name the key they were signed with. */
export function fingerprintOf(publicKey: string): Digest {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
}

/** Checks signatures (base64) under a raw public key (base64). */
export function verifierOf(publicKey: string): (text: string, signature: string) => boolean {
  const key = publicKeyOf(publicKey)
  return (text, signature) => verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))
}

/** The same in the threads of the runtime, for many at once. */
export function verifyingOf(publicKey: string): (text: string, signature: string) => Promise<boolean> {
  const key = publicKeyOf(publicKey)
  return (text, signature) =>
    new Promise((resolve, reject) => {
      verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'), (error, isSigned) => {
        if (error) reject(error)
        else resolve(isSigned)
      })
    })
}

function publicKeyOf(publicKey: string): KeyObject {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') }
  return createPublicKey({ key: jwk, format: 'jwk' })
}
