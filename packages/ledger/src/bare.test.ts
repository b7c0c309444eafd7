import type { CommitmentId } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bare, bareOn, insertPlainly, plainRows } from './bare.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place } from './engines.ts'
import { ACTOR, EAST, opening, propose } from './worked.ts'

describe.each(engines())('bare SQL on $name', (engine) => {
  let place: Place
  let database: Database
  let bare: Bare
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await empty(database)
    bare = bareOn(database, place.url)
  })
  afterAll(async () => {
    await bare.close()
    await database.close()
    await engine.drop(place)
  })

  it('inserts plainly just the rows that posting left', async () => {
    const ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
    const posted = await ledger.post(ACTOR, propose('1', '1a'))
    const seq = posted.ok ? (posted.value[0]?.seq ?? 0) : 0
    const commitment = 'com_1' as CommitmentId
    const plain = await plainRows(database, ACTOR.cooperation, EAST.id, commitment, seq)
    const elsewhere = 'coo_ELSEWHERE'
    await insertPlainly(bare, elsewhere, plain)
    for (const table of ['entry', 'payload', 'record', 'commitment', 'commitment_count', 'findable']) {
      const asked = sql<{ cooperation: string; row: string }>`
        select cooperation, (to_jsonb(one) - 'cooperation')::text as row from ${sql.table(table)} as one
        where cooperation = ${elsewhere} or cooperation = ${ACTOR.cooperation}`
      const { rows } = await asked.execute(database.sql)
      const said = (cooperation: string) => rows.filter((row) => row.cooperation === cooperation).map(({ row }) => row)
      expect(said(elsewhere).length, table).toBeGreaterThan(0)
      expect(said(ACTOR.cooperation), table).toEqual(expect.arrayContaining(said(elsewhere)))
    }
  })
})
