/** Days, lines, lists and amounts as sentences have them. */
import { civilTimeOf } from '@handclasp/domain'
import { rulesZhCN } from './rules.zh-CN.ts'
import type { Language, Say } from './words.tsx'

// To make a formatter takes a hundred times as long as to use it.
const dayFormatters = new Map<string, Intl.DateTimeFormat>()
const numberFormatters = new Map<Language, Intl.NumberFormat>()

/** A civil day or month (`2026-11-20`, `2026-11`) as a sentence has it: 2026年11月20日, 20 November 2026. */
export function day(language: Language, civil: string): string {
  const [year, month, date] = civil.split('-').map(Number)
  if (year === undefined || month === undefined || Number.isNaN(year + month)) return civil
  const form: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' }
  const whole: Intl.DateTimeFormatOptions = date === undefined ? form : { ...form, day: 'numeric' }
  const name = `${language} ${date === undefined ? 'month' : 'day'}`
  const formatter = dayFormatters.get(name) ?? new Intl.DateTimeFormat(tag(language), whole)
  dayFormatters.set(name, formatter)
  return formatter.format(Date.UTC(year, month - 1, date ?? 1))
}

/** A first and last day; one day where they are the same. */
export function days(language: Language, range: { readonly start: string; readonly end: string }): string {
  return range.start === range.end
    ? day(language, range.start)
    : `${day(language, range.start)} – ${day(language, range.end)}`
}

/**
 * An instant as a table has it, in the time of the cooperations, whatever this machine's is: 2026-11-20 09:12. Empty
 * where it is not written yet.
 */
export function moment(instant: string): string {
  return instant === '' ? '' : civilTimeOf(instant)
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
  const formatter = numberFormatters.get(language) ?? new Intl.NumberFormat(tag(language))
  numberFormatters.set(language, formatter)
  return formatter.format(value)
}

/** How large a file is: 3.2 MB. */
export function size(language: Language, bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB']
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const form: Intl.NumberFormatOptions = { maximumFractionDigits: step < 2 ? 0 : 1 }
  return `${new Intl.NumberFormat(tag(language), form).format(bytes / 2 ** (10 * step))} ${units[step]}`
}

/** What a rule of the reader says (`R90`); null for one without words, which a newer reader may give. */
export function ruleWords(say: Say, id: string): string | null {
  const key = `rule.${id}`
  return isRule(key) ? say(key) : null
}

function isRule(key: string): key is keyof typeof rulesZhCN {
  return Object.hasOwn(rulesZhCN, key)
}

function tag(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}
