/**
 * Geometry 版面: where a file tells the place and the size of each line, they say what is a headline, which lines make
 * a column, and which columns belong to which headline; what the words are like says the rest.
 */
import type { Assembly } from './articles.ts'
import {
  type Area,
  areaOf,
  breaksOff,
  goesOnColumn,
  hull,
  inOrder,
  isIndented,
  isInLine,
  overlap,
  type PlacedLine,
  type Stack,
  stackOf,
  stacksOf,
  type Tier,
  tiersOf,
  widthOf,
} from './columns.ts'
import { endsSentence, asideOf } from './layout.ts'
import type { Line } from './layout.ts'

/** The lines of a file in the order they are read in, and their articles; null where no line is larger than others. */
export interface Arrangement {
  readonly lines: readonly Line[]
  readonly assemblies: readonly Assembly[] | null
}

/** One article on its way: its headlines, and its columns as they were found. */
interface Story {
  title: Stack | null
  readonly columns: Stack[]
}

/** Of the size of most lines: from here on a line is a headline; from there on it is one where it touches one. */
const LARGE = 1.35
const LARGER = 1.05
/** Headlines or columns on one page: more are no page that was set for readers, and cost would not stay linear. */
const MOST = 600
/** Headlines times columns of one page, for each is looked at with each. */
const MOST_PAIRS = 10_000
/** Pages of one file: of more, what goes on from page to page would cost more than in proportion. */
const MOST_PAGES = 2_000

/** Arranges lines by their places; null where a line has none, or where they are those of no page. */
export function arrange(given: readonly Line[]): Arrangement | null {
  const lines = given.filter((line): line is PlacedLine => line.place !== null)
  if (lines.length === 0 || lines.length < given.length) return null
  const bodySize = sizeOfMost(lines)
  for (const line of lines) line.kind = kindAt(line, bodySize)
  const stories: Story[] = []
  const titled = lines.some(({ kind }) => kind === 'headline')
  const pages = pagesOf(lines.map((line) => ({ page: line.place.page, line })))
  if (pages.length > MOST_PAGES) return null
  for (const found of pages) {
    const page = found.map(({ line }) => line)
    const titles = titlesOf(page, bodySize)
    if (titles.length > MOST) return null
    const columns = stacksOf(
      page.filter(({ kind }) => kind === 'prose' || kind === 'byline'),
      (column, line) => goesOnColumn(column, line) && !titles.some((title) => isBetween(title, column, areaOf(line))),
    )
    if (titles.length + columns.length > MOST || titles.length * columns.length > MOST_PAIRS) return null
    tell(stories, titles, tiersOf(columns), bodySize)
  }
  const furniture = lines.filter(({ kind }) => kind === 'furniture')
  if (!titled) return { lines: [...stories.flatMap(linesInOrder), ...furniture], assemblies: null }
  const assemblies = stories.map(assembled)
  const read = stories.flatMap((story) => [
    ...(story.title?.lines ?? []),
    ...columnsInOrder(story).flatMap(({ lines: own }) => own),
  ])
  return { lines: [...read, ...furniture], assemblies }
}

/** The size in which most characters stand. */
function sizeOfMost(lines: readonly PlacedLine[]): number {
  const counts = new Map<number, number>()
  for (const { text, place } of lines) {
    const size = Math.round(place.fontSize * 2) / 2
    counts.set(size, (counts.get(size) ?? 0) + text.length)
  }
  return [...counts].toSorted((one, other) => other[1] - one[1])[0][0]
}

const MASTHEAD = /^[㐀-鿿\s]{2,12}(?:报|网)$/

/** What class a line is of, by its size first. Rules: [R110], [R115]. */
function kindAt(line: PlacedLine, bodySize: number): Line['kind'] {
  const aside = asideOf(line)
  if (line.place.fontSize >= bodySize * LARGE) return MASTHEAD.test(line.text) ? 'furniture' : 'headline'
  return aside ?? 'prose'
}

/** Things page by page. */
function pagesOf<Thing extends { readonly page: number }>(things: readonly Thing[]): Thing[][] {
  const pages = new Map<number, Thing[]>()
  for (const thing of things) {
    const page = pages.get(thing.page)
    if (page === undefined) pages.set(thing.page, [thing])
    else page.push(thing)
  }
  return [...pages].toSorted((one, other) => one[0] - other[0]).map(([, page]) => page)
}

