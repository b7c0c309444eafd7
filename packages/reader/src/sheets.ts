/**
 * Sheets: pages set in columns and boxes for the tests of geometry, as programs that set pages write them. Sizes are
 * in points; every character is as wide as it is high.
 */
import type { LineBox } from '@handclasp/domain'

/** Words in a box of a sheet. A body is indented, a headline is centred. */
export interface SheetBox {
  readonly page?: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly size?: number
  readonly columns?: number
  /** Lines of each column; as many as the words need, shared out evenly, where it is not told. */
  readonly depth?: number
  readonly isHeadline?: boolean
  readonly words: readonly string[]
}

/** A text with the place of each line, in the order of the boxes. */
export interface Sheet {
  readonly text: string
  readonly lines: readonly LineBox[]
}

/** Points between columns. */
const GUTTER = 14

/** Sets boxes. */
export function sheetOf(...boxes: readonly SheetBox[]): Sheet {
  const lines: LineBox[] = []
  let text = ''
  for (const box of boxes) {
    for (const { words, left, top, page } of linesIn(box)) {
      const size = box.size ?? 10
      if (text !== '') text += '\n'
      const span = { start: text.length, end: text.length + words.length }
      lines.push({ span, page, box: [left, top, left + words.length * size, top + size], fontSize: size })
      text += words
    }
  }
  return { text, lines }
}

interface SetLine {
  readonly words: string
  readonly left: number
  readonly top: number
  readonly page: number
}

function linesIn({
  left,
  top,
  width,
  size = 10,
  columns = 1,
  depth,
  isHeadline = false,
  words,
  page = 1,
}: SheetBox): SetLine[] {
  if (isHeadline) {
    return words.map((line, index) => {
      return { words: line, left: left + (width - line.length * size) / 2, top: top + index * size * 1.3, page }
    })
  }
  const columnWidth = (width - (columns - 1) * GUTTER) / columns
  const room = Math.floor(columnWidth / size)
  const set = words.flatMap((paragraph) => wrapped(paragraph, room))
  const each = depth ?? Math.ceil(set.length / columns)
  return set.map(({ line, indent }, index) => {
    const column = Math.min(Math.floor(index / each), columns - 1)
    return {
      words: line,
      left: left + column * (columnWidth + GUTTER) + indent * size,
      top: top + (index - column * each) * size * 1.5,
      page,
    }
  })
}

function wrapped(paragraph: string, room: number): { line: string; indent: number }[] {
  const lines: { line: string; indent: number }[] = []
  for (let at = 0; at < paragraph.length; ) {
    const indent = at === 0 ? 2 : 0
    lines.push({ line: paragraph.slice(at, at + room - indent), indent })
    at += room - indent
  }
  return lines
}
