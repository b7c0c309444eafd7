/**
 * What the ledger's requests cost in worlds of realistic size, beside bare SQL on the same tables and indexes, and
 * posting beside a plain insert of the same rows. On the embedded database once the usual size, on PostgreSQL also a
 * hundred times; `HANDCLASP_TIMES` names other sizes, such as `1,10`.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { type Accounts, openAccounts } from '@handclasp/accounts'
import { api } from '@handclasp/api'
import { minting } from '@handclasp/domain'
import { withoutWords, writeSteps } from '@handclasp/ledger/bulk'
import { bareOn } from '@handclasp/ledger/bare'
import { copyOfKept, type Engine, engines, openLedgerIn, openPlace, type Place } from '@handclasp/ledger/engines'
import { pairsOf, sizeOf, worldOf } from '@handclasp/ledger/world'
import { keyOf, type Ledger } from '@handclasp/ledger'
import { CROWD, CROWDED, postings, questions } from './ledger-requests.ts'
import { measure, measureCrowd, type Measured } from './measure.ts'
import { table } from './tables.ts'

const SEED = 1
const TIMES = { embedded: [1], postgres: [1, 100] } as const

/** Tables an engine and size: each request, its peer, and how they compare; how long writing and verifying took. */
export async function bench(): Promise<string> {
  const said: string[] = []
  for (const engine of engines()) {
    // The embedded database is for one office: it is not measured with what takes it an hour to write.
    const wanted = process.env.HANDCLASP_TIMES?.split(',').map(Number)
    const asked = wanted?.filter((times) => engine.name === 'postgres' || times < WORTH_KEEPING)
    for (const times of asked ?? TIMES[engine.name]) said.push(await onWorld(engine, times))
  }
  if (!process.env.TEST_DATABASE_URL) said.push('postgres: NOT RUN: TEST_DATABASE_URL does not name a server')
  return said.join('\n\n')
}

async function onWorld(engine: Engine, times: number): Promise<string> {
  const server = process.env.TEST_DATABASE_URL
  let seconds = 0
  const fill = async (place: Place) => {
    const began = performance.now()
    await fillWith(place, times)
    seconds = (performance.now() - began) / 1_000
  }
  const isKept = engine.name === 'postgres' && times >= WORTH_KEEPING && server !== undefined
  const place = isKept ? await copyOfKept(server, stampOf(times), fill) : await engine.make('synced')
  try {
    if (!isKept) await fill(place)
    const load = loadavg()[0]?.toFixed(1)
    const written = seconds > 0 ? `written in ${seconds.toFixed(0)} s` : 'as it was kept'
    return await inWorld(place, `${engine.name} × ${times}`, `${written}, load at the beginning ${load}`, times)
  } finally {
    await engine.drop(place)
  }
}

/** Worlds at least so large are kept between runs. */
const WORTH_KEEPING = 10

/** What a world of some size is made by: its seed and the generator. What is made of its entries is brought up. */
function stampOf(times: number): string {
  const hash = createHash('sha256').update(`${SEED} ${times}`)
  const folder = new URL('../packages/ledger/src/', import.meta.url)
  const names = readdirSync(folder).filter((name) => /^(world.*|chance)\.ts$/.test(name))
  for (const name of names.toSorted()) hash.update(readFileSync(new URL(name, folder)))
  return hash.digest('hex')
}

async function fillWith(place: Place, times: number): Promise<void> {
  const database = await openPlace(place)
  const { publicKey } = await openLedgerIn(database, place.folder)
  const sealing = { signer: keyOf(place.folder), random: randomBytes }
  await withoutWords(database.sql, () => writeSteps(database, sealing, worldOf(SEED, sizeOf(times), publicKey)))
  await database.close()
}

