/** Deliberation: works out what sides wrote about one thing that is agreed by versions. */
import type { Digest } from './entry.ts'
import type { SideId, VersionId } from './identifier.ts'
import type {
  Ground,
  JointTerms,
  Objection,
  Proposal,
  Stance,
  Standpoint,
  TermsAct,
  TermsState,
  VersionState,
  Voice,
} from './terms.ts'

/** The joint state of what sides wrote: total, whatever they wrote. `ground` is what first versions may change. */
export function jointTerms(voices: readonly Voice[], ground: Ground | null = null): JointTerms {
  return new Deliberation(voices, ground).result()
}

/** What a side wants to say: the version by its hash, or the proposal of a new one. */
export type Saying = Pick<TermsAct, 'stance'> &
  ({ readonly of: Digest; readonly proposal: null } | { readonly of?: never; readonly proposal: Proposal })

/** Stands for the hash of an entry that is not written yet. */
const UNWRITTEN: Digest = ''

/** Why a side may not do this now, given all that is held here; null where it may. */
export function objectionTo(
  voices: readonly Voice[],
  side: SideId,
  { stance, of, proposal }: Saying,
  ground: Ground | null = null,
): Objection | null {
  if (proposal && voices.some(({ acts }) => acts.some((act) => act.proposal?.version === proposal.version))) {
    return { code: 'version-exists', version: proposal.version }
  }
  const own = voices.find((voice) => voice.side === side) ?? { side, head: 0, acts: [] }
  const others = voices.filter((voice) => voice.side !== side)
  const seen = Object.fromEntries(others.map((voice) => [voice.side, voice.head]))
  const next: TermsAct = { stance, proposal, of: of ?? UNWRITTEN, seq: own.head + 1, seen }
  const voice = { ...own, head: next.seq, acts: [...own.acts, next] }
  return new Deliberation([...others, voice], ground).objectionAt(side, next.seq)
}

/** The hash of the proposal that goes by a name here; null where there is none. */
export function proposalNamed(voices: readonly Voice[], version: VersionId): Digest | null {
  const acts = voices.flatMap((voice) => voice.acts)
  const proposals = acts.flatMap(({ of, proposal }) => (proposal ? { ...proposal, of } : []))
  for (const [of, name] of namesOf(proposals)) if (name === version) return of
  return null
}

/** By which name each proposal goes: the one it claims, or its hash where another proposal claims the same. */
export function namesOf(
  proposals: readonly { readonly version: VersionId; readonly of: Digest }[],
): ReadonlyMap<Digest, VersionId> {
  const claims = new Map<VersionId, Digest>()
  const contested = new Set<VersionId>()
  for (const { version, of } of proposals) {
    const before = claims.get(version)
    if (before !== undefined && before !== of) contested.add(version)
    claims.set(version, of)
  }
  const named = (version: VersionId, of: Digest) => (contested.has(version) ? (of as Digest & VersionId) : version)
  return new Map(proposals.map(({ version, of }) => [of, named(version, of)]))
}

/** How far each side's shared chain counts, by the sides' places. */
type View = readonly number[]

/** An act with who wrote it: its claims, and what its writer went by. */
interface Spoken extends TermsAct {
  /** Place of the side among all sides. */
  readonly side: number
  /** The view that must be held for the act to count: its own number, and all its writer ever claimed to have seen. */
  readonly claims: View
  /** The writer's view: the same without the act itself. */
  readonly before: View
  /** Grows from each act to all that can know of it. */
  readonly rank: number
}

/** An act that proposes a version. */
type Proposing = Spoken & { readonly proposal: Proposal }

/** A version in its tree. */
interface Node {
  readonly of: Digest
  readonly name: VersionId
  /** Null of the ground. */
  readonly act: Proposing | null
  readonly bound: readonly SideId[]
  readonly parent: Node | null
  readonly children: Node[]
  /** Does its line begin with first terms, or with the ground? */
  isRooted: boolean
  depth: number
  /** Numbers of a walk through the tree: what descends from it lies between. */
  enters: number
  leaves: number
  /** The view that has to be held to know it with all it descends from. */
  readonly needs: number[]
  /** The view that shows all that was ever said to it and to what it descends from. */
  readonly whole: number[]
  /** The deepest agreed version of its line, itself included, in every view that shows all of that. */
  standing: Node | null | undefined
  /** What was said to it and was permitted, by the places of sides, in their order. */
  readonly said: Map<number, Spoken[]>
}

