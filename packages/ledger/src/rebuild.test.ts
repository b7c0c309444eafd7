import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeSteps } from './bulk.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { keyOf } from './signing.ts'
import { PROJECTED } from './twins.ts'
import {
  accept,
  ACTOR,
  answer,
  EAST,
  joining,
  keepAgreement,
  keepPackage,
  opening,
  OTHER,
  propose,
  reject,
  undo,
} from './worked.ts'
import { type WorldSize, worldOf } from './world.ts'

const SMALL: WorldSize = { pairs: 2, first: 40, others: 5 }

/** Every row of what is made of the entries. */
async function standingIn(database: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = new Map<string, readonly string[]>()
  for (const table of PROJECTED) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(one)::text as row from ${sql.table(table)} as one
      order by to_jsonb(one)::text collate "C"
    `.execute(database.sql)
    tables.set(
      table,
      rows.map(({ row }) => row),
    )
  }
  return tables
}
/** The form of the tables: columns, keys, indexes, comments. */
async function formsIn(database: Database): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select indexname as name, indexdef as form from pg_indexes where schemaname = 'public'
    union all
    select table_name || '.' || column_name, concat_ws(' ', data_type, is_nullable, column_default,
      generation_expression, col_description(format('public.%I', table_name)::regclass, ordinal_position))
    from information_schema.columns where table_schema = 'public'
    union all
    select relname, concat_ws(' ', relrowsecurity, relforcerowsecurity, relacl::text, array(
      select format('%s %s %s %s', conname, contype, pg_get_constraintdef(oid), convalidated)
      from pg_constraint where conrelid = pg_class.oid order by conname
    )::text, array(
      select format('%s %s %s %s', policyname, cmd, qual, with_check)
      from pg_policies where tablename = relname order by policyname
    )::text)
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    order by name, form
  `.execute(database.sql)
  return rows
}
async function schemasIn(database: Database) {
  const { rows } = await sql`select nspname from pg_namespace where nspname like 'rebui%'`.execute(database.sql)
  return rows
}
/** Everything that can happen to a record: written anew, undone, decided anew, erased, dropped. */
async function fillWith(ledger: TrialLedger): Promise<void> {
  const internal = { kind: 'erase-entry', chain: 'internal', ground: 'personal', note: null } as const
  await ledger.post(ACTOR, accept(1))
  await ledger.post(ACTOR, accept(2), reject(3))
  await ledger.post(ACTOR, undo(1))
  await ledger.post(ACTOR, accept(1))
  await ledger.post(ACTOR, undo(2), accept(2))
  const post = async (...commands: Parameters<TrialLedger['post']>[1][]) => {
    const posted = await ledger.post(ACTOR, ...commands)
    if (!posted.ok) throw new Error(JSON.stringify(posted.refusal))
    return posted.value.at(-1)?.seq ?? 0
  }
  const first = await post(keepPackage('1'), keepAgreement('K1', '1'))
  const second = await post(keepAgreement('K1', '1', first))
  await post(keepAgreement('K2', null))
  await post({ ...internal, seq: first })
  const third = await post(keepAgreement('K3', null))
  const fourth = await post(keepAgreement('K3', null, third))
  await post({ ...internal, seq: fourth })
  await post({ kind: 'drop-record', of: 'agreement', id: 'agr_K2', reason: null })
  await post(keepAgreement('K1', '1', second))
  const proposed = await post(propose('1', '1a'), propose('2', '2a'))
  await ledger.post(OTHER, answer('1', '1a', 'accepted'))
  await post({ ...internal, chain: 'shared', seq: proposed })
}

