/** Words quoted from a source: where they are few or lie apart, within the sentence they stand in. */
import type { Quote, Span } from '@handclasp/domain'
import { useMemo } from 'react'

/** Shorter words than these are shown within their sentence. */
const BARE = 16
/** How far the sentence is looked for, and how long a passage may be. */
const REACH = 160
const LONGEST = 400

/** A stretch of a passage; `said` where it is among the words quoted. */
export interface Stretch {
  readonly text: string
  readonly said: boolean
}

/** The passage around some spans, cut where the words quoted begin and end; null where the words say enough. */
export function passage(text: string, { words, spans }: Pick<Quote, 'words' | 'spans'>): readonly Stretch[] | null {
  const inOrder = [...spans].sort((a, b) => a.start - b.start)
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (!first || !last || (spans.length === 1 && words.length >= BARE)) return null
  const before = text.slice(Math.max(0, first.start - REACH), first.start)
  const after = text.slice(last.end, last.end + REACH)
  const start =
    first.start - before.length + Math.max(0, ...[...before.matchAll(OPENS)].map((at) => at.index + at[0].length))
  const end = last.end + (CLOSES.exec(after)?.index ?? Math.max(0, after.indexOf('\n')))
  if (end - start > LONGEST) return null
  return cut(text, { start, end }, inOrder)
}

/** A sentence begins after the end of another one, or after a blank line or the indent of a paragraph. */
const OPENS = /[。！？]|\n[ \t]*\n|\n(?=\u3000\u3000)/g
const CLOSES = /(?<=[。！？][”’」』]?)|\n[ \t]*\n|\n(?=\u3000\u3000)/

function cut(text: string, { start, end }: Span, spans: readonly Span[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  let at = start
  const add = (to: number, said: boolean) => {
    const piece = text.slice(at, to).replace(/\s*\n\s*/g, '')
    if (piece !== '') stretches.push({ text: stretches.length === 0 ? piece.trimStart() : piece, said })
    at = Math.max(at, to)
  }
  for (const span of spans) {
    add(Math.max(at, span.start), false)
    add(Math.max(at, Math.min(end, span.end)), true)
  }
  add(end, false)
  return stretches
}

/** The words of a quote. `text`: that of its source, once it is there. */
export function QuoteWords({ quote, text }: { readonly quote: Quote; readonly text: string | undefined }) {
  const stretches = useMemo(() => (text === undefined ? null : passage(text, quote)), [text, quote])
  if (stretches === null) return quote.words
  return stretches.map(({ text: words, said }, index) =>
    said ? <mark key={`${index} ${words}`}>{words}</mark> : <span key={`${index} ${words}`}>{words}</span>,
  )
}
