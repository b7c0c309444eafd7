/** Effective days 生效日: since when what a record says holds, by its own words and not by when it was written down. */
import type { SourceHash } from './identifier.ts'
import type { LedgerRecord } from './position.ts'
import { keptAs } from './sent.ts'

/**
 * The civil day since which a record holds: of what was signed or held that day, of an event its first, of what was
 * only reported the day the page came out (`published` tells it of a source). Null where it says none: it then counts
 * from when it was written. A month counts from its first day. What was sent holds since the day that its words say,
 * and tells by itself when its page came out.
 */
export function effectiveDay(record: LedgerRecord, published: (source: SourceHash) => string | null): string | null {
  if (record.kind === 'sent') {
    const kept = keptAs(record)
    const quote = record.words && 'quote' in record.words ? record.words.quote : null
    return kept && effectiveDay(kept, () => quote?.published ?? null)
  }
  const own = ownDay(record)
  if (own !== null) return own.length === 7 ? `${own}-01` : own
  return 'quote' in record && record.quote ? published(record.quote.source) : null
}

function ownDay(record: LedgerRecord): string | null {
  switch (record.kind) {
    case 'package':
    case 'agreement':
      return record.signedOn
    case 'text':
      return record.dated
    case 'event':
      return record.date?.start ?? null
    case 'source':
      return record.published
    default:
      return null
  }
}
