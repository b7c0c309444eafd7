import { expect, it } from 'vitest'
import { inFours, pathOf } from './authenticator.ts'

it('writes a secret in fours', () => {
  expect(inFours('ABCDEFGHIJ')).toBe('ABCD EFGH IJ')
  expect(inFours('ABCD')).toBe('ABCD')
})

it('draws each run of dark squares once', () => {
  expect(
    pathOf([
      [true, true, false],
      [false, false, false],
      [false, true, true],
    ]),
  ).toBe('M0 0h2v1H0zM1 2h2v1H1z')
})
