import { describe, expect, it } from 'vitest'
import { answerOf, learn } from './logistic.ts'

const example = (there: Record<string, number>, answer: boolean) => ({ there: new Map(Object.entries(there)), answer })

describe('logistic regression', () => {
  it('finds the odds of each answer where one name tells all', () => {
    const examples = [
      ...Array.from({ length: 30 }, (_, i) => example({ there: 1 }, i < 24)),
      ...Array.from({ length: 30 }, (_, i) => example({}, i < 6)),
    ]
    const weights = learn(examples, ['there'], () => 1e-9)
    expect(weights.always).toBeCloseTo(Math.log(6 / 24), 3)
    expect(answerOf(weights, new Map([['there', 1]]))).toBeCloseTo(Math.log(24 / 6), 3)
  })

  it('stands where the slope is nothing, weights held back', () => {
    const names = ['a', 'b', 'c']
    const examples = Array.from({ length: 40 }, (_, i) => {
      return example({ a: i % 3, b: (i * 7) % 5, c: (i * i) % 4 }, (i * 11) % 7 < 3)
    })
    const hold = 0.5
    const weights = learn(examples, names, () => hold)
    for (const name of names) {
      const slope = examples.reduce((sum, { there, answer }) => {
        const chance = 1 / (1 + Math.exp(-answerOf(weights, there)))
        return sum + (chance - Number(answer)) * (there.get(name) ?? 0)
      }, 0)
      expect(slope + hold * (weights.of.get(name) ?? 0)).toBeCloseTo(0, 2)
    }
  })

  it('counts an example that weighs three as three of it', () => {
    const [one, other, third] = [example({ a: 2 }, true), example({ a: 1 }, false), example({ a: 3 }, false)]
    const thrice = learn([one, other, third, one, one], ['a'], () => 0.5)
    const weighed = learn([{ ...one, weight: 3 }, other, third], ['a'], () => 0.5)
    expect(weighed.of.get('a')).toBeCloseTo(thrice.of.get('a') ?? Number.NaN, 3)
    expect(weighed.always).toBeCloseTo(thrice.always, 3)
    expect(weighed.always).not.toBeCloseTo(learn([one, other, third], ['a'], () => 0.5).always, 1)
  })

  it('weighs less what is held back more', () => {
    const examples = Array.from({ length: 20 }, (_, i) => example({ sign: i % 2 }, i % 2 === 1))
    const free = learn(examples, ['sign'], () => 0.1).of.get('sign') ?? 0
    const held = learn(examples, ['sign'], () => 10).of.get('sign') ?? 0
    expect(held).toBeGreaterThan(0)
    expect(free).toBeGreaterThan(2 * held)
  })
})
