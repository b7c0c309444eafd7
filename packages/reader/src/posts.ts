/**
 * Posts 职务 beside a name: the apposition is read from the name backwards, segment by segment, and cut where the
 * sentence's own words begin. As written, organisation included.
 */
import { Characters, DIGITS } from './characters.ts'
import { CRAFTS, JOBS, wordsOf } from './lexicon.ts'
import { NOUN, PLACE, POST } from './marks.ts'
import type { Marks } from './marks.ts'
import { pattern } from './patterns.ts'
import { isHan, mayAllBeGiven, surnameLength } from './surnames.ts'

/** A post's place in the flow. */
export interface PostRange {
  readonly start: number
  readonly end: number
}

const HARD = new Characters('，。；：！？\n“”‘’（）()《》【】 —…')
/** Words of the sentence that no post contains: a post begins after the last of them. */
const CUTS = pattern(
  'g',
  '(?<!自)由|(?<![数依证根])据|(?<!工作|美|公司|集团|[大小中]学|学院|协会|商会|[店厂团馆])的(?!负责人)(?:有(?![关限机]))?|',
  '(?<=公司|集团|学院?|协会|商会|[店厂团馆])的(?=[㐀-鿿]{0,4}[省市州县区]长)|',
  '(?<=(?:考察|调研|参加|出席|视察|督导)[^，。；、]{0,14}工作)的|(?:(?:理事长|会长|主席|主办|承办|协办|成员|牵头)单位|[主承协]办方)(?=[㐀-鿿])|',
  '了|(?<![方志])向|(?<![存所])在(?!线|职)|来自|以及|(?<![高平中初同])等(?!级)|',
  '包括|其中|邀请|会见|见到|访问|拜访|拜会|走访|欢迎|陪同|现任|新任|曾任|担任|作为|作者为|根据|按照|通过|会上|会后|',
  '(?<![㐀-鿿])会前|会前(?!任?副?[主理总会秘董院校所执])|期间|当[天日]|[近日昨今]日|随后|',
  '之后|同时|此外|\\d[日时]|(?:19|20)\\d{2}年(?!度|代)(?:\\d{1,2}月)?|月[初底]|[上下]午|当晚|记者|通讯员|与会(?!长)|',
  '与(?=会长)|介绍|看望|慰问|聘任|派出|告诉|带领|率领|',
  '还有|出自|(?:还|也|分别|先后)[与向和同]|(?<=主任|[院校会团]长|主席|教师|负责人)为|',
  '赠[予给送]|递[给到]|交给|援引|恰逢|(?<!其)[他她]们?[和同与]|东道主|代表[为有是]|听取|握着|[上下][与同]|',
  '[与同](?<=在(?![线职校建川京地党])[^，。；、与同]{1,12}(?:[楼堂馆厅店里内]|大学|中心)[与同])|',
  '(?<!受)让(?!胡路)|受到|得到|收到|接到|一行[与同和]?|选举|推选|任命|授予|决定|见证(?!人)|(?<=[㐀-鿿])是',
)
/** Words that only begin a segment, never stand inside a post. */
const OPENINGS = pattern(
  '',
  '^(?:[受将被为与及让请使到给就以也并由但着]|从(?!江县|化[市区])|同(?!济|仁|程|方|江|德|心|安|创|盟|升)|当(?![阳涂雄代选])|',
  '随(?!员)|和(?!田|县|平|静|龙|硕|顺|政|布)|携(?![程手])|率(?!先)|经(?![济贸信开])|应(?!急)|愿(?=[与同和])|如(?!皋|东|意|家|新)|',
  '对(?![外口台俄])|',
  '该(?:公司|集团|企业|中心|[校厅局市省县区院会馆])|深受|正如|[\\d]+(?:名|位|家|个)|[两三四五六七八九十]+(?:名|位|个(?!星))|一行|代表(?!团|处|大会|人))',
)
/** The first characters of those. */
const OPENS = new Characters(
  '受将被为与和及从让请使到给随就以也并由但着同当率携经应愿如对该深正一代两三四五六七八九十',
  DIGITS,
)
/** Words of serving that open a segment and let the apposition go on before them. */
const SERVING = /^(?:现任|时任|兼任|曾任)$/
/** The end of a ministry named after several matters: (某国投资、)贸易和工业部副部长. */
const MINISTRY =
  /^[㐀-鿿]{2,6}[和与][㐀-鿿]{2,8}(?:[部局厅委署][㐀-鿿]{0,12}(?:[部局厅署司处]长|主任|主管)|[部局厅委署](?:副?秘书长|国务秘书)|大臣|参赞)$/
