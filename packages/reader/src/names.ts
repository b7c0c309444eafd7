/**
 * Names of people 姓名. Where a name may begin is told by the context (a post, a list, a known name); where it ends is
 * decided between the readings of two, three and four characters by what follows, by the characters of given names,
 * and by the other places of the document where the same characters stand.
 */
import { Characters } from './characters.ts'
import { JAPAN_AND_CHINA, OF_JAPAN, wordsOf } from './lexicon.ts'
import { ACT, AFTER, FOLLOW, NOUN, PLACE, POST, isCountyOrAbroad } from './marks.ts'
import type { Marks } from './marks.ts'
import {
  isHan,
  isLikelyGiven,
  isRareSurname,
  isSeldomGiven,
  isSound,
  isSurname,
  mayAllBeGiven,
  mayBeGiven,
  surnameLength,
} from './surnames.ts'
import type { Pairs } from './pairs.ts'
import { pattern } from './patterns.ts'

/** What the names of one article are read with. */
export interface NameContext {
  readonly text: string
  readonly marks: Marks
  readonly pairs: Pairs
  /** Does the article speak of Japan? */
  readonly ofJapan: boolean
}

const CLOSING = new Characters('0123456789，。；：、！？”’（）()《》“‘…【】/| \n')

const OPENING = new Characters('“《（(‘【')
/** What opens a quotation or a title, which seldom stands right behind a name. */
const QUOTING = new Characters('“《')

const SAYS = new Characters('说称道')
const QUOTES = new Characters('，：“')

/**
 * How clearly a name may end at a place: 3 punctuation, 2 a longer word that follows names, or a day or an invitation
 * behind its preposition, 1 a short word.
 */
export function endClarity(context: NameContext, at: number): number {
  const { text, marks } = context
  if (at >= text.length || CLOSING.at(text, at)) return QUOTING.at(text, at) ? 1 : 3
  const follow = marks.startingAt(at, FOLLOW | ACT | AFTER)
  if (follow < 0) return isDated(text, at) ? 2 : text.charAt(at + 1) === '着' ? 1 : 0
  if (marks.ends[follow] - at > 1 || (SAYS.at(text, at) && QUOTES.at(text, at + 1))) return 2
  return joinsNothing(context, at) ? 0 : 1
}

const GOES_ON = new Characters('在就向对从于将还也均都并等率说称')

/**
 * Does 和 stand before a verb or a preposition? Then it joins nothing and goes on a name (甲某和在会上说); before 出席 and
 * the like only where nothing stands behind that (甲某和出席。, but not 甲某和出席会议的专家).
 */
function joinsNothing({ text, marks }: NameContext, at: number): boolean {
  if (text.charAt(at) !== '和') return false
  if (GOES_ON.at(text, at + 1) || text.startsWith('共同', at + 1)) return true
  const verb = marks.startingAt(at + 1, ACT)
  if (verb < 0 || marks.ends[verb] - at <= 2) return false
  return marks.entry(verb).act !== 'attend' || isClosed(text, marks.ends[verb])
}

/** No given name ends in it. */
const ENDS_NONE = new Characters('在也与县区')
/** Words behind a name that end like one: 于 before a day, 应 before an invitation. */
const DATED_BEHIND = /^(?:于\d|应[^，。]{2,14}邀请?)/
const MAY_DATE = new Characters('于应')

/** Does such a word stand at a place? */
function isDated(text: string, at: number): boolean {
  return MAY_DATE.at(text, at) && DATED_BEHIND.test(text.slice(at, at + 19))
}

/** Given names seldom end in it where words go on. */
const ENDS_SELDOM = new Characters('作致则同已亦即于应此')
/** 在 before a verb that it never stands before is the name's own (付某在表示). */
const TOLD_BEHIND = /^在(?:表示|指出|强调|认为|透露|说)/

/** What opens a word of doing, or how it is done, that no list of verbs has. */
const OPENS_DOING = new Characters('早站刚抛清蹲坐捧拿拉指忙正又才却便也从已跑走笑哭唱喊握相')

/** Does a mark that closes what is said, or the text's end, stand at a place? */
function isClosed(text: string, at: number): boolean {
  return at >= text.length || (CLOSING.at(text, at) && !OPENING.at(text, at))
}

/** Is 同 the name's last character, because a verb stands right behind it (王大同介绍)? */
function actsBehind({ text, marks }: NameContext, end: number): boolean {
  return text.charAt(end - 1) === '同' && marks.startingAt(end, ACT) >= 0
}

