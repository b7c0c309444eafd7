/** What sides sent each other, as the ledger's screens need it: what stands here, what they sent, what is one. Pure. */
import type { LedgerView, SentInput, SentPage, SentView } from '@handclasp/api/client'
import {
  type AuthorId,
  keptAs,
  type LedgerRecord,
  type One,
  type Pair,
  recordKey,
  recordOf,
  type Sendable,
  sendingOf,
  type SentKind,
  type SideId,
  withinOf,
} from '@handclasp/domain'
import { latestFirst } from './ledger.ts'

/** One side's ledger with what was sent between it and the others. */
export interface Exchange {
  readonly ledger: LedgerView
  readonly page: SentPage
}

/** Before it is known what was sent. */
export const NOTHING_SENT: SentPage = { things: [], sameness: { ones: [], pairs: [], pending: [] } }

/** The address of something another side sent: side and thing. */
export function addressOf(side: SideId, id: string): string {
  return `${side}.${id}`
}

/** What was sent, by its address: by another side, or by this one that keeps it no more. Null for anything else. */
export function receivedAt({ page }: Exchange, at: string | undefined): SentView | null {
  return page.things.find(({ side, sent }) => addressOf(side, sent.id) === at) ?? null
}

/** How something of this side's own was sent, or null. */
export function sentAs({ ledger, page }: Exchange, id: string): SentView | null {
  return page.things.find(({ side, sent }) => side === ledger.side && sent.id === id) ?? null
}

/**
 * What some things that were sent look like to those they were sent to: a ledger of these things alone, in which each
 * is named by its address.
 */
export function ledgerOf(ledger: LedgerView, side: SideId, things: readonly SentView[]): LedgerView {
  const mine = things.filter((each) => each.side === side)
  const of = <Kind extends Exclude<SentKind, 'text'>>(kind: Kind) =>
    mine.flatMap(({ sent }) => {
      const kept = sent.of === kind ? keptAs(sent) : null
      if (!kept) return []
      const { written } = sent
      const named = { ...kept, id: addressOf(side, kept.id), written, corrected: false } as Readonly<
        Record<string, unknown>
      >
      const bundle = kept.kind === 'agreement' && kept.package ? { package: addressOf(side, kept.package) } : {}
      const follows =
        kept.kind === 'agreement' && kept.follows
          ? { follows: { ...kept.follows, agreement: addressOf(side, kept.follows.agreement) } }
          : {}
      return [{ ...named, ...bundle, ...follows } as never]
    })
  return {
    past: ledger.past,
    figure: ledger.figure,
    cooperation: ledger.cooperation,
    sides: ledger.sides,
    side,
    packages: of('package'),
    agreements: of('agreement'),
    intentions: of('intention'),
    events: [],
    participations: [],
    sources: ledger.sources,
    texts: [],
    programmes: [],
    attachments: [],
  }
}

/** The ledgers of what each other side sent. */
export function receivedLedgers({ ledger, page }: Exchange): readonly LedgerView[] {
  const others = ledger.cooperation.sides.map(({ id }) => id).filter((id) => id !== ledger.side)
  return others.map((side) => ledgerOf(ledger, side, page.things))
}

/** The texts of an agreement that a side sent, the latest first; title, day and time alone. */
export function textsSent(things: readonly SentView[], side: SideId, agreement: string) {
  const texts = things.flatMap((each) => {
    const kept = each.side === side && each.sent.of === 'text' ? keptAs(each.sent) : null
    return kept?.kind === 'text' && kept.agreement === agreement ? [{ ...kept, written: each.sent.written }] : []
  })
  return latestFirst(texts)
}

/** The side and the thing that an address names; for one of this side's own, that side. */
export function thingAt(ledger: LedgerView, at: string): { readonly side: SideId; readonly id: string } {
  const [side, id] = at.split('.')
  return id === undefined ? { side: ledger.side, id: at } : { side: side as SideId, id }
}

/** A pair that something stands in, seen from its side. */
export interface Claimed {
  readonly pair: Pair
  readonly own: Pair['things'][number]
  readonly other: Pair['things'][number]
}

