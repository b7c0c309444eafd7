/** As of a past day: what is known today about it, and what was known then. */
import {
  type ChainKey,
  civilDayOf,
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  effectiveDay,
  type LedgerRecord,
  type RecordKind,
  type SideId,
  type SourceHash,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import { entryOf, readRows, type Sealing, type SharedHeads, sharedHeads } from './chain.ts'
import { chunks, type Database, type Queries } from './database.ts'
import { Folding } from './folding.ts'
import { type ChainHead, headsFor, headsNow, headsOn } from './heads.ts'
import type { Standing } from './records.ts'
import { apart, rowOf, spokenOn, upTo } from './settling.ts'
import { onesAt, type Single, unite, type United, withOnes } from './uniting.ts'

/** A past day, and whether what is known of it today is asked for or what was known then. */
export interface Past {
  /** Civil day `YYYY-MM-DD`. */
  readonly day: string
  readonly known: 'now' | 'then'
}

/** What figures are named by: the day they are of, and the heads they were worked out from. */
export interface FigureName extends Past {
  readonly heads: readonly ChainHead[]
}

/** The part of the ledger that tells of past days. */
export function pasts({ sql }: Database, { clock }: Pick<Sealing, 'clock'>) {
  return {
    /**
     * The name of the figures of a side's ledger: the day, and the heads they are worked out from. What is known now of
     * a past day is worked out from all there is now, for a record counts from the day that it says itself.
     */
    figureName: async (cooperation: CooperationId, side: SideId, past: Past | null): Promise<FigureName> => {
      const isThen = past?.known === 'then'
      const heads = isThen ? await headsOf(sql, cooperation, past) : await headsNow(sql, cooperation)
      return { ...(past ?? { day: civilDayOf(clock()), known: 'now' }), heads: headsFor(heads, side) }
    },

    /** All records of a side as of a past day, in the order they first came to stand; not those on commitments. */
    recordsAsOf: (cooperation: CooperationId, side: SideId, past: Past): Promise<readonly Standing[]> =>
      past.known === 'then' ? knownThen(sql, cooperation, side, past) : knownNow(sql, cooperation, side, past),
  }
}

/** The heads that a past day is told by: what was written by then, or what this server held. */
export function headsOf(sql: Queries, cooperation: CooperationId, past: Past): Promise<readonly ChainHead[]> {
  return headsOn(sql, cooperation, past.known === 'then' ? 'received' : 'written', past.day)
}

/** What stands today and held that day already; what says no day of its own counts from when it was written. */
async function knownNow(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  past: Past,
): Promise<readonly Standing[]> {
  const heads = headsFor(await headsOf(sql, cooperation, past), side)
  const own = new Map(heads.filter((head) => head.side === side).map(({ chain, seq }) => [chain as string, seq]))
  const rows = await sql
    .selectFrom('record')
    .select(['chain', 'since', 'written', 'value'])
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('kind', 'in', KINDS)
    .orderBy('since')
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const records = rows.map((row) => ({ ...row, record: row.value as LedgerRecord }))
  const published = new Map(
    records.flatMap(({ record }) => (record.kind === 'source' ? [[record.id, record.published] as const] : [])),
  )
  const days = (source: SourceHash) => published.get(source) ?? null
  return records.flatMap(({ record, chain, since, written }) => {
    const day = effectiveDay(record, days)
    const held = day === null ? since <= (own.get(chain) ?? 0) : day <= past.day
    return held ? [{ ...record, written }] : []
  })
}

/** Which kinds of records are told: all but those on commitments, on sameness and on who the sides are. */
const TOLD: { readonly [Kind in RecordKind]: boolean } = {
  source: true,
  decision: true,
  package: true,
  agreement: true,
  text: true,
  attachment: true,
  intention: true,
  event: true,
  participation: true,
  programme: true,
  sent: true,
  claim: false,
  version: false,
  answer: false,
  addition: false,
  'addition-answer': false,
}
const KINDS = Object.entries(TOLD).flatMap(([kind, isTold]) => (isTold ? [kind] : []))

/** Entries read at once. */
const PAGE = 500

/** What the chains of a side said up to the heads that were kept of that day, folded anew. */
async function knownThen(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  past: Past,
): Promise<readonly Standing[]> {
  const folding = new Folding()
  for (const { side: whose, chain, seq } of await headsOf(sql, cooperation, past)) {
    if (whose !== side) continue
    const key: ChainKey = { cooperation, side, chain }
    for (let after = 0; after < seq; ) {
      // What is said of commitments, nearly all of a shared chain, is not read.
      const rows = await readRows(sql, key, after, PAGE, { to: seq, without: 'terms-%' })
      for (const row of rows) folding.take(entryOf(row))
      after = rows.length < PAGE ? seq : (rows.at(-1)?.seq ?? seq)
    }
  }
  return [...folding.standing.values()]
    .toSorted((a, b) => a.row.since - b.row.since || (a.record.id < b.record.id ? -1 : 1))
    .map(({ record, row }) => ({ ...record, written: row.written }))
}

/** The heads of the shared chains among some heads. */
function sharedOf(heads: readonly ChainHead[]): SharedHeads {
  return new Map(heads.filter(({ chain }) => chain === 'shared').map(({ side, seq, hash }) => [side, { seq, hash }]))
}

/** Where some commitments stood at some heads, each by itself; those nobody had spoken of by then are left out. */
async function singlesThen(
  sql: Queries,
  cooperation: CooperationId,
  ids: readonly CommitmentId[],
  shared: SharedHeads,
): Promise<readonly Single[]> {
  const numbers = new Map([...shared].map(([side, head]) => [side, head?.seq ?? 0]))
  const all = await sharedHeads(sql, cooperation)
  const found: Single[] = []
  for (const some of chunks(ids)) {
    const { positions, times } = await spokenOn(sql, cooperation, some, all, numbers)
    const each = apart(upTo(positions, numbers), some)
    for (const id of some) {
      const at = times.get(id)
      if (at) found.push({ ...at, commitment: commitmentOf(id, each.get(id) ?? []) })
    }
  }
  return found
}

/** How a commitment was listed on a past day and how it stood by itself; null where nobody had spoken of it by then. */
export async function commitmentThen(
  sql: Queries,
  cooperation: CooperationId,
  id: CommitmentId,
  past: Past,
): Promise<{ readonly united: United; readonly single: Single } | null> {
  const shared = sharedOf(await headsOf(sql, cooperation, past))
  const ones = await onesAt(sql, cooperation, shared)
  const singles = await singlesThen(sql, cooperation, withOnes([id], ones), shared)
  const single = singles.find(({ commitment }) => commitment.id === id)
  const [united] = unite(singles, ones)
  return united && single ? { united, single } : null
}

/** The commitments of a cooperation as of a past day: what a query reads in the place of the table. */
export interface PastCommitments {
  readonly heads: readonly ChainHead[]
  /** Those spoken of since or united otherwise: they are not read as they stand now. */
  readonly since: readonly CommitmentId[]
  /** Of these, those that stood by then, as rows of the table. */
  readonly rows: readonly object[]
}

/** Reads what a past day is told by: what was said since is taken back, all else stood as it stands. */
export async function pastCommitments(sql: Queries, cooperation: CooperationId, past: Past): Promise<PastCommitments> {
  const heads = await headsOf(sql, cooperation, past)
  const since = new Set<CommitmentId>()
  const all = await sharedHeads(sql, cooperation)
  for (const [side] of all) {
    const seq = heads.find((head) => head.side === side && head.chain === 'shared')?.seq ?? 0
    const rows = await sql
      .selectFrom('record')
      .select('commitment')
      .distinct()
      .where('cooperation', '=', cooperation)
      .where('side', '=', side)
      .where('kind', 'in', ['version', 'answer'])
      .where('since', '>', seq)
      .orderBy('commitment')
      .execute()
    for (const { commitment } of rows) since.add(commitment as CommitmentId)
  }
  const shared = sharedOf(heads)
  const before = await onesAt(sql, cooperation, shared)
  const now = await onesAt(sql, cooperation, all)
  const names = [new Set(before.map(String)), new Set(now.map(String))]
  const parted = [...before, ...now].filter((one) => names.some((named) => !named.has(String(one)))).flat()
  const changed = withOnes([...since, ...parted], [...before, ...now])
  const then = unite(await singlesThen(sql, cooperation, changed, shared), before)
  const rows = then.map(({ commitment, opened, changed: last }) => {
    const { fields, leads, lacks, programmes, awaited, facets: _, value, ...plain } = rowOf(commitment)
    const jsons = [fields, leads, lacks, programmes, awaited, value]
    const [of, by, missing, served, waiting, whole] = jsons.map((json) => JSON.parse(json))
    const lists = { fields: of, leads: by, lacks: missing, programmes: served, awaited: waiting, value: whole }
    return { cooperation, ...plain, ...lists, opened, changed: last, due: plain.deadline ?? '9999-12-31' }
  })
  return { heads, since: changed, rows }
}

/** In the place of the table: what was not spoken of since, and what was as it stood. */
export function relationOf(cooperation: CooperationId, { since, rows }: PastCommitments) {
  return text<never>`(
    select * from commitment where cooperation = ${cooperation} and id <> all(${[...since]}::text[])
    union all
    select * from jsonb_populate_recordset(null::commitment, ${JSON.stringify(rows)}::jsonb)
  )`
}
