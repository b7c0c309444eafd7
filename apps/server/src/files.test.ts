import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type ClientRequest, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileStore } from '@handclasp/ledger'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demonstrate } from './demonstration.ts'
import { settingsFrom } from './environment.ts'
import { type Installation, openInstallation } from './installation.ts'
import { serve, type Serving } from './serve.ts'

const PIECE = 64 * 1024
const PIECES = 1_024
const SIZE = PIECES * PIECE
/** What may lie between both ends: buffers of two sockets and of the streams at either side, not the file. */
const BETWEEN = 16 * 2 ** 20

let data: string
let installation: Installation
let serving: Serving
/** Bytes that the store was given, and those that it was asked for, so far. */
const counted = { in: 0, out: 0 }

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'handclasp-streams-'))
  const settings = settingsFrom({ HANDCLASP_DATA: data, HANDCLASP_PORT: '0' }, 'demonstration')
  installation = await openInstallation(settings)
  const { ledger } = installation
  const shown = await demonstrate(installation)
  serving = await serve({ ...installation, ledger: { ...ledger, files: counting(ledger.files) } }, shown)
})
afterAll(async () => {
  await serving.close()
  await installation.close()
  rmSync(data, { recursive: true, force: true })
})

/** The same store, its traffic counted. */
function counting(store: FileStore): FileStore {
  async function* through(bytes: AsyncIterable<Uint8Array<ArrayBuffer>>, way: 'in' | 'out') {
    for await (const piece of bytes) {
      counted[way] += piece.length
      yield piece
    }
  }
  return {
    ...store,
    keep: (file, bytes) => store.keep(file, through(bytes as AsyncIterable<Uint8Array<ArrayBuffer>>, 'in')),
    read: (file, start, end) => through(store.read(file, start, end), 'out'),
  }
}

function* pieces(count: number): Generator<Buffer> {
  for (let number = 0; number < count; number++) yield Buffer.alloc(PIECE, number % 251)
}

function hashOf(count: number): string {
  const hash = createHash('sha256')
  for (const piece of pieces(count)) hash.update(piece)
  return hash.digest('hex')
}

const aside = () => readdirSync(join(data, 'demonstration', 'files', 'aside'))

/** A request with a body of its own to send, and its answer. */
function ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const asked = request(`${serving.address}${path}`, { method, headers })
  const answered = new Promise<{ status: number; headers: Readonly<Record<string, unknown>>; body: Readable }>(
    (resolve, reject) => {
      asked.on('error', reject)
      asked.on('response', (answer) =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer }),
      )
    },
  )
  return { asked, answered }
}

/** Sends pieces as fast as they are taken; answers how far what was sent was ever ahead of what had been stored. */
async function send(asked: ClientRequest, count: number): Promise<number> {
  let [sent, ahead] = [0, 0]
  const before = counted.in
  function* watched() {
    for (const piece of pieces(count)) {
      ahead = Math.max(ahead, sent - (counted.in - before))
      sent += piece.length
      yield piece
    }
  }
  await pipeline(Readable.from(watched()), asked)
  return ahead
}

it('[L53] streams both ways: of a large file little is ever in memory', async () => {
  const file = hashOf(PIECES)
  const put = ask('PUT', `/api/files/${file}`, { 'content-length': String(SIZE) })
  expect(await send(put.asked, PIECES)).toBeLessThan(BETWEEN)
  const { status } = await put.answered
  expect(status).toBe(201)
  expect(counted.in).toBe(SIZE)

  const get = ask('GET', `/api/files/${file}?name=a.bin`)
  get.asked.end()
  const { headers, body } = await get.answered
  expect(headers['content-length']).toBe(String(SIZE))
  const [hash, begun] = [createHash('sha256'), counted.out]
  let [came, ahead] = [0, 0]
  for await (const piece of body as AsyncIterable<Buffer>) {
    ahead = Math.max(ahead, counted.out - begun - came)
    came += piece.length
    hash.update(piece)
    // Whoever reads slowly is waited for.
    if (came < SIZE / 4) await new Promise((resolve) => setImmediate(resolve))
  }
  expect([came, hash.digest('hex')]).toEqual([SIZE, file])
  expect(ahead).toBeLessThan(BETWEEN)
})

it('[L53] stops reading when nobody takes it any more', async () => {
  const file = hashOf(PIECES)
  const get = ask('GET', `/api/files/${file}`)
  get.asked.end()
  const { body } = await get.answered
  const begun = counted.out
  body.destroy()
  await stillServing()
  expect(counted.out - begun).toBeLessThan(BETWEEN)
})

/** Something else is answered after what was asked before. */
async function stillServing(): Promise<void> {
  const { asked, answered } = ask('HEAD', '/api/files/none')
  asked.end()
  expect((await answered).status).toBe(404)
}

it('[L53] leaves nothing of an upload that its sender breaks off, and goes on serving', async () => {
  const file = hashOf(5)
  const { asked, answered } = ask('PUT', `/api/files/${file}`, { 'content-length': String(5 * PIECE) })
  const before = counted.in
  for (const piece of pieces(3)) asked.write(piece)
  while (counted.in - before < PIECE) await new Promise((resolve) => setImmediate(resolve))
  expect(aside()).toHaveLength(1)
  asked.destroy()
  await expect(answered).rejects.toThrow()
  while (aside().length > 0) await new Promise((resolve) => setImmediate(resolve))
  expect(await installation.ledger.files.find(file as never)).toBeNull()
  await stillServing()
})

it('lets the policy of a file stand over that of the house', async () => {
  const file = hashOf(PIECES)
  const { asked, answered } = ask('HEAD', `/api/files/${file}?name=${encodeURIComponent('签署本.html')}`)
  asked.end()
  const { headers } = await answered
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'content-disposition': `attachment; filename="___.html"; filename*=UTF-8''%E7%AD%BE%E7%BD%B2%E6%9C%AC.html`,
    'content-length': String(SIZE),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  })
})

it('[L53] answers before the bytes where it is told that they are too many', async () => {
  const size = String(5 * 2 ** 30)
  const { asked, answered } = ask('PUT', `/api/files/${hashOf(1)}`, { 'content-length': size })
  asked.flushHeaders()
  const { status, body } = await answered
  expect(status).toBe(413)
  expect(JSON.parse(Buffer.concat(await body.toArray()).toString('utf8'))).toEqual({
    refusal: { code: 'file-too-large', most: 4 * 2 ** 30 },
  })
  asked.on('error', () => {
    // The server hangs up on what it will not read.
  })
  asked.destroy()
})
