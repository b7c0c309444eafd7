/**
 * Articles put together from the lines of a page: bodies are runs of prose; headline blocks join the body they share
 * names, regions and words with, wherever it stands, else the body they stand on, else they are an article of
 * headlines alone.
 */
import type { Span } from '@handclasp/domain'

import { Characters } from './characters.ts'
import { endsSentence, opensReport, paragraphsOf } from './layout.ts'
import type { Line } from './layout.ts'
import { markPlaces } from './marks.ts'
import { numbers, unitsOf } from './memory.ts'
import { knownPlaces, learnRegions, placesOf } from './places.ts'
import type { Place, UnknownRegions } from './places.ts'
import { countWhile } from './ranges.ts'

/** The lines of one article by role, in reading order. */
export interface Assembly {
  readonly headline: readonly Line[]
  readonly subheads: readonly Line[]
  readonly bylines: readonly Line[]
  readonly paragraphs: readonly (readonly Span[])[]
}

interface Body {
  lines: Line[]
  bylines: Line[]
  /** Index of its first line on the page. */
  at: number
  /** Its pairs of characters and the regions it names; made only where headlines are to be told apart. */
  words: ReadonlySet<number> | null
  places: ReadonlySet<string>
}

interface Block {
  readonly lines: Line[]
  readonly at: number
  readonly words: ReadonlySet<number>
  readonly places: ReadonlySet<string>
}

interface Group {
  readonly blocks: Block[]
  body: Body | null
  places: Set<string>
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

/** No words that open a report are longer. */
const OPENING = 60

/** How many bodies before and behind a block of headlines may be its own: a page holds no more. */
const NEAR = 24

const NO_WORD = new Characters('，。、；：！？“”"（）()《》·—-')

/** The pairs of characters of some lines, as numbers; marks and spaces part nothing. */
function pairsOf(lines: readonly Line[]): Set<number> {
  const pairs = new Set<number>()
  let last = 0
  for (const { text } of lines) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit <= 32 || unit === 0x3000 || unit === 0xa0 || NO_WORD.has(unit)) continue
      if (last !== 0) pairs.add((last << 14) ^ unit)
      last = unit
    }
  }
  return pairs
}

/** The regions each line names, by code or name; a county is too small to tell articles apart. */
function placesByLine({ text, known, starts, unknown }: Page): readonly ReadonlySet<string>[] {
  const byLine = Array.from(starts, () => new Set<string>())
  let line = 0
  for (const { start, name, code } of placesOf(text, known, unknown)) {
    while (line + 1 < starts.length && starts[line + 1] <= start) line++
    if (code === null || code.endsWith('00')) byLine[line].add(code ?? name)
  }
  return byLine
}

function union(sets: readonly ReadonlySet<string>[]): Set<string> {
  const all = new Set<string>()
  for (const set of sets) for (const each of set) all.add(each)
  return all
}

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('')
}

/** Does a line of prose open another report: by its words, behind a sentence's end or a blank line? */
function opensAnother(lines: readonly Line[], at: number): boolean {
  const { text, gap } = lines[at]
  if (!opensReport(text.length < OPENING ? text + (lines[at + 1]?.text ?? '') : text)) return false
  return gap > 0 || endsSentence((lines[at - 2]?.text ?? '') + (lines[at - 1]?.text ?? ''))
}

/** Runs of prose, cut where a dateline opens another report; a byline line closes or opens the run it touches. */
function bodiesOf(lines: readonly Line[]): Body[] {
  const bodies: Body[] = []
  let current: Body | null = null
  let waiting: Line[] = []
  lines.forEach((line, at) => {
    const previous = lines[at - 1]
    if (line.kind === 'prose') {
      if (current === null || (current.lines.length > 0 && opensAnother(lines, at))) {
        current = { lines: [], bylines: waiting, at, words: null, places: new Set() }
        waiting = []
        bodies.push(current)
      }
      current.lines.push(line)
    } else if (line.kind === 'byline') {
      if (current !== null && current.bylines.length === 0) current.bylines.push(line)
      else if (previous?.kind === 'byline' && current !== null) current.bylines.push(line)
      else waiting.push(line)
      current = null
    } else if (line.kind === 'headline') {
      current = null
      waiting = previous?.kind === 'byline' ? waiting : []
    }
  })
  return bodies
}

