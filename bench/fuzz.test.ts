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

  it('are the same by the same seed and number', () => {
    for (let number = 0; number < FAMILIES.length * 100; number += 50) {
      expect(stringOf(3, number)).toEqual(stringOf(3, number))
    }
    expect(stringOf(3, 1).text).not.toBe(stringOf(4, 1).text)
  })
})
