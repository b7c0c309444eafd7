import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthorId } from '@handclasp/domain'
import { writeSteps } from './bulk.ts'
import { Chance } from './chance.ts'
import { type Database, empty, engines, openPlace, type Place } from './engines.ts'
import { openFileFolder } from './file-folder.ts'
import { openLedger } from './ledger.ts'
import { type TrialLedger, trialLedger } from './trial-ledger.ts'
import { keyOf } from './signing.ts'
import { PROJECTED } from './twins.ts'
import { BEGINNING, instantOf, sizeOf, pairsOf, type WorldSize, worldOf } from './world.ts'

const SMALL: WorldSize = { pairs: 2, first: 40, others: 5 }
const TABLES = ['chain', 'entry', 'payload', 'day_head', ...PROJECTED]

describe.each(engines())('a world written at once on $name', (engine) => {
  let place: Place
  let database: Database
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  /** The ledger begun anew, with the same key, the same chance and a clock that can be set. */
  async function begin() {
    await empty(database)
    const chance = new Chance(7)
    const clock = { now: instantOf(BEGINNING) }
    const sealing = {
      signer: keyOf(place.folder),
      clock: () => clock.now,
      random: (size: number) => chance.bytes(size),
    }
    const files = await openFileFolder(join(place.folder, 'files'), sealing.signer.installation)
    const ledger: TrialLedger = trialLedger(await openLedger(database, sealing, 'local' as AuthorId, files))
    return { ledger, sealing, clock }
  }

  async function rowsOf(table: string): Promise<readonly string[]> {
    const without = sql`to_jsonb(one) - 'received'`
    const { rows } = await sql<{ row: string }>`
      select (${without})::text as row from ${sql.table(table)} as one
      order by (${without})::text collate "C"
    `.execute(database.sql)
    return rows.map(({ row }) => row)
  }

  it('[L22] is row by row what posting the same commands writes', async () => {
    const posting = await begin()
    for (const { at, actor, commands } of worldOf(1, SMALL, posting.ledger.publicKey)) {
      posting.clock.now = at
      expect(await posting.ledger.post(actor, ...commands)).toMatchObject({ ok: true })
    }
    const posted = new Map<string, readonly string[]>()
    for (const table of TABLES) posted.set(table, await rowsOf(table))

    const writing = await begin()
    const world = worldOf(1, SMALL, writing.ledger.publicKey)
    const entries = await writeSteps(database, writing.sealing, world)
    for (const table of TABLES) expect(await rowsOf(table)).toEqual(posted.get(table))
    expect(entries + 1).toBe(posted.get('entry')?.length)
    expect(await writing.ledger.verify()).toMatchObject({ faults: [] })
  }, 120_000)
})

describe('a world', () => {
  it('has as many pairs as its size says, each once', () => {
    expect(sizeOf(1)).toEqual({ pairs: 34, first: 75, others: 75 })
    const pairs = pairsOf(1, sizeOf(100))
    expect(
      new Set(
        pairs.map(({ sides }) =>
          sides
            .map(({ mark }) => mark)
            .sort()
            .join(''),
        ),
      ).size,
    ).toBe(561)
    expect(pairs.reduce((sum, { commitments }) => sum + commitments, 0)).toBe(255_000)
  })

  it('is the same for the same seed, and another for another', () => {
    const steps = (seed: number) => JSON.stringify([...worldOf(seed, { pairs: 1, first: 3, others: 0 }, 'key')])
    expect(steps(1)).toBe(steps(1))
    expect(steps(1)).not.toBe(steps(2))
  })
})
