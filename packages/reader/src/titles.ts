/**
 * Titles given to bodies. The lines of a run of headlines are parted among the bodies around, by the likeliest way over
 * all its lines: each line to a body it shares rare words and regions with, neighbours together, where the titles of
 * the page stand. What no body speaks of is an article of headlines alone. The weights were fitted to pages laid out in
 * trials: those that make the titles of these pages likeliest, then those that part the most articles right.
 */
import type { Body } from './bodies.ts'
import type { Line } from './layout.ts'
import { ACT_WORDS, EVENT_HEADS, WORD_LISTS } from './lexicon.ts'
import { LetterRarity, Refrain, Words, WordSet } from './likeness.ts'
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
  hits: -0.32,
  lead: 0.49,
  most: 1.53,
  letters: 0.53,
  fewer: 2.38,
  weak: -5.68,
  none: -0.71,
  strange: -18,
  sum: -20,
  absent: -0.63,
  number: -1.5,
  own: 0.06,
  ownMost: 0.54,
  run: 0.3,
  runLead: 0.83,
  spaced: 0.38,
  refrain: 0.32,
  refrainLess: -0.45,
}
const GOES = {
  hits: -0.25,
  share: 0.78,
  lead: 0.27,
  most: 1.25,
  letters: 0.94,
  weak: 1.28,
  none: 2.75,
  strange: -18,
  sum: -10.89,
  missed: -0.33,
  absent: -0.77,
  number: 2.44,
  own: 0.23,
  ownMost: 1.01,
  run: 0.14,
  runLead: 0.92,
  spaced: 0.34,
  refrainLess: -0.64,
}
/** How a line begins a title that stands alone, or goes on one. */
const ALONE_BEGINS = {
  line: -0.77,
  letters: -0.91,
  strange: -2.14,
  absent: 0.67,
  number: -2.33,
  none: -2.5,
  own: -0.41,
  run: -0.5,
  spaced: -1.67,
  refrain: 0.33,
  noRefrain: 1.08,
}
const ALONE_GOES = {
  line: 0.73,
  strange: -2.45,
  absent: 0.46,
  none: -0.14,
  own: -0.39,
  run: 0.28,
  spaced: 0.4,
  refrain: -0.29,
  noRefrain: 0.45,
}
/** That a title begins at a line: behind a blank line or not, in a parted word, in words of the line above. */
const TURN = {
  aloneFirst: -1.55,
  aloneApart: 0.36,
  aloneClose: -0.72,
  apart: -0.5,
  close: -2.95,
  amid: -7.04,
  torn: -2.28,
  common: -0.47,
  same: -0.97,
}
/** How the lines of one title follow. */
const FOLLOW = {
  apart: 0.61,
  torn: 0.16,
  common: -0.03,
  same: 0.69,
  aloneApart: 0.68,
  aloneSame: 1.1,
  aloneCommon: 2.14,
  aloneTorn: 1.79,
}
/** Where a title stands: right below or above its body, inside it, elsewhere; and whether its body has another one. */
const PLACE = {
  below: -0.79,
  belowLacking: 2.43,
  belowLate: -1.73,
  aboveLacking: 2.49,
  aboveEarly: -1.29,
  far: -1.66,
  farLacking: 0.81,
  inside: 2.4,
  aloneInside: -13.81,
  openAbove: 1.23,
  amidAbove: 1.04,
  amidBelow: 12.93,
  endAlone: -1.31,
  claimed: -3.28,
  claimHits: -5.51,
}
/** The same by where the other titles of the page stand. */
const STYLE = {
  above: 3.97,
  aboveOther: -1.52,
  aboveEarly: -7.48,
  below: 7.93,
  belowOther: -1.23,
  farNear: -1.66,
  aloneBelow: -2.14,
  aloneFar: -0.49,
}
/** How much it tells for a title of a body that none was found for before; how often it is looked for again. */
const LACKING = 2
const ROUNDS = 2
/** Numbers of two figures and more; sums as packages have them, whose last number their reports count. */
const NUMBER = /\d+[\d.]*\d/g
const SUM = /\d+(?:\+\d+)+/g
/** No line tells more than so much, by pairs of characters and by single ones. */
const MOST = 14
const MOST_LETTERS = 5
const MOST_RUN = 6
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
  readonly refrain: Refrain
  readonly letters: Letters
  /** The numbers it names, once somebody asks. */
  readonly numbers: () => ReadonlySet<string>
}

function portraitOf(body: Body, rarity: Rarity, rare: LetterRarity): Portrait {
  const lines = body.strips.flatMap((strip) => strip.lines.map(({ text }) => text))
  const lead = new WordSet()
  lead.add(new Words(lines.slice(0, LEAD)), rarity)
  let numbers: ReadonlySet<string> | null = null
  return {
    body,
    lead,
    refrain: new Refrain(lines),
    letters: rare.lettersOf(lines),
    numbers: () => (numbers ??= new Set(lines.join('').match(/\d+/g))),
  }
}

