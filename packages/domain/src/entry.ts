/**
 * Entries: the small immutable things the ledger is made of. A header is hashed into its chain and never changes; the
 * wordy payload lies beside it under a salt, so that it can be erased without touching the structure.
 */
import type {
  AgreementId,
  AttachmentId,
  AuthorId,
  CommitmentId,
  CooperationId,
  DraftId,
  EventId,
  FileHash,
  FindingId,
  InstallationId,
  IntentionId,
  PackageId,
  ParticipationId,
  PersonId,
  ProgrammeId,
  SideId,
  SourceHash,
  TextId,
  VersionId,
} from './identifier.ts'
import type { Organisation, Terms } from './commitment.ts'
import { type Former, FORMER_CHAIN_OF, isFormerKind, lifted } from './former.ts'
import type { FindingKind } from './finding.ts'
import type { Act, AgreementKind, EventKind, Field, PledgeBasis, PledgeMode, Span, Target } from './reading.ts'
import type { Role } from './role.ts'
import type { Proposal, Stance } from './terms.ts'
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
  /** Empty once their page was erased. */
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
  /** Where the side is no region but an institution 单位. */
  readonly institution?: Organisation
}

/** An earlier agreement that one renews 续签 or deepens 深化. */
export interface Following {
  readonly agreement: AgreementId
  readonly how: 'renews' | 'deepens'
}

/** A party 签约方 of an agreement; `side` is null where it is not known for which side it signs. */
export interface Party {
  readonly side: SideId | null
  readonly organisation: Organisation
}

/** Who signed 签署人, in which post, for which side. */
export interface Signatory {
  readonly name: string
  readonly post: string | null
  readonly side: SideId | null
}

/** A package 协议组合 in words. Days are civil days `YYYY-MM-DD`, or months `YYYY-MM` where no more is known. */
export interface PackageWords {
  readonly name: string | null
  /** The written "1+7" is `[1, 7]`. */
  readonly parts: readonly number[]
  readonly signedOn: string | null
  readonly place: string | null
  /** Null where it was written down by hand. */
  readonly quote: Quote | null
}

/** An agreement 协议 in words. Days as in a package. */
export interface AgreementWords {
  readonly name: string
  readonly kind: AgreementKind
  readonly count: number | null
  readonly parties: readonly Party[]
  readonly signatories: readonly Signatory[]
  readonly signed: boolean
  readonly signedOn: string | null
  readonly inForce: string | null
  readonly expires: string | null
  readonly quote: Quote | null
}

/** A version of the text 文本 of an agreement; its clauses follow from its words. */
export interface TextWords {
  readonly title: string
  readonly text: string
  readonly dated: string | null
}

/** An intention 合作意向 in words. */
export interface IntentionWords {
  readonly text: string
  readonly basis: PledgeBasis
  readonly speaker: string | null
  readonly mode: PledgeMode
  /** Those it binds, as the page names them: regions, which may be of no side here. */
  readonly by: readonly string[]
  readonly fields: readonly Field[]
  readonly targets: readonly Pick<Target, 'value' | 'unit'>[]
  readonly quote: Quote
}

/** A quote with the day of its page by value: who is sent it has never seen this side's pages. */
export interface CitedQuote extends Quote {
  /** Civil day the page was published, where that is known. */
  readonly published: string | null
}

/** Words as they are sent: their quote tells its day. */
export type Cited<Words extends { readonly quote: Quote | null }> = Omit<Words, 'quote'> & {
  readonly quote: CitedQuote | Extract<Words['quote'], null>
}

/** What two sides may each have begun alone, and can say to be the same. */
export const SAME_KINDS = ['cooperation', 'package', 'agreement', 'commitment'] as const
/** A kind of thing that sides can say to be the same. */
export type SameKind = (typeof SAME_KINDS)[number]

/** That something of one's own and something of another side's are the same, or that this is taken back. */
export interface Same {
  readonly of: SameKind
  readonly mine: string
  readonly theirs: string
  /** The side whose thing it is, and that is asked to say the same. */
  readonly whose: SideId
  readonly said: 'same' | 'taken-back'
}

/** A programme 战略 in words: the name as its side writes it, and where it is written. */
export interface ProgrammeWords {
  readonly name: string
  /** The paper that sets it out 出处, as it is cited. */
  readonly document: string | null
  /** Day or month of that paper, as in a package. */
  readonly issued: string | null
  readonly quote: Quote | null
}

/** What files are attached to: whatever is kept by hand. */
export type Attachable =
  | { readonly kind: 'package'; readonly id: PackageId }
  | { readonly kind: 'agreement'; readonly id: AgreementId }
  | { readonly kind: 'text'; readonly id: TextId }

