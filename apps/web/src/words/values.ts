/** Days, lines, lists and amounts as sentences have them. */
import type { Language, Say } from './words.tsx'

/** A civil day or month (`2026-11-20`, `2026-11`) as a sentence has it: 2026年11月20日, 20 November 2026. */
export function day(language: Language, civil: string): string {
  const [year, month, date] = civil.split('-').map(Number)
  if (year === undefined || month === undefined || Number.isNaN(year + month)) return civil
  const form: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' }
  const whole: Intl.DateTimeFormatOptions = date === undefined ? form : { ...form, day: 'numeric' }
  return new Intl.DateTimeFormat(tag(language), whole).format(Date.UTC(year, month - 1, date ?? 1))
}

/** A first and last day; one day where they are the same. */
export function days(language: Language, range: { readonly start: string; readonly end: string }): string {
  return range.start === range.end
    ? day(language, range.start)
    : `${day(language, range.start)} – ${day(language, range.end)}`
}

/** An instant as a table has it, in this reader's own zone: 2026-11-20 09:12. */
export function moment(instant: string): string {
  const at = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  return (
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ` +
    `${two(at.getHours())}:${two(at.getMinutes())}`
  )
}

/** 17–20 行, or 17 行. */
export function lines(say: Say, range: readonly [number, number] | null): string {
  if (range === null) return ''
  const [from, to] = range
  return from === to ? say('lines.one', { line: from }) : say('lines.range', { from, to })
}

/** 第 17–20 行, as a sentence has it. */
export function linesFull(say: Say, range: readonly [number, number] | null): string {
  if (range === null) return ''
  const [from, to] = range
  return from === to ? say('lines.full.one', { line: from }) : say('lines.full.range', { from, to })
}

/** A number with its separators: 300,000. */
export function amount(language: Language, value: number): string {
  return new Intl.NumberFormat(tag(language)).format(value)
}

function tag(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}
