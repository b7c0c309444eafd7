/** Commitments 合作事项: what the versions of their terms say, and where a commitment stands by all positions. */
import type { Digest, Quote } from './entry.ts'
import type { AgreementId, CommitmentId, IntentionId, SideId } from './identifier.ts'
import type { LedgerRecord, Position } from './position.ts'
import type { Field } from './reading.ts'
import { jointTerms } from './deliberation.ts'
import type { JointTerms, TermsAct, VersionState, Voice } from './terms.ts'

/** An organisation 单位 as a side names it, by value: the other side has never seen this one's lists. */
export interface Organisation {
  readonly name: string
  /** 统一社会信用代码, 18 characters, where it is known. */
  readonly code: string | null
}

/** An organisation that leads or supports 牵头 配合 for a side. */
export interface Charge {
  readonly side: SideId
  readonly organisation: Organisation
}

/** What is measured, in which unit, from where to where. */
export interface Measure {
  readonly name: string
  readonly unit: string
  readonly baseline: number | null
  readonly target: number | null
}

/** A step on the way; `weight` says how much of the whole it is, against the other steps. */
export interface Milestone {
  readonly name: string
  /** Civil day `YYYY-MM-DD`. */
  readonly due: string | null
  readonly weight: number
}

/** A strategy of one side that a commitment serves, named by value. */
export interface ProgrammeName {
  readonly side: SideId
  readonly name: string
}

/** Where a commitment comes from: a clause of an agreement or an intention, named by value. */
export interface Basis {
  readonly agreement: AgreementId | null
  /** The agreement's name as written. */
  readonly name: string | null
  /** The clause's number as written: 第三条, 二、（一）. */
  readonly clause: string | null
  readonly intention: IntentionId | null
  readonly quote: Quote | null
}

/** The terms of a commitment at one time. Days are civil days `YYYY-MM-DD`; a deadline ends with its day. */
export interface Terms {
  /** What is to be done, in one sentence. */
  readonly text: string
  readonly fields: readonly Field[]
  readonly basis: Basis
  /** The strategies it serves, one or more of each side. */
  readonly programmes: readonly ProgrammeName[]
  readonly leads: readonly Charge[]
  readonly supporters: readonly Charge[]
  readonly measure: Measure | null
  readonly start: string | null
  readonly deadline: string | null
  readonly milestones: readonly Milestone[]
}

/** A version with its words, which are null where they were erased or the version is an ending. */
export type VersionWritten = VersionState & { readonly terms: Terms | null; readonly note: string | null }

/** A commitment by all positions. */
export interface Commitment extends Omit<JointTerms, 'versions'> {
  readonly id: CommitmentId
  readonly versions: readonly VersionWritten[]
  /** The terms that hold: those in force, before an ending the last ones, and while nothing is agreed the proposed. */
  readonly terms: Terms | null
}

/** A commitment as it is listed: alone, or for all that are one with it. */
export interface UnitedCommitment extends Commitment {
  /** Those it stands for besides itself, with their terms, in the order of their ids. */
  readonly united: readonly Pick<Commitment, 'id' | 'terms'>[]
}

/** What each side wrote about a commitment, as far as its position shows. */
export function voicesOn(commitment: CommitmentId, positions: readonly Position[]): readonly Voice[] {
  return positions.map(({ side, heads, records }) => {
    const acts: TermsAct[] = []
    for (const record of records.values()) {
      if ((record.kind !== 'version' && record.kind !== 'answer') || record.commitment !== commitment) continue
      const { seq, seen, of } = record
      if (record.kind === 'answer') acts.push({ seq, seen, of, stance: record.stance, proposal: null })
      else {
        const { version, parent, bound, ending } = record
        acts.push({ seq, seen, of, stance: 'accepted', proposal: { version, parent, bound, ending } })
      }
    }
    return { side, head: heads.shared?.seq ?? 0, acts }
  })
}

/** Where a commitment stands: a total function of the positions, whatever their order. */
export function commitmentOf(id: CommitmentId, positions: readonly Position[]): Commitment {
  const joint = jointTerms(voicesOn(id, positions))
  const written = new Map<Digest, LedgerRecord & { readonly kind: 'version' }>()
  for (const { records } of positions) {
    for (const record of records.values()) if (record.kind === 'version') written.set(record.of, record)
  }
  const versions = joint.versions.map((state): VersionWritten => {
    const { terms, note } = written.get(state.of) ?? { terms: null, note: null }
    return { ...state, terms, note }
  })
  return { ...joint, id, versions, terms: termsThatHold(versions, joint) }
}

/** What terms can lack without which nobody can be held to them. */
export const LACKS = ['lead', 'measure', 'deadline'] as const
/** What terms can lack 缺项: a lead of one of the sides they bind, a measure with a target, a deadline. */
export type Lack = (typeof LACKS)[number]

/** What the terms that hold lack; nothing where they were erased or have not come. */
export function lacksOf({ terms, versions }: Pick<Commitment, 'terms' | 'versions'>): readonly Lack[] {
  if (!terms) return []
  const { bound = [] } = versions.find((version) => version.terms === terms) ?? {}
  const lacks = {
    lead: bound.some((side) => terms.leads.every((charge) => charge.side !== side)),
    measure: (terms.measure?.target ?? null) === null,
    deadline: terms.deadline === null,
  }
  return LACKS.filter((lack) => lacks[lack])
}

/** The orders in which commitments are listed: by state and by field as these stand, opened first within each. */
export const COMMITMENT_ORDERS = ['opened', 'changed', 'deadline', 'state', 'field'] as const
/** An order in which commitments are listed; of several fields the first counts. */
export type CommitmentOrder = (typeof COMMITMENT_ORDERS)[number]

/** What commitments are grouped by. */
export const GROUPINGS = ['state', 'field', 'lead', 'agreement', 'intention', 'month'] as const
/** What they are grouped by: one of several fields or leads stands in several groups; `month` of the deadline. */
export type Grouping = (typeof GROUPINGS)[number]
/** What they may have none of. */
export const WITHOUT = GROUPINGS.filter((by) => by !== 'state')
/** What they may have none of: each has a state. */
export type Without = (typeof WITHOUT)[number]

function termsThatHold(versions: readonly VersionWritten[], { inForce }: JointTerms): Terms | null {
  const byId = new Map(versions.map((version) => [version.version, version]))
  const newest = versions.filter(({ open }) => open).at(-1) ?? versions.at(-1)
  for (let at = inForce ?? newest?.version ?? null; at !== null; at = byId.get(at)?.parent ?? null) {
    const version = byId.get(at)
    if (!version?.ending) return version?.terms ?? null
  }
  return null
}
