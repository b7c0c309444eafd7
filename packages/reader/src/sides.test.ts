import { describe, expect, it } from 'vitest'

import { isLong, lessonsOf, read } from './read.ts'
import { CLUES_OF_SIDE, cluesOfSides, sidesAfter } from './sides.ts'
import type { Candidate } from './regions.ts'

const PUBLISHED = { published: '2026-05-19' }

/** What the trees ask of a place of a report. */
function cluesOf(text: string, name: string): Record<string, number> {
  const [{ weighed, places }] = lessonsOf(text, PUBLISHED)
  const own = places[weighed.candidates.findIndex((each) => each.name === name)]
  return Object.fromEntries(CLUES_OF_SIDE.map((clue, i) => [clue, own[i]]))
}

const candidate = (name: string, code: string | null = null): Candidate => {
  const place = { start: 0, end: 3, name, code, within: null, abbreviated: false }
  return { name, code, place, weight: 0, said: 0, plain: 0, times: 1, mean: 0 }
}

describe('the sides of a long report', () => {
  it('[R118] are asked for what each weighs and how often it is named', () => {
    const text =
      '浙江省党政代表团赴四川省考察。代表团到四川省成都市参观。浙江省与四川省签署合作协议。山东省的游客也来了。'
    const [host, guest, city, other] = ['四川省', '浙江省', '成都市', '山东省'].map((name) => cluesOf(text, name))
    expect([host.named, guest.named, city.named, other.named].map((part) => part * 7)).toEqual([3, 2, 1, 1])
    expect([host.level, city.level, host.whole, host.neighbours]).toEqual([3, 4, -1, 0])
    expect(city.whole).toBeGreaterThan(1)
    expect(host.part).toBe(city.weight)
    expect(guest.first).toBe(0)
    expect(other.share).toBeLessThan(0.2)
    expect(host.rival).toBe(guest.weight)
    expect([host.signings, host.second, host.expo, host.across]).toEqual([1, 2, 0, 0])
    expect(host.third).toBe(city.weight)
    expect([cluesOf('福建的台胞参加两岸论坛。两岸常来往。', '福建省').across, host.strait]).toEqual([1, 0])
    expect(cluesOf('法国巴黎与浙江省杭州市交流。', '巴黎').whole).toBeGreaterThanOrEqual(0)
  })

  it('[R118] have words enough from 300 characters on', () => {
    expect([isLong(299), isLong(300)]).toEqual([false, true])
  })

  it('[R118] are those that rules and trees tell together, one at least', () => {
    const candidates = [candidate('甲省'), candidate('乙省'), candidate('丙省')]
    const weighed = { sides: [candidates[0]], candidates, strait: false, signings: 0 }
    const told = (...odds: number[]): string[] => sidesAfter(weighed, odds).map(({ name }) => name)
    expect(told(-0.5, 0.5, 0.1)).toEqual(['甲省', '乙省'])
    expect(told(-1, 0.1, 0)).toEqual(['乙省'])
    expect(told(-3, -2.5, -5)).toEqual(['甲省'])
  })

  it('[R118] are those of the rules where these bring in one that no place names', () => {
    const [island, province] = [candidate('台湾', '710000'), candidate('福建省', '350000')]
    const weighed = { sides: [candidate('大陆'), island], candidates: [island, province], strait: true, signings: 0 }
    expect(sidesAfter(weighed, [2, 2]).map(({ name }) => name)).toEqual(['大陆', '台湾'])
  })

  it('[R118] are one of those that tell alike where none tells enough', () => {
    const candidates = [candidate('甲省'), candidate('乙省'), candidate('丙省')]
    const weighed = { sides: [], candidates, strait: false, signings: 0 }
    expect(sidesAfter(weighed, [-3, -1, -1]).map(({ name }) => name)).toEqual(['乙省'])
  })

  it('[R118] are told apart from others of their names', () => {
    const candidates = [candidate('鼓楼区', '320106'), candidate('鼓楼区', '350102'), candidate('安化县', '430923')]
    const weighed = { sides: [candidates[0], candidates[2]], candidates, strait: false, signings: 0 }
    expect(sidesAfter(weighed, [-0.5, -0.5, -0.5]).map(({ code }) => code)).toEqual(['320106', '430923'])
  })

  it('[R118] of a short one are told by rules alone', () => {
    const [{ regions }] = read('浙江省与四川省签署合作协议。', PUBLISHED).articles
    expect(regions.map(({ name, rules }) => [name, rules.at(-1)])).toEqual([
      ['浙江省', 'R85'],
      ['四川省', 'R85'],
    ])
  })

  it('asks of any number of places in one go', () => {
    const candidates = Array.from({ length: 200_000 }, (_, i) => candidate(`甲${i}`))
    const weighed = { sides: [], candidates, strait: false, signings: 0 }
    const clues = cluesOfSides(weighed, '甲省', [], false)
    expect(clues).toHaveLength(candidates.length)
    expect(
      sidesAfter(
        weighed,
        candidates.map(() => -1),
      ),
    ).toHaveLength(1)
  })
})
