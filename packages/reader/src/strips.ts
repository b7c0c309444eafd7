/** Strips: lines of prose that stand together. One ends where its column does, at a headline, or at a blank line. */
import { isLoose, jumpOf } from './layout.ts'
import type { Line } from './layout.ts'

/** Lines of prose that stand together, and what stands around them. */
export interface Strip {
  readonly lines: Line[]
  /** Index of its first line on the page. */
  readonly at: number
  /** Does a headline stand between the strip before and this one? */
  readonly headed: boolean
  /** Lines of bylines right above and below. */
  readonly above: readonly Line[]
  readonly below: Line[]
  /** Does the page say that it comes from another page, or goes on there? */
  readonly comes: boolean
  goes: boolean
}

/** How much wider a line may be than the one above in the same column: an indent, and a mark that hangs over. */
const WIDER = 4.2

/** Does a line of prose begin another strip than the line of prose right above? Lines that all stand apart do not. */
function parts(lines: readonly Line[], at: number): boolean {
  const [before, line] = [lines[at - 1], lines[at]]
  if (line.opens && (before.ends || line.gap > 0)) return before.ends || !before.opens
  if (line.gap === 0) return jumpOf(line) === 'comes'
  return line.gap > 1 || !isLoose(lines, at) || before.gap === 0 || Math.abs(line.width - before.width) > WIDER
}

/** Does a byline stand on the prose below, rather than close the prose above? */
function leads(lines: readonly Line[], at: number): boolean {
  if (lines[at].titled) return true
  const below = lines[at + 1] as Line | undefined
  return lines[at].gap > 0 && below?.gap === 0 && below.kind === 'prose'
}

/** The strips of a page, in order. Rule: [R5] bylines belong to the prose they touch. */
export function stripsOf(lines: readonly Line[]): Strip[] {
  const strips: Strip[] = []
  let last: Strip | null = null
  let [headed, comes] = [true, false]
  let above: Line[] = []
  lines.forEach((line, at) => {
    const jump = jumpOf(line)
    if (line.kind === 'prose') {
      if (last === null || lines[at - 1].kind !== 'prose' || parts(lines, at)) {
        last = { lines: [], at, headed, above, below: [], comes: comes || jump === 'comes', goes: false }
        strips.push(last)
        headed = comes = false
        above = []
      }
      last.lines.push(line)
    } else if (line.kind === 'headline') {
      headed = true
      if (lines[at - 1]?.kind !== 'byline') above = []
    } else if (line.kind === 'byline') {
      if (last !== null && !headed && above.length === 0 && !leads(lines, at)) last.below.push(line)
      else above.push(line)
    } else if (jump === 'comes') comes = true
    if (jump === 'goes' && last !== null && !headed) last.goes = true
  })
  return strips
}

/** The width of the full lines of some prose. */
export function columnOf(lines: readonly Line[]): number {
  if (lines.length === 1) return lines[0].width
  const widths = lines.map((line) => line.width).toSorted((a, b) => a - b)
  return widths[Math.floor(widths.length * 0.7)] ?? 0
}

/** Do paragraphs follow in it without a blank line between? */
export function isSolid({ lines }: Strip): boolean {
  if (lines.length === 1) return false
  const column = columnOf(lines)
  return lines.some((line, i) => i > 0 && lines[i - 1].ends && (line.indented || lines[i - 1].width < column - 1.5))
}

/** Do most of its lines stand apart? Null where it has too few to tell. */
export function standsApart({ lines }: Strip): boolean | null {
  if (lines.length < 3) return null
  let gaps = 0
  for (let i = 1; i < lines.length; i++) if (lines[i].gap > 0) gaps++
  return gaps * 2 > lines.length - 1
}

/** How paragraphs are told on a page: by spaces, by a shorter first line, or by nothing. */
export type Indent = 'spaces' | 'shorter' | 'none'

/** How most paragraphs that open below a short line are told. */
export function indentOf(lines: readonly Line[]): Indent {
  let [spaces, shorter, all] = [0, 0, 0]
  for (let i = 1; i + 1 < lines.length; i++) {
    const [before, line, next] = [lines[i - 1], lines[i], lines[i + 1]]
    if (line.kind !== 'prose' || before.kind !== 'prose' || next.kind !== 'prose') continue
    if (!before.ends || line.ends || next.ends || before.width > line.width - 1) continue
    all++
    if (line.indented) spaces++
    else if (next.width - line.width >= 1.4) shorter++
  }
  if (spaces * 2 > all) return 'spaces'
  return shorter * 2 > all ? 'shorter' : 'none'
}

/** Does the strip open a paragraph, or go on in one? Null where the page does not tell. */
export function opensParagraph({ lines }: Strip, indent: Indent): boolean | null {
  const [first, second] = lines
  if (indent === 'spaces') return first.indented
  if (indent === 'none' || second === undefined || first.ends) return null
  return second.width - first.width >= 1.4
}
