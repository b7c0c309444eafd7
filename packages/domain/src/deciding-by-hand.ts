/** Deciding what is kept by hand: packages, agreements, their texts and files, programmes; and taking them out. */
import type { Json } from './canonical.ts'
import { type CommandOf, touches } from './command.ts'
import { sidesIn } from './composition.ts'
import { dropDraft } from './deciding-drafts.ts'
import type { Draft, QuotingKind, Side } from './entry.ts'
import { kindOf, type Position, recordKey, type RecordName, type RecordOf } from './position.ts'
import { assertNever, granted, type Outcome, type Refusal, refused } from './refusal.ts'

/** Writes something down by hand, or anew what stands by the entry it replaces. */
export function write(
  position: Position,
  command: CommandOf<KeepKind>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation } = position
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  if (command.kind === 'keep-agreement') {
    const known = new Set(sidesIn(position, others).map(({ id }) => id))
    const named = [...command.words.parties, ...command.words.signatories]
    const stranger = named.find(({ side }) => side !== null && !known.has(side))
    if (stranger?.side) return refused({ code: 'side-not-in-cooperation', side: stranger.side })
  }
  const { draft, rests } = written(command)
  const kind = kindOf(draft.kind)
  const before = position.records.get(recordKey(kind, draft.structure.id))
  if ((before?.seq ?? null) !== draft.structure.replaces) {
    return refused({ code: 'record-changed', record: draft.structure.id })
  }
  const { follows = null } = 'follows' in draft.structure ? draft.structure : {}
  if (follows?.agreement === draft.structure.id) return refused({ code: 'record-unknown', record: follows.agreement })
  const missing = rests.find((name) => !position.records.has(recordKey(name.kind, name.id)))
  if (missing) return refused({ code: 'record-unknown', record: missing.id })
  if (draft.kind === 'programme@1') {
    const misplaced = misplacedIn(position, sidesIn(position, others), draft.structure)
    return misplaced ? refused(misplaced) : granted([draft])
  }
  // What a finding became stays tied to it, so that undoing the decision takes it out in whatever words.
  const finding = before && 'finding' in before ? before.finding : null
  if (draft.kind === 'text@1' || draft.kind === 'attachment@1') return granted([draft])
  return granted([{ ...draft, structure: { ...draft.structure, finding } } as Draft])
}

type KeepKind = 'keep-package' | 'keep-agreement' | 'keep-text' | 'keep-programme' | 'keep-attachment'
type Written = Extract<Draft, { kind: 'package@2' | 'agreement@2' | 'text@1' | 'programme@1' | 'attachment@1' }>

/** Why a programme does not belong where it is put: its side is none of these, or it is paired with one of its own. */
function misplacedIn(
  { records }: Position,
  sides: readonly Side[],
  { of, pairs }: Extract<Written, { kind: 'programme@1' }>['structure'],
): Refusal | null {
  if (!sides.some(({ id }) => id === of)) return { code: 'side-not-in-cooperation', side: of }
  const own = pairs.find((id) => {
    const other = records.get(recordKey('programme', id))
    return other?.kind === 'programme' && other.of === of
  })
  return own ? { code: 'programmes-of-one-side', record: own, side: of } : null
}

