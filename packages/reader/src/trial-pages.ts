/**
 * For trials: pages of a newspaper as they fall out of a PDF, laid out from reports by seeded dice, with what a careful
 * person would read on them: which line belongs to which article, and in which role.
 */
import { balanced, columnsOf, setLines } from './trial-columns.ts'
import type { Setting, SetLine } from './trial-columns.ts'
import { Dice } from './trial-dice.ts'
import { reportsOf } from './trial-reports.ts'
import type { Report, Sample, Topic } from './trial-reports.ts'

/** Roles of lines, as gold names them. */
export type Role = 'headline' | 'kicker' | 'deck' | 'byline' | 'body'

/** A page with its gold: of each article the lines by role, counted from 0, ranges with both ends. */
export interface TrialPage {
  readonly id: string
  readonly text: string
  readonly articles: readonly { readonly id: string; readonly lines: Partial<Record<Role, [number, number][]>> }[]
  /** What makes the page hard. */
  readonly traits: readonly Trait[]
}

/** What makes a page hard. */
export type Trait =
  | 'headlines above'
  | 'headlines below'
  | 'headlines collected'
  | 'headlines in one run'
  | 'headlines alone'
  | 'columns interleaved'
  | 'two pages'
  | 'split, both parts'
  | 'split, one part'
  | 'blank lines anywhere'
  | 'furniture inside'

/** Where the headlines of an article stand. */
type Place = 'above' | 'below' | 'collected'

/** A line of headlines; does a blank line stand before it? */
interface TitleLine {
  readonly text: string
  readonly role: Role
  readonly gap: boolean
}

/** An article, or the part of it that stands on this page. */
interface Unit {
  readonly article: number
  readonly title: readonly TitleLine[]
  readonly place: Place
  readonly columns: readonly (readonly SetLine[])[]
  readonly byline: string | null
  readonly bylineFirst: boolean
  readonly blanks: 'none' | 'paragraphs' | 'double' | 'stray'
}

/** The lines of a page as they are put down. */
class Sheet {
  readonly lines: string[] = []
  readonly owners: ({ article: number; role: Role } | null)[] = []
  readonly traits = new Set<Trait>()

  put(text: string, article: number, role: Role): void {
    this.lines.push(text)
    this.owners.push({ article, role })
  }

  /** A line that belongs to no article. */
  furnish(text: string): void {
    this.lines.push(text)
    this.owners.push(null)
  }

  blank(): void {
    if (this.lines.length > 0 && this.lines[this.lines.length - 1] !== '') this.furnish('')
  }
}

const EDITORS = ['倪可', '颜小桐', '伍葭', '庞亦舒', '杭小屿']
const DAYS = ['2026年5月19日　星期二', '2026年5月19日 星期二 农历四月初三', '5月19日 星期二']
const HEADS = ['霁原日报', '今日8版　第21907号', '第1版·要闻', '要闻', '国内统一连续出版物号 CN 00-0001', 'A02 综合']
const FEET = [
  '新闻热线　0900-0000000　邮编 000000　零售每份1.50元',
  '电话：0900-0000000　邮箱：news@example.invalid',
  'http://www.example.invalid',
  '本报地址：琮宁市雪杉路1号',
  '广告部电话：0900-0000001',
]
const NUMBERS = ['一', '二', '三', '四']

function editors(dice: Dice): string {
  const [one, two, three] = dice.some(EDITORS, 3)
  return dice.one([
    `责编　${one}　校对　${two}　版式　${three}`,
    `责任编辑：${one}　美编：${two}`,
    `本版编辑：${one} ${two}`,
    `责编 ${one} 版式 ${two} 电话 0900-0000000`,
    `版式：${one}　校对：${two}`,
  ])
}

/** The lines of an article's headlines, as wide as they are set. */
function titleOf(report: Report, dice: Dice): TitleLine[] {
  const width = dice.between(12, 26)
  const open = dice.chance(0.6)
  const roles: readonly Role[] = dice.chance(0.7) ? ['headline', 'kicker', 'deck'] : ['kicker', 'headline', 'deck']
  return roles.flatMap((role) => {
    const words = role === 'headline' ? report.headline : role === 'kicker' ? report.kicker : report.deck
    const lines = words.flatMap((each) => balanced(each, width))
    return lines.map((text, i) => ({ text, role, gap: open && i === 0 }))
  })
}

/** How the text of one article is set; most articles of a page share its column. */
function settingOf(page: Setting, dice: Dice): Setting {
  return dice.chance(0.3) ? { ...page, width: dice.between(10, 24) } : page
}

function unitOf(report: Report, article: number, page: Setting, place: Place, dice: Dice): Unit {
  const lines = setLines(report.paragraphs, settingOf(page, dice))
  return {
    article,
    title: titleOf(report, dice),
    place,
    columns: columnsOf(lines, dice),
    byline: report.byline,
    bylineFirst: dice.chance(0.4),
    blanks: dice.one(['none', 'none', 'none', 'paragraphs', 'paragraphs', 'double', 'stray']),
  }
}

