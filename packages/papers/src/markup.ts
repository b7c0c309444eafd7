/** Web pages and DOCX in: read in a thread of its own, since what is small can be laborious. */
import { type Outcome, refused } from '@handclasp/domain'
import { BOUNDS, inThread } from './thread.ts'

/** What the thread is started with. */
export interface MarkupWork {
  readonly bytes: Uint8Array
  readonly name: string
  readonly format: 'html' | 'docx'
}

/**
 * Takes the text out of a web page or a DOCX. Refuses as `readHtml` and `readDocx` do, and with `paper-unreadable` what
 * takes more than `bounds`; throws what is no fault of the file.
 */
export async function readMarkup(work: MarkupWork, bounds = BOUNDS): Promise<Outcome<string>> {
  const { ended } = await inThread<Outcome<string>>(new URL('./markup-worker.ts', import.meta.url), work, bounds)
  if (ended.kind === 'told') return ended.told
  if (ended.kind === 'failed') throw ended.error
  const at = { unit: 'byte', number: 0 } as const
  return refused({ code: 'paper-unreadable', name: work.name, flaw: `${work.format}-too-large`, at })
}
