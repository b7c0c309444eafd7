import { createHash, randomBytes } from 'node:crypto'
import {
  type AgreementId,
  COMMITMENT_ORDERS,
  type Command,
  type CommandOf,
  type CommitmentId,
  type FileHash,
  type FindingId,
  FINDING_KINDS,
  GROUPINGS,
  minting,
  RECORD_OF,
  type SourceHash,
} from '@handclasp/domain'
import { CompiledQuery, createQueryId, type KyselyPlugin, type RootOperationNode, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, asAsker } from './asker.ts'
import { writeSteps } from './bulk.ts'
import type { CommitmentQuery } from './commitments.ts'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { compareFiles } from './files.ts'
import { keyOf } from './signing.ts'
import { ALL, agreementFinding } from './worked.ts'
import { type Pair, pairsOf, stepsOf, type WorldSize, worldOf } from './world.ts'

/** Some thousand rows, of which a pair has few: so that reading all of them is not the best plan. */
const SIZE: WorldSize = { pairs: 24, first: 60, others: 30 }
const LARGE = ['day_head', 'entry', 'payload', 'record', 'commitment', 'commitment_count', 'finding', 'findable']

/** Kinds of records that a past day is asked for. */
const TOLD = ['source', 'decision', 'package', 'agreement', 'text', 'attachment', 'intention', 'programme'] as const

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

/** A database that tells what it is asked, beside the questions so far. */
function overheard(database: Database) {
  const asked: RootOperationNode[] = []
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(node)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { asked, database: { ...database, sql: database.sql.withPlugin(listening) } }
}

/** The large tables that a statement reads from end to end, asked under the role of requests where that may ask it. */
async function readWhole(database: Database, asker: Asker, node: RootOperationNode): Promise<readonly string[]> {
  const compiled = database.sql.getExecutor().compileQuery(node, createQueryId())
  const explained = CompiledQuery.raw(`explain (format json) ${compiled.sql}`, [...compiled.parameters])
  const explain = (asked: Pick<Database['sql'], 'executeQuery'>) =>
    asked.executeQuery<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(explained)
  // What the role may not ask is the installation's own work.
  const { rows } = await asAsker(database.sql, asker, 'writing', explain).catch((error: unknown) => {
    if (!/permission denied/.test(String(error))) throw error
    return explain(database.sql)
  })
  const whole = (plan: Plan): readonly string[] => {
    const table = plan['Node Type'] === 'Seq Scan' ? (plan['Relation Name'] ?? '') : ''
    return [...(LARGE.includes(table) ? [`${table}: ${compiled.sql}`] : []), ...(plan.Plans ?? []).flatMap(whole)]
  }
  return rows[0]?.['QUERY PLAN'].flatMap(({ Plan: plan }) => whole(plan)) ?? []
}

/**
 * The large tables that are read from end to end while a question is answered, in the functions that it asks as well:
 * what these plan is not told by their caller's plan, but the database counts what they read.
 */
async function readWholeInside(database: Database, asker: Asker, node: RootOperationNode, without: readonly string[]) {
  const compiled = database.sql.getExecutor().compileQuery(node, createQueryId())
  return asAsker(database.sql, asker, 'reading', async (asked) => {
    const counted = async () => {
      const { rows } = await sql<{ relname: string; seq_scan: number }>`
        select relname, seq_scan::integer from pg_stat_xact_user_tables where relname = any(${LARGE}::text[])
      `.execute(asked)
      return new Map(rows.map(({ relname, seq_scan }) => [relname, seq_scan]))
    }
    for (const way of without) await sql.raw(`set local enable_${way} = off`).execute(asked)
    const before = await counted()
    await asked.executeQuery(compiled)
    return [...(await counted())].flatMap(([table, scans]) => (scans > (before.get(table) ?? 0) ? [table] : []))
  })
}

/** A page with some findings. */
function sourceOf(letter: string) {
  const bytes = new TextEncoder().encode(`携手${letter}`)
  const hash = createHash('sha256').update(bytes).digest('hex') as SourceHash
  const findings = Array.from({ length: 60 }, (_, number) => ({ ...agreementFinding(number), source: hash }))
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
    findings,
  }
}

