/** `?asof=2026-05-31&known=then`: the past day that is asked about, and whether by what is known today or was then. */
import { granted, type Outcome } from '@handclasp/domain'
import type { Ledger, Moment, Past } from '@handclasp/ledger'
import type { Context } from 'hono'
import type { Problem } from './contract.ts'
import { pastQuery } from './input.ts'
import { misfitRefusal } from './misfit.ts'

/** The past day an address asks about; null where it asks about now. */
export function pastOf(context: Context): Outcome<Past | null> | { ok: false; refusal: Problem['refusal'] } {
  const day = context.req.query('asof')
  if (day === undefined) return granted(null)
  const query = pastQuery.safeParse({ asof: day, known: context.req.query('known') ?? 'now' })
  if (!query.success) return { ok: false, refusal: misfitRefusal(query.error) }
  return granted({ day: query.data.asof, known: query.data.known })
}

/** Asks about a past day at one moment, for that takes several statements; about now as it comes. */
export function asking<Answer>(
  ledger: Ledger,
  past: Past | null,
  ask: (moment: Moment) => Promise<Answer>,
): Promise<Answer> {
  return past ? ledger.atOnce(ask) : ask(ledger)
}
