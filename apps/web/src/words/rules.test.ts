import { expect, test } from 'vitest'
import { rulesEn } from './rules.en.ts'
import { rulesZhCN } from './rules.zh-CN.ts'

const reader = import.meta.glob<string>(
  ['../../../../packages/reader/src/**/*.ts', '!../../../../packages/reader/src/**/*.test.ts'],
  { query: '?raw', import: 'default', eager: true },
)
const [spec = ''] = Object.values(
  import.meta.glob<string>('../../../../packages/reader/SPEC.md', { query: '?raw', import: 'default', eager: true }),
)
const given = [...new Set(Object.values(reader).flatMap((text) => text.match(/(?<=')R\d+(?=')/g) ?? []))].sort()

test('every rule the reader gives as a ground has its words in both languages', () => {
  expect(given).toEqual(expect.arrayContaining(['R10', 'R60', 'R71', 'R88', 'R90', 'R96']))
  for (const rule of given) {
    expect(rulesZhCN, rule).toHaveProperty([`rule.${rule}`], expect.stringMatching(/\p{Script=Han}/u))
    expect(rulesEn, rule).toHaveProperty([`rule.${rule}`], expect.not.stringMatching(/\p{Script=Han}|^$/u))
  }
})

test('no rule has words that the reader does not have', () => {
  const rules = new Set(spec.match(/(?<=^- \[)R\d+(?=\])/gm))
  expect(rules.size).toBeGreaterThan(50)
  expect(Object.keys(rulesZhCN).filter((key) => !rules.has(key.replace('rule.', '')))).toEqual([])
})
