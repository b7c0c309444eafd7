import { describe, expect, it } from 'vitest'
import { openCounter } from '@handclasp/reader/steps'
import { fuzz, stringOf } from './fuzz.ts'
import { FAMILIES } from './strings.ts'

describe('strings of every kind', () => {
  it('are read without a throw, by the laws, twice alike, in steps that their length bounds', async () => {
    const counter = await openCounter()
    const found = await fuzz(counter, 7, FAMILIES.length * 100, { from: null, keep: () => {} })
    counter.close()
    expect(found.first).toEqual([])
    expect(Object.keys(found.families)).toHaveLength(FAMILIES.length)
  })

  it('are gone on with where an earlier run was stopped', async () => {
    const counter = await openCounter()
    const kept: string[] = []
    const keep = (sofar: unknown): void => void kept.push(JSON.stringify(sofar))
    await fuzz(counter, 7, 1_000, { from: null, keep })
    const found = await fuzz(counter, 7, 1_200, { from: JSON.parse(kept[0] ?? 'null'), keep })
    counter.close()
    const strings = Object.values(found.families).reduce((sum, family) => sum + family.strings, 0)
    expect([found.done, strings, found.again]).toEqual([1_200, 1_200, 24])
  })

  it('are the same by the same seed and number', () => {
    for (let number = 0; number < FAMILIES.length * 100; number += 50) {
      expect(stringOf(3, number)).toEqual(stringOf(3, number))
    }
    expect(stringOf(3, 1).text).not.toBe(stringOf(4, 1).text)
  })
})
