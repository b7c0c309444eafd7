import { createHash } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CooperationView, FileKept, InstallationView, LedgerHeld, Problem, SweptView, Written } from './index.ts'
import { type Ask, trial } from './trial.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
const LARGEST = 300_000
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 65)])
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe.each(engines())('files over $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  const faults: unknown[] = []
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    rmSync(join(place.folder, 'files'), { recursive: true, force: true })
    served = await trial(database, place, faults, LARGEST)
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })

  const put = <Body>(hash: string, bytes: Uint8Array, headers: Ask['headers'] = {}) =>
    served.ask<Body>(`/files/${hash}`, { method: 'PUT', body: new Uint8Array(bytes), headers })
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    served.app.request(`http://127.0.0.1:4680/api/files/${path}`, {
      method,
      headers: { host: '127.0.0.1:4680', cookie: served.cookie, ...headers },
    })
  /** Brings a file and attaches it, so that it is seen. */
  const keep = async <Body>(hash: string, bytes: Uint8Array) => {
    const answer = await put<Body>(hash, bytes)
    const { body: opened } = await served.send<CooperationView>('/cooperations', { sides: REGIONS, own: 0 })
    const path = `/cooperations/${opened.id}`
    const words = { name: null, parts: [1, 7], signedOn: null, place: null, quote: null }
    const written = { package: { id: null, replaces: null, ...words }, within: null, agreements: [] }
    const { body: made } = await served.send<Written>(`${path}/written`, written)
    const to = { kind: 'package', id: made.package }
    await served.send(`${path}/attachments`, { id: null, file: hash, to, replaces: null, name: '件', note: null })
    return answer
  }
  const left = () => readdirSync(join(place.folder, 'files', 'aside'))

  it('[L53] are brought by their hash, once, and handed out as they are', async () => {
    const file = hashOf(PDF)
    expect((await get(file, {}, 'HEAD')).status).toBe(404)
    expect(await keep<FileKept>(file, PDF)).toEqual({ status: 201, body: { file, existing: false } })
    expect(await put<FileKept>(file, PDF)).toEqual({ status: 200, body: { file, existing: true } })
    const head = await get(file, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), head.headers.get('etag')]).toEqual([
      200,
      String(PDF.length),
      `"${file}"`,
    ])
    const whole = await get(`${file}?name=${encodeURIComponent('协议.pdf')}`)
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(PDF)
    expect(whole.headers.get('content-type')).toBe('application/pdf')
    expect(whole.headers.get('content-disposition')).toBe(
      `inline; filename="__.pdf"; filename*=UTF-8''%E5%8D%8F%E8%AE%AE.pdf`,
    )
    expect((await get(file, { 'if-none-match': `"x", W/"${file}"` })).status).toBe(304)
  })

  it('are handed out in part', async () => {
    const file = hashOf(PDF)
    await keep(file, PDF)
    const part = await get(file, { range: 'bytes=100-150000' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-150000/${PDF.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(PDF.subarray(100, 150_001))
    const other = await get(file, { range: 'bytes=100-200', 'if-range': '"another"' })
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, PDF.length])
    const none = await get(file, { range: `bytes=${PDF.length}-` })
    expect([none.status, none.headers.get('content-range')]).toEqual([416, `bytes */${PDF.length}`])
  })

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>', 'application/octet-stream', 'attachment', true],
    [
      'a drawing',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'application/octet-stream',
      'attachment',
      true,
    ],
    ['a picture', '\x89PNG\r\n\x1a\n…', 'image/png', 'inline', true],
    ['a PDF', '%PDF-1.7 …', 'application/pdf', 'inline', false],
    ['nothing', '', 'application/octet-stream', 'attachment', true],
  ])('never run here: %s', async (_, words, type, kind, isBoxed) => {
    const bytes = Buffer.from(words, 'latin1')
    await keep(hashOf(bytes), bytes)
    const { headers } = await get(`${hashOf(bytes)}?name=a.html`)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('content-disposition')).toMatch(new RegExp(`^${kind};`))
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')?.includes('sandbox')).toBe(isBoxed)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('[L53] are refused whole where they are others than said, or too large, told or not', async () => {
    const wrong = await put<Problem>(hashOf(PDF), PDF.subarray(1))
    expect(wrong).toMatchObject({ status: 422, body: { refusal: { code: 'file-differs', file: hashOf(PDF) } } })
    const large = Buffer.alloc(LARGEST + 1)
    const told = await put<Problem>(hashOf(large), large, { 'content-length': String(large.length) })
    expect(told).toMatchObject({ status: 413, body: { refusal: { code: 'file-too-large', most: LARGEST } } })
    expect(await put<Problem>(hashOf(large), large)).toMatchObject({ status: 413 })
    expect(await put<Problem>('nothing', PDF)).toMatchObject({
      status: 404,
      body: { refusal: { code: 'file-unknown' } },
    })
    expect(left()).toEqual([])
    expect((await served.ask<InstallationView>('/installation')).body.largestFile).toBe(LARGEST)
  })

  it.each([
    [{ origin: 'http://elsewhere.example' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ host: 'elsewhere.example' }],
  ])('[L53] are taken from nobody else: %j', async (headers) => {
    expect((await put<Problem>(hashOf(PDF), PDF, headers)).body.refusal.code).toBe('not-found')
    expect((await get(hashOf(PDF), {}, 'HEAD')).status).toBe(404)
  })

  it('[L53] leave nothing where they break off', async () => {
    let pieces = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces++
        if (pieces > 3) controller.error(new Error('gone'))
        else controller.enqueue(new Uint8Array(10))
      },
    })
    const init = {
      method: 'PUT',
      body,
      duplex: 'half',
      headers: { host: '127.0.0.1:4680', origin: 'http://127.0.0.1:4680', cookie: served.cookie },
    } as RequestInit
    const answer = await served.app.request(`http://127.0.0.1:4680/api/files/${hashOf(PDF)}`, init)
    expect([answer.status, await answer.json()]).toEqual([408, { refusal: { code: 'broken-off' } }])
    expect(left()).toEqual([])
  })

  it('[L54] [L55] are attached, listed with the ledger, taken out, and swept', async () => {
    const file = hashOf(PDF)
    const { body: opened } = await served.send<CooperationView>('/cooperations', { sides: REGIONS, own: 0 })
    const path = `/cooperations/${opened.id}`
    const words = { name: null, parts: [1, 7], signedOn: null, place: null, quote: null }
    const written = { package: { id: null, replaces: null, ...words }, within: null, agreements: [] }
    const { body: made } = await served.send<Written>(`${path}/written`, written)
    const to = { kind: 'package', id: made.package }
    const input = { id: null, file, to, replaces: null, name: '签署本.pdf', note: null }
    const early = await served.send<Problem>(`${path}/attachments`, input)
    expect(early).toMatchObject({ status: 404, body: { refusal: { code: 'file-unknown', file } } })
    await put(file, PDF)
    const { status, body: attached } = await served.send<{ id: string }>(`${path}/attachments`, input)
    expect(status).toBe(200)
    const { body: ledger } = await served.ask<LedgerHeld>(`${path}/ledger`)
    expect(ledger.attachments).toMatchObject([{ id: attached.id, file, bytes: PDF.length, to, name: '签署本.pdf' }])
    const sweep = async () => (await served.send<SweptView>('/files/sweep', { hours: 0, isTrial: false })).body
    expect(await sweep()).toMatchObject({ files: 0, kept: 1 })
    await served.send(`${path}/dropped`, { of: 'attachment', id: attached.id, reason: null })
    await served.sweep('9999-12-31')
    expect((await get(file)).status).toBe(404)
    const wrong = await served.send<Problem>(`${path}/attachments`, { ...input, name: '' })
    expect(wrong.body.refusal).toMatchObject({ code: 'input-invalid', field: 'name', misfit: 'missing' })
    expect(await served.verified()).toMatchObject({ faults: [] })
  })
})