const ORGANISATION_END = /[部委办局厅院会司处署府社团校所心组]$/

const CLOSING_BRACKET = 0x29
const COMMA_OF_LISTS = 0x3001

/** No post is longer. */
const LONGEST = 80

/** A short note in brackets that is part of the post before it (副校长(挂职)), not where somebody stands (（右二）). */
export const NOTE = /[(](?!从?[左右前后中]|列席|视频)[㐀-鿿]{1,8}[)]$/

/** The head of a post that ends at a place, its note apart, or -1. */
function headBefore(text: string, marks: Marks, end: number, kinds: number): number {
  if (text.charCodeAt(end - 1) !== CLOSING_BRACKET) return marks.endingAt(end, kinds)
  const note = NOTE.exec(text.slice(Math.max(0, end - 10), end))
  return marks.endingAt(end - (note?.[0].length ?? 0), kinds)
}

const CLOSING_TITLE = 0x300b
/** A post with a paper or a work, behind its title (《某报》社长, 《某报》新闻中心主任). */
const OF_PAPER = /^[㐀-鿿]{0,8}(?:社长|总编辑?|主编|编辑|主任|导演|制片人|主笔|总裁|经理)$/

const DASH = 0x2014

/** Words for people whom a dash tells more of: 主讲人—某大学教授. */
const OF_PERSON = /(?:主讲人|主持人|嘉宾|讲者|专家)$/

/** Is the dash that ends at a place a single one within the name of a body (中国—东盟中心), and none behind somebody? */
function isInName(text: string, marks: Marks, at: number): boolean {
  if (
    !isHan(text.charCodeAt(at)) ||
    !isHan(text.charCodeAt(at - 2)) ||
    OF_PERSON.test(text.slice(Math.max(0, at - 4), at - 1))
  )
    return false
  return marks.endingAt(at - 1, POST | NOUN) < 0 && marks.startingAt(at, POST) < 0
}

/** The start of the segment that ends at `end`, and whether 、 stands before it. Brackets inside a name are skipped. */
function segmentStart(text: string, marks: Marks, end: number, least: number): { start: number; listed: boolean } {
  const floor = Math.max(least, end - LONGEST)
  let at = end
  while (at > floor) {
    const unit = text.charCodeAt(at - 1)
    if (unit === CLOSING_BRACKET) {
      const first = Math.max(floor, at - 14)
      const open = first + text.slice(first, at).lastIndexOf('(')
      if (open > first && !HARD.at(text, open - 1)) {
        at = open
        continue
      }
    }
    if (unit === 0x201d) {
      const first = Math.max(0, at - 16)
      const open = text.slice(first, at).lastIndexOf('“')
      if (open >= 0 && at < end && !/[，。；：、！？…]/.test(text.slice(first + open, at))) {
        at = first + open
        continue
      }
    }
    if (unit === CLOSING_TITLE && OF_PAPER.test(text.slice(at, end))) {
      const first = Math.max(floor, at - 16)
      const open = text.slice(first, at).lastIndexOf('《')
      if (open >= 0) {
        at = first + open
        continue
      }
    }
    if (unit === COMMA_OF_LISTS) return { start: at, listed: true }
    if (unit === DASH && isInName(text, marks, at)) {
      at--
      continue
    }
    if (HARD.has(unit)) return { start: at, listed: false }
    at--
  }
  return { start: at, listed: false }
}

