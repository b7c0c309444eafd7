/**
 * Sameness: two sides may each have begun the same thing alone. What both say to be the same is one; what one of them
 * says waits for the other. A pure function of what each side wrote and of how much of the others it had seen: no order
 * of arrival matters, and nothing that the sides agreed elsewhere is judged again because two things became one.
 *
 * Before the other has said the same too, a side may take it back. Who has seen it said by both may not, and cannot by
 * claiming to have seen less than its chain shows (decisions/011).
 */
import type { Commitment } from './commitment.ts'
import type { Same, SameKind } from './entry.ts'
import type { CommitmentId, SideId } from './identifier.ts'
import type { Position } from './position.ts'

/** A thing as sides name it: packages and agreements are each some side's, commitments and cooperations are not. */
export interface Thing {
  readonly side: SideId | null
  readonly id: string
}

/** One thing that a side said of sameness. */
export interface Claim extends Same {
  /** Number of the entry in the side's shared chain. */
  readonly seq: number
  /** How far the writer had seen the shared chains of the other sides. */
  readonly seen: { readonly [side: string]: number }
}

/** What one side said of sameness, in its own order, as far as its chain is held here. */
export interface ClaimVoice {
  readonly side: SideId
  /** Number of the last entry held of the side's shared chain, whatever it is about. */
  readonly head: number
  readonly claims: readonly Claim[]
}

/** Two things of which somebody said that they are the same. */
export interface Pair {
  readonly of: SameKind
  /** Each with the side that is asked whether they are the same, in the order of these sides. */
  readonly things: readonly [Claimed, Claimed]
  /** Both said so: they are one. Else it waits for the one that did not, or nobody says so any more. */
  readonly state: 'one' | 'waiting' | 'taken-back'
}

/** A thing of a pair, and what its side said. `late`: it said the same without knowing that the other took it back. */
export interface Claimed extends Thing {
  readonly by: SideId
  readonly said: Same['said'] | 'silent'
  readonly late: boolean
}

/** Things that are one: all that pairs tie together, of whatever side. */
export interface One {
  readonly of: SameKind
  /** In the order of their ids, then of their sides: the first gives the one its name. At least two. */
  readonly things: readonly Thing[]
}

/** What is one, and what was said of it. */
export interface Sameness {
  readonly ones: readonly One[]
  readonly pairs: readonly Pair[]
  /** What rests on entries that are not held here, by side and number. It counts for nothing yet. */
  readonly pending: readonly { readonly side: SideId; readonly seq: number }[]
}

/** Why a side may not say this of two things. */
export type SameObjection =
  | { readonly code: 'same-with-itself'; readonly record: string }
  | { readonly code: 'same-already-said'; readonly mine: string; readonly theirs: string }
  | { readonly code: 'same-never-said'; readonly mine: string; readonly theirs: string }
  | { readonly code: 'same-by-both'; readonly mine: string; readonly theirs: string }

/** What the sides said of sameness, as their positions show it. */
export function claimVoices(positions: readonly Position[]): readonly ClaimVoice[] {
  return positions.map(({ side, heads, records }) => {
    const claims = [...records.values()].flatMap((record) => (record.kind === 'claim' ? [record] : []))
    return { side, head: heads.shared?.seq ?? 0, claims }
  })
}

/** What is one by what sides wrote: total, whatever they wrote, and in whatever order it came. */
export function sameness(voices: readonly ClaimVoice[]): Sameness {
  return new Comparison(voices).result()
}

/** Why a side may not say this now, given all that is held here; null where it may. */
export function objectionToSame(voices: readonly ClaimVoice[], side: SideId, same: Same): SameObjection | null {
  const { mine, theirs, said } = same
  if (nodeOf(same.of, side, mine) === nodeOf(same.of, same.whose, theirs)) {
    return { code: 'same-with-itself', record: mine }
  }
  const pair = sameness(voices).pairs.find(({ of, things: [a, b] }) => of === same.of && isBetween(a, b, side, same))
  const [own, other] = pair?.things[0].by === side ? pair.things : [...(pair?.things ?? [])].reverse()
  const isSaid = own?.said === 'same'
  if (said === 'same') return isSaid ? { code: 'same-already-said', mine, theirs } : null
  if (!isSaid) return { code: 'same-never-said', mine, theirs }
  return other?.said === 'same' ? { code: 'same-by-both', mine, theirs } : null
}

function isBetween(a: Claimed, b: Claimed, side: SideId, { mine, theirs, whose }: Same): boolean {
  const is = (asked: Claimed, by: SideId, id: string) => asked.by === by && asked.id === id
  return (is(a, side, mine) && is(b, whose, theirs)) || (is(b, side, mine) && is(a, whose, theirs))
}