/**
 * Every question is answered within a view; an act is judged within its writer's. What a side once claimed to have
 * seen it has seen for good: a later act that claims less is taken to claim as much. So an act only ever knows of acts
 * of lower rank, and all are judged once, in that order; and what a side's chain shows that it has seen agreed, the
 * side cannot undo, even where it lies.
 */
export class Deliberation {
  /** Looks at acts and versions, counted: what working it out costs. */
  steps = 0
  readonly #sides: readonly SideId[]
  readonly #places: ReadonlyMap<SideId, number>
  readonly #held: View
  readonly #acts: readonly Spoken[]
  readonly #nodes: ReadonlyMap<Digest, Node>
  readonly #objections = new Map<Spoken, Objection | null>()
  /** What each side accepts by its own acts alone: versions of one line, the deepest last. */
  readonly #accepted: readonly Node[][]

  constructor(voices: readonly Voice[], ground: Ground | null) {
    const inOrder = [...voices].sort((a, b) => (a.side < b.side ? -1 : a.side > b.side ? 1 : 0))
    const proposals = inOrder.flatMap(({ side, acts, head }) =>
      acts.flatMap(({ seq, proposal }) => (proposal && seq <= head ? [side, ...proposal.bound] : [])),
    )
    // What an act had seen of a side that nothing binds does not matter.
    const concerned = new Set([...proposals, ...(ground?.bound ?? [])])
    this.#sides = [...new Set([...inOrder.map(({ side }) => side), ...concerned])].sort()
    this.#places = new Map(this.#sides.map((side, place) => [side, place]))
    const heads = new Map(inOrder.map(({ side, head }) => [side, head]))
    this.#held = this.#sides.map((side) => heads.get(side) ?? 0)
    this.#acts = inOrder.flatMap((voice) => this.#spokenBy(voice, concerned)).sort((a, b) => a.rank - b.rank)
    this.#nodes = this.#treeOf(ground)
    this.#accepted = this.#sides.map(() => [])
    for (const act of this.#acts) this.#take(act)
  }

  /** The joint state by all that is held. */
  result(): JointTerms {
    const view = this.#held
    const known = [...this.#nodes.values()].filter((node) => node.act && this.#isKnown(view, node))
    const agreed = known.filter((node) => this.#isAgreed(view, node))
    const passed = new Set<Node>()
    for (const node of agreed) {
      for (let at = node.parent; at && !passed.has(at); at = at.parent) passed.add(at)
    }
    const last = agreed.filter((node) => !passed.has(node))
    const living = last.filter(({ act }) => !act?.proposal.ending)
    const rivals = living.length > 1 ? living : []
    // Lines that ended beside each other are all over: any one says so, the same one everywhere.
    const ended = [...last].sort((a, b) => (a.of < b.of ? -1 : 1))
    const inForce = rivals.length > 0 ? this.#commonTo(rivals) : (living[0] ?? ended[0] ?? null)
    const versions = known.flatMap((node) => (node.act ? [this.#stateOf(node, node.act, last)] : []))
    const waiting = versions
      .filter(({ open }) => open)
      .flatMap(({ standpoints }) => standpoints.filter(({ stance }) => stance === 'silent'))
    const isPending = ({ claims, of }: Spoken) => {
      const node = this.#nodes.get(of)
      return !covers(view, claims) || !node || !this.#isKnown(view, node)
    }
    return {
      state: rivals.length > 0 ? 'rivals' : stateOf(versions, inForce?.name ?? null),
      versions,
      inForce: inForce?.act ? inForce.name : null,
      rivals: rivals.map(({ name }) => name),
      awaited: [...new Set(waiting.map(({ side }) => side))].sort(),
      pending: this.#acts.filter(isPending).map(({ side, seq }) => ({ side: this.#sideAt(side), seq })),
    }
  }

  /** Why an act was not permitted by what its writer had seen; null where it was. */
  objectionAt(side: SideId, seq: number): Objection | null {
    const place = this.#places.get(side)
    const act = this.#acts.find((one) => one.side === place && one.seq === seq)
    return (act && this.#objections.get(act)) ?? null
  }

  #sideAt(place: number): SideId {
    const side = this.#sides[place]
    if (side === undefined) throw new RangeError(`no side at ${place}`)
    return side
  }

  #spokenBy({ side, head, acts }: Voice, concerned: ReadonlySet<SideId>): readonly Spoken[] {
    const place = this.#sides.indexOf(side)
    const seen = this.#sides.map(() => 0)
    const mine = acts.filter(({ seq }) => seq <= head).sort((a, b) => a.seq - b.seq)
    return mine.map((act) => {
      this.#sides.forEach((other, at) => {
        if (at !== place && concerned.has(other)) seen[at] = Math.max(seen[at] ?? 0, act.seen[other] ?? 0)
      })
      const claims = seen.map((number, at) => (at === place ? act.seq : number))
      const before = seen.map((number, at) => (at === place ? act.seq - 1 : number))
      return { ...act, side: place, claims, before, rank: before.reduce((sum, number) => sum + number, 0) }
    })
  }

  /** All versions by their hashes, each with its place in the tree. */
  #treeOf(ground: Ground | null): ReadonlyMap<Digest, Node> {
    const proposing = new Map<Digest, Proposing>()
    for (const act of this.#acts) {
      if (isProposing(act) && act.of !== ground?.of && !proposing.has(act.of)) proposing.set(act.of, act)
    }
    const names = namesOf([...proposing.values()].map(({ of, proposal }) => ({ of, version: proposal.version })))
    const nodes = new Map<Digest, Node>()
    const base = ground && this.#nodeOf(ground.of, ground.of as Digest & VersionId, null, ground.bound, null)
    if (base) nodes.set(base.of, base)
    // Parents come first; where somebody made a line go round it has no first one, and is cut anywhere.
    for (const act of proposing.values()) {
      const line: (typeof act)[] = []
      const isOnLine = new Set<Digest>()
      for (let at: typeof act | undefined = act; at && !nodes.has(at.of) && !isOnLine.has(at.of); ) {
        line.push(at)
        isOnLine.add(at.of)
        at = at.proposal.parent === null ? undefined : proposing.get(at.proposal.parent)
      }
      for (const each of line.reverse()) {
        const { parent, bound } = each.proposal
        const above = parent === null ? null : (nodes.get(parent) ?? null)
        nodes.set(each.of, this.#nodeOf(each.of, names.get(each.of) ?? each.proposal.version, each, bound, above))
      }
    }
    this.#number(nodes)
    return nodes
  }

  #nodeOf(of: Digest, name: VersionId, act: Node['act'], bound: readonly SideId[], parent: Node | null): Node {
    const isRooted = act === null || (parent === null ? act.proposal.parent === null : parent.isRooted)
    const needs = this.#sides.map((_, at) => Math.max(act?.claims[at] ?? 0, parent?.needs[at] ?? 0))
    const node: Node = {
      of,
      name,
      act,
      bound,
      parent,
      children: [],
      isRooted,
      depth: parent ? parent.depth + 1 : 0,
      enters: 0,
      leaves: 0,
      needs,
      whole: [...needs],
      standing: undefined,
      said: new Map(),
    }
    parent?.children.push(node)
    return node
  }

  /** Numbers the versions as a walk through the tree meets them, and says what shows all of each line. */
  #number(nodes: ReadonlyMap<Digest, Node>): void {
    for (const { of, claims } of this.#acts) {
      const node = nodes.get(of)
      if (node?.act) raise(node.whole, claims)
    }
    let number = 0
    for (const root of nodes.values()) {
      if (root.parent) continue
      const path: { readonly node: Node; next: number }[] = [{ node: root, next: 0 }]
      root.enters = number++
      for (let at = path.at(-1); at; at = path.at(-1)) {
        const child = at.node.children[at.next++]
        if (child) {
          child.enters = number++
          raise(child.whole, at.node.whole)
          path.push({ node: child, next: 0 })
        } else {
          at.node.leaves = number++
          path.pop()
        }
      }
    }
  }

  /** Judges an act, and lets it count where it was permitted. */
  #take(act: Spoken): void {
    this.steps++
    const objection = this.#judge(act)
    this.#objections.set(act, objection)
    const node = this.#nodes.get(act.of)
    if (objection || !node) return
    const before = node.said.get(act.side)
    if (before) before.push(act)
    else node.said.set(act.side, [act])
    const mine = this.#accepted[act.side]
    if (act.stance === 'accepted') mine?.splice(mine.findLastIndex(({ depth }) => depth < node.depth) + 1, 0, node)
    else if (mine?.includes(node)) mine.splice(mine.lastIndexOf(node), 1)
  }

