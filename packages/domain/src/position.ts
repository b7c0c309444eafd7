/**
 * Positions: what one side holds, as the fold of a gapless prefix of its own chains, and the joint state of a
 * cooperation as a function of the positions alone. Pure; the same entries give the same state in whatever order the
 * sides' entries arrived.
 */
import type { FindingKind } from './finding.ts'
import {
  type Branded,
  type AuthorId,
  type CooperationId,
  type DraftId,
  type FindingId,
  PREFIXES,
  type SideId,
  type SourceHash,
  type VersionId,
} from './identifier.ts'
import type { Carried, Digest, Draft, DraftVerdict, Erased, Head, Header, Same, Side, StoredEntry } from './entry.ts'
import { understood } from './entry.ts'
import type { Json } from './canonical.ts'
import { assertNever } from './refusal.ts'
import type { Role } from './role.ts'

type Held<Kind extends keyof Carried> = Readonly<Carried[Kind]['structure'] & Carried[Kind]['payload']>

/** A decision stands even when its payload was erased: what was in it is then null. */
type Judged<Kind extends 'finding-accepted@1' | 'finding-rejected@1'> = Readonly<Carried[Kind]['structure']> & {
  readonly [Name in keyof Carried[Kind]['payload']]: Carried[Kind]['payload'][Name] | null
}

/** How far the writer of an entry had seen the shared chains of the other sides. */
interface Seen {
  readonly seen: { readonly [side: string]: number }
}

/** What was said about terms stands even when its words were erased: they are then null. */
type Said<Kind extends 'terms-proposed@1' | 'terms-answered@1' | 'side-proposed@1' | 'side-answered@1' | 'same-as@1'> =
  Seen &
    Readonly<Carried[Kind]['structure']> & {
      readonly [Name in keyof Carried[Kind]['payload']]: Carried[Kind]['payload'][Name] | null
    }

/** What was sent stays sent when its words are erased: they are then null. */
type Sent<Of extends SentKind> = { readonly of: Of } & Readonly<Carried[`${Of}-sent@1`]['structure']> & {
    readonly words: Readonly<Carried[`${Of}-sent@1`]['payload']> | null
  }

/** Who wrote an entry, and in which role where they acted in one. */
interface Written {
  readonly author: AuthorId
  readonly as: Role | null
}

/** What can be sent to the other sides. */
export const SENT_KINDS = ['package', 'agreement', 'text', 'intention'] as const
/** A kind of thing that can be sent to the other sides. */
export type SentKind = (typeof SENT_KINDS)[number]

/** What stands in the ledger after an entry: one record a thing, with the number of the entry that put it there. */
export type LedgerRecord = { readonly seq: number } & (
  | ({ readonly kind: 'source'; readonly id: SourceHash } & Held<'source-cited@1'>)
  | ({ readonly kind: 'decision'; readonly id: FindingId; readonly verdict: 'accepted' } & Judged<'finding-accepted@1'>)
  | ({ readonly kind: 'decision'; readonly id: FindingId; readonly verdict: 'rejected' } & Judged<'finding-rejected@1'>)
  | ({ readonly kind: 'package' } & Held<'package@2'>)
  | ({ readonly kind: 'agreement' } & Omit<Held<'agreement@2'>, 'kind'> & {
        readonly type: Held<'agreement@2'>['kind']
      })
  | ({ readonly kind: 'text' } & Held<'text@1'>)
  | ({ readonly kind: 'programme' } & Held<'programme@1'>)
  | ({ readonly kind: 'attachment' } & Held<'attachment@1'>)
  | ({ readonly kind: 'intention' } & Held<'intention@1'>)
  | ({ readonly kind: 'event' } & Omit<Held<'event@2'>, 'kind'> & { readonly type: Held<'event@2'>['kind'] })
  | ({ readonly kind: 'participation' } & Held<'participation@2'>)
  | ({ readonly kind: 'sent' } & { readonly [Of in SentKind]: Sent<Of> }[SentKind])
  /** What is drafted; the words are null once erased. */
  | ({ readonly kind: 'draft'; readonly command: Json; readonly note: string | null } & Written &
      Readonly<Carried['draft@1']['structure']>)
  /** What was said of a draft as it stood by the entry `judged`; it counts for no other. */
  | ({
      readonly kind: 'judgement'
      readonly id: DraftId
      readonly judged: number
      readonly verdict: DraftVerdict
      readonly note: string | null
    } & Written)
  /** That something was sent: of a draft under its id, else under one of its own. */
  | ({
      readonly kind: 'sending'
      readonly id: string
      readonly draft: DraftId | null
      /** The entry by which the draft stood that was sent. */
      readonly drafted: number | null
      readonly sent: readonly number[]
      readonly fourEyes: boolean
    } & Written)
  | ({ readonly kind: 'four-eyes'; readonly id: 'four-eyes'; readonly required: boolean } & Written)
  | ({
      readonly kind: 'addition'
      readonly id: VersionId
      /** Hash of the entry itself. */
      readonly of: Digest
    } & Said<'side-proposed@1'>)
  | ({ readonly kind: 'addition-answer'; readonly id: string } & Said<'side-answered@1'>)
  | ({ readonly kind: 'claim'; readonly id: string } & Said<'same-as@1'>)
  | ({
      readonly kind: 'version'
      readonly id: VersionId
      /** Hash of the entry itself. */
      readonly of: Digest
    } & Said<'terms-proposed@1'>)
  | ({ readonly kind: 'answer'; readonly id: string } & Said<'terms-answered@1'>)
)
/** The kinds of records. */
export type RecordKind = LedgerRecord['kind']
/** One kind of record. */
export type RecordOf<Kind extends RecordKind> = Extract<LedgerRecord, { kind: Kind }>

