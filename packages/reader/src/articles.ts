/**
 * Articles put together from the lines of a page: bodies are runs of prose; headline blocks join the body they share
 * names, regions and words with, wherever it stands, else the body they stand on, else they are an article of
 * headlines alone.
 */
import type { Span } from '@handclasp/domain'

import { endsSentence, opensReport, paragraphsOf } from './layout.ts'
import type { Line } from './layout.ts'
import { mark } from './marks.ts'
import { learnRegions, placesOf } from './places.ts'
import type { UnknownRegions } from './places.ts'

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
  words: Set<string>
  places: Set<string>
}

interface Block {
  readonly lines: Line[]
  readonly at: number
  readonly words: Set<string>
  readonly places: Set<string>
}

interface Group {
  readonly blocks: Block[]
  body: Body | null
  places: Set<string>
}

function pairs(text: string): Set<string> {
  const words = new Set<string>()
  const plain = text.replace(/[\s，。、；：！？“”"（）()《》·—-]/g, '')
  for (let i = 0; i + 1 < plain.length; i++) words.add(plain.slice(i, i + 2))
  return words
}

/** The regions named in a text, by code or name; a county is too small to tell articles apart. */
function placesIn(text: string, unknown: UnknownRegions): Set<string> {
  const places = placesOf(text, mark(text), unknown).filter(({ code }) => code === null || code.endsWith('00'))
  return new Set(places.map(({ name, code }) => code ?? name))
}

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('')
}

/** Runs of prose, cut where a dateline opens another report; a byline line closes or opens the run it touches. */
function bodiesOf(lines: readonly Line[]): Body[] {
  const bodies: Body[] = []
  let current: Body | null = null
  let waiting: Line[] = []
  lines.forEach((line, at) => {
    const previous = lines[at - 1]
    if (line.kind === 'prose') {
      const ended = endsSentence((lines[at - 2]?.text ?? '') + (previous?.text ?? ''))
      const opens = opensReport(line.text + (lines[at + 1]?.text ?? '')) && (ended || line.gap > 0)
      if (current === null || (opens && current.lines.length > 0)) {
        current = { lines: [], bylines: waiting, at, words: new Set(), places: new Set() }
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
    for (let k = i + 1; k < bodies.length && !endsSentence(textOf(body.lines.slice(-2))) && last.width < 60; k++) {
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
function blocksOf(lines: readonly Line[], unknown: UnknownRegions): Block[][] {
  const runs: Block[][] = []
  let run: Block[] = []
  let block: Line[] = []
  let at = 0
  const closeBlock = (): void => {
    if (block.length > 0) {
      const text = block.map((line) => line.text).join(' ')
      run.push({ lines: block, at, words: pairs(text), places: placesIn(text, unknown) })
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
    for (const body of bodies) {
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
  const sizes = blocks.flatMap((block) => block.lines.map((line) => line.fontSize ?? 0))
  const largest = Math.max(0, ...sizes)
  const main = blocks.find((block) => largest > 0 && block.lines.some((line) => line.fontSize === largest)) ?? blocks[0]
  return {
    headline: main?.lines ?? [],
    subheads: blocks.filter((block) => block !== main).flatMap((block) => block.lines),
    bylines: body?.bylines ?? [],
    paragraphs: body === null ? [] : paragraphsOf(body.lines),
  }
}

/** The regions a page speaks of that the standard does not know. */
export function regionsOfPage(lines: readonly Line[]): UnknownRegions {
  const text = lines.map((line) => line.text + (line.kind === 'prose' && !endsSentence(line.text) ? '' : '\n')).join('')
  return learnRegions(text, mark(text))
}

/** Puts the lines of a page together into articles, in order of their first line. */
export function assemble(lines: readonly Line[], unknown: UnknownRegions): Assembly[] {
  const bodies = joinBroken(lines, bodiesOf(lines))
  const runs = blocksOf(lines, unknown)
  for (const body of runs.length > 0 ? bodies : []) {
    body.words = pairs(textOf(body.lines))
    body.places = placesIn(textOf(body.lines), unknown)
  }
  const blocksOfBody = new Map<Body, Block[]>()
  const alone: Block[][] = []
  const open: { group: Group; below: Body | undefined; above: Body | undefined }[] = []
  for (const run of runs) {
    const first = run[run.length - 1]
    const foot = bodies.find((body) => body.at >= first.at && isNext(lines, first.at + first.lines.length, body.at))
    const groups = leaveLast(groupsOf(run, bodies), foot)
    groups.forEach((group, i) => {
      const last = group.blocks[group.blocks.length - 1]
      const end = last.at + last.lines.length
      const below =
        i === groups.length - 1 ? bodies.find((body) => body.at >= end && isNext(lines, end, body.at)) : undefined
      const above = bodies.find((body) => body.lines[body.lines.length - 1] === lines[group.blocks[0].at - 1])
      if (group.body !== null) blocksOfBody.set(group.body, [...(blocksOfBody.get(group.body) ?? []), ...group.blocks])
      else open.push({ group, below, above })
    })
  }
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
