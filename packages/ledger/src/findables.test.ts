import type { SourceHash } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { makeFindable } from './findables-anew.ts'
import { accept, ACTOR, answer, EAST, joining, keepAgreement, keepPackage, opening } from './worked.ts'
import { OTHER, propose, undo, WEST } from './worked.ts'

const TEXT = `霁翎两省座谈会在翎江市举行，提出共建${'很'.repeat(49_990)}海河联运码头，到2027年建成。`

describe.each(engines())('what is found on $name', (engine) => {
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
    await ledger.post(ACTOR, accept(7), keepPackage('A'), keepAgreement('1', 'A'), propose('1', '1a'))
    const reading = { version: '1', length: TEXT.length, published: null, articles: [] }
    const bytes = new TextEncoder().encode(TEXT)
    const page = {
      hash: 'b'.repeat(64) as SourceHash,
      name: '霁原日报',
      published: null,
      encoding: 'utf-8',
      lines: null,
    }
    await ledger.keepSource({ ...page, bytes, text: TEXT, reading, findings: [] })
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const find = async (query: string, side = EAST.id) =>
    (await ledger.find(ACTOR.cooperation, side, query, 20)).rows.map(({ kind, id }) => `${kind} ${id.slice(0, 6)}`)

  it.each([
    ['码头', ['commitment com_1', 'page bbbbbb']],
    ['海河联运码头', ['commitment com_1', 'page bbbbbb']],
    ['码头 霁原省交通', ['commitment com_1']],
    ['头码', []],
    ['联运 码头 铁路', []],
    ['qds', ['agreement agr_1']],
    ['jysnynct', ['agreement agr_1', 'agreement agr_7']],
    ['乔', ['agreement agr_1']],
    ['第7号', ['agreement agr_7']],
    ['2027', ['page bbbbbb']],
    ["' | 码头", ['commitment com_1', 'page bbbbbb']],
    ['', []],
    ['，。', []],
  ])('[L44] for %s', async (query, found) => {
    expect(await find(query)).toEqual(found)
  })

  it('[L44] shows the line around what was found, in the middle of a long page', async () => {
    const { rows, more } = await ledger.find(ACTOR.cooperation, EAST.id, '建成', 20)
    expect(rows[0]?.excerpt).toContain('码头，到2027年建成。')
    expect(TEXT.slice(rows[0]?.at?.start, rows[0]?.at?.end)).toBe('建成')
    expect(more).toBe(false)
    expect((await ledger.find(ACTOR.cooperation, EAST.id, '码头', 1)).more).toBe(true)
  })

  it('[L8] shows no side what the other keeps to itself', async () => {
    expect(await find('乔岱', WEST.id)).toEqual([])
    expect(await find('码头', WEST.id)).toContain('commitment com_1')
    expect((await ledger.find('coo_OTHER' as never, WEST.id, '码头', 20)).rows.map(({ kind }) => kind)).toEqual([
      'page',
    ])
  })

  it('[L44] forgets what is gone, and knows what was written anew', async () => {
    await ledger.post(ACTOR, undo(7))
    expect(await find('第7号')).toEqual([])
    const [kept] = (await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).filter(({ id }) => id === 'agr_1')
    await ledger.post(ACTOR, keepAgreement('1', 'A', kept?.seq))
    expect(await find(`农业农村合作协议${kept?.seq}`)).toEqual(['agreement agr_1'])
    await ledger.post(OTHER, answer('1', '1a', 'accepted'))
    expect(await find('泊位')).toEqual(['commitment com_1'])
  })

  it('[L85] tells how far that is; broken off it leaves nothing, and is begun again', async () => {
    await sql`truncate findable, commitment_count`.execute(database.sql)
    await sql`update commitment set facets = '[]'`.execute(database.sql)
    const told: (readonly [number, number])[] = []
    const breaking = makeFindable(database, (done, of) => {
      told.push([done, of])
      if (told.length === 2) throw new Error('broken off')
    })
    await expect(breaking).rejects.toThrow('broken off')
    expect(await find('码头')).toEqual([])
    told.length = 0
    await makeFindable(database, (done, of) => told.push([done, of]))
    const counts = told.map(([done]) => done)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(told.length).toBeGreaterThan(2)
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1])
    expect(await find('码头')).toEqual(['commitment com_1', 'page bbbbbb'])
    expect((await ledger.verify()).faults.map(({ code }) => code)).toEqual(['source-wrong'])
  })

  it('[L74] makes the words and counts of what an earlier version kept', async () => {
    const counts = () => sql`select * from commitment_count order by facet, key, state`.execute(database.sql)
    const counted = (await counts()).rows
    const before = await sql`select * from findable order by kind, id, part`.execute(database.sql)
    await sql`truncate findable, commitment_count`.execute(database.sql)
    await sql`update commitment set facets = '[]'`.execute(database.sql)
    ledger = await openLedgerIn(database, place.folder)
    const after = await sql`select * from findable order by kind, id, part`.execute(database.sql)
    const untimed = (rows: readonly unknown[]) => rows.map((row) => ({ ...(row as object), written: '' }))
    expect(untimed(after.rows)).toEqual(untimed(before.rows))
    expect(after.rows.length).toBeGreaterThan(4)
    expect(counted.length).toBeGreaterThan(8)
    expect((await counts()).rows).toEqual(counted)
    // The bytes of the page are not those of its invented hash.
    expect((await ledger.verify()).faults.map(({ code }) => code)).toEqual(['source-wrong'])
  })
})
