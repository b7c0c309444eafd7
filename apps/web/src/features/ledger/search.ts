/** What the address of a ledger says. */
import type { CooperationView } from '@handclasp/api/client'
import { type PastSearch, pastSearch } from '../../ui/past.ts'
import { type CommitmentSearch, commitmentSearch } from './commitment-search.ts'

/** The views of a ledger. */
export const VIEWS = ['commitments', 'agreements', 'intentions', 'events', 'sources'] as const
export type View = (typeof VIEWS)[number]

/** The views in the order they stand in: commitments first, where there are any. */
export function viewsOf({ commitments }: Pick<CooperationView, 'commitments'>): readonly View[] {
  const [first, ...others] = VIEWS
  return commitments > 0 ? VIEWS : [...others, first]
}

/** What the address of a ledger says beside the cooperation: the view, and the record chosen. */
export interface LedgerSearch extends CommitmentSearch, PastSearch {
  readonly view?: View
  readonly at?: string
}

/** An address without some of its parts. */
export function without<Name extends keyof LedgerSearch>(search: LedgerSearch, ...names: readonly Name[]) {
  const gone: readonly string[] = names
  return Object.fromEntries(Object.entries(search).filter(([name]) => !gone.includes(name))) as Omit<LedgerSearch, Name>
}

/** Reads the address; what makes no sense is left out. */
export function ledgerSearch(raw: Readonly<Record<string, unknown>>): LedgerSearch {
  const view = VIEWS.find((each) => each === raw.view)
  const commitments: CommitmentSearch = view === 'commitments' ? commitmentSearch(raw) : {}
  const at = typeof raw.at === 'string' ? { at: raw.at } : {}
  return { ...(view ? { view } : {}), ...at, ...commitments, ...pastSearch(raw) }
}
