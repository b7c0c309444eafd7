/** For tests: the interface over a database, asked by its first member, who is signed in. */
import { randomBytes } from 'node:crypto'
import { openAccounts } from '@handclasp/accounts'
import { minting, ROLES } from '@handclasp/domain'
import { type Database, openLedgerIn, type Place } from '@handclasp/ledger/engines'
import type { Context } from 'hono'
import { api, type VerificationFound, type VerificationView } from './index.ts'

/** A request beyond its path. */
export interface Ask {
  readonly method?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

const ORIGIN = 'http://127.0.0.1:4680'
/** What the command line shows in tests. */
export const KEY = 'k'.repeat(64)
/** The header by which a request in tests says where it comes from. */
export const PEER = 'x-peer'
/** The first member of a trial. */
export const FIRST = { loginName: 'xian', name: '冼知樵', password: '霁水东流入海去，翎川西望雪山明' } as const

/** Opens the ledger in a database and serves it; faults go to the list given. `largest`: bytes of a file at most. */
export async function trial(database: Database, place: Place, faults: unknown[], largest?: number) {
  const ledger = await openLedgerIn(database, place.folder, 'any', largest)
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
  const peerOf = ({ req }: Context) => req.header(PEER) ?? '127.0.0.1'
  const gate = { accounts, demonstration: null, lettingIn: ROLES.slice(0, 3), key: KEY, publicOrigin: null, peerOf }
  const app = api({ ledger, mint, gate, mode: 'own', folder: '', report })
  const answered = async (cookie: string | null, path: string, init: Ask = {}) => {
    const who = cookie === null ? {} : { cookie, origin: ORIGIN }
    const headers = { host: '127.0.0.1:4680', 'content-type': 'application/json', ...who, ...init.headers }
    return app.request(`${ORIGIN}/api${path}`, { ...init, headers })
  }
  /** Asks as whoever a cookie names; as nobody without one. */
  const askAs = async <Body>(cookie: string | null, path: string, init: Ask = {}) => {
    const answer = await answered(cookie, path, init)
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  const sendAs = <Body>(cookie: string | null, path: string, body: unknown) =>
    askAs<Body>(cookie, path, { method: 'POST', body: JSON.stringify(body) })
  /** Sends what signs somebody in, and gives the cookie that they are signed in by. */
  const enter = async (path: string, body: object) => {
    const answer = await answered(null, path, { method: 'POST', body: JSON.stringify(body) })
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    if (answer.status !== 200 || cookies.length === 0) throw new Error(`nobody came in: ${await answer.text()}`)
    return cookies.join('; ')
  }
  const code = accounts.setupCode()
  const cookie =
    code === null
      ? await enter('/auth/sign-in/username', { username: FIRST.loginName, password: FIRST.password })
      : await enter('/session/setup', { code, ...FIRST })
  const ask = <Body>(path: string, init: Ask = {}) => askAs<Body>(cookie, path, init)
  const send = <Body>(path: string, body: unknown) => sendAs<Body>(cookie, path, body)
  /** Has the ledger verified, as the screen does: begins, and asks until it is done. */
  const verified = async (): Promise<VerificationFound | null> => {
    let { body } = await send<VerificationView>('/verification', {})
    while (body.running) body = (await ask<VerificationView>('/verification')).body
    return body.last?.found ?? null
  }
  const sweep = (before: string) => ledger.sweep({ before, isTrial: false })
  return { app, accounts, ledger, cookie, enter, ask, send, askAs, sendAs, answered, verified, sweep }
}

/** What `trial` makes. */
export type Trial = Awaited<ReturnType<typeof trial>>
