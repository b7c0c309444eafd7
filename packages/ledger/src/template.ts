/**
 * The template of an embedded database: a data directory with all tables and no rows, of which a new one is a copy. To
 * set a database up and to migrate it takes seconds; to copy it takes a fraction of one.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { DATA, MADE } from './folders.ts'
import { migrate } from './migrations.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const modules = join(root, 'node_modules')
/** The rooms that have tables. */
const ROOMS = ['accounts', 'ledger']

/**
 * Where the template of the installed PGlite and of these migrations lies, whether it is there or not. The bootstrap
 * works the name out in the same way.
 */
export function templatePath(): string {
  const about = readFileSync(join(modules, '@electric-sql', 'pglite', 'package.json'), 'utf8')
  const { version } = JSON.parse(about) as { version: string }
  const files = ROOMS.flatMap((room) =>
    readdirSync(join(root, 'packages', room, 'migrations')).map((name) => `packages/${room}/migrations/${name}`),
  )
  const hash = createHash('sha256').update(version)
  for (const file of files.toSorted()) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return join(modules, '.cache', 'handclasp', `${NAME}${hash.digest('hex').slice(0, 16)}`)
}

const NAME = 'pgdata-'

/**
 * Makes the template where it is missing, and takes former ones away; it appears whole or not at all. `migrateOthers`
 * makes the tables of the other rooms.
 */
export async function makeTemplate(migrateOthers: (database: Database) => Promise<void>): Promise<void> {
  const path = templatePath()
  if (existsSync(path)) return
  const cache = dirname(path)
  mkdirSync(cache, { recursive: true })
  const former = readdirSync(cache).filter((name) => name.startsWith(NAME) && name !== basename(path))
  const folder = mkdtempSync(join(cache, 'making-'))
  try {
    const database = await openEmbedded(folder)
    await migrate(database)
    await migrateOthers(database)
    await database.close()
    // A copy is whole only once it was synced.
    rmSync(join(folder, DATA, MADE))
    renameSync(join(folder, DATA), path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const name of former) rmSync(join(cache, name), { recursive: true, force: true })
}
