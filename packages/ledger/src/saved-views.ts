/** Saved views: what a side keeps of its ledger to come back to. The installation keeps them, outside all chains. */
import { type CooperationId, granted, type Outcome, refused, type SideId, type ViewId } from '@handclasp/domain'
import { sql as text, type Transaction } from 'kysely'
import { asAsker } from './asker.ts'
import type { Database, Queries, Tables } from './database.ts'

/** A view of the ledger under a name; `address` is what stands in the ledger's address after the question mark. */
export interface SavedView {
  readonly id: ViewId
  readonly name: string
  readonly address: string
}

/** So many views a side keeps at most: they stand beside each other as tabs, each with its count. */
const MOST = 100

/** The part of the ledger that answers for views. */
export function viewsKept({ sql }: Database) {
  return {
    /** The views of a side, in their order. */
    savedViews: (cooperation: CooperationId, side: SideId): Promise<readonly SavedView[]> =>
      list(sql, cooperation, side),
  }
}

/** The part of the ledger that keeps views. */
export function viewsKeeping({ sql }: Database) {
  /** Changes the views of a side, which stand still meanwhile; answers them as they are then. */
  const change = (
    cooperation: CooperationId,
    side: SideId,
    changed: (views: readonly SavedView[]) => Outcome<readonly SavedView[]>,
  ): Promise<Outcome<readonly SavedView[]>> =>
    asAsker(sql, { cooperation, side, authors: [] }, 'writing', async (transaction) => {
      await text`select pg_advisory_xact_lock(hashtextextended(${`${cooperation} ${side} views`}, 0))`.execute(
        transaction,
      )
      const outcome = changed(await list(transaction, cooperation, side))
      if (outcome.ok) await replace(transaction, cooperation, side, outcome.value)
      return outcome
    })
  return {
    /**
     * Keeps a view: a new one after all others, one that is there in its place. Refuses a name that another has, to
     * change one that is not there any more, and more than a hundred.
     */
    saveView: (
      cooperation: CooperationId,
      side: SideId,
      view: SavedView,
      as: 'new' | 'changed',
    ): Promise<Outcome<readonly SavedView[]>> =>
      change(cooperation, side, (views) => {
        const isThere = views.some(({ id }) => id === view.id)
        if (as === 'changed' && !isThere) return refused({ code: 'view-unknown', view: view.id })
        if (!isThere && views.length >= MOST) return refused({ code: 'views-too-many', most: MOST })
        const other = views.find(({ id, name }) => name === view.name && id !== view.id)
        if (other) return refused({ code: 'view-name-taken', name: view.name })
        return granted(isThere ? views.map((each) => (each.id === view.id ? view : each)) : [...views, view])
      }),

    /** Puts a view at a place among the others, from 0; refuses one that is not there any more. */
    moveView: (
      cooperation: CooperationId,
      side: SideId,
      id: ViewId,
      place: number,
    ): Promise<Outcome<readonly SavedView[]>> =>
      change(cooperation, side, (views) => {
        const moved = views.find((each) => each.id === id)
        if (!moved) return refused({ code: 'view-unknown', view: id })
        return granted(views.filter((each) => each !== moved).toSpliced(place, 0, moved))
      }),

    /** Takes a view out; refuses one that is not there any more. */
    dropView: (cooperation: CooperationId, side: SideId, id: ViewId): Promise<Outcome<readonly SavedView[]>> =>
      change(cooperation, side, (views) =>
        views.some((each) => each.id === id)
          ? granted(views.filter((each) => each.id !== id))
          : refused({ code: 'view-unknown', view: id }),
      ),
  }
}

async function list(sql: Queries, cooperation: CooperationId, side: SideId): Promise<readonly SavedView[]> {
  const rows = await sql
    .selectFrom('saved_view')
    .select(['id', 'name', 'address'])
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .orderBy('place')
    .orderBy('id')
    .execute()
  return rows as unknown as readonly SavedView[]
}

async function replace(
  transaction: Transaction<Tables>,
  cooperation: CooperationId,
  side: SideId,
  views: readonly SavedView[],
): Promise<void> {
  await transaction.deleteFrom('saved_view').where('cooperation', '=', cooperation).where('side', '=', side).execute()
  const rows = views.map((view, place) => ({ cooperation, side, place, ...view }))
  if (rows.length > 0) await transaction.insertInto('saved_view').values(rows).execute()
}