/** A claim with who wrote it, and how far it had seen the chain of the side it speaks to, by all it claimed so far. */
interface Spoken extends Claim {
  readonly side: SideId
  readonly saw: number
}

/** How far the sides' chains count. */
type View = ReadonlyMap<SideId, number>

/** A thing by one text: no two things of a kind have the same. */
function nodeOf(of: SameKind, side: SideId, id: string): string {
  return of === 'commitment' || of === 'cooperation' ? id : `${id} ${side}`
}

/** The two halves of a pair, the same whichever side speaks. */
function halvesOf({
  side,
  mine,
  whose,
  theirs,
}: Pick<Spoken, 'side' | 'mine' | 'whose' | 'theirs'>): readonly [Half, Half] {
  const own = { by: side, id: mine }
  const other = { by: whose, id: theirs }
  return own.by < other.by || (own.by === other.by && own.id < other.id) ? [own, other] : [other, own]
}

interface Half {
  readonly by: SideId
  readonly id: string
}

/**
 * What a side once claimed to have seen it has seen for good: a later claim that claims less is taken to claim as much.
 * So a claim only ever knows of such whose numbers are less in sum, and all are judged once, in that order; and what a
 * side's chain shows that it has seen said by both, the side cannot take back, even where it lies.
 */
export class Comparison {
  /** Looks at claims, counted: what working it out costs. */
  steps = 0
  readonly #held: View
  /** What was said of each pair, in the order of the sides and of what each said. */
  readonly #pairs = new Map<string, Spoken[]>()

  constructor(voices: readonly ClaimVoice[]) {
    this.#held = new Map(voices.map(({ side, head }) => [side, head]))
    const inOrder = [...voices].sort((a, b) => orderOf(a.side, b.side))
    for (const { side, head, claims } of inOrder) {
      const seen = new Map<string, number>()
      for (const claim of claims.filter(({ seq }) => seq <= head).sort((a, b) => a.seq - b.seq)) {
        const { of, mine, whose, theirs } = claim
        for (const [other, number] of Object.entries(claim.seen)) {
          seen.set(other, Math.max(seen.get(other) ?? 0, number))
        }
        // Nobody's things are the same as their own, whoever wrote so.
        if (whose === side || nodeOf(of, side, mine) === nodeOf(of, whose, theirs)) continue
        const spoken = { ...claim, side, saw: seen.get(whose) ?? 0 }
        const key = JSON.stringify([of, ...halvesOf(spoken)])
        const said = this.#pairs.get(key)
        if (said) said.push(spoken)
        else this.#pairs.set(key, [spoken])
      }
    }
  }

