/** Deciding findings: what is written when one is accepted, rejected, or its decision taken back. */
import { canonical, type Json } from './canonical.ts'
import type { CommandOf, CorrectedFields, Correction } from './command.ts'
import type { Draft, Quote, RecordId } from './entry.ts'
import { asFound, type Finding, type FindingKind } from './finding.ts'
import { agreementAsWritten } from './former.ts'
import { type EventId, type FindingId, type PersonId, PREFIXES } from './identifier.ts'
import { type Position, RECORD_OF, recordIdOf, recordKey } from './position.ts'
import { assertNever, granted, type Outcome, refused } from './refusal.ts'

/** Accepts or rejects a finding; the first decision on a source cites it. */
export function judge(
  position: Position,
  command: CommandOf<'accept-finding' | 'reject-finding'>,
): Outcome<readonly Draft[]> {
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
  const read = asFound(finding) as unknown as Json
  if (command.kind === 'reject-finding') {
    const payload = { reader, read, reason: command.reason }
    return granted([...cite, { kind: 'finding-rejected@1', structure, payload }])
  }
  const { correction } = command
  if (correction !== null && correction.of !== finding.kind) {
    return refused({ code: 'correction-misfits', finding: id, field: correction.of })
  }
  const record = recorded(finding, correction, command.person)
  const corrected = finding.whole !== undefined || canonical(record.payload as unknown as Json) !== asRead(finding)
  const accepted = { ...structure, record: record.structure.id, corrected }
  return granted([...cite, record, { kind: 'finding-accepted@1', structure: accepted, payload: { reader, read } }])
}

/** What the finding would be in the ledger had nobody corrected it: its canonical text. */
function asRead(finding: Finding): string {
  return canonical(recorded(finding, null, null).payload as unknown as Json)
}

/** Takes a decision back, and the record it made. */
export function undo(position: Position, command: CommandOf<'undo-decision'>): Outcome<readonly Draft[]> {
  const { finding, of, reason } = command
  const decision = position.records.get(recordKey('decision', finding))
  if (decision?.kind !== 'decision') return refused({ code: 'finding-not-decided', finding })
  if (decision.of !== of) return refused({ code: 'finding-unknown', finding })
  const record = position.records.get(recordKey(RECORD_OF[of], recordIdOf(of, finding)))
  const voids = record ? [record.seq, decision.seq] : [decision.seq]
  return granted([{ kind: 'decision-undone@1', structure: { finding, of, voids }, payload: { reason } }])
}

type RecordDraft = Extract<Draft, { structure: { id: RecordId; finding: FindingId | null } }>

/** The record an accepted finding becomes. Its id follows from the finding, so that accepting twice names one thing. */
function recorded(finding: Finding, correction: Correction | null, person: PersonId | null): RecordDraft {
  const { words: said, source, evidence: spans, lines, outlet } = finding
  const quote: Quote = { words: said, source, spans, lines, outlet }
  switch (finding.kind) {
    case 'event': {
      const { kind, name, date, place } = finding.read
      const read = { kind, name, date, place, sites: [], programme: [] }
      const structure = { id: recordIdOf('event', finding.id), finding: finding.id, replaces: null }
      return {
        kind: 'event@2',
        structure,
        payload: { ...read, ...fieldsOf('event', correction), quote },
      }
    }
    case 'person':
      return participation(finding, fieldsOf('person', correction), person, quote)
    case 'package': {
      const structure = { id: recordIdOf('package', finding.id), finding: finding.id, replaces: null }
      const words = { name: null, parts: finding.read.parts, signedOn: null, place: null }
      return { kind: 'package@2', structure, payload: { ...words, ...fieldsOf('package', correction), quote } }
    }
    case 'agreement': {
      const { name, kind, count, parties, signatories, date, signed } = finding.read
      const bundle = finding.package && recordIdOf('package', finding.package)
      const id = recordIdOf('agreement', finding.id)
      const structure = { id, finding: finding.id, package: bundle, follows: null, replaces: null }
      const told = { name, kind, count, parties, signatories, date, signed, ...fieldsOf('agreement', correction) }
      return { kind: 'agreement@2', structure, payload: agreementAsWritten(told, quote) }
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
  const structure = { id: recordIdOf('person', id), finding: id, events: at, person: person ?? own, replaces: null }
  return { kind: 'participation@2', structure, payload }
}