/** The width of a body's full lines. */
function widest(lines: readonly Line[]): number {
  const widths = lines.map((line) => line.width).toSorted((a, b) => a - b)
  return widths[Math.floor(widths.length * 0.8)] ?? 0
}

/** Joins a run that breaks off in mid-sentence with the next run that no headline stands on. Rule: [R7]. */
function joinBroken(lines: readonly Line[], bodies: readonly Body[]): Body[] {
  const joined: Body[] = []
  const taken = new Set<Body>()
  bodies.forEach((body, i) => {
    if (taken.has(body)) return
    let last = body.lines[body.lines.length - 1]
    const near = Math.min(bodies.length, i + 1 + NEAR)
    for (let k = i + 1; k < near && !endsSentence(textOf(body.lines.slice(-2))) && last.width < 60; k++) {
      const next = bodies[k]
      const above = lines[next.at - 1]
      if (taken.has(next) || opensReport(textOf(next.lines.slice(0, 2)))) continue
      if (above?.kind === 'headline' && (next.lines[0].gap === 0 || next.lines[0].indented)) continue
      if (last.width < widest(body.lines) - 2.8) break
      taken.add(next)
      body.lines.push(...next.lines)
      body.bylines.push(...next.bylines)
      last = body.lines[body.lines.length - 1]
    }
    joined.push(body)
  })
  return joined
}

/** Headline lines that stand together without a blank line between. */
function blocksOf(lines: readonly Line[], placesOfLine: (line: Line) => ReadonlySet<string>): Block[][] {
  const runs: Block[][] = []
  let run: Block[] = []
  let block: Line[] = []
  let at = 0
  const closeBlock = (): void => {
    if (block.length > 0) {
      run.push({ lines: block, at, words: pairsOf(block), places: union(block.map(placesOfLine)) })
    }
    block = []
  }
  const closeRun = (): void => {
    closeBlock()
    if (run.length > 0) runs.push(run)
    run = []
  }
  lines.forEach((line, i) => {
    if (line.kind === 'furniture') return
    if (line.kind !== 'headline') {
      closeRun()
      return
    }
    if (line.gap > 0 || (line.indented && !lines[i - 1]?.indented)) closeBlock()
    if (block.length === 0) at = i
    block.push(line)
  })
  closeRun()
  return runs
}

function likeness(block: Block, body: Body): number {
  body.words ??= pairsOf(body.lines)
  let common = 0
  for (const word of block.words) if (body.words.has(word)) common++
  return block.words.size === 0 ? 0 : common / block.words.size
}

function within(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  for (const each of inner) if (!outer.has(each)) return false
  return true
}

/** Groups the blocks of one run of headlines by article. Rule: [R8]. */
function groupsOf(run: readonly Block[], bodies: readonly Body[]): Group[] {
  const groups: Group[] = []
  for (const block of run) {
    let best: Body | null = null
    let score = 0.62
    const from = countWhile(bodies.length, (i) => bodies[i].at < block.at)
    for (const body of bodies.slice(Math.max(0, from - NEAR), from + NEAR)) {
      const like = within(block.places, body.places) ? likeness(block, body) : 0
      if (like >= score) {
        best = body
        score = like
      }
    }
    const current = groups[groups.length - 1]
    const apart = current !== undefined && !within(block.places, current.body?.places ?? current.places)
    if (current === undefined || (apart && current.places.size > 0)) {
      groups.push({ blocks: [block], body: best, places: new Set(block.places) })
    } else if (best !== null && current.body === null && current.places.size === 0) {
      current.body = best
      current.blocks.push(block)
    } else if (best !== null && current.body !== null && best !== current.body && score > 0.75) {
      groups.push({ blocks: [block], body: best, places: new Set(block.places) })
    } else {
      current.blocks.push(block)
      for (const place of block.places) current.places.add(place)
    }
  }
  return groups
}

