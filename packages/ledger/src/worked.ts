/** For tests and measurements: a small invented world of findings and commands. */
import type {
  Actor,
  AuthorId,
  Command,
  CooperationId,
  Finding,
  FindingId,
  Side,
  SideId,
  SourceHash,
} from '@handclasp/domain'

/** The acting side of the invented cooperation. */
export const EAST: Side = { id: 'sid_EAST' as SideId, mark: '霁', regions: [{ name: '霁原省', code: null }] }
/** The other side. */
export const WEST: Side = { id: 'sid_WEST' as SideId, mark: '翎', regions: [{ name: '翎川省', code: null }] }
/** Who acts. */
export const ACTOR: Actor = { author: 'local' as AuthorId, cooperation: 'coo_TEST' as CooperationId, side: EAST.id }
/** The source that all findings stand in. */
export const SOURCE = 'a'.repeat(64) as SourceHash

const CITATION = { name: '霁原日报', outlet: '霁原日报', published: '2026-05-19' }

/** Opens the invented cooperation. */
export function opening(publicKey: string): Command {
  const { cooperation, side: by } = ACTOR
  return { kind: 'open-cooperation', cooperation, name: '霁翎合作', sides: [EAST, WEST], by, publicKey }
}

/** The finding of some number: an agreement of that number. */
export function agreementFinding(number: number): Finding {
  const evidence = [{ start: number * 20, end: number * 20 + 12 }]
  return {
    id: `fnd_${number}` as FindingId,
    source: SOURCE,
    article: 0,
    evidence,
    words: `第${number}号合作协议`,
    lines: { from: number + 1, to: number + 1 },
    outlet: '霁原日报',
    kind: 'agreement',
    package: null,
    read: {
      name: `第${number}号合作协议`,
      kind: 'departmental',
      count: 1,
      parties: ['霁原省农业农村厅', '翎川省农业农村厅'],
      signatories: [],
      date: null,
      signed: true,
      stated: true,
      rules: ['R1'],
      evidence,
    },
  }
}

/** Accepts the finding of some number. */
export function accept(number: number): Command {
  return {
    kind: 'accept-finding',
    finding: agreementFinding(number),
    citation: CITATION,
    reader: '1',
    correction: null,
    person: null,
  }
}

/** Rejects the finding of some number. */
export function reject(number: number): Command {
  return { kind: 'reject-finding', finding: agreementFinding(number), citation: CITATION, reader: '1', reason: '重复' }
}

/** Undoes the decision on the finding of some number. */
export function undo(number: number): Command {
  return { kind: 'undo-decision', finding: agreementFinding(number).id, of: 'agreement', reason: null }
}
