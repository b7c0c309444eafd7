/**
 * The contract of the HTTP interface: what goes in and what comes out, one name a shape. All bodies are JSON but the
 * text of a source, which is uploaded as it is. Failures answer with a `Problem`.
 */
import type {
  ChainName,
  CooperationId,
  Correction,
  Finding,
  FindingId,
  Instant,
  PersonId,
  PersonRecord,
  Reading,
  RecordId,
  RecordKind,
  RecordOf,
  Refusal,
  RegionName,
  Side,
  SideId,
  SourceHash,
} from '@handclasp/domain'

/** GET /api/installation */
export interface InstallationView {
  readonly version: string
  /** The demonstration shows invented things and keeps its data apart. */
  readonly mode: 'demonstration' | 'own'
  readonly author: string
  /** Where the data lies, as printed at the start. */
  readonly folder: string
  readonly database: 'embedded' | 'postgres'
}

/** How many findings of a source wait, and how many were decided. */
export interface FindingCounts {
  readonly open: number
  readonly accepted: number
  readonly rejected: number
}

/** GET /api/sources → newest first. */
export interface SourceView {
  readonly hash: SourceHash
  readonly name: string
  readonly published: string | null
  readonly received: Instant
  readonly encoding: string
  /** Length of the text in UTF-16 code units. */
  readonly length: number
  readonly articles: number
  readonly findings: FindingCounts
}

/** What was decided on a finding, and where that stands. */
export type DecisionView =
  | {
      readonly verdict: 'accepted'
      readonly cooperation: CooperationId
      readonly record: RecordId
      /** Does the record say other than what was read? */
      readonly corrected: boolean
      readonly written: Instant
    }
  | {
      readonly verdict: 'rejected'
      readonly cooperation: CooperationId
      readonly reason: string | null
      readonly written: Instant
    }

/** A finding with what was decided on it; more than one decision where several cooperations cite the page. */
export type FindingView = Finding & { readonly decisions: readonly DecisionView[] }

/** GET /api/sources/:hash */
export interface SourcePage extends SourceView {
  readonly text: string
  readonly reading: Reading
  readonly items: readonly FindingView[]
  /** By article: the cooperation its regions belong to, where one is open here. */
  readonly cooperations: readonly (CooperationId | null)[]
  /** There is a newer reader than the one that read this: POST /api/sources/:hash/read-again. */
  readonly newerReader: boolean
  /** Decided before, and no longer found or read otherwise now. What was decided stands. */
  readonly differences: readonly Difference[]
}

/** Where a decision rests on another reading than the present one. */
export interface Difference {
  readonly cooperation: CooperationId
  readonly decision: Standing<'decision'>
  /** Is it still found, but read otherwise? Else it is not found any more. */
  readonly found: boolean
}

/** POST /api/sources?name=…&published=… with the text's bytes as body. `existing`: these bytes were here already. */
export interface SourceKept {
  readonly hash: SourceHash
  readonly existing: boolean
}

/** GET /api/cooperations */
export interface CooperationView {
  readonly id: CooperationId
  readonly name: string
  readonly sides: readonly Side[]
  /** The side this installation writes for. */
  readonly own: SideId
  readonly packages: number
  readonly agreements: number
  readonly intentions: number
}

/** POST /api/cooperations: one list of regions a side; `own` is the index of the side this installation writes for. */
export interface CooperationInput {
  readonly sides: readonly (readonly RegionName[])[]
  readonly own: number
}

/** One decision of POST /api/sources/:hash/decisions */
export type DecisionInput =
  | {
      readonly finding: FindingId
      readonly verdict: 'accepted'
      readonly correction: Correction | null
      /** For a person: who they are said to be the same as; null for somebody not met before. */
      readonly person: PersonId | null
    }
  | { readonly finding: FindingId; readonly verdict: 'rejected'; readonly reason: string | null }

/** POST /api/sources/:hash/decisions: all of them are written, or none. Answers the findings as they stand then. */
export interface DecisionsInput {
  readonly cooperation: CooperationId
  readonly decisions: readonly DecisionInput[]
}

/** POST /api/sources/:hash/undo: takes decisions back, all of them or none. Answers the findings as they stand then. */
export interface UndoInput {
  readonly cooperation: CooperationId
  readonly findings: readonly FindingId[]
}

/** A record with the time its entry was written; `seq` is that entry's number in the side's internal chain. */
export type Standing<Kind extends RecordKind> = RecordOf<Kind> & { readonly written: Instant }

/** GET /api/cooperations/:id/ledger */
export interface LedgerView {
  readonly cooperation: CooperationView
  readonly packages: readonly Standing<'package'>[]
  readonly agreements: readonly Standing<'agreement'>[]
  readonly intentions: readonly Standing<'intention'>[]
  readonly events: readonly Standing<'event'>[]
  readonly participations: readonly Standing<'participation'>[]
  readonly sources: readonly Standing<'source'>[]
}

/** GET /api/cooperations/:id/people: who took part in what, by what posts, as the records say. */
export type PersonView = PersonRecord<Standing<'participation'>>

/** One chain as verified. */
export interface ChainReport {
  readonly cooperation: CooperationId | 'home'
  readonly side: string
  readonly chain: ChainName
  readonly entries: number
  /** Hash of its last entry. */
  readonly head: string
}

/** GET /api/verification: every chain streamed, hashes, signatures and payloads checked, projections compared. */
export interface VerificationView {
  readonly chains: readonly ChainReport[]
  readonly records: number
  /** Empty when all holds. Each names the place and what is wrong there. */
  readonly faults: readonly { readonly place: string; readonly code: string; readonly detail: string }[]
}

/** What a failed request answers. `refusal` where the domain said no; sentences are made at the screen. */
export interface Problem {
  readonly refusal:
    | Refusal
    | { readonly code: 'not-found' | 'input-invalid' | 'too-large' | 'fault'; readonly detail: string }
}
