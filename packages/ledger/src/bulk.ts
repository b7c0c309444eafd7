/**
 * For tests and measurements: writes a whole world at once. What is written is decided, sealed and projected by the
 * very functions that posting uses; only reading back what stands is left out, and rows go in by the thousand.
 */
import {
  type ChainName,
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  growth,
  type Head,
  type Instant,
  type LedgerRecord,
  type Opening,
  type Position,
  recordKey,
  type SideId,
  silent,
  type StoredEntry,
  touches,
  commitmentsIn,
} from '@handclasp/domain'
import { sealAll, type Sealing } from './chain.ts'
import type { Database, Tables } from './database.ts'
import { findableIn, type Thing } from './findables.ts'
import { dayHeadsOf } from './heads.ts'
export { withoutWords } from './findables-anew.ts'
import { goneFrom, type Made, madeBy, thingOf } from './projection.ts'
import { aboutCommitment } from './records.ts'
import { noRows, type Rows, writeRows } from './rows.ts'
import { rowOf } from './settling.ts'
import type { Step } from './world.ts'

type Records = Map<string, LedgerRecord>

/** What one side of the cooperation being written holds. */
interface Holding {
  readonly side: SideId
  readonly heads: Map<ChainName, Head | null>
  /** The last entry of each day, by chain, clock and day. */
  readonly days: Map<string, Tables['day_head']>
  /** All records but those about commitments. */
  readonly made: Map<string, Made>
  isHosted: boolean
}

/** A commitment of which more will be said: what each side said, and when the first and the last thing was. */
interface InPlay {
  readonly said: Map<SideId, Records>
  readonly opened: Instant
  changed: Instant
}

const WAIT_FOR = 4_000

/**
 * Writes steps into a ledger that was opened with the same key. Steps of one cooperation stand together and it holds
 * nothing yet; every command must be granted, else a TypeError names the refusal. Returns how many entries there are.
 */
export async function writeSteps(
  database: Database,
  sealing: Omit<Sealing, 'clock'>,
  steps: Iterable<Step>,
  progress: (entries: number) => void = () => {},
): Promise<number> {
  let entries = 0
  let writing: Cooperation | null = null
  const waiting = noRows()
  const flush = async () => {
    entries += waiting.entry.length
    await database.sql.transaction().execute((transaction) => writeRows(transaction, waiting))
    progress(entries)
  }
  for (const step of steps) {
    if (writing?.id !== step.actor.cooperation) {
      writing?.close()
      writing = new Cooperation(step.actor.cooperation, sealing, waiting)
    }
    writing.take(step)
    if (waiting.entry.length >= WAIT_FOR) await flush()
  }
  writing?.close()
  await flush()
  return entries
}

/** One cooperation as far as it was written. */
class Cooperation {
  readonly id: CooperationId
  readonly #sealing: Omit<Sealing, 'clock'>
  readonly #waiting: Rows
  readonly #sides = new Map<SideId, Holding>()
  readonly #inPlay = new Map<CommitmentId, InPlay>()
  #opening: Opening | null = null

  constructor(id: CooperationId, sealing: Omit<Sealing, 'clock'>, waiting: Rows) {
    this.id = id
    this.#sealing = sealing
    this.#waiting = waiting
  }

