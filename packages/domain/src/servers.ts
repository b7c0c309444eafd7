/** For tests: servers of sides that hold whole ledgers, post to their own chain and pass entries on. */
import type { Command } from './command.ts'
import { commitmentOf, type Terms } from './commitment.ts'
import { compositionOf } from './composition.ts'
import { decide } from './deciding.ts'
import type { Erasing, Side, StoredEntry } from './entry.ts'
import type { CommitmentId, CooperationId, SideId, VersionId } from './identifier.ts'
import { fold, type Growth, growth, type Position, silent } from './position.ts'
import { claimVoices, sameness } from './sameness.ts'
import { sealed } from './trial.ts'

/** The cooperation. */
export const COOPERATION = 'coo_TEST' as CooperationId
const sideOf = (id: string, mark: string, name: string): Side => {
  return { id: id as SideId, mark, regions: [{ name, code: null }] }
}
/** The sides: the first two open the cooperation, the third is one that may be added. */
export const SIDES: readonly [Side, Side, Side] = [
  sideOf('sid_A', '霁', '霁原省'),
  sideOf('sid_B', '翎', '翎川省'),
  sideOf('sid_C', '汐', '汐州'),
]
/** Their ids. */
export const IDS = SIDES.map(({ id }) => id)
/** What is spoken of. */
export const COMMITMENTS = ['com_1', 'com_2', 'com_3'].map((id) => id as CommitmentId)
/** By when what is proposed is to be done: within the year, the year after, or by no day at all. */
const DEADLINES = ['2026-09-30', '2027-06-30', null]
const TERMS: Terms = {
  text: '共建码头',
  fields: [],
  basis: { agreement: null, name: null, clause: null, intention: null, quote: null },
  leads: [],
  supporters: [],
  measure: null,
  start: null,
  deadline: null,
  milestones: [],
  programmes: [],
}

/** What a side may wish to post about. */
export const WISHES = ['terms', 'ending', 'answer', 'side', 'side-answer', 'join', 'same', 'erase'] as const
/** What a side may wish to post. Which thing it is about is picked from what its server holds. */
export interface Wish {
  readonly what: (typeof WISHES)[number]
  readonly stance: 'accepted' | 'declined' | 'withdrawn'
  readonly pick: number
  readonly bound: number
}

/** The server of one side: its own entries, and those of others as they came, in whatever order. */
export class Server {
  readonly side: SideId
  readonly entries: StoredEntry[] = []
  /** All that it ever wrote, with the words as they were then. */
  readonly written: StoredEntry[] = []
  readonly #growths: Map<SideId, Growth>
  /** Entries that do not follow yet. */
  #waiting: StoredEntry[] = []

  constructor(own: SideId) {
    this.side = own
    this.#growths = new Map(IDS.map((id) => [id, growth(silent(COOPERATION, id))]))
  }

  /** What is held of each side, grown entry by entry. */
  positions(): readonly Position[] {
    return [...this.#growths.values()].map(({ position }) => position)
  }

  /** The same, folded from all entries anew. */
  folded(): readonly Position[] {
    return IDS.map((id) => fold(COOPERATION, id, this.entries))
  }

  /** How far the chain of a side counts at most: to before the first number that two entries carry. */
  #limit(side: SideId): number {
    const hashes = new Map<number, string>()
    const forked = this.entries.flatMap(({ header, hash }) => {
      if (header.side !== side) return []
      const before = hashes.get(header.seq) ?? hash
      hashes.set(header.seq, before)
      return before === hash ? [] : [header.seq]
    })
    return Math.min(...forked) - 1
  }

  /** Are there two entries with one number in the chain of its side? */
  isForked(): boolean {
    return this.#limit(this.side) < Infinity
  }

  /** Takes entries in, each once, and says how many; what does not follow yet waits. */
  take(entries: readonly StoredEntry[]): number {
    const held = new Set(this.entries.map(({ hash }) => hash))
    const fresh = entries.filter(({ hash }) => held.size < held.add(hash).size)
    const worded = this.#word(entries)
    this.entries.push(...fresh)
    this.#waiting.push(...fresh)
    const erased = this.#erase()
    const limits = new Map(IDS.map((id) => [id, this.#limit(id)]))
    for (const [id, { position }] of this.#growths) {
      if (worded.has(id) || erased.has(id) || (position.heads.shared?.seq ?? 0) > (limits.get(id) ?? 0))
        this.#growAnew(id)
    }
    for (let taken = true; taken; ) {
      const left = this.#waiting.filter((entry) => {
        const side = entry.header.side as SideId
        return entry.header.seq > (limits.get(side) ?? 0) || !this.#growths.get(side)?.take(entry)
      })
      taken = left.length < this.#waiting.length
      this.#waiting = left
    }
    return fresh.length
  }

  #growAnew(side: SideId): void {
    const anew = growth(fold(COOPERATION, side, this.entries))
    this.#growths.set(side, anew)
    const head = anew.position.heads.shared?.seq ?? 0
    const further = this.entries.filter(({ header }) => header.side === side && header.seq > head)
    this.#waiting = [...this.#waiting.filter(({ header }) => header.side !== side), ...further]
  }