function putTitle(sheet: Sheet, { article, title }: Unit, tight: boolean): void {
  if (!tight) sheet.blank()
  title.forEach(({ text, role, gap }, i) => {
    if (gap && !tight && i > 0) sheet.blank()
    sheet.put(text, article, role)
  })
  if (!tight) sheet.blank()
}

function putColumn(sheet: Sheet, { article, blanks }: Unit, column: readonly SetLine[], dice: Dice): void {
  column.forEach(({ text, opens }, i) => {
    const gap = blanks === 'double' || (blanks === 'paragraphs' && opens) || (blanks === 'stray' && dice.chance(0.08))
    if (gap && i > 0) {
      sheet.blank()
      if (blanks !== 'paragraphs') sheet.traits.add('blank lines anywhere')
    }
    sheet.put(text, article, 'body')
  })
}

type Step = () => void

/** What is put down of a unit, column by column: its headlines with the first or the last, its byline likewise. */
function stepsOf(sheet: Sheet, unit: Unit, dice: Dice): Step[] {
  return unit.columns.map((column, i) => () => {
    const [first, last] = [i === 0, i === unit.columns.length - 1]
    if (first && unit.place === 'above') putTitle(sheet, unit, false)
    if (first && unit.bylineFirst && unit.byline !== null) sheet.put(unit.byline, unit.article, 'byline')
    putColumn(sheet, unit, column, dice)
    if (last && !unit.bylineFirst && unit.byline !== null) {
      if (dice.chance(0.5)) sheet.blank()
      sheet.put(dice.chance(0.3) ? `　　　　${unit.byline}` : unit.byline, unit.article, 'byline')
    }
    sheet.blank()
    if (last && unit.place === 'below') putTitle(sheet, unit, false)
    else if (!last && dice.chance(0.05)) {
      sheet.traits.add('furniture inside')
      sheet.furnish(dice.one([editors(dice), ...FEET, ...DAYS]))
      sheet.blank()
    }
  })
}

/** Takes steps of two articles in turns, as a text order that goes by bands across the page does. */
function woven(one: readonly Step[], two: readonly Step[]): Step[] {
  const most = Math.max(one.length, two.length)
  return Array.from({ length: most }, (_, i) => [one[i], two[i]].filter((step) => step !== undefined)).flat()
}

/** The headlines of several articles in one block, parted by blank lines or in one run. */
function putCollection(sheet: Sheet, units: readonly Unit[], run: boolean): void {
  if (units.length === 0) return
  sheet.blank()
  if (units.length > 1) sheet.traits.add(run ? 'headlines in one run' : 'headlines collected')
  for (const unit of units) putTitle(sheet, unit, run)
  sheet.blank()
}

function putHead(sheet: Sheet, dice: Dice): void {
  const lines = [...dice.some(HEADS, dice.between(0, 2)), ...dice.some(DAYS, dice.between(0, 1)), editors(dice)]
  for (const line of dice.some(lines, dice.between(0, lines.length))) sheet.furnish(line)
  sheet.blank()
}

function putFoot(sheet: Sheet, dice: Dice): void {
  sheet.blank()
  for (const line of dice.some([editors(dice), ...FEET, ...DAYS], dice.one([0, 0, 1, 2]))) sheet.furnish(line)
}

/** Puts down one page of the file. */
function putPage(sheet: Sheet, units: readonly Unit[], dice: Dice): void {
  putHead(sheet, dice)
  const run = dice.chance(0.45)
  const [whole, alone] = [
    units.filter(({ columns }) => columns.length > 0),
    units.filter((unit) => !unit.columns.length),
  ]
  const apart = whole.filter(({ place }) => place === 'collected')
  const together = apart.length > 0 || dice.chance(0.4)
  const collected = [...apart, ...(together ? alone : [])]
  const ordered = dice.chance(0.3) ? dice.some(collected, collected.length) : collected
  const first = dice.chance(0.5)
  if (alone.length > 0) sheet.traits.add('headlines alone')
  if (first) putCollection(sheet, ordered, run)
  for (let i = 0; i < whole.length; i++) {
    const [unit, next] = [whole[i], whole[i + 1]]
    const weaves = next !== undefined && Math.min(unit.columns.length, next.columns.length) > 1 && dice.chance(0.3)
    const steps = stepsOf(sheet, unit, dice)
    if (weaves) sheet.traits.add('columns interleaved')
    for (const step of weaves ? woven(steps, stepsOf(sheet, next, dice)) : steps) step()
    if (weaves) i++
    if (!together && alone.length > 0 && i >= whole.length - 2) putTitle(sheet, alone.splice(0, 1)[0], false)
  }
  if (!first) putCollection(sheet, ordered, run)
  for (const unit of whole) if (unit.place !== 'collected') sheet.traits.add(`headlines ${unit.place}`)
  putFoot(sheet, dice)
}

