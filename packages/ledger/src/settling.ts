/** Settling: where commitments stand by all sides, worked out anew whenever one of them says something. */
import {
  type Commitment,
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  type Head,
  type Instant,
  lacksOf,
  type LedgerRecord,
  type Position,
  recordKey,
  type SideId,
  silent,
} from '@handclasp/domain'
import type { Transaction } from 'kysely'
import type { Queries, Tables } from './database.ts'
import { headOf } from './chain.ts'
import { findableIn } from './findables.ts'
import { aboutCommitment } from './records.ts'
import { noRows, type Rows, writeRows } from './rows.ts'

/** Heads of the shared chains of a cooperation, by side. */
export type SharedHeads = ReadonlyMap<SideId, Head | null>

/** When a commitment was first and last spoken of, by the clocks of who spoke. */
export interface Spoken {
  readonly opened: Instant
  readonly changed: Instant
}

/** What the sides said about some commitments: a position each, with the records on these alone; and when. */
export async function spokenOn(
  sql: Queries,
  cooperation: CooperationId,
  ids: readonly CommitmentId[],
  heads: SharedHeads,
  /** Only what each side said up to a number of its chain. */
  upToSeq: ReadonlyMap<SideId, number> | null = null,
): Promise<{ readonly positions: readonly Position[]; readonly times: ReadonlyMap<CommitmentId, Spoken> }> {
  const rows =
    ids.length === 0
      ? []
      : await sql
          .selectFrom('record')
          .select(['side', 'seq', 'commitment', 'written', 'value'])
          .where('cooperation', '=', cooperation)
          .where('commitment', 'in', ids)
          .orderBy('side')
          .orderBy('seq')
          .orderBy('id')
          .execute()
  const counted = upToSeq ? rows.filter(({ side, seq }) => seq <= (upToSeq.get(side as SideId) ?? 0)) : rows
  const times = new Map<CommitmentId, Spoken>()
  for (const { commitment, written } of counted) spoken(times, commitment as CommitmentId, written)
  const positions = [...heads].map(([side, shared]): Position => {
    const own = counted.filter((row) => row.side === side).map(({ value }) => value as LedgerRecord)
    const records = new Map(own.map((record) => [recordKey(record.kind, record.id), record]))
    return { ...silent(cooperation, side), heads: { shared, internal: null }, records }
  })
  return { positions, times }
}

/** Counts one more time at which a commitment was spoken of. */
export function spoken(times: Map<CommitmentId, Spoken>, id: CommitmentId, written: Instant): void {
  const { opened, changed } = times.get(id) ?? { opened: written, changed: written }
  times.set(id, { opened: written < opened ? written : opened, changed: written > changed ? written : changed })
}

/** The heads of the shared chains of a cooperation as they are now. */
export async function sharedHeads(sql: Queries, cooperation: CooperationId): Promise<SharedHeads> {
  const rows = await sql
    .selectFrom('chain')
    .select(['side', 'seq', 'hash'])
    .where('cooperation', '=', cooperation)
    .where('chain', '=', 'shared')
    .orderBy('side')
    .execute()
  return new Map(rows.map((row) => [row.side as SideId, headOf(row)]))
}

/** Works out anew where some commitments stand, and keeps it. */
export async function settle(
  transaction: Transaction<Tables>,
  cooperation: CooperationId,
  ids: readonly CommitmentId[],
): Promise<void> {
  const heads = await sharedHeads(transaction, cooperation)
  const { positions, times } = await spokenOn(transaction, cooperation, ids, heads)
  const rows = noRows()
  settleBy(rows, cooperation, positions, times)
  await writeRows(transaction, rows)
}

/** Has kept where those commitments stand of which it is known when they were spoken of, by what all sides said. */
export function settleBy(
  rows: Rows,
  cooperation: CooperationId,
  all: readonly Position[],
  times: ReadonlyMap<CommitmentId, Spoken>,
): void {
  const positions = apart(all, [...times.keys()])
  for (const [id, at] of times) {
    const commitment = commitmentOf(id, positions.get(id) ?? [])
    rows.commitment.push({ cooperation, ...at, ...rowOf(commitment) })
    rows.things.push(findableIn(cooperation, commitment, at))
  }
}

/** The same positions for each commitment, with the records on that one alone. */
export function apart(
  positions: readonly Position[],
  ids: readonly CommitmentId[],
): ReadonlyMap<CommitmentId, readonly Position[]> {
  const records = new Map(ids.map((id) => [id, positions.map(() => new Map<string, LedgerRecord>())]))
  positions.forEach((position, index) => {
    for (const [key, record] of position.records) {
      const id = aboutCommitment(record)
      if (id) records.get(id)?.[index]?.set(key, record)
    }
  })
  return new Map(
    ids.map((id) => [
      id,
      positions.map((position, index) => ({ ...position, records: records.get(id)?.[index] ?? new Map() })),
    ]),
  )
}

/** The same positions as far as numbers of the shared chains: what each side had said up to there. */
export function upTo(positions: readonly Position[], heads: ReadonlyMap<SideId, number>): readonly Position[] {
  return positions.map((position): Position => {
    const seq = heads.get(position.side) ?? 0
    const records = new Map([...position.records].filter(([, record]) => record.seq <= seq))
    return { ...position, heads: { shared: seq === 0 ? null : { seq, hash: '' }, internal: null }, records }
  })
}

/** What is kept of a commitment, to be listed and found by. */
export function rowOf(commitment: Commitment) {
  const { id, state, terms, awaited } = commitment
  const { agreement = null, clause = null, intention = null, quote = null } = terms?.basis ?? {}
  return {
    id,
    state,
    text: terms?.text ?? '',
    fields: JSON.stringify(terms?.fields ?? []),
    leads: JSON.stringify((terms?.leads ?? []).map(({ organisation }) => organisation.name)),
    lacks: JSON.stringify(lacksOf(commitment)),
    deadline: terms?.deadline ?? null,
    agreement,
    clause,
    intention,
    programmes: JSON.stringify(terms?.programmes ?? []),
    source: quote?.source ?? null,
    awaited: JSON.stringify(awaited),
    value: JSON.stringify(commitment),
  }
}