/** The score of one reading of a name, the higher the better; below 0 it is no name. */
function readingScore(context: NameContext, start: number, family: number, end: number): number {
  const { text } = context
  if (!mayAllBeGiven(text, start + family, end)) return -1
  if (ENDS_NONE.at(text, end - 1) && !TOLD_BEHIND.test(text.slice(end - 1, end + 2))) return -1
  if (text.charAt(end) === '在' && TOLD_BEHIND.test(text.slice(end, end + 3))) return -1
  const clarity = endClarity(context, end)
  let score = clarity * 2
  for (let i = start + family; i < end; i++) {
    if (isSeldomGiven(text.charCodeAt(i)) && !joinsNothing(context, i) && !(i === end - 1 && actsBehind(context, end)))
      score -= i === end - 1 && isClosed(text, end) ? 1 : 3
    else if (isLikelyGiven(text.charCodeAt(i))) score += 1
  }
  if (isDated(text, end - 1)) return -1
  if (ENDS_SELDOM.at(text, end - 1) && !isClosed(text, end) && !actsBehind(context, end)) score -= 3
  if (end - start - family === 2 && clarity > 0) score += 1
  const shorter = end - 1 > start + family
  return shorter && clarity < 2 && isTorn(context, end) ? score - 3 : score
}

/** Does a longer word that follows names begin before a place and go on beyond it (认|为)? */
function isTorn({ marks }: NameContext, at: number): boolean {
  const word = marks.startingAt(at - 1, FOLLOW | ACT)
  return word >= 0 && marks.ends[word] > at
}

const AND = new Characters('和与及')

/** Two surnames before a given name (林何蕴清): closed behind, or listed behind a post, and closed nowhere before. */
function joinsSurnames(context: NameContext, start: number, end: number): boolean {
  const { text } = context
  if (isRareSurname(text.charCodeAt(start)) || isRareSurname(text.charCodeAt(start + 1))) return false
  const listed = AND.at(text, end) && context.marks.endingAt(start, POST) >= 0
  if (!listed && endClarity(context, end) < 2) return false
  return endClarity(context, end - 1) === 0 && endClarity(context, end - 2) === 0
}

/** What stands behind the surname of women of Vietnam (武氏明幸). */
const CLAN = '氏'

/** The end of such a name: one or two characters behind it, as what follows tells; or -1. */
function vietnameseEnd(context: NameContext, start: number): number {
  const { text } = context
  const ends = [start + 4, start + 3].filter(
    (end) => mayAllBeGiven(text, start + 2, end) && endClarity(context, end) > 0 && !ENDS_SELDOM.at(text, end - 1),
  )
  return ends[0] ?? -1
}

/**
 * The end of the Chinese name that begins at `start`, or -1. Rules: [R10] surname and one or two characters,
 * [R11] the end is told by what follows, [R12] by the document's other mentions.
 */
export function nameEnd(context: NameContext, start: number): number {
  const { text } = context
  const family = surnameLength(text, start)
  if (family === 0) return -1
  if (family === 1 && text.charAt(start + 1) === CLAN) return vietnameseEnd(context, start)
  let best = -1
  let bestScore = 0
  const most = family === 1 && isSurname(text.charCodeAt(start + 1)) ? 3 : 2
  for (let given = 1; given <= most; given++) {
    const end = start + family + given
    if (end > text.length) break
    if (given === 3 && !joinsSurnames(context, start, end)) break
    let score = readingScore(context, start, family, end)
    if (score < 0 || (given === 2 && isWord(context, start + family, end) && !isHeld(context, start, end))) continue
    if (given === 2) {
      const { shorter, longer } = context.pairs.repeats(start, end)
      if (longer > 1) score += longer === shorter ? 3 : 0
      else if (shorter > 1) score -= 2
    }
    if (score > bestScore) {
      best = end
      bestScore = score
    }
  }
  const clear = best >= 0 ? endClarity(context, best) : 0
  // Between a post or a noun for people and a word of doing two characters that given names often have are enough.
  const introduced =
    best - start === family + 2 && OPENS_DOING.at(text, best) && context.marks.endingAt(start, POST | NOUN) >= 0
  if (clear === 0 && bestScore < (introduced ? 2 : 4)) return -1
  const given = text.slice(start + family, best)
  const held = introduced && context.marks.endingAt(start, POST) >= 0 && isOftenGiven(given)
  if (family === 1 && isRareSurname(text.charCodeAt(start)) && clear === 0 && !held) return -1
  return best
}

