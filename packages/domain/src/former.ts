/**
 * Former kinds of entries: what was written by earlier versions of this program, and how it is lifted to what is
 * understood now. Stored bytes stay as they are. What once landed here never changes.
 */
import type { Carried, ChainName, Quote } from './entry.ts'
import type { AgreementId, EventId, FindingId, PackageId, ParticipationId, PersonId } from './identifier.ts'
import type { AgreementKind } from './reading.ts'
import { assertNever } from './refusal.ts'

/** What former kinds carried. */
export interface FormerlyCarried {
  'source-kept@1': {
    structure: Carried['source-kept@2']['structure']
    payload: Omit<Carried['source-kept@2']['payload'], 'text'>
  }
  'package@1': {
    structure: { id: PackageId; finding: FindingId | null }
    payload: { parts: readonly number[]; quote: Quote }
  }
  'agreement@1': {
    structure: { id: AgreementId; finding: FindingId | null; package: PackageId | null }
    payload: {
      name: string
      kind: AgreementKind
      count: number | null
      parties: readonly string[]
      signatories: readonly string[]
      date: string | null
      signed: boolean
      quote: Quote
    }
  }
  'event@1': {
    structure: { id: EventId; finding: FindingId | null }
    payload: Carried['event@2']['payload']
  }
  'participation@1': {
    structure: { id: ParticipationId; finding: FindingId | null; events: readonly EventId[]; person: PersonId }
    payload: Carried['participation@2']['payload']
  }
}

/** A former kind with its version. */
export type FormerKind = keyof FormerlyCarried

/** An entry of a former kind; the payload is null where it was erased. */
export type Former = {
  readonly [Kind in FormerKind]: {
    readonly kind: Kind
    readonly structure: FormerlyCarried[Kind]['structure']
    readonly payload: FormerlyCarried[Kind]['payload'] | null
  }
}[FormerKind]

/** The chain each former kind was written to. */
export const FORMER_CHAIN_OF: { readonly [Kind in FormerKind]: ChainName } = {
  'source-kept@1': 'home',
  'package@1': 'internal',
  'agreement@1': 'internal',
  'event@1': 'internal',
  'participation@1': 'internal',
}

/** Is this a kind that earlier versions wrote? */
export function isFormerKind(kind: string): kind is FormerKind {
  return Object.hasOwn(FORMER_CHAIN_OF, kind)
}

/** The kinds that former ones are lifted to. */
type PresentKind = 'source-kept@2' | 'package@2' | 'agreement@2' | 'event@2' | 'participation@2'

/** What a former entry is lifted to. */
type Lifted = {
  readonly [Kind in PresentKind]: {
    readonly kind: Kind
    readonly structure: Carried[Kind]['structure']
    readonly payload: Carried[Kind]['payload'] | null
  }
}[PresentKind]

/** What a former entry says in the words of today. What it did not say is null. */
export function lifted({ kind, structure, payload }: Former): Lifted {
  switch (kind) {
    case 'source-kept@1':
      return { kind: 'source-kept@2', structure, payload: payload && { ...payload, text: null } }
    case 'package@1': {
      const words = payload && { name: null, parts: payload.parts, signedOn: null, place: null, quote: payload.quote }
      return { kind: 'package@2', structure: { ...structure, replaces: null }, payload: words }
    }
    case 'agreement@1':
      return {
        kind: 'agreement@2',
        structure: { ...structure, follows: null, replaces: null },
        payload: payload && agreementAsWritten(payload, payload.quote),
      }
    case 'event@1':
      return { kind: 'event@2', structure: { ...structure, replaces: null }, payload }
    case 'participation@1':
      return { kind: 'participation@2', structure: { ...structure, replaces: null }, payload }
    default:
      return assertNever(kind)
  }
}

/** An agreement as a text tells of it: names alone, without posts and sides. */
export function agreementAsWritten(
  told: Omit<FormerlyCarried['agreement@1']['payload'], 'quote'>,
  quote: Quote,
): Carried['agreement@2']['payload'] {
  const { name, kind, count, parties, signatories, date, signed } = told
  return {
    name,
    kind,
    count,
    signed,
    signedOn: date,
    inForce: null,
    expires: null,
    quote,
    parties: parties.map((party) => ({ side: null, organisation: { name: party, code: null } })),
    signatories: signatories.map((signatory) => ({ name: signatory, post: null, side: null })),
  }
}
