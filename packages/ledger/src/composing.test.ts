import type { Actor, Command, Side, SideId, VersionId } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { ACTOR, answer, EAST, joining, opening, OTHER, propose, WEST } from './worked.ts'

const INSTITUTION = { name: '汐州大学', code: '12100000000000001X' }
const THIRD: Side = { id: 'sid_THIRD' as SideId, mark: '汐', regions: [], institution: INSTITUTION }
const ADDED: Actor = { ...ACTOR, side: THIRD.id }
const VERSION = 'ver_S' as VersionId
const NAME = '霁翎汐合作'

const proposing: Command = { kind: 'propose-side', version: VERSION, side: THIRD, name: NAME, note: null }
const saying = (stance: 'accepted' | 'declined' | 'withdrawn'): Command => {
  return { kind: 'answer-side', version: VERSION, stance, note: null }
}

describe.each(engines())('who the sides are, on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const known = () => ledger.cooperation(ACTOR.cooperation)
  const join = () => ({ kind: 'join-cooperation', version: VERSION, publicKey: ledger.publicKey }) as const
  const bindingAll = () => {
    const command = propose('1', '1a')
    return { ...command, bound: [EAST.id, WEST.id, THIRD.id] }
  }

  it('[L70] [L59] adds a side that all accept and that joins, and lets it act and be bound from then on', async () => {
    expect(await ledger.post(ACTOR, proposing)).toMatchObject({ ok: true })
    expect(await known()).toMatchObject({ additions: [{ open: true, side: { institution: INSTITUTION } }] })
    expect(await ledger.post(ADDED, join())).toMatchObject({ ok: true })
    expect(await ledger.post(ADDED, propose('1', '1a'))).toMatchObject({ refusal: { code: 'side-not-in-cooperation' } })
    expect(await ledger.post(ACTOR, bindingAll())).toMatchObject({ refusal: { code: 'side-not-in-cooperation' } })
    expect((await known())?.opening.sides).toHaveLength(2)
    expect(await ledger.post(OTHER, saying('accepted'))).toMatchObject({ ok: true })
    expect(await known()).toMatchObject({
      hosted: [EAST.id, THIRD.id, WEST.id],
      opening: { name: NAME, sides: [EAST, WEST, THIRD] },
      additions: [{ agreed: true }],
    })
    expect(await ledger.post(ACTOR, bindingAll())).toMatchObject({ ok: true })
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
    expect(await ledger.post(ADDED, answer('1', '1a', 'accepted'))).toMatchObject({ ok: true })
    expect(await ledger.commitment(ACTOR.cooperation, 'com_1' as never)).toMatchObject({ state: 'agreed' })
    expect((await ledger.verify()).faults).toEqual([])
    const before = await known()
    await ledger.rebuild()
    expect(await known()).toEqual(before)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L70] [L22] counts who begins to write after a side was proposed', async () => {
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(ACTOR, proposing)
    expect(await ledger.post(OTHER, joining(ledger.publicKey))).toMatchObject({ ok: true })
    expect((await ledger.verify()).faults).toEqual([])
  })

  it.each([
    ['another side joining', OTHER, 'cooperation-already-open'],
    ['a stranger joining', { ...ACTOR, side: 'sid_X' as SideId }, 'side-not-in-cooperation'],
  ])('[L70] refuses %s', async (_, actor, code) => {
    await ledger.post(ACTOR, proposing)
    expect(await ledger.post(actor, join())).toMatchObject({ refusal: { code } })
  })

  it('[L70] lets the side that is asked decline', async () => {
    await ledger.post(ACTOR, proposing)
    expect(await ledger.post(ADDED, saying('declined'))).toMatchObject({ ok: true })
    expect(await known()).toMatchObject({ hosted: [EAST.id, WEST.id], additions: [{ open: false }] })
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L70] loses no answer where both sides and the added one answer at once', async () => {
    await ledger.post(ACTOR, proposing)
    const said = await Promise.all([ledger.post(OTHER, saying('accepted')), ledger.post(ADDED, join())])
    expect(said.map(({ ok }) => ok)).toEqual([true, true])
    expect((await known())?.opening.sides).toHaveLength(3)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it.each([
    "update cooperation set composition = jsonb_set(composition, '{additions,0,agreed}', 'true')",
    'update cooperation set composition = null',
    "delete from record where kind = 'addition'",
  ])('[L22] [L70] finds out: %s', async (statement) => {
    await ledger.post(ACTOR, proposing)
    await sql.raw(statement).execute(database.sql)
    expect((await ledger.verify()).faults).not.toEqual([])
  })
})
