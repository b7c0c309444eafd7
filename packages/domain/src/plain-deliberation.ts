/** For tests: the rules of terms written down as plainly as they are said, however long that takes. */
import type { Digest } from './entry.ts'
import type { SideId } from './identifier.ts'
import type {
  Ground,
  JointTerms,
  Objection,
  Proposal,
  Stance,
  Standpoint,
  TermsAct,
  VersionState,
  Voice,
} from './terms.ts'

/** How far each side's shared chain counts. */
type View = ReadonlyMap<SideId, number>

/** An act with who wrote it. */
interface Spoken extends TermsAct {
  readonly side: SideId
}

interface Proposed extends Spoken {
  readonly proposal: Proposal
}

/** What is compared with what `Deliberation` works out: versions by their hashes alone. */
export interface PlainTerms extends Pick<JointTerms, 'pending'> {
  readonly versions: readonly Pick<VersionState, 'of' | 'by' | 'seq' | 'needed' | 'standpoints' | 'agreed' | 'open'>[]
  readonly inForce: Digest | null
  readonly rivals: readonly Digest[]
}

/** What `Deliberation` works out, each question asked anew. */
export class PlainDeliberation {
  readonly #held: View
  readonly #acts: readonly Spoken[]
  readonly #ground: Ground | null
  readonly #proposals: ReadonlyMap<Digest, Proposed>
  /** All sides that some version binds: what an act had seen of others does not matter. */
  readonly #concerned: ReadonlySet<SideId>
  readonly #objections = new Map<Spoken, Objection['code'] | null>()
  readonly #agreed = new WeakMap<View, Map<Digest, boolean>>()

