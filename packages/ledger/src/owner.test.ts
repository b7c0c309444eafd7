import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SideId } from '@handclasp/domain'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgres } from './database.ts'
import { openLedgerIn } from './engines.ts'
import { ACTOR, accept, ALL, joining, opening, OTHER, propose } from './worked.ts'

const server = process.env.TEST_DATABASE_URL ?? ''

describe.runIf(server !== '')('a ledger whose owner is no superuser', () => {
  const name = `handclasp_owner_${randomBytes(6).toString('hex')}`
  const folder = mkdtempSync(join(tmpdir(), 'handclasp-'))
  const url = new URL(server === '' ? 'postgres://127.0.0.1' : server)
  url.username = name
  url.password = name
  url.pathname = `/${name}`
  const administrate = async (...statements: readonly string[]) => {
    const client = new Client({ connectionString: server })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  beforeAll(async () => {
    const role = 'do $$ begin create role handclasp_app nologin; exception when duplicate_object then null; end $$'
    await administrate(role, `create role ${name} login password '${name}'`, `create database ${name} owner ${name}`)
  })
  afterAll(async () => {
    await administrate(`drop database ${name} with (force)`, `drop role ${name}`)
    rmSync(folder, { recursive: true, force: true })
  })

  it('[L96] says what is to be granted, and leaves nothing behind', async () => {
    const database = await openPostgres(url.toString())
    const opened = openLedgerIn(database, folder)
    await expect(opened).rejects.toMatchObject({
      code: 'migration-failed',
      cause: { hint: `As an administrator: grant handclasp_app to ${name}` },
    })
    await database.close()
  })

  it('[L96] opens, posts, finds, makes anew and verifies once it was', async () => {
    await administrate(`grant handclasp_app to ${name}`)
    const database = await openPostgres(url.toString())
    const ledger = await openLedgerIn(database, folder)
    const { cooperation } = ACTOR
    await ledger.post(ACTOR, opening(ledger.publicKey))
    await ledger.post(OTHER, joining(ledger.publicKey))
    expect(await ledger.post(ACTOR, accept(1), propose('1', '1a'))).toMatchObject({ ok: true })
    await ledger.rebuild()
    const found = async (side: SideId) =>
      (await ledger.find(cooperation, side, '合作', 9)).rows.map(({ kind }) => kind).sort()
    expect(await found(ACTOR.side)).toEqual(['agreement', 'commitment'])
    expect(await found(OTHER.side)).toEqual(['commitment'])
    expect((await ledger.commitments(cooperation, ALL)).total).toBe(1)
    expect(await ledger.post(ACTOR, accept(2))).toMatchObject({ ok: true })
    expect((await ledger.verify()).faults).toEqual([])
    await database.close()
  })
})
