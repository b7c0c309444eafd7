/** The part of an address that asks about a past day. */
import type { PastQuery } from '@handclasp/api/client'

/** The part of an address that asks about a past day. */
export interface PastSearch {
  readonly asof?: string | undefined
  /** Left out, a past day is shown by what is known of it today. */
  readonly known?: 'then' | undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads that part; what is no day is left out. */
export function pastSearch(raw: Readonly<Record<string, unknown>>): PastSearch {
  const { asof, known } = raw
  if (typeof asof !== 'string' || !DAY.test(asof) || Number.isNaN(Date.parse(asof))) return {}
  return { asof, ...(known === 'then' ? { known } : {}) }
}

/** What the interface is asked about; null where things are shown as they stand. */
export function pastAsked({ asof, known }: PastSearch): PastQuery | null {
  return asof === undefined ? null : { asof, known: known ?? 'now' }
}