/** What a side says the cooperation is. */
export interface Opening {
  readonly name: string
  readonly sides: readonly Side[]
  readonly by: SideId
}

/** What one side holds in one cooperation. */
export interface Position {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly heads: { readonly shared: Head | null; readonly internal: Head | null }
  readonly opening: Opening | null
  /** Hash of the proposal by which the side was added, where it joined later than the opening. */
  readonly joined: Digest | null
  /** By kind and id; a position loaded for one command holds the records that command touches. */
  readonly records: ReadonlyMap<string, LedgerRecord>
  /** Entries whose kind this version does not know, and entries whose payload was erased. */
  readonly unknown: number
  readonly erased: number
}

/** A side that has said nothing yet. */
export function silent(cooperation: CooperationId, side: SideId): Position {
  return {
    cooperation,
    side,
    heads: { shared: null, internal: null },
    opening: null,
    joined: null,
    records: new Map(),
    unknown: 0,
    erased: 0,
  }
}

/** The key of a record within a position. */
export function recordKey(kind: RecordKind, id: string): string {
  return `${kind} ${id}`
}

/**
 * What an understood entry puts into the ledger; null for one that leaves no record. Of an erased entry a decision, a
 * draft and what became of it, and what the other sides were told still stand by their structure; all else is gone.
 */
export function recordOf(
  draft: Draft | Erased,
  { header, hash }: { readonly header: Pick<Header, 'seq' | 'seen' | 'author' | 'as'>; readonly hash: Digest },
): LedgerRecord | null {
  const { seq } = header
  const seen = numbersOf(header.seen)
  switch (draft.kind) {
    case 'installation-opened@1':
    case 'source-kept@2':
    case 'cooperation-opened@1':
    case 'decision-undone@1':
    case 'record-dropped@1':
    case 'shared-erased@1':
    case 'internal-erased@1':
    case 'home-erased@1':
      return null
    case 'finding-accepted@1': {
      const held = { ...draft.structure, ...(draft.payload ?? { reader: null, read: null }) }
      return { kind: 'decision', id: draft.structure.finding, verdict: 'accepted', seq, ...held }
    }
    case 'finding-rejected@1': {
      const held = { ...draft.structure, ...(draft.payload ?? { reader: null, read: null, reason: null }) }
      return { kind: 'decision', id: draft.structure.finding, verdict: 'rejected', seq, ...held }
    }
    case 'terms-proposed@1': {
      const said = { ...draft.structure, ...(draft.payload ?? { terms: null, note: null }), seen, of: hash }
      return { kind: 'version', id: draft.structure.version, seq, ...said }
    }
    case 'terms-answered@1': {
      const said = { ...draft.structure, ...(draft.payload ?? { note: null }), seen }
      return { kind: 'answer', id: `${draft.structure.of} ${seq}`, seq, ...said }
    }
    case 'side-proposed@1': {
      const said = { ...draft.structure, ...(draft.payload ?? { name: null, side: null, note: null }), seen, of: hash }
      return { kind: 'addition', id: draft.structure.version, seq, ...said }
    }
    case 'side-answered@1': {
      const said = { ...draft.structure, ...(draft.payload ?? { note: null }), seen }
      return { kind: 'addition-answer', id: `${draft.structure.of} ${seq}`, seq, ...said }
    }
    case 'cooperation-joined@1': {
      const { of } = draft.structure
      return { kind: 'addition-answer', id: `${of} ${seq}`, seq, of, stance: 'accepted', note: null, seen }
    }
    case 'same-as@1': {
      const said = { ...draft.structure, ...(draft.payload ?? { note: null }), seen }
      return { kind: 'claim', id: claimId(draft.structure, seq), seq, ...said }
    }
    case 'package-sent@1':
    case 'agreement-sent@1':
    case 'text-sent@1':
    case 'intention-sent@1': {
      const of = draft.kind.slice(0, -'-sent@1'.length) as SentKind
      return { kind: 'sent', seq, of, ...draft.structure, words: draft.payload } as RecordOf<'sent'>
    }
    case 'draft@1':
    case 'draft-judged@1':
    case 'draft-sent@1':
    case 'four-eyes-set@1':
      return recordOfDrafts(draft, header)
    default:
      return draft.payload === null ? null : wordyRecordOf(draft, seq)
  }
}

