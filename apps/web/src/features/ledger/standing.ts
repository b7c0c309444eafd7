/** Where a commitment stands, as its row and its details show it, and what a side can do about it now. Pure. */
import type { CommitmentView, CooperationView, SayingView } from '@handclasp/api/client'
import {
  civilDayOf,
  type SideId,
  type Standpoint,
  type Terms,
  type TermsState,
  type VersionId,
  type VersionWritten,
} from '@handclasp/domain'
import { type SideSign, signsOf } from '../../ui/marks.tsx'

type Stood = Pick<CommitmentView, 'versions' | 'inForce' | 'rivals' | 'state'>

/** The sign of a state: never without its word. */
export const STATE_SIGNS: { readonly [State in TermsState]: string } = {
  proposed: '○',
  agreed: '＝',
  amending: '≈',
  ending: '◎',
  ended: '∥',
  reopening: '△',
  declined: '×',
  withdrawn: '←',
  rivals: '≠',
  pending: '…',
}
/** The sign of what lapsed. */
export const LAPSED_SIGN = '⊥'

/** The version a row speaks of: what is open, else what is in force, else the last one. */
export function spokenOf({ versions, inForce }: Stood): VersionWritten | null {
  const open = versions.findLast((version) => version.open)
  return open ?? versions.find(({ version }) => version === inForce) ?? versions.at(-1) ?? null
}

/** How each side that has a say in a version stands to it, in the order of the sides. */
export function standpointsOn(
  version: VersionWritten | null,
  cooperation: CooperationView,
): readonly { readonly sign: SideSign; readonly standpoint: Standpoint }[] {
  return signsOf(cooperation).flatMap((sign) => {
    const side = cooperation.sides[sign.index]?.id
    const standpoint = version?.standpoints.find((each) => each.side === side)
    return standpoint ? [{ sign, standpoint }] : []
  })
}

/** What a side can do about a commitment now. */
export interface Doings {
  /** Open versions that it can accept or decline. */
  readonly answer: readonly VersionWritten[]
  /** Open versions that it has accepted and can withdraw from. */
  readonly withdraw: readonly VersionWritten[]
  /** The version that a change of terms would change; after an ending it opens the commitment again. */
  readonly change: VersionWritten | null
  /** The versions in force, or beside each other, that an ending would end. */
  readonly end: readonly VersionWritten[]
  /** Does the change open again what was ended? */
  readonly reopens: boolean
}

/** What a side can do about a commitment now, as far as can be told from how everybody stands to its versions. */
export function doingsOf(commitment: Stood, side: SideId): Doings {
  const { versions, inForce, rivals } = commitment
  const stance = ({ standpoints }: VersionWritten) => standpoints.find((each) => each.side === side)?.stance
  const open = versions.filter((version) => version.open)
  const now = versions.find(({ version }) => version === inForce) ?? null
  // Beside versions that were all accepted no further one can be: one of them ends first.
  const last = rivals.length > 0 ? null : (now ?? versions.at(-1) ?? null)
  const change = open.findLast(({ ending }) => ending === null) ?? last
  const ended = rivals.length > 0 ? versions.filter(({ version }) => rivals.includes(version)) : now ? [now] : []
  return {
    answer: open.filter((version) => stance(version) === 'silent'),
    withdraw: open.filter((version) => stance(version) === 'accepted'),
    change,
    // One ending waits at a time: another beside it could not be accepted with it.
    end: open.some(({ ending }) => ending !== null) ? [] : ended.filter(({ ending }) => ending === null),
    reopens: change !== null && change === now && now.ending !== null,
  }
}

/** The terms that a version changes: those of the nearest version it descends from that has some. */
export function termsBefore({ versions }: Stood, version: VersionWritten): Terms | null {
  const byId = new Map(versions.map((each) => [each.version, each]))
  for (let at = version.parent; at !== null; at = byId.get(at)?.parent ?? null) {
    const terms = byId.get(at)?.terms
    if (terms) return terms
  }
  return null
}

/** What a saying did: to propose is first terms, a change, an ending, or opening again. */
export type Deed = 'proposed' | 'changed' | 'ended' | 'reopened' | 'accepted' | 'declined' | 'withdrawn'

/** What a saying did. */
export function deedOf(versions: readonly VersionWritten[], saying: SayingView): Deed {
  if (saying.stance !== 'proposed') return saying.stance
  const find = (id: VersionId | null) => versions.find(({ version }) => version === id)
  const version = find(saying.version)
  if (version?.ending) return 'ended'
  if (!version?.parent) return 'proposed'
  return find(version.parent)?.ending ? 'reopened' : 'changed'
}

/** Whole days from one civil day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The civil day of an instant, where cooperations keep their days. */
export function civilDay(at: Date): string {
  return civilDayOf(at.toISOString())
}

/** A civil day as a table has it: without its year where that is this one. */
export function shortDay(day: string, today: string): string {
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
}
