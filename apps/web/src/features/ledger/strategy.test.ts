import type { ProgrammeId, SideId } from '@handclasp/domain'
import { describe, expect, it } from 'vitest'
import { countServing, faced, joinedWith, type Programme, sidesFaced, strategySearch } from './strategy.ts'

const programme = (id: string, of: string, pairs: readonly string[] = []): Programme => ({
  kind: 'programme',
  id: id as ProgrammeId,
  of: of as SideId,
  pairs: pairs as readonly ProgrammeId[],
  replaces: null,
  name: id,
  document: null,
  issued: null,
  quote: null,
  seq: 1,
  written: '2026-05-19T00:00:00.000Z',
})
const ALL = [
  programme('a', 'sid_A', ['x']),
  programme('b', 'sid_A'),
  programme('x', 'sid_B', ['a', 'b', 'gone']),
  programme('n', 'sid_C', ['a']),
]

describe('strategies of two sides', () => {
  it('stand beside each other, a pair once whichever side said it', () => {
    const { left, right, pairs } = faced(ALL, 'sid_A' as SideId, 'sid_B' as SideId)
    expect(left.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(right.map(({ id }) => id)).toEqual(['x'])
    expect(pairs.map((pair) => [pair.left.id, pair.right.id])).toEqual([
      ['a', 'x'],
      ['b', 'x'],
    ])
  })

  it('are joined with those of every other side', () => {
    const [a] = ALL
    expect(a && joinedWith(ALL, a).map(({ id }) => id)).toEqual(['x', 'n'])
  })

  it('count the commitments that serve one of them, or both of a pair', () => {
    const named = (...names: readonly [string, string][]) =>
      names.map(([side, name]) => ({ side: `sid_${side}` as SideId, name }))
    const serving = [
      { programmes: named(['A', 'a'], ['B', 'x']), total: 3 },
      { programmes: named(['A', 'a']), total: 4 },
      { programmes: named(['B', 'a']), total: 5 },
    ]
    const [a, , x] = ALL
    if (!a || !x) throw new Error('there are four')
    expect(countServing(serving, a)).toBe(7)
    expect(countServing(serving, a, x)).toBe(3)
  })

  it.each([
    [{}, ['sid_A', 'sid_B']],
    [{ right: 'sid_C' }, ['sid_B', 'sid_C']],
    [{ left: 'sid_C', right: 'sid_A' }, ['sid_A', 'sid_C']],
    [{ left: 'sid_B', right: 'sid_B' }, ['sid_A', 'sid_B']],
    [{ left: 'sid_X', right: 'sid_Y' }, ['sid_A', 'sid_B']],
  ])('the address %o sets %o beside each other', (search, expected) => {
    const sides = ['A', 'B', 'C'].map((mark) => ({ id: `sid_${mark}` as SideId, mark, regions: [] }))
    const cooperation = { sides, own: 'sid_B' as SideId } as unknown as Parameters<typeof sidesFaced>[0]
    expect(sidesFaced(cooperation, search as never)).toEqual(expected)
  })

  it('are read from the address, nonsense left out', () => {
    expect(strategySearch({ at: 'prg_1', write: 'anew', left: 'sid_A', right: 7 })).toEqual({
      at: 'prg_1',
      write: 'anew',
      left: 'sid_A',
    })
    expect(strategySearch({ at: 'com_1', write: 'x' })).toEqual({})
  })
})
