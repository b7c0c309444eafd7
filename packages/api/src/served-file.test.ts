import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disposition, partOf } from './served-file.ts'

describe('the name under which a file is handed out', () => {
  it.each([
    [
      '协议（签署本）.pdf',
      'attachment; filename="_______.pdf"; ' +
        "filename*=UTF-8''%E5%8D%8F%E8%AE%AE%EF%BC%88%E7%AD%BE%E7%BD%B2%E6%9C%AC%EF%BC%89.pdf",
    ],
    ['a "b".txt', `attachment; filename="a _b_.txt"; filename*=UTF-8''a%20%22b%22.txt`],
    ["100%'(1).txt", `attachment; filename="100_'(1).txt"; filename*=UTF-8''100%25%27%281%29.txt`],
    ['../../etc\\passwd\r\nSet-Cookie: a', /^attachment; filename="\.\._\.\._etc_passwd__Set-Cookie: a"; /],
    ['', `attachment; filename="_"; filename*=UTF-8''_`],
  ])('%j', (name, header) => {
    expect(disposition('attachment', name)).toMatch(typeof header === 'string' ? exactly(header) : header)
  })

  it('is a header whatever it holds, and can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const header = disposition('inline', name)
        expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
        const [, plain, whole = ''] =
          /^inline; filename="([^"%]*)"; filename\*=UTF-8''([\w!#$&+\-.^`|~%]*)$/.exec(header) ?? []
        expect(plain).toMatch(/^[ -~]+$/)
        expect(decodeURIComponent(whole)).toBe(name.toWellFormed().replace(/[\p{Cc}/\\]/gu, '_') || '_')
      }),
    )
  })
})

describe('the part of a file that is asked for', () => {
  it.each([
    [undefined, 10, 0, 10, true],
    ['bytes=0-3', 10, 0, 4, false],
    ['bytes=4-', 10, 4, 10, false],
    ['bytes=-3', 10, 7, 10, false],
    ['bytes=-30', 10, 0, 10, false],
    ['bytes=2-99', 10, 2, 10, false],
    ['bytes=5-2', 10, 0, 10, true],
    ['bytes=0-1,4-5', 10, 0, 10, true],
    ['lines=0-1', 10, 0, 10, true],
    ['bytes=-', 10, 0, 10, true],
  ])('%s of %i bytes', (range, bytes, start, end, isWhole) => {
    expect(partOf(range, bytes)).toEqual({ start, end, isWhole })
  })

  it.each([
    ['bytes=10-', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
  ])('%s of %i bytes is none', (range, bytes) => {
    expect(partOf(range, bytes)).toBeNull()
  })
})

function exactly(words: string): RegExp {
  return new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
}
