/** A text with what was read in it drawn under its sentences: which words became what, and by which rules. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Article, type Fact, lineIndex, type PersonAct, type Reading, type Span, wordsAt } from '@handclasp/domain'
import { type WordKind, workingsOf } from '@handclasp/reader'
import { both } from '@handclasp/server/sentences'
import { rulesZhCN } from '@handclasp/web/rules'
import { cellsOf, draw, type Layer, type Mark } from './drawing.ts'
import { ACT, EVENT, MODE } from './summary.ts'

const WORDS: Readonly<Record<WordKind, readonly [label: string, english: string]>> = {
  place: ['地', 'place'],
  post: ['职', 'end-of-post'],
  noun: ['人', 'noun-for-people'],
  title: ['衔', 'title-behind-name'],
  act: ['行', 'act'],
  follower: ['随', 'may-follow-name'],
  event: ['会', 'head-of-event'],
  agreement: ['协', 'head-of-agreement'],
  field: ['域', 'word-of-field'],
  surname: ['姓', 'surname'],
}

/** What is to be drawn: one article (from 1) or all, the words of the lexicon too or not, in so many columns. */
export interface Drawing {
  readonly article: number | null
  readonly words: boolean
  readonly width: number
}

/** Columns of the line's number before each sentence. */
const GUTTER = 6

/** What became of some words: a word for it, in both languages, and what else is told of it. */
interface Became {
  readonly label: string
  readonly english: string
  readonly detail: string
  readonly rules: readonly string[]
  readonly stated: boolean
  readonly spans: readonly Span[]
}

/** The drawing of one text. Implied facts carry a ~; the legend tells the labels and rules that were drawn. */
export function explanation(name: string, text: string, reading: Reading, drawing: Drawing): string {
  const lineAt = lineIndex(text)
  const { article, width } = drawing
  const shown = reading.articles.filter((_, index) => article === null || article === index + 1)
  const became = shown.map(becameOf)
  const head = `${name}　${reading.length} 字 · ${reading.articles.length} 篇 · reader ${reading.version}`
  const lines = wrapped(head, width, 0)
  shown.forEach((each, index) => {
    const title = wordsAt(text, each.headline) || (each.paragraphs[0]?.text ?? '').slice(0, 24)
    const judged = each.cooperation ? '合作 cooperation' : '非合作 no cooperation: 人物、活动 people and events only'
    const number = `${reading.articles.indexOf(each) + 1}.`
    lines.push('', ...wrapped(`${number} ${title}`, width, number.length + 1), ...wrapped(`   ${judged}`, width, 3), '')
    const sentences = sentencesOf(text, each)
    lines.push(...sentencesDrawn(text, sentences, layersOf(text, each, became[index] ?? [], drawing), width, lineAt))
  })
  if (article === null) lines.push(...leftOut(text, reading, lineAt, width))
  return `${[...lines, ...legend(became.flat(), drawing)].join('\n')}\n`
}

function becameOne(label: string, english: string, { rules, stated, evidence }: Fact, detail: string = ''): Became {
  return { label, english, detail, rules, stated, spans: evidence }
}

/** Everything that was read in an article, headlines first. */
function becameOf(article: Article): readonly Became[] {
  const own = (spans: readonly Span[]): Fact => ({ stated: true, rules: [], evidence: spans })
  return [
    ...article.headline.map((span) => becameOne('主题', 'headline', own([span]))),
    ...article.subheads.map((span) => becameOne('副题', 'deck-or-kicker', own([span]))),
    ...(article.byline ? [becameOne('署名', 'byline', article.byline)] : []),
    ...article.people.flatMap((person) => [
      becameOne('人物', 'person', person),
      ...person.posts.map((post) => becameOne('职务', 'post', post)),
    ]),
    ...actsOf(article),
    ...article.regions.map((region) => becameOne('地区', 'region', region, `${region.name}${region.code ?? ''}`)),
    ...article.events.map((event) => becameOne(EVENT[event.kind], event.kind, event, event.date?.start)),
    ...(article.package ? [becameOne('组合', 'package', article.package, article.package.parts.join('+'))] : []),
    ...article.agreements.map((each) => becameOne('协议', 'agreement', each, `×${each.count ?? '?'}`)),
    ...article.pledges.flatMap((pledge) => [
      becameOne(MODE[pledge.mode], pledge.mode, pledge, pledge.by.join('、')),
      ...pledge.targets.map(({ evidence }) => becameOne('目标', 'target', own(evidence))),
    ]),
  ]
}