/** The last block of a run belongs to the body right below, unless another body speaks of it more. Rule: [R9]. */
function leaveLast(groups: Group[], below: Body | undefined): Group[] {
  const last = groups[groups.length - 1]
  const claimed = groups.some((group) => group.body === below)
  if (below === undefined || claimed || last === undefined || last.blocks.length < 2) return groups
  const block = last.blocks[last.blocks.length - 1]
  const other = last.body === null ? 0.3 : likeness(block, last.body)
  if (likeness(block, below) < other * 0.8) return groups
  last.blocks.pop()
  return [...groups, { blocks: [block], body: below, places: new Set(block.places) }]
}

function assembled(blocks: readonly Block[], body: Body | null): Assembly {
  let largest = 0
  for (const { lines } of blocks) for (const { fontSize } of lines) largest = Math.max(largest, fontSize ?? 0)
  const main = blocks.find((block) => largest > 0 && block.lines.some((line) => line.fontSize === largest)) ?? blocks[0]
  return {
    headline: main?.lines ?? [],
    subheads: blocks.filter((block) => block !== main).flatMap((block) => block.lines),
    bylines: body?.bylines ?? [],
    paragraphs: body === null ? [] : paragraphsOf(body.lines),
  }
}

/** The page of some lines. */
export function pageOf(lines: readonly Line[]): Page {
  const starts = numbers(lines.length)
  let at = 0
  const parts = lines.map((line, i) => {
    const part = line.kind === 'prose' && !endsSentence(line.text) ? line.text : `${line.text}\n`
    starts[i] = at
    at += part.length
    return part
  })
  const text = parts.join('')
  const own = unitsOf(text)
  const known = knownPlaces(text, markPlaces(own))
  return { text, known, starts, unknown: learnRegions(text, own, known) }
}

/** The body that stands right below a line, or undefined. */
function bodyBelow(lines: readonly Line[], bodies: readonly Body[], end: number): Body | undefined {
  const next = bodies[countWhile(bodies.length, (i) => bodies[i].at < end)]
  return next !== undefined && isNext(lines, end, next.at) ? next : undefined
}

/** Puts the lines of a page together into articles, in order of their first line. */
export function assemble(lines: readonly Line[], page: Page): Assembly[] {
  const bodies = joinBroken(lines, bodiesOf(lines))
  const named = lines.some((line) => line.kind === 'headline') ? placesByLine(page) : []
  const places = new Map(named.map((set, i) => [lines[i], set]))
  const placesOfLine = (line: Line): ReadonlySet<string> => places.get(line) ?? new Set()
  const runs = blocksOf(lines, placesOfLine)
  if (runs.length > 0) for (const body of bodies) body.places = union(body.lines.map(placesOfLine))
  const blocksOfBody = new Map<Body, Block[]>()
  const open: { group: Group; below: Body | undefined }[] = []
  for (const run of runs) {
    const last = run[run.length - 1]
    const below = bodyBelow(lines, bodies, last.at + last.lines.length)
    const groups = leaveLast(groupsOf(run, bodies), below)
    groups.forEach((group, i) => {
      if (group.body === null) open.push({ group, below: i === groups.length - 1 ? below : undefined })
      else if (blocksOfBody.has(group.body)) blocksOfBody.get(group.body)?.push(...group.blocks)
      else blocksOfBody.set(group.body, [...group.blocks])
    })
  }
  const alone: Block[][] = []
  for (const { group, below } of open) {
    if (below !== undefined && !blocksOfBody.has(below)) blocksOfBody.set(below, group.blocks)
    else alone.push(group.blocks)
  }
  const found = [
    ...bodies.map((body) => ({ at: body.at, made: assembled(blocksOfBody.get(body) ?? [], body) })),
    ...alone.map((blocks) => ({ at: blocks[0].at, made: assembled(blocks, null) })),
  ]
  return found.toSorted((a, b) => a.at - b.at).map(({ made }) => made)
}

/** Do only bylines and furniture stand between? */
function isNext(lines: readonly Line[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (lines[i].kind === 'headline' || lines[i].kind === 'prose') return false
  return true
}
