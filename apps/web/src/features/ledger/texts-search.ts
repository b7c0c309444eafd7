/** What the address of the clauses of an agreement says. */
import type { TextId } from '@handclasp/domain'
import { type PastSearch, pastSearch } from '../../ui/past.ts'

/** The version of the text, the clause chosen by its path, and whether a text is being written. */
export interface TextsSearch extends PastSearch {
  readonly text?: TextId
  readonly clause?: string
  readonly write?: 'new' | 'anew'
}

/** Reads the address; what makes no sense is left out. */
export function textsSearch(raw: Readonly<Record<string, unknown>>): TextsSearch {
  const { text, clause, write } = raw
  return {
    ...(typeof text === 'string' && /^txt_[0-9A-Z]{1,40}$/.test(text) ? { text: text as TextId } : {}),
    ...(typeof clause === 'string' || typeof clause === 'number' ? { clause: String(clause).slice(0, 60) } : {}),
    ...(write === 'new' || write === 'anew' ? { write } : {}),
    ...pastSearch(raw),
  }
}
