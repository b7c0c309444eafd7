/**
 * Places 地名 in a flow: divisions of the standard by full and short name, places outside it, regions the standard does
 * not know told by their form (某省委, 某省党政代表团), and abbreviations in pairs (川吉, or of an unknown region by the
 * document itself).
 */
import {
  CITY_ABBREVIATIONS,
  DIVISIONS,
  PROVINCE_ABBREVIATIONS,
  divisionLevel,
  divisionOfCode,
  parentCode,
} from '@handclasp/domain'

import { Characters, SPACES } from './characters.ts'
import { COUNTRIES, FOREIGN_STATES, PARTS_OF_WORLD, TAIWAN_PLACES, wordsOf } from './lexicon.ts'
import { ACT, AGREEMENT, EVENT, FOLLOW, PLACE, POST, wordEndsAt, wordStartsAt } from './marks.ts'
import type { Entry, Found } from './marks.ts'
import { bytes } from './memory.ts'
import { Sieve, WordSieve } from './sieve.ts'
import { isHan, isSound, isSurname } from './surnames.ts'
import { matchesOf, pattern } from './patterns.ts'

/** A place named in a flow. */
export interface Place {
  readonly start: number
  readonly end: number
  /** Official full name; as written where the standard does not know it. */
  readonly name: string
  readonly code: string | null
  /** The place right before it that it lies in (安徽省 of 安徽省马鞍山市), as an index of the list. */
  readonly within: number | null
  /** Is it one character of a pair (川吉)? */
  readonly abbreviated: boolean
}

const ISLAND: Readonly<Record<string, string>> = { '710000': '台湾' }

/** The official name of a division; 台湾 is named as the press names it. */
export function officialName(code: string): string {
  return ISLAND[code] ?? divisionOfCode(code)?.name ?? ''
}

function lies(code: string, within: string): boolean {
  const level = divisionLevel(within)
  const whole = within.slice(0, level === 'province' ? 2 : level === 'prefecture' ? 4 : 6)
  return code !== within && (code.startsWith(whole) || parentCode(code) === within)
}

/** Which of the divisions of that name is meant here; null where the context does not tell. */
function chooseCode(
  text: string,
  entry: Entry,
  before: Place | undefined,
  at: number,
  named: ProvincesNamed,
): string | null {
  if (before?.code != null && before.end === at) {
    const around = before.code
    const inside = entry.codes.find((code) => lies(code, around))
    if (inside !== undefined) return inside
  }
  if (entry.large !== null) return entry.full ? entry.large : formerOf(entry.codes, entry.large, named)
  const near = entry.codes.find((code) => named.has(entry.full ? code.slice(0, 2) : officialName(code)))
  if (near !== undefined && !entry.full && entry.codes.length > 1) {
    // Several counties may bear the full name that the text has: then their provinces tell.
    const own = entry.codes.filter((code) => officialName(code) === officialName(near))
    if (own.length > 1) return own.find((code) => named.has(code.slice(0, 2))) ?? null
  }
  if (near !== undefined || entry.codes.length !== 1) return near ?? null
  const [code] = entry.codes
  return entry.full || (GOING.at(text, at - 1) && named.has(code.slice(0, 2))) ? code : null
}

/** Where somebody goes is a place, be it by its short name. */
const GOING = new Characters('赴抵')

/** The prefecture that a short name means: the former one of that name (山南地区) where the text has it in full. */
function formerOf(codes: readonly string[], large: string, named: ProvincesNamed): string {
  if (divisionLevel(large) !== 'prefecture' || codes.length === 1 || named.has(officialName(large))) return large
  return codes.find((code) => divisionLevel(code) === 'prefecture' && named.has(officialName(code))) ?? large
}

/** What a text names: provinces by their two digits, any division by its full name. They tell counties apart. */
class ProvincesNamed {
  private readonly marks: Found
  private names: Set<string> | null = null

  constructor(marks: Found) {
    this.marks = marks
  }

  has(name: string): boolean {
    if (this.names === null) {
      this.names = new Set()
      for (const i of this.marks.all(PLACE)) {
        const { full, word, provinces } = this.marks.entry(i)
        if (full) this.names.add(word)
        if (BARE.has(word)) continue
        for (const province of provinces) this.names.add(province)
      }
    }
    return this.names.has(name)
  }
}

const SPLIT = new Characters('大同由安山海韩白东')

/** What makes a firm, an accord, another town, or the side of a mountain or river of a place's name. */
const NO_PLACE_BEHIND = new Map<string, RegExp>([
  ['阿里', /^(?:巴巴|云|健康)/],
  ['巴塞尔', /^(?:协议|公约)/],
  ['堪萨斯', /^城/],
  ['阿拉斯加', /^航空/],
  ...['山东', '山西', '山南'].map((word) => [word, /^[麓坡脚侧段]/] as const),
  ...['河北', '河南', '湖北', '湖南', '江西', '海南'].map((word) => [word, /^岸/] as const),
])