describe.each(engines())('the plans of requests on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let heard: ReturnType<typeof overheard>
  let pair: Pair
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await empty(database)
    const { publicKey } = await openLedgerIn(database, place.folder)
    const sealing = { signer: keyOf(place.folder), random: randomBytes }
    await writeSteps(database, sealing, worldOf(1, SIZE, publicKey))
    const keeping = await openLedgerIn(database, place.folder)
    for (const letter of 'abcdefghijklmnopqrst') await keeping.keepSource(sourceOf(letter))
    await sql.raw('analyze').execute(database.sql)
    heard = overheard(database)
    ledger = await openLedgerIn(heard.database, place.folder)
    pair = pairsOf(1, SIZE)[0] as Pair
  }, 120_000)
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  /** What reads a large table whole, of all that some work asks. */
  async function wholeIn(work: () => Promise<unknown>): Promise<readonly string[]> {
    heard.asked.length = 0
    await work()
    expect(heard.asked.length).toBeGreaterThan(0)
    const found: string[] = []
    const asker = { cooperation: pair.cooperation, side: own(), authors: [pair.actors[0].author] }
    for (const node of heard.asked) found.push(...(await readWhole(database, asker, node)))
    return found
  }
  const all: CommitmentQuery = { ...ALL, limit: 100 }
  const own = () => pair.actors[0].side
  const list = (query: Partial<CommitmentQuery>) => ledger.commitments(pair.cooperation, { ...all, ...query })

  it.each(COMMITMENT_ORDERS)('[L47] list commitments by %s without reading all of them', async (order) => {
    const after = { key: '2020-01-01', id: 'com_0' }
    const found = await wholeIn(async () => {
      await list({ order })
      await list({ order, after, descending: true })
      await list({ order, states: ['proposed', 'amending'], fields: ['energy'] })
      await list({ order, states: ['agreed'] })
      await list({ order, fields: ['energy'], from: '2024-03-01', to: '2024-03-31' })
      await list({ order, from: '2024-03-02', to: '2024-03-31', clause: '第一条' })
      await list({ order, words: '水', from: '2024-03-02' })
      await list({ order, awaits: own(), agreements: ['agr_0' as never] })
      await list({ order, words: '水蓄能' })
      await list({ order, leads: ['霁原省商务厅'], lacks: ['deadline'], from: '2027-01-01', clause: '第一条' })
      await list({ order, intention: 'int_0' as never })
      await list({ order, programme: '霁原省产业振兴计划' })
    })
    expect(found).toEqual([])
  })

  it.each(GROUPINGS)('[L47] count commitments in groups by %s without reading all of them', async (by) => {
    const groups = (filter: Partial<CommitmentQuery>) => ledger.groups(pair.cooperation, { ...all, ...filter }, by)
    const found = await wholeIn(async () => {
      await groups({})
      await groups({ states: ['agreed'], fields: ['energy'] })
      await groups({ words: '平台', lacks: ['lead'] })
    })
    expect(found).toEqual([])
  })

  it('[L47] look up words and count what is found without reading all, in their functions as well', async () => {
    heard.asked.length = 0
    for (const order of COMMITMENT_ORDERS) {
      await list({ order, words: '水' })
      await list({ order, fields: ['energy'], states: ['agreed'] })
    }
    for (const by of GROUPINGS) await ledger.groups(pair.cooperation, { ...all, words: '平台', lacks: ['lead'] }, by)
    await ledger.find(pair.cooperation, own(), '水蓄能', 20)
    const asker = { cooperation: pair.cooperation, side: own(), authors: [pair.actors[0].author] }
    const inside = async (without: readonly string[]) => {
      const tables: string[] = []
      for (const node of heard.asked) tables.push(...(await readWholeInside(database, asker, node, without)))
      return tables
    }
    expect(await inside([])).toEqual([])
    // Were there no index to go by, it would be seen.
    expect(await inside(['indexscan', 'indexonlyscan', 'bitmapscan'])).toContain('findable')
  })

  it('[L47] answer for one commitment, one side and one source without reading all', async () => {
    const id = ((await list({ limit: 1 })).rows[0]?.id ?? '') as CommitmentId
    const { hash: source } = sourceOf('a')
    const found = await wholeIn(async () => {
      await ledger.commitment(pair.cooperation, id)
      await ledger.sayings(pair.cooperation, id)
      await ledger.cooperation(pair.cooperation)
      await ledger.tally(pair.cooperation, own())
      await ledger.serving(pair.cooperation)
      for (const kind of FINDING_KINDS) await ledger.records(pair.cooperation, own(), RECORD_OF[kind])
      await ledger.recordLists(pair.cooperation, own(), ['package', 'agreement', 'intention', 'source'])
      await ledger.corrections(pair.cooperation, own())
      await ledger.decisionsOn(pair.cooperation, own(), source)
      await ledger.find(pair.cooperation, own(), '水蓄能', 20)
      await ledger.page(source)
      await ledger.history(pair.cooperation, own(), { from: '2020-01-01', to: '2020-02-01' })
      const heads = [{ side: own(), chain: 'shared', from: 1, to: 2 }] as const
      await ledger.history(pair.cooperation, own(), { heads }, { after: '2021-01-01' })
      await ledger.findings(source, ['fnd_1' as FindingId])
      await ledger.savedViews(pair.cooperation, own())
      await ledger.erasable(pair.cooperation, own(), 'shared', 2)
      await ledger.erased(pair.cooperation, own())
    })
    expect(found).toEqual([])
  })

  it('[L47] attach files, look into them and sweep without reading all', async () => {
    const [actor] = pair.actors
    const mint = minting(Date.now, randomBytes)
    const [agreement] = await ledger.records(pair.cooperation, own(), 'agreement')
    const bytes = new TextEncoder().encode('签署本')
    const file = createHash('sha256').update(bytes).digest('hex') as FileHash
    async function* coming() {
      yield bytes
    }
    await ledger.files.keep(file, coming())
    const to = { kind: 'agreement', id: agreement?.id ?? ('' as AgreementId) } as const
    const words = { file, bytes: bytes.length, to, replaces: null, name: '签署本.pdf', note: null }
    const found = await wholeIn(async () => {
      const attached = await ledger.post(actor, { kind: 'keep-attachment', id: mint('attachment'), ...words })
      expect(attached).toMatchObject({ ok: true })
      expect(await ledger.records(pair.cooperation, own(), 'attachment')).toHaveLength(1)
      expect(await ledger.sweep({ before: '9999-12-31', isTrial: false })).toMatchObject({ files: 0, kept: 1 })
      expect(await compareFiles(heard.database.sql, ledger.files, () => {})).toEqual([])
    })
    expect(found).toEqual([])
  })

  it('[L64] write what a post leaves in one statement', async () => {
    const mint = minting(Date.now, randomBytes)
    const commands = [...stepsOf({ ...pair, seed: 6, commitments: 1 }, '')].flatMap((step) => step.commands)
    const proposal = commands.find((command) => command.kind === 'propose-terms')
    const ids = { commitment: mint('commitment'), version: mint('version') }
    heard.asked.length = 0
    expect(await ledger.post(pair.actors[0], { ...proposal, ...ids } as never)).toMatchObject({ ok: true })
    const said = heard.asked.map((node) => database.sql.getExecutor().compileQuery(node, createQueryId()).sql)
    expect(said.filter((statement) => /\b(insert into|delete from|update "?\w+"? set)\b/.test(statement))).toHaveLength(
      1,
    )
  })

  it('[L47] post what is said and kept without reading all', async () => {
    const mint = minting(Date.now, randomBytes)
    const [actor, other] = pair.actors
    const commands = [...stepsOf({ ...pair, seed: 5, commitments: 1 }, '')].flatMap((step) => step.commands)
    const proposal = commands.find((command) => command.kind === 'propose-terms')
    const accepting = commands.filter((command) => command.kind === 'accept-finding').slice(0, 3)
    const kept = commands.filter(({ kind }) => kind === 'keep-package' || kind === 'keep-agreement')
    const ids = { commitment: mint('commitment'), version: mint('version') }
    const granted = { ok: true }
    const found = await wholeIn(async () => {
      expect(await ledger.post(actor, { ...proposal, ...ids } as never)).toMatchObject(granted)
      const yes = { kind: 'answer-terms', ...ids, stance: 'accepted', note: null } as const
      expect(await ledger.post(other, yes)).toMatchObject(granted)
      expect(await ledger.post(actor, ...accepting)).toMatchObject(granted)
      expect(await ledger.post(actor, ...kept)).toMatchObject(granted)
    })
    expect(found).toEqual([])
  })

  it('[L47] send and say what is the same without reading all', async () => {
    const mint = minting(Date.now, randomBytes)
    const [actor, other] = pair.actors
    const { cooperation } = pair
    const words = { name: '试', parts: [1, 2], signedOn: null, place: null, quote: null }
    const found = await wholeIn(async () => {
      const ids = [mint('package'), mint('package')] as const
      for (const [by, id] of [[actor, ids[0]] as const, [other, ids[1]] as const]) {
        const kept = await ledger.post(by, { kind: 'keep-package', id, replaces: null, ...words })
        const seq = kept.ok ? (kept.value[0]?.seq ?? 0) : 0
        const sent = await ledger.post(by, { kind: 'send-record', of: 'package', id, seq, rests: [] })
        expect(sent).toMatchObject({ ok: true })
      }
      const same = { kind: 'say-same', of: 'package', mine: ids[0], theirs: ids[1], whose: other.side } as const
      expect(await ledger.post(actor, { ...same, said: 'same', note: null })).toMatchObject({ ok: true })
      await ledger.sent(cooperation, [actor.side, other.side], actor.side)
      await ledger.sameness(cooperation)
    })
    expect(found).toEqual([])
  })

  it('[L47] draft, judge, send and list drafts without reading all', async () => {
    const mint = minting(Date.now, randomBytes)
    const [actor] = pair.actors
    const { cooperation, side, author: by } = actor
    const commands = [...stepsOf({ ...pair, seed: 7, commitments: 1 }, '')].flatMap((step) => step.commands)
    const proposal = commands.find((one) => one.kind === 'propose-terms')
    const found = await wholeIn(async () => {
      const id = mint('draft')
      const ids = { commitment: mint('commitment'), version: mint('version') }
      const command = { ...proposal, ...ids } as CommandOf<'propose-terms'>
      expect(await ledger.objectionToSending(actor, command)).toBeNull()
      const written = await ledger.post(actor, { kind: 'write-draft', id, replaces: null, command, note: null })
      const seq = written.ok ? (written.value[0]?.seq ?? 0) : 0
      const judged = { kind: 'judge-draft', id, seq, verdict: 'checked', note: null, by } as const
      expect(await ledger.post(actor, judged)).toMatchObject({ ok: true })
      const sent = await ledger.post(actor, command, { kind: 'send-draft', id, seq, by })
      expect(sent).toMatchObject({ ok: true })
      expect(await ledger.drafts(cooperation, side)).toMatchObject({ rows: [{ id, state: 'sent' }] })
      await ledger.drafts(cooperation, side, { unsent: true, after: 5, limit: 2 })
      await ledger.draft(cooperation, side, id)
      await ledger.fourEyes(cooperation, side)
      await ledger.sentAlone(cooperation, side, [1, 2])
      const number = sent.ok ? (sent.value[0]?.seq ?? 0) : 0
      expect(await ledger.erasable(cooperation, side, 'shared', number)).toMatchObject([{}, { why: 'draft' }])
    })
    expect(found).toEqual([])
  })

  it.each([
    ['then', '2019-06-30'],
    ['then', '2026-01-01'],
    ['now', '2019-06-30'],
    ['now', '2026-01-01'],
  ] as const)('[L47] [L83] tell of a past day as it is known %s, of %s, without reading all', async (known, day) => {
    const past = { day, known }
    const { cooperation, actors } = pair
    const sides = actors.map(({ side }) => side)
    const about = { ...all, words: '水蓄能' }
    const first = ((await list({ limit: 1 })).rows[0]?.id ?? '') as CommitmentId
    const found = await wholeIn(async () => {
      await ledger.figureName(cooperation, own(), past)
      await ledger.cooperation(cooperation, past)
      const records = await ledger.recordsAsOf(cooperation, own(), past, [...TOLD])
      expect(records.length).toBeGreaterThan(0)
      await ledger.record(cooperation, own(), 'text', 'txt_0', past)
      await ledger.sent(cooperation, sides, own(), past)
      await ledger.sameness(cooperation, past)
      await ledger.serving(cooperation, past)
      for (const order of COMMITMENT_ORDERS) await ledger.commitments(cooperation, { ...all, order }, past)
      await ledger.commitments(cooperation, about, past)
      await ledger.countCommitments(cooperation, past)
      for (const by of GROUPINGS) await ledger.groups(cooperation, about, by, past)
      await ledger.commitment(cooperation, first, past)
      await ledger.sayings(cooperation, first, past)
    })
    expect(found).toEqual([])
  })

  it('[L47] [L78] erase a page and what quotes it, reading all for the quotes alone', async () => {
    const [actor] = pair.actors
    const { hash: source, findings } = sourceOf('t')
    const citation = { name: 'page', outlet: null, published: null }
    const accepting = findings.slice(0, 3).map((finding): Command => {
      return { kind: 'accept-finding', finding, citation, reader: '1', correction: null, person: null }
    })
    const found = await wholeIn(async () => {
      expect(await ledger.post(actor, ...accepting)).toMatchObject({ ok: true })
      expect((await ledger.quoting(source)).length).toBeGreaterThan(0)
      const erasing = { source, ground: 'secret', note: null, also: [] } as const
      expect(await ledger.erasePage(erasing)).toMatchObject({ ok: true })
    })
    // What quotes a page is sought in all that was ever written, so that nothing of it is left.
    expect(found.filter((statement) => !statement.includes('strpos(payload.payload'))).toEqual([])
  })

  it('[L47] [L75] make commitments one, and tell of them, without reading all', async () => {
    const mint = minting(Date.now, randomBytes)
    const { cooperation, actors } = pair
    const [actor, other] = actors
    const commands = [...stepsOf({ ...pair, seed: 4, commitments: 1 }, '')].flatMap((step) => step.commands)
    const proposal = commands.find((command) => command.kind === 'propose-terms')
    const found = await wholeIn(async () => {
      const ids = [mint('commitment'), mint('commitment')] as const
      for (const [by, commitment] of [[actor, ids[0]] as const, [other, ids[1]] as const]) {
        const ours = { ...proposal, commitment, version: mint('version') } as Command
        expect(await ledger.post(by, ours)).toMatchObject({ ok: true })
      }
      const said = { kind: 'say-same', of: 'commitment', said: 'same', note: null } as const
      const mine = { ...said, mine: ids[0], theirs: ids[1], whose: other.side }
      const theirs = { ...said, mine: ids[1], theirs: ids[0], whose: actor.side }
      expect(await ledger.post(actor, mine)).toMatchObject({ ok: true })
      expect(await ledger.post(other, theirs)).toMatchObject({ ok: true })
      const standing = await Promise.all(ids.map((id) => ledger.commitment(cooperation, id)))
      expect(standing.map((one) => one?.within ?? null).filter(Boolean)).toHaveLength(1)
      for (const id of ids) await ledger.sayings(cooperation, id)
      await ledger.commitments(cooperation, { ...all, order: 'changed', descending: true })
      await ledger.sameness(cooperation)
    })
    expect(found).toEqual([])
  })
})
