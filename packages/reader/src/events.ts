/** Events: the occasions a report is about, with name, days and place. */
import type { EventKind } from '@handclasp/domain'
import { dayAfter } from '@handclasp/domain'

import type { AgreementFound } from './agreements.ts'
import { Characters } from './characters.ts'
import { daysOf, isHeardAt, isReporters } from './days.ts'
import type { DayFound } from './days.ts'
import { EVENT, PLACE } from './marks.ts'
import type { Marks } from './marks.ts'
import type { Place } from './places.ts'
import { anyOf, pattern } from './patterns.ts'
import type { Segment } from './segments.ts'
import { inRange } from './ranges.ts'
import { AT, TOWARDS, placeIn, placeWithin } from './venues.ts'

/** An event in the flow's offsets. */
export interface EventFound {
  readonly kind: EventKind
  /** The rule that told it. */
  readonly rule: string
  readonly name: readonly [number, number] | null
  readonly date: { start: string; end: string; stated: boolean; at: readonly [number, number] } | null
  readonly place: readonly [number, number] | null
  /** The words that say it took place. */
  readonly at: readonly [number, number]
}

/** Verbs of taking place. */
const HELD = pattern(
  'g',
  '举行|召开|举办|上演|奏响|唱响|开演|首演|(?:开幕|启动|闭幕|开班|开营|发车|首发|出发|揭牌|挂牌)(?!仪?式|会|大会)|拉开[帷序大]幕|',
  '落幕|启幕|(?<!为[^，。；]{0,30})揭幕(?!仪?式)|落下帷幕|开赛|开园|开讲|开市|启程|开行|',
  '发起|推出|揭晓|走进|收官(?!之|战)|展出|(?<!在[^，。；]{0,10}[赛场台杯])登场|开场(?!白|仅|后|第?\\d)|(?<!将|拟|由[^，。；]{2,30})主办(?![的，、方单])|',
  '开展(?=[。，“])|拉开了?(?=[^，。；]{4,40}[帷序大]幕)|(?:正式|圆满|顺利)结束',
)
/** What may stand between an event's name and its verb. */
const WHEN =
  '(?:，?(?:\\d|年|月|日|当地时间|上午|下午|晚上|晚间|晚|昨天|今天|当天|当日|当晚|昨日|今日|近日|日前|同期|同步|分别|先后|' +
  '[(]\\d{1,2}日[)]|隆重|成功|正式|顺利|圆满|如期|盛大|温情|温暖|精彩|热烈|火热|继续|正(?=在)|至|—|-|也|今年|将))*'
const BETWEEN = pattern(
  '',
  `^[”"》)]?(?:[(][^()]{1,16}[)])?${WHEN}(?:，?以[^，。；]{2,14}(?:方式|形式|会议))?`,
  `(?:，?(?:[在于][^，。；]{1,28}|以视频[^，。]{0,8}))?${WHEN}$`,
)
const NAME_CUTS = pattern(
  'g',
  '由|从(?!江县|化[市区])|的|是|宣布|活动为|在|将|了|主题为|同期|举行|召开|举办|开展|出席|参加|主持|期间|为期\\S{1,3}天的|\\d日|[上下]午|',
  '近日|日前|当[天日]|昨[天日]|今[天日]|[当]晚|随后|此次|本次|这次|作为',
)

const CLOSING = new Characters('”》)')
const OPENING = new Characters('“《(')
const ENDING = new Characters('，。；：！？\n')
const COMMA_OF_LISTS = 0x3001

/** Where an event's name begins: after the clause's own words; a list of places may stand in it. */
function nameStart(text: string, marks: Marks, floor: number, head: number): number {
  let start = head
  let depth = 0
  while (start > floor && head - start < 90) {
    const unit = text.charCodeAt(start - 1)
    if (CLOSING.has(unit)) depth++
    if (OPENING.has(unit)) depth--
    if (depth < 0 || (depth === 0 && ENDING.has(unit))) break
    if (
      depth === 0 &&
      unit === COMMA_OF_LISTS &&
      marks.endingAt(start - 1, PLACE) < 0 &&
      !/[省市县区州]/.test(text.charAt(start - 2))
    )
      break
    start--
  }
  // A quoted name is whole.
  if (depth < 0 && text.charAt(start - 1) === '“' && /^[^，。；“”]{1,16}”/.test(text.slice(head, head + 17)))
    return start
  const words = text.slice(start, head)
  let cut = 0
  NAME_CUTS.lastIndex = 0
  for (let match = NAME_CUTS.exec(words); match !== null; match = NAME_CUTS.exec(words)) {
    const before = words.slice(0, match.index)
    const open = (before.match(/[“《(]/g) ?? []).length - (before.match(/[”》)]/g) ?? []).length
    if (open === 0) cut = match.index + match[0].length
  }
  return start + cut
}

type Range = readonly [number, number]