/** 与, 和 and 同 part two sides where a place or an office of another region follows. */
const SIDE_JOINS = new Characters('与和同及')

const GOING = new Characters('在于到赴')

/** Does a place that something is done at end here (在某省某市与…)? */
function endsVenue(text: string, marks: Marks, at: number): boolean {
  let start = at
  for (let place = marks.endingAt(at, PLACE); place >= 0 && start > 0; place = marks.endingAt(start, PLACE))
    start = marks.starts[place]
  return GOING.at(text, start - 1)
}

/** What goes before a post only where a place follows: 同某县县长座谈, 有某省副省长; a firm may begin so (同程, 有道). */
const BEFORE_PLACE = new Characters('同有用')

/** Does a place begin with the 和 or 同 that stands here, and go beyond the one behind it (和田地区, not 同江苏省)? */
function isLongerPlace(marks: Marks, at: number): boolean {
  const whole = marks.startingAt(at, PLACE)
  return whole >= 0 && marks.ends[whole] >= marks.ends[marks.startingAt(at + 1, PLACE)]
}

/** Does a place begin here that may be another side, no short name of a county (环境与资源保护委员会)? */
function opensSide(marks: Marks, at: number): boolean {
  const place = marks.startingAt(at, PLACE)
  if (place < 0) return false
  const { full, large, codes } = marks.entry(place)
  return full || large !== null || codes.length === 0
}

/** Is 和 behind the 、 of a list, so that it joins nothing and begins a name (某会会长、和成公司董事长)? */
function isListedAnd(text: string, marks: Marks, at: number): boolean {
  if (text.charAt(at) !== '和' || text.charAt(at - 1) !== '、') return false
  return marks.endingAt(at - 1, POST) >= 0 && marks.startingAt(at + 1, POST | PLACE) < 0
}

/** Where the post itself begins inside a segment. */
function cutStart(text: string, marks: Marks, start: number, end: number): number {
  let from = start
  for (let at = end - 2; at > start; at--) {
    if (!SIDE_JOINS.at(text, at) || !opensSide(marks, at + 1) || isLongerPlace(marks, at)) continue
    if (marks.endingAt(at + 1, PLACE) >= 0 || (marks.endingAt(at, PLACE) >= 0 && !endsVenue(text, marks, at))) continue
    from = at + 1
    break
  }
  const words = text.slice(start, end)
  CUTS.lastIndex = 0
  for (let match = CUTS.exec(words); match !== null; match = CUTS.exec(words)) {
    const after = start + match.index + match[0].length
    if (after < end) from = Math.max(from, after)
  }
  if (BEFORE_PLACE.at(text, from) && marks.startingAt(from + 1, PLACE) >= 0 && !isLongerPlace(marks, from)) from++
  while (OPENS.at(text, from) && !isListedAnd(text, marks, from)) {
    const opening = OPENINGS.exec(text.slice(from, Math.min(end, from + 6)))?.[0]
    if (opening === undefined || from + opening.length >= end) return from
    from += opening.length
  }
  return from
}

/** A title of honour inside a segment parts two posts: 中科院院士某大学院长. */
function partSegment(text: string, start: number, end: number): PostRange[] {
  const inside = text.slice(start, end - 2).lastIndexOf('院士')
  if (inside < 2) return [{ start, end }]
  return [
    { start, end: start + inside + 2 },
    { start: start + inside + 2, end },
  ]
}

/** What a post of its own before ， begins with. */
const OF_OFFICE = /^(?:中共|国家|全国|自治区|党|[省市县区州盟旗](?:委|政|人|纪))/

