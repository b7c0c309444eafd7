/**
 * Administrative divisions 行政区划: provinces, prefectures and counties by the names and codes of GB/T 2260.
 * Foreign places, and provinces that exist only in a story, are not here: who reads them keeps the name as written.
 */
import { ABOLISHED_DIVISIONS, CURRENT_DIVISIONS } from './divisions.data.ts'

/** A division. `code` is six digits, of the newest edition that has the name. */
export interface Division {
  readonly code: string
  readonly name: string
  /** Is it gone from the newest edition? */
  readonly abolished: boolean
}

/** How high a division stands. */
/** How large a division is. */
export type DivisionLevel = 'province' | 'prefecture' | 'county'

function parsed(words: string, abolished: boolean): Division[] {
  return words
    .trim()
    .split(/\s+/)
    .map((word) => ({ code: word.slice(0, 6), name: word.slice(6), abolished }))
}

/** All divisions, those of the newest edition first, by code. */
export const DIVISIONS: readonly Division[] = [
  ...parsed(CURRENT_DIVISIONS, false),
  ...parsed(ABOLISHED_DIVISIONS, true),
]

const byCode = new Map([...DIVISIONS].reverse().map((division) => [division.code, division]))

/** The division that bears the code, the newest name if there were several. */
export function divisionOfCode(code: string): Division | undefined {
  return byCode.get(code)
}

/** Province, prefecture or county, as the code tells. */
export function divisionLevel(code: string): DivisionLevel {
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'prefecture' : 'county'
}

/** The code of the division one level up that has a name of its own; null for a province. */
export function parentCode(code: string): string | null {
  if (code.endsWith('0000')) return null
  const prefecture = `${code.slice(0, 4)}00`
  if (!code.endsWith('00') && byCode.has(prefecture)) return prefecture
  return `${code.slice(0, 2)}0000`
}

const PEOPLES =
  '蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 ' +
  '傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 ' +
  '锡伯族 普米族 塔吉克 怒族 鄂温克族 德昂族 保安族 裕固族 独龙族 鄂伦春 各族 回族自治 '
const AUTONOMOUS = new RegExp(`(?:${PEOPLES.trim().split(/\s+/).join('|')})+(?:自治区|自治州|自治县|自治旗)$`)
const SUFFIX = /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|矿区|省|市|州|盟|县|区|旗)$/

/**
 * The name without its generic ending, as the press uses it: 四川省 is 四川, 延边朝鲜族自治州 is 延边.
 * Names that would keep fewer than two characters stay whole (赵县).
 */
export function shortName(name: string): string {
  const bare = name.replace(AUTONOMOUS, '')
  if (bare !== name && bare.length >= 2) return bare
  const short = name.replace(SUFFIX, '')
  return short.length >= 2 ? short : name
}