/** The entry for what was written by hand, and the records that it rests on. */
function written(command: CommandOf<KeepKind>): {
  readonly draft: Written
  readonly rests: readonly RecordName[]
} {
  switch (command.kind) {
    case 'keep-package': {
      const { id, replaces, name, parts, signedOn, place, quote } = command
      const payload = { name, parts, signedOn, place, quote }
      return { draft: { kind: 'package@2', structure: { id, finding: null, replaces }, payload }, rests: [] }
    }
    case 'keep-agreement': {
      const { id, package: bundle, follows, replaces, words } = command
      const structure = { id, finding: null, package: bundle, follows, replaces }
      const rests = touches(command).slice(1)
      return { draft: { kind: 'agreement@2', structure, payload: words }, rests }
    }
    case 'keep-text': {
      const { id, agreement, replaces, title, text, dated } = command
      const structure = { id, agreement, replaces }
      return { draft: { kind: 'text@1', structure, payload: { title, text, dated } }, rests: touches(command).slice(1) }
    }
    case 'keep-programme': {
      const { id, of, pairs, replaces, name, document, issued, quote } = command
      const payload = { name, document, issued, quote }
      const draft = { kind: 'programme@1' as const, structure: { id, of, pairs, replaces }, payload }
      return { draft, rests: touches(command).slice(1) }
    }
    case 'keep-attachment': {
      const { id, file, bytes, to, replaces, name, note } = command
      const structure = { id, file, bytes, to, replaces }
      return { draft: { kind: 'attachment@1', structure, payload: { name, note } }, rests: [to] }
    }
    default:
      return assertNever(command)
  }
}

/** Takes out what was written by hand; what a finding became is taken out by undoing its decision. */
export function drop(position: Position, command: CommandOf<'drop-record'>): Outcome<readonly Draft[]> {
  const { of, id, reason } = command
  if (of === 'draft') return dropDraft(position, id, reason)
  const record = position.records.get(recordKey(of, id))
  if (!record) return refused({ code: 'record-unknown', record: id })
  if ('finding' in record && record.finding !== null) {
    return refused({ code: 'record-from-finding', record: id, finding: record.finding })
  }
  const structure = { of, id, voids: [record.seq] }
  return granted([{ kind: 'record-dropped@1', structure, payload: { reason } }])
}

/** Erases the words of an entry of this side's own chain. What the entry says by its structure stays. */
export function erase(
  { opening, cooperation, heads }: Position,
  { chain, seq, ground, note }: CommandOf<'erase-entry'>,
): Outcome<readonly Draft[]> {
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  if (seq > (heads[chain]?.seq ?? 0)) return refused({ code: 'entry-unknown', chain, seq })
  return granted([{ kind: `${chain}-erased@1`, structure: { seq, ground }, payload: { note } }])
}

/** What of a record of each kind stands in the structure of its entry, and in which kind of entry it is written. */
const WRITTEN_AS = {
  package: { kind: 'package@2', structure: ['id', 'finding'] },
  agreement: { kind: 'agreement@2', structure: ['id', 'finding', 'package', 'follows'] },
  programme: { kind: 'programme@1', structure: ['id', 'of', 'pairs'] },
  event: { kind: 'event@2', structure: ['id', 'finding'] },
  participation: { kind: 'participation@2', structure: ['id', 'finding', 'events', 'person'] },
} as const satisfies { readonly [Kind in QuotingKind]: object }

/** Writes a record anew without the words it quotes, and erases the entry by which it stood with them. */
export function eraseQuote(position: Position, command: CommandOf<'erase-quote'>): Outcome<readonly Draft[]> {
  const { of, id, seq, ground, note } = command
  if (!position.opening) return refused({ code: 'cooperation-unknown', cooperation: position.cooperation })
  const record = position.records.get(recordKey(of, id)) as RecordOf<QuotingKind> | undefined
  if (!record?.quote) return refused({ code: 'record-unknown', record: id })
  if (record.seq !== seq) return refused({ code: 'record-changed', record: id })
  const { kind, structure: names } = WRITTEN_AS[of]
  const { kind: _, seq: __, ...held } = { ...record, replaces: seq, quote: { ...record.quote, words: '' } }
  const structural: readonly string[] = [...names, 'replaces']
  const fields = Object.entries(held) as [string, Json][]
  const structure = Object.fromEntries(fields.filter(([name]) => structural.includes(name)))
  // What an event or an agreement is called a kind of bears another name in its record.
  const payload = fields
    .filter(([name]) => !structural.includes(name))
    .map(([name, value]) => [name === 'type' ? 'kind' : name, value])
  const anew = { kind, structure, payload: Object.fromEntries(payload) } as unknown as Draft
  return granted([anew, { kind: 'internal-erased@1', structure: { seq, ground }, payload: { note } }])
}
