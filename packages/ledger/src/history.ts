/** History: what changed in what one side holds, and where commitments stood, between two civil days. */
import {
  type Changes,
  changesOf,
  type ChainKey,
  type Commitment,
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  dayBefore,
  granted,
  type HeadSpan,
  type Outcome,
  refused,
  type SideId,
  type StoredEntry,
  understood,
  voidedBy,
} from '@handclasp/domain'
import { chunks, type Database, type Queries } from './database.ts'
import { entryOf, readRows, sharedHeads } from './chain.ts'
import { erasingOf } from './folding.ts'
import { headsFor, headsNow, headsOn } from './heads.ts'
import { apart, spokenOn, upTo } from './settling.ts'
import { onesAt, unite, withOnes } from './uniting.ts'

/** How a commitment stood at two times; null where nobody had spoken of it. */
export interface CommitmentChange {
  readonly id: CommitmentId
  readonly before: Commitment | null
  readonly after: Commitment
  /** The one that stood in its place in the end; null where it stood for itself. */
  readonly within: CommitmentId | null
}

/** A thing that changed, of the side that keeps it or sent it. */
export type ThingChange = Changes['things'][number] & { readonly side: SideId }

/** What changed. `heads` are the numbers of the last entries counted, by chain, before and after. */
export interface History {
  readonly things: readonly ThingChange[]
  readonly commitments: readonly CommitmentChange[]
  readonly heads: readonly HeadSpan[]
}

/** From where to where a history tells: civil days by the writers' clocks, first and last, or stretches of chains. */
export type Stretch = { readonly from: string; readonly to: string } | { readonly heads: readonly HeadSpan[] }

/** Entries read at once. */
const PAGE = 1000

/** The part of the ledger that tells its history. */
export function history({ sql }: Database) {
  return {
    /**
     * What changed in a stretch: in the side's own ledger, of what the others sent, and of the commitments that any
     * side spoke of. Chains that a stretch leaves out stay as they are now. Refused are numbers that no chain has which
     * the side sees.
     */
    history: async (cooperation: CooperationId, side: SideId, stretch: Stretch): Promise<Outcome<History>> => {
      const within =
        'heads' in stretch
          ? await headsNamed(sql, cooperation, side, stretch.heads)
          : granted(await headsBetween(sql, cooperation, side, stretch.from, stretch.to))
      if (!within.ok) return within
      const heads = within.value
      const things: ThingChange[] = []
      const spoken = new Set<CommitmentId>()
      for (const head of heads) {
        const key = { cooperation, side: head.side, chain: head.chain } as ChainKey
        const entries = await entriesBetween(sql, key, head.from, head.to)
        const changes = changesOf(entries, await earlierOnes(sql, key, entries))
        things.push(...changes.things.map((change) => ({ ...change, side: head.side })))
        for (const id of changes.commitments) spoken.add(id)
      }
      return granted({ things, commitments: await commitmentsBetween(sql, cooperation, [...spoken], heads), heads })
    },
  }
}

/** The heads at the end of the day before the first and at that of the last. */
async function headsBetween(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  from: string,
  to: string,
): Promise<readonly HeadSpan[]> {
  const [before, after] = [dayBefore(from), headsFor(await headsOn(sql, cooperation, 'written', to), side)]
  const earlier = before === null ? [] : await headsOn(sql, cooperation, 'written', before)
  return after.map((head) => {
    const first = earlier.find((each) => each.side === head.side && each.chain === head.chain)
    return { side: head.side, chain: head.chain, from: first?.seq ?? 0, to: head.seq }
  })
}

/** The chains a side sees, from and to the numbers named; those not named from and to where they stand. */
async function headsNamed(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  named: readonly HeadSpan[],
): Promise<Outcome<readonly HeadSpan[]>> {
  const now = headsFor(await headsNow(sql, cooperation), side)
  for (const span of named) {
    const last = now.find((head) => head.side === span.side && head.chain === span.chain)?.seq ?? 0
    if (span.to > last) return refused({ code: 'head-unknown', side: span.side, chain: span.chain, seq: span.to, last })
  }
  return granted(
    now.map(({ side: writer, chain, seq }) => {
      const span = named.find((each) => each.side === writer && each.chain === chain)
      return span ?? { side: writer, chain, from: seq, to: seq }
    }),
  )
}

async function entriesBetween(sql: Queries, key: ChainKey, from: number, to: number): Promise<readonly StoredEntry[]> {
  const entries: StoredEntry[] = []
  for (let after = from; after < to; ) {
    const rows = await readRows(sql, key, after, Math.min(PAGE, to - after))
    const last = rows.at(-1)
    if (!last) break
    entries.push(...rows.map(entryOf))
    after = last.seq
  }
  return entries
}

/** The entries before some that they replace, void or erase, by their numbers. */
async function earlierOnes(sql: Queries, key: ChainKey, entries: readonly StoredEntry[]) {
  const first = entries[0]?.header.seq ?? 0
  const wanted = entries.flatMap((entry) => {
    const draft = understood(entry)
    const { voids = [] } = draft === 'unknown' ? {} : (voidedBy(draft) ?? {})
    const erasing = erasingOf(entry)
    return [...voids, ...(erasing ? [erasing.seq] : [])].filter((seq) => seq < first)
  })
  const found = new Map<number, StoredEntry>()
  for (const some of chunks(wanted)) {
    for (const row of await readRows(sql, key, 0, some.length, { only: some })) found.set(row.seq, entryOf(row))
  }
  return (seq: number) => found.get(seq) ?? null
}

/** Where commitments stood at both heads: a position is what a chain says up to its head. */
async function commitmentsBetween(
  sql: Queries,
  cooperation: CooperationId,
  ids: readonly CommitmentId[],
  heads: History['heads'],
): Promise<readonly CommitmentChange[]> {
  if (ids.length === 0) return []
  const shared = heads.filter(({ chain }) => chain === 'shared')
  const ones = await onesAt(sql, cooperation, new Map(shared.map(({ side, to }) => [side, { seq: to, hash: '' }])))
  const together = withOnes(ids, ones)
  const { positions: said } = await spokenOn(sql, cooperation, together, await sharedHeads(sql, cooperation))
  const all = apart(said, together)
  const [first, last] = (['from', 'to'] as const).map((when) => new Map(shared.map((head) => [head.side, head[when]])))
  const at = (id: CommitmentId, when: ReadonlyMap<SideId, number> | undefined) =>
    commitmentOf(id, upTo(all.get(id) ?? [], when ?? new Map()))
  const standing = new Map(together.map((id) => [id, at(id, last)]))
  const singles = [...standing.values()].filter(({ versions }) => versions.length > 0)
  const united = unite(
    singles.map((commitment) => ({ commitment, opened: '', changed: '' })),
    ones,
  )
  const within = new Map(
    united.flatMap(({ commitment, takenIn }) =>
      takenIn.map((single) => [single.commitment.id, commitment.id] as const),
    ),
  )
  return ids.flatMap((id) => {
    const [before, after] = [at(id, first), standing.get(id)]
    const was = before.versions.length > 0 ? before : null
    return after ? [{ id, before: was, after, within: within.get(id) ?? null }] : []
  })
}
