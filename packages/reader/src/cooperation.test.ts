import { describe, expect, it } from 'vitest'

import { isCooperation, lessonsOf } from './read.ts'
import { mostOf } from './regions.ts'

/** The clues of a report, numbers of things as numbers. */
function cluesIn(text: string) {
  const [lesson] = lessonsOf(text, { published: '2026-05-19' })
  const { none, both, joint, lead, unlisted } = lesson.clues
  const count = (logarithm: number): number => Math.round(Math.expm1(logarithm))
  return { none, both: count(both), joint: count(joint), lead, unlisted: count(unlisted) }
}

describe('whether a report is on cooperation', () => {
  it.each([
    ['two provinces that lead, together', '浙江省与四川省签署合作协议。', 'both 1 joint 1 lead 1 unlisted 0'],
    ['two further on, each its own', '浙江天晴。游人很多。浙江和四川都下雨。', 'both 1 joint 0 lead 0 unlisted 0'],
    ['two cities of one province', '浙江省杭州市与宁波市签署合作协议。', 'both 0 joint 0 lead 0 unlisted 0'],
    ['where the report was written', '新华社北京5月18日电 浙江今年雨水多。', 'both 0 joint 0 lead 0 unlisted 0'],
    ['a province and an invented town of it', '浙江省云汐市今年雨水多。', 'both 0 joint 0 lead 0 unlisted 1'],
    ['a country and its city', '法国巴黎今年雨水多。', 'both 0 joint 0 lead 0 unlisted 2'],
    ['a country and a province', '法国与浙江省共建实验室。', 'both 1 joint 1 lead 1 unlisted 1'],
  ])('[R109] counts sentences of two provinces or countries: %s', (_case, text, told) => {
    const { both, joint, lead, unlisted } = cluesIn(text)
    expect(`both ${both} joint ${joint} lead ${lead} unlisted ${unlisted}`).toBe(told)
  })

  it.each([
    ['两地深化合作，常来往、多交流。', 2],
    ['三个市在全省会议上作交流发言，大家深入交流。', 0],
  ])('[R109] counts words of cooperation, none of what people say at a meeting: %s', (text, count) => {
    const [{ clues }] = lessonsOf(text, { published: '2026-05-19' })
    expect(Math.round(Math.expm1(clues.bound))).toBe(count)
  })

  it('[R99] is told by words, clues and rules together, by rules the more the shorter it is', () => {
    const { clues } = lessonsOf('浙江省与四川省签署合作协议。', { published: '2026-05-19' })[0]
    const least = (size: number, byRules: boolean): number => {
      let told = -10
      while (!isCooperation(told, clues, size, byRules)) told += 0.25
      return told
    }
    expect([least(3_000, true), least(300, true), least(150, true)]).toEqual([-1, -1, -1.5])
    expect([least(3_000, false), least(300, false), least(150, false)]).toEqual([1.5, 1.5, 3.5])
    expect(isCooperation(10, { ...clues, none: 1 }, 3_000, true)).toBe(false)
  })

  it('takes any number of parties', () => {
    const place = { start: 0, end: 3, name: '甲省', code: null, within: null, abbreviated: false }
    const parties = Array.from({ length: 400_000 }, (_, i) => ({ name: '甲省', code: null, place, weight: i, said: 0 }))
    expect([mostOf(parties), mostOf([])]).toEqual([399_999, 0])
  })
})
