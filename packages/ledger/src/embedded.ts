/**
 * The embedded database: PostgreSQL in a worker thread, one session, made durable. Whoever opens a folder holds its
 * lock until closing.
 */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import {
  type CompiledQuery,
  CompiledQuery as Compiled,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import { type Database, DatabaseFault, type Tables } from './database.ts'
import { takeLock } from './lock.ts'

/** What the worker is started with. */
export interface WorkerStart {
  readonly folder: string
  readonly template: string | null
}

/** What the worker is asked. */
export type Question =
  | { readonly ask: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly ask: 'syncs' }
  | { readonly ask: 'close' }

/** What it answers. */
export interface Answer {
  readonly rows: readonly unknown[]
  readonly affected: number
}

/** An open embedded database. */
export interface EmbeddedDatabase extends Database {
  /** How often the files were synced to disk since the start. */
  syncs(): Promise<number>
  /** Resolves with the reason when the database stops by itself; never otherwise. */
  readonly stopped: Promise<DatabaseFault>
  /** Lets others know where the owner of this folder answers. */
  announce(address: string): void
}

/** The folder cannot be made or written. */
export class FolderNotWritable extends Error {
  readonly code = 'folder-not-writable'
  readonly folder: string
  constructor(folder: string, cause: unknown) {
    super(`${folder} cannot be written`, { cause })
    this.folder = folder
  }
}

/**
 * Opens the database of a folder, making both where they are missing. Throws `FolderNotWritable`, `FolderInUse`, or a
 * `DatabaseFault` when the database does not start.
 */
export async function openEmbedded(folder: string, template: string | null = null): Promise<EmbeddedDatabase> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new FolderNotWritable(folder, cause)
  }
  const lock = takeLock(folder)
  const conversation = new Conversation({ folder, template })
  try {
    await conversation.ready
    const sql = new Kysely<Tables>({ dialect: dialect(conversation) })
    return {
      engine: 'embedded',
      sql,
      stopped: conversation.stopped,
      syncs: async () => firstOf<{ syncs: number }>(await conversation.ask({ ask: 'syncs' })).syncs,
      announce: (address) => lock.announce(address),
      close: async () => {
        await sql.destroy()
        await conversation.end()
        lock.release()
      },
    }
  } catch (error) {
    await conversation.abandon()
    lock.release()
    throw error
  }
}

function firstOf<Row>(answer: Answer): Row {
  return answer.rows[0] as Row
}

/** Questions to the worker and their answers, matched by number. */
class Conversation {
  readonly ready: Promise<void>
  readonly stopped: Promise<DatabaseFault>
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()
  #next = 1
  #broken: DatabaseFault | null = null
  #ended = false

  constructor(start: WorkerStart) {
    const here = import.meta.url
    this.#worker = new Worker(new URL('./embedded-worker.ts', here), { workerData: start })
    let tell: (fault: DatabaseFault) => void = () => {}
    this.stopped = new Promise((resolve) => {
      tell = resolve
    })
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (message) => {
        if (message.ready === true) return resolve()
        if (message.ready === false) return reject(fault(message.error))
        const waiting = this.#waiting.get(message.id)
        this.#waiting.delete(message.id)
        if (message.error) waiting?.reject(fault(message.error))
        else waiting?.resolve(message.answer)
      })
      const stopped = (cause: unknown) => {
        this.#broken ??= new DatabaseFault('database-stopped', 'the embedded database stopped', cause)
        reject(this.#broken)
        tell(this.#broken)
        for (const { reject: refuse } of this.#waiting.values()) refuse(this.#broken)
        this.#waiting.clear()
      }
      this.#worker.on('error', stopped)
      this.#worker.on('exit', (code) => (this.#ended ? undefined : stopped(new Error(`exit ${code}`))))
    })
  }

  ask(question: Question): Promise<Answer> {
    if (this.#broken) return Promise.reject(this.#broken)
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, question })
    })
  }

  async abandon(): Promise<void> {
    this.#ended = true
    await this.#worker.terminate()
  }

  async end(): Promise<void> {
    this.#ended = true
    if (!this.#broken) await this.ask({ ask: 'close' })
    await this.#worker.terminate()
  }
}

function fault(told: { message: string; code?: string; detail?: string; constraint?: string }): DatabaseFault {
  return new DatabaseFault(told.code ?? 'database-fault', told.message, told)
}

function dialect(conversation: Conversation): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new EmbeddedDriver(conversation),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

/** The one session, lent to one user at a time, so that nobody's query slips into another's transaction. */
class EmbeddedDriver implements Driver {
  readonly #connection: DatabaseConnection
  #free: Promise<void> = Promise.resolve()
  readonly #release = new WeakMap<DatabaseConnection, () => void>()

  constructor(conversation: Conversation) {
    this.#connection = {
      executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
        const { rows, affected } = await conversation.ask({
          ask: 'query',
          sql: query.sql,
          parameters: query.parameters,
        })
        return { rows: rows as Row[], numAffectedRows: BigInt(affected) }
      },
      streamQuery: () => {
        throw new Error('page by key instead of streaming')
      },
    }
  }

  async init() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    const lent: DatabaseConnection = { ...this.#connection }
    this.#free = new Promise((resolve) => this.#release.set(lent, resolve))
    await before
    return lent
  }

  async releaseConnection(lent: DatabaseConnection): Promise<void> {
    this.#release.get(lent)?.()
  }

  /** Nobody else has the session meanwhile, so every isolation level that may be asked for is given. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(Compiled.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(Compiled.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(Compiled.raw('rollback'))
  }

  async destroy() {}
}
