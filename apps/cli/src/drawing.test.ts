import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, columnsOf, draw } from './drawing.ts'

const drawn = (text: string, marks: readonly [from: number, to: number, label: string][], width = 40) =>
  draw(cellsOf(text), [{ brackets: '[]', marks: marks.map(([from, to, label]) => ({ from, to, label })) }], width)

describe('columns', () => {
  it.each([
    ['吉林', 4],
    ['１＋９', 6],
    ['1+9', 3],
    ['，', 2],
    ['𠮷', 2],
    ['e\u0301', 1],
    ['한국', 4],
    ['😀', 2],
    ['\uD800', 1],
  ])('of %j are %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns)
  })

  it('hold nothing that steers the terminal', () => {
    const glyphs = cellsOf('a\u001B[2J\u0007\u202E\uD800\u2028').map(({ glyph }) => glyph)
    expect(glyphs.join('')).toBe('a\uFFFD[2J\uFFFD\uFFFD\uFFFD\uFFFD')
  })
})

describe('a drawing', () => {
  it('puts a mark under its words, the label inside where it has room, else behind or before', () => {
    expect(
      drawn('省委书记王维说', [
        [0, 4, '职务'],
        [6, 7, '讲话'],
      ]),
    ).toEqual(['省委书记王维说', '[职务--]    []讲话'])
    expect(drawn('省委书记王维说', [[6, 7, '讲话 王维']], 16)).toEqual(['省委书记王维说', '   讲话 王维[]'])
  })

  it('gives marks that overlap further rows', () => {
    expect(
      drawn('王维说话', [
        [0, 4, '愿'],
        [0, 2, '人'],
      ]),
    ).toEqual(['王维说话', '[人]', '[愿----]'])
  })

  it('carries a mark over to the next line under its words', () => {
    expect(drawn('王维说王维说', [[1, 5, '愿']], 6)).toEqual(['王维说', '  [愿-', '王维说', '---]'])
  })

  it('opens a mark whose first piece has one column', () => {
    expect(drawn('王维 说话', [[2, 4, '']], 5)).toEqual(['王维', '    [', '说话', '-]'])
  })

  it('begins no line with a closing mark, and breaks at spaces', () => {
    expect(drawn('王维说话。', [], 8)).toEqual(['王维说', '话。'])
    expect(drawn('one two', [], 5)).toEqual(['one', 'two'])
    expect(drawn(' 王维说话', [], 8)).toEqual([' 王维说', '话'])
  })

  it('draws layers one under the other', () => {
    const layers = (['()', '[]'] as const).map((brackets) => ({ brackets, marks: [{ from: 0, to: 2, label: '' }] }))
    expect(draw(cellsOf('王维'), layers, 40)).toEqual(['王维', '(--)', '[--]'])
  })

  it('never goes over its width, and has every mark, whatever is drawn', () => {
    const text = fc.string({ unit: fc.constantFrom('吉', 'a', '。', ' ', '😀', '1'), minLength: 1, maxLength: 60 })
    const mark = fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 30 }), fc.constantFrom('', '人物 R10', 'x'.repeat(50)))
    fc.assert(
      fc.property(text, fc.array(mark, { maxLength: 12 }), (words, marks) => {
        const cells = cellsOf(words)
        const placed = marks
          .filter(([from]) => from < cells.length)
          .map(([from, size, label]) => {
            return [from, Math.min(cells.length, from + size), label] as [number, number, string]
          })
        const rows = drawn(words, placed, 20)
        expect(rows.filter((row) => columnsOf(row) > 20)).toEqual([])
        const opened = rows.join('').match(/\[/g)?.length ?? 0
        const wide = placed.filter(
          ([from, to]) =>
            columnsOf(
              cells
                .slice(from, to)
                .map(({ glyph }) => glyph)
                .join(''),
            ) > 1,
        )
        expect(opened).toBe(wide.length)
      }),
      { examples: [['吉 吉吉吉吉吉吉吉吉吉', [[1, 2, '']]]] },
    )
  })
})
