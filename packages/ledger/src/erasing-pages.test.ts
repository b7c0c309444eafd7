import { createHash } from 'node:crypto'
import { type Command, type Finding, type FindingId, fold, type SideId, type SourceHash } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import type { QuotingEntry } from './erasing-pages.ts'
import { accept, ACTOR, agreementFinding, EAST, joining, opening, OTHER, propose, send, terms, undo } from './worked.ts'

const TEXT = '　　贺云屏说：绝密口令在此。\n'.repeat(5)
const bytes = new TextEncoder().encode(TEXT)
const source = createHash('sha256').update(bytes).digest('hex') as SourceHash
const WORDS = '绝密口令在此'

/** The finding of some number, quoted from the page. */
function finding(number: number): Finding {
  return { ...agreementFinding(number), source, words: WORDS }
}
const deciding = accept(1) as Extract<Command, { kind: 'accept-finding' }>
const accepting = (one: Finding): Command => ({ ...deciding, finding: one })
const spans = [{ start: 2, end: 8 }]
const common = { source, article: 0, evidence: spans, words: WORDS, lines: { from: 1, to: 1 }, outlet: '霁原日报' }
const rules = { stated: true, rules: ['R1'], evidence: spans }
const meeting = {
  ...common,
  id: 'fnd_E' as FindingId,
  kind: 'event',
  read: { kind: 'meeting', name: '座谈会', date: null, place: null, ...rules },
} as unknown as Finding
const speaker = {
  ...common,
  id: 'fnd_P' as FindingId,
  kind: 'person',
  events: ['fnd_E'],
  read: { name: '贺云屏', posts: [], region: null, acts: [{ act: 'speak', event: 0 }], ...rules },
} as unknown as Finding
const pledge = {
  ...common,
  id: 'fnd_I' as FindingId,
  kind: 'pledge',
  read: { text: WORDS, basis: 'speech', speaker: null, mode: 'undertakes', by: [], fields: [], targets: [], ...rules },
} as unknown as Finding
const page = {
  hash: source,
  name: '绝密版面',
  published: '2026-05-19',
  encoding: 'utf-8',
  lines: [{ span: { start: 0, end: 14 }, page: 1, box: [0, 0, 140, 10], fontSize: 10 }] as const,
  bytes,
  text: TEXT,
  reading: { version: '1', length: TEXT.length, published: null, articles: [] },
  findings: [finding(1), finding(2), finding(3), meeting, speaker, pledge],
}