/** Are all characters often in given names, and does the last open no adverb (平静一笑)? */
function isOftenGiven(given: string): boolean {
  return !given.endsWith('一') && Array.from(given).every((character) => isLikelyGiven(character.charCodeAt(0)))
}

/** Does a verb begin at a place within which another begins that goes on beyond it (提出 in 提|出席)? */
function isOvertaken(marks: Marks, at: number): boolean {
  const [verb, next] = [marks.startingAt(at, ACT), marks.startingAt(at + 1, ACT)]
  return verb >= 0 && next >= 0 && marks.ends[next] > marks.ends[verb]
}

/**
 * May a dotted name end here, `part` characters behind its last dot? A 和 or 与 right before a verb belongs to the name,
 * and so does a short word behind a part of one character (阿·不都), and a sound before a verb of saying or the end
 * (施泰因表示).
 */
function endsDotted(context: NameContext, at: number, part: number): boolean {
  if (context.marks.startingAt(at, POST | NOUN) >= 0) return true
  if (isOvertaken(context.marks, at)) return false
  const clarity = endClarity(context, at)
  if (clarity === 0 || (clarity === 1 && part === 1)) return false
  const verb = context.marks.startingAt(at + 1, ACT)
  const goesOn = isClosed(context.text, at + 1) || (verb >= 0 && context.marks.entry(verb).act === 'speak')
  if (goesOn && clarity === 1 && isSound(context.text.charCodeAt(at))) return false
  return !AND.at(context.text, at) || verb < 0 || context.marks.ends[verb] - at <= 2
}

/** Does another dot of the same name stand within the next few characters? */
function dotAhead(text: string, at: number): boolean {
  return /^[㐀-鿿]{0,6}·/.test(text.slice(at, at + 8))
}

const DOT = 0xb7
const HYPHEN = 0x2d
const ENDS_DOTTED = new Characters('的了是等将说称被把让与')

/** Does a post or a noun for people that began behind `start` end at a place? Then no name runs over it. */
function endsPost({ marks }: NameContext, start: number, at: number): boolean {
  const head = marks.endingAt(at, POST | NOUN)
  return head >= 0 && marks.starts[head] >= start && marks.ends[head] - marks.starts[head] > 1
}

/** What elders are called by (张大爷). */
const KIN = /^大[爷妈姐哥娘嫂叔]$/

/** Is a word that follows names the given part of one here: behind a common surname, closed (张欣然出席)? */
function isGivenWord(context: NameContext, start: number, end: number): boolean {
  const { text, marks } = context
  const whole = marks.startingAt(start - 1, FOLLOW | ACT)
  const longer = whole >= 0 && marks.ends[whole] - marks.starts[whole] > 1
  return !longer && !isRareSurname(text.charCodeAt(start - 1)) && endClarity(context, end) > 1
}

/** Does a name stand right behind a post and before a mark, so that a word inside is its own (省委书记农青海、)? */
function isHeld({ text, marks }: NameContext, start: number, end: number): boolean {
  return CLOSING.at(text, end) && !QUOTING.at(text, end) && marks.endingAt(start, POST) >= 0
}

/** Is the given part of a name a word of its own: a post, a province, or one that follows names (王率先, 任组长)? */
function isWord(context: NameContext, start: number, end: number): boolean {
  const { marks } = context
  const word = marks.startingAt(start, FOLLOW | ACT)
  const follows = word >= 0 && marks.ends[word] === end && !isGivenWord(context, start, end)
  if (endsPost(context, start, end) || follows || KIN.test(context.text.slice(start, end))) return true
  const place = marks.startingAt(start, PLACE)
  if (place < 0 || marks.ends[place] !== end) return false
  const { codes, word: name } = marks.entry(place)
  return codes.length === 0 ? /^(?:台湾|大陆)$/.test(name) : codes.every((code) => code.endsWith('0000'))
}

/** Are a third of the characters, marks aside, such that names are written with by their sound? */
function holdsSounds(text: string, start: number, end: number): boolean {
  let [sounds, others] = [0, 0]
  for (let i = start; i < end; i++) {
    if (isSound(text.charCodeAt(i))) sounds++
    else if (isHan(text.charCodeAt(i))) others++
  }
  return sounds * 2 >= others
}

