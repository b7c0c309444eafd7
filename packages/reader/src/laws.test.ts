import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Article, Fact, Reading } from '@handclasp/domain'

import { readingOf } from './notation.ts'
import { read } from './read.ts'

const PIECES =
  '霁原省|翎川省|四川省|吉林|省委书记|省长|市长|、|，|。|；|“|”|1+7|１＋９|签署|合作协议|协议|在|举行|座谈会|贺云屏|司徒砚平|·|说|：|出席|并|讲话|' +
  '我们愿与|希望|一是|5月18日|昨天|\n|\n\n|　| |(|)|（|）|本报讯|记者|《|》|两省|川吉|党政代表团|到|考察|陪同下|𠮷|😀|\uD800|a|7|万'
const genre = fc.array(fc.constantFrom(...PIECES.split('|')), { maxLength: 60 }).map((pieces) => pieces.join(''))
const anything = fc.oneof(genre, fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }))

/** Every object of a reading, at any depth. */
function nodesOf(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (typeof node !== 'object' || node === null) return []
  return [{ ...node }, ...Object.values(node).flatMap(nodesOf)]
}

function check(text: string, reading: Reading): void {
  for (const node of nodesOf(reading)) {
    if (typeof node['start'] === 'number' && typeof node['end'] === 'number') {
      expect(node['start'] >= 0 && node['start'] < node['end'] && node['end'] <= text.length).toBe(true)
    }
    if ('evidence' in node) expect(node['evidence']).not.toHaveLength(0)
    if ('rules' in node) expect(node['rules']).not.toHaveLength(0)
  }
  for (const paragraph of reading.articles.flatMap((article) => article.paragraphs)) {
    expect(paragraph.text).toBe(paragraph.spans.map(({ start, end }) => text.slice(start, end)).join(''))
  }
}

const bare = (words: string): string => words.replace(/[\s《》]/g, '')

/** Do the words stand in the evidence, white space aside? */
function stands(text: string, words: string, { evidence }: Fact): boolean {
  const spans = evidence.toSorted((a, b) => a.start - b.start)
  return bare(spans.map(({ start, end }) => text.slice(start, end)).join('')).includes(bare(words))
}

function unsupported(text: string, article: Article): string[] {
  const facts: [string, Fact][] = [
    ...article.people.flatMap((person): [string, Fact][] => [
      [person.name, person],
      ...person.posts.map((post): [string, Fact] => [post.text, post]),
    ]),
    ...article.agreements.map((agreement): [string, Fact] => [agreement.name, agreement]),
    ...article.pledges.map((pledge): [string, Fact] => [pledge.text, pledge]),
    ...article.events.flatMap((event): [string, Fact][] => [
      [event.name ?? '', event],
      [event.place ?? '', event],
    ]),
    ...(article.byline === null ? [] : [article.byline.outlet ?? '', ...article.byline.reporters]).map(
      (words): [string, Fact] => [words, article.byline ?? { stated: true, rules: [], evidence: [] }],
    ),
  ]
  return facts.filter(([words, fact]) => !stands(text, words, fact)).map(([words]) => words)
}

const sample = (name: string): string => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')
const articles = sample('articles.ndjson')
  .trim()
  .split('\n')
  .map((line): { id: string; date: string; text: string } => JSON.parse(line))

describe('laws of reading', () => {
  it('never throws, keeps spans in the text and gives evidence for every fact', () => {
    fc.assert(
      fc.property(anything, (text) => check(text, readingOf(text))),
      { numRuns: 400 },
    )
  })

  it('is a pure function of its arguments', () => {
    fc.assert(
      fc.property(genre, (text) => {
        expect(readingOf(text)).toEqual(readingOf(text))
      }),
      { numRuns: 60 },
    )
  })

  it('states in its evidence what it gives as written, on any text', () => {
    fc.assert(
      fc.property(genre, (text) => {
        for (const article of readingOf(text).articles) expect(unsupported(text, article)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('states in its evidence what it gives as written, on the samples', () => {
    const page = sample('front-page.txt')
    for (const text of [page, ...articles.map((article) => article.text)]) {
      const reading = read(text, { published: '2026-05-19' })
      check(text, reading)
      expect(reading.articles.flatMap((article) => unsupported(text, article))).toEqual([])
    }
  })

  it('gets through endless repetition of any words', () => {
    for (const piece of [...PIECES.split('|'), '签署合作协议、', '在举行座谈会', '市长王强、', '王强，', '，将']) {
      const text = piece.repeat(Math.ceil(12_000 / piece.length))
      expect(readingOf(text).length).toBe(text.length)
    }
  })
})
