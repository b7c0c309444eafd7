/**
 * Layout 版式: the lines of a text, what class each is of, and how wrapped lines make paragraphs.
 * Prose shows in its punctuation, the column's width in the lines' lengths; headlines have neither.
 */
import type { LineBox, Span } from '@handclasp/domain'
import { Characters } from './characters.ts'
import { KnownPairs } from './likeness.ts'
import { ITEM, pattern } from './patterns.ts'

/** Classes of lines. */
export type LineClass = 'prose' | 'headline' | 'byline' | 'furniture'

/** One line that is not blank, without the white space at its ends. */
export interface Line extends Span {
  readonly text: string
  /** In characters of full width, an indent of up to two included. */
  readonly width: number
  /** Blank lines before it. */
  readonly gap: number
  /** Does white space stand before it? */
  readonly indented: boolean
  /** Where the file had geometry. */
  readonly place: LineBox | null
  /** Does it close a sentence? */
  readonly ends: boolean
  /** Does it open a report, with the line below where a dateline is wrapped? */
  opens: boolean
  /** Is it a dateline that the report's title stands behind, which is the next line then (电题：…)? */
  readonly titled: boolean
  /** How many marks inside sentences it has that headlines seldom have. */
  readonly commas: number
  /** May it say that its article goes on another page, or comes from there? */
  readonly jumps: boolean
  kind: LineClass
}

const FINAL = new Characters('。！？!?…')
const CLOSING = new Characters('”"’』」）)】')
/** A line of reporters: what stands behind 记者 is no clause about them (记者从某处获悉). */
const BYLINE = pattern(
  '',
  '^(?:[□■●◎▪]\\s*)?[（(]?(?:文[/／])?(?:[㐀-鿿A-Za-z·-]{2,12}[\\s]*)?(?:特派|见习|实习|全媒体?|首席|驻[㐀-鿿]{2})?',
  '(?:记者|作者|通讯员|撰稿|文(?=[：:/／]))(?!从|在|了解|走进|看到|采访|日前|近日|昨|今|获|来到|注意|发现|问|到|随|们)',
  '(?:[\\s:：/丨|]|[㐀-鿿])[^。，；\\d]{1,40}$',
)
const SECTION = '(?:要闻|综合|时政|国内|国际|经济|社会|文化|体育|教育|健康|科技|副刊|专版|特刊|关注|民生)'
/** What those are named by who made a report beside its reporters. */
const CREDITED =
  '总?(?:制片人?|监制|策划|统筹)|主编|主笔|编导|导演|摄像|剪辑|拍摄|配音|视觉|海报|制图|设计|栏目(?:监制|策划|主编|主笔)|新媒体编辑|值班(?:编委|主任|编辑)|终审|初审|复审'
