/** For tests and measurements: a ledger asked by one name after another, each question by the side that it names. */
import type { AuthorId, CooperationId, SideId } from '@handclasp/domain'
import type { WideAsker } from './asker.ts'
import type { PageErasing } from './erasing-pages.ts'
import type { Ledger } from './ledger.ts'
import type { Moment, WideMoment } from './moment.ts'

/** Who asks and writes where nobody else does. */
export const LOCAL = 'local' as AuthorId

/** Questions that name their side second. */
const OF_A_SIDE = [
  'tally',
  'records',
  'record',
  'decisionsOn',
  'corrections',
  'textTitles',
  'recordLists',
  'figureName',
  'recordsAsOf',
  'history',
  'find',
  'erasable',
  'erased',
  'savedViews',
  'drafts',
  'draft',
  'fourEyes',
  'sentAlone',
  'attaches',
] as const

/** Questions on what all sides see. */
const OF_ALL = [
  'cooperation',
  'commitments',
  'groups',
  'countCommitments',
  'serving',
  'commitment',
  'sayings',
  'sameness',
] as const

/** Questions that are asked for every cooperation here, and of pages. */
const WIDE = [
  'cooperations',
  'listSources',
  'page',
  'citedSource',
  'decidedOn',
  'findings',
  'quoting',
  'wholeSource',
  'splits',
  'partsOf',
] as const

/** A ledger with all of its questions beside it, each asked under the role of requests by itself. */
export type TrialLedger = Omit<Ledger, 'erasePage'> &
  Moment &
  WideMoment & {
    erasePage(erasing: PageErasing, ...by: readonly [WideAsker?, AuthorId?]): ReturnType<Ledger['erasePage']>
  }

type Asked = (...given: readonly unknown[]) => Promise<unknown>

/** Puts the questions beside a ledger. */
export function trialLedger(ledger: Ledger): TrialLedger {
  const authors = [LOCAL]
  const asking = (name: keyof Moment, sideOf: (given: readonly unknown[]) => unknown) => {
    const ask: Asked = (...given) => {
      const asker = { cooperation: given[0] as CooperationId, side: sideOf(given) as SideId | null, authors }
      return ledger.for(asker, (moment) => (moment[name] as Asked)(...given))
    }
    return [name, ask] as const
  }
  const wide = WIDE.map((name) => {
    const ask: Asked = async (...given) => {
      const sides = await ledger.hosted()
      return ledger.across({ sides, authors }, (moment) => (moment[name] as Asked)(...given))
    }
    return [name, ask] as const
  })
  const questions = Object.fromEntries([
    ...OF_A_SIDE.map((name) => asking(name, (given) => given[1])),
    ...OF_ALL.map((name) => asking(name, () => null)),
    asking('sent', (given) => given[2]),
    ...wide,
  ]) as Moment & WideMoment
  const erasePage: TrialLedger['erasePage'] = async (erasing, asker, by) =>
    ledger.erasePage(erasing, asker ?? { sides: await ledger.hosted(), authors }, by)
  return { ...ledger, ...questions, erasePage }
}
