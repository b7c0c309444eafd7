import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  asked,
  civilDayOf,
  type Commitment,
  type CommitmentId,
  commitmentOf,
  findableCommitment,
  type Finding,
  fold,
  initialsOf,
  type Position,
  type StoredEntry,
} from '@handclasp/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeSteps } from './bulk.ts'
import { entryOf, readRows } from './chain.ts'
import { type Database, empty, engines, openPlace, type Place } from './engines.ts'
import { openFileFolder } from './file-folder.ts'
import { headsOn } from './heads.ts'
import { openLedger } from './ledger.ts'
import { type TrialLedger, trialLedger } from './trial-ledger.ts'
import { keyOf } from './signing.ts'
import { ALL, accept, ACTOR, answer, EAST, joining, keepAgreement, opening, OTHER, propose } from './worked.ts'
import { isIn, undo, WEST } from './worked.ts'
import { type Pair, pairsOf, stepsOf, type WorldSize } from './world.ts'

const SIZE: WorldSize = { pairs: 1, first: 30, others: 0 }

describe.each(engines())('as of a past day on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let today: string
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    today = '2026-05-01'
    const clock = () => `${today}T04:00:00.000Z`
    const sealing = { signer: keyOf(place.folder), clock, random: (size: number) => new Uint8Array(randomBytes(size)) }
    const files = await openFileFolder(join(place.folder, 'files'), sealing.signer.installation)
    ledger = trialLedger(await openLedger(database, sealing, ACTOR.author, files))
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const { cooperation } = ACTOR
  const now = (day: string) => ({ day, known: 'now' }) as const
  const then = (day: string) => ({ day, known: 'then' }) as const
  const begin = async () => {
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
  }

  it('[L58] shows commitments as what each side had said up to that day folds to, on any day of a world', async () => {
    const [pair] = pairsOf(7, SIZE) as [Pair]
    const sealing = { signer: keyOf(place.folder), random: (size: number) => new Uint8Array(randomBytes(size)) }
    await writeSteps(database, sealing, stepsOf(pair, ledger.publicKey))
    const entries: StoredEntry[] = []
    for (const { id: side } of pair.sides) {
      const key = { cooperation: pair.cooperation, side, chain: 'shared' } as const
      entries.push(...(await readRows(database.sql, key, 0, 10_000)).map(entryOf))
    }
    const days = [...new Set(entries.map(({ header }) => civilDayOf(header.written)))].sort()
    const some = days.filter((_, index) => index % Math.ceil(days.length / 8) === 0)
    for (const day of ['2000-01-01', ...some, '2100-01-01']) {
      const until = entries.filter(({ header }) => civilDayOf(header.written) <= day)
      const positions = pair.sides.map(({ id }): Position => fold(pair.cooperation, id, until))
      const ids = new Set(until.flatMap(({ header }) => (header.structure as { commitment?: string }).commitment ?? []))
      const expected = new Map([...ids].map((id) => [id, commitmentOf(id as CommitmentId, positions)]))
      const { rows, total } = await ledger.commitments(pair.cooperation, ALL, now(day))
      expect(total).toBe(expected.size)
      expect(rows).toHaveLength(expected.size)
      for (const row of rows) expect(row).toMatchObject(expected.get(row.id) ?? {})
      for (const words of ['平台', '水', '3', 'hyp', 'name', 'code', '第3批', '农业农村厅 平台']) {
        const wanted = asked(words)
        const holds = (commitment: Commitment) => {
          const said = findableCommitment({ ...commitment, united: [] })
          const initials = said?.names.flatMap(initialsOf) ?? []
          return said !== null && wanted.every((run) => isIn(`${said.title}\n${said.body}`, initials, run))
        }
        const found = await ledger.commitments(pair.cooperation, { ...ALL, words }, now(day))
        const those = [...expected.values()].filter(holds).map(({ id }) => id)
        expect({ words, found: found.rows.map(({ id }) => id).sort() }).toEqual({ words, found: those.sort() })
      }
      for (const { key, total: n } of await ledger.groups(pair.cooperation, ALL, 'state', now(day))) {
        expect(n).toBe([...expected.values()].filter(({ state }) => state === key).length)
      }
    }
  }, 60_000)

  it('[L58] tells a commitment, what was said of it and by which words it was found, as of that day', async () => {
    await begin()
    await ledger.post(ACTOR, propose('1', '1a'))
    today = '2026-05-03'
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
    const id = 'com_1' as CommitmentId
    expect(await ledger.commitment(cooperation, id, now('2026-04-30'))).toBeNull()
    expect(await ledger.commitment(cooperation, id, now('2026-05-02'))).toMatchObject({ state: 'proposed' })
    expect(await ledger.commitment(cooperation, id, now('2026-05-03'))).toMatchObject({ state: 'agreed' })
    expect(await ledger.sayings(cooperation, id, now('2026-05-02'))).toHaveLength(1)
    const found = async (words: string, day: string) =>
      (await ledger.commitments(cooperation, { ...ALL, words }, now(day))).rows.map(({ state }) => state)
    expect(await found('海河联运', '2026-05-02')).toEqual(['proposed'])
    expect(await found('海河联运', '2026-05-03')).toEqual(['agreed'])
    expect(await found('航天', '2026-05-02')).toEqual([])
    const heads = async (past: ReturnType<typeof now> | ReturnType<typeof then>) =>
      (await ledger.figureName(cooperation, EAST.id, past)).heads.map(({ side, chain, seq }) => [side, chain, seq])
    const [east, west] = [EAST.id, WEST.id]
    expect(await heads(then('2026-05-02'))).toEqual([
      [east, 'shared', 2],
      [west, 'shared', 1],
    ])
    expect(await heads(now('2026-05-02'))).toEqual([
      [east, 'shared', 2],
      [west, 'shared', 2],
    ])
  })

  it('[L80] answers all that is asked of one moment as it stood then, whatever is posted meanwhile', async () => {
    await begin()
    const asker = { cooperation, side: EAST.id, authors: [] }
    const told = await ledger.for(asker, async (moment) => {
      const all = async () => ({
        figure: await moment.figureName(cooperation, EAST.id, null),
        total: (await moment.commitments(cooperation, ALL)).total,
      })
      const before = await all()
      const posting = ledger.post(ACTOR, propose('1', '1a'))
      // Where there is one connection it waits until all was answered.
      if (engine.name === 'postgres') expect(await posting).toMatchObject({ ok: true })
      return { before, after: await all(), posting: [posting] }
    })
    expect(told.before.total).toBe(0)
    expect(told.after).toEqual(told.before)
    expect(await Promise.all(told.posting)).toMatchObject([{ ok: true }])
    expect((await ledger.commitments(cooperation, ALL)).total).toBe(1)
  })

  it('[L58] counts a record now by the day it holds from, then by when it was known and in what words', async () => {
    await begin()
    await ledger.post(ACTOR, accept(1))
    today = '2026-06-01'
    await ledger.post(ACTOR, undo(1), keepAgreement('2', null))
    today = '2026-06-03'
    const seq = (await headsOn(database.sql, cooperation, 'written', today)).find(
      ({ side, chain }) => side === EAST.id && chain === 'internal',
    )?.seq
    await ledger.post(ACTOR, keepAgreement('2', null, seq))
    const names = async (past: ReturnType<typeof now> | ReturnType<typeof then>) =>
      (await ledger.recordsAsOf(cooperation, EAST.id, past, ['agreement'])).map(({ name }) => name)
    const first = (accept(1) as { readonly finding: Finding }).finding.words
    const [written, anew] = ['农业农村合作协议', `农业农村合作协议${seq}`]
    expect(await names(now('2026-04-27'))).toEqual([])
    expect(await names(now('2026-04-28'))).toEqual([anew])
    expect(await names(then('2026-04-28'))).toEqual([])
    expect(await names(then('2026-05-31'))).toEqual([first])
    expect(await names(then('2026-06-02'))).toEqual([written])
    expect(await names(then('2026-06-03'))).toEqual([anew])
  })

  it('[L58] says of today what stands: the heads of this moment', async () => {
    await begin()
    const name = await ledger.figureName(cooperation, EAST.id, null)
    expect(name).toMatchObject({ day: '2026-05-01', known: 'now', heads: [{ seq: 1 }, { seq: 1 }] })
  })
})
