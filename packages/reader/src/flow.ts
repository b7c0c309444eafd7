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

const units = Uint16Array.from({ length: 65536 }, (_, code) => {
  const same = SAME_WIDTH[String.fromCharCode(code)]
  if (same !== undefined) return same.charCodeAt(0)
  const wide =
    (code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a)
  return wide ? code - 0xfee0 : code
})

function isSpace(code: number): boolean {
  return code === 32 || code === 0x3000 || code === 0xa0 || (code >= 9 && code <= 13) || code === 0xfeff
}

/** Is the space at `at` padding inside a name of two characters: a surname, a space, one character, an end? */
function isPadding(text: Uint16Array, at: number, size: number, wide: boolean): boolean {
  const character = (i: number): string => (i >= 0 && i < size ? String.fromCharCode(text[i]) : '，')
  return isSurname(character(at - 1)) && isHan(character(at + 1)) && (wide || !isHan(character(at + 2)))
}

/** Joins the lines of each paragraph into one flow. Rules: [R1] wrapped lines join, [R2] widths, [R3] padding. */
export function flowOf(source: string, paragraphs: readonly (readonly Span[])[], prose = true): Flow {
  let capacity = 0
  for (const spans of paragraphs) for (const span of spans) capacity += span.end - span.start + 2
  const text = new Uint16Array(capacity + 1)
  const places = new Int32Array(capacity + 1)
  let size = 0
  const put = (unit: number, place: number): void => {
    text[size] = unit
    places[size++] = place
  }
  for (const spans of paragraphs) {
    if (size > 0) put(10, places[size - 1])
    let open = false
    spans.forEach((span, index) => {
      for (let i = span.start; i < span.end; i++) {
        const code = source.charCodeAt(i)
        if (!isSpace(code)) {
          put(units[code], i)
          open = true
        } else if (open && text[size - 1] !== 32) put(32, i)
      }
      if (size > 0 && text[size - 1] === 32) size--
      const wordBreak = open && source.charCodeAt(span.end) === 10 && index < spans.length - 1
      if (wordBreak && text[size - 1] < 128 && /[A-Za-z0-9]/.test(String.fromCharCode(text[size - 1])))
        put(32, span.end)
    })
  }
  return withoutPadding(source, text, places, size, prose)
}

function withoutPadding(source: string, text: Uint16Array, places: Int32Array, size: number, prose: boolean): Flow {
  let kept = 0
  for (let i = 0; i < size; i++) {
    if (text[i] === 32 && isPadding(text, i, size, prose && source.charCodeAt(places[i]) === 0x3000)) continue
    text[kept] = text[i]
    places[kept++] = places[i]
  }
  let words = ''
  for (let i = 0; i < kept; i += 8192) {
    words += Reflect.apply(String.fromCharCode, null, text.subarray(i, Math.min(kept, i + 8192)))
  }
  return { source, text: words, offsets: places.subarray(0, kept) }
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
