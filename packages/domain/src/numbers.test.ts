import { describe, expect, it } from 'vitest'

import { readNumber, readQuantity } from './numbers.ts'

describe('numbers', () => {
  it.each([
    ['7个', 7],
    ['12.5', 12.5],
    ['1,200家', 1200],
    ['１２', 12],
    ['1.2亿元', 120_000_000],
    ['3万亿', 3e12],
    ['七', 7],
    ['十', 10],
    ['二十三', 23],
    ['三千五百', 3500],
    ['一亿二千万', 120_000_000],
    ['两百', 200],
    ['二〇二四', 2024],
  ])('reads %s', (text, value) => {
    expect(readNumber(text, 0)?.value).toBe(value)
  })

  it('reads none where none begins', () => {
    expect([readNumber('省', 0), readNumber('', 0), readNumber('万元', 0)]).toEqual([null, null, null])
  })

  it.each([
    ['100亿元', 10_000_000_000, '元'],
    ['30个项目', 30, '个'],
    ['80万人次', 800_000, '人次'],
    ['2亿美元', 200_000_000, '美元'],
  ])('reads the amount %s', (text, value, unit) => {
    expect(readQuantity(text, 0)).toMatchObject({ value, unit })
  })

  it('reads no amount without a unit', () => {
    expect(readQuantity('100', 0)).toBeNull()
  })
})
