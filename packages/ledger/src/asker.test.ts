import { createHash, randomBytes } from 'node:crypto'
import {
  type AuthorId,
  type Command,
  type DraftId,
  type FileHash,
  minting,
  type SideId,
  type SourceHash,
  type Terms,
} from '@handclasp/domain'
import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asAsker, type Asker, type WideAsker } from './asker.ts'
import { writeSteps } from './bulk.ts'
import type { Database } from './database.ts'
import { engines, makeAnew, openLedgerIn, openPlace, type Place, type TrialLedger } from './engines.ts'
import { migrations } from './migrations.ts'
import { type Moment, momentIn, type WideMoment, wideMomentIn } from './moment.ts'
import { keyOf } from './signing.ts'
import { ALL, agreementFinding } from './worked.ts'
import { type Pair, pairsOf, stepsOf, type WorldSize, worldOf } from './world.ts'

const SIZE: WorldSize = { pairs: 3, first: 30, others: 10 }
/** What nobody but the other side, another cooperation, or the holders of another page may read. */
const SECRETS = ['乙方机密', '他处机密', '别人的版面'] as const
const [MINE, THEIRS] = ['aut_MINE', 'aut_THEIRS'] as unknown as readonly [AuthorId, AuthorId]

/** A page with some findings. */
function pageOf(text: string, count = 2) {
  const bytes = new TextEncoder().encode(text)
  const hash = createHash('sha256').update(bytes).digest('hex') as SourceHash
  const findings = Array.from({ length: count }, (_, number) => ({ ...agreementFinding(number), source: hash }))
  const reading = { version: '1', length: text.length, published: null, articles: [] }
  return {
    hash,
    name: text.slice(0, 20),
    published: null,
    encoding: 'utf-8',
    bytes,
    lines: null,
    text,
    reading,
    findings,
  }
}
const OURS = pageOf('我们的版面：共建平台')
const THEIR_PAGE = pageOf('别人的版面：共建平台')

/** What the role of requests may do with each table; those it may not even read are the installation's. */
const RIGHTS: Readonly<Record<string, string>> = {
  chain: 'INSERT SELECT UPDATE',
  commitment: 'DELETE INSERT SELECT UPDATE',
  commitment_count: 'DELETE INSERT SELECT UPDATE',
  cooperation: 'INSERT SELECT UPDATE(composition)',
  day_head: 'INSERT SELECT UPDATE',
  entry: 'INSERT SELECT',
  findable: 'DELETE INSERT SELECT UPDATE',
  finding: 'DELETE INSERT SELECT UPDATE',
  hosted: 'INSERT SELECT',
  kysely_migration: '',
  kysely_migration_lock: '',
  payload: 'DELETE INSERT SELECT',
  record: 'DELETE INSERT SELECT UPDATE',
  saved_view: 'DELETE INSERT SELECT UPDATE',
  source: 'SELECT UPDATE(articles) UPDATE(reader) UPDATE(reading)',
  source_holder: 'SELECT',
  split: 'DELETE INSERT SELECT UPDATE',
  taken_in: 'DELETE INSERT SELECT UPDATE',
  verification: '',
}
/** Made by the migrator before any migration. */
const UNPOLICED = ['kysely_migration', 'kysely_migration_lock']

/** SQL that goes around the code; $1 is the cooperation that asks, $2 its side. */
const AROUND = [
  ['chain', "insert into chain values ('home', 'x', 'home', 0, null)"],
  ['entry', "insert into entry select * from entry where cooperation = 'home'"],
  ['cooperation', "insert into cooperation (cooperation, own, opening) values ($1, 'sid_X', '{}')"],
  ['cooperation', "insert into cooperation (cooperation, own, opening) values ('coo_X', $2, '{}')"],
  ['cooperation', "update cooperation set own = 'sid_X'"],
  ['cooperation', 'delete from cooperation'],
  ['hosted', "insert into hosted values ($1, 'sid_X')"],
  ['hosted', 'delete from hosted'],
  ['saved_view', "insert into saved_view values ($1, 'sid_X', 'v', 0, '', '')"],
  ['taken_in', "insert into taken_in values ('coo_X', 'c', 'd', '', '', '{}')"],
  ['commitment_count', "insert into commitment_count values ('coo_X', 'all', '', '', '', 1)"],
  ['findable', "insert into findable values ('home', '', 'page', 'x', 0, '', '', '', '')"],
  ['source', "update source set name = 'x'"],
  ['source', 'delete from source'],
  ['source_holder', `insert into source_holder values ('${THEIR_PAGE.hash}', 'aut_MINE')`],
  ['source_holder', 'delete from source_holder'],
  ['finding', `insert into finding values ('${THEIR_PAGE.hash}', 'x', 0, 0, '{}')`],
  [
    'split',
    `insert into split (source, finding, at, first, second, value)
    values ('${THEIR_PAGE.hash}', 'x', 0, 'a', 'b', '{}')`,
  ],
  ['verification', 'select * from verification'],
  ['verification', 'delete from verification'],
  ['kysely_migration', 'select * from kysely_migration'],
] as const

