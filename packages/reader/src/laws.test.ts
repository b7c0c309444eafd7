import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { breachesOf } from './laws.ts'
import { readingOf } from './notation.ts'
import { read } from './read.ts'

const PIECES =
  '霁原省|翎川省|四川省|吉林|省委书记|省长|市长|、|，|。|；|“|”|1+7|１＋９|签署|合作协议|协议|在|举行|座谈会|贺云屏|司徒砚平|·|说|：|出席|并|讲话|' +
  '我们愿与|希望|一是|5月18日|昨天|\n|\n\n|　| |(|)|（|）|本报讯|记者|《|》|两省|川吉|党政代表团|到|考察|陪同下|𠮷|😀|\uD800|a|7|万'
const genre = fc.array(fc.constantFrom(...PIECES.split('|')), { maxLength: 60 }).map((pieces) => pieces.join(''))
const anything = fc.oneof(genre, fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }))

const sample = (name: string): string => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')
const articles = sample('articles.ndjson')
  .trim()
  .split('\n')
  .map((line): { id: string; date: string; text: string } => JSON.parse(line))

describe('the laws of reading', () => {
  it('hold on any string: spans in the text, evidence for every fact, and in it what is given as written', () => {
    const holds = (text: string): void => {
      expect(breachesOf(text, readingOf(text))).toEqual([])
    }
    fc.assert(fc.property(anything, holds), { numRuns: 400 })
    fc.assert(fc.property(genre, holds), { numRuns: 200 })
  })

  it('hold on the samples', () => {
    for (const text of [sample('front-page.txt'), ...articles.map((article) => article.text)]) {
      expect(breachesOf(text, read(text, { published: '2026-05-19' }))).toEqual([])
    }
  })

  it.each([
    ['a clause that begins with a blank, of which a signing is told', '，　签 协议'],
    ['an outlet in full width', '。\n来源：＋９日报'],
    ['reporters whose dots are of another width', '。\n日报记者 法尔•阿德'],
  ])('hold on %s', (_what, text) => {
    expect(breachesOf(text, readingOf(text))).toEqual([])
  })

  it('make a fact tell no words twice: a place inside the name of its event is no further span', () => {
    const [article] = readingOf('本报讯（在璟安宁\n对接会在璟安市举行').articles
    expect(article.events.map(({ name, place, evidence }) => [name, place, evidence.length])).toEqual([
      ['璟安宁对接会', '璟安', 2],
    ])
  })

  it('make a reading a pure function of its arguments', () => {
    fc.assert(
      fc.property(genre, (text) => {
        expect(readingOf(text)).toEqual(readingOf(text))
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['a span outside', { headline: [{ start: 2, end: 9 }] }, 'span 2 to 9 of 4'],
    [
      'no evidence',
      { package: { parts: [1, 7], stated: true, rules: ['R50'], evidence: [] } },
      'a fact without evidence',
    ],
    [
      'no rules',
      { package: { parts: [1], stated: true, rules: [], evidence: [{ start: 0, end: 1 }] } },
      'a fact without rules',
    ],
    [
      'a paragraph that is not its spans',
      { paragraphs: [{ text: '王', spans: [{ start: 0, end: 2 }] }] },
      'paragraph 王, not 王维',
    ],
    [
      'a byline that is not written there',
      { byline: { outlet: '日报', reporters: [], stated: true, rules: ['R40'], evidence: [{ start: 0, end: 2 }] } },
      'byline 日报 is not in its evidence',
    ],
  ])('see %s', (_what, wrong, breach) => {
    const text = '王维说。'
    const reading = readingOf(text)
    const spoilt = reading.articles.map((article) => ({ ...article, ...wrong }))
    expect(breachesOf(text, { ...reading, articles: spoilt })).toEqual([breach])
  })

  it('hold through endless repetition of any words', () => {
    for (const piece of [...PIECES.split('|'), '签署合作协议、', '在举行座谈会', '市长王强、', '王强，', '，将']) {
      const text = piece.repeat(Math.ceil(12_000 / piece.length))
      expect(breachesOf(text, readingOf(text))).toEqual([])
    }
  })
})
