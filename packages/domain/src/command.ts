/** Commands and what they come to: `decide` turns what a person wants into entries, or says why not. Pure. */
import type { Finding } from './finding.ts'
import {
  type AuthorId,
  type Branded,
  type CooperationId,
  type EventId,
  type FindingId,
  type PackageId,
  PREFIXES,
  type SideId,
} from './identifier.ts'
import type { Draft, Quote, RecordId, Side } from './entry.ts'
import { type Position, type RecordKind, recordKey } from './position.ts'
import { assertNever, granted, type Outcome, refused } from './refusal.ts'
import type { Json } from './canonical.ts'

/** How a source is named where it is cited. */
export interface Citation {
  readonly name: string
  readonly outlet: string | null
  readonly published: string | null
}

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
  | { readonly kind: 'accept-finding'; readonly finding: Finding; readonly citation: Citation; readonly reader: string }
  | {
      readonly kind: 'reject-finding'
      readonly finding: Finding
      readonly citation: Citation
      readonly reader: string
      readonly reason: string | null
    }

/** Who commands, for which side of which cooperation. */
export interface Actor {
  readonly author: AuthorId
  readonly cooperation: CooperationId
  readonly side: SideId
}

/** The records a command must be shown to be decided: a position holding these (where they exist) is enough. */
export function touches(command: Command): readonly { readonly kind: RecordKind; readonly id: string }[] {
  switch (command.kind) {
    case 'open-cooperation':
      return []
    case 'accept-finding':
    case 'reject-finding':
      return [
        { kind: 'decision', id: command.finding.id },
        { kind: 'source', id: command.finding.source },
      ]
    default:
      return assertNever(command)
  }
}

/**
 * What is to be written for a command, given what this side holds. Refusals: `cooperation-already-open`,
 * `too-few-sides`, `side-not-in-cooperation`, `region-on-two-sides`; `cooperation-unknown` before it was opened;
 * `finding-already-decided` with the verdict that stands.
 */
export function decide(position: Position, command: Command): Outcome<readonly Draft[]> {
  switch (command.kind) {
    case 'open-cooperation':
      return open(position, command)
    case 'accept-finding':
    case 'reject-finding':
      return judge(position, command)
    default:
      return assertNever(command)
  }
}

function open(position: Position, command: Extract<Command, { kind: 'open-cooperation' }>): Outcome<readonly Draft[]> {
  const { cooperation, name, sides, by, publicKey } = command
  if (position.opening) return refused({ code: 'cooperation-already-open', cooperation })
  if (sides.length < 2) return refused({ code: 'too-few-sides', sides: sides.length })
  if (!sides.some((side) => side.id === by)) return refused({ code: 'side-not-in-cooperation', side: by })
  const names = sides.flatMap((side) => side.regions.map((region) => region.name))
  const twice = names.find((region, index) => names.indexOf(region) !== index)
  if (twice !== undefined) return refused({ code: 'region-on-two-sides', region: twice })
  const structure = { cooperation, sides: sides.map((side) => side.id), by, publicKey }
  return granted([{ kind: 'cooperation-opened@1', structure, payload: { name, sides } }])
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
  const record = recorded(finding)
  return granted([
    ...cite,
    record,
    { kind: 'finding-accepted@1', structure: { ...structure, record: record.structure.id }, payload: { reader, read } },
  ])
}

type RecordDraft = Extract<Draft, { structure: { id: RecordId } }>

/** The record an accepted finding becomes. Its id follows from the finding, so that accepting twice names one thing. */
function recorded(finding: Finding): RecordDraft {
  const quote: Quote = { words: finding.words, source: finding.source, spans: finding.evidence }
  switch (finding.kind) {
    case 'event': {
      const { kind, name, date, place } = finding.read
      const structure = { id: recordId('event', finding.id), finding: finding.id }
      return { kind: 'event@1', structure, payload: { kind, name, date, place, quote } }
    }
    case 'person': {
      const { name, posts, region, acts } = finding.read
      const eventOf = (index: number): EventId | null => {
        const event = finding.events[index]
        return event ? recordId('event', event) : null
      }
      const done = acts.map(({ act }, index) => ({ act, event: eventOf(index) }))
      const events = [...new Set(done.flatMap(({ event }) => (event ? [event] : [])))]
      return {
        kind: 'participation@1',
        structure: { id: recordId('participation', finding.id), finding: finding.id, events },
        payload: { name, posts: posts.map((post) => post.text), region, acts: done, quote },
      }
    }
    case 'package': {
      const structure = { id: recordId('package', finding.id), finding: finding.id }
      return { kind: 'package@1', structure, payload: { parts: finding.read.parts, quote } }
    }
    case 'agreement': {
      const { name, kind, count, parties, signatories, date, signed } = finding.read
      const bundle: PackageId | null = finding.package && recordId('package', finding.package)
      return {
        kind: 'agreement@1',
        structure: { id: recordId('agreement', finding.id), finding: finding.id, package: bundle },
        payload: { name, kind, count, parties, signatories, date, signed, quote },
      }
    }
    case 'pledge': {
      const { text, basis, speaker, mode, by, fields, targets } = finding.read
      return {
        kind: 'intention@1',
        structure: { id: recordId('intention', finding.id), finding: finding.id },
        payload: {
          text,
          basis,
          speaker,
          mode,
          by,
          fields,
          targets: targets.map(({ value, unit }) => ({ value, unit })),
          quote,
        },
      }
    }
    default:
      return assertNever(finding)
  }
}

function recordId<Kind extends 'event' | 'participation' | 'package' | 'agreement' | 'intention'>(
  kind: Kind,
  finding: FindingId,
) {
  return `${PREFIXES[kind]}_${finding.slice(4)}` as Branded<Kind>
}
