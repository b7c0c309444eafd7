/** Brings the tables of this room to their newest form, as the ledger does its own: plain SQL files, each run once. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { AccountsFault } from './database.ts'

const FOLDER = new URL('../migrations/', import.meta.url)

/** Runs what has not run yet. Throws an `AccountsFault` that names the migration, which then left no trace. */
export async function migrate<Others>(db: Kysely<Others>): Promise<void> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.sql'))
  const known = Object.fromEntries(files.map((file) => [file.slice(0, -4), { up: running(file) }]))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => known },
    migrationTableName: 'accounts_migration',
    migrationLockTableName: 'accounts_migration_lock',
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first'
  throw new AccountsFault('migration-failed', `the migration ${failed} of accounts failed`, error)
}

function running(file: string) {
  return async (db: Kysely<unknown>) => {
    await sql.raw(readFileSync(new URL(file, FOLDER), 'utf8')).execute(db)
  }
}
