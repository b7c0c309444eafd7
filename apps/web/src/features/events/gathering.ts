/** An event with those who took part, side by side, as the records have it. Pure. */
import type { LedgerView, SourcePage } from '@handclasp/api/client'
import { type Act, ACTS } from '@handclasp/domain'
import { type SideSign, signOf } from '../../ui/marks.tsx'

/** An event of the ledger. */
export type EventRecord = LedgerView['events'][number]
/** Somebody's part in events. */
export type Part = LedgerView['participations'][number]

/** Events by their first day, the latest first; those without a day last. */
export function byDay(events: readonly EventRecord[]): readonly EventRecord[] {
  const day = (event: EventRecord) => event.date?.start ?? ''
  return [...events].sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : a.seq - b.seq))
}

/** Those who took part in an event, in the order in which its page names them: who ranks first stands first there. */
export function partsAt(ledger: LedgerView, event: EventRecord): readonly Part[] {
  const parts = ledger.participations.filter((part) => part.events.includes(event.id))
  const place = ({ quote }: Part) => quote.spans[0]?.start ?? 0
  const here = ({ quote }: Part) => (quote.source === event.quote.source ? 0 : 1)
  return [...parts].sort((a, b) => here(a) - here(b) || (a.quote.source === b.quote.source ? place(a) - place(b) : 0))
}

/** What somebody did at an event, in the order of acts. */
export function actsAt(part: Part, event: EventRecord): readonly Act[] {
  const done = new Set(part.acts.filter((act) => act.event === event.id).map(({ act }) => act))
  return ACTS.filter((act) => done.has(act))
}

/** The people of each side, in the order of sides; those who stand for none of them apart. */
export interface BySide {
  readonly sides: readonly { readonly sign: SideSign; readonly parts: readonly Part[] }[]
  readonly others: readonly Part[]
}

/** Puts people to their sides. */
export function bySide(signs: readonly SideSign[], parts: readonly Part[]): BySide {
  return {
    sides: signs.map((sign) => ({ sign, parts: parts.filter((part) => signOf(signs, part.region) === sign) })),
    others: parts.filter((part) => signOf(signs, part.region) === null),
  }
}

/** The acts done at an event by anybody of those given, each with who did it. */
export function doneAt(event: EventRecord, parts: readonly Part[]): readonly { act: Act; parts: readonly Part[] }[] {
  return ACTS.map((act) => ({ act, parts: parts.filter((part) => actsAt(part, event).includes(act)) })).filter(
    (each) => each.parts.length > 0,
  )
}

/** What the same article tells beside the event: its agreements and intentions, as far as they stand in the ledger. */
export function beside(ledger: LedgerView, event: EventRecord, page: SourcePage | undefined) {
  const article = page?.items.find((item) => item.id === event.finding)?.article
  const same = new Set<string>(
    page?.items.flatMap((item) => (item.article === article && article !== undefined ? [item.id] : [])),
  )
  const told = (record: { readonly finding: string | null }) => record.finding !== null && same.has(record.finding)
  const place = new Map([...same].map((id, index) => [id, index]))
  const inOrder = <Made extends { readonly finding: string | null }>(records: readonly Made[]) =>
    records.filter(told).sort((a, b) => (place.get(a.finding ?? '') ?? 0) - (place.get(b.finding ?? '') ?? 0))
  return {
    packages: inOrder(ledger.packages),
    agreements: inOrder(ledger.agreements),
    intentions: inOrder(ledger.intentions),
  }
}
