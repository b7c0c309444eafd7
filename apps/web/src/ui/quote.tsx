/** Words quoted from a source: where they are few or lie apart, within the sentence they stand in. */
import type { SourcePage } from '@handclasp/api/client'
import type { Quote, Span } from '@handclasp/domain'
import { useMemo } from 'react'
import { ErasedWords } from './erasing.tsx'
import { lineRange, linesOf } from './lines.ts'

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

/**
 * The passage around some spans, cut where the words quoted begin and end; null where the words say enough. `blocks`
 * are the headlines and paragraphs of the text: a passage stays in those the words stand in, wherever they lie.
 */
export function passage(
  text: string,
  { words, spans }: Pick<Quote, 'words' | 'spans'>,
  blocks: readonly Block[] = [],
): readonly Stretch[] | null {
  if (spans.length === 1 && words.length >= BARE) return null
  const within = joined(text, spans, blocks)
  const sentences: { start: number; end: number }[] = []
  for (const span of within.spans) {
    const around = sentenceAround(within.text, span)
    const last = sentences.at(-1)
    if (last && around.start <= last.end) last.end = Math.max(last.end, around.end)
    else sentences.push(around)
  }
  if (sentences.length === 0) return null
  // Sentences that lie apart are shown one after the other, with a sign of what is left out.
  return sentences.flatMap((sentence, index) => [
    ...(index === 0 ? [] : [{ text: '……', said: false }]),
    ...cut(
      within.text,
      sentence,
      within.spans.filter((span) => span.start >= sentence.start && span.end <= sentence.end),
    ),
  ])
}

/** The sentence around a span; where it is too long, the span itself. */
function sentenceAround(text: string, span: Span): { start: number; end: number } {
  const before = text.slice(Math.max(0, span.start - REACH), span.start)
  const after = text.slice(span.end, span.end + REACH)
  const opens = Math.max(0, ...[...before.matchAll(OPENS)].map((at) => at.index + at[0].length))
  const start = span.start - before.length + opens
  const ended = /[。！？][”’」』]?$/.test(text.slice(span.start, span.end))
  const end = span.end + (ended ? 0 : (CLOSES.exec(after)?.index ?? restOf(after)))
  return end - start > LONGEST ? { ...span } : { start, end }
}

/** A headline or a paragraph: its spans in reading order. */
type Block = readonly Span[]

/** The blocks that words stand in, as one text with the words' places in it; without any, the whole text. */
function joined(text: string, spans: readonly Span[], blocks: readonly Block[]) {
  const inOrder = [...spans].sort((a, b) => a.start - b.start)
  const meets = (a: Span, b: Span) => a.start < b.end && b.start < a.end
  const around = blocks.filter((block) => block.some((piece) => spans.some((span) => meets(piece, span))))
  if (around.length === 0) return { text, spans: inOrder }
  let all = ''
  const places: Span[] = []
  for (const block of around) {
    if (all !== '') all += '\n\n'
    for (const piece of block) {
      const shift = all.length - piece.start
      for (const span of inOrder.filter((each) => meets(each, piece))) {
        const [from, to] = [Math.max(span.start, piece.start), Math.min(span.end, piece.end)]
        places.push({ start: from + shift, end: to + shift })
      }
      all += text.slice(piece.start, piece.end)
    }
  }
  return { text: all, spans: places }
}

/** To the end of the line; where it has none, to the end. */
function restOf(after: string): number {
  const line = after.indexOf('\n')
  return line < 0 ? (after.length < REACH ? after.length : 0) : line
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

/** The words of a quote; where they went with their page, that. `page`: its source, once it is there. */
export function QuoteWords({ quote, page }: { readonly quote: Quote; readonly page: SourcePage | undefined }) {
  const text = page && !page.erasure ? page : null
  const stretches = useMemo(() => (text ? passage(text.text, quote, blocksOf(text)) : null), [text, quote])
  if (page?.erasure && quote.words === '') return <ErasedWords erasure={page.erasure} />
  if (stretches === null) return quote.words
  return stretches.map(({ text: words, said }, index) =>
    said ? <mark key={`${index} ${words}`}>{words}</mark> : <span key={`${index} ${words}`}>{words}</span>,
  )
}

/** The lines of its page that a quote stands in; null while the page is not there. */
export function linesQuoted({ lines, spans }: Quote, page: SourcePage | undefined): readonly [number, number] | null {
  if (page?.erasure) return [lines.from, lines.to]
  return page ? lineRange(linesOf(page.text), spans) : null
}

function blocksOf({ reading }: SourcePage): readonly Block[] {
  return reading.articles.flatMap((article) => [
    article.headline,
    ...article.subheads.map((line) => [line]),
    ...article.paragraphs,
  ])
}
