import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { read } from './read.ts'
import { scoredPage, topicsOf, trialPage } from './trial.ts'
import type { Sample, TrialPage } from './trial.ts'

const sample = (name: string): string => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')
const topics = topicsOf(sample('frames.txt'))
const samples = sample('articles.ndjson')
  .trim()
  .split('\n')
  .map((line): Sample => JSON.parse(line))
const pages = Array.from({ length: 60 }, (_, seed) => trialPage(seed, topics, samples))
const scores = pages.map((page) => scoredPage(page, read(page.text, { published: null }).articles))

function linesOf({ articles }: TrialPage): number[] {
  return articles.flatMap(({ lines }) =>
    Object.values(lines).flatMap((ranges) =>
      ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
    ),
  )
}

describe('pages laid out for trials', () => {
  it('are the same for the same seed', () => {
    expect(trialPage(7, topics, samples)).toEqual(pages[7])
  })

  it('give every line to one article at most, and no blank line to any', () => {
    for (const page of pages) {
      const owned = linesOf(page)
      expect(new Set(owned).size).toBe(owned.length)
      const lines = page.text.split('\n')
      for (const at of owned) expect(lines[at].trim()).not.toBe('')
    }
  })

  it('have every trait somewhere', () => {
    expect(new Set(pages.flatMap(({ traits }) => traits)).size).toBe(11)
  })
})

describe('floors on the pages, which only rise', () => {
  const sum = (key: keyof (typeof scores)[number]): number => scores.reduce((total, score) => total + score[key], 0)

  it('[R7, R8, R9] separates articles from text alone', () => {
    expect(sum('inArticle') / sum('characters')).toBeGreaterThanOrEqual(0.98)
    expect(sum('inRole') / sum('characters')).toBeGreaterThanOrEqual(0.944)
    expect(sum('exact') / sum('articles')).toBeGreaterThanOrEqual(0.81)
    expect(sum('counted') / sum('pages')).toBeGreaterThanOrEqual(0.75)
  })
})
