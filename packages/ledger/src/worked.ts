/** For tests and measurements: a small invented world of findings and commands. */
import type {
  Actor,
  AgreementId,
  AuthorId,
  Command,
  CommandOf,
  CommitmentId,
  CooperationId,
  DraftId,
  Finding,
  FindingId,
  PackageId,
  RecordName,
  Same,
  SameKind,
  SentKind,
  SharingCommand,
  Side,
  SideId,
  SourceHash,
  Stance,
  Terms,
  VersionId,
} from '@handclasp/domain'
import { type Asked, foldedText, wordsOf } from '@handclasp/domain'
import type { CommitmentQuery } from './commitments.ts'

/** All commitments, in the order they were opened in. */
export const ALL: CommitmentQuery = {
  states: [],
  fields: [],
  leads: [],
  charged: [],
  agreements: [],
  clause: null,
  intention: null,
  programme: null,
  source: null,
  from: null,
  to: null,
  lacks: [],
  without: null,
  awaits: null,
  words: null,
  order: 'opened',
  descending: false,
  after: null,
  limit: 500,
}

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

/** The other side acts on the same server. */
export const OTHER: Actor = { ...ACTOR, side: WEST.id }

/** Opens the invented cooperation for the other side, which shares the server. */
export function joining(publicKey: string): Command {
  return { ...(opening(publicKey) as Extract<Command, { kind: 'open-cooperation' }>), by: WEST.id }
}

/** Terms of some number. */
export function terms(number: number): Terms {
  return {
    text: `共建第${number}座海河联运码头`,
    fields: ['infrastructure'],
    basis: { agreement: null, name: '海河联运合作协议', clause: `第${number}条`, intention: null, quote: null },
    programmes: [{ side: EAST.id, name: '北仓南运计划' }],
    leads: [{ side: EAST.id, organisation: { name: '霁原省交通运输厅', code: null } }],
    supporters: [],
    measure: { name: '泊位', unit: '个', baseline: 0, target: number },
    start: '2026-06-01',
    deadline: `2027-${String((number % 12) + 1).padStart(2, '0')}-28`,
    milestones: [],
  }
}

/** Proposes the terms of a commitment by a name such as `1`, its version by one such as `1a`, after another or none. */
export function propose(commitment: string, version: string, parent: string | null = null): CommandOf<'propose-terms'> {
  return {
    kind: 'propose-terms',
    commitment: `com_${commitment}` as CommitmentId,
    version: `ver_${version}` as VersionId,
    parent: parent === null ? null : (`ver_${parent}` as VersionId),
    bound: [EAST.id, WEST.id],
    ending: null,
    terms: terms(Number.parseInt(commitment, 10)),
    note: null,
  }
}

/** Says something to a version. */
export function answer(commitment: string, version: string, stance: Stance): CommandOf<'answer-terms'> {
  const id = `com_${commitment}` as CommitmentId
  return { kind: 'answer-terms', commitment: id, version: `ver_${version}` as VersionId, stance, note: null }
}

/** Keeps a package by hand, or anew what an entry says of it. */
export function keepPackage(id: string, replaces: number | null = null, name: string | null = null): Command {
  const words = { name, parts: [1, 7], signedOn: '2026-04-28', place: '翎江市', quote: null }
  return { kind: 'keep-package', id: `pkg_${id}` as PackageId, replaces, ...words }
}

/** Keeps an agreement of a package by hand, or anew what an entry says of it. */
export function keepAgreement(id: string, bundle: string | null, replaces: number | null = null): Command {
  const organisation = { name: '霁原省农业农村厅', code: null }
  return {
    kind: 'keep-agreement',
    id: `agr_${id}` as AgreementId,
    package: bundle === null ? null : (`pkg_${bundle}` as PackageId),
    follows: null,
    replaces,
    words: {
      name: `农业农村合作协议${replaces ?? ''}`,
      kind: 'departmental',
      count: 1,
      parties: [{ side: EAST.id, organisation }],
      signatories: [{ name: '乔岱松', post: '厅长', side: EAST.id }],
      signed: true,
      signedOn: '2026-04-28',
      inForce: '2026-05-01',
      expires: '2029-04-27',
      quote: null,
    },
  }
}

/** Sends what stands by an entry to the other side; `rests` as the record has it. */
export function send(
  of: SentKind,
  id: string,
  seq: number,
  rests: readonly RecordName[] = [],
): CommandOf<'send-record'> {
  return { kind: 'send-record', of, id, seq, rests }
}

/** Says that two things are the same, or takes it back. */
export function same(
  of: SameKind,
  mine: string,
  theirs: string,
  whose: SideId,
  said: Same['said'] = 'same',
): CommandOf<'say-same'> {
  return { kind: 'say-same', of, mine, theirs, whose, said, note: null }
}

/** Somebody who drafts for the acting side. */
export const CLERK: Actor = { ...ACTOR, author: 'aut_CLERK' as AuthorId, role: 'clerk' }
/** Somebody who checks and sends for it. */
export const APPROVER: Actor = { ...ACTOR, author: 'aut_APPROVER' as AuthorId, role: 'approver' }

/** Writes a draft by a name such as `1` of a command; anew where it names the entry it stands by. */
export function draft(id: string, command: SharingCommand, replaces: number | null = null): CommandOf<'write-draft'> {
  return { kind: 'write-draft', id: `dft_${id}` as DraftId, replaces, command, note: null }
}

/** Says of a draft as it stands by an entry that it was checked, or returns it. */
export function judged(
  { author: by }: Actor,
  id: string,
  seq: number,
  verdict: 'checked' | 'returned' = 'checked',
): CommandOf<'judge-draft'> {
  return { kind: 'judge-draft', id: `dft_${id}` as DraftId, seq, verdict, note: null, by }
}

/** Says that what was just sent is a draft as it stands by an entry. */
export function sentAs({ author: by }: Actor, id: string, seq: number): CommandOf<'send-draft'> {
  return { kind: 'send-draft', id: `dft_${id}` as DraftId, seq, by }
}

/** Is one run there, by going through all of a text? */
export function isIn(text: string, initials: readonly string[], { run, groups }: Asked): boolean {
  if (/\p{Script=Han}/u.test(run)) return foldedText(text).includes(run)
  if (wordsOf(text).some((word) => word.startsWith(run))) return true
  return (groups[0]?.length ?? 0) > 1 && initials.some((one) => one.startsWith(`~${run}`))
}