/** A post of a body of the same office, listed behind another (某县委常委、统战部部长). */
const OF_BODY_HEAD = /^[一-鿿]{1,10}[部委办局厅处会]副?[部主局厅处会秘]/
/** Does nothing but a post stand before the ， at a place, between it and the mark before (市委副书记，市长甲)? */
function isPostBefore(text: string, marks: Marks, at: number, floor: number): boolean {
  const end = at - 1
  if (text.charAt(end) !== '，' || end <= floor || marks.endingAt(end, POST) < 0) return false
  const { start, listed } = segmentStart(text, marks, end, floor)
  const head = marks.endingAt(end, POST)
  if (listed) return marks.starts[head] === start || OF_BODY_HEAD.test(text.slice(start, end))
  if ((start === floor && start > 0) || cutStart(text, marks, start, end) !== start) return false
  const office = OF_OFFICE.test(text.slice(start, start + 4)) || marks.startingAt(start, PLACE) >= 0
  return office && isPost(text, marks, start, end)
}

/** Titles that stand behind a name. */
const BEHIND_NAME = new Set(
  wordsOf(
    '教授 副教授 研究员 副研究员 院士 工程师 高级工程师 主任 副主任 处长 副处长 副厅长 副局长 副省长 副市长 副县长 副区长 副院长 副校长',
  ),
)
/** What goes before such a title without being a name. */
const RANKS = /^(?:高级|资深|首席|特聘|客座|荣誉|名誉|常务|专职|兼职|党组|时任|现任|党委)$/
/** What the name of an office or a body ends in. */
export const ENDS_BODY = new Characters('部院系所会校学司局厅委办心处室府')

/** Is the end of a segment a name with its title (某学院苗若砚教授), so that what follows is another's post? */
function endsName(text: string, marks: Marks, end: number): boolean {
  const head = marks.endingAt(end, POST)
  if (head < 0 || !BEHIND_NAME.has(marks.entry(head).word)) return false
  const name = marks.starts[head]
  if (RANKS.test(text.slice(name - 2, name))) return false
  return [3, 2].some((size) => {
    const family = surnameLength(text, name - size)
    const opens = ENDS_BODY.at(text, name - size - 1) || text.charAt(name - size - 1) === '、'
    const given = name - size + family
    for (let i = given; i < name; i++) if (ENDS_BODY.at(text, i)) return false
    return family > 0 && family < size && opens && mayAllBeGiven(text, given, name)
  })
}

/** Does the segment tell what the name before it serves as (由甲担任领队、某会会长乙…)? */
function isOfNameBefore(text: string, start: number, cut: number): boolean {
  return text.slice(start, cut).endsWith('担任') && (cut - start > 2 || !/[，。；、\n]/.test(text.charAt(start - 1)))
}

const jobs = new Set(wordsOf(JOBS))
const crafts = new Set(wordsOf(CRAFTS))
/** What the name of such a body ends in. */
const IN_BODY =
  /[一-鿿](?:[公司团院校所局厅委办处部室会馆队社站行报刊》]|中心|集团|展位|政府|企业)(?:的|驻[一-鿿]{1,6})?$/
/** Who sends somebody out to speak for it: an office or an association, not a firm. */
const SENDS = /(?:处|协会|商会|学会|联盟|基金会|组织|委员会|使馆|驻[一-鿿]{1,6})$/

/** Is a noun for people a post, by the body before it? */
function isJob(word: string, before: string): boolean {
  if (!jobs.has(word) || (word === '队员' && before.length < 5)) return false
  return (word === '代表' ? SENDS : IN_BODY).test(before) && !/^.{0,4}(?:[各全本多]|等)/.test(before)
}