  take({ at, actor, commands, rests }: Step): void {
    const { author, side } = actor
    const holding = this.#holdingOf(side)
    const concerned = [...new Set(commands.flatMap(commitmentsIn))]
    const before: Records = new Map(concerned.flatMap((id) => [...(this.#inPlay.get(id)?.said.get(side) ?? [])]))
    for (const { kind, id } of commands.flatMap(touches)) {
      const key = recordKey(kind, id)
      const made = holding.made.get(key)
      if (made) before.set(key, made.record)
    }
    const seen: Record<string, Head> = {}
    for (const [other, { heads }] of this.#sides) {
      const head = heads.get('shared')
      if (other !== side && head) seen[other] = head
    }
    const { heads } = holding
    const opening = holding.isHosted ? this.#opening : null
    const held = { shared: heads.get('shared') ?? null, internal: heads.get('internal') ?? null }
    const growing = growth({ ...silent(this.id, side), heads: held, opening, records: before })
    const others = [...this.#sides.keys()].filter((other) => other !== side)
    const positions = others.map((other) => this.#positionOn(other, concerned))
    const writer = { cooperation: this.id, side, author, heads, seen }
    const sealed = sealAll(growing, writer, commands, positions, { ...this.#sealing, clock: () => at })
    if (!sealed.ok) throw new TypeError(`the world asks for what is refused: ${JSON.stringify(sealed.refusal)}`)
    this.#keep(holding, before, growing.position, sealed.value, at)
    if (rests) this.#rest(rests)
  }

  /** Hands on what was kept back until nothing more can change it. */
  close(): void {
    for (const id of this.#inPlay.keys()) this.#rest(id)
    for (const { side, heads, days, made } of this.#sides.values()) {
      for (const { record, row } of made.values()) {
        this.#waiting.record.push(row)
        this.#find(thingOf(record, row))
      }
      this.#waiting.day_head.push(...days.values())
      for (const [chain, head] of heads) {
        this.#waiting.chain.push({ cooperation: this.id, side, chain, seq: head?.seq ?? 0, hash: head?.hash ?? null })
      }
    }
  }

  #holdingOf(side: SideId): Holding {
    const heads = new Map<ChainName, Head | null>([
      ['internal', null],
      ['shared', null],
    ])
    const holding = this.#sides.get(side) ?? { side, heads, days: new Map(), made: new Map(), isHosted: false }
    this.#sides.set(side, holding)
    return holding
  }

  #positionOn(side: SideId, ids: readonly CommitmentId[]): Position {
    const shared = this.#sides.get(side)?.heads.get('shared') ?? null
    const records = new Map(ids.flatMap((id) => [...(this.#inPlay.get(id)?.said.get(side) ?? [])]))
    return { ...silent(this.id, side), heads: { shared, internal: null }, records }
  }

  #keep(
    holding: Holding,
    before: Records,
    { opening, records }: Position,
    entries: readonly StoredEntry[],
    at: Instant,
  ): void {
    const { side } = holding
    if (opening && !holding.isHosted) {
      holding.isHosted = true
      this.#waiting.hosted.push({ cooperation: this.id, side })
      if (!this.#opening) {
        this.#opening = opening
        const own = { cooperation: this.id, own: side }
        this.#waiting.cooperation.push({ ...own, opening: JSON.stringify(opening), composition: null })
      }
    }
    for (const entry of entries) {
      const { header, text, hash, signature, content } = entry
      const { chain, seq, kind, author, written } = header
      const key = { cooperation: this.id, side, chain, seq }
      for (const row of dayHeadsOf({ cooperation: this.id, side, chain }, [entry], at)) {
        holding.days.set(`${chain} ${row.clock} ${row.day}`, row)
      }
      this.#waiting.entry.push({ ...key, hash, kind, author, written, header: text, signature, received: at })
      if (content) this.#waiting.payload.push({ ...key, ...content })
    }
    const since = new Map<string, number>()
    for (const { kind, id } of goneFrom(before, records)) {
      const key = recordKey(kind, id)
      const gone = holding.made.get(key)
      if (gone) since.set(key, gone.row.since)
      holding.made.delete(key)
    }
    for (const { record, row: first } of madeBy(entries, records)) {
      const key = recordKey(record.kind, record.id)
      const row = { ...first, since: since.get(key) ?? first.since }
      const commitment = aboutCommitment(record)
      if (commitment) {
        this.#say(commitment, side, key, record, row.written)
        this.#waiting.record.push(row)
      } else holding.made.set(key, { record, row })
    }
  }

  #say(id: CommitmentId, side: SideId, key: string, record: LedgerRecord, written: Instant): void {
    const inPlay = this.#inPlay.get(id) ?? { said: new Map<SideId, Records>(), opened: written, changed: written }
    this.#inPlay.set(id, inPlay)
    inPlay.changed = written
    const said = inPlay.said.get(side) ?? new Map<string, LedgerRecord>()
    inPlay.said.set(side, said)
    said.set(key, record)
  }

  #rest(id: CommitmentId): void {
    const inPlay = this.#inPlay.get(id)
    if (!inPlay) throw new TypeError(`nothing was said about ${id}`)
    const positions = [...this.#sides.keys()].map((side) => this.#positionOn(side, [id]))
    const { opened, changed } = inPlay
    const commitment = { ...commitmentOf(id, positions), united: [] }
    this.#waiting.commitment.push({ cooperation: this.id, ...rowOf(commitment), opened, changed })
    this.#find(findableIn(this.id, commitment, { opened, changed }))
    this.#inPlay.delete(id)
  }

  #find(thing: Thing | null): void {
    if (thing) this.#waiting.things.push(thing)
  }
}