/** Does an area stand between two others that stand one over the other? */
function isBetween(area: Area, above: Area, below: Area): boolean {
  const middle = (area.top + area.bottom) / 2
  return middle > above.bottom && middle < below.top && overlap(area, below) > 0 && overlap(area, above) > 0
}

/** The headlines of a page, each with the smaller lines that touch it. Rule: [R110]. */
function titlesOf(page: readonly PlacedLine[], bodySize: number): Stack[] {
  const isDeck = (line: PlacedLine): boolean =>
    line.kind === 'prose' && line.place.fontSize >= bodySize * LARGER && !/[。；]/.test(line.text)
  const goesOn = (stack: Stack, line: PlacedLine): boolean => {
    const area = areaOf(line)
    const size = Math.max(stack.lines[stack.lines.length - 1].place.fontSize, line.place.fontSize)
    const gap = area.top - stack.bottom
    if (gap > size * 1.6) return false
    return overlap(stack, area) > Math.min(widthOf(stack), widthOf(area)) * 0.3
  }
  const stacks = stacksOf(
    page.filter((line) => line.kind === 'headline' || isDeck(line)),
    goesOn,
  )
  const titles = stacks.filter(({ lines }) => lines.some(({ kind }) => kind === 'headline')).flatMap(partedTitles)
  for (const { lines } of titles) for (const line of lines) line.kind = 'headline'
  return titles
}

/** Headlines of two articles one below the other: where lines grow again after they have shrunk. */
function partedTitles(title: Stack): Stack[] {
  const { lines } = title
  const size = (at: number): number => lines[at].place.fontSize
  const parts: Stack[] = []
  let [first, peak, fallen] = [0, 0, false]
  for (let at = 1; at < lines.length; at++) {
    if (size(at) < size(peak) * 0.9) fallen = true
    if (size(at) > size(peak)) peak = at
    if (!fallen || size(at) < size(at - 1) * 1.2) continue
    parts.push(stackOf(lines.slice(first, at)))
    ;[first, peak, fallen] = [at, at, false]
  }
  return first === 0 ? [title] : [...parts, stackOf(lines.slice(first))]
}

/** Adds the stories of a page to those of the pages before. */
function tell(stories: Story[], titles: readonly Stack[], tiers: readonly Tier[], bodySize: number): void {
  const before = stories.at(-1) ?? null
  const last = before === null ? undefined : columnsInOrder(lastPageOf(before)).at(-1)
  const own: Story[] = titles.map((title) => ({ title, columns: [] }))
  const storyOf = new Map<Stack, Story>()
  const give = (columns: readonly Stack[], story: Story): void => {
    story.columns.push(...columns)
    for (const column of columns) storyOf.set(column, story)
  }
  const lowestFirst = [...tiers.toReversed(), ...titles.toReversed()]
  const loose: { readonly tier: Tier; readonly under: Story | null }[] = []
  for (const tier of tiers) {
    const over = standingOver(tier, own, lowestFirst)
    // What begins lower than the columns a headline has already may be another's that goes on there.
    const above = over.filter(({ columns }) => columns.length === 0)
    if (above.length === 0) loose.push({ tier, under: over[0] ?? null })
    else for (const [story, columns] of sharedOut(tier.columns, above)) give(columns, story)
  }
  for (const { tier, under } of loose) {
    const isCaption = tier.size < bodySize * 0.95 && tier.columns.every(({ lines }) => lines.length <= 4)
    if (isCaption) for (const line of tier.columns.flatMap(({ lines }) => lines)) line.kind = 'furniture'
    else {
      const alone: Story = { title: null, columns: [] }
      const story = goneOn(tier, storyOf, own) ?? (last && goesOnPage(tier, last) ? before : null) ?? under ?? alone
      if (story === alone) own.push(alone)
      give(tier.columns, story)
    }
  }
  stories.push(...own.toSorted((one, other) => inOrder(placeOf(one), placeOf(other))))
}

