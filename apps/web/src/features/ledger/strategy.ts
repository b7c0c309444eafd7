/** The strategies of two sides and how they are joined: what the address says, the order, the pairs. Pure. */
import type { LedgerView, ServingView } from '@handclasp/api/client'
import type { ProgrammeId, SideId } from '@handclasp/domain'
import { type PastSearch, pastSearch } from '../../ui/past.ts'

/** A strategy as the ledger keeps it. */
export type Programme = LedgerView['programmes'][number]

/** The strategy chosen, whether one is being written, and which two sides are faced where there are more. */
export interface StrategySearch extends PastSearch {
  readonly at?: ProgrammeId
  readonly write?: 'new' | 'anew'
  readonly left?: SideId
  readonly right?: SideId
}

/** Reads the address; what makes no sense is left out. */
export function strategySearch(raw: Readonly<Record<string, unknown>>): StrategySearch {
  const { at, write, left, right } = raw
  const side = (value: unknown) => typeof value === 'string' && /^sid_[0-9A-Z]{1,40}$/.test(value)
  return {
    ...(typeof at === 'string' && /^prg_[0-9A-Z]{1,40}$/.test(at) ? { at: at as ProgrammeId } : {}),
    ...(write === 'new' || write === 'anew' ? { write } : {}),
    ...(side(left) ? { left: left as SideId } : {}),
    ...(side(right) ? { right: right as SideId } : {}),
    ...pastSearch(raw),
  }
}

/** Two programmes that are to be joined, of two sides. */
export interface Pair {
  readonly left: Programme
  readonly right: Programme
}

/** The strategies of two sides, and the pairs in the order of the left ones; a pair said by both is one. */
export interface Faced {
  readonly left: readonly Programme[]
  readonly right: readonly Programme[]
  readonly pairs: readonly Pair[]
}

/** Sets the programmes of two sides beside each other. */
export function faced(programmes: readonly Programme[], left: SideId, right: SideId): Faced {
  const of = (side: SideId) => programmes.filter((programme) => programme.of === side)
  const pairs = of(left).flatMap((one) =>
    of(right).flatMap((other) => (areJoined(one, other) ? [{ left: one, right: other }] : [])),
  )
  return { left: of(left), right: of(right), pairs }
}

/** Does either of them name the other? */
export function areJoined(one: Programme, other: Programme): boolean {
  return one.pairs.includes(other.id) || other.pairs.includes(one.id)
}

/** All that a programme is joined with, of whichever side. */
export function joinedWith(programmes: readonly Programme[], one: Programme): readonly Programme[] {
  return programmes.filter((other) => other.of !== one.of && areJoined(one, other))
}

/** How many commitments serve all of some strategies. */
export function countServing(serving: readonly ServingView[], ...all: readonly Programme[]): number {
  const serves = ({ programmes }: ServingView) =>
    all.every(({ of, name }) => programmes.some((named) => named.side === of && named.name === name))
  return serving.filter(serves).reduce((sum, { total }) => sum + total, 0)
}

/** The two sides beside each other: those the address names, else the first two, in the order of the cooperation. */
export function sidesFaced(
  { sides, own }: LedgerView['cooperation'],
  { left, right }: StrategySearch,
): readonly [SideId, SideId] {
  const known = (side: SideId | undefined) => sides.find(({ id }) => id === side)?.id
  const first = known(left) ?? own
  const second = known(right)
  const other = second !== undefined && second !== first ? second : sides.find(({ id }) => id !== first)?.id
  const chosen = [first, other ?? first]
  const [a = first, b = first] = sides.map(({ id }) => id).filter((id) => chosen.includes(id))
  return [a, b]
}