/** An attachment 附件 in words: the name of the file, with its ending, and what somebody noted of it. */
export interface AttachmentWords {
  readonly name: string
  readonly note: string | null
}

/** Grounds on which an entry's words may be erased. */
export const ERASURE_GROUNDS = ['personal', 'secret', 'order', 'mistake'] as const
/** A ground for erasing: 个人信息 涉密 依法要求 误录. */
export type ErasureGround = (typeof ERASURE_GROUNDS)[number]

/** That the words of an entry of the same chain are erased; its header, and so the chain, stays as it was. */
export interface Erasing {
  readonly seq: number
  readonly ground: ErasureGround
}

/** Kinds of records that go on standing without the words they quote: what they say is written beside these. */
export const QUOTING_KINDS = ['package', 'agreement', 'programme', 'event', 'participation'] as const
/** A kind of record that goes on standing without the words it quotes. */
export type QuotingKind = (typeof QUOTING_KINDS)[number]

/** Kinds of records that were written by hand and can be taken out again. */
export type DroppableKind = 'package' | 'agreement' | 'text' | 'programme' | 'attachment' | 'draft'

/** What a member says of a draft: that it may go as it is, or that it is to be written anew. */
export type DraftVerdict = 'checked' | 'returned'

/**
 * What each kind and version of entry carries: `structure` is hashed in the header and survives erasure, `payload` is
 * the words. A landed kind@version never changes; a new shape is a new version.
 */