describe.each(engines())('erasing a page on $name', (engine) => {
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
    await ledger.keepSource(page)
    await posted(ACTOR, accepting(finding(1)), accepting(finding(2)), accepting(meeting), accepting(speaker))
    await posted(ACTOR, accepting(pledge), undo(2))
    await posted(OTHER, accepting(finding(1)))
    const agreement = await ledger.record(ACTOR.cooperation, EAST.id, 'agreement', 'agr_1')
    const rests = [{ kind: 'source', id: source }] as const
    await posted(ACTOR, send('agreement', 'agr_1', agreement?.seq ?? 0, rests))
    const quote = agreement?.quote ?? null
    await posted(ACTOR, {
      ...propose('1', '1a'),
      terms: { ...terms(1), basis: { ...terms(1).basis, quote } },
    })
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  const posted = async (...[actor, ...commands]: Parameters<TrialLedger['post']>) =>
    expect(await ledger.post(actor, ...commands)).toMatchObject({ ok: true })
  const erase = (also: readonly QuotingEntry[] = []) => ledger.erasePage({ source, ground: 'secret', note: null, also })
  const asked = async () => (await ledger.quoting(source)).filter(({ becomes }) => becomes === 'asked')
  const entries = async (side: string) => {
    const all = []
    for (const chain of ['shared', 'internal'] as const) {
      all.push(...(await readRows(database.sql, { ...ACTOR, side: side as never, chain }, 0, 1000)).map(entryOf))
    }
    return all
  }
  /** The tables in which some words stand. */
  const holding = async (words: string) => {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1
    `.execute(database.sql)
    const found: string[] = []
    for (const { name } of rows) {
      const { rows: there } = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(name)} as one
        where strpos(one::text, ${words}) > 0 or strpos(one::text, ${Buffer.from(words).toString('hex')}) > 0
      `.execute(database.sql)
      if ((there[0]?.n ?? 0) > 0) found.push(name)
    }
    return found
  }

  it('[L78] tells before which entries hold its words, and what becomes of each', async () => {
    const told = (await ledger.quoting(source)).map(({ side, chain, kind, becomes }) =>
      [side.slice(4), chain, kind, becomes].join(' '),
    )
    expect(told).toEqual([
      'EAST internal source-cited@1 asked',
      'EAST internal agreement@2 stripped',
      'EAST internal finding-accepted@1 erased',
      'EAST internal agreement@2 erased',
      'EAST internal finding-accepted@1 erased',
      'EAST internal event@2 stripped',
      'EAST internal finding-accepted@1 erased',
      'EAST internal participation@2 stripped',
      'EAST internal finding-accepted@1 erased',
      'EAST internal intention@1 erased',
      'EAST internal finding-accepted@1 erased',
      'EAST shared agreement-sent@1 asked',
      'EAST shared terms-proposed@1 asked',
      'WEST internal source-cited@1 asked',
      'WEST internal agreement@2 stripped',
      'WEST internal finding-accepted@1 erased',
    ])
    expect((await ledger.quoting(source)).every(({ words }) => words.length > 0)).toBe(true)
  })

  it('[L78] leaves none of its words anywhere, where all that is asked about goes too', async () => {
    expect(await holding('绝密')).not.toEqual([])
    expect(await erase(await asked())).toMatchObject({ ok: true, value: { ground: 'secret' } })
    expect(await holding('绝密')).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L78] leaves what cites it with hash, outlet and lines, and the facts that were kept', async () => {
    const cited = { source, outlet: '霁原日报', lines: { from: 1, to: 1 }, words: '' }
    await erase()
    expect(await holding('绝密口令')).toEqual(['commitment', 'findable', 'payload', 'record'])
    for (const side of [EAST.id, OTHER.side]) {
      const agreement = await ledger.record(ACTOR.cooperation, side, 'agreement', 'agr_1')
      expect(agreement).toMatchObject({ name: '第1号合作协议', quote: { ...cited, lines: { from: 2, to: 2 } } })
    }
    expect(await ledger.record(ACTOR.cooperation, EAST.id, 'event', 'evt_E')).toMatchObject({ quote: cited })
    const [participation] = await ledger.records(ACTOR.cooperation, EAST.id, 'participation')
    expect(participation).toMatchObject({ name: '贺云屏', person: 'per_P', events: ['evt_E'], quote: cited })
    expect(await ledger.records(ACTOR.cooperation, EAST.id, 'intention')).toEqual([])
    const [citation] = await ledger.records(ACTOR.cooperation, EAST.id, 'source')
    expect(citation).toMatchObject({ outlet: '霁原日报', published: '2026-05-19' })
    const decided = await ledger.decisionsOn(ACTOR.cooperation, EAST.id, source)
    expect(decided.map(({ finding: id, verdict, read }) => [id, verdict, read])).toEqual(
      ['fnd_1', 'fnd_E', 'fnd_P', 'fnd_I'].map((id) => [id, 'accepted', null]),
    )
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L78] shows of the page its hash, ground and time; nothing is found, read or decided any more', async () => {
    await erase()
    const erasure = { ground: 'secret', at: expect.stringMatching(/^\d{4}-/) }
    expect(await ledger.listSources()).toMatchObject([{ hash: source, name: '', length: 0, findings: 0, erasure }])
    expect(await ledger.page(source)).toMatchObject({ text: '', items: [], outlines: [], erasure })
    const found = async (side: SideId) =>
      (await ledger.find(ACTOR.cooperation, side, '绝密口令', 9)).rows.map(({ kind }) => kind)
    // What was sent stays with the others until it is erased too.
    expect(await found(OTHER.side)).toEqual(['sent'])
    expect(await found(EAST.id)).toEqual([])
    await ledger.replaceReading([ACTOR.author], source, page.reading, page.findings, [])
    expect(await ledger.page(source)).toMatchObject({ items: [] })
    const refusal = { code: 'source-erased', source, ground: 'secret' }
    expect(await ledger.post(ACTOR, accepting(finding(3)))).toMatchObject({ ok: false, refusal })
    expect(await ledger.post(ACTOR, undo(1))).toMatchObject({ ok: true })
  })

  it('[L78] takes the same bytes in no more, and other bytes as ever', async () => {
    await erase()
    const refusal = { code: 'source-erased', source, ground: 'secret' }
    expect(await ledger.keepSource(page)).toMatchObject({ ok: false, refusal })
    expect(await erase()).toMatchObject({ ok: false, refusal })
    const other = createHash('sha256').update('别的').digest('hex') as SourceHash
    const kept = { ...page, hash: other, bytes: new TextEncoder().encode('别的'), text: '别的', findings: [] }
    expect(await ledger.keepSource(kept)).toMatchObject({ ok: true, value: { existing: false } })
  })

  it('[L78] refuses what is not there, and entries that hold none of its words; nothing is written then', async () => {
    const nowhere = 'f'.repeat(64) as SourceHash
    const unknown = await ledger.erasePage({ source: nowhere, ground: 'order', note: null, also: [] })
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'source-unknown' } })
    const [first] = await asked()
    const wrong = { ...(first as QuotingEntry), seq: 99 }
    expect(await erase([wrong])).toMatchObject({ ok: false, refusal: { code: 'entry-unknown', seq: 99 } })
    expect(await ledger.page(source)).toMatchObject({ text: TEXT, erasure: null })
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L59] [L78] is what folding and rebuilding give, and verifying finds what came back or was emptied', async () => {
    await erase(await asked())
    const folded = fold(ACTOR.cooperation, EAST.id, await entries(EAST.id))
    const standing = async () => {
      const { rows } = await sql<{ row: object }>`
        select to_jsonb(record) as row from record order by side, kind, id
      `.execute(database.sql)
      return rows.map(({ row }) => row)
    }
    const before = await standing()
    const own = before.filter((row) => (row as { side: string }).side === EAST.id)
    expect(
      new Map(
        own
          .map((row) => row as { kind: string; id: string; value: object })
          .map((row) => [`${row.kind} ${row.id}`, row.value]),
      ),
    ).toEqual(folded.records)
    await ledger.rebuild()
    expect(await standing()).toEqual(before)
    expect((await ledger.verify()).faults).toEqual([])
    for (const [column, value, back] of [
      ['text', '绝密', ''],
      ['lines', '[]', null],
      ['ground', 'order', 'secret'],
    ] as const) {
      await sql`update source set ${sql.ref(column)} = ${value}`.execute(database.sql)
      expect((await ledger.verify()).faults).toMatchObject([{ code: 'source-wrong' }])
      await sql`update source set ${sql.ref(column)} = ${back}`.execute(database.sql)
    }
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L78] misses nothing that is decided, sent or handed in meanwhile', async () => {
    const others = Array.from({ length: 12 }, (_, index) => finding(index + 10))
    await Promise.all([
      ...others.slice(0, 6).map((one) => ledger.post(ACTOR, accepting(one))),
      erase(await asked()),
      ledger.keepSource(page),
      ...others.slice(6).map((one) => ledger.post(OTHER, accepting(one))),
    ])
    expect(await holding('绝密')).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
  })
})
