/** Brings a database to the newest form by plain SQL files, each run once, in order, in a transaction of its own. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { type Database, DatabaseFault } from './database.ts'

const FOLDER = new URL('../migrations/', import.meta.url)

/** The migrations in order: name without ending, and text. */
export function migrations(): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({ name: file.slice(0, -4), text: readFileSync(new URL(file, FOLDER), 'utf8') }))
}

/** Runs what has not run yet. Throws a `DatabaseFault` that names the migration, which then left no trace. */
export async function migrate(database: Database): Promise<void> {
  const known = Object.fromEntries(
    migrations().map(({ name, text }) => [
      name,
      {
        up: async (db: Kysely<unknown>) => {
          await sql.raw(text).execute(db)
        },
      },
    ]),
  )
  const migrator = new Migrator({ db: database.sql, provider: { getMigrations: async () => known } })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first'
  throw new DatabaseFault('migration-failed', `the migration ${failed} failed`, error)
}
