/**
 * Bodies put together from strips of prose. Which body a strip goes on, or whether it begins one, is told by the
 * sentence left open, the column's width, the indents, what stands between, and the words they share with each other
 * and with the headlines. How much each of these tells was fitted to pages laid out in trials; the rules hold for any
 * page.
 */
import type { Line } from './layout.ts'
import { KnownPairs, Rarity, Words, WordSet } from './likeness.ts'
import { pattern } from './patterns.ts'
import { countWhile } from './ranges.ts'
import { columnOf, indentOf, standsApart, isSolid, opensParagraph, stripsOf } from './strips.ts'
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
  /** Do its paragraphs follow without blank lines, in any of its strips, and in the last one long enough to tell? */
  solid: boolean
  solidLast: boolean | null
  /** Do its lines stand apart? Null where it has too few to tell. */
  loose: boolean | null
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
  readonly known: KnownPairs
  readonly heads: Heads
  /** The words of the strip that is looked at. */
  readonly own: WordSet
}

/** How many bodies before a strip it may go on, and how many lines of headlines before and behind tell of it. */
const NEAR = 8
const HEADS = 16

/** What tells that a strip goes on a body, each with its weight. */
const GOES = {
  openBefore: 1.35,
  openFarther: 0.41,
  brokenBefore: -0.19,
  brokenFarther: -1.62,
  closedBefore: 2.49,
  closedFarther: -2.43,
  opensInOpen: -1.89,
  opensInOpenSure: -1.75,
  runsOnOpen: 0.34,
  runsOnOpenSure: 0.57,
  opensBehindClosed: 1.15,
  opensBehindClosedSure: 1.19,
  runsOnClosed: -0.31,
  runsOnClosedSure: -0.78,
  torn: 2.2,
  lead: 4.47,
  sameWidth: 1.17,
  nearWidth: 0.31,
  otherWidth: -1.74,
  otherGaps: -4.77,
  headedBefore: -1.53,
  headedFarther: 0.76,
  unlike: -4.99,
  short: -0.88,
  shortLast: -0.33,
  fullLast: 0.83,
  inTurn: 0.87,
  likest: 4.18,
  oneHeadline: 2.24,
  solidBody: -1.6,
  solidStrip: -1.33,
  solidAlike: 0.82,
}

/** What tells that a strip begins a body. */
const BEGINS = {
  always: -0.07,
  headed: 0.95,
  aboveHits: 0.77,
  aboveOther: 0.54,
  ownHeadline: 1.63,
  opens: 0.83,
  opensSure: 0.99,
  runsOn: -0.69,
  runsOnSure: -0.47,
  dated: 5.24,
  day: 2.87,
  dayWithin: 2.93,
  held: 0.88,
  said: -3,
  refers: -1.37,
  short: -0.73,
  byline: 2.85,
  otherWidth: -1.04,
  noDateline: -1.39,
  lead: -0.85,
  likest: -1.59,
  open: -1.67,
}

const DATED = /^\d{1,2}月\d{1,2}[日号]|^近日|^日前/
const DAY = /^\d{1,2}日|^昨|^记者/
const DAY_WITHIN = /\d{1,2}日|昨[天晚日]|今[天晚]|日前|近日/
/** What is spoken of as known already. */
const REFERS = pattern(
  '',
  '^“?(?:他|她|会上|会前|会后|会议|双方|各方|[两三][省地市县岸校馆]|座谈|根据|按照|协议|据介绍|据了解|据悉|此次|本次|这|该|其中|同时|',
  '目前|下一步|活动|随后|当天|当晚|当日|期间|近年来|去年|过去|未来|今后|为此|此外|另外|与会)',
)
/** Something takes place in the first clause; somebody speaks in it. */
const HELD = /^[^，。]{0,40}(?:举行|召开|开幕|签署|签约|启动|发布|会见|揭牌|举办)/
const SAID = /^[^，。]{2,24}(?:说|表示|介绍|指出|认为|强调|希望)/
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

/** A line of headlines, and how much of it stands in a strip. */
interface Told {
  readonly words: Words
  readonly hits: number
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
  /** Are paragraphs told by spaces on the page? Then whether it opens one is sure. */
  readonly sure: boolean
  readonly solid: boolean
  readonly loose: boolean | null
  /** The lines of headlines around that speak of it, and those right above whether they do or not. */
  readonly heads: readonly Told[]
  readonly above: readonly Told[]
}