/** The lines with a mark of a jump: on a line of its own, or in the line it stands by. */
function marked(lines: readonly SetLine[], at: 'head' | 'foot', dice: Dice): SetLine[] {
  const words = at === 'foot' ? `下转第${dice.one(NUMBERS.slice(1))}版` : `上接第${NUMBERS[0]}版`
  const mark = { text: dice.chance(0.7) ? `（${words}）` : words, opens: false }
  if (dice.chance(0.6) || mark.text === words) return at === 'foot' ? [...lines, mark] : [mark, ...lines]
  const [first, last] = [lines[0], lines[lines.length - 1]]
  return at === 'foot'
    ? [...lines.slice(0, -1), { ...last, text: last.text + mark.text }]
    : [{ ...first, text: mark.text + first.text.trimStart() }, ...lines.slice(1)]
}

/** An article cut in two at a line, with the marks that send the reader to the other part and back. */
function halves(unit: Unit, report: Report, dice: Dice): [Unit, Unit] {
  const lines = unit.columns.flat()
  const at = dice.between(Math.ceil(lines.length * 0.3), Math.floor(lines.length * 0.7))
  const title = dice.chance(0.4) ? report.headline.map((text) => ({ text, role: 'headline' as const, gap: true })) : []
  return [
    {
      ...unit,
      columns: [marked(lines.slice(0, at), 'foot', dice)],
      byline: unit.bylineFirst ? unit.byline : null,
    },
    {
      ...unit,
      columns: [marked(lines.slice(at), 'head', dice)],
      byline: unit.bylineFirst ? null : unit.byline,
      title,
      place: 'above',
    },
  ]
}

const PLACES: readonly (readonly Place[])[] = [
  ['above'],
  ['above'],
  ['below'],
  ['above', 'below'],
  ['collected'],
  ['collected'],
  ['above', 'collected'],
]

/** The units of the pages of one file. */
function unitsOf(reports: readonly Report[], sheet: Sheet, dice: Dice): Unit[][] {
  const page: Setting = {
    width: dice.between(10, 24),
    indent: dice.one(['wide', 'lost', 'lost', 'none']),
    hangs: dice.chance(0.5),
  }
  const two = reports.length > 3 && dice.chance(0.35)
  const cut = two ? Math.ceil(reports.length / 2) : reports.length
  const places = dice.one(PLACES)
  const units = reports.map((report, i) => {
    const unit = unitOf(report, i, page, dice.one(places), dice)
    return i > 0 && dice.chance(0.12) ? { ...unit, columns: [], byline: null } : unit
  })
  const pages = two ? [units.slice(0, cut), units.slice(cut)] : [units]
  if (two) sheet.traits.add('two pages')
  const long = pages[0].findIndex(({ columns }) => columns.flat().length > 12)
  if (long < 0 || !dice.chance(two ? 0.5 : 0.25)) return pages
  const [before, after] = halves(pages[0][long], reports[pages[0][long].article], dice)
  sheet.traits.add(two ? 'split, both parts' : 'split, one part')
  pages[0][long] = two || dice.chance(0.5) ? before : after
  if (two) pages[1].push(after)
  return pages
}

/** The lines of each article by role; lines with marks of a jump alone belong to none. */
function goldOf(sheet: Sheet, reports: readonly Report[]): TrialPage['articles'] {
  const articles = reports.map(({ id }) => ({ id, lines: {} as Partial<Record<Role, [number, number][]>> }))
  sheet.owners.forEach((owner, at) => {
    if (owner === null || /^[（(]?(?:下转|上接)第.版[）)]?$/.test(sheet.lines[at])) return
    const { lines } = articles[owner.article]
    const ranges = lines[owner.role] ?? []
    lines[owner.role] = ranges
    const last = ranges[ranges.length - 1]
    if (last !== undefined && last[1] === at - 1) last[1] = at
    else ranges.push([at, at])
  })
  return articles
}

/** Lays out one file of a page or two from some of the reports. */
export function trialPage(seed: number, topics: readonly Topic[], samples: readonly Sample[]): TrialPage {
  const dice = new Dice(seed)
  const reports = reportsOf(topics, samples, dice.between(2, 6), dice)
  const sheet = new Sheet()
  const pages = unitsOf(reports, sheet, dice)
  pages.forEach((units, i) => {
    if (i > 0) sheet.furnish(dice.chance(0.5) ? '\f' : '')
    putPage(sheet, units, dice)
  })
  return {
    id: `page-${seed}`,
    text: sheet.lines.join('\n'),
    articles: goldOf(sheet, reports),
    traits: [...sheet.traits],
  }
}