const SPLIT_WORD =
  /^(?:[扩巨重强最更广壮伟放]大|[共合一协相不]同|[主自]由|公安|天山|[沿滨临环近]海|[中日美朝]韩|金白|华东)/

/** Short names whose first character ends another word: 大同 in 扩大同…, 同江 in 共同江…; so 海城市 in 沿海城市, and 白银 in 真金白银. */
function isSplitWord(text: string, start: number, { full, word }: Entry): boolean {
  if (NO_PLACE_BEHIND.get(word)?.test(text.slice(start + word.length, start + word.length + 3)) === true) return true
  if (!SPLIT.at(text, start) || (full && !word.endsWith('城市'))) return false
  return SPLIT_WORD.test(text.slice(start - 1, start + 1))
}

/** What sounds may follow that open no foreign name of their own: 来福州, 抵达福州; 东, 南, 北 may open one. */
const NO_SOUND = new Characters('来达')
const SIDES_OF_WORLD = new Characters('东南北上下新')
/** Short names of one character and its unit. */
const BARE = new Set(['博州', '克州', '莫旗', '加州', '佛州', '昆州'])

/**
 * Is a short name the end of a foreign one that is written by its sound (南里奥格兰德州, 奥尔兰州)? One of a single
 * character and its unit is where any sound goes before it (诺福克州), unless its province is named. Rule: [R80].
 */
function isInsideSounds(
  text: string,
  start: number,
  { full, codes, word }: Entry,
  before: Place | undefined,
  named: ProvincesNamed,
): boolean {
  const isBare = BARE.has(word)
  if (full || (codes.length === 0 && !isBare) || before?.end === start || !isSound(text.charCodeAt(start))) return false
  let from = start
  while (from > 0 && start - from < 7 && isSound(text.charCodeAt(from - 1)) && !NO_SOUND.at(text, from - 1)) from--
  if (isBare) return from < start && !codes.some((code) => named.has(code.slice(0, 2)))
  if (start - from > 2) return true
  const edge = from === 0 || EDGE.at(text, from - 1) || SIDES_OF_WORLD.at(text, from - 1)
  return start - from === 2 && word.endsWith('州') && (edge || from === before?.end)
}

/** What makes a lake, a mountain or a wilderness of a name; 山海, 山区, 湖南 and the like are other words. */
const NATURE = /^(?:[湖山](?![海区水东西南北])|大?草原|湿地|沙[漠地]|(?:国家级)?自然保护区)/
const OPENS_NATURE = new Characters('湖山大草湿沙国自')

/** Is the short name of a city or county that of a lake, a mountain or a wilderness (某某湖)? */
function isNature(text: string, end: number, { full, codes, large }: Entry): boolean {
  if (full || codes.length === 0 || !OPENS_NATURE.at(text, end) || !NATURE.test(text.slice(end, end + 8))) return false
  return large === null || divisionLevel(large) !== 'province'
}

/** The full name of a foreign place that is named by its short one: of a town where the text has it (墨尔本市). */
function wholeName(text: string, word: string, told: Map<string, string>): string {
  const whole = FOREIGN_SHORT[word] ?? told.get(word)
  if (whole !== undefined) return whole
  const bare = isCountry(word) || UNIT_END.has(word.charCodeAt(word.length - 1))
  // A town called 城 needs no 市 (费城市长); a state may be called so (槟城州).
  const units = word.endsWith('城') ? FOREIGN_UNITS.slice(1) : FOREIGN_UNITS
  const unit = bare ? undefined : units.find((each) => text.includes(word + each))
  const name = word + (unit ?? STATES.get(word) ?? '')
  told.set(word, name)
  return name
}

const UNIT_END = new Characters('市县州省府湾陆')
const FOREIGN_UNITS = ['市', '州', '省', '府', '县']
/** What a foreign state or province is in full, by its short name. */
const STATES = new Map(
  Object.entries(FOREIGN_STATES).flatMap(([unit, words]) => wordsOf(words).map((word) => [word, unit] as const)),
)

/** Where a place as written ends: a foreign one with its unit (墨尔本市). */
function wholeEnd(text: string, start: number, end: number, name: string, code: string | null): number {
  if (code !== null) return end
  if (text.startsWith(name, start)) return start + name.length
  return name.endsWith('州') && text.charAt(end) === '州' ? end + 1 : end
}