describe.each(engines())('rebuilding on $name', (engine) => {
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

  const standing = () => standingIn(database)
  const fill = () => fillWith(ledger)
  it('[L59] makes of the entries, row by row, what posting them made, in tables of the same form', async () => {
    await fill()
    const sealing = { signer: keyOf(place.folder), random: (size: number) => new Uint8Array(randomBytes(size)) }
    await writeSteps(database, sealing, worldOf(3, SMALL, ledger.publicKey))
    const [before, form] = [await standing(), await formsIn(database)]
    const told: number[] = []
    const taken = await ledger.rebuild((entries, of) => told.push(entries / of))
    const { rows } = await sql<{ n: number }>`select count(*) as n from entry`.execute(database.sql)
    expect(taken).toBe(rows[0]?.n)
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    const after = await standing()
    for (const table of PROJECTED) expect(after.get(table)).toEqual(before.get(table))
    expect(await formsIn(database)).toEqual(form)
    expect(await schemasIn(database)).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
    expect(await ledger.post(ACTOR, accept(9))).toMatchObject({ ok: true })
  }, 120_000)

  it.each([
    "update record set value = jsonb_set(value, '{name}', '\"x\"') where kind = 'agreement'",
    "delete from record where kind = 'agreement'",
    `insert into commitment (cooperation, id, state, text, fields, leads, awaited, opened, changed, value)
     select cooperation, 'com_X', state, text, fields, leads, awaited, opened, changed, value from commitment`,
    'delete from commitment',
    'truncate findable',
    'delete from commitment_count',
    'truncate findable, record, commitment, cooperation, hosted',
    "update cooperation set opening = jsonb_set(opening, '{name}', '\"x\"')",
  ])('[L59] heals what was altered in the database: %s', async (statement) => {
    await ledger.post(ACTOR, accept(1))
    await ledger.post(ACTOR, propose('1', '1a'))
    const before = await standing()
    await sql.raw(statement).execute(database.sql)
    expect((await ledger.verify()).faults).not.toEqual([])
    await ledger.rebuild()
    expect(await standing()).toEqual(before)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L59] goes on beside those who post and read: nothing is lost and nobody is turned away', async () => {
    await fill()
    let goesOn = true
    const posting = (async () => {
      let number = 100
      for (; goesOn || number < 110; number++) {
        expect(await ledger.post(ACTOR, accept(number))).toMatchObject({ ok: true })
        expect(await ledger.post(ACTOR, propose(`${number}`, `${number}a`))).toMatchObject({ ok: true })
        expect(await ledger.post(OTHER, answer(`${number}`, `${number}a`, 'accepted'))).toMatchObject({ ok: true })
        expect(await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).not.toEqual([])
      }
      return number
    })()
    for (let round = 0; round < 4; round++) await ledger.rebuild()
    goesOn = false
    const last = await posting
    const ids = new Set<string>(
      (await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).map((agreement) => agreement.id),
    )
    for (let number = 100; number < last; number++) expect(ids.has(`agr_${number}`)).toBe(true)
    const after = await standing()
    expect((await ledger.verify()).faults).toEqual([])
    await ledger.rebuild()
    expect(await standing()).toEqual(after)
  }, 120_000)

  it('[L59] gives way to one begun after it, and leaves what is read as it was', async () => {
    await fill()
    const before = await standing()
    const [first, second] = await Promise.allSettled([ledger.rebuild(), ledger.rebuild()])
    const outcomes = [first, second].map(({ status }) => status)
    expect(outcomes).toContain('fulfilled')
    for (const each of [first, second]) {
      if (each?.status === 'rejected') expect(each.reason).toMatchObject({ code: 'rebuild-stopped' })
    }
    expect(await standing()).toEqual(before)
    expect(await schemasIn(database)).toEqual([])
  })

  it('[L59] killed in the middle leaves what was there, and the next one drops what it had made', async () => {
    const sealing = { signer: keyOf(place.folder), random: (size: number) => new Uint8Array(randomBytes(size)) }
    await writeSteps(database, sealing, worldOf(3, SMALL, ledger.publicKey))
    const before = await standing()
    await database.close()
    const program = new URL('./rebuilding.child.ts', import.meta.url).pathname
    const child = spawn(process.execPath, [program, JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)))
    const lines = createInterface({ input: child.stdout })
    lines.once('line', () => child.kill('SIGKILL'))
    expect(await gone).toBe('SIGKILL')
    database = await openPlace(place)
    ledger = await openLedgerIn(database, place.folder)
    expect(await standing()).toEqual(before)
    expect(await schemasIn(database)).toHaveLength(1)
    await ledger.rebuild()
    expect(await schemasIn(database)).toEqual([])
    expect(await standing()).toEqual(before)
    expect((await ledger.verify()).faults).toEqual([])
  }, 120_000)
})
