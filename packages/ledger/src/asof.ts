/** As of a past day: what is known today about it, and what was known then. */
import {
  civilDayOf,
  type CooperationId,
  effectiveDay,
  type LedgerRecord,
  type RecordKind,
  type SideId,
  type SourceHash,
} from '@handclasp/domain'
import { entryOf, readRows, type Sealing, type SharedHeads } from './chain.ts'
import type { Database, Queries } from './database.ts'
import { Folding } from './folding.ts'
import { type ChainHead, headsFor, headsNow, headsOn } from './heads.ts'
import type { Standing } from './records.ts'

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

    /** The records of some kinds of a side as of a past day. */
    recordsAsOf: <Kind extends ToldKind>(
      cooperation: CooperationId,
      side: SideId,
      past: Past,
      kinds: readonly Kind[],
    ): Promise<readonly Standing<Kind>[]> => recordsAsOf(sql, cooperation, side, past, kinds),
  }
}

/** The heads that a past day is told by: what was written by then, or what this server held. */
export function headsOf(sql: Queries, cooperation: CooperationId, past: Past): Promise<readonly ChainHead[]> {
  return headsOn(sql, cooperation, past.known === 'then' ? 'received' : 'written', past.day)
}

/** The same of the shared chains alone, by side; those with no entry yet are left out. */
export async function sharedHeadsOf(sql: Queries, cooperation: CooperationId, past: Past): Promise<SharedHeads> {
  const heads = await headsOf(sql, cooperation, past)
  return new Map(heads.filter(({ chain }) => chain === 'shared').map(({ side, seq, hash }) => [side, { seq, hash }]))
}

/**
 * Kinds of records that a side keeps or sends: what it says of terms, of sides and of sameness is told otherwise, and
 * what is on its way from draft to sending only as it stands now.
 */
export type ToldKind = Exclude<
  RecordKind,
  'claim' | 'version' | 'answer' | 'addition' | 'addition-answer' | 'draft' | 'judgement' | 'sending' | 'four-eyes'
>

/** The entries that make records of a kind, where these are named otherwise. */
const MADE_BY: { readonly [Kind in ToldKind]?: string } = {
  source: 'source-cited@%',
  decision: 'finding-%',
  sent: '%-sent@%',
}

/** The records of some kinds of a side as of a past day, in the order they first came to stand. */
export async function recordsAsOf<Kind extends ToldKind>(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  past: Past,
  kinds: readonly Kind[],
): Promise<readonly Standing<Kind>[]> {
  const ask = past.known === 'then' ? knownThen : knownNow
  const rows = await ask(sql, cooperation, side, past, kinds)
  return rows
    .toSorted((a, b) => a.since - b.since || (a.record.id < b.record.id ? -1 : 1))
    .map(({ record, written }) => ({
      ...record,
      written,
    })) as readonly Standing<ToldKind>[] as readonly Standing<Kind>[]
}

/** A record with the number of the entry by which its thing first came to stand, and the time of the last one. */
interface Told {
  readonly record: LedgerRecord
  readonly since: number
  readonly written: string
}

/** What stands today and held that day already; what says no day of its own counts from when it was written. */
async function knownNow(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  past: Past,
  kinds: readonly ToldKind[],
): Promise<readonly Told[]> {
  const heads = await headsOf(sql, cooperation, past)
  const own = new Map(heads.filter((head) => head.side === side).map(({ chain, seq }) => [chain as string, seq]))
  const rows = await sql
    .selectFrom('record')
    .select(['chain', 'since', 'written', 'value'])
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('kind', 'in', [...kinds, 'source'])
    .orderBy('since')
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const records = rows.map((row) => ({ ...row, record: row.value as LedgerRecord }))
  const published = new Map(
    records.flatMap(({ record }) => (record.kind === 'source' ? [[record.id, record.published] as const] : [])),
  )
  const days = (source: SourceHash) => published.get(source) ?? null
  return records.filter(({ record, chain, since }) => {
    if (!kinds.some((kind) => kind === record.kind)) return false
    const day = effectiveDay(record, days)
    return day === null ? since <= (own.get(chain) ?? 0) : day <= past.day
  })
}

/** Entries read at once. */
const PAGE = 500

/** What the chains of a side said up to the heads that were kept of that day, folded anew. */
async function knownThen(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  past: Past,
  kinds: readonly ToldKind[],
): Promise<readonly Told[]> {
  const folding = new Folding()
  const chains = new Set(kinds.map((kind) => (kind === 'sent' ? 'shared' : 'internal')))
  const made = kinds.map((kind) => MADE_BY[kind] ?? `${kind}@%`)
  for (const { side: whose, chain, seq } of await headsOf(sql, cooperation, past)) {
    if (whose !== side || chain === 'home' || !chains.has(chain)) continue
    for (let after = 0; after < seq; ) {
      const wanted = { to: seq, kinds: [...made, ...TAKING_OUT] }
      const rows = await readRows(sql, { cooperation, side, chain }, after, PAGE, wanted)
      for (const row of rows) folding.take(entryOf(row))
      after = rows.length < PAGE ? seq : (rows.at(-1)?.seq ?? seq)
    }
  }
  const standing = [...folding.standing.values()].map(({ record, row: { since, written } }) => {
    return { record, since, written }
  })
  return standing.filter(({ record }) => kinds.some((kind) => kind === record.kind))
}

/** The entries that take records of several kinds out. */
const TAKING_OUT = ['decision-undone@%', 'record-dropped@%']
