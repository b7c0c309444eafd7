/** Deciding: `decide` turns what a person wants into entries, or says why not. Pure. */
import { type Command, type CommandOf, isAboutSides, isOfDrafts, type SharingCommand } from './command.ts'
import { sidesIn } from './composition.ts'
import { drop, erase, eraseQuote, write } from './deciding-by-hand.ts'
import { judgeDraft, sendAlone, sendDraft, setFourEyes, writeDraft } from './deciding-drafts.ts'
import { judge, undo } from './deciding-findings.ts'
import { saySame, send } from './deciding-sent.ts'
import { answerSide, join, proposeSide, sharedName } from './deciding-sides.ts'
import { answer, propose } from './deciding-terms.ts'
import type { Shared } from './draft.ts'
import type { Draft, Side } from './entry.ts'
import type { Position } from './position.ts'
import { assertNever, granted, type Outcome, type Refusal, refused } from './refusal.ts'

/**
 * What is to be written for a command, given what this side holds. Refusals: `cooperation-already-open`,
 * `too-few-sides`, `side-not-in-cooperation`, `side-twice`, `region-on-two-sides`; `cooperation-unknown` before it
 * was opened; `finding-already-decided` with the verdict that stands; `correction-misfits` where a correction is for
 * another kind of finding; `finding-not-decided` where there is nothing to undo; `record-changed`, `record-unknown` and
 * `record-from-finding` for what is written by hand; `entry-unknown` for erasing what is not there;
 * `side-unnamed` and every `Objection` to what is said about adding a side;
 * `already-sent` and `not-sent` for what is sent, every `SameObjection` to what is said to be the same;
 * `commitment-exists`, `terms-missing` and every `Objection` to what is said about terms, given the positions of the
 * other sides. Drafts: `draft-unknown`, `draft-changed`, `draft-returned`, `draft-sent`, `draft-judged`; sending them,
 * given what the same post shared and no other sending named: `draft-differs`, `four-eyes-required`.
 */
export function decide(
  position: Position,
  command: Command,
  others: readonly Position[] = [],
  shared: readonly Shared[] = [],
): Outcome<readonly Draft[]> {
  // Who joined speaks of who the sides are, and of nothing else until all of them have accepted it.
  const { opening, side } = position
  const isIn = (sides: readonly Side[]) => sides.some(({ id }) => id === side)
  const isFounder = position.joined === null && (!opening || isIn(opening.sides))
  const isOpen = isAboutSides(command) || isOfDrafts(command)
  if (!isFounder && !isOpen && !isIn(sidesIn(position, others))) {
    return refused({ code: 'side-not-in-cooperation', side })
  }
  switch (command.kind) {
    case 'open-cooperation':
      return open(position, command)
    case 'accept-finding':
    case 'reject-finding':
      return judge(position, command)
    case 'undo-decision':
      return undo(position, command)
    case 'keep-package':
    case 'keep-agreement':
    case 'keep-text':
    case 'keep-programme':
    case 'keep-attachment':
      return write(position, command, others)
    case 'drop-record':
      return drop(position, command)
    case 'erase-entry':
      return erase(position, command)
    case 'erase-quote':
      return eraseQuote(position, command)
    case 'write-draft':
      return writeDraft(position, command, others)
    case 'judge-draft':
      return judgeDraft(position, command)
    case 'send-draft':
      return sendDraft(position, command, shared)
    case 'send-alone':
      return sendAlone(position, command, shared)
    case 'set-four-eyes':
      return setFourEyes(position, command)
    case 'propose-side':
      return proposeSide(position, command, others)
    case 'answer-side':
      return answerSide(position, command, others)
    case 'join-cooperation':
      return join(position, command, others)
    case 'send-record':
      return send(position, command)
    case 'say-same':
      return saySame(position, command, others)
    case 'propose-terms':
      return propose(position, command, others)
    case 'answer-terms':
      return answer(position, command, others)
    default:
      return assertNever(command)
  }
}

/** Why a sharing command could not be sent now; null where it could. What it drafts may be sendable at another time. */
export function objectionToSending(
  position: Position,
  command: SharingCommand,
  others: readonly Position[],
): Refusal | null {
  const decided = decide(position, command, others)
  return decided.ok ? null : decided.refusal
}

function open(position: Position, command: CommandOf<'open-cooperation'>): Outcome<readonly Draft[]> {
  const { cooperation, name, sides, by, publicKey } = command
  if (position.opening) return refused({ code: 'cooperation-already-open', cooperation })
  if (cooperation !== position.cooperation || by !== position.side) {
    return refused({ code: 'side-not-in-cooperation', side: by })
  }
  if (sides.length < 2) return refused({ code: 'too-few-sides', sides: sides.length })
  if (!sides.some((side) => side.id === by)) return refused({ code: 'side-not-in-cooperation', side: by })
  const twice = sides.find((side, index) => sides.findIndex(({ id }) => id === side.id) !== index)
  if (twice) return refused({ code: 'side-twice', side: twice.id })
  const shared = sharedName(sides)
  if (shared !== null) return refused({ code: 'region-on-two-sides', region: shared })
  const structure = { cooperation, sides: sides.map((side) => side.id), by, publicKey }
  return granted([{ kind: 'cooperation-opened@1', structure, payload: { name, sides } }])
}
