/** Drafts as their screen shows them: in groups by where they stand, and what can be done about each. Pure. */
import type { DraftView } from '@handclasp/api/client'
import type { AuthorId, Command } from '@handclasp/domain'

/** The states in the order in which they wait for somebody. */
export const DRAFT_GROUPS = ['drafted', 'checked', 'returned', 'sent'] as const

/** The sign of a state: never without its word. */
export const DRAFT_SIGNS: { readonly [State in DraftView['state']]: string } = {
  drafted: '○',
  checked: '✓',
  returned: '←',
  sent: '＝',
}

/** What the address of the screen says: the draft chosen. */
export interface DraftsSearch {
  readonly at?: string
}

/** Reads the address. */
export function draftsSearch({ at }: Readonly<Record<string, unknown>>): DraftsSearch {
  return typeof at === 'string' ? { at } : {}
}

/** What is to be sent, as the domain's command; null once its words were erased. */
export function commandOf({ command }: DraftView): Command | null {
  return command as unknown as Command | null
}

/** What a member can do about a draft. */
export interface DraftDoings {
  readonly check: boolean
  readonly send: boolean
  readonly giveBack: boolean
  readonly anew: boolean
  readonly drop: boolean
  /** Would be sent by whoever drafted it, with nobody else having seen it. */
  readonly alone: boolean
}

/** What a member can do about a draft, by their rights; `fourEyes`: the side wants somebody else to have seen it. */
export function draftDoings(
  { state, drafted, judged, command }: DraftView,
  own: {
    readonly author: AuthorId | null
    readonly drafts: boolean
    readonly sends: boolean
    readonly fourEyes: boolean
  },
): DraftDoings {
  const isOpen = state !== 'sent'
  const isMine = drafted.by.author === own.author
  const isSeen = state === 'checked' && judged !== null && judged.by.author !== drafted.by.author
  const alone = isMine && !isSeen
  const canGo = isOpen && state !== 'returned' && command !== null
  return {
    check: own.sends && state === 'drafted' && command !== null && !(own.fourEyes && isMine),
    send: own.sends && canGo && !(own.fourEyes && alone),
    giveBack: own.sends && canGo,
    anew: own.drafts && isOpen && command !== null,
    drop: own.drafts && isOpen,
    alone,
  }
}
