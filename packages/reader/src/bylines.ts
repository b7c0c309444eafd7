/**
 * Bylines 电头与署名: the outlet and the reporters, from the dateline that opens a report, from a line of its own, or
 * from the source named at its end. Photographers and editors are not reporters.
 */
import type { Flow } from './flow.ts'
import { spansOf, written } from './flow.ts'
import { pattern } from './patterns.ts'
import { splitNames } from './names.ts'
import { isHan, isRareSurname, isSound, mayAllBeGiven, surnameLength } from './surnames.ts'
import type { Span } from '@handclasp/domain'

/** A byline as read from one flow. */
export interface BylineRead {
  readonly outlet: string | null
  readonly reporters: readonly string[]
  readonly evidence: readonly Span[]
  /** Where the report's own words begin after it, in the flow. */
  readonly end: number
}

const DATELINE = pattern(
  '',
  '^(?:\\d{1,2}月\\d{1,2}日(?:专?电|讯|消息)(?=[(])|据?([㐀-鿿A-Za-z·-]{2,24}?)',
  '(?:(?:[\\d一二三四五六七八九十]{1,2}月)?[\\d一二三四五六七八九十]{1,3}日(?:[㐀-鿿]{2,4}?(?=电|讯))?(?:专?电|讯|消息)|',
  '(?<![资财])(?<!(?<![即实])时)讯(?![网社报]|[㐀-鿿]{0,6}(?:\\d{1,2}月)?\\d{1,2}日(?:专?电|讯))|专电|消息(?=[(：，\\s])|' +
    '电(?=\\s?[(]记者))|)\\s*/?',
  '(?:[(（]([^()（）]{2,60})[)）]|(?=记者|通讯员)([^()。：]{4,40}?)(?:(?:报道)?：|报道(?=[\\s\\d]))|',
  '((?:(?:特约|见习|实习|本报)?(?:记者|通讯员)\\s+(?:[㐀-鿿]{2,4}(?:\\s+|(?=\\d))){1,4})+))?',
)
/** An outlet with its reporter, and no word of a dateline: 某新闻（记者 甲）, 某日报全媒体记者 甲 报道：. */
const NAMED = pattern(
  '',
  '^([㐀-鿿·]{2,12}?(?:[报网社台]|新闻|客户端|[时资]讯))\\s*(?:[(]((?:记者|通讯员)[^()]{2,40})[)]|',
  '((?:全媒体|首席|见习|实习|特派)?记者[^()。：，]{2,24}?)报道(?:：|(?=[\\s\\d])))',
)
/** An outlet with its reporters in thick brackets, or behind them: 【某报-某网报道 记者 甲 乙】, 【某报讯】记者甲报道：. */
const BOXED = pattern(
  '',
  '^【([㐀-鿿·-]{2,16}?)(?:(?:报道|讯|消息|电)?\\s*((?:特[约派])?(?:记者|通讯员)[^】]{2,40})】|',
  '(?:讯|消息|电)】\\s*((?:特[约派])?(?:记者|通讯员)[^()。：，]{2,24}?)报道：)',
)
/** An outlet as a title, with its reporter: 《某周报》某市专讯（记者 甲）. */
const TITLED =
  /^《([㐀-鿿]{2,12}?)》[㐀-鿿]{0,6}(?:\d{1,2}月\d{1,2}日)?(?:专?[讯电]|消息)\s*[(]((?:特约|特派|见习)?(?:记者|通讯员)[^()]{2,40})[)]/
/** What further outlets are called that are no 报, 社, 网 or 台. */
const CALLED = '[晨晚周月商]刊|在线|之声|之窗|时讯|时闻|资讯|财讯|晨讯|通讯|财经|观察|发布'
const OUTLET_END = new RegExp(`(?:社|网站?|报|台|客户端|频道|传媒|融媒|融媒体中心|${CALLED})$`)
/** What the outlet's whole name ends in, whatever else it holds (红网时刻新闻). */
const WHOLE_END = /(?<!本报|本网|校园|图片|综合|简明|最新)新闻$|网站$|融媒体中心$/
const PLACE_TAIL = pattern(
  '',
  '^(.{2,10}?(?:社(?!区|会|保|科)|网(?!络)(?!-)|日报|晚报|时报|报|台(?!湾)|客户端|融媒(?!体)|',
  `(?:${CALLED})(?!社)))(.*)$`,
)
const ROLE =
  /(?:本报|本刊|特派|见习|实习|全媒体|首席|驻[㐀-鿿]{2})?(?:记者|通讯员|特约记者|实习生|作者|撰稿|参与报道|文(?=[/／:：]))[\s:：/]*/g
