import { describe, expect, it } from 'vitest'
import { isCreditCode, organisationTyped, organisationWords } from './organisation.ts'

describe('organisations', () => {
  it.each([
    ['91350100M000100Y43', true],
    ['91350100M000100Y44', false],
    ['91350100M000100Y4', false],
    ['9135O100M000100Y43', false],
    ['', false],
  ])('the code %s holds: %s', (code, holds) => {
    expect(isCreditCode(code)).toBe(holds)
  })

  it.each([
    ['翎川省商务厅', { name: '翎川省商务厅', code: null }],
    [' 翎川省商务厅　91350100m000100y43 ', { name: '翎川省商务厅', code: '91350100M000100Y43' }],
    ['A 1234567890', { name: 'A 1234567890', code: null }],
  ])('reads %s as it is typed', (words, organisation) => {
    expect(organisationTyped(words)).toEqual(organisation)
    expect(organisationTyped(organisationWords(organisation))).toEqual(organisation)
  })
})