/** Are the characters at two places such sounds? */
function areSounds(text: string, one: number, other: number): boolean {
  return isSound(text.charCodeAt(one)) && isSound(text.charCodeAt(other))
}

/** The end of a transliterated name with its dots (法尔·阿德), or -1. Rule: [R13]. */
export function dottedEnd(context: NameContext, start: number): number {
  const { text } = context
  let end = start
  let dots = 0
  let part = 0
  for (; end < text.length && end - start < 30; end++) {
    const unit = text.charCodeAt(end)
    if (unit === DOT && part > 0) {
      dots++
      part = 0
    } else if (unit === HYPHEN && part > 0 && areSounds(text, end - 1, end + 1)) {
      if (part > 1 && isSound(text.charCodeAt(end + 2))) dots++
      part = 0
    } else if (!isHan(unit) || ENDS_DOTTED.has(unit)) break
    else if (dots > 0 && part > 0 && !dotAhead(text, end) && endsDotted(context, end, part)) break
    else {
      if (dots === 0 && part > 1 && endsPost(context, start, end)) return -1
      part++
      if (part > 7) return -1
    }
  }
  if (dots > 0 && !holdsSounds(text, start, end)) return -1
  const closed = endClarity(context, end) > 0 || context.marks.startingAt(end, POST | NOUN) >= 0
  return dots > 0 && part > 0 && closed ? end : -1
}

/**
 * The end of a dotted name before a verb of no list (萨尔瓦多·雷戈坐进车里): that of the sounds behind its last dot, or
 * -1. Rule: [R13].
 */
function soundsBehindDot(context: NameContext, start: number): number {
  const { text } = context
  const head = /^(?:[㐀-鿿]{1,8}·){1,4}/.exec(text.slice(start, start + 36))?.[0] ?? ''
  if (head === '') return -1
  for (let i = start; i < start + head.length; i++) {
    if (ENDS_DOTTED.at(text, i) || endsPost(context, start, i + 1)) return -1
  }
  let end = start + head.length
  while (end - start < 36 && isSound(text.charCodeAt(end))) end++
  return end - start - head.length >= 2 && holdsSounds(text, start, end) ? end : -1
}

/**
 * Does a word of the lexicon begin in a range, or cross its end? Where a name is sought (`names`), the short name of a
 * county does not count (尼玛).
 */
function holdsWord({ marks }: NameContext, start: number, end: number, names = false): boolean {
  for (let i = marks.from[start]; i < marks.from[end]; i++) {
    if (marks.ends[i] - marks.starts[i] < 2) continue
    if (!names || marks.kinds[i] !== PLACE || marks.ends[i] > end || !isCountyOrAbroad(marks.entry(i))) return true
  }
  return false
}

const NO_BOUNDED = pattern(
  '',
  '^(?:[会团组馆协班室处部制来赴赶逾]|[近数][十百千]|小组|工作|进行|交流|部门|单位|再次|纷纷|报告|正式|成立|办公|活动|成功|历来|机构|队伍|体系|能力|',
  '制度|人员|职务|身份|等|兼|及其|各|们|一|两|三|级|层|岗位|责任|带队|一行|亲自|会议|集体|专业|专题|专门|联席|联合|论坛|高峰|',
  '峰会|讲座|代表|选举|当选|挂职|任期|任职|人选|候选|众多|声明|力量|人|进一步|竞赛|群体|本[年届次]|健康|积极|共同|全面|持续|发展|合作|协作)',
)

const OPENS_NONE = new Characters('的》”')

/** May a name written by its sound end here? A short word closes it only where no further sound could go on. */
function closesSounds(context: NameContext, end: number, others: number): boolean {
  const clarity = endClarity(context, end)
  if (OPENS_NONE.at(context.text, end)) return false
  return (
    clarity >= 2 ||
    context.text.charAt(end) === '等' ||
    (clarity === 1 && others === 0 && !isSound(context.text.charCodeAt(end)))
  )
}

/**
 * The end of a name without a known surname right after a post (格桑旺堆, 米莱娜): up to seven characters of no other
 * word that names are written with by their sound, closed on both sides. Rule: [R14].
 */
