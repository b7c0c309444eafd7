/** The regions that cooperate, out of all places named: what makes a place a party, and at which level. */
import { divisionLevel, readNumber } from '@handclasp/domain'

import type { Breaks } from './breaks.ts'
import { Characters } from './characters.ts'
import { NUMBER, isCovered, isKin, withoutKin } from './kin.ts'
import type { Runs } from './kin.ts'
import { DELTA as DELTA_PROVINCES, isCalled, isCountry, isOfTaiwan, isPartOfWorld, officialName } from './places.ts'
import type { Place } from './places.ts'
import { wordsOf } from './lexicon.ts'
import { numbers } from './memory.ts'
import { anyOf, behind, matchesOf, pattern } from './patterns.ts'
import { countWhile, firstFrom } from './ranges.ts'

/** A party with the place that states it first. */
export interface Party {
  readonly name: string
  readonly code: string | null
  readonly place: Place
  readonly weight: number
  /** What of it is told by more than the posts of those who come to something. */
  readonly said: number
}

/** What a text says of a place that may be a side: what it weighs by the rules, and how it is named. */
export interface Candidate extends Party {
  /** What mentions weigh that tell little. */
  readonly plain: number
  /** How often it is named, what lies in it included. */
  readonly times: number
  /** What its own mentions weigh in the mean. */
  readonly mean: number
}

/** The sides by the rules, and what else tells sides. */
export interface Weighed {
  readonly sides: readonly Party[]
  /** All places that were weighed. */
  readonly candidates: readonly Candidate[]
  /** Does the text tell of both sides of the strait? */
  readonly strait: boolean
  /** How many clauses speak of signing. */
  readonly signings: number
}

/** What the other phases know that tells parties: offsets of the flow. */
export interface PartyClues {
  /** Posts of the people who act, the acting one's weight. */
  readonly posts: readonly { start: number; end: number; weight: number }[]
  /** Names of events. */
  readonly events: readonly (readonly [number, number])[]
  /** Clauses that report a signing. */
  readonly signings: readonly (readonly [number, number])[]
  /** What names the report's own side. */
  readonly home: Place | null
}

/** A delegation of the region's own, whatever it is of (某省文联作家代表团). */
const DELEGATION = new RegExp(
  behind('(?:[省市州县区]?委、)?[^，。、在与和对到赴的]*', '代表团|考察团|访问团|参访团|采购团|交流团|经贸团|一行'),
)
/** Somebody of a place who goes to another to see it (某市政协赴某市考察). */
const GOES = new Characters('赴到')
const COMES_OR_GOES = new Characters('赴到来')
const VISITS = /^[^，。；、在的]{2,16}?[赴到](?!会|任|访)[^，。；]{2,16}(?:学习|考察|访问|调研|对接|慰问|演出)/
/** An envoy of a country who calls on somebody. */
const ENVOY = /^驻[^，。；]{1,8}(?:大使|领事|公使|参赞)[^，。；]{2,14}?(?:访问|到访|来访|拜访|拜会|造访)/
const HELD = new RegExp(behind('[^，。]{0,10}', '举行|召开|举办|开幕|启动|拉开|挂牌'))
const TWO =
  /^(?:两[省市地岸州县区]|双方|(?:[三四五六七八九]|十[一二三四五六七八九]?)个?(?:[省市地州县区]|城市|地市))(?!(?:的)?交界)/
const OPENS_TWO = new Characters('两双三四五六七八九十')
/** What stands behind a place that does something, with another or alone. */
const ACTS = new Characters('将愿正与同和')
const SIDES = pattern(
  '',
  '^(?:[(][^()]{1,16}[)])?(?:等地)?[^，。；]{0,6}(?:联盟|的?[两三四五六七八九]家|',
  '合作|协作|交流|座谈|签署|签订|共同|携手|(?:将|愿|有意)[^，。；]{0,20}(?:合作|协作|对接)|联合|联手|结|缔结|',
  '开通[^，。；]{0,10}(?:航线|直飞|班列)|',
  '(?:举[行办]|召开)[^，。；]{0,12}(?:会谈|会晤|座谈|会商|磋商|签约|联席会|视频会|对接|洽谈|推介))',
)
/** A list that is closed by how many they are, or by who came from each. */
const COUNTED = pattern(
  '',
  `^(?:[(][^()]{1,16}[)])?(?:[等共](?:\\d+|${NUMBER})[个家]?(?:地市|地方|城市|[省市县区州])|`,
  '(?:等地)?[^，。；]{0,6}(?:的\\d+|两[省市地岸州县区]|双方|三地)|',
  '(?:等[省市县区]+|等地)?(?!的)[^，。；、的]{0,8}(?:代表|负责人|领导|[^省市县区]长)(?:共同)?(?:出席|参加))',
)
/** What is done with others. A number of places alone does not tell that they do anything together. */
const JOINT = pattern(
  'g',
  '合作|协作|协同|协[议商定]|备忘录|签[约署订]|共(?:同(?!影响|作用|特[点征]|原因)|[建享商谋])|联[合动手盟席防展谊办运]|携手|对接|交流(?!发言)|洽谈|[座会]谈|会[晤见商签]|',
  '一道|手拉手|帮扶|援|对口|结[对为成]|缔结|互[认通派助补访]|跨[省市]|通办|一体化|友好|友城|两岸|推介|',
  '论坛|慰问|直飞|首航|航线开通|开通[^，。；]{0,10}航线',
)
const OFFICES = '厅|局|委|部门|办公室|台办|侨办|外办|文联|工商联|贸促会|侨联|科协|总工会|妇联|团委|法院|检察院'
/** An office of the region's own. */
const OFFICE = anyOf(
  behind('(?:省|市|县|区)?(?:人民)?', '政府'),
  `${behind('(?:省|市|县|区)?(?:人民)?[㐀-鿿]{2,9}', OFFICES)}(?![㐀-鿿]{0,4}长)`,
)
/**
 * An institution that bears a place's short name (四川大学) is no side of its own; one that the region keeps
 * (某省某医院) bears its full name.
 */
