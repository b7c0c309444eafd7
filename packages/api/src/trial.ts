/** For tests: the interface over a database, asked as a program of this machine would. */
import { randomBytes } from 'node:crypto'
import { type AuthorId, minting } from '@handclasp/domain'
import { type Database, openLedgerIn, type Place } from '@handclasp/ledger/engines'
import { api, type VerificationFound, type VerificationView } from './index.ts'

/** A request beyond its path. */
export interface Ask {
  readonly method?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** Opens the ledger in a database and serves it; faults go to the list given. `largest`: bytes of a file at most. */
export async function trial(database: Database, place: Place, faults: unknown[], largest?: number) {
  const ledger = await openLedgerIn(database, place.folder, 'any', largest)
  const mint = minting(Date.now, randomBytes)
  const author = 'local' as AuthorId
  const app = api({ ledger, mint, author, mode: 'own', folder: '', report: (fault) => faults.push(fault) })
  const ask = async <Body>(path: string, init: Ask = {}) => {
    const headers = { host: '127.0.0.1:4680', 'content-type': 'application/json', ...init.headers }
    const answer = await app.request(`http://127.0.0.1:4680/api${path}`, { ...init, headers })
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  const send = <Body>(path: string, body: unknown) => ask<Body>(path, { method: 'POST', body: JSON.stringify(body) })
  /** Has the ledger verified, as the screen does: begins, and asks until it is done. */
  const verified = async (): Promise<VerificationFound | null> => {
    let { body } = await send<VerificationView>('/verification', {})
    while (body.running) body = (await ask<VerificationView>('/verification')).body
    return body.last?.found ?? null
  }
  const sweep = (before: string) => ledger.sweep({ before, isTrial: false })
  return { app, ask, send, verified, sweep }
}