function boundedEnd(context: NameContext, start: number): number {
  const { text, marks } = context
  if (NO_BOUNDED.test(text.slice(start, start + 12))) return -1
  let foreign = 0
  for (let end = start + 1; end <= Math.min(text.length, start + 7); end++) {
    const unit = text.charCodeAt(end - 1)
    const may = mayBeGiven(unit) || (end > start + 1 && isSound(unit))
    if (!may || (end === start + 1 && isSeldomGiven(unit) && !isSound(unit)) || marks.endingAt(end, POST) >= 0)
      return -1
    if (!isSound(unit) && ++foreign > 1) return -1
    if (end < start + 2 || !closesSounds(context, end, foreign)) continue
    if (end === start + 2 && !isSound(text.charCodeAt(start)) && !LISTED.at(text, end)) return -1
    return holdsWord(context, start, end, foreign === 0) ? -1 : end
  }
  return -1
}

/** What begins a saying behind a name: 在致辞中, 向某校表示. */
const BEFORE_SAYING = new Characters('在向对则也')

/** Does a verb of two characters and more stand at a place, but one that names a thing as well (讲话, 会议)? */
function isTelling({ marks }: NameContext, at: number): boolean {
  const verb = marks.startingAt(at, ACT)
  return verb >= 0 && marks.ends[verb] - at > 1
}

/**
 * A name of three characters whose surname is in no list: closed behind, with a character that given names like, or
 * before a verb of two characters. A short word closes it only where it leads in what is said.
 */
function unlistedEnd(context: NameContext, start: number): number {
  const { text } = context
  const end = start + 3
  if (NO_BOUNDED.test(text.slice(start, start + 12))) return -1
  const liked = isLikelyGiven(text.charCodeAt(end - 1)) || isLikelyGiven(text.charCodeAt(end - 2))
  if (endClarity(context, end) < 2 && !(liked && BEFORE_SAYING.at(text, end))) return -1
  if (!liked && !isTelling(context, end)) return -1
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (!mayBeGiven(unit) || isSeldomGiven(unit)) return -1
  }
  return holdsWord(context, start, end) ? -1 : end
}

/** The end of a name inside a list of names: one of a surname, or of three characters closed by the list's marks. */
export function listedEnd(context: NameContext, start: number): number {
  const end = nameEnd(context, start)
  if (end > 0 || context.text.charAt(start - 1) !== '、') return end
  const unlisted = unlistedEnd(context, start)
  return unlisted > 0 && endClarity(context, unlisted) === 3 ? unlisted : closedEnd(context, start)
}

const LISTED = new Characters('、，。')

/** May an item of a list end here: before its next mark, 等, or what those do who are listed? */
function closesItem(context: NameContext, end: number): boolean {
  const { text } = context
  return LISTED.at(text, end) || text.charAt(end) === '等' || context.marks.startingAt(end, ACT) >= 0
}

/** How a character counts that no name has, beside one for each that is no sound. */
const NO_SOUND = 8

/** Does another name, plainly one, stand behind the 、 at a place? */
function namesAnother(context: NameContext, at: number): boolean {
  if (context.text.charAt(at) !== '、' || isRareSurname(context.text.charCodeAt(at + 1))) return false
  const end = nameEnd(context, at + 1)
  return end > 0 && endClarity(context, end) > 1
}

/** The end of a name of two characters that is another word, too, among names (甲、黎明、乙), or -1. */
export function amongNames(context: NameContext, start: number): number {
  const { text } = context
  const plain = text.charAt(start - 1) === '、' && surnameLength(text, start) === 1
  return plain && !isRareSurname(text.charCodeAt(start)) && namesAnother(context, start + 2) ? start + 2 : -1
}

/**
 * The end of a short item of a list, whatever characters it has: a common surname and one or two more; two to six
 * sounds, of four and more one may be none; or anything that names may have, before another name. No other word of the
 * lexicon lies in it.
 */
function closedEnd(context: NameContext, start: number): number {
  const { text, marks } = context
  let end = start
  let foreign = 0
  while (end - start < 7 && (end < start + 2 || !closesItem(context, end))) {
    const unit = text.charCodeAt(end++)
    if (!isHan(unit)) return -1
    if (!isSound(unit)) foreign += mayBeGiven(unit) ? 1 : NO_SOUND
  }
  const size = end - start
  const place = marks.startingAt(start, PLACE)
  if (size > 6 || ENDS_NONE.at(text, end - 1) || holdsWord(context, start, end, true)) return -1
  if (place >= 0 && marks.ends[place] === end) return -1
  const family = isRareSurname(text.charCodeAt(start)) ? 0 : surnameLength(text, start)
  if (family > 0 && size - family <= 2 && LISTED.at(text, end)) return end
  if (foreign === 0 || (foreign === 1 && size > 3)) return end
  return foreign < NO_SOUND && namesAnother(context, end) ? end : -1
}

