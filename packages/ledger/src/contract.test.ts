import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import {
  type ChainKey,
  type FindingId,
  fold,
  type Json,
  type Outcome,
  recordKey,
  type SourceHash,
} from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digest, entryOf, payloadDigest, readRows } from './chain.ts'
import { empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import type { Database } from './database.ts'
import type { EmbeddedDatabase } from './embedded.ts'
import { LOCAL } from './trial-ledger.ts'
import { keyOf, verifierOf } from './signing.ts'
import { verify } from './verify.ts'
import { tamper } from './trial-database.ts'
import { accept, ACTOR, agreementFinding, EAST, opening, propose, reject, undo, WEST } from './worked.ts'

/** How often the kill test kills; each time the embedded database takes seconds to stand up again. */
const KILLS = 6

describe.each(engines())('the ledger on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  const internal = { cooperation: ACTOR.cooperation, side: EAST.id, chain: 'internal' } as const
  const shared = { ...internal, chain: 'shared' } as const

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    ledger = await openLedgerIn(database, place.folder)
    expect(await ledger.post(ACTOR, opening(ledger.publicKey))).toMatchObject({ ok: true })
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })
  const entries = async (chain: ChainKey) => (await readRows(database.sql, chain, 0, 10_000)).map(entryOf)

  it('[L1] [L2] [L3] [L4] [L5] links, salts and signs entries so that anyone can recompute them', async () => {
    await ledger.post(ACTOR, accept(1))
    const chain = await entries(internal)
    expect(chain.map((entry) => entry.header.kind)).toEqual(['source-cited@1', 'agreement@2', 'finding-accepted@1'])
    const isSigned = verifierOf(keyOf(place.folder).publicKey)
    chain.forEach((entry, index) => {
      expect(entry.header.seq).toBe(index + 1)
      expect(entry.header.previous).toBe(chain[index - 1]?.hash ?? null)
      expect(entry.hash).toBe(digest(entry.text))
      expect(isSigned(entry.text, entry.signature)).toBe(true)
      expect(Buffer.from(entry.content?.salt ?? '', 'base64')).toHaveLength(32)
      expect(payloadDigest(entry.content?.salt ?? '', entry.content?.payload ?? '')).toBe(entry.header.payload)
    })
    const members = 'alg author chain cooperation format key kind payload previous seen seq side structure written'
    expect(Object.keys(chain[0]?.header ?? {}).toSorted()).toEqual(members.split(' '))
  })

  it('[L5] [L7] begins the home chain with the installation and its key, and keeps texts there', async () => {
    await ledger.keepSource(source('a'))
    const home = { cooperation: 'home', side: ledger.installation, chain: 'home' } as const
    const chain = await entries(home)
    expect(chain.map((entry) => entry.header.kind)).toEqual(['installation-opened@1', 'source-kept@2'])
    const { publicKey } = keyOf(place.folder)
    expect(chain[0]?.header.structure).toEqual({ installation: ledger.installation, publicKey })
  })

  it.each([
    ['update entry set author = author', 'entry'],
    ['delete from entry', 'entry'],
    ['truncate entry cascade', 'entry'],
    ['update payload set salt = salt', 'payload'],
    ['delete from payload', 'payload'],
  ])('[L6] refuses to %s', async (statement) => {
    await ledger.post(ACTOR, accept(1))
    await expect(sql.raw(statement).execute(database.sql)).rejects.toMatchObject({ code: '55000' })
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L8] sends nothing: the shared chain holds the opening alone', async () => {
    await ledger.post(ACTOR, accept(1))
    await ledger.post(ACTOR, reject(2))
    expect((await entries(shared)).map((entry) => entry.header.kind)).toEqual(['cooperation-opened@1'])
  })

  it('[L9] refuses to write for the other side', async () => {
    const posted = await ledger.post({ ...ACTOR, side: WEST.id }, accept(1))
    expect(posted).toMatchObject({ ok: false, refusal: { code: 'side-not-in-cooperation' } })
    expect(await entries({ ...internal, side: WEST.id })).toEqual([])
  })

  it('[L17] [L21] accepts a finding once, however many accept it at the same time', async () => {
    const posted = await Promise.all(Array.from({ length: 8 }, () => ledger.post(ACTOR, accept(1))))
    expect(posted.filter((one) => one.ok)).toHaveLength(1)
    expect(await entries(internal)).toHaveLength(3)
    expect(await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).toHaveLength(1)
  })

  it('[L4] leaves no gap where many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => ledger.post(ACTOR, accept(number))))
    const chain = await entries(internal)
    expect(chain.map((entry) => entry.header.seq)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1))
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L21] writes nothing of a command that the database cannot take whole', async () => {
    const command = accept(1)
    if (command.kind !== 'accept-finding') throw new Error('not an acceptance')
    const broken = { ...command, finding: { ...command.finding, words: 'a\u0000b' } }
    await expect(ledger.post(ACTOR, broken)).rejects.toThrow()
    expect(await entries(internal)).toEqual([])
    expect(await ledger.records(ACTOR.cooperation, EAST.id, 'source')).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
    expect(await ledger.post(ACTOR, accept(1))).toMatchObject({ ok: true })
  })

  it('[L21] writes commands posted together whole, or none of them', async () => {
    await ledger.post(ACTOR, reject(3))
    const refused = await ledger.post(ACTOR, accept(1), accept(2), accept(3))
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'finding-already-decided', finding: 'fnd_3' } })
    expect(await entries(internal)).toHaveLength(2)
    expect(await ledger.post(ACTOR, accept(1), accept(2))).toMatchObject({ ok: true })
    expect((await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).map(({ id }) => id)).toEqual([
      'agr_1',
      'agr_2',
    ])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L31] takes the record of an undone decision out, keeps its entries, and lets it be decided anew', async () => {
    await ledger.post(ACTOR, accept(1))
    expect(await ledger.post(ACTOR, undo(1))).toMatchObject({
      ok: true,
      value: [{ kind: 'decision-undone@1', seq: 4 }],
    })
    expect(await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).toEqual([])
    expect(await ledger.post(ACTOR, undo(1))).toMatchObject({ ok: false, refusal: { code: 'finding-not-decided' } })
    await ledger.post(ACTOR, accept(1))
    expect(await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).toMatchObject([{ id: 'agr_1', seq: 5 }])
    expect(await entries(internal)).toHaveLength(6)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L22] keeps the records that folding the entries from scratch gives', async () => {
    for (let number = 1; number < 9; number++) {
      await ledger.post(ACTOR, number % 3 === 0 ? reject(number) : accept(number))
    }
    for (const number of [2, 3]) await ledger.post(ACTOR, undo(number))
    await ledger.post(ACTOR, accept(3))
    const position = fold(ACTOR.cooperation, EAST.id, [...(await entries(shared)), ...(await entries(internal))])
    const rows = await database.sql.selectFrom('record').select(['kind', 'id', 'value']).orderBy('id').execute()
    const held = new Map(rows.map(({ kind, id, value }) => [recordKey(kind as 'source', id), value]))
    expect(held).toEqual(new Map(position.records))
    expect(position.opening).toEqual((await ledger.cooperations())[0]?.opening)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it.each([
    ["update payload set payload = replace(payload, '农业', '工业') where seq = 2", 'payload-wrong'],
    ["update entry set header = replace(header, 'local', 'other') where seq = 2", 'hash-wrong'],
    ["update entry set signature = repeat('A', 86) || '==' where seq = 2", 'signature-wrong'],
    ['delete from payload where seq = 3; delete from entry where seq = 3', 'head-wrong'],
    ['delete from payload where seq = 2; delete from entry where seq = 2', 'link-broken'],
    ["update record set value = jsonb_set(value, '{name}', '\"x\"') where kind = 'agreement'", 'record-differs'],
    ["delete from record where kind = 'agreement'", 'record-missing'],
    [
      `insert into record
       select cooperation, side, kind, 'x', chain, seq, source, written, value, null, since from record
       where kind = 'agreement' limit 1`,
      'record-unexplained',
    ],
    ["update chain set seq = seq + 1 where chain = 'internal'", 'head-wrong'],
    ["delete from chain where chain = 'internal'", 'head-wrong'],
    ["delete from chain where chain = 'home'", 'head-wrong'],
    ["delete from payload where chain = 'home'", 'payload-missing'],
    [
      "delete from payload where chain = 'internal' and seq = 2; delete from record where kind = 'agreement'",
      'payload-missing',
    ],
    [
      ['payload', 'entry', 'chain'].map((table) => `delete from ${table} where chain = 'shared'`).join(';'),
      'chain-missing',
    ],
    ["update entry set kind = 'treaty@1' where seq = 2", 'row-differs'],
    ["update entry set written = '2020-01-01T00:00:00.000Z' where seq = 2", 'row-differs'],
    ["update entry set header = 'null' where seq = 2", 'header-unreadable'],
    ["update entry set header = '{}' where seq = 2", 'header-unreadable'],
    ["update payload set payload = 'x' where seq = 2", 'payload-wrong'],
    ["update cooperation set own = 'sid_WEST'", 'record-differs'],
    ["update cooperation set opening = jsonb_set(opening, '{name}', '\"x\"')", 'record-differs'],
    ['delete from cooperation', 'record-missing'],
    ["update record set source = repeat('b', 64)", 'record-differs'],
    ["update record set written = '2020-01-01T00:00:00.000Z'", 'record-differs'],
    ["update source set text = text || 'x'", 'source-wrong'],
    ["update source set bytes = '\\x41'::bytea", 'source-wrong'],
    ["update source set lines = replace(lines::text, '12', '13')::json", 'source-wrong'],
    ['update source set lines = null', 'source-wrong'],
    ['delete from source', 'source-wrong'],
    ["update findable set words = array_to_tsvector(array['工业']) where kind = 'agreement'", 'words-differ'],
    ["update findable set body = 'x' where kind = 'page'", 'words-differ'],
    ["delete from findable where kind = 'agreement'", 'words-missing'],
    [
      `insert into findable
       select cooperation, side, kind, 'x', part, title, body, written, words from findable limit 1`,
      'words-unexplained',
    ],
    ["update commitment set opened = '2020-01-01T00:00:00.000Z'", 'record-differs'],
    ["update commitment set changed = '2020-01-01T00:00:00.000Z'", 'record-differs'],
    ["delete from findable where kind = 'commitment'", 'words-missing'],
    ["update findable set tags = tags || '{=field energy}' where kind = 'commitment'", 'words-differ'],
    ["update findable set tags = tags[2:] where kind = 'commitment'", 'words-differ'],
    ["update day_head set hash = repeat('a', 64) where chain = 'internal'", 'head-wrong'],
    ["delete from day_head where chain = 'internal' and clock = 'received'", 'head-wrong'],
    ["delete from day_head where chain = 'shared' and clock = 'written'", 'head-wrong'],
    ["update day_head set day = '2020-01-01' where chain = 'internal'", 'head-wrong'],
    [
      `update day_head set seq = 1, hash = (select hash from entry where entry.side = day_head.side
         and entry.chain = day_head.chain and entry.seq = 1) where chain = 'internal'`,
      'head-wrong',
    ],
    [
      `insert into day_head select cooperation, side, chain, clock, '2020-01-01', seq, hash from day_head
       where chain = 'internal' and clock = 'written'`,
      'head-wrong',
    ],
  ])('[L22] [L23] [L101] verify finds: %s', async (statement, code) => {
    await ledger.post(ACTOR, accept(1))
    await ledger.post(ACTOR, propose('1', '1a'))
    await ledger.keepSource({ ...source('a'), encoding: 'pdf', lines: [LINE] })
    await tamper(database, statement)
    const { faults } = await ledger.verify()
    expect(faults.map((fault) => fault.code)).toContain(code)
  })

  it('[L5] [L23] verify holds every chain of the installation to its own key', async () => {
    await ledger.post(ACTOR, accept(1))
    const { faults } = await verify(database, keyOf(join(place.folder, 'stranger')), () => {})
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['key-unknown']))
    expect(faults).toHaveLength(5)
  })

  it('[L23] verify is not led astray by those who post meanwhile', async () => {
    const posts = Array.from({ length: 12 }, (_, number) => [accept(number), undo(number)]).flat()
    const posting = posts.reduce((before, command) => before.then(() => ledger.post(ACTOR, command)), opened())
    const checks = [await ledger.verify(), await ledger.verify(), await ledger.verify()]
    await posting
    expect(checks.flatMap(({ faults }) => faults)).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L32] keeps the parts of a finding in its place, and joins them only whole', async () => {
    const kept = source('c')
    const [one, two, three] = [1, 2, 3].map((number) => ({ ...agreementFinding(number), source: kept.hash }))
    if (!one || !two || !three) throw new Error('three findings were made')
    await ledger.keepSource({ ...kept, findings: [one, two, three] })
    const part = (of: typeof two, letter: string) => ({ ...of, id: `${of.id}${letter}` as FindingId })
    const standing = async () => (await ledger.wholeSource(kept.hash))?.items.map(({ id }) => id)
    const splits = [
      ledger.split([LOCAL], kept.hash, { finding: two, at: 5 }, [part(two, 'A'), part(two, 'B')]),
      ledger.split([LOCAL], kept.hash, { finding: two, at: 6 }, [part(two, 'C'), part(two, 'D')]),
    ]
    expect((await Promise.all(splits)).filter(Boolean)).toHaveLength(1)
    expect(await standing()).toHaveLength(4)
    const [, made] = (await standing()) ?? []
    expect(await ledger.join([LOCAL], kept.hash, made as FindingId)).toBe(true)
    expect(await ledger.join([LOCAL], kept.hash, made as FindingId)).toBe(false)
    await ledger.split([LOCAL], kept.hash, { finding: two, at: 5 }, [part(two, 'A'), part(two, 'B')])
    await ledger.split([LOCAL], kept.hash, { finding: part(two, 'A'), at: 3 }, [part(two, 'E'), part(two, 'F')])
    expect(await standing()).toEqual(['fnd_1', 'fnd_2E', 'fnd_2F', 'fnd_2B', 'fnd_3'])
    expect(await ledger.join([LOCAL], kept.hash, part(two, 'B').id)).toBe(false)
    expect((await ledger.splits(kept.hash)).map(({ finding }) => finding.id)).toEqual(['fnd_2', 'fnd_2A'])
    await ledger.join([LOCAL], kept.hash, part(two, 'F').id)
    await ledger.join([LOCAL], kept.hash, part(two, 'B').id)
    expect(await standing()).toEqual(['fnd_1', 'fnd_2', 'fnd_3'])
  })

  it('[L27] keeps the same bytes once', async () => {
    expect(await ledger.keepSource(source('b'))).toEqual({ ok: true, value: { existing: false } })
    expect(await ledger.keepSource({ ...source('b'), name: 'again' })).toEqual({ ok: true, value: { existing: true } })
    expect(await ledger.listSources()).toMatchObject([{ name: 'page', length: 3, articles: 0, findings: 0 }])
    expect(await ledger.wholeSource(source('b').hash)).toMatchObject({ text: '携手b', items: [] })
  })

  it('[L29] founds nothing where only a ledger that is there was to be opened', async () => {
    await sql.raw('drop schema public cascade; create schema public').execute(database.sql)
    await expect(openLedgerIn(database, place.folder, 'existing')).rejects.toMatchObject({ code: 'ledger-missing' })
    const { rows } = await sql`select from pg_tables where schemaname = 'public'`.execute(database.sql)
    expect(rows).toEqual([])
    await openLedgerIn(database, place.folder)
    await expect(openLedgerIn(database, place.folder, 'existing')).resolves.toMatchObject({ engine: engine.name })
  })

  it('[L29] is not opened with another installation’s key', async () => {
    await expect(openLedgerIn(database, join(place.folder, 'elsewhere'))).rejects.toMatchObject({ code: 'key-missing' })
  })

  it(`[L24] keeps all that was acknowledged when killed in the middle of posting, ${KILLS} times`, {
    timeout: 240_000,
  }, async () => {
    await database.close()
    let next = 0
    for (let round = 0; round < KILLS; round++) next = (await postUntilKilled(place, next, 5 + ((round * 7) % 20))) + 1
    database = await openPlace(place)
    ledger = await openLedgerIn(database, place.folder)
    const { faults } = await ledger.verify()
    expect(faults).toEqual([])
    const agreements = new Set((await ledger.records(ACTOR.cooperation, EAST.id, 'agreement')).map(({ id }) => id))
    const acknowledged = Array.from({ length: next }, (_, number) => `agr_${number}`)
    expect(acknowledged.filter((id) => !agreements.has(id as never))).toEqual([])
    const kinds = (await entries(internal)).map((entry) => entry.header.kind)
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    expect(count('agreement@2')).toBe(count('finding-accepted@1'))
    expect(count('agreement@2')).toBe(agreements.size)
  })
})