/** Measures everything in a world that is there. */
export async function inWorld(place: Place, name: string, written: string, times: number): Promise<string> {
  const database = await openPlace(place)
  const bare = bareOn(database, place.url)
  try {
    const ledger = await openLedgerIn(database, place.folder)
    const faults: unknown[] = []
    const mint = minting(Date.now, randomBytes)
    const report = (fault: unknown) => faults.push(fault)
    const accounts = await openAccounts({
      sql: database.sql,
      clock: () => new Date().toISOString(),
      random: randomBytes,
      mint,
      secret: 's'.repeat(64),
      origin: () => ORIGIN,
      provider: null,
      report,
      limits: { idleSeconds: 1_800, absoluteSeconds: 43_200 },
    })
    const gate = {
      accounts,
      demonstration: null,
      lettingIn: [],
      key: 'k'.repeat(64),
      publicOrigin: null,
      peerOf: () => '127.0.0.1',
    }
    const app = api({ ledger, mint, gate, mode: 'own', folder: '', report })
    const cookie = await memberOf(app, accounts, times)
    const [pair] = pairsOf(SEED, sizeOf(1))
    if (!pair) throw new Error('a world without pairs')
    const given = { app, cookie, ledger, database, bare, pair, mint }
    const reading: Measured[] = []
    // Before the plain inserts, which leave rows that no entry stands behind.
    const checked = await verified(ledger)
    for (const question of await questions(given)) reading.push(await measure(question))
    const posting: Measured[] = []
    for (const one of await postings(given)) {
      posting.push(await (one.name === CROWDED ? measureCrowd(one, CROWD) : measure(one)))
    }
    if (faults.length > 0) throw faults[0]
    return [`## ${name}: ${written}`, rows(reading), rows(posting), checked].join('\n\n')
  } finally {
    await bare.close()
    await database.close()
  }
}

/** Under which address requests are asked. */
const ORIGIN = 'http://127.0.0.1:4680'

/**
 * Makes a member and gives the cookie they are signed in by: they act for one region in all of its cooperations, and in
 * the largest of them for the other side, too.
 */
async function memberOf(app: ReturnType<typeof api>, accounts: Accounts, times: number): Promise<string> {
  const given = { loginName: 'xian', name: '冼知樵', password: randomBytes(12).toString('hex') }
  const made = await accounts.setUp({ code: accounts.setupCode() ?? '', ...given })
  if (!made.ok) throw new Error(made.refusal.code)
  const member = made.value.id
  const pairs = pairsOf(SEED, sizeOf(times))
  const region = pairs[0]?.sides[0].regions[0]?.name
  for (const [index, { cooperation, sides }] of pairs.entries()) {
    for (const { id: side, regions } of sides) {
      if (index > 0 && regions[0]?.name !== region) continue
      const roles = ['clerk', 'approver', 'office'] as const
      await accounts.setRoles({ cooperation, side, member, roles, organisation: null, by: member })
    }
  }
  const answer = await app.request(`${ORIGIN}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { host: '127.0.0.1:4680', 'content-type': 'application/json' },
    body: JSON.stringify({ username: given.loginName, password: given.password }),
  })
  if (answer.status !== 200) throw new Error(`nobody came in: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

function rows(measured: readonly Measured[]): string {
  const head = ['', 'p50, ms', 'p95', 'p99', 'per s', 'bare: p50', 'p95', 'p99', 'per s', 'p95 ÷ bare']
  const ms = (figure: number) => figure.toFixed(figure < 10 ? 2 : 0)
  return table([
    head,
    ...measured.map(({ name, ours, bare }) => [
      name,
      ...[ours.p50, ours.p95, ours.p99].map(ms),
      Math.round(ours.perSecond),
      ...[bare.p50, bare.p95, bare.p99].map(ms),
      Math.round(bare.perSecond),
      (ours.p95 / bare.p95).toFixed(1),
    ]),
  ])
}

async function verified(ledger: Ledger): Promise<string> {
  const began = performance.now()
  let entries = 0
  let most = 0
  const found = await ledger.verify((done) => {
    entries = done
    most = Math.max(most, process.memoryUsage().rss)
  })
  const seconds = (performance.now() - began) / 1_000
  const told = found.faults.slice(0, 3).map(({ place, code, detail }) => `${place} ${code} ${detail}`)
  return table([
    ['verify', 'entries', 'seconds', 'entries per s', 'most memory, MiB', 'faults'],
    [
      '',
      count(entries),
      seconds.toFixed(1),
      count(entries / seconds),
      Math.round(most / 2 ** 20),
      told.join('; ') || 0,
    ],
  ])
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en')
}