/** What a side must not see of each table. */
function foreignTo({ cooperation, sides }: Pair): Readonly<Record<string, string>> {
  const elsewhere = `cooperation <> '${cooperation}'`
  const ofOther = `side = '${sides[1].id}'`
  const internal = `${elsewhere} or ${ofOther} and chain = 'internal'`
  return {
    saved_view: ofOther,
    cooperation: elsewhere,
    hosted: elsewhere,
    taken_in: elsewhere,
    commitment: elsewhere,
    commitment_count: elsewhere,
    record: internal,
    entry: internal,
    payload: internal,
    chain: internal,
    day_head: internal,
    findable: `${ofOther} or id = '${THEIR_PAGE.hash}'`,
    source: `hash <> '${OURS.hash}'`,
    source_holder: "author <> 'aut_MINE'",
    finding: `source <> '${OURS.hash}'`,
    split: `source <> '${OURS.hash}'`,
  }
}

/** What the role may try on rows of a table. */
function rightsOver(table: string): readonly string[] {
  const rights = RIGHTS[table] ?? ''
  const columns: Readonly<Record<string, string>> = {
    source: "reader = 'x'",
    cooperation: "composition = '{}'",
    finding: 'place = 0',
    split: 'at = 0',
    saved_view: 'place = 0',
    chain: 'seq = 1',
    day_head: "hash = 'x'",
    findable: "body = 'x'",
    record: "written = 'x'",
    commitment: "text = 'x'",
    commitment_count: 'total = 0',
    taken_in: "opened = 'x'",
  }
  return [
    ...(rights.includes('UPDATE') ? [`update ${table} set ${columns[table]}`] : []),
    ...(rights.includes('DELETE') ? [`delete from ${table}`] : []),
  ]
}

/** Every question of a side of a cooperation. */
function questions({ cooperation, sides }: Pair, side: SideId) {
  const past = { day: '2019-06-30', known: 'then' } as const
  const all: { readonly [Name in keyof Moment]: (moment: Moment) => Promise<unknown> } = {
    cooperation: (moment) => moment.cooperation(cooperation),
    tally: (moment) => moment.tally(cooperation, side),
    records: (moment) => moment.records(cooperation, side, 'package'),
    record: async (moment) => {
      const [first] = await moment.records(cooperation, side, 'package')
      return moment.record(cooperation, side, 'package', first?.id ?? '', null)
    },
    decisionsOn: async (moment) => {
      const [first] = await moment.records(cooperation, side, 'decision')
      return moment.decisionsOn(cooperation, side, first?.source ?? ('' as SourceHash))
    },
    corrections: (moment) => moment.corrections(cooperation, side),
    textTitles: (moment) => moment.textTitles(cooperation, side),
    drafts: (moment) => moment.drafts(cooperation, side),
    draft: (moment) => moment.draft(cooperation, side, 'dft_1' as DraftId),
    attaches: (moment) => moment.attaches(cooperation, side, '0'.repeat(64) as FileHash),
    fourEyes: (moment) => moment.fourEyes(cooperation, side),
    sentAlone: (moment) => moment.sentAlone(cooperation, side, [1, 2, 3]),
    recordLists: async (moment) => [
      ...(await moment.recordLists(cooperation, side, ['package', 'agreement', 'source'])),
    ],
    commitments: (moment) => moment.commitments(cooperation, { ...ALL, limit: 9 }),
    groups: (moment) => moment.groups(cooperation, ALL, 'lead'),
    countCommitments: (moment) => moment.countCommitments(cooperation, past),
    serving: (moment) => moment.serving(cooperation),
    commitment: async (moment) => {
      const { rows } = await moment.commitments(cooperation, { ...ALL, limit: 1 })
      return moment.commitment(cooperation, rows[0]?.id ?? ('' as never))
    },
    sayings: async (moment) => {
      const { rows } = await moment.commitments(cooperation, { ...ALL, limit: 1 })
      return moment.sayings(cooperation, rows[0]?.id ?? ('' as never))
    },
    sent: (moment) =>
      moment.sent(
        cooperation,
        sides.map(({ id }) => id),
        side,
      ),
    sameness: (moment) => moment.sameness(cooperation),
    figureName: (moment) => moment.figureName(cooperation, side, past),
    recordsAsOf: (moment) => moment.recordsAsOf(cooperation, side, past, ['package', 'agreement']),
    history: (moment) => moment.history(cooperation, side, { from: '2016-01-01', to: '2030-01-01' }),
    find: (moment) => moment.find(cooperation, side, '平台', 50),
    erasable: (moment) => moment.erasable(cooperation, side, 'internal', 1),
    erased: (moment) => moment.erased(cooperation, side),
    savedViews: (moment) => moment.savedViews(cooperation, side),
  }
  return Object.entries(all)
}

