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
