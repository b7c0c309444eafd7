/** The lines of a text as given: where each begins and ends, and which lines some spans stand on. Pure. */
import type { Span } from '@handclasp/domain'

/** One line: its number from 1, and its extent without the line break. */
export interface Line extends Span {
  readonly number: number
}

/** The lines of a text, broken at LF or CR LF; offsets are those of the text as given. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  while (start <= text.length) {
    const newline = text.indexOf('\n', start)
    const next = newline < 0 ? text.length : newline
    const end = next > start && text.charCodeAt(next - 1) === 13 ? next - 1 : next
    lines.push({ number: lines.length + 1, start, end })
    start = next + 1
  }
  // A line break at the very end closes the last line, it does not open one more.
  const last = lines.at(-1)
  if (lines.length > 1 && last?.start === last?.end) lines.pop()
  return lines
}

/** Index of the line an offset stands on. */
export function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const line = lines[middle]
    if (line && line.start <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** First and last line number of some spans; null for none. */
export function lineRange(lines: readonly Line[], spans: readonly Span[]): readonly [number, number] | null {
  if (spans.length === 0) return null
  const first = Math.min(...spans.map((span) => span.start))
  const last = Math.max(...spans.map((span) => span.end))
  return [lineAt(lines, first) + 1, lineAt(lines, Math.max(first, last - 1)) + 1]
}

/** Spans as an address has them: `12-40` or `12-40,55-60`. */
export function writeSpans(spans: readonly Span[]): string {
  return spans.map(({ start, end }) => `${start}-${end}`).join(',')
}

/** Spans of an address, those that are none left out. */
export function readSpans(written: string): readonly Span[] {
  return written.split(',').flatMap((part) => {
    const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(part) ?? []
    const [start, end] = [Number(first), Number(last)]
    return end > start ? [{ start, end }] : []
  })
}
