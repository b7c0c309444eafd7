/**
 * Titles given to bodies. The lines of a run of headlines are parted among the bodies around, by the likeliest way over
 * all its lines: each line to a body it shares rare words and regions with, neighbours together, the last above a body
 * to that body. What no body speaks of is an article of headlines alone. The weights were fitted to pages laid out in
 * trials.
 */
import type { Body } from './bodies.ts'
import type { Line } from './layout.ts'
import { Words } from './likeness.ts'
import type { Rarity } from './likeness.ts'
import { countWhile } from './ranges.ts'

/** Lines of headlines that belong together, and their body; null where they stand alone. */
export interface Title {
  /** Blocks of lines without a blank line between. */
  readonly blocks: Line[][]
  body: Body | null
  /** Index of its first line on the page. */
  readonly at: number
}

/** A run of headlines, and the bodies that end right above and begin right below. */
interface Run {
  readonly lines: Line[]
  readonly at: number
  readonly above: Body | null
  readonly below: Body | null
}

type PlacesOfLine = (line: Line) => ReadonlySet<string>

/** How many bodies before and behind a run may be its lines' own. */
const NEAR = 8

/** How a line that begins a title, or goes on one, goes with a body. */
const BEGINS = { hits: 0.24, share: 0.83, weak: -0.43, none: -0.56, strange: -4, missed: -0.02, absent: 0, number: -1 }
const GOES = {
  hits: 0.15,
  share: 0.99,
  weak: -0.4,
  none: 0.81,
  strange: -3.5,
  missed: -0.06,
  absent: -0.06,
  number: -0.5,
}
/** That a title begins at a line: behind a blank line or not, and likewise where it stands alone. */
const TURN = { apart: -1.47, close: -1.97, amid: -2.02, aloneApart: -0.62, aloneClose: -1.29, aloneFirst: -1.17 }
/** That a title stands right below or above a body, and that its body has another one. */
const PLACE = { belowBody: 0.39, aboveBody: 0.29, belowLacking: 1.2, aboveLacking: 1.94, claimed: -2.25 }
/** For each line of a title that stands alone, and how much another body speaks of it. */
const ALONE = { line: 0.93, hits: 0.03 }
/** Numbers of two figures and more; sums as packages have them. */
const NUMBER = /\d+[\d.]*\d/g
const SUM = /\d+(?:\+\d+)+/g
/** No line tells more than so much. */
const MOST = 14

/** Runs of headlines: bylines and furniture do not part them, prose does. */
function runsOf(lines: readonly Line[], bodies: readonly Body[]): Run[] {
  const starts = new Map(bodies.map((body) => [body.strips[0].at, body]))
  const ends = new Map(
    bodies.map((body) => {
      const last = body.strips[body.strips.length - 1]
      return [last.at + last.lines.length - 1, body]
    }),
  )
  const runs: Run[] = []
  let [run, at, above]: [Line[], number, Body | null] = [[], 0, null]
  const close = (below: Body | null): void => {
    if (run.length > 0) runs.push({ lines: run, at, above, below })
    run = []
  }
  lines.forEach((line, i) => {
    if (line.kind === 'headline') {
      if (run.length === 0) at = i
      run.push(line)
    } else if (line.kind === 'prose') {
      close(starts.get(i) ?? null)
      above = ends.get(i) ?? null
    }
  })
  close(null)
  return runs
}

/** How well a line of headlines goes with a body, by the words and regions they share. */
interface Fit {
  readonly begins: number
  readonly goes: number
  readonly hits: number
  /** Does the line name regions or sums that the body lacks? */
  readonly strange: boolean
}

function fitOf(
  { pairs }: Words,
  numbers: Words,
  sums: Words,
  places: ReadonlySet<string>,
  body: Body,
  rarity: Rarity,
): Fit {
  let [hits, missed, absent, strange] = [0, 0, 0, 0]
  for (const pair of pairs) {
    if (body.words.has(pair)) hits += rarity.of(pair)
    else if (rarity.isKnown(pair)) missed += rarity.of(pair)
    else absent++
  }
  const number = numbers.pairs.some((pair) => !body.words.has(pair))
  if (sums.pairs.some((pair) => !body.words.has(pair))) strange++
  for (const place of places) if (!body.places.has(place)) strange++
  const share = hits / (hits + missed || 1)
  const [told, lacking] = [Math.min(MOST, hits), Math.min(MOST, missed)]
  const sum = (weights: typeof BEGINS): number =>
    weights.hits * told +
    weights.share * share +
    weights.weak * Math.max(0, 0.5 - share) +
    (hits === 0 ? weights.none : 0) +
    weights.strange * strange +
    weights.missed * lacking +
    weights.absent * Math.min(8, absent) +
    (number ? weights.number : 0)
  return { begins: sum(BEGINS), goes: sum(GOES), hits: told, strange: strange > 0 }
}

/** A run with the bodies around it, and how well each of its lines goes with each of them. */
interface Case {
  readonly run: Run
  /** Do blank lines part its blocks? */
  readonly parted: boolean
  readonly bodies: readonly Body[]
  readonly fits: readonly (readonly Fit[])[]
}

/** The lines of a run that speak most of a body. */
interface Claim {
  readonly run: Run
  readonly from: number
  readonly to: number
  readonly hits: number
}

type Claims = ReadonlyMap<Body, Claim>

/** Does a body have its title elsewhere than at a line? */
function isClaimed(claims: Claims, body: Body, run: Run, i: number): boolean {
  const claim = claims.get(body)
  return claim !== undefined && (claim.run !== run || i < claim.from || i > claim.to)
}

