/**
 * Sending 发送: what a side kept to itself is told to the other sides, by value, as a new entry of its shared chain. What
 * was sent stays in their sight; when it is changed at home, the new words are sent and name the entry they replace.
 */
import { canonical, type Json } from './canonical.ts'
import type { CitedQuote, Draft, Quote } from './entry.ts'
import { type LedgerRecord, recordKey, type RecordName, type RecordOf, type SentKind } from './position.ts'
import { assertNever } from './refusal.ts'

/** A record that can be sent. */
export type Sendable = RecordOf<SentKind>

/** The entry that sends something, without what it replaces. */
type Sending = Extract<Draft, { kind: `${SentKind}-sent@1` }>

/** What a record rests on, and what of it goes along by value: its page, what it belongs to, what it goes on from. */
export function restsOf(record: Sendable): readonly RecordName[] {
  const page = 'quote' in record && record.quote ? [{ kind: 'source', id: record.quote.source } as const] : []
  const within = withinOf(record)
  switch (record.kind) {
    case 'package':
    case 'intention':
      return page
    case 'agreement': {
      const followed = record.follows ? [{ kind: 'agreement', id: record.follows.agreement } as const] : []
      return [...page, ...(within ? [within] : []), ...followed]
    }
    case 'text':
      return within ? [within] : []
    default:
      return assertNever(record)
  }
}

/** What a record belongs to, and cannot be sent without: an agreement to its package, a text to its agreement. */
export function withinOf(record: Sendable): { readonly kind: 'package' | 'agreement'; readonly id: string } | null {
  if (record.kind === 'text') return { kind: 'agreement', id: record.agreement }
  if (record.kind === 'agreement' && record.package !== null) return { kind: 'package', id: record.package }
  return null
}

/** The entry that would send a record, given what it rests on, in place of the entry it was sent by before. */
export function sendingOf(
  record: Sendable,
  rests: ReadonlyMap<string, LedgerRecord>,
  before: RecordOf<'sent'> | null,
): Sending {
  const replaces = before?.seq ?? null
  switch (record.kind) {
    case 'package': {
      const { id, name, parts, signedOn, place } = record
      const payload = { name, parts, signedOn, place, quote: record.quote && cited(record.quote, rests) }
      return { kind: 'package-sent@1', structure: { id, replaces }, payload }
    }
    case 'agreement': {
      const { id, package: bundle, follows, type: kind, name, count, parties, signatories, signed } = record
      const { signedOn, inForce, expires } = record
      const earlier = follows && rests.get(recordKey('agreement', follows.agreement))
      const followed = earlier?.kind === 'agreement' ? earlier.name : null
      const words = { name, kind, count, parties, signatories, signed, signedOn, inForce, expires, followed }
      const payload = { ...words, quote: record.quote && cited(record.quote, rests) }
      return { kind: 'agreement-sent@1', structure: { id, package: bundle, follows, replaces }, payload }
    }
    case 'text': {
      const { id, agreement, title, text, dated } = record
      return { kind: 'text-sent@1', structure: { id, agreement, replaces }, payload: { title, text, dated } }
    }
    case 'intention': {
      const { id, text, basis, speaker, mode, by, fields, targets } = record
      const payload = { text, basis, speaker, mode, by, fields, targets, quote: cited(record.quote, rests) }
      return { kind: 'intention-sent@1', structure: { id, replaces }, payload }
    }
    default:
      return assertNever(record)
  }
}

function cited(quote: Quote, rests: ReadonlyMap<string, LedgerRecord>): CitedQuote {
  const source = rests.get(recordKey('source', quote.source))
  const { outlet = null, published = null } = source?.kind === 'source' ? source : {}
  return { ...quote, outlet: quote.outlet ?? outlet, published }
}

/** What was sent, as a record of its own kind: as its sender kept it then. Null where its words were erased. */
export function keptAs(sent: RecordOf<'sent'>): Sendable | null {
  const { of: kind, words, ...structure } = sent
  if (words === null) return null
  const type = 'kind' in words ? { type: words.kind } : {}
  return { finding: null, ...structure, ...words, ...type, kind } as unknown as Sendable
}

/** Do the other sides see what would be sent now, word for word? */
export function isAsSent({ structure, payload }: Sending, sent: RecordOf<'sent'>): boolean {
  const same = (now: unknown, then: unknown) => canonical(now as Json) === canonical(then as Json)
  const told = sent as unknown as Readonly<Record<string, unknown>>
  const belongs = Object.entries(structure).every(([name, now]) => name === 'replaces' || same(now, told[name]))
  return belongs && same(payload, sent.words)
}
