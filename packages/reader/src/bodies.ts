/**
 * Bodies put together from strips of prose. Which body a strip goes on, or whether it begins one, is told by the
 * sentence left open, the column's width, the indents, what stands between, and the words they share with each other
 * and with the headlines. How much each of these tells was fitted to pages laid out in trials; the rules hold for any
 * page.
 */
import type { Line } from './layout.ts'
import { Rarity, Words, WordSet } from './likeness.ts'
import { pattern } from './patterns.ts'
import { countWhile } from './ranges.ts'
import { columnOf, indentOf, isSolid, opensParagraph, stripsOf } from './strips.ts'
import type { Indent, Strip } from './strips.ts'

/** The body of an article. */
export interface Body {
  readonly strips: Strip[]
  readonly words: WordSet
  /** The regions it names. */
  places: ReadonlySet<string>
}

/** What is known of a body while strips are added to it. */
interface Growing extends Body {
  /** The width of its full lines. */
  readonly width: number
  /** Is it over, by a byline or the words that close a report? */
  sealed: boolean
  /** Do its paragraphs follow without blank lines? */
  solid: boolean
  /** How much the words of the headlines around weigh that stand in it, once somebody asked. */
  readonly hits: Map<Words, number>
}

/** The words of the headlines of a page, by their lines. */
interface Heads {
  readonly words: readonly Words[]
  readonly at: readonly number[]
}

/** What is known of a page while its strips are put together. */
interface Sheet {
  readonly strips: readonly Strip[]
  readonly indent: Indent
  readonly rarity: Rarity
  readonly heads: Heads
  /** The words of the strip that is looked at. */
  readonly own: WordSet
}

/** How many bodies before a strip it may go on, and how many lines of headlines before and behind tell of it. */
const NEAR = 8
const HEADS = 24

/** What tells that a strip goes on a body, each with its weight. */
const GOES = {
  openBefore: 2.73,
  openFarther: 0.51,
  closedBefore: 2.96,
  closedFarther: -2.8,
  opensInOpen: -1.6,
  runsOnOpen: 0.98,
  opensBehindClosed: 0.29,
  runsOnClosed: -0.07,
  sameWidth: 0.61,
  otherWidth: -4.09,
  knownPair: 3.33,
  headedOpen: 0.11,
  headedBefore: -2.0,
  headedFarther: -0.76,
  unlike: -11.26,
  short: -1.44,
  inTurn: 1.56,
  likest: 5.55,
  oneHeadline: 2.98,
  solidBody: -1.63,
  solidStrip: -2.14,
}

/** What tells that a strip begins a body. */
const BEGINS = {
  always: -3.32,
  headed: 2.22,
  runsOn: -0.78,
  dated: 8.06,
  day: 5.1,
  dayWithin: 4.54,
  refers: -1.05,
  short: -2.03,
  ownHeadline: 2.03,
  byline: 3.91,
}

const DATED = /^\d{1,2}月\d{1,2}日|^近日|^日前/
const DAY = /^\d{1,2}日|^昨|^记者/
const DAY_WITHIN = /\d{1,2}日|昨[天晚日]|今[天晚]|日前|近日/
/** What is spoken of as known already. */
const REFERS = pattern(
  '',
  '^“?(?:他|她|会上|会前|会后|会议|双方|各方|[两三][省地市县岸校馆]|座谈|根据|按照|协议|据介绍|据了解|据悉|此次|本次|这|该|其中|同时|',
  '目前|下一步|活动|随后|当天|当晚|当日|期间|近年来|去年|过去|未来|今后|为此|此外|另外|与会)',
)
const CLOSED = /(?:[（(]完[）)]|【[^】]*】|[（(][^（()）]*(?:记者|通讯员|[报社网])[^（()）]*[）)])$/

function lastStrip({ strips }: Body): Strip {
  return strips[strips.length - 1]
}

