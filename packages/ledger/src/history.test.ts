import type { Command } from '@handclasp/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Database, empty, engines, openPlace, type Place } from './engines.ts'
import { headsOn } from './heads.ts'
import { openFileFolder } from './file-folder.ts'
import type { History, Stretch } from './history.ts'
import { openLedger } from './ledger.ts'
import { type TrialLedger, trialLedger } from './trial-ledger.ts'
import { keyOf } from './signing.ts'
import { accept, ACTOR, agreementFinding, answer, EAST, joining, keepAgreement, opening } from './worked.ts'
import { OTHER, propose, WEST } from './worked.ts'

const rules = { stated: true, rules: ['R1'], evidence: agreementFinding(9).evidence }
/** An event, and somebody who spoke there. */
const MEETING = { kind: 'event', read: { kind: 'meeting', name: '座谈会', date: null, place: null, ...rules } }
const SPEAKER = {
  kind: 'person',
  events: ['fnd_20'],
  read: { name: '贺云屏', posts: [], region: null, acts: [{ act: 'speak', event: 0 }], ...rules },
}

describe.each(engines())('history on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  /** Noon of the day it is. */
  let today = '2026-05-01'

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
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  /** All that changed, page by page. */
  const within = async (stretch: Stretch, { side = EAST.id, limit = 100 } = {}) => {
    const changes: History['changes'][number][] = []
    for (let after: string | null = null; ; ) {
      const outcome = await ledger.history(ACTOR.cooperation, side, stretch, { after, limit })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
      const { next, heads, total } = outcome.value
      changes.push(...outcome.value.changes)
      if (next === null) {
        expect(changes).toHaveLength(total)
        const things = changes.flatMap((change) => (change.of === 'thing' ? [change] : []))
        const commitments = changes.flatMap((change) => (change.of === 'commitment' ? [change] : []))
        return { changes, things, commitments, heads }
      }
      expect(outcome.value.changes).toHaveLength(limit)
      after = next
    }
  }
  const between = (from: string, to: string, side = EAST.id) => within({ from, to }, { side })

  it('[L46] tells where commitments stood before and after, whoever spoke', async () => {
    await ledger.post(ACTOR, propose('1', '1a'))
    today = '2026-05-02'
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
    await ledger.post(ACTOR, propose('2', '2a'))
    today = '2026-05-04'
    await ledger.post(ACTOR, propose('1', '1b', '1a'))
    const { commitments } = await between('2026-05-02', '2026-05-03')
    const told = commitments.map(({ id, before, after }) => [id, before?.state ?? null, after.state])
    expect(told.toSorted(([a = ''], [b = '']) => ((a ?? '') < (b ?? '') ? -1 : 1))).toEqual([
      ['com_1', 'proposed', 'agreed'],
      ['com_2', null, 'proposed'],
    ])
    expect((await between('2026-05-04', '2026-05-04')).commitments).toMatchObject([
      { id: 'com_1', before: { state: 'agreed' }, after: { state: 'amending' } },
    ])
    expect((await between('2026-05-05', '2026-06-01')).commitments).toEqual([])
  })

  it('[L57] keeps where each chain stood on each day, and counts with a day what lies before it', async () => {
    await ledger.post(ACTOR, propose('1', '1a'))
    await ledger.post(ACTOR, propose('2', '2a'))
    today = '2026-05-04'
    await ledger.post(ACTOR, propose('3', '3a'))
    today = '2026-05-02'
    await ledger.post(ACTOR, propose('4', '4a'))
    const on = async (day: string) => {
      const heads = await headsOn(database.sql, ACTOR.cooperation, 'received', day)
      return heads.filter(({ chain }) => chain === 'shared').map(({ side, seq }) => `${side} ${seq}`)
    }
    expect(await on('2026-04-30')).toEqual([])
    expect(await on('2026-05-01')).toEqual(['sid_EAST 3', 'sid_WEST 1'])
    expect(await on('2026-05-03')).toEqual(['sid_EAST 5', 'sid_WEST 1'])
    expect(await on('2027-01-01')).toEqual(['sid_EAST 5', 'sid_WEST 1'])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L46] gives what was replaced long before, and shows no side the ledger of the other', async () => {
    await ledger.post(ACTOR, keepAgreement('1', null))
    today = '2026-05-02'
    await ledger.post(ACTOR, keepAgreement('1', null, 1))
    const { things } = await between('2026-05-02', '2026-05-02')
    expect(things).toMatchObject([
      {
        name: { id: 'agr_1' },
        before: { name: '农业农村合作协议' },
        after: { name: '农业农村合作协议1' },
        by: [{ seq: 2 }],
      },
    ])
    expect((await between('2026-05-02', '2026-05-02', WEST.id)).things).toEqual([])
  })

  it('[L79] tells of what was erased that it was, in the days it was written, written anew and erased', async () => {
    const erase = (chain: 'internal' | 'shared', seq: number) =>
      ledger.post(ACTOR, { kind: 'erase-entry', chain, seq, ground: 'secret', note: null })
    const told = async (day: string) =>
      (await between(day, day)).things
        .toSorted((one, other) => one.name.id.localeCompare(other.name.id))
        .map(({ name, before, after, erased }) => [name.id, before, after?.seq, erased])
    await ledger.post(ACTOR, keepAgreement('1', null), keepAgreement('2', null))
    await ledger.post(ACTOR, propose('1', '1a'))
    today = '2026-05-02'
    await ledger.post(ACTOR, keepAgreement('1', null, 1))
    today = '2026-05-03'
    await erase('internal', 1)
    await erase('internal', 2)
    await erase('shared', 2)
    expect(await told('2026-05-01')).toEqual([
      ['agr_1', null, undefined, true],
      ['agr_2', null, undefined, true],
    ])
    expect(await told('2026-05-02')).toEqual([['agr_1', null, 3, true]])
    expect((await told('2026-05-03')).map(([id, , , erased]) => [id, erased])).toEqual([
      ['agr_1', true],
      ['agr_2', true],
    ])
    const { commitments } = await between('2026-05-03', '2026-05-03')
    expect(commitments).toMatchObject([{ id: 'com_1', after: { state: 'proposed', terms: null } }])
  })

  it('[L46] tells between entries what days tell that they came on, and refuses numbers no chain has', async () => {
    await ledger.post(ACTOR, propose('1', '1a'))
    await ledger.post(ACTOR, keepAgreement('1', null))
    today = '2026-05-02'
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
    await ledger.post(ACTOR, keepAgreement('1', null, 1))
    const day = await between('2026-05-02', '2026-05-02')
    expect(await within({ heads: day.heads })).toEqual(day)
    expect(day).toMatchObject({ things: [{ name: { id: 'agr_1' } }], commitments: [{ after: { state: 'agreed' } }] })

    // A chain that is not named stays where it is, and counts so.
    const [before, after] = [1, 2]
    const west = await within({ heads: [{ side: WEST.id, chain: 'shared', from: before, to: after }] })
    expect(west.things).toEqual([])
    expect(west.commitments).toMatchObject([{ before: { state: 'proposed' }, after: { state: 'agreed' } }])

    const beyond = { side: WEST.id, chain: 'shared', from: 0, to: 3 } as const
    const hidden = { side: WEST.id, chain: 'internal', from: 0, to: 1 } as const
    const refusals = [beyond, hidden].map((span) =>
      ledger.history(ACTOR.cooperation, EAST.id, { heads: [span] }).then((outcome) => !outcome.ok && outcome.refusal),
    )
    expect(await Promise.all(refusals)).toEqual([
      { code: 'head-unknown', side: WEST.id, chain: 'shared', seq: 3, last: 2 },
      { code: 'head-unknown', side: WEST.id, chain: 'internal', seq: 1, last: 0 },
    ])
  })

  it('[L81] gives what changed last first, page by page, each change once, whatever stands on which page', async () => {
    for (let number = 1; number <= 4; number++) {
      today = `2026-05-0${number}`
      await ledger.post(ACTOR, propose(`${number}`, `${number}a`), keepAgreement(`${number}`, null))
      await ledger.post(OTHER, answer(`${number}`, `${number}a`, 'accepted'))
    }
    today = '2026-05-05'
    const again = await ledger.post(ACTOR, keepAgreement('2', null, 2), propose('1', '1b', '1a'))
    const erasure = { kind: 'erase-entry', chain: 'shared', seq: 4, ground: 'secret', note: null } as const
    expect([again, await ledger.post(ACTOR, erasure)]).toMatchObject([{ ok: true }, { ok: true }])
    const days = { from: '2026-05-01', to: '2026-05-05' }
    const whole = await within(days)
    const told = whole.changes.map((change) => (change.of === 'thing' ? change.name.id : change.id))
    expect(told.slice(0, 3).toSorted()).toEqual(['agr_2', 'com_1', 'com_3'])
    expect(told.slice(3)).toEqual(['agr_4', 'com_4', 'agr_3', 'com_2', 'agr_1'])
    for (const limit of [1, 2, 3, 7, 8]) {
      expect((await within(days, { limit })).changes, `${limit}`).toEqual(whole.changes)
      expect((await within({ heads: whole.heads }, { limit })).changes, `${limit}`).toEqual(whole.changes)
    }
    // What is written and erased between two pages moves nothing on the second.
    const first = await ledger.history(ACTOR.cooperation, EAST.id, days, { limit: 3 })
    if (!first.ok) throw new Error(first.refusal.code)
    await ledger.post(ACTOR, propose('4', '4b', '4a'), propose('5', '5a'))
    await ledger.post(ACTOR, { ...erasure, seq: 5 })
    const { heads, next: after } = first.value
    const second = await ledger.history(ACTOR.cooperation, EAST.id, { heads }, { after, limit: 9 })
    const named =
      second.ok && second.value.changes.map((change) => (change.of === 'thing' ? change.name.id : change.id))
    expect(named).toEqual(told.slice(3))
    expect(second).toMatchObject({ value: { total: 8, next: null, heads } })

    const beyond = await ledger.history(ACTOR.cooperation, EAST.id, days, { after: '2026-05-01T', limit: 5 })
    expect(beyond).toMatchObject({ ok: true, value: { changes: [], next: null } })
  })

  it('[L81] gives the same first page where a clock ran ahead, long before what was said last', async () => {
    let number = 0
    // Of each stretch of days the second time the middle one is written by a clock that runs ahead.
    for (const day of ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-09', '2026-05-05']) {
      today = day
      for (let turn = 0; turn < 12; turn++) {
        number++
        await ledger.post(ACTOR, propose(`${number}`, `${number}a`))
      }
    }
    const days = (changes: History['changes']) => [...new Set(changes.map(({ written }) => written.slice(8, 10)))]
    for (const [from, to, told] of [
      ['2026-05-01', '2026-05-03', ['03', '02', '01']],
      ['2026-05-04', '2026-05-05', ['09', '05', '04']],
      ['2026-05-01', '2026-05-09', ['09', '05', '04', '03', '02', '01']],
    ] as const) {
      const whole = await between(from, to)
      expect(days(whole.changes)).toEqual(told)
      for (const limit of [1, 2, 11, 25]) {
        expect((await within({ from, to }, { limit })).changes, `${limit}`).toEqual(whole.changes)
      }
    }
  }, 30_000)

  it('[L81] names on each page the events at which its people acted, wherever these changed', async () => {
    const accepted = async (number: number, read: object) => {
      const posted = await ledger.post(ACTOR, {
        ...accept(9),
        finding: { ...agreementFinding(number), ...read },
      } as Command)
      expect(posted).toMatchObject({ ok: true })
    }
    await accepted(20, MEETING)
    today = '2026-05-02'
    for (const number of [21, 22]) await accepted(number, SPEAKER)
    const told = async (from: string, after: string | null) => {
      const page = await ledger.history(ACTOR.cooperation, EAST.id, { from, to: today }, { after, limit: 1 })
      return page.ok ? page.value : null
    }
    for (const from of ['2026-05-01', '2026-05-02']) {
      const first = await told(from, null)
      expect(first).toMatchObject({ changes: [{ name: { kind: 'participation' } }], events: [{ name: '座谈会' }] })
      expect(await told(from, first?.next ?? null)).toMatchObject({ events: [{ name: '座谈会' }] })
    }
  })
})