function candidateOf(sheet: Sheet, i: number, words: Words): Candidate {
  const strip = sheet.strips[i]
  const { heads, rarity, own, indent } = sheet
  const from = countWhile(heads.at.length, (k) => heads.at[k] < strip.at)
  const first = Math.max(0, from - HEADS)
  const weight = own.add(words, rarity)
  const around = heads.words.slice(first, from + HEADS)
  const told = around.map((head) => ({ words: head, hits: hitsOf(own, head, rarity) }))
  own.remove(words)
  const before = sheet.strips[i - 1]?.at ?? -1
  return {
    strip,
    words,
    weight,
    before: [sheet.strips[i - 1], sheet.strips[i - 2]],
    width: columnOf(strip.lines),
    opens: opensParagraph(strip, indent),
    sure: indent === 'spaces',
    solid: isSolid(strip),
    loose: standsApart(strip),
    heads: told.filter(({ hits }) => hits > 0),
    above: told.slice(0, from - first).filter((_, k) => k >= from - first - 3 && heads.at[first + k] > before),
  }
}

/** Has a body but begun, in the middle of a sentence? */
function isLead(body: Growing): boolean {
  return body.strips.length === 1 && body.strips[0].lines.length <= 2 && !lastLine(body).ends
}

/** How much tells that a strip goes on a body whose last sentence is left open. */
function goingOnOpen(body: Growing, { strip, opens, sure }: Candidate, next: boolean, known: KnownPairs): number {
  const last = lastLine(body)
  const torn = known.has(last.text, strip.lines[0].text) ? GOES.torn : 0
  const score = next && isLead(body) ? torn + GOES.lead : torn
  if (last.width < body.width - 2.5) return score + (next ? GOES.brokenBefore : GOES.brokenFarther)
  const open = score + (next ? GOES.openBefore : GOES.openFarther)
  if (opens === null) return open
  if (opens) return open + (sure ? GOES.opensInOpenSure : GOES.opensInOpen)
  return open + (sure ? GOES.runsOnOpenSure : GOES.runsOnOpen)
}

/** How much tells that a strip goes on a body whose last sentence is closed. */
function goingOnClosed(body: Growing, { strip, opens, sure, solid }: Candidate, next: boolean): number {
  const { width } = lastLine(body)
  let score = next ? GOES.closedBefore : GOES.closedFarther
  if (opens === true) score += sure ? GOES.opensBehindClosedSure : GOES.opensBehindClosed
  if (opens === false) score += sure ? GOES.runsOnClosedSure : GOES.runsOnClosed
  if (strip.headed) score += next ? GOES.headedBefore : GOES.headedFarther
  if (strip.lines.length <= 3) score += GOES.short
  if (width < body.width - 1.5) score += GOES.shortLast
  if (!next) return score
  if (width >= body.width - 0.6) score += GOES.fullLast
  if (body.solid) score += GOES.solidBody
  return solid ? score + GOES.solidStrip : score
}

/** How much tells that a strip goes on a body, by how like it is to that one and to any other, too. */
function goingOn(body: Growing, one: Candidate, likeness: number, others: number, sheet: Sheet): number {
  const { strip, width } = one
  const next = lastStrip(body) === one.before[0]
  const off = strip.lines.length > 1 ? Math.abs(width - body.width) : Math.max(2, width - body.width)
  let score = lastLine(body).ends ? goingOnClosed(body, one, next) : goingOnOpen(body, one, next, sheet.known)
  score += off <= 1.2 ? GOES.sameWidth : off > 2.6 ? GOES.otherWidth : GOES.nearWidth
  score += GOES.unlike * Math.max(0, 0.15 - likeness)
  score += GOES.likest * Math.max(-0.2, Math.min(0.2, likeness - others))
  if (!next && lastStrip(body) === one.before[1]) score += GOES.inTurn
  if (strip.lines.length > 1 && body.solidLast === one.solid) score += GOES.solidAlike
  if (one.loose !== null && body.loose !== null && one.loose !== body.loose) score += GOES.otherGaps
  let both = 0
  for (const { words, hits } of one.heads) both = Math.max(both, Math.min(hits, hitsOfBody(body, words, sheet.rarity)))
  return score + GOES.oneHeadline * both
}

/** How much the day or the event that a strip begins with tells that it begins a body. */
function reporting(strip: Strip): number {
  const [{ text }] = strip.lines
  const head = headOf(strip)
  let score = HELD.test(head) ? BEGINS.held : 0
  if (DATED.test(text)) score += BEGINS.dated
  else if (DAY.test(text)) score += BEGINS.day
  else if (DAY_WITHIN.test(head)) score += BEGINS.dayWithin
  if (REFERS.test(text)) score += BEGINS.refers
  return SAID.test(head) ? score + BEGINS.said : score
}

/** The most that a line of headlines has in common with any of some bodies. */
function mostHits(near: readonly Growing[], words: Words, rarity: Rarity): number {
  let most = 0
  for (const body of near) most = Math.max(most, hitsOfBody(body, words, rarity))
  return most
}

/** How much tells that a strip begins a body: the headlines that speak of it rather than of the bodies near. */
function headed({ strip, heads, above }: Candidate, near: readonly Growing[], rarity: Rarity): number {
  let own = 0
  for (const { words, hits } of heads) own = Math.max(own, hits - mostHits(near, words, rarity))
  const score = BEGINS.ownHeadline * own
  if (!strip.headed) return score
  let [hits, others] = [0, 0]
  for (const head of above) {
    hits += head.hits
    others += mostHits(near, head.words, rarity)
  }
  return score + BEGINS.headed + BEGINS.aboveHits * Math.min(3, hits) + BEGINS.aboveOther * Math.min(3, others)
}

