/**
 * The lines of a PDF's pages: a PDF knows runs of characters at places, and no lines, spaces or columns. Runs that
 * follow each other on one baseline make a line; gaps make spaces only where somebody set a space.
 */
import { type LineBox, mendRadicals } from '@handclasp/domain'

/** Characters drawn in one go, in points from the top left of their page. */
export interface Run {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Where the characters stand on; of a vertical run, its lower end. */
  readonly baseline: number
  readonly fontSize: number
  /** Do its characters stand one below the other? `top` is its upper end then. */
  readonly top: number | null
}

/** A text with the place of each of its lines. */
export interface PlacedText {
  readonly text: string
  readonly lines: readonly LineBox[]
}

/** Runs of one line. */
type Line = [Run, ...Run[]]

/** Of the size of the characters: a gap from here on is as wide as an ideograph, up to here it parts nothing. */
const WIDE_GAP = 0.8
const THIN_GAP = 0.15
/** No space within a line is wider: what stands farther off is another column. */
const WIDEST_GAP = 2.2
/** Points by which edges of one column may differ. */
const ALIGNED = 1.5

/** The text of some pages: a line a line, a blank one where the next does not stand right below. */
export function placedText(pages: readonly (readonly Run[])[]): PlacedText {
  const lines: LineBox[] = []
  const bodySize = sizeOfMost(pages.flat())
  let text = ''
  pages.forEach((runs, index) => {
    let above: LineBox | null = null
    for (const line of linesOf(runs)) {
      const words = wordsOf(line, bodySize)
      if (words === '') continue
      const box = boxOf(line)
      const fontSize = Math.max(...line.map((run) => run.fontSize))
      if (text !== '') text += above !== null && isRightBelow(above, box, fontSize) ? '\n' : '\n\n'
      above = { span: { start: text.length, end: text.length + words.length }, page: index + 1, box, fontSize }
      lines.push(above)
      text += words
    }
  })
  return { text, lines }
}

function boxOf(line: Line): LineBox['box'] {
  const tops = line.map(({ top, baseline, fontSize }) => top ?? baseline - fontSize * 0.88)
  const bottoms = line.map(({ top, baseline, fontSize }) => (top === null ? baseline + fontSize * 0.12 : baseline))
  const round = (points: number) => Math.round(points * 100) / 100
  return [
    round(Math.min(...line.map(({ left }) => left))),
    round(Math.min(...tops)),
    round(Math.max(...line.map(({ right }) => right))),
    round(Math.max(...bottoms)),
  ]
}

function isRightBelow({ box: above, fontSize: size }: LineBox, box: LineBox['box'], fontSize: number): boolean {
  const gap = box[1] - above[3]
  return gap > -fontSize && gap < fontSize && Math.abs(size - fontSize) < 1 && box[0] < above[2] && above[0] < box[2]
}

/** Puts the runs of a page together into lines, in the order they were drawn. */
function linesOf(runs: readonly Run[]): Line[] {
  const pieces: Line[] = []
  for (const run of onceEach(runs)) {
    const open = pieces.at(-1)
    if (open && follows(open, run, WIDE_GAP)) open.push(run)
    else pieces.push([run])
  }
  const edges = edgesOf(pieces)
  const lines: Line[] = []
  for (const piece of pieces) {
    const open = lines.at(-1)
    if (open && follows(open, piece[0], WIDEST_GAP) && !isEdge(edges, piece[0])) open.push(...piece)
    else lines.push([...piece] as Line)
  }
  return lines
}

/** Runs that a line, or what follows a wide gap, begins with, by where they begin. */
type Edges = ReadonlyMap<number, readonly { readonly run: Run; readonly follows: boolean }[]>

function edgesOf(pieces: readonly Line[]): Edges {
  const edges = new Map<number, { run: Run; follows: boolean }[]>()
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1]
    const [run] = piece
    const key = Math.round(run.left / ALIGNED)
    edges.set(key, [
      ...(edges.get(key) ?? []),
      { run, follows: before !== undefined && follows(before, run, WIDEST_GAP) },
    ])
  })
  return edges
}

/**
 * A wide gap is a space of the line, or the way to the next column: then the lines right above and below begin there,
 * or where a page is drawn across its columns, what follows such a gap in them.
 */
function isEdge(edges: Edges, { left, baseline, fontSize }: Run): boolean {
  const key = Math.round(left / ALIGNED)
  const near = [key - 1, key, key + 1]
    .flatMap((each) => edges.get(each) ?? [])
    .filter(({ run }) => Math.abs(run.left - left) < ALIGNED && Math.abs(run.fontSize - fontSize) < 1)
    .filter(({ run }) => Math.abs(run.baseline - baseline) < fontSize * 3.8)
  return near.filter((each) => !each.follows).length >= 2 || near.length >= 3
}