/** The pairs that something stands in, of those that somebody still claims. */
export function claimsOn(page: SentPage, side: SideId, id: string): readonly Claimed[] {
  return page.sameness.pairs.flatMap((pair) => {
    if (pair.state === 'taken-back') return []
    const [a, b] = pair.things
    if (a.by === side && a.id === id) return [{ pair, own: a, other: b }]
    return b.by === side && b.id === id ? [{ pair, own: b, other: a }] : []
  })
}

/** All that is one with something, itself included; null where it stands alone. */
export function oneWith(page: SentPage, side: SideId, id: string): One | null {
  return page.sameness.ones.find(({ things }) => things.some((each) => each.side === side && each.id === id)) ?? null
}

/** Is something another side sent one with something that stands here? Then it is shown there. */
export function isTakenIn({ ledger, page }: Exchange, side: SideId, id: string): boolean {
  return oneWith(page, side, id)?.things.some((each) => each.side === ledger.side) ?? false
}

/** What others sent of a package that is one with this side's own, as far as none of it stands here itself. */
export function receivedWithin(exchange: Exchange, bundle: string): LedgerView['agreements'] {
  const { ledger, page } = exchange
  const things = oneWith(page, ledger.side, bundle)?.things ?? []
  const named = new Set(things.flatMap(({ side, id }) => (side === null ? [] : [addressOf(side, id)])))
  const agreements = receivedLedgers(exchange).flatMap((theirs) => theirs.agreements)
  return agreements.filter((each) => each.package !== null && named.has(each.package) && !standsHere(exchange, each.id))
}

/** Does something received, by its address, stand here as one with something of this side's own? */
export function standsHere(exchange: Exchange, at: string): boolean {
  const { side, id } = thingAt(exchange.ledger, at)
  return isTakenIn(exchange, side, id)
}

/** What others sent that stands by itself: packages with their agreements, agreements outside them, intentions. */
export function standingApart(exchange: Exchange): readonly LedgerView[] {
  return receivedLedgers(exchange).map((theirs) => {
    const packages = theirs.packages.filter(({ id }) => !standsHere(exchange, id))
    const taken = new Set<string>(theirs.packages.filter(({ id }) => standsHere(exchange, id)).map(({ id }) => id))
    const agreements = theirs.agreements.filter((each) => {
      return !standsHere(exchange, each.id) && (each.package === null || !taken.has(each.package))
    })
    return { ...theirs, packages, agreements }
  })
}

/** How many rows a table has that shows what others sent as well; what stands here as one with theirs counts once. */
export function rowsOf(exchange: Exchange, view: 'agreements' | 'intentions'): number {
  const received = receivedLedgers(exchange).flatMap((theirs): readonly { readonly id: string }[] => theirs[view])
  return exchange.ledger[view].length + received.filter(({ id }) => !standsHere(exchange, id)).length
}

/** Something that can be sent now. `needed`: what is asked for cannot be sent without it. */
export interface Offer extends SentInput {
  readonly title: string
  readonly needed: boolean
  /** Was it sent before, and changed since? */
  readonly again: boolean
}

type Own = LedgerView['packages'][number] | LedgerView['agreements'][number] | LedgerView['intentions'][number]

/** What can be sent along with something of this side's own: what it belongs to, itself, and what belongs to it. */
export function offersFor(exchange: Exchange, record: Own): readonly Offer[] {
  const { ledger } = exchange
  const bundle = record.kind === 'agreement' ? ledger.packages.find(({ id }) => id === record.package) : undefined
  const under =
    record.kind === 'package'
      ? ledger.agreements.filter((each) => each.package === record.id)
      : record.kind === 'agreement'
        ? [record]
        : []
  const texts = ledger.texts.filter((text) => under.some(({ id }) => id === text.agreement))
  const offer = (of: SentKind, each: { id: string; seq: number }, title: string, needed: boolean): readonly Offer[] => {
    const sent = sentAs(exchange, each.id)
    if (sent?.state === 'as-kept' || (sent && needed)) return []
    return [{ of, id: each.id, seq: each.seq, title, needed, again: sent !== null }]
  }
  const named = (each: Own) =>
    each.kind === 'package' ? packageTitle(each) : each.kind === 'agreement' ? each.name : each.text
  return [
    ...(bundle ? offer('package', bundle, named(bundle), true) : []),
    ...offer(record.kind, record, named(record), false),
    ...under.flatMap((each) => (each === record ? [] : offer('agreement', each, each.name, false))),
    ...texts.flatMap((text) => offer('text', text, text.title, false)),
  ]
}

