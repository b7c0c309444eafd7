import { canonical, type Header, headerText, type Json } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digest, payloadDigest } from './chain.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place } from './engines.ts'
import { migrations } from './migrations.ts'
import { keyOf } from './signing.ts'
import { ACTOR, EAST, opening, SOURCE } from './worked.ts'

const QUOTE = { words: '1+7', source: SOURCE, spans: [{ start: 3, end: 6 }], lines: { from: 1, to: 1 }, outlet: null }
const BUNDLE = { id: 'pkg_1', finding: 'fnd_1' }
const AGREEMENT = { id: 'agr_1', finding: 'fnd_2', package: 'pkg_1' }
const WORDS = {
  name: '海河联运合作协议',
  kind: 'other',
  count: 1,
  parties: ['霁原省', '翎川省'],
  signatories: ['贺云屏'],
  date: '2026-05-18',
  signed: true,
  quote: QUOTE,
}

/** Writes an entry and its record as the first version of this program did. */
async function write(database: Database, place: Place, seq: number, kind: string, structure: object, words: object) {
  const { rows } = await sql<{ hash: string | null }>`
    select hash from chain where side = ${EAST.id} and chain = 'internal'
  `.execute(database.sql)
  const signer = keyOf(place.folder)
  const key = { cooperation: ACTOR.cooperation, side: EAST.id, chain: 'internal' as const, seq }
  const salt = Buffer.alloc(32, seq).toString('base64')
  const payload = canonical(words as Json)
  const header: Header = {
    format: 1,
    ...key,
    previous: rows[0]?.hash ?? null,
    kind: `${kind}@1`,
    author: ACTOR.author,
    written: '2026-05-19T08:00:00.000Z',
    alg: 'sha-256+ed25519',
    key: signer.fingerprint,
    seen: {},
    structure: structure as Json,
    payload: payloadDigest(salt, payload),
  }
  const text = headerText(header)
  const { author, written } = header
  const entry = {
    ...key,
    hash: digest(text),
    kind: header.kind,
    author,
    written,
    header: text,
    signature: signer.sign(text),
  }
  await database.sql.insertInto('entry').values(entry).execute()
  await database.sql
    .insertInto('payload')
    .values({ ...key, salt, payload })
    .execute()
  const { kind: type, ...others } = words as { kind?: string }
  const value = JSON.stringify({ seq, ...structure, ...others, ...(type ? { type } : {}), kind })
  const about = { source: SOURCE, written, commitment: null, since: seq, value }
  const { id } = structure as { id: string }
  await database.sql
    .insertInto('record')
    .values({ ...key, kind, id, ...about })
    .execute()
  await sql`update chain set seq = ${seq}, hash = ${entry.hash} where side = ${EAST.id} and chain = 'internal'`.execute(
    database.sql,
  )
}

describe.each(engines())('a ledger of the first version on $name', (engine) => {
  let place: Place
  let database: Database
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    const ledger = await openLedgerIn(database, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await write(database, place, 1, 'package', BUNDLE, { parts: [1, 7], quote: QUOTE })
    await write(database, place, 2, 'agreement', AGREEMENT, WORDS)
    await sql`truncate findable`.execute(database.sql)
    await sql.raw('drop table day_head; drop table verification').execute(database.sql)
    for (const again of ['0009-former', '0011-heads']) {
      const migration = migrations().find(({ name }) => name === again)
      await sql.raw(migration?.text ?? '').execute(database.sql)
    }
    // As the migrations after that leave it for requests.
    await sql.raw('grant select, insert, update on day_head to handclasp_app').execute(database.sql)
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  it('[L22] [L42] opens, verifies, and says what it said in the words of today', async () => {
    const ledger = await openLedgerIn(database, place.folder)
    expect((await ledger.verify()).faults).toEqual([])
    expect(await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).toMatchObject([
      {
        name: '海河联运合作协议',
        signedOn: '2026-05-18',
        inForce: null,
        replaces: null,
        parties: [{ side: null, organisation: { name: '霁原省' } }, { organisation: { name: '翎川省' } }],
        signatories: [{ name: '贺云屏', post: null }],
      },
    ])
    const { rows } = await ledger.find(ACTOR.cooperation, EAST.id, '联运', 10)
    expect(rows.map(({ id }) => id)).toEqual(['agr_1'])
    const told = await ledger.history(ACTOR.cooperation, EAST.id, { from: '2026-01-01', to: '2027-01-01' })
    expect(told).toMatchObject({ value: { changes: [{ name: { id: 'pkg_1' } }, { name: { id: 'agr_1' } }] } })
  })
})
