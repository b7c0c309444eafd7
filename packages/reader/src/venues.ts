/** Venues: where an occasion takes place, or a visit goes to. */
import { CITY_ABBREVIATIONS, divisionLevel } from '@handclasp/domain'

import type { Place } from './places.ts'
import { pattern } from './patterns.ts'
import { firstFrom, inRange } from './ranges.ts'

type Range = readonly [number, number]

/** What makes a place that of a post (在某省委书记陪同下). */
const OFFICE = /^(?:[省市州县区]?(?:委|人大|政协)|[省市州县区]长)/

/** What is called after a place wherever it stands: 福建医科大学; not what somebody does there (在南京举行医院论坛). */
const OF_HOUSE = pattern(
  '',
  '^(?:[^，。；、在市省县区与举开签会]|开放|社会){0,6}',
  '(?:大学(?![生城])|学院(?!路)|医院|剧院)',
)

/** Is a house called after a place, or after the last that lies in it; not after another one behind (长春吉林大学)? */
function namesHouse(text: string, places: readonly Place[], index: number): boolean {
  const { end } = places[index]
  const house = OF_HOUSE.exec(text.slice(end, end + 10))
  if (house === null) return false
  const next = places[lastWithin(places, index) + 1]
  return next === undefined || next.start >= end + house[0].length
}

/** Has a building or a road the short name of a county (成都市锦江宾馆)? It may stand in another one. */
function isCalledAfter(text: string, { start, end, name, code, within }: Place): boolean {
  const small = within !== null && code !== null && divisionLevel(code) === 'county' && end - start < name.length
  return small && BUILDING.test(text.slice(end, end + 4))
}

/** What is called after a county. */
const BUILDING = /^(?:国?宾馆|大?酒店|大?饭店|大[厦道街]|会堂|广场|公园|[东西南北中]?[路街])/

/** The last of the places that lie one in another, as they are written: 江苏省, 苏州市 and 昆山市 in 江苏省苏州市昆山市. */
function lastWithin(places: readonly Place[], first: number): number {
  let last = first
  while (places[last + 1]?.within === last) last++
  return last
}

/** The place behind 在, 到 or the like between two offsets: province and city as written, or one character (在京). */
export function placeIn(
  text: string,
  places: readonly Place[],
  start: number,
  end: number,
  before: RegExp,
): Range | null {
  const visited = before === TOWARDS ? VISITED.exec(text.slice(start, end)) : null
  if (visited !== null) return [start + visited.index + 1, start + visited.index + 2]
  const single = HELD_AT_SIGN.exec(text.slice(start, end))
  if (single !== null) return [start + single.index + 1, start + single.index + 2]
  const unknown = VENUE.exec(text.slice(start, end))
  if (
    before === AT &&
    unknown !== null &&
    places[firstFrom(places, start + unknown.index + 1)]?.start !== start + unknown.index + 1
  ) {
    return [start + unknown.index + 1, start + unknown.index + 1 + unknown[1].length]
  }
  for (let i = firstFrom(places, start); i < places.length && places[i].start < end; i++) {
    const place = places[i]
    if (
      place.end > end ||
      place.within !== null ||
      place.abbreviated ||
      OFFICE.test(text.slice(place.end, place.end + 3)) ||
      (before === AT && namesHouse(text, places, i))
    )
      continue
    const from = text.endsWith('中国', place.start) ? place.start - 2 : place.start
    const lead = text.slice(Math.max(start, from - 20), from)
    const led = LEADS_IN.test(lead)
    if (!led && !before.test(lead.slice(-2))) continue
    if (before === AT && !led && !TAKES_PLACE.test(text.slice(place.end, place.end + 46))) continue
    let [first, last] = [from, lastWithin(places, i)]
    const next = places[last + 1]
    if (before === AT && next !== undefined && next.end <= end) {
      const between = text.slice(places[last].end, next.start)
      if (between === '、') return null
      if (APPOSITION.test(between)) [first, last] = [next.start, lastWithin(places, last + 1)]
    }
    return [first, places[isCalledAfter(text, places[last]) ? last - 1 : last].end]
  }
  return null
}

/** What stands before a place whatever is behind it: 在某某大厦(某市), 推介会走进某市. */
const LEADS_IN = /[在于][^，。]{2,16}[(]$|[会动节展季周”]走进$/

/** The one characters that stand for a province or a city. */
const PLACE_SIGNS = `[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳${Object.keys(CITY_ABBREVIATIONS).join('')}]`
/** A province or city by its one character, to which somebody goes: 来川学习考察, 来穗考察. */
const VISITED = pattern('', `[来赴到访在抵莅]${PLACE_SIGNS}`, '(?=学习|考察|访问|参观|开展|调研|对接)')
/** One in which something is held: 在京举行, 在甬签署. */
const HELD_AT_SIGN = pattern(
  '',
  `在${PLACE_SIGNS}`,
  '(?=(?:正式|共同|联合|隆重)?(?:举行|召开|举办|开幕|启动|签|会面|会见|会谈|出席|参加))',
)

/** What stands behind the place of an occasion, or behind it and the occasion (在合肥，某某大会举行). */
const TAKES_PLACE =
  /^[^，。；]{0,24}(?:举|召|开|启|揭|挂|签|会|拉|闭|落|座|上演|收官|成立|展出|始发|登场|亮相|发布)|^[^，。；]{0,10}，[^，。；]{2,24}(?:举行|召开|举办|开幕|启动)/

/** What a place is called by before its name (云南省著名侨乡腾冲市, 泰国首都曼谷), or whose house stands there (某国驻上海总领事馆). */
const APPOSITION = /^[^，。；、“”]{0,6}(?:首都|首府|省会|[名古][城镇都]|[侨故之]乡|老区|城市|门户)$|^驻$/

/** A place only its use tells: 在某某举行. */
const VENUE = pattern(
  '',
  '(?<!正)在((?![此这当线网校本我全同随会两三驻])(?![^，。]{0,3}(?:合作|方面|领域|期间|现场|交流|贸易))',
  '[^，。；：、“”\\s\\d日学端司会馆厅校院楼店园台上中期内间处里场下式仪镇村街]{2,4}?)',
  '(?=(?:隆重|成功|正式|同步|联合|共同|圆满)?',
  '(?:举行|召开|举办|上演|开幕|闭幕|落幕|落下帷幕|签署|签订|续签|签约|会见|揭牌|启动|启幕|拉开[帷序大]幕|收官)|',
  '[同与和](?=[^，。；]{2,30}(?:会谈|会见|会面|会晤)))',
)
/** What stands before the place where something is held. */
export const AT = /(?<!正)[在于]$|抵$/
/** What stands before the place that somebody goes to, or is at. */
export const TOWARDS = /[在到赴来抵莅于往]$|莅临$|访问?$|考察$|[访问察]了$|走进$|[抵到]达$/

/** A place inside the words of a visit's goal, the smallest kind first. */
export function placeWithin(places: readonly Place[], [start, end]: Range): Range | null {
  const inside = inRange(places, start, end).filter((place) => !place.abbreviated)
  const place =
    inside.find((each) => (each.code === null ? !each.name.endsWith('省') : !each.code.endsWith('0000'))) ?? inside[0]
  return place === undefined ? null : [place.start, place.end]
}
