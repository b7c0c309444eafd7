/** Commands and what they come to: `decide` turns what a person wants into entries, or says why not. Pure. */
import type { Finding, FindingKind } from './finding.ts'
import {
  type AuthorId,
  type CooperationId,
  type EventId,
  type FindingId,
  type PersonId,
  PREFIXES,
  type SideId,
} from './identifier.ts'
import type { Carried, Draft, Quote, RecordId, Side } from './entry.ts'
import { type Position, RECORD_OF, recordIdOf, recordKey, type RecordName } from './position.ts'
import { assertNever, granted, type Outcome, refused } from './refusal.ts'
import { canonical, type Json } from './canonical.ts'

/** How a source is named where it is cited. */
export interface Citation {
  readonly name: string
  readonly outlet: string | null
  readonly published: string | null
}

type Correctable<Kind extends keyof Carried> = Partial<Omit<Readonly<Carried[Kind]['payload']>, 'quote'>>

/** What a person may write instead of what was read, by kind of finding. */
export interface CorrectedFields {
  readonly event: Correctable<'event@1'>
  readonly person: Correctable<'participation@1'>
  readonly package: Correctable<'package@1'>
  readonly agreement: Correctable<'agreement@1'>
  readonly pledge: Omit<Correctable<'intention@1'>, 'text' | 'basis'>
}

/** A correction of one finding. */
export type Correction = {
  readonly [Kind in FindingKind]: { readonly of: Kind; readonly fields: CorrectedFields[Kind] }
}[FindingKind]

/** What a person wants done. `reader` is the version that read the finding. */
export type Command =
  | {
      readonly kind: 'open-cooperation'
      readonly cooperation: CooperationId
      readonly name: string
      readonly sides: readonly Side[]
      readonly by: SideId
      /** Raw Ed25519 public key of the opening side's installation, base64. */
      readonly publicKey: string
    }
  | {
      readonly kind: 'accept-finding'
      readonly finding: Finding
      readonly citation: Citation
      readonly reader: string
      /** What a person wrote instead of what was read, field by field; null where all of it was right. */
      readonly correction: Correction | null
      /** For a person's finding: who they were said to be the same as; null for somebody not met before. */
      readonly person: PersonId | null
    }
  | {
      readonly kind: 'reject-finding'
      readonly finding: Finding
      readonly citation: Citation
      readonly reader: string
      readonly reason: string | null
    }
  | {
      readonly kind: 'undo-decision'
      readonly finding: FindingId
      readonly of: FindingKind
      readonly reason: string | null
    }

/** Who commands, for which side of which cooperation. */
export interface Actor {
  readonly author: AuthorId
  readonly cooperation: CooperationId
  readonly side: SideId
}

/** The records a command must be shown to be decided: a position holding these (where they exist) is enough. */
export function touches(command: Command): readonly RecordName[] {
  switch (command.kind) {
    case 'open-cooperation':
      return []
    case 'accept-finding':
    case 'reject-finding':
      return [
        { kind: 'decision', id: command.finding.id },
        { kind: 'source', id: command.finding.source },
      ]
    case 'undo-decision':
      return [
        { kind: 'decision', id: command.finding },
        { kind: RECORD_OF[command.of], id: recordIdOf(command.of, command.finding) },
      ]
    default:
      return assertNever(command)
  }
}

/**
 * What is to be written for a command, given what this side holds. Refusals: `cooperation-already-open`,
 * `too-few-sides`, `side-not-in-cooperation`, `side-twice`, `region-on-two-sides`; `cooperation-unknown` before it
 * was opened; `finding-already-decided` with the verdict that stands; `correction-misfits` where a correction is for
 * another kind of finding; `finding-not-decided` where there is nothing to undo.
 */
export function decide(position: Position, command: Command): Outcome<readonly Draft[]> {
  switch (command.kind) {
    case 'open-cooperation':
      return open(position, command)
    case 'accept-finding':
    case 'reject-finding':
      return judge(position, command)
    case 'undo-decision':
      return undo(position, command)
    default:
      return assertNever(command)
  }
}

function open(position: Position, command: Extract<Command, { kind: 'open-cooperation' }>): Outcome<readonly Draft[]> {
  const { cooperation, name, sides, by, publicKey } = command
  if (position.opening) return refused({ code: 'cooperation-already-open', cooperation })
  if (cooperation !== position.cooperation || by !== position.side) {
    return refused({ code: 'side-not-in-cooperation', side: by })
  }
  if (sides.length < 2) return refused({ code: 'too-few-sides', sides: sides.length })
  if (!sides.some((side) => side.id === by)) return refused({ code: 'side-not-in-cooperation', side: by })
  const twice = sides.find((side, index) => sides.findIndex(({ id }) => id === side.id) !== index)
  if (twice) return refused({ code: 'side-twice', side: twice.id })
  const shared = sharedRegion(sides)
  if (shared !== null) return refused({ code: 'region-on-two-sides', region: shared })
  const structure = { cooperation, sides: sides.map((side) => side.id), by, publicKey }
  return granted([{ kind: 'cooperation-opened@1', structure, payload: { name, sides } }])
}

/** A region that stands on two sides, by its name or its code. */
function sharedRegion(sides: readonly Side[]): string | null {
  const sideOf = new Map<string, SideId>()
  for (const { id, regions } of sides) {
    for (const { name, code } of regions) {
      for (const known of [name, ...(code === null ? [] : [code])]) {
        if ((sideOf.get(known) ?? id) !== id) return name
        sideOf.set(known, id)
      }
    }
  }
  return null
}

