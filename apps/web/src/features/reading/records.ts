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

/** How many events of other articles are offered. */
const LATEST = 40

/**
 * The events that acts can be tied to: those of the article, by their corrected names where they have one, then the
 * latest that other articles told and the ledger holds.
 */
export function eventsOf(
  say: Say,
  items: readonly FindingView[],
  article: number,
  records: ReadonlyMap<FindingId, MadeRecord>,
): readonly KnownEvent[] {
  const here = items.flatMap((item) => {
    if (item.kind !== 'event' || item.article !== article) return []
    const record = recordOf(item, records)
    const name = record?.kind === 'event' ? record.name : item.read.name
    return [{ id: recordIdOf('event', item.id), name: name ?? say(`event.${item.read.kind}`) }]
  })
  const held = [...records.values()].flatMap((record) => (record.kind === 'event' ? [record] : []))
  const day = (event: (typeof held)[number]) => event.date?.start ?? ''
  const elsewhere = held
    .filter((event) => !here.some(({ id }) => id === event.id))
    .sort((a, b) => (day(a) < day(b) ? 1 : -1))
    .slice(0, LATEST)
    .map((event) => {
      const name = event.name ?? say(`event.${event.type}`)
      return { id: event.id, name: event.date ? say('event.onDay', { event: name, day: event.date.start }) : name }
    })
  return [...here, ...elsewhere]
}
