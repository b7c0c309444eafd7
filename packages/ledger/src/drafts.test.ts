import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Actor, type Command, type DraftId, fold, type Side, type SideId, type VersionId } from '@handclasp/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entryOf, readRows } from './chain.ts'
import { type Database, empty, engines, openPlace, type Place } from './engines.ts'
import { openFileFolder } from './file-folder.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { keyOf } from './signing.ts'
import { type TrialLedger, trialLedger } from './trial-ledger.ts'
import { PROJECTED } from './twins.ts'
import { ACTOR, answer, APPROVER, CLERK, draft, EAST, joining, judged, keepPackage } from './worked.ts'
import { tamper } from './trial-database.ts'
import { opening, OTHER, propose, same, send, sentAs, WEST } from './worked.ts'

const THIRD: Side = { id: 'sid_THIRD' as SideId, mark: '汐', regions: [{ name: '汐州', code: null }] }
const VERSION = 'ver_third' as VersionId
const PROPOSING = { kind: 'propose-side', version: VERSION, side: THIRD, name: '霁翎汐合作', note: null } as const
const ALONE = { kind: 'send-alone', by: CLERK.author } as const
const { cooperation } = ACTOR

/** Posts what must not be refused; the number of the last entry it became. */
async function postIn(ledger: Pick<Ledger, 'post'>, actor: Actor, ...commands: readonly Command[]): Promise<number> {
  const outcome = await ledger.post(actor, ...commands)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value.at(-1)?.seq ?? 0
}

/** Every row of what is made of the entries. */
async function rowsIn(database: Database) {
  const tables: (readonly unknown[])[] = []
  for (const table of PROJECTED) {
    const asked = sql<{ row: string }>`
      select to_jsonb(one)::text as row from ${sql.table(table)} as one order by to_jsonb(one)::text collate "C"`
    tables.push((await asked.execute(database.sql)).rows)
  }
  return tables
}

/** Everything that can become of a draft. */
async function fill(ledger: Pick<Ledger, 'post'>) {
  const posted = (actor: Actor, ...commands: readonly Command[]) => postIn(ledger, actor, ...commands)
  const first = await posted(CLERK, draft('1', propose('1', '1a')))
  await posted(APPROVER, judged(APPROVER, '1', first, 'returned'))
  const anew = await posted(CLERK, draft('1', propose('1', '1b'), first))
  await posted(APPROVER, judged(APPROVER, '1', anew))
  await posted(APPROVER, propose('1', '1b'), sentAs(APPROVER, '1', anew))
  await posted(CLERK, propose('2', '2a'), ALONE)
  for (const required of [true, false]) await posted(APPROVER, { kind: 'set-four-eyes', required, note: null })
  const dropped = await posted(CLERK, draft('3', propose('3', '3a')))
  await posted(APPROVER, judged(APPROVER, '3', dropped))
  await posted(CLERK, { kind: 'drop-record', of: 'draft', id: 'dft_3', reason: null })
  await posted(CLERK, draft('3', propose('3', '3b')))
  const erased = await posted(CLERK, draft('4', propose('4', '4a')))
  await posted(CLERK, { kind: 'erase-entry', chain: 'internal', seq: erased, ground: 'mistake', note: null })
  const fifth = await posted(CLERK, draft('5', propose('5', '5a')))
  await posted(APPROVER, judged(APPROVER, '5', fifth))
  const returned = await posted(APPROVER, judged(APPROVER, '5', fifth, 'returned'))
  await posted(APPROVER, { kind: 'erase-entry', chain: 'internal', seq: returned, ground: 'mistake', note: null })
  await posted(APPROVER, propose('6', '6a'))
}