type Judgement = Extract<Command, { kind: 'accept-finding' | 'reject-finding' }>

function judge(position: Position, command: Judgement): Outcome<readonly Draft[]> {
  const { finding, citation, reader } = command
  if (!position.opening) return refused({ code: 'cooperation-unknown', cooperation: position.cooperation })
  const before = position.records.get(recordKey('decision', finding.id))
  if (before?.kind === 'decision') {
    return refused({ code: 'finding-already-decided', finding: finding.id, verdict: before.verdict })
  }
  const cited = position.records.has(recordKey('source', finding.source))
  const cite: Draft[] = cited
    ? []
    : [{ kind: 'source-cited@1', structure: { source: finding.source }, payload: citation }]
  const { id, source, kind: of, evidence } = finding
  const structure = { finding: id, of, source, evidence }
  const read = finding.read as unknown as Json
  if (command.kind === 'reject-finding') {
    const payload = { reader, read, reason: command.reason }
    return granted([...cite, { kind: 'finding-rejected@1', structure, payload }])
  }
  const { correction } = command
  if (correction !== null && correction.of !== finding.kind) {
    return refused({ code: 'correction-misfits', finding: id, field: correction.of })
  }
  const record = recorded(finding, correction, command.person)
  const corrected = canonical(record.payload as unknown as Json) !== canonical(asRead(finding))
  const accepted = { ...structure, record: record.structure.id, corrected }
  return granted([...cite, record, { kind: 'finding-accepted@1', structure: accepted, payload: { reader, read } }])
}

/** What the finding would be in the ledger had nobody corrected it. */
function asRead(finding: Finding): Json {
  return recorded(finding, null, null).payload as unknown as Json
}

function undo(position: Position, command: Extract<Command, { kind: 'undo-decision' }>): Outcome<readonly Draft[]> {
  const { finding, of, reason } = command
  const decision = position.records.get(recordKey('decision', finding))
  if (decision?.kind !== 'decision') return refused({ code: 'finding-not-decided', finding })
  if (decision.of !== of) return refused({ code: 'finding-unknown', finding })
  const record = position.records.get(recordKey(RECORD_OF[of], recordIdOf(of, finding)))
  const voids = record ? [record.seq, decision.seq] : [decision.seq]
  return granted([{ kind: 'decision-undone@1', structure: { finding, of, voids }, payload: { reason } }])
}

type RecordDraft = Extract<Draft, { structure: { id: RecordId } }>

/** The record an accepted finding becomes. Its id follows from the finding, so that accepting twice names one thing. */
function recorded(finding: Finding, correction: Correction | null, person: PersonId | null): RecordDraft {
  const { words, source, evidence: spans, lines, outlet } = finding
  const quote: Quote = { words, source, spans, lines, outlet }
  switch (finding.kind) {
    case 'event': {
      const { kind, name, date, place } = finding.read
      const read = { kind, name, date, place, sites: [], programme: [] }
      const structure = { id: recordIdOf('event', finding.id), finding: finding.id }
      return {
        kind: 'event@1',
        structure,
        payload: { ...read, ...fieldsOf('event', correction), quote },
      }
    }
    case 'person':
      return participation(finding, fieldsOf('person', correction), person, quote)
    case 'package': {
      const structure = { id: recordIdOf('package', finding.id), finding: finding.id }
      return {
        kind: 'package@1',
        structure,
        payload: { parts: finding.read.parts, ...fieldsOf('package', correction), quote },
      }
    }
    case 'agreement': {
      const { name, kind, count, parties, signatories, date, signed } = finding.read
      const bundle = finding.package && recordIdOf('package', finding.package)
      const structure = { id: recordIdOf('agreement', finding.id), finding: finding.id, package: bundle }
      const read = { name, kind, count, parties, signatories, date, signed }
      return { kind: 'agreement@1', structure, payload: { ...read, ...fieldsOf('agreement', correction), quote } }
    }
    case 'pledge': {
      const { text, basis, speaker, mode, by, fields, targets } = finding.read
      const structure = { id: recordIdOf('pledge', finding.id), finding: finding.id }
      const figures = targets.map(({ value, unit }) => ({ value, unit }))
      const read = { text, basis, speaker, mode, by, fields, targets: figures }
      return { kind: 'intention@1', structure, payload: { ...read, ...fieldsOf('pledge', correction), quote } }
    }
    default:
      return assertNever(finding)
  }
}

function fieldsOf<Kind extends FindingKind>(of: Kind, correction: Correction | null): CorrectedFields[Kind] {
  return correction?.of === of ? (correction.fields as CorrectedFields[Kind]) : {}
}

/** A person's part in events; acts name events by the ids these have once accepted. */
function participation(
  { id, read, events }: Extract<Finding, { kind: 'person' }>,
  fields: CorrectedFields['person'],
  person: PersonId | null,
  quote: Quote,
): RecordDraft {
  const eventOf = (index: number): EventId | null => {
    const event = events[index]
    return event ? recordIdOf('event', event) : null
  }
  const done = read.acts.map(({ act }, index) => ({ act, event: eventOf(index) }))
  const posts = read.posts.map((post) => post.text)
  const payload = { name: read.name, posts, region: read.region, acts: done, ...fields, quote }
  const at = [...new Set(payload.acts.flatMap(({ event }) => (event ? [event] : [])))]
  const own = `${PREFIXES.person}_${id.slice(4)}` as PersonId
  const structure = { id: recordIdOf('person', id), finding: id, events: at, person: person ?? own }
  return { kind: 'participation@1', structure, payload }
}
