/**
 * Separation of articles on pages laid out by seeded dice, from reports composed of frames and from the samples. Where
 * `HANDCLASP_PRESS` and `HANDCLASP_YARDSTICK` name real texts, also on pages laid out from these, those apart that
 * nobody looks at while developing; only figures leave them.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { read } from '@handclasp/reader'
import { Dice, scoredPage, topicsOf, trialPage } from '@handclasp/reader/trial'
import type { PageScore, Sample, Topic } from '@handclasp/reader/trial'
import { table } from './tables.ts'

const PAGES = 1_000
const RESAMPLES = 1_000

/** The scores of the pages that have something in common. */
interface Group {
  readonly name: string
  readonly scores: PageScore[]
}

/** Tables of shares with their 95 % bootstrap intervals over pages, of all pages and by what makes them hard. */
export async function prove(): Promise<string> {
  const topics = topicsOf(readFileSync(sample('frames.txt'), 'utf8'))
  const made = measured(topics, itemsIn(sample('articles.ndjson')))
  return [
    `## ${PAGES} pages of composed reports and samples\n\n${made}`,
    pagesOf('the press folder', pressTexts()),
    pagesOf('the second yardstick, looked at while developing', yardstickTexts('own.gold.ndjson')),
    pagesOf('the second yardstick, held out', yardstickTexts('held.gold.ndjson')),
  ].join('\n\n')
}

/** Figures of pages laid out from real texts, or that there are none. */
function pagesOf(where: string, texts: readonly Sample[]): string {
  const title = `real texts of ${where}`
  if (texts.length === 0) return `## ${title}: NOT RUN: HANDCLASP_PRESS or HANDCLASP_YARDSTICK does not name them`
  return `## ${PAGES} pages of ${title}, under headlines of their sentences\n\n${measured([], texts)}`
}

function pressTexts(): readonly Sample[] {
  const folder = process.env.HANDCLASP_PRESS
  const path = folder ? join(folder, 'dev.ndjson') : ''
  return existsSync(path) ? itemsIn(path) : []
}

/** The texts that a file of gold of the second yardstick is of. */
function yardstickTexts(gold: string): readonly Sample[] {
  const path = process.env.HANDCLASP_YARDSTICK
  if (!path || !existsSync(path)) return []
  const ids = new Set(
    itemsIn<{ id: string }>(fileURLToPath(new URL(`yardstick/${gold}`, import.meta.url))).map(({ id }) => id),
  )
  return itemsIn(path).filter(({ id }) => ids.has(id))
}

function sample(name: string): string {
  return fileURLToPath(import.meta.resolve(`@handclasp/reader/samples/${name}`))
}

function itemsIn<Item extends { readonly id: string } = Sample>(path: string): readonly Item[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return lines.map((line): Item => JSON.parse(line))
}

function measured(topics: readonly Topic[], samples: readonly Sample[]): string {
  const groups = new Map<string, Group>()
  for (let seed = 0; seed < PAGES; seed++) {
    const page = trialPage(seed, topics, samples)
    const score = scoredPage(page, read(page.text, { published: null }).articles)
    for (const name of ['all', ...page.traits]) {
      const group = groups.get(name) ?? { name, scores: [] }
      groups.set(name, group)
      group.scores.push(score)
    }
  }
  const sorted = [...groups.values()].toSorted((a, b) => b.scores.length - a.scores.length)
  const head = ['pages', 'number', 'characters in the right article', 'in the right role', 'articles exactly right']
  return table([[...head, 'number of articles right'], ...sorted.map(rowOf)])
}

function rowOf({ name, scores }: Group): (string | number)[] {
  return [
    name,
    scores.length,
    share(scores, (sum) => sum.inArticle / sum.characters),
    share(scores, (sum) => sum.inRole / sum.characters),
    share(scores, (sum) => sum.exact / sum.articles),
    share(scores, (sum) => sum.counted / sum.pages),
  ]
}

/** A share of all pages, and the interval in which 95 % of the resamples of pages lie. */
function share(scores: readonly PageScore[], of: (sum: PageScore) => number): string {
  const dice = new Dice(scores.length)
  const figures = Array.from({ length: RESAMPLES }, () => of(added(scores.map(() => dice.one(scores)))))
  const sorted = figures.toSorted((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.floor(part * (RESAMPLES - 1))] ?? Number.NaN).toFixed(3)
  return `${of(added(scores)).toFixed(4)} [${at(0.025)}, ${at(0.975)}]`
}

function added(scores: readonly PageScore[]): PageScore {
  const sum = { characters: 0, inArticle: 0, inRole: 0, articles: 0, exact: 0, pages: 0, counted: 0 }
  for (const score of scores) for (const key of KEYS) sum[key] += score[key]
  return sum
}

const KEYS = ['characters', 'inArticle', 'inRole', 'articles', 'exact', 'pages', 'counted'] as const