function lastLine(body: Body): Line {
  const { lines } = lastStrip(body)
  return lines[lines.length - 1]
}

/** How much of a line of headlines stands in some words; more than so much tells no more. */
function hitsOf(set: WordSet, head: Words, rarity: Rarity): number {
  return Math.min(2, set.hits(head, rarity) / 7)
}

/** The same of a body, looked up once. */
function hitsOfBody({ words, hits }: Growing, head: Words, rarity: Rarity): number {
  let known = hits.get(head)
  if (known === undefined) {
    known = hitsOf(words, head, rarity)
    hits.set(head, known)
  }
  return known
}

/** A strip that is to be put to a body, with all that tells where. */
interface Candidate {
  readonly strip: Strip
  readonly words: Words
  readonly weight: number
  /** The two strips before it on the page. */
  readonly before: readonly (Strip | undefined)[]
  readonly width: number
  readonly opens: boolean | null
  readonly solid: boolean
  /** The lines of headlines around that speak of it, and how much. */
  readonly heads: readonly { readonly words: Words; readonly hits: number }[]
}

function candidateOf(sheet: Sheet, i: number, words: Words): Candidate {
  const strip = sheet.strips[i]
  const { heads, rarity, own } = sheet
  const from = countWhile(heads.at.length, (k) => heads.at[k] < strip.at)
  const around = heads.words.slice(Math.max(0, from - HEADS), from + HEADS)
  const weight = own.add(words, rarity)
  const told = around.map((head) => ({ words: head, hits: hitsOf(own, head, rarity) }))
  own.remove(words)
  return {
    strip,
    words,
    weight,
    before: [sheet.strips[i - 1], sheet.strips[i - 2]],
    width: columnOf(strip.lines),
    opens: opensParagraph(strip, sheet.indent),
    solid: isSolid(strip),
    heads: told.filter(({ hits }) => hits > 0),
  }
}

/** How much tells that a strip goes on a body whose last sentence is left open. */
function goingOnOpen(body: Growing, { strip, opens }: Candidate, next: boolean, rarity: Rarity): number {
  let score = next ? GOES.openBefore : GOES.openFarther
  if (opens !== null) score += opens ? GOES.opensInOpen : GOES.runsOnOpen
  if (rarity.knows(lastLine(body).text.slice(-1), strip.lines[0].text.charAt(0))) score += GOES.knownPair
  return strip.headed ? score + GOES.headedOpen : score
}

/** How much tells that a strip goes on a body whose last sentence is closed. */
function goingOnClosed(body: Growing, { strip, opens, solid }: Candidate, next: boolean): number {
  let score = next ? GOES.closedBefore : GOES.closedFarther
  if (opens !== null) score += opens ? GOES.opensBehindClosed : GOES.runsOnClosed
  if (strip.headed) score += next ? GOES.headedBefore : GOES.headedFarther
  if (strip.lines.length <= 3) score += GOES.short
  if (next && body.solid) score += GOES.solidBody
  return next && solid ? score + GOES.solidStrip : score
}

/** How much tells that a strip goes on a body, by how like it is to that one and to any other, too. */
function goingOn(body: Growing, one: Candidate, likeness: number, others: number, rarity: Rarity): number {
  const { strip, width } = one
  const next = lastStrip(body) === one.before[0]
  const off = strip.lines.length > 1 ? Math.abs(width - body.width) : Math.max(2, width - body.width)
  let score = lastLine(body).ends ? goingOnClosed(body, one, next) : goingOnOpen(body, one, next, rarity)
  score += off <= 1.2 ? GOES.sameWidth : off > 2.6 ? GOES.otherWidth : 0
  score += GOES.unlike * Math.max(0, 0.15 - likeness)
  score += GOES.likest * Math.max(-0.2, Math.min(0.2, likeness - others))
  if (!next && lastStrip(body) === one.before[1]) score += GOES.inTurn
  let both = 0
  for (const { words, hits } of one.heads) both = Math.max(both, Math.min(hits, hitsOfBody(body, words, rarity)))
  return score + GOES.oneHeadline * both
}

