/**
 * A flow: the characters of some lines as one string to read in, and where each of them stands in the text as given.
 * Line breaks inside a paragraph, padding inside two-character names and blanks about figures are gone, widths are one,
 * paragraphs are parted by a line feed. Everything after works on offsets of the flow; evidence is translated back at
 * the end.
 */
import type { Span } from '@handclasp/domain'

import { Characters, isLetter } from './characters.ts'
import { numbers, units } from './memory.ts'
import { isHan, isSurname } from './surnames.ts'

/** Text to read in, with the offset in the source of every code unit (and of the end). */
export interface Flow {
  readonly source: string
  readonly text: string
  /** The same by code unit. */
  readonly units: Uint16Array
  readonly offsets: Int32Array
}

const SPACE = 32
const DOT = 0xb7

const SAME_WIDTH: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '＋': '+',
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '•': '·',
  '・': '·',
  '‧': '·',
  '˙': '·',
  '･': '·',
  '．': '.',
}

/** What each code unit reads as; every white space is 32. */
const readAs = new Uint16Array(65536)
for (let code = 0; code < readAs.length; code++) readAs[code] = code
for (const [as, same] of Object.entries(SAME_WIDTH)) readAs[as.charCodeAt(0)] = same.charCodeAt(0)
for (const range of ['０９', 'ＡＺ', 'ａｚ']) {
  for (let code = range.charCodeAt(0); code <= range.charCodeAt(1); code++) readAs[code] = code - 0xfee0
}
for (const space of '\t\n\v\f\r \u00a0\u3000\ufeff') readAs[space.charCodeAt(0)] = SPACE

function isSpace(code: number): boolean {
  return readAs[code] === SPACE
}

/** Is the space at `at` padding inside a name of two characters: a surname, a space, one character, an end? */
function isPadding(text: Uint16Array, at: number, size: number, wide: boolean): boolean {
  if (at === 0 || at + 1 >= size || !isSurname(text[at - 1]) || !isHan(text[at + 1])) return false
  return wide || at + 2 >= size || !isHan(text[at + 2])
}

/** Is the space at `at` beside the dot of a name (巴图 · 额日和)? */
function isBesideDot(text: Uint16Array, at: number, size: number): boolean {
  if (at === 0 || at + 1 >= size) return false
  return (text[at - 1] === DOT && isHan(text[at + 1])) || (text[at + 1] === DOT && isHan(text[at - 1]))
}

/** What closes a dateline: the blank behind it parts (霁原日报讯 5月1日). */
const DATELINE_ENDS = new Characters('电讯息')

/** Does the space at `at` only set a figure off from the words it counts or dates (6 月 8 日, 3 份)? */
function isBesideFigure(text: Uint16Array, at: number, size: number): boolean {
  if (at === 0 || at + 1 >= size) return false
  if (isFigure(text[at - 1])) return isHan(text[at + 1])
  return isFigure(text[at + 1]) && isHan(text[at - 1]) && !DATELINE_ENDS.has(text[at - 1])
}

function isFigure(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** Joins the lines of each paragraph into one flow. Rules: [R1] wrapped lines join, [R2] widths, [R3] padding. */
export function flowOf(source: string, paragraphs: readonly (readonly Span[])[], prose = true): Flow {
  let capacity = 0
  for (const spans of paragraphs) for (const span of spans) capacity += span.end - span.start + 2
  const text = units(capacity + 1)
  const places = numbers(capacity + 1)
  let size = 0
  let spaces = 0
  for (const spans of paragraphs) {
    if (size > 0) {
      text[size] = 10
      places[size] = places[size - 1]
      size++
    }
    const first = size
    for (let index = 0; index < spans.length; index++) {
      const { start, end } = spans[index]
      for (let i = start; i < end; i++) {
        const unit = readAs[source.charCodeAt(i)]
        if (unit === SPACE && (size === first || text[size - 1] === SPACE)) continue
        if (unit === SPACE) spaces++
        text[size] = unit
        places[size++] = i
      }
      if (size > first && text[size - 1] === SPACE) size--
      const goesOn = size > first && index < spans.length - 1 && source.charCodeAt(end) === 10
      // A line's end parts Latin words; numbers go on (11月2, 5日).
      if (goesOn && isLetter(text[size - 1])) {
        text[size] = SPACE
        places[size++] = end
      }
    }
  }
  const kept = spaces === 0 ? size : withoutPadding(source, text, places, size, prose)
  const own = text.subarray(0, kept)
  return { source, text: stringOf(own), units: own, offsets: places.subarray(0, kept) }
}

/** Drops the padding of names and about figures; answers how many code units are left. */
function withoutPadding(source: string, text: Uint16Array, places: Int32Array, size: number, prose: boolean): number {
  let kept = 0
  for (let i = 0; i < size; i++) {
    if (text[i] === SPACE && isPadding(text, i, size, prose && source.charCodeAt(places[i]) === 0x3000)) continue
    if (text[i] === SPACE && (isBesideDot(text, i, size) || isBesideFigure(text, i, size))) continue
    text[kept] = text[i]
    places[kept++] = places[i]
  }
  return kept
}

function stringOf(text: Uint16Array): string {
  let words = ''
  for (let i = 0; i < text.length; i += 8192) {
    words += Reflect.apply(String.fromCharCode, null, text.subarray(i, i + 8192))
  }
  return words
}

/** The source's spans for a range of the flow: one a line, no white space at their ends. */
export function spansOf(flow: Flow, start: number, end: number): Span[] {
  const { source, units: own, offsets } = flow
  const spans: Span[] = []
  let [from, to] = [-1, -1]
  for (let i = start; i < end; i++) {
    if (own[i] === 10 || own[i] === SPACE) continue
    const at = offsets[i]
    if (at !== to && !(from >= 0 && isGap(source, to, at))) {
      if (from >= 0) spans.push({ start: from, end: to })
      from = at
    }
    to = at + 1
  }
  if (from < 0) return spans
  // Written out, because an array that is added to keeps room for many, and a reading holds very many of one.
  if (spans.length === 0) return [{ start: from, end: to }]
  return [...spans, { start: from, end: to }]
}

/** May a span run on over these characters: blanks of one line only? */
function isGap(source: string, from: number, to: number): boolean {
  if (to < from || to - from > 8) return false
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i)
    if (!isSpace(code) || code === 10 || code === 13 || code === 12) return false
  }
  return true
}

/** The range as the source has it, white space dropped. */
export function written(flow: Flow, start: number, end: number): string {
  const { source, text, offsets } = flow
  let words = ''
  for (let i = start; i < end; ) {
    const first = i
    const unit = text.charCodeAt(i++)
    if (unit === 10 || unit === SPACE) continue
    while (i < end && offsets[i] === offsets[i - 1] + 1 && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== SPACE)
      i++
    words += source.slice(offsets[first], offsets[i - 1] + 1)
  }
  return words
}
