/**
 * Layout 版式: the lines of a text, what class each is of, and how wrapped lines make paragraphs.
 * Prose shows in its punctuation, the column's width in the lines' lengths; headlines have neither.
 */
import type { LineBox, Span } from '@handclasp/domain'
import { Characters } from './characters.ts'
import { pattern } from './patterns.ts'

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
  /** Points, where the file had geometry. */
  readonly fontSize: number | null
  kind: LineClass
}

const FINAL = new Characters('。！？!?…')
const CLOSING = new Characters('”"’』」）)】')
const BYLINE = pattern(
  'u',
  '^[（(]?(?:[\\p{Script=Han}A-Za-z·]{2,12}[\\s]*)?(?:特派|见习|实习|全媒体|首席|驻\\p{Script=Han}{2})?(?:记者|作者|',
  '通讯员)(?:[\\s:：/]|\\p{Script=Han})[^。，；]{1,40}$',
)
const FURNITURE = pattern(
  '',
  '^(?:第\\s*[A-Z]?\\d{1,3}\\s*版|[A-Z]?\\d{1,3}\\s*版?$|责任?编辑|责编|本版编辑|版式|美编|美术编辑|校对|',
  '编辑[:：]|审核|电话|邮编|邮箱|国内统一|https?:|www\\.|您当前的位置|上接|下转|[（(](?:上接|下转)|\\d{4}年\\d{1,2}月\\d{1,2}日\\s*(?:星期|',
  '$)|星期[一二三四五六日]|返回目录|打印|字号|分享|新闻热线|广告|图片来源|【?责任编辑|微信|扫码)',
)
/** The head of a page: the day with its weekday, or the number of pages or of the issue. */
const MASTHEAD = /\d{1,2}月\d{1,2}日\s*星期|今日\s*\d+\s*版|第\s*\d+\s*[期号版]|总第\s*\d+|农历/
/** The words that open a report: a dateline, or its reporter in brackets. */
const OPENING = pattern(
  'u',
  '^(?:(?:本[报刊网台]|[\\p{Script=Han}·]{2,10}(?:日报|晚报|新闻网|网|社|在线))[\\p{Script=Han}\\d]{0,12}(?:(?:讯|',
  '电)[\\s（(]|日[电讯])|[（(](?:本报)?(?:记者|通讯员))',
)
const SOURCE = /^(?:来源|稿源|信息来源)[:：]/

function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 0x2000 ? 0.5 : 1
  return width
}

/** Cuts a text into its lines that are not blank; all separators of lines and pages count. */
export function linesOf(text: string, boxes: readonly LineBox[] | undefined): Line[] {
  const sizes = new Map(boxes?.map((box) => [box.span.start, box.fontSize]))
  const lines: Line[] = []
  let gap = 0
  let at = 0
  while (at <= text.length) {
    let end = at
    while (end < text.length && !isBreak(text.charCodeAt(end))) end++
    const raw = text.slice(at, end)
    const words = raw.trim()
    if (words === '') gap++
    else {
      const start = at + raw.indexOf(words.charAt(0))
      const fontSize = sizes.get(at) ?? sizes.get(start) ?? null
      const until = start + words.length
      lines.push({
        start,
        end: until,
        text: words,
        width: widthOf(words) + indentOf(raw),
        gap,
        indented: start > at,
        fontSize,
        kind: 'headline',
      })
      gap = 0
    }
    if (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10) end++
    at = end + 1
  }
  return lines
}

/** The width of a paragraph's indent: wide spaces before the words, two at most. */
function indentOf(raw: string): number {
  const indent = /^\u3000*/.exec(raw)?.[0].length ?? 0
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
  return text.endsWith('】') || /[（(]完[）)]$/.test(text.slice(-3))
}

/** Do the words open a report? */
export function opensReport(text: string): boolean {
  return OPENING.test(text)
}

/** Are there spaces where prose has commas: between parts of five characters and more? */
function isSpaced(text: string): boolean {
  const parts = text.split(/\s+/)
  return parts.some((part, i) => part.length >= 5 && (parts[i + 1]?.length ?? 0) >= 5)
}

function plainKind(line: Line): LineClass {
  const { text } = line
  if (text.length < 60 && FURNITURE.test(text) && !/。./.test(text)) return 'furniture'
  if (text.length < 60 && MASTHEAD.test(text) && !/[。，；]/.test(text)) return 'furniture'
  if (OPENING.test(text)) return 'prose'
  if (text.length < 40 && SOURCE.test(text)) return 'byline'
  if (text.length < 50 && BYLINE.test(text) && !/讯|电/.test(text.slice(0, 20))) return 'byline'
  return text.length >= 60 || /[。；]/.test(text) || endsSentence(text) ? 'prose' : 'headline'
}

/** Widths of the full lines of prose nearest to a line: of those that go on in the next; and their middle. */
function columnWidths(lines: readonly Line[], at: number): number[] {
  const widths: number[] = []
  for (let reach = 1; reach <= 24 && widths.length < 9; reach++) {
    for (const line of [lines[at - reach], lines[at + reach]]) {
      if (line !== undefined && line.kind === 'prose' && !endsSentence(line.text)) widths.push(line.width)
    }
  }
  const middle = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)]
  return middle === undefined ? [] : [...widths.slice(0, 6), middle]
}

