/**
 * Mentions of people in a flow: the name, and the posts that stand beside it. A name is looked for where a post or a
 * noun for people ends, along the lists that follow, before titles, and wherever a name known by now stands again.
 */
import { partsWord } from './acts.ts'
import { Characters, DIGITS, SPACES } from './characters.ts'
import { BEHIND_POSTS, CHINA_AND_JAPAN, JAPAN_AND_CHINA, NOT_NAMES, wordsOf } from './lexicon.ts'
import { ACT, AFTER, AGREEMENT, EVENT, FIELD, FOLLOW, NOUN, PLACE, POST, isCountyOrAbroad } from './marks.ts'
import type { Marks } from './marks.ts'
import { amongNames, dottedEnd, endClarity, isLatin, listedEnd, nameAfterPost, nameEnd } from './names.ts'
import type { NameContext } from './names.ts'
import { bytes } from './memory.ts'
import { Pairs } from './pairs.ts'
import { matchesOf, pattern } from './patterns.ts'
import { ENDS_BODY, NOTE, postsBefore } from './posts.ts'
import type { PostRange } from './posts.ts'
import type { Segment } from './segments.ts'
import { WordSieve } from './sieve.ts'
import {
  isHan,
  isLikelyGiven,
  isRareSurname,
  isSound,
  isSeldomGiven,
  mayAllBeGiven,
  mayBeGiven,
  surnameLength,
} from './surnames.ts'

/** One place where a person is named. Offsets are the flow's. */
export interface Mention {
  readonly start: number
  readonly end: number
  readonly name: string
  /** Posts stated beside the name here; those shared by a list of names are given to each. */
  posts: readonly PostRange[]
  /** Where the whole apposition begins. */
  readonly from: number
  /** Where it ends: after the titles behind the name. */
  readonly to: number
  /** The rule that told the name. */
  readonly rule: string
}

/** The words of two characters that only look like names, as numbers. */
const notNames = new Set(
  wordsOf(NOT_NAMES)
    .filter((word) => word.length === 2)
    .map((word) => pairAt(word, 0)),
)
const JOINS = new Characters('、和与及，')

/** What joins a name to the one before it, where it stands at a place. */
function joinAt(text: string, at: number): string | null {
  if (JOINS.at(text, at)) return text.charAt(at)
  return text.startsWith('以及', at) ? '以及' : null
}

function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)
}

/** May a name begin here: is there no other word of the lexicon, nor one that only looks like a name? */
export function mayBeginName(text: string, marks: Marks, at: number): boolean {
  if (isCounting(text, at) || isParty(text, marks, at) || isBy(text, at)) return false
  if (isAdverb(text, marks, at)) return false
  const announced = isAnnounced(text, marks, at)
  if (notNames.has(pairAt(text, at)) && !announced && surnameLength(text, at) < 2) return false
  if (text.charAt(at) === '和' && (!isLikelyGiven(text.charCodeAt(at + 1)) || marks.startingAt(at + 1, PLACE) >= 0))
    return false
  for (let i = marks.from[at]; i < marks.from[at + 1]; i++) {
    const other = marks.kinds[i] & (PLACE | POST | NOUN | AGREEMENT | EVENT | FIELD)
    const entry = marks.entry(i)
    if (other === PLACE && isDottedOn(text, marks.ends[i])) continue
    if (other === PLACE && (surnameLength(text, at) === 2 || (entry.word.length === 2 && isCountyOrAbroad(entry))))
      continue
    if (announced && !entry.full && marks.ends[i] - at === 2 && (other & (POST | NOUN)) === 0) continue
    if (other !== 0 && marks.ends[i] - at >= 2) return false
  }
  return true
}

/** Does a place run on into a name with a dot, at once or behind some sounds (阿里木·吐尔迪)? */
function isDottedOn(text: string, end: number): boolean {
  let at = end
  while (at < end + 4 && isSound(text.charCodeAt(at))) at++
  return text.charAt(at) === '·'
}

const ENDS = new Characters('，。、；：在')
const CLOSES = new Characters('，。、；')

/**
 * Does a post announce a name of three characters here, closed behind, with a last one that given names like or, behind
 * a common surname, may have?
 */