const NOT_REPORTING = /摄影(?!报道)|摄$|图片?[/／:：\s]|责任编辑|编辑|责编|摄\s|供图|视频|发自/

/** Is it Chinese characters and dots only? */
function isName(words: string): boolean {
  for (let i = 0; i < words.length; i++) if (!isHan(words.charCodeAt(i)) && words.charAt(i) !== '·') return false
  return true
}

/** Is it a name written by its sound alone (次仁央宗)? */
function areSounds(words: string): boolean {
  for (let i = 0; i < words.length; i++) if (!isSound(words.charCodeAt(i))) return false
  return true
}

/** A name with a surname and one written by its sound, run together (张某彬阿琳娜), or null. */
function besideSounds(words: string): string[] | null {
  for (const at of [3, 2, words.length - 3, words.length - 2]) {
    const parts = [words.slice(0, at), words.slice(at)]
    const other = parts.find((part) => part.length >= 3 && part.length <= 5 && areSounds(part))
    if (other !== undefined && parts.every((part) => part === other || areNames(part))) return parts
  }
  return null
}

/** The reporters among the words of a byline: names after 记者 or 通讯员, run-together ones split. */
function reportersIn(words: string, bare: boolean): string[] {
  const names: string[] = []
  const parts = words.split(ROLE)
  const listed = bare && (parts.length === 1 || areNames(parts[0].trim())) ? parts : parts.slice(1)
  const told = listed !== parts
  for (const part of listed) {
    const stop = part.search(NOT_REPORTING)
    const own = (stop >= 0 ? part.slice(0, stop) : part).replace(
      /[㐀-鿿·]{2,4}[/／]图|摄影报道|报道|文并?图|[/／]文(?=$|\s)|[㐀-鿿]{2}(?:日报|晚报)$/g,
      ' ',
    )
    for (const piece of own.split(/[\s、，,/／]+/)) {
      if (piece === '' || !isName(piece) || (piece.length > 3 && OUTLET_END.test(piece))) continue
      if (piece.length <= 3 || piece.includes('·')) names.push(piece)
      else
        names.push(
          ...(splitNames(piece) ??
            besideSounds(piece) ??
            (piece.length <= 6 && (told || areSounds(piece)) ? [piece] : [])),
        )
    }
  }
  return [...new Set(names.filter((name) => name.length >= 2))]
}

function outletOf(words: string): { outlet: string | null; length: number } {
  const tail = WHOLE_END.test(words) ? null : PLACE_TAIL.exec(words)
  // A paper's site is called after it (某日报网).
  const outlet =
    (tail?.[2] === '网' ? words : tail?.[1]) ?? (OUTLET_END.test(words) || WHOLE_END.test(words) ? words : null)
  if (outlet === null || /^本[报刊网台]|^(?:日报|晚报|时报)$/.test(outlet)) return { outlet: null, length: 0 }
  return { outlet, length: outlet.length }
}

/** The dateline that opens a body, or null. Rules: [R40] outlet, [R41] reporters, [R15] run-together names. */
export function datelineOf(flow: Flow): BylineRead | null {
  const first = datelineAt(flow, 0)
  if (first !== null) return first
  const second = flow.text.indexOf('\n') + 1
  return second > 0 && second < LONGEST_LEAD ? datelineAt(flow, second) : null
}

/** A paragraph before the one that bears the dateline (a summary, a headline run into the body) is no longer. */
const LONGEST_LEAD = 60

