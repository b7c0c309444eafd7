import type { ViewId } from '@handclasp/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { ACTOR, EAST, joining, opening, OTHER, WEST } from './worked.ts'

const view = (letter: string, name = `视图${letter}`) => ({
  id: `vie_${letter}` as ViewId,
  name,
  address: `view=commitments&q=${letter}`,
})

describe.each(engines())('saved views on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  const { cooperation } = ACTOR

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
    for (const letter of ['A', 'B', 'C']) await ledger.saveView(cooperation, EAST.id, view(letter), 'new')
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const names = async () => (await ledger.savedViews(cooperation, EAST.id)).map(({ name }) => name)

  it('[L66] are kept in their order, by side, and change nothing in the chains', async () => {
    expect(await ledger.savedViews(cooperation, EAST.id)).toEqual([view('A'), view('B'), view('C')])
    expect(await ledger.savedViews(cooperation, WEST.id)).toEqual([])
    const { chains, faults } = await ledger.verify()
    expect(faults).toEqual([])
    expect(chains.reduce((sum, { entries }) => sum + entries, 0)).toBe(3)
  })

  it('[L66] are renamed in their place, moved and taken out', async () => {
    await ledger.saveView(cooperation, EAST.id, view('B', '急办'), 'changed')
    expect(await names()).toEqual(['视图A', '急办', '视图C'])
    await ledger.moveView(cooperation, EAST.id, view('C').id, 0)
    expect(await names()).toEqual(['视图C', '视图A', '急办'])
    await ledger.dropView(cooperation, EAST.id, view('A').id)
    expect(await names()).toEqual(['视图C', '急办'])
  })

  it('[L66] refuses a name that is taken, and to move or take out what is not there', async () => {
    const taken = await ledger.saveView(cooperation, EAST.id, view('D', '视图A'), 'new')
    expect(taken).toMatchObject({ ok: false, refusal: { code: 'view-name-taken', name: '视图A' } })
    const gone = { ok: false, refusal: { code: 'view-unknown', view: 'vie_D' } }
    expect(await ledger.moveView(cooperation, EAST.id, view('D').id, 0)).toMatchObject(gone)
    expect(await ledger.dropView(cooperation, EAST.id, view('D').id)).toMatchObject(gone)
    expect(await names()).toEqual(['视图A', '视图B', '视图C'])
  })

  it('[L77] does not bring back what was taken out elsewhere, and keeps a hundred at most', async () => {
    await ledger.dropView(cooperation, EAST.id, view('B').id)
    const gone = { ok: false, refusal: { code: 'view-unknown', view: 'vie_B' } }
    expect(await ledger.saveView(cooperation, EAST.id, view('B'), 'changed')).toMatchObject(gone)
    expect(await names()).toEqual(['视图A', '视图C'])
    for (let at = 2; at < 100; at++) await ledger.saveView(cooperation, EAST.id, view(`N${at}`), 'new')
    const full = { ok: false, refusal: { code: 'views-too-many', most: 100 } }
    expect(await ledger.saveView(cooperation, EAST.id, view('Z'), 'new')).toMatchObject(full)
    expect(await ledger.saveView(cooperation, EAST.id, view('A', '急办'), 'changed')).toMatchObject({ ok: true })
    expect(await names()).toHaveLength(100)
  })

  it('[L66] loses none where several are saved at once', async () => {
    const letters = Array.from({ length: 12 }, (_, index) => `N${index}`)
    await Promise.all(letters.map((letter) => ledger.saveView(cooperation, WEST.id, view(letter), 'new')))
    expect(await ledger.savedViews(cooperation, WEST.id)).toHaveLength(12)
  })
})
