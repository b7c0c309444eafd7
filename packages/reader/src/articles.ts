/**
 * Articles put together from the lines of a page: its bodies with the titles that are theirs, and titles without a
 * body, which are articles of headlines alone.
 */
import type { Span } from '@handclasp/domain'

import { bodiesOf } from './bodies.ts'
import type { Body } from './bodies.ts'
import { codesAbove } from './kin.ts'
import { paragraphsOf } from './layout.ts'
import type { Line } from './layout.ts'
import { findPlaces } from './marks.ts'
import { numbers, unitsOf } from './memory.ts'
import { knownPlaces, learnRegions, placesOf } from './places.ts'
import type { Place, UnknownRegions } from './places.ts'
import { titlesOf } from './titles.ts'

/** The lines of one article by role, in reading order. */
export interface Assembly {
  readonly headline: readonly Line[]
  readonly subheads: readonly Line[]
  readonly bylines: readonly Line[]
  readonly paragraphs: readonly (readonly Span[])[]
}

/** All lines of a page as one text. */
export interface Page {
  readonly text: string
  /** The places it names that the standard knows. */
  readonly known: readonly Place[]
  /** Where each line stands in the text. */
  readonly starts: Int32Array
  /** The regions the page speaks of that the standard does not know. */
  readonly unknown: UnknownRegions
}

const NO_PLACES: ReadonlySet<string> = new Set()
const NONE: ReadonlyMap<Line, ReadonlySet<string>> = new Map()

/**
 * The regions each line names, by code or name; a county is too small to tell articles apart. A line of prose speaks of
 * what its places lie in as well, which headlines put before them (广东惠州).
 */
function placesByLine(lines: readonly Line[], page: Page): ReadonlyMap<Line, ReadonlySet<string>> {
  const { text, known, starts, unknown } = page
  const byLine = new Map<Line, Set<string>>()
  let line = 0
  for (const { start, name, code } of placesOf(text, known, unknown)) {
    while (line + 1 < starts.length && starts[line + 1] <= start) line++
    const around = lines[line].kind === 'prose' ? codesAbove(code) : []
    const regions = code !== null && !code.endsWith('00') ? around : [code ?? name, ...around]
    if (regions.length === 0) continue
    const own = byLine.get(lines[line])
    if (own === undefined) byLine.set(lines[line], new Set(regions))
    else for (const region of regions) own.add(region)
  }
  return byLine
}

function union(sets: readonly ReadonlySet<string>[]): Set<string> {
  const all = new Set<string>()
  for (const set of sets) for (const each of set) all.add(each)
  return all
}

function assembled(blocks: readonly (readonly Line[])[], body: Body | null): Assembly {
  const [main] = blocks
  return {
    headline: main ?? [],
    subheads: blocks.filter((block) => block !== main).flat(),
    bylines: body?.strips.flatMap(({ above, below }) => [...above, ...below]) ?? [],
    paragraphs: body === null ? [] : paragraphsOf(body.strips.flatMap((strip) => strip.lines)),
  }
}

/** The page of some lines. */
export function pageOf(lines: readonly Line[]): Page {
  const starts = numbers(lines.length)
  let at = 0
  const parts = lines.map((line, i) => {
    const part = line.kind === 'prose' && !line.ends ? line.text : `${line.text}\n`
    starts[i] = at
    at += part.length
    return part
  })
  const text = parts.join('')
  const own = unitsOf(text)
  const known = knownPlaces(text, findPlaces(own))
  return { text, known, starts, unknown: learnRegions(text, own, known) }
}

/** Puts the lines of a page together into articles, in order of their first line. */
export function assemble(lines: readonly Line[], page: Page): Assembly[] {
  const { bodies, rarity } = bodiesOf(lines)
  const places = lines.some((line) => line.kind === 'headline') ? placesByLine(lines, page) : NONE
  const placesOfLine = (line: Line): ReadonlySet<string> => places.get(line) ?? NO_PLACES
  if (places.size > 0) {
    for (const body of bodies) body.places = union(body.strips.flatMap((strip) => strip.lines.map(placesOfLine)))
  }
  const titles = titlesOf(lines, bodies, rarity, placesOfLine)
  const blocksOf = new Map(bodies.map((body): [Body, Line[][]] => [body, []]))
  for (const { body, blocks } of titles) if (body !== null) blocksOf.get(body)?.push(...blocks)
  const alone = titles.filter(({ body }) => body === null)
  const found = [
    ...bodies.map((body) => ({ at: body.strips[0].at, made: assembled(blocksOf.get(body) ?? [], body) })),
    ...alone.map(({ at, blocks }) => ({ at, made: assembled(blocks, null) })),
  ]
  return found.toSorted((a, b) => a.at - b.at).map(({ made }) => made)
}