function opened(): Promise<Outcome<unknown>> {
  return Promise.resolve({ ok: true, value: null })
}

/** Where the line of a text lies. */
const LINE = { span: { start: 0, end: 3 }, page: 1, box: [40, 80.5, 76, 92.5], fontSize: 12 } as const

function source(letter: string) {
  const bytes = new TextEncoder().encode(`携手${letter}`)
  const hash = createHash('sha256').update(bytes).digest('hex') as SourceHash
  const reading = { version: '1', length: 3, published: null, articles: [] }
  return {
    hash,
    name: 'page',
    published: null,
    encoding: 'utf-8',
    bytes,
    lines: null,
    text: `携手${letter}`,
    reading,
    findings: [],
  }
}

/** Lets a process post from a number on, kills it some acknowledgements later; returns the last one acknowledged. */
async function postUntilKilled(place: Place, first: number, after: number): Promise<number> {
  const program = new URL('./posting.child.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [program, JSON.stringify(place), String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = first - 1
  const gone = new Promise((resolve) => child.on('exit', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last === first + after) child.kill('SIGKILL')
  }
  await gone
  expect(last).toBeGreaterThanOrEqual(first + after)
  return last
}

interface Held {
  readonly from: number
  readonly to: number
}

/** A process that takes and releases the lock of a folder again and again; when it held it. */
async function lockTries(folder: string): Promise<readonly Held[]> {
  const program = new URL('./locking.child.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const held: Held[] = []
  for await (const line of createInterface({ input: child.stdout })) held.push(JSON.parse(line) as Held)
  return held
}

/** The times at which two held the lock. */
function overlaps(held: readonly Held[]): readonly Held[] {
  const inOrder = held.toSorted((a, b) => a.from - b.from)
  return inOrder.filter((one, index) => (inOrder[index - 1]?.to ?? 0) > one.from)
}

describe('the embedded database', () => {
  const engine = engines()[0]
  if (!engine) throw new Error('no embedded engine')
  let place: Place
  beforeEach(async () => {
    place = await engine.make()
  })
  afterEach(() => engine.drop(place))

  it('[L25] syncs to disk at least once for each commit', async () => {
    const embedded = (await openPlace(place)) as EmbeddedDatabase
    const ledger = await openLedgerIn(embedded, place.folder)
    await ledger.post(ACTOR, opening(ledger.publicKey))
    const before = await embedded.syncs()
    for (let number = 0; number < 25; number++) await ledger.post(ACTOR, accept(number))
    expect(await embedded.syncs()).toBeGreaterThanOrEqual(before + 25)
    await embedded.close()
  })

  it('[L26] is owned by one process: a second opening is refused and names the first', async () => {
    const database = (await openPlace(place)) as EmbeddedDatabase
    database.announce('http://127.0.0.1:4680')
    await expect(openPlace(place)).rejects.toMatchObject({
      code: 'folder-in-use',
      owner: { pid: process.pid, address: 'http://127.0.0.1:4680' },
    })
    await database.close()
    await (await openPlace(place)).close()
  })

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, started: '1', host: hostname(), address: null }],
    ['another process that got the number since', { pid: process.pid, started: '1', host: hostname(), address: null }],
    ['nobody one can make out', 'rubbish'],
  ])('[L26] is taken over from %s', async (_, owner) => {
    writeFileSync(join(place.folder, 'lock.json'), typeof owner === 'string' ? owner : JSON.stringify(owner))
    await (await openPlace(place)).close()
    expect(existsSync(join(place.folder, 'lock.json'))).toBe(false)
  })

  it('[L26] is left to a process of another machine, which cannot be asked', async () => {
    const owner = { pid: process.pid, started: '1', host: 'elsewhere', address: null }
    writeFileSync(join(place.folder, 'lock.json'), JSON.stringify(owner))
    await expect(openPlace(place)).rejects.toMatchObject({ code: 'folder-in-use', owner })
  })

  it('[L26] goes to one of many that start at once, and to the next when that one ends', {
    timeout: 120_000,
  }, async () => {
    writeFileSync(join(place.folder, 'lock.json'), 'rubbish')
    const tries = Array.from({ length: 6 }, () => lockTries(place.folder))
    const held = (await Promise.all(tries)).flat()
    expect(held.length).toBeGreaterThan(0)
    expect(overlaps(held)).toEqual([])
  })

  it('[L28] sets a half-made data directory aside and makes a new one', async () => {
    mkdirSync(join(place.folder, 'pgdata'))
    writeFileSync(join(place.folder, 'pgdata', 'PG_VERSION'), '18\n')
    const database = await openPlace(place)
    const ledger = await openLedgerIn(database, place.folder)
    expect((await ledger.verify()).faults).toEqual([])
    await database.close()
    expect(readdirSync(place.folder).filter((name) => name.startsWith('pgdata.interrupted-'))).toHaveLength(1)
  })

  it('answers other queries while a long one waits its turn, and keeps transactions apart', async () => {
    const database = await openPlace(place)
    await sql`create table t (n integer)`.execute(database.sql)
    const insert = (n: number) => sql`insert into t values (${n})`
    const rolled = database.sql.transaction().execute(async (transaction) => {
      await insert(1).execute(transaction)
      throw new Error('rolled back')
    })
    const outside = insert(2).execute(database.sql)
    await expect(rolled).rejects.toThrow('rolled back')
    await outside
    const { rows } = await sql<{ n: number }>`select n from t order by n`.execute(database.sql)
    expect(rows).toEqual([{ n: 2 }])
    await database.close()
  })

  it('hands instants, days and 64-bit integers over as the other engine does', async () => {
    const database = await openPlace(place)
    const { rows } = await sql<Record<string, Json>>`
      select timestamptz '2026-05-19 08:00:00.5+08' as instant, date '2026-05-19' as day, count(*) as many
      from generate_series(1, 3)`.execute(database.sql)
    expect(rows).toEqual([{ instant: '2026-05-19T00:00:00.500Z', day: '2026-05-19', many: 3 }])
    await database.close()
  })

  it('takes bytes in and gives the same bytes back', async () => {
    const database = await openPlace(place)
    const bytes = new Uint8Array(randomBytes(1_000))
    const { rows } = await sql<{ bytes: Uint8Array }>`select ${bytes}::bytea as bytes`.execute(database.sql)
    expect(Buffer.from(rows[0]?.bytes ?? [])).toEqual(Buffer.from(bytes))
    await database.close()
  })
})
