import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pacing } from './pace.ts'

const ALLOWANCE = { most: 5, seconds: 10 }

it('takes what is allowed at once, says how long to wait, and takes again after that', () => {
  let now = 0
  const pace = pacing(ALLOWANCE, () => now)
  expect([1, 2, 3, 4, 5].map(() => pace.take('a'))).toEqual([0, 0, 0, 0, 0])
  expect(pace.take('a')).toBe(2)
  expect(pace.take('b')).toBe(0)
  now += 2_000
  expect([pace.take('a'), pace.take('a')]).toEqual([0, 2])
})

it('never takes more than is allowed in any stretch of time, however it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3_000), { maxLength: 200 }), (waits) => {
      let now = 0
      const pace = pacing(ALLOWANCE, () => now)
      const taken: number[] = []
      for (const wait of waits) {
        now += wait
        if (pace.take('a') === 0) taken.push(now)
      }
      // In a stretch that begins with one taken: a full allowance, and what comes back meanwhile.
      for (const [index, from] of taken.entries()) {
        for (const [later, to] of taken.slice(index).entries()) {
          expect(later + 1).toBeLessThanOrEqual(ALLOWANCE.most + ((to - from) * ALLOWANCE.most) / 10_000 + 1e-9)
        }
      }
    }),
  )
})
