/** The database as the ledger sees it: one query builder over two engines, and the tables it holds. */
import { createHash } from 'node:crypto'
import { type Generated, type GeneratedAlways, Kysely, PostgresDialect, type RawBuilder, sql as raw } from 'kysely'
import { Pool, type PoolClient, types } from 'pg'
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
  day_head: {
    cooperation: string
    side: string
    chain: string
    clock: 'written' | 'received'
    day: string
    seq: number
    hash: string
  }
  verification: { number: Generated<number>; started: string; milliseconds: number; found: unknown }
  cooperation: { cooperation: string; own: string; opening: unknown; composition: unknown }
  record: {
    cooperation: string
    side: string
    kind: string
    id: string
    chain: string
    seq: number
    source: string
    written: string
    commitment: string | null
    since: number
    value: unknown
  }
  hosted: { cooperation: string; side: string }
  commitment: {
    cooperation: string
    id: string
    state: string
    text: string
    fields: unknown
    /** Names of the organisations that lead. */
    leads: unknown
    lacks: unknown
    /** The strategies it serves. */
    programmes: unknown
    deadline: string | null
    /** The deadline, or a day after all others. */
    due: GeneratedAlways<string>
    /** The place of its state, or of its first field, in their order, and when it was opened. */
    by_state: GeneratedAlways<string>
    by_field: GeneratedAlways<string>
    agreement: string | null
    clause: string | null
    intention: string | null
    /** The page its words are quoted from. */
    source: string | null
    awaited: unknown
    facets: unknown
    opened: string
    changed: string
    value: unknown
  }
  /** Commitments that another one stands for. */
  taken_in: { cooperation: string; id: string; within: string; opened: string; changed: string; value: unknown }
  commitment_count: { cooperation: string; facet: string; key: string; name: string; state: string; total: number }
  saved_view: { cooperation: string; side: string; id: string; place: number; name: string; address: string }
  findable: {
    cooperation: string
    side: string
    kind: string
    id: string
    part: number
    title: string
    body: string
    written: string
    words: string
    folded: string | null
    tags: readonly string[]
  }
  source: {
    hash: string
    name: string
    published: string | null
    encoding: string
    bytes: Uint8Array
    text: string
    lines: unknown
    reader: string
    reading: unknown
    length: number
    articles: number
    received: Generated<string>
    ground: string | null
    erased: string | null
  }
  /** Who took a page in. */
  source_holder: { source: string; author: string }
  finding: { source: string; id: string; article: number; place: number; value: unknown }
  split: {
    source: string
    finding: string
    number: Generated<number>
    at: number
    first: string
    second: string
    value: unknown
  }
}

/** What reads: the database itself, or a transaction in it. */
export type Queries = Pick<Kysely<Tables>, 'selectFrom'>

/** An open database of either engine. */
export interface Database {
  readonly engine: 'embedded' | 'postgres'
  readonly sql: Kysely<Tables>
  close(): Promise<void>
}

/** Rows or keys in one statement: far fewer parameters than it may have. */
const ROWS_AT_ONCE = 500

/** A list in pieces that fit one statement each. */
export function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / ROWS_AT_ONCE)
  return Array.from({ length: count }, (_, index) => items.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE))
}

/** The world broke: the database did not start, stopped, or refused a statement. `code` is its own, or ours. */
export class DatabaseFault extends Error {
  readonly code: string
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

const PREPARED = '/* prepared */'

/**
 * Marks a statement that comes again and again in few forms, in front of it or behind its first word: PostgreSQL then
 * plans it once a connection. The room of accounts marks its own in the same way.
 */
export const MARK: RawBuilder<unknown> = raw.raw(PREPARED)

/** Marks a statement so. */
export function prepared<Row>(statement: RawBuilder<Row>): RawBuilder<Row> {
  return raw<Row>`${MARK} ${statement}`
}

/** Characters of a statement within which its mark stands. */
const FRONT = 40

/** Gives statements that are marked a name, by which a connection finds them planned. */
function prepareWhatIsMarked(client: PoolClient): void {
  const ask = client.query.bind(client) as (...asked: readonly unknown[]) => unknown
  client.query = ((...asked: readonly unknown[]) => {
    const [text, values, ...rest] = asked
    if (typeof text !== 'string' || !text.slice(0, FRONT).includes(PREPARED)) return ask(...asked)
    return ask({ name: nameOf(text), text, values }, ...rest)
  }) as PoolClient['query']
}

/** Names of statements that were worked out: those that are marked come in few forms. */
const names = new Map<string, string>()
const MOST_NAMES = 1_000

/** By which a connection finds a statement planned. */
export function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 32)
    if (names.size >= MOST_NAMES) names.clear()
    names.set(text, name)
  }
  return name
}

/**
 * How every connection is set up. A plan is never compiled: what is asked here takes less time than compiling it would.
 * The longest list is put in order in memory.
 */
export const CONNECTING = '-c timezone=UTC -c jit=off -c work_mem=16MB'

/** Opens a PostgreSQL (15 or newer) by its URL. Throws a `DatabaseFault` when it does not answer or is too old. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    options: CONNECTING,
    // What is asked before the last answer came is sent at once, and answered in its turn.
    pipeline: true,
    // A connection whose other end is gone without a word is found to be broken.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') => PARSERS[type] ?? types.getTypeParser(type, format),
    },
  })
  pool.on('connect', (client) => {
    prepareWhatIsMarked(client)
    client.on('error', () => {
      // It broke while it was lent: whoever has it is told by what they ask next.
    })
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