type OfDrafts = Extract<Draft | Erased, { kind: 'draft@1' | 'draft-judged@1' | 'draft-sent@1' | 'four-eyes-set@1' }>

/** What stands on the way from draft to sending. */
function recordOfDrafts(draft: OfDrafts, { seq, author, as }: Pick<Header, 'seq' | 'author' | 'as'>): LedgerRecord {
  const written = { seq, author, as: as ?? null }
  switch (draft.kind) {
    case 'draft@1': {
      const { command, note } = draft.payload ?? { command: null, note: null }
      return { kind: 'draft', ...written, ...draft.structure, command, note }
    }
    case 'draft-judged@1': {
      const { id, seq: judged, verdict } = draft.structure
      return { kind: 'judgement', id, ...written, judged, verdict, note: draft.payload?.note ?? null }
    }
    case 'draft-sent@1': {
      const { id, seq: drafted, sent, fourEyes } = draft.structure
      return { kind: 'sending', id: sendingId(draft.structure, seq), draft: id, ...written, drafted, sent, fourEyes }
    }
    case 'four-eyes-set@1':
      return { kind: 'four-eyes', id: 'four-eyes', ...written, required: draft.structure.required }
    default:
      return assertNever(draft)
  }
}

/** A draft is sent once, under its own id; what is sent without one goes by the number of the entry that says so. */
function sendingId({ id }: Carried['draft-sent@1']['structure'], seq: number): string {
  return id ?? `alone ${seq}`
}

/** The record that an entry of this kind puts into the ledger, by name, whether its words are there or not. */
export function nameOf({ kind, structure }: Draft | Erased, seq: number): RecordName | null {
  switch (kind) {
    case 'finding-accepted@1':
    case 'finding-rejected@1':
      return { kind: 'decision', id: structure.finding }
    case 'terms-proposed@1':
      return { kind: 'version', id: structure.version }
    case 'terms-answered@1':
      return { kind: 'answer', id: `${structure.of} ${seq}` }
    case 'side-proposed@1':
      return { kind: 'addition', id: structure.version }
    case 'side-answered@1':
    case 'cooperation-joined@1':
      return { kind: 'addition-answer', id: `${structure.of} ${seq}` }
    case 'same-as@1':
      return { kind: 'claim', id: claimId(structure, seq) }
    case 'package-sent@1':
    case 'agreement-sent@1':
    case 'text-sent@1':
    case 'intention-sent@1':
      return { kind: 'sent', id: structure.id }
    case 'draft-judged@1':
      return { kind: 'judgement', id: structure.id }
    case 'draft-sent@1':
      return { kind: 'sending', id: sendingId(structure, seq) }
    case 'four-eyes-set@1':
      return { kind: 'four-eyes', id: 'four-eyes' }
    case 'source-cited@1':
      return { kind: 'source', id: structure.source }
    case 'draft@1':
    case 'package@2':
    case 'agreement@2':
    case 'text@1':
    case 'programme@1':
    case 'attachment@1':
    case 'intention@1':
    case 'event@2':
    case 'participation@2':
      return { kind: kindOf(kind), id: structure.id }
    default:
      return null
  }
}

function claimId({ mine, theirs }: Same, seq: number): string {
  return `${mine} ${theirs} ${seq}`
}

/** The kind of record that an entry of a kind such as `agreement@2` makes, where both bear one name. */
export function kindOf<Kind extends RecordKind>(kind: `${Kind}@${number}`): Kind {
  return kind.slice(0, kind.lastIndexOf('@')) as Kind
}

