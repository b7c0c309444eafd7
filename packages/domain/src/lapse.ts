/**
 * Lapse 到期: terms whose deadline ended while a side whose yes they need had not given it. It is worked out for the
 * day that is asked about, whenever somebody looks: nobody writes it, nothing is kept of it, and where terms stand by
 * what the sides said does not change by it. So no clock decides anything: a yes that comes later counts as ever. What
 * was agreed never lapses: until its end is agreed it is owed, and over its deadline.
 */
import type { Commitment, VersionWritten } from './commitment.ts'

/** Has a version that can still be agreed lapsed by a civil day? A deadline ends with its day. */
export function hasLapsed({ open, terms }: Pick<VersionWritten, 'open' | 'terms'>, day: string): boolean {
  const deadline = terms?.deadline ?? null
  return open && deadline !== null && deadline < day
}

/** Has a commitment lapsed by a civil day: was none of its versions agreed, and have all lapsed that still can be? */
export function isLapsed({ state, versions }: Pick<Commitment, 'state' | 'versions'>, day: string): boolean {
  return state === 'proposed' && versions.every((version) => !version.open || hasLapsed(version, day))
}