const VISIT = pattern(
  '',
  '(?:到|赴|来|在|前往|深入|抵|莅)[^，。；“”]{1,24}?',
  '(?:学习考察|考察访问|考察交流|参观考察|参观视察|视察|考察|访问|拜访|调研|参访|走亲|开展对口|对接|学习(?=[^，。；]{2,20}(?:经验|做法)))|',
  '(?:赴|到|来|前往)[^，。；“”]{2,20}(?:就|围绕)[^，。；]{2,40}(?:进行|开展)(?:学习)?(?:考察|调研)|',
  '对[^，。；]{2,16}进行[^，。；]{0,8}访问|结束了?[在对][^，。；]{2,16}(?:考察|访问|参访)|',
  '[抵赴到]达?[^，。；“”]{1,10}(?:进行|开展)[^，。；]{0,16}(?:访问|考察|调研)|',
  '[抵赴][^，。；“”]{1,36}，(?:先后|实地)?(?:参观|考察|调研)|(?:到|来到)[^，。；“”]{1,12}，(?:先后|实地)(?:参观|考察|调研|走访)|',
  '[抵赴到来][^，。；“”]{1,24}，[^，。；]{0,40}?(?:开展|进行|[就围][^，。；]{2,20})[^，。；]{0,8}(?:考察|访问|调研)|',
  '(?:率队|带队|率团)(?:考察|调研|参观)(?=[㐀-鿿])|',
  '(?:考察访问|访问|到访|来访|走访|拜访|参访|出访)(?=[㐀-鿿])|(?:考察团|参访团|代表团)[^，。；]{0,6}走进|',
  '(?:代表|访问|参访|考察)团[^，。；]{0,12}(?:来访|访问|到访|抵达|来到)|一行[^，。；]{0,6}抵达|',
  '(?:代表|访问|参访|考察)团(?:共?[\\d一二三四五六七八九十百]+余?人)?，?(?:\\d{1,2}月)?\\d{1,2}日[^，。；]{0,3}抵达|',
  '[察流问香祖]团(?:一行)?[^，。；]{0,4}(?:前往|抵达|赴)(?=[^，。；]{2,12}[，。])|',
  '率[^，。；]{0,24}(?:赴|前往|[抵到]达)(?=[^，。；]{2,14}(?:[，。]|开展|对接|洽谈|招商))|',
  '深入[^，。；“”]{1,36}(?:，|等地)[^，。；]{0,8}?(?:考察|调研|检查指导|督导|检查)|',
  '启程(?:前往|[赴到])|组团[到赴来]|一行来[^，。；]{1,10}(?:洽谈|交流)|来[校院](?:洽谈|交流)',
)
const VISITORS = anyOf(
  '代表团|考察团|[察研]组|工作组|参访团|率|带队|带领|一行|访问团|陪同',
  '来访(?<=名[^，。；]{2,12}来访)|负责人(?=考察|访问|赴|到)|(?<!国际)组织(?=[^，。]{0,24}(?:企业|专家|青年|学生|师生|媒体|干部|代表))',
  '(?:书记|主席|总理|[部省市县区州校院厅局司处会]长|主任|董事长|总经理|大使|总领事)[^，。；、]{2,12}(?:到|赴|来|前往|深入|对(?=[^，。；]{2,16}进行)|(?:应邀)?访问|拜访)',
)
const LATE_VISITORS = /代表团[^，。]{0,6}[到赴在来]|率[^，。]{2,20}代表团[到赴来]/
const BARE = pattern(
  '',
  '^(?:一[场次])?(?:会议|会|活动|仪式|大会|论坛|行动|对话|座谈会|签约仪式|签订仪式|签署仪式|集中签约仪式|签字仪式|启动仪式|开幕式|闭幕式|签约活动|',
  '发布会|新闻发布会|工作会|展会|比赛|晚会|揭牌仪式|联席会议|推介会|交流会)$',
)

/** What an event is read with. */
export interface EventContext {
  readonly text: string
  readonly marks: Marks
  readonly places: readonly Place[]
  readonly published: string | null
  readonly segments: readonly Segment[]
  /** Where the report's own words begin. */
  readonly from: number
  /** Agreements that were signed. */
  readonly signings: readonly AgreementFound[]
}

interface Named {
  readonly kind: EventKind
  /** The rule that told it. */
  readonly rule: string
  readonly name: Range | null
  readonly at: Range
}

/** What goes on a name behind its head: 论坛·新机遇, 交流会暨某某节, 大赛决赛. */
const TAIL =
  /^(?:(?:暨|·|—{1,2})[^，。；：、在于由“”\d]{2,24}|[总半]?决赛|[初复]赛|第[一二三四五六七八九十\d]{1,3}[场期站])/

/** Where a name goes on to behind its head, so that nothing but time and place stands before its verb; or -1. */
function tailOf(text: string, head: number, verb: number): number {
  const words = text.slice(head, verb)
  if (BETWEEN.test(words)) return head
  const tail = TAIL.exec(words)
  return tail !== null && BETWEEN.test(words.slice(tail[0].length)) ? head + tail[0].length : -1
}

const BEFORE_SHOW = new Characters('发开进拓扩施伸招')
const BEHIND_SHOW = new Characters('览示开现销')

/** What 节 ends that is no feast held somewhere. */
const BEFORE_FEAST = new Characters('春佳时季环细情关调音章枝年过使礼气骨晚')
/** Days of the year, which nobody holds. */
const HOLIDAY = /(?:劳动|植树|清明|端午|中秋|国庆|元宵|重阳|儿童|妇女|教师)节$/

/**
 * The head of an occasion that ends at a place, or -1. Heads of one character are many another word's last: 展 inside
 * 发展 and 展览, 节 of 春节; 周, 季, 行 and 日 end the quoted name of an occasion (“某某美食周”).
 */
function headAt({ text, marks }: EventContext, at: number): number {
  const head = marks.endingAt(at, EVENT)
  if (head < 0 || at - marks.starts[head] > 1) return head
  const quoted = text.charAt(at) === '”'
  if (!quoted && marks.endingAt(at, PLACE) >= 0) return -1
  switch (text.charAt(at - 1)) {
    case '展':
      return BEFORE_SHOW.at(text, at - 2) || BEHIND_SHOW.at(text, at) ? -1 : head
    case '节':
      return quoted || !(BEFORE_FEAST.at(text, at - 2) || HOLIDAY.test(text.slice(at - 3, at))) ? head : -1
    default:
      return quoted ? head : -1
  }
}

/** An occasion named before its verb: 座谈会在某市举行. */
function heldBefore(context: EventContext, start: number, verb: number): Named | null {
  const { text, marks } = context
  for (let at = verb; at > Math.max(start, verb - 40); at--) {
    const head = headAt(context, at)
    const tail = head < 0 ? -1 : tailOf(text, at, verb)
    if (tail < 0) continue
    return named(context, start, head, nameStart(text, marks, start, marks.starts[head]), tail)
  }
  return null
}

