/** Files and the ledger: nothing is attached that is not kept, and nothing stays that no attachment refers to. */
import {
  type ChainKey,
  type Command,
  type FileHash,
  type Instant,
  type LedgerRecord,
  type Refusal,
  type SideId,
} from '@handclasp/domain'
import { createHash } from 'node:crypto'
import { sql as text, type Transaction } from 'kysely'
import { chunks, type Database, type Queries, type Tables } from './database.ts'
import type { FileStore, KeptFile } from './file-store.ts'
import { type Fault, placeOf } from './checking.ts'

/** What is to be swept: whatever nobody refers to and nobody touched since a time. */
export interface Sweeping {
  readonly before: Instant
  /** Only tells what would go. */
  readonly isTrial: boolean
  /** Ends it between two files. */
  readonly signal?: AbortSignal
}

/** What a sweep took away, or would. */
export interface Swept {
  /** Files that nothing refers to, and their bytes. */
  readonly files: number
  readonly bytes: number
  /** Files whose bytes did not all come. */
  readonly unfinished: number
  readonly unfinishedBytes: number
  /** Files that stay. */
  readonly kept: number
}

/** Files looked at together: few enough that nobody waits long for the lock. */
const AT_ONCE = 100

/** The part of the ledger that keeps files. */
export function files({ sql }: Database, store: FileStore) {
  return {
    files: store,

    /** Does an attachment of any side refer to a file? */
    isReferred: async (file: FileHash): Promise<boolean> => (await unreferred(sql, [file])).length === 0,

    /** Deletes the files that nothing refers to and nobody touched since a time, and what broke off before it. */
    sweep: async ({ before, isTrial, signal }: Sweeping): Promise<Swept> => {
      let [found, bytes, kept] = [0, 0, 0]
      const sweepSome = async (some: readonly KeptFile[]) => {
        const names = some.map(({ file }) => file)
        const gone = new Set(isTrial ? await unreferred(sql, names) : await release(sql, store, names, before))
        const swept = some.filter(({ file }) => gone.has(file))
        found += swept.length
        bytes += swept.reduce((sum, one) => sum + one.bytes, 0)
        kept += some.length - swept.length
      }
      let some: KeptFile[] = []
      for await (const one of store.all()) {
        if (signal?.aborted) break
        if (one.touched >= before) kept++
        else some.push(one)
        if (some.length === AT_ONCE) {
          await sweepSome(some)
          some = []
        }
      }
      await sweepSome(some)
      const broken = await store.unfinished(before, !isTrial)
      return { files: found, bytes, unfinished: broken.count, unfinishedBytes: broken.bytes, kept }
    },
  }
}

/** Those of some files that no attachment refers to. */
async function unreferred(sql: Queries, names: readonly FileHash[]): Promise<readonly FileHash[]> {
  if (names.length === 0) return []
  // Over all cooperations: one store serves them all.
  const file = text<string>`value ->> 'file'`
  const rows = await sql
    .selectFrom('record')
    .select(file.as('file'))
    .distinct()
    .where('kind', '=', 'attachment')
    .where(file, 'in', names)
    .orderBy('file')
    .execute()
  const referred = new Set<string>(rows.map((row) => row.file))
  return names.filter((name) => !referred.has(name))
}

/**
 * Deletes those of some files that nothing refers to, where nobody touched them since a time; says which. Nobody
 * attaches meanwhile: who does, holds the same lock and sees whether the file is there.
 */
export async function release(
  sql: Database['sql'],
  store: FileStore,
  names: readonly FileHash[],
  before: Instant | null,
): Promise<readonly FileHash[]> {
  const gone: FileHash[] = []
  for (const some of chunks([...new Set(names)])) {
    await sql.transaction().execute(async (transaction) => {
      await text`select pg_advisory_xact_lock(hashtext('handclasp files'))`.execute(transaction)
      for (const name of await unreferred(transaction, some)) {
        const there = await store.find(name)
        if (!there || (before !== null && there.touched >= before)) continue
        await store.remove(name)
        gone.push(name)
      }
    })
  }
  return gone
}