/** The places of a text that the lexicon knows, in order. */
export function knownPlaces(text: string, marks: Found): Place[] {
  const places: Place[] = []
  const named = new ProvincesNamed(marks)
  /** The whole names of foreign places, each sought once, so that cost stays linear. */
  const wholes = new Map<string, string>()
  let before: Place | undefined
  for (const i of marks.all(PLACE)) {
    const [start, end] = [marks.starts[i], marks.ends[i]]
    if (before !== undefined && start < before.end) continue
    const entry = marks.entry(i)
    if ((entry.word === '大陆' && text.startsWith('架', end)) || isSplitWord(text, start, entry)) continue
    if (isInsideSounds(text, start, entry, before, named) || isNature(text, end, entry)) continue
    const code = chooseCode(text, entry, before, start, named)
    if (code === null && !entry.full && entry.codes.length > 0) continue
    const name = code === null ? wholeName(text, entry.word, wholes) : officialName(code)
    before = {
      start,
      end: wholeEnd(text, start, end, name, code),
      name,
      code,
      within: null,
      abbreviated: false,
    }
    places.push(before)
  }
  return places
}

const STRONG = pattern(
  '',
  '^(?:委|政府|人民政府|人大|政协|党政|代表团|领导|[省市县州区]?长(?!期)|·|[㐀-鿿]{2,10}[厅局院]|',
  '[与和同、—][㐀-鿿]{2,4}[市县州]|将|愿|在|举行|召开|签|方面|代表)',
)
const NO_STEM = new Characters(
  '全我两各该外本跨部邻多三四五六几某每此这那省市县区个些自口大为由与和及在到赴来率对向的了从等级友城副务任都超夜上股门集入夺节反宾家所' +
    '其办把推争落借据采计强沿展先协施促引导请誉实不邦郡府',
)
/** Words no region is called by: what is done, where it lies, other parties (民建省委), what countries are (阿拉伯). */
const NO_STEMS = new Set(
  wordsOf('建立 成立 设立 组建 完善 健全 交界 接壤 毗邻 周边 民建 民盟 民进 民革 致公 农工 台盟 学社 阿拉伯'),
)
const EDGE = new Characters(SPACES, '，。；：、！？“”（）()《》·-与和及在到赴来自率对向的了从由为是给往省市州—')

/** Regions the standard does not know: what a page says of them, for all its articles. */
export interface UnknownRegions {
  /** Their names as written (霁原省) by stem (霁原), the larger kind first (圣拉罗州, 圣拉罗市). */
  readonly names: StemNames
  readonly stems: WordSieve
  /** The first region for each of the two characters, as code units, that a name begins with. */
  readonly characters: ReadonlyMap<number, string>
  readonly known: ReadonlySet<string>
}

type StemNames = ReadonlyMap<string, readonly string[]>

/** Which region of that stem stands at a place: the one written in full, else the smallest. */
function regionAt(text: string, at: number, stem: string, names: StemNames): string {
  const own = names.get(stem) ?? []
  return own.find((name) => text.startsWith(name, at)) ?? own[own.length - 1] ?? stem
}

/** The code units of the two characters that a name begins with, those of the basic plane. */
function firstTwo(name: string): number[] {
  const units = [name.charCodeAt(0), name.charCodeAt(1)]
  return units.filter((unit) => unit < 0xd800 || unit > 0xdfff)
}

const NO_REGIONS = unknownOf(new Map())

function unknownOf(names: StemNames): UnknownRegions {
  const characters = new Map<number, string>()
  for (const [name] of names.values()) {
    for (const unit of firstTwo(name)) if (!characters.has(unit)) characters.set(unit, name)
  }
  return { names, stems: new WordSieve(new Set(names.keys())), characters, known: new Set([...names.values()].flat()) }
}

/**
 * Learns regions from a whole page. A stem must stand at the edge of other words; a city or county must also bear,
 * somewhere, what only a region bears (a committee, a government, a delegation), or stand behind its province.
 * Rule: [R81].
 */
export function learnRegions(text: string, units: Uint16Array, known: readonly Place[]): UnknownRegions {
  const covered = bytes(text.length + 1)
  for (const place of known) cover(covered, place.start, place.end)
  const endings = endingsOf(text, units, covered)
  const stems = new Map<string, string[]>()
  const learn = (stem: string, name: string): void => {
    const own = stems.get(stem)
    if (own === undefined) stems.set(stem, [name])
    else if (!own.includes(name) && own.length < 4 && isForeign(stem)) own.push(name)
  }
  for (const provinces of [true, false]) {
    for (const { at, ending } of endings) {
      if (covered[at] !== 0 || LARGE.has(ending) !== provinces) continue
      const found = stemBefore(text, at, ending, covered)
      if (found === null) continue
      for (const stem of [found, ...listedBefore(text, at - found.length, at + ending.length, covered)])
        learn(stem, stem + ending)
    }
    if (provinces) coverAll(text, stems, covered)
  }
  return stems.size === 0 ? NO_REGIONS : unknownOf(stems)
}

const OPENS_ENDING = new Characters('自大共省市州县邦郡府')
const LONG_ENDINGS = ['自治区', '自治州', '大区', '共和国'] as const
/** What only regions abroad are called, whose names are written by their sound: 府 of Thailand, 郡, 邦. */
const ENDINGS_ABROAD = new Set(['邦', '郡', '府', '共和国'])
/** What makes another word of a generic ending before it (市级, 省内); 市 does not where it opens 市委, 市长. */
const NO_ENDING = new Characters('市级直份内外会际城籍圈校院场')
const OF_CITY = new Characters('委政长')

