/**
 * The main text of a web page: where its sentences are. Menus, lists of links and what stands at a page's foot have
 * words, and hardly a sentence; the text of a report is sentences, outside of links, under one element.
 */

/** An element of a page. */
export interface Element {
  readonly tag: string
  /** Its class and id. */
  readonly about: string
  readonly parent: number | null
  /** Hidden, or by its tag no part of the main text. */
  readonly isBeside: boolean
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
/** The headings of what else there is to read. */
const OTHERS =
  /^[\s【[（(]*(?:相关(?:新闻|阅读|链接|报道|文章|推荐|稿件)|延伸阅读|猜你喜欢|推荐\S{0,2}|热门\S{0,2}|更多\S{0,2})[\s】\]）)：:]*$/
/** What a page says of itself at its foot. */
const FOOT = /版权所有|未经.{0,12}(?:许可|授权|同意)|ICP备|公网安备|copyright|©|不良信息举报|建议使用.{0,12}浏览器/i
const SOURCE = /来源|稿源|记者|通讯员|作者/
/** Lines that lead away from a report, or tell what a screen can do with it. */
const LEADING_AWAY =
  /^[\s【[（(]*(?:相关(?:新闻|阅读|链接|报道|文章|推荐|稿件)|延伸阅读|推荐阅读|热门|更多|分享|打印|字号|字体|关闭|返回|上一[篇版条]|下一[篇版条]|扫一?扫|点击|当前位置|您?所在位置|首页)/

/** The part of an element's sentences that one element in it must have for the search to go on in there. */
const MOST = 0.75
/** The part of a page's sentences that must be left over where names say what stands beside them. */
const LEAST = 0.2
/** Characters of sentences that are a text without a heading. */
const SHORTEST = 20
/** Elements that are one paragraph, however many lines it has. */
const PARAGRAPHS = new Set(['p', 'br'])

/**
 * The main text of a page with this `<title>`: its headlines, then what says where it is from, then its paragraphs;
 * other texts of the page in the same way, in the order they stand in. The first element is the page.
 */
export function mainText(elements: readonly Element[], blocks: readonly Block[], title: string): string {
  const main = mainAmong(elements, blocks)
  const written: string[] = []
  let before: Block[] = []
  let hasHeadline = false
  for (const { isContainer, blocks: run } of runsOf(elements, main, containerOf(elements, main))) {
    const [first, end] = isContainer
      ? [Math.max(run.findIndex(isProse), 0), run.length]
      : textAmong(elements, run, before)
    for (const block of run.slice(0, first)) before.push(block)
    const body = run.slice(first, end).filter(isOfText)
    if (body.length === 0) continue
    const { headlines, sources } = headOf(elements, before, title)
    if (isContainer && headlines.length === 0 && !hasHeadline) headlines.push(...titleOf(title, body))
    hasHeadline ||= headlines.length > 0
    written.push(
      ...[headlines, sources, paragraphsOf(elements, body)]
        .filter((part) => part.length > 0)
        .map((part) => part.join('\n')),
    )
    before = run.slice(end)
  }
  return written
    .join('\n\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** The blocks that stand in no element beside the text; names are believed of the less, the less they leave over. */
function mainAmong(elements: readonly Element[], blocks: readonly Block[]): readonly Block[] {
  const seen = without(elements, blocks, ({ isBeside }) => isBeside)
  const { prose } = sumsOf(elements, seen)
  const others = othersAmong(elements, seen, prose)
  const shown = without(elements, seen, (_, index) => others.has(index))
  const whole = shown.reduce((sum, block) => sum + proseOf(block), 0)
  for (const part of [1, 0.5]) {
    const isSmall = (index: number) => part === 1 || (prose[index] ?? 0) < whole * part
    const main = without(elements, shown, ({ about, tag }, index) => {
      return BESIDE_NAME.test(about) && tag !== 'body' && tag !== 'html' && isSmall(index)
    })
    const left = main.reduce((sum, block) => sum + proseOf(block), 0)
    if (left >= whole * LEAST && (left > 0 || main.length > 0)) return main
  }
  return shown
}

/** Elements that begin with a heading of what else there is to read, and hold little of the page's sentences. */
function othersAmong(elements: readonly Element[], blocks: readonly Block[], prose: readonly number[]) {
  const others = new Set<number>()
  blocks.forEach(({ text, element }, index) => {
    const parent = elements[element]?.parent ?? null
    if (parent === null || text.length > 12 || !OTHERS.test(text)) return
    // Elements are numbered as they begin: what stands before this block has begun before its parent, or is in it.
    const isFirst = (blocks[index - 1]?.element ?? -1) < parent
    if (isFirst && (prose[parent] ?? 0) < (prose[0] ?? 0) / 2) others.add(parent)
  })
  return others
}

/** The blocks that stand in no element of which this is true. */
function without(
  elements: readonly Element[],
  blocks: readonly Block[],
  isLeftOut: (element: Element, index: number) => boolean,
): readonly Block[] {
  const isOut = elements.map(() => false)
  elements.forEach((element, index) => {
    isOut[index] = (element.parent !== null && isOut[element.parent] === true) || isLeftOut(element, index)
  })
  return blocks.filter(({ element }) => isOut[element] !== true)
}

/** Characters of sentences outside of links; what a foot says of its page is none. */
function proseOf({ text, linked }: Block): number {
  if (text.length < 200 && FOOT.test(text)) return 0
  return SENTENCE.test(text) || (text.includes('，') && text.length >= 20) ? text.length * (1 - linked) : 0
}

function isProse(block: Block): boolean {
  return proseOf(block) > 0
}

/** What stands under each element: characters of sentences, and blocks that have some. */
function sumsOf(elements: readonly Element[], blocks: readonly Block[]) {
  const prose = elements.map(() => 0)
  const spoken = elements.map(() => 0)
  const add = (index: number, characters: number, count: number) => {
    prose[index] = (prose[index] ?? 0) + characters
    spoken[index] = (spoken[index] ?? 0) + count
  }
  for (const block of blocks) add(block.element, proseOf(block), isProse(block) ? 1 : 0)
  for (let index = elements.length - 1; index > 0; index--) {
    add(elements[index]?.parent ?? 0, prose[index] ?? 0, spoken[index] ?? 0)
  }
  return { prose, spoken }
}

/** The smallest element that holds most of what its ancestors hold of sentences, and more than one block of them. */
function containerOf(elements: readonly Element[], blocks: readonly Block[]): number {
  const { prose, spoken } = sumsOf(elements, blocks)
  // Ancestors stand before their descendants: the last that has most of what the one before it had is the smallest.
  let container = 0
  elements.forEach(({ parent, tag }, index) => {
    if (parent !== container || PARAGRAPHS.has(tag) || (spoken[index] ?? 0) < 2) return
    if ((prose[index] ?? 0) >= (prose[container] ?? 0) * MOST) container = index
  })
  return container
}

/** Blocks that stand together: in the container, or in one element next to it or to what it stands in. */
interface Run {
  readonly isContainer: boolean
  readonly blocks: Block[]
}

function runsOf(elements: readonly Element[], blocks: readonly Block[], container: number): readonly Run[] {
  const above = new Set<number>()
  for (let at = elements[container]?.parent ?? null; at !== null; at = elements[at]?.parent ?? null) above.add(at)
  const places: number[] = []
  elements.forEach(({ parent }, index) => {
    const isOwn = index === container || parent === null || above.has(index) || above.has(parent)
    places.push(isOwn ? index : (places[parent] ?? 0))
  })
  const runs: Run[] = []
  let last: number | null = null
  for (const block of blocks) {
    const place = places[block.element] ?? 0
    if (place !== last) runs.push({ isContainer: place === container, blocks: [] })
    runs.at(-1)?.blocks.push(block)
    last = place
  }
  return runs
}

/** From where to where blocks outside of the container are a text; nothing where it leads away from the page. */
function textAmong(
  elements: readonly Element[],
  run: readonly Block[],
  before: readonly Block[],
): readonly [first: number, end: number] {
  const isSaid = (block: Block) => isProse(block) && SENTENCE.test(block.text)
  const first = run.findIndex(isSaid)
  const last = run.findLastIndex(isSaid)
  const above = run[first - 1] ?? before.at(-1)
  const leadsAway = above !== undefined && LEADING_AWAY.test(above.text)
  const isHeaded = run.slice(0, Math.max(first, 0)).some((block) => block.linked < 0.5 && isHeading(elements, block))
  const prose = run.reduce((sum, block) => sum + proseOf(block), 0)
  return first >= 0 && !leadsAway && (isHeaded || prose >= SHORTEST) ? [first, last + 1] : [run.length, run.length]
}

/** Headings that follow each other stand together, apart from the paragraphs. */
function paragraphsOf(elements: readonly Element[], body: readonly Block[]): readonly string[] {
  const isHead = body.map((block) => isHeading(elements, block))
  return body.map(({ text }, index) => (isHead[index] === (isHead[index - 1] ?? isHead[0]) ? text : `\n${text}`))
}

/** Of the blocks before a text, its headlines and what says where it is from. */
function headOf(elements: readonly Element[], before: readonly Block[], title: string) {
  const named = headlineAmong(elements, before, title)
  const head = before.filter((block, index) => {
    if (index < named) return index >= named - 2 && isHeading(elements, block) && block.linked < 0.5
    return index === named || isHeading(elements, block) ? block.linked < 0.5 : isSource(block)
  })
  const headlines = head.filter((block) => !isSource(block)).map(({ text }) => text)
  return { headlines, sources: head.filter(isSource).flatMap(({ text }) => sourcesIn(text)) }
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