function isAnnounced(text: string, marks: Marks, at: number): boolean {
  const last = text.charCodeAt(at + 2)
  const may = mayBeGiven(last) && !isSeldomGiven(last) && !OFFICIAL.has(last)
  const closed = CLOSES.at(text, at + 3) && marks.endingAt(at, POST) >= 0
  const common = may && (closed || !isRareSurname(text.charCodeAt(at)))
  return (
    (isLikelyGiven(last) || common) &&
    (ENDS.at(text, at + 3) || marks.startingAt(at + 3, ACT) >= 0) &&
    surnameLength(text, at) === 1 &&
    (text.charAt(at - 1) === '、' || marks.endingAt(at, POST) >= 0)
  )
}

const GOES_ON = new Characters('余元')
const COUNTS = new Characters(DIGITS, '十百千万亿')

/** Does 余 or 元 go on a number (百余人, 亿元人民币)? */
function isCounting(text: string, at: number): boolean {
  return GOES_ON.at(text, at) && COUNTS.at(text, at - 1)
}

/** Does a surname that is far more often another word, or 曾, stand right before a verb (代表团团长时指出, 教授曾表示)? */
function isAdverb(text: string, marks: Marks, at: number): boolean {
  const may = isRareSurname(text.charCodeAt(at)) || text.charAt(at) === '曾'
  const verb = may ? marks.startingAt(at + 1, ACT) : -1
  return verb >= 0 && marks.ends[verb] - at > 2
}

const BY = /^由[㐀-鿿]{1,8}(?:推荐|担任|委派|选派|提名|任命|聘任|兼任|出任|轮任)/

/** Is it 由 that tells who gives or holds a post (院长由学校推荐)? */
function isBy(text: string, at: number): boolean {
  return text.charAt(at) === '由' && BY.test(text.slice(at, at + 12))
}

/** Is it a party called by one character, which no post or list introduces (韩方表示, 同萨方一道)? */
function isParty(text: string, marks: Marks, at: number): boolean {
  if (text.charAt(at + 1) !== '方' || text.charAt(at - 1) === '、' || marks.endingAt(at, POST) >= 0) return false
  return !isHan(text.charCodeAt(at + 2)) || marks.startingAt(at + 2, ACT | FOLLOW) >= 0
}

/** Titles right behind a name (教授, 院士) and where they end. */
function titlesAfter(marks: Marks, at: number): PostRange[] {
  const title = marks.startingAt(at, AFTER)
  return title < 0 ? [] : [{ start: at, end: marks.ends[title] }]
}

/** Where the sex or the people that is told in brackets behind a name ends (甲某（女，苗族）). */
function behindNature(text: string, at: number): number {
  if (text.charAt(at) !== '(') return at
  return (
    at + (/^[(](?:[男女]|[㐀-鿿]{1,6}族)(?:[，、][㐀-鿿]{1,6}族)?[)]/.exec(text.slice(at, at + 18))?.[0].length ?? 0)
  )
}

/** By its own form: a dotted name, one without a known surname, or a surname with one or two characters. */
function ruleOf(text: string, start: number, end: number): string {
  if (text.slice(start, end).includes('·')) return 'R13'
  return surnameLength(text, start) === 0 ? 'R14' : 'R10'
}

/** The rest of a list that ends in what it is of: 、某某等区县. */
const LISTS_PLACES = /^(?:、[㐀-鿿]{2,6}){0,6}等[^，。；、]{0,3}[省市县区州旗盟地]/

/** Is an item the name of a place among others (甲、东川、安宁等区县负责人)? */
function isListedPlace(text: string, marks: Marks, start: number, end: number): boolean {
  const place = marks.startingAt(start, PLACE)
  return place >= 0 && marks.ends[place] === end && LISTS_PLACES.test(text.slice(end, end + 40))
}

const SPEAKS_OF_JAPAN = pattern('', `日本|知事|${JAPAN_AND_CHINA}|${CHINA_AND_JAPAN}`)

class Collector {
  readonly found: Mention[] = []
  /** Names that were found with posts. */
  private readonly posted = new Set<string>()
  private readonly taken: Uint8Array
  private readonly byStart = new Map<number, Mention>()
  readonly context: NameContext

  constructor(text: string, marks: Marks) {
    this.context = { text, marks, pairs: new Pairs(text), ofJapan: SPEAKS_OF_JAPAN.test(text) }
    this.taken = bytes(text.length + 1)
  }

