import { civilDayOf, writeHeadSpans } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type {
  CooperationView,
  ErasableView,
  ErasedView,
  FoundView,
  HistoryView,
  LedgerHeld,
  Problem,
  TextPage,
  Written,
} from './index.ts'
import { trial } from './trial.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
const PACKAGE = {
  id: null,
  replaces: null,
  name: null,
  parts: [1, 2],
  signedOn: '2026-04-28',
  place: null,
  quote: null,
}
const WORDS = {
  kind: 'departmental',
  count: 1,
  parties: [{ side: null, organisation: { name: '霁原省农业农村厅', code: null } }],
  signatories: [],
  signed: true,
  signedOn: '2026-04-28',
  inForce: '2026-05-01',
  expires: '2029-04-27',
  quote: null,
}
const agreement = (name: string) => ({ id: null, replaces: null, follows: null, words: { ...WORDS, name } })

describe.each(engines())('what is written by hand over $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  let path: string
  const faults: unknown[] = []
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    served = await trial(database, place, faults)
    const { body } = await served.send<CooperationView>('/cooperations', { sides: REGIONS, own: 0 })
    path = `/cooperations/${body.id}`
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })
  const write = <Body = Written>(bundle: object | null, ...agreements: readonly object[]) =>
    served.send<Body>(`${path}/written`, { package: bundle, within: null, agreements })
  const ledger = async () => (await served.ask<LedgerHeld>(`${path}/ledger`)).body

  it('is a package with its agreements, written together, and written anew', async () => {
    const names = ['深化合作框架协议', '农业农村合作协议', '科技创新合作协议']
    const { body: made } = await write(PACKAGE, ...names.map(agreement))
    expect(made.agreements).toHaveLength(3)
    const before = await ledger()
    expect(before.agreements.map(({ name, package: bundle }) => [name, bundle])).toEqual(
      names.map((name) => [name, made.package]),
    )
    const [, second] = before.agreements
    const anew = { ...agreement('农业农村产销合作协议'), id: second?.id, replaces: second?.seq }
    const within = { package: null, within: made.package, agreements: [anew] }
    expect((await served.send(`${path}/written`, within)).status).toBe(200)
    const stale = await served.send<Problem>(`${path}/written`, within)
    expect(stale).toMatchObject({ status: 409, body: { refusal: { code: 'record-changed' } } })
    expect((await ledger()).agreements.map(({ name }) => name)).toContain('农业农村产销合作协议')
    const dropped = await served.send(`${path}/dropped`, { of: 'agreement', id: second?.id, reason: '重复' })
    expect(dropped.status).toBe(200)
    expect((await ledger()).agreements).toHaveLength(2)
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('is told by what changed between two days, old and new', async () => {
    const today = civilDayOf(new Date().toISOString())
    const asked = (from: string, to: string) => served.ask<HistoryView>(`${path}/history?from=${from}&to=${to}`)
    await write(null, agreement('甲'), agreement('乙'))
    const [first, second] = (await ledger()).agreements
    await served.send(`${path}/dropped`, { of: 'agreement', id: first?.id, reason: null })
    await write(null, { ...agreement('丙'), id: second?.id, replaces: second?.seq })
    const { body } = await asked(today, today)
    expect(body.changes).toMatchObject([{ of: 'thing', name: { id: second?.id }, before: null, after: { name: '丙' } }])
    expect(body).toMatchObject({ total: 1, next: null })
    expect(body.heads).toContainEqual(expect.objectContaining({ chain: 'internal', from: 0, to: 4 }))
    expect((await asked('2020-01-01', '2020-12-31')).body.changes).toEqual([])
    expect((await asked(today, '2020-01-01')).status).toBe(400)

    const between = (heads: string) => served.ask<HistoryView & Problem>(`${path}/history?heads=${heads}`)
    expect((await between(writeHeadSpans(body.heads))).body).toEqual(body)
    const [span] = body.heads.filter(({ chain }) => chain === 'internal')
    if (!span) throw new Error('no internal chain')
    const refused = async (from: number, to: number) =>
      (await between(writeHeadSpans([{ ...span, from, to }]))).body.refusal
    expect(await refused(0, 9)).toMatchObject({ code: 'head-unknown', seq: 9, last: 4 })
    expect(await refused(2, 1)).toMatchObject({ code: 'input-invalid', field: 'heads', misfit: 'heads-turned' })
    const [change] = body.changes
    const after = `${change?.written} ${second?.id}`
    expect((await between(`${writeHeadSpans(body.heads)}&limit=1&after=${after}`)).body.total).toBe(1)
    for (const wrong of ['later', `${change?.written} x%00`]) {
      const refusal = (await between(`${writeHeadSpans(body.heads)}&after=${wrong}`)).body.refusal
      expect(refusal, wrong).toMatchObject({ code: 'input-invalid', field: 'after' })
    }
    expect((await between(`${writeHeadSpans(body.heads)}&limit=0`)).body.refusal).toMatchObject({ field: 'limit' })
    expect((await between('all')).body.refusal).toMatchObject({ field: 'heads', misfit: 'misshapen' })
    const nothing = await served.ask<Problem>(`${path}/history`)
    expect(nothing.body.refusal).toMatchObject({ code: 'input-invalid', field: 'from', misfit: 'missing' })
  })

  it('[L45] is erased for good, on a ground, with the words it replaced; what goes is told before', async () => {
    await write(null, agreement('农业农村合作协议'))
    const [kept] = (await ledger()).agreements
    const anew = { ...agreement('产销对接协议'), id: kept?.id, replaces: kept?.seq }
    await write(null, anew)
    const [now] = (await ledger()).agreements
    const preview = `${path}/erasures/internal/${now?.seq}`
    const { body: told } = await served.ask<ErasableView>(preview)
    expect(told.entries.map(({ seq, why }) => [seq, why])).toEqual([
      [now?.seq, 'asked'],
      [kept?.seq, 'former'],
    ])
    expect(told.entries[0]?.words).toContainEqual({ path: 'name', text: '产销对接协议' })
    const entries = told.entries.map(({ chain, seq }) => ({ chain, seq }))
    const erasure = { entries, ground: 'mistake', note: '误录' }
    expect((await served.send(`${path}/erasures`, erasure)).status).toBe(200)
    expect((await served.send<Problem>(`${path}/erasures`, erasure)).body.refusal.code).toBe('entry-erased')
    const wrong = { ...erasure, ground: 'whim' }
    expect((await served.send<Problem>(`${path}/erasures`, wrong)).body.refusal.code).toBe('input-invalid')
    expect((await ledger()).agreements).toEqual([])
    expect((await served.ask<ErasableView>(preview)).body).toEqual({ entries: [] })
    const { body: erased } = await served.ask<ErasedView>(`${path}/erasures`)
    expect(erased.entries.map(({ seq, of, ground }) => [seq, of, ground])).toEqual([
      [kept?.seq, kept?.id, 'mistake'],
      [now?.seq, kept?.id, 'mistake'],
    ])
    expect((await served.ask<Problem>(`${path}/erasures/home/1`)).status).toBe(400)
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('is found by its words and initials, by its own side', async () => {
    const { body: made } = await write(PACKAGE, agreement('农业农村合作协议'))
    const found = await served.ask<FoundView>(`${path}/found?q=${encodeURIComponent('农村 协议')}`)
    expect(found.body.rows).toMatchObject([{ kind: 'agreement', id: made.agreements[0], title: '农业农村合作协议' }])
    expect((await served.ask<FoundView>(`${path}/found?q=jysny`)).body.rows).toHaveLength(1)
    expect((await served.ask<FoundView>(`${path}/found?q=`)).body).toEqual({ rows: [], more: false })
    expect((await served.ask<Problem>(`${path}/found?q=x&side=sid_X`)).status).toBe(422)
  })

  it('is the text of an agreement, with its clauses', async () => {
    const { body: made } = await write(null, agreement('农业农村合作协议'))
    const text = '农业农村合作协议\n第一条 共建平台。\n第二条 互认标识。'
    const input = { id: null, agreement: made.agreements[0], replaces: null, title: '正式文本', text, dated: null }
    const { body: kept } = await served.send<{ id: string }>(`${path}/texts`, input)
    const { body: page } = await served.ask<TextPage>(`${path}/texts/${kept.id}`)
    expect(page.clauses.map(({ number, text: said }) => [number, said])).toEqual([
      ['第一条', '共建平台。'],
      ['第二条', '互认标识。'],
    ])
    expect((await ledger()).texts).toMatchObject([{ id: kept.id, title: '正式文本' }])
    const nothing = await served.send<Problem>(`${path}/texts`, { ...input, text: '甲\0乙' })
    expect(nothing).toMatchObject({ status: 400, body: { refusal: { misfit: 'not-text' } } })
    expect((await served.ask<Problem>(`${path}/texts/txt_0`)).status).toBe(404)
  })

  it('[L71] is taken out with what is under it: a package with its agreements and their texts', async () => {
    const { body: made } = await write(PACKAGE, agreement('甲'), agreement('乙'))
    const text = { id: null, replaces: null, title: '正式文本', text: '第一条 共建平台。', dated: null }
    const [first, second] = made.agreements
    for (const of of [first, second]) await served.send(`${path}/texts`, { ...text, agreement: of })
    await served.send(`${path}/dropped`, { of: 'agreement', id: first, reason: null })
    expect((await ledger()).texts.map(({ agreement: of }) => of)).toEqual([second])
    await served.send(`${path}/dropped`, { of: 'package', id: made.package, reason: '误录' })
    expect(await ledger()).toMatchObject({ packages: [], agreements: [], texts: [] })
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('refuses a party of a side that is none of the cooperation', async () => {
    const parties = [{ side: 'sid_X', organisation: { name: '外省', code: null } }]
    const refused = await write<Problem>(null, { ...agreement('甲'), words: { ...WORDS, name: '甲', parties } })
    expect(refused).toMatchObject({ status: 422, body: { refusal: { code: 'side-not-in-cooperation' } } })
  })

  it('refuses an address with characters that no text has', async () => {
    for (const name of ['%00', '%ff', 'coo_%07']) {
      const asked = await served.ask<Problem>(`/cooperations/${name}/ledger`)
      expect(asked).toMatchObject({ status: 400, body: { refusal: { code: 'input-invalid', field: 'path' } } })
    }
  })

  it.each([
    ['an agreement that ends before it begins', { inForce: '2029-05-01' }, 'days-turned'],
    ['an agreement without a name', { name: '' }, 'missing'],
  ])('refuses %s, and keeps nothing of what came with it', async (_, change, misfit) => {
    const wrong = { ...agreement('甲'), words: { ...WORDS, name: '甲', ...change } }
    const refused = await write<Problem>(PACKAGE, agreement('乙'), wrong)
    expect(refused).toMatchObject({ status: 400, body: { refusal: { code: 'input-invalid', misfit } } })
    expect((await ledger()).packages).toEqual([])
  })
})
