/** Places for the lines of a string: pages as they are set, pages that nobody set, and what no page has. */
import type { LineBox, Span } from '@handclasp/domain'
import type { Chance } from './chance.ts'

/** Gives the lines of a text places by the draws of a chance. */
export type Placing = (chance: Chance, text: string) => readonly LineBox[]

/** The lines that are not blank, without the white space at their ends. */
function spansOf(text: string): Span[] {
  return [...text.matchAll(/[^\n\r\f\u0085\u2028\u2029]+/g)].flatMap(({ 0: line, index }) => {
    const start = index + line.length - line.trimStart().length
    return line.trim() === '' ? [] : [{ start, end: start + line.trim().length }]
  })
}

const BODY = 10
const SIZES = [8, 9, BODY, BODY, BODY, BODY, 12, 14, 20, 30, 60]

function boxAt(span: Span, page: number, left: number, top: number, fontSize: number): LineBox {
  return { span, page, box: [left, top, left + (span.end - span.start) * fontSize, top + fontSize], fontSize }
}

/** Columns side by side under headlines; now and then two that stand the other way round than in the text. */
export function columns(chance: Chance, text: string): readonly LineBox[] {
  const [depth, across, heads] = [3 + chance.below(30), 1 + chance.below(6), chance.below(3)]
  const spans = spansOf(text)
  const slots = Array.from({ length: Math.ceil(spans.length / depth) }, (_, slot) => slot)
  for (let slot = 1; slot < slots.length; slot++) {
    if (chance.once(4)) [slots[slot - 1], slots[slot]] = [slots[slot] ?? 0, slots[slot - 1] ?? 0]
  }
  const width = Math.max(...spans.slice(0, depth).map(({ start, end }) => end - start), 1) * BODY + 14
  const sizes = slots.map(() => chance.pick(SIZES.slice(-4)))
  return spans.map((span, index) => {
    const slot = slots[Math.floor(index / depth)] ?? 0
    const row = index % depth
    const size = row < heads && slot % 2 === 0 ? (sizes[slot] ?? BODY) : BODY
    const indent = chance.once(5) ? 2 * BODY : 0
    return boxAt(span, 1 + Math.floor(slot / across), (slot % across) * width + indent, row * 15 - 20 * heads, size)
  })
}

/** Lines one over the other, or anywhere and over each other, of any sizes; so many a page. */
export function anywhere(chance: Chance, text: string): readonly LineBox[] {
  const isTower = chance.once(3)
  const [each, grid] = [chance.pick([10, 40, 120]), chance.pick([1, 10, 40])]
  const place = (limit: number): number => Math.round((chance.below(limit) - limit / 8) / grid) * grid
  let top = 0
  return spansOf(text).map((span, index) => {
    const page = Math.floor(index / each)
    const size = chance.pick(SIZES)
    top += size * chance.pick([1, 1.2, 1.2, 1.5, 3])
    return isTower ? boxAt(span, page, chance.below(30), top, size) : boxAt(span, page, place(600), place(800), size)
  })
}

const ABSURD = [NaN, Infinity, -Infinity, -1, -0, 0, 0.1, 999_999, -999_999, 2 ** 31, 2 ** 53, 1e300, -Number.MAX_VALUE]

/** Lines that are lost or there twice, whose spans are others, and numbers that no page has. */
export function absurd(chance: Chance, text: string): readonly LineBox[] {
  const times = chance.pick([2, 20, 200])
  const number = (usual: number): number => (chance.once(times) ? chance.pick(ABSURD) : usual)
  const moved = (): number => (chance.once(times) ? chance.below(9) - 4 : 0)
  const placed = chance.once(2) ? columns(chance, text) : anywhere(chance, text)
  return placed.flatMap(({ span, page, box: [left, top, right, bottom], fontSize }) => {
    const box = [number(left), number(top), number(right), number(bottom)] as const
    const spoilt = {
      span: chance.once(times) ? { start: span.start + moved(), end: span.end + moved() } : span,
      page: number(page),
      box,
      fontSize: number(fontSize),
    }
    return chance.once(times * 4) ? [] : chance.once(times * 4) ? [spoilt, spoilt] : [spoilt]
  })
}