/** The generic ending at a place where the first character of one stands, or null. */
function endingAt(text: string, at: number): string | null {
  const first = text.charAt(at)
  if (first !== '自' && first !== '大' && first !== '共') return first
  return LONG_ENDINGS.find((ending) => text.startsWith(ending, at)) ?? null
}

/** The generic endings outside the known places that end a name: those whose next character makes no other word. */
function endingsOf(text: string, units: Uint16Array, covered: Uint8Array): { at: number; ending: string }[] {
  const endings: { at: number; ending: string }[] = []
  for (let at = 0; at < text.length; at++) {
    if (!OPENS_ENDING.has(units[at])) continue
    const ending = endingAt(text, at)
    if (ending === null) continue
    const end = at + ending.length
    const goesOn = NO_ENDING.at(text, end) && !(text.charAt(end) === '市' && OF_CITY.at(text, end + 1))
    if (covered[at] === 0 && !goesOn) endings.push({ at, ending })
    at = end - 1
  }
  return endings
}

function cover(covered: Uint8Array, start: number, end: number): void {
  for (let i = start; i < end; i++) covered[i] = 1
}

/** May the character stand in the stem of a region? */
function mayStem(unit: number): boolean {
  return isHan(unit) && !NO_STEM.has(unit)
}

const ABBREVIATIONS = new Characters(...Object.keys(PROVINCE_ABBREVIATIONS))
const LARGE = new Set(['省', '自治区'])

/** Is the name of a region written by its sound (叶卡捷琳堡)? */
function isForeign(stem: string): boolean {
  return stem.length > 2 && Array.from(stem).every((character) => isSound(character.charCodeAt(0)))
}

/** Is it nothing but abbreviations of provinces (川吉)? */
function isAbbreviated(stem: string): boolean {
  for (let i = 0; i < stem.length; i++) if (!ABBREVIATIONS.at(stem, i)) return false
  return true
}

/** What no stem ends in: the number of regions (沿黄九省), a body of one (人民政府省长). */
const NO_STEM_END = new Characters('七八九十府院局厅委')
/** Endings that a post begins with: 市长, 县长. */
const HEADED = new Characters('市县')

/** The stem of a region whose generic ending stands at `at`, or null. */
function stemBefore(text: string, at: number, unit: string, covered: Uint8Array): string | null {
  // The second 州 of 卡诺州州长 is that of a post.
  if (text.charAt(at - 1) === unit) return null
  const foreign = foreignBefore(text, at, covered)
  if (foreign !== null) return NO_STEMS.has(foreign) ? null : foreign
  if (ENDINGS_ABROAD.has(unit)) return null
  if (at < 2 || !mayStem(text.charCodeAt(at - 1)) || NO_STEM_END.at(text, at - 1)) return null
  const heads = text.startsWith('长', at + 1) && HEADED.at(text, at)
  for (let size = 2; size <= 4 && at - size >= 0; size++) {
    if (!mayStem(text.charCodeAt(at - size))) return null
    const stem = text.slice(at - size, at)
    if (isAbbreviated(stem) || NO_STEMS.has(stem) || covered[at - size] !== 0) return null
    if (heads && isSurname(stem.charCodeAt(0))) return null
    const inside = at - size > 0 && covered[at - size - 1] !== 0
    const edge = at - size === 0 || inside || EDGE.at(text, at - size - 1)
    if (!edge) continue
    const behind = at + unit.length
    if (LARGE.has(unit) || inside || STRONG.test(text.slice(behind, behind + 12)))
      return endsWord(text, at) ? null : stem
  }
  return null
}

/** Does a word that no region's name ends in stand before a place (签署 in 签署省校协议)? */
function endsWord(text: string, at: number): boolean {
  return wordEndsAt(text, at, ACT | POST | FOLLOW | EVENT | AGREEMENT, 2)
}

/** No name by its sound is longer, as far as regions go. */
const LONGEST_SOUNDS = 12
const HYPHENS = new Characters('-—')
/** What may stand before a name by its sound: a side of the world, or which of two it is. */
const OF_TWO = new Characters('东南西北中上下新大小外')

/** The longest stem before a place that is written by its sound (北里奥-格兰德), at the edge of other words; or null. */
function foreignBefore(text: string, at: number, covered: Uint8Array): string | null {
  const sounds = (place: number): boolean => place >= 0 && covered[place] === 0 && isSound(text.charCodeAt(place))
  let start = at
  while (at - start < LONGEST_SOUNDS) {
    if (sounds(start - 1)) start--
    else if (start < at && HYPHENS.at(text, start - 1) && sounds(start - 2)) start -= 2
    else break
  }
  const opens = at - start > 1 && OF_TWO.at(text, start - 1) && covered[start - 1] === 0
  if (opens && (start === 1 || covered[start - 2] !== 0 || EDGE.at(text, start - 2))) start--
  const edge = start === 0 || covered[start - 1] !== 0 || EDGE.at(text, start - 1)
  return edge && at - start > 2 ? text.slice(start, at) : null
}

