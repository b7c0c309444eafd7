import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  type Actor,
  type Command,
  type CommitmentId,
  commitmentOf,
  fold,
  sameness,
  claimVoices,
  standingFor,
} from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import type { CommitmentQuery } from './commitments.ts'
import { type Database, empty, engines, openPlace, type Place } from './engines.ts'
import { openFileFolder } from './file-folder.ts'
import { openLedger } from './ledger.ts'
import { type TrialLedger, trialLedger } from './trial-ledger.ts'
import { settle } from './settling.ts'
import { keyOf } from './signing.ts'
import { ALL, ACTOR, answer, EAST, joining, opening, OTHER, propose, same, WEST } from './worked.ts'

const { cooperation } = ACTOR
const [FIRST, SECOND, THIRD] = ['com_1', 'com_2', 'com_3'] as readonly string[] as [
  CommitmentId,
  CommitmentId,
  CommitmentId,
]
const ours = same('commitment', FIRST, SECOND, WEST.id)
const theirs = same('commitment', SECOND, FIRST, EAST.id)

describe.each(engines())('commitments that are one, on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let today: string
  const reopen = async () => {
    const sealing = { signer: keyOf(place.folder), clock: () => `${today}T04:00:00.000Z`, random: randomBytes }
    const files = await openFileFolder(join(place.folder, 'files'), sealing.signer.installation)
    ledger = trialLedger(await openLedger(database, sealing, ACTOR.author, files))
  }
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    today = '2026-05-01'
    await reopen()
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
  })
  afterEach(async () => {
    expect((await ledger.verify()).faults).toEqual([])
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const said = async (by: Actor, ...commands: readonly Command[]) =>
    expect(await ledger.post(by, ...commands)).toMatchObject({ ok: true })
  const listed = async (
    query: Partial<CommitmentQuery> = {},
    past: Parameters<TrialLedger['commitments']>[2] = null,
  ) => {
    const { rows, total } = await ledger.commitments(cooperation, { ...ALL, ...query }, past)
    expect(total).toBe(rows.length)
    return rows.map(({ id, united }) => [id, ...united.map((one) => one.id)].join(' '))
  }
  const run = (statement: string) => sql.raw(statement).execute(database.sql)
  const begunBoth = async () => {
    await said(ACTOR, propose('1', '1a'), propose('3', '3a'))
    await said(OTHER, propose('2', '2a'))
  }

  it('[L75] are one row, in lists, counts, groups and search, and each is reached by its address', async () => {
    await begunBoth()
    await said(ACTOR, answer('2', '2a', 'accepted'), ours)
    expect(await listed()).toEqual([FIRST, SECOND, THIRD])
    await said(OTHER, theirs)
    expect(await listed()).toEqual([`${SECOND} ${FIRST}`, THIRD])
    expect(await listed({ states: ['agreed'] })).toEqual([`${SECOND} ${FIRST}`])
    expect(await listed({ states: ['proposed'] })).toEqual([THIRD])
    expect((await ledger.groups(cooperation, ALL, 'state')).map(({ key, total }) => [key, total])).toEqual([
      ['proposed', 1],
      ['agreed', 1],
    ])
    expect((await ledger.tally(cooperation, EAST.id)).commitments).toBe(2)
    expect((await ledger.serving(cooperation)).map(({ total }) => total)).toEqual([2])
    for (const words of ['第1座', '第2座']) expect(await listed({ words })).toEqual([`${SECOND} ${FIRST}`])
    const found = await ledger.find(cooperation, EAST.id, '第1座', 20)
    expect(found.rows.map(({ kind, id }) => `${kind} ${id}`)).toEqual([`commitment ${SECOND}`])
    expect(await ledger.commitment(cooperation, FIRST)).toMatchObject({ id: FIRST, state: 'proposed', within: SECOND })
    expect(await ledger.commitment(cooperation, SECOND)).toMatchObject({ id: SECOND, within: null })
  })

  it('[L75] are represented by the one that comes into force, whoever is spoken of', async () => {
    await begunBoth()
    await said(ACTOR, ours)
    await said(OTHER, theirs)
    expect(await listed()).toEqual([`${FIRST} ${SECOND}`, THIRD])
    await said(ACTOR, answer('2', '2a', 'accepted'))
    expect(await listed()).toEqual([`${SECOND} ${FIRST}`, THIRD])
    await said(OTHER, answer('1', '1a', 'accepted'))
    expect(await listed()).toEqual([`${FIRST} ${SECOND}`, THIRD])
    const before = await standingIn(database)
    await ledger.rebuild()
    expect(await standingIn(database)).toEqual(before)
  })

  it('[L75] [L58] stand as they stood on a past day, and [L46] history names the one that is listed', async () => {
    await begunBoth()
    today = '2026-05-03'
    await said(ACTOR, ours)
    await said(OTHER, theirs, answer('1', '1a', 'accepted'))
    for (const known of ['now', 'then'] as const) {
      expect(await listed({}, { day: '2026-05-02', known })).toEqual([FIRST, SECOND, THIRD])
      expect(await listed({}, { day: '2026-05-03', known })).toEqual([`${FIRST} ${SECOND}`, THIRD])
      expect(await ledger.countCommitments(cooperation, { day: '2026-05-02', known })).toBe(3)
      const then = await ledger.commitment(cooperation, SECOND, { day: '2026-05-02', known })
      expect(then).toMatchObject({ id: SECOND, within: null })
      const since = await ledger.commitment(cooperation, SECOND, { day: '2026-05-03', known })
      expect(since).toMatchObject({ id: SECOND, within: FIRST })
    }
    today = '2026-05-05'
    await said(ACTOR, answer('2', '2a', 'accepted'))
    // What is looked for on a past day is found by what it said then, of whatever it stood for.
    expect(await listed({ words: '第2座' }, { day: '2026-05-03', known: 'now' })).toEqual([`${FIRST} ${SECOND}`])
    const told = await ledger.history(cooperation, EAST.id, { from: today, to: today })
    expect(told).toMatchObject({ value: { changes: [{ id: SECOND, within: FIRST }] } })
  })

  it('[L75] stand apart while one says so, after it is taken back, and again when it no longer holds', async () => {
    await begunBoth()
    await said(ACTOR, ours)
    expect(await listed()).toEqual([FIRST, SECOND, THIRD])
    await said(ACTOR, { ...ours, said: 'taken-back' })
    await said(OTHER, theirs)
    expect(await listed()).toEqual([FIRST, SECOND, THIRD])
    await said(ACTOR, ours)
    expect(await listed()).toEqual([`${FIRST} ${SECOND}`, THIRD])
    const settled = () => database.sql.transaction().execute((held) => settle(held, cooperation, [SECOND]))
    await run("create table kept as select * from record where kind = 'claim'; delete from record where kind = 'claim'")
    await settled()
    expect(await listed()).toEqual([FIRST, SECOND, THIRD])
    await run('insert into record select * from kept; drop table kept')
    await settled()
    expect(await listed()).toEqual([`${FIRST} ${SECOND}`, THIRD])
  })

  it('[L75] are united when a ledger is opened that an earlier version listed apart', async () => {
    await begunBoth()
    await said(ACTOR, ours)
    await said(OTHER, theirs)
    await run('delete from taken_in')
    expect((await ledger.verify()).faults).toMatchObject([{ code: 'record-missing' }])
    await reopen()
  })

  it('[L75] [L22] are found out to differ from what was said', async () => {
    await begunBoth()
    await said(ACTOR, ours)
    await said(OTHER, theirs)
    for (const change of ["set within = 'com_3'", "set value = '{}'"]) {
      await run('create table kept as select * from taken_in')
      await run(`update taken_in ${change}`)
      expect((await ledger.verify()).faults).toMatchObject([{ code: 'record-differs' }])
      await run('delete from taken_in; insert into taken_in select * from kept; drop table kept')
    }
  })

  it('[L75] stand as what all chains say folds to, however much is said at once', async () => {
    const numbers = ['1', '2', '3', '4', '5', '6']
    await said(ACTOR, ...numbers.slice(0, 3).map((number) => propose(number, `${number}a`)))
    await said(OTHER, ...numbers.slice(3).map((number) => propose(number, `${number}a`)))
    const pairs = [
      ['1', '4'],
      ['2', '4'],
      ['2', '5'],
      ['3', '6'],
    ] as const
    await Promise.all(
      pairs.flatMap(([mine, other]) => [
        ledger.post(ACTOR, same('commitment', `com_${mine}`, `com_${other}`, WEST.id)),
        ledger.post(OTHER, same('commitment', `com_${other}`, `com_${mine}`, EAST.id)),
        ledger.post(OTHER, answer(mine, `${mine}a`, 'accepted')),
        ledger.post(ACTOR, answer(other, `${other}a`, mine === '3' ? 'accepted' : 'declined')),
      ]),
    )
    const positions = await Promise.all(
      [EAST.id, WEST.id].map(async (side) => {
        const rows = await readRows(database.sql, { cooperation, side, chain: 'shared' }, 0, 1000)
        return fold(cooperation, side, rows.map(entryOf))
      }),
    )
    // Slowly and plainly: each thing goes where what it is one with stands.
    const { ones } = sameness(claimVoices(positions))
    const all = numbers.map((number) => commitmentOf(`com_${number}` as CommitmentId, positions))
    const standing = all.filter(({ id }) => {
      const one = ones.find(({ things }) => things.some((thing) => thing.id === id))
      return !one || standingFor(all.filter((each) => one.things.some((thing) => thing.id === each.id))).id === id
    })
    expect(standing).toHaveLength(2)
    const { rows } = await ledger.commitments(cooperation, ALL)
    expect(rows.map(({ id }) => id).sort()).toEqual(standing.map(({ id }) => id).sort())
    for (const row of rows) expect(row).toMatchObject(standing.find(({ id }) => id === row.id) ?? {})
  })
})

/** Every row of what is listed and taken in, and of the words that these are found by. */
async function standingIn(database: Database): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select to_jsonb(commitment)::text as row from commitment union all
    select to_jsonb(taken_in)::text from taken_in union all
    select to_jsonb(findable)::text from findable order by row
  `.execute(database.sql)
  return rows
}
