import type { CommitmentView } from '@handclasp/api/client'
import { expect, test } from 'vitest'
import { restsByClause } from './rests.ts'

const CLAUSES = [
  { path: '第一条', number: '第一条' },
  { path: '第一条（一）', number: '（一）' },
  { path: '第二条', number: '第二条' },
  { path: '第二条（一）', number: '（一）' },
  { path: '第二条（二）', number: '（二）' },
]

test.each([
  ['第一条', [0]],
  ['第二条(一)', [3]],
  ['第二条 （一）', [3]],
  ['（二）', [4]],
  ['（一）', []],
  ['第三条', []],
  [null, []],
])('a commitment of %s rests on %j', (clause, indexes) => {
  const commitment = { id: 'com_1', terms: { basis: { clause } } } as unknown as CommitmentView
  expect([...restsByClause([commitment], CLAUSES).keys()]).toEqual(indexes)
})
