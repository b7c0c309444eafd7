/** Days: those that a text names, and whose they are. */
import type { DateWords } from '@handclasp/domain'
import { civilDate, dayBefore, partsOfDate, readDate, readNumber, resolveDate } from '@handclasp/domain'

import { Characters, DIGITS } from './characters.ts'
import { matchesOf, pattern } from './patterns.ts'
import { inOrder } from './ranges.ts'

/** A day named in a text. */
export interface DayFound {
  readonly start: number
  readonly end: number
  readonly first: string
  readonly last: string
  readonly stated: boolean
}

/** What a number goes on behind. */
const GOES_ON = new Characters(DIGITS, '.')
const RANGE = /^(?:上午|下午|晚)?(?:[至到—–~-]+|、(?=\d{1,2}[日号]))/

/** The last day of a range, of the year and month of its first where it names none; null where it is before that. */
function closingDay(first: string, { year, month, day }: DateWords): string | null {
  const begun = partsOfDate(first)
  if (begun === null || day === null) return null
  const of = (late: number): string | null => civilDate((year ?? begun.year) + late, month ?? begun.month, day)
  const last = [of(0), year === null && month !== null ? of(1) : null].find((each) => each !== null && each >= first)
  return last ?? null
}

/** What is to be held on a day named before it. */
const IS_TO_BE =
  /^，?[^，。；]{0,36}将[在于](?!\d|[今明后]|下[个半周月]|近期)[^，。；]{1,20}(?:举行|举办|召开|开幕|启幕|启动)/

/** A day without its year by 将 (将于5月2日, 5月2日将) is to come: not of the year before. Rule: [R90]. */
function toCome(text: string, { at, end }: { at: number; end: number }, day: string, published: string | null): string {
  const coming =
    text.startsWith('将', end) ||
    /将(?:于|在|持续至|延续至)?$/.test(text.slice(Math.max(0, at - 4), at)) ||
    IS_TO_BE.test(text.slice(end, end + 64))
  if (published === null || !coming) return day
  const next = `${published.slice(0, 4)}${day.slice(4)}`
  return next > published ? next : day
}

const RELATIVE = /昨(?:[天日晚晨]|[(]\d{1,2}[)]日)|今[天日早晨晚]|(?<![目日此之以先当年午提])前[天日](?![津府水本])/g

/** The words of a day; a month of this year or the last (今年5月, 去年10月), or a part of one (5月中旬, 5月底), has its year. */
function dayOfYear(text: string, at: number, published: string | null): DateWords | null {
  const words = readDate(text, at)
  if (words === null || words.day !== null || words.year !== null || published === null) return words
  const year = Number(published.slice(0, 4))
  if (text.endsWith('今年', at)) return { ...words, year }
  if (text.endsWith('去年', at)) return { ...words, year: year - 1 }
  if (!/^(?:[上中下]旬|[底初末])/.test(text.slice(words.end, words.end + 2))) return words
  return { ...words, year: Number(resolveDate(words, published)?.slice(0, 4)) }
}

/** What days of the moon stand behind: such a day is none of the calendar. */
const MOON = '[农阴旧]历'
const OF_MOON = new RegExp(`${MOON}$`)
/** What makes a number in words another one than that of a month (星期三, 初三, 第三月). */
const NO_MONTH = `(?<![一二三四五六七八九十周第初]|星期|礼拜|为期|${MOON})`
const WRITTEN_DAY = pattern(
  'g',
  '(?:([一二][〇○零九][〇○零一二三四五六七八九]{2})年)?',
  `${NO_MONTH}([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]`,
)

/** A day of the month in words, or several, where a clause begins or behind who acts: 五日上午, 某市二十六日在. */
const BARE_DAY = pattern(
  'g',
  '(?<=^|[，。；：”）)\n]|[电讯] ?|[省市县区州盟旗国团社会部委厅局院校府司京津沪渝])([一二三四五六七八九十]{1,3})日',
  '(?:[至到]([一二三四五六七八九十]{1,3})日)?(?=[上下]午|[晚，在]|举行|召开|签|会[见谈]|抵)',
)

/** A day of the month told behind another day: of the next month where that is less, and not after the publication. */
function dayBehind(before: string, day: number, published: string | null): string | null {
  const of = partsOfDate(before)
  if (of === null) return null
  const { year, month } = of
  const next = day < of.day ? civilDate(year + Math.floor(month / 12), (month % 12) + 1, day) : null
  return next !== null && published !== null && next <= published ? next : civilDate(year, month, day)
}

