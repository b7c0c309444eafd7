import { randomBytes } from 'node:crypto'
import { CompiledQuery, createQueryId, type KyselyPlugin, type RootOperationNode, sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSteps } from './bulk.ts'
import { type CommitmentQuery, commitments } from './commitments.ts'
import type { Tables } from './database.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { findables } from './findables.ts'
import { held } from './records.ts'
import { keyOf } from './signing.ts'
import { ALL } from './worked.ts'
import { type Pair, pairsOf, type WorldSize, worldOf } from './world.ts'

const SIZE: WorldSize = { pairs: 24, first: 60, others: 30 }
const KEPT = ['chain', 'entry', 'payload', 'day_head', 'record', 'findable'] as const
const SOME: CommitmentQuery = { ...ALL, limit: 20 }

/** Where statements that were asked read a table from end to end. */
async function wholeIn(transaction: Transaction<Tables>, asked: readonly RootOperationNode[]) {
  const plans: string[] = []
  for (const node of asked) {
    const compiled = transaction.getExecutor().compileQuery(node, createQueryId())
    const explained = CompiledQuery.raw(`explain ${compiled.sql}`, [...compiled.parameters])
    const { rows } = await transaction.executeQuery<{ 'QUERY PLAN': string }>(explained)
    plans.push(...rows.map((row) => row['QUERY PLAN']))
  }
  return plans.filter((line) => /Seq Scan on (entry|payload|record|commitment|findable)/.test(line))
}

const count = async (from: Pick<Database['sql'], 'executeQuery'>, table: string, where = 'true') => {
  const asked = CompiledQuery.raw(`select count(*) as count from ${table} where ${where}`)
  return (await from.executeQuery<{ count: number }>(asked)).rows[0]?.count ?? 0
}