  /** Fills in words that did not come with entries held, for those who passed these on had erased them. */
  #word(entries: readonly StoredEntry[]): ReadonlySet<string> {
    const words = new Map(entries.flatMap(({ hash, content }) => (content ? [[hash, content]] : [])))
    const sides = new Set<string>()
    this.entries.forEach((entry, at) => {
      const content = entry.content ?? words.get(entry.hash) ?? null
      if (content === entry.content) return
      this.entries[at] = { ...entry, content }
      sides.add(entry.header.side)
    })
    return sides
  }

  /** Words go as soon as the entry that erases them is held; says of which sides some went. */
  #erase(): ReadonlySet<string> {
    const named = new Set(
      this.entries.flatMap(({ header: { kind, side, structure } }) =>
        kind === 'shared-erased@1' ? [`${side} ${(structure as unknown as Erasing).seq}`] : [],
      ),
    )
    const sides = new Set<string>()
    this.entries.forEach((entry, at) => {
      const { side, seq } = entry.header
      if (entry.content === null || !named.has(`${side} ${seq}`)) return
      this.entries[at] = { ...entry, content: null }
      sides.add(side)
    })
    return sides
  }

  /** Loses the last entries of its own chain, as after a restore from a backup; says whether there were any to lose. */
  restore(lost: number): boolean {
    const own = this.entries.filter(({ header }) => header.side === this.side)
    const left = own.length - lost
    if (left < 1) return false
    const kept = this.entries.filter(({ header }) => header.side !== this.side || header.seq <= left)
    this.entries.splice(0, this.entries.length, ...kept)
    this.#growAnew(this.side)
    // What was erased since is in the backup too.
    this.take(this.written.filter(({ hash }) => kept.some((entry) => entry.hash === hash)))
    return true
  }

  /** Posts what is permitted by what is held; says whether it was. Behind a fork nothing is written. */
  post(command: Command): boolean {
    if (this.isForked()) return false
    const positions = this.positions()
    const own = positions.find((position) => position.side === this.side) ?? silent(COOPERATION, this.side)
    const others = positions.filter((position) => position.side !== this.side)
    const decided = decide(own, command, others)
    if (!decided.ok) return false
    const heads = others.flatMap((other) => (other.heads.shared ? [[other.side, other.heads.shared] as const] : []))
    const entries = sealed(own, decided.value, Object.fromEntries(heads))
    this.written.push(...entries)
    this.take(entries)
    return true
  }

  /** The command for a wish, where there is anything that it could be about. */
  commandFor({ what, stance, pick, bound }: Wish, version: VersionId): Command | null {
    const commitment = COMMITMENTS[pick % COMMITMENTS.length] as CommitmentId
    const versions = commitmentOf(commitment, this.positions()).versions
    const chosen = versions[pick % Math.max(1, versions.length)]
    const { additions } = compositionOf(COOPERATION, this.positions())
    const addition = additions[pick % Math.max(1, additions.length)]
    const [, , third] = SIDES
    switch (what) {
      case 'terms':
      case 'ending': {
        const ending = what === 'ending' ? ({ kind: 'delivered', successor: null } as const) : null
        const sides = IDS.filter((id, index) => id === this.side || (bound >> index) % 2 === 1)
        const terms = ending ? null : { ...TERMS, deadline: DEADLINES[bound % DEADLINES.length] ?? null }
        const parent = chosen?.version ?? null
        return { kind: 'propose-terms', commitment, version, parent, bound: sides, ending, terms, note: null }
      }
      case 'answer': {
        const all = COMMITMENTS.flatMap((id) =>
          commitmentOf(id, this.positions()).versions.map((each) => [id, each] as const),
        )
        const [about, said] = all[pick % Math.max(1, all.length)] ?? []
        return about && said
          ? { kind: 'answer-terms', commitment: about, version: said.version, stance, note: null }
          : null
      }
      case 'side':
        return { kind: 'propose-side', version, side: third, name: '三地合作', note: null }
      case 'side-answer':
        return addition ? { kind: 'answer-side', version: addition.version, stance, note: null } : null
      case 'join':
        return addition ? { kind: 'join-cooperation', version: addition.version, publicKey: 'k' } : null
      case 'same': {
        const [mine, theirs] = [this.#begunBy((id) => id === this.side), this.#begunBy((id) => id !== this.side)]
        const [own] = mine[pick % Math.max(1, mine.length)] ?? []
        const [other, whose] = theirs[bound % Math.max(1, theirs.length)] ?? []
        if (!own || !other || !whose) return null
        const said = stance === 'accepted' ? 'same' : 'taken-back'
        return { kind: 'say-same', of: 'commitment', mine: own, theirs: other, whose, said, note: null }
      }
      case 'erase': {
        const own = this.entries.filter(({ header }) => header.side === this.side)
        const seq = (pick % Math.max(1, own.length)) + 1
        return { kind: 'erase-entry', chain: 'shared', seq, ground: 'mistake', note: null }
      }
      default:
        return null
    }
  }

  /** The commitments whose first terms some sides proposed, each with the side. */
  #begunBy(some: (side: SideId) => boolean): readonly (readonly [CommitmentId, SideId])[] {
    return COMMITMENTS.flatMap((id) =>
      commitmentOf(id, this.positions()).versions.flatMap(({ parent, by }) =>
        parent === null && some(by) ? [[id, by] as const] : [],
      ),
    )
  }

  /** All that is joint, by what is held. */
  joint(positions: readonly Position[] = this.positions()) {
    return {
      composition: compositionOf(COOPERATION, positions),
      commitments: COMMITMENTS.map((id) => commitmentOf(id, positions)),
      sameness: sameness(claimVoices(positions)),
    }
  }
}

/** Servers of all sides; the first two have opened the cooperation. */
export function opened(): readonly Server[] {
  const servers = IDS.map((id) => new Server(id))
  const founders = SIDES.slice(0, 2)
  for (const server of servers.slice(0, 2)) {
    const { side: by } = server
    server.post({
      kind: 'open-cooperation',
      cooperation: COOPERATION,
      name: '霁翎合作',
      sides: founders,
      by,
      publicKey: 'k',
    })
  }
  return servers
}
