import type { CooperationId } from '@handclasp/domain'

/** What the address of a page says beside the source: words to light, article (from 1), finding, cooperation. */
export interface ReadSearch {
  /** Spans of the text, `12-40` or `12-40,55-60`. */
  readonly at?: string
  readonly article?: number
  readonly finding?: string
  /** The cooperation the article is looked at in; without it, the one it was kept in or belongs to. */
  readonly in?: CooperationId
}

/** Reads the address; what makes no sense is left out. */
export function readSearch(raw: Readonly<Record<string, unknown>>): ReadSearch {
  const article = Number(raw.article)
  return {
    ...(typeof raw.at === 'string' && /^\d+-\d+(,\d+-\d+)*$/.test(raw.at) ? { at: raw.at } : {}),
    ...(Number.isInteger(article) && article > 0 ? { article } : {}),
    ...(typeof raw.finding === 'string' ? { finding: raw.finding } : {}),
    ...(typeof raw.in === 'string' && /^coo_[0-9A-Z]{1,40}$/.test(raw.in) ? { in: raw.in as CooperationId } : {}),
  }
}