/**
 * Holds sweeping off until the transaction ends, where some commands attach files. Says why these cannot be attached:
 * one of them is not kept; null where they can. To be asked before the lock of any chain is taken: then whoever sweeps
 * and whoever posts never wait for each other in a ring.
 */
export async function objectionToAttaching(
  transaction: Transaction<Tables>,
  store: FileStore,
  commands: readonly Command[],
): Promise<Refusal | null> {
  const attaching = commands.filter((command) => command.kind === 'keep-attachment')
  if (attaching.length === 0) return null
  await text`select pg_advisory_xact_lock_shared(hashtext('handclasp files'))`.execute(transaction)
  for (const { file, bytes } of attaching) {
    if ((await store.find(file))?.bytes !== bytes) return { code: 'file-unknown', file }
  }
  return null
}

/** The files that some records refer to. */
export function filesIn(records: readonly LedgerRecord[]): readonly FileHash[] {
  return records.flatMap((record) => (record.kind === 'attachment' ? [record.file] : []))
}

/** An attachment that stands, by its file and its place. */
interface Reference {
  readonly file: string
  readonly cooperation: string
  readonly side: string
  readonly id: string
  readonly seq: number
  readonly bytes: number
}

/**
 * Each file that is attached is there with its bytes; what is wrong otherwise. `progress` is told how many bytes were
 * read so far.
 */
export async function compareFiles(
  sql: Queries,
  store: FileStore,
  progress: (bytes: number) => void,
): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  let last: Reference | null = null
  let wrong: 'file-missing' | 'file-altered' | null = null
  let done = 0
  for (;;) {
    const references = await referencesAfter(sql, last)
    for (const reference of references) {
      const { cooperation, side, seq, id, file, bytes } = reference
      // One file may be attached in several places: it is read once.
      if (last?.file !== file) {
        const before = done
        wrong = await wrongWith(store, reference, (read) => progress(before + read))
        done += bytes
      }
      last = reference
      // What was taken out while it was looked for may be gone.
      if (wrong === null || !(await stands(sql, reference))) continue
      const place = placeOf({ cooperation, side, chain: 'internal' } as ChainKey, seq)
      const what = wrong === 'file-missing' ? 'is not there' : 'has other bytes'
      faults.push({ place, code: wrong, detail: `file ${file} of attachment ${id} ${what}` })
    }
    if (references.length < AT_ONCE) return faults
  }
}

function referencesAfter(sql: Queries, last: Reference | null): Promise<readonly Reference[]> {
  const file = text<string>`value ->> 'file'`
  const { file: name, cooperation, side, id } = last ?? { file: '', cooperation: '', side: '', id: '' }
  return sql
    .selectFrom('record')
    .select(['cooperation', 'side', 'id', 'seq', file.as('file')])
    .select(text<number>`(value ->> 'bytes')::bigint`.as('bytes'))
    .where('kind', '=', 'attachment')
    .where(text<boolean>`(${file}, cooperation, side, id) > (${name}, ${cooperation}, ${side}, ${id})`)
    .orderBy(file)
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
}

async function wrongWith(
  store: FileStore,
  { file, bytes }: Reference,
  progress: (bytes: number) => void,
): Promise<'file-missing' | 'file-altered' | null> {
  const kept = await store.find(file as FileHash)
  if (!kept) return 'file-missing'
  if (kept.bytes !== bytes) return 'file-altered'
  const hash = createHash('sha256')
  let read = 0
  for await (const piece of store.read(kept.file, 0, kept.bytes)) {
    hash.update(piece)
    read += piece.length
    progress(read)
  }
  return hash.digest('hex') === file ? null : 'file-altered'
}

async function stands(sql: Queries, { cooperation, side, id, seq }: Reference): Promise<boolean> {
  const row = await sql
    .selectFrom('record')
    .select('id')
    .where((record) => record.and({ cooperation, side: side as SideId, kind: 'attachment', id, seq }))
    .executeTakeFirst()
  return row !== undefined
}
