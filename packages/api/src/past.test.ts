import { civilDayOf, type SideId } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CommitmentPage, CommitmentsView, CooperationView, LedgerHeld, Problem, SentPage } from './index.ts'
import { trial } from './trial.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
const AGREEMENT = {
  name: '海河联运合作协议',
  kind: 'other',
  count: 1,
  parties: [],
  signatories: [],
  signed: true,
  signedOn: '2020-05-18',
  inForce: null,
  expires: null,
  quote: null,
}

describe.each(engines())('a past day over the interface on $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  let path: string
  let own: SideId
  let other: SideId
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
    ;[own, other] = body.sides.map(({ id }) => id) as [SideId, SideId]
    const basis = { agreement: null, name: null, clause: null, intention: null, quote: null }
    const days = { start: null, deadline: null, milestones: [] }
    const terms = {
      text: '共建码头',
      fields: [],
      basis,
      programmes: [],
      leads: [],
      supporters: [],
      measure: null,
      ...days,
    }
    const input = { commitment: null, parent: null, bound: [own, other], ending: null, terms, note: null }
    expect((await served.send(`${path}/commitments`, input)).status).toBe(201)
    const agreements = [{ id: null, replaces: null, follows: null, words: AGREEMENT }]
    expect((await served.send(`${path}/written`, { package: null, within: null, agreements })).status).toBe(200)
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })
  const today = () => civilDayOf(new Date().toISOString())
  const commitments = (query: string) => served.ask<CommitmentsView>(`${path}/commitments?${query}`)
  const ledger = async (query: string) => (await served.ask<LedgerHeld>(`${path}/ledger?${query}`)).body

  it('[L58] shows what there was, named by its day and heads, and what is known of a day before all', async () => {
    const now = await ledger('')
    expect(now.figure).toMatchObject({ day: today(), known: 'now', heads: [{ chain: 'internal' }, { seq: 2 }] })
    expect((await ledger(`asof=${today()}&known=then`)).figure.heads).toEqual(now.figure.heads)
    const before = await ledger('asof=2020-06-01')
    expect(before).toMatchObject({
      figure: { day: '2020-06-01', known: 'now', heads: now.figure.heads },
      agreements: [{ name: '海河联运合作协议', corrected: false }],
      cooperation: { commitments: 0, agreements: 1 },
    })
    const then = await ledger('asof=2020-06-01&known=then')
    expect(then).toMatchObject({ figure: { heads: [] }, agreements: [] })
    expect((await commitments('asof=2020-06-01')).body).toMatchObject({ rows: [], total: 0 })
    const { body } = await commitments(`asof=${today()}&known=then`)
    expect(body).toMatchObject({ total: 1, rows: [{ state: 'proposed' }] })
    const one = `${path}/commitments/${body.rows[0]?.id}`
    expect((await served.ask<CommitmentPage>(`${one}?asof=${today()}`)).body.sayings).toHaveLength(1)
    expect((await served.ask(`${one}?asof=2020-06-01`)).status).toBe(404)
  })

  it('[L82] shows what was sent, what is the same, who the sides are, texts and people of that day alone', async () => {
    const { body: view } = await served.send<CooperationView>(`${path}/hosted`, { side: other })
    const { agreements } = await ledger('')
    const [agreement] = agreements
    const words = { title: '签署本', dated: '2020-06-01', text: '第一条 共建码头。' }
    const text = { id: null, agreement: agreement?.id, replaces: null, ...words }
    const { body: keptText } = await served.send<{ id: string }>(`${path}/texts`, text)
    const records = [
      { of: 'agreement', id: agreement?.id, seq: agreement?.seq },
      { of: 'text', id: keptText.id, seq: (await ledger('')).texts[0]?.seq },
    ]
    expect((await served.send(`${path}/sent`, { records })).status).toBe(200)
    const region = { regions: [{ name: '汐州', code: null }], institution: null, note: null }
    expect((await served.send(`${path}/sides`, region)).status).toBe(200)
    const sent = async (query: string, side = other) =>
      (await served.ask<SentPage>(`${path}/sent?side=${side}&${query}`)).body.things.map((one) => one.sent.of)
    const one = async (query: string) => [
      (await served.ask(`${path}/texts/${keptText.id}?${query}`)).status,
      (await served.ask(`${path}/sent/${own}/${keptText.id}?${query}`)).status,
    ]
    const additions = async (query: string) => (await ledger(query)).cooperation.additions.length
    for (const query of ['', `asof=${today()}`, `asof=${today()}&known=then`]) {
      expect(await sent(query)).toEqual(['agreement', 'text'])
      expect(await one(query)).toEqual([200, 200])
      expect(await additions(query)).toBe(1)
    }
    // By what is known of it today, what was signed by then had been signed, and its text of June was not there.
    expect(await sent('asof=2020-05-31')).toEqual(['agreement'])
    expect(await one('asof=2020-05-31')).toEqual([404, 404])
    expect(await sent('asof=2020-06-01&known=then')).toEqual([])
    expect(await one('asof=2020-06-01&known=then')).toEqual([404, 404])
    expect(await additions('asof=2020-06-01')).toBe(0)
    const { cooperation } = await ledger('asof=2020-06-01&known=then')
    expect(cooperation).toMatchObject({ name: view.name, sides: view.sides, hosted: view.hosted })
    for (const query of ['', 'asof=2020-06-01&known=then']) {
      expect((await served.ask(`${path}/people?${query}`)).body).toEqual([])
      expect((await served.ask(`${path}/serving?${query}`)).body).toEqual([])
    }
  })

  it('[L82] names the figures of a past day, and who asks, by the sides of today', async () => {
    await served.send(`${path}/hosted`, { side: other })
    const region = { regions: [{ name: '汐州', code: null }], institution: null, note: null }
    const [addition] = (await served.send<CooperationView>(`${path}/sides`, region)).body.additions
    const joining = addition?.side.id as SideId
    const answers = `${path}/sides/${addition?.version}/answers`
    for (const side of [other, joining]) await served.send(answers, { side, stance: 'accepted', note: null })
    const { sides } = await ledger('')
    expect(sides.map(({ mark }) => mark)).toEqual(['霁', '翎', '汐'])
    for (const known of ['now', 'then']) {
      const before = await ledger(`side=${joining}&asof=2020-06-01&known=${known}`)
      expect(before).toMatchObject({ side: joining, sides, cooperation: { sides: [{ id: own }, { id: other }] } })
      expect(before.cooperation.sides).toHaveLength(2)
      const named = before.figure.heads.filter(({ chain }) => chain === 'shared').map(({ side }) => side)
      expect(named.toSorted()).toEqual(known === 'now' ? sides.map(({ id }) => id).toSorted() : [])
    }
  })

  it.each(['asof=2020-02-30', 'asof=2020-02-01&known=later', 'asof='])('refuses %s', async (query) => {
    const lists = ['/ledger', '/reported', '/commitments', '/commitments/groups', '/serving', '/sent', '/people']
    for (const at of [...lists, '/commitments/com_1', '/texts/txt_1', `/sent/${own}/txt_1`]) {
      const { status, body } = await served.ask<Problem>(`${path}${at}?by=state&${query}`)
      expect([status, body.refusal.code]).toEqual([400, 'input-invalid'])
    }
  })
})