/**
 * The stems of a list that shares the generic ending of its last region: 与甲、乙、丙省. Such a list begins behind
 * another place or 与, and the ending does not open a post (某省省长). Rule: [R83].
 */
function listedBefore(text: string, at: number, unitEnd: number, covered: Uint8Array): string[] {
  const stems: string[] = []
  if (text.charAt(at - 1) !== '、' || /^[省市县州]?[长委]/.test(text.slice(unitEnd, unitEnd + 2))) return stems
  for (let end = at; stems.length < 12 && text.charAt(end - 1) === '、'; ) {
    const size = [2, 3, 4].find((each) => opensItem(text, end - 1 - each, end - 1, covered))
    if (size === undefined) return []
    const from = end - 1 - size
    stems.push(text.slice(from, end - 1))
    if (text.charAt(from - 1) !== '、') return stems
    end = from
  }
  return []
}

const JOINING = new Characters('、与和同及')

/** Is a range an item of a list of regions: plain characters behind 、, 与 or another place? */
function opensItem(text: string, start: number, end: number, covered: Uint8Array): boolean {
  if (start < 1 || !(covered[start - 1] !== 0 || JOINING.at(text, start - 1))) return false
  for (let i = start; i < end; i++) {
    if (covered[i] !== 0 || !mayStem(text.charCodeAt(i))) return false
  }
  return true
}

function coverAll(text: string, names: StemNames, covered: Uint8Array): void {
  if (names.size === 0) return
  const stems = new WordSieve(new Set(names.keys()))
  for (let at = stems.next(text, 0); at < text.length; at = stems.next(text, at + 1)) {
    const stem = stems.at(text, at)
    if (stem === null) continue
    const name = regionAt(text, at, stem, names)
    cover(covered, at, at + (text.startsWith(name, at) ? name.length : stem.length))
  }
}

/** Is it a family name, or one with what stands before it (应谢利夫省长的邀请)? */
function isFamily(stem: string, people: ReadonlySet<string>): boolean {
  for (let start = 0; start < stem.length; start++) if (people.has(stem.slice(start))) return true
  return false
}

function unknownPlaces(
  text: string,
  covered: Uint8Array,
  { names, stems }: UnknownRegions,
  people: ReadonlySet<string>,
): Place[] {
  const places: Place[] = []
  if (names.size === 0) return places
  for (let at = stems.next(text, 0); at < text.length; at = stems.next(text, at + 1)) {
    const stem = stems.at(text, at)
    if (stem === null || isFamily(stem, people) || covered[at] !== 0 || covered[at + stem.length - 1] !== 0) continue
    const name = regionAt(text, at, stem, names)
    const end = text.startsWith(name, at) ? at + name.length : at + stem.length
    cover(covered, at, end)
    places.push({ start: at, end, name, code: null, within: null, abbreviated: false })
    at = end - 1
  }
  return places
}

const PAIRED =
  /^(?:[两三四双]|合作|交流|协作|经贸|经济|携手|互|联|友|融|文旅|政|企|一家|各地|投资|商|青年|产业|生|优势|人文|跨|大|情|地区|毗邻|区域|绿色|扶贫|东西部|共|在|间|对接|签|山海|新|高质量)/
/** Abbreviations that are far more often part of another word. */
export const UNSURE = new Set(['新', '申', '云', '贵'])
const NOT_REGIONS = /^(?:大湾区|台侨|台同胞|台居民|台办|澳台|高铁|高速|铁路|动车|线|班工坊|班奖)/

type ByUnit = ReadonlyMap<number, { name: string; code: string }>

/** Characters too common in names of prefectures (州, 阳) to stand for a region alone. */
const COMMON = new Characters(...commonUnits())

function commonUnits(): string[] {
  const names = new Map<number, number>()
  for (const { code, name } of DIVISIONS) {
    if (divisionLevel(code) !== 'prefecture') continue
    for (const unit of firstTwo(name)) names.set(unit, (names.get(unit) ?? 0) + 1)
  }
  return [...names].filter(([, count]) => count > 5).map(([unit]) => String.fromCharCode(unit))
}

/** Divisions by the code unit of their abbreviation. */
function byUnit(abbreviations: readonly (readonly [string, string])[]): ByUnit {
  return new Map(abbreviations.map(([mark, code]) => [mark.charCodeAt(0), { name: officialName(code), code }]))
}

const PROVINCES = byUnit(Object.entries(PROVINCE_ABBREVIATIONS).filter(([mark]) => !UNSURE.has(mark)))
const CITIES = byUnit(Object.entries(CITY_ABBREVIATIONS))

