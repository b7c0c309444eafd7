/**
 * Titles given to bodies. The lines of a run of headlines are parted among the bodies around, by the likeliest way over
 * all its lines: each line to a body it shares rare words and regions with, neighbours together, where the titles of
 * the page stand. What no body speaks of is an article of headlines alone. The weights were fitted to pages laid out in
 * trials: those that make the titles of these pages likeliest, then those that part the most articles right.
 */
import type { Body } from './bodies.ts'
import type { Line } from './layout.ts'
import { LetterRarity, Words, WordSet } from './likeness.ts'
import type { Letters, Rarity } from './likeness.ts'
import { countWhile } from './ranges.ts'

/** Lines of headlines that belong together, and their body; null where they stand alone. */
export interface Title {
  /** Blocks of lines without a blank line between. */
  readonly blocks: Line[][]
  body: Body | null
  /** Index of its first line on the page. */
  readonly at: number
}

/** A run of headlines, and the bodies around. */
interface Run {
  readonly lines: Line[]
  readonly at: number
  /** The bodies that end right above and begin right below. */
  readonly above: Body | null
  readonly below: Body | null
  /** The bodies whose prose stands right above and below, be it their end and beginning or not. */
  readonly before: Body | null
  readonly behind: Body | null
  /** Is the prose right above left open in mid-sentence? */
  readonly open: boolean
}

type PlacesOfLine = (line: Line) => ReadonlySet<string>

/** How many bodies before and behind a run may be its lines' own. */
const NEAR = 8

/** How a line that begins a title, or goes on one, goes with a body. */
const BEGINS = {
  hits: -0.08,
  lead: 0.23,
  most: 1.22,
  letters: 0.75,
  fewer: 0.16,
  weak: -2.24,
  none: 0.36,
  strange: -9,
  absent: -0.19,
  number: -0.5,
}
const GOES = {
  hits: 0.09,
  share: 0.64,
  lead: 0.11,
  most: 0.96,
  letters: 0.38,
  weak: 0.05,
  none: 1.22,
  strange: -9,
  missed: -0.06,
  absent: -0.15,
  number: 0.64,
}
/** How a line begins a title that stands alone, or goes on one. */
const ALONE_BEGINS = { line: 0.38, letters: -0.22, strange: -1.7, absent: 0.3, number: -1.87, none: -0.54 }
const ALONE_GOES = { line: 0.3, strange: -2.77, absent: 0.3, none: 0.18 }
/** That a title begins at a line: behind a blank line or not, in a parted word, in words of the line above. */
const TURN = {
  aloneFirst: -0.27,
  aloneApart: 0.85,
  aloneClose: 0.3,
  apart: -0.62,
  close: -1.69,
  amid: -2.19,
  torn: -2.38,
  common: -0.15,
}
/** How the lines of one title follow. */
const FOLLOW = { apart: 0.26, torn: 0.1, aloneApart: 0.36, aloneSame: 0.77, aloneCommon: 0.59, aloneTorn: 1.63 }
/** Where a title stands: right below or above its body, inside it, elsewhere; and whether its body has another one. */
const PLACE = {
  below: -1.37,
  belowLacking: 1.58,
  belowLate: -0.73,
  aboveLacking: 1,
  aboveEarly: -0.37,
  far: -0.9,
  farLacking: 1.34,
  inside: 2.58,
  aloneInside: -4.56,
  openAbove: 0.95,
  amidAbove: 1.52,
  amidBelow: 2.79,
  endAlone: -1.33,
  claimed: 0.56,
  claimHits: -1.44,
}
/** The same by where the other titles of the page stand. */
const STYLE = {
  above: 2.02,
  aboveOther: -0.58,
  aboveEarly: -2.28,
  below: 3.96,
  belowOther: -0.5,
  farNear: -1.84,
  aloneBelow: -1.66,
  aloneFar: -1.34,
}
/** Numbers of two figures and more; sums as packages have them. */
const NUMBER = /\d+[\d.]*\d/g
const SUM = /\d+(?:\+\d+)+/g
/** No line tells more than so much, by pairs of characters and by single ones. */
const MOST = 14
const MOST_LETTERS = 5
/** Lines of a body that tell what it is about. */
const LEAD = 4

