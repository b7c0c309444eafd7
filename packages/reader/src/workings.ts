/** The workings of a reading: what the rules had before them when they read an article. */
import type { Article, Span } from '@handclasp/domain'

import { flowOf, spansOf } from './flow.ts'
import type { Flow } from './flow.ts'
import { ACT, AFTER, AGREEMENT, EVENT, FIELD, FOLLOW, NOUN, PLACE, POST, mark } from './marks.ts'
import type { Marks } from './marks.ts'
import { plainScript } from './script.ts'
import { segmentsOf } from './segments.ts'
import { isRareSurname, surnameLength } from './surnames.ts'

const KINDS = {
  place: PLACE,
  post: POST,
  noun: NOUN,
  title: AFTER,
  act: ACT,
  follower: FOLLOW,
  event: EVENT,
  agreement: AGREEMENT,
  field: FIELD,
} as const

/**
 * Kinds of words: names of places; ends of posts; nouns for people; titles behind a name; what people do; other
 * words that may follow a name; heads of events and of agreements; words of fields; surnames.
 */
export type WordKind = keyof typeof KINDS | 'surname'

/** A word that was marked: what it may be, and where it stands in the text as given. */
export interface MarkedWord {
  readonly kinds: readonly WordKind[]
  readonly spans: readonly Span[]
}

/** What the rules worked from, in order of place; of an article without a body, that of its headlines. */
export interface Workings {
  /** The sentences, each as its spans. */
  readonly segments: readonly (readonly Span[])[]
  readonly words: readonly MarkedWord[]
}

/** The workings of an article of a reading of the text. */
export function workingsOf(text: string, { headline, subheads, paragraphs }: Article): Workings {
  const lines = [...headline, ...subheads].map((line) => [line])
  const body = paragraphs.map(({ spans }) => spans)
  const plain = plainScript(text)
  const flow = body.length > 0 ? flowOf(plain, body) : flowOf(plain, lines, false)
  const segments = segmentsOf(flow.units).map(({ start, end }) => spansOf(flow, start, end))
  return { segments: segments.filter((spans) => spans.length > 0), words: wordsOfFlow(flow) }
}

function wordsOfFlow(flow: Flow): MarkedWord[] {
  const marks = mark(flow.units)
  const covered = new Uint8Array(flow.text.length)
  const found: { kinds: WordKind[]; start: number; end: number }[] = []
  for (let i = 0; i < marks.size; i++) {
    const kinds = kindsOf(marks, i)
    const [start, end] = [marks.starts[i], marks.ends[i]]
    if (kinds.length === 0) continue
    if (end - start > 1) covered.fill(1, start, end)
    found.push({ kinds, start, end })
  }
  for (let at = 0; at < flow.text.length; at++) {
    const size = covered[at] !== 0 || isRareSurname(flow.units[at]) ? 0 : surnameLength(flow.text, at)
    if (size > 0) found.push({ kinds: ['surname'], start: at, end: at + size })
    if (size > 1) at++
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  return found.map(({ kinds, start, end }) => ({ kinds, spans: spansOf(flow, start, end) }))
}

/** The kinds of which a mark is the longest both where it starts and where it ends; any act may follow a name. */
function kindsOf(marks: Marks, i: number): WordKind[] {
  const [start, end] = [marks.starts[i], marks.ends[i]]
  const isAct = (marks.kinds[i] & ACT) !== 0
  return (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((kind) => {
    if (kind === 'follower' && isAct) return false
    return marks.startingAt(start, KINDS[kind]) === i && marks.endingAt(end, KINDS[kind]) === i
  })
}