/** Days whose numbers are written in words: 六月八日, 一九九〇年六月八日, 八日上午. Rule: [R90]. */
function writtenDays(text: string, published: string | null): DayFound[] {
  if (!/[一二三四五六七八九十]月[一二三四五六七八九十]/.test(text)) return []
  const days = matchesOf(text, WRITTEN_DAY).flatMap((match) => {
    const digits = (match[1] ?? '').replace(/[○零]/g, '〇').split('')
    const year =
      match[1] === undefined ? null : Number(digits.map((digit) => '〇一二三四五六七八九'.indexOf(digit)).join(''))
    const [month, day] = [readNumber(match[2], 0)?.value ?? 0, readNumber(match[3], 0)?.value ?? 0]
    const [start, end] = [match.index, match.index + match[0].length]
    const first = resolveDate({ year, month, day }, published)
    return first === null ? [] : [{ start, end, first, last: first, stated: year !== null }]
  })
  let before = 0
  const bare = matchesOf(text, BARE_DAY).flatMap((match) => {
    while (before < days.length && days[before].start < match.index) before++
    const dayOf = (words: string): string | null =>
      dayBehind(days[before - 1]?.first ?? '', readNumber(words, 0)?.value ?? 0, published)
    const first = dayOf(match[1])
    const last = match[2] === undefined ? first : dayOf(match[2])
    const [start, end] = [match.index, match.index + match[0].length]
    return first === null || last === null || last < first ? [] : [{ start, end, first, last, stated: false }]
  })
  return [...days, ...bare]
}

/** Days of a flow in order: 4月28日, 28日, 11月25日至26日, 昨天. Rules: [R90] the year of the publication, [R91] ranges. */
export function daysOf(text: string, published: string | null): DayFound[] {
  const days: DayFound[] = []
  let month: { year: number | null; month: number } | null = null
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57 || (GOES_ON.at(text, at - 1) && !text.endsWith('..', at))) continue
    const words = dayOfYear(text, at, published)
    if (words === null || (words.day === null && words.year === null)) continue
    if (OF_MOON.test(text.slice(Math.max(0, at - 2), at))) continue
    if (words.month === null && /\d月$/.test(text.slice(Math.max(0, at - 2), at))) continue
    const meant = words.month === null && month !== null ? resolveDate({ ...words, ...month }, published) : null
    const coming = /将(?:于|在)$/.test(text.slice(Math.max(0, at - 2), at))
    const late = meant !== null && published !== null && meant > published && !coming
    const near = meant === null || late ? words : { ...words, ...month }
    const past = resolveDate(near, published)
    if (past === null) {
      at = words.end - 1
      continue
    }
    const first = words.year === null ? toCome(text, { at, end: words.end }, past, published) : past
    let [end, last] = [words.end, first]
    const range = RANGE.exec(text.slice(end, end + 4))
    if (range !== null) {
      const until = readDate(text, end + range[0].length)
      const closing = until === null ? null : closingDay(first, until)
      if (until !== null && closing !== null) [end, last] = [until.end, closing]
    }
    days.push({ start: at, end, first, last, stated: words.year !== null })
    if (words.month !== null && words.day !== null) month = { year: Number(first.slice(0, 4)), month: words.month }
    at = end - 1
  }
  days.push(...writtenDays(text, published))
  RELATIVE.lastIndex = 0
  const sent = days.find((day) => /^专?[电讯]/.test(text.slice(day.end, day.end + 2)))
  const today = sent?.first ?? published
  for (let match = RELATIVE.exec(text); match !== null && today !== null; match = RELATIVE.exec(text)) {
    const before = match[0].startsWith('今') ? today : dayBefore(today)
    const day = before !== null && match[0].startsWith('前') ? dayBefore(before) : before
    if (day !== null)
      days.push({ start: match.index, end: match.index + match[0].length, first: day, last: day, stated: false })
  }
  return inOrder(days)
}

/** Is it the day on which the reporter heard of it (记者13日从…获悉), not the day of the occasion? */
export function isReporters(text: string, { start, end }: DayFound): boolean {
  const after = text.slice(end, end + 48)
  if (/^(?:对外)?(?:公布|发布消息|通报|消息|宣布)/.test(after)) return true
  const heard = text.endsWith('记者', start)
    ? /^[从自][^，。]{2,40}(?:获悉|了解到)/
    : /^，[^，。]{0,8}记者从[^，。]{2,40}(?:获悉|了解到)，(?:日前|近日)|^记者[从自][^，。]{2,40}(?:获悉|了解到)/
  return heard.test(after)
}

/** Did the reporter hear of it at an occasion (记者29日从某某发布会上获悉), or is it the day a signing was told of (宣布签署)? */
export function isHeardAt(text: string, { end }: DayFound): boolean {
  return /^从[^，。]{2,56}[上会]获悉|^宣布[^，。]{0,30}签[署订]/.test(text.slice(end, end + 64))
}