/** Runs of headlines: bylines and furniture do not part them, prose does. */
function runsOf(lines: readonly Line[], bodies: readonly Body[]): Run[] {
  const owners = new Map(bodies.flatMap((body) => body.strips.map((strip) => [strip.lines[0], body] as const)))
  const starts = new Map(bodies.map((body) => [body.strips[0].at, body]))
  const ends = new Map(
    bodies.map((body) => {
      const last = body.strips[body.strips.length - 1]
      return [last.lines[last.lines.length - 1], body]
    }),
  )
  const runs: Run[] = []
  let [run, at, above]: [Line[], number, Body | null] = [[], 0, null]
  let [before, open]: [Body | null, boolean] = [null, false]
  const close = (below: Body | null, behind: Body | null): void => {
    if (run.length > 0) runs.push({ lines: run, at, above, below, before, behind, open })
    run = []
  }
  lines.forEach((line, i) => {
    if (line.kind === 'headline') {
      if (run.length === 0) at = i
      run.push(line)
    } else if (line.kind === 'prose') {
      const owner = owners.get(line) ?? before
      close(starts.get(i) ?? null, owner)
      above = ends.get(line) ?? null
      before = owner
      open = !line.ends
    }
  })
  close(null, null)
  return runs
}

/** A body as titles are held to it. */
interface Portrait {
  readonly body: Body
  readonly lead: WordSet
  readonly letters: Letters
}

function portraitOf(body: Body, rarity: Rarity, rare: LetterRarity): Portrait {
  const lines = body.strips.flatMap((strip) => strip.lines.map(({ text }) => text))
  const lead = new WordSet()
  lead.add(new Words(lines.slice(0, LEAD)), rarity)
  return { body, lead, letters: rare.lettersOf(lines) }
}

/** What a line has in common with a body, and what it lacks there. */
interface Common {
  readonly hits: number
  readonly share: number
  readonly lead: number
  readonly letters: number
  readonly missed: number
  readonly absent: number
  /** Regions and sums of the line that the body lacks. */
  readonly strange: number
  readonly number: boolean
}

/** How well a line of headlines goes with a body, by the words and regions they share. */
interface Fit {
  readonly begins: number
  readonly goes: number
  readonly hits: number
  /** Does the line name regions or sums that the body lacks? */
  readonly strange: boolean
}

/** A line of headlines, and how well it goes with each of the bodies around and by itself. */
interface Heading {
  readonly fits: readonly Fit[]
  readonly alone: { readonly begins: number; readonly goes: number }
  /** Pairs it shares with the line above; does a word go on from there? */
  readonly common: number
  readonly torn: boolean
}

/** A line of headlines with its words. */
interface Told {
  readonly text: string
  readonly words: Words
  readonly numbers: Words
  readonly sums: Words
  readonly places: ReadonlySet<string>
}

function toldOf({ text }: Line, places: ReadonlySet<string>): Told {
  const [numbers, sums] = [new Words(text.match(NUMBER) ?? []), new Words(text.match(SUM) ?? [])]
  return { text, words: new Words([text]), numbers, sums, places }
}

function commonOf(told: Told, { body, lead, letters }: Portrait, rarity: Rarity, rare: LetterRarity): Common {
  let [hits, leading, missed, absent, strange] = [0, 0, 0, 0, 0]
  for (const pair of told.words.pairs) {
    if (body.words.has(pair)) {
      hits += rarity.of(pair)
      if (lead.has(pair)) leading += rarity.of(pair)
    } else if (rarity.isKnown(pair)) missed += rarity.of(pair)
    else absent++
  }
  if (told.sums.pairs.some((pair) => !body.words.has(pair))) strange++
  for (const place of told.places) if (!body.places.has(place)) strange++
  return {
    hits: Math.min(MOST, hits),
    share: hits / (hits + missed || 1),
    lead: Math.min(MOST, leading),
    letters: Math.min(MOST_LETTERS, rare.hits(told.text, letters)),
    missed: Math.min(MOST, missed),
    absent: Math.min(8, absent),
    strange,
    number: told.numbers.pairs.some((pair) => !body.words.has(pair)),
  }
}