/** What a package is called. */
export function packageTitle({
  parts,
  name,
}: {
  readonly parts: readonly number[]
  readonly name: string | null
}): string {
  return [parts.join('+'), name].filter(Boolean).join(' ')
}

/** What would be seen of some offers by those they are sent to: as they would be written now. Texts are read apart. */
export function previewOf({ ledger }: Exchange, offers: readonly Offer[]): LedgerView {
  const records = new Map<string, LedgerRecord>(
    [...ledger.sources, ...ledger.packages, ...ledger.agreements, ...ledger.intentions].map((each) => [
      recordKey(each.kind, each.id),
      each,
    ]),
  )
  const things = offers.flatMap(({ of, id, seq }): readonly SentView[] => {
    const record = of === 'text' ? undefined : (records.get(recordKey(of, id)) as Sendable | undefined)
    const made =
      record &&
      recordOf(sendingOf(record, records, null), { header: { seq, seen: {}, author: 'local' as AuthorId }, hash: '' })
    return made?.kind === 'sent' ? [{ side: ledger.side, sent: { ...made, written: '' }, state: null }] : []
  })
  return ledgerOf(ledger, ledger.side, things)
}

/** Offers without those that belong to what is not among them. */
export function whole(ledger: LedgerView, offers: readonly Offer[], isSent: (id: string) => boolean): readonly Offer[] {
  const within = ({ of, id }: Offer) => {
    const text = of === 'text' ? ledger.texts.find((each) => each.id === id)?.agreement : undefined
    const agreement = of === 'agreement' ? ledger.agreements.find((each) => each.id === id) : undefined
    return text ?? (agreement && withinOf(agreement)?.id) ?? null
  }
  const kept = offers.filter((offer) => {
    const above = within(offer)
    return above === null || isSent(above) || offers.some(({ id }) => id === above)
  })
  return kept.length === offers.length ? kept : whole(ledger, kept, isSent)
}

/** Something of this side's own that may be the same as something received, and what speaks for it. */
export interface Likeness {
  readonly record: LedgerView['packages'][number] | LedgerView['agreements'][number]
  readonly by: readonly ('place' | 'name' | 'parts' | 'day')[]
}

/** What stands here of the same kind as something received, likest first; what is one with it already is left out. */
export function likeTo(exchange: Exchange, { side, sent }: SentView): readonly Likeness[] {
  const { ledger, page } = exchange
  const theirs = keptAs(sent)
  if (theirs?.kind !== 'package' && theirs?.kind !== 'agreement') return []
  const paired = new Set<string>(claimsOn(page, side, sent.id).map(({ other }) => other.id))
  const own = theirs.kind === 'package' ? ledger.packages : ledger.agreements
  const isDay = (record: Likeness['record']) => record.signedOn !== null && record.signedOn === theirs.signedOn
  const list = [...own]
    .filter(({ id }) => !paired.has(id))
    .map((record): Likeness => {
      const isName = record.name !== null && record.name === theirs.name
      const isParts = 'parts' in record && 'parts' in theirs && record.parts.join('+') === theirs.parts.join('+')
      const signs = { place: record.id === theirs.id, name: isName, parts: isParts, day: isDay(record) }
      return { record, by: (['place', 'name', 'parts', 'day'] as const).filter((sign) => signs[sign]) }
    })
  return list.sort((a, b) => b.by.length - a.by.length || a.record.seq - b.record.seq)
}

/** What must be sent so that the other side knows what is meant: the thing and what it belongs to, as far as unsent. */
export function unsentOf(exchange: Exchange, record: Likeness['record']): readonly Offer[] {
  const offers = offersFor(exchange, record).filter(({ id, needed }) => needed || id === record.id)
  return offers.filter(({ again }) => !again)
}