function datelineAt(flow: Flow, from: number): BylineRead | null {
  const head = flow.text.slice(from, from + 110)
  const boxed = BOXED.exec(head) ?? TITLED.exec(head)
  const match = boxed ?? NAMED.exec(head) ?? DATELINE.exec(head)
  if (match === null || match[0].trim() === '') return null
  const joined = boxed !== null && match[1].includes('-') && OUTLET_END.test(match[1])
  const { outlet: named, length } = joined ? { outlet: match[1], length: match[1].length } : outletOf(match[1] ?? '')
  const inside = match[2] ?? match[3] ?? match[4] ?? ''
  const bare = match[1] !== undefined && !/[，。\d]/.test(inside)
  const told = /记者|通讯员/.test(inside) || bare ? reportersIn(inside, bare) : []
  const reporters = match[4] === undefined ? told : told.filter((name) => areNames(name))
  if (match[1] === undefined && reporters.length === 0) return null
  const own =
    /^(.{2,14}?)(?:记者|通讯员)/
      .exec(inside)?.[1]
      ?.replace(/(?:全媒体|特派|首席)$/, '')
      .split(/\s/)
      .pop() ?? ''
  const outlet = named ?? (OUTLET_END.test(own) && !own.startsWith('本') ? own : null)
  const evidence: Span[] = []
  const put = (start: number, end: number): void => void evidence.push(...spansOf(flow, from + start, from + end))
  const start = match[0].startsWith('据') || boxed !== null ? 1 : 0
  if (named !== null) put(start, start + length)
  const open = head.indexOf(inside, match[0].length - inside.length - 1)
  if (named === null && outlet !== null) put(head.indexOf(own, open), head.indexOf(own, open) + own.length)
  let at = open
  for (const name of reporters) {
    const found = head.indexOf(name, at)
    if (found < 0) continue
    put(found, found + name.length)
    at = found + name.length
  }
  if (evidence.length === 0) return null
  const names = reporters.map((name) => writtenAt(flow, name))
  return {
    outlet: outlet === null ? null : writtenAt(flow, outlet),
    reporters: names,
    evidence,
    end: from + (match[4] === undefined ? match[0].length : at),
  }
}

function writtenAt(flow: Flow, words: string, from = 0): string {
  const at = flow.text.indexOf(words, from)
  return at < 0 ? words : written(flow, at, at + words.length)
}

/** Where a report was taken from: 来源：某报, 《某报》2011年3月7日, or a site with its address. */
const SOURCE = pattern(
  '',
  '^(?:发布时间：[\\d\\s:：-]*)?[(]?(?:来源|稿源|信息来源)：\\s*([^\\s【()]{2,24})|',
  '^《([㐀-鿿]{2,8}报(?:海外版)?)》\\s*[(]?\\d{4}年|^([㐀-鿿·]{2,10}[报网社])\\s+https?：',
)

