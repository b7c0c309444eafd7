/** Secrets that are given out once: the setup code, and the tokens of links. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { base32 } from '@handclasp/domain'

/** Random bytes, so many. */
export type Random = (size: number) => Uint8Array

/** A token of 32 random bytes as it stands in a link: base64url, 43 characters. */
export function makeToken(random: Random): string {
  return Buffer.from(random(32)).toString('base64url')
}

/** SHA-256 of a text, hexadecimal: all that is kept of a token. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A setup code: four groups of four Crockford characters, 80 random bits. */
export function makeSetupCode(random: Random): string {
  return (base32(random(10)).match(/.{4}/g) ?? []).join('-')
}

/** Whether somebody typed a code: case, blanks and hyphens aside, I and L for 1, O for 0; in constant time. */
export function isSameCode(typed: string, code: string): boolean {
  return timingSafeEqual(Buffer.from(digestOf(plain(typed)), 'hex'), Buffer.from(digestOf(plain(code)), 'hex'))
}

function plain(code: string): string {
  return code.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
}
