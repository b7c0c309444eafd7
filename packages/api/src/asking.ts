/** Who asks: of whom the authors are whose pages are seen, and for which sides they may ask. */
import { type AuthorId, type CooperationId, granted, type Outcome, refused, type SideId } from '@handclasp/domain'
import type { Asker, KnownCooperation, Ledger, Moment, WideAsker } from '@handclasp/ledger'
import type { Context, MiddlewareHandler } from 'hono'

declare module 'hono' {
  interface ContextVariableMap {
    /** Whoever asks, and those who work with them. */
    authors: readonly AuthorId[]
  }
}

/** Has every request asked by one author, who may ask for all sides that write here: there are no members yet. */
export function askedBy(author: AuthorId): MiddlewareHandler {
  return async (context, next) => {
    context.set('authors', [author])
    await next()
  }
}

/** Who asks for a side; for what all sides see alone, where it is not told for which. */
export function askerOf(context: Context, cooperation: CooperationId, side: SideId | null = null): Asker {
  return { cooperation, side, authors: context.get('authors') }
}

/** Who asks over all cooperations: of each for the side that opened it here, or for every side that writes here. */
export async function wideAskerOf(context: Context, ledger: Ledger, which: 'openers' | 'all'): Promise<WideAsker> {
  const hosted = await ledger.hosted()
  const sides = which === 'all' ? hosted : hosted.filter(({ isOpener }) => isOpener)
  return { sides: sides.map(({ cooperation, side }) => ({ cooperation, side })), authors: context.get('authors') }
}

/** A cooperation by its id, or null. */
export function knownTo(context: Context, ledger: Ledger, id: CooperationId): Promise<KnownCooperation | null> {
  return ledger.for(askerOf(context, id), (moment) => moment.cooperation(id))
}

/** Asks what all sides of a cooperation see, at one moment with whether there is such a one: null where there is none. */
export function askingOfAll<Answer>(
  context: Context,
  ledger: Ledger,
  id: CooperationId,
  ask: (moment: Moment) => Promise<Answer>,
): Promise<Answer | null> {
  return ledger.for(askerOf(context, id), async (moment) => ((await moment.cooperation(id)) ? ask(moment) : null))
}

/** The side that is asked for: the one that opened the cooperation here unless told. Refuses one that others keep. */
export function sideFor(known: KnownCooperation, told: SideId | null | undefined): Outcome<SideId> {
  const side = told ?? known.own
  return known.hosted.includes(side) ? granted(side) : refused({ code: 'side-not-in-cooperation', side })
}