/** Is the line as wide as a full line of the column, and without the spaces that headlines have for commas? */
function fills(lines: readonly Line[], at: number): boolean {
  const { text, width } = lines[at]
  if (isSpaced(text)) return false
  const columns = columnWidths(lines, at)
  return columns.length === 0 ? text.includes('，') : columns.some((column) => Math.abs(width - column) <= 2.8)
}

/** Does an undecided line above prose belong to it: as wide as the column, no headline by gap or punctuation? */
function leadsInto(lines: readonly Line[], at: number): boolean {
  const [line, next, after] = [lines[at], lines[at + 1], lines[at + 2]]
  if (endsSentence(line.text) || !fills(lines, at)) return false
  if (line.fontSize !== next.fontSize || opensReport(next.text) || (next.indented && next.gap === 0)) return false
  const below = lines[at - 1]?.kind === 'prose' && line.gap === 0
  return next.gap === 0 || below || /[，、]/.test(line.text) || next.gap === after?.gap
}

/**
 * Runs of four and more lines of one width, with prose's punctuation in many of them, are wrapped prose even where no
 * sentence ends in them.
 */
function markColumns(lines: readonly Line[]): void {
  let start = 0
  for (let i = 1; i <= lines.length; i++) {
    const [line, before] = [lines[i], lines[i - 1]]
    const goesOn =
      line !== undefined && line.gap === 0 && !opensReport(line.text) && Math.abs(line.width - before.width) <= 1.5
    if (goesOn && before.kind !== 'byline' && before.kind !== 'furniture') continue
    const run = lines.slice(start, i)
    start = i
    const punctuated = run.filter(({ text }) => /[，。、；]/.test(text)).length
    if (run.length < 4 || run[0].width < 8 || run[0].width > 48 || punctuated * 5 < run.length * 2) continue
    for (const each of run) if (each.kind === 'headline') each.kind = 'prose'
  }
}

/** Does an undecided line end a paragraph that the full line above leaves open? */
function closesParagraph(lines: readonly Line[], at: number): boolean {
  const [line, before] = [lines[at], lines[at - 1]]
  if (line.gap > 0 || isSpaced(line.text)) return false
  const columns = columnWidths(lines, at)
  return columns.some((column) => before.width >= column - 2.8 && line.width <= column + 1)
}

/** A block of two and more full lines with a comma among them leads into prose behind a blank line, too. */
function markBlock(lines: readonly Line[], last: number): void {
  let first = last
  while (first > 0 && lines[first].gap === 0 && lines[first - 1].kind === 'headline') first--
  const block = lines.slice(first, last + 1)
  if (block.length < 2 || lines[last].fontSize !== lines[last + 1].fontSize || opensReport(lines[last + 1].text)) return
  if (!block.some(({ text }) => /[，、]/.test(text)) || lines[last + 1].indented) return
  if (block.every((_, i) => fills(lines, first + i))) for (const line of block) line.kind = 'prose'
}

/** Gives every line its class. Rules: [R4] prose by punctuation and width, [R5] bylines, [R6] furniture. */
export function classify(lines: readonly Line[]): void {
  for (const line of lines) line.kind = plainKind(line)
  markColumns(lines)
  for (let i = 1; i < lines.length; i++) {
    const [line, before] = [lines[i], lines[i - 1]]
    if (line.kind !== 'headline' || before.kind !== 'prose' || endsSentence(before.text) || before.width > 50) continue
    if (fills(lines, i) || closesParagraph(lines, i)) line.kind = 'prose'
  }
  for (let i = lines.length - 2; i >= 0; i--) {
    if (lines[i].kind !== 'headline' || lines[i + 1].kind !== 'prose') continue
    if (leadsInto(lines, i)) lines[i].kind = 'prose'
    else markBlock(lines, i)
  }
}

/**
 * Makes paragraphs of prose lines. A line that does not close a sentence goes on in the next, blank lines or not; one
 * that does closes the paragraph where the text is not wrapped, before a blank line, or where it is short. Rule: [R1].
 */
export function paragraphsOf(lines: readonly Line[]): Line[][] {
  const paragraphs: Line[][] = []
  const open = lines.filter((line) => !endsSentence(line.text)).length
  const wrapped = open * 4 > lines.length
  const widths = lines.map((line) => line.width).toSorted((a, b) => a - b)
  const column = widths[Math.floor(widths.length * 0.6)] ?? 0
  let current: Line[] = []
  lines.forEach((line, i) => {
    current.push(line)
    const next = lines[i + 1]
    const closes = endsSentence(line.text) || (!wrapped && line.width > 40)
    const short = line.width < column - 1.5 || (next !== undefined && next.width <= column - 1.5 && next.width > 6)
    if (next === undefined || (closes && (!wrapped || next.gap > 0 || short))) {
      paragraphs.push(current)
      current = []
    }
  })
  return paragraphs
}
