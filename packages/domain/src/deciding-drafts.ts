/** Deciding inside a side: drafting what is to be sent, judging that, and saying by whom it was sent. */
import type { Json } from './canonical.ts'
import { aboutOf, type CommandOf, isAboutSides, FOUR_EYES } from './command.ts'
import { compositionOf } from './composition.ts'
import { draftState, isFourEyes, type Shared, sharedAs } from './draft.ts'
import type { Draft } from './entry.ts'
import type { AuthorId } from './identifier.ts'
import { type Position, recordKey, type RecordKind, type RecordOf } from './position.ts'
import { granted, type Outcome, refused } from './refusal.ts'

/** Writes down what is to be sent. Whether it could be sent is decided when it is. */
export function writeDraft(
  position: Position,
  { id, replaces, command, note }: CommandOf<'write-draft'>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation, side } = position
  if (!opening) {
    // Before a side has joined it speaks of joining alone.
    const additions = isAboutSides(command) ? compositionOf(cooperation, [position, ...others]).additions : []
    if (!additions.some((addition) => addition.side.id === side)) {
      return refused({ code: 'cooperation-unknown', cooperation })
    }
  }
  if (recordIn(position, 'sending', id)) return refused({ code: 'draft-sent', draft: id })
  const before = recordIn(position, 'draft', id)
  if ((before?.seq ?? null) !== replaces) return refused({ code: 'draft-changed', draft: id })
  if (before?.command === null) return refused({ code: 'entry-erased', chain: 'internal', seq: before.seq })
  const structure = { id, of: command.kind, about: aboutOf(command), replaces }
  return granted([{ kind: 'draft@1', structure, payload: { command: command as unknown as Json, note } }])
}

/** Says of a draft that it may go as it is, or that it is to be written anew. */
export function judgeDraft(
  position: Position,
  { id, seq, verdict, note }: CommandOf<'judge-draft'>,
): Outcome<readonly Draft[]> {
  const open = openDraft(position, id, seq)
  if (!open.ok) return open
  const { draft, judgement } = open.value
  const state = draftState(draft, judgement, null)
  if (state === verdict) return refused({ code: 'draft-judged', draft: id, verdict })
  if (state === 'returned') return refused({ code: 'draft-returned', draft: id })
  const structure = { id, seq, verdict, replaces: judgement?.seq ?? null }
  return granted([{ kind: 'draft-judged@1', structure, payload: { note } }])
}

/** Says that what was just shared is what a draft says. Who sends what nobody has checked yet has checked it. */
export function sendDraft(
  position: Position,
  { id, seq, by }: CommandOf<'send-draft'>,
  shared: readonly Shared[],
): Outcome<readonly Draft[]> {
  const open = openDraft(position, id, seq)
  if (!open.ok) return open
  const { draft, judgement } = open.value
  const state = draftState(draft, judgement, null)
  if (state === 'returned') return refused({ code: 'draft-returned', draft: id })
  const same = sharedAs(shared, draft.command)
  if (!same) return refused({ code: 'draft-differs', draft: id })
  const checker = judgement && state === 'checked' ? judgement.author : null
  return sent(position, { id, seq, sent: same.numbers, fourEyes: isFourEyes(draft.author, checker, by) }, by)
}

/** Says that all that was just shared, and that no draft of was named, was sent by one person alone. */
export function sendAlone(
  position: Position,
  { by }: CommandOf<'send-alone'>,
  shared: readonly Shared[],
): Outcome<readonly Draft[]> {
  const numbers = shared.flatMap((one) => one.numbers)
  if (numbers.length === 0) throw new TypeError('nothing was shared that could be said to be sent')
  return sent(position, { id: null, seq: null, sent: numbers, fourEyes: false }, by)
}

/** Sets whether this side sends only what at least two people have seen. */
export function setFourEyes(
  position: Position,
  { required, note }: CommandOf<'set-four-eyes'>,
): Outcome<readonly Draft[]> {
  const { opening, cooperation } = position
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  const replaces = recordIn(position, FOUR_EYES.kind, FOUR_EYES.id)?.seq ?? null
  return granted([{ kind: 'four-eyes-set@1', structure: { required, replaces }, payload: { note } }])
}

/** Takes a draft out with what was said of it; what was sent stays. */
export function dropDraft(position: Position, id: string, reason: string | null): Outcome<readonly Draft[]> {
  if (recordIn(position, 'sending', id)) return refused({ code: 'draft-sent', draft: id })
  const draft = recordIn(position, 'draft', id)
  if (!draft) return refused({ code: 'draft-unknown', draft: id })
  const judgement = recordIn(position, 'judgement', id)
  const voids = [draft.seq, ...(judgement ? [judgement.seq] : [])]
  return granted([{ kind: 'record-dropped@1', structure: { of: 'draft', id, voids }, payload: { reason } }])
}

type Sent = Extract<Draft, { kind: 'draft-sent@1' }>['structure']

function sent(position: Position, structure: Sent, author: AuthorId): Outcome<readonly Draft[]> {
  const rule = recordIn(position, FOUR_EYES.kind, FOUR_EYES.id)
  if (rule?.required && !structure.fourEyes) return refused({ code: 'four-eyes-required', author })
  return granted([{ kind: 'draft-sent@1', structure, payload: {} }])
}

/** A draft that is not sent yet, by the entry that it stands by, with what was said of it last. */
function openDraft(position: Position, id: string, seq: number) {
  if (recordIn(position, 'sending', id)) return refused({ code: 'draft-sent', draft: id })
  const draft = recordIn(position, 'draft', id)
  if (!draft) return refused({ code: 'draft-unknown', draft: id })
  if (draft.seq !== seq) return refused({ code: 'draft-changed', draft: id })
  if (draft.command === null) return refused({ code: 'entry-erased', chain: 'internal', seq })
  return granted({ draft, judgement: recordIn(position, 'judgement', id) })
}

function recordIn<Kind extends RecordKind>({ records }: Position, kind: Kind, id: string): RecordOf<Kind> | null {
  return (records.get(recordKey(kind, id)) ?? null) as RecordOf<Kind> | null
}
