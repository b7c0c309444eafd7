/** `?asof=2026-05-31&known=then`: the past day that is asked about, and whether by what is known today or was then. */
import { type CooperationId, granted, type Outcome, refused, type SideId } from '@handclasp/domain'
import type { KnownCooperation, Ledger, Moment, Past } from '@handclasp/ledger'
import type { Context } from 'hono'
import { askerOf, knownTo, sideFor } from './asking.ts'
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

/** What a request asks about: a cooperation, one side of it that this installation writes for, and a past day. */
export interface AskedAbout {
  readonly known: KnownCooperation
  readonly side: SideId
  readonly past: Past | null
}

/** Reads that from an address; the side is the one that opened the cooperation here unless told. */
export async function askedOf(
  context: Context,
  ledger: Ledger,
): Promise<Outcome<AskedAbout> | { ok: false; refusal: Problem['refusal'] }> {
  const id = (context.req.param('id') ?? '') as CooperationId
  const known = await knownTo(context, ledger, id)
  if (!known) return refused({ code: 'cooperation-unknown', cooperation: id })
  const side = sideFor(context, known, context.req.query('side') as SideId | undefined)
  if (!side.ok) return side
  const past = pastOf(context)
  return past.ok ? granted({ known, side: side.value, past: past.value }) : past
}

/** Asks for the side that a request asks about. */
export function askingFor<Answer>(
  context: Context,
  ledger: Ledger,
  { known, side }: Pick<AskedAbout, 'known' | 'side'>,
  ask: (moment: Moment) => Promise<Answer>,
): Promise<Answer> {
  return ledger.for(askerOf(context, known.id, side), ask)
}
