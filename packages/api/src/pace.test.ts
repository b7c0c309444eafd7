import fc from 'fast-check'
import { expect, it } from 'vitest'
import { networkOf, pacing } from './pace.ts'

const ALLOWANCE = { most: 5, seconds: 10 }

it('takes what is allowed at once, says how long to wait, and takes again after that', () => {
  let now = 0
  const pace = pacing(ALLOWANCE, () => now)
  expect([1, 2, 3, 4, 5].map(() => pace.take('a'))).toEqual([null, null, null, null, null])
  expect(pace.take('a')).toEqual({ seconds: 2, isFirst: true })
  expect(pace.take('b')).toBeNull()
  now += 2_000
  expect([pace.take('a'), pace.take('a')]).toEqual([null, { seconds: 2, isFirst: false }])
})

it('says that it is too much for the first time once in a stretch, however often it is asked', () => {
  let now = 0
  const pace = pacing(ALLOWANCE, () => now)
  const told: number[] = []
  for (; now < 35_000; now += 100) if (pace.take('a')?.isFirst) told.push(now)
  expect(told).toEqual([500, 10_500, 20_500, 30_500])
})

it('never takes more than is allowed in any stretch of time, however it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3_000), { maxLength: 200 }), (waits) => {
      let now = 0
      const pace = pacing(ALLOWANCE, () => now)
      const taken: number[] = []
      for (const wait of waits) {
        now += wait
        if (pace.take('a') === null) taken.push(now)
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

it.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '::ffff:198.51.100.7'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:DB8:0:1::9', '2001:db8:0:1::/64'],
  ['2001:db8::1:2', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
