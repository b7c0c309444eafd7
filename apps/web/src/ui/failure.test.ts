import { type Problem, RequestFailed } from '@handclasp/api/client'
import { describe, expect, it } from 'vitest'
import { sayIn } from '../words/words.tsx'
import { failureWords } from './failure.tsx'

const refused = (refusal: Problem['refusal']) => new RequestFailed(400, { refusal })
const misfit = (field: string, code: string, most: number | null = null) =>
  refused({ code: 'input-invalid', field, misfit: code, most } as Problem['refusal'])

describe('what is wrong with what was sent, in the words of the screen', () => {
  it.each([
    ['decisions.0.correction.fields.name', 'too-long', 500, '“名称”太长，最多 500 个字。没有写入，改好再送。'],
    ['decisions.0.correction.fields.date.start', 'not-a-day', null, '“日期”不是历上有的日子。没有写入，改好再送。'],
    ['decisions.0.correction.fields.fields.1', 'not-a-choice', null, '“领域”不在可选的几种之内。没有写入，改好再送。'],
    ['decisions.0.correction.fields', 'misshapen', null, /^送出的内容不合要求（decisions.0.correction.fields）/],
    ['decisions.0.reason', 'too-long', 500, '“驳回理由”太长，最多 500 个字。没有写入，改好再送。'],
    ['published', 'not-a-day', null, '“出版日期”不是历上有的日子。没有写入，改好再送。'],
    ['', 'misshapen', null, /^送出的内容不合要求（—）/],
  ])('%s %s', (field, code, most, words) => {
    expect(failureWords(sayIn('zh-CN'), misfit(field, code, most))).toMatch(words)
    expect(failureWords(sayIn('en'), misfit(field, code, most))).not.toMatch(/\p{Script=Han}/u)
  })
})

it('says a size in megabytes', () => {
  const error = refused({ code: 'too-large', most: 2_000_000 })
  expect(failureWords(sayIn('zh-CN'), error)).toBe('内容超过 2 MB，没有收下。分成几份再送。')
  expect(failureWords(sayIn('en'), error)).toMatch(/^This is larger than 2 MB/)
})

it('speaks of no file where words were pasted', () => {
  const empty = refused({ code: 'text-empty', name: '第一句' })
  const binary = refused({ code: 'text-unreadable', name: '第一句', offset: 3, reason: 'binary' })
  for (const error of [empty, binary]) {
    expect(failureWords(sayIn('zh-CN'), error, { pasted: true })).toMatch(/^粘贴的内容/)
    expect(failureWords(sayIn('en'), error, { pasted: true })).toMatch(/^What was pasted/)
    expect(failureWords(sayIn('zh-CN'), error)).toMatch(/^“第一句”/)
  }
})