function numbersOf(seen: Header['seen']): Seen['seen'] {
  return Object.fromEntries(Object.entries(seen).map(([side, { seq }]) => [side, seq]))
}

type Wordy = Extract<
  Draft,
  {
    kind:
      | 'source-cited@1'
      | 'package@2'
      | 'agreement@2'
      | 'text@1'
      | 'programme@1'
      | 'attachment@1'
      | 'intention@1'
      | 'event@2'
      | 'participation@2'
  }
>

function wordyRecordOf(draft: Wordy, seq: number): LedgerRecord {
  switch (draft.kind) {
    case 'source-cited@1':
      return { kind: 'source', id: draft.structure.source, seq, ...draft.structure, ...draft.payload }
    case 'package@2':
      return { seq, ...draft.structure, ...draft.payload, kind: 'package' }
    case 'agreement@2':
      return { seq, ...draft.structure, ...draft.payload, type: draft.payload.kind, kind: 'agreement' }
    case 'text@1':
      return { seq, ...draft.structure, ...draft.payload, kind: 'text' }
    case 'programme@1':
      return { seq, ...draft.structure, ...draft.payload, kind: 'programme' }
    case 'attachment@1':
      return { seq, ...draft.structure, ...draft.payload, kind: 'attachment' }
    case 'intention@1':
      return { seq, ...draft.structure, ...draft.payload, kind: 'intention' }
    case 'event@2':
      return { seq, ...draft.structure, ...draft.payload, type: draft.payload.kind, kind: 'event' }
    case 'participation@2':
      return { seq, ...draft.structure, ...draft.payload, kind: 'participation' }
    default:
      return assertNever(draft)
  }
}

/** What an opening says; of an erased one the sides are left, without their names. */
export function openingOf(
  draft: Extract<Draft | Erased, { kind: 'cooperation-opened@1' | 'cooperation-joined@1' }>,
): Opening {
  const { by } = draft.structure
  if (draft.payload !== null) return { name: draft.payload.name, sides: draft.payload.sides, by }
  const sides = draft.kind === 'cooperation-opened@1' ? draft.structure.sides : [by]
  return { name: '', sides: sides.map((id) => ({ id, mark: '〇', regions: [] })), by }
}

/** What an entry takes out of the ledger: things by name, where they stand by one of the entries that it voids. */
export interface Voiding {
  readonly names: readonly RecordName[]
  readonly voids: readonly number[]
}

/**
 * What an entry takes out: undoing a decision takes out the decision and its record, dropping a record that record, a
 * draft with what was said of it; what is written anew takes the place of what it names. Erasure changes nothing of it.
 */
export function voidedBy(draft: Pick<Draft | Erased, 'kind' | 'structure'>): Voiding | null {
  const { kind, structure } = draft as Draft
  switch (kind) {
    case 'decision-undone@1': {
      const { finding, of, voids } = structure
      const record = { kind: RECORD_OF[of], id: recordIdOf(of, finding) }
      return { names: [{ kind: 'decision', id: finding }, record], voids }
    }
    case 'record-dropped@1': {
      const { of, id, voids } = structure
      const judgement = of === 'draft' ? [{ kind: 'judgement', id } as const] : []
      return { names: [{ kind: of, id }, ...judgement], voids }
    }
    case 'draft-judged@1':
    case 'four-eyes-set@1': {
      const name =
        kind === 'four-eyes-set@1'
          ? ({ kind: 'four-eyes', id: 'four-eyes' } as const)
          : ({ kind: 'judgement', id: structure.id } as const)
      return structure.replaces === null ? null : { names: [name], voids: [structure.replaces] }
    }
    case 'draft@1':
    case 'package@2':
    case 'agreement@2':
    case 'text@1':
    case 'programme@1':
    case 'attachment@1':
    case 'event@2':
    case 'participation@2': {
      const name = { kind: kindOf(kind), id: structure.id }
      return structure.replaces === null ? null : { names: [name], voids: [structure.replaces] }
    }
    case 'package-sent@1':
    case 'agreement-sent@1':
    case 'text-sent@1':
    case 'intention-sent@1': {
      const name = { kind: 'sent', id: structure.id } as const
      return structure.replaces === null ? null : { names: [name], voids: [structure.replaces] }
    }
    default:
      return null
  }
}

/** What names a record within a side's ledger. */
export interface RecordName {
  readonly kind: RecordKind
  readonly id: string
}

