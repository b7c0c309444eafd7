import { expect, test } from 'vitest'
import { dayTyped, lastDayTyped } from './days-typed.ts'

test.each([
  ['2026-04-28', '2026-04-28'],
  ['2026.4.28', '2026-04-28'],
  ['20260428', '2026-04-28'],
  ['２０２６年４月２８日', '2026-04-28'],
  ['2026-04', '2026-04'],
  ['2026年4月', '2026-04'],
  [' ', null],
  ['2026-02-30', undefined],
  ['4月28日', undefined],
  ['明天', undefined],
])('%s is the day %s', (text, day) => expect(dayTyped(text)).toBe(day))

test.each([
  ['5年', '2026-04-28', '2031-04-27'],
  ['1 年', '2026-01-01', '2026-12-31'],
  ['1年', '2028-02-29', '2029-02-28'],
  ['2030-12-31', null, '2030-12-31'],
  ['5年', null, undefined],
  ['', '2026-04-28', null],
])('%s from %s ends with %s', (text, from, day) => expect(lastDayTyped(text, from)).toBe(day))
