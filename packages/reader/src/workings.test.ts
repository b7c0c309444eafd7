import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { readingOf } from './notation.ts'
import { workingsOf } from './workings.ts'

const at = (text: string, spans: readonly { start: number; end: number }[]): string =>
  spans.map(({ start, end }) => text.slice(start, end)).join('|')

describe('workings', () => {
  const text = '霁原日报讯　吉林省省长王文\n远出席座谈会。他说：“很好！”双方签署合作协议。'
  const [article] = readingOf(text).articles
  const { segments, words } = workingsOf(text, article)

  it('tell the sentences, closing quotes with them, over the breaks of lines', () => {
    expect(segments.map((spans) => at(text, spans))).toEqual([
      '霁原日报讯　吉林省省长王文|远出席座谈会。',
      '他说：“很好！”',
      '双方签署合作协议。',
    ])
  })

  it.each([
    ['吉林省', 'place'],
    ['省长', 'post title'],
    ['王', 'surname'],
    ['出席', 'act'],
    ['座谈会', 'event'],
    ['签署', 'act'],
    ['合作协议', 'agreement'],
  ])('tell that %s was marked: %s', (word, kinds) => {
    expect(words.find(({ spans }) => at(text, spans) === word)?.kinds.join(' ')).toBe(kinds)
  })

  it('of a text in traditional script are what was read in it', () => {
    const given = '5月18日，吉林省省長王文遠出席座談會。他說：「很好！」雙方簽署合作協議，並將共建產業園區。'
    const workings = workingsOf(given, readingOf(given).articles[0])
    expect(workings.segments.map((spans) => at(given, spans))).toContain('他說：「很好！」')
    expect(workings.words.map(({ spans }) => at(given, spans))).toEqual(expect.arrayContaining(['座談會', '合作協議']))
  })

  it('of an article without a body are those of its headlines', () => {
    const lines = '吉林四川签约\n\n两省签署合作协议\n'
    const [headlines] = readingOf(lines).articles
    expect(workingsOf(lines, headlines).segments.map((spans) => at(lines, spans))).toEqual([
      '吉林四川签约',
      '两省签署合作协议',
    ])
  })

  it('hold every character of the body of a page, white space aside', () => {
    const page = readFileSync(new URL('../samples/front-page.txt', import.meta.url), 'utf8')
    for (const each of readingOf(page).articles.filter(({ paragraphs }) => paragraphs.length > 0)) {
      const told = workingsOf(page, each).segments.map((spans) => at(page, spans).replaceAll('|', ''))
      const body = each.paragraphs.map((paragraph) => paragraph.text)
      expect(told.join('').replace(/\s/g, '')).toBe(body.join('').replace(/\s/g, ''))
    }
  })
})
