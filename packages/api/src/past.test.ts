import { civilDayOf } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CommitmentPage, CommitmentsView, CooperationView, LedgerView, Problem } from './index.ts'
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
    const [own, other] = body.sides.map(({ id }) => id)
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
  const ledger = async (query: string) => (await served.ask<LedgerView>(`${path}/ledger?${query}`)).body

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

  it.each(['asof=2020-02-30', 'asof=2020-02-01&known=later', 'asof='])('refuses %s', async (query) => {
    for (const at of ['/ledger', '/commitments', '/commitments/groups', '/commitments/com_1']) {
      const { status, body } = await served.ask<Problem>(`${path}${at}?by=state&${query}`)
      expect([status, body.refusal.code]).toEqual([400, 'input-invalid'])
    }
  })
})
