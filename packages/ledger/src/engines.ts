/** For tests and measurements: a fresh database of each engine that is there, and where it can be opened again. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Database, openPostgres } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { takeAsMade } from './emptying.ts'
import { openFileFolder } from './file-folder.ts'
import { DATA } from './folders.ts'
import { type LedgerWanted, openLedger } from './ledger.ts'
import { keyOf } from './signing.ts'
import { templatePath } from './template.ts'
import { LOCAL, trialLedger } from './trial-ledger.ts'

export type { Database }
export { empty, makeAnew } from './emptying.ts'
export { allowedToRequests, tablesIn, whileEntriesWait, withoutTable } from './trial-database.ts'
export type { TrialLedger } from './trial-ledger.ts'

/** Where a scratch installation lies: its folder, and its PostgreSQL database where it is not embedded. */
export interface Place {
  readonly folder: string
  readonly url: string | null
}

/** An engine that can be tried here. */
export interface Engine {
  readonly name: Database['engine']
  /** What is measured commits as in the product; tests do not wait for a server's disk, which none of them unplugs. */
  make(commits?: 'synced' | 'at once'): Promise<Place>
  drop(place: Place): Promise<void>
}

/** The embedded engine always; PostgreSQL where `TEST_DATABASE_URL` names one. */
export function engines(): readonly Engine[] {
  const url = process.env.TEST_DATABASE_URL
  return url ? [embedded, postgres(url)] : [embedded]
}

const folder = () => mkdtempSync(join(tmpdir(), 'handclasp-'))

const embedded: Engine = {
  name: 'embedded',
  make: async () => ({ folder: folder(), url: null }),
  drop: async (place) => rmSync(place.folder, { recursive: true, force: true }),
}

/** Asks a server something outside its other databases. */
async function command(server: string, words: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(words)).rows
  } finally {
    await client.end()
  }
}

/** The URL of another database of a server. */
function within(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

function postgres(server: string): Engine {
  return {
    name: 'postgres',
    make: async (commits = 'at once') => {
      const name = `handclasp_${randomBytes(6).toString('hex')}`
      await command(server, `create database ${name}`)
      if (commits === 'at once') await command(server, `alter database ${name} set synchronous_commit = off`)
      return { folder: folder(), url: within(server, name) }
    },
    drop: async (place) => {
      if (place.url) {
        await command(server, `drop database if exists ${new URL(place.url).pathname.slice(1)} with (force)`)
      }
      rmSync(place.folder, { recursive: true, force: true })
    },
  }
}

/** The database that is kept between measurements. */
const KEPT = 'handclasp_bench'
const KEY = 'installation.key'

/**
 * A copy of a filled database that a server keeps between runs. It is filled anew where there is none, or where its
 * stamp is another: it says by what it was filled; else it is opened, which brings what an earlier version made up to
 * this one. The key it was filled with is kept in it.
 */
export async function copyOfKept(server: string, stamp: string, fill: (place: Place) => Promise<void>): Promise<Place> {
  const kept = { folder: folder(), url: within(server, KEPT) }
  const there = await command(server, `select 1 from pg_database where datname = '${KEPT}'`)
  const [world] = there.length > 0 ? await command(kept.url, `select * from kept.world`).catch(() => []) : []
  if (world?.stamp === stamp) {
    writeFileSync(join(kept.folder, KEY), String(world.key), { mode: 0o600 })
    const database = await openPlace(kept)
    await openLedgerIn(database, kept.folder)
    await database.close()
    await command(kept.url, 'vacuum analyze')
  } else {
    await command(server, `drop database if exists ${KEPT} with (force)`)
    await command(server, `create database ${KEPT}`)
    await fill(kept)
    const key = readFileSync(join(kept.folder, KEY), 'utf8')
    await command(kept.url, 'vacuum analyze')
    await command(
      kept.url,
      `create schema kept; create table kept.world as select '${stamp}'::text as stamp, '${key}'::text as key`,
    )
  }
  const name = `handclasp_${randomBytes(6).toString('hex')}`
  await command(server, `create database ${name} template ${KEPT}`)
  return { folder: kept.folder, url: within(server, name) }
}

/** Opens the database of a place. A new one that is embedded has its tables from the template, where there is one. */
export async function openPlace({ folder: where, url }: Place): Promise<Database> {
  if (url !== null) return openPostgres(url)
  const template = templatePath()
  const isCopy = !existsSync(join(where, DATA)) && existsSync(template)
  const database = await openEmbedded(where, template)
  if (isCopy) await takeAsMade(database)
  return database
}

/**
 * Opens the ledger in a database with key and files of a folder, wired to this machine's clock and randomness; its
 * questions stand beside it.
 */
export async function openLedgerIn(database: Database, where: string, wanted: LedgerWanted = 'any', largest?: number) {
  const sealing = { signer: keyOf(where), clock: () => new Date().toISOString(), random: randomBytes }
  const files = await openFileFolder(join(where, 'files'), sealing.signer.installation, largest)
  return trialLedger(await openLedger(database, sealing, LOCAL, files, wanted))
}
