/** Moments: what can be asked of a ledger as it stands at one moment, by one side or over several. */
import type { WideAsker } from './asker.ts'
import { pasts } from './asof.ts'
import type { Sealing } from './chain.ts'
import { commitments } from './commitments.ts'
import type { Database } from './database.ts'
import { drafts } from './drafts.ts'
import { erasures } from './erasable.ts'
import { pageErasures } from './erasing-pages.ts'
import { findables } from './findables.ts'
import { history } from './history.ts'
import { pages } from './pages.ts'
import { attached, cooperations, held, lists, oneCooperation, titles } from './records.ts'
import { viewsKept } from './saved-views.ts'
import { sendings } from './sending.ts'
import { sourcesHeld } from './sources.ts'
import { splitsMade } from './splits.ts'

/** What a side can ask, of what it keeps and of what all sides see. */
export type Moment = ReturnType<typeof momentIn>

/** The questions of a side in a transaction. */
export function momentIn(database: Database, sealing: Sealing) {
  return {
    ...oneCooperation(database),
    ...held(database),
    ...titles(database),
    ...attached(database),
    ...lists(database),
    ...commitments(database),
    ...sendings(database),
    ...drafts(database),
    ...pasts(database, sealing),
    ...history(database),
    ...findables(database),
    ...erasures(database),
    ...viewsKept(database),
  }
}

/** What can be asked over several cooperations, each as one side of it sees it, and of pages. */
export type WideMoment = ReturnType<typeof wideMomentIn>

/** The questions of somebody who asks for several sides in a transaction. */
export function wideMomentIn(database: Database, { sides }: Pick<WideAsker, 'sides'>) {
  return {
    ...cooperations(database, sides),
    ...pages(database, sides),
    ...pageErasures(database, sides),
    ...sourcesHeld(database),
    ...splitsMade(database),
  }
}
