/** The ledger of an installation: opens its database, posts commands, answers what stands there. */
import {
  type Actor,
  type AuthorId,
  type Command,
  type CooperationId,
  decide,
  type Draft,
  granted,
  type Head,
  type Instant,
  type LedgerRecord,
  type Opening,
  type Outcome,
  type Position,
  type RecordKind,
  type RecordOf,
  recordKey,
  recordOf,
  type Refusal,
  refused,
  type SideId,
  touches,
  voidedBy,
} from '@handclasp/domain'
import type { Transaction } from 'kysely'
import { append, type Sealing, takeChains, type Writer } from './chain.ts'
import { type Database, DatabaseFault, type Tables } from './database.ts'
import { migrate } from './migrations.ts'
import { sources } from './sources.ts'
import { verify } from './verify.ts'

/** Where an accepted entry stands. */
export interface Posted {
  readonly kind: Draft['kind']
  readonly seq: number
  readonly hash: string
  readonly written: Instant
}

/** A cooperation this installation knows, and the side it writes for. */
export interface KnownCooperation {
  readonly id: CooperationId
  readonly own: SideId
  readonly opening: Opening
}

/** A record with the time its entry was written. */
export type Standing<Kind extends RecordKind = RecordKind> = RecordOf<Kind> & { readonly written: Instant }

/** An open ledger. */
export type Ledger = Awaited<ReturnType<typeof openLedger>>

/**
 * Opens the ledger in a database: migrates it, and writes the installation's first home entry where there is none.
 * Throws a `DatabaseFault` `key-missing` when the database belongs to an installation whose key is not the one given.
 */
export async function openLedger(database: Database, sealing: Sealing, author: AuthorId) {
  await migrate(database)
  const { sql } = database
  await found(database, sealing, author)
  return {
    engine: database.engine,
    installation: sealing.signer.installation,
    publicKey: sealing.signer.publicKey,
    ...sources(database, sealing, author),

    /** Decides commands for a side, one after another, and writes their entries and records: all of it or nothing. */
    post: async (actor: Actor, ...commands: readonly Command[]): Promise<Outcome<readonly Posted[]>> => {
      try {
        return await sql.transaction().execute(async (transaction) => {
          const posted: Posted[] = []
          for (const command of commands) posted.push(...(await post(transaction, sealing, actor, command)))
          return granted(posted)
        })
      } catch (error) {
        if (error instanceof RolledBack) return refused(error.refusal)
        throw error
      }
    },

    /** All cooperations, oldest first. */
    cooperations: async (): Promise<readonly KnownCooperation[]> => {
      const rows = await sql.selectFrom('cooperation').selectAll().orderBy('cooperation').execute()
      return rows.map((row) => ({
        id: row.cooperation as CooperationId,
        own: row.own as SideId,
        opening: row.opening as Opening,
      }))
    },

    /** The records of one kind a side holds, in the order they were written. */
    records: async <Kind extends RecordKind>(cooperation: CooperationId, side: SideId, kind: Kind) => {
      const rows = await sql
        .selectFrom('record')
        .select(['value', 'written'])
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .where('kind', '=', kind)
        .orderBy('seq')
        .orderBy('id')
        .execute()
      return rows.map(({ value, written }) => ({ ...(value as RecordOf<Kind>), written }))
    },

    /** How many records of each kind a side holds. */
    counts: async (cooperation: CooperationId, side: SideId): Promise<{ readonly [Kind in RecordKind]?: number }> => {
      const rows = await sql
        .selectFrom('record')
        .select(['kind', (table) => table.fn.countAll<number>().as('count')])
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .groupBy('kind')
        .orderBy('kind')
        .execute()
      return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
    },

    /** What a side decided on the findings of one source. */
    decisionsOn: async (cooperation: CooperationId, side: SideId, source: string) => {
      const rows = await sql
        .selectFrom('record')
        .select(['value', 'written'])
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .where('source', '=', source)
        .where('kind', '=', 'decision')
        .orderBy('seq')
        .orderBy('id')
        .execute()
      return rows.map(({ value, written }) => ({ ...(value as RecordOf<'decision'>), written }))
    },

    /** Streams every chain, checks it, and compares the records with what the entries say. */
    verify: (progress: (entries: number) => void = () => {}) => verify(database, progress),
  }
}