/** What it tells that a title of a body, or one without (-1), begins at a line. */
function beginning({ run, parted, bodies, fits }: Case, i: number, body: number, claims: Claims): number {
  const apart = run.lines[i].gap > 0
  const turn = i === 0 ? 0 : apart ? TURN.apart : TURN.close + (parted ? TURN.amid : 0)
  if (body < 0) return turn + (i === 0 ? TURN.aloneFirst : apart ? TURN.aloneApart : TURN.aloneClose)
  const claimed = isClaimed(claims, bodies[body], run, i)
  const below = i === 0 && bodies[body] === run.above
  const place = below ? PLACE.belowBody + (claimed ? 0 : PLACE.belowLacking) : 0
  return turn + fits[i][body].begins + place + (claimed ? PLACE.claimed : 0)
}

/** What it tells that the last line of a run stands right above a body. */
function ending({ run, bodies }: Case, body: number, claims: Claims): number {
  if (bodies[body] !== run.below) return 0
  return PLACE.aboveBody + (isClaimed(claims, bodies[body], run, run.lines.length - 1) ? 0 : PLACE.aboveLacking)
}

/** The likeliest body of each line of a run: an index into its bodies, or -1. Rules: [R8], [R9], [R104]. */
function pathOf(one: Case, claims: Claims): number[] {
  const { run, bodies, fits } = one
  const origins: number[][] = []
  let scores: number[] = []
  run.lines.forEach((_, i) => {
    const best = scores.indexOf(Math.max(...scores))
    const last = i === run.lines.length - 1
    const alone = ALONE.line + ALONE.hits * Math.max(0, ...fits[i].map(({ hits }) => hits))
    const from: number[] = []
    scores = Array.from({ length: bodies.length + 1 }, (__, state) => {
      const begins = (i === 0 ? 0 : scores[best]) + beginning(one, i, state - 1, claims)
      const goes = i === 0 ? -Infinity : scores[state] + (state === 0 ? 0 : fits[i][state - 1].goes)
      from.push(goes >= begins ? state : best)
      if (state === 0) return Math.max(begins, goes) + alone
      return Math.max(begins, goes) + (last ? ending(one, state - 1, claims) : 0)
    })
    origins.push(from)
  })
  const path: number[] = []
  let state = scores.indexOf(Math.max(...scores))
  for (let i = run.lines.length - 1; i >= 0; i--) {
    path[i] = state - 1
    state = origins[i][state]
  }
  return path
}

function within(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  for (const each of inner) if (!outer.has(each)) return false
  return true
}

/** The titles of a run. Lines that no body speaks of are parted where a block names other regions than those before. */
function titlesOfRun({ run, bodies }: Case, path: readonly number[], placesOfLine: PlacesOfLine): Title[] {
  const titles: Title[] = []
  let places = new Set<string>()
  run.lines.forEach((line, i) => {
    const body = path[i] < 0 ? null : bodies[path[i]]
    const last = titles[titles.length - 1] as Title | undefined
    const own = placesOfLine(line)
    const apart = body === null && line.gap > 0 && places.size > 0 && !within(own, places)
    if (last === undefined || last.body !== body || apart) {
      titles.push({ blocks: [[line]], body, at: run.at })
      places = new Set(own)
      return
    }
    for (const place of own) places.add(place)
    if (line.gap > 0) last.blocks.push([line])
    else last.blocks[last.blocks.length - 1].push(line)
  })
  return titles
}

/** Which lines speak most of each body. */
function claimsOf(cases: readonly Case[]): Claims {
  const claims = new Map<Body, Claim>()
  for (const one of cases) {
    const path = pathOf(one, claims)
    for (let from = 0, to = 0; from < path.length; from = to) {
      let hits = 0
      while (to < path.length && path[to] === path[from]) hits += one.fits[to++][Math.max(0, path[from])]?.hits ?? 0
      const body = path[from] < 0 ? undefined : one.bodies[path[from]]
      if (body === undefined || hits <= (claims.get(body)?.hits ?? 0)) continue
      claims.set(body, { run: one.run, from, to: to - 1, hits })
    }
  }
  return claims
}

/**
 * The titles of a page. They are looked for twice: the second time it is known which bodies have one elsewhere. A body
 * that none speaks of has the one that stands on it.
 */
export function titlesOf(
  lines: readonly Line[],
  bodies: readonly Body[],
  rarity: Rarity,
  placesOfLine: PlacesOfLine,
): Title[] {
  const cases = runsOf(lines, bodies).map((run): Case => {
    const from = countWhile(bodies.length, (i) => bodies[i].strips[0].at < run.at)
    const near = bodies.slice(Math.max(0, from - NEAR), from + NEAR)
    const fits = run.lines.map((line) => {
      const [words, numbers, places] = [
        new Words([line.text]),
        new Words(line.text.match(NUMBER) ?? []),
        placesOfLine(line),
      ]
      const sums = new Words(line.text.match(SUM) ?? [])
      return near.map((body) => fitOf(words, numbers, sums, places, body, rarity))
    })
    return { run, parted: run.lines.some((line, i) => i > 0 && line.gap > 0), bodies: near, fits }
  })
  const claims = claimsOf(cases)
  return cases.flatMap((one) => {
    const titles = titlesOfRun(one, pathOf(one, claims), placesOfLine)
    const last = titles[titles.length - 1]
    const { below } = one.run
    if (last.body !== null || below === null || claims.has(below)) return titles
    const fits = one.fits.slice(-last.blocks.flat().length).map((line) => line[one.bodies.indexOf(below)])
    if (!titles.some((title) => title.body === below) && !fits.some(({ strange }) => strange)) last.body = below
    return titles
  })
}
