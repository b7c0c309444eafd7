import type { FindingId } from '@handclasp/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineAt, lineRange, linesOf, readSpans, writeSpans } from '../../ui/lines.ts'
import { findingsAt, type Mark, segmentsOf } from './segments.ts'

const finding = (name: string) => name as FindingId

function mark(start: number, end: number, name = 'f'): Mark {
  return { start, end, kind: 'pledge', side: null, finding: finding(name) }
}

test('lines keep their offsets, whether they end in LF or CR LF', () => {
  const text = 'ab\r\n\ncd\n'
  const lines = linesOf(text).map(({ start, end }) => text.slice(start, end))
  expect(lines).toEqual(['ab', '', 'cd'])
})

test('a text without a line break is one line', () => {
  expect(linesOf('甲乙')).toEqual([{ number: 1, start: 0, end: 2 }])
  expect(linesOf('')).toEqual([{ number: 1, start: 0, end: 0 }])
})

test('every offset stands on the line that holds it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '甲') }), (text) => {
      const lines = linesOf(text)
      for (let offset = 0; offset < text.length; offset++) {
        const index = lineAt(lines, offset)
        expect(lines[index]?.start).toBeLessThanOrEqual(offset)
        expect(lines[index + 1]?.start ?? Infinity).toBeGreaterThan(offset)
      }
    }),
  )
})

test('spans over two lines tell both', () => {
  const lines = linesOf('一二\n三四\n五六')
  expect(lineRange(lines, [{ start: 1, end: 5 }])).toEqual([1, 2])
  expect(lineRange(lines, [{ start: 1, end: 2 }])).toEqual([1, 1])
  expect(lineRange(lines, [])).toBeNull()
})

test('spans of an address come back as they were written', () => {
  const spans = [
    { start: 3, end: 9 },
    { start: 12, end: 13 },
  ]
  expect(readSpans(writeSpans(spans))).toEqual(spans)
  expect(readSpans('9-3,x,-1-2')).toEqual([])
})

test('segments cover each line once, in order, and carry exactly the marks that cover them', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '甲'), minLength: 1, maxLength: 60 })
  const pairs = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 8 })
  fc.assert(
    fc.property(text, pairs, (written, drawn) => {
      const marks = drawn
        .map(([a, b]) => mark(Math.min(a, b), Math.min(written.length, Math.max(a, b))))
        .filter(({ start, end }) => start < end)
      const lines = linesOf(written)
      const segmentsAt = segmentsOf(lines, marks)
      for (const [index, line] of lines.entries()) {
        const row = segmentsAt(index)
        expect(row.map(({ start, end }) => written.slice(start, end)).join('')).toBe(
          written.slice(line.start, line.end),
        )
        for (const segment of row) {
          const covering = marks.filter((each) => each.start <= segment.start && each.end >= segment.end)
          const touching = marks.filter((each) => each.start < segment.end && each.end > segment.start)
          expect(segment.marks).toEqual(covering)
          expect(touching).toEqual(covering)
        }
      }
    }),
  )
})

test('where findings overlap the tightest is met first', () => {
  const marks = [mark(0, 20, 'wide'), mark(4, 8, 'tight'), mark(4, 8, 'tight')]
  expect(findingsAt(marks, 5)).toEqual(['tight', 'wide'])
  expect(findingsAt(marks, 12)).toEqual(['wide'])
  expect(findingsAt(marks, 30)).toEqual([])
})