  free(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.taken[i] !== 0) return false
    return true
  }

  add(start: number, end: number, posts: readonly PostRange[], from: number, told?: string, alias?: string): Mention {
    const { text, marks } = this.context
    const titles = titlesAfter(marks, end)
    const to = behindNature(text, titles[0]?.end ?? end)
    this.taken.fill(1, start, end)
    const rule = told ?? ruleOf(text, start, end)
    const mention = { start, end, name: alias ?? text.slice(start, end), posts: [...posts, ...titles], from, to, rule }
    this.found.push(mention)
    this.byStart.set(start, mention)
    if (mention.posts.length > 0) this.posted.add(mention.name)
    return mention
  }

  /** Adds a name with posts told of it in another way than beside it, or these to the one that stands there. */
  tell(start: number, end: number, posts: readonly PostRange[], from: number): void {
    const known = this.byStart.get(start)
    if (known?.posts.length === 0) known.posts = posts
    else if (this.free(start, end)) this.add(start, end, posts, from, 'R20')
  }

  /** Names listed after a mention without posts of their own share its posts. Rule: [R21]. */
  follow(first: Mention): void {
    const { text, marks } = this.context
    let at = first.to
    for (;;) {
      const join = joinAt(text, at)
      if (join === null) return
      const start = at + join.length
      const may = mayBeginName(text, marks, start)
      const dotted = may ? dottedEnd(this.context, start) : amongNames(this.context, start)
      const end = may && dotted < 0 ? listedEnd(this.context, start) : dotted
      if (end < 0 || !this.free(start, end) || endClarity(this.context, end) === 0) return
      if (join !== '、' && endClarity(this.context, end) < (join === '，' ? 4 : 2)) return
      if (join === '与' || join === '，' || isListedPlace(text, marks, start, end)) return
      const shared = this.posted.has(text.slice(start, end))
        ? []
        : first.posts.filter((post) => post.end <= first.start)
      at = this.add(start, end, shared, start).to
    }
  }
}

/** Words that begin with the last character of a post: 台长 in 闽台长期合作, 室长 in 办公室长年服务. */
const LONG = /^长(?:年|期|久|远|三角|途|足|廊|征|江(?:航|流|经济|大|干|口|上|中|下|沿|两岸))/

const behindPosts = new Set(wordsOf(BEHIND_POSTS))

const CHIEF = '长'.charCodeAt(0)

/** What makes another word of a post before it: 委员会, 书记们; of two characters, by their first: 主任单位. */
const BODY_BEHIND = new Characters('会团制们站岗组')
const BODIES_BEHIND = new Characters('小班机单部')
/** Heads that 国 makes a country of, 观察员 by its end. */
const OF_COUNTRY = /^(?:主席|成员|理事|会员|察员)国/
const BODY = /^(?:小组|班子|机构|单位|部门)/

/** What a leader's head may begin with: 省长, 区长. */
const UNITS = new Characters('省市州县区')

/** A leader of the state who is called by the family name (毛主席): nobody is named behind. */
const OF_STATE = /[毛周刘朱邓江胡习](?:主席|总理|总书记)$/

/** Is the head only a part of other words (秘书 of 秘书长, 委员 of 委员会, 州长 between 杭州 and another word)? */
function isPartOfLonger(text: string, marks: Marks, head: number): boolean {
  const end = marks.ends[head]
  for (let at = marks.starts[head]; at < end; at++) {
    const longer = marks.startingAt(at, POST | NOUN | EVENT)
    // Leaders are named behind 领导, whatever 导 makes with what they are called (领导游某).
    if (longer >= 0 && marks.ends[longer] > end && !text.startsWith('领导', end - 2)) return true
  }
  if (behindPosts.has(text.slice(end - 1, end + 1))) return true
  const inPlace = marks.endingAt(marks.starts[head], PLACE) >= 0
  if (!inPlace && OF_STATE.test(text.slice(marks.starts[head] - 1, end))) return true
  const town = marks.startingAt(end - 1, PLACE)
  if (town >= 0 && marks.entry(town).full && marks.ends[town] > end) return true
  const leads = text.startsWith('长', marks.starts[head] + 1) && UNITS.at(text, marks.starts[head]) && !inPlace
  const place = leads ? marks.startingAt(marks.starts[head] - 1, PLACE) : -1
  if (place >= 0 && marks.ends[place] === marks.starts[head] + 1 && !marks.entry(place).full) return true
  if (BODY_BEHIND.at(text, end) || (BODIES_BEHIND.at(text, end) && BODY.test(text.slice(end, end + 2)))) return true
  if (text.startsWith('国', end) && OF_COUNTRY.test(text.slice(end - 2, end + 1))) return true
  return text.charCodeAt(end - 1) === CHIEF && LONG.test(text.slice(end - 1, end + 3))
}

