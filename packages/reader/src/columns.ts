/** Columns 栏: lines one below the other, and what stands side by side, where a file tells the place of each line. */
import type { LineBox } from '@handclasp/domain'

import { endsSentence } from './layout.ts'
import type { Line } from './layout.ts'

/** A line whose place is known. */
export interface PlacedLine extends Line {
  readonly place: LineBox
}

/** Where something lies on its page, in points from the top left. */
export interface Area {
  readonly page: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Lines that stand together, top to bottom: a column, or the lines of a headline. `size` is the largest. */
export interface Stack extends Area {
  readonly lines: readonly PlacedLine[]
  readonly size: number
}

/** Columns that begin side by side, left to right. */
export interface Tier extends Area {
  readonly columns: readonly Stack[]
  readonly size: number
}

/** Stacks that stand side by side at most: no page has more, and cost stays linear in the lines. */
const MOST_OPEN = 48

/** The place of one line. */
export function areaOf({ place: { page, box } }: PlacedLine): Area {
  const [left, top, right, bottom] = box
  return { page, left, top, right, bottom }
}

/** The smallest area that holds all of some. */
export function hull(areas: readonly Area[]): Area {
  return areas.reduce((all, { left, top, right, bottom }) => ({
    page: all.page,
    left: Math.min(all.left, left),
    top: Math.min(all.top, top),
    right: Math.max(all.right, right),
    bottom: Math.max(all.bottom, bottom),
  }))
}

/** Some lines as one stack. */
export function stackOf(lines: readonly PlacedLine[]): Stack {
  const size = lines.reduce((largest, { place }) => Math.max(largest, place.fontSize), 0)
  return { ...hull(lines.map(areaOf)), lines, size }
}

/** How far two areas stand over each other, across the page. */
export function overlap(one: Area, other: Area): number {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left)
}

/** Do two stand one over the other, an indent of one of them aside? */
export function isInLine(one: Area, other: Area, size: number): boolean {
  const narrower = Math.min(widthOf(one), widthOf(other))
  return Math.abs(one.left - other.left) < size * 2.6 || overlap(one, other) > narrower * 0.5
}

/** How wide an area is. */
export function widthOf({ left, right }: Area): number {
  return right - left
}

/** Top to bottom, on one height left to right. */
export function inOrder(one: Area, other: Area): number {
  return one.page - other.page || one.top - other.top || one.left - other.left
}

/** Puts lines of one page together into stacks, each line under the nearest one that `goesOn` lets it follow. */
export function stacksOf(lines: readonly PlacedLine[], goesOn: (stack: Stack, line: PlacedLine) => boolean): Stack[] {
  const stacks: Growing[] = []
  let open: Growing[] = []
  for (const line of lines.toSorted((one, other) => inOrder(areaOf(one), areaOf(other)))) {
    const area = areaOf(line)
    const size = line.place.fontSize
    open = open.filter(({ bottom }) => bottom > area.top - size * 3)
    const above = open.filter((stack) => goesOn(stack, line)).toSorted((one, other) => other.bottom - one.bottom)[0]
    if (above === undefined) {
      const stack: Growing = { ...area, lines: [line], size }
      stacks.push(stack)
      open = [...open, stack].slice(-MOST_OPEN)
    } else {
      Object.assign(above, hull([above, area]), { size: Math.max(above.size, size) })
      above.lines.push(line)
    }
  }
  return stacks.toSorted(inOrder)
}

interface Growing extends Stack {
  readonly lines: PlacedLine[]
}

/** Does a line go on a column: right below, from its left edge or an indent on, no wider than it is? Rule: [R111]. */
export function goesOnColumn(column: Stack, line: PlacedLine): boolean {
  const area = areaOf(line)
  const size = line.place.fontSize
  const gap = area.top - column.bottom
  if (gap < -size * 0.6 || gap > size * 1.6 || Math.abs(column.size - size) > size * 0.34) return false
  const fits = column.lines.length < 3 || widthOf(area) < widthOf(column) + size * 2.6
  if (Math.abs(area.left - column.left) < size * 2.6) return fits
  const under = overlap(column, area) > Math.min(widthOf(column), widthOf(area)) * 0.5
  return fits && under && Math.abs(area.right - column.right) < size
}

/** Puts columns together that begin side by side: of one size, none wider than those before. Rule: [R112]. */
export function tiersOf(columns: readonly Stack[]): Tier[] {
  const tiers: Tier[] = []
  for (const column of columns) {
    const { size } = column
    const open = tiers.slice(-MOST_OPEN).findLast((tier) => {
      const gap = column.left - tier.right
      const level = Math.abs(column.top - tier.top) < size * 1.2 && tier.page === column.page
      const alike = Math.abs(tier.size - size) < size * 0.05 && widthOf(column) < widthOf(tier.columns[0]) * 1.15 + size
      // An indent may stand between, too.
      return level && alike && gap > -size * 0.5 && gap < size * 5 && tier.columns.length < MOST_OPEN
    })
    if (open === undefined) tiers.push({ ...hull([column]), columns: [column], size })
    else tiers[tiers.indexOf(open)] = { ...hull([open, column]), columns: [...open.columns, column], size }
  }
  return tiers
}

/** Does a column break off in mid-sentence, at the end of a full line? */
export function breaksOff({ lines, right, size }: Stack): boolean {
  const last = lines[lines.length - 1]
  return !endsSentence(last.text) && last.place.box[2] > right - size * 1.6
}

/** Does a line begin right of its column's edge? */
export function isIndented(line: PlacedLine, column: Stack): boolean {
  return line.indented || line.place.box[0] > column.left + line.place.fontSize * 0.8
}