/** How well a line goes with one of the bodies around, which the others tell as well. */
function fitOf(all: readonly Common[], at: number): Fit {
  const { hits, share, lead, letters, missed, absent, strange, number } = all[at]
  let [others, otherLetters] = [0, 0]
  for (let i = 0; i < all.length; i++) {
    if (i === at) continue
    others = Math.max(others, all[i].hits)
    otherLetters = Math.max(otherLetters, all[i].letters)
  }
  const weak = Math.max(0, 0.5 - share)
  const [none, most] = [hits === 0, hits > others]
  const begins =
    BEGINS.hits * hits +
    BEGINS.lead * lead +
    BEGINS.letters * letters +
    BEGINS.fewer * Math.min(0, letters - otherLetters) +
    BEGINS.weak * weak +
    BEGINS.strange * strange +
    BEGINS.absent * absent +
    (most ? BEGINS.most : 0) +
    (none ? BEGINS.none : 0) +
    (number ? BEGINS.number : 0)
  const goes =
    GOES.hits * hits +
    GOES.share * share +
    GOES.lead * lead +
    GOES.letters * letters +
    GOES.weak * weak +
    GOES.strange * strange +
    GOES.missed * missed +
    (most ? GOES.most : 0) +
    (none ? GOES.none : 0) +
    (number ? GOES.number : 0)
  return { begins, goes, hits, strange: strange > 0 }
}

/** How well a line goes by itself: the better, the less the bodies around have of it. */
function aloneOf(all: readonly Common[]): Heading['alone'] {
  const strange = all.length > 0 && all.every((each) => each.strange > 0)
  const number = all.length > 0 && all.every((each) => each.number)
  const none = all.every(({ hits }) => hits === 0)
  const absent = all[0]?.absent ?? 0
  let letters = 0
  for (const each of all) letters = Math.max(letters, each.letters)
  const begins =
    ALONE_BEGINS.line +
    ALONE_BEGINS.letters * letters +
    ALONE_BEGINS.absent * absent +
    (strange ? ALONE_BEGINS.strange : 0) +
    (number ? ALONE_BEGINS.number : 0) +
    (none ? ALONE_BEGINS.none : 0)
  const goes =
    ALONE_GOES.line + ALONE_GOES.absent * absent + (strange ? ALONE_GOES.strange : 0) + (none ? ALONE_GOES.none : 0)
  return { begins, goes }
}

/** The lines of a run, each held to the bodies around. */
function headingsOf(
  run: Run,
  near: readonly Portrait[],
  rarity: Rarity,
  rare: LetterRarity,
  placesOfLine: PlacesOfLine,
): Heading[] {
  let above: Told | null = null
  return run.lines.map((line) => {
    const told = toldOf(line, placesOfLine(line))
    const all = near.map((portrait) => commonOf(told, portrait, rarity, rare))
    const heading = {
      fits: all.map((_, at) => fitOf(all, at)),
      alone: aloneOf(all),
      common: above === null ? 0 : Math.min(4, told.words.shared(above.words)),
      torn: above !== null && line.gap === 0 && rarity.knows(above.text.slice(-1), line.text.charAt(0)),
    }
    above = told
    return heading
  })
}

/** A run with the bodies around it. */
interface Case {
  readonly run: Run
  /** Do blank lines part its blocks? */
  readonly parted: boolean
  readonly bodies: readonly Body[]
  readonly headings: readonly Heading[]
}

/** The lines of a run that speak most of a body, and where they stand to it. */
interface Claim {
  readonly run: Run
  readonly from: number
  readonly to: number
  readonly hits: number
  readonly side: Side
}

/** Where a title stands: right above its body, right below, or elsewhere. */
type Side = 'above' | 'below' | 'far'

/** Which lines speak most of each body, and how many titles stand where. */
class Claims {
  private readonly claims = new Map<Body, Claim>()
  private readonly sides = { above: 0, below: 0, far: 0 }

  get(body: Body): Claim | undefined {
    return this.claims.get(body)
  }

  /** Keeps the claim that is more. */
  add(body: Body, claim: Claim): void {
    const known = this.claims.get(body)
    if (claim.hits <= (known?.hits ?? 0)) return
    if (known !== undefined) this.sides[known.side]--
    this.sides[claim.side]++
    this.claims.set(body, claim)
  }

  /** The claim that other lines lay to a body than this one. */
  other(body: Body, run: Run, i: number): Claim | null {
    const claim = this.claims.get(body)
    return claim !== undefined && (claim.run !== run || i < claim.from || i > claim.to) ? claim : null
  }