/** Acts, those of the same words told once with whose they are. */
function actsOf({ people }: Article): readonly Became[] {
  const acts = new Map<string, { fact: PersonAct; names: string[] }>()
  for (const { name, acts: own } of people) {
    for (const fact of own) {
      const key = JSON.stringify([fact.act, fact.rules, fact.evidence])
      const known = acts.get(key) ?? { fact, names: [] }
      known.names.push(name)
      acts.set(key, known)
    }
  }
  return [...acts.values()].map(({ fact, names }) => {
    const whose = names.length > 2 ? `${names[0]}等${names.length}人` : names.join('、')
    return becameOne(ACT[fact.act], fact.act, fact, whose)
  })
}

/** The lines of headlines, then those of the byline, then the sentences of the body. */
function sentencesOf(text: string, article: Article): readonly (readonly Span[])[] {
  const body = article.paragraphs.length > 0 ? workingsOf(text, article).segments : []
  const heads = [...article.headline, ...article.subheads].toSorted((a, b) => a.start - b.start)
  const taken = [...heads, ...article.paragraphs.flatMap(({ spans }) => spans)]
  const isTaken = (span: Span) => taken.some(({ start, end }) => span.start >= start && span.end <= end)
  const bylines = (article.byline?.evidence ?? []).filter((span) => !isTaken(span))
  return [...[...heads, ...bylines].map((span) => [span]), ...body]
}

interface Labelled {
  readonly label: string
  /** What pieces of it that stand apart are called behind the first. */
  readonly short: string
  readonly spans: readonly Span[]
}

interface LabelledLayer {
  readonly brackets: Layer['brackets']
  readonly marks: readonly Labelled[]
}

function layersOf(text: string, article: Article, became: readonly Became[], { words }: Drawing): LabelledLayer[] {
  const findings = new Map<string, Labelled>()
  for (const { label, detail, rules, stated, spans } of became) {
    const whole = `${stated ? '' : '~'}${[label, detail, ...rules].filter(Boolean).join(' ')}`
    findings.set(JSON.stringify([whole, spans]), { label: whole, short: label, spans })
  }
  const lexicon = words
    ? workingsOf(text, article).words.map(({ kinds, spans }) => {
        const label = kinds.map((kind) => WORDS[kind][0]).join('')
        return { label, short: label, spans }
      })
    : []
  return [
    { brackets: '()', marks: lexicon },
    { brackets: '[]', marks: [...findings.values()] },
  ]
}

function sentencesDrawn(
  text: string,
  sentences: readonly (readonly Span[])[],
  layers: readonly LabelledLayer[],
  width: number,
  lineAt: (offset: number) => number,
): readonly string[] {
  const places = new Map<number, CellPlace>()
  const cells = sentences.map((spans, owner) => {
    let cell = 0
    return spans.flatMap(({ start, end }) => {
      let at = start
      for (const character of text.slice(start, end)) {
        for (const next = at + character.length; at < next; at++) places.set(at, { owner, cell })
        cell++
      }
      return cellsOf(text.slice(start, end))
    })
  })
  const drawn = sentences.map(() => layers.map(({ brackets }) => ({ brackets, marks: [] as Mark[] })))
  layers.forEach(({ marks }, layer) => {
    for (const { owner, ...mark } of marks.flatMap((each) => placed(each, places))) {
      drawn[owner]?.[layer]?.marks.push(mark)
    }
  })
  return sentences.flatMap((spans, owner) => {
    const rows = draw(cells[owner] ?? [], drawn[owner] ?? [], width - GUTTER)
    const line = String(lineAt(spans[0]?.start ?? 0))
    const gutter = (row: number): string => (row === 0 ? line : '').padStart(GUTTER - 1)
    return [...rows.map((row, i) => `${gutter(i)} ${row}`.trimEnd()), '']
  })
}

