/** Segments: what a report says in one go, ended by 。！？； or by the paragraph's end. */

import { Characters } from './characters.ts'

/** One segment of a flow. */
export interface Segment {
  readonly start: number
  readonly end: number
  /** Does it open its paragraph? */
  readonly opens: boolean
  /** The paragraph it stands in. */
  readonly paragraph: readonly [number, number]
}

const CLOSING = new Characters('”’」』')

/** Cuts a flow into segments; closing quotes belong to the segment they close. */
export function segmentsOf(text: Uint16Array): Segment[] {
  const segments: Segment[] = []
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf(10, start)
    const end = feed < 0 ? text.length : feed
    cutParagraph(text, start, end, segments)
    start = end + 1
  }
  return segments
}

function cutParagraph(text: Uint16Array, first: number, last: number, segments: Segment[]): void {
  const paragraph = [first, last] as const
  let start = first
  for (let i = first; i < last; i++) {
    const code = text[i]
    if (code !== 0x3002 && code !== 0xff01 && code !== 0xff1f && code !== 0xff1b) continue
    let end = i + 1
    while (end < last && CLOSING.has(text[end])) end++
    segments.push({ start, end, opens: start === first, paragraph })
    start = end
    i = end - 1
  }
  if (last > start) segments.push({ start, end: last, opens: start === first, paragraph })
}
