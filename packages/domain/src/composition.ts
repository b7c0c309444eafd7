/**
 * Composition: which sides a cooperation has. It is opened between some; a further one is added by a proposal that all
 * sides there are accept, and the added one by joining. Worked out like terms: the opening is what all begins with, and
 * each proposal is a version that binds the sides before it and one more.
 */
import { canonical, type Json } from './canonical.ts'
import { jointTerms } from './deliberation.ts'
import type { Digest, Side } from './entry.ts'
import type { CooperationId, SideId } from './identifier.ts'
import type { Opening, Position, RecordOf } from './position.ts'
import type { Ground, JointTerms, TermsAct, VersionState, Voice } from './terms.ts'

/** A proposal to add a side, and where it stands. */
export interface Addition extends VersionState {
  readonly side: Side
  readonly note: string | null
}

/** What a cooperation is, by all positions: who its sides are, who has spoken, and whether they say the same. */
export interface Composition extends Pick<JointTerms, 'inForce' | 'rivals' | 'awaited' | 'pending'> {
  readonly cooperation: CooperationId
  /** Those of the opening in its order, then those added, first to last; empty while nobody has opened it. */
  readonly sides: readonly Side[]
  /** Those of them that have said anything yet. */
  readonly spoken: readonly SideId[]
  readonly name: string | null
  /** The openings say different things of the sides: nothing joint is computed until one of them is ended. */
  readonly openingsDiffer: boolean
  /** Every proposal to add a side, in the order in which they could have been written. */
  readonly additions: readonly Addition[]
}

/** Names what the sides were when the cooperation was opened; no entry has such a hash. */
const OPENING: Digest = 'opening'

/** What a cooperation is: a total function of the positions, whatever their order. */
export function compositionOf(cooperation: CooperationId, positions: readonly Position[]): Composition {
  const mine = positions
    .filter((position) => position.cooperation === cooperation)
    .sort((a, b) => (a.side < b.side ? -1 : a.side > b.side ? 1 : 0))
  const openings = openingsIn(mine)
  const [first] = openings
  const proposals = proposalsIn(mine)
  const ground = groundOf(first)
  const joint = jointTerms(voicesOn(mine, proposals, ground), ground)
  const additions = joint.versions.flatMap((state): readonly Addition[] => {
    const proposal = proposals.get(state.of)
    return proposal ? [{ ...state, side: addedBy(proposal), note: proposal.note }] : []
  })
  const added = lineOf(additions, joint.inForce)
  const sides = first ? [...first.sides, ...added.map(({ side }) => side)] : []
  const spoken = new Set(mine.filter(({ heads }) => heads.shared !== null).map(({ side }) => side))
  const last = added.at(-1)
  const { inForce, rivals, awaited, pending } = joint
  return {
    cooperation,
    sides,
    spoken: sides.flatMap(({ id }) => (spoken.has(id) ? [id] : [])),
    name: (last && proposals.get(last.of)?.name) ?? first?.name ?? null,
    openingsDiffer: differ(openings),
    additions,
    inForce,
    rivals,
    awaited,
    pending,
  }
}

/** What sides wrote about who the sides are: enough to ask whether one more thing may be said. */
export function compositionVoices(positions: readonly Position[]): {
  readonly voices: readonly Voice[]
  readonly ground: Ground
  /** The sides that a proposal binds: those before it, and the one it adds. */
  readonly boundBy: (parent: Digest | null, adds: SideId) => readonly SideId[]
} {
  const proposals = proposalsIn(positions)
  const ground = groundOf(openingsIn(positions)[0])
  const boundBy = (parent: Digest | null, adds: SideId) => [...boundIn(proposals, ground, parent), adds]
  return { voices: voicesOn(positions, proposals, ground), ground, boundBy }
}

/** The sides there are, to who holds this: as opened, and those added since. */
export function sidesIn(position: Position, others: readonly Position[]): readonly Side[] {
  const all = [position, ...others]
  if (proposalsIn(all).size === 0) return position.opening?.sides ?? []
  return compositionOf(position.cooperation, all).sides
}

/** The names of a side: its regions, or the institution that it is. */
export function namesOfSide({ regions, institution }: Side): readonly string[] {
  return institution ? [institution.name] : regions.map(({ name }) => name)
}

type Proposals = ReadonlyMap<Digest, RecordOf<'addition'>>

function proposalsIn(positions: readonly Position[]): Proposals {
  const all = positions.flatMap(({ records }) => [...records.values()])
  return new Map(all.flatMap((record) => (record.kind === 'addition' ? [[record.of, record]] : [])))
}

/** What the sides that opened it said, in the order of their ids. Who was added later joined what it found. */
function openingsIn(positions: readonly Position[]): readonly Opening[] {
  return positions
    .flatMap(({ opening, joined }) => (opening && joined === null ? [opening] : []))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
}

/** Do they say different things of the sides? Of an erased one the sides are left, without their names. */
function differ(openings: readonly Opening[]): boolean {
  const ids = openings.map(({ sides }) => canonical(sides.map(({ id }) => id)))
  const words = openings.flatMap(({ name, sides }) => (name === '' ? [] : [canonical(sides as unknown as Json)]))
  return new Set(ids).size > 1 || new Set(words).size > 1
}

function groundOf(opening: Opening | undefined): Ground {
  return { of: OPENING, bound: opening?.sides.map(({ id }) => id) ?? [] }
}

/** The sides after a proposal, as far as it rests on what is held. */
function boundIn(proposals: Proposals, ground: Ground, after: Digest | null): readonly SideId[] {
  const added: SideId[] = []
  const met = new Set<Digest>()
  for (let at = after; at !== null && !met.has(at); at = proposals.get(at)?.parent ?? null) {
    met.add(at)
    const adds = proposals.get(at)?.adds
    if (adds) added.unshift(adds)
  }
  return [...ground.bound, ...added]
}

function voicesOn(positions: readonly Position[], proposals: Proposals, ground: Ground): readonly Voice[] {
  return positions.map(({ side, heads, records }) => {
    const acts = [...records.values()].flatMap((record): readonly TermsAct[] => {
      if (record.kind !== 'addition' && record.kind !== 'addition-answer') return []
      const { seq, seen, of } = record
      if (record.kind === 'addition-answer') return [{ seq, seen, of, stance: record.stance, proposal: null }]
      const { version, parent } = record
      const bound = boundIn(proposals, ground, of)
      const proposal = { version, parent: parent ?? OPENING, bound, ending: null }
      return [{ seq, seen, of, stance: 'accepted', proposal }]
    })
    return { side, head: heads.shared?.seq ?? 0, acts }
  })
}

function addedBy({ adds, side }: RecordOf<'addition'>): Side {
  return side ?? { id: adds, mark: '〇', regions: [] }
}

/** The additions in force, first to last. */
function lineOf(additions: readonly Addition[], inForce: Addition['version'] | null): readonly Addition[] {
  const line: Addition[] = []
  const byName = new Map(additions.map((addition) => [addition.version, addition]))
  for (let at = inForce; at !== null; at = line[0]?.parent ?? null) {
    const addition = byName.get(at)
    if (!addition) break
    line.unshift(addition)
  }
  return line
}