/** Where a short note in brackets behind a post ends: 副校长(挂职). */
function behindBracket(text: string, at: number): number {
  if (text.charAt(at) !== '(') return at
  return at + (/^[(][㐀-鿿]{1,8}[)]/.exec(text.slice(at, at + 10))?.[0].length ?? 0)
}

/** May a name begin with it: an ideograph, or a capital? */
function opensName(unit: number): boolean {
  return isHan(unit) || isLatin(unit)
}

/** Behind the blank between a post and a name that a mark closes: 某会会长 甲某某：…, 市委书记 乙某等. */
function behindBlank(text: string, at: number): number {
  return text.charAt(at) === ' ' && /^[㐀-鿿]{2,4}[：，、。等]/.test(text.slice(at + 1, at + 6)) ? at + 1 : at
}

/** Behind what lists those of whom a post is told: 省领导还有甲、乙. */
function behindListing(text: string, at: number): number {
  return at + (text.charAt(at - 1) === '导' ? (/^还?(?:有|包括)：?/.exec(text.slice(at, at + 4))?.[0].length ?? 0) : 0)
}

function afterPosts(text: string, marks: Marks, collector: Collector, first: number): void {
  let floor = first
  for (const head of marks.allEnding(POST | NOUN)) {
    const told = behindBracket(text, marks.ends[head])
    const at = behindBlank(text, behindListing(text, told))
    if (at < floor || at >= text.length || !opensName(text.charCodeAt(at)) || !mayBeginName(text, marks, at)) continue
    if (isPartOfLonger(text, marks, head)) continue
    const post = (marks.kinds[head] & POST) !== 0
    const end = nameAfterPost(collector.context, at, post)
    if (end < 0 || !collector.free(at, end)) continue
    const ended = NOTE.test(text.slice(marks.ends[head], told)) ? told : marks.ends[head]
    const { posts, from } = postsBefore(text, marks, ended, floor)
    const mention = collector.add(at, end, posts, from)
    collector.follow(mention)
    floor = Math.max(floor, collector.found[collector.found.length - 1].to)
  }
}

const TITLES = new Set(
  wordsOf(
    '教授 资深教授 特聘教授 讲席教授 副教授 院士 研究员 副研究员 博士生导师 总书记 同志 先生 女士 同学 学长 学姐',
  ),
)
const PUNCTUATION = new Characters(SPACES, '，。；：、！？“”（）()《》和与')
const BOUNDARY = new Characters(SPACES, '，。；：、！？“”（）()《》和与由部院系所会校学司局厅委办心处科')

/** What may stand before a name whose office is told behind it: 某市甲某某市长. */
const OF_UNIT = new Characters(SPACES, '，。；：、！？“”（）()《》和与由部院系所会校学司局厅委办心处科馆省市州县区府')

/** What parts people of a list. */
const LISTED = new Characters('、，。和与')
/** Titles of office that only tell a name before them where nobody is named behind (发改委苏禾副处长介绍). */
const OFFICES = new Set(
  wordsOf(
    '副主席 副省长 副市长 副县长 副区长 副州长 副厅长 副局长 处长 副处长 副主任 副院长 副校长 副部长 副书记 副会长 副秘书长 巡视员 一级巡视员 二级巡视员',
  ),
)
/** Leaders' titles, which tell a name before them only where an act, or 一行, stands right behind (甲某某市长一行). */
const LEADERS = new Set(
  wordsOf(
    '省长 市长 县长 区长 州长 书记 主席 主任 部长 厅长 局长 院长 校长 会长 秘书长 总裁 董事长 总经理 馆长 台长 社长 所长 参赞 公参 公使 大使',
  ),
)
/** Characters of offices, which no name before such a title has. */
const OFFICIAL = new Characters('副总支组局厅处委室部办院会司省市县区州校所府科队联协党')

/** May a title of office behind these characters be that of a person so named? */
function isHeldBy(text: string, collector: Collector, start: number, end: number, after: number): boolean {
  for (let i = start + surnameLength(text, start); i < end; i++) if (OFFICIAL.at(text, i)) return false
  const rare = isRareSurname(text.charCodeAt(start)) && !(end - start === 3 && ENDS_BODY.at(text, start - 1))
  return !rare && collector.free(after, after + 1) && !isNamePart(collector, after)
}

