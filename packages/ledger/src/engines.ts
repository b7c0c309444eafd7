/** For tests and measurements: a fresh database of each engine that is there, and where it can be opened again. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import type { AuthorId } from '@handclasp/domain'
import { type Database, openPostgres } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { openLedger } from './ledger.ts'
import { keyOf } from './signing.ts'
import { templatePath } from './template.ts'

export type { Database }

/** Where a scratch installation lies: its folder, and its PostgreSQL database where it is not embedded. */
export interface Place {
  readonly folder: string
  readonly url: string | null
}

/** An engine that can be tried here. */
export interface Engine {
  readonly name: Database['engine']
  make(): Promise<Place>
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
    make: async () => {
      const name = `handclasp_${randomBytes(6).toString('hex')}`
      await command(`create database ${name}`)
      const url = new URL(server)
      url.pathname = `/${name}`
      return { folder: folder(), url: url.toString() }
    },
    drop: async (place) => {
      if (place.url) await command(`drop database if exists ${new URL(place.url).pathname.slice(1)} with (force)`)
      rmSync(place.folder, { recursive: true, force: true })
    },
  }
}

/** Opens the database of a place. */
export function openPlace({ folder: where, url }: Place): Promise<Database> {
  return url === null ? openEmbedded(where, templatePath()) : openPostgres(url)
}

/** Empties a database, so that the next ledger opened in it begins anew. */
export async function empty(database: Database): Promise<void> {
  await sql.raw('drop schema public cascade; create schema public').execute(database.sql)
}

/** Opens the ledger in a database with the key of a folder, wired to this machine's clock and randomness. */
export function openLedgerIn(database: Database, keyFolder: string) {
  const sealing = { signer: keyOf(keyFolder), clock: () => new Date().toISOString(), random: randomBytes }
  return openLedger(database, sealing, 'local' as AuthorId)
}
