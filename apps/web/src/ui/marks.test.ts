import { expect, it } from 'vitest'
import { type SideSign, signOf, signsNamed } from './marks.tsx'

const SIGNS: readonly SideSign[] = [
  { index: 0, mark: '霁', names: ['霁原省', '霁北市'] },
  { index: 1, mark: '翎', names: ['翎川省'] },
]
const ADDED: SideSign = { index: 2, mark: '汐', names: ['汐州'] }

it.each([
  ['both', ['翎川省', '霁原省'], '霁翎', []],
  ['a further region of one', ['霁北市'], '霁', []],
  ['one side by all its regions', ['霁原省', '霁北市'], '霁', []],
  ['one, and somebody who is no side', ['霁原省', '汐州'], '霁', ['汐州']],
  ['nobody', [], '', []],
] as const)('[L99] a saying that names %s binds these sides, in their order', (_, names, marks, strangers) => {
  const bound = signsNamed(SIGNS, names)
  expect(bound.map(({ mark }) => mark).join('')).toBe(marks)
  expect(names.filter((name) => !signOf(SIGNS, name))).toEqual(strangers)
})

it('[L99] binds a side that was added later by what was said before', () => {
  expect(signsNamed([...SIGNS, ADDED], ['霁原省', '汐州']).map(({ mark }) => mark)).toEqual(['霁', '汐'])
})