/** A name right after a post whose verb is in no list: a common surname, two characters that begin no word. */
function looseEnd(context: NameContext, start: number): number {
  const { text } = context
  const family = surnameLength(text, start)
  if (family === 0 || (family === 1 && isRareSurname(text.charCodeAt(start)))) return -1
  const end = start + family + 2
  if (end >= text.length) return -1
  for (let i = start + family; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (!mayBeGiven(unit) || isSeldomGiven(unit)) return -1
  }
  return holdsWord(context, start + family, end, true) ? -1 : end
}

/** Does a mark of punctuation, a short word that follows names, or an act stand right behind a name? */
function isTold(context: NameContext, end: number): boolean {
  const clarity = endClarity(context, end)
  return (
    clarity === 3 || clarity === 1 || context.text.startsWith('以及', end) || context.marks.startingAt(end, ACT) >= 0
  )
}

/** The end of a name of three characters and more that is written by its sound alone, or -1. */
function soundedEnd(context: NameContext, start: number): number {
  const end = boundedEnd(context, start)
  for (let i = start; i < end; i++) if (!isSound(context.text.charCodeAt(i))) return -1
  return end - start > 2 ? end : -1
}

/** A post of Japan, not one there or towards it (驻日本大使, 访问日本的省长). */
const POST_OF_JAPAN = pattern(
  '',
  `(?:(?<![驻问中])日本|${JAPAN_AND_CHINA}|${wordsOf(OF_JAPAN).join('|')})`,
  '[^，。；、！？“”()\\n的]{0,24}$|知事[^，。；、！？“”()\\n的]{0,24}$',
)

/** What surnames of Japan of two characters end in. */
const ENDS_CLAN = new Characters('田山川村本木野井原口上下中藤岛崎泽谷桥林部里合方仓坂冈内尾见浦津屋间塚边池水形斐')
/** What given names of Japan end in. */
const ENDS_JAPANESE = new Characters('郎夫雄男介治美一二三司志也助吉子彦')

/**
 * The end of a Japanese name behind a post of Japan: four characters, else three or five; behind another post of an
 * article that speaks of Japan, four that begin or end like one; or -1. Rule: [R14].
 */
function japaneseEnd(context: NameContext, start: number): number {
  const { text } = context
  if (!context.ofJapan) return -1
  const mayEnd = (end: number): boolean =>
    endClarity(context, end) > 0 &&
    !ENDS_NONE.at(text, end - 1) &&
    mayAllBeGiven(text, start, end) &&
    !holdsWord(context, start, end, true)
  if (!POST_OF_JAPAN.test(text.slice(Math.max(0, start - 30), start))) {
    const end = start + 4
    const like = ENDS_JAPANESE.at(text, end - 1) || ENDS_CLAN.at(text, start + 1)
    return like && endClarity(context, end) > 1 && mayEnd(end) ? end : -1
  }
  return [4, 3, 5].map((size) => start + size).find(mayEnd) ?? -1
}

/** Where four to seven sounds that go on a name without a mark end (梅里韦杰夫邀请), or -1. */
function runOfSounds(text: string, start: number): number {
  let end = start
  while (end - start < 8 && isSound(text.charCodeAt(end))) end++
  return end - start >= 4 && end - start <= 7 ? end : -1
}

/** Is it a capital letter that a name in Latin script begins with? */
export function isLatin(unit: number): boolean {
  return unit >= 65 && unit <= 90
}

const LATIN = /^[A-Z][A-Za-z.’-]*[a-z](?: ?[A-Z][A-Za-z.’-]*)*/

/** The end of a name in Latin script, closed behind, or -1; capitals alone are none (CEO). Rule: [R14]. */
function latinEnd(context: NameContext, start: number): number {
  const words = LATIN.exec(context.text.slice(start, start + 40))?.[0] ?? ''
  const end = start + words.length
  return words.length >= 4 && endClarity(context, end) > 0 ? end : -1
}

/** Do other words than a name's stand between where its sounds end and where it is closed? */
function goesOnOtherwise(text: string, sounded: number, closed: number): boolean {
  return closed - sounded > 1 && !isSound(text.charCodeAt(sounded)) && !isSound(text.charCodeAt(sounded + 1))
}