/** What a story has on the last of its pages. */
function lastPageOf({ title, columns }: Story): Story {
  const page = columns.at(-1)?.page
  return { title, columns: columns.slice(columns.findLastIndex((column) => column.page !== page) + 1) }
}

function placeOf({ title, columns }: Story): Area {
  return hull(title === null ? columns : [title, ...columns])
}

/** The stories whose headline stands over columns, with none of the others, lowest first, between. Rule: [R112]. */
function standingOver(tier: Tier, own: readonly Story[], lowestFirst: readonly (Stack | Tier)[]): Story[] {
  const higher = own.filter(
    ({ title }) => title !== null && title.bottom <= tier.top + tier.size * 0.6 && overlap(title, tier) > 0,
  )
  if (higher.length === 0) return higher
  const above = lowestFirst.filter((other) => other !== tier && other.top < tier.top && overlap(other, tier) > 0)
  return higher.filter(
    ({ title }) => title !== null && !above.some((other) => other !== title && isBetween(other, title, tier)),
  )
}

/**
 * Shares columns out among the headlines over them: each gets neighbours, under it as nearly as can be, and none is
 * parted from the next where its words break off. Rule: [R112].
 */
function sharedOut(columns: readonly Stack[], stories: readonly Story[]): Map<Story, readonly Stack[]> {
  const sorted = stories.toSorted((one, other) => placeOf(one).left - placeOf(other).left)
  const parting = columns.map((column, index) => (isGoingOn(column, columns[index + 1]) ? 1_000 : 0))
  /** By headline: where its columns start, if they end before each of them. */
  const starts: number[][] = []
  let costs = [0, ...columns.map(() => Infinity)]
  for (const { title } of sorted) {
    const chosen = costs.map((_, end) => cheapest(columns, title, costs, end, parting[end - 1] ?? 0))
    starts.push(chosen.map(({ start }) => start))
    costs = chosen.map(({ cost }) => cost)
  }
  const shares: [Story, readonly Stack[]][] = []
  let end = columns.length
  for (let index = sorted.length - 1; index >= 0; index--) {
    const start = starts[index][end]
    shares.push([sorted[index], columns.slice(start, end)])
    end = start
  }
  return new Map(shares.toReversed())
}

/** Where the columns of a headline best start that end before one, and what that costs with those before. */
function cheapest(
  columns: readonly Stack[],
  title: Stack | null,
  costs: readonly number[],
  end: number,
  parting: number,
): { readonly start: number; readonly cost: number } {
  let best = { start: end, cost: costs[end] + costOf(null, title) }
  let area: Area | null = null
  for (let start = end - 1; start >= 0; start--) {
    area = hull(area === null ? [columns[start]] : [area, columns[start]])
    const cost = costs[start] + costOf(area, title) + parting
    // Of equally good ones the one with the most columns.
    if (cost <= best.cost) best = { start, cost }
  }
  return best
}

/** How far a headline is from standing over an area: from its middle or from its left edge, in points. */
function costOf(area: Area | null, title: Stack | null): number {
  if (title === null || area === null) return 200
  const middle = Math.abs(area.left + area.right - title.left - title.right) / 2
  const outside = Math.max(0, title.right - area.right - title.size) + Math.max(0, area.left - title.left - title.size)
  return Math.min(middle, Math.abs(area.left - title.left)) + outside
}

/**
 * The story of their page that columns without a headline go on: of the column left of them that breaks off, of what
 * stands over them, or of the headline beside them. Rule: [R113].
 */
function goneOn(tier: Tier, storyOf: ReadonlyMap<Stack, Story>, own: readonly Story[]): Story | null {
  const told = [...storyOf.keys()].slice(-MOST)
  const reach = tier.size * 4
  const isLeft = (column: Stack): boolean =>
    column.right <= tier.left + tier.size &&
    tier.left - column.right < reach &&
    column.bottom > tier.top &&
    column.top < tier.bottom
  const left = told.filter(isLeft).toSorted((one, other) => other.right - one.right)[0]
  const beside = left === undefined ? null : (storyOf.get(left) ?? null)
  if (left !== undefined && (breaksOff(left) || isLevel(beside?.title ?? null, tier))) return beside
  const isAbove = (column: Stack): boolean => column.bottom <= tier.top + tier.size && isInLine(column, tier, tier.size)
  const above = told.filter(isAbove).toSorted((one, other) => other.bottom - one.bottom)[0]
  if (above !== undefined) return storyOf.get(above) ?? null
  const bare = own.find(
    ({ title, columns }) => title !== null && columns.length === 0 && standsBeside(title, tier, reach),
  )
  return bare ?? beside
}