/** What somebody who acts goes on with. */
const GOES_ON_ACTING = /^(?:一行|[就首代详则]|对(?!外)|在[讲致会座发现])/

/** Does an act, or what goes before one, stand right behind? */
function isActing(text: string, marks: Marks, at: number): boolean {
  return GOES_ON_ACTING.test(text.slice(at, at + 2)) || marks.startingAt(at, ACT) >= 0
}

/** Does a name begin at a place? */
function isNamePart({ context }: Collector, at: number): boolean {
  return surnameLength(context.text, at) > 0 && nameEnd(context, at) > 0
}

/** What goes before a title without being a name (原常务副校长). */
const ENDS_TITLE = /(?:常务|资深|特聘)$/

/** Does 向 stand before somebody who is called by the family name (向江先生表示祝贺)? */
function isTowards(text: string, start: number): boolean {
  return text.charAt(start) === '向' && surnameLength(text, start + 1) === 1
}

/** Names that only a title behind them tells: 海洋学部温岚秋教授. Rule: [R22]. */
function beforeTitles(text: string, marks: Marks, collector: Collector): void {
  for (const i of marks.all(AFTER | NOUN | POST)) {
    const word = marks.entry(i).word
    const leads = LEADERS.has(word)
    const office = OFFICES.has(word) || leads
    if (!office && !TITLES.has(word)) continue
    const acting = !leads || isActing(text, marks, marks.ends[i])
    if (!acting && !LISTED.at(text, marks.ends[i])) continue
    const end = marks.starts[i]
    for (const size of [4, 3, 2]) {
      const start = end - size
      const family = start < 0 ? 0 : surnameLength(text, start)
      if (family === 0 || size - family > 2 || !collector.free(start, end)) continue
      const boundary = /^(?:同志|先生|女士)$/.test(word) ? PUNCTUATION : office ? OF_UNIT : BOUNDARY
      if (ENDS_TITLE.test(text.slice(start, end)) || (size === 2 && isTowards(text, start))) continue
      if (!mayBeginName(text, marks, start) || (start > 0 && !boundary.at(text, start - 1))) continue
      if (!mayAllBeGiven(text, start + family, end)) continue
      if (!acting && !ENDS_BODY.at(text, start - 1)) continue
      if (office && !isHeldBy(text, collector, start, end, marks.ends[i])) continue
      const { posts, from } = postsBefore(text, marks, start, 0)
      collector.add(start, end, posts, from, 'R22')
      break
    }
  }
}

/** Is there no surname that leaves one or two characters of a name of this size? */
function badFamily(text: string, start: number, size: number): boolean {
  const family = surnameLength(text, start)
  return family === 0 || size - family > 2
}

const SAYS = new Characters('，：“')
const OPENS = new Characters('，。；：“”\n所院部')

/**
 * Names that only their act tells: a clause begins with one and goes on with a verb of saying, or who leads is told
 * behind 由. Rule: [R23].
 */
function beforeActs(text: string, marks: Marks, collector: Collector): void {
  for (const i of marks.all(ACT)) {
    const { act, word } = marks.entry(i)
    if (word.length < 2 && !SAYS.at(text, marks.ends[i])) continue
    if ((act !== 'speak' && act !== 'chair' && act !== 'lead') || partsWord(text, marks.starts[i])) continue
    let end = marks.starts[i]
    if (text.slice(end - 2, end) === '分别') end -= 2
    else if (text.charAt(end - 1) === '在') end--
    for (const size of [4, 3, 2]) {
      const start = end - size
      if (start < 0 || !collector.free(start, end) || badFamily(text, start, size)) continue
      if (!mayBeginName(text, marks, start) || isRareSurname(text.charCodeAt(start))) continue
      if (act === 'lead' ? text.charAt(start - 1) !== '由' : start > 0 && !OPENS.at(text, start - 1)) continue
      if (!mayAllBeGiven(text, start + 1, end) || marks.endingAt(end, POST) >= 0) continue
      collector.follow(collector.add(start, end, [], start, 'R23'))
      break
    }
  }
}

/** Verbs by which a sentence tells who else was there. */
const TAKING_PART = new Set(['attend', 'accompany', 'witness', 'inspect', 'meet'])

