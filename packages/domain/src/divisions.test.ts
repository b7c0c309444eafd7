import { describe, expect, it } from 'vitest'

import { PROVINCE_ABBREVIATIONS } from './abbreviations.ts'
import { DIVISIONS, divisionLevel, divisionOfCode, parentCode, shortName } from './divisions.ts'

describe('divisions', () => {
  it('knows provinces, prefectures, counties and the three apart', () => {
    const names = ['220000', '510100', '320583', '710000', '810000', '820000'].map((code) => divisionOfCode(code)?.name)
    expect(names).toEqual(['吉林省', '成都市', '昆山市', '台湾省', '香港特别行政区', '澳门特别行政区'])
  })

  it('keeps names that are no more under their last code', () => {
    const gone = DIVISIONS.find((division) => division.name === '崇文区')
    expect(gone).toEqual({ code: '110103', name: '崇文区', abolished: true })
  })

  it('knows what lies in what', () => {
    expect([parentCode('320583'), parentCode('110101'), parentCode('510100'), parentCode('510000')]).toEqual([
      '320500',
      '110000',
      '510000',
      null,
    ])
    expect(['510000', '510100', '320583'].map(divisionLevel)).toEqual(['province', 'prefecture', 'county'])
  })

  it.each([
    ['四川省', '四川'],
    ['内蒙古自治区', '内蒙古'],
    ['新疆维吾尔自治区', '新疆'],
    ['延边朝鲜族自治州', '延边'],
    ['赵县', '赵县'],
  ])('the press calls %s %s', (name, short) => {
    expect(shortName(name)).toBe(short)
  })

  it('gives every abbreviation a province', () => {
    for (const code of Object.values(PROVINCE_ABBREVIATIONS)) expect(divisionOfCode(code)).toBeDefined()
    expect(new Set(Object.values(PROVINCE_ABBREVIATIONS)).size).toBe(34)
  })
})