  #judge(act: Spoken): Objection | null {
    const { side, of, proposal, stance, before: view } = act
    const node = this.#nodes.get(of)
    const version = node?.name ?? (of as Digest & VersionId)
    if (!node?.act || (proposal === null && !this.#isKnown(view, node))) return { code: 'version-unknown', version }
    if (proposal) {
      if (node.act !== act) return { code: 'version-exists', version }
      const isKnown = node.parent ? this.#isKnown(view, node.parent) : proposal.parent === null
      const unknown = node.parent?.name ?? (proposal.parent as (Digest & VersionId) | null) ?? version
      if (!isKnown) return { code: 'version-unknown', version: unknown }
    }
    const needed = this.#neededFor(view, node)
    const who = this.#sideAt(side)
    if (!needed.includes(who)) return { code: 'side-not-bound', version, side: who }
    const own = this.#standsTo(view, side, node)
    if (stance === 'accepted') return this.#objectionToYes(act, node, needed)
    if (this.#isAgreed(view, node)) return { code: 'version-agreed', version }
    if (stance === 'withdrawn') return own === 'accepted' ? null : { code: 'nothing-to-withdraw', version }
    return own === 'silent' ? null : { code: 'already-said', version, stance: own }
  }

  #objectionToYes({ side, before: view }: Spoken, node: Node, needed: readonly SideId[]): Objection | null {
    const version = node.name
    const own = this.#standsTo(view, side, node)
    if (own === 'accepted') return { code: 'already-said', version, stance: own }
    const gone = needed.find((other) => this.#standsTo(view, this.#places.get(other), node) === 'withdrawn')
    if (gone) return { code: 'version-withdrawn', version, side: gone }
    // What it accepts lies on one line: the deepest of it tells of all.
    const rival = this.#accepted[side]?.at(-1)
    if (rival && !isOfLine(node, rival) && !isOfLine(rival, node)) {
      return { code: 'rival-accepted', version, rival: rival.name }
    }
    const below = [...node.children]
    for (let at = below.pop(); at; at = below.pop()) {
      this.steps++
      if (!this.#isKnown(view, at)) continue
      if (this.#isAgreed(view, at)) return { code: 'version-superseded', version, by: at.name }
      below.push(...at.children)
    }
    return null
  }

  /** Is the version there, with all it descends from? */
  #isKnown(view: View, node: Node): boolean {
    this.steps++
    return node.isRooted && covers(view, node.needs)
  }

  #standsTo(view: View, place: number | undefined, node: Node): Stance | 'silent' {
    return this.#lastSaid(view, place, node)?.stance ?? 'silent'
  }

  /** What of a side counts last within a view, of what it said to a version. */
  #lastSaid(view: View, place: number | undefined, node: Node): Spoken | undefined {
    this.steps++
    const said = place === undefined ? undefined : node.said.get(place)
    return said?.findLast(({ claims }) => covers(view, claims))
  }

  #isAgreed(view: View, node: Node): boolean {
    return this.#standing(view, node) === node
  }

