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
  type Header,
  type Instant,
  type LedgerRecord,
  type Opening,
  openingOf,
  type Outcome,
  type Position,
  recordKey,
  type RecordName,
  recordOf,
  type Refusal,
  refused,
  type SideId,
  touches,
  voidedBy,
} from '@handclasp/domain'
import { sql as sqlText, type Transaction } from 'kysely'
import { append, type Sealing, takeChains, type Writer } from './chain.ts'
import { type Database, DatabaseFault, type Tables } from './database.ts'
import { migrate } from './migrations.ts'
import { held, sourceOf } from './records.ts'
import { sources } from './sources.ts'
import { verify } from './verify.ts'

/** Where an accepted entry stands. */
export interface Posted {
  readonly kind: Draft['kind']
  readonly seq: number
  readonly hash: string
  readonly written: Instant
}

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
        return granted(await sql.transaction().execute((transaction) => post(transaction, sealing, actor, commands)))
      } catch (error) {
        if (error instanceof RolledBack) return refused(error.refusal)
        throw error
      }
    },

    ...held(database),

    /** Streams every chain, checks it, and compares the records with what the entries say. */
    verify: (progress: (entries: number) => void = () => {}) => verify(database, sealing.signer, progress),
  }
}

/** Writes the first home entry where there is none; two that start at once on one database queue up here. */
async function found(database: Database, sealing: Sealing, author: AuthorId): Promise<void> {
  const { installation, publicKey } = sealing.signer
  await database.sql.transaction().execute(async (transaction) => {
    await sqlText`select pg_advisory_xact_lock(hashtext('handclasp home'))`.execute(transaction)
    const home = await homeOf(transaction)
    if (home !== null && home !== installation) {
      throw new DatabaseFault('key-missing', `the database belongs to ${home}, the key here is ${installation}`, null)
    }
    const writer = await takeChains(transaction, author, 'home', installation, ['home'])
    if (writer.heads.get('home')) return
    const structure = { installation, publicKey }
    const draft: Draft = { kind: 'installation-opened@1', structure, payload: { made: sealing.clock() } }
    await append(transaction, writer, draft, sealing)
  })
}

/** The installation a database belongs to: its home chain's, by the entries where the chain's own row is gone. */
async function homeOf(transaction: Transaction<Tables>): Promise<string | null> {
  for (const table of ['chain', 'entry'] as const) {
    const row = await transaction
      .selectFrom(table)
      .select('side')
      .where('cooperation', '=', 'home')
      .where('chain', '=', 'home')
      .orderBy('side')
      .executeTakeFirst()
    if (row) return row.side
  }
  return null
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
  commands: readonly Command[],
): Promise<readonly Posted[]> {
  const { author, cooperation, side } = actor
  const known = await openingIn(transaction, cooperation)
  if (known && known.own !== side) throw new RolledBack({ code: 'side-not-in-cooperation', side })
  const writer = await takeChains(transaction, author, cooperation, side, ['shared', 'internal'])
  let opening = (known ?? (await openingIn(transaction, cooperation)))?.opening ?? null
  const posted: Posted[] = []
  for (const command of commands) {
    const decided = decide(await positionFor(transaction, actor, writer, opening, command), command)
    if (!decided.ok) throw new RolledBack(decided.refusal)
    for (const draft of decided.value) {
      const { header, hash } = await append(transaction, writer, draft, sealing)
      await project(transaction, actor, draft, header)
      if (draft.kind === 'cooperation-opened@1') opening = openingOf(draft)
      posted.push({ kind: draft.kind, seq: header.seq, hash, written: header.written })
    }
  }
  return posted
}

async function openingIn(transaction: Transaction<Tables>, cooperation: CooperationId) {
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
  { chain, seq, written }: Header,
): Promise<void> {
  if (draft.kind === 'cooperation-opened@1') {
    const opening = JSON.stringify(openingOf(draft))
    await transaction.insertInto('cooperation').values({ cooperation, own: side, opening }).execute()
    return
  }
  if (draft.kind === 'decision-undone@1') {
    for (const name of voidedBy(draft)) await remove(transaction, cooperation, side, name, draft.structure.voids)
    return
  }
  const record = recordOf(draft, seq)
  if (!record) return
  const { kind, id } = record
  const place = { cooperation, side, kind, id, chain, seq, source: sourceOf(record), written }
  await transaction
    .insertInto('record')
    .values({ ...place, value: JSON.stringify(record) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function remove(
  transaction: Transaction<Tables>,
  cooperation: CooperationId,
  side: SideId,
  { kind, id }: RecordName,
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