const IN_LATIN = /^[㐀-鿿·]{2,16}(?=[(][A-Z][a-z]+[A-Za-z .’·-]{0,40}[)])/

/** The end of a name whose Latin form stands in brackets behind it (安若琳(Carolyn Hon)), or -1. Rule: [R14]. */
function bracketedEnd(context: NameContext, start: number): number {
  const { text, marks } = context
  const size = IN_LATIN.exec(text.slice(start, start + 60))?.[0].length ?? 0
  const end = start + size
  if (size === 0 || marks.endingAt(end, POST | NOUN) >= 0) return -1
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== DOT && !mayBeGiven(text.charCodeAt(i))) return -1
  return holdsWord(context, start, end, true) ? -1 : end
}

const MONK = /^释?[㐀-鿿]{2}(?:法师|长老|大和尚|和尚|道长|活佛|仁波切)/

/** The end of the name of a monk with what he is called by (净因法师), or -1. Rule: [R10]. */
export function monkEnd({ text }: NameContext, start: number): number {
  const name = MONK.exec(text.slice(start, start + 7))?.[0] ?? ''
  return name !== '' && mayAllBeGiven(text, start, start + 2) ? start + name.length : -1
}

/** Does a name that nothing closes go on by one character to a mark (赵昆通猜，)? */
function isLongerByOne(context: NameContext, start: number, end: number): boolean {
  const { text } = context
  if (endClarity(context, end) > 0 || endClarity(context, end + 1) < 3 || end - start !== 3) return false
  return isSound(text.charCodeAt(end)) && !holdsWord(context, start, end + 1)
}

/** The end of whatever name stands right after a post; after a mere noun for people it must have a surname. */
export function nameAfterPost(context: NameContext, start: number, post: boolean): number {
  if (isLatin(context.text.charCodeAt(start))) return post ? latinEnd(context, start) : -1
  const told = Math.max(bracketedEnd(context, start), monkEnd(context, start))
  if (told > 0) return told
  const [dotted, sounded] = [dottedEnd(context, start), soundsBehindDot(context, start)]
  if (sounded > 0 && (dotted < 0 || goesOnOtherwise(context.text, sounded, dotted))) return sounded
  if (dotted > 0) return dotted
  const end = nameEnd(context, start)
  if (!post) {
    if (end < 0) return soundedEnd(context, start)
    return end === start + 2 && !isTold(context, end) ? -1 : end
  }
  const japanese = japaneseEnd(context, start)
  if (end > 0 && endClarity(context, end) > 0)
    return japanese === start + 4 && endClarity(context, japanese) > endClarity(context, end) ? japanese : end
  const bounded = Math.max(boundedEnd(context, start), japanese)
  if (bounded > 0) return Math.max(bounded, end)
  const unlisted = end > 0 ? end : unlistedEnd(context, start)
  const plain = unlisted > 0 ? unlisted : looseEnd(context, start)
  if (plain < 0) return -1
  return isLongerByOne(context, start, plain) ? plain + 1 : Math.max(plain, runOfSounds(context.text, start))
}

/** Splits names written without a mark between (骆清温若虚) by exact cover; null where there is none. Rule: [R15]. */
export function splitNames(words: string): string[] | null {
  const size = words.length
  const cost = new Float64Array(size + 1).fill(Infinity)
  const back = new Int32Array(size + 1)
  cost[0] = 0
  for (let at = 0; at < size; at++) {
    if (cost[at] === Infinity) continue
    const family = surnameLength(words, at)
    if (family === 0) continue
    for (let given = 1; given <= 2 && at + family + given <= size; given++) {
      const end = at + family + given
      let price = given === 1 ? 1.2 : 1
      for (let i = at + family; i < end; i++) {
        if (!mayBeGiven(words.charCodeAt(i))) price += 20
        else if (!isLikelyGiven(words.charCodeAt(i))) price += 0.3
      }
      if (isRareSurname(words.charCodeAt(at))) price += 0.6
      if (cost[at] + price < cost[end]) {
        cost[end] = cost[at] + price
        back[end] = at
      }
    }
  }
  if (cost[size] === Infinity || cost[size] > size * 4) return null
  const names: string[] = []
  for (let end = size; end > 0; end = back[end]) names.unshift(words.slice(back[end], end))
  return names
}
