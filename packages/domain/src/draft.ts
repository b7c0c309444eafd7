/**
 * Drafts 拟稿: what a side means to tell the others, on its way from being written to being sent, inside that side. Who
 * drafted, checked and sent is told by the authors of the entries.
 */
import { canonical, type Json } from './canonical.ts'
import { isSharing, type Command, type SharingCommand } from './command.ts'
import type { Carried, StoredEntry } from './entry.ts'
import type { AuthorId } from './identifier.ts'
import type { RecordOf } from './position.ts'

/** Where a draft stands. */
export const DRAFT_STATES = ['drafted', 'checked', 'returned', 'sent'] as const
/** Drafted 已拟, checked 已审, returned 退回 to be written anew, or sent 已发送. */
export type DraftState = (typeof DRAFT_STATES)[number]

/** Where a draft stands. What was said of it before it was written anew says nothing of it any more. */
export function draftState(
  draft: Pick<RecordOf<'draft'>, 'seq'>,
  judgement: Pick<RecordOf<'judgement'>, 'judged' | 'verdict'> | null,
  sending: Pick<RecordOf<'sending'>, 'seq'> | null,
): DraftState {
  if (sending) return 'sent'
  return judgement?.judged === draft.seq ? judgement.verdict : 'drafted'
}

/** Did at least two people see what was sent? Nobody else than the drafter and the sender may have checked it. */
export function isFourEyes(drafter: AuthorId, checker: AuthorId | null, sender: AuthorId): boolean {
  return new Set([drafter, checker ?? sender, sender]).size > 1
}

/** A sharing command of the post that is being decided, and the numbers of the shared entries that it became. */
export interface Shared {
  readonly command: SharingCommand
  readonly numbers: readonly number[]
}

/** The first of what was shared that is what a draft says, word for word; null where none is. */
export function sharedAs(shared: readonly Shared[], drafted: Json): Shared | null {
  const wanted = canonical(drafted)
  return shared.find(({ command }) => canonical(command as unknown as Json) === wanted) ?? null
}

type SendingStructure = Carried['draft-sent@1']['structure']

/** What a post has shared and no sending of it has named yet, after one more of its commands. */
export function sharedAfter(
  shared: readonly Shared[],
  command: Command,
  entries: readonly Pick<StoredEntry, 'header'>[],
): readonly Shared[] {
  const named = new Set(
    entries.flatMap(({ header }) => {
      return header.kind === 'draft-sent@1' ? (header.structure as unknown as SendingStructure).sent : []
    }),
  )
  const left = shared.filter(({ numbers }) => !numbers.some((seq) => named.has(seq)))
  if (!isSharing(command)) return left
  const numbers = entries.flatMap(({ header }) => (header.chain === 'shared' ? [header.seq] : []))
  return [...left, { command, numbers }]
}