const PROVINCE_SIEVE = new Sieve()
for (const unit of [...PROVINCES.keys(), ...CITIES.keys()]) PROVINCE_SIEVE.add(unit)

interface Named {
  readonly name: string
  readonly code: string | null
}

/** What one character may stand for in one flow: a province named there, else the first region it begins. */
class Abbreviations {
  private readonly provinces = new Set<string>()
  /** By code unit. */
  private readonly own = new Map<number, Named>()
  /** The codes of all places named. */
  private readonly cities = new Set<string>()
  private readonly unknown: UnknownRegions
  private readonly sieve: Sieve

  constructor(named: readonly Place[], unknown: UnknownRegions) {
    this.unknown = unknown
    const seen = new Set<string>()
    for (const { name, code } of named) {
      const key = code ?? name
      if (seen.has(key)) continue
      seen.add(key)
      this.provinces.add(code?.slice(0, 2) ?? name)
      if (code !== null) this.cities.add(code)
      if (code !== null && divisionLevel(code) === 'province') continue
      for (const unit of isCountry(name) ? firstTwo(name).slice(0, 1) : firstTwo(name)) {
        if (!COMMON.has(unit) && !this.own.has(unit)) this.own.set(unit, { name, code })
      }
    }
    this.sieve = PROVINCE_SIEVE.copy()
    for (const unit of this.own.keys()) this.sieve.add(unit)
    for (const unit of unknown.characters.keys()) this.sieve.add(unit)
  }

  /** Is the region named in full somewhere? */
  present({ name, code }: Named): boolean {
    if (code !== null && this.cities.has(code)) return true
    if (code !== null) return this.provinces.has(code.slice(0, 2))
    return this.provinces.has(name) || this.unknown.known.has(name)
  }

  /** May the character at a place stand for a region? */
  may(text: string, at: number): boolean {
    return this.sieve.passes(text.charCodeAt(at))
  }

  meant(text: string, at: number): Named | undefined {
    const unit = text.charCodeAt(at)
    const city = CITIES.get(unit)
    if (city !== undefined && this.cities.has(city.code)) return city
    const province = PROVINCES.get(unit)
    if (province !== undefined && this.present(province)) return province
    const unknown = this.unknown.characters.get(unit)
    return this.own.get(unit) ?? (unknown === undefined ? province : { name: unknown, code: null })
  }
}

/** The Greater Bay Area as a partner, as where somebody comes from, or in the name of an occasion. */
const BAY_AREA = pattern(
  'g',
  '(?<=[与和同]|来自)粤港澳大湾区|',
  '粤港澳大湾区(?=[^，。、“”]{0,12}(?:大会|论坛|博览会|峰会|活动|推介会|联盟|洽谈会))',
)

/** Both as partners, or as where somebody goes or comes from. */
const HONG_KONG_AND_MACAO = pattern(
  'g',
  '(?<=[与和同赴访]|来自)港澳(?![台办大高]|同胞|居民|人士|内地)|(?<![粤深珠穗沪苏浙闽琼桂川])港澳(?=[㐀-鿿]{0,6}(?:代表团|考察团|访问团|交流团))',
)

/** Provinces that are spoken of as one. */
export const DELTA = ['310000', '320000', '330000', '340000'] as const

/** Groups of provinces by what they are called. */
const GROUPS: readonly [RegExp, readonly string[]][] = [
  [/长三角(?:地区|区域)?“?三省一市/g, DELTA],
  [BAY_AREA, ['440000', '810000', '820000']],
  [HONG_KONG_AND_MACAO, ['810000', '820000']],
  [/(?<=[与和同])长三角(?!三省)/g, DELTA],
  [/东北三省一区/g, ['150000', '210000', '220000', '230000']],
  [/东北三省(?!一区)/g, ['210000', '220000', '230000']],
  [/云贵川/g, ['530000', '520000', '510000']],
]

/** Numbers of provinces that are the delta's in a text that tells of it: 沪苏浙皖, or without 皖. */
const OF_DELTA: readonly [RegExp, readonly string[]][] = [
  [/三省一市/g, DELTA],
  [/两省一市/g, DELTA.slice(0, 3)],
]

/** One of these stands in the name of every group. */
const GROUPED = ['三省', '两省一市', '长三角', '港澳', '云贵川']

/** How far behind the name of the delta a number of provinces is its. */
const NEAR_DELTA = 400

/** Does a place that is none of a group's end at an offset, so that its number counts others (鄂湘渝两省一市)? */
function countsOthers(text: string, at: number, codes: readonly string[], ends: ReadonlyMap<number, Place>): boolean {
  const before = text.charAt(at - 1) === '等' ? at - 1 : at
  const place = ends.get(before)
  const code = place === undefined ? PROVINCES.get(text.charCodeAt(before - 1))?.code : place.code
  return code !== undefined && !codes.some((each) => code?.startsWith(each.slice(0, 2)))
}