/** Others with their posts who are joined to names and take part with them: 甲、乙和某省领导丙参加. */
const JOINED = /^(?:和|及|以及)[^，。；]{2,60}?(?:参加|出席|陪同)/

/** Whom names listed before it are counted among: 甲、乙等某省领导. */
const AMONG = /^等[^，。；、“”]{1,12}领导(?=出席|参加|陪同|一同|分别|共同|考察|参与|见证)/

/**
 * Names that open a sentence of their own and take part: 甲、乙、丙等参加; those counted among leaders have that post.
 * Rule: [R28].
 */
function presentOnes(text: string, marks: Marks, segments: readonly Segment[], collector: Collector): void {
  for (const { start: first } of segments) {
    const names: [number, number][] = []
    let at = first
    while (names.length < 40 && surnameLength(text, at) > 0 && mayBeginName(text, marks, at)) {
      const end = nameEnd(collector.context, at)
      if (end < 0 || !collector.free(at, end) || (names.length === 0 && isRareSurname(text.charCodeAt(at)))) break
      names.push([at, end])
      at = text.charAt(end) === '、' ? end + 1 : end
      if (at === end) break
    }
    const last = names.length === 0 ? first : names[names.length - 1][1]
    if (names.length === 0 || at !== last) continue
    const among = AMONG.exec(text.slice(last, last + 20))
    const posts = among === null ? [] : [{ start: last + 1, end: last + among[0].length }]
    const rest = /^(?:等(?:领导同志|领导|同志|\d+人)?)?/.exec(text.slice(last, last + 6))?.[0] ?? ''
    const behind = last + (among?.[0] ?? rest).length
    const adverb = /^(?:分别|一同|共同|也|全程)?/.exec(text.slice(behind, behind + 2))?.[0] ?? ''
    const verb = marks.startingAt(behind + adverb.length, ACT)
    const act = verb < 0 ? null : marks.entry(verb).act
    const joined = JOINED.test(text.slice(last, last + 70))
    if (!joined && (act === null || !TAKING_PART.has(act))) continue
    for (const [start, end] of names) collector.add(start, end, posts, start, 'R28')
  }
}

/** Whom three names and more are counted among, listed behind a mark and closed by 等 (甲、乙、丙等青年演奏家). */
const COUNTED = pattern(
  '',
  '^等(?:人|同志|[\\d一二三四五六七八九十]*[余多]?[名位]|众多|多位|数位|[^，。；、“”]{0,12}?',
  '(?:专家|学者|[画作艺学奏唱]家|企业家|演员|歌手|艺人|教授|教师|老师|委员|嘉宾|领导|负责人|成员|代表(?!团)|青年|志愿者|人士))',
)
const LISTING = new Characters('，。；：\n有括由')

/** Names that stand in a list of three and more, of people as what closes it tells. Rule: [R28]. */
function listedOnes(text: string, marks: Marks, collector: Collector): void {
  for (let close = text.indexOf('等'); close >= 0; close = text.indexOf('等', close + 1)) {
    if (!COUNTED.test(text.slice(close, close + 24))) continue
    const names: [number, number][] = []
    let end = close
    while (end > 0 && names.length < 40) {
      const start = [3, 2, 4].map((size) => end - size).find((at) => at > 0 && isItem(text, marks, collector, at, end))
      if (start === undefined) break
      names.unshift([start, end])
      if (text.charAt(start - 1) !== '、') break
      end = start - 1
    }
    if (names.length < 3 || !LISTING.at(text, names[0][0] - 1)) continue
    for (const [start, last] of names) if (collector.free(start, last)) collector.add(start, last, [], start, 'R28')
  }
}

/** Is it an item of a list of names, one with a surname, before 、 or 等, and behind a mark or what lists them? */
function isItem(text: string, marks: Marks, { context }: Collector, start: number, end: number): boolean {
  const family = surnameLength(text, start)
  if (family === 0 || end - start - family > 2 || end <= start + family || !mayBeginName(text, marks, start))
    return false
  if (text.charAt(start - 1) !== '、' && !LISTING.at(text, start - 1)) return false
  return mayAllBeGiven(text, start + family, end) && nameEnd(context, start) === end
}

/** What tells of a name that opens a sentence: what somebody is, or is of age. */
const TOLD_OF = /^(?:(?:也|曾)?是|今年\d{2,}岁)/

