import type { CooperationView } from '@handclasp/api/client'
import { FAULT_CODES } from '@handclasp/domain'
import { expect, it } from 'vitest'
import { sayIn } from '../../words/words.tsx'
import { placeWords, rebuildingHelps, remediesFor } from './fault-words.ts'

const sides = [{ id: 'sid_A', mark: '霁', regions: [{ name: '霁原省', code: null }] }]
const all = [{ id: 'coo_1', name: '霁翎合作', sides }] as unknown as readonly CooperationView[]

it.each([
  ['coo_1/sid_A/shared/12', '霁翎合作 · 霁原省 交换链第 12 条'],
  ['coo_1/sid_A/internal', '霁翎合作 · 霁原省 内部链'],
  ['home/ins_1/home/2', '本机 来源链第 2 条'],
  ['coo_1', '霁翎合作'],
  ['findable', '台账'],
])('tells where %s is', (place, words) => {
  expect(placeWords(sayIn('zh-CN'), place, all)).toBe(words)
})

it('says of everything that can be wrong what it is and what helps, each remedy once', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const say = sayIn(language)
    expect(new Set(FAULT_CODES.map((code) => say(`fault.${code}`))).size).toBe(FAULT_CODES.length)
  }
  expect(remediesFor(['words-missing', 'record-differs', 'payload-wrong'])).toEqual(['rebuild', 'restore'])
})

it.each([
  [['record-missing'], true],
  [['words-differ', 'file-missing'], true],
  [['record-missing', 'payload-wrong'], false],
  [['record-differs', 'chain-forked'], false],
  [['record-differs', 'key-unknown'], false],
  [['file-missing'], false],
  [[], false],
] as const)('offers to make the ledger anew where %j is wrong: %s', (codes, helps) => {
  expect(rebuildingHelps(codes)).toBe(helps)
})
