import { type ActsView, type ActView, OWN_KINDS, ROUTES } from '@handclasp/api/client'
import type { MemberId } from '@handclasp/domain'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, sayIn } from '../../words/words.tsx'
import { aboutWords } from './about-words.ts'
import { actWords } from './act-words.ts'

const KINDS = [...Object.keys(OWN_KINDS), ...Object.keys(ROUTES)]

describe.each(LANGUAGES)('acts in %s', (language) => {
  const say = sayIn(language)

  it('have words for every route and every way of signing in, each its own', () => {
    const words = KINDS.map((kind) => actWords(say, kind))
    expect(words.filter((said) => KINDS.includes(said))).toEqual([])
    expect(words.filter((said, index) => words.indexOf(said) !== index)).toEqual([])
  })

  it('of a kind that is newer than these words go by their own name', () => {
    expect(actWords(say, 'POST /newer')).toBe('POST /newer')
  })

  it('have words for all that a path names', () => {
    const named = new Set(Object.keys(ROUTES).flatMap((route) => route.match(/(?<=:)\w+/g) ?? []))
    named.delete('token')
    for (const key of named) {
      const [part] = aboutWords(say, { ...ACT, about: { [key]: '1' } }, {})
      expect(part?.label, key).not.toBeNull()
      if (language === 'zh-CN') expect(part?.label, key).not.toBe(key)
    }
  })
})

const ACT: ActView = {
  number: 1,
  at: '2026-11-29T00:00:00.000Z',
  member: null,
  name: null,
  kind: 'sign-in',
  cooperation: null,
  side: null,
  role: null,
  outcome: 'done',
  code: null,
  about: {},
  from: null,
}

describe('what an act was about', () => {
  const say = sayIn('zh-CN')
  const member = 'mem_01KA00000000000000000000' as MemberId
  const said = (about: ActView['about'], more: Partial<ActView> = {}) =>
    aboutWords(say, { ...ACT, ...more, about }, { [member]: '唐知远' }).map((part) =>
      [part.label, part.said].filter(Boolean).join(' '),
    )

  it('is said in words where there are any', () => {
    expect(said({ member, deed: 'lock' })).toEqual(['锁定', '成员 唐知远'])
    expect(said({ roles: ['office', 'clerk'], to: member })).toEqual(['交给 唐知远', '经办、合作办'])
    expect(said({ required: false })).toEqual(['改为一人即可'])
    expect(said({ verdict: 'returned', draft: 'dra_1' })).toEqual(['退回', '拟稿 dra_1'])
    expect(said({ administration: 'audit' })).toEqual(['审计管理员'])
    expect(said({ session: 's1', why: 'idle' })).toEqual(['久未使用', '登录 s1'])
  })

  it('is said plainly where not, and long ids by their end', () => {
    expect(said({ newer: ['a'], deed: 'newer' })).toEqual(['deed newer', 'newer ["a"]'])
    const [part] = aboutWords(say, { ...ACT, about: { hash: 'a'.repeat(58) + 'bcdef0' } }, {})
    expect(part).toMatchObject({ label: '来源', said: '…bcdef0', whole: `${'a'.repeat(58)}bcdef0` })
  })

  it('leaves out what stands in the row already', () => {
    const side = 'sid_1' as NonNullable<ActView['side']>
    const cooperation = 'coo_1' as NonNullable<ActView['cooperation']>
    expect(said({ operator: true, side, id: cooperation }, { side, cooperation })).toEqual([])
    expect(said({ side: 'sid_2', id: 'coo_2' }, { side })).toEqual(['合作关系 coo_2', '一方 sid_2'])
    const names = { sid_2: '川省', coo_2: '东川合作' } as ActsView['names']
    const parts = aboutWords(say, { ...ACT, about: { side: 'sid_2', id: 'coo_2' } }, names)
    expect(parts.map(({ said: words, whole }) => [words, whole])).toEqual([
      ['东川合作', 'coo_2'],
      ['川省', 'sid_2'],
    ])
  })
})
