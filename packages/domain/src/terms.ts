/**
 * Terms of a commitment: versions that sides propose, and what each side says to them. What all needed sides accept is
 * agreed, the deepest agreed version is in force. A pure function of what each side wrote and of how much of the others
 * it had seen when it wrote: the order in which entries arrived cannot matter, and no clock decides.
 *
 * An act counts only where it was permitted by what its writer had seen. `decide` asks the same question before it
 * writes, so that the two can never differ; and whatever a side has seen agreed, nobody who has seen it too undoes.
 * What is said to a version names the entry that proposed it by its hash, so that no yes can be moved to other words.
 */
import type { Digest } from './entry.ts'
import type { CommitmentId, SideId, VersionId } from './identifier.ts'

/** Ways a commitment can end by agreement. */
export const ENDING_KINDS = ['delivered', 'terminated', 'superseded'] as const
/** A way a commitment can end by agreement: 完成 终止 由他项取代. */
export type EndingKind = (typeof ENDING_KINDS)[number]

/** A version that ends the commitment instead of giving it terms; a child of it opens the commitment again. */
export interface Ending {
  readonly kind: EndingKind
  /** What takes its place, where it is superseded. */
  readonly successor: CommitmentId | null
}

/** A version as one side proposed it. */
export interface Proposal {
  /** Its name for people and commands; where two proposals claim one name, each goes by its hash instead. */
  readonly version: VersionId
  /** Hash of the entry that proposed the version it changes; null for the first terms. */
  readonly parent: Digest | null
  /** The sides it binds. */
  readonly bound: readonly SideId[]
  readonly ending: Ending | null
}

/** What can be said to a version. To propose is to accept. */
export type Stance = 'accepted' | 'declined' | 'withdrawn'

/** One thing a side wrote on its shared chain about the commitment. */
export interface TermsAct {
  /** Number of the entry in the side's shared chain. */
  readonly seq: number
  /** How far the writer says it had seen the shared chains of the other sides. */
  readonly seen: { readonly [side: string]: number }
  /** Hash of the entry that proposed the version: of this very entry, where this act proposes it. */
  readonly of: Digest
  readonly stance: Stance
  /** The version itself, where this act proposes it. */
  readonly proposal: Proposal | null
}

/** A version that needs nobody's yes because all else begins with it: what the sides opened the cooperation as. */
export interface Ground {
  readonly of: Digest
  readonly bound: readonly SideId[]
}

/** What one side wrote about the commitment, in its own order, as far as its chain is held here. */
export interface Voice {
  readonly side: SideId
  /** Number of the last entry held of the side's shared chain, whatever it is about. */
  readonly head: number
  readonly acts: readonly TermsAct[]
}

/** How a side stands to a version. `late`: it accepted without knowing that another had withdrawn. */
export interface Standpoint {
  readonly side: SideId
  readonly stance: Stance | 'silent'
  readonly late: boolean
}

/** A version with how everybody stands to it. */
export interface VersionState extends Omit<Proposal, 'parent'> {
  /** Hash of the entry that proposed it. */
  readonly of: Digest
  /** The version it changes; null for first ones. */
  readonly parent: VersionId | null
  readonly by: SideId
  /** Number of the proposing entry in that side's shared chain. */
  readonly seq: number
  /** The sides that must accept: those it binds, and those bound by the version in force that it replaces. */
  readonly needed: readonly SideId[]
  readonly standpoints: readonly Standpoint[]
  readonly agreed: boolean
  /** Can it still be agreed: nobody needed declined or withdrew, and nothing agreed has passed it by? */
  readonly open: boolean
}

/** Where the terms of a commitment stand. */
export const TERMS_STATES = [
  'proposed', // 待认可
  'agreed', // 已认可
  'amending', // 已认可，修改待认可
  'ending', // 已认可，结束待认可
  'ended', // 已结束
  'reopening', // 已结束，重开待认可
  'declined', // 未获认可
  'withdrawn', // 已撤回
  'rivals', // 两个版本并立，待选定
  'pending', // 所据未到
] as const
/** Where the terms of a commitment stand. */
export type TermsState = (typeof TERMS_STATES)[number]

/** The joint state of a commitment's terms. */
export interface JointTerms {
  readonly state: TermsState
  /** In the order in which they could have been written, the first before what knew of it; the tree is in `parent`. */
  readonly versions: readonly VersionState[]
  readonly inForce: VersionId | null
  /** Agreed versions of which none descends from another, where there are several: one is to be chosen. */
  readonly rivals: readonly VersionId[]
  /** Sides whose yes to an open version is waited for. */
  readonly awaited: readonly SideId[]
  /** Acts that rest on what is not held here: the sides and numbers. They count for nothing yet. */
  readonly pending: readonly { readonly side: SideId; readonly seq: number }[]
}

/** Why an act is not permitted. */
export type Objection =
  | { readonly code: 'version-unknown'; readonly version: VersionId }
  | { readonly code: 'version-exists'; readonly version: VersionId }
  | { readonly code: 'version-withdrawn'; readonly version: VersionId; readonly side: SideId }
  | { readonly code: 'version-superseded'; readonly version: VersionId; readonly by: VersionId }
  | { readonly code: 'version-agreed'; readonly version: VersionId }
  | { readonly code: 'rival-accepted'; readonly version: VersionId; readonly rival: VersionId }
  | { readonly code: 'side-not-bound'; readonly version: VersionId; readonly side: SideId }
  | { readonly code: 'nothing-to-withdraw'; readonly version: VersionId }
  | { readonly code: 'already-said'; readonly version: VersionId; readonly stance: Stance }
