/** What stands in a ledger, looked up and counted as its screens need it. Pure. */
import type { LedgerView } from '@handclasp/api/client'
import type { Sendable } from '@handclasp/domain'
import { type View, viewsOf } from './search.ts'

/** Any record that a row or a branch can stand for. */
export type Entry =
  | LedgerView['packages'][number]
  | LedgerView['agreements'][number]
  | LedgerView['intentions'][number]
  | LedgerView['events'][number]
  | LedgerView['participations'][number]
  | LedgerView['sources'][number]

/** The record with an id, or null. A text stands for its agreement, an attachment for what it is attached to. */
export function entryOf(ledger: LedgerView, named: string | undefined): Entry | null {
  const attached = ledger.attachments.find((each) => each.id === named)?.to.id ?? named
  const id = ledger.texts.find((each) => each.id === attached)?.agreement ?? attached
  const { packages, agreements, intentions, events, participations, sources } = ledger
  const all: readonly Entry[] = [...packages, ...agreements, ...intentions, ...events, ...participations, ...sources]
  return all.find((entry) => entry.id === id) ?? null
}

/** The view a record stands in; without one, the first. */
export function viewOf({ cooperation }: LedgerView, entry: Pick<Entry, 'kind'> | Pick<Sendable, 'kind'> | null): View {
  switch (entry?.kind) {
    case 'intention':
      return 'intentions'
    case 'event':
    case 'participation':
      return 'events'
    case 'source':
      return 'sources'
    case 'agreement':
    case 'package':
    case 'text':
      return 'agreements'
    default:
      return viewsOf(cooperation)[0] ?? 'agreements'
  }
}

/** The framework agreement, the named ones, and the numbers of the places nobody has filled yet. */
export interface Branches {
  readonly framework: LedgerView['agreements'][number] | null
  /** Framework agreements that others sent, where one stands here already. */
  readonly beside: readonly LedgerView['agreements'][number][]
  readonly named: readonly LedgerView['agreements'][number][]
  readonly counted: readonly LedgerView['agreements'][number][]
  readonly total: number
  /** How many places after the named ones are still empty. */
  readonly empty: number
}

/** What the tree of packages asks of a ledger for each of them: gathered once, however many there are. */
export interface Tree {
  readonly within: ReadonlyMap<string | null, LedgerView['agreements']>
  /** The package of each agreement. */
  readonly packages: ReadonlyMap<string, string | null>
  /** How many versions of its text each agreement has. */
  readonly texts: ReadonlyMap<string, number>
}

/** Gathers it. */
export function treeOf({ agreements, texts }: LedgerView): Tree {
  const within = new Map<string | null, LedgerView['agreements'][number][]>()
  for (const agreement of agreements) {
    const beside = within.get(agreement.package)
    if (beside) beside.push(agreement)
    else within.set(agreement.package, [agreement])
  }
  const counts = new Map<string, number>()
  for (const { agreement } of texts) counts.set(agreement, (counts.get(agreement) ?? 0) + 1)
  return { within, packages: new Map(agreements.map((each) => [each.id, each.package])), texts: counts }
}

/**
 * The branches of a package: its parts say how many texts there are, its agreements which of them are known; those that
 * others sent of the same package fill its places, too.
 */
export function branchesOf(
  ledger: Pick<LedgerView, 'agreements'>,
  bundle: LedgerView['packages'][number],
  received: LedgerView['agreements'] = [],
): Branches {
  const mine = [...ledger.agreements.filter((agreement) => agreement.package === bundle.id), ...received]
  const framework = mine.find((agreement) => agreement.type === 'framework') ?? null
  const beside = framework ? received.filter((each) => each !== framework && each.type === 'framework') : []
  const others = mine.filter((agreement) => agreement !== framework && !beside.includes(agreement))
  const isCounted = (agreement: (typeof others)[number]) => agreement.count === null || agreement.count > 1
  const named = others.filter((agreement) => !isCounted(agreement))
  const total = bundle.parts.slice(1).reduce((sum, part) => sum + part, 0)
  return {
    framework,
    beside,
    named,
    counted: others.filter(isCounted),
    total,
    empty: Math.max(0, total - named.length),
  }
}

/** An event with those who took part in it; `event` null for those tied to none. */
export interface Gathering {
  readonly event: LedgerView['events'][number] | null
  readonly people: readonly LedgerView['participations'][number][]
}

/** Events by date, newest first, each with its people; somebody at two events stands under both. */
export function gatheringsOf(ledger: LedgerView): readonly Gathering[] {
  const date = (event: LedgerView['events'][number]) => event.date?.start ?? ''
  const events = [...ledger.events].sort((a, b) => (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : a.seq - b.seq))
  const known = new Set<string>(events.map((event) => event.id))
  const tied: readonly Gathering[] = events.map((event) => ({
    event,
    people: ledger.participations.filter((person) => person.events.includes(event.id)),
  }))
  const loose = ledger.participations.filter((person) => !person.events.some((event) => known.has(event)))
  return loose.length > 0 ? [...tied, { event: null, people: loose }] : tied
}

/** How many records rest on each source. */
export function citations(ledger: LedgerView): ReadonlyMap<string, number> {
  const { packages, agreements, intentions, events, participations } = ledger
  const counts = new Map<string, number>()
  for (const { quote } of [...packages, ...agreements, ...intentions, ...events, ...participations]) {
    if (quote) counts.set(quote.source, (counts.get(quote.source) ?? 0) + 1)
  }
  return counts
}

/** Texts with the latest first; those without a day after them, as they were written. */
export function latestFirst<Text extends { readonly dated: string | null; readonly seq: number }>(
  texts: readonly Text[],
): readonly Text[] {
  return [...texts].sort((a, b) => (b.dated ?? '').localeCompare(a.dated ?? '') || b.seq - a.seq)
}