  result(): Sameness {
    const keys = [...this.#pairs.keys()].sort()
    const pairs = keys.flatMap((key) => this.#pairOf(this.#pairs.get(key) ?? []) ?? [])
    const all = [...this.#pairs.values()].flat()
    const pending = all.filter((claim) => !isCovered(this.#held, claim))
    return {
      ones: onesOf(pairs.filter(({ state }) => state === 'one')),
      pairs,
      pending: pending.map(({ side, seq }) => ({ side, seq })).sort((a, b) => orderOf(a.side, b.side) || a.seq - b.seq),
    }
  }

  #pairOf(claims: readonly Spoken[]): Pair | null {
    const [first] = claims
    const counting = this.#counting(claims).filter((claim) => isCovered(this.#held, claim))
    if (!first || counting.length === 0) return null
    const { of } = first
    const [one, two] = halvesOf(first)
    const last = ({ by }: Half) => counting.findLast(({ side }) => side === by)
    const claimed = (half: Half, other: Half): Claimed => {
      const [own, back] = [last(half), last(other)]
      const isUnknown = back?.said === 'taken-back' && (own?.saw ?? 0) < back.seq
      const side = isOfSide(of) ? half.by : null
      return { ...half, side, said: own?.said ?? 'silent', late: own?.said === 'same' && isUnknown }
    }
    const things = [claimed(one, two), claimed(two, one)] as const
    const same = things.filter(({ said }) => said === 'same').length
    return { of, things, state: same === 2 ? 'one' : same === 1 ? 'waiting' : 'taken-back' }
  }

  /**
   * Those claims on a pair that were permitted by what their writers had seen, of each side in its order. To say the
   * same always is; to take it back is while the other is not known to say so too.
   */
  #counting(claims: readonly Spoken[]): readonly Spoken[] {
    const counted = new Map<SideId, Spoken[]>()
    /** How many of the other's claims each side knew of, at its last one. */
    const known = new Map<SideId, number>()
    for (const claim of [...claims].sort((a, b) => a.seq + a.saw - b.seq - b.saw)) {
      const { side, whose, seq, saw, said } = claim
      const mine = counted.get(side) ?? []
      counted.set(side, mine)
      const theirs = counted.get(whose) ?? []
      let knows = known.get(side) ?? 0
      for (let next = theirs[knows]; next && next.seq <= saw && next.saw < seq; next = theirs[++knows]) this.steps++
      known.set(side, knows)
      this.steps++
      const isBothSaid = theirs[knows - 1]?.said === 'same'
      if (said === 'same' || (mine.at(-1)?.said === 'same' && !isBothSaid)) mine.push(claim)
    }
    return [...counted.values()].flat()
  }
}

/** Is a claim, and all that its writer had seen of the other side it speaks to, within a view? */
function isCovered(view: View, { side, seq, saw, whose }: Spoken): boolean {
  return seq <= (view.get(side) ?? 0) && saw <= (view.get(whose) ?? 0)
}

function isOfSide(of: SameKind): boolean {
  return of === 'package' || of === 'agreement'
}

function orderOf(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What pairs tie together, each whole in one list. */
function onesOf(pairs: readonly Pair[]): readonly One[] {
  const ones = new Map<string, { readonly of: SameKind; readonly things: Map<string, Thing> }>()
  for (const { of, things } of pairs) {
    const nodes = things.map(({ by, side, id }) => [`${of} ${nodeOf(of, by, id)}`, { side, id }] as const)
    const joined = { of, things: new Map<string, Thing>(nodes) }
    for (const [node] of nodes) for (const [name, thing] of ones.get(node)?.things ?? []) joined.things.set(name, thing)
    for (const node of joined.things.keys()) ones.set(node, joined)
  }
  const inOrder = (a: Thing, b: Thing) => orderOf(a.id, b.id) || orderOf(a.side ?? '', b.side ?? '')
  const lists = [...new Set(ones.values())].map(({ of, things }) => ({
    of,
    things: [...things.values()].sort(inOrder),
  }))
  const name = ({ of, things }: One) => JSON.stringify([of, things[0]?.id, things[0]?.side])
  return lists.sort((a, b) => orderOf(name(a), name(b)))
}

/**
 * Where commitments that are one stand, by where each of them stands alone: their versions are not judged together, so
 * that nothing agreed becomes not agreed. `holds`: the only one with terms in force, into which the others are taken
 * up. `rivals`: several have, and one is to be chosen by ending the others. `open`: none has.
 */
export type UnitedState =
  | { readonly state: 'holds'; readonly holds: CommitmentId; readonly takenUp: readonly CommitmentId[] }
  | { readonly state: 'rivals'; readonly rivals: readonly CommitmentId[] }
  | { readonly state: 'open' }

/** Where commitments stand that are one. */
export function unitedState(commitments: readonly Pick<Commitment, 'id' | 'state' | 'inForce'>[]): UnitedState {
  const inOrder = [...commitments].sort((a, b) => orderOf(a.id, b.id))
  const living = inOrder.filter(({ state, inForce }) => state === 'rivals' || (inForce !== null && !ENDED.has(state)))
  const ids = living.map(({ id }) => id)
  const [holds, ...further] = ids
  if (holds === undefined) return { state: 'open' }
  if (further.length > 0) return { state: 'rivals', rivals: ids }
  return { state: 'holds', holds, takenUp: inOrder.flatMap(({ id }) => (id === holds ? [] : [id])) }
}

/**
 * Which of commitments that are one stands for all of them in lists: the one with terms in force, of several the first
 * by its id; where none has, one whose terms can still be agreed goes before what was ended, refused or withdrawn.
 */
export function standingFor<Each extends Pick<Commitment, 'id' | 'state' | 'inForce'>>(
  commitments: readonly Each[],
): Each {
  const united = unitedState(commitments)
  const inForce = united.state === 'holds' ? [united.holds] : united.state === 'rivals' ? united.rivals : []
  const rank = ({ id, state }: Each) => (inForce.includes(id) ? 0 : OVER.has(state) ? 2 : 1)
  const [first] = [...commitments].sort((a, b) => rank(a) - rank(b) || orderOf(a.id, b.id))
  if (!first) throw new TypeError('nothing is one')
  return first
}

const ENDED: ReadonlySet<string> = new Set(['ended', 'reopening'])
const OVER: ReadonlySet<string> = new Set(['ended', 'declined', 'withdrawn'])