/** Does a run go on a line: on its baseline, in its size, less than so many characters away? */
function follows(line: Line, run: Run, widest: number): boolean {
  const last = line.at(-1) ?? line[0]
  const size = Math.max(last.fontSize, run.fontSize)
  if (last.top !== null || run.top !== null) {
    const gap = (run.top ?? Number.POSITIVE_INFINITY) - last.baseline
    return last.top !== null && Math.abs(run.left - last.left) < size * 0.3 && gap > -size * 0.5 && gap < size * widest
  }
  const gap = run.left - last.right
  const level = Math.abs(run.baseline - last.baseline) < size * 0.35
  return level && last.fontSize > size * 0.6 && run.fontSize > size * 0.6 && gap > -size * 0.5 && gap < size * widest
}

/** Some programs draw words twice, hardly apart, to make them bold. */
function onceEach(runs: readonly Run[]): Run[] {
  const places = new Map<string, Run[]>()
  return runs.filter((run) => {
    if (run.text.trim() === '') return false
    const same = places.get(run.text) ?? []
    const near = run.fontSize * 0.15
    if (same.some(({ left, baseline }) => Math.abs(left - run.left) < near && Math.abs(baseline - run.baseline) < near))
      return false
    places.set(run.text, [...same.slice(-7), run])
    return true
  })
}

/** Where a line has a gap: before which character, and how wide, in characters. */
interface Gap {
  readonly at: number
  readonly width: number
}

/** The words of a line: its runs with the spaces between and in them that somebody set. */
function wordsOf(line: Line, bodySize: number): string {
  let characters = ''
  const gaps: Gap[] = []
  line.forEach((run, index) => {
    const before = line[index - 1]
    const width = before === undefined ? 0 : distance(before, run) / run.fontSize
    if (width >= THIN_GAP) gaps.push({ at: characters.length, width })
    const inside = gapInside(run)
    for (const part of mendRadicals(run.text.trim()).split(/(\s+)/)) {
      if (part.trim() !== '') characters += part
      else if (part !== '') gaps.push({ at: characters.length, width: inside })
    }
  })
  const spaces = spacesOf(characters, gaps, line[0].fontSize > bodySize * 1.15)
  let words = ''
  for (let at = 0; at < characters.length; at++) words += (spaces.get(at) ?? '') + characters.charAt(at)
  return words
}

/** How wide the gaps inside a run are, in characters, by what its characters leave of its length. */
function gapInside({ text, left, right, fontSize, top }: Run): number {
  const words = text.trim()
  const narrow = words.match(/[!-\u00ff]/g)?.length ?? 0
  const gaps = words.match(/\s+/g)?.length ?? 0
  const others = words.replaceAll(/[\s!-\u00ff]/g, '').length
  if (gaps === 0 || top !== null || /[^\u3400-\uff00]\s|\s[^\u3400-\uff00]/.test(words)) return THIN_GAP
  return Math.max(THIN_GAP, ((right - left) / fontSize - narrow * 0.55 - others) / gaps)
}

function distance(before: Run, run: Run): number {
  return before.top !== null && run.top !== null ? run.top - before.baseline : run.left - before.right
}

/**
 * Which gaps are spaces: all between letters; between ideographs those of an ideograph's width, where not all
 * characters are that far apart; thinner ones in headlines alone, and few, for justified lines are full of them.
 */
function spacesOf(characters: string, gaps: readonly Gap[], isLarge: boolean): ReadonlyMap<number, string> {
  const between = (test: (code: number) => boolean) =>
    gaps.filter(({ at }) => test(characters.charCodeAt(at - 1)) && test(characters.charCodeAt(at)))
  const letters = between((code) => code < 0x2e80 && !(code >= 0x2013 && code <= 0x2026))
  const wide = gaps.filter((gap) => gap.width >= WIDE_GAP && !letters.includes(gap))
  const thin = between((code) => code >= 0x3400 && code < 0xff00).filter((gap) => !wide.includes(gap))
  const spaces = new Map<number, string>()
  if (wide.length * 2 <= characters.length) for (const { at } of wide) spaces.set(at, '\u3000')
  if (isLarge && thin.length * 6 <= characters.length) for (const { at } of thin) spaces.set(at, ' ')
  for (const { at } of letters) spaces.set(at, ' ')
  return spaces
}

/** The size in which most characters are drawn. */
function sizeOfMost(runs: readonly Run[]): number {
  const counts = new Map<number, number>()
  for (const { text, fontSize } of runs) {
    const size = Math.round(fontSize * 2) / 2
    counts.set(size, (counts.get(size) ?? 0) + text.length)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}
