/** For trials: paragraphs set in columns as they fall out of a PDF. */
import type { Dice } from './trial-dice.ts'

/** How a text is set: the width of its column in characters of full width, and how its lines break. */
export interface Setting {
  readonly width: number
  /** `wide` keeps the indent as spaces, `lost` leaves only the shorter line, `none` has none. */
  readonly indent: 'wide' | 'lost' | 'none'
  /** Marks that may open no line: do they hang over the end of the line, or take a character with them? */
  readonly hangs: boolean
}

/** A line of a column; does it open a paragraph? */
export interface SetLine {
  readonly text: string
  readonly opens: boolean
}

const NO_START = '，。、；：！？”’）》」』)%…'
const NO_END = '“‘（《「『('

function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += character.charCodeAt(0) < 0x2000 ? 0.5 : 1
  return width
}

/** Cuts words into lines of a width, the first one shorter by an indent. */
export function wrapped(words: string, width: number, indent: number, hangs: boolean): string[] {
  const pieces = words.match(/[A-Za-z0-9.%+]+|\s+|[\s\S]/gu) ?? []
  const lines: string[][] = [[]]
  let used = indent
  for (const piece of pieces) {
    let line = lines[lines.length - 1]
    const wide = widthOf(piece)
    const full = used + wide > width
    const stays = NO_START.includes(piece) && hangs && used + wide <= width + 1.5
    if (full && !stays && line.length > 0) {
      const taken: string[] = []
      if (NO_START.includes(piece)) {
        while (line.length > 1 && taken.length < 3 && (taken.length === 0 || NO_START.includes(taken[0])))
          taken.unshift(line.pop() ?? '')
      }
      while (line.length > 1 && NO_END.includes(line[line.length - 1])) taken.unshift(line.pop() ?? '')
      line = taken
      lines.push(line)
      used = widthOf(taken.join(''))
    }
    if (/^\s+$/.test(piece) && line.length === 0) continue
    line.push(piece)
    used += wide
  }
  return lines.map((line) => line.join('').trimEnd()).filter((line) => line !== '')
}

/** Cuts a headline into lines of about one width, none wider than this. */
export function balanced(words: string, width: number): string[] {
  const whole = widthOf(words)
  return wrapped(words, Math.ceil(whole / Math.ceil(whole / width)) + 0.5, 0, false)
}

/** Sets paragraphs in a column. */
export function setLines(paragraphs: readonly string[], { width, indent, hangs }: Setting): SetLine[] {
  return paragraphs.flatMap((words) =>
    wrapped(words, width, indent === 'none' ? 0 : 2, hangs).map((text, i) => ({
      text: i === 0 && indent === 'wide' ? `　　${text}` : text,
      opens: i === 0,
    })),
  )
}

/** Cuts the lines of a body into columns of about one height; a column ends where it is full, in mid-sentence too. */
export function columnsOf(lines: readonly SetLine[], dice: Dice): SetLine[][] {
  const most = Math.max(1, Math.floor(lines.length / 5))
  const count = Math.min(most, dice.one([1, 1, 2, 2, 3, 4]))
  const height = Math.ceil(lines.length / count)
  return Array.from({ length: count }, (_, i) => lines.slice(i * height, (i + 1) * height)).filter(
    (column) => column.length > 0,
  )
}