/** The provinces of groups named by their number (长三角三省一市), each by the words of the group. Rule: [R79]. */
function groupedPlaces(text: string, covered: Uint8Array, named: readonly Place[]): Place[] {
  const places: Place[] = []
  if (!GROUPED.some((words) => text.includes(words))) return places
  const add = (start: number, end: number, codes: readonly string[]): void => {
    cover(covered, start, end)
    for (const code of codes) {
      places.push({ start, end, name: officialName(code), code, within: null, abbreviated: true })
    }
  }
  for (const [group, codes] of GROUPS) {
    for (const { index, 0: words } of matchesOf(text, group)) add(index, index + words.length, codes)
  }
  const ends = new Map(named.map((place) => [place.end, place]))
  for (const [number, codes] of OF_DELTA) {
    const found = matchesOf(text, number).filter(({ index }) => covered[index] === 0)
    if (found.some(({ index }) => countsOthers(text, index, codes, ends))) continue
    for (const { index, 0: words } of found) {
      const before = text.slice(Math.max(0, index - NEAR_DELTA), index)
      if (before.includes('长三角')) add(index, index + words.length, codes)
    }
  }
  return places
}

/** Runs of two to five abbreviations, each of a region named elsewhere in the document. Rule: [R82]. */
function abbreviatedPlaces(text: string, covered: Uint8Array, short: Abbreviations): Place[] {
  const places: Place[] = []
  let next = short.may(text, 0)
  for (let at = 0; at + 1 < text.length; at++) {
    const may = next
    next = short.may(text, at + 1)
    if (!may || !next || covered[at] !== 0 || covered[at + 1] !== 0) continue
    const [first, second] = [short.meant(text, at), short.meant(text, at + 1)]
    if (first === undefined || second === undefined) continue
    const regions = [first, second]
    for (let i = at + 2; i < text.length && covered[i] === 0 && i - at < 6; i++) {
      const region = short.may(text, i) ? short.meant(text, i) : undefined
      if (region === undefined) break
      regions.push(region)
    }
    if (regions.length > 2 && /^青[年少春]/.test(text.slice(at + regions.length - 1, at + regions.length + 1)))
      regions.pop()
    const end = at + regions.length
    if (areSides(text, at, end, regions, short)) {
      let start = at
      for (const { name, code } of regions)
        places.push({ start, end: ++start, name, code, within: null, abbreviated: true })
    }
    at = end - 1
    next = short.may(text, end)
  }
  return places
}

/** What goes before a province or city called by its one character where somebody goes: 来湘考察, 赴粤招商, 来穗访问. */
const GONE = '来赴抵访莅'
/** 宁 is left out: in Jiangsu it is Nanjing. */
const GONE_TO = String.fromCharCode(...PROVINCES.keys(), ...CITIES.keys()).replaceAll('宁', '')
const CALLED = pattern(
  'g',
  `[${GONE}][${GONE_TO}]`,
  '(?=学习|考察|访问|参观|开展|调研|对接|招商|交流|投资|出席|参加|(?<![港澳])[，。])',
)

/** Does one character stand where somebody goes? */
export function isCalled(text: string, { start, end }: Place): boolean {
  return end - start === 1 && GONE.includes(text.charAt(start - 1)) && start > 0
}

/** The provinces and cities that are called by one character where somebody goes. Rule: [R82]. */
function calledPlaces(text: string, covered: Uint8Array): Place[] {
  const places: Place[] = []
  CALLED.lastIndex = 0
  for (let match = CALLED.exec(text); match !== null; match = CALLED.exec(text)) {
    const [start, end] = [match.index + 1, match.index + 2]
    const unit = text.charCodeAt(start)
    const called = PROVINCES.get(unit) ?? CITIES.get(unit)
    if (called === undefined || covered[start] !== 0) continue
    cover(covered, start, end)
    places.push({ start, end, ...called, within: null, abbreviated: true })
  }
  return places
}

const ONES = Object.keys(PROVINCE_ABBREVIATIONS).join('')
/** Each is sure of itself in such a list, even 云 and 贵. */
const LISTED_PROVINCES = byUnit(Object.entries(PROVINCE_ABBREVIATIONS))
/** Provinces by one character each, listed and counted or left open: 黑、京、沪等5省, 沪、苏、浙三地. */
const LISTED = pattern(
  'g',
  `(?<![、㐀-鿿]、)[${ONES}](?:[、和与][${ONES}])+(?=等(?:地|省|[\\d两三四五六七八九十]+个?[省地市])|`,
  '[\\d两三四五六七八九十]+个?[省地])',
)

