/** Heads by day: where the chains of a cooperation stood at the end of a civil day, by either of two clocks. */
import { type ChainKey, type ChainName, civilDayOf, type CooperationId, type Digest } from '@handclasp/domain'
import type { Instant, SideId, StoredEntry } from '@handclasp/domain'
import { type Fault, placeOf } from './checking.ts'
import type { Queries, Tables } from './database.ts'

/** By when those who wrote say it was, or by when this server came to hold it. */
export type HeadClock = Tables['day_head']['clock']

/** Where a chain is kept to have stood at the end of a day. */
export type DayHead = Tables['day_head']

/** How far a chain counts. */
export interface ChainHead {
  readonly side: SideId
  readonly chain: ChainName
  readonly seq: number
  readonly hash: Digest
}

/** The rows that entries of one chain leave: the last entry of each day, by both clocks. */
export function dayHeadsOf(
  { cooperation, side, chain }: ChainKey,
  entries: readonly StoredEntry[],
  received: Instant,
): readonly DayHead[] {
  const rows = new Map<string, DayHead>()
  for (const { header, hash } of entries) {
    const days = { written: civilDayOf(header.written), received: civilDayOf(received) }
    for (const clock of ['written', 'received'] as const) {
      const day = days[clock]
      rows.set(`${clock} ${day}`, { cooperation, side, chain, clock, day, seq: header.seq, hash })
    }
  }
  return [...rows.values()]
}

/** What is wrong with what was kept of a day, by the hash of the entry that it names; null where that is not there. */
export function dayHeadFault(kept: Omit<DayHead, 'clock'>, standing: Digest | null): Fault | null {
  if (kept.hash === standing) return null
  const detail = `what was kept of ${kept.day} is not the hash of entry ${kept.seq}`
  return { place: placeOf(kept as unknown as ChainKey), code: 'head-wrong', detail }
}

/**
 * Where the chains of a cooperation stood at the end of a civil day; those with no entry yet are left out. Where a
 * writer's clock went back, what lies before an entry of that day counts with it.
 */
export async function headsOn(
  sql: Queries,
  cooperation: CooperationId,
  clock: HeadClock,
  day: string,
): Promise<readonly ChainHead[]> {
  const rows = await sql
    .selectFrom('chain')
    .innerJoinLateral(
      (within) =>
        within
          .selectFrom('day_head')
          .select(['day_head.seq', 'day_head.hash'])
          .whereRef('day_head.cooperation', '=', 'chain.cooperation')
          .whereRef('day_head.side', '=', 'chain.side')
          .whereRef('day_head.chain', '=', 'chain.chain')
          .where('day_head.clock', '=', clock)
          .where('day_head.day', '<=', day)
          .orderBy('day_head.seq', 'desc')
          .limit(1)
          .as('then'),
      (join) => join.onTrue(),
    )
    .select(['chain.side', 'chain.chain', 'then.seq', 'then.hash'])
    .where('chain.cooperation', '=', cooperation)
    .orderBy('chain.side')
    .orderBy('chain.chain')
    .execute()
  return rows.map((row) => row as unknown as ChainHead)
}

/** Where the chains of a cooperation stand now. */
export async function headsNow(sql: Queries, cooperation: CooperationId): Promise<readonly ChainHead[]> {
  const rows = await sql
    .selectFrom('chain')
    .select(['side', 'chain', 'seq', 'hash'])
    .where('cooperation', '=', cooperation)
    .where('hash', 'is not', null)
    .orderBy('side')
    .orderBy('chain')
    .execute()
  return rows.map((row) => row as unknown as ChainHead)
}

/** Of some heads those a side's ledger rests on: its own, and the shared ones of the others. */
export function headsFor(heads: readonly ChainHead[], side: SideId): readonly ChainHead[] {
  return heads.filter((head) => head.side === side || head.chain === 'shared')
}
