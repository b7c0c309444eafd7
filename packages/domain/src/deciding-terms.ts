/** Deciding on terms of commitments: proposing them and answering. */
import type { CommandOf } from './command.ts'
import { voicesOn } from './commitment.ts'
import { sidesIn } from './composition.ts'
import type { Draft } from './entry.ts'
import { type Position, recordKey } from './position.ts'
import { granted, type Outcome, refused } from './refusal.ts'
import { objectionTo, proposalNamed } from './deliberation.ts'

/** Proposes first terms, a change of them, or an ending: with it the proposing side has accepted. */
export function propose(
  position: Position,
  command: CommandOf<'propose-terms'>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation, side } = position
  const { commitment, version, parent, bound, ending, terms, note } = command
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  const sides = sidesIn(position, others)
  const foreign = bound.find((id) => !sides.some((known) => known.id === id))
  if (foreign) return refused({ code: 'side-not-in-cooperation', side: foreign })
  const stranger = [...(terms?.leads ?? []), ...(terms?.supporters ?? [])].find(
    (charge) => !sides.some((known) => known.id === charge.side),
  )
  if (stranger) return refused({ code: 'side-not-in-cooperation', side: stranger.side })
  if (position.records.has(recordKey('version', version))) return refused({ code: 'version-exists', version })
  if ((ending === null) !== (terms !== null)) return refused({ code: 'terms-missing', commitment })
  const voices = voicesOn(commitment, [position, ...others])
  const isKnown = voices.some(({ acts }) => acts.length > 0)
  if (parent === null && isKnown) return refused({ code: 'commitment-exists', commitment })
  const changed = parent === null ? null : proposalNamed(voices, parent)
  if (parent !== null && changed === null) return refused({ code: 'version-unknown', version: parent })
  const proposal = { version, parent: changed, bound, ending }
  const objection = objectionTo(voices, side, { stance: 'accepted', proposal })
  if (objection) return refused(objection)
  const structure = { commitment, ...proposal }
  return granted([{ kind: 'terms-proposed@1', structure, payload: { terms, note } }])
}

/** Accepts, declines or withdraws a version. */
export function answer(
  position: Position,
  { commitment, version, stance, note }: CommandOf<'answer-terms'>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation, side } = position
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  const voices = voicesOn(commitment, [position, ...others])
  const of = proposalNamed(voices, version)
  if (of === null) return refused({ code: 'version-unknown', version })
  const objection = objectionTo(voices, side, { of, stance, proposal: null })
  if (objection) return refused(objection)
  return granted([{ kind: 'terms-answered@1', structure: { commitment, of, stance }, payload: { note } }])
}