describe.each(engines())('what the role of requests sees on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let pair: Pair
  let other: Pair
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    const sealing = { signer: keyOf(place.folder), random: randomBytes }
    await writeSteps(database, sealing, worldOf(1, SIZE, ledger.publicKey))
    await sql.raw('analyze').execute(database.sql)
    const pairs = pairsOf(1, SIZE)
    pair = pairs[0] as Pair
    other = pairs[1] as Pair
  }, 120_000)
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  /** Works as the role, for a side of the first pair or for nobody; nothing of it stays. */
  async function as<Result>(side: 0 | 1 | null, work: (sql: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    const undone = new Error('undone')
    let result: { readonly value: Result } | undefined
    await database.sql
      .transaction()
      .execute(async (transaction) => {
        await sql.raw('set local role handclasp_app').execute(transaction)
        if (side !== null) {
          const [cooperation, asking] = [pair.cooperation, pair.sides[side].id]
          await sql`select set_config('handclasp.cooperation', ${cooperation}, true),
            set_config('handclasp.side', ${asking}, true)`.execute(transaction)
        }
        result = { value: await work(transaction) }
        throw undone
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error
      })
    if (!result) throw new Error('nothing was worked out')
    return result.value
  }

  it.each(KEPT)('[L63] of %s what is its own and what all sides see, and no other cooperation', async (table) => {
    const [mine, theirs] = pair.sides.map(({ id }) => id)
    const shared = table === 'findable' ? "side = ''" : "chain = 'shared'"
    const ours = `cooperation = '${pair.cooperation}'`
    const own = await count(database.sql, table, `${ours} and (side = '${mine}' or ${shared})`)
    const kept = await count(database.sql, table, `${ours} and side = '${mine}' and not ${shared}`)
    const seen = await as(0, (transaction) => count(transaction, table))
    expect(kept).toBeGreaterThan(0)
    expect(seen).toBe(own)
    expect(seen).toBeLessThan(await count(database.sql, table))
    const theirOwn = await count(database.sql, table, `${ours} and side = '${theirs}' and not ${shared}`)
    expect(await as(1, (transaction) => count(transaction, table))).toBe(own - kept + theirOwn)
    expect(await as(null, (transaction) => count(transaction, table))).toBe(0)
  })

  it('[L63] the commitments of its cooperation alone', async () => {
    const ours = await count(database.sql, 'commitment', `cooperation = '${pair.cooperation}'`)
    expect(await as(1, (transaction) => count(transaction, 'commitment'))).toBe(ours)
    expect(await as(1, (transaction) => count(transaction, 'cooperation'))).toBe(1)
    expect(await as(null, (transaction) => count(transaction, 'commitment'))).toBe(0)
  })

  it.each([
    ["insert into entry select * from entry where chain = 'shared' and side <> $1 limit 1", /policy|duplicate/],
    [
      `insert into record (cooperation, side, kind, id, chain, seq, source, written, since, value)
        values ($2, 'x', 'claim', $1, 'shared', 1, '', '', 1, '{}')`,
      /policy/,
    ],
    ['delete from entry where side = $1', /permission denied/],
    ["update entry set author = 'x' where side = $1", /permission denied/],
    ['delete from payload where side = $1', /no entry erases it/],
    ['truncate record', /permission denied/],
    ["delete from chain where cooperation = $2 and $1 <> ''", /permission denied/],
    ["select found($2, 'x', '''a''', '''a''', '{}', 1) where $1 <> ''", /may not ask/],
    ["select found('coo_X', $1, '''a''', '''a''', '{}', 1) where $2 <> ''", /may not ask/],
    ["select all_found('coo_X', '''a''', '{}', null, null, null) where $1 <> $2", /may not ask/],
    ["select sent_alone('coo_X', $1, '{1}') where $1 <> ''", /may not ask/],
    ["select found_groups('coo_X', '''a''', '{}', null, null, 'field') where $1 <> $2", /may not ask/],
  ])('[L63] refuses %s', async (statement, message) => {
    const values = /\$/.test(statement) ? [pair.sides[0].id, pair.cooperation] : []
    const named = statement.includes('$2') ? values : values.slice(0, 1)
    await expect(as(0, (transaction) => transaction.executeQuery(CompiledQuery.raw(statement, named)))).rejects.toThrow(
      message,
    )
  })

  it('[L63] changes and deletes nothing of the other side, though it tries', async () => {
    const theirs = pair.sides[1].id
    const changed = await as(0, async (transaction) => {
      const asked = [
        `update record set written = 'x' where side = '${theirs}'`,
        `delete from record where side = '${theirs}'`,
        `update chain set seq = 1 where side = '${theirs}'`,
        `delete from findable where side = '${theirs}'`,
        `update commitment set text = 'x' where cooperation = '${other.cooperation}'`,
        `delete from commitment where cooperation = '${other.cooperation}'`,
      ]
      const done: (bigint | undefined)[] = []
      for (const one of asked) {
        done.push((await transaction.executeQuery(CompiledQuery.raw(`${one} returning 1`))).numAffectedRows)
      }
      return done.map(Number)
    })
    expect(changed).toEqual([0, 0, 0, 0, 0, 0])
  })

  it.each([
    ['record_tally', "select count(*) from record where $ and kind in ('package', 'agreement', 'intention')"],
    ['record_spoken', 'select commitment, written from record where $ and commitment is not null and since > 9'],
    ['entry_beside_terms', "select seq from entry where $ and chain = 'internal' and kind not like 'terms-%'"],
  ])('[L63] [L47] reads no more than the index %s, policies counted in', async (index, statement) => {
    await sql.raw('vacuum analyze record, entry').execute(database.sql)
    const own = `cooperation = '${pair.cooperation}' and side = '${pair.sides[0].id}'`
    const explained = CompiledQuery.raw(`explain ${statement.replace('$', own)}`)
    const { rows } = await as(0, (transaction) => transaction.executeQuery<{ 'QUERY PLAN': string }>(explained))
    expect(rows.map((row) => row['QUERY PLAN']).join()).toContain(`Index Only Scan using ${index}`)
  })

  it('[L63] [L47] finds and lists the same as the owner, by the same indexes', async () => {
    const { cooperation, sides } = pair
    const asked: RootOperationNode[] = []
    const listening: KyselyPlugin = {
      transformQuery: ({ node }) => {
        asked.push(node)
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const questions = (from: Database) => ({
      found: () => findables(from).find(cooperation, sides[0].id, '平台', 20),
      listed: () => commitments(from).commitments(cooperation, { ...SOME, words: '平台 共建' }),
      opened: () => commitments(from).commitments(cooperation, { ...SOME, states: ['agreed'], fields: ['energy'] }),
      changed: () => commitments(from).commitments(cooperation, { ...SOME, order: 'changed', descending: true }),
      kept: () => held(from).records(cooperation, sides[0].id, 'agreement'),
    })
    const expected: unknown[] = []
    for (const ask of Object.values(questions(database))) expected.push(await ask())
    const got = await as(0, async (transaction) => {
      const answers: unknown[] = []
      const heard = transaction.withPlugin(listening)
      for (const ask of Object.values(questions({ ...database, sql: heard }))) answers.push(await ask())
      const { rows } = await sql<{ words: number }>`select
        pg_stat_get_xact_numscans('findable_words'::regclass) as words`.execute(transaction)
      return { answers, scans: rows[0], whole: await wholeIn(transaction, [...asked]) }
    })
    expect(got.answers).toEqual(expected)
    expect(JSON.stringify(expected)).toContain('平台')
    expect(Number(got.scans?.words)).toBeGreaterThan(0)
    expect(got.whole).toEqual([])
  })
})
