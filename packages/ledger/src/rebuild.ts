/** Rebuilding: what screens read made anew from the entries, beside what they read meanwhile, and put in its place. */
import {
  type ChainKey,
  type CommitmentId,
  type CooperationId,
  type Instant,
  type Opening,
  openingOf,
  recordKey,
  type SideId,
  type SourceHash,
  type StoredEntry,
  understood,
} from '@handclasp/domain'
import { sql as text, type Transaction } from 'kysely'
import { entryOf, readRows } from './chain.ts'
import { placeOf as chainPlace } from './checking.ts'
import { composeAll } from './composing.ts'
import { chunks, type Database, DatabaseFault, type Tables } from './database.ts'
import { findablePage, placeOf } from './findables.ts'
import { forget, keepFindable } from './rows.ts'
import { erasingOf, Folding, madeOf, namesIn } from './folding.ts'
import { type Made, thingOf } from './projection.ts'
import { settle, spokenIn } from './settling.ts'
import { indexTwins, DRAFT, makeTwins, putInPlace, turnToTwins } from './twins.ts'
import type { Progress } from './verify.ts'

/** Entries taken in one transaction. */
const PAGE = 500
/** So few may be left to take while nobody else can post. */
const FEW = 200
/** How often it is tried to get between those who post, and how long each time. */
const TRIES = 300
const WAIT = '400ms'

/**
 * Makes records, commitments and search words anew from the entries, while others post and read, and puts them in the
 * place of those that are there. Interrupted, it leaves what is there, and what it had made is dropped by the next one;
 * a second one begun meanwhile takes over. Throws a `DatabaseFault` `rebuild-stopped` where another took over or those
 * who post never let go. Resolves to the number of entries taken.
 */
export async function rebuild(
  { sql }: Database,
  random: (size: number) => Uint8Array,
  progress: Progress,
): Promise<number> {
  const token = Buffer.from(random(16)).toString('hex')
  await sql.transaction().execute((transaction) => makeTwins(transaction, token))
  const making = new Making(token, progress)
  const within = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) =>
    sql.transaction().execute(async (transaction) => {
      await making.turn(transaction)
      return work(transaction)
    })
  await making.takeAll(within)
  await making.settleAll(within)
  for (let round = 0; (await within((transaction) => making.behind(transaction))) > FEW && round < 20; round++) {
    await making.takeAll(within)
    await within((transaction) => making.settleTouched(transaction))
  }
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      await within((transaction) => making.finish(transaction))
      return making.taken
    } catch (fault) {
      // Those who post or read hold what is needed: they go on, and it is tried again.
      if (!isBusy(fault)) throw fault
    }
  }
  throw new DatabaseFault('rebuild-stopped', 'those who post never let go', null)
}

/** A lock was not to be had in time, or two waited for each other. */
function isBusy(fault: unknown): boolean {
  const { code } = fault as { readonly code?: string }
  return code === '55P03' || code === '40P01'
}

type Within = <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => Promise<Value>

/** How far the chains were taken in. What a transaction that failed took is taken again. */
class Making {
  readonly #token: string
  readonly #progress: Progress
  readonly #reached = new Map<string, number>()
  readonly #foldings = new Map<string, Folding>()
  /** Commitments spoken of since all were worked out, by cooperation. */
  readonly #touched = new Map<CooperationId, Set<CommitmentId>>()
  #of = 0

  constructor(token: string, progress: Progress) {
    this.#token = token
    this.#progress = progress
  }

  get taken(): number {
    return [...this.#reached.values()].reduce((sum, seq) => sum + seq, 0)
  }

  async turn(transaction: Transaction<Tables>): Promise<void> {
    const own = await turnToTwins(transaction, this.#token).catch((fault: { readonly code?: string }) => {
      // They went between two looks.
      if (fault.code === '42P01') return false
      throw fault
    })
    if (!own) throw new DatabaseFault('rebuild-stopped', 'another one was begun', null)
  }

  /** Entries that are there and were not taken. */
  async behind(transaction: Transaction<Tables>): Promise<number> {
    const chains = await chainsIn(transaction)
    this.#of = chains.reduce((sum, { seq }) => sum + seq, 0)
    return this.#of - this.taken
  }

