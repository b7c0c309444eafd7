import { FAULT_CODES } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place, whileEntriesWait } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BrokenView, RebuildView, VerificationView } from './index.ts'
import { trial } from './trial.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]

describe.each(engines())('verification over the interface on $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  const faults: unknown[] = []
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    served = await trial(database, place, faults)
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })
  /** Sends all of it before any run that is begun by it can end. */
  const atOnce = <Answer>(asks: readonly (() => Promise<Answer>)[]) =>
    whileEntriesWait(database, () => Promise.all(asks.map((ask) => ask())))
  const state = async () => (await served.ask<VerificationView>('/verification')).body

  it('[L60] says that none was made, runs one however often it is begun, and keeps what it found', async () => {
    await served.send('/cooperations', { sides: REGIONS, own: 0 })
    expect(await state()).toMatchObject({ running: null, last: null, stopped: null, entries: 2 })
    const begun = await atOnce([1, 2, 3].map(() => () => served.send<VerificationView>('/verification', {})))
    expect(begun.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(new Set(begun.map(({ body }) => body.running?.started)).size).toBe(1)
    expect(await served.verified()).toMatchObject({
      faults: [],
      chains: [
        { chain: 'shared', entries: 1, erased: 0, unknown: 0, pending: 0, keys: [expect.any(String)] },
        { cooperation: 'home', chain: 'home', entries: 1 },
      ],
    })
    const again = await trial(database, place, faults)
    expect((await again.ask<VerificationView>('/verification')).body.last).toEqual((await state()).last)
  })

  it('[L60] tells that one could not be brought to its end, and can be begun again', async () => {
    const { sql } = database
    await sql.schema.alterTable('findable').renameTo('lost').execute()
    await served.send('/verification', {})
    while ((await state()).running);
    expect(await state()).toMatchObject({ last: null, stopped: expect.any(String) })
    expect(faults.splice(0)).toHaveLength(1)
    await sql.schema.alterTable('lost').renameTo('findable').execute()
    expect(await served.verified()).toMatchObject({ faults: [] })
    expect(await state()).toMatchObject({ stopped: null })
  })

  it('[L59] [L84] makes anew what is made of the entries, one at a time, tells when, and verifies', async () => {
    await served.send('/cooperations', { sides: REGIONS, own: 0 })
    const { sql } = database
    await sql.deleteFrom('cooperation').execute()
    expect((await served.verified())?.faults).not.toEqual([])
    const before = await state()
    const ask = async () => (await served.ask<RebuildView>('/rebuilding')).body
    expect(await ask()).toEqual({ running: null, stopped: null, last: null })
    const begun = await atOnce([1, 2].map(() => () => served.send<RebuildView>('/rebuilding', {})))
    expect(new Set(begun.map(({ body }) => body.running?.started)).size).toBe(1)
    // It is answered out of memory: the database gets its turn between two questions.
    while ((await ask()).running) await new Promise(setImmediate)
    expect(await ask()).toMatchObject({ stopped: null, last: { found: 2 } })
    // What follows by itself is looked at, and joined where it still runs.
    const then = await state()
    expect(then.running?.started ?? then.last?.started).not.toBe(before.last?.started)
    while ((await state()).running);
    expect((await state()).last?.found.faults).toEqual([])
  })

  it('[L84] refuses one of the two while the other runs', async () => {
    await served.send('/cooperations', { sides: REGIONS, own: 0 })
    for (const runs of [
      ['verification', 'rebuilding'],
      ['rebuilding', 'verification'],
    ] as const) {
      // Which of them comes first is not for us to say.
      const answers = await atOnce(runs.map((run) => () => served.send(`/${run}`, {})))
      const first = answers.findIndex(({ status }) => status === 202)
      const refused = { status: 409, body: { refusal: { code: 'run-under-way', run: runs[first] } } }
      expect(answers[1 - first]).toEqual(refused)
      while ((await served.ask<RebuildView>('/rebuilding')).body.running) await new Promise(setImmediate)
      while ((await state()).running);
    }
    expect((await state()).last?.found.faults).toEqual([])
  })

  it('[L61] shows what a broken chain looks like by breaking one and checking it', async () => {
    const { body } = await served.ask<readonly BrokenView[]>('/verification/example')
    const told = body.map(({ deed, entries }) => [
      deed,
      entries.flatMap(({ seq, faults: found }) => found.map((code) => `${seq} ${code}`)),
    ])
    expect(told).toEqual([
      ['none', []],
      ['word', ['3 payload-wrong']],
      ['resealed', ['3 signature-wrong', '4 link-broken']],
      ['dropped', ['4 link-broken']],
      ['forked', ['3 chain-forked']],
      ['day', []],
    ])
    const days = body.map(({ deed, days: kept }) => [
      deed,
      kept.map(({ day, seq, faults: found }) => [day, seq, ...found].join(' ')),
    ])
    const sound = ['2026-05-18 2', '2026-05-19 4']
    expect(days.slice(0, -1)).toEqual(body.slice(0, -1).map(({ deed }) => [deed, sound]))
    expect(days.at(-1)).toEqual(['day', ['2026-05-18 2 head-wrong', '2026-05-19 4']])
    expect(body.flatMap(({ entries }) => entries.flatMap((entry) => entry.faults))).toSatisfy(
      (codes: readonly never[]) => codes.every((code) => FAULT_CODES.includes(code)),
    )
    expect(body[1]?.entries[2]?.words).toBe('开通 5 条航线')
    const [, second, third, other] = body[4]?.entries ?? []
    expect([third?.previous, other?.previous]).toEqual([second?.hash, second?.hash])
  })
})