  constructor(voices: readonly Voice[], ground: Ground | null = null) {
    const inOrder = [...voices].sort((a, b) => (a.side < b.side ? -1 : a.side > b.side ? 1 : 0))
    this.#held = new Map(inOrder.map(({ side, head }) => [side, head]))
    this.#acts = inOrder.flatMap(({ side, head, acts }) => {
      let seen: Record<string, number> = {}
      return acts
        .filter(({ seq }) => seq <= head)
        .sort((a, b) => a.seq - b.seq)
        .map((act) => {
          // What a side claimed to have seen once, it has seen for good.
          const sides = new Set([...Object.keys(seen), ...Object.keys(act.seen)])
          seen = Object.fromEntries([...sides].map((one) => [one, Math.max(seen[one] ?? 0, act.seen[one] ?? 0)]))
          return { ...act, side, seen }
        })
    })
    const isProposed = (act: Spoken): act is Proposed => act.proposal !== null && act.of !== ground?.of
    const proposed = this.#acts.filter(isProposed)
    this.#ground = ground
    this.#proposals = new Map(proposed.map((act) => [act.of, act]))
    const sides = proposed.flatMap(({ side, proposal }) => [side, ...proposal.bound])
    this.#concerned = new Set([...sides, ...(ground?.bound ?? [])])
  }

  result(): PlainTerms {
    const view = this.#held
    const known = [...this.#proposals.keys()].filter((version) => this.#isKnown(view, version)).sort()
    const agreed = known.filter((version) => this.#isAgreed(view, version))
    const last = agreed.filter((version) => !agreed.some((other) => this.#lineOf(other).includes(version)))
    const living = last.filter((version) => !this.#proposals.get(version)?.proposal.ending)
    const rivals = living.length > 1 ? living : []
    const pending = this.#acts.filter((act) => !this.#isCovered(view, act) || !this.#isKnown(view, act.of))
    return {
      versions: known.flatMap((version) => this.#stateOf(version, last) ?? []),
      inForce: rivals.length > 0 ? this.#commonTo(rivals, agreed) : (living[0] ?? last[0] ?? null),
      rivals,
      pending: pending.map(({ side, seq }) => ({ side, seq })),
    }
  }

  /** The code of the objection to an act; null where it was permitted. */
  objectionAt(side: SideId, seq: number): Objection['code'] | null {
    const act = this.#acts.find((one) => one.side === side && one.seq === seq)
    return act ? this.#objection(act) : null
  }

  /** Why an act was not permitted by what its writer had seen. What it asks for is always of lower rank. */
  #objection(act: Spoken): Objection['code'] | null {
    const before = this.#objections.get(act)
    const found = before === undefined ? this.#judge(act) : before
    this.#objections.set(act, found)
    return found
  }

  #judge(act: Spoken): Objection['code'] | null {
    const { side, of, proposal, stance } = act
    if (of === this.#ground?.of) return 'version-unknown'
    const seen = new Map<SideId, number>([[side, act.seq - 1]])
    for (const other of this.#concerned) if (other !== side) seen.set(other, act.seen[other] ?? 0)
    if (proposal) {
      if (this.#proposals.get(of) !== act) return 'version-exists'
      if (proposal.parent !== null && !this.#isKnown(seen, proposal.parent)) return 'version-unknown'
    } else if (!this.#isKnown(seen, of)) return 'version-unknown'
    const needed = this.#neededFor(seen, of)
    if (!needed.includes(side)) return 'side-not-bound'
    const own = this.#standsTo(seen, side, of)
    if (stance === 'accepted') return this.#objectionToYes(seen, act, needed)
    if (this.#isAgreed(seen, of)) return 'version-agreed'
    if (stance === 'withdrawn') return own === 'accepted' ? null : 'nothing-to-withdraw'
    return own === 'silent' ? null : 'already-said'
  }

  #objectionToYes(seen: View, { side, of }: Spoken, needed: readonly SideId[]): Objection['code'] | null {
    if (this.#standsTo(seen, side, of) === 'accepted') return 'already-said'
    if (needed.some((other) => this.#standsTo(seen, other, of) === 'withdrawn')) return 'version-withdrawn'
    const others = [...this.#proposals.keys()].filter((other) => other !== of && this.#isKnown(seen, other))
    const beside = others.filter((other) => !this.#lineOf(of).includes(other) && !this.#lineOf(other).includes(of))
    if (beside.some((other) => this.#standsTo(seen, side, other) === 'accepted')) return 'rival-accepted'
    const below = others.filter((other) => this.#lineOf(other).includes(of))
    return below.some((other) => this.#isAgreed(seen, other)) ? 'version-superseded' : null
  }

  /** Is all that the writer had seen of the sides concerned within the view? */
  #isCovered(view: View, act: Spoken): boolean {
    if (act.seq > (view.get(act.side) ?? 0)) return false
    for (const side of this.#concerned) {
      if (side !== act.side && (act.seen[side] ?? 0) > (view.get(side) ?? 0)) return false
    }
    return true
  }

  /** Is the version there, with all it descends from? */
  #isKnown(view: View, version: Digest): boolean {
    const line = [version, ...this.#lineOf(version)]
    const root = line.at(-1)
    return (
      root !== undefined &&
      (root === this.#ground?.of || this.#proposals.get(root)?.proposal.parent === null) &&
      line.every((one) => one === this.#ground?.of || this.#isCoveredBy(view, one))
    )
  }

  #isCoveredBy(view: View, version: Digest): boolean {
    const proposed = this.#proposals.get(version)
    return proposed !== undefined && this.#isCovered(view, proposed)
  }

  /** What a version descends from, nearest first; it ends where somebody made it go round. */
  #lineOf(version: Digest): readonly Digest[] {
    const line: Digest[] = []
    let parent = this.#proposals.get(version)?.proposal.parent ?? null
    while (parent !== null && parent !== version && !line.includes(parent)) {
      line.push(parent)
      parent = this.#proposals.get(parent)?.proposal.parent ?? null
    }
    return line
  }

  #standsTo(view: View, side: SideId, version: Digest): Stance | 'silent' {
    const counting = this.#counting(view, version).filter((act) => act.side === side)
    return counting.at(-1)?.stance ?? 'silent'
  }

  /** The acts on a version that count within a view. */
  #counting(view: View, version: Digest): readonly Spoken[] {
    return this.#acts.filter((act) => act.of === version && this.#isCovered(view, act) && this.#objection(act) === null)
  }

  #isAgreed(view: View, version: Digest): boolean {
    if (version === this.#ground?.of) return true
    const known = this.#agreed.get(view) ?? new Map<Digest, boolean>()
    this.#agreed.set(view, known)
    const before = known.get(version)
    if (before !== undefined) return before
    const needed = this.#isKnown(view, version) ? this.#neededFor(view, version) : []
    const agreed = needed.length > 0 && needed.every((side) => this.#standsTo(view, side, version) === 'accepted')
    known.set(version, agreed)
    return agreed
  }

  #neededFor(view: View, version: Digest): readonly SideId[] {
    const replaced = this.#lineOf(version).find((ancestor) => this.#isAgreed(view, ancestor))
    const boundBy = (one: Digest | undefined) =>
      one === undefined ? [] : one === this.#ground?.of ? this.#ground.bound : this.#proposals.get(one)?.proposal.bound
    const both = [version, replaced].flatMap((one) => boundBy(one) ?? [])
    return [...new Set(both)].sort()
  }

  /** The deepest agreed version that some versions all descend from. */
  #commonTo(versions: readonly Digest[], agreed: readonly Digest[]): Digest | null {
    const [first, ...others] = versions.map((version) => this.#lineOf(version))
    return first?.find((one) => agreed.includes(one) && others.every((line) => line.includes(one))) ?? null
  }

  #stateOf(of: Digest, last: readonly Digest[]): PlainTerms['versions'][number] | null {
    const proposed = this.#proposals.get(of)
    if (!proposed) return null
    const view = this.#held
    const { side: by, seq } = proposed
    const needed = this.#neededFor(view, of)
    const counting = this.#counting(view, of)
    const standpoints = needed.map((side): Standpoint => {
      const act = counting.findLast((one) => one.side === side)
      const unseen = (other: Spoken) => other.stance === 'withdrawn' && (other.seen[side] ?? 0) < (act?.seq ?? 0)
      const late = act?.stance === 'accepted' && counting.some((other) => other.side !== side && unseen(other))
      return { side, stance: act?.stance ?? 'silent', late }
    })
    const agreed = this.#isAgreed(view, of)
    const isPassedBy = last.some(
      (one) =>
        one !== of &&
        !this.#lineOf(of).includes(one) &&
        (this.#lineOf(one).includes(of) || needed.some((side) => this.#standsTo(view, side, one) === 'accepted')),
    )
    const isRefused = standpoints.some(({ stance }) => stance === 'declined' || stance === 'withdrawn')
    return { of, by, seq, needed, standpoints, agreed, open: !agreed && !isRefused && !isPassedBy }
  }
}
