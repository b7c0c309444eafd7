import type { DraftVerdict, ErasureGround, Instant } from './entry.ts'
import type { Administration } from './role.ts'
import type { SameObjection } from './sameness.ts'
import type { Objection } from './terms.ts'

/** What the domain says no to. Sentences for people are made at the screen, from the code and its facts. */
export type Refusal =
  | { readonly code: 'cooperation-unknown'; readonly cooperation: string }
  /** Null where whoever asks has no part in it. */
  | { readonly code: 'cooperation-already-open'; readonly cooperation: string | null }
  | { readonly code: 'too-few-sides'; readonly sides: number }
  | { readonly code: 'region-on-two-sides'; readonly region: string }
  | { readonly code: 'side-twice'; readonly side: string }
  | { readonly code: 'side-unnamed'; readonly side: string }
  | { readonly code: 'side-not-in-cooperation'; readonly side: string }
  | { readonly code: 'finding-unknown'; readonly finding: string }
  | { readonly code: 'finding-already-decided'; readonly finding: string; readonly verdict: 'accepted' | 'rejected' }
  | { readonly code: 'finding-not-decided'; readonly finding: string }
  | { readonly code: 'split-misfits'; readonly finding: string; readonly at: number }
  | { readonly code: 'finding-not-split'; readonly finding: string }
  | { readonly code: 'correction-misfits'; readonly finding: string; readonly field: string }
  | { readonly code: 'entry-unknown' | 'entry-erased' | 'entry-stays'; readonly chain: string; readonly seq: number }
  | { readonly code: 'record-unknown'; readonly record: string }
  | { readonly code: 'record-changed'; readonly record: string }
  | { readonly code: 'record-from-finding'; readonly record: string; readonly finding: string }
  | { readonly code: 'already-sent'; readonly record: string }
  | { readonly code: 'not-sent'; readonly record: string }
  | SameObjection
  | {
      readonly code: 'draft-unknown' | 'draft-changed' | 'draft-returned' | 'draft-sent' | 'draft-differs'
      readonly draft: string
    }
  | { readonly code: 'draft-judged'; readonly draft: string; readonly verdict: DraftVerdict }
  /** `author` is the only one who drafted, checked and would send it. */
  | { readonly code: 'four-eyes-required'; readonly author: string }
  | { readonly code: 'programmes-of-one-side'; readonly record: string; readonly side: string }
  | { readonly code: 'commitment-unknown'; readonly commitment: string }
  | { readonly code: 'commitment-exists'; readonly commitment: string }
  | { readonly code: 'terms-missing'; readonly commitment: string }
  | Objection
  /** `last` is the number of the last entry that chain has here; 0 where it has none, or is not to be seen. */
  | {
      readonly code: 'head-unknown'
      readonly side: string
      readonly chain: string
      readonly seq: number
      readonly last: number
    }
  | { readonly code: 'view-unknown'; readonly view: string }
  | { readonly code: 'view-name-taken'; readonly name: string }
  | { readonly code: 'views-too-many'; readonly most: number }
  | { readonly code: 'file-unknown'; readonly file: string }
  | { readonly code: 'file-differs'; readonly file: string; readonly came: string }
  /** `most` in bytes. */
  | { readonly code: 'file-too-large'; readonly most: number }
  | { readonly code: 'source-unknown'; readonly source: string }
  | { readonly code: 'source-erased'; readonly source: string; readonly ground: ErasureGround; readonly at: Instant }
  | { readonly code: 'run-under-way'; readonly run: 'verification' | 'rebuilding' }
  | { readonly code: 'text-empty'; readonly name: string }
  | { readonly code: 'text-unreadable'; readonly name: string; readonly offset: number; readonly reason: string }
  /** `most` in bytes of UTF-8. */
  | { readonly code: 'text-too-long'; readonly name: string; readonly most: number }
  | { readonly code: 'paper-unreadable'; readonly name: string; readonly flaw: PaperFlaw; readonly at: PaperPlace }
  | AccountRefusal

/** Why no text can be taken out of a file of a known format. */
export const PAPER_FLAWS = [
  'pdf-encrypted', // it asks for a password
  'pdf-scanned', // pictures of words, and no words
  'pdf-broken',
  'pdf-too-heavy', // it takes more time or memory than a file may
  'pdf-too-long', // it has more pages than a file may
  'docx-encrypted',
  'docx-broken',
  'docx-too-large', // it unpacks to more than a file may have or take
  'html-too-deep', // elements without end within each other
  'html-too-large', // it has more elements or words than a page may, or takes more time or memory
  'word-old', // a .doc, or another file of programs before 2007
  'archive', // a ZIP, and no DOCX
] as const
/** A reason why no text can be taken out of a file. */
export type PaperFlaw = (typeof PAPER_FLAWS)[number]

/** Where in a file: bytes from 0, pages from 1. */
export type PaperPlace =
  | { readonly unit: 'byte'; readonly number: number }
  | { readonly unit: 'page'; readonly number: number }

/** What is said no to about accounts: signing in, members, duties and invitations. */
export type AccountRefusal =
  | { readonly code: 'already-set-up' | 'setup-code-wrong' }
  /** `sign-in-anew`: the sign-in that was begun has ended, or took too many tries. */
  | { readonly code: 'sign-in-needed' | 'sign-in-wrong' | 'sign-in-anew' | 'sign-in-refused' }
  /** Too many failures of one login name, or of one second factor. `until` is null where it is not told. */
  | { readonly code: 'sign-in-locked' | 'second-factor-locked'; readonly until: Instant | null }
  | { readonly code: 'second-factor-wrong' | 'second-factor-set' | 'second-factor-not-set' }
  | { readonly code: 'provider-unreachable' | 'password-wrong' | 'session-unknown' }
  | { readonly code: 'not-permitted'; readonly right: string }
  | { readonly code: 'member-unknown'; readonly member: string }
  | { readonly code: 'member-locked' | 'member-left' }
  | { readonly code: 'login-name-taken' | 'login-name-unfit'; readonly loginName: string }
  /** `least` and `most` in characters. */
  | { readonly code: 'password-too-weak'; readonly least: number }
  | { readonly code: 'password-too-long'; readonly most: number }
  | { readonly code: 'invitation-unknown' | 'reset-link-ended' }
  | { readonly code: 'invitation-ended'; readonly why: 'used' | 'expired' | 'withdrawn' }
  | { readonly code: 'duty-unknown' | 'last-office'; readonly side: string }
  | { readonly code: 'organisation-needed' }
  /** One member holds one administration at most. */
  | { readonly code: 'administrators-apart' | 'administration-held'; readonly held: Administration }
  | { readonly code: 'last-administrator'; readonly administration: Administration }
  | { readonly code: 'no-administration' }

/** Yes with a value, or no with a refusal. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

/** Says yes. */
export function granted<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

/** Says no. */
export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}

/** The end of every `switch` over a union: reaching it is a bug. */
export function assertNever(value: never): never {
  throw new TypeError(`no case for ${JSON.stringify(value)}`)
}