describe.each(engines())('drafts on $name', (engine) => {
  let place: Place
  let database: Database
  let ledger: TrialLedger
  let ticks = 0

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    ticks = 0
    const clock = () => new Date(Date.UTC(2026, 4, 1) + 1000 * ticks++).toISOString()
    const sealing = { signer: keyOf(place.folder), clock, random: randomBytes }
    const files = await openFileFolder(join(place.folder, 'files'), sealing.signer.installation)
    ledger = trialLedger(await openLedger(database, sealing, ACTOR.author, files))
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
  })

  const entries = async (chain: 'shared' | 'internal', side = EAST.id) =>
    (await readRows(database.sql, { cooperation, side, chain }, 0, 1000)).map(entryOf)
  const posted = (actor: Actor, ...commands: readonly Command[]) => postIn(ledger, actor, ...commands)
  const refused = async (actor: Actor, ...commands: readonly Command[]) => {
    const outcome = await ledger.post(actor, ...commands)
    return outcome.ok ? null : outcome.refusal
  }
  const one = (id: string, side = EAST.id) => ledger.draft(cooperation, side, `dft_${id}` as DraftId)
  const names = async (query = {}) => (await ledger.drafts(cooperation, EAST.id, query)).rows.map(({ id }) => id)

  it('[L86] stand with who drafted, judged and sent them, and when', async () => {
    const first = await posted(CLERK, draft('1', propose('1', '1a')))
    expect(await one('1')).toMatchObject({ id: 'dft_1', seq: 1, of: 'propose-terms', about: 'com_1', state: 'drafted' })
    await posted(APPROVER, judged(APPROVER, '1', first, 'returned'))
    expect(await one('1')).toMatchObject({ state: 'returned', judged: { seq: 1, verdict: 'returned' }, sent: null })
    const anew = await posted(CLERK, draft('1', propose('1', '1b'), first))
    // What was said of it before is shown and does not count.
    expect(await one('1')).toMatchObject({ state: 'drafted', seq: 3, judged: { seq: 1, verdict: 'returned' } })
    await posted(APPROVER, judged(APPROVER, '1', anew))
    const sent = await ledger.post(APPROVER, propose('1', '1b'), sentAs(APPROVER, '1', anew))
    expect(sent).toMatchObject({ ok: true, value: [{ kind: 'terms-proposed@1' }, { kind: 'draft-sent@1' }] })
    const found = await one('1')
    expect(found).toMatchObject({ state: 'sent', seq: 3, command: propose('1', '1b') })
    expect(found?.sent).toMatchObject({ author: APPROVER.author, as: 'approver', sent: [2], fourEyes: true })
    expect(found?.drafted).toMatchObject({ author: CLERK.author, as: 'clerk' })
    expect(found?.judged).toMatchObject({ author: APPROVER.author, as: 'approver', verdict: 'checked', seq: 3 })
    const times = [found?.drafted.at, found?.judged?.at, found?.sent?.at]
    expect(new Set(times).size).toBe(3)
    expect((times[0] ?? '') < (times[1] ?? '') && (times[1] ?? '') < (times[2] ?? '')).toBe(true)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L90] are listed those begun last first, page by page, for their own side alone', async () => {
    for (const id of ['1', '2', '3', '4', '5']) await posted(CLERK, draft(id, propose(id, `${id}a`)))
    await posted(CLERK, draft('2', propose('2', '2b'), 2))
    await posted(APPROVER, propose('4', '4a'), sentAs(APPROVER, '4', 4))
    const all = ['5', '4', '3', '2', '1'].map((id) => `dft_${id}`)
    expect(await names()).toEqual(all)
    expect(await names({ unsent: true })).toEqual(all.filter((id) => id !== 'dft_4'))
    const paged: string[] = []
    for (let after: number | null = null; ; ) {
      const page = await ledger.drafts(cooperation, EAST.id, { after, limit: 2 })
      paged.push(...page.rows.map(({ id }) => id))
      if (page.next === null) break
      expect(page.rows).toHaveLength(2)
      after = page.next
    }
    expect(paged).toEqual(all)
    expect((await ledger.drafts(cooperation, WEST.id)).rows).toEqual([])
    expect(await one('1', WEST.id)).toBeNull()
  })

  it('[L88] are sent whole or not at all, and tell which shared entries came of them', async () => {
    await posted(CLERK, draft('1', propose('1', '1a')), draft('2', propose('2', '2a')))
    const differing = await refused(APPROVER, propose('1', '1x'), sentAs(APPROVER, '1', 1))
    expect(differing).toEqual({ code: 'draft-differs', draft: 'dft_1' })
    expect(await entries('shared')).toHaveLength(1)
    const both = [propose('2', '2a'), propose('3', '3a'), propose('1', '1a')]
    const by = { kind: 'send-alone', by: APPROVER.author } as const
    await posted(APPROVER, ...both, sentAs(APPROVER, '1', 1), by, sentAs(APPROVER, '2', 2)).catch((error: unknown) => {
      // What one said to have sent alone is no draft's any more.
      expect(String(error)).toContain('draft-differs')
    })
    expect(await entries('shared')).toHaveLength(1)
    await posted(APPROVER, ...both, sentAs(APPROVER, '1', 1), sentAs(APPROVER, '2', 2), by)
    expect([(await one('1'))?.sent?.sent, (await one('2'))?.sent?.sent]).toEqual([[4], [2]])
    const alone = await ledger.records(cooperation, EAST.id, 'sending')
    expect(alone.map(({ id, draft: of, sent, fourEyes }) => [id, of, sent, fourEyes])).toEqual([
      ['dft_1', 'dft_1', [4], true],
      ['dft_2', 'dft_2', [2], true],
      ['alone 5', null, [3], false],
    ])
    expect(await refused(APPROVER, sentAs(APPROVER, '1', 1))).toMatchObject({ code: 'draft-sent' })
    await expect(ledger.post(CLERK, propose('9', '9a'), by)).rejects.toThrow('is said to')
    await expect(ledger.post(CLERK, ALONE)).rejects.toThrow('nothing was shared')
  })

  it('[L88] are drafts of whatever is sent: answers, records, what is the same', async () => {
    await posted(CLERK, draft('1', answer('1', '1a', 'accepted')))
    expect(await refused(APPROVER, answer('1', '1a', 'accepted'), sentAs(APPROVER, '1', 1))).toMatchObject({
      code: 'version-unknown',
    })
    await posted(OTHER, propose('1', '1a'))
    await posted(APPROVER, answer('1', '1a', 'accepted'), sentAs(APPROVER, '1', 1))
    const kept = await posted(CLERK, keepPackage('A'))
    const second = await posted(CLERK, draft('2', send('package', 'pkg_A', kept)))
    await posted(APPROVER, send('package', 'pkg_A', kept), sentAs(APPROVER, '2', second))
    expect((await ledger.drafts(cooperation, EAST.id)).rows).toMatchObject([
      { of: 'send-record', about: 'pkg_A', state: 'sent', sent: { sent: [3] } },
      { of: 'answer-terms', about: 'com_1', state: 'sent', sent: { sent: [2] } },
    ])
    const claim = same('package', 'pkg_A', 'pkg_B', WEST.id)
    expect(await ledger.objectionToSending(CLERK, claim)).toMatchObject({ code: 'record-unknown', record: 'pkg_B' })
    const other = await posted(OTHER, keepPackage('B'))
    await posted(OTHER, send('package', 'pkg_B', other))
    expect(await ledger.objectionToSending(CLERK, claim)).toBeNull()
    expect(await ledger.objectionToSending(CLERK, answer('1', '1a', 'accepted'))).toMatchObject({
      code: 'already-said',
    })
    expect(await entries('shared')).toHaveLength(3)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L86] [L70] are drafts of who the sides are, of joining too before the side has joined', async () => {
    const third: Actor = { author: CLERK.author, role: 'clerk', cooperation, side: THIRD.id }
    const joins = { kind: 'join-cooperation', version: VERSION, publicKey: ledger.publicKey } as const
    expect(await refused(third, draft('3', joins))).toMatchObject({ code: 'cooperation-unknown' })
    const first = await posted(CLERK, draft('1', PROPOSING))
    await posted(APPROVER, PROPOSING, sentAs(APPROVER, '1', first))
    expect(await refused(third, draft('2', propose('1', '1a')))).toMatchObject({ code: 'cooperation-unknown' })
    const seq = await posted(third, draft('3', joins))
    const approver = { ...third, author: APPROVER.author }
    await posted(approver, judged(approver, '3', seq))
    await posted(third, joins, sentAs(third, '3', seq))
    expect(await one('3', THIRD.id)).toMatchObject({ state: 'sent', sent: { sent: [1], fourEyes: true } })
    const accepts = { kind: 'answer-side', version: VERSION, stance: 'accepted', note: null } as const
    await posted(OTHER, accepts, { kind: 'send-alone', by: OTHER.author })
    expect((await ledger.cooperation(cooperation))?.opening.sides.map(({ id }) => id)).toContain(THIRD.id)
    await posted(third, { ...propose('1', '1a'), bound: [EAST.id, THIRD.id] }, ALONE)
    expect((await ledger.verify()).faults).toEqual([])
    await ledger.rebuild(() => {})
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L97] tell which entries one person sent alone, of their own side', async () => {
    await fill(ledger)
    await posted(OTHER, propose('7', '7a'), propose('8', '8a'), { kind: 'send-alone', by: OTHER.author })
    expect(await ledger.sentAlone(cooperation, EAST.id, [1, 2, 3, 4, 99])).toEqual([3])
    expect(await ledger.sentAlone(cooperation, WEST.id, [3, 2])).toEqual([2, 3])
    expect(await ledger.sentAlone(cooperation, EAST.id, [])).toEqual([])
  })

  it('[L87] need two people where the side wants four eyes, and one where it does not', async () => {
    expect(await ledger.fourEyes(cooperation, EAST.id)).toBe(false)
    await posted(CLERK, propose('1', '1a'), ALONE)
    await posted(APPROVER, { kind: 'set-four-eyes', required: true, note: '自五月起' })
    expect(await ledger.fourEyes(cooperation, EAST.id)).toBe(true)
    expect(await ledger.fourEyes(cooperation, WEST.id)).toBe(false)
    const wanted = { code: 'four-eyes-required', author: CLERK.author }
    expect(await refused(CLERK, propose('2', '2a'), ALONE)).toEqual(wanted)
    const seq = await posted(CLERK, draft('2', propose('2', '2a')))
    expect(await refused(CLERK, propose('2', '2a'), sentAs(CLERK, '2', seq))).toEqual(wanted)
    await posted(CLERK, judged(CLERK, '2', seq))
    expect(await refused(CLERK, propose('2', '2a'), sentAs(CLERK, '2', seq))).toEqual(wanted)
    await posted(APPROVER, propose('2', '2a'), sentAs(APPROVER, '2', seq))
    await posted(APPROVER, { kind: 'set-four-eyes', required: false, note: null })
    await posted(CLERK, propose('3', '3a'), ALONE)
    expect(await ledger.fourEyes(cooperation, EAST.id)).toBe(false)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L86] are judged once by those who judge at the same time', async () => {
    const seq = await posted(CLERK, draft('1', propose('1', '1a')))
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => ledger.post(APPROVER, judged(APPROVER, '1', seq))),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    const sendings = Array.from({ length: 6 }, () =>
      ledger.post(APPROVER, propose('1', '1a'), sentAs(APPROVER, '1', seq)),
    )
    expect((await Promise.all(sendings)).filter(({ ok }) => ok)).toHaveLength(1)
    expect(await entries('shared')).toHaveLength(2)
  })

  it('[L90] are told by history with the rule, found by nobody, and nothing of them is seen by others', async () => {
    const seq = await posted(CLERK, draft('1', propose('1', '1a')))
    await posted(APPROVER, judged(APPROVER, '1', seq), { kind: 'set-four-eyes', required: true, note: null })
    const day = { from: '2026-05-01', to: '2026-05-01' }
    const told = async (side: SideId) => {
      const outcome = await ledger.history(cooperation, side, day)
      return outcome.ok ? outcome.value.changes.flatMap((change) => (change.of === 'thing' ? [change.name] : [])) : null
    }
    const both = [
      { kind: 'four-eyes', id: 'four-eyes' },
      { kind: 'draft', id: 'dft_1' },
    ]
    expect(await told(EAST.id)).toEqual(both)
    expect(await told(WEST.id)).toEqual([])
    expect((await ledger.find(cooperation, EAST.id, '海河联运码头', 10)).rows).toEqual([])
    expect((await entries('shared')).map(({ header }) => header.kind)).toEqual(['cooperation-opened@1'])
    await posted(CLERK, { kind: 'drop-record', of: 'draft', id: 'dft_1', reason: '不再提' })
    expect(await one('1')).toBeNull()
    expect(await ledger.records(cooperation, EAST.id, 'judgement')).toEqual([])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L45] [L86] whose words are erased stand without them, to be dropped', async () => {
    const first = await posted(CLERK, draft('1', propose('1', '1a')))
    const anew = await posted(CLERK, draft('1', propose('1', '1b'), first))
    const erasing = { kind: 'erase-entry', chain: 'internal', ground: 'secret', note: null } as const
    await posted(APPROVER, { ...erasing, seq: first }, { ...erasing, seq: anew })
    // Of what was sent it is told that the draft holds the same.
    const second = await posted(CLERK, draft('2', propose('2', '2a')))
    await posted(APPROVER, propose('2', '2a'), sentAs(APPROVER, '2', second))
    const erasable = async (chain: 'shared' | 'internal', seq: number) =>
      (await ledger.erasable(cooperation, EAST.id, chain, seq)).map((each) => [each.chain, each.seq, each.why])
    expect(await erasable('shared', 2)).toEqual([
      ['shared', 2, 'asked'],
      ['internal', second, 'draft'],
    ])
    expect(await erasable('internal', second)).toEqual([
      ['internal', second, 'asked'],
      ['shared', 2, 'sent'],
    ])
    expect(await one('1')).toMatchObject({ seq: anew, command: null, note: null, about: 'com_1', state: 'drafted' })
    expect(await refused(APPROVER, judged(APPROVER, '1', anew))).toMatchObject({ code: 'entry-erased' })
    const left = await sql<{ n: number }>`
      select count(*) as n from record where value::text like '%第1座%'`.execute(database.sql)
    expect(left.rows).toEqual([{ n: 0 }])
    expect((await ledger.verify()).faults).toEqual([])
    await posted(CLERK, { kind: 'drop-record', of: 'draft', id: 'dft_1', reason: null })
    expect(await names()).toEqual(['dft_2'])
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L59] [L86] are made anew from the entries as posting made them', async () => {
    await fill(ledger)
    const before = await rowsIn(database)
    const position = fold(cooperation, EAST.id, [...(await entries('shared')), ...(await entries('internal'))])
    const kinds = ['draft', 'judgement', 'sending', 'four-eyes', 'version'] as const
    for (const kind of kinds) {
      const kept = await ledger.records(cooperation, EAST.id, kind)
      const folded = [...position.records.values()].filter((record) => record.kind === kind)
      expect(kept).toHaveLength(folded.length)
      for (const record of folded) expect(kept).toContainEqual({ ...record, written: expect.any(String) as string })
      expect(kept.length).toBeGreaterThan(0)
    }
    await ledger.rebuild(() => {})
    expect(await rowsIn(database)).toEqual(before)
    expect((await ledger.verify()).faults).toEqual([])
  })

  it('[L89] say in which role their entries were written, and verify notices another one', async () => {
    await fill(ledger)
    const roles = async (chain: 'shared' | 'internal') =>
      (await entries(chain)).map(({ header }) => ('as' in header ? header.as : 'none'))
    expect(await roles('shared')).toEqual(['none', 'approver', 'clerk', 'approver'])
    expect(new Set(await roles('internal'))).toEqual(new Set(['clerk', 'approver']))
    const home = await readRows(database.sql, { cooperation: 'home', side: ledger.installation, chain: 'home' }, 0, 9)
    expect(home.every(({ header }) => !header.includes('"as"'))).toBe(true)
    const change = `
      update entry set header = replace(header, '"as":"clerk"', '"as":"office"') where chain = 'shared' and seq = 3`
    await tamper(database, change)
    const codes = (await ledger.verify()).faults.map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set(['hash-wrong', 'signature-wrong']))
  })
})
