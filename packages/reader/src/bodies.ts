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
}

/** How many bodies before a strip it may go on, and how many lines of headlines before and behind tell of it. */
const NEAR = 8
const HEADS = 24

/** What tells that a strip goes on a body, each with its weight. */
const GOES = {
  openBefore: 1.7,
  openFarther: 0.5,
  closedBefore: 1.6,
  closedFarther: -2.3,
  opensInOpen: -1.5,
  runsOnOpen: 0.4,
  opensBehindClosed: -0.1,
  runsOnClosed: 0.2,
  sameWidth: 0.8,
  otherWidth: -2.1,
  knownPair: 1.9,
  headedOpen: -0.2,
  headedBefore: -1.7,
  headedFarther: 0.4,
  unlike: -2.1,
  short: -0.7,
  inTurn: 0.6,
  likest: 2.8,
  oneHeadline: 2.4,
  solidBody: -1.1,
  solidStrip: -1.2,
}

/** What tells that a strip begins a body. */
const BEGINS = {
  always: -1.5,
  headed: 1.5,
  runsOn: -0.7,
  dated: 4.1,
  day: 2.4,
  dayWithin: 3,
  refers: -1.2,
  short: -1.4,
  ownHeadline: 1.4,
  byline: 1.6,
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

type Clues<Weights> = { readonly [Clue in keyof Weights]: number | boolean }

/** The sum of what was told, weighed. */
function weighed<Weights extends Readonly<Record<string, number>>>(clues: Clues<Weights>, weights: Weights): number {
  let sum = 0
  for (const clue in weights) sum += Number(clues[clue]) * weights[clue]
  return sum
}

function lastStrip({ strips }: Body): Strip {
  return strips[strips.length - 1]
}

function lastLine(body: Body): Line {
  const { lines } = lastStrip(body)
  return lines[lines.length - 1]
}

/** How much of the headlines around stands in some words, line by line; a strip and a body of one article share it. */
function headHits(set: WordSet, heads: readonly Words[], rarity: Rarity, known: Map<Words, number>): number[] {
  return heads.map((head) => {
    const hits = known.get(head) ?? Math.min(2, set.hits(head, rarity) / 7)
    known.set(head, hits)
    return hits
  })
}

/** A strip that is to be put to a body, with all that tells where. */
interface Candidate {
  readonly strip: Strip
  readonly words: Words
  /** The two strips before it on the page. */
  readonly before: readonly (Strip | undefined)[]
  readonly width: number
  readonly opens: boolean | null
  readonly solid: boolean
  readonly heads: readonly Words[]
  readonly hits: readonly number[]
}

function candidateOf(sheet: Sheet, i: number, words: Words): Candidate {
  const strip = sheet.strips[i]
  const { at } = sheet.heads
  const from = countWhile(at.length, (k) => at[k] < strip.at)
  const heads = sheet.heads.words.slice(Math.max(0, from - HEADS), from + HEADS)
  const own = new WordSet()
  own.add(words, sheet.rarity)
  const hits = headHits(own, heads, sheet.rarity, new Map())
  return {
    strip,
    words,
    before: [sheet.strips[i - 1], sheet.strips[i - 2]],
    width: columnOf(strip.lines),
    opens: opensParagraph(strip, sheet.indent),
    solid: isSolid(strip),
    heads: heads.filter((_, k) => hits[k] > 0),
    hits: hits.filter((hit) => hit > 0),
  }
}

/** What tells that a strip goes on a body; `likeness` and `others` say how like it is to that one, and to any other. */
function goingOn(body: Growing, one: Candidate, likeness: number, others: number, rarity: Rarity): Clues<typeof GOES> {
  const { strip, opens, width } = one
  const tail = lastLine(body)
  const open = !tail.ends
  const last = lastStrip(body)
  const next = last === one.before[0]
  const off = strip.lines.length > 1 ? Math.abs(width - body.width) : Math.max(2, width - body.width)
  const hits = headHits(body.words, one.heads, rarity, body.hits)
  return {
    openBefore: open && next,
    openFarther: open && !next,
    closedBefore: !open && next,
    closedFarther: !open && !next,
    opensInOpen: open && opens === true,
    runsOnOpen: open && opens === false,
    opensBehindClosed: !open && opens === true,
    runsOnClosed: !open && opens === false,
    sameWidth: off <= 1.2,
    otherWidth: off > 2.6,
    knownPair: open && rarity.knows(tail.text.slice(-1), strip.lines[0].text.charAt(0)),
    headedOpen: open && strip.headed,
    headedBefore: !open && next && strip.headed,
    headedFarther: !open && !next && strip.headed,
    unlike: Math.max(0, 0.15 - likeness),
    short: strip.lines.length <= 3 && !open,
    inTurn: !next && last === one.before[1],
    likest: Math.max(-0.2, Math.min(0.2, likeness - others)),
    oneHeadline: Math.max(0, ...one.hits.map((hit, k) => Math.min(hit, hits[k]))),
    solidBody: !open && next && body.solid,
    solidStrip: !open && next && one.solid,
  }
}

/** What tells that a strip begins a body. */
function beginning(one: Candidate, bodies: readonly Growing[], rarity: Rarity): Clues<typeof BEGINS> {
  const { strip, opens, heads, hits } = one
  const [{ text }] = strip.lines
  const head = strip.lines
    .slice(0, 3)
    .map((line) => line.text)
    .join('')
    .slice(0, 45)
  const theirs = bodies.map((body) => headHits(body.words, heads, rarity, body.hits))
  return {
    always: true,
    headed: strip.headed,
    runsOn: opens === false,
    dated: DATED.test(text),
    day: DAY.test(text),
    dayWithin: !DATED.test(text) && !DAY.test(text) && DAY_WITHIN.test(head),
    refers: REFERS.test(text),
    short: strip.lines.length <= 3,
    ownHeadline: Math.max(0, ...hits.map((hit, k) => hit - Math.max(0, ...theirs.map((their) => their[k])))),
    byline: strip.above.length > 0,
  }
}

/**
 * The body that a strip goes on, or null where it begins one. Rules: [R7] what is left open goes on, [R101] how a
 * report begins, [R102] one column and like words, [R103] pages that go on elsewhere.
 */
function bodyOf(one: Candidate, bodies: readonly Growing[], rarity: Rarity): Growing | null {
  const { strip, words } = one
  const near = bodies.filter((body) => lastStrip(body).goes === strip.comes && (!body.sealed || strip.comes))
  const likeness = near.map((body) => body.words.likeness(words, rarity))
  let best: Growing | null = null
  let most = near.length === 0 ? 0 : weighed(beginning(one, bodies, rarity), BEGINS)
  near.forEach((body, k) => {
    const others = Math.max(0, ...likeness.filter((_, other) => other !== k))
    const score = weighed(goingOn(body, one, likeness[k], others, rarity), GOES)
    if (score <= most) return
    best = body
    most = score
  })
  return best
}

/** The bodies of a page, in order of their first line, and how rare its words are. */
export function bodiesOf(lines: readonly Line[]): { readonly bodies: readonly Body[]; readonly rarity: Rarity } {
  const strips = stripsOf(lines)
  const headlines = [...lines.entries()].filter(([, line]) => line.kind === 'headline')
  const alone = strips.length < 2 && headlines.length === 0
  const words = strips.map((strip) => new Words(alone ? [] : strip.lines.map((line) => line.text)))
  const rarity = new Rarity(words)
  const heads = { words: headlines.map(([, line]) => new Words([line.text])), at: headlines.map(([at]) => at) }
  const sheet: Sheet = { strips, indent: indentOf(lines), rarity, heads }
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
