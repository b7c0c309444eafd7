/** The database as the ledger sees it: one query builder over two engines, and the tables it holds. */
import { type Generated, Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import { PARSERS } from './types.ts'

/** Numbers are safe integers, instants ISO 8601 text in UTC, JSON columns are written as text and read as values. */
export interface Tables {
  chain: { cooperation: string; side: string; chain: string; seq: number; hash: string | null }
  entry: {
    cooperation: string
    side: string
    chain: string
    seq: number
    hash: string
    kind: string
    author: string
    written: string
    header: string
    signature: string
    received: Generated<string>
  }
  payload: { cooperation: string; side: string; chain: string; seq: number; salt: string; payload: string }
  cooperation: { cooperation: string; own: string; opening: unknown }
  record: {
    cooperation: string
    side: string
    kind: string
    id: string
    chain: string
    seq: number
    source: string
    written: string
    value: unknown
  }
  source: {
    hash: string
    name: string
    published: string | null
    encoding: string
    bytes: Uint8Array
    text: string
    reader: string
    reading: unknown
    length: number
    articles: number
    received: Generated<string>
  }
  finding: { source: string; id: string; article: number; place: number; value: unknown }
}

/** What reads: the database itself, or a transaction in it. */
export type Queries = Pick<Kysely<Tables>, 'selectFrom'>

/** An open database of either engine. */
export interface Database {
  readonly engine: 'embedded' | 'postgres'
  readonly sql: Kysely<Tables>
  close(): Promise<void>
}

/** The world broke: the database did not start, stopped, or refused a statement. `code` is its own, or ours. */
export class DatabaseFault extends Error {
  readonly code: string
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** Opens a PostgreSQL (15 or newer) by its URL. Throws a `DatabaseFault` when it does not answer or is too old. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    options: '-c timezone=UTC',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') => PARSERS[type] ?? types.getTypeParser(type, format),
    },
  })
  pool.on('error', () => {
    // An idle connection broke: the pool drops it, and the next query opens another or reports the fault.
  })
  const sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    const { rows } = await pool.query<{ version: string }>('select current_setting($1) as version', [
      'server_version_num',
    ])
    const version = Math.floor(Number(rows[0]?.version) / 10_000)
    if (version < 15)
      throw new DatabaseFault('database-too-old', `PostgreSQL ${version} is too old: 15 is needed`, null)
  } catch (error) {
    await sql.destroy()
    if (error instanceof DatabaseFault) throw error
    throw new DatabaseFault('database-unreachable', 'the database does not answer', error)
  }
  return { engine: 'postgres', sql, close: () => sql.destroy() }
}
