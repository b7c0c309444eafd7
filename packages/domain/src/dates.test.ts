import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { civilDate, civilDayOf, civilTimeOf, dayAfter, dayBefore, partsOfDate, readDate, resolveDate } from './dates.ts'

describe('civil dates', () => {
  it('are those of the time that cooperations keep, whatever this machine keeps', () => {
    expect(civilDayOf('2026-11-22T15:59:59.999Z')).toBe('2026-11-22')
    expect(civilDayOf('2026-11-22T16:00:00.000Z')).toBe('2026-11-23')
    expect(civilDayOf('2026-12-31T16:00:00.000Z', 1)).toBe('2027-01-02')
    expect(civilTimeOf('2026-11-22T18:05:59.000Z')).toBe('2026-11-23 02:05')
  })

  it.each([
    ['2024年4月28日举行', { year: 2024, month: 4, day: 28, end: 10 }],
    ['4月28日上午', { year: null, month: 4, day: 28, end: 5 }],
    ['28日', { year: null, month: null, day: 28, end: 3 }],
    ['2018年5月，', { year: 2018, month: 5, day: null, end: 7 }],
    ['9月前', { year: null, month: 9, day: null, end: 2 }],
    ['5月16-18日', { year: null, month: 5, day: 16, end: 4 }],
    ['16、17日', { year: null, month: null, day: 16, end: 2 }],
    ['16-18页', null],
    ['2024年', null],
    ['32', null],
  ])('reads %s', (text, words) => {
    expect(readDate(text, 0)).toEqual(words)
  })

  it.each([
    [{ year: null, month: 4, day: 28 }, '2024-04-29', '2024-04-28'],
    [{ year: null, month: 12, day: 30 }, '2024-01-02', '2023-12-30'],
    [{ year: null, month: null, day: 30 }, '2023-12-01', '2023-11-30'],
    [{ year: null, month: null, day: 31 }, '2024-01-02', '2023-12-31'],
    [{ year: 2010, month: 2, day: 29 }, '2024-01-02', null],
    [{ year: null, month: 5, day: null }, '2024-03-02', '2023-05'],
    [{ year: null, month: 4, day: 28 }, null, null],
  ])('%j published %s is %s', (words, published, day) => {
    expect(resolveDate(words, published)).toBe(day)
  })

  it('goes back one day over months, years and leap days', () => {
    expect([dayBefore('2024-03-01'), dayBefore('2023-03-01'), dayBefore('2024-01-01')]).toEqual([
      '2024-02-29',
      '2023-02-28',
      '2023-12-31',
    ])
  })

  it('knows the day after', () => {
    expect([dayAfter('2024-02-28'), dayAfter('2023-02-28'), dayAfter('2024-12-31'), dayAfter('2024-05')]).toEqual([
      '2024-02-29',
      '2023-03-01',
      '2025-01-01',
      null,
    ])
  })

  it('gives every day its own parts back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const date = civilDate(year, month, day)
          if (date !== null) expect(partsOfDate(date)).toEqual({ year, month, day })
        },
      ),
    )
  })
})