/** What a line has in common with a body, and what it lacks there. */
interface Common {
  readonly hits: number
  readonly share: number
  readonly lead: number
  readonly letters: number
  readonly missed: number
  readonly absent: number
  /** How many regions of the line the body lacks; does it lack sums or other numbers? */
  readonly strange: number
  readonly sum: boolean
  readonly number: boolean
  /** Hits of words that not just any report has, and the longest run of pairs in common. */
  readonly own: number
  readonly run: number
  /** Hits of words that the body keeps coming back to. */
  readonly refrain: number
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
  /** Is it of one width with the line above, which it touches? */
  readonly same: boolean
}

/** A line of headlines with its words. */
interface Told {
  readonly text: string
  readonly words: Words
  readonly numbers: Words
  /** Of each sum its last number. */
  readonly sums: readonly string[]
  readonly places: ReadonlySet<string>
  /** Is it of two parts with a space between, as mottoes are? */
  readonly spaced: boolean
  /** Which of its pairs stand in words that any report has. */
  readonly general: readonly boolean[]
}

function toldOf({ text }: Line, places: ReadonlySet<string>): Told {
  const numbers = new Words(text.match(NUMBER) ?? [])
  const sums = (text.match(SUM) ?? []).map((sum) => sum.slice(sum.lastIndexOf('+') + 1))
  const words = new Words([text])
  const general = Array.from(words.pairs, (pair) => GENERAL.has(pair))
  return { text, words, numbers, sums, places, spaced: /\S\s+\S/.test(text), general }
}

/** Pairs of the words that any report has: posts, acts, heads of events and agreements. */
const GENERAL: ReadonlySet<number> = new Set(
  new Words(
    [
      WORD_LISTS.POST_HEADS,
      WORD_LISTS.FOLLOWERS,
      WORD_LISTS.AGREEMENT_HEADS,
      ...Object.values(ACT_WORDS),
      ...Object.values(EVENT_HEADS),
    ].map((words) => words.replaceAll(/\s+/g, '，')),
  ).pairs,
)

function commonOf(told: Told, portrait: Portrait, rarity: Rarity, rare: LetterRarity): Common {
  const { body, lead, refrain, letters, numbers } = portrait
  let [hits, leading, missed, absent, strange] = [0, 0, 0, 0, 0]
  let [own, often, run, longest] = [0, 0, 0, 0]
  told.words.pairs.forEach((pair, i) => {
    if (body.words.has(pair)) {
      const weight = rarity.of(pair)
      hits += weight
      if (lead.has(pair)) leading += weight
      if (refrain.has(pair)) often += weight
      if (!told.general[i]) own += weight
      if (++run > longest) longest = run
      return
    }
    run = 0
    if (rarity.isKnown(pair)) missed += rarity.of(pair)
    else absent++
  })
  for (const place of told.places) if (!body.places.has(place)) strange++
  return {
    hits: Math.min(MOST, hits),
    share: hits / (hits + missed || 1),
    lead: Math.min(MOST, leading),
    letters: Math.min(MOST_LETTERS, rare.hits(told.text, letters)),
    missed: Math.min(MOST, missed),
    absent: Math.min(8, absent),
    strange,
    sum: told.sums.some((sum) => !numbers().has(sum)),
    number: told.numbers.pairs.some((pair) => !body.words.has(pair)),
    own: Math.min(MOST, own),
    run: Math.min(MOST_RUN, longest),
    refrain: Math.min(MOST, often),
  }
}

/** What others of the bodies around have in common with a line at most. */
function othersOf(all: readonly Common[], at: number): Pick<Common, 'hits' | 'letters' | 'own' | 'run' | 'refrain'> {
  let [hits, letters, own, run, refrain] = [0, 0, 0, 0, 0]
  all.forEach((each, i) => {
    if (i === at) return
    hits = Math.max(hits, each.hits)
    letters = Math.max(letters, each.letters)
    own = Math.max(own, each.own)
    run = Math.max(run, each.run)
    refrain = Math.max(refrain, each.refrain)
  })
  return { hits, letters, own, run, refrain }
}

/** What the clues come to by the weights that some of them have. */
function weighed<Clue extends string>(
  weights: Readonly<Record<Clue, number>>,
  clues: Readonly<Record<NoInfer<Clue>, number>>,
): number {
  let sum = 0
  for (const clue in weights) sum += weights[clue] * clues[clue]
  return sum
}