export interface Carried {
  'installation-opened@1': {
    structure: { installation: InstallationId; publicKey: string }
    payload: { made: string }
  }
  'source-kept@2': {
    structure: { source: SourceHash; bytes: number }
    /** `text`: SHA-256 of the text with its lines; null in former entries, where it is what the bytes decode to. */
    payload: { name: string; encoding: string; published: string | null; text: Digest | null }
  }
  'cooperation-opened@1': {
    structure: { cooperation: CooperationId; sides: readonly SideId[]; by: SideId; publicKey: string }
    payload: { name: string; sides: readonly Side[] }
  }
  'side-proposed@1': {
    /** `parent`: hash of the proposal that added the last side there is; null where none was added yet. */
    structure: { version: VersionId; parent: Digest | null; adds: SideId }
    /** `name`: what the cooperation is called then. */
    payload: { name: string; side: Side; note: string | null }
  }
  'side-answered@1': {
    structure: { of: Digest; stance: Stance }
    payload: { note: string | null }
  }
  'cooperation-joined@1': {
    /** `of`: hash of the proposal that adds the side; joining accepts it. */
    structure: { cooperation: CooperationId; of: Digest; by: SideId; publicKey: string }
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
  'package@2': {
    structure: { id: PackageId; finding: FindingId | null; replaces: number | null }
    payload: PackageWords
  }
  'agreement@2': {
    structure: {
      id: AgreementId
      finding: FindingId | null
      package: PackageId | null
      follows: Following | null
      replaces: number | null
    }
    payload: AgreementWords
  }
  'text@1': {
    structure: { id: TextId; agreement: AgreementId; replaces: number | null }
    payload: TextWords
  }
  'programme@1': {
    /** `of`: the side whose programme it is. `pairs`: programmes of other sides that it is to be joined with 对接. */
    structure: { id: ProgrammeId; of: SideId; pairs: readonly ProgrammeId[]; replaces: number | null }
    payload: ProgrammeWords
  }
  'attachment@1': {
    /** `file` is named by the hash of its bytes, `bytes` says how many these are. */
    structure: { id: AttachmentId; file: FileHash; bytes: number; to: Attachable; replaces: number | null }
    payload: AttachmentWords
  }
  'record-dropped@1': {
    /** `voids`: numbers of the entries of this chain that no longer count. */
    structure: { of: DroppableKind; id: string; voids: readonly number[] }
    payload: { reason: string | null }
  }
  'intention@1': {
    structure: { id: IntentionId; finding: FindingId | null }
    payload: IntentionWords
  }
  'event@2': {
    structure: { id: EventId; finding: FindingId | null; replaces: number | null }
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
  'shared-erased@1': {
    structure: Erasing
    payload: { note: string | null }
  }
  'internal-erased@1': {
    structure: Erasing
    payload: { note: string | null }
  }
  /** That a page is erased: `seq` is the entry by which it was kept. */
  'home-erased@1': {
    structure: Erasing
    payload: { note: string | null }
  }
  /** What a side kept to itself, sent to the others by value. `replaces`: the entry by which it was sent before. */
  'package-sent@1': {
    structure: { id: PackageId; replaces: number | null }
    payload: Cited<PackageWords>
  }
  'agreement-sent@1': {
    structure: { id: AgreementId; package: PackageId | null; follows: Following | null; replaces: number | null }
    /** `followed`: the name of the agreement it goes on from. */
    payload: Cited<AgreementWords> & { followed: string | null }
  }
  'text-sent@1': {
    structure: { id: TextId; agreement: AgreementId; replaces: number | null }
    payload: TextWords
  }
  'intention-sent@1': {
    structure: { id: IntentionId; replaces: number | null }
    payload: Cited<IntentionWords>
  }
  'same-as@1': {
    structure: Same
    payload: { note: string | null }
  }
  'draft@1': {
    /** `of`: the kind of command that would send it. `about`: the commitment, record or version it is about. */
    structure: { id: DraftId; of: string; about: string | null; replaces: number | null }
    /** `command`: what would be sent, by value. */
    payload: { command: Json; note: string | null }
  }
  'draft-judged@1': {
    /** `seq`: the entry that was judged. `replaces`: the entry of the judgement that stood before. */
    structure: { id: DraftId; seq: number; verdict: DraftVerdict; replaces: number | null }
    payload: { note: string | null }
  }
  'draft-sent@1': {
    /**
     * `id` and `seq`: the draft and its entry; null where something was sent without one. `sent`: numbers of entries of
     * the shared chain. `fourEyes`: at least two people drafted, checked or sent it.
     */
    structure: { id: DraftId | null; seq: number | null; sent: readonly number[]; fourEyes: boolean }
    payload: { readonly [name: string]: never }
  }
  'four-eyes-set@1': {
    /** `replaces`: the entry of the rule that stood before. */
    structure: { required: boolean; replaces: number | null }
    payload: { note: string | null }
  }
  'terms-proposed@1': {
    structure: { commitment: CommitmentId } & Proposal
    /** `terms` is null where the version is an ending. */
    payload: { terms: Terms | null; note: string | null }
  }
  'terms-answered@1': {
    /** `of`: hash of the entry that proposed the version. */
    structure: { commitment: CommitmentId; of: Digest; stance: Stance }
    payload: { note: string | null }
  }
  'participation@2': {
    /** `person`: one of their own, or that of an earlier participation that somebody said is of the same person. */
    structure: {
      id: ParticipationId
      finding: FindingId | null
      events: readonly EventId[]
      person: PersonId
      replaces: number | null
    }
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

/** The kinds of entries that erase another of their chain. */
export type ErasingKind = `${ChainName}-erased@1`

/** The chain each kind is written to. */
export const CHAIN_OF: { readonly [Kind in EntryKind]: ChainName } = {
  'installation-opened@1': 'home',
  'source-kept@2': 'home',
  'cooperation-opened@1': 'shared',
  'side-proposed@1': 'shared',
  'side-answered@1': 'shared',
  'cooperation-joined@1': 'shared',
  'source-cited@1': 'internal',
  'finding-accepted@1': 'internal',
  'finding-rejected@1': 'internal',
  'decision-undone@1': 'internal',
  'package@2': 'internal',
  'agreement@2': 'internal',
  'text@1': 'internal',
  'programme@1': 'internal',
  'attachment@1': 'internal',
  'record-dropped@1': 'internal',
  'intention@1': 'internal',
  'event@2': 'internal',
  'participation@2': 'internal',
  'draft@1': 'internal',
  'draft-judged@1': 'internal',
  'draft-sent@1': 'internal',
  'four-eyes-set@1': 'internal',
  'package-sent@1': 'shared',
  'agreement-sent@1': 'shared',
  'text-sent@1': 'shared',
  'intention-sent@1': 'shared',
  'same-as@1': 'shared',
  'terms-proposed@1': 'shared',
  'terms-answered@1': 'shared',
  'shared-erased@1': 'shared',
  'internal-erased@1': 'internal',
  'home-erased@1': 'home',
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
  /** In which role the author wrote it; absent where nobody acts in one, and in all home entries. */
  readonly as?: Role
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
  const writtenTo = isFormerKind(kind) ? FORMER_CHAIN_OF[kind] : isEntryKind(kind) ? CHAIN_OF[kind] : null
  if (writtenTo !== chain || !isObject(structure)) return 'unknown'
  const payload = content === null ? null : parsed(content.payload)
  if (content !== null && !isObject(payload)) return 'unknown'
  const said = { kind, structure, payload }
  return (isFormerKind(kind) ? lifted(said as Former) : said) as Draft | Erased
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

/** Does an entry erase another of its chain? */
export function isErasing<Said extends Draft | Erased>(draft: Said): draft is Extract<Said, { kind: ErasingKind }> {
  return draft.kind === 'shared-erased@1' || draft.kind === 'internal-erased@1' || draft.kind === 'home-erased@1'
}