/** The byline that stands on lines of its own (某报记者 甲乙; 来源：某报). Rule: [R43]. */
export function bylineLines(flow: Flow): BylineRead | null {
  const words = flow.text.replace(/\n/g, ' ')
  const source = SOURCE.exec(words)
  if (source !== null) {
    const outlet = source[1] ?? source[2] ?? source[3]
    const at = words.indexOf(outlet)
    const reporters = reportersIn(words.slice(at + outlet.length).replace(/[()]/g, ' '), false)
    const evidence = spansOf(flow, at, reporters.length > 0 ? words.length : at + outlet.length)
    const names = reporters.map((name) => writtenAt(flow, name))
    return { outlet: writtenAt(flow, outlet), reporters: names, evidence, end: words.length }
  }
  const lead = /^[□■●◎▪]?\s*[(]?(?:文[/／])?(.{0,14}?)(?:特派|见习|实习|全媒体?|首席)?(?:记者|通讯员|作者)/.exec(words)
  const named = lead?.[1].trim() ?? ''
  const outlet = named.length >= 2 && !named.startsWith('本') ? named : null
  const reporters = reportersIn(words.replace(/[()]/g, ' '), false)
  if (outlet === null && reporters.length === 0) return null
  const names = reporters.map((name) => writtenAt(flow, name))
  const evidence = spansOf(flow, 0, flow.text.length)
  return { outlet: outlet === null ? null : writtenAt(flow, outlet), reporters: names, evidence, end: flow.text.length }
}

const CLOSING_BRACKET = /[(](?:来源：)?\s*([^()。，]{2,50})[)]\s*(?:《[^》]{2,12}》[^\n]{0,24})?\s*$/
/** The reporters named behind the last sentence without brackets: …举行。本报记者 甲某. */
const CLOSING_NAMED =
  /(?<=[。！？”]\s*)((?:本[报刊网台]|[㐀-鿿]{2,8}(?:报|网|社|台))?(?:特约|实习)?(?:记者|通讯员)[\s：]+[^。，；“”\n]{2,24}?)(?<!摄)\s*$/
const LEADING_OUTLET = pattern(
  '',
  '^(《[㐀-鿿]{2,8}》报|《[㐀-鿿]{2,8}报》(?=记者)|总台(?:央视)?(?=\\s|记者|通讯员|总台|文[/／])|',
  `[㐀-鿿·]{2,10}?(?:报|网|社|台|客户端|频道|新闻|融媒(?:体中心)?|${CALLED})`,
  '(?=\\s|(?:全媒体?|首席|特派|见习)*记者|通讯员|总台|文[/／]))',
)

/** Are the words nothing but up to four names (甲某 乙某某)? */
function areNames(words: string): boolean {
  const pieces = words.split(/[\s、]+/)
  return (
    pieces.length <= 4 &&
    pieces.every(
      (piece) =>
        piece.length >= 2 &&
        piece.length <= 3 &&
        surnameLength(piece, 0) > 0 &&
        !isRareSurname(piece.charCodeAt(0)) &&
        mayAllBeGiven(piece, 1, piece.length),
    )
  )
}

/**
 * The byline that closes a report, in brackets or behind the last sentence: (某报记者 甲乙), (某报 甲乙), 。本报记者 甲某;
 * in brackets, where nobody is named before, bare names (甲 乙), too. Rule: [R44].
 */
export function closingByline(flow: Flow, unnamed: boolean): BylineRead | null {
  const from = Math.max(0, flow.text.length - 70)
  const ending = flow.text.slice(from)
  const match = CLOSING_BRACKET.exec(ending) ?? CLOSING_NAMED.exec(ending)
  if (match === null) return null
  const source = match[0].startsWith('(来源：') ? (/^[㐀-鿿·]{2,24}(?=\s)/.exec(match[1])?.[0] ?? null) : null
  const named = source ?? LEADING_OUTLET.exec(match[1])?.[1] ?? null
  const outlet = named === null || named.startsWith('本') ? null : named.replace(/^《(.*报)》$/, '$1')
  const rest = match[1].slice(named?.length ?? 0).trim()
  const told = /记者|通讯员|^文[/／]|^参与报道：/.test(rest)
  if (!told && outlet === null && !(unnamed && areNames(rest))) return null
  const reporters = reportersIn(rest, !told)
  const at = from + match.index
  const evidence = [...(outlet === null ? [] : [outlet]), ...reporters].flatMap((words) => {
    const start = flow.text.indexOf(words, at)
    return start < 0 ? [] : spansOf(flow, start, start + words.length)
  })
  const names = reporters.map((name) => writtenAt(flow, name))
  if (reporters.length === 0) return null
  return { outlet: outlet && writtenAt(flow, outlet, at), reporters: names, evidence, end: flow.text.length }
}

const CLOSING_SOURCE = pattern(
  '',
  '(?:来源：\\s*([㐀-鿿·]{2,24})((?:\\s+(?:通讯员|记者|作者|编辑)[：\\s]?[^()：]{2,20}){0,3})[)]?|',
  '[(]([㐀-鿿·]{2,10}(?:报|网站?|社|台|客户端|融媒体中心))[)]|',
  '(?<=[\\n。])([㐀-鿿·]{2,10}(?:报|网|社))\\s*(?:https?：[^\\s]*)?|',
  '《([㐀-鿿]{2,8}报(?:海外版)?)》\\s*[(]?\\d{4}年[^\\n]{0,24})\\s*(?:【[^】]{0,20}】)?\\s*$',
)

/** The outlet named where the report ends: (某报), 来源：某报. Rule: [R44]. */
export function closingSource(flow: Flow): BylineRead | null {
  const from = Math.max(0, flow.text.length - 110)
  const match = CLOSING_SOURCE.exec(flow.text.slice(from))
  const outlet = match?.[1] ?? match?.[3] ?? match?.[4] ?? match?.[5]
  if (match === null || outlet === undefined) return null
  const start = flow.text.indexOf(outlet, from + match.index)
  const end = start + outlet.length
  const reporters = reportersIn(match[2] ?? '', false)
  return {
    outlet: written(flow, start, end),
    reporters: reporters.map((name) => writtenAt(flow, name, end)),
    evidence: spansOf(flow, start, reporters.length > 0 ? flow.text.length : end),
    end: flow.text.length,
  }
}
