/** Days as people type them, and terms of years. Pure. */
import { civilDate, dayBefore, partsOfDate, readDate } from '@handclasp/domain'

/**
 * The civil day or month that was typed: 2026-04-28, 2026.4.28, 20260428, 2026年4月28日, 2026-04. Null for nothing,
 * undefined for what is no day.
 */
export function dayTyped(text: string): string | null | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (plain === '') return null
  const words = readDate(plain, 0)
  if (words && words.end === plain.length && words.year !== null) return civil(words.year, words.month, words.day)
  const [, year, month, day] = /^(\d{4})[-./]?(\d{1,2})(?:[-./]?(\d{1,2}))?$/.exec(plain) ?? []
  if (year === undefined || month === undefined) return undefined
  return civil(Number(year), Number(month), day === undefined ? null : Number(day))
}

function civil(year: number, month: number | null, day: number | null): string | undefined {
  if (month === null) return undefined
  const whole = civilDate(year, month, day ?? 1)
  return whole === null ? undefined : day === null ? whole.slice(0, 7) : whole
}

/** The last day of what was typed: a day, or some years 5年 counted from a day. As `dayTyped`. */
export function lastDayTyped(text: string, from: string | null): string | null | undefined {
  const years = /^(\d{1,2})(?:年|y|years?)$/i.exec(text.normalize('NFKC').replace(/\s/g, ''))?.[1]
  if (years === undefined) return dayTyped(text)
  const first = from === null ? null : partsOfDate(from)
  if (!first) return undefined
  const { year, month, day } = first
  // Years from 29 February end on the day before 1 March.
  const anniversary = civilDate(year + Number(years), month, day) ?? civilDate(year + Number(years), 3, 1)
  return anniversary === null ? undefined : (dayBefore(anniversary) ?? undefined)
}