/** How much tells that a strip begins a body, where `dated` of the bodies before open with a dateline. */
function beginning(one: Candidate, near: readonly Growing[], likest: number, dated: number, sheet: Sheet): number {
  const { strip, opens, sure, before, width } = one
  const last = near.find((body) => lastStrip(body) === before[0])
  let score = BEGINS.always + reporting(strip) + headed(one, near, sheet.rarity) + BEGINS.noDateline * dated
  if (opens === true) score += sure ? BEGINS.opensSure : BEGINS.opens
  if (opens === false) score += sure ? BEGINS.runsOnSure : BEGINS.runsOn
  if (strip.lines.length <= 3) score += BEGINS.short
  if (strip.above.length > 0) score += BEGINS.byline
  if (last !== undefined && isLead(last)) score += BEGINS.lead
  if (before[0] !== undefined && Math.abs(columnOf(before[0].lines) - width) > 2.6) score += BEGINS.otherWidth
  let open = 0
  for (const body of near) if (!lastLine(body).ends) open++
  return score + BEGINS.likest * Math.min(0.4, likest) + BEGINS.open * Math.min(2, open)
}

/** The words a strip begins with. */
function headOf({ lines }: Strip): string {
  return ((lines[0]?.text ?? '') + (lines[1]?.text ?? '') + (lines[2]?.text ?? '')).slice(0, 45)
}

/**
 * The body that a strip goes on, or null where it begins one. Rules: [R7] what is left open goes on, [R101] how a
 * report begins, [R102] one column and like words, [R103] pages that go on elsewhere, [R107] what has but begun.
 */
function bodyOf(one: Candidate, bodies: readonly Growing[], dated: number, sheet: Sheet): Growing | null {
  const { strip, words, weight } = one
  const near = bodies.filter((body) => lastStrip(body).goes === strip.comes && (!body.sealed || strip.comes))
  if (near.length === 0) return null
  const likeness = near.map((body) => body.words.likeness(words, weight, sheet.rarity))
  let best: Growing | null = null
  let most = beginning(one, near, Math.max(...likeness), dated, sheet)
  near.forEach((body, k) => {
    let others = 0
    for (let other = 0; other < near.length; other++) if (other !== k) others = Math.max(others, likeness[other])
    const score = goingOn(body, one, likeness[k], others, sheet)
    if (score <= most) return
    best = body
    most = score
  })
  return best
}

/** A body without strips yet. */
function begun(strip: Strip): Growing {
  return {
    strips: [],
    words: new WordSet(),
    places: new Set(),
    width: columnOf(strip.lines),
    sealed: false,
    solid: false,
    solidLast: null,
    loose: null,
    hits: new Map(),
  }
}

/** Puts a strip to a body. */
function put(strip: Strip, words: Words, body: Growing, rarity: Rarity): void {
  const solid = isSolid(strip)
  body.strips.push(strip)
  body.words.add(words, rarity)
  body.hits.clear()
  body.solid ||= solid
  if (strip.lines.length > 3) body.solidLast = solid
  body.loose = standsApart(strip) ?? body.loose
  const tail = strip.lines.slice(-3).map((line) => line.text)
  body.sealed = strip.below.length > 0 || CLOSED.test(tail.join(''))
}

/** The bodies of a page, in order of their first line, and how rare its words are. */
export function bodiesOf(lines: readonly Line[]): { readonly bodies: readonly Body[]; readonly rarity: Rarity } {
  const strips = stripsOf(lines)
  const headlines = [...lines.keys()].filter((at) => lines[at].kind === 'headline')
  const alone = strips.length < 2 && headlines.length === 0
  const words = strips.map((strip) => new Words(alone ? [] : strip.lines.map((line) => line.text)))
  const rarity = new Rarity(words)
  const heads = { words: headlines.map((at) => new Words([lines[at].text])), at: headlines }
  const known = new KnownPairs(lines)
  const sheet: Sheet = { strips, indent: indentOf(lines), rarity, known, heads, own: new WordSet() }
  const bodies: Growing[] = []
  let dated = 0
  strips.forEach((strip, i) => {
    const opens = strip.lines[0].opens || strip.above.some(({ titled }) => titled)
    const near = opens ? [] : bodies.slice(-NEAR)
    let body = near.length === 0 ? null : bodyOf(candidateOf(sheet, i, words[i]), near, dated / bodies.length, sheet)
    if (body === null) {
      body = begun(strip)
      bodies.push(body)
      if (opens) dated++
    }
    put(strip, words[i], body, rarity)
  })
  return { bodies, rarity }
}