/** What a finding of each kind becomes. */
export const RECORD_OF = {
  event: 'event',
  person: 'participation',
  package: 'package',
  agreement: 'agreement',
  pledge: 'intention',
} as const satisfies { readonly [Kind in FindingKind]: RecordKind }

/** A kind of record that findings become. */
export type MadeKind = (typeof RECORD_OF)[FindingKind]

/** Do findings become records of a kind? */
export function isMadeKind(kind: RecordKind): kind is MadeKind {
  return Object.values<RecordKind>(RECORD_OF).includes(kind)
}

/** The id of the record a finding becomes: its prefix, and the finding's own characters. */
export function recordIdOf<Kind extends FindingKind>(of: Kind, finding: FindingId): Branded<(typeof RECORD_OF)[Kind]> {
  return `${PREFIXES[RECORD_OF[of]]}_${finding.slice(4)}` as Branded<(typeof RECORD_OF)[Kind]>
}

/** A position in the making: its records are its own. */
interface Growing extends Omit<Position, 'heads' | 'opening' | 'joined' | 'records' | 'unknown' | 'erased'> {
  heads: { shared: Head | null; internal: Head | null }
  opening: Opening | null
  joined: Digest | null
  records: Map<string, LedgerRecord>
  unknown: number
  erased: number
}

/** Takes in the entry if it follows the head it stands behind; says whether it did. */
function absorb(growing: Growing, entry: StoredEntry): boolean {
  const { header } = entry
  if (header.cooperation !== growing.cooperation || header.side !== growing.side || header.chain === 'home')
    return false
  const head = growing.heads[header.chain]
  if (header.seq !== (head?.seq ?? 0) + 1 || header.previous !== (head?.hash ?? null)) return false
  growing.heads[header.chain] = { seq: header.seq, hash: entry.hash }
  const draft = understood(entry)
  if (draft === 'unknown') {
    growing.unknown++
    return true
  }
  if (draft.payload === null) growing.erased++
  if (draft.kind === 'cooperation-opened@1') {
    growing.opening ??= openingOf(draft)
  } else {
    if (draft.kind === 'cooperation-joined@1' && growing.opening === null) {
      growing.opening = openingOf(draft)
      growing.joined = draft.structure.of
    }
    const { names = [], voids = [] } = voidedBy(draft) ?? {}
    for (const { kind, id } of names) {
      const key = recordKey(kind, id)
      const record = growing.records.get(key)
      if (record && voids.includes(record.seq)) growing.records.delete(key)
    }
    const record = recordOf(draft, entry)
    const key = record && recordKey(record.kind, record.id)
    if (record && key && !growing.records.has(key)) growing.records.set(key, record)
  }
  return true
}

function grow(position: Position): Growing {
  return { ...position, heads: { ...position.heads }, records: new Map(position.records) }
}

/** A position that grows in place by entries taken one after another. */
export interface Growth {
  readonly position: Position
  /** Takes the entry in if it follows the head it stands behind; says whether it did. */
  readonly take: (entry: StoredEntry) => boolean
}

/** A position of its own that begins as the given one and grows in place. */
export function growth(from: Position): Growth {
  const position = grow(from)
  return { position, take: (entry) => absorb(position, entry) }
}

/**
 * The position after one more entry of this side's own chains. An entry that does not follow the head it stands behind
 * (a gap, a fork, another side's) changes nothing: what has not arrived yet counts for nothing.
 */
export function extend(before: Position, entry: StoredEntry): Position {
  const { position, take } = growth(before)
  return take(entry) ? position : before
}

/**
 * The position of a side from entries in any order: each chain counts as far as it has no gap and no fork. Where two
 * different entries carry one number the chain ends before them until that is mended.
 */
export function fold(cooperation: CooperationId, side: SideId, entries: Iterable<StoredEntry>): Position {
  const chains = { shared: new Map<number, StoredEntry | 'fork'>(), internal: new Map<number, StoredEntry | 'fork'>() }
  for (const entry of entries) {
    const { header } = entry
    if (header.cooperation !== cooperation || header.side !== side || header.chain === 'home') continue
    const chain = chains[header.chain]
    const there = chain.get(header.seq)
    if (there === undefined) chain.set(header.seq, entry)
    else if (there === 'fork' || there.hash !== entry.hash) chain.set(header.seq, 'fork')
  }
  const position = grow(silent(cooperation, side))
  for (const chain of [chains.shared, chains.internal]) {
    for (let seq = 1; ; seq++) {
      const entry = chain.get(seq)
      if (entry === undefined || entry === 'fork' || !absorb(position, entry)) break
    }
  }
  return position
}