/** In which sentence a code unit of the text stands, and in which of its cells. */
interface CellPlace {
  readonly owner: number
  readonly cell: number
}

/** The marks of one finding in the cells of the sentences it stands in, over the breaks of lines. */
function placed(mark: Labelled, places: ReadonlyMap<number, CellPlace>): (Mark & { readonly owner: number })[] {
  const pieces: { owner: number; from: number; to: number; label: string }[] = []
  for (const { start, end } of mark.spans) {
    for (let at = start; at < end; at++) {
      const place = places.get(at)
      if (!place) continue
      const { owner, cell } = place
      const last = pieces.at(-1)
      if (last?.owner === owner && cell >= last.from && cell <= last.to) last.to = cell + 1
      else pieces.push({ owner, from: cell, to: cell + 1, label: last ? mark.short : mark.label })
    }
  }
  return pieces
}

/** The lines that belong to no article: page furniture. */
function leftOut(text: string, reading: Reading, lineAt: (offset: number) => number, width: number): string[] {
  const taken = new Set<number>()
  const spans = reading.articles.flatMap(({ headline, subheads, byline, paragraphs }) => [
    ...headline,
    ...subheads,
    ...(byline?.evidence ?? []),
    ...paragraphs.flatMap((paragraph) => paragraph.spans),
  ])
  for (const { start, end } of spans) for (let line = lineAt(start); line <= lineAt(end - 1); line++) taken.add(line)
  const left = text.split('\n').flatMap((line, i) => {
    return taken.has(i + 1) || line.trim() === '' ? [] : [`${String(i + 1).padStart(GUTTER - 1)} ${line.trim()}`]
  })
  if (left.length === 0) return []
  return [
    both('不属于任何文章的行：', 'Lines of no article:'),
    ...left.flatMap((line) => wrapped(line, width, GUTTER)),
    '',
  ]
}

function legend(became: readonly Became[], { words, width }: Drawing): string[] {
  if (became.length === 0) return []
  const named = new Set(became.flatMap(({ rules }) => rules))
  const rules = [...rulesOf()]
    .filter(([id]) => named.has(id))
    .map(([id, line]) => both(`${id.padEnd(4)} ${rulesZhCN[`rule.${id}` as keyof typeof rulesZhCN]}`, `     ${line}`))
  const found = [...new Set(became.map(({ label, english }) => `${label}=${english}`))].join(' ')
  const marked = Object.values(WORDS).map((names) => names.join('='))
  return [
    both('[ ] 读出项，~ 推定：', '[ ] found, ~ implied:'),
    ...wrapped(`  ${found}`, width, 2),
    ...(words
      ? [both('( ) 词表的词：', '( ) words of the lexicon:'), ...wrapped(`  ${marked.join(' ')}`, width, 2)]
      : []),
    both('规则：', 'Rules (packages/reader/SPEC.md):'),
    ...rules.flatMap((sentences) => sentences.split('\n').flatMap((line) => wrapped(`  ${line}`, width, 7))),
  ]
}

/** Each rule's one line, by its id, in the order of the reader's SPEC.md, which alone says them. */
function rulesOf(): ReadonlyMap<string, string> {
  const spec = readFileSync(fileURLToPath(import.meta.resolve('@handclasp/reader/SPEC.md')), 'utf8')
  return new Map(Array.from(spec.matchAll(/^- \[(R\d+)\] (.+)$/gm), ([, id = '', line = '']) => [id, line]))
}

/** A line in as many as it takes, those after the first indented. */
function wrapped(line: string, width: number, indent: number): string[] {
  const [first = '', ...others] = draw(cellsOf(line), [], width - indent)
  return [first, ...others.map((other) => ' '.repeat(indent) + other.trimStart())]
}