/** How much tells that a strip begins a body. */
function beginning({ strip, opens, heads }: Candidate, bodies: readonly Growing[], rarity: Rarity): number {
  const [{ text }] = strip.lines
  let score = BEGINS.always
  if (strip.headed) score += BEGINS.headed
  if (opens === false) score += BEGINS.runsOn
  if (DATED.test(text)) score += BEGINS.dated
  else if (DAY.test(text)) score += BEGINS.day
  else if (DAY_WITHIN.test(headOf(strip))) score += BEGINS.dayWithin
  if (REFERS.test(text)) score += BEGINS.refers
  if (strip.lines.length <= 3) score += BEGINS.short
  if (strip.above.length > 0) score += BEGINS.byline
  let own = 0
  for (const { words, hits } of heads) {
    let most = 0
    for (const body of bodies) most = Math.max(most, hitsOfBody(body, words, rarity))
    own = Math.max(own, hits - most)
  }
  return score + BEGINS.ownHeadline * own
}

/** The words a strip begins with. */
function headOf({ lines }: Strip): string {
  return ((lines[0]?.text ?? '') + (lines[1]?.text ?? '') + (lines[2]?.text ?? '')).slice(0, 45)
}

/**
 * The body that a strip goes on, or null where it begins one. Rules: [R7] what is left open goes on, [R101] how a
 * report begins, [R102] one column and like words, [R103] pages that go on elsewhere.
 */
function bodyOf(one: Candidate, bodies: readonly Growing[], rarity: Rarity): Growing | null {
  const { strip, words, weight } = one
  const near = bodies.filter((body) => lastStrip(body).goes === strip.comes && (!body.sealed || strip.comes))
  const likeness = near.map((body) => body.words.likeness(words, weight, rarity))
  let best: Growing | null = null
  let most = near.length === 0 ? 0 : beginning(one, bodies, rarity)
  near.forEach((body, k) => {
    let others = 0
    for (let other = 0; other < near.length; other++) if (other !== k) others = Math.max(others, likeness[other])
    const score = goingOn(body, one, likeness[k], others, rarity)
    if (score <= most) return
    best = body
    most = score
  })
  return best
}

/** The bodies of a page, in order of their first line, and how rare its words are. */
export function bodiesOf(lines: readonly Line[]): { readonly bodies: readonly Body[]; readonly rarity: Rarity } {
  const strips = stripsOf(lines)
  const headlines = [...lines.keys()].filter((at) => lines[at].kind === 'headline')
  const alone = strips.length < 2 && headlines.length === 0
  const words = strips.map((strip) => new Words(alone ? [] : strip.lines.map((line) => line.text)))
  const rarity = new Rarity(words)
  const heads = { words: headlines.map((at) => new Words([lines[at].text])), at: headlines }
  const sheet: Sheet = { strips, indent: indentOf(lines), rarity, heads, own: new WordSet() }
  const bodies: Growing[] = []
  strips.forEach((strip, i) => {
    let body: Growing | null = null
    if (!strip.lines[0].opens) body = bodyOf(candidateOf(sheet, i, words[i]), bodies.slice(-NEAR), rarity)
    if (body === null) {
      body = {
        strips: [],
        words: new WordSet(),
        places: new Set(),
        width: columnOf(strip.lines),
        sealed: false,
        solid: false,
        hits: new Map(),
      }
      bodies.push(body)
    }
    body.strips.push(strip)
    body.words.add(words[i], rarity)
    body.hits.clear()
    body.solid ||= isSolid(strip)
    const tail = strip.lines.slice(-3).map((line) => line.text)
    body.sealed = strip.below.length > 0 || CLOSED.test(tail.join(''))
  })
  return { bodies, rarity }
}
