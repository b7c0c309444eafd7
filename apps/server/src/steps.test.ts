import { expect, it } from 'vitest'
import { atTimes } from './steps.ts'

it('tells how far something is every few seconds, and nothing of what is soon done', () => {
  let now = 0
  const told: number[] = []
  const tell = atTimes(
    () => now,
    (done) => told.push(done),
  )
  for (let done = 1; done <= 14; done++) {
    now += 1_000
    tell(done, 14)
  }
  expect(told).toEqual([5, 10])
})