/** The provinces of a list that names each by one character. Rule: [R82]. */
function listedPlaces(text: string, covered: Uint8Array): Place[] {
  const places: Place[] = []
  for (const { index, 0: list } of matchesOf(text, LISTED)) {
    for (let start = index; start < index + list.length; start += 2) {
      const province = LISTED_PROVINCES.get(text.charCodeAt(start))
      if (province === undefined || covered[start] !== 0) continue
      cover(covered, start, start + 1)
      places.push({ start, end: start + 1, ...province, within: null, abbreviated: true })
    }
  }
  return places
}

/** Abbreviations that are hardly ever part of another word. */
const SURE = new Characters('川渝沪皖赣鄂湘粤桂琼黔滇冀豫鲁闽浙陕')

/** Are the characters of a run regions: named elsewhere, or with a word behind that goes with sides? */
function areSides(text: string, start: number, end: number, regions: readonly Named[], short: Abbreviations): boolean {
  const size = end - start
  const run = text.slice(start, end)
  if (new Set(regions.map(({ name }) => name)).size < size || run === '港澳台' || run === '港澳') return false
  const after = text.slice(end, end + 3)
  if (NOT_REGIONS.test(after)) return false
  const known = regions.filter((region) => short.present(region)).length
  const follows = PAIRED.test(after) || wordStartsAt(text, end, EVENT | ACT)
  const sure = (region: Named, i: number): boolean => SURE.at(text, start + i) && !short.present(region)
  if (size > 2) return known > 0 || follows
  if (known > 0) return known === 2 || follows || regions.some(sure)
  return /^两[地省市]/.test(after) ? regions.every(isProvince) : follows && regions.every(sure)
}

function isProvince({ code }: Named): boolean {
  return code !== null && divisionLevel(code) === 'province'
}

/** Is the place of a larger kind than the one right behind it (a province before its city)? */
function holds(one: Place, other: Place): boolean {
  const rank = ({ name }: Place): number =>
    /(?:省|自治区|道)$/.test(name) ? 4 : /(?:州|大区)$/.test(name) ? 3 : /(?:市|盟|地区)$/.test(name) ? 2 : 1
  return rank(one) > rank(other)
}

const COUNTRY = new Set(wordsOf(COUNTRIES))

/** Is it the name of a foreign country? */
export function isCountry(name: string): boolean {
  return COUNTRY.has(name)
}

const PARTS = new Set(wordsOf(PARTS_OF_WORLD))

/** Is it a part of the world, with many countries? */
export function isPartOfWorld(name: string): boolean {
  return PARTS.has(name)
}

/** Short forms of foreign names. */
const FOREIGN_SHORT: Readonly<Record<string, string>> = {
  印尼: '印度尼西亚',
  沙特: '沙特阿拉伯',
  加州: '加利福尼亚州',
  佛州: '佛罗里达州',
  昆州: '昆士兰州',
  北威州: '北莱茵-威斯特法伦州',
  巴符州: '巴登-符腾堡州',
  石荷州: '石勒苏益格-荷尔斯泰因州',
  莱法州: '莱茵兰-普法尔茨州',
  '北莱茵—威斯特法伦': '北莱茵-威斯特法伦州',
  '巴登—符腾堡': '巴登-符腾堡州',
}

/** The counties and cities of Taiwan lie in it. */
const OF_TAIWAN = new Set(wordsOf(TAIWAN_PLACES))

/** Does a place lie in Taiwan? */
export function isOfTaiwan(name: string): boolean {
  return OF_TAIWAN.has(name)
}

/** The people whom a flow names: where, and the family names of those from abroad. */
export interface PeopleNamed {
  readonly mentions: readonly { readonly start: number; readonly end: number }[]
  readonly families: ReadonlySet<string>
}

const NOBODY: PeopleNamed = { mentions: [], families: new Set() }

/** All places of a flow, in order: those known, learned from the page, and abbreviated; none is a name of people. */
export function placesOf(
  text: string,
  known: readonly Place[],
  unknown: UnknownRegions,
  { mentions, families }: PeopleNamed = NOBODY,
): Place[] {
  const covered = bytes(text.length + 1)
  for (const place of known) cover(covered, place.start, place.end)
  const named = [...known, ...unknownPlaces(text, covered, unknown, families)]
  for (const mention of mentions) cover(covered, mention.start, mention.end)
  const all = [
    ...named,
    ...groupedPlaces(text, covered, named),
    ...calledPlaces(text, covered),
    ...listedPlaces(text, covered),
    ...abbreviatedPlaces(text, covered, new Abbreviations(named, unknown)),
  ]
  if (all.length > known.length) all.sort((a, b) => a.start - b.start)
  return all.map((place, i) => (liesIn(all[i - 1], place) ? { ...place, within: i - 1 } : place))
}

/** Does a place lie in the one right before it? */
function liesIn(before: Place | undefined, place: Place): boolean {
  if (before === undefined || before.end !== place.start || place.abbreviated || before.abbreviated) return false
  if (isCountry(before.name) && place.code === null) return true
  if (place.code !== null && before.code !== null) return lies(place.code, before.code)
  return holds(before, place)
}
