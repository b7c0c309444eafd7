/** PDF in: its text with the place of each line, taken out in a thread of its own that may use only so much. */
import { granted, type Outcome, type PaperFlaw, type PaperPlace, refused } from '@handclasp/domain'
import type { PlacedText } from './pdf-lines.ts'
import { BOUNDS, type Bounds, inThread } from './thread.ts'

/** What the thread is started with. */
export interface PdfWork {
  readonly bytes: Uint8Array
  readonly mostPages: number
}

/** What the thread tells at last; before, which page it is at. `name` of an error is pdf.js's. */
export type FromPdf =
  | ({ readonly kind: 'read'; readonly pages: number } & PlacedText)
  | { readonly kind: 'failed'; readonly name: string }

/** What a PDF may have and take. */
export interface PdfBounds extends Bounds {
  readonly pages: number
}

/**
 * Takes the text out of a PDF. Refuses with `paper-unreadable` one that asks for a password, has no text, is broken,
 * or takes more than `bounds`.
 */
export async function readPdf(
  bytes: Uint8Array,
  name: string,
  bounds: PdfBounds = { ...BOUNDS, pages: 300 },
): Promise<Outcome<PlacedText>> {
  const refuse = (flaw: PaperFlaw, at: PaperPlace) => refused({ code: 'paper-unreadable', name, flaw, at })
  const work: PdfWork = { bytes, mostPages: bounds.pages }
  const { at: page, ended } = await inThread<FromPdf>(new URL('./pdf-worker.ts', import.meta.url), work, bounds)
  if (ended.kind === 'too-heavy') return refuse('pdf-too-heavy', { unit: 'page', number: Math.max(page, 1) })
  const told = ended.kind === 'told' ? ended.told : ({ kind: 'failed', name: '' } as const)
  if (told.kind === 'failed') {
    if (told.name === 'PasswordException')
      return refuse('pdf-encrypted', { unit: 'byte', number: lastOf(bytes, '/Encrypt') })
    if (page > 0) return refuse('pdf-broken', { unit: 'page', number: page })
    const isCut = lastOf(bytes, '%%EOF') === 0
    return refuse('pdf-broken', { unit: 'byte', number: isCut ? bytes.length : lastOf(bytes, 'startxref') })
  }
  if (told.pages > bounds.pages) return refuse('pdf-too-long', { unit: 'page', number: bounds.pages + 1 })
  if (told.text === '') return refuse('pdf-scanned', { unit: 'page', number: 1 })
  return granted({ text: told.text, lines: told.lines })
}

/** Where some ASCII characters stand last in a file; 0 where they do not. */
function lastOf(bytes: Uint8Array, characters: string): number {
  return Math.max(
    0,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(characters, undefined, 'latin1'),
  )
}