  /** What shares of the titles of other runs stand where. */
  styleFor({ run, bodies }: Case): Readonly<Record<Side, number>> {
    const sides = { ...this.sides }
    for (const body of bodies) {
      const claim = this.claims.get(body)
      if (claim?.run === run) sides[claim.side]--
    }
    const all = sides.above + sides.below + sides.far + 0.5
    return { above: sides.above / all, below: sides.below / all, far: sides.far / all }
  }
}

/** What tells where a title stands. */
interface Standing {
  readonly one: Case
  readonly claims: Claims
  readonly style: Readonly<Record<Side, number>>
}

/** What it tells that a title begins at a line, of whichever body or none. */
function turning({ run, parted, headings }: Case, i: number): number {
  if (i === 0) return 0
  const { common, torn } = headings[i]
  const apart = run.lines[i].gap > 0
  return (apart ? TURN.apart : TURN.close + (parted ? TURN.amid : 0)) + TURN.common * common + (torn ? TURN.torn : 0)
}

/** What it tells that a title without a body begins at a line. */
function beginningAlone({ one, style }: Standing, i: number): number {
  const { run, headings } = one
  let score = headings[i].alone.begins + STYLE.aloneBelow * style.below + STYLE.aloneFar * style.far
  score += i === 0 ? TURN.aloneFirst : run.lines[i].gap > 0 ? TURN.aloneApart : TURN.aloneClose
  return run.before !== null && run.before === run.behind ? score + PLACE.aloneInside : score
}

/** What it tells that a title of a body begins at a line. */
function beginning({ one, claims, style }: Standing, i: number, at: number): number {
  const { run } = one
  const body = one.bodies[at]
  const claim = claims.other(body, run, i)
  let score = one.headings[i].fits[at].begins
  if (claim !== null) score += PLACE.claimed + (PLACE.claimHits * Math.min(2 * MOST, claim.hits)) / MOST
  if (body === run.above) {
    if (i > 0) score += PLACE.belowLate
    else {
      score += PLACE.below + STYLE.below * style.below + STYLE.belowOther * (style.above + style.far)
      if (claim === null) score += PLACE.belowLacking
    }
  } else if (body !== run.below) {
    score += PLACE.far + STYLE.farNear * (style.above + style.below) + (claim === null ? PLACE.farLacking : 0)
  }
  return score + beginningAmid(run, body, i)
}

/** The same of a body whose prose stands right above or below, and goes on. */
function beginningAmid({ above, below, before, behind, open }: Run, body: Body, i: number): number {
  let score = 0
  if (body === before && i === 0 && open) score += PLACE.openAbove
  if (body === before && body === behind) return score + PLACE.inside
  if (body === before && i === 0 && body !== above) score += PLACE.amidAbove
  return body === behind && body !== below ? score + PLACE.amidBelow : score
}

/** What it tells that a run ends with a title of a body, or one without (-1). */
function ending({ one: { run, bodies }, claims, style }: Standing, at: number): number {
  const { below } = run
  if (below === null) return 0
  const lacking = claims.other(below, run, run.lines.length - 1) === null
  if (at < 0) return lacking ? PLACE.endAlone : 0
  if (bodies[at] !== below) return 0
  return (lacking ? PLACE.aboveLacking : 0) + STYLE.above * style.above + STYLE.aboveOther * (style.below + style.far)
}

/** What it tells that another title follows one of a body before the run ends. */
function leaving({ one: { run, bodies }, style }: Standing, at: number): number {
  return at >= 0 && bodies[at] === run.below ? PLACE.aboveEarly + STYLE.aboveEarly * style.above : 0
}

/** What it tells that a line goes on the title of the line above. */
function following({ run, headings }: Case, i: number, at: number): number {
  const { fits, alone, common, torn } = headings[i]
  const [line, above] = [run.lines[i], run.lines[i - 1]]
  const apart = line.gap > 0
  if (at >= 0) return fits[at].goes + (apart ? FOLLOW.apart : 0) + (torn ? FOLLOW.torn : 0)
  const same = !apart && Math.abs(line.width - above.width) <= 1.5
  const score = alone.goes + FOLLOW.aloneCommon * common + (apart ? FOLLOW.aloneApart : 0)
  return score + (torn ? FOLLOW.aloneTorn : 0) + (same ? FOLLOW.aloneSame : 0)
}

