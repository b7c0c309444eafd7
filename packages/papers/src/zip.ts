/** ZIP archives: one file out of one, as far as bytes in memory and a bound on what it unpacks to allow. */
import { inflateRawSync } from 'node:zlib'

/** A file of an archive with the byte it begins at, or what is wrong and where. */
export type Unpacked =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly offset: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken' | 'too-large'; readonly offset: number }

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const STORED = 0
const DEFLATED = 8

/** Does a file begin as archives do? */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

/** Takes a file out of an archive by its name; it is `too-large` where it unpacks to more than `most` bytes. */
export function unpack(archive: Uint8Array, name: string, most: number): Unpacked {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length)
  const has = (at: number, size: number) => at >= 0 && at + size <= archive.length
  const end = endRecord(view)
  if (end === null) return { kind: 'broken', offset: archive.length }
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (!has(at, 46) || view.getUint32(at, true) !== CENTRAL) return { kind: 'broken', offset: at }
    const named = view.getUint16(at + 28, true)
    if (has(at + 46, named) && Buffer.from(archive.subarray(at + 46, at + 46 + named)).toString('utf8') === name) {
      return unpackAt(archive, view, at, most)
    }
    at += 46 + named + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { kind: 'missing' }
}

function unpackAt(archive: Uint8Array, view: DataView, central: number, most: number): Unpacked {
  const method = view.getUint16(central + 10, true)
  const packed = view.getUint32(central + 20, true)
  const at = view.getUint32(central + 42, true)
  if (at + 30 > archive.length || view.getUint32(at, true) !== LOCAL) return { kind: 'broken', offset: at }
  const begins = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (begins + packed > archive.length) return { kind: 'broken', offset: begins }
  const bytes = archive.subarray(begins, begins + packed)
  if (method === STORED)
    return packed > most ? { kind: 'too-large', offset: begins } : { kind: 'file', bytes, offset: begins }
  if (method !== DEFLATED) return { kind: 'broken', offset: at }
  try {
    return { kind: 'file', bytes: inflateRawSync(bytes, { maxOutputLength: most }), offset: begins }
  } catch (error) {
    const isLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return { kind: isLarge ? 'too-large' : 'broken', offset: begins }
  }
}

/** Where the record stands that ends an archive: within its last 64 KiB, for a comment may follow; null without one. */
function endRecord(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === END) return at
  }
  return null
}
