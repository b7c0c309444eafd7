/** Records: what they have in common beside their kinds. */
import type { LedgerRecord, SourceHash } from '@handclasp/domain'

/** The source a record stems from. */
export function sourceOf(record: LedgerRecord): SourceHash {
  return 'source' in record ? record.source : record.quote.source
}
