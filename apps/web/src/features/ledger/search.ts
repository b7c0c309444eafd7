/** The views of a ledger. */
export const VIEWS = ['agreements', 'intentions', 'events', 'sources'] as const
export type View = (typeof VIEWS)[number]

/** What the address of a ledger says beside the cooperation: the view, and the record chosen. */
export interface LedgerSearch {
  readonly view?: View
  readonly at?: string
}

/** Reads the address; what makes no sense is left out. */
export function ledgerSearch(raw: Readonly<Record<string, unknown>>): LedgerSearch {
  const view = VIEWS.find((each) => each === raw.view)
  return { ...(view ? { view } : {}), ...(typeof raw.at === 'string' ? { at: raw.at } : {}) }
}
