/**
 * Positions: what one side holds, as the fold of a gapless prefix of its own chains, and the joint state of a
 * cooperation as a function of the positions alone. Pure; the same entries give the same state in whatever order the
 * sides' entries arrived.
 */
import type { FindingKind } from './finding.ts'
import {
  type Branded,
  type CooperationId,
  type FindingId,
  PREFIXES,
  type SideId,
  type SourceHash,
} from './identifier.ts'
import { canonical, type Json } from './canonical.ts'
import type { Carried, Draft, Erased, Head, Side, StoredEntry } from './entry.ts'
import { understood } from './entry.ts'
import { assertNever } from './refusal.ts'

type Held<Kind extends keyof Carried> = Readonly<Carried[Kind]['structure'] & Carried[Kind]['payload']>

/** A decision stands even when its payload was erased: what was in it is then null. */
type Judged<Kind extends 'finding-accepted@1' | 'finding-rejected@1'> = Readonly<Carried[Kind]['structure']> & {
  readonly [Name in keyof Carried[Kind]['payload']]: Carried[Kind]['payload'][Name] | null
}

/** What stands in the ledger after an entry: one record a thing, with the number of the entry that put it there. */
export type LedgerRecord = { readonly seq: number } & (
  | ({ readonly kind: 'source'; readonly id: SourceHash } & Held<'source-cited@1'>)
  | ({ readonly kind: 'decision'; readonly id: FindingId; readonly verdict: 'accepted' } & Judged<'finding-accepted@1'>)
  | ({ readonly kind: 'decision'; readonly id: FindingId; readonly verdict: 'rejected' } & Judged<'finding-rejected@1'>)
  | ({ readonly kind: 'package' } & Held<'package@1'>)
  | ({ readonly kind: 'agreement' } & Omit<Held<'agreement@1'>, 'kind'> & {
        readonly type: Held<'agreement@1'>['kind']
      })
  | ({ readonly kind: 'intention' } & Held<'intention@1'>)
  | ({ readonly kind: 'event' } & Omit<Held<'event@1'>, 'kind'> & { readonly type: Held<'event@1'>['kind'] })
  | ({ readonly kind: 'participation' } & Held<'participation@1'>)
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
 * What an understood entry puts into the ledger; null for one that leaves no record. Of an erased entry a decision
 * still stands, by its structure alone; the words of all else are gone.
 */
export function recordOf(draft: Draft | Erased, seq: number): LedgerRecord | null {
  switch (draft.kind) {
    case 'installation-opened@1':
    case 'source-kept@1':
    case 'cooperation-opened@1':
    case 'decision-undone@1':
      return null
    case 'finding-accepted@1': {
      const held = { ...draft.structure, ...(draft.payload ?? { reader: null, read: null }) }
      return { kind: 'decision', id: draft.structure.finding, verdict: 'accepted', seq, ...held }
    }
    case 'finding-rejected@1': {
      const held = { ...draft.structure, ...(draft.payload ?? { reader: null, read: null, reason: null }) }
      return { kind: 'decision', id: draft.structure.finding, verdict: 'rejected', seq, ...held }
    }
    default:
      return draft.payload === null ? null : wordyRecordOf(draft, seq)
  }
}

type Wordy = Extract<
  Draft,
  { kind: 'source-cited@1' | 'package@1' | 'agreement@1' | 'intention@1' | 'event@1' | 'participation@1' }
>

function wordyRecordOf(draft: Wordy, seq: number): LedgerRecord {
  switch (draft.kind) {
    case 'source-cited@1':
      return { kind: 'source', id: draft.structure.source, seq, ...draft.structure, ...draft.payload }
    case 'package@1':
      return { seq, ...draft.structure, ...draft.payload, kind: 'package' }
    case 'agreement@1':
      return { seq, ...draft.structure, ...draft.payload, type: draft.payload.kind, kind: 'agreement' }
    case 'intention@1':
      return { seq, ...draft.structure, ...draft.payload, kind: 'intention' }
    case 'event@1':
      return { seq, ...draft.structure, ...draft.payload, type: draft.payload.kind, kind: 'event' }
    case 'participation@1':
      return { seq, ...draft.structure, ...draft.payload, kind: 'participation' }
    default:
      return assertNever(draft)
  }
}

/** What an opening says; of an erased one the sides are left, without their names. */
export function openingOf(draft: Extract<Draft | Erased, { kind: 'cooperation-opened@1' }>): Opening {
  const { sides, by } = draft.structure
  if (draft.payload !== null) return { name: draft.payload.name, sides: draft.payload.sides, by }
  return { name: '', sides: sides.map((id) => ({ id, mark: '〇', regions: [] })), by }
}

/** What undoing a decision takes out of the ledger, where it stands by a voided entry: the decision and its record. */
export function voidedBy({
  structure,
}: Pick<Extract<Draft, { kind: 'decision-undone@1' }>, 'structure'>): readonly RecordName[] {
  const { finding, of } = structure
  return [
    { kind: 'decision', id: finding },
    { kind: RECORD_OF[of], id: recordIdOf(of, finding) },
  ]
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

/** The id of the record a finding becomes: its prefix, and the finding's own characters. */
export function recordIdOf<Kind extends FindingKind>(of: Kind, finding: FindingId): Branded<(typeof RECORD_OF)[Kind]> {
  return `${PREFIXES[RECORD_OF[of]]}_${finding.slice(4)}` as Branded<(typeof RECORD_OF)[Kind]>
}

/** A position in the making: its records are its own. */
interface Growing extends Omit<Position, 'heads' | 'opening' | 'records' | 'unknown' | 'erased'> {
  heads: { shared: Head | null; internal: Head | null }
  opening: Opening | null
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
  } else if (draft.kind === 'decision-undone@1') {
    for (const { kind, id } of voidedBy(draft)) {
      const key = recordKey(kind, id)
      const record = growing.records.get(key)
      if (record && draft.structure.voids.includes(record.seq)) growing.records.delete(key)
    }
  } else {
    const record = recordOf(draft, header.seq)
    const key = record && recordKey(record.kind, record.id)
    if (record && key && !growing.records.has(key)) growing.records.set(key, record)
  }
  return true
}

function grow(position: Position): Growing {
  return { ...position, heads: { ...position.heads }, records: new Map(position.records) }
}

/**
 * The position after one more entry of this side's own chains. An entry that does not follow the head it stands behind
 * (a gap, a fork, another side's) changes nothing: what has not arrived yet counts for nothing.
 */
export function extend(position: Position, entry: StoredEntry): Position {
  const next = grow(position)
  return absorb(next, entry) ? next : position
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

/** What a cooperation is, by all positions: who its sides are, who has spoken, and whether they say the same. */
export interface Joint {
  readonly cooperation: CooperationId
  /** The sides as opened, in the order of the opening; empty while nobody has opened it. */
  readonly sides: readonly (Side & { readonly spoken: boolean })[]
  readonly name: string | null
  /** The openings say different things of the sides: nothing joint is computed until one of them is ended. */
  readonly openingsDiffer: boolean
}

/** The joint state: a total function of the positions, whatever their order. */
export function joint(cooperation: CooperationId, positions: readonly Position[]): Joint {
  const mine = positions
    .filter((position) => position.cooperation === cooperation)
    .sort((a, b) => (a.side < b.side ? -1 : a.side > b.side ? 1 : 0))
  const openings = mine.flatMap((position) => (position.opening ? [position.opening] : []))
  const first = openings[0]
  const spoken = new Set(mine.filter((position) => position.heads.shared !== null).map((position) => position.side))
  const said = ({ sides }: Opening) => canonical(sides as unknown as Json)
  return {
    cooperation,
    sides: first ? first.sides.map((side) => ({ ...side, spoken: spoken.has(side.id) })) : [],
    name: first?.name ?? null,
    openingsDiffer: first !== undefined && openings.some((opening) => said(opening) !== said(first)),
  }
}