async function found(database: Database, sealing: Sealing, author: AuthorId): Promise<void> {
  const { installation, publicKey } = sealing.signer
  await database.sql.transaction().execute(async (transaction) => {
    const home = await transaction
      .selectFrom('chain')
      .select('side')
      .where('cooperation', '=', 'home')
      .where('chain', '=', 'home')
      .orderBy('side')
      .executeTakeFirst()
    if (home && home.side !== installation) {
      throw new DatabaseFault(
        'key-missing',
        `the database belongs to ${home.side}, the key here is ${installation}`,
        null,
      )
    }
    const writer = await takeChains(transaction, author, 'home', installation, ['home'])
    if (writer.heads.get('home')) return
    const structure = { installation, publicKey }
    const draft: Draft = { kind: 'installation-opened@1', structure, payload: { made: sealing.clock() } }
    await append(transaction, writer, draft, sealing)
  })
}

/** Ends a transaction because the domain said no. */
class RolledBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

async function post(
  transaction: Transaction<Tables>,
  sealing: Sealing,
  actor: Actor,
  command: Command,
): Promise<readonly Posted[]> {
  const { cooperation, side } = actor
  const known = await openingOf(transaction, cooperation)
  if (known && known.own !== side) throw new RolledBack({ code: 'side-not-in-cooperation', side })
  const writer = await takeChains(transaction, actor.author, cooperation, side, ['shared', 'internal'])
  const opening = known?.opening ?? (await openingOf(transaction, cooperation))?.opening ?? null
  const position = await positionFor(transaction, actor, writer, opening, command)
  const decided = decide(position, command)
  if (!decided.ok) throw new RolledBack(decided.refusal)
  const posted: Posted[] = []
  for (const draft of decided.value) {
    const { header, hash } = await append(transaction, writer, draft, sealing)
    await project(transaction, actor, draft, header.seq, header.written)
    posted.push({ kind: draft.kind, seq: header.seq, hash, written: header.written })
  }
  return posted
}

async function openingOf(transaction: Transaction<Tables>, cooperation: CooperationId) {
  const row = await transaction
    .selectFrom('cooperation')
    .selectAll()
    .where('cooperation', '=', cooperation)
    .executeTakeFirst()
  return row ? { own: row.own as SideId, opening: row.opening as Opening } : null
}

/** The position as far as the command touches it. */
async function positionFor(
  transaction: Transaction<Tables>,
  { cooperation, side }: Actor,
  writer: Writer,
  opening: Opening | null,
  command: Command,
): Promise<Position> {
  const records = new Map<string, LedgerRecord>()
  for (const { kind, id } of touches(command)) {
    const row = await transaction
      .selectFrom('record')
      .select('value')
      .where('cooperation', '=', cooperation)
      .where('side', '=', side)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row) records.set(recordKey(kind, id), row.value as LedgerRecord)
  }
  const heads: { shared: Head | null; internal: Head | null } = {
    shared: writer.heads.get('shared') ?? null,
    internal: writer.heads.get('internal') ?? null,
  }
  return { cooperation, side, heads, opening, records, unknown: 0, erased: 0 }
}

/** Writes what an entry puts before the reader: the same `recordOf` that `fold` uses. */
async function project(
  transaction: Transaction<Tables>,
  { cooperation, side }: Actor,
  draft: Draft,
  seq: number,
  written: Instant,
): Promise<void> {
  if (draft.kind === 'cooperation-opened@1') {
    const opening: Opening = { name: draft.payload.name, sides: draft.payload.sides, by: draft.structure.by }
    await transaction
      .insertInto('cooperation')
      .values({ cooperation, own: side, opening: JSON.stringify(opening) })
      .execute()
    return
  }
  if (draft.kind === 'decision-undone@1') {
    for (const key of voidedBy(draft)) await remove(transaction, cooperation, side, key, draft.structure.voids)
    return
  }
  const record = recordOf(draft, seq)
  if (!record) return
  const { kind, id } = record
  await transaction
    .insertInto('record')
    .values({ cooperation, side, kind, id, seq, source: sourceOf(record), written, value: JSON.stringify(record) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function remove(
  transaction: Transaction<Tables>,
  cooperation: CooperationId,
  side: SideId,
  { kind, id }: { readonly kind: RecordKind; readonly id: string },
  voids: readonly number[],
): Promise<void> {
  await transaction
    .deleteFrom('record')
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('seq', 'in', voids)
    .execute()
}

/** The source a record stems from. */
export function sourceOf(record: LedgerRecord): string {
  return 'source' in record ? record.source : record.quote.source
}
