import { expect, it } from 'vitest'
import { addressFor, inFours, pathOf, secretOf } from './authenticator.ts'

it('keeps the secret and takes the name that one signs in with', () => {
  const given = 'otpauth://totp/Handclasp:mem_01%40member.invalid?secret=ABCDEFGHIJ&issuer=Handclasp&digits=6&period=30'
  expect(secretOf(given)).toBe('ABCDEFGHIJ')
  const address = addressFor(secretOf(given), '方以宁')
  expect(decodeURIComponent(address)).toContain('Handclasp:方以宁?secret=ABCDEFGHIJ&')
  expect(address).not.toContain('invalid')
})

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