  /** Takes all chains as far as they are, page by page. */
  async takeAll(within: Within): Promise<void> {
    const chains = await within(async (transaction) => {
      await this.behind(transaction)
      return chainsIn(transaction)
    })
    for (const { key } of chains) {
      for (let more = true; more; ) more = await within((transaction) => this.#takePage(transaction, key))
    }
  }

  /** Works all commitments out, some at a time. */
  async settleAll(within: Within): Promise<void> {
    this.#touched.clear()
    let last = { cooperation: '', commitment: '' }
    for (let more = true; more; ) {
      more = await within(async (transaction) => {
        const named = await commitmentsAfter(transaction, last)
        for (const { cooperation, commitment } of named) this.#touch(cooperation, commitment)
        await this.settleTouched(transaction)
        last = named.at(-1) ?? last
        return named.length === PAGE
      })
    }
    await within((transaction) => indexTwins(transaction))
  }

  /** Works those commitments out that were spoken of. */
  async settleTouched(transaction: Transaction<Tables>): Promise<void> {
    for (const [cooperation, ids] of this.#touched) {
      for (const some of chunks([...ids])) await settle(transaction, cooperation, some)
    }
    this.#touched.clear()
  }

  /** Keeps others from posting, takes what is left, and puts what was made in its place. */
  async finish(transaction: Transaction<Tables>): Promise<void> {
    await text.raw(`set local lock_timeout to '${WAIT}'`).execute(transaction)
    await text`lock table public.chain in exclusive mode`.execute(transaction)
    const before = new Map(this.#reached)
    try {
      for (const { key } of await chainsIn(transaction)) while (await this.#takePage(transaction, key));
      await this.settleTouched(transaction)
      await writeOpenings(transaction)
      await composeAll(transaction)
      await putInPlace(transaction)
    } catch (fault) {
      for (const place of this.#reached.keys()) this.#reached.set(place, before.get(place) ?? 0)
      throw fault
    }
  }

  #touch(cooperation: CooperationId, id: CommitmentId): void {
    const ids = this.#touched.get(cooperation) ?? new Set()
    this.#touched.set(cooperation, ids.add(id))
  }

  /** Takes some entries of a chain; says whether there may be more. */
  async #takePage(transaction: Transaction<Tables>, key: ChainKey): Promise<boolean> {
    const place = chainPlace(key)
    const reached = this.#reached.get(place) ?? 0
    const rows = await readRows(transaction, key, reached, PAGE)
    const last = rows.at(-1)
    if (!last) return false
    const entries = rows.map(entryOf)
    if (key.chain === 'home') await keepPages(transaction, key, entries)
    else {
      await keepOpenings(transaction, key, entries)
      for (const id of await this.#fold(transaction, key, entries)) this.#touch(key.cooperation as CooperationId, id)
    }
    this.#reached.set(place, last.seq)
    this.#progress(this.taken, Math.max(this.taken, this.#of), 0)
    return rows.length === PAGE
  }

  /** Writes what entries make of what stands; gives the commitments that they are about. */
  async #fold(
    transaction: Transaction<Tables>,
    key: ChainKey,
    entries: readonly StoredEntry[],
  ): Promise<readonly CommitmentId[]> {
    const side = `${key.cooperation}/${key.side}`
    const folding = this.#foldings.get(side) ?? new Folding()
    this.#foldings.set(side, folding)
    const erased = new Map<number, StoredEntry>()
    for (const entry of entries) {
      const seq = erasingOf(entry)?.seq ?? null
      const [row] = seq === null ? [] : await readRows(transaction, key, seq - 1, 1)
      if (row) erased.set(entry.header.seq, entryOf(row))
    }
    const before = await standingOf(transaction, key, [...entries, ...erased.values()])
    folding.over(before.values())
    for (const entry of entries) {
      folding.take(entry)
      const gone = erased.get(entry.header.seq)
      if (gone) folding.erase(gone)
    }
    await write(transaction, key, before, folding.standing)
    return [...entries, ...erased.values()].flatMap(spokenIn)
  }
}

/** Some commitments that are spoken of, after one. */
async function commitmentsAfter(
  transaction: Transaction<Tables>,
  last: { readonly cooperation: string; readonly commitment: string },
) {
  const rows = await transaction
    .selectFrom('record')
    .select(['cooperation', 'commitment'])
    .distinct()
    .where('commitment', 'is not', null)
    .where(text<boolean>`(cooperation, commitment) > (${last.cooperation}, ${last.commitment})`)
    .orderBy('cooperation')
    .orderBy('commitment')
    .limit(PAGE)
    .execute()
  return rows as { cooperation: CooperationId; commitment: CommitmentId }[]
}

async function chainsIn(transaction: Transaction<Tables>) {
  const rows = await transaction
    .selectFrom('chain')
    .select(['cooperation', 'side', 'chain', 'seq'])
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('chain', 'desc')
    .execute()
  return rows.map(({ seq, ...key }) => ({ key: key as ChainKey, seq }))
}

/** The records that some entries may change, as far as they stand. */
async function standingOf(
  transaction: Transaction<Tables>,
  { cooperation, side }: ChainKey,
  entries: readonly StoredEntry[],
): Promise<Map<string, Made>> {
  const names = entries.flatMap(namesIn)
  const kinds = [...new Set(names.map(({ kind }) => kind))]
  const standing = new Map<string, Made>()
  for (const some of chunks([...new Set(names.map(({ id }) => id))])) {
    const rows = await transaction
      .selectFrom('record')
      .selectAll()
      .where('cooperation', '=', cooperation)
      .where('side', '=', side)
      .where('kind', 'in', kinds)
      .where('id', 'in', some)
      .orderBy('kind')
      .orderBy('id')
      .execute()
    for (const row of rows) {
      const made = madeOf(row)
      standing.set(recordKey(made.record.kind, made.record.id), made)
    }
  }
  return standing
}

/** Writes what changed between what stood and what stands. */
async function write(
  transaction: Transaction<Tables>,
  { cooperation, side }: ChainKey,
  before: ReadonlyMap<string, Made>,
  after: ReadonlyMap<string, Made>,
): Promise<void> {
  const gone = [...before].filter(([key, made]) => after.get(key) !== made).map(([, made]) => made)
  const made = [...after].filter(([key, one]) => before.get(key) !== one).map(([, one]) => one)
  for (const kind of new Set(gone.map(({ record }) => record.kind))) {
    for (const some of chunks(gone.filter(({ record }) => record.kind === kind))) {
      await transaction
        .deleteFrom('record')
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .where('kind', '=', kind)
        .where(
          'id',
          'in',
          some.map(({ record }) => record.id),
        )
        .execute()
    }
  }
  for (const some of chunks(made)) {
    await transaction
      .insertInto('record')
      .values(some.map(({ row }) => row))
      .execute()
  }
  const places = gone.flatMap(({ record }) => placeOf(cooperation as CooperationId, side as SideId, record) ?? [])
  await forget(transaction, places)
  await keepFindable(
    transaction,
    made.flatMap(({ record, row }) => thingOf(record, row) ?? []),
  )
}

/** Lets the pages that were kept be found, and those no more that were erased since. */
async function keepPages(
  transaction: Transaction<Tables>,
  key: ChainKey,
  entries: readonly StoredEntry[],
): Promise<void> {
  for (const entry of entries) {
    const erasing = erasingOf(entry)
    if (erasing) {
      const [row] = await readRows(transaction, key, erasing.seq - 1, 1)
      const source = row && keptIn(entryOf(row))
      if (source) await forget(transaction, [{ cooperation: 'home', side: '', kind: 'page', id: source }])
    }
    const kept = entry.content === null ? null : keptIn(entry)
    if (kept === null) continue
    const row = await transaction
      .selectFrom('source')
      .select(['hash', 'name', 'text', 'received'])
      .where('hash', '=', kept)
      .executeTakeFirst()
    if (row) await keepFindable(transaction, [findablePage(row.hash as SourceHash, row.name, row.text, row.received)])
  }
}

/** The page that an entry kept, where it did. */
function keptIn(entry: StoredEntry): SourceHash | null {
  const draft = understood(entry)
  return draft !== 'unknown' && draft.kind === 'source-kept@2' ? draft.structure.source : null
}

/** Notes how a side opened or joined the cooperation, where this installation writes for it. */
async function keepOpenings(
  transaction: Transaction<Tables>,
  key: ChainKey,
  entries: readonly StoredEntry[],
): Promise<void> {
  for (const entry of entries) {
    const draft = understood(entry)
    if (draft === 'unknown') continue
    if (draft.kind !== 'cooperation-opened@1' && draft.kind !== 'cooperation-joined@1') continue
    const opening = JSON.stringify(openingOf(draft))
    await text`
      insert into ${text.table(`${DRAFT}.opened`)} (cooperation, side, seen, received, opening)
      select cooperation, side, ${Object.keys(entry.header.seen).length}, received, ${opening}::jsonb from entry
      where cooperation = ${key.cooperation} and side = ${key.side} and chain = 'shared' and seq = ${entry.header.seq}
        and exists (select from chain where cooperation = ${key.cooperation} and side = ${key.side}
          and chain = 'internal')
        and not exists (select from ${text.table(`${DRAFT}.opened`)}
          where cooperation = ${key.cooperation} and side = ${key.side})
    `.execute(transaction)
  }
}

/**
 * The cooperations and the sides that are written for here. A cooperation's row is that of the side that came first:
 * whose opening had seen no other's; where two had seen none, whose was received first.
 */
async function writeOpenings(transaction: Transaction<Tables>): Promise<void> {
  const { rows } = await text<{ cooperation: string; side: string; received: Instant; opening: Opening }>`
    select cooperation, side, received, opening from ${text.table(`${DRAFT}.opened`)} order by seen, received, side
  `.execute(transaction)
  const first = new Map([...rows].reverse().map((row) => [row.cooperation, row]))
  for (const some of chunks(rows)) {
    await transaction
      .insertInto('hosted')
      .values(some.map(({ cooperation, side }) => ({ cooperation, side })))
      .execute()
  }
  for (const some of chunks([...first.values()])) {
    await transaction
      .insertInto('cooperation')
      .values(
        some.map(({ cooperation, side: own, opening }) => ({ cooperation, own, opening: JSON.stringify(opening) })),
      )
      .execute()
  }
}
