import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import type { Article } from '@handclasp/domain'

import { read } from './read.ts'

/** What the floors need of the samples' gold. */
interface Gold {
  readonly id: string
  readonly cooperation: boolean
  readonly regions: readonly string[]
  readonly people: readonly { name: string; posts: readonly string[]; acts: readonly string[] }[]
  readonly mentioned: readonly string[]
  readonly outlet: string | null
  readonly reporters: readonly string[]
  readonly events: readonly { kind: string; date: string | null }[]
  readonly agreements: readonly { name: string; count: number | null }[]
  readonly package: { parts: readonly number[] } | null
  readonly fields: readonly string[]
  readonly commitments: readonly { start: number; end: number; fields: readonly string[] }[]
}

const linesOf = <Shape>(name: string): Shape[] =>
  readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line): Shape => JSON.parse(line))

interface Sample {
  readonly gold: Gold
  readonly articles: readonly Article[]
}

function samplesIn(name: string): readonly Sample[] {
  const texts = new Map(
    linesOf<{ id: string; date: string; text: string }>(`${name}.ndjson`).map((one) => [one.id, one]),
  )
  return linesOf<Gold>(`${name}.gold.ndjson`).map((gold) => {
    const item = texts.get(gold.id)
    return { gold, articles: item === undefined ? [] : read(item.text, { published: item.date }).articles }
  })
}

const SAMPLES = ['articles', 'reports', 'later-reports', 'further-reports', 'plain-reports', 'fresh-reports'] as const
const samples = SAMPLES.map(samplesIn)

/** The harmonic mean of precision and recall over some samples, lists compared as multisets. */
function agreement(
  some: readonly Sample[],
  wanted: (gold: Gold) => string[],
  got: (article: Article) => string[],
): number {
  let [both, all] = [0, 0]
  for (const { gold, articles } of some) {
    const left = wanted(gold)
    const free = new Set(gold.mentioned)
    const found = articles.flatMap(got).filter((one) => !free.has(one.split('/')[0]))
    all += left.length + found.length
    for (const one of found) {
      const at = left.indexOf(one)
      if (at < 0) continue
      left.splice(at, 1)
      both++
    }
  }
  return all === 0 ? 1 : (2 * both) / all
}

const bare = (words: string): string => words.replace(/[\s《》]/g, '').replace(/[“”]/g, '"')

/** The least agreement with the marks of each of the samples, in their order. */
type Floors = readonly [number, number, number, number, number, number]

describe(`floors on the samples: ${SAMPLES.join(', ')}`, () => {
  it.each<[string, Floors, (gold: Gold) => string[], (article: Article) => string[]]>([
    [
      'people',
      [0.985, 0.982, 0.952, 0.982, 0.966, 0.968],
      (gold) => gold.people.map(({ name }) => name),
      (article) => article.people.map(({ name }) => name),
    ],
    [
      'posts',
      [1, 0.98, 0.965, 0.98, 0.965, 0.961],
      (gold) => gold.people.flatMap(({ name, posts }) => posts.map((post) => `${name}/${bare(post)}`)),
      (article) => article.people.flatMap(({ name, posts }) => posts.map(({ text }) => `${name}/${bare(text)}`)),
    ],
    [
      'acts',
      [0.98, 0.957, 0.945, 0.953, 0.908, 0.911],
      (gold) => gold.people.flatMap(({ name, acts }) => acts.map((act) => `${name}/${act}`)),
      (article) => article.people.flatMap(({ name, acts }) => acts.map(({ act }) => `${name}/${act}`)),
    ],
    [
      'regions',
      [0.98, 0.925, 0.89, 0.865, 0.912, 0.917],
      (gold) => [...gold.regions],
      (article) => article.regions.map(({ name }) => name),
    ],
    ['fields', [0.84, 0.868, 0.862, 0.806, 0.755, 0.8], (gold) => [...gold.fields], (article) => [...article.fields]],
    [
      'bylines',
      [0.98, 0.99, 0.957, 0.98, 0.979, 0.987],
      (gold) => [...gold.reporters, ...(gold.outlet === null ? [] : [gold.outlet])],
      ({ byline }) =>
        byline === null ? [] : [...byline.reporters, ...(byline.outlet === null ? [] : [byline.outlet])],
    ],
    [
      'events',
      [0.95, 0.893, 0.894, 0.86, 0.818, 0.834],
      (gold) => gold.events.map(({ kind, date }) => `${kind}/${date ?? ''}`),
      (article) => article.events.map(({ kind, date }) => `${kind}/${date?.start ?? ''}`),
    ],
    [
      'agreements and their numbers',
      [0.985, 0.947, 0.937, 0.898, 0.895, 0.938],
      (gold) => gold.agreements.map(({ name, count }) => `${bare(name)}/${count}`),
      (article) => article.agreements.map(({ name, count }) => `${bare(name)}/${count}`),
    ],
    [
      'packages',
      [1, 1, 1, 1, 1, 1],
      (gold) => (gold.package === null ? [] : [gold.package.parts.join('+')]),
      (article) => (article.package === null ? [] : [article.package.parts.join('+')]),
    ],
    [
      'pledges',
      [0.985, 0.952, 0.935, 0.9, 0.849, 0.875],
      (gold) => gold.commitments.map(({ start, end }) => `${start}-${end}`),
      (article) => article.pledges.map(({ evidence }) => `${evidence[0].start}-${evidence[evidence.length - 1].end}`),
    ],
    [
      'fields of pledges, with those of pledges that only one tells',
      [0.8, 0.758, 0.744, 0.69, 0.522, 0.617],
      (gold) => gold.commitments.flatMap(({ start, fields }) => fields.map((field) => `${start}/${field}`)),
      (article) =>
        article.pledges.flatMap(({ evidence, fields }) => fields.map((field) => `${evidence[0].start}/${field}`)),
    ],
    [
      'cooperation',
      [0.98, 0.985, 0.96, 0.955, 1, 0.972],
      (gold) => [`${gold.cooperation}`],
      (article) => [`${article.cooperation}`],
    ],
  ])('%s', (_what, floors, wanted, got) => {
    const reached = samples.map((some) => agreement(some, wanted, got))
    expect(floors.map((floor, i) => (reached[i] >= floor ? floor : reached[i]))).toEqual(floors)
  })
})
