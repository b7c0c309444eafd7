/** Settling: where commitments stand by all sides, worked out anew whenever one of them says something. */
import {
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  type Instant,
  lacksOf,
  type LedgerRecord,
  type Position,
  recordKey,
  type Same,
  type SideId,
  silent,
  type StoredEntry,
  type UnitedCommitment,
} from '@handclasp/domain'
import { sql as text, type Transaction } from 'kysely'
import { type Database, MARK, type Queries, type Tables } from './database.ts'
import { type SharedHeads, sharedHeads } from './chain.ts'
import { facetsOf, isCounted } from './facets.ts'
import { findableIn } from './findables.ts'
import { aboutCommitment } from './records.ts'
import { noRows, type Rows, writeRows } from './rows.ts'
import { type Ones, onesAt, type Single, type Spoken, togetherWith, unite, withOnes } from './uniting.ts'

/** A record that says something on a commitment, in which entry and when. */
export type Said = Pick<Tables['record'], 'side' | 'seq' | 'written' | 'value'> & { readonly commitment: string }

/** What the sides said about some commitments, by side in the order it was said. */
export async function saidOn(
  sql: Queries,
  cooperation: CooperationId,
  ids: readonly string[],
): Promise<readonly Said[]> {
  if (ids.length === 0) return []
  const rows = await sql
    .selectFrom('record')
    .modifyFront(MARK)
    .select(['side', 'seq', 'commitment', 'written', 'value'])
    .where('cooperation', '=', cooperation)
    .where(text<boolean>`commitment = any(${[...ids]}::text[])`)
    .orderBy('side')
    .orderBy('seq')
    .orderBy('id')
    .execute()
  return rows as readonly Said[]
}

/** What the sides said, as a position each with the records on these commitments alone; and when. */
export function spokenOn(
  cooperation: CooperationId,
  said: readonly Said[],
  heads: SharedHeads,
): { readonly positions: readonly Position[]; readonly times: ReadonlyMap<CommitmentId, Spoken> } {
  const times = new Map<CommitmentId, Spoken>()
  for (const { commitment, written } of said) spoken(times, commitment as CommitmentId, written)
  const positions = [...heads].map(([side, shared]): Position => {
    const own = said.filter((row) => row.side === side).map(({ value }) => value as LedgerRecord)
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

/** Works out anew where some commitments stand, with all that are one with them or were, and keeps it. */
export async function settle(
  transaction: Transaction<Tables>,
  cooperation: CooperationId,
  ids: readonly CommitmentId[],
): Promise<void> {
  const heads = await sharedHeads(transaction, cooperation)
  const ones = await onesAt(transaction, cooperation, heads)
  const { rows: kept } = await text<{ together: readonly CommitmentId[] }>`
    select ${togetherWith(cooperation, ids)} as together
  `.execute(transaction)
  const together = kept[0]?.together ?? []
  const all = withOnes([...ids, ...together], ones)
  const { positions, times } = spokenOn(cooperation, await saidOn(transaction, cooperation, all), heads)
  const rows = noRows()
  settleBy(rows, cooperation, positions, times, { ones, together })
  await writeRows(transaction, rows)
}

/** The commitments that an entry speaks of: what is said about one, or that two are the same. */
export function spokenIn({ header }: StoredEntry): readonly CommitmentId[] {
  const { commitment, of, mine, theirs } = header.structure as Partial<Same> & { readonly commitment?: CommitmentId }
  if (commitment) return [commitment]
  return of === 'commitment' && mine && theirs ? [mine as CommitmentId, theirs as CommitmentId] : []
}

/**
 * Has kept where those commitments stand of which it is known when they were spoken of, by what all sides said: with
 * those that are one all of these, and all that stood `together` so far.
 */
export function settleBy(
  rows: Rows,
  cooperation: CooperationId,
  all: readonly Position[],
  times: ReadonlyMap<CommitmentId, Spoken>,
  { ones, together }: { readonly ones: Ones; readonly together: readonly CommitmentId[] },
): void {
  const positions = apart(all, [...times.keys()])
  const singles = [...times].map(([id, at]) => ({ ...at, commitment: commitmentOf(id, positions.get(id) ?? []) }))
  for (const { commitment, opened, changed, takenIn } of unite(singles, ones)) {
    const at = { opened, changed }
    rows.commitment.push({ cooperation, ...at, ...rowOf(commitment) })
    rows.things.push(findableIn(cooperation, commitment, at))
    const { id } = commitment
    if (together.includes(id)) rows.parted.push({ cooperation, id })
    for (const single of takenIn) {
      const { id: taken } = single.commitment
      rows.taken_in.push({ cooperation, within: id, ...takenRowOf(single) })
      rows.joined.push({ cooperation, id: taken })
      rows.forgotten.push({ cooperation, side: '', kind: 'commitment', id: taken })
    }
  }
}

/** What is kept of a commitment that another one stands for. */
export function takenRowOf({ commitment, opened, changed }: Single) {
  return { id: commitment.id, opened, changed, value: JSON.stringify({ ...commitment, united: [] }) }
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
export function rowOf(commitment: UnitedCommitment) {
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
    facets: JSON.stringify(facetsOf(commitment).filter(([facet]) => isCounted(facet))),
    value: JSON.stringify(commitment),
  }
}

/** Unites what an earlier version of the ledger listed apart. */
export async function settleFormer({ sql }: Database): Promise<void> {
  await sql.transaction().execute(async (transaction) => {
    await text`select pg_advisory_xact_lock(hashtext('handclasp uniting'))`.execute(transaction)
    const former = await transaction
      .selectFrom('cooperation')
      .select('cooperation')
      .where(text<boolean>`exists (
        select from chain join record on record.cooperation = chain.cooperation and record.side = chain.side
        where chain.cooperation = cooperation.cooperation and chain.chain = 'shared' and record.kind = 'claim'
      ) and not exists (select from taken_in where taken_in.cooperation = cooperation.cooperation)`)
      .orderBy('cooperation')
      .execute()
    for (const { cooperation: name } of former) {
      const cooperation = name as CooperationId
      const ones = await onesAt(transaction, cooperation, await sharedHeads(transaction, cooperation))
      if (ones.length > 0) await settle(transaction, cooperation, ones.flat())
    }
  })
}