/**
 * Names that open a sentence and are told of, by what they are: 甲是某会会长, 甲也是这所学校的学生, 甲今年65岁; by other
 * words where the name stands again later. Rule: [R20].
 */
function toldOf(text: string, marks: Marks, segments: readonly Segment[], collector: Collector): void {
  for (const { start, end: last } of segments) {
    if (surnameLength(text, start) === 0 || isRareSurname(text.charCodeAt(start)) || !mayBeginName(text, marks, start))
      continue
    const end = marks.startingAt(start, PLACE) >= 0 ? -1 : nameEnd(collector.context, start)
    const told = end < 0 || !collector.free(start, end) ? null : TOLD_OF.exec(text.slice(end, end + 8))?.[0]
    if (told == null) continue
    const posts = postBehind(text, marks, end + told.length, last)
    const repeated = text.indexOf(text.slice(start, end), end) >= 0
    if (repeated || posts.length > 0 || told.startsWith('今年')) collector.add(start, end, posts, start, 'R20')
  }
}

/** The post that a clause behind 是 ends in. */
function postBehind(text: string, marks: Marks, from: number, last: number): PostRange[] {
  for (let at = from + 2; at < Math.min(last, from + LONGEST_POST); at++) {
    if (!/[，。；]/.test(text.charAt(at))) continue
    return marks.endingAt(at, POST) < 0 ? [] : postsBefore(text, marks, at, from).posts
  }
  return []
}