/** Every question of somebody who asks for several sides, and of pages. */
function wideQuestions({ hash }: { readonly hash: SourceHash }) {
  const all: { readonly [Name in keyof WideMoment]: (moment: WideMoment) => Promise<unknown> } = {
    cooperations: (moment) => moment.cooperations(),
    listSources: (moment) => moment.listSources(),
    page: (moment) => moment.page(hash),
    citedSource: (moment) => moment.citedSource(hash),
    decidedOn: (moment) => moment.decidedOn(hash),
    findings: (moment) => moment.findings(hash, ['fnd_1' as never]),
    quoting: (moment) => moment.quoting(hash),
    wholeSource: (moment) => moment.wholeSource(hash),
    splits: (moment) => moment.splits(hash),
    partsOf: (moment) => moment.partsOf(hash, 'fnd_1' as never),
  }
  return Object.entries(all)
}

const secretsIn = (answer: unknown) => SECRETS.filter((secret) => JSON.stringify(answer ?? null).includes(secret))

const rowsOf = async (from: Pick<Database['sql'], 'executeQuery'>, statement: string) =>
  (await from.executeQuery<Record<string, unknown>>(CompiledQuery.raw(statement))).rows

function withoutPages(found: unknown) {
  return (found as { rows: readonly { kind: string }[] }).rows.filter(({ kind }) => kind !== 'page')
}

/** Every table of the ledger, with what the role of requests may do with it. */
const TABLES = `
  select relname as name, relrowsecurity and relforcerowsecurity as policed, (
    select coalesce(string_agg(said, ' ' order by said), '') from (
      select privilege_type as said from aclexplode(relacl) where grantee in (0, 'handclasp_app'::regrole)
      union all
      select format('%s(%s)', privilege_type, attname) from pg_attribute, aclexplode(attacl)
      where attrelid = pg_class.oid and grantee in (0, 'handclasp_app'::regrole)
    ) as told
  ) as rights
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`

/** Has the other side keep something, and another cooperation say something. */
async function plantSecrets(ledger: TrialLedger, pair: Pair, other: Pair): Promise<void> {
  const mint = minting(Date.now, randomBytes)
  const words = { parts: [1, 2] as [number, number], signedOn: '2020-01-01', place: null, quote: null }
  const keeping = { kind: 'keep-package', id: mint('package'), replaces: null, name: '乙方机密', ...words } as Command
  expect(await ledger.post(pair.actors[1], keeping)).toMatchObject({ ok: true })
  const proposal = [...stepsOf({ ...other, seed: 6, commitments: 1 }, '')]
    .flatMap((step) => step.commands)
    .find((command) => command.kind === 'propose-terms')
  if (!proposal) throw new Error('something was proposed')
  const ids = { commitment: mint('commitment'), version: mint('version') }
  const terms = { ...(proposal.terms as Terms), text: '他处机密' }
  expect(await ledger.post(other.actors[0], { ...proposal, ...ids, terms })).toMatchObject({ ok: true })
  expect(await ledger.post(other.actors[0], { ...keeping, name: '他处机密' } as Command)).toMatchObject({ ok: true })
}

