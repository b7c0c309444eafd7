import type { SideId } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CooperationView, FoundView, HistoryView, LedgerHeld, Problem, Written } from './index.ts'
import type { SentPage, SentTextPage } from './index.ts'
import { trial } from './trial.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
const ONE = { id: null, replaces: null }
const PACKAGE = { ...ONE, name: null, parts: [1, 2], signedOn: '2026-04-28', place: null, quote: null }
const WORDS = {
  name: '农业农村合作协议',
  kind: 'departmental',
  count: 1,
  parties: [{ side: null, organisation: { name: '霁原省农业农村厅', code: null } }],
  signatories: [],
  signed: true,
  signedOn: '2026-04-28',
  inForce: null,
  expires: null,
  quote: null,
}

describe.each(engines())('what is sent over $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  let path: string
  let east: SideId
  let west: SideId
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
    const sides = body.sides.map(({ id }) => id) as [SideId, SideId]
    ;[east, west] = sides
    await served.send(`${path}/hosted`, { side: west })
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })
  /** Keeps a package with one agreement and its text for a side, and says how each can be sent. */
  const keep = async (side: SideId) => {
    const agreements = [{ ...ONE, follows: null, words: WORDS }]
    const { body: made } = await served.send<Written>(`${path}/written`, {
      side,
      package: PACKAGE,
      within: null,
      agreements,
    })
    const text = {
      side,
      ...ONE,
      agreement: made.agreements[0],
      title: '签署本',
      text: '第一条 共建平台。',
      dated: null,
    }
    await served.send(`${path}/texts`, text)
    const { body: kept } = await served.ask<LedgerHeld>(`${path}/ledger?side=${side}`)
    return [...kept.texts, ...kept.agreements, ...kept.packages].map((record) => {
      return { of: 'kind' in record ? record.kind : 'text', id: record.id, seq: record.seq }
    })
  }

  it('stands with the other side by value, each text with its clauses', async () => {
    const records = await keep(east)
    const alone = { side: east, records: records.slice(0, 1) }
    expect(await served.send<Problem>(`${path}/sent`, alone)).toMatchObject({
      status: 409,
      body: { refusal: { code: 'not-sent' } },
    })
    // Named in whatever order: what others belong to is sent first.
    const { body: page } = await served.send<SentPage>(`${path}/sent`, { side: east, records })
    expect(page.things.map(({ sent, state }) => [sent.of, state])).toEqual([
      ['package', 'as-kept'],
      ['agreement', 'as-kept'],
      ['text', 'as-kept'],
    ])
    const { body: seen } = await served.ask<SentPage>(`${path}/sent?side=${west}`)
    expect(seen.things).toMatchObject([{ side: east, state: null }, { sent: { words: { name: WORDS.name } } }, {}])
    const text = seen.things.find(({ sent }) => sent.of === 'text')
    const { body: read } = await served.ask<SentTextPage>(`${path}/sent/${east}/${text?.sent.id}`)
    expect(read.clauses).toMatchObject([{ number: '第一条', text: '共建平台。' }])
    const { body: found } = await served.ask<FoundView>(`${path}/found?side=${west}&q=${encodeURIComponent('共建')}`)
    expect(found.rows).toMatchObject([{ kind: 'sent', from: east, id: text?.sent.id }])
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const { body: told } = await served.ask<HistoryView>(`${path}/history?side=${west}&from=${today}&to=${today}`)
    const sent = { of: 'thing', side: east, name: { kind: 'sent' } }
    expect(told.changes).toMatchObject([sent, sent, sent])
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('is one once both sides said so, one of them sending its own along', async () => {
    const [mine, theirs] = [await keep(east), await keep(west)]
    const bundleOf = (records: typeof mine) => records.filter(({ of }) => of === 'package')
    const [own, other] = [bundleOf(mine)[0]?.id, bundleOf(theirs)[0]?.id]
    await served.send(`${path}/sent`, { side: east, records: bundleOf(mine) })
    const claim = { of: 'package', said: 'same', note: null }
    const first = { ...claim, side: west, mine: other, theirs: own, whose: east, records: bundleOf(theirs) }
    expect((await served.send<SentPage>(`${path}/same`, first)).body.sameness).toMatchObject({
      ones: [],
      pairs: [{ state: 'waiting' }],
    })
    const second = { ...claim, side: east, mine: own, theirs: other, whose: west, records: [] }
    const { body: page } = await served.send<SentPage>(`${path}/same`, second)
    expect(page.sameness.ones).toMatchObject([{ of: 'package', things: [{}, {}] }])
    const back = { ...second, said: 'taken-back' }
    const refused = await served.send<Problem>(`${path}/same`, back)
    expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'same-by-both' } } })
    const nonsense = await served.send<Problem>(`${path}/same`, { ...second, of: 'event' })
    expect(nonsense).toMatchObject({ status: 400, body: { refusal: { misfit: 'not-a-choice' } } })
    expect((await served.ask(`${path}/sent?side=sid_X`)).status).toBe(422)
    expect((await served.ask(`${path}/sent/${east}/txt_X`)).status).toBe(404)
  })
})
