/** PDF in: its text with the place of each line, taken out in a thread of its own that may use only so much. */
import { Worker } from 'node:worker_threads'
import { granted, type Outcome, type PaperFlaw, type PaperPlace, refused } from '@handclasp/domain'
import type { PlacedText } from './pdf-lines.ts'

/** What the thread is started with. */
export interface PdfWork {
  readonly bytes: Uint8Array
  readonly mostPages: number
}

/** What the thread tells. `name` of an error is pdf.js's. */
export type FromPdf =
  | { readonly kind: 'at'; readonly page: number }
  | ({ readonly kind: 'read'; readonly pages: number } & PlacedText)
  | { readonly kind: 'failed'; readonly name: string }

/** What a PDF may take of the machine. */
export interface PdfBounds {
  readonly pages: number
  readonly milliseconds: number
  readonly bytes: number
}

const BOUNDS: PdfBounds = { pages: 300, milliseconds: 60_000, bytes: 2 ** 30 }

/** Milliseconds between two looks at how much memory the thread has. */
const LOOKING = 200

/**
 * Takes the text out of a PDF. Refuses with `paper-unreadable` one that asks for a password, has no text, is broken,
 * or takes more than `bounds`.
 */
export async function readPdf(bytes: Uint8Array, name: string, bounds = BOUNDS): Promise<Outcome<PlacedText>> {
  const refuse = (flaw: PaperFlaw, at: PaperPlace) => refused({ code: 'paper-unreadable', name, flaw, at })
  const { page, told } = await extracted(bytes, bounds)
  if (told === null) return refuse('pdf-too-heavy', { unit: 'page', number: page })
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

type Told = Exclude<FromPdf, { kind: 'at' }>

/** What the thread told at last, null where it was stopped; and the page it was at, 0 before the first. */
function extracted(
  bytes: Uint8Array,
  bounds: PdfBounds,
): Promise<{ readonly page: number; readonly told: Told | null }> {
  const work: PdfWork = { bytes, mostPages: bounds.pages }
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { workerData: work })
  const until = performance.now() + bounds.milliseconds
  return new Promise((resolve) => {
    let page = 0
    const end = (told: Told | null) => {
      clearInterval(looking)
      void worker.terminate()
      resolve({ page, told })
    }
    const looking = setInterval(() => {
      if (performance.now() > until) return end(null)
      // The thread may have ended meanwhile: then it has told, or its error has come.
      worker.getHeapStatistics().then(
        ({ used_heap_size: heap, external_memory: outside }) => heap + outside > bounds.bytes && end(null),
        () => undefined,
      )
    }, LOOKING)
    worker.on('message', (message: FromPdf) => {
      if (message.kind === 'at') page = message.page
      else end(message)
    })
    // Out of memory, or a fault of the library: either way it is this file that does it.
    worker.on('error', () => end(null))
  })
}

/** Where some ASCII characters stand last in a file; 0 where they do not. */
function lastOf(bytes: Uint8Array, characters: string): number {
  return Math.max(
    0,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(characters, undefined, 'latin1'),
  )
}
