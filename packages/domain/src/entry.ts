/**
 * Entries: the small immutable things the ledger is made of. A header is hashed into its chain and never changes; the
 * wordy payload lies beside it under a salt, so that it can be erased without touching the structure.
 */
import type {
  AgreementId,
  AuthorId,
  CooperationId,
  EventId,
  FindingId,
  InstallationId,
  IntentionId,
  PackageId,
  ParticipationId,
  PersonId,
  SideId,
  SourceHash,
} from './identifier.ts'
import type { FindingKind } from './finding.ts'
import type { Act, AgreementKind, EventKind, Field, PledgeBasis, PledgeMode, Span, Target } from './reading.ts'
import { canonical, type Json } from './canonical.ts'

/** Lower-case hexadecimal of a 32-byte digest. */
export type Digest = string
/** UTC, ISO 8601 with milliseconds and Z. */
export type Instant = string

/** Which list of entries: exchanged with the other sides, kept inside one side, or known to the installation alone. */
export type ChainName = 'shared' | 'internal' | 'home'

/** One chain: `home` stands where no cooperation is, and the installation where no side is. */
export interface ChainKey {
  readonly cooperation: CooperationId | 'home'
  readonly side: SideId | InstallationId
  readonly chain: ChainName
}

/** The last entry of a chain that somebody holds. */
export interface Head {
  readonly seq: number
  readonly hash: Digest
}

/** Digest and signature in use. SM3 with SM2 will stand beside it. */
export type Algorithm = 'sha-256+ed25519'

/** Words as they were said, with the source they come from and their place in it. */
export interface Quote {
  readonly words: string
  readonly source: SourceHash
  readonly spans: readonly Span[]
  /** Lines of the source as given, from 1, both included. */
  readonly lines: LineRange
  /** The outlet that the article itself names. */
  readonly outlet: string | null
}

/** Some lines of a text, from 1, both included. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

/** A region as a party: its name as written, its GB/T 2260 code where it has one. */
export interface RegionName {
  readonly name: string
  readonly code: string | null
}

/** One of the equal sides of a cooperation. */
export interface Side {
  readonly id: SideId
  /** One character for seals and short names: 吉 川. */
  readonly mark: string
  readonly regions: readonly RegionName[]
}

/**
 * What each kind and version of entry carries: `structure` is hashed in the header and survives erasure, `payload` is
 * the words. A landed kind@version never changes; a new shape is a new version.
 */
