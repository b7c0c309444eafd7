/** Commitments as of a past day: what was said of them since is taken back. */
import {
  type Commitment,
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  FIELDS,
  type Instant,
  type SideId,
  TERMS_STATES,
  type UnitedCommitment,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import { type Past, sharedHeadsOf } from './asof.ts'
import { type SharedHeads, sharedHeads } from './chain.ts'
import { chunks, type Queries } from './database.ts'
import { apart, rowOf, saidOn, spokenOn, upTo } from './settling.ts'
import { onesAt, type Single, unite, type United, withOnes } from './uniting.ts'

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
    const said = await saidOn(sql, cooperation, some)
    const byThen = said.filter(({ side, seq }) => seq <= (numbers.get(side as SideId) ?? 0))
    const { positions, times } = spokenOn(cooperation, byThen, all)
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
  const shared = await sharedHeadsOf(sql, cooperation, past)
  const ones = await onesAt(sql, cooperation, shared)
  const singles = await singlesThen(sql, cooperation, withOnes([id], ones), shared)
  const single = singles.find(({ commitment }) => commitment.id === id)
  const [united] = unite(singles, ones)
  return united && single ? { united, single } : null
}

/** The commitments of a cooperation as of a past day: what a query reads in the place of the table. */
export interface PastCommitments {
  /** Those spoken of since or united otherwise: they are not read as they stand now. */
  readonly since: readonly CommitmentId[]
  /** Of these, those that stood by then, as they did, and as rows of the table, each as JSON. */
  readonly standing: readonly UnitedCommitment[]
  readonly rows: readonly string[]
}

/** Reads what a past day is told by: what was said since is taken back, all else stood as it stands. */
export async function pastCommitments(sql: Queries, cooperation: CooperationId, past: Past): Promise<PastCommitments> {
  const shared = await sharedHeadsOf(sql, cooperation, past)
  const since = new Set<CommitmentId>()
  const all = await sharedHeads(sql, cooperation)
  for (const [side] of all) {
    const seq = shared.get(side)?.seq ?? 0
    const rows = await sql
      .selectFrom('record')
      .select('commitment')
      .distinct()
      .where('cooperation', '=', cooperation)
      .where('side', '=', side)
      .where('commitment', 'is not', null)
      .where('since', '>', seq)
      .orderBy('commitment')
      .execute()
    for (const { commitment } of rows) since.add(commitment as CommitmentId)
  }
  const before = await onesAt(sql, cooperation, shared)
  const now = await onesAt(sql, cooperation, all)
  const names = [new Set(before.map(String)), new Set(now.map(String))]
  const parted = [...before, ...now].filter((one) => names.some((named) => !named.has(String(one)))).flat()
  const changed = withOnes([...since, ...parted], [...before, ...now])
  const then = unite(await singlesThen(sql, cooperation, changed, shared), before)
  const rows = then.map(({ commitment, opened, changed: last }) => {
    const { fields, leads, lacks, programmes, awaited, facets: _, value, ...plain } = rowOf(commitment)
    const { due, byState, byField } = sortKeysOf(commitment, opened)
    const row = { cooperation, ...plain, opened, changed: last, due, by_state: byState, by_field: byField }
    const jsons = Object.entries({ fields, leads, lacks, programmes, awaited, value })
    return `${JSON.stringify(row).slice(0, -1)},${jsons.map(([name, json]) => `"${name}":${json}`).join(',')}}`
  })
  return { since: changed, standing: then.map(({ commitment }) => commitment), rows }
}

/** What the table fills in by itself to be sorted by: no day comes last, and what has no place in its order. */
function sortKeysOf({ state, terms }: Pick<Commitment, 'state' | 'terms'>, opened: Instant) {
  const placed = (place: number) => `${place < 0 ? '99' : String(place + 1).padStart(2, '0')}${opened}`
  return {
    due: terms?.deadline ?? '9999-12-31',
    byState: placed(TERMS_STATES.indexOf(state)),
    byField: placed(FIELDS.findIndex((field) => field === terms?.fields[0])),
  }
}

/** In the place of the table: what was not spoken of since, and what was as it stood. */
export function relationOf(cooperation: CooperationId, { since, rows }: PastCommitments) {
  return text<never>`(
    select * from commitment where cooperation = ${cooperation} and id <> all(${[...since]}::text[])
    union all
    select * from jsonb_populate_recordset(null::commitment, ${`[${rows.join(',')}]`}::jsonb)
  )`
}
