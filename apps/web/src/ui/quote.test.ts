import { expect, test } from 'vitest'
import { passage } from './quote.tsx'

const text = '第1版\n\n　　前一句。5月18日，甲乙\n座谈会在璟安举行。后一句。\n'

function said(...words: readonly string[]) {
  const spans = words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }))
  return passage(text, { words: words.join('…'), spans })
    ?.map((each) => (each.said ? `⟦${each.text}⟧` : each.text))
    .join('')
}

test('few words stand within their sentence, line breaks dropped', () => {
  expect(said('璟安')).toBe('5月18日，甲乙座谈会在⟦璟安⟧举行。')
})

test('words that lie apart are marked one by one', () => {
  expect(said('5月18日', '璟安')).toBe('⟦5月18日⟧，甲乙座谈会在⟦璟安⟧举行。')
})

test('a headline is its own line', () => {
  expect(said('第1版')).toBe('⟦第1版⟧')
})

test('many words in one piece say enough', () => {
  const start = text.indexOf('前一句')
  expect(passage(text, { words: text.slice(start, start + 20), spans: [{ start, end: start + 20 }] })).toBeNull()
})

test('a passage stays in its own headline or paragraph, wherever its pieces lie', () => {
  const page = '甲乙两省签约\n丙丁两省座谈\n座谈会在\n另一篇的话\n璟安举行。后一句。'
  const span = (words: string) => ({ start: page.indexOf(words), end: page.indexOf(words) + words.length })
  const blocks = [[span('甲乙两省签约')], [span('丙丁两省座谈')], [span('座谈会在'), span('璟安举行。后一句。')]]
  const shown = (...words: readonly string[]) =>
    passage(page, { words: words.join('…'), spans: words.map(span) }, blocks)?.map((each) => each.text)
  expect(shown('丙丁')).toEqual(['丙丁', '两省座谈'])
  expect(shown('签约')).toEqual(['甲乙两省', '签约'])
  expect(shown('璟安')).toEqual(['座谈会在', '璟安', '举行。'])
  expect(shown('座谈会', '璟安')).toEqual(['座谈会', '在', '璟安', '举行。'])
})

test('words that end with their sentence end the passage', () => {
  expect(said('5月18日', '举行。')).toBe('⟦5月18日⟧，甲乙座谈会在璟安⟦举行。⟧')
})

test('sentences that lie apart are shown one by one', () => {
  expect(said('前一', '后一')).toBe('⟦前一⟧句。……⟦后一⟧句。')
})