export interface Carried {
  'installation-opened@1': {
    structure: { installation: InstallationId; publicKey: string }
    payload: { made: string }
  }
  'source-kept@1': {
    structure: { source: SourceHash; bytes: number }
    payload: { name: string; encoding: string; published: string | null }
  }
  'cooperation-opened@1': {
    structure: { cooperation: CooperationId; sides: readonly SideId[]; by: SideId; publicKey: string }
    payload: { name: string; sides: readonly Side[] }
  }
  'source-cited@1': {
    structure: { source: SourceHash }
    payload: { name: string; outlet: string | null; published: string | null }
  }
  'finding-accepted@1': {
    structure: {
      finding: FindingId
      of: FindingKind
      source: SourceHash
      evidence: readonly Span[]
      record: RecordId
      /** Does the record say other than what was read? */
      corrected: boolean
    }
    payload: { reader: string; read: Json }
  }
  'finding-rejected@1': {
    structure: { finding: FindingId; of: FindingKind; source: SourceHash; evidence: readonly Span[] }
    payload: { reader: string; read: Json; reason: string | null }
  }
  'decision-undone@1': {
    /** `voids`: numbers of the entries of this chain that no longer count: the decision, and the record it made. */
    structure: { finding: FindingId; of: FindingKind; voids: readonly number[] }
    payload: { reason: string | null }
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
  'intention@1': {
    structure: { id: IntentionId; finding: FindingId | null }
    payload: {
      text: string
      basis: PledgeBasis
      speaker: string | null
      mode: PledgeMode
      by: readonly string[]
      fields: readonly Field[]
      targets: readonly Pick<Target, 'value' | 'unit'>[]
      quote: Quote
    }
  }
  'event@1': {
    structure: { id: EventId; finding: FindingId | null }
    payload: {
      kind: EventKind
      name: string | null
      date: { start: string; end: string } | null
      place: string | null
      /** Sites visited, in order. */
      sites: readonly string[]
      /** Points of the programme, in order. */
      programme: readonly string[]
      quote: Quote
    }
  }
  'participation@1': {
    /** `person`: one of their own, or that of an earlier participation that somebody said is of the same person. */
    structure: { id: ParticipationId; finding: FindingId | null; events: readonly EventId[]; person: PersonId }
    payload: {
      name: string
      posts: readonly string[]
      region: string | null
      acts: readonly { act: Act; event: EventId | null }[]
      quote: Quote
    }
  }
}

/** A kind with its version: `agreement@1`. */
export type EntryKind = keyof Carried
/** Everything an accepted finding can become. */
export type RecordId = PackageId | AgreementId | IntentionId | EventId | ParticipationId

/** The chain each kind is written to. */
export const CHAIN_OF: { readonly [Kind in EntryKind]: ChainName } = {
  'installation-opened@1': 'home',
  'source-kept@1': 'home',
  'cooperation-opened@1': 'shared',
  'source-cited@1': 'internal',
  'finding-accepted@1': 'internal',
  'finding-rejected@1': 'internal',
  'decision-undone@1': 'internal',
  'package@1': 'internal',
  'agreement@1': 'internal',
  'intention@1': 'internal',
  'event@1': 'internal',
  'participation@1': 'internal',
}

/** What `decide` wants written: the ledger numbers, links, signs and stores it. */
export type Draft = {
  readonly [Kind in EntryKind]: {
    readonly kind: Kind
    readonly structure: Readonly<Carried[Kind]['structure']>
    readonly payload: Readonly<Carried[Kind]['payload']>
  }
}[EntryKind]

/** The hashed part of an entry. Its hash is the digest of its canonical text. */
export interface Header extends ChainKey {
  readonly format: 1
  /** From 1, without gaps. */
  readonly seq: number
  /** Hash of the entry before, null at seq 1. */
  readonly previous: Digest | null
  /** kind@version; kinds unknown here are kept, verified and passed on. */
  readonly kind: string
  readonly author: AuthorId
  /** The author's clock. */
  readonly written: Instant
  readonly alg: Algorithm
  /** Fingerprint of the public key that signed: digest of its 32 raw bytes. */
  readonly key: Digest
  /** Heads of the other sides' shared chains that the author's server held. */
  readonly seen: { readonly [side: string]: Head }
  readonly structure: Json
  /** Digest of salt (32 bytes) followed by the payload's canonical text in UTF-8. */
  readonly payload: Digest
}

/** An entry as it is stored: exact bytes of header and payload, for stored bytes are never rewritten. */
export interface StoredEntry {
  readonly header: Header
  /** Canonical text of the header: what was hashed and signed. */
  readonly text: string
  readonly hash: Digest
  /** Ed25519 over the header's canonical text in UTF-8, base64. */
  readonly signature: string
  /** Null once erased. Salt in base64; payload as canonical text. */
  readonly content: { readonly salt: string; readonly payload: string } | null
}

/** The canonical text of a header. */
export function headerText(header: Header): string {
  return canonical(header as unknown as Json)
}

/** Is this a kind and version known to this program? */
export function isEntryKind(kind: string): kind is EntryKind {
  return Object.hasOwn(CHAIN_OF, kind)
}

/** What is left of an entry whose payload was erased: its structure, which no erasure changes. */
export type Erased = { readonly [Kind in EntryKind]: Omit<Extract<Draft, { kind: Kind }>, 'payload'> }[EntryKind] & {
  readonly payload: null
}

/**
 * Lifts a stored entry to what this version understands, without its payload where that was erased; `unknown` for kinds
 * it does not know, on chains they are not written to, and for payloads that are no JSON object. Stored bytes stay.
 */
export function understood({ header, content }: StoredEntry): Draft | Erased | 'unknown' {
  const { kind, chain, structure } = header
  if (!isEntryKind(kind) || CHAIN_OF[kind] !== chain || !isObject(structure)) return 'unknown'
  if (content === null) return { kind, structure, payload: null } as unknown as Erased
  const payload = parsed(content.payload)
  return isObject(payload) ? ({ kind, structure, payload } as unknown as Draft) : 'unknown'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