/** The body of a line, an index or -1; does a title begin there? */
interface Step {
  readonly at: number
  readonly begins: boolean
}

/** The likeliest body of each line of a run. Rules: [R8], [R9], [R104], [R105]. */
function pathOf(one: Case, claims: Claims): Step[] {
  const standing = { one, claims, style: claims.styleFor(one) }
  const { length } = one.run.lines
  const states = one.bodies.length + 1
  const leaves = Array.from({ length: states }, (_, state) => leaving(standing, state - 1))
  const origins: number[][] = []
  const begun: boolean[][] = []
  let scores: number[] = []
  for (let i = 0; i < length; i++) {
    let best = 0
    for (let state = 1; state < scores.length; state++) {
      if (scores[state] + leaves[state] > scores[best] + leaves[best]) best = state
    }
    const turn = turning(one, i) + (i === 0 ? 0 : scores[best] + leaves[best])
    const [from, fresh]: [number[], boolean[]] = [[], []]
    scores = Array.from({ length: states }, (_, state) => {
      const begins = turn + (state === 0 ? beginningAlone(standing, i) : beginning(standing, i, state - 1))
      const goes = i === 0 ? -Infinity : scores[state] + following(one, i, state - 1)
      from.push(goes >= begins ? state : best)
      fresh.push(goes < begins)
      return Math.max(begins, goes) + (i === length - 1 ? ending(standing, state - 1) : 0)
    })
    origins.push(from)
    begun.push(fresh)
  }
  const path: Step[] = []
  let state = scores.indexOf(Math.max(...scores))
  for (let i = length - 1; i >= 0; i--) {
    path[i] = { at: state - 1, begins: begun[i][state] }
    state = origins[i][state]
  }
  return path
}

/** The titles of a run. */
function titlesOfRun({ run, bodies }: Case, path: readonly Step[]): Title[] {
  const titles: Title[] = []
  run.lines.forEach((line, i) => {
    const { at, begins } = path[i]
    const body = at < 0 ? null : bodies[at]
    const last = titles[titles.length - 1] as Title | undefined
    if (last === undefined || last.body !== body || (body === null && begins)) {
      titles.push({ blocks: [[line]], body, at: run.at })
    } else if (line.gap > 0) last.blocks.push([line])
    else last.blocks[last.blocks.length - 1].push(line)
  })
  return titles
}

function sideOf({ above, below, lines }: Run, body: Body, from: number, to: number): Side {
  if (body === below && to === lines.length - 1) return 'above'
  return body === above && from === 0 ? 'below' : 'far'
}

/** Which lines speak most of each body. */
function claimsOf(cases: readonly Case[]): Claims {
  const claims = new Claims()
  for (const one of cases) {
    const path = pathOf(one, claims)
    for (let from = 0, to = 0; from < path.length; from = to) {
      const { at } = path[from]
      let hits = 0
      do hits += one.headings[to++].fits[at]?.hits ?? 0
      while (to < path.length && !path[to].begins)
      if (at < 0) continue
      const body = one.bodies[at]
      claims.add(body, { run: one.run, from, to: to - 1, hits, side: sideOf(one.run, body, from, to - 1) })
    }
  }
  return claims
}

/**
 * The titles of a page. They are looked for twice: the second time it is known which bodies have one elsewhere, and
 * where the titles of the page stand.
 */
export function titlesOf(
  lines: readonly Line[],
  bodies: readonly Body[],
  rarity: Rarity,
  placesOfLine: PlacesOfLine,
): Title[] {
  const runs = runsOf(lines, bodies)
  if (runs.length === 0) return []
  const rare = new LetterRarity()
  const portraits = bodies.map((body) => portraitOf(body, rarity, rare))
  const cases = runs.map((run): Case => {
    const from = countWhile(bodies.length, (i) => bodies[i].strips[0].at < run.at)
    const near = portraits.slice(Math.max(0, from - NEAR), from + NEAR)
    return {
      run,
      parted: run.lines.some((line, i) => i > 0 && line.gap > 0),
      bodies: near.map(({ body }) => body),
      headings: headingsOf(run, near, rarity, rare, placesOfLine),
    }
  })
  const claims = claimsOf(cases)
  return cases.flatMap((one) => titlesOfRun(one, pathOf(one, claims)))
}
