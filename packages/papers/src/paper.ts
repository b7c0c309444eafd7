/** The front door for documents that come in: what a file is shows in its bytes, whatever its name ends in. */
import { granted, type LineBox, type Outcome, refused } from '@handclasp/domain'
import { isHtml } from './html.ts'
import { readMarkup } from './markup.ts'
import { readPdf } from './pdf.ts'
import { decodeText, type Encoding } from './text.ts'
import { isZip } from './zip.ts'

/** A document as text. */
export interface Paper {
  readonly text: string
  /** How the bytes hold the text: the encoding that they decode by, or the format it was taken out of. */
  readonly encoding: Encoding | 'pdf' | 'docx' | 'html'
  /** Of a PDF, where each line of the text lies; null elsewhere. */
  readonly lines: readonly LineBox[] | null
}

/**
 * Takes the text out of a file: of PDF and DOCX their words, of a web page its main text, of all else the characters
 * that its bytes decode to. Refuses with `paper-unreadable` or `text-unreadable`, each with the byte or the page.
 */
export async function readPaper(bytes: Uint8Array, name: string): Promise<Outcome<Paper>> {
  if (isPdf(bytes)) {
    const placed = await readPdf(bytes, name)
    return placed.ok ? granted({ ...placed.value, encoding: 'pdf' }) : placed
  }
  if (isZip(bytes)) {
    const text = await readMarkup({ bytes, name, format: 'docx' })
    return text.ok ? granted({ text: text.value, encoding: 'docx', lines: null }) : text
  }
  if (isCompound(bytes)) {
    const flaw = holds(bytes, 'EncryptedPackage') ? 'docx-encrypted' : 'word-old'
    return refused({ code: 'paper-unreadable', name, flaw, at: { unit: 'byte', number: 0 } })
  }
  if (isHtml(bytes)) {
    const text = await readMarkup({ bytes, name, format: 'html' })
    return text.ok ? granted({ text: text.value, encoding: 'html', lines: null }) : text
  }
  const decoded = decodeText(bytes, name)
  return decoded.ok ? granted({ ...decoded.value, lines: null }) : decoded
}

/** A PDF says so at the head of a line of its first kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return /(?:^|[\r\n])%PDF-\d/.test(Buffer.from(bytes.subarray(0, 1024)).toString('latin1'))
}

/** The files of Office before 2007, which also hold the ones of later versions that ask for a password. */
function isCompound(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, index) => bytes[index] === byte)
}

function holds(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(name, 0, 'utf16le')
}