/** An occasion named behind the verb that holds it: 某某培训班举办纪念活动. */
function heldBehind(context: EventContext, start: number, after: number, end: number, verb: string): Named | null {
  const { text, marks } = context
  if (!/^(?:举行|召开|举办|主办|发起|推出|开展|启动|拉开.*)$/.test(verb)) return null
  const rest =
    /^了?(?:“[^”，。；]{0,24}，[^”。；]{0,24}”|[^，。；]){0,60}/.exec(text.slice(after, end))?.[0].length ?? 0
  for (let at = after + rest; at > after; at--) {
    const head = headAt(context, at)
    if (head < 0) continue
    const from = text.charAt(after) === '了' ? after + 1 : after
    const held = named(context, start, head, Math.max(from, nameStart(text, marks, from, marks.starts[head])))
    return verb === '启动' && held.kind !== 'campaign' ? null : held
  }
  return null
}

const ATTENDED =
  /(?:出席|参加|齐聚|(?:共同|联合)主持)了?(?=[^，。；]{4,60})(?![^，。；]{0,40}的(?:[^，。；]{0,6}(?:领导|嘉宾|代表|专家|人员|客人)))/

/** An occasion besides meetings that is told of by who goes to it: a ceremony, one of a number. */
const OF_NOTE = /(?:仪式|庆典|典礼)$|第[一二三四五六七八九十百\d]{1,4}[届次]/

/** A meeting, or another occasion of note, under a name of its own that somebody goes to: 出席了某某论坛. */
function attendedIn(context: EventContext, start: number, end: number): Named | null {
  const { text } = context
  const match = ATTENDED.exec(text.slice(start, end))
  if (match === null) return null
  const held = heldBehind(context, start, start + match.index + match[0].length, end, '举行')
  if (held === null || isUnnamed(held)) return null
  const goesTo = held.kind === 'meeting' || (held.kind === 'other' && OF_NOTE.test(text.slice(...held.at)))
  return goesTo ? { ...held, rule: 'R94' } : null
}

/** How far before 开展 a day stands that makes what is carried out an occasion. */
const DATED = 90

/** Where leaders of the state gave guidance, which is no occasion of the report's. */
const GUIDING = /总书记(?:[^。；，]{0,30}(?:主持|出席)?|[^。；]{0,30}(?:主持|出席))$/

/** Is it no occasion of its own: a means (通过举办…系列活动), or a body that is unveiled? */
function isPassing({ text }: EventContext, verb: number, word: string, held: Named): boolean {
  if (held.kind === 'meeting' && /[揭挂]牌/.test(word)) return true
  if (text.endsWith('宣布', held.at[0]) || GUIDING.test(text.slice(Math.max(0, verb - 40), verb))) return true
  if (/^上?的?(?:重要)?(?:讲话|指示|精神)/.test(text.slice(held.at[1], held.at[1] + 8))) return true
  if (word === '开展' && !/\d日|[昨今当][天日]/.test(text.slice(Math.max(0, verb - DATED), verb))) return true
  return (
    text.endsWith('通过', verb) ||
    /^(?:近?\d+余?|多|数[十百千])[项场次个]|^系列|等(?:系列|品牌|一系列|[^，。]{0,4}活动$)|欢迎(?:仪式|晚宴|宴会)$/.test(
      text.slice(held.at[0], held.at[1]),
    )
  )
}

/** The opening or the close of the occasion that is named before: 某某文化节在某市举行开幕式. */
const OPENING_OF = /^(?:隆重|盛大)?的?(?:开幕|闭幕|启动|开班|开营|揭幕)(?:仪?式|典礼)$/

/** The occasion a segment says took place, before one without a name at which the reporter heard of it. */
function heldIn(context: EventContext, start: number, end: number, later: boolean): Named | null {
  const { text } = context
  const words = text.slice(start, end)
  let heard: Named | null = null
  HELD.lastIndex = 0
  for (let match = HELD.exec(words); match !== null; match = HELD.exec(words)) {
    const [verb, after] = [start + match.index, start + match.index + match[0].length]
    const before = words.slice(Math.max(0, match.index - 48), match.index)
    if (HABIT.test(before) || (later && (AGREED.test(before) || ANNOUNCED.test(before)))) continue
    // What is launched further on is a part of the occasion told before.
    const behind = later && match[0] === '启动' ? null : heldBehind(context, start, after, end, match[0])
    const opening =
      behind !== null && OPENING_OF.test(text.slice(...behind.at)) ? heldBefore(context, start, verb) : null
    const held = opening ?? behind ?? heldBefore(context, start, verb)
    if (held === null || isPassing(context, start + match.index, match[0], held)) continue
    const passes =
      AROUND.test(text.slice(after, after + 2)) ||
      AROUND.test(text.slice(held.at[1], held.at[1] + 2)) ||
      (held.name === null && HEARD.test(text.slice(held.at[1], held.at[1] + 4)))
    if (!passes) return held
    heard ??= held
  }
  return heard
}

/** An occasion that something is learned from or told at: 从某某发布会上获悉, 在某某会议上. Rule: [R94]. */
function toldAt(context: EventContext, start: number, end: number): Named | null {
  const { text, marks } = context
  const words = text.slice(start, end)
  for (let found = words.indexOf('上'); found >= 0; found = words.indexOf('上', found + 1)) {
    const at = start + found
    const head = headAt(context, text.charAt(at - 1) === '”' ? at - 1 : at)
    if (head < 0 || !TOLD.test(text.slice(at + 1, at + 8))) continue
    const from = nameStart(text, marks, start, marks.starts[head])
    const before = text.slice(Math.max(start, from - 4), from)
    if (/总书记[^，。]{0,4}$/.test(text.slice(Math.max(0, from - 9), from - 1))) continue
    if (!/(?:[在从是]|(?:举[行办]|召开|开幕|启动)的)“?$/.test(before)) continue
    const told = named(context, start, head, from)
    if (told.name !== null) return told
  }
  return null
}

const TOLD = pattern(
  '',
  '^(?:，|获悉|了解到|如是说|表示|介绍|指出|提到|透露|强调|致辞|说(?!明)|的(?!(?:重要)?(?:讲话|指示|要求|精神))|',
  '[与和]?[^，。]{0,4}(?:签|发布|宣布|成立|达成))',
)

