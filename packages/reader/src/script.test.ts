import { mendRadicals } from '@handclasp/domain'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { breachesOf } from './laws.ts'
import { marked, peopleIn, readingOf } from './notation.ts'
import { plainScript } from './script.ts'
import { SIMPLIFIED, TRADITIONAL } from './traditional.data.ts'

const FRONT = readFileSync(new URL('../samples/front-page.txt', import.meta.url), 'utf8')

/** A traditional character of each simplified one, where there is one that is read as it. */
const traditionalOf = new Map(
  Array.from(
    SIMPLIFIED.replaceAll('\n', ''),
    (simple, i) => [simple, TRADITIONAL.replaceAll('\n', '').charAt(i)] as const,
  ),
)
const inTraditional = (text: string) => Array.from(text, (each) => traditionalOf.get(each) ?? each).join('')

describe('script', () => {
  it('[R117] reads traditional script, and tells names, posts and agreements as they are written', () => {
    const { text, spans } = marked(
      '　　5月18日，霽原省省長⟦喬岱松⟧與臺灣代表團團長葉國強在廣東省座談，雙方簽署合作備忘錄，並將共建產業園區。',
    )
    const [article] = readingOf(text).articles
    expect(article.people.map(({ name, evidence }) => [name, evidence])).toContainEqual(['喬岱松', spans])
    expect(peopleIn(text)).toContain('喬岱松 霽原省省長')
    expect(article.agreements.map(({ name }) => name)).toEqual(['合作備忘錄'])
    expect(article.paragraphs[0].text).toContain('雙方簽署')
    expect(article.regions.map(({ name, code }) => [name, code])).toContainEqual(['台湾', '710000'])
  })

  it('[R116, R117] tells words with blanks of any kind in them as they are written', () => {
    const text =
      '5月18日，吉林省、四川省座谈会举行，两省签署合作协议。吉林省省长⻢文远说，吉林愿与四川\u2006一道，共建⻛电产业园区。'
    const reading = readingOf(text)
    expect(reading.articles[0].pledges.map((pledge) => pledge.text)).toEqual([
      '吉林省省长⻢文远说，吉林愿与四川\u2006一道，共建⻛电产业园区。',
    ])
    expect(breachesOf(text, reading)).toEqual([])
  })

  it('[R117] tells an unknown region by its full name as it is written', () => {
    const text = '霽原日報訊　5月18日，霽原省代表團與汐嶺省代表團在璟安市座談，雙方簽署合作協議，並將共建產業園區。'
    const [article] = readingOf(text).articles
    expect(article.regions.map(({ name }) => name)).toEqual(expect.arrayContaining(['霽原省', '汐嶺省']))
  })

  it('[R117] reads a whole page in traditional script like the same in simplified: same places, own words', () => {
    const text = inTraditional(FRONT)
    expect(plainScript(text)).toBe(FRONT)
    const [simple, traditional] = [readingOf(FRONT), readingOf(text)]
    const placesOf = (reading: object) =>
      JSON.stringify(reading, (key, value: unknown) => (typeof value === 'string' && key !== 'version' ? '' : value))
    expect(placesOf(traditional)).toBe(placesOf(simple))
    expect(breachesOf(text, traditional)).toEqual([])
    const main = traditional.articles.find(({ people }) => people.length === 14)
    expect(
      main?.people.every(({ region }) => region === null || main.regions.some(({ name }) => name === region)),
    ).toBe(true)
    expect(main?.pledges.some(({ speaker }) => main.people.some(({ name }) => name === speaker))).toBe(true)
  })

  it('[R117] leaves simplified script as it is, with the few characters that traditional has for others', () => {
    for (const text of [FRONT, '乾隆年间的著作', '徐乾出席会议并讲话', '', '1+7']) expect(plainScript(text)).toBe(text)
  })

  it('[R116] reads radicals as the ideographs they stand for', () => {
    const text = '⼴东省省⻓⽅⾄诚出席会议并讲话。'
    expect(peopleIn(text)).toBe('⽅⾄诚 ⼴东省省⻓ attend,speak')
    expect(peopleIn(mendRadicals(text))).toBe('方至诚 广东省省长 attend,speak')
  })

  it('keeps the length of every text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => plainScript(text).length === text.length))
  })
})