/** How well a line goes with one of the bodies around, which the others tell as well. */
function fitOf(all: readonly Common[], at: number, spaced: boolean): Fit {
  const { hits, share, lead, letters, missed, absent, strange, sum, number, own, run, refrain } = all[at]
  const others = othersOf(all, at)
  const clues = {
    hits,
    share,
    lead,
    letters,
    missed,
    absent,
    strange,
    own,
    run,
    refrain,
    fewer: Math.min(0, letters - others.letters),
    weak: Math.max(0, 0.5 - share),
    runLead: Math.max(-4, Math.min(4, run - others.run)),
    refrainLess: Number(refrain < others.refrain),
    ownMost: Number(own > others.own),
    spaced: Number(spaced),
    most: Number(hits > others.hits),
    none: Number(hits === 0),
    sum: Number(sum),
    number: Number(number),
  }
  const [begins, goes] = [weighed(BEGINS, clues), weighed(GOES, clues)]
  return { begins, goes, hits, strange: strange > 0 || sum }
}

/** How well a line goes by itself: the better, the less the bodies around have of it. */
function aloneOf(all: readonly Common[], spaced: boolean): Heading['alone'] {
  const strange = all.length > 0 && all.every((each) => each.strange > 0 || each.sum)
  const number = all.length > 0 && all.every((each) => each.number)
  const none = all.every(({ hits }) => hits === 0)
  const absent = all[0]?.absent ?? 0
  const { letters, own, run, refrain } = othersOf(all, -1)
  const clues = {
    line: 1,
    letters,
    absent,
    own,
    run,
    refrain,
    noRefrain: Number(refrain === 0),
    spaced: Number(spaced),
    strange: Number(strange),
    number: Number(number),
    none: Number(none),
  }
  return { begins: weighed(ALONE_BEGINS, clues), goes: weighed(ALONE_GOES, clues) }
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
  return run.lines.map((line, i) => {
    const told = toldOf(line, placesOfLine(line))
    const all = near.map((portrait) => commonOf(told, portrait, rarity, rare))
    const heading = {
      fits: all.map((_, at) => fitOf(all, at, told.spaced)),
      alone: aloneOf(all, told.spaced),
      common: above === null ? 0 : Math.min(3, told.words.shared(above.words)),
      torn: above !== null && line.gap === 0 && rarity.knows(above.text.slice(-1), line.text.charAt(0)),
      same: i > 0 && line.gap === 0 && Math.abs(line.width - run.lines[i - 1].width) <= 1.5,
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
  private readonly lacks = new Map<Body, number>()

  get(body: Body): Claim | undefined {
    return this.claims.get(body)
  }

  /** What it tells for a title of a body that none was found for before. */
  lack(body: Body): number {
    return this.lacks.get(body) ?? 0
  }

  /** Keeps which bodies no title was found for; is there any? */
  lacking(bodies: readonly Body[], titled: ReadonlySet<Body>): boolean {
    let some = false
    for (const body of bodies) {
      if (titled.has(body)) continue
      this.lacks.set(body, this.lack(body) + LACKING)
      some = true
    }
    return some
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
  const { common, torn, same } = headings[i]
  const apart = run.lines[i].gap > 0
  const score = TURN.common * common + (torn ? TURN.torn : 0) + (same ? TURN.same : 0)
  return score + (apart ? TURN.apart : TURN.close + (parted ? TURN.amid : 0))
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
  let score = one.headings[i].fits[at].begins + claims.lack(body)
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
  const { fits, alone, common, torn, same } = headings[i]
  const apart = run.lines[i].gap > 0
  if (at >= 0) {
    const score = fits[at].goes + FOLLOW.common * common + (apart ? FOLLOW.apart : 0)
    return score + (torn ? FOLLOW.torn : 0) + (same ? FOLLOW.same : 0)
  }
  const score = alone.goes + FOLLOW.aloneCommon * common + (apart ? FOLLOW.aloneApart : 0)
  return score + (torn ? FOLLOW.aloneTorn : 0) + (same ? FOLLOW.aloneSame : 0)
}

/** The body of a line, an index or -1; does a title begin there? */
interface Step {
  readonly at: number
  readonly begins: boolean
}

/** The likeliest body of each line of a run. Rules: [R8], [R9], [R104], [R105], [R106], [R108]. */
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

/** The bodies that some titles are of. */
function titledOf(cases: readonly Case[], paths: readonly (readonly Step[])[]): Set<Body> {
  return new Set(cases.flatMap(({ bodies }, k) => paths[k].flatMap(({ at }) => (at < 0 ? [] : [bodies[at]]))))
}

/**
 * The titles of a page. They are looked for twice: the second time it is known which bodies have one elsewhere, and
 * where the titles of the page stand; and again where bodies are left without any.
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
  let paths = cases.map((one) => pathOf(one, claims))
  for (let round = 0; round < ROUNDS && claims.lacking(bodies, titledOf(cases, paths)); round++) {
    paths = cases.map((one) => pathOf(one, claims))
  }
  return cases.flatMap((one, i) => titlesOfRun(one, paths[i]))
}
