/**
 * Drawing on a terminal: lines of a given width, and marks under the words they are about. Only plain characters are
 * drawn, so that it looks the same in any terminal and in a file.
 */

/** A character as a terminal shows it, and how many columns it takes. */
export interface Cell {
  readonly glyph: string
  readonly columns: number
}

/** A mark under the cells `from` to `to`, the last excluded. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly label: string
}

/** How a mark opens and closes. */
export type Brackets = '[]' | '()'

/** Marks that are drawn in rows of their own, the first nearest to the words. */
export interface Layer {
  readonly brackets: Brackets
  readonly marks: readonly Mark[]
}

/** East Asian width W and F of Unicode, and what is drawn as a picture; what is ambiguous takes one column. */
const WIDE = new RegExp(
  '[\\u1100-\\u115F\\u2E80-\\u303E\\u3041-\\uA4CF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE10-\\uFE19\\uFE30-\\uFE6F' +
    '\\uFF01-\\uFF60\\uFFE0-\\uFFE6\\u{16FE0}-\\u{18AFF}\\u{1B000}-\\u{1B2FF}' +
    '\\u{20000}-\\u{3FFFD}\\p{Emoji_Presentation}]',
  'u',
)

/** The cells of a text. What would steer the terminal, or stands for no character, is shown as �. */
export function cellsOf(text: string): Cell[] {
  return Array.from(text, (character) => {
    if (/[\p{Mn}\p{Me}]/u.test(character)) return { glyph: character, columns: 0 }
    const glyph = /[\p{C}\p{Zl}\p{Zp}]/u.test(character) ? '\uFFFD' : character
    return { glyph, columns: WIDE.test(glyph) ? 2 : 1 }
  })
}

/** How many columns a text takes. */
export function columnsOf(text: string): number {
  return columnsIn(cellsOf(text))
}

function columnsIn(cells: readonly Cell[]): number {
  return cells.reduce((sum, { columns }) => sum + columns, 0)
}

/** What no line begins with. */
const CLOSES = /[、，。：；！？）》】」』”’…]/

/**
 * Cuts cells into lines of at most `width` columns, at a space where there is one and before no closing mark; gives
 * where each line ends.
 */
export function wrap(cells: readonly Cell[], width: number): number[] {
  const ends: number[] = []
  let [start, used, space, afterSpace] = [0, 0, 0, 0]
  cells.forEach(({ glyph, columns }, index) => {
    used += columns
    afterSpace += columns
    if (used > width && index > start) {
      const before = CLOSES.test(glyph) && index - 1 > start ? index - 1 : index
      const end = space > start && glyph !== ' ' && afterSpace <= width ? space : before
      ends.push(end)
      used = columnsIn(cells.slice(end, index + 1))
      start = end
    }
    const isBehindWord = index > start && cells[index - 1]?.glyph !== ' '
    if (glyph === ' ' && isBehindWord) [space, afterSpace] = [index + 1, 0]
  })
  return [...ends, cells.length]
}

/** Cells in lines of at most `width` columns, under each the marks of its words, layer by layer. */
export function draw(cells: readonly Cell[], layers: readonly Layer[], width: number): string[] {
  const ends = wrap(cells, width)
  const marksByLine = layers.map(({ marks }) => byLine(marks, ends))
  return ends.flatMap((end, line) => {
    const start = ends[line - 1] ?? 0
    const words = cells.slice(start, end).map(({ glyph }) => glyph)
    const rows = layers.flatMap(({ brackets }, layer) => {
      return rowsOf(piecesOf(cells, marksByLine[layer]?.get(line) ?? [], start, end), brackets, width)
    })
    return [words.join(''), ...rows].map((row) => row.trimEnd())
  })
}

/** The marks under each line that has some. */
function byLine(marks: readonly Mark[], ends: readonly number[]): ReadonlyMap<number, readonly Mark[]> {
  const lines = new Map<number, Mark[]>()
  let first = 0
  for (const mark of marks.toSorted((a, b) => a.from - b.from)) {
    while ((ends[first] ?? mark.to) <= mark.from) first++
    for (let line = first; line < ends.length && (ends[line - 1] ?? 0) < mark.to; line++) {
      lines.set(line, [...(lines.get(line) ?? []), mark])
    }
  }
  return lines
}

/** The part of a mark that stands under one line, in columns. */
interface Piece {
  readonly left: number
  readonly right: number
  readonly label: string
  readonly opens: boolean
  readonly closes: boolean
}

function piecesOf(cells: readonly Cell[], marks: readonly Mark[], start: number, end: number): Piece[] {
  const columns = [0]
  for (let i = start; i < end; i++) columns.push((columns.at(-1) ?? 0) + (cells[i]?.columns ?? 0))
  const column = (index: number): number => columns[Math.min(Math.max(index, start), end) - start] ?? 0
  return marks
    .map(({ from, to, label }) => ({
      left: column(from),
      right: column(to),
      label: from >= start ? label : '',
      opens: from >= start,
      closes: to <= end,
    }))
    .filter(({ left, right }) => left < right)
    .toSorted((a, b) => a.right - a.left - (b.right - b.left) || a.left - b.left)
}

/** Lays pieces into as few rows as first fit gives, no two of a row touching. */
function rowsOf(pieces: readonly Piece[], brackets: Brackets, width: number): string[] {
  const rows: { left: number; right: number; words: string }[][] = []
  for (const piece of pieces) {
    const ways = waysOf(piece, brackets, width)
    let row = rows.find((each) => ways.some((way) => fits(each, way)))
    if (!row) {
      row = []
      rows.push(row)
    }
    const open = row
    const way = ways.find((each) => fits(open, each))
    if (way) open.push(way)
  }
  return rows.map((row) => {
    let [words, used] = ['', 0]
    for (const way of row.toSorted((a, b) => a.left - b.left)) {
      words += ' '.repeat(way.left - used) + way.words
      used = way.right
    }
    return words
  })
}

type Way = { readonly left: number; readonly right: number; readonly words: string }

function fits(row: readonly Way[], { left, right }: Way): boolean {
  return row.every((other) => right < other.left || left > other.right)
}

/** The ways to draw a piece: its label inside the brackets, else behind or before them; cut where none has room. */
function waysOf({ left, right, label, opens, closes }: Piece, brackets: Brackets, width: number): Way[] {
  const size = right - left
  const line = (words: string): string => {
    const filled = words + '-'.repeat(size - columnsOf(words))
    const opened = opens && (size > 1 || !closes) ? brackets.charAt(0) + filled.slice(1) : filled
    return closes && (size > 1 || !opens) ? opened.slice(0, -1) + brackets.charAt(1) : opened
  }
  const needed = columnsOf(label)
  if (needed === 0) return [{ left, right, words: line('') }]
  if (needed <= size - 2) return [{ left, right, words: line(`-${label}`) }]
  const ways: Way[] = []
  if (right + needed <= width) ways.push({ left, right: right + needed, words: line('') + label })
  if (left >= needed) ways.push({ left: left - needed, right, words: label + line('') })
  if (ways.length > 0) return ways
  const room = Math.max(size - 2, width - right)
  const cut = cutTo(label, room)
  const inside = room === size - 2
  return [{ left, right: inside ? right : right + columnsOf(cut), words: inside ? line(`-${cut}`) : line('') + cut }]
}

/** As much of a text as `width` columns hold. */
function cutTo(text: string, width: number): string {
  let used = 0
  return cellsOf(text)
    .filter(({ columns }) => (used += columns) <= width)
    .map(({ glyph }) => glyph)
    .join('')
}
