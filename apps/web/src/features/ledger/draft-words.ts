/** Drafts in words: of what kind they are, and why one could not be sent now. */
import type { DraftView } from '@handclasp/api/client'
import { SHARING_KINDS } from './drafts.ts'
import { isWordKey, type Say } from '../../words/words.tsx'

/** What kind of thing a draft would send. */
export function draftKind(say: Say, { of }: DraftView): string {
  const kind = SHARING_KINDS.find((each) => each === of)
  return kind ? say(`draft.kind.${kind}`) : of
}

/** Why a draft could not be sent as things stand. */
export function objectionWords(say: Say, code: string): string {
  const key = `refusal.${code}`
  return isWordKey(key) ? say(key) : say('draft.objection', { code })
}
