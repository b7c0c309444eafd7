/** Numbers and quantities as Chinese texts write them: 7, 七, 二十三, 1.2亿, 100亿元, 三千余. */

/** A number read at a place of a text; `end` is the offset after it. */
export interface NumberRead {
  readonly value: number
  readonly end: number
}

/** An amount with the unit as written beside it: 100亿元 is 10000000000 元. */
export interface Quantity {
  readonly value: number
  readonly unit: string
  readonly start: number
  readonly end: number
}

const DIGITS = '零一二三四五六七八九'
/** By code unit, because to look a character up by itself makes a string of it first. */
const SCALES: ReadonlyMap<number, number> = byUnit({ 十: 10, 百: 100, 千: 1e3 })
const MYRIADS: ReadonlyMap<number, number> = byUnit({ 万: 1e4, 亿: 1e8, 兆: 1e12 })
const TEN = '十'.charCodeAt(0)

function byUnit(values: Readonly<Record<string, number>>): Map<number, number> {
  return new Map(Object.entries(values).map(([character, value]) => [character.charCodeAt(0), value]))
}

function digitOf(character: string): number {
  const code = character.charCodeAt(0)
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10
  if (character === '两') return 2
  if (character === '〇') return 0
  return character === '' ? -1 : DIGITS.indexOf(character)
}

function isArabic(character: string): boolean {
  const code = character.charCodeAt(0)
  return character.length === 1 && ((code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19))
}

/** Reads 12, 12.5 or 1,200 and a following 百/千/万/亿 (1.2万亿 is 1.2e12). */
function readArabic(text: string, at: number): NumberRead {
  let end = at
  let digits = ''
  while (end < text.length) {
    const character = text.charAt(end)
    if (isArabic(character)) digits += String(digitOf(character))
    else if ((character === '.' || character === '．') && isArabic(text.charAt(end + 1)) && !digits.includes('.'))
      digits += '.'
    else if (
      !(character === ',' || character === '，') ||
      !/^[0-9]{3}(?![0-9])/.test(text.slice(end + 1, end + 5)) ||
      digits.includes('.')
    )
      break
    end++
  }
  let value = Number(digits)
  for (;;) {
    const unit = text.charCodeAt(end)
    const scale = MYRIADS.get(unit) ?? (unit === TEN ? undefined : SCALES.get(unit))
    if (scale === undefined) break
    value *= scale
    end++
  }
  return { value: Math.round(value * 1e6) / 1e6, end }
}

/** Reads 二十三, 三千五百, 一亿二千万, 二〇二四. */
function readHan(text: string, at: number): NumberRead {
  let total = 0
  let section = 0
  let digit = 0
  let positional = ''
  let scaled = false
  let latest = 0
  let end = at
  for (; end < text.length; end++) {
    const character = text.charAt(end)
    const value = isArabic(character) ? -1 : digitOf(character)
    const scale = SCALES.get(text.charCodeAt(end))
    const myriad = MYRIADS.get(text.charCodeAt(end))
    if (value >= 0) {
      digit = value
      positional += String(value)
    } else if (scale !== undefined) {
      section += (digit === 0 && section === 0 ? 1 : digit) * scale
      digit = 0
      scaled = true
    } else if (myriad !== undefined && end > at) {
      const counted = section + digit
      total = myriad > latest ? (total + counted) * myriad : total + counted * myriad
      latest = myriad
      section = 0
      digit = 0
      scaled = true
    } else break
  }
  return { value: scaled ? total + section + digit : Number(positional), end }
}

/** Reads the number that begins at `at`, or null where none begins. 百分之 and ordinals are left to the caller. */
export function readNumber(text: string, at: number): NumberRead | null {
  const character = text.charAt(at)
  if (character === '') return null
  if (isArabic(character)) return readArabic(text, at)
  if (digitOf(character) < 0 && character !== '十') return null
  return readHan(text, at)
}

const UNITS =
  /^(?:多|余)?(?:万|亿)?(亿?美元|亿?欧元|亿?港元|元人民币|平方公里|公里|千米|公斤|立方米|千瓦时|千瓦|人民币|元|个|项|家|人次|人|名|吨|亩|公顷|件|对|批|场|条|处|所|年|%|％)/

/** Reads an amount with its unit at `at`: 100亿元, 30个, 1000人次; null where a number has no unit beside it. */
export function readQuantity(text: string, at: number): Quantity | null {
  const number = readNumber(text, at)
  if (number === null) return null
  const unit = UNITS.exec(text.slice(number.end, number.end + 8))
  if (unit?.[1] === undefined) return null
  return { value: number.value, unit: unit[1], start: at, end: number.end + unit[0].length }
}