  /** The deepest agreed version of a line within a view. Where the view shows all of the line it is found once. */
  #standing(view: View, node: Node | null): Node | null {
    const line: Node[] = []
    let base: Node | null = null
    for (let at = node; at; at = at.parent) {
      this.steps++
      if (at.standing !== undefined && covers(view, at.whole)) {
        base = at.standing
        break
      }
      line.push(at)
    }
    for (const each of line.reverse()) {
      // What everything begins with needs nobody's yes.
      if (each.act === null) base = each
      const needed = this.#isKnown(view, each) ? sidesOf(each, base) : []
      const yes = (side: SideId) => this.#standsTo(view, this.#places.get(side), each) === 'accepted'
      if (needed.length > 0 && needed.every(yes)) base = each
      if (covers(view, each.whole)) each.standing = base
    }
    return base
  }

  #neededFor(view: View, node: Node): readonly SideId[] {
    return sidesOf(node, this.#standing(view, node.parent))
  }

  /** The deepest agreed version that some versions all descend from. */
  #commonTo([first, ...others]: readonly Node[]): Node | null {
    for (let at = first?.parent ?? null; at; at = at.parent) {
      const above = at
      if (others.every((node) => isOfLine(above, node)) && this.#isAgreed(this.#held, above)) return above
    }
    return null
  }

  #stateOf(node: Node, { proposal, side: by, seq }: Proposing, last: readonly Node[]): VersionState {
    const view = this.#held
    const needed = this.#neededFor(view, node)
    const places = needed.map((side) => this.#places.get(side))
    const counting = [...node.said].flatMap(([place]) => this.#lastSaid(view, place, node) ?? [])
    const standpoints = needed.map((side, index): Standpoint => {
      const place = places[index]
      const act = this.#lastSaid(view, place, node)
      const unseen = (other: Spoken) =>
        other.side !== place && other.stance === 'withdrawn' && (other.claims[act?.side ?? 0] ?? 0) < (act?.seq ?? 0)
      return { side, stance: act?.stance ?? 'silent', late: act?.stance === 'accepted' && counting.some(unseen) }
    })
    const agreed = this.#isAgreed(view, node)
    const isPassedBy = last.some(
      (one) =>
        !isOfLine(one, node) &&
        (isOfLine(node, one) || places.some((place) => this.#standsTo(view, place, one) === 'accepted')),
    )
    const isRefused = standpoints.some(({ stance }) => stance === 'declined' || stance === 'withdrawn')
    const { bound, ending } = proposal
    const told = { version: node.name, of: node.of, parent: node.parent?.act ? node.parent.name : null, bound, ending }
    const open = !agreed && !isRefused && !isPassedBy
    return { ...told, by: this.#sideAt(by), seq, needed, standpoints, agreed, open }
  }
}

function isProposing(act: Spoken): act is Proposing {
  return act.proposal !== null
}

/** Does one version lie on the line of another, or is it the same? */
function isOfLine(above: Node, node: Node): boolean {
  return above.enters <= node.enters && node.leaves <= above.leaves
}

/** The sides that must accept: those a version binds, and those bound by the version in force that it replaces. */
function sidesOf({ bound }: Node, replaced: Node | null): readonly SideId[] {
  return [...new Set([...bound, ...(replaced?.bound ?? [])])].sort()
}

function covers(view: View, claims: View): boolean {
  return claims.every((number, at) => number <= (view[at] ?? 0))
}

function raise(view: number[], by: View): void {
  by.forEach((number, at) => {
    view[at] = Math.max(view[at] ?? 0, number)
  })
}

function stateOf(versions: readonly VersionState[], inForce: VersionId | null): TermsState {
  const open = versions.filter((version) => version.open)
  const now = versions.find(({ version }) => version === inForce)
  if (now?.ending) return open.length > 0 ? 'reopening' : 'ended'
  if (now) return open.length === 0 ? 'agreed' : open.every(({ ending }) => ending) ? 'ending' : 'amending'
  if (open.length > 0) return 'proposed'
  if (versions.length === 0) return 'pending'
  const isDeclined = versions.some(({ standpoints }) => standpoints.some(({ stance }) => stance === 'declined'))
  return isDeclined ? 'declined' : 'withdrawn'
}