const FURNITURE = pattern(
  '',
  `^(?:第\\s*[A-Z]?\\d{1,3}\\s*版|[A-Z]?\\d{1,3}\\s*版?(?:[\\s·]*${SECTION})?$|`,
  `${SECTION}(?:[\\s·]*[A-Z]?\\d{1,3}\\s*版?)?$|`,
  '[㐀-鿿]{2,6}(?:日报|晚报|时报|晨报|周报|早报)$|责任?编辑|责编|本版编辑|版式|美编|美术编辑|校对|编辑[:：]|审核|',
  '本报地址|社址|地址[:：]|电话|邮编|邮箱|国内统一|https?:|www\\.|您当前的位置|\\d{4}年\\d{1,2}月\\d{1,2}日\\s*(?:星期|$)|',
  `(?:${CREDITED})(?:[、/／|丨](?:${CREDITED}|记者))*\\s*[:：丨|｜](?!\\s*[㐀-鿿，“”]{5,}(?<![社报网台部组室]|中心|公司)$)|`,
  '相关(?:稿件|新闻|阅读|链接)(?:一览|推荐|列表)?\\s*(?:[:：]|$)|',
  '特别声明|【我要纠错】|',
  '星期[一二三四五六日]|返回目录|(?:打印|字号|分享)(?:到|[:：\\s]|$)|新闻热线|广告|图片来源|【?责任编辑|微信|扫码)',
)
/** The mark that an article goes on, or comes from, another page: on a line of its own, or in the line it stands by. */
const JUMP = /^[（(【]?(?:上接|下转|转|接)\s*第?\s*[A-Z]?[\d一二三四五六七八九十]+\s*版[^。，]{0,8}$/
const JUMP_INSIDE = /.[（(【]下转[^）)】]{1,8}[）)】]$|^[（(【]上接[^）)】]{1,8}[）)】]./
const JUMP_MARK = /[（(【](?:上接|下转)[^）)】]{1,8}[）)】]/
/** The head of a page: the day with its weekday, or the number of pages or of the issue. */
const MASTHEAD = /\d{1,2}月\d{1,2}日\s*星期|今日\s*\d+\s*版|第\s*\d+\s*[期号版]|总第\s*\d+|农历/
/** The words that open a report: a dateline, or its reporter in brackets. */
const OPENING = pattern(
  '',
  '^(?:(?:本[报刊网台]|[㐀-鿿·]{2,10}(?:[日晚晨早时商]报|新闻网|网|社|在线))[㐀-鿿\\d]{0,12}(?:(?:讯|',
  '电|消息)[\\s（(：:]|讯记者|日(?:专?电|讯))|[（(](?:本报)?(?:记者|通讯员))',
)
/** The words that a dateline begins with, where it may be torn by the line's end. */
const TORN_OPENING = /^(?:本[报刊网台]|[㐀-鿿·]{2,10}(?:[日晚晨早时商]报|新闻网|网|社|在线)|[（(])/
/** A dateline that a title stands behind, and what says so: 某社某地5月1日电题：…, …日电 特写：…. Rule: [R5]. */
const TITLED = pattern(
  '',
  '^[㐀-鿿\\d]{4,30}(?:(?:电|讯)\\s*题\\s*[：:]\\s*|\\d日(?:专?电|讯)\\s*',
  '(?=(?:特写|通讯|综述|述评|专访|评论|新闻分析|记者手记|记者观察)[：:]))(?=[^。]{4,60}$)',
)
const BRACKETED = /^[（(][^（()）]{2,58}[）)]$/
/** The paper and the day, or the site and its address, that a report was taken from. */
const CITED = /^《[㐀-鿿]{2,8}报(?:海外版)?》\s*[（(]?\d{4}年|^[㐀-鿿·]{2,10}[报网社]\s+https?:/
const SOURCE = /^(?:发布时间[:：][\d\s:：-]*)?[（(]?(?:来源|稿源|信息来源)[:：]/

const COMMAS = new Characters('，。；')
/** One of these stands wherever a line says that its article goes on another page. */
const TURNS = new Characters('转接')

/** What is told of a line by its characters. */
function measure(text: string): Pick<Line, 'width' | 'commas' | 'jumps'> {
  let [width, commas, jumps] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    width += unit < 0x2000 ? 0.5 : 1
    if (COMMAS.has(unit)) commas++
    else if (TURNS.has(unit)) jumps = true
  }
  return { width, commas, jumps }
}

/** Points that no page is as wide or high as; and no file has as many pages. */
const MOST_POINTS = 1_000_000

/** Is a place one that a line of a page can have? */
function isPlace({ page, box, fontSize }: LineBox): boolean {
  return (
    Number.isInteger(page) &&
    [page, ...box].every((number) => Math.abs(number) < MOST_POINTS) &&
    fontSize >= 0 &&
    fontSize < MOST_POINTS
  )
}

/** Places by where their lines start; none at all where two lines start at one or a place is absurd. */
function placesByStart(boxes: readonly LineBox[]): ReadonlyMap<number, LineBox> {
  const places = new Map(boxes.map((box) => [box.span.start, box]))
  return places.size === boxes.length && boxes.every(isPlace) ? places : new Map()
}

/**
 * Cuts a text into its lines that are not blank; all separators of lines and pages count. A line has the place whose
 * span is its own, white space at its ends aside.
 */
export function linesOf(text: string, boxes: readonly LineBox[] | undefined): Line[] {
  const places = placesByStart(boxes ?? [])
  const lines: Line[] = []
  let gap = 0
  let at = 0
  const add = (start: number, words: string, indent: number, place: LineBox | null, titled: boolean): void => {
    const { width, commas, jumps } = measure(words)
    lines.push({
      start,
      end: start + words.length,
      text: words,
      width: (jumps ? measure(words.replace(JUMP_MARK, '')).width : width) + indent,
      gap,
      indented: start > at,
      place,
      ends: endsSentence(words),
      opens: opensReport(words),
      titled,
      commas,
      jumps,
      kind: 'headline',
    })
    gap = 0
  }
  while (at <= text.length) {
    let end = at
    while (end < text.length && !isBreak(text.charCodeAt(end))) end++
    const raw = text.slice(at, end)
    const words = raw.trim()
    if (words === '') gap++
    else {
      const start = at + raw.indexOf(words.charAt(0))
      const place = places.get(at) ?? places.get(start)
      const fits = place !== undefined && place.span.end >= start + words.length && place.span.end <= end
      const before = lines[lines.length - 1] as Line | undefined
      if (before !== undefined && before.text.length < 40) before.opens ||= opensTorn(before.text, words)
      const head = places.size === 0 && words.length < WHOLE * 1.5 ? (TITLED.exec(words)?.[0].length ?? 0) : 0
      if (head > 0) add(start, words.slice(0, head).trimEnd(), indentOf(raw), null, true)
      add(start + head, words.slice(head), head > 0 ? 0 : indentOf(raw), fits ? place : null, false)
    }
    if (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10) end++
    at = end + 1
  }
  return lines
}

/** The width of a paragraph's indent: wide spaces before the words, two at most. */
function indentOf(raw: string): number {
  let indent = 0
  while (raw.charCodeAt(indent) === 0x3000) indent++
  return indent <= 2 ? indent : 0
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 12 || code === 0x2028 || code === 0x2029 || code === 0x85
}

/** Does the line close a sentence? */
export function endsSentence(text: string): boolean {
  let end = text.length
  while (CLOSING.at(text, end - 1)) end--
  if (FINAL.at(text, end - 1)) return true
  return (
    text.endsWith('】') ||
    /(?:[（(]完|^[^（(]*|[（(][^（()）]*(?:记者|通讯员|[报社网])[^（()）]*)[）)]$/.test(text.slice(-30))
  )
}

/** Does a line say that its article goes on another page, or comes from there? */
export function jumpOf({ text, jumps }: Line): 'goes' | 'comes' | null {
  if (!jumps) return null
  const mark = JUMP.test(text) || JUMP_INSIDE.test(text) ? /上接|下转|转|接/.exec(text)?.[0] : undefined
  return mark === undefined ? null : mark.endsWith('转') ? 'goes' : 'comes'
}

/** Is the line nothing but words in brackets: （记者 甲）? It is signed so, above or below. */
function isBracketed(text: string): boolean {
  return BRACKETED.test(text)
}

/** Do the words open a report? */
function opensReport(text: string): boolean {
  return OPENING.test(text) && !isBracketed(text)
}

/** Do the words open a report whose dateline goes on in the line below? */
function opensTorn(text: string, below: string): boolean {
  return TORN_OPENING.test(text) && OPENING.test(text + below) && !isBracketed(text)
}

/** Are there spaces where prose has commas: between parts of five characters and more? */
function isSpaced(text: string): boolean {
  const parts = text.split(/\s+/)
  return parts.some((part, i) => part.length >= 5 && (parts[i + 1]?.length ?? 0) >= 5)
}

/** Do brackets open that do not close in the line, or the other way round? */
function isTorn(text: string): boolean {
  return /[（(][^）)]*$|^[^（(]*[）)]/.test(text)
}

/** Bylines and furniture are told by their words. Rules: [R5], [R6]. */
export function asideOf({ text, start, opens, titled, gap, jumps }: Line): 'byline' | 'furniture' | null {
  if (jumps && JUMP.test(text)) return 'furniture'
  if (titled) return 'byline'
  if (text.length >= 60 || opens) return null
  if (CITED.test(text)) return 'byline'
  if (FURNITURE.test(text) && !/。./.test(text)) return 'furniture'
  if (MASTHEAD.test(text) && !/[。，；]/.test(text)) return 'furniture'
  if (SOURCE.test(text) && (gap > 0 || start === 0) && text.length < 60) return 'byline'
  const signs = text.length < 50 && BYLINE.test(text) && !isTorn(text) && !/(?<!通)讯|电(?!视)/.test(text.slice(0, 20))
  return signs ? 'byline' : null
}

/** Lines before and behind that show the width of a column. */
const AROUND = 4

/** No column is as wide: a line of so many characters is a paragraph, and no wrapped line. */
const WHOLE = 60

/** What tells that a line by itself is prose, each with its weight. */
const PROSE = {
  long: 30,
  always: 0.32,
  commas: 2.16,
  noComma: -2.1,
  noCommaWide: -0.62,
  list: 0.9,
  jump: 1.94,
  closesWithin: 0.22,
  closes: 7.55,
  goesOn: 2.64,
  spaced: -0.73,
  day: 1.5,
  opensQuote: 3.19,
  closesQuote: 1.24,
  column: 0.61,
  noColumn: -0.54,
  apart: -1.26,
  indented: 3.45,
  whole: -6,
}
/** That prose goes on in a line, by the line above: what it closes, how wide both are, whether a word is torn. */
const ON = {
  closed: 2.63,
  closedApart: 2.21,
  opens: -2.5,
  same: 3.7,
  sameLoose: 2.87,
  sameApart: 1.98,
  level: 1.7,
  last: 3.6,
  narrower: 1.06,
  first: 3.93,
  wider: 1.9,
  far: -1.5,
  day: -2.71,
  torn: 2.5,
  tornApart: 1.24,
}
/** That a headline follows prose, that prose follows a headline, and that a headline goes on. */
const OUT = { closed: -4.45, closedLoose: 1.17, closedApart: 0.53, open: -3.84, openApart: -1.38, torn: -0.43 }
const IN = { close: -4.26, loose: -2.05, apart: -0.06, indented: 0.88, opens: -1.07, torn: -0.8 }
const TITLE = { close: 2.75, apart: 1.14, level: 2.98, torn: 1.33, third: -1.95 }
/** Bylines and furniture are as likely as their words tell, unless prose goes on through them. */
const ASIDE = 5.8

/** How many of the lines around that are punctuated as prose is are as wide as this one. */
function agreeing(lines: readonly Line[], at: number): number {
  const { width } = lines[at]
  let count = 0
  for (let i = Math.max(0, at - AROUND); i <= at + AROUND && i < lines.length; i++) {
    if (i !== at && lines[i].commas > 0 && Math.abs(lines[i].width - width) <= 1.2) count++
  }
  return count
}

/** The day that a report begins with. */
const DAY = /^\d{1,2}(?:月\d{1,2})?日/
/** Quotations, titles and brackets that are opened and left open, or closed without having been opened. */
const OPENS_QUOTE = /“[^”]*$|《[^》]*$|（[^）]*$|\([^)]*$/
const CLOSES_QUOTE = /^[^“]*”|^[^《]*》|^[^（]*）|^[^(]*\)/

/**
 * How much more likely a line by itself is prose than a headline: by its punctuation, its length without any, and by
 * the lines around that are as wide. Rule: [R4].
 */
function proseLikeness(lines: readonly Line[], at: number): number {
  const { text, width, ends, commas, opens, titled, jumps, indented } = lines[at]
  if (titled || lines[at - 1]?.titled) return -PROSE.long
  if (text.length >= WHOLE || opens) return PROSE.long
  const agree = agreeing(lines, at)
  let score = PROSE.always + (agree >= 2 ? PROSE.column : agree === 0 ? PROSE.noColumn : 0)
  if (commas > 0) score += PROSE.commas * Math.min(2, commas)
  else score += PROSE.noComma + PROSE.noCommaWide * Math.min(3, width * 0.1)
  if (text.includes('、')) score += PROSE.list
  if (jumps && JUMP_INSIDE.test(text)) score += PROSE.jump
  if (/[。；]./.test(text)) score += PROSE.closesWithin
  if (!ends) score += isSpaced(text) ? PROSE.spaced : 0
  else if (/[。…）)】][”’」』]?$/.test(text)) score += PROSE.closes
  if (/[：、]$/.test(text)) score += PROSE.goesOn
  if (/\d日/.test(text)) score += PROSE.day
  if (OPENS_QUOTE.test(text)) score += PROSE.opensQuote
  if (CLOSES_QUOTE.test(text)) score += PROSE.closesQuote
  if (indented) score += PROSE.indented
  if (!ends && commas === 0 && amongWhole(lines, at)) score += PROSE.whole
  return commas === 0 && !ends && isApart(lines, at) && !isLoose(lines, at) ? score + PROSE.apart : score
}

/** Are lines around whole paragraphs, so that one which closes no sentence is none? */
function amongWhole(lines: readonly Line[], at: number): boolean {
  return [lines[at - 1], lines[at + 1], lines[at + 2]].some((line) => line !== undefined && line.text.length >= WHOLE)
}

/** Do blank lines stand before and behind? */
function isApart(lines: readonly Line[], at: number): boolean {
  return lines[at].gap > 0 && (lines[at + 1]?.gap ?? 1) > 0
}

/** Is every line around set apart? Then blank lines part nothing. */
export function isLoose(lines: readonly Line[], at: number): boolean {
  return isApart(lines, at) && ((lines[at - 1]?.gap ?? 1) > 0 || (lines[at + 2]?.gap ?? 1) > 0)
}

/** How well a line of prose goes on from a line of prose above. */
function goingOn(lines: readonly Line[], at: number, torn: boolean): number {
  const [line, before] = [lines[at], lines[at - 1]]
  if (before.ends) return line.gap === 0 ? ON.closed : ON.closedApart
  if (line.opens) return ON.opens
  const day = DAY.test(line.text) ? ON.day : 0
  const score = torn ? day + ON.torn + (line.gap > 0 ? ON.tornApart : 0) : day
  const wider = line.width - before.width
  const above = lines[at - 2] as Line | undefined
  const opensParagraph = before.gap > 0 || above === undefined || above.ends || above.kind !== 'headline'
  if (Math.abs(wider) <= 1.6) {
    if (line.gap > 0) return score + (isLoose(lines, at) ? ON.sameLoose : ON.sameApart)
    return score + ON.same + (Math.abs(wider) <= 0.6 ? ON.level : 0)
  }
  if (wider < 0) return score + (line.ends || /[）)：]$/.test(line.text) ? ON.last : ON.narrower)
  if (wider > 5) return score + ON.far
  return score + (opensParagraph && wider <= 3.2 ? ON.first : ON.wider)
}

/** How likely prose ends before a line of another class. */
function leaving(lines: readonly Line[], at: number, torn: boolean): number {
  const [{ gap }, { ends }] = [lines[at], lines[at - 1]]
  if (ends) return gap === 0 ? OUT.closed : isLoose(lines, at) ? OUT.closedLoose : OUT.closedApart
  return (gap === 0 ? OUT.open : OUT.openApart) + (torn ? OUT.torn : 0)
}

/** How likely prose begins behind a headline. */
function entering(lines: readonly Line[], at: number, torn: boolean): number {
  const { gap, indented, opens } = lines[at]
  const score = torn && gap === 0 ? IN.torn : 0
  if (opens) return score + IN.opens
  if (indented) return score + IN.indented
  return score + (gap === 0 ? IN.close : isLoose(lines, at) ? IN.loose : IN.apart)
}

/** How likely a headline goes on in a line. */
function titling(lines: readonly Line[], at: number, torn: boolean): number {
  const [{ gap, width }, before] = [lines[at], lines[at - 1]]
  const score = torn ? TITLE.torn : 0
  if (gap > 0) return score + TITLE.apart
  const third = before.gap === 0 && (lines[at - 2] as Line | undefined)?.commas === 0
  return score + TITLE.close + (Math.abs(width - before.width) <= 1.2 ? TITLE.level : 0) + (third ? TITLE.third : 0)
}

/**
 * Gives every line its class: of all sequences of classes the likeliest, found in one pass forth and one back. The
 * weights are those that make the classes of lines on pages laid out in trials likeliest. Rules: [R4] prose by
 * punctuation, width and torn words, [R5] bylines, [R6] furniture.
 */
export function classify(lines: readonly Line[]): void {
  for (const line of lines) line.kind = asideOf(line) ?? 'headline'
  const kinds = lines.map((line) => line.kind)
  const pairs = new KnownPairs(lines)
  const origins = new Uint8Array(lines.length * 3)
  let [prose, headline, aside] = [0, 0, 0]
  /** Keeps which of the classes of the line before each class of this one is best reached from; tells how well. */
  const reach = (at: number, fromProse: number, fromHeadline: number, fromAside: number): number => {
    origins[at] = likeliest(fromProse, fromHeadline, fromAside)
    return Math.max(fromProse, fromHeadline, fromAside)
  }
  lines.forEach((line, i) => {
    const torn = i > 0 && !lines[i - 1].ends && pairs.has(lines[i - 1].text, line.text)
    const [going, left] = i === 0 ? [0, 0] : [goingOn(lines, i, torn), leaving(lines, i, torn)]
    const [entered, titled] = i === 0 ? [0, 0] : [entering(lines, i, torn), titling(lines, i, torn)]
    const toProse = reach(i * 3, prose + going, headline + entered, aside)
    const toHeadline = reach(i * 3 + 1, prose + left, headline + titled, aside)
    const toAside = reach(i * 3 + 2, prose, headline, aside)
    prose = proseLikeness(lines, i) + toProse
    headline = toHeadline
    aside = toAside + (kinds[i] === 'headline' ? -Infinity : ASIDE)
  })
  let kind: number = likeliest(prose, headline, aside)
  for (let i = lines.length - 1; i >= 0; i--) {
    if (kind < 2) lines[i].kind = kind === 0 ? 'prose' : 'headline'
    kind = origins[i * 3 + kind]
  }
}

/** The class of the highest score, the first of several: 0 prose, 1 headline, 2 aside. */
function likeliest(prose: number, headline: number, aside: number): number {
  if (prose >= headline && prose >= aside) return 0
  return headline >= aside ? 1 : 2
}

/** Is it a short line without a mark before a long one, among paragraphs that are whole? Then it heads what follows. */
function isSubhead({ width, commas, text }: Line, next: Line | undefined): boolean {
  return width <= 30 && commas === 0 && !/[：、]$/.test(text) && next !== undefined && next.width > 40
}

/** What a line ends in that leads a list, or an item that another one follows. */
const LEADS_ITEM = /[：；]$/

/** Is the next line an item of a list that goes on, or that the line leads? */
function isBeforeItem({ text }: Line, next: Line | undefined): boolean {
  return next !== undefined && LEADS_ITEM.test(text) && ITEM.test(next.text)
}

/**
 * Makes paragraphs of prose lines. A line that does not close a sentence goes on in the next, blank lines or not; one
 * that does closes the paragraph where the text is not wrapped, before a blank line, or where it is short; so does one
 * before an item of a list where the text is not wrapped. Rule: [R1].
 */
export function paragraphsOf(lines: readonly Line[]): Line[][] {
  const paragraphs: Line[][] = []
  const isOpen = (line: Line, next: Line | undefined): boolean =>
    !endsSentence(line.text) && !isSubhead(line, next) && !isBeforeItem(line, next)
  const open = lines.filter((line, i) => isOpen(line, lines[i + 1])).length
  const widths = lines.map((line) => line.width).toSorted((a, b) => a - b)
  const column = widths[Math.floor(widths.length * 0.6)] ?? 0
  const wrapped = open * 4 > lines.length
  let current: Line[] = []
  lines.forEach((line, i) => {
    current.push(line)
    const next = lines[i + 1]
    const closes =
      endsSentence(line.text) || (!wrapped && (line.width > 40 || isSubhead(line, next) || isBeforeItem(line, next)))
    const short = line.width < column - 1.5 || (next !== undefined && next.width <= column - 1.5 && next.width > 6)
    if (next === undefined || (closes && (!wrapped || next.gap > 0 || short))) {
      paragraphs.push(current)
      current = []
    }
  })
  return paragraphs
}
