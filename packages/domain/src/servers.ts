/** For tests: servers of sides that hold whole ledgers, post to their own chain and pass entries on. */
import type { Command } from './command.ts'
import { commitmentOf, type Terms } from './commitment.ts'
import { compositionOf } from './composition.ts'
import { decide } from './deciding.ts'
import type { Side, StoredEntry } from './entry.ts'
import type { CommitmentId, CooperationId, SideId, VersionId } from './identifier.ts'
import { fold, type Growth, growth, type Position, silent } from './position.ts'
import { claimVoices, sameness } from './sameness.ts'
import { sealed } from './trial.ts'

const COOPERATION = 'coo_TEST' as CooperationId
const side = (id: string, mark: string, name: string): Side => {
  return { id: id as SideId, mark, regions: [{ name, code: null }] }
}
/** The sides: the first two open the cooperation, the third is one that may be added. */
export const SIDES: readonly [Side, Side, Side] = [
  side('sid_A', '霁', '霁原省'),
  side('sid_B', '翎', '翎川省'),
  side('sid_C', '汐', '汐州'),
]
const IDS = SIDES.map(({ id }) => id)
/** What is spoken of. */
export const COMMITMENTS = ['com_1', 'com_2', 'com_3'].map((id) => id as CommitmentId)
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

/** What a side may wish to post. Which thing it is about is picked from what its server holds. */
export interface Wish {
  readonly what: 'terms' | 'ending' | 'answer' | 'side' | 'side-answer' | 'join' | 'same'
  readonly stance: 'accepted' | 'declined' | 'withdrawn'
  readonly pick: number
  readonly bound: number
}

/** The server of one side: its own entries, and those of others as they came, in whatever order. */
export class Server {
  readonly side: SideId
  readonly entries: StoredEntry[] = []
  readonly #growths: ReadonlyMap<SideId, Growth>
  /** Foreign entries that do not follow yet. */
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

  /** Takes entries in, each once; what does not follow yet waits. */
  take(entries: readonly StoredEntry[]): void {
    const fresh = entries.filter(({ hash }) => !this.entries.some((held) => held.hash === hash))
    this.entries.push(...fresh)
    this.#waiting.push(...fresh)
    for (let taken = true; taken; ) {
      const left = this.#waiting.filter((entry) => !this.#growths.get(entry.header.side as SideId)?.take(entry))
      taken = left.length < this.#waiting.length
      this.#waiting = left
    }
  }

  /** Posts what is permitted by what is held; says whether it was. */
  post(command: Command): boolean {
    const positions = this.positions()
    const own = positions.find((position) => position.side === this.side) ?? silent(COOPERATION, this.side)
    const others = positions.filter((position) => position.side !== this.side)
    const decided = decide(own, command, others)
    if (!decided.ok) return false
    const heads = others.flatMap((other) => (other.heads.shared ? [[other.side, other.heads.shared] as const] : []))
    this.take(sealed(own, decided.value, Object.fromEntries(heads)))
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
        const terms = ending ? null : TERMS
        const parent = chosen?.version ?? null
        return { kind: 'propose-terms', commitment, version, parent, bound: sides, ending, terms, note: null }
      }
      case 'answer':
        return chosen ? { kind: 'answer-terms', commitment, version: chosen.version, stance, note: null } : null
      case 'side':
        return { kind: 'propose-side', version, side: third, name: '三地合作', note: null }
      case 'side-answer':
        return addition ? { kind: 'answer-side', version: addition.version, stance, note: null } : null
      case 'join':
        return addition ? { kind: 'join-cooperation', version: addition.version, publicKey: 'k' } : null
      case 'same': {
        const theirs = COMMITMENTS[bound % COMMITMENTS.length] as CommitmentId
        const whose = IDS[pick % 2] as SideId
        const said = stance === 'accepted' ? 'same' : 'taken-back'
        return { kind: 'say-same', of: 'commitment', mine: commitment, theirs, whose, said, note: null }
      }
      default:
        return null
    }
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