const NAMESAKE = anyOf(
  behind(
    '(?!人民政府)[^，。、与和的在共]{0,14}',
    '大学|[师医农工]大|学院|公司|集团|银行|机场|医院|(?:研究|设计|规划)院|中学|电视台|日报社?',
  ),
)
/** A firm by what it makes (上海电气, 青岛啤酒), where its name ends. */
const FIRM =
  /^[㐀-鿿]{0,4}(?:电气|重工|航空|汽车|钢铁|证券|药业|制药|乳业|实业|股份|控股|置业|啤酒|酒业|老窖|石化|地铁|建工|城投)(?=[、与和同等签]|$)/
const WITH = /(?:与|同|和|愿与|携手|支持|帮助|对接|援助|对口支援|帮扶|支援)$/
/** Cities that a report calls friends. */
const TWINS = new RegExp(behind('[^，。；]{0,18}', '友好城市|友城|姐妹城|友好关系'))
/** Aid that a place gives or gets. */
const AIDING = new RegExp(behind('(?:省|市|县)?[^，。；、]{0,6}', '援建|支援|帮扶|援助|援[藏疆青川蒙]'))
/** Whom aid is for: the words before a place. */
const AIDED = /(?:支援|援建|帮扶)$/
const AIDED_END = new Characters('援建扶')
const ALONG = new RegExp(
  behind('[^，。；]{0,8}', '一道|一起|携手|共同|合作|开展|深化|加强|共建|共享|联手|对接|座谈|会谈|会晤|会商'),
)

