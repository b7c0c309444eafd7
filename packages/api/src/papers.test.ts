import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AuthorId, SourceHash } from '@handclasp/domain'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Problem, SourceKept, SourcePage } from './index.ts'
import { trial } from './trial.ts'

const sample = (name: string) => readFileSync(fileURLToPath(import.meta.resolve(`@handclasp/papers/samples/${name}`)))
const HEADLINES = [
  '霁原省·翎川省工作交流座谈会在璟安举行',
  '“扫雪仙翁”看海去',
  '霁原新米订单签到翎川',
  '今夜起我省有一次明显降雨',
  '霁原省党政代表团到汐岭学习考察',
]

describe.each(engines())('papers over $name', (engine) => {
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
    served = await trial(database, place, faults)
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })

  const post = <Body>(bytes: Uint8Array<ArrayBuffer>) =>
    served.ask<Body>('/sources?name=front&published=2026-05-19', { method: 'POST', body: bytes })
  const keep = async (name: string) => (await post<SourceKept>(sample(name))).body.hash
  const pageOf = async (hash: SourceHash) => (await served.ask<SourcePage>(`/sources/${hash}`)).body
  const headlinesOf = ({ text, reading }: SourcePage) =>
    reading.articles.map(({ headline: [first] }) => text.slice(first?.start, first?.end))

  it('[L101] keeps a PDF with its text and the places of its lines, and reads it again by them', async () => {
    const hash = await keep('front-page-libreoffice.pdf')
    const page = await pageOf(hash)
    expect(page).toMatchObject({ encoding: 'pdf', articles: 5 })
    expect(headlinesOf(page)).toEqual(HEADLINES)
    const ledger = await openLedgerIn(database, place.folder)
    const nothing = { version: '0.0.0', length: 0, published: null, articles: [] }
    await ledger.replaceReading(['local' as AuthorId], hash, nothing, [], [])
    expect(await pageOf(hash)).toMatchObject({ newerReader: true, items: [] })
    const again = await served.send<SourcePage>(`/sources/${hash}/read-again`, {})
    expect(again).toMatchObject({ status: 200, body: { newerReader: false, text: page.text } })
    expect(headlinesOf(again.body)).toEqual(HEADLINES)
    expect(again.body.items.map(({ id }) => id)).toEqual(page.items.map(({ id }) => id))
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('keeps a DOCX and a web page', async () => {
    expect(await pageOf(await keep('report.docx'))).toMatchObject({ encoding: 'docx', articles: 2 })
    const html = new TextEncoder().encode(
      '<!doctype html><nav>首页</nav><h1>两省携手</h1><p>两省签署协议，共建园区。</p>',
    )
    const { hash } = (await post<SourceKept>(html)).body
    expect(await pageOf(hash)).toMatchObject({ encoding: 'html', text: '两省携手\n\n两省签署协议，共建园区。' })
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it.each([
    ['asks for a password', sample('encrypted.pdf'), 'paper-unreadable', 422],
    ['is cut short', sample('front-page-chromium.pdf').subarray(0, 9_000), 'paper-unreadable', 422],
    ['holds more text than can be read', new TextEncoder().encode('协'.repeat(700_000)), 'text-too-long', 413],
    ['is larger than a file may be', new Uint8Array(32_000_001), 'too-large', 413],
  ])('refuses what %s', async (_, bytes, code, status) => {
    expect(await post<Problem>(bytes)).toMatchObject({ status, body: { refusal: { code } } })
    expect((await served.ask('/sources')).body).toEqual([])
  })
})
