/** Uniting: of commitments that are one by what their sides said, one stands for all; the others are taken in. */
import {
  claimVoices,
  type Commitment,
  type CommitmentId,
  type CooperationId,
  type Instant,
  type Position,
  sameness,
  silent,
  standingFor,
  type UnitedCommitment,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import type { SharedHeads } from './chain.ts'
import type { Queries } from './database.ts'
import { withTold } from './sending.ts'

/** When a commitment was first and last spoken of, by the clocks of who spoke. */
export interface Spoken {
  readonly opened: Instant
  readonly changed: Instant
}

/** A commitment as it stands by itself, and when it was first and last spoken of. */
export interface Single extends Spoken {
  readonly commitment: Commitment
}

/** A commitment as it is listed, first and last spoken of by whoever spoke of it or of what it stands for. */
export interface United extends Spoken {
  readonly commitment: UnitedCommitment
  readonly takenIn: readonly Single[]
}

/** Commitments that are one, each list in the order of their ids. */
export type Ones = readonly (readonly CommitmentId[])[]

/** Which commitments are one by all that these positions hold. */
export function onesOf(positions: readonly Position[]): Ones {
  const { ones } = sameness(claimVoices(positions))
  return ones.flatMap(({ of, things }) => (of === 'commitment' ? [things.map(({ id }) => id as CommitmentId)] : []))
}

/** Which commitments of a cooperation are one by what was said up to some heads. */
export async function onesAt(sql: Queries, cooperation: CooperationId, heads: SharedHeads): Promise<Ones> {
  const positions = [...heads].map(([side, shared]): Position => {
    return { ...silent(cooperation, side), heads: { shared, internal: null } }
  })
  return onesOf(await withTold(sql, cooperation, positions, []))
}

/** Some commitments with all that are one with them. */
export function withOnes(ids: readonly CommitmentId[], ones: Ones): readonly CommitmentId[] {
  const asked = new Set(ids)
  return [...new Set([...ids, ...ones.filter((one) => one.some((id) => asked.has(id))).flat()])]
}

/** Commitments as they are listed. What is one stands together: all of it is to be given. */
export function unite(singles: readonly Single[], ones: Ones): readonly United[] {
  const byId = new Map(singles.map((single) => [single.commitment.id, single]))
  const groups = new Map<CommitmentId, readonly Single[]>(singles.map((single) => [single.commitment.id, [single]]))
  for (const one of ones) {
    const group = one.flatMap((id) => byId.get(id) ?? [])
    for (const id of one) groups.set(id, group)
  }
  return [...new Set(groups.values())].flatMap((group) => (group.length === 0 ? [] : [unitedOf(group)]))
}

function unitedOf(group: readonly Single[]): United {
  const standing = standingFor(group.map(({ commitment }) => commitment))
  const takenIn = group.filter(({ commitment }) => commitment.id !== standing.id)
  const united = takenIn.map(({ commitment: { id, terms } }) => ({ id, terms }))
  const instants = (when: keyof Spoken): readonly Instant[] => group.map((single) => single[when]).sort()
  return {
    commitment: { ...standing, united },
    opened: instants('opened')[0] ?? '',
    changed: instants('changed').at(-1) ?? '',
    takenIn,
  }
}

/** All that stands together with some commitments, themselves included, as it is kept now; nothing for those alone. */
export function togetherWith(cooperation: CooperationId, ids: readonly CommitmentId[]) {
  return text<readonly CommitmentId[]>`array(
    select distinct unnest(array[id, within]) from taken_in where cooperation = ${cooperation} and within in (
      select within from taken_in
      where cooperation = ${cooperation} and (id = any(${[...ids]}::text[]) or within = any(${[...ids]}::text[]))
    )
  )`
}
