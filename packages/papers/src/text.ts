/** Plain text in: bytes as received become a text with its encoding, or a refusal that names the byte. */
import { granted, type Outcome, refused } from '@handclasp/domain'

/** A text as it can be kept: without control characters that no text has, and whole in its pairs of code units. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t-\r]/gu, '').toWellFormed()
}

/** Bytes of a paper's text at most, as UTF-8; a page has some ten thousand. */
export const LARGEST_TEXT = 2_000_000

/** The encodings that are recognised. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

/** A text as decoded; a byte order mark is not part of it. */
export interface DecodedText {
  readonly text: string
  readonly encoding: Encoding
}

/**
 * Decodes the bytes of a text file: by its byte order mark; else as UTF-16 where it has zero bytes and the frequent
 * characters of one byte order; else as UTF-8 where it fits without an error; else as GB18030 or Big5, whichever fits
 * and gives more frequent characters. Refuses with `text-unreadable`: `binary` at the first byte that no text has,
 * `undecodable` at the first byte that does not fit: of UTF-8 where the text began in it plainly, else of UTF-8 or
 * GB18030, whichever got further.
 */
export function decodeText(bytes: Uint8Array, name: string): Outcome<DecodedText> {
  const unreadable = (offset: number, reason: 'binary' | 'undecodable') =>
    refused({ code: 'text-unreadable', name, offset, reason })
  const marked = byMark(bytes)
  if (marked) {
    const text = decode(bytes.subarray(marked.skip), marked.encoding)
    if (text === null) return unreadable(firstFault(bytes, marked.encoding, marked.skip), 'undecodable')
    return controlled(text, marked.encoding, bytes, marked.skip, unreadable)
  }
  const wide = wideWithoutMark(bytes)
  if (wide) {
    const text = decode(bytes, wide)
    if (text !== null) return controlled(text, wide, bytes, 0, unreadable)
  }
  const control = bytes.findIndex(isForeign)
  if (control >= 0) return unreadable(control, 'binary')
  const utf8 = decode(bytes, 'utf-8')
  if (utf8 !== null) return granted({ text: utf8, encoding: 'utf-8' })
  const fault = firstFault(bytes, 'utf-8', 0)
  if (isPlainlyUtf8(bytes.subarray(0, fault))) return unreadable(fault, 'undecodable')
  const chinese = byFrequency(bytes)
  if (chinese !== null) return granted(chinese)
  return unreadable(Math.max(fault, firstFault(bytes, 'gb18030', 0)), 'undecodable')
}

/** Control characters that text files have: tab, line feed, vertical tab, form feed, carriage return, end of file. */
function isForeign(byte: number): boolean {
  return (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a) || byte === 0x7f
}

function byMark(bytes: Uint8Array): { readonly encoding: Encoding; readonly skip: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', skip: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', skip: 2 }
  return null
}

/** Characters that Chinese texts are full of: line feed, space, digits, and the marks 、。， with the word 的. */
const FREQUENT = new Set([0x0a, 0x20, 0x3000, 0x3001, 0x3002, 0xff0c, 0x7684, ...Array.from('0123456789', codeOf)])

function codeOf(character: string): number {
  return character.charCodeAt(0)
}

/** UTF-16 without a mark has zero bytes, and frequent characters in one byte order far more than in the other. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 2 || bytes.length % 2 === 1 || !bytes.includes(0)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let little = 0
  let big = 0
  for (let at = 0; at < bytes.length; at += 2) {
    if (FREQUENT.has(view.getUint16(at, true))) little++
    if (FREQUENT.has(view.getUint16(at, false))) big++
  }
  if (Math.max(little, big) * 100 < bytes.length / 2) return null
  return little > big ? 'utf-16le' : big > little ? 'utf-16be' : null
}

/** What Node makes of bytes that Big5 has no character for. */
const PRIVATE = /\p{Co}/u

/** Many texts in Big5 decode as GB18030 without an error, into characters that no text is full of. */
function byFrequency(bytes: Uint8Array): DecodedText | null {
  const fitting = (['gb18030', 'big5'] as const).flatMap((encoding) => {
    const text = decode(bytes, encoding)
    if (text === null || (encoding === 'big5' && PRIVATE.test(text))) return []
    return [{ text, encoding, frequent: frequentIn(text) }]
  })
  const [first, second] = fitting
  const found = second !== undefined && first !== undefined && second.frequent > first.frequent ? second : first
  return found === undefined ? null : { text: found.text, encoding: found.encoding }
}

/** How many of a text's characters are frequent ones. */
function frequentIn(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) if (FREQUENT.has(text.charCodeAt(at))) count++
  return count
}

/** Three whole characters beyond ASCII come about by chance in one of a million texts of another encoding. */
function isPlainlyUtf8(bytes: Uint8Array): boolean {
  return ((decode(bytes, 'utf-8') ?? '').match(/[^\0-\x7f]/gu) ?? []).length >= 3
}

function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function controlled(
  text: string,
  encoding: Encoding,
  bytes: Uint8Array,
  skip: number,
  unreadable: (offset: number, reason: 'binary') => Outcome<DecodedText>,
): Outcome<DecodedText> {
  for (let at = 0; at < text.length; at++) {
    if (!isForeign(text.charCodeAt(at))) continue
    const before = text.slice(0, at)
    const width = encoding === 'utf-8' ? new TextEncoder().encode(before).length : before.length * 2
    return unreadable(Math.min(skip + width, bytes.length - 1), 'binary')
  }
  return granted({ text, encoding })
}

/** The offset of the first byte of the first sequence that does not decode, found by halving. */
function firstFault(bytes: Uint8Array, encoding: Encoding, skip: number): number {
  const fits = (end: number) => {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
    try {
      decoder.decode(bytes.subarray(skip, end), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let low = skip
  let high = bytes.length
  if (fits(high)) return startOfCharacter(bytes, encoding, high, skip)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (fits(middle)) low = middle
    else high = middle
  }
  return startOfCharacter(bytes, encoding, low, skip)
}

/** Where the character begins that was unfinished after `end` bytes. */
function startOfCharacter(bytes: Uint8Array, encoding: Encoding, end: number, skip: number): number {
  for (let back = 0; back < 4 && end - back >= skip; back++) {
    if (decode(bytes.subarray(skip, end - back), encoding) !== null) return end - back
  }
  return end
}
