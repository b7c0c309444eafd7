import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { read } from './read.ts'
import { openCounter } from './steps.bench.ts'
import type { Counter } from './steps.bench.ts'

const sample = (name: string): string => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')
const samples = sample('articles.ndjson')
  .trim()
  .split('\n')
  .map((line): { text: string } => JSON.parse(line))
const page = sample('front-page.txt')
const unbroken = samples.map(({ text }) => text.replace(/\s+/g, '')).join('')

type Text = (size: number) => string

const filled =
  (piece: string): Text =>
  (size) =>
    piece.repeat(Math.ceil(size / piece.length))

/** Many different words of one form. */
const many =
  (form: (word: string) => string): Text =>
  (size) => {
    let text = ''
    for (let i = 0; text.length < size; i++) text += form(String.fromCharCode(0x6000 + (i % 89), 0x6100 + (i % 97)))
    return text
  }

const names = many((word) => `王${word}、`)

const TEXTS: readonly [string, Text][] = [
  ['one paragraph without a line break', filled(unbroken)],
  ['one sentence without an end', filled(unbroken.replace(/[。！？；]/g, '，'))],
  ['no punctuation at all', filled(unbroken.replace(/[。！？；，、：“”（）《》]/g, ''))],
  ['pages laid out in columns', filled(`${page}\n\n`)],
  ['articles one after another', filled(samples.map(({ text }) => `${text}\n\n`).join(''))],
  ['headlines over many short bodies', filled('四川吉林签约\n\n四川省和吉林省合作，签约。\n\n')],
  ['posts without end', filled('省委书记、')],
  ['signings without end', filled('签署')],
  ['agreements without end', filled('签署合作协议、')],
  ['occasions without end', filled('在举行座谈会')],
  ['places without end', filled('四川省、')],
  ['talks received', filled('会见来访客人。')],
  ['opening quotes', filled('“')],
  ['opening title marks', filled('《')],
  ['closing title marks, with a name that is given', filled('》称')],
  ['titles of agreements that are only spoken of', many((word) => `《${word}经济合作框架协议》，`)],
  ['closing brackets', filled(')教授')],
  ['colons', filled('希望合作：')],
  ['digits', filled('1')],
  ['sums', filled('签约1+')],
  ['spaces', filled(' ')],
  ['line feeds', filled('\n')],
  ['half surrogates', filled('\uD800')],
  ['a different name in every clause', many((word) => `省长王${word}，`)],
  ['one name with a different post in every clause', many((word) => `${word}局局长王文远，`)],
  ['a list of names that does many things', (size) => names(size / 2) + '签署出席会见考察'.repeat(size / 16)],
  ['a different region in every sentence', many((word) => `${word}省委书记说。`)],
  ['a different agreement in every clause', many((word) => `签署${word}合作协议，`)],
  ['a different title in every clause', many((word) => `签署《关于${word}的意见》，签署${word}合作协议，`)],
  ['an unknown region in every article', many((word) => `${word}省签约\n\n${word}省来访。\n\n`)],
]

describe('cost', () => {
  let counter: Counter
  const stepsOf = (text: string) => counter.stepsOf(() => read(text, { published: '2026-05-19' }))

  beforeAll(async () => {
    counter = await openCounter()
    read(page, { published: null })
  })

  afterAll(() => counter.close())

  it.each(TEXTS)('takes at most twice the steps for twice the text: %s', async (_what, text) => {
    const [one, two] = [await stepsOf(text(8_000)), await stepsOf(text(16_000))]
    expect(two).toBeLessThan(one * 2.3 + 2000)
    expect(two).toBeLessThan(16_000 * 400)
  })

  const sentences = filled('茶好。')
  it.each<[string, (text: string, at: number) => unknown]>([
    ['to the end', (text, at) => text.indexOf('？', at)],
    ['to the end, for whether it is there', (text, at) => text.includes('？', at)],
    ['back to the beginning', (text, at) => text.lastIndexOf('？', at)],
  ])('is seen to grow with the square where each sentence is searched from %s', async (_where, search) => {
    const steps = (text: string) =>
      counter.stepsOf(() => {
        for (let at = 2; at < text.length; at += 3) search(text, at)
      })
    expect(await steps(sentences(16_000))).toBeGreaterThan(3 * (await steps(sentences(8_000))))
  })
})