/** No connection works as the role, or carries anybody. */
async function expectNobody(database: Database): Promise<void> {
  const asked = Array.from({ length: 20 }, () =>
    rowsOf(
      database.sql,
      `select current_setting('role') as role, coalesce(current_setting('handclasp.side', true), '') as side,
        coalesce(current_setting('handclasp.authors', true), '') as authors, pg_sleep(0.02) is null as slept`,
    ),
  )
  const none = { role: 'none', side: '', authors: '', slept: false }
  for (const rows of await Promise.all(asked)) expect(rows).toEqual([none])
}

describe.each(engines())('whose request it is on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let pair: Pair
  let other: Pair
  let own: Asker
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await makeAnew(database)
    ledger = await openLedgerIn(database, place.folder)
    const sealing = { signer: keyOf(place.folder), random: randomBytes }
    await writeSteps(database, sealing, worldOf(1, SIZE, ledger.publicKey))
    ;[pair, other] = pairsOf(1, SIZE) as unknown as [Pair, Pair]
    own = { cooperation: pair.cooperation, side: pair.sides[0].id, authors: [MINE] }
    await ledger.keepSource(OURS, MINE)
    await ledger.keepSource(THEIR_PAGE, THEIRS)
    await plantSecrets(ledger, pair, other)
    await ledger.saveView(
      pair.cooperation,
      pair.sides[1].id,
      { id: 'vie_B' as never, name: '乙方机密', address: '' },
      'new',
    )
    await sql.raw('analyze').execute(database.sql)
  }, 120_000)
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  const sealing = () => ({ signer: keyOf(place.folder), random: randomBytes, clock: () => new Date().toISOString() })
  const as = <Result>(
    asker: Asker | WideAsker,
    work: (from: Pick<Database['sql'], 'executeQuery'>) => Promise<Result>,
  ) => asAsker(database.sql, asker, 'writing', work)

  it('[L92] lists every table of the ledger, with its rights, and has each under forced policies', async () => {
    const tables = await rowsOf(database.sql, TABLES)
    expect(Object.fromEntries(tables.map(({ name, rights }) => [name, rights]))).toEqual(RIGHTS)
    const bare = tables.filter(({ policed }) => policed !== true).map(({ name }) => String(name))
    expect(bare.sort()).toEqual(UNPOLICED)
  })

  it('[L93] answers a side as the owner is answered for it, question by question', async () => {
    for (const [name, ask] of questions(pair, pair.sides[0].id)) {
      const expected = await ask(momentIn(database, sealing()))
      // Of pages the owner finds all.
      const told = name === 'find' ? withoutPages(expected) : expected
      const got = await ledger.for(own, ask)
      expect([name, name === 'find' ? withoutPages(got) : got]).toEqual([name, told])
      expect([name, secretsIn(got)]).toEqual([name, []])
      expect(JSON.stringify(expected).length).toBeGreaterThan(0)
    }
  })

  it('[L93] answers nothing of another side or cooperation, though it is asked about these', async () => {
    const foreign = [
      [pair, pair.sides[1].id],
      [other, other.sides[0].id],
    ] as const
    let told = 0
    for (const [whose, side] of foreign) {
      for (const [name, ask] of questions(whose, side)) {
        const seen = await ask(momentIn(database, sealing()))
        told += secretsIn(seen).length
        const got = await ledger.for(own, ask).catch((error: unknown) => {
          expect(String(error)).toContain('may not ask')
          return null
        })
        expect([name, secretsIn(got)]).toEqual([name, []])
        const ofAnother = whose === other && JSON.stringify(got ?? null).includes('_')
        expect([name, ofAnother && name !== 'figureName']).toEqual([name, false])
      }
    }
    // The owner is told them.
    expect(told).toBeGreaterThan(5)
  })

  it('[L94] [L95] answers over cooperations and of pages for the sides and authors alone', async () => {
    const sides = [pair, other].map(({ cooperation, sides: [first] }) => ({ cooperation, side: first.id }))
    const asker = { sides, authors: [MINE] }
    for (const [name, ask] of wideQuestions(OURS)) {
      const expected = await ask(wideMomentIn(database, asker))
      const got = await ledger.across(asker, ask)
      if (name === 'listSources') {
        expect(got).toEqual((expected as readonly { hash: string }[]).filter(({ hash }) => hash === OURS.hash))
      } else expect([name, got]).toEqual([name, expected])
    }
    for (const [name, ask] of wideQuestions(THEIR_PAGE)) {
      const got = await ledger.across(asker, ask)
      expect([name, secretsIn(got).includes('别人的版面')]).toEqual([name, false])
      if (name !== 'cooperations' && name !== 'listSources') expect([name, got ?? []]).toEqual([name, []])
    }
    const listed = await ledger.across({ sides, authors: [] }, (moment) => moment.cooperations())
    expect(listed.map(({ id, side }) => [id, side])).toEqual(sides.map((one) => [one.cooperation, one.side]))
    expect(await ledger.across({ sides: [], authors: [THEIRS] }, (moment) => moment.cooperations())).toEqual([])
  })

  it('[L95] lets one who asks for a side see no other, before and after it asked over several', async () => {
    const seen = await as(own, async (from) => {
      const pairs = JSON.stringify([{ cooperation: other.cooperation, side: other.sides[0].id }])
      const told = await rowsOf(from, `select cooperation from known_to('${pairs}')`)
      const left = await rowsOf(from, 'select distinct cooperation from record')
      return [told, left]
    })
    expect(seen).toEqual([[{ cooperation: other.cooperation }], [{ cooperation: pair.cooperation }]])
  })

  it('[L94] finds the pages of those who ask alone, however many others hold the same words', async () => {
    for (let number = 0; number < 30; number++) await ledger.keepSource(pageOf(`别人的版面${number}：共建平台`), THEIRS)
    const find = (authors: readonly AuthorId[], limit: number) =>
      ledger.for({ ...own, authors }, (moment) => moment.find(pair.cooperation, pair.sides[0].id, '版面', limit))
    const pages = async (authors: readonly AuthorId[], limit: number) =>
      (await find(authors, limit)).rows.filter(({ kind }) => kind === 'page').map(({ id }) => id)
    expect(await pages([MINE], 5)).toEqual([OURS.hash])
    expect(await pages([], 5)).toEqual([])
    expect((await pages([MINE, THEIRS], 100)).length).toBe(32)
    expect((await pages([THEIRS], 5)).length).toBe(5)
  })

  it('[L94] lets whoever brings the same bytes hold them too, and says whether they did before', async () => {
    const page = pageOf('两人的版面')
    const [first, second] = ['aut_ONE', 'aut_TWO'] as unknown as readonly [AuthorId, AuthorId]
    const seen = async (author: AuthorId) =>
      (await ledger.across({ sides: [], authors: [author] }, (moment) => moment.page(page.hash))) !== null
    expect(await ledger.keepSource(page, first)).toEqual({ ok: true, value: { existing: false } })
    expect([await seen(first), await seen(second)]).toEqual([true, false])
    expect(await ledger.keepSource(page, second)).toEqual({ ok: true, value: { existing: false } })
    expect(await ledger.keepSource(page, second)).toEqual({ ok: true, value: { existing: true } })
    expect([await seen(first), await seen(second)]).toEqual([true, true])
    const kept = await rowsOf(database.sql, `select from entry where header like '%${page.hash}%'`)
    expect(kept).toHaveLength(1)
  })

  it('[L94] cuts, joins, reads again and erases what those who ask hold, and nothing else', async () => {
    const { hash, reading, findings } = THEIR_PAGE
    const [finding] = findings
    if (!finding) throw new Error('there are findings')
    const parts = [
      { ...finding, id: 'fnd_a' as never },
      { ...finding, id: 'fnd_b' as never },
    ] as const
    expect(await ledger.split([MINE], hash, { finding, at: 3 }, parts)).toBe(false)
    await ledger.replaceReading([MINE], hash, { ...reading, version: '2' }, [], [])
    const wide = { sides: await ledger.hosted(), authors: [THEIRS] }
    const standing = () => ledger.across(wide, (moment) => moment.wholeSource(hash))
    expect((await standing())?.items).toHaveLength(2)
    const erasing = { source: hash, ground: 'secret', note: null, also: [] } as const
    expect(await ledger.erasePage(erasing)).toMatchObject({
      ok: false,
      refusal: { code: 'source-unknown' },
    })
    expect(await ledger.split([THEIRS], hash, { finding, at: 3 }, parts)).toBe(true)
    expect((await standing())?.items).toHaveLength(3)
    expect(await ledger.join([MINE], hash, 'fnd_a' as never)).toBe(false)
    expect(await ledger.join([THEIRS], hash, 'fnd_a' as never)).toBe(true)
  })

  it('[L94] gives pages of former times to those who kept them', async () => {
    const filling = /insert into source_holder[^;]*;/.exec(
      migrations().find(({ name }) => /holders/.test(name))?.text ?? '',
    )
    const holders = () => rowsOf(database.sql, 'select source, author from source_holder order by source, author')
    const page = pageOf('留给本机的版面')
    await ledger.keepSource(page)
    const before = (await holders()).filter(({ author }) => author !== 'aut_TWO')
    await sql.raw('delete from source_holder').execute(database.sql)
    await sql.raw(filling?.[0] ?? '').execute(database.sql)
    expect(await holders()).toEqual(before)
    expect(before).toContainEqual({ source: page.hash, author: 'local' })
  })

  it.each(AROUND)('[L63] refuses of %s what goes around the code: %s', async (_, statement) => {
    const words = statement.replace('$1', `'${own.cooperation}'`).replace('$2', `'${own.side}'`)
    // The entry of home is not seen, so that nothing is inserted.
    const asked = as(own, (from) => from.executeQuery(CompiledQuery.raw(words)))
    if (statement.startsWith('insert into entry')) expect(Number((await asked).numAffectedRows)).toBe(0)
    else await expect(asked).rejects.toThrow(/permission denied|row-level security/)
  })

  it('[L63] reaches nothing of home though the transaction carries it', async () => {
    const home = { cooperation: 'home' as never, side: ledger.installation as unknown as SideId, authors: [MINE] }
    for (const table of ['chain', 'entry', 'payload', 'day_head']) {
      expect(await as(home, (from) => rowsOf(from, `select from ${table}`))).toEqual([])
    }
    expect(await as(home, (from) => rowsOf(from, 'select id from findable'))).toEqual([{ id: OURS.hash }])
    const gone = await as({ ...home, side: '' as SideId }, (from) => rowsOf(from, 'delete from findable returning id'))
    expect(gone).toEqual([])
  })

  it('[L63] sees, changes and deletes of what is not its own nothing, table by table', async () => {
    const theirs = foreignTo(pair)
    expect([...Object.keys(theirs), 'verification', ...UNPOLICED].sort()).toEqual(Object.keys(RIGHTS).sort())
    for (const [table, where] of Object.entries(theirs)) {
      expect([table, await as(own, (from) => rowsOf(from, `select from ${table} where ${where}`))]).toEqual([table, []])
      for (const done of rightsOver(table)) {
        const touched = await as(own, (from) => rowsOf(from, `${done} where ${where} returning 1`))
        expect([done, touched]).toEqual([done, []])
      }
    }
  })

  it('[L91] [L78] refuses to quote what was erased, whoever held it', async () => {
    const page = pageOf('将删的版面')
    await ledger.keepSource(page)
    expect(await ledger.erasePage({ source: page.hash, ground: 'secret', note: null, also: [] })).toMatchObject({
      ok: true,
    })
    const citation = { name: '', outlet: null, published: null }
    const [finding] = page.findings
    const command = {
      kind: 'accept-finding',
      finding,
      citation,
      reader: '1',
      correction: null,
      person: null,
    } as Command
    const posted = await ledger.post({ ...pair.actors[0], author: MINE }, command)
    expect(posted).toMatchObject({ ok: false, refusal: { code: 'source-erased' } })
  })

  it('[L94] refuses to judge what only others hold, and lets those who work with them', async () => {
    const page = pageOf('同事的版面')
    await ledger.keepSource(page, THEIRS)
    const citation = { name: '', outlet: null, published: null }
    const [finding] = page.findings
    const command = { kind: 'reject-finding', finding, citation, reader: '1', reason: null } as Command
    const actor = { ...pair.actors[0], author: MINE }
    const refusal = { code: 'source-unknown', source: page.hash }
    expect(await ledger.post(actor, command)).toEqual({ ok: false, refusal })
    expect(await ledger.post({ ...actor, authors: [MINE, THEIRS] }, command)).toMatchObject({ ok: true })
  })

  it('[L91] carries who asks, as it was said, to its end and no further', async () => {
    const odd = { cooperation: `coo_'\\"; reset role; --` as never, side: "'" as SideId, authors: [MINE, THEIRS] }
    const told = await as(odd, (from) =>
      rowsOf(
        from,
        `select current_user as who, current_setting('handclasp.cooperation') as cooperation,
          current_setting('handclasp.side') as side, current_setting('handclasp.authors') as authors`,
      ),
    )
    const who = 'handclasp_app'
    expect(told).toEqual([{ who, cooperation: odd.cooperation, side: odd.side, authors: `${MINE} ${THEIRS}` }])
    await expectNobody(database)
  })

  it('[L91] asks nothing for whom it cannot name', async () => {
    const unnamed = { ...own, side: 'sid_\0' as SideId }
    const asked = as(unnamed, (from) => rowsOf(from, 'delete from saved_view'))
    await expect(asked).rejects.toThrow('no text of the database')
  })

  // Roles are of the whole server: only the embedded one is this test's own.
  it.runIf(engine.name === 'embedded')('[L91] asks nothing where it could not begin', async () => {
    const views = () => rowsOf(database.sql, 'select from saved_view')
    const before = await views()
    expect(before.length).toBeGreaterThan(0)
    await sql.raw('alter role handclasp_app rename to handclasp_away').execute(database.sql)
    try {
      const asked = as(own, (from) => rowsOf(from, 'delete from saved_view returning 1'))
      await expect(asked).rejects.toThrow('role "handclasp_app" does not exist')
    } finally {
      await sql.raw('alter role handclasp_away rename to handclasp_app').execute(database.sql)
    }
    expect(await views()).toEqual(before)
    await expectNobody(database)
  })

  it('[L91] leaves no connection with the role after errors of every kind', async () => {
    const thrown = new Error('thrown')
    const failing = [
      as(own, () => Promise.reject(thrown)),
      as(own, (from) => rowsOf(from, 'select 1 / 0')),
      as(own, async (from) => rowsOf(from, 'select 1 / 0').catch(() => null)),
      as(own, async (from) => rowsOf(from, 'commit; select 1 / 0')),
      ledger.for(own, () => Promise.reject(thrown)),
      ledger.across({ sides: [], authors: [] }, () => Promise.reject(thrown)),
      ledger.for(own, (moment) => moment.find(other.cooperation, other.sides[0].id, '平台', 9)),
    ]
    const settled = await Promise.allSettled(failing)
    // What fails unheard is told on PostgreSQL; on neither is anything kept of it.
    expect(settled.map(({ status }) => status).filter((status) => status === 'fulfilled').length).toBeLessThan(2)
    await expectNobody(database)
    const refused = await ledger.post(pair.actors[0], {
      kind: 'drop-record',
      of: 'package',
      id: 'pkg_X',
      reason: null,
    } as never)
    expect(refused.ok).toBe(false)
    await expectNobody(database)
  })

  it.runIf(engine.name === 'postgres')('[L91] leaves none with the role after its connection broke', async () => {
    const broken = as(own, async (from) => {
      const [{ pid } = {}] = await rowsOf(from, 'select pg_backend_pid() as pid')
      await rowsOf(database.sql, `select pg_terminate_backend(${String(pid)})`)
      return rowsOf(from, 'select 1')
    })
    await expect(broken).rejects.toThrow(/terminat|closed|connection error/i)
    await expectNobody(database)
  })

  it('[L91] writes nothing where it reads', async () => {
    const reading = asAsker(database.sql, own, 'reading', (from) =>
      rowsOf(from, 'update chain set seq = 0, hash = null'),
    )
    await expect(reading).rejects.toThrow(/read-only/)
  })
})
