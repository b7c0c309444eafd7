import { describe, expect, it } from 'vitest'
import { Trees } from '../packages/reader/src/trees.ts'
import { grow, toldBy, written } from './boosting.ts'

const GROWTH = { trees: 1, leaves: 2, least: 1, rate: 1, hold: 0 }
/** Rows of two numbers whose answer is whether just one of them is large: no single question tells it. */
const EITHER = Array.from({ length: 400 }, (_, i) => {
  const numbers = [i % 20, Math.floor(i / 20)]
  return { numbers, answer: (numbers[0] ?? 0) >= 9 !== (numbers[1] ?? 0) >= 12 }
})

const oddsOf = (trees: readonly ReturnType<typeof grow>[number][], numbers: readonly number[]): number =>
  trees.reduce<number>((sum, tree) => sum + toldBy(tree, numbers), 0)

describe('boosted trees', () => {
  it('ask where the answers part, halfway, and tell what makes them likeliest', () => {
    const rows = [1, 2, 3, 7, 8].map((number) => ({ numbers: [0, number], answer: number > 5 }))
    // Of three rows each answer is off by a half and bends by a quarter: 3 × ½ over 3 × ¼.
    expect(grow(rows, GROWTH)).toEqual([{ of: 1, below: 5, yes: -2, no: 2 }])
    expect(grow(rows, { ...GROWTH, rate: 0.5, hold: 0.25 })).toEqual([{ of: 1, below: 5, yes: -0.75, no: 0.667 }])
  })

  it('go on from what those before left wrong', () => {
    const rows = [1, 2, 3, 7, 8].map((number) => ({ numbers: [number], answer: number > 5 }))
    // Told -0.75 and 0.667 by the first, rows are off by 0.321 and 0.339 and bend by 0.218 and 0.224.
    expect(grow(rows, { ...GROWTH, trees: 2, rate: 0.5, hold: 0.25 })[1]).toEqual({
      of: 0,
      below: 5,
      yes: -0.533,
      no: 0.486,
    })
  })

  it('ask nothing where all answers are alike', () => {
    const rows = [1, 2, 3, 7, 8].map((number) => ({ numbers: [number], answer: true }))
    expect(grow(rows, GROWTH)).toEqual([2])
  })

  it('leave no fewer rows in a leaf than they may', () => {
    const rows = [1, 2, 3, 4, 5, 6].map((number) => ({ numbers: [number], answer: number > 5 }))
    expect(grow(rows, { ...GROWTH, least: 3 })[0]).toMatchObject({ below: 3.5 })
    expect(grow(rows, { ...GROWTH, least: 4 })[0]).toBeTypeOf('number')
  })

  it('tell what takes two questions', () => {
    const trees = grow(EITHER, { trees: 20, leaves: 4, least: 5, rate: 0.5, hold: 1 })
    expect(EITHER.filter(({ numbers, answer }) => oddsOf(trees, numbers) > 0 !== answer)).toEqual([])
  })

  it('are told alike once written', () => {
    const names = ['one', 'other']
    const trees = grow(EITHER, { trees: 20, leaves: 4, least: 5, rate: 0.5, hold: 1 })
    const read = new Trees(trees.map((tree) => written(tree, names)).join('\n'), names)
    for (const { numbers } of EITHER) expect(read.told(numbers)).toBeCloseTo(oddsOf(trees, numbers), 9)
  })
})
