/**
 * A flow: the characters of some lines as one string to read in, and where each of them stands in the text as given.
 * Line breaks inside a paragraph and padding inside two-character names are gone, widths are one, paragraphs are
 * parted by a line feed. Everything after works on offsets of the flow; evidence is translated back at the end.
 */
import type { Span } from '@handclasp/domain'

import { isHan, isSurname } from './surnames.ts'

/** Text to read in, with the offset in the source of every code unit (and of the end). */
export interface Flow {
  readonly source: string
  readonly text: string
  readonly offsets: Int32Array
}

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
  '･': '·',
  '．': '.',
}

function normal(character: string): string {
  const same = SAME_WIDTH[character]
  if (same !== undefined) return same
  const code = character.charCodeAt(0)
  const letter =
    (code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a)
  return letter ? String.fromCharCode(code - 0xfee0) : character
}

function isSpace(code: number): boolean {
  return code === 32 || code === 0x3000 || code === 0xa0 || (code >= 9 && code <= 13) || code === 0xfeff
}

/** Is the space at `at` padding inside a name of two characters: a surname, a space, one character, an end? */
function isPadding(units: readonly string[], at: number, wide: boolean): boolean {
  const [before, after, end] = [units[at - 1] ?? '', units[at + 1] ?? '', units[at + 2] ?? '，']
  return isSurname(before) && isHan(after) && (wide || !isHan(end))
}

/** Joins the lines of each paragraph into one flow. Rules: [R1] wrapped lines join, [R2] widths, [R3] padding. */
export function flowOf(source: string, paragraphs: readonly (readonly Span[])[], prose = true): Flow {
  const units: string[] = []
  const places: number[] = []
  const put = (unit: string, place: number): void => {
    units.push(unit)
    places.push(place)
  }
  for (const spans of paragraphs) {
    if (units.length > 0) put('\n', places[places.length - 1])
    let open = false
    for (const span of spans) {
      for (let i = span.start; i < span.end; i++) {
        if (!isSpace(source.charCodeAt(i))) {
          put(normal(source.charAt(i)), i)
          open = true
        } else if (open && units[units.length - 1] !== ' ') put(' ', i)
      }
      if (units[units.length - 1] === ' ') {
        units.pop()
        places.pop()
      }
      const [last, next] = [units[units.length - 1] ?? '', source.charAt(span.end)]
      if (open && /[A-Za-z0-9]$/.test(last) && next === '\n' && span !== spans[spans.length - 1]) put(' ', span.end)
    }
  }
  const wide = (i: number): boolean => prose && source.charCodeAt(places[i]) === 0x3000
  const kept = units.map((unit, i) => unit !== ' ' || !isPadding(units, i, wide(i)))
  const text = units.filter((_, i) => kept[i]).join('')
  return { source, text, offsets: Int32Array.from(places.filter((_, i) => kept[i])) }
}

/** The source's spans for a range of the flow: one a line, no white space at their ends. */
export function spansOf(flow: Flow, start: number, end: number): Span[] {
  const spans: { start: number; end: number }[] = []
  for (let i = start; i < end; i++) {
    if (flow.text.charCodeAt(i) === 10 || flow.text.charCodeAt(i) === 32) continue
    const at = flow.offsets[i]
    const last = spans[spans.length - 1]
    if (last !== undefined && isGap(flow.source, last.end, at)) last.end = at + 1
    else spans.push({ start: at, end: at + 1 })
  }
  return spans
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
  let words = ''
  for (let i = start; i < end; i++) {
    const code = flow.text.charCodeAt(i)
    if (code !== 10 && code !== 32) words += flow.source.charAt(flow.offsets[i])
  }
  return words
}
