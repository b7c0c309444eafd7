import { fold } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { accept, ACTOR, answer, EAST, joining, keepAgreement, opening, OTHER, propose } from './worked.ts'

const erase = (chain: 'shared' | 'internal', seq: number) =>
  ({ kind: 'erase-entry', chain, seq, ground: 'personal', note: null }) as const

describe.each(engines())('erasing on $name', (engine) => {
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
    await ledger.post(ACTOR, accept(1), keepAgreement('X', null))
    await ledger.post(ACTOR, propose('1', '1a'))
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const chain = (name: 'shared' | 'internal') => ({ cooperation: ACTOR.cooperation, side: EAST.id, chain: name })
  const entries = async (name: 'shared' | 'internal') =>
    (await readRows(database.sql, chain(name), 0, 100)).map(entryOf)

  it('[L14] [L45] deletes the words for good, keeps the chain, and what it says by its structure', async () => {
    const before = await entries('shared')
    const leads = async () =>
      (await sql`select distinct key from commitment_count where facet = 'lead'`.execute(database.sql)).rows
    expect(await leads()).toEqual([{ key: '霁原省交通运输厅' }])
    expect(await ledger.post(ACTOR, erase('shared', 2))).toMatchObject({ ok: true })
    const after = await entries('shared')
    expect(after.slice(0, 2).map(({ text, hash }) => [text, hash])).toEqual(
      before.map(({ text, hash }) => [text, hash]),
    )
    expect(after[1]?.content).toBeNull()
    const commitment = await ledger.commitment(ACTOR.cooperation, 'com_1' as never)
    expect(commitment).toMatchObject({ state: 'agreed', inForce: 'ver_1a', terms: null })
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from record where value::text like '%码头%'
        or exists (select from commitment where value::text like '%码头%')
        or exists (select from findable where body like '%码头%' or title like '%码头%')
    `.execute(database.sql)
    expect(rows).toEqual([{ n: 0 }])
    expect(await leads()).toEqual([{ key: '' }])
    const named = await sql`select from commitment_count where facet like '%交通运输厅%'`.execute(database.sql)
    expect(named.rows).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L45] tells before what goes: the words, those they replaced, the decision, and nothing of others', async () => {
    const told = async (name: 'shared' | 'internal', seq: number) =>
      (await ledger.erasable(ACTOR.cooperation, EAST.id, name, seq)).map((entry) => [entry.seq, entry.why])
    expect(await told('shared', 2)).toEqual([[2, 'asked']])
    expect(await told('internal', 2)).toEqual([
      [2, 'asked'],
      [3, 'decision'],
    ])
    await ledger.post(ACTOR, keepAgreement('X', null, 4))
    expect(await told('internal', 5)).toEqual([
      [5, 'asked'],
      [4, 'former'],
    ])
    expect(await told('internal', 99)).toEqual([])
    await ledger.post(ACTOR, erase('internal', 4), erase('shared', 2))
    expect(await told('internal', 5)).toEqual([[5, 'asked']])
    const erased = await ledger.erased(ACTOR.cooperation, EAST.id)
    expect(new Set(erased.map(({ seq, of, ground }) => `${seq} ${of} ${ground}`))).toEqual(
      new Set(['4 agr_X personal', '2 com_1 personal']),
    )
    // The other side learns of its shared chain alone.
    expect((await ledger.erased(ACTOR.cooperation, OTHER.side)).map(({ of }) => of)).toEqual(['com_1'])
  })

  it('[L45] still finds by its new words what was written anew since', async () => {
    await ledger.post(ACTOR, keepAgreement('X', null, 4))
    const find = async () =>
      (await ledger.find(ACTOR.cooperation, EAST.id, '农业农村合作协议', 9)).rows.map(({ id }) => id)
    expect(await find()).toEqual(['agr_X'])
    await ledger.post(ACTOR, erase('internal', 4))
    expect(await find()).toEqual(['agr_X'])
  })

  it('[L45] loses neither an answer given meanwhile nor the erasure', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => `${index + 2}`)
    const posted = await ledger.post(ACTOR, ...numbers.map((number) => propose(number, `${number}a`)))
    const seqs = posted.ok ? posted.value.map(({ seq }) => seq) : []
    await Promise.all(
      numbers.flatMap((number, index) => [
        ledger.post(ACTOR, erase('shared', seqs[index] ?? 0)),
        ledger.post(OTHER, answer(number, `${number}a`, 'accepted')),
      ]),
    )
    for (const number of numbers) {
      const commitment = await ledger.commitment(ACTOR.cooperation, `com_${number}` as never)
      expect(commitment).toMatchObject({ state: 'agreed', terms: null })
    }
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L45] shows no former terms for those in force whose words are erased', async () => {
    await ledger.post(ACTOR, propose('1', '1b', '1a'))
    await ledger.post(OTHER, answer('1', '1b', 'accepted'))
    await ledger.post(ACTOR, erase('shared', 3))
    const commitment = await ledger.commitment(ACTOR.cooperation, 'com_1' as never)
    expect(commitment).toMatchObject({ state: 'agreed', inForce: 'ver_1b', terms: null })
  })

  it('[L45] holds what folding the chains without the words gives', async () => {
    await ledger.post(ACTOR, erase('internal', 4), erase('internal', 3))
    const folded = fold(ACTOR.cooperation, EAST.id, [...(await entries('internal')), ...(await entries('shared'))])
    const { rows } = await sql<{ value: { kind: string; id: string } }>`
      select value from record where side = ${EAST.id}
    `.execute(database.sql)
    const byName = (list: readonly { kind: string; id: string }[]) =>
      new Map(list.map((one) => [one.kind + one.id, one]))
    expect(byName(rows.map(({ value }) => value))).toEqual(byName([...folded.records.values()]))
    expect(folded.erased).toBe(2)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it.each([
    ['an entry that is not there', erase('shared', 9), 'entry-unknown'],
    ['the opening', erase('shared', 1), 'entry-stays'],
    ['what is erased', erase('internal', 4), 'entry-erased'],
    ['an erasure', erase('internal', 5), 'entry-stays'],
  ] as const)('[L45] refuses to erase %s', async (_, command, code) => {
    await ledger.post(ACTOR, erase('internal', 4))
    expect(await ledger.post(ACTOR, command)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('[L6] [L45] lets nobody delete words that no entry erases, nor change them', async () => {
    await ledger.post(ACTOR, erase('internal', 4))
    for (const statement of ["delete from payload where chain = 'internal'", "update payload set salt = ''"]) {
      await expect(sql.raw(statement).execute(database.sql)).rejects.toMatchObject({ code: '55000' })
    }
    const where =
      "cooperation, side, chain, seq, salt, payload) values ('coo_TEST', 'sid_EAST', 'internal', 4, '', '{}')"
    await sql.raw(`insert into payload (${where}`).execute(database.sql)
    expect((await ledger.verify()).faults).toContainEqual(expect.objectContaining({ code: 'payload-wrong' }))
  })
})
