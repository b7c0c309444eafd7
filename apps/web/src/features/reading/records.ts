/** The records that findings became, so that what was corrected stands beside what was read. */
import type { CooperationView, FindingView } from '@handclasp/api/client'
import { type FindingId, recordIdOf } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ledgerQuery } from '../../requests/queries.ts'
import type { KnownEvent, MadeRecord } from '../../ui/versions.ts'
import type { Say } from '../../words/words.tsx'

export type { MadeRecord } from '../../ui/versions.ts'

const NONE: ReadonlyMap<FindingId, MadeRecord> = new Map()

/** Records of the cooperation by the finding they came from. */
export function useRecords(cooperation: CooperationView | null): ReadonlyMap<FindingId, MadeRecord> {
  const id = cooperation?.id
  const ledger = useQuery({ ...ledgerQuery(id as never), enabled: id !== undefined }).data
  return useMemo(() => {
    if (!ledger) return NONE
    const { events, participations, packages, agreements, intentions } = ledger
    const all: readonly MadeRecord[] = [...events, ...participations, ...packages, ...agreements, ...intentions]
    return new Map(all.flatMap((record) => (record.finding ? [[record.finding, record] as const] : [])))
  }, [ledger])
}

/** The record of a finding, or null. */
export function recordOf(finding: FindingView, records: ReadonlyMap<FindingId, MadeRecord>): MadeRecord | null {
  return records.get(finding.id) ?? null
}

/** The events of an article, as acts can be tied to them; an event's corrected name where it has one. */
export function eventsOf(
  say: Say,
  items: readonly FindingView[],
  article: number,
  records: ReadonlyMap<FindingId, MadeRecord>,
): readonly KnownEvent[] {
  return items.flatMap((item) => {
    if (item.kind !== 'event' || item.article !== article) return []
    const record = recordOf(item, records)
    const name = record?.kind === 'event' ? record.name : item.read.name
    return [{ id: recordIdOf('event', item.id), name: name ?? say(`event.${item.read.kind}`) }]
  })
}
