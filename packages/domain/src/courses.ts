/** For tests: invented courses of terms between servers that hold parts of each other's chains. */
import { jointTerms, objectionTo, type Saying } from './deliberation.ts'
import type { Digest } from './entry.ts'
import type { SideId, VersionId } from './identifier.ts'
import type { Stance, TermsAct, Voice } from './terms.ts'

/** Servers of sides, each holding its own chain and what has reached it of the others; all of them honest. */
export class World {
  readonly sides: readonly SideId[]
  readonly #chains = new Map<SideId, TermsAct[]>()
  readonly #heads = new Map<SideId, number>()
  readonly #reached = new Map<SideId, Map<SideId, number>>()
  #next = 1

  constructor(sides: string) {
    this.sides = [...sides] as unknown as readonly SideId[]
    for (const side of this.sides) {
      this.#chains.set(side, [])
      this.#heads.set(side, 0)
      this.#reached.set(side, new Map())
    }
  }

  heldBy(side: SideId): readonly Voice[] {
    return this.sides.map((other) => {
      const head = other === side ? this.#heads.get(side) : this.#reached.get(side)?.get(other)
      return {
        side: other,
        head: head ?? 0,
        acts: (this.#chains.get(other) ?? []).filter(({ seq }) => seq <= (head ?? 0)),
      }
    })
  }

  whole(): readonly Voice[] {
    return this.sides.map((side) => ({ side, head: this.#heads.get(side) ?? 0, acts: this.#chains.get(side) ?? [] }))
  }

  deliver(from: SideId, to: SideId, count: number): void {
    const reached = this.#reached.get(to)
    const upTo = Math.min((reached?.get(from) ?? 0) + count, this.#heads.get(from) ?? 0)
    reached?.set(from, upTo)
  }

  synchronise(): void {
    for (const from of this.sides) for (const to of this.sides) this.deliver(from, to, Number.POSITIVE_INFINITY)
  }

  /** Writes what is permitted; says whether it was. Other entries lie between, so that numbers have gaps. */
  write(side: SideId, { kind, pick, bound }: Wish): boolean {
    this.#heads.set(side, (this.#heads.get(side) ?? 0) + (pick % 2))
    const held = this.heldBy(side)
    const versions = jointTerms(held).versions.map(({ of }) => of)
    const chosen = versions.length > 0 ? versions[pick % versions.length] : undefined
    const act = this.#actFor(
      kind,
      chosen ?? null,
      this.sides.filter((one, index) => one === side || (bound >> index) % 2 === 1),
    )
    if (!act || objectionTo(held, side, act)) return false
    const of = act.proposal ? String(act.proposal.version) : act.of
    const seq = (this.#heads.get(side) ?? 0) + 1
    const seen = Object.fromEntries(
      held.filter((voice) => voice.side !== side).map((voice) => [voice.side, voice.head]),
    )
    this.#chains.get(side)?.push({ ...act, of, seq, seen })
    this.#heads.set(side, seq)
    return true
  }

  /** Writes whatever a dishonest side likes: to anything, under any name, with any view. */
  forge(side: SideId, { stance, proposes, pick, parent, claims }: Forgery): void {
    const acts = this.whole().flatMap((voice) => voice.acts)
    const proposals = acts.flatMap(({ of, proposal }) => (proposal ? { ...proposal, of } : []))
    const target = proposals[pick % Math.max(1, proposals.length)]
    const seq = (this.#heads.get(side) ?? 0) + 1
    const seen = Object.fromEntries(this.sides.map((other, index) => [other, claims[index] ?? 0]))
    const changed = proposals[parent % (proposals.length + 1)]?.of ?? null
    const version = target?.version ?? ('v001' as VersionId)
    const proposal = proposes ? { version, parent: changed, bound: this.sides, ending: null } : null
    const of = proposes ? `forged ${side}${seq}` : (target?.of ?? 'nothing')
    this.#chains.get(side)?.push({ seq, seen, of, stance: proposes ? 'accepted' : stance, proposal })
    this.#heads.set(side, seq)
  }

  #actFor(kind: Wish['kind'], chosen: Digest | null, bound: readonly SideId[]): Saying | null {
    if (kind === 'propose' || kind === 'end') {
      const version = `v${String(this.#next++).padStart(3, '0')}` as VersionId
      const ending = kind === 'end' ? ({ kind: 'terminated', successor: null } as const) : null
      return { stance: 'accepted', proposal: { version, parent: chosen, bound, ending } }
    }
    return chosen === null ? null : { of: chosen, stance: kind, proposal: null }
  }
}

/** Something to write: to `pick` of the versions known, binding the sides that `bound` has bits for. */
export interface Wish {
  readonly kind: 'propose' | 'end' | Stance
  readonly pick: number
  readonly bound: number
}

/** What a dishonest side writes. */
export interface Forgery {
  readonly stance: Stance
  readonly proposes: boolean
  readonly pick: number
  readonly parent: number
  /** How far it says to have seen each side. */
  readonly claims: readonly number[]
}

/** Something that happens: everything reaches everybody, some entries reach a side, or a side writes. */
export type Move =
  | { readonly do: 'synchronise' }
  | { readonly do: 'write'; readonly side: number; readonly wish: Wish }
  | { readonly do: 'deliver'; readonly from: number; readonly to: number; readonly count: number }
/** The same, or something forged. */
export type LyingMove = Move | { readonly do: 'forge'; readonly forgery: Forgery }

/** Plays moves of honest servers. */
export function play(world: World, moves: readonly Move[]): void {
  const side = (index: number) => world.sides[index % world.sides.length] as SideId
  for (const each of moves) {
    if (each.do === 'synchronise') world.synchronise()
    else if (each.do === 'write') world.write(side(each.side), each.wish)
    else world.deliver(side(each.from), side(each.to), each.count)
  }
}

/** Plays moves in which the first side lies now and then; every version binds all sides. */
export function playWithLiar(world: World, moves: readonly LyingMove[]): void {
  const [liar] = world.sides
  for (const each of moves) {
    if (each.do === 'forge') world.forge(liar as SideId, each.forgery)
    else play(world, [each.do === 'write' ? { ...each, wish: { ...each.wish, bound: 7 } } : each])
  }
}

/** One proposes, all accept, and all show that they saw it agreed by proposing changes. */
export const AGREED: readonly Move[] = [
  { do: 'write', side: 1, wish: { kind: 'propose', pick: 0, bound: 7 } },
  { do: 'synchronise' },
  ...[0, 1, 2].map((side) => ({ do: 'write', side, wish: { kind: 'accepted', pick: 0, bound: 7 } }) as const),
  { do: 'synchronise' },
  ...[0, 1, 2].map((side) => ({ do: 'write', side, wish: { kind: 'propose', pick: 0, bound: 7 } }) as const),
]

/** What all sides wrote after some moves. */
export function courseOf(sides: string, played: readonly Move[]): readonly Voice[] {
  const world = new World(sides)
  play(world, played)
  return world.whole()
}

/** The versions that are agreed, by their hashes. */
export function agreedIn(voices: readonly Voice[]): readonly Digest[] {
  return jointTerms(voices)
    .versions.filter(({ agreed }) => agreed)
    .map(({ of }) => of)
}