/** Do columns go on the last one of the page before: does it break off, or do they stand in line with it? */
function goesOnPage({ columns: [first], size }: Tier, last: Stack): boolean {
  const near = (one: number, other: number): boolean => Math.abs(one - other) < size * 2.6
  return breaksOff(last) || (near(first.left, last.left) && near(first.right, last.right))
}

/** Does a tier begin as high as a headline, beside it? */
function isLevel(title: Stack | null, tier: Tier): boolean {
  return title !== null && tier.top > title.top - tier.size && tier.top < title.bottom
}

function standsBeside(title: Area, tier: Area, reach: number): boolean {
  const high = Math.min(title.bottom, tier.bottom) - Math.max(title.top, tier.top)
  const apart = Math.max(tier.left - title.right, title.left - tier.right)
  return high > 0 && apart < reach
}

/**
 * The columns of a story in the order they are read in: page by page, left to right and in each from the top, unless
 * more sentences go on where all that stands side by side is read before what stands below. Rule: [R111].
 */
function columnsInOrder({ columns }: Story): readonly Stack[] {
  const across = columns.toSorted(inOrder)
  const down = pagesOf(columns).flatMap((page) => {
    const edges: Stack[][] = []
    for (const column of page.toSorted((one, other) => one.left - other.left)) {
      const edge = edges.at(-1)
      if (edge !== undefined && isInLine(edge[0], column, column.size)) edge.push(column)
      else edges.push([column])
    }
    return edges.flatMap((edge) => edge.toSorted(inOrder))
  })
  return goingOn(across) > goingOn(down) ? across : down
}

/** In how many places the end of a column and the beginning of the next fit each other. */
function goingOn(columns: readonly Stack[]): number {
  return columns.filter((column, index) => isGoingOn(column, columns[index + 1])).length
}

/** Does a column break off, and the next begin in the middle of a paragraph? */
function isGoingOn(column: Stack, next: Stack | undefined): boolean {
  return next !== undefined && breaksOff(column) && !isIndented(next.lines[0], next)
}

/** The lines of a story without headlines, with the gaps and indents that text alone would show. */
function linesInOrder(story: Story): Line[] {
  return columnsInOrder(story).flatMap((column) =>
    column.lines.map((line, index) => {
      const above = column.lines[index - 1]
      const apart = above === undefined || line.place.box[1] - above.place.box[3] > line.place.fontSize
      return { ...line, gap: apart ? 1 : 0, indented: isIndented(line, column) }
    }),
  )
}

function assembled(story: Story): Assembly {
  const { title } = story
  const largest = title?.size ?? 0
  const isMain = ({ place }: PlacedLine): boolean => place.fontSize > largest * 0.95
  const paragraphs: PlacedLine[][] = []
  const bylines: PlacedLine[] = []
  let before: PlacedLine | undefined
  for (const column of columnsInOrder(story)) {
    for (const [index, line] of column.lines.entries()) {
      if (line.kind === 'byline') bylines.push(line)
      else if (before === undefined || begins(line, before, column, index > 0)) paragraphs.push([line])
      else paragraphs[paragraphs.length - 1].push(line)
      if (line.kind !== 'byline') before = line
    }
  }
  const lines = title?.lines ?? []
  return { headline: lines.filter(isMain), subheads: lines.filter((line) => !isMain(line)), bylines, paragraphs }
}

/** Does a line begin a paragraph: indented, in another size, or behind a short line that ends one? Rule: [R114]. */
function begins(line: PlacedLine, before: PlacedLine, column: Stack, isAbove: boolean): boolean {
  if (Math.abs(line.place.fontSize - before.place.fontSize) > line.place.fontSize * LARGER - line.place.fontSize)
    return true
  if (!endsSentence(before.text)) return false
  const short = isAbove && before.place.box[2] < column.right - line.place.fontSize * 1.2
  return short || isIndented(line, column)
}