/** Characters that the name of a second event has at least: 对接会议 may be the first by another name. */
const LEAST_NAME = 6

/** What stands between the name of an occasion and its own day. */
const THEN = /^[”"》)]?(?:[(][^()]{1,16}[)])?，?(?:(?:也|还)?[将定拟])?[于在]?$/

/** What tells of one occasion beside another. */
const BESIDE = /还|并(?:共同)?(?:出席|举[办行])|会后|同日|同时|同期|同步|其间|期间|当[天日晚]|随后|另|分论坛|平行/

/** Has it no name of its own, or one so short that it may be another's? */
function isUnnamed({ name }: Named): boolean {
  return name === null || name[1] - name[0] < LEAST_NAME
}

/** Is it a second event of its kind, under a name of its own? Rule: [R97]. */
function isSecond(text: string, occasion: Named, known: readonly EventFound[]): boolean {
  const { name } = occasion
  if (name === null || isUnnamed(occasion)) return false
  const words = text.slice(name[0], name[1])
  return known.every((other) => {
    if (other.name === null) return other.rule === 'R92'
    const told = text.slice(other.name[0], other.name[1])
    return !told.includes(words.slice(-8, -1)) && !words.includes(told.slice(-8, -1))
  })
}

/** What an occasion is only the time of: 在某会举行期间，另一会举行. */
const AROUND = /^(?:期间|之际|前夕|以来|之?[前后])/

/** What a reporter heard at an occasion. */
const HEARD = /^上(?:获悉|了解到)/
/** A fair: business talks that are held again and again. */
const EDITION = /^第[一二三四五六七八九十百\d]{1,4}届[^，。]*洽谈会$/

/** The launch of what goes on for days: of a campaign, or of what its motto names. */
const LAUNCH = /(?:活动|行动|[周月季行]|直通车|”)(?:[(][^()]{1,8}[)])?”?启动(?:仪式|$)/

/** The opening or closing of an occasion is of its kind. */
const OPENED = /[开闭]幕式$/

/** What people first talk about: 招商推介暨项目签约大会. */
const TALKS_FIRST = /(?:推介|对接|洽谈|研讨|座谈)暨/

/** The kind of an occasion that 暨 joins of several: the first's, or a meeting's where that comes behind. */
function kindOfJoined(context: EventContext, start: number, end: number): EventKind | null {
  const { text, marks } = context
  const words = text.slice(start, end)
  if (OPENED.test(words)) {
    const opened = headAt(context, end - 3)
    if (opened >= 0) return marks.entry(opened).event
  }
  const parts = words.split('暨')
  if (LAUNCH.test(parts[0])) return 'campaign'
  if (TALKS_FIRST.test(words)) return 'meeting'
  if (parts.length < 2) return null
  const first = headAt(context, start + parts[0].length)
  const last = headAt(context, end)
  const kinds = [first, last].map((head) => (head < 0 ? null : marks.entry(head).event))
  return kinds[1] === 'meeting' && (kinds[0] === 'other' || kinds[0] === 'campaign') ? 'meeting' : kinds[0]
}

/** The event of a head. */
function named(context: EventContext, floor: number, head: number, start: number, tail = -1): Named {
  const { text, marks } = context
  const end = Math.max(marks.ends[head], tail)
  const words = text.slice(start, end)
  let kind = kindOfJoined(context, start, end) ?? marks.entry(head).event ?? 'other'
  if (EDITION.test(words)) kind = 'expo'
  if (
    !TALKS_FIRST.test(words) &&
    (kind === 'other' ? /签约|签署|签订|签字|会签/ : /(?:签约|签署|签订)(?:会议?|大会|”?活动)$/).test(words)
  )
    kind = 'signing'
  const opened = text.charAt(end) === '”' && text.slice(start, end).includes('“') ? end + 1 : end
  const bare = BARE.test(words) || start < floor || /^[该本此]/.test(words)
  return { kind, rule: 'R88', name: bare ? null : [start, opened], at: [start, opened] }
}

/** What those who talk go to besides: 举行会谈，并共同出席某某推介会. */
const AND_ATTENDED = /，并(?:共同)?(?=(?:出席|参加)了?)/

/** What sides agree to hold in times to come. */
const AGREED = /(?:商定|约定|同意|计划|决定)[^。；]{0,40}$|将(?:陆续|联合|共同|先后|继续)*$/

/** What is held again and again (每年召开一次会议); words of it with 的 only describe what is held (每年一届的博览会). */
const HABIT =
  /(?:多次|经常|定期|每(?:隔?[一两三四五半]?[年月]|个?季度|[一两半]?届)(?:的(?=\d))?|轮流)[^，。；的]{0,20}$/

/** What is to be held in times to come, or is asked to (下月还将举办, 邀请某市参加9月举行的): not of the day of the report. */
const ANNOUNCED = pattern(
  '',
  '(?:明年|后年|下个?月|下半年|[还也又]将|(?:邀请|欢迎|希望|期待)[^，。；]{2,30}(?:参加|出席|参与))[^，。；]{0,30}$',
)

/** A signing, or an occasion, of former times. */
const FORMER = /去年|前年|(?<!\d)(?:19|20)\d{2}年(?=\d|以来|，)|以来|近年|此前|曾/

/** Is a visit told as background: of former times, no day being told, or of a leader of the state who is quoted? */
function isBackground(before: string, dated: boolean): boolean {
  return before.includes('总书记') || (!dated && /去年|前年|此前|(?<!未)曾(?!任)|今年(?:以来|初)/.test(before))
}

const TALKS = pattern(
  '',
  '(?:举行|进行|开展|展开)了?[^，。；：]{0,16}?(?:座谈|会谈|会面|会晤|洽谈|磋商|会商)(?![会、])|',
  '座谈(?=[，。；])(?<=在[^，。；]{1,14}座谈)|(?:次|定期)[^，。；]{0,6}(?:会谈|会晤)(?=[^，。；]{0,16}(?:举行|召开))',
)
/** Talks that are only told of by what was said at them: 座谈会上, 出席座谈会. */
const SPOKEN_AT = /(?:(?:^|[，。在])|(?:出席|参加|主持)了?)(?:工作|交流)*(?:座谈会|座谈交流会|会谈)(?:上|并|。|，|$)/
/** Two sides that met, or guests who were received. */
const MET = pattern(
  '',
  '(?:[与和同][^，。；]{2,60}|[与同][^。；]{2,100}(?:代表团|考察团|慰问团|一行|[书主][记席任]|长)[^，。；、]{0,5})',
  '(?:会面|会谈|会晤|座谈(?:交流)?|进行洽谈)(?=[，。；]|$)|会见(?:了|来)',
)
/** A delegation received by the leaders of a place. */
const RECEIVED = pattern(
  '',
  '(?:来访|到访)[^。]{0,40}会见|(?:会见|接待)了?(?=[^。]{0,40}(?:代表团|一行|客人|来访)|来访)|',
  '会见了?(?=[^，。；]{2,24}(?:[省市县区州部会事校院议]长|总经理|书记|主席|知事|大使|领事|行政长官|总裁)[^，。；、]{2,8}[，。])',
)
const SIGNED = /[与和同][^。]{2,40}签约(?=[，。])/
/** From this segment on a signing is the report's own only on a day it names. */
const LATE_SIGNING = 4
/** A signing, not one that an occasion is named after, too (某某推介会暨集中签约仪式). */
const CEREMONY = /(?<!暨[^，。；]{0,10})(?:(?:签约|签订|签署|签字)仪式|集中签约|云签约)/
const UNVEILED = /(?:揭牌|挂牌|开工|开馆|首发|启用|投用|通车|通航|开通|首航|启运)(?:成立)?(?:[。，]|仪式)/
/** What begins to run: a train, a service, a rule in force; not what is going to. */
const BEGUN = pattern(
  '',
  '(?:正式(?:启动|生效|实施|施行|试?运行|上线|投运|开通)|',
  '(?<=\\d日[^。；]{0,24})(?<=(?:联盟|中心|协会|商会|学会|公司|集团|委员会|学院|研究院|基地|联合会|促进会|专班|小组|平台|小镇|[店馆站园办院队])[^，。；]{0,20})',
  '成立(?:运[作行]|揭牌)?|',
  '(?:专列|班列|航线|[首一]趟[^，。；]{0,12}列车)[^，。；]{0,16}(?:开行|首发|启运|始发|发运|发车|驶出|启程)|首[趟列班][^，。；]{2,30}(?:发车|驶出|启程)|',
  '开通运营|\\d日起(?:正式)?(?:试行|施行|实施))(?=[，。；])(?<!将[^，。]{0,36})',
)

/** A visit that a segment tells, not one that is welcomed in it or that a meeting is told of first. */
function visitIn(words: string): RegExpExecArray | null {
  const visit = VISIT.exec(words)
  if (visit === null) return null
  const before = words.slice(0, visit.index)
  if (visit[0].includes('多次')) return null
  const behind = words.slice(visit.index + visit[0].length)
  if (/^(?:，?表示|[嘉客]宾|客人|的)/.test(behind) && /[来到]访$|访问$|考察$/.test(visit[0])) return null
  return /(?:欢迎|希望|期待|(?<!应[^，。；]{0,16})邀请)[^，。；]{0,20}$|会见了?$|会见[^，。；]{0,40}$|多次[^，。；]{0,8}$|正$/.test(
    before,
  )
    ? null
    : visit
}

/** Does a signing stand right behind its own place: 在某市签署? */
function isSignedAt(text: string, place: Range | null): boolean {
  return place !== null && /^(?:共同|正式|分别|成功)*(?:续签|签)/.test(text.slice(place[1], place[1] + 6))
}

/** What begins goes on. */
const BEGINS = /^[^，。；]{0,28}(?:启动|开幕|启幕)/

/**
 * The kind of an 活动 of one day, or of a day that is not told: a meeting where its name says that people talk. One of
 * several days is a campaign.
 */
function kindOfActivity(text: string, { kind, at }: Named, date: EventFound['date']): EventKind {
  const name = text.slice(at[0], at[1])
  if (kind !== 'campaign' || !/活动[”"》]?$/.test(name) || /系列|联动|融媒|宣传|主题|[周月季节]活动/.test(name))
    return kind
  if ((date !== null && date.start !== date.end) || BEGINS.test(text.slice(at[1], at[1] + 32))) return kind
  return /(?:交流[汇会]?|推介|对接|洽谈|研讨|座谈|恳谈)活动[”"》]?$/.test(name) ? 'meeting' : 'other'
}

/** The days of an event, where its words name any. */
function dateOf(day: DayFound | null, dated: boolean): EventFound['date'] {
  return day === null || !dated
    ? null
    : { start: day.first, end: day.last, stated: day.stated, at: [day.start, day.end] }
}

/** The time of an occasion is another than the report's. */
const ANOTHER_TIME = /日前|近日|此前|先前|早前|前不久|不久前|上个?月/

/** The former occasion that a sentence begins with: 继4月26日在某市举办首场推介会后. */
const AFTER_ANOTHER = /^(?:[^，。；]{0,8}讯)? ?继[^，。；]{4,40}后，/

/** What makes a sentence go on with the day of those before. */
const SAME_DAY = /^当[天日晚]|^同[日天]|^次日|^[^，。；]{0,8}[式议会]后，|同步(?:举行|召开|举办|开展)/

/** The length of a day as written by the standard, longer than that of a month. */
const DAY = '2026-05-30'.length

/** What makes a day that of the dateline (5月30日讯). */
const SENT = new Characters('电讯')

/** What was signed in all by a day. */
const TALLY = /截至|累计|迄今/

/** No report is about more events; so that cost stays linear. */
const MOST = 32

/** What closes an occasion, and what opens it on a day right before. */
const CLOSES = /^[^，。；]*?(?:闭幕|落幕|落下帷幕|收官)/
const OPENED_ON = /^(?:上午|下午|晚)?(?:开幕|开赛|开园|开营|启幕|揭幕)的[^，。；]{0,8}$/
const OPENED_THEN = /^(?:上午|下午|晚)?的?(?:开幕式|开赛|开幕(?=[，。；]))/
/** How far behind its name the opening of an occasion is told, and how many days before its close it may be. */
const [NEAR, LASTS] = [240, 31]

/** Reads one segment after another; what went before tells the day, and whether an occasion is another one. */
class Occasions {
  readonly found: EventFound[] = []
  private readonly context: EventContext
  private readonly days: readonly DayFound[]
  private day: DayFound | null = null
  /** The days on which the reporter heard of it, and wrote it: 当日 means either where no other is named. */
  private heard: DayFound | null = null
  private readonly written: DayFound | null
  private readonly signings: readonly Pick<AgreementFound, 'start' | 'end' | 'clause'>[]
  private nextSigning = 0
  private looked: Range | null | undefined
  /** The segment that is read, and the day that it names. */
  private own: DayFound | null = null
  private segment: Range = [0, 0]

  constructor(context: EventContext) {
    this.context = context
    this.days = daysOf(context.text, context.published)
    this.written = inRange(this.days, 0, context.from).at(-1) ?? null
    const told = context.signings.flatMap(({ start, end, clause, before }) => [
      ...(before === undefined ? [] : [{ start: before[0], end: before[1], clause: before }]),
      { start, end, clause },
    ])
    this.signings = told.toSorted((a, b) => a.clause[0] - b.clause[0])
  }

  read(opens: number, begins: number, end: number, index: number): void {
    const { context, found } = this
    const start = begins + (AFTER_ANOTHER.exec(context.text.slice(begins, Math.min(end, begins + 50)))?.[0].length ?? 0)
    this.looked = undefined
    const words = context.text.slice(start, end)
    const own = this.dayIn(start, end, index)
    this.own = own
    this.segment = [start, end]
    this.visit(words, start, end, index, own)
    const early = index < 4 || found.length === 0
    const current = this.isOfReport(own)
    const told = early || current || SAME_DAY.test(words)
    if (told && (index === 0 || current || !FORMER.test(words))) this.held(words, start, end, index, !early)
    const at = early ? toldAt(context, start, end) : null
    if (at !== null) this.put({ ...at, rule: 'R94' }, null)
    const first = found.length === 0 && own !== null
    const met = index === 0 || first || (index < 3 && !this.has('meeting'))
    const talks = index < 8 ? (TALKS.exec(words) ?? (met ? MET.exec(words) : null)) : null
    if (talks !== null) this.unnamed('meeting', 'R92', start, end, talks)
    const received = (index <= 2 || first) && !this.has('meeting') ? RECEIVED.exec(words) : null
    if (received !== null) this.unnamed('meeting', 'R92', start, end, received)
    const joined = index < 4 ? AND_ATTENDED.exec(words) : null
    if (joined !== null) this.attended(start + joined.index, end)
    else if (index >= 4 && current && own?.first !== found[0]?.date?.start) this.attended(start, end)
    const signed = index < 2 && found.length === 0 ? SIGNED.exec(words) : null
    if (signed !== null) this.unnamed('signing', 'R93', start, end, signed)
    this.signing(words, opens, start, end, index, own !== null && index < 2)
  }

  private has(kind: EventKind): boolean {
    return this.found.some((one) => one.kind === kind)
  }

  /** Is it a day that the report itself is about: from that of its first occasion to its publication? */
  private isOfReport(day: DayFound | null): boolean {
    if (day === null || day.first.length <= 7) return false
    const { published } = this.context
    const first = this.found[0]?.date?.start
    return (published === null || day.first <= published) && (first === undefined || day.first >= first)
  }

  /** The occasion that a segment says took place, or began. A late one, or one inside a meeting, has its own name. */
  private held(words: string, start: number, end: number, index: number, late: boolean): void {
    const { text, places } = this.context
    const held = heldIn(this.context, start, end, index > 0)
    const part = held?.kind === 'other' && this.has('meeting')
    if (held !== null && !((late || part) && isUnnamed(held))) {
      const comma = start + text.slice(start, held.at[0]).lastIndexOf('，')
      this.put(held, (comma > start ? placeIn(text, places, comma, end, AT) : null) ?? this.place(start, end))
      this.besides(held, end)
    }
    const begun = this.found.length === 0 && index < 3 ? (UNVEILED.exec(words) ?? BEGUN.exec(words)) : null
    // What is unveiled behind a signing is not the chief thing told.
    if (begun !== null && !this.isOfFormerYear() && inRange(this.signings, start, start + begun.index).length === 0)
      this.unnamed('other', 'R88', start, end, begun)
  }

  /** Another occasion under a name of its own that a further clause of the segment says took place. Rule: [R97]. */
  private besides({ at }: Named, end: number): void {
    const { text, places } = this.context
    const behind = text.slice(at[1], end).indexOf('，')
    if (behind < 0) return
    const comma = at[1] + behind
    const held = heldIn(this.context, comma, end, true)
    if (held !== null && !isUnnamed(held)) this.put(held, placeIn(text, places, comma, end, AT))
  }

  /** A meeting that somebody went to. Rule: [R94]. */
  private attended(start: number, end: number): void {
    const attended = attendedIn(this.context, start, end)
    if (attended === null) return
    const { text, places } = this.context
    this.put(attended, this.place(start, end) ?? placeIn(text, places, start, end, TOWARDS))
  }

  /** The day that a segment names, the reporter's own apart; the first segments' days are the events'. */
  private dayIn(start: number, end: number, index: number): DayFound | null {
    const { text } = this.context
    const here = inRange(this.days, start, end)
    const own = here.length === 0 ? null : this.ownDay(here)
    if (own !== null && (this.day === null || (index < 4 && own.first.length >= this.day.first.length))) this.day = own
    if (here.length > 0) this.heard ??= here.find((each) => isReporters(text, each)) ?? null
    const words = text.slice(start, end)
    if (this.day === null && /当[天日晚]/.test(words)) this.day = this.heard
    if ((this.day?.first.length ?? 0) < DAY && /(?<![㐀-鿿])当[天日晚]/.test(words)) this.day = this.written ?? this.day
    return own ?? this.nextDay(start, end)
  }

  /** The day after the one before, which a segment calls so (次日, 第二天). */
  private nextDay(start: number, end: number): DayFound | null {
    const called = /次日|翌日|(?:^|[，。；]|就在|于)第二天/.exec(this.context.text.slice(start, end))
    const next = this.day === null || called === null ? null : dayAfter(this.day.last)
    if (called === null || next === null) return null
    const [from, to] = rangeOf(start, called)
    return { start: from, end: to, first: next, last: next, stated: false }
  }

  /** Which of the days of a segment is its own: the first that is not the reporter's. */
  private ownDay(here: readonly DayFound[]): DayFound | null {
    const { day, context } = this
    const current = here.filter((each) => day === null || each.first.length > 7)
    const told = current.filter((each) => !isReporters(context.text, each) && !SENT.at(context.text, each.end))
    return (
      told.find(({ first }) => first.length > 7) ??
      told[0] ??
      current.find((each) => isHeardAt(context.text, each) || SENT.at(context.text, each.end)) ??
      null
    )
  }

  private place(start: number, end: number): Range | null {
    return (this.looked ??= placeIn(this.context.text, this.context.places, start, end, AT))
  }

  private visit(words: string, start: number, end: number, index: number, own: DayFound | null): void {
    const { text, places } = this.context
    const late = index >= 3
    const told = late ? words.includes('团') && LATE_VISITORS.test(words) : VISITORS.test(words)
    const visit = told ? visitIn(words) : null
    if (visit === null || (late && words.slice(0, visit.index).endsWith('将'))) return
    const inspects = /^深入.*(?:检查|督导)/.test(visit[0])
    if (inspects && this.context.marks.startingAt(start + visit.index + 2, PLACE) < 0) return
    if (index > 0 && isBackground(words.slice(0, visit.index), own !== null)) return
    const dated = !late || own !== null || /当[天日]/.test(words)
    const at = rangeOf(start, visit)
    const place = placeIn(text, places, start, end, TOWARDS) ?? placeWithin(places, at)
    this.put({ kind: 'visit', rule: 'R89', name: null, at }, place, dated)
  }

  private signing(words: string, first: number, start: number, end: number, index: number, current: boolean): void {
    const { found, signings } = this
    const { text } = this.context
    const told = found.some(
      ({ name }) =>
        name !== null && ((name[0] >= first && name[1] <= end) || /签[约订署字]/.test(text.slice(name[0], name[1]))),
    )
    const ceremony = told ? null : CEREMONY.exec(words)
    while (this.nextSigning < signings.length && signings[this.nextSigning].clause[0] < first) this.nextSigning++
    if (ceremony !== null && (found.length > 0 || index > 0)) {
      const at = rangeOf(start, ceremony)
      this.put({ kind: 'signing', rule: 'R93', name: null, at }, this.place(start, end) ?? found[0]?.place ?? null)
      return
    }
    const next = signings[this.nextSigning]
    if (next === undefined || next.clause[1] > end || (!current && FORMER.test(words))) return
    if (this.isOfFormerMonth() || this.isOfFormerYear() || TALLY.test(words)) return
    if (index >= LATE_SIGNING && this.own === null && !/^当[日天]/.test(words)) return
    const alone = found.every((event) => event.kind === 'other' && event.name === null && event.at[1] <= first)
    if (!alone && !(index < 3 && isSignedAt(text, this.place(start, end)))) return
    this.put({ kind: 'signing', rule: 'R93', name: null, at: [next.start, next.end] }, this.place(start, end))
  }

  /** Is the time of the segment a month before that of the publication (今年2月), and no day? */
  private isOfFormerMonth(): boolean {
    const month = this.context.published?.slice(0, 7) ?? ''
    const here = inRange(this.days, ...this.segment)
    return here.length > 0 && here.every(({ first }) => first.length === 7 && first < month)
  }

  /** Is the segment's own day of last year, or more than a year off (2018年10月23日，大桥正式开通。)? */
  private isOfFormerYear(): boolean {
    const { published } = this.context
    const { own } = this
    if (published === null || own === null) return false
    const lastYear = this.context.text.endsWith('去年', own.start)
    return lastYear ? own.last < published : own.stated && own.last < yearBefore(published)
  }

  /** Are these the days of a visit, on one of which something else took place? */
  private isOfVisit(day: DayFound | null): boolean {
    if (day === null || day.first === day.last) return false
    return this.found.some(({ kind, date }) => kind === 'visit' && date !== null && date.at[0] === day.start)
  }

  /** Does a date lie within the days of a visit? */
  private isDuringVisit(date: EventFound['date']): boolean {
    if (date === null) return false
    return this.found.some(
      (visit) =>
        visit.kind === 'visit' && visit.date !== null && visit.date.start <= date.start && date.end <= visit.date.end,
    )
  }

  /**
   * Is a meeting that was told with the days of a visit told again, with the one it was held on (5月8日至10日来访，并出席
   * 某联席会议。9日，联席会议召开)? Its opening or closing is not all of it.
   */
  private isNarrowed({ kind, name, date }: EventFound, again: Named, day: EventFound['date']): boolean {
    if (kind !== 'meeting' || date === null || day === null || day.start !== day.end) return false
    const { text } = this.context
    const words = text.slice(...this.segment)
    const ofVisit = this.found.some((visit) => visit.kind === 'visit' && visit.date?.at[0] === date.at[0])
    if (!ofVisit || day.start < date.start || day.end > date.end || /[开闭]幕/.test(words)) return false
    if (name === null) return again.name === null
    return again.name === null
      ? words.includes(text.slice(name[1] - 3, name[1]))
      : text.slice(...name).endsWith(text.slice(...again.name))
  }

  /** Where nothing but visits and signings is told: a meeting that somebody went to, or that is only spoken of. */
  orAttended(segments: readonly Segment[]): void {
    if (this.found.some(({ kind }) => kind !== 'visit' && kind !== 'signing')) return
    for (const segment of segments.slice(0, 3)) this.attended(...this.enter(segment))
    if (!this.has('visit') || this.has('meeting')) return
    for (const segment of segments) {
      const [start, end] = this.enter(segment)
      const spoken = SPOKEN_AT.exec(this.context.text.slice(start, end))
      if (spoken === null) continue
      this.unnamed('meeting', 'R92', start, end, spoken)
      return
    }
  }

  /** Goes back to a segment: to what the report itself says there, and the day it names. */
  private enter({ start, end }: Segment): Range {
    this.looked = undefined
    this.segment = [Math.max(start, this.context.from), end]
    this.own = this.ownDay(inRange(this.days, ...this.segment))
    return this.segment
  }

  /** An occasion that is told of when it closes begins on the day it is told to have opened (18日开幕的某会今天闭幕). */
  fromOpening(event: EventFound): EventFound {
    const { date, at } = event
    const { text } = this.context
    if (date === null || !CLOSES.test(text.slice(at[1], at[1] + 40))) return event
    const opened = this.days.find((day) => {
      if (day.first.length !== DAY || day.first >= date.start || daysBetween(day.first, date.start) > LASTS)
        return false
      return day.end <= at[0]
        ? OPENED_ON.test(text.slice(day.end, at[0]))
        : day.start - at[1] < NEAR && OPENED_THEN.test(text.slice(day.end, day.end + 8))
    })
    return opened === undefined ? event : { ...event, date: { ...date, start: opened.first } }
  }

  private unnamed(kind: EventKind, rule: string, start: number, end: number, match: RegExpExecArray): void {
    this.put({ kind, rule, name: null, at: rangeOf(start, match) }, this.place(start, end))
  }

  /**
   * The day of an occasion beside another in its sentence: the one right behind its name (某会将于6月2日举行), or before it
   * behind 于 (5月14日到某地考察，并于15日召开座谈会).
   */
  private dayOf({ at, name }: Named): DayFound | null {
    const { text } = this.context
    const here = inRange(this.days, ...this.segment)
    if (here.length < 2) return null
    const own = name === null ? undefined : here.find(({ start }) => start >= at[1] && start - at[1] < 24)
    if (own !== undefined && THEN.test(text.slice(at[1], own.start))) return own
    return here.findLast((day) => day.end <= at[0] && text.charAt(day.start - 1) === '于') ?? null
  }

  /** Is it held on a later day of the report than those of its kind that are known? */
  private isOfNextDay({ rule }: Named, day: DayFound | null, known: readonly EventFound[]): boolean {
    if (rule !== 'R88' || day === null || !this.isOfReport(day)) return false
    return known.every(({ date }) => date !== null && date.end < day.first)
  }

  /** Adds an occasion; one of a kind that is known already only tells what that lacks, unless it is a second one. */
  private put(told: Named, place: Range | null, dated = true): void {
    const { found, own } = this
    const { text } = this.context
    const words = text.slice(...this.segment)
    const day = this.dayOf(told) ?? own ?? (ANOTHER_TIME.test(words) ? null : this.day)
    const spread = own === null && told.kind === 'meeting' && this.isOfVisit(day)
    const date = dateOf(day, dated && !spread)
    const occasion = { ...told, kind: kindOfActivity(text, told, date) }
    const same = found.filter((event) => event.kind === occasion.kind)
    const bare = same.findIndex((event) => event.name === null && event.date === null)
    const fits = bare >= 0 && this.isDuringVisit(date) && (place === null || same[bare].place === null)
    if (fits && occasion.name !== null && occasion.kind === 'meeting') {
      found[found.indexOf(same[bare])] = { ...occasion, date, place: place ?? same[bare].place }
      return
    }
    const beside = same.length > 0 && (own !== null || BESIDE.test(words))
    if (beside && found.length < MOST && (isSecond(text, occasion, same) || this.isOfNextDay(occasion, own, same))) {
      const its = this.dayOf(told) ?? own ?? (/当[天日晚]|同[日期]/.test(words) ? day : null)
      found.push({ ...occasion, date: dateOf(its, dated), place })
      return
    }
    if (same.length > 0) {
      const [first] = same
      const known = this.isNarrowed(first, told, date) ? null : first.date
      found[found.indexOf(first)] = { ...first, place: first.place ?? place, date: known ?? date }
      return
    }
    const within = occasion.kind === 'signing' || (occasion.kind === 'other' && occasion.name === null)
    const main = within ? (found[0]?.place ?? null) : null
    found.push({ ...occasion, date, place: place ?? main })
  }
}

/** The events of a report, the main ones first named. Rules: [R88] held, [R89] visits, [R92] talks, [R93] signings. */
export function eventsOf(context: EventContext): EventFound[] {
  const occasions = new Occasions(context)
  const segments = context.segments.filter((segment) => segment.end > context.from)
  segments.forEach(({ start, end }, index) => occasions.read(start, Math.max(start, context.from), end, index))
  occasions.orAttended(segments)
  const visit = occasions.found.find(({ kind, date }) => kind === 'visit' && date !== null)
  // Talks on a day of the visit that is not told are a part of it.
  const own = occasions.found.filter(
    ({ rule, date, at }) => visit === undefined || rule !== 'R92' || date !== null || isOfAnotherTime(context.text, at),
  )
  return own.map((event) => occasions.fromOpening(event))
}

/** Does the sentence before a place tell of another time than the report's? */
function isOfAnotherTime(text: string, [at]: Range): boolean {
  const before = text.slice(Math.max(0, at - 80), at)
  return ANOTHER_TIME.test(before.slice(before.lastIndexOf('。') + 1))
}

/** How many days one day comes before another. */
function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000
}

/** The same day a year before. */
function yearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`
}

function rangeOf(start: number, match: RegExpExecArray): Range {
  return [start + match.index, start + match.index + match[0].length]
}
