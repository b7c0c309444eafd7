/** For tests: a fresh database of each engine that is there, opened the way the ledger opens its own. */
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql as raw,
} from 'kysely'
import { Client, Pool, types } from 'pg'
import type { Sql, Tables } from './database.ts'

/** An open database that is thrown away in the end. */
export interface Scratch {
  readonly sql: Sql
  close(): Promise<void>
}

/** An engine that can be tried here. */
export interface Engine {
  readonly name: 'embedded' | 'postgres'
  open(): Promise<Scratch>
}

/** The embedded engine always; PostgreSQL where `TEST_DATABASE_URL` names one. */
export function engines(): readonly Engine[] {
  const url = process.env.TEST_DATABASE_URL
  return url ? [embedded, postgres(url)] : [embedded]
}

/** Empties a database, so that what is opened in it next begins anew. */
export async function empty(sql: Sql): Promise<void> {
  await raw.raw('drop schema public cascade; create schema public').execute(sql)
}

/** Values as the ledger's connections give them: instants as text, 64-bit integers as numbers. */
const PARSERS: { readonly [type: number]: (text: string) => unknown } = {
  1184: (text) => new Date(`${text.replace(' ', 'T')}:00`).toISOString(),
  20: Number,
}

const embedded: Engine = {
  name: 'embedded',
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'handclasp-accounts-'))
    const template = templateThere()
    if (template !== null) cpSync(template, folder, { recursive: true })
    const pg = await PGlite.create(folder, { parsers: PARSERS })
    await pg.exec("set time zone 'UTC'")
    const sql = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new LendingDriver(pg),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    })
    const close = async () => {
      await pg.close()
      rmSync(folder, { recursive: true, force: true })
    }
    return { sql, close }
  },
}

/** A data directory, where the bootstrap has made one: a copy of it starts far sooner than a new one. */
function templateThere(): string | null {
  const cache = fileURLToPath(new URL('../../../node_modules/.cache/handclasp', import.meta.url))
  const name = existsSync(cache) ? readdirSync(cache).find((each) => each.startsWith('pgdata-')) : undefined
  return name === undefined ? null : join(cache, name)
}

/** One session, lent to one user at a time, as in the product: who asks beside an open transaction waits for ever. */
class LendingDriver implements Driver {
  readonly #connection: DatabaseConnection
  #free: Promise<void> = Promise.resolve()
  readonly #release = new WeakMap<DatabaseConnection, () => void>()

  constructor(pg: PGlite) {
    this.#connection = {
      executeQuery: async <Row>(query: CompiledQuery) => {
        // Several statements at once have no parameters, and only `exec` takes them.
        if (query.parameters.length === 0) {
          const results = await pg.exec(query.sql)
          const last = results.at(-1)
          return { rows: (last?.rows ?? []) as Row[], numAffectedRows: BigInt(last?.affectedRows ?? 0) }
        }
        const { rows, affectedRows } = await pg.query<Row>(query.sql, [...query.parameters])
        return { rows, numAffectedRows: BigInt(affectedRows ?? 0) }
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

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy() {}
}

function postgres(server: string): Engine {
  const command = async (words: string) => {
    const client = new Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(words)
    } finally {
      await client.end()
    }
  }
  return {
    name: 'postgres',
    open: async () => {
      const name = `handclasp_accounts_${randomBytes(6).toString('hex')}`
      await command(`create database ${name}`)
      const url = new URL(server)
      url.pathname = `/${name}`
      const pool = new Pool({
        connectionString: url.toString(),
        max: 5,
        // Nothing here is about what outlives the server: no commit waits for its disk.
        options: '-c timezone=UTC -c jit=off -c synchronous_commit=off',
        types: {
          getTypeParser: (type: number, format?: 'text' | 'binary') =>
            PARSERS[type] ?? types.getTypeParser(type, format),
        },
      })
      // A connection that is cut while it closes is no matter: its database is dropped.
      pool.on('error', () => {})
      pool.on('connect', (client) => client.on('error', () => {}))
      const sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
      const close = async () => {
        await sql.destroy()
        await command(`drop database if exists ${name} with (force)`)
      }
      return { sql, close }
    },
  }
}