/** Is the segment a post of its own: does it end in a post's head, with more than a bare job before it? */
function isPost(text: string, marks: Marks, start: number, end: number): boolean {
  const head = headBefore(text, marks, end, POST | NOUN)
  if (head < 0) return false
  const word = marks.entry(head).word
  const before = text.slice(start, marks.starts[head])
  if ((marks.kinds[head] & POST) === 0) return isJob(word, before)
  if (crafts.has(word)) return IN_BODY.test(before)
  if (word === '专家' && /(?:首席|高级|资深|特聘)[㐀-鿿]{0,4}$/.test(before)) return true
  if (word === '教师' || word === '专家' || word === '讲师')
    return before.length >= 2 && /[校院系所学中心社会]/.test(before)
  if (word === '成员' && /(?:[表问察访流]团|[察研查]组)$/.test(before)) return false
  if (word === '成员' || word === '导师' || word === '助理' || word === '秘书' || word === '经理')
    return before.length >= 2
  return true
}

/**
 * The posts of the apposition that ends where a name begins, first to last, and where the apposition starts.
 * Rules: [R16] segments parted by 、 are posts where each ends in a head, [R17] halves that cannot stand alone stay
 * together, [R18] the sentence's own words are cut off, [R19] nouns for people are no posts.
 */
export function postsBefore(
  text: string,
  marks: Marks,
  at: number,
  floor: number,
): { posts: PostRange[]; from: number } {
  const posts: PostRange[] = []
  let end = at
  let from = at
  for (let count = 0; count < 8; count++) {
    let { start, listed } = segmentStart(text, marks, end, floor)
    if (count === 0 && headBefore(text, marks, end, POST | NOUN) < 0) {
      if (!listed || !ORGANISATION_END.test(text.slice(start, end))) break
      end = start - 1
      continue
    }
    for (let joins = 0; joins < 8 && listed && joinsLeft(text, marks, start, end, floor); joins++)
      ({ start, listed } = segmentStart(text, marks, start - 1, floor))
    const cut = cutStart(text, marks, start, end)
    if ((posts.length > 0 && isOfNameBefore(text, start, cut)) || (count > 0 && endsName(text, marks, end))) break
    if (cut < end && isPost(text, marks, cut, end)) posts.unshift(...partSegment(text, cut, end))
    from = Math.min(from, cut)
    const goesOn = listed || (cut === start && isPostBefore(text, marks, start, floor))
    if (!goesOn || (cut > start && !SERVING.test(text.slice(start, cut))) || start - 1 <= floor) break
    if (headBefore(text, marks, start - 1, POST | NOUN) < 0) break
    end = start - 1
  }
  return { posts, from }
}

/** What stands before somebody by whom something is told or done. */
const TOLD_BY = new Characters('据由经与和同')

/** Do the halves around 、 make one post (甲办、乙办副主任): an organisation without a head, then one with? */
function joinsLeft(text: string, marks: Marks, start: number, end: number, floor: number): boolean {
  const opened = segmentStart(text, marks, start - 1, floor)
  const left = opened.start + (TOLD_BY.at(text, opened.start) ? 1 : 0)
  const words = text.slice(left, start - 1)
  const head = marks.endingAt(end, POST)
  if (marks.endingAt(start - 1, POST | NOUN) >= 0 || head < 0 || marks.starts[head] - start < 2) return false
  if (MINISTRY.test(text.slice(start, end)) && isOfMinistry(text, marks, left, start - 1, opened.listed)) return true
  if (words.length < 3 || words.length > 24 || !ORGANISATION_END.test(words)) return false
  return marks.startingAt(start, PLACE) < 0 || marks.startingAt(left, PLACE) >= 0
}

/** Is a segment what else a ministry is for, whose land is named here or before (某国投资、贸易和工业部)? */
function isOfMinistry(text: string, marks: Marks, start: number, end: number, listed: boolean): boolean {
  const place = marks.startingAt(start, PLACE) >= 0 || UNIT_WITHIN.test(text.slice(start, end))
  return end - start <= 16 && (place || (listed && end - start <= 4 && /^[㐀-鿿]+$/.test(text.slice(start, end))))
}

const UNIT_WITHIN = /^[㐀-鿿]{2,8}(?:州|省|国|联邦)/
