import { expect, it } from 'vitest'
import { placedText, type Run } from './pdf-lines.ts'

const run = (text: string, left: number, baseline: number, right = left + text.length * 10): Run => {
  return { text, left, right, baseline, fontSize: 10, top: null }
}
const upright = (text: string, left: number, top: number): Run => {
  return { text, left, right: left + 20, top, baseline: top + 20 * text.length, fontSize: 20 }
}
const textOf = (...runs: readonly Run[]) => placedText([runs]).text

it.each([
  ['joins what touches', [run('两省', 0, 10), run('签署', 20, 10)], '两省签署'],
  ['keeps the wide space of a name', [run('记者史', 0, 10), run('禾说', 40, 10)], '记者史　禾说'],
  ['drops gaps of a justified line', [run('山 有 水', 0, 10, 34), run('有绿电', 36, 10)], '山有水有绿电'],
  ['keeps spaces between letters', [run('WTO and', 0, 10), run('APEC', 74, 10)], 'WTO and APEC'],
  ['draws once what was drawn twice to be bold', [run('协议', 0, 10), run('协议', 0.3, 10)], '协议'],
  ['parts lines, and what stands apart', [run('甲乙', 0, 10), run('丙', 0, 24), run('丁', 0, 80)], '甲乙\n丙\n\n丁'],
  ['mends radicals', [run('⽅⺠', 0, 10)], '方民'],
  [
    'joins what stands one below the other',
    [upright('合', 0, 0), upright('作', 0, 21), upright('会', 0, 42)],
    '合作会',
  ],
])('%s', (_, runs, text) => {
  expect(textOf(...runs)).toBe(text)
})

it('parts columns that are drawn across, where their edges show', () => {
  const rows = [10, 24, 38, 52].flatMap((y) => [run('左边的字', 0, y), run('右边的字', 56, y)])
  expect(textOf(...rows).split(/\n+/)).toEqual(
    Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? '左边的字' : '右边的字')),
  )
})

it('says where each line lies', () => {
  const { text, lines } = placedText([[run('两省', 10, 20)], [run('签署', 10, 20)]])
  expect(text).toBe('两省\n\n签署')
  expect(lines).toEqual([
    { span: { start: 0, end: 2 }, page: 1, box: [10, 11.2, 30, 21.2], fontSize: 10 },
    { span: { start: 4, end: 6 }, page: 2, box: [10, 11.2, 30, 21.2], fontSize: 10 },
  ])
})
