/** Civil dates 日期: days of the calendar without clock or zone, `YYYY-MM-DD`. */

/** A day read from words. A part the words do not give is null: 4月28日 has no year, 28日 no month. */
export interface DateWords {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
  readonly end: number
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of a month, February of a leap year included. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0)
}

/** `YYYY-MM-DD`, or null if there is no such day. */
export function civilDate(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Year, month and day of `YYYY-MM-DD`; null for anything else. */
export function partsOfDate(date: string): { year: number; month: number; day: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return civilDate(year, month, day) === null ? null : { year, month, day }
}

/** The day before. */
export function dayBefore(date: string): string | null {
  const parts = partsOfDate(date)
  if (parts === null) return null
  const { year, month, day } = parts
  if (day > 1) return civilDate(year, month, day - 1)
  return month > 1 ? civilDate(year, month - 1, daysInMonth(year, month - 1)) : civilDate(year - 1, 12, 31)
}

/** The day after. */
export function dayAfter(date: string): string | null {
  const parts = partsOfDate(date)
  if (parts === null) return null
  const { year, month, day } = parts
  if (day < daysInMonth(year, month)) return civilDate(year, month, day + 1)
  return month < 12 ? civilDate(year, month + 1, 1) : civilDate(year + 1, 1, 1)
}

/** A part of a date: how many digits it has at most, its least and greatest number, and what may stand behind it. */
interface DatePart {
  readonly digits: number
  readonly least: number
  readonly most: number
  readonly units: string
}

const YEAR: DatePart = { digits: 4, least: 1900, most: 2099, units: '年' }
const MONTH: DatePart = { digits: 2, least: 1, most: 12, units: '月' }
const DAY: DatePart = { digits: 2, least: 1, most: 31, units: '日号' }
/** The first day of a range: 28 in 4月28-29日. */
const FIRST_DAY: DatePart = { ...DAY, units: '-—–~至到、' }
/** What the digits that a date begins with may have behind them. */
const BEHIND_FIRST = [YEAR, MONTH, DAY, FIRST_DAY].map(({ units }) => units).join('')
const TO_LAST_DAY = /^[-—–~至到、]{1,2}(?:3[01]|[12]\d|0?[1-9])[日号]/

/** How many digits of half width stand at a place, up to five. */
function digitsAt(text: string, at: number): number {
  let size = 0
  for (; size < 5; size++) {
    const unit = text.charCodeAt(at + size)
    if (!(unit >= 48 && unit <= 57)) break
  }
  return size
}

/** The number of a part that stands at a place with what may follow it, or null. */
function partAt(text: string, at: number, { digits, least, most, units }: DatePart): number | null {
  const size = digitsAt(text, at)
  if (size === 0 || size > digits || at + size === text.length || !units.includes(text.charAt(at + size))) return null
  const value = Number(text.slice(at, at + size))
  return value >= least && value <= most ? value : null
}

/**
 * Reads 2024年4月28日, 4月28日, 28日, 2018年5月 or 5月 at `at`, of 4月28-29日 the first day; null where no date begins.
 * Digits in half width.
 */
export function readDate(text: string, at: number): DateWords | null {
  if (!BEHIND_FIRST.includes(text.charAt(at + digitsAt(text, at)))) return null
  let end = at
  const year = partAt(text, end, YEAR)
  if (year !== null) end += digitsAt(text, end) + 1
  const month = partAt(text, end, MONTH)
  if (month !== null) end += digitsAt(text, end) + 1
  let day = partAt(text, end, DAY)
  if (day !== null) end += digitsAt(text, end) + 1
  else {
    day = partAt(text, end, FIRST_DAY)
    const behind = end + digitsAt(text, end)
    if (day !== null && TO_LAST_DAY.test(text.slice(behind, behind + 5))) end = behind
    else day = null
  }
  if (month === null && (day === null || year !== null)) return null
  return { year, month, day, end }
}

/**
 * The day that incomplete words mean in a text published on `published`: the latest such day not after it
 * (a report of 2 January that says 12月30日 means the year before). Null where the year is unknown.
 */
export function resolveDate(words: Omit<DateWords, 'end'>, published: string | null): string | null {
  const day = published === null ? null : partsOfDate(published)
  if (words.day === null) {
    const year = words.year ?? (day === null ? null : day.month >= (words.month ?? 1) ? day.year : day.year - 1)
    return year === null || words.month === null ? null : `${year}-${String(words.month).padStart(2, '0')}`
  }
  if (words.year !== null) return words.month === null ? null : civilDate(words.year, words.month, words.day)
  if (day === null || published === null) return null
  if (words.month !== null) {
    const same = civilDate(day.year, words.month, words.day)
    return same !== null && same <= published ? same : civilDate(day.year - 1, words.month, words.day)
  }
  const same = civilDate(day.year, day.month, words.day)
  if (same !== null && same <= published) return same
  return day.month > 1 ? civilDate(day.year, day.month - 1, words.day) : civilDate(day.year - 1, 12, words.day)
}

/** Hours by which the civil days of cooperations run ahead of UTC: China keeps one time, and no summer time. */
const HOURS_AHEAD = 8

/** The civil day of an instant (ISO 8601, UTC), some days later, where cooperations keep their days. */
export function civilDayOf(instant: string, later = 0): string {
  return thereAt(instant, later).slice(0, 10)
}

/** The civil day and the time of day of an instant, where cooperations keep their days: `2026-11-20 09:12`. */
export function civilTimeOf(instant: string): string {
  return thereAt(instant).slice(0, 16).replace('T', ' ')
}

function thereAt(instant: string, later = 0): string {
  const there = Date.parse(instant) + HOURS_AHEAD * 3_600_000 + later * 86_400_000
  return new Date(there).toISOString()
}
