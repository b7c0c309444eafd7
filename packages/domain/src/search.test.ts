import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asked, excerpt, foundIn, initialsOf, wordsOf } from './search.ts'

/** Is what was asked among the words, as a database would look it up? */
function isFound(words: readonly string[], query: string): boolean {
  const meets = (word: string) =>
    word.endsWith('*') ? words.some((one) => one.startsWith(word.slice(0, -1))) : words.includes(word)
  return asked(query).every(({ groups }) => groups.every((group) => group.some(meets)))
}

describe('search', () => {
  it.each([
    ['共建产销对接平台', '共 共建 建 建产 产 产销 销 销对 对 对接 接 接平 平 平台 台'],
    ['“1+7”合作', '1 7 合 合作 作'],
    ['与ＡＢＣ公司', '与 a ab abc 公 公司 司'],
    ['', ''],
    [`a${'𝒜'.repeat(40)}`, `a a𝒜 a𝒜𝒜 a𝒜𝒜𝒜 a𝒜𝒜𝒜𝒜 a𝒜𝒜𝒜𝒜𝒜 a${'𝒜'.repeat(29)}`],
    ['农业合\n  作协议', '农 农业 业 业合 合 合作 作 作协 协 协议 议'],
  ])('[L44] takes %s apart', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words)
  })

  it.each([
    ['贺云屏', '~hy ~hyp'],
    ['单于澄', '~dy ~dyc ~sy ~syc'],
    ['翎川省', '~lc ~lcs'],
    ['甲', ''],
  ])('[L44] knows %s by its initials', (name, initials) => {
    expect(initialsOf(name).join(' ')).toBe(initials)
  })

  it.each([
    ['产销', true],
    ['产销 平台', true],
    ['销产', false],
    ['台', true],
    ['hyp', true],
    ['hy', true],
    ['yp', false],
    ['ABC', true],
    ['ab', true],
    ['20261', true],
    ['2026123', true],
    ['2026124', false],
  ])('[L44] finds %s: %s', (query, found) => {
    expect(isFound([...wordsOf('共建产销对接平台，ａｂｃ公司20261231年'), ...initialsOf('贺云屏')], query)).toBe(found)
  })

  it('[L44] finds every piece of a text in it, and marks it there', () => {
    const text = fc.stringMatching(/^[共建产销对接平台aB1，。 ]{1,20}$/)
    fc.assert(
      fc.property(text, fc.nat(19), fc.integer({ min: 1, max: 6 }), (said, at, length) => {
        const piece = said.slice(at, at + length)
        const inside = /^\p{Script=Han}+$/u.test(piece)
        if (!inside) return
        expect(isFound(wordsOf(said), piece)).toBe(true)
        expect(foundIn(said, piece).map(({ start, end }) => said.slice(start, end))).toContain(piece)
      }),
    )
  })

  it('[L44] finds words that a page broke over its lines, and marks them there', () => {
    const text = '推进农业合\n  作，签署合\n作协议'
    expect(foundIn(text, '合作').map(({ start, end }) => text.slice(start, end))).toEqual(['合\n  作', '合\n作'])
    expect(foundIn(text, '合作协议').map(({ start, end }) => text.slice(start, end))).toEqual(['合\n作协议'])
  })

  it('marks names that were found by their initials, where a name may begin', () => {
    const text = '霁原省农业农村厅\n贺云屏\n共和云平台，贺云屏主持'
    const marked = (query: string) => foundIn(text, query).map(({ start, end }) => text.slice(start, end))
    expect(marked('hyp')).toEqual(['贺云屏', '贺云屏'])
    expect(marked('hy')).toEqual(['贺云', '贺云'])
    expect(marked('jys')).toEqual(['霁原省'])
    expect(marked('xyz')).toEqual([])
  })

  it('[L44] marks what was found, none over another, and shows the line around it', () => {
    const text = `${'前'.repeat(40)}共建产销对接平台${'后'.repeat(40)}`
    expect(foundIn(text, '产销 对接 销对')).toEqual([
      { start: 42, end: 44 },
      { start: 44, end: 46 },
    ])
    expect(excerpt(text, '产销', 16)).toBe('…前前共建产销对接平台后后后后后后…')
    expect(excerpt('产销对接', '产销', 16)).toBe('产销对接')
    expect(excerpt('贺云屏\n翎川省', '翎川', 16)).toBe('贺云屏翎川省')
    expect(excerpt('贺云屏\n翎川省', '翎川', 16, ' · ')).toBe('贺云屏 · 翎川省')
  })
})