/** No post told behind 是 is longer. */
const LONGEST_POST = 48
const ORIGIN =
  /(?:(?:来自|家住)[^，。；：“”\n]{2,20}?|(?:1[4-9]|[2-9]\d)岁)的(?=[㐀-鿿]{2,3}(?:[和与、(说在对]|参加|表示|介绍|告诉|认为)|[㐀-鿿]{1,6}·)/g

/** A place that somebody comes from (来自某国的甲今年毕业). */
const FROM_PLACE = /来自[㐀-鿿]{2,8}?的/g

/** What somebody serves as, told before the name with 的: 挂职某县副县长的甲说, 兼任某会会长的甲表示. */
const SERVING =
  /(?:挂[职任]|(?<!人员)[兼曾担现][任]|身为)[^，。；：“”\n]{2,30}?的(?=[㐀-鿿]{2,3}(?:说|表示|介绍|告诉|认为|坦言|在|[：(])|[㐀-鿿]{1,6}·)/g

/** Names behind the post that somebody holds for a time. Rule: [R20]. */
function serving(text: string, marks: Marks, collector: Collector): void {
  if (!/[挂兼曾担现]任|挂职|身为/.test(text)) return
  for (const match of matchesOf(text, SERVING)) {
    const start = match.index + match[0].length
    const end = mayBeginName(text, marks, start) ? nameAfterPost(collector.context, start, true) : -1
    if (end < 0) continue
    const { posts, from } = postsBefore(text, marks, start - 1, match.index + 2)
    if (posts.length > 0 || text.slice(start, end).includes('·')) collector.tell(start, end, posts, from)
  }
}

/** What somebody is there as, before a comma and the name: 作为某会会长，甲…. */
const AS = /(?<=(?:^|[，。；\n”]))作为[^，。；：“”\n]{3,40}，/g

/** Names behind what they are there as. Rule: [R20]. */
function thereAs(text: string, marks: Marks, collector: Collector): void {
  if (!text.includes('作为')) return
  for (const match of matchesOf(text, AS)) {
    const start = match.index + match[0].length
    if (marks.endingAt(start - 1, POST) < 0 || !mayBeginName(text, marks, start)) continue
    const end = nameEnd(collector.context, start)
    if (end < 0 || isRareSurname(text.charCodeAt(start))) continue
    const { posts, from } = postsBefore(text, marks, start - 1, match.index + 2)
    if (posts.length > 0) collector.tell(start, end, posts, from)
  }
}

/** What somebody is said to hold, behind the name: 甲担任某会会长. */
const HOLDS = /^(?:同时|正式)?(?:担任|出任|连任|现任|兼任|挂职(?:任|担任)?)(?!领队|团长|组长|主持|评委|嘉宾)/

/** Posts that somebody is said to hold. Rule: [R20]. */
function holding(text: string, marks: Marks, collector: Collector): void {
  if (!/[担出连现兼]任|挂职/.test(text)) return
  for (const mention of collector.found) {
    const held = HOLDS.exec(text.slice(mention.to, mention.to + 8))
    if (held === null || mention.posts.length > 0) continue
    const from = mention.to + held[0].length
    mention.posts = postBehind(text, marks, from, from + LONGEST_POST)
  }
}

/** Names behind where somebody comes from: 来自某地的甲. Rule: [R20]. */
function fromSomewhere(text: string, marks: Marks, collector: Collector): void {
  if (!/来自|家住|岁的/.test(text)) return
  for (const match of matchesOf(text, ORIGIN)) {
    const start = match.index + match[0].length
    const end = mayBeginName(text, marks, start) ? nameAfterPost(collector.context, start, false) : -1
    if (end > 0 && collector.free(start, end)) collector.add(start, end, [], start, 'R20')
  }
  for (const match of matchesOf(text, FROM_PLACE)) {
    const start = match.index + match[0].length
    if (marks.endingAt(start - 1, PLACE) < 0 || !mayBeginName(text, marks, start)) continue
    const end = nameEnd(collector.context, start)
    const person = end > start + 2 && endClarity(collector.context, end) === 2 && !isRareSurname(text.charCodeAt(start))
    if (person && collector.free(start, end)) collector.add(start, end, [], start, 'R20')
  }
}

const INVITED = /^(?:受邀|应邀|将|则|也|来|到|在|与)/

/** Names right after a quoted nickname, invited to something: “雪人”甲乙受邀. Rule: [R24]. */
function afterNicknames(text: string, marks: Marks, collector: Collector): void {
  for (let at = text.indexOf('”'); at >= 0; at = text.indexOf('”', at + 1)) {
    const start = at + 1
    if (surnameLength(text, start) === 0 || !mayBeginName(text, marks, start)) continue
    const end = nameEnd(collector.context, start)
    if (end > 0 && collector.free(start, end) && INVITED.test(text.slice(end, end + 2)))
      collector.add(start, end, [], start, 'R24')
  }
}

/** Every other place where a known name stands; a dotted name also by its first or last part. Rules: [R12], [R25]. */
function again(text: string, collector: Collector): void {
  const names = new Map(collector.found.map(({ name }) => [name, name]))
  for (const name of names.keys()) {
    if (!name.includes('·')) continue
    const parts = name.split('·')
    for (const part of [parts[0], parts[parts.length - 1]]) {
      if (part.length >= 2 && !names.has(part)) names.set(part, name)
    }
  }
  if (names.size === 0) return
  const sieve = new WordSieve(new Set(names.keys()))
  for (let at = sieve.next(text, 0); at < text.length; at = sieve.next(text, at + 1)) {
    const name = sieve.at(text, at)
    if (name === null || !collector.free(at, at + name.length)) continue
    const alias = names.get(name)
    collector.add(at, at + name.length, [], at, alias === name ? 'R12' : 'R25', alias)
    at += name.length - 1
  }
}

/** A post does not contain another person: 甲与某大学校长乙 leaves 某大学校长. */
function trimPosts(text: string, mention: Mention, before: readonly Mention[]): void {
  mention.posts = mention.posts.map((post) => {
    const inside = before.findLast(
      (other) => other.start >= post.start && other.to < post.end && other.name !== mention.name,
    )
    const join = inside === undefined ? null : joinAt(text, inside.to)
    if (inside === undefined || join === null) return post
    return { start: inside.to + join.length, end: post.end }
  })
}

/** All mentions of a flow behind its dateline, which ends at `from`, in order of place. */
export function mentionsOf(text: string, marks: Marks, segments: readonly Segment[], from: number): Mention[] {
  const collector = new Collector(text, marks)
  afterPosts(text, marks, collector, from)
  again(text, collector)
  const known = collector.found.length
  beforeTitles(text, marks, collector)
  beforeActs(text, marks, collector)
  presentOnes(text, marks, segments, collector)
  listedOnes(text, marks, collector)
  toldOf(text, marks, segments, collector)
  fromSomewhere(text, marks, collector)
  serving(text, marks, collector)
  thereAs(text, marks, collector)
  afterNicknames(text, marks, collector)
  if (collector.found.length > known) again(text, collector)
  holding(text, marks, collector)
  const found = collector.found.filter(({ start }) => start >= from).toSorted((a, b) => a.start - b.start)
  found.forEach((mention, i) => trimPosts(text, mention, found.slice(Math.max(0, i - 3), i)))
  return found
}
