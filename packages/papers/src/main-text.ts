/**
 * The main text of a web page: where its sentences are. Menus, lists of links and what stands at a page's foot have
 * words, and hardly a sentence; the text of a report is sentences, outside of links, under one element.
 */

/** An element of a page; its descendants are those behind it up to `last`. */
export interface Element {
  readonly tag: string
  /** Its class and id. */
  readonly about: string
  readonly parent: number | null
  /** Hidden, or by its tag no part of the main text. */
  readonly isBeside: boolean
  last: number
}

/** Words that stand in one line or paragraph, the element they stand in, and which part of them is links, 0 to 1. */
export interface Block {
  readonly text: string
  readonly linked: number
  readonly element: number
}

/** What pages call what stands beside the text. */
const BESIDE_NAME = new RegExp(
  '(?:^|[\\s_-])(?:nav|menu|foot|crumbs?|share|comments?|relate[ds]?|recommend|hot|rank|side|copyright|pager?|' +
    'pagination|login|search|tags?|ads?|advert\\w*|toolbar)(?=$|[\\s_-])|' +
    'footer|sidebar|breadcrumb|xiangguan|tuijian|fenxiang|daohang|dibu',
  'i',
)
const TITLE_NAME = /title|headline|kicker|biaoti|yinti|zhuti|futi|(?:^|[\s_-])bt\d?(?=$|[\s_-])/i
const SENTENCE = /[。！？；]/
const SOURCE = /来源|稿源|记者|通讯员|作者/
/** Lines that lead away from a report, or tell what a screen can do with it. */
const LEADING_AWAY =
  /^[\s【[（(]*(?:相关(?:新闻|阅读|链接|报道|文章|推荐|稿件)|延伸阅读|推荐阅读|热门|更多|分享|打印|字号|字体|关闭|返回|上一[篇版条]|下一[篇版条]|扫一?扫|点击|当前位置|您?所在位置|首页)/

/** The part of a container's sentences that one element in it must have to be the container itself. */
const MOST = 0.75

/** The main text of a page with this `<title>`: its headlines, then what says where it is from, then its paragraphs. */
export function mainText(elements: readonly Element[], blocks: readonly Block[], title: string): string {
  const beside = elements.map(() => false)
  elements.forEach(({ about, parent, isBeside, tag }, index) => {
    const isNamed = BESIDE_NAME.test(about) && tag !== 'body' && tag !== 'html'
    beside[index] = isBeside || isNamed || (parent !== null && beside[parent] === true)
  })
  const isMain = ({ element }: Block) => beside[element] !== true
  const main = blocks.filter(isMain)
  const container = containerOf(elements, main)
  const isInside = ({ element }: Block) => element >= container && element <= (elements[container]?.last ?? 0)
  const first = main.findIndex((block) => isInside(block) && proseOf(block) > 0)
  const before = main.slice(0, Math.max(first, 0))
  const named = headlineAmong(elements, before, title)
  const head = before.filter((block, index) => {
    if (index < named) return index >= named - 2 && isHeading(elements, block) && block.linked < 0.5
    return index === named || isHeading(elements, block) ? block.linked < 0.5 : isSource(block)
  })
  const body = main.slice(Math.max(first, 0)).filter((block) => isInside(block) && isOfText(block))
  const headlines = head.filter((block) => !isSource(block)).map(({ text }) => text)
  if (named < 0 && body.length > 0) headlines.unshift(...titleOf(title, body))
  const sources = head.filter(isSource).flatMap(({ text }) => sourcesIn(text))
  const paragraphs = body.map((block) => (isHeading(elements, block) ? `\n${block.text}\n` : block.text))
  return [headlines, sources, paragraphs]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** Characters of sentences outside of links. */
function proseOf({ text, linked }: Block): number {
  return SENTENCE.test(text) || (text.includes('，') && text.length >= 20) ? text.length * (1 - linked) : 0
}

/** The smallest element that holds most of what its ancestors hold of sentences. */
function containerOf(elements: readonly Element[], blocks: readonly Block[]): number {
  const prose = elements.map(() => 0)
  for (const block of blocks) prose[block.element] = (prose[block.element] ?? 0) + proseOf(block)
  for (let index = elements.length - 1; index > 0; index--) {
    const parent = elements[index]?.parent ?? null
    if (parent !== null) prose[parent] = (prose[parent] ?? 0) + (prose[index] ?? 0)
  }
  // Ancestors stand before their descendants: the last that has most of what the one before it had is the smallest.
  let container = 0
  elements.forEach(({ parent }, index) => {
    const isHere = parent === null ? (prose[index] ?? 0) > (prose[container] ?? 0) : parent === container
    if (isHere && (prose[index] ?? 0) >= (prose[container] ?? 0) * MOST && (prose[index] ?? 0) > 0) container = index
  })
  return container
}

function isHeading(elements: readonly Element[], { element, text }: Block): boolean {
  for (let at: number | null = element, up = 0; at !== null && up < 3; at = elements[at]?.parent ?? null, up++) {
    if (/^h[1-6]$/.test(elements[at]?.tag ?? '')) return !LEADING_AWAY.test(text)
  }
  return TITLE_NAME.test(elements[element]?.about ?? '') && text.length < 80 && !LEADING_AWAY.test(text)
}

/** Which of the blocks before the text is its headline: the last that the `<title>` repeats, else the last `<h1>`. */
function headlineAmong(elements: readonly Element[], blocks: readonly Block[], title: string): number {
  const said = blocks.findLastIndex(({ text, linked }) => text.length >= 5 && linked < 0.5 && title.includes(text))
  if (said >= 0) return said
  const isFirst = ({ element, linked }: Block) => elements[element]?.tag === 'h1' && linked < 0.5
  const first = blocks.findLastIndex(isFirst)
  return first >= 0 ? first : blocks.findLastIndex((block) => isHeading(elements, block) && block.linked < 0.5)
}

/** The headline that a `<title>` has before the names of the site, where the text does not begin with it. */
function titleOf(title: string, body: readonly Block[]): readonly string[] {
  const own = title.split(/\s*(?:[_|]|\s[-–]\s|[-–—]{1,2}(?=[^-–—]{2,12}$))\s*/)[0] ?? ''
  return own.length < 5 || body.slice(0, 4).some(({ text }) => text.includes(own)) ? [] : [own]
}

function isSource({ text }: Block): boolean {
  return text.length < 100 && SOURCE.test(text) && !SENTENCE.test(text)
}

/** Of a line that tells day, source, author and what the screen can do, what tells source and author. */
function sourcesIn(text: string): readonly string[] {
  return text
    .split(
      /[\s|]+(?=\S{2,6}[:：]|打印|字号|字体|分享|收藏|评论|浏览|关闭)|(?=(?:来源|稿源|作者|责任编辑|编辑|字号|打印|时间|日期)[:：])/,
    )
    .map((part) => part.replace(/[\s|]+$/, '').trim())
    .filter((part) => SOURCE.test(part))
}

/** Is it of the report: no list of links, nothing that leads away from it? */
function isOfText(block: Block): boolean {
  if (proseOf(block) > block.text.length * 0.4) return true
  return block.linked < 0.5 && !LEADING_AWAY.test(block.text)
}
