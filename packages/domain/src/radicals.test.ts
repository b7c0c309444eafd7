import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mendRadicals, unified } from './radicals.ts'

it.each([
  ['⻓江⽅⺠', '长江方民'],
  ['⼴东⻢⻋⻛⻩', '广东马车风黄'],
  ['隆中對', '隆中對'],
  ['一二三', '一二三'],
])('reads %s as %s', (given, mended) => {
  expect(mendRadicals(given)).toBe(mended)
})

it('keeps the length of every text, and mends nothing twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const mended = mendRadicals(text)
      return mended.length === text.length && mendRadicals(mended) === mended
    }),
  )
})

it('mends the radicals of Kangxi as Unicode does, but for three that are drawn as in simplified script', () => {
  const others: string[] = []
  for (let code = 0x2f00; code <= 0x2fd5; code++) {
    const own = String.fromCharCode(unified(code))
    if (own !== String.fromCharCode(code).normalize('NFKC')) others.push(own)
  }
  expect(others).toEqual(['户', '青', '黄'])
})
