/** For tests: what a database has in it, what the role of requests may do with that, and a table that is away. */
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A table, and one of its columns. */
export interface TableThere {
  readonly table: string
  readonly column: string
}

/** All tables of a database, by its catalogue. */
export async function tablesIn({ sql: asked }: Database): Promise<readonly TableThere[]> {
  const { rows } = await sql<TableThere>`
    select relname as table, (
      select quote_ident(attname) from pg_attribute where attrelid = pg_class.oid and attnum = 1
    ) as column
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
  `.execute(asked)
  return rows
}

/** What of all that can be done with some tables the role of requests is not refused, by SQL around the code. */
export async function allowedToRequests(
  { sql: asked }: Database,
  tables: readonly TableThere[],
): Promise<readonly string[]> {
  const allowed: string[] = []
  for (const { table, column } of tables) {
    const statements = [
      `select 1 from ${table}`,
      `insert into ${table} (${column}) select null where false`,
      `update ${table} set ${column} = null where false`,
      `delete from ${table} where false`,
      `truncate ${table}`,
    ]
    for (const statement of statements) {
      const tried = asked.transaction().execute(async (transaction) => {
        await sql.raw('set local role handclasp_app').execute(transaction)
        await sql.raw(statement).execute(transaction)
      })
      const said = await tried.then(
        () => 'done',
        (error: Error) => error.message,
      )
      if (!said.startsWith('permission denied for table')) allowed.push(`${statement}: ${said}`)
    }
  }
  return allowed
}

/** Changes rows as whoever owns the database could: no trigger keeps them from it, and the schema stays as it is. */
export async function tamper({ sql: asked }: Database, statement: string): Promise<void> {
  await asked.transaction().execute(async (transaction) => {
    await sql.raw('set local session_replication_role = replica').execute(transaction)
    await sql.raw(statement).execute(transaction)
  })
}

/** Works while a table is away, as where the database broke. */
export async function withoutTable<Result>(
  { sql: asked }: Database,
  table: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await sql.raw(`alter table ${table} rename to ${table}_away`).execute(asked)
  try {
    return await work()
  } finally {
    await sql.raw(`alter table ${table}_away rename to ${table}`).execute(asked)
  }
}

/**
 * Asks while whoever reads entries waits for them, so that a run begun meanwhile cannot end before all was asked; what
 * is asked must not read entries itself. The embedded engine has one connection, which answers in turn: what is asked
 * at once there is begun before any run ends.
 */
export async function whileEntriesWait<Result>(
  { engine, sql: asked }: Database,
  ask: () => Promise<Result>,
): Promise<Result> {
  if (engine === 'embedded') return ask()
  return asked.transaction().execute(async (transaction) => {
    await sql`lock table entry in access exclusive mode`.execute(transaction)
    return ask()
  })
}