/** What the names of places that stand in full end in. */
const UNIT = new Characters('省市县区州盟旗')
/** What goes before sides named one after another: those aided, or their number and a bracket. */
const LED = /(?:帮扶|支援|援助|协作|合作)的$|[两二三四五六七八九][省地市县区]市?[(]$/
/** A visit to what follows. */
const VISITED = /(?:访问|出访|到访|回访)了?$/
const VENUE_BEFORE = new Characters('在于')
const HELD_BEFORE = new Characters('在于抵')
const GONE_BEFORE = new Characters('到赴来在抵对')
const REACHED = new Set(['抵达', '到达', '前往', '莅临', '走进'])
const REACHED_END = new Characters('达往临进')
/** What is done where somebody goes. */
const VISITING = /^(?![^，。]{0,12}会见)[^，。]{0,12}(?:考察|访问|调研|参观)/
/** What is done where somebody goes to, not where they are. */
const CALLING = /^[^，。]{0,12}(?:对接|洽谈|招商|拜访|交流|演出)/
const LED_THERE = /率[^，。；]{1,14}赴$/
const GOING_BEFORE = new Characters('到赴来抵')
/** A delegation's visit to what follows. */
const BY_DELEGATION = /(?:[表察问流]团|率[团队]|一行)[^，。；]{0,14}$/
/** The last characters of what goes before sides, of a visit, and of what joins a side to another. */
const LED_END = new Characters('的(')
/** What makes a place the guest of honour of an occasion. */
const GUEST_BEFORE = /主宾[国省市](?:为|是|分别是)?$/
const GUEST_BEHIND = /^[^，。；、]{0,4}(?:担任|作为|为|是|任)(?:本届)?主宾[国省市]/
/** What goes before a list of members. */
const MEMBERS = /成员(?:单位|城市)?(?:包括|有)$/
const VISITED_END = new Characters('问访了')
const WITH_END = new Characters('与同和手持助接扶援')

/** What goes before countries whose people come to something, from wherever (来自甲国、乙国等国的…). */
const FROM = /(?:来自|吸引|邀请)了?$/
const FROM_END = new Characters('自引请了')

const PARTING = new Characters('，。')

/** The words behind a place as far as they may tell something of it: not beyond ， or 。. */
function wordsBehind(text: string, at: number): string {
  let end = at
  while (end < text.length && end < at + 14 && !PARTING.at(text, end)) end++
  return text.slice(at, end)
}

/** Does the place only name an institution or a firm here, by the words behind it? */
function isNamesake(text: string, place: Place, after: string): boolean {
  return !isInFull(text, place) && (NAMESAKE.test(after) || FIRM.test(after))
}

/** Is the place written in full, with its unit? Short names may end like one (苏州). */
function isInFull(text: string, { start, end, name }: Place): boolean {
  if (!UNIT.at(text, end - 1)) return false
  return (name.startsWith('自治', name.length - 3) && !name.endsWith('区')) || text.slice(start, end) === name
}

/** Do words go on to where somebody goes, and not before their third character? */
function isGoing(words: string): boolean {
  let at = 0
  while (at < words.length && !COMES_OR_GOES.at(words, at)) at++
  return at >= 2 && GOES.at(words, at)
}

/** What one mention says of its place being a party. */
function weightOf(told: Told, places: readonly Place[], { runs, firsts }: Runs, i: number): number {
  const { text } = told
  const place = places[i]
  if (place.abbreviated) {
    const alone = places[i + 1]?.start !== place.end
    return alone && isCalled(text, place) ? 4 : abbreviationWeight(told, places, i)
  }
  if (place.code !== null && text.charAt(place.start - 1) === '驻') return 0.2
  const after = wordsBehind(text, place.end)
  const start = startOf(text, places[firsts[i]])
  if (after !== '') {
    if (HELD_BEFORE.at(text, start - 1) && HELD.test(after)) return 0
    if (after.startsWith('驻') && ENVOY.test(text.slice(place.end, place.end + 30))) return 5
    if (isNamesake(text, place, after)) return 0.2
    if (isGoing(after) && VISITS.test(text.slice(place.end, place.end + 40))) return 4
    if ((after.includes('团') || after.includes('一行')) && hasDelegation(text, places, i, after)) return 5
  }
  const last = runs[i]
  const listed = last > i || (i > 0 && runs[i - 1] === last)
  const before = text.slice(Math.max(0, start - 6), start)
  if (told.guests && isGuestOfHonour(text, before, places[last].end)) return 4
  if (LED_END.at(before, before.length - 1) && LED.test(before)) return 4
  if (
    (GONE_BEFORE.at(text, start - 1) || isReached(text, start)) &&
    isGoal(text, start, last === i ? after : wordsBehind(text, places[last].end))
  )
    return 4
  if (VISITED_END.at(before, before.length - 1) && VISITED.test(before))
    return !isCountry(place.name) && BY_DELEGATION.test(text.slice(Math.max(0, start - 30), start)) ? 4 : 2
  if (listed && isCountry(place.name) && FROM_END.at(before, before.length - 1) && FROM.test(before)) return 0.4
  if (listed) {
    if (MEMBERS.test(before)) return 4
    const { end } = places[last]
    const rest = text.slice(end, end + 28)
    if (SIDES.test(rest) || TWINS.test(rest) || aids(rest)) return 4
    if ((COUNTED.test(rest) || opensTwo(rest)) && isTogether(told, end) && !isCovered(text, start)) return 4
  }
  if (isPaired(told, places, i) && OFFICE.test(after)) return 3
  const said = after === '' ? null : weightBehind(told, place, after)
  if (said !== null) return said
  if (AIDED_END.at(text, place.start - 1) && AIDED.test(text.slice(place.start - 2, place.start))) return 3
  return listed ? 1 : 0.4
}

const OFFICE_JOINS = new Characters('与同和')
const OFFICES_JOINED = pattern('', `^[㐀-鿿]{0,9}(?:政府|${OFFICES})[与同和]$`)

/** Is its office joined with one of another place (某县法院与某县法院), to do something together? */
function isPaired(told: Told, places: readonly Place[], i: number): boolean {
  const joins = (k: number): boolean => {
    const [one, next] = [places[k], places[k + 1]] as const
    if (one === undefined || next === undefined || next.start - one.end > 16) return false
    return OFFICE_JOINS.at(told.text, next.start - 1) && OFFICES_JOINED.test(told.text.slice(one.end, next.start))
  }
  return (joins(i) || joins(i - 1)) && isTogether(told, places[i].end)
}

/** Where a place begins, with 中国 before it (在中国某市). */
function startOf(text: string, { start }: Place): number {
  return text.charAt(start - 1) === '国' && text.startsWith('中国', start - 2) ? start - 2 : start
}

/** Is it where somebody goes, by what they do there or by who leads whom there (率队赴某市，)? */
function isGoal(text: string, start: number, after: string): boolean {
  if (after === '' && text.charAt(start - 1) === '赴') return LED_THERE.test(text.slice(Math.max(0, start - 18), start))
  return VISITING.test(after) || ((GOING_BEFORE.at(text, start - 1) || isReached(text, start)) && CALLING.test(after))
}

/** Do two characters that tell of going stand before a place? */
function isReached(text: string, start: number): boolean {
  return REACHED_END.at(text, start - 1) && REACHED.has(text.slice(start - 2, start))
}

/** Does a place send the delegation behind it, not one that another place in between sends (在甲市会见乙省某某一行)? */
function hasDelegation(text: string, places: readonly Place[], i: number, after: string): boolean {
  const found = DELEGATION.exec(after)
  const next = places[i + 1] as Place | undefined
  if (found === null || next === undefined || text.charAt(next.start - 1) === '驻') return found !== null
  return next.start > places[i].end + found.index || goesOn(text, places, i + 1)
}

/** Is a place the guest of honour, by the words before it and behind its list? */
function isGuestOfHonour(text: string, before: string, end: number): boolean {
  return GUEST_BEFORE.test(before) || GUEST_BEHIND.test(text.slice(end, end + 14))
}

/** Do the words behind a place tell of aid? */
function aids(after: string): boolean {
  return (after.includes('援') || after.includes('帮')) && AIDING.test(after)
}

/** Do the words behind a place begin with the number of the sides? */
function opensTwo(after: string): boolean {
  return OPENS_TWO.at(after, 0) && TWO.test(after)
}

/** What the words behind a place say of it, with those before it that go with them; null where they say nothing. */
function weightBehind(told: Told, { start, end }: Place, after: string): number | null {
  const { text } = told
  if (aids(after) || (opensTwo(after) && isTogether(told, end))) return 4
  const joined = WITH_END.at(text, start - 1) && WITH.test(text.slice(Math.max(0, start - 4), start))
  if (joined && ALONG.test(after)) return 3
  if ((ACTS.at(after, 0) && !VENUE_BEFORE.at(text, start - 1)) || after.startsWith('希望')) return 1.5
  return OFFICE.test(after) ? 1.3 : null
}

/** A text with where its sentences end, whether it tells often of what is done together, and of guests of honour. */
interface Told {
  readonly text: string
  readonly breaks: Breaks
  readonly together: boolean
  readonly guests: boolean
}

/** What guests do, and those who bring something. */
const DEALING = /考察|访|参观|取经|招商|捐|赠|嘉宾|博览会|交易会|演出/

/** Do words tell of something done with others? */
export function isJoint(words: string): boolean {
  return words.search(JOINT) >= 0
}

/** Does a text tell of anything that regions do with each other? Rule: [R99]. */
export function hasDealings(text: string): boolean {
  return isJoint(text) || DEALING.test(text)
}

/** How often a text tells of what is done together, of whatever sides. */
const OFTEN = 3

function isOftenTogether(text: string): boolean {
  let count = 0
  JOINT.lastIndex = 0
  while (count < OFTEN && JOINT.test(text)) count++
  return count === OFTEN
}

/** Does the sentence around a place, or the text again and again, tell of something done together? */
function isTogether({ text, breaks, together }: Told, at: number): boolean {
  return together || isJoint(text.slice(...breaks.sentence(at)))
}

/** What makes the name of a strategy, or of where provinces border on each other. */
const STRATEGY = /^(?:协同发展|大湾区|地区双城|双城|城市群|都市圈|一体化|边[区界]|(?:[两三四][省地市])?(?:毗邻|交界))/

/** The number of those called by one character each, right behind them. */
const OF_NUMBER = /^(?:[两三四](?:地|省|市|方)|等?(?:[五六七八九十]|\d{1,2})个?[省地]|等[两三四省地])/

/** Does one character stand right behind another, or joined to it (沪苏, 沪、苏)? */
function isNext(text: string, one: Place, next: Place): boolean {
  return next.start === one.end || (next.start === one.end + 1 && LISTS.at(text, one.end))
}

/** Abbreviations weigh as sides, but little inside the name of a strategy (京津冀协同发展). */
function abbreviationWeight(told: Told, places: readonly Place[], i: number): number {
  const { text } = told
  const { start } = places[i]
  if (places[i - 1]?.start === start || places[i + 1]?.start === start) {
    const after = wordsBehind(text, places[i].end)
    return (GOING_BEFORE.at(text, start - 1) && isGoal(text, start, after)) || DELEGATION.test(after) ? 4 : 2.5
  }
  let last = i
  while (places[last + 1]?.abbreviated && isNext(text, places[last], places[last + 1])) last++
  const after = text.slice(places[last].end, places[last].end + 8)
  if (STRATEGY.test(after)) return 0.2
  if (OF_NUMBER.test(after)) return isTogether(told, places[last].end) ? 4 : 0.8
  return /^[^，。]{0,2}(?:两|三|双方|合作|协作|交流|携手|经贸|[㐀-鿿]{0,6}(?:合作|座谈|洽谈|对接|论坛|大会|联盟))/.test(
    after,
  )
    ? 2.5
    : 0.8
}

const JOINS = /^(?:[、与和同及·—－-]|以及|[，、](?:以及|及|和|与))$/

const LISTS = new Characters('、和与')
const JOINS_SIDES = new Characters('与同')
/** What makes a place that of somebody's office. */
const OF_OFFICE = /^(?:[省市县区州]?(?:委|长|政府|人大|政协|人民政府)|党政|代表团)/

/** Is it a partner behind the venue where it is met, and no second venue (在甲市与乙省商务厅签署)? */
function isOtherThanVenue(text: string, places: readonly Place[], i: number): boolean {
  if (!JOINS_SIDES.at(text, places[i].start - 1) || !isVenue(text, places, places[i - 1])) return false
  const after = wordsBehind(text, places[i].end)
  return OF_OFFICE.test(after) || OFFICE.test(after)
}

/** Does a list of places in one region go on with some in another behind ， (甲省乙市、丙市，丁省戊市)? */
function goesOnElsewhere(places: readonly Place[], i: number): boolean {
  const [before, { code }] = [places[i - 1], places[i]]
  const inAnother = places[i + 1]?.within === i && before.code?.slice(0, 2) !== code?.slice(0, 2)
  return inAnother && divisionLevel(before.code ?? '') !== 'province'
}

/** Does a place go on what stands right before it: inside it, or joined to it? */
function goesOn(text: string, places: readonly Place[], i: number): boolean {
  const [{ end }, { start, within }] = [places[i - 1], places[i]]
  if (within !== null) return true
  if (start - end > 3 || isOtherThanVenue(text, places, i)) return false
  const between = text.slice(end, start)
  return JOINS.test(between) || (between === '，' && goesOnElsewhere(places, i))
}

function runsOf(text: string, places: readonly Place[]): Runs {
  const [runs, firsts] = [numbers(places.length), numbers(places.length)]
  for (let i = places.length - 1; i >= 0; i--) {
    runs[i] = i + 1 < places.length && goesOn(text, places, i + 1) ? runs[i + 1] : i
  }
  for (let i = 0; i < places.length; i++) firsts[i] = i > 0 && runs[i - 1] === runs[i] ? firsts[i - 1] : i
  return { runs, firsts }
}

const SIGNING = /签署|签订|签约|续签|缔结/g

/**
 * The clauses of a text that speak of signing, from the clause's beginning; where no more than a word or two stands
 * between ， and the verb (甲与乙，分别签署), from that of the clause before.
 */
export function signingClauses(text: string, breaks: Breaks): [number, number][] {
  const clauses: [number, number][] = []
  SIGNING.lastIndex = 0
  for (let match = SIGNING.exec(text); match !== null; match = SIGNING.exec(text)) {
    const start = breaks.clauseStart(match.index)
    const isTail = match.index - start <= 4 && text.charAt(start - 1) === '，'
    clauses.push([isTail ? breaks.clauseStart(start - 2) : start, match.index])
  }
  return clauses
}

function inside(place: Place, ranges: readonly (readonly [number, number])[]): boolean {
  const last = countWhile(ranges.length, (i) => ranges[i][0] <= place.start) - 1
  for (let i = last; i >= 0 && i > last - 3; i--) {
    if (place.end <= ranges[i][1]) return true
  }
  return false
}

/** The place a post is of: the first it names. */
export function placeOfPost(places: readonly Place[], start: number, end: number): Place | null {
  for (let i = firstFrom(places, start); i < places.length && places[i].start <= start + 6; i++) {
    const place = places[i]
    if (place.end > end) continue
    let leaf = place
    for (let k = i + 1; k < places.length && places[k].within === k - 1; k++) leaf = places[k]
    return leaf
  }
  return null
}

/** What a party weighs at least. */
const LEAST = 2.8
/** What a region weighs at least that is a side by what the others are. */
const NAMED = 1.2
/** So many mainland regions across the strait are the mainland. */
const MANY = 5

/** What the places of one party weigh together. */
interface Scale {
  readonly place: Place
  readonly code: string | null
  weight: number
  /** What of it only the posts tell of people who do no more than come or speak. */
  attended: number
  /** What mentions weigh that tell little; many of them do not make a party. */
  plain: number
  /** How often it is named, in all and by itself, and what the latter weigh together. */
  times: number
  alone: number
  sum: number
}

/** What the places of a text weigh, by the region they name. */
class Scales {
  private readonly scales = new Map<string, Scale>()
  /** A name that several counties bear is the one that the text tells elsewhere. */
  private readonly codes: ReadonlyMap<string, string>

  constructor(places: readonly Place[]) {
    this.codes = new Map(places.flatMap(({ name, code }) => (code === null ? [] : [[name, code] as const])))
  }

  of(place: Place): Scale {
    const code = place.code ?? this.codes.get(place.name) ?? (isOfTaiwan(place.name) ? TAIWAN.code : null)
    const key = code ?? place.name
    const known = this.scales.get(key)
    if (known !== undefined) return known
    const made = { place, code, weight: 0, attended: 0, plain: 0, times: 0, alone: 0, sum: 0 }
    this.scales.set(key, made)
    return made
  }

  /** Those that are not only named as what others lie in. */
  all(): Party[] {
    return [...this.scales.values()].flatMap((scale) => {
      const { place, code, weight, attended, plain, alone } = scale
      if (alone === 0 && weight === 0) return []
      return { name: nameOf(scale), code, place, weight: weight + Math.min(plain, 2), said: weight - attended }
    })
  }

  /** All, with what they weigh in the end. */
  candidates(all: readonly Party[]): Candidate[] {
    const weights = new Map(all.map((party) => [keyOf(party), party.weight]))
    return [...this.scales.values()].map((scale) => {
      const { place, code, weight, attended, plain, times, alone, sum } = scale
      const name = nameOf(scale)
      const said = weight - attended
      const final = weights.get(keyOf({ code, name })) ?? 0
      return { name, code, place, weight: final, said, plain, times, mean: sum / (alone || 1) }
    })
  }
}

/** What tells a region from others of its name. */
export function keyOf({ code, name }: { readonly code: string | null; readonly name: string }): string {
  return code ?? name
}

function nameOf({ code, place }: Scale): string {
  return code === TAIWAN.code ? TAIWAN.name : place.name
}

/** Its counties and cities are no sides of their own. Rule: [R87]. */
const TAIWAN = { name: '台湾', code: '710000' } as const

/** Is it where something is done (在某地, 在某省某市)? */
function isVenue(text: string, places: readonly Place[], { start, within }: Place): boolean {
  return VENUE_BEFORE.at(text, start - 1) || (within !== null && VENUE_BEFORE.at(text, places[within].start - 1))
}

type Asides = readonly (readonly [number, number])[]

/** How much of its weight a place has where something is told beside the matter. */
const BESIDE = 0.2
/** What a report tells beside the matter to the end of the sentence: what was before, who else meets. */
const BEFORE = /(?<=^|[。！？\n])(?:此前(?!的?合作)|早在|另据)|(?<=[年月日时期也已就还省市县区联])曾(?=[与和同先分])/g
/** The clause of who only looks on. */
const LOOKING_ON = /列席|派(?:员|人)[^，。；]{0,6}观摩|在线观摩|旁听|观察员(?:城市|单位|地区|身份|代表)/g

/** Where something is told beside the matter. Rule: [R85]. */
function asidesOf({ text, breaks }: Told): Asides {
  const before = matchesOf(text, BEFORE).map(({ index }) => [index, breaks.sentenceEnd(index)] as const)
  return [...before, ...matchesOf(text, LOOKING_ON).map(({ index }) => breaks.clause(index))].toSorted(
    (one, other) => one[0] - other[0],
  )
}

/** Adds what each mention of a place says: its words, the name of an event, a clause of signing. */
function weighMentions(
  told: Told,
  places: readonly Place[],
  runs: Runs,
  clues: PartyClues,
  asides: Asides,
  scales: Scales,
): void {
  const { text } = told
  const posts = clues.posts.map(({ start, end }) => [start, end] as const).toSorted((a, b) => a[0] - b[0])
  places.forEach((place, i) => {
    const scale = scales.of(place)
    scale.times++
    if (places[i + 1]?.within === i) return
    const share = inside(place, asides) ? BESIDE : 1
    const weight = weightOf(told, places, runs, i) * share
    scale.alone++
    scale.sum += weight
    if (weight < 1) scale.plain += weight
    else {
      scale.weight += weight
      if (inside(place, posts)) scale.attended += weight
    }
    if (weight <= 0.2) return
    if (inside(place, clues.events)) scale.weight += 2.5 * share
    if (inside(place, clues.signings) && !isVenue(text, places, place)) scale.weight += 3 * share
  })
}

/** Countries by the one character that pairs them with China (中法). */
const PAIRED: Readonly<Record<string, string>> = Object.fromEntries(
  wordsOf(
    '法国 德国 日本 韩国 俄罗斯 英国 新加坡 意大利 老挝 越南 泰国 柬埔寨 缅甸 蒙古国 美国 澳大利亚 加拿大 葡萄牙 马来西亚 非洲',
  ).map((name) => [name.charAt(0), name]),
)
/** Such a pair in the name of an occasion, by what follows: the characters make many other words (中老年, 集中越). */
const PAIR = pattern(
  'g',
  `(?<![集其高初])中([${Object.keys(PAIRED).join('')}]{1,2})(?=(?:合作|经[贸济]|文化|人文|友[好城]|企业|科技|青[年少]|`,
  '旅游|贸易|交流|投资|产业|教育|创新|绿色|论坛|两国|地方|民间|农业|工商|艺术|媒体|国际|未来|数字|城市|省[州区]))',
)

/** Adds the country that the name of an occasion pairs with China; 新 may be another where 新加坡 is not named. */
function weighPairs(text: string, { events }: PartyClues, scales: Scales): void {
  for (const [from, to] of events) {
    for (const { index, 1: marks } of matchesOf(text.slice(from, to), PAIR)) {
      for (let i = 0; i < marks.length; i++) {
        const name = PAIRED[marks[i]]
        if (marks[i] === '新' && !text.includes(name)) continue
        const start = from + index + 1 + i
        const place: Place = { start, end: start + 1, name, code: null, within: null, abbreviated: true }
        scales.of(place).weight += LEAST
      }
    }
  }
}

/** Posts that stand for a body abroad, not for the region they name. */
const ABROAD = /领事|使馆|大使|校友会/
/** Whom a country sends, and those who hold its own offices. */
const OF_COUNTRY = pattern(
  '',
  '^驻[㐀-鿿]{1,8}(?:大使|领事|公使)$|',
  '^[㐀-鿿]{0,12}(?:部长|大臣|外长|议长|国务卿|总统|总理|首相)$',
)
/** Posts of the state: a country whose people meet those who hold them deals with no region. */
const OF_STATE = /^(?:中国)?(?:国家|国务|全国|外交|中共中央|中央)/
/** What a post weighs at least of those who meet or sign for the sides. */
const OF_SIDES = 3
/** What a post of a country weighs at most: those who only come or speak are guests, and seldom stand for it. */
const OF_GUESTS = 1.5

/** What a post weighs for the place it names. */
function postWeight(place: Place, office: string, weight: number, diplomacy: boolean): number {
  if (!isCountry(place.name)) return ABROAD.test(office) ? 0 : weight
  if (weight >= OF_SIDES && !diplomacy && OF_COUNTRY.test(office)) return weight
  return ABROAD.test(office) ? 0 : Math.min(weight, OF_GUESTS)
}

/** Adds what the posts of acting people weigh. */
function weighPosts(
  text: string,
  places: readonly Place[],
  { posts }: PartyClues,
  asides: Asides,
  scales: Scales,
): void {
  const meets = posts.filter(({ weight }) => weight >= OF_SIDES)
  const diplomacy = meets.some(({ start, end }) => OF_STATE.test(text.slice(start, end)))
  const acting = posts.flatMap(({ start, end, weight }) => {
    const place = placeOfPost(places, start, end)
    if (place === null || isNamesake(text, place, wordsBehind(text, place.end))) return []
    const aside = inside(place, asides) ? BESIDE : 1
    return [{ place, weight, told: aside * postWeight(place, text.slice(place.end, end), weight, diplomacy) }]
  })
  for (const { place, weight, told } of acting) {
    if (told === 0) continue
    const scale = scales.of(place)
    scale.weight += told
    if (weight < OF_SIDES) scale.attended += told
  }
}

/** What the weightiest of some parties weighs. */
export function mostOf(parties: readonly Party[]): number {
  return parties.reduce((most, { weight }) => Math.max(most, weight), 0)
}

/** Weighs provinces more where the text speaks of two provinces, and cities where it speaks of two cities. */
function atLevel(party: Party, level: boolean | null): Party {
  if (level === null || isCountry(party.name)) return party
  return { ...party, weight: party.weight * (isProvince(party.code, party.name) === level ? 1.3 : 0.6) }
}

/** The first two digits of the provinces that aid goes to, by the character it calls them. */
const AIDED_BY_NAME: Readonly<Record<string, string>> = { 疆: '65', 藏: '54', 青: '63', 川: '51', 滇: '53', 黔: '52' }

/** Whom aid goes to that is named after its province (援疆): the weightiest there is a side, beside who sends it. */
function aided(text: string, all: readonly Party[]): readonly Party[] {
  const called = /(?<![支救声增])援([疆藏青川滇黔])(?![江年])/.exec(text)?.[1]
  const within = called === undefined ? undefined : AIDED_BY_NAME[called]
  if (within === undefined) return all
  const there = all.filter(({ code }) => code?.startsWith(within) === true)
  const most = mostOf(there)
  const sends = all.some((party) => party.weight >= LEAST && !there.includes(party))
  if (most >= LEAST || !sends) return all
  const chosen = there.find(({ weight }) => weight === most)
  return all.map((party) => (party === chosen ? { ...party, weight: LEAST + 1.2 } : party))
}

/** The report's own side is one, beside another that is none of its own. Rule: [R100]. */
function withHome(home: Place | null, all: readonly Party[]): readonly Party[] {
  if (home === null) return all
  const isHome = ({ code }: Party): boolean => code === home.code
  const guests = all.some((party) => party.weight >= LEAST && !isHome(party) && !isKin(party.code, home.code))
  return guests ? all.map((party) => (isHome(party) ? { ...party, weight: party.weight + LEAST + 0.8 } : party)) : all
}

/** What a mainland region weighs at least besides the posts of guests to be a side across the strait. */
const ATTENDED = 1
/** So many countries named are the world at large. */
const WORLD = 6
/** What a country of many weighs at least that is a side of its own. */
const OF_MANY = 5

/** The sides without parts of the world beside countries, nor any of many countries. Rules: [R85], [R86]. */
function withoutWorld(sides: readonly Party[], places: readonly Place[]): Party[] {
  const isNation = ({ name }: { name: string }): boolean => isCountry(name) && !isPartOfWorld(name)
  const nations = new Set(places.filter(isNation).map(({ name }) => name)).size
  const one = sides.some(isNation)
  return sides.filter((party) => {
    if (isPartOfWorld(party.name)) return !one
    return nations < WORLD || !isNation(party) || party.weight >= OF_MANY
  })
}

/** The number that closes a list of places whose people or offices come together: 等11市市长, 甲、乙、丙三市法院. */
const ROLL = pattern(
  '',
  `^[等共]?(\\d+|${NUMBER})个?(?:城市|地市|[市县区州])`,
  '(?![^，。；]{0,12}(?:列席|观看|参观))[㐀-鿿]{0,8}(?:代表|负责人|[市县区州]长|书记|主任|法院|检察院|人大|政协|政府|签[署订约])',
)

/** Fewer are no roll. */
const ROLL_LEAST = 4

/** The places of a list that its number closes, and that has as many: all of them are sides, or none. Rule: [R85]. */
function rollOf(told: Told, places: readonly Place[], { runs }: Runs): ReadonlySet<string> {
  const roll = new Set<string>()
  for (let i = 0; i < places.length; i = runs[i] + 1) {
    const { end } = places[runs[i]]
    const counted = ROLL.exec(told.text.slice(end, end + 24))
    if (counted === null || !isTogether(told, end) || isCovered(told.text, places[i].start)) continue
    const names = new Set(places.slice(i, runs[i] + 1).map(({ name }) => name))
    if (names.size >= ROLL_LEAST && names.size === readNumber(counted[1], 0)?.value)
      for (const name of names) roll.add(name)
  }
  return roll
}

/**
 * The parties of an article; where no two are left without what is told beside the matter, that counts as the rest.
 * Rules: [R85] what weighs, [R86] a parent and its child are one side.
 */
export function partiesOf(text: string, breaks: Breaks, places: readonly Place[], clues: PartyClues): Weighed {
  const told = { text, breaks, together: isOftenTogether(text), guests: text.includes('主宾') }
  const asides = asidesOf(told)
  const weighed = partiesBut(asides, told, places, clues)
  return weighed.sides.length < 2 && asides.length > 0 ? partiesBut([], told, places, clues) : weighed
}

/** The parties where what is told beside the matter weighs little. */
function partiesBut(asides: Asides, told: Told, places: readonly Place[], clues: PartyClues): Weighed {
  const { text } = told
  const scales = new Scales(places)
  const runs = runsOf(text, places)
  weighMentions(told, places, runs, clues, asides, scales)
  weighPosts(text, places, clues, asides, scales)
  weighPairs(text, clues, scales)
  const level = levelWanted(text)
  const roll = rollOf(told, places, runs)
  const all = withHome(clues.home, aided(text, scales.all())).map((party) =>
    roll.has(party.name) ? { ...party, weight: Math.max(party.weight, LEAST) } : atLevel(party, level),
  )
  const strait = straitAt(text, places)
  const sides = sidesAmong(all, { told, places, runs, roll, strait })
  const candidates = scales.candidates(all)
  return { sides, candidates, strait: strait >= 0, signings: clues.signings.length }
}

/** What the sides are told by, beside what each party weighs. */
interface Telling {
  readonly told: Told
  readonly places: readonly Place[]
  readonly runs: Runs
  readonly roll: ReadonlySet<string>
  /** Where the text tells of both sides of the strait, or -1. */
  readonly strait: number
}

/** The sides among all parties, by the rules. */
function sidesAmong(all: readonly Party[], { told, places, runs, roll, strait }: Telling): readonly Party[] {
  const { text } = told
  const most = mostOf(all)
  const share = (party: Party): number => (roll.has(party.name) || party.weight >= 4 ? 0.1 : 0.4)
  const top = all.filter((party) => party.weight >= LEAST && party.weight >= most * share(party))
  const kin = withoutKin(top, text, places, runs)
  const sides = withoutWorld(kin, places)
  const across = acrossTheStrait(text, strait, sides, all)
  if (across !== null) return across
  if (sides.length > 0 && sides.every(({ name }) => isCountry(name))) return [...sides, ...weightiestHome(all)]
  if (sides.length >= 2) return sides
  const delta = deltaOf(told, sides, all)
  if (delta !== null) return delta
  const guests = hasGuests(text, places)
  if (guests || hasTwoSides(told)) return weightiestTwo(sides, all, guests)
  return sides
}

/** The Yangtze delta by what it does together, and the three counties that try it out. */
const DELTA = /长三角(?:[^，。；]{0,12}(?:一体化|协同|联盟|合作))/
const DEMONSTRATION = /长三角(?:生态绿色)?(?:一体化)?(?:发展)?示范区/
const DEMONSTRATORS = ['310118', '320509', '330421'] as const

/**
 * The provinces of the delta where a text tells of it again and again, and of no sides of another kind; or the counties
 * of its demonstration area where that is named. Rule: [R85].
 */
function deltaOf({ text, together }: Told, sides: readonly Party[], all: readonly Party[]): Party[] | null {
  const isOfDelta = ({ code }: Party): boolean =>
    code !== null && DELTA_PROVINCES.some((each) => code.startsWith(each.slice(0, 2)))
  if (!sides.every(isOfDelta)) return null
  const shown = sides.length === 0 ? DEMONSTRATION.exec(text) : null
  const found = shown ?? (together && text.split('长三角').length > OFTEN ? DELTA.exec(text) : null)
  if (found === null) return null
  const { index, 0: words } = found
  return (shown === null ? DELTA_PROVINCES : DEMONSTRATORS).map((code) => {
    const name = officialName(code)
    const place = { start: index, end: index + words.length, name, code, within: null, abbreviated: true }
    return all.find((party) => party.code === code) ?? { name, code, place, weight: LEAST, said: LEAST }
  })
}

/** A delegation of a region, or leaders of one, who are received: they came to another, be it named or not. */
const COMING = pattern(
  '',
  '^[省市州盟县区旗]?(?:(?:党政|政府|经贸|友好|学习)+(?:代表团|考察团)|',
  '[㐀-鿿]{0,8}(?:代表团|考察团)(?:一行|专程|[赴来抵访到])|[㐀-鿿]{2,14}一行(?:\\d+人)?[赴来抵访到]|',
  '[^。；]{2,30}来(?:我[省市州县区校]|校)(?:考察|调研|访问|学习|参观|交流|洽谈|[^，。；]{0,20}(?:考察|调研)))',
)
const RECEIVED = pattern(
  '',
  '[省市州盟县区旗](?:党政|政府)(?:代表团|考察团)|率领?的?[^，。；]{0,8}[省市州盟县区旗](?:代表团|考察团)|',
  '(?:会见|接见)[^。；]{0,30}(?:[省市州盟县区旗]|自治区)(?:委|长|政府|人大|政协)[^。；]{2,40}一行',
)

/** Does the text tell of guests from a region? Rule: [R100]. */
export function hasGuests(text: string, places: readonly Place[]): boolean {
  return (
    RECEIVED.test(text) ||
    (/代表团|考察团|一行|来我[省市州县区校]|来校/.test(text) &&
      places.some(({ code, end }) => code !== null && COMING.test(text.slice(end, end + 60))))
  )
}

/** Beside countries alone the weightiest region of the standard is a side. */
function weightiestHome(all: readonly Party[]): Party[] {
  const home = all.filter(({ code, weight }) => code !== null && weight >= NAMED)
  return home.toSorted((a, b) => b.weight - a.weight).slice(0, 1)
}

const TWO_SIDES = /两[地省市县区]|双城/g

/** Does the text tell of two sides that do something together? */
function hasTwoSides(told: Told): boolean {
  return matchesOf(told.text, TWO_SIDES).some(({ index }) => isTogether(told, index))
}

/** The province of a side, or its prefecture: two of one province are no kin where both lie below it. */
function seatOf({ code, name }: Party, other: Party): string {
  if (code === null) return name
  const below = !code.endsWith('0000') && other.code !== null && !other.code.endsWith('0000')
  return below ? code.slice(0, 4) : code.slice(0, 2)
}

/**
 * Where the text speaks of two sides and one or none stands out, the weightiest two that do not lie in each other; of
 * guests and the report's own side, which it need not name, the weightiest.
 */
function weightiestTwo(sides: readonly Party[], all: readonly Party[], guests: boolean): Party[] {
  const found = [...sides]
  for (const party of all.toSorted((a, b) => b.weight - a.weight)) {
    if (found.length === 2 || party.weight < NAMED) break
    if (party.code !== null && found.every((other) => seatOf(other, party) !== seatOf(party, other))) found.push(party)
  }
  return found.length === 2 || (guests && sides.length === 0) ? found : [...sides]
}

/** The two sides of the strait, not of a river or a lake, and who is of the island. */
const STRAIT = /(?<![江河湖溪海])两岸/
const ISLANDERS = /(?<![平一])台(?:[胞商青企]|湾)|海峡/
const ACROSS = /(?<![江河湖溪海])两岸|(?<![平一])台[胞商青企]/g

/** An occasion of both sides of the strait by its name. */
const GATHERED = /两岸[^，。；]{0,14}(?:论坛|大会|博览会|交流会|研讨会|峰会|恳谈会)/

/** A university that receives somebody, by its own report. */
const OUR_SCHOOL = '我校'
/** Guests of a place, behind it. */
const GUESTS = /^[^。；]{1,40}?(?:来访|来我?校|到访|访问我校|应邀(?:出席|参加))/

/** Where a text tells of both sides of the strait: by their name, or where a university receives people of Taiwan. */
function straitAt(text: string, places: readonly Place[]): number {
  const at = STRAIT.exec(text)?.index ?? -1
  if (at >= 0 && ((text.match(ACROSS)?.length ?? 0) >= 2 || GATHERED.test(text))) return at
  const school = text.indexOf(OUR_SCHOOL)
  if (school < 0) return -1
  const isGuest = ({ name, end }: Place): boolean =>
    (name === TAIWAN.name || isOfTaiwan(name)) && GUESTS.test(text.slice(end, end + 46))
  return places.some(isGuest) ? school : -1
}

/** Is it neither of the mainland nor of the island: Hong Kong, Macao or abroad? */
function isBeyond({ code }: Party): boolean {
  return code === null || code.startsWith('8')
}

/** The two sides of the strait by their name. */
const BOTH = /(?<![江河湖溪海])两岸/g
/** What a mainland region must weigh to be a side itself: the more, the oftener a text speaks of both sides; fitted. */
const OF_STRAIT = [1, 0.3] as const

/** Across the strait the sides are 大陆 and 台湾, unless a mainland region weighs as one. Rule: [R87]. */
function acrossTheStrait(text: string, at: number, top: readonly Party[], all: readonly Party[]): Party[] | null {
  if (at < 0) return null
  if (!all.some(({ name }) => name === TAIWAN.name || name === '大陆') && !ISLANDERS.test(text)) return null
  const isIsland = ({ name }: Party): boolean => name === TAIWAN.name
  const most = mostOf(top.filter(isIsland))
  const enough = OF_STRAIT[0] + OF_STRAIT[1] * (text.match(BOTH)?.length ?? 0)
  const isSide = (party: Party): boolean =>
    !isIsland(party) && party.name !== '大陆' && party.weight >= enough && party.said >= ATTENDED
  const many = top.filter((party) => !isIsland(party) && party.name !== '大陆' && party.weight >= most * 0.3)
  const sideOf = many.length > 0 ? many : all.toSorted((a, b) => b.weight - a.weight).slice(0, 2)
  const mainland = many.length < MANY ? sideOf.filter(isSide) : []
  const isTold = mainland.length > 0
  if (isTold && top.some(isIsland)) return top.filter((party) => isIsland(party) || mainland.includes(party))
  if (isTold && mainland.some(isBeyond)) return null
  const place = { start: at, end: at + 2, within: null, abbreviated: false }
  const side = (name: string, code: string | null): Party =>
    all.find((party) => party.name === name) ?? {
      name,
      code,
      weight: most,
      said: most,
      place: { ...place, name, code },
    }
  const sides = isTold ? mainland : [side('大陆', null)]
  return [...sides, side(TAIWAN.name, TAIWAN.code)].toSorted((a, b) => a.place.start - b.place.start)
}

/** The number of the sides; else what the report calls its own, and whose delegation it is. */
const LEVELS = [
  /(?:[两三四五]|等[六七八九十\d]+个?)(?:省|地市|[市县区])/g,
  /我[省市县]|(?:省|自治区|[市县区])(?:党政|政府)(?:代表|考察)团/g,
]

/** Are the sides provinces (两省: true) or cities and counties (两市: false)? Null where the text does not say. */
function levelWanted(text: string): boolean | null {
  for (const level of LEVELS) {
    const told = text.match(level) ?? []
    const provinces = told.filter((words) => /省|自治区/.test(words)).length * 2
    if (provinces !== told.length) return provinces > told.length
  }
  return null
}

/** Is it a province or of a province's rank? */
export function isProvince(code: string | null, name: string): boolean {
  return code === null ? /(?:省|自治区)$/.test(name) : divisionLevel(code) === 'province'
}
