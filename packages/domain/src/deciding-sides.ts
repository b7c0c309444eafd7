/** Deciding who the sides are: proposing a further one, answering that, and joining. */
import type { CommandOf } from './command.ts'
import { compositionOf, compositionVoices } from './composition.ts'
import { objectionTo, proposalNamed } from './deliberation.ts'
import type { Draft, Side } from './entry.ts'
import type { SideId } from './identifier.ts'
import type { Position } from './position.ts'
import { granted, type Outcome, refused } from './refusal.ts'

/** Proposes that a further side joins those there are now: with it the proposing side has accepted. */
export function proposeSide(
  position: Position,
  { version, side: added, name, note }: CommandOf<'propose-side'>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation, side } = position
  if (!opening) return refused({ code: 'cooperation-unknown', cooperation })
  const all = [position, ...others]
  const { sides, additions, inForce } = compositionOf(cooperation, all)
  if (sides.some(({ id }) => id === added.id)) return refused({ code: 'side-twice', side: added.id })
  if (added.regions.length === 0 && !added.institution) return refused({ code: 'side-unnamed', side: added.id })
  const shared = sharedName([...sides, added])
  if (shared !== null) return refused({ code: 'region-on-two-sides', region: shared })
  const parent = additions.find((addition) => addition.version === inForce)?.of ?? null
  const { voices, ground, boundBy } = compositionVoices(all)
  const proposal = { version, parent: parent ?? ground.of, bound: boundBy(parent, added.id), ending: null }
  const objection = objectionTo(voices, side, { stance: 'accepted', proposal }, ground)
  if (objection) return refused(objection)
  const structure = { version, parent, adds: added.id }
  return granted([{ kind: 'side-proposed@1', structure, payload: { name, side: added, note } }])
}

/** Accepts, declines or withdraws a proposal to add a side. The added side accepts by joining. */
export function answerSide(
  position: Position,
  { version, stance, note }: CommandOf<'answer-side'>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation, side } = position
  if (!opening && stance === 'accepted') return refused({ code: 'cooperation-unknown', cooperation })
  const { voices, ground } = compositionVoices([position, ...others])
  const of = proposalNamed(voices, version)
  if (of === null) return refused({ code: 'version-unknown', version })
  const objection = objectionTo(voices, side, { of, stance, proposal: null }, ground)
  if (objection) return refused(objection)
  return granted([{ kind: 'side-answered@1', structure: { of, stance }, payload: { note } }])
}

/** Joins a cooperation that the side is proposed for: its yes, and the first thing it says there. */
export function join(
  position: Position,
  { version, publicKey }: CommandOf<'join-cooperation'>,
  others: readonly Position[],
): Outcome<readonly Draft[]> {
  const { opening, cooperation, side } = position
  if (opening) return refused({ code: 'cooperation-already-open', cooperation })
  const all = [position, ...others]
  const { additions, sides, name } = compositionOf(cooperation, all)
  const addition = additions.find((one) => one.version === version)
  if (!addition) return refused({ code: 'version-unknown', version })
  if (addition.side.id !== side) return refused({ code: 'side-not-in-cooperation', side })
  const { voices, ground } = compositionVoices(all)
  const objection = objectionTo(voices, side, { of: addition.of, stance: 'accepted', proposal: null }, ground)
  if (objection) return refused(objection)
  const structure = { cooperation, of: addition.of, by: side, publicKey }
  return granted([
    { kind: 'cooperation-joined@1', structure, payload: { name: name ?? '', sides: [...sides, addition.side] } },
  ])
}

/** What stands on two sides: a region by its name or its code, an institution by its name or its credit code. */
export function sharedName(sides: readonly Side[]): string | null {
  const sideOf = new Map<string, SideId>()
  for (const { id, regions, institution } of sides) {
    for (const { name, code } of [...regions, ...(institution ? [institution] : [])]) {
      for (const known of [name, ...(code === null ? [] : [code])]) {
        if ((sideOf.get(known) ?? id) !== id) return name
        sideOf.set(known, id)
      }
    }
  }
  return null
}
