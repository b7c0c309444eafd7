/** Acting for a side: what routes about one side of a cooperation begin with. */
import type { CooperationId, Outcome, SideId } from '@handclasp/domain'
import { granted, refused } from '@handclasp/domain'
import type { Asker, KnownCooperation, Ledger, Poster } from '@handclasp/ledger'
import type { Context } from 'hono'
import { actorFor, askerOf, callerOf, knownTo } from './asking.ts'
import type { Caller } from './caller.ts'

/** Whoever acts, for which side, by what the ledger knows them. */
export interface Acting {
  readonly known: KnownCooperation
  readonly side: SideId
  readonly caller: Caller
  readonly actor: Poster
  readonly asker: Asker
}

/** The cooperation of the path, and the side that is told, or that the address names, or the caller's own. */
export async function acting(context: Context, ledger: Ledger, told?: SideId): Promise<Outcome<Acting>> {
  const id = (context.req.param('id') ?? '') as CooperationId
  const known = await knownTo(context, ledger, id)
  if (!known) return refused({ code: 'cooperation-unknown', cooperation: id })
  const actor = actorFor(context, known, told ?? (context.req.query('side') as SideId | undefined))
  if (!actor.ok) return actor
  const { side } = actor.value
  return granted({ known, side, caller: callerOf(context), actor: actor.value, asker: askerOf(context, id, side) })
}
