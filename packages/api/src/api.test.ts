import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AuthorId, FindingId, SourceHash } from '@handclasp/domain'
import { type Database, empty, engines, openLedgerIn, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type {
  CooperationView,
  FindingView,
  LedgerHeld,
  LedgerReported,
  PersonView,
  Problem,
  QuotingView,
  SourceKept,
  SourcePage,
  SourceView,
} from './index.ts'
import { type Ask, trial } from './trial.ts'

const PAGE = readFileSync(fileURLToPath(import.meta.resolve('@handclasp/reader/samples/front-page.txt')))
const ACCEPT = { verdict: 'accepted', correction: null, person: null }
const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]

describe.each(engines())('the interface over $name', (engine) => {
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

  const ask = <Body>(path: string, init: Ask = {}) => served.ask<Body>(path, init)
  const send = <Body>(path: string, body: unknown) => served.send<Body>(path, body)
  const keep = () => ask<SourceKept>('/sources?name=front&published=2026-05-19', { method: 'POST', body: PAGE })
  const open = () => send<CooperationView>('/cooperations', { sides: REGIONS, own: 0 })
  const decide = (hash: SourceHash, cooperation: string, ...decisions: readonly object[]) =>
    send<Problem | readonly FindingView[]>(`/sources/${hash}/decisions`, { cooperation, decisions })
  const pageOf = async (hash: SourceHash) => (await ask<SourcePage>(`/sources/${hash}`)).body

  it('carries the sample page from reading to the ledger, and its quote back to its place', async () => {
    const { status, body: kept } = await keep()
    expect([status, kept.existing]).toEqual([201, false])
    const cooperation = (await open()).body
    expect(cooperation).toMatchObject({ name: '霁翎合作', own: cooperation.sides[0]?.id })
    const page = await pageOf(kept.hash)
    const finding = page.items.find((item) => item.kind === 'package' && item.read.parts.join('+') === '1+7')
    if (!finding) throw new Error('no 1+7 was found')
    expect(page.cooperations[finding.article]).toBe(cooperation.id)
    const decided = await decide(kept.hash, cooperation.id, { finding: finding.id, ...ACCEPT })
    expect(decided).toMatchObject({ status: 200, body: [{ decisions: [{ verdict: 'accepted', corrected: false }] }] })
    const { body: ledger } = await ask<LedgerHeld>(`/cooperations/${cooperation.id}/ledger`)
    expect(ledger.packages).toMatchObject([{ parts: [1, 7], quote: { source: kept.hash, words: '1+7' } }])
    const { body: reported } = await ask<LedgerReported>(`/cooperations/${cooperation.id}/reported`)
    expect(reported.sources).toMatchObject([{ id: kept.hash, name: 'front', published: '2026-05-19' }])
    expect(reported.figure).toEqual(ledger.figure)
    const span = ledger.packages[0]?.quote?.spans[0]
    expect(PAGE.toString('utf8').slice(span?.start, span?.end)).toBe('1+7')
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('[L78] erases a page after telling what goes; what was accepted keeps its place in it', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const { items } = await pageOf(hash)
    const agreement = items.find((item) => item.kind === 'agreement')
    await decide(hash, cooperation, { finding: agreement?.id, ...ACCEPT })
    const path = `/sources/${hash}/erasure`
    const { body: quoting } = await ask<QuotingView>(path)
    expect(quoting.entries.map(({ kind, becomes }) => [kind, becomes])).toEqual([
      ['source-cited@1', 'asked'],
      ['agreement@2', 'stripped'],
      ['finding-accepted@1', 'erased'],
    ])
    const input = { ground: 'secret', note: null, also: [] }
    const wrong = await send<Problem>(path, { ...input, ground: 'whim' })
    expect([wrong.status, wrong.body.refusal.code]).toEqual([400, 'input-invalid'])
    const erasure = { ground: 'secret', at: expect.any(String) }
    const erased = { hash, text: '', items: [], erasure }
    expect(await send<SourcePage>(path, input)).toMatchObject({ status: 200, body: erased })
    const { body: ledger } = await ask<LedgerHeld>(`/cooperations/${cooperation}/ledger`)
    const { lines, outlet } = agreement ?? {}
    expect(ledger.agreements).toMatchObject([{ quote: { words: '', source: hash, lines, outlet } }])
    const refusal = { code: 'source-erased', source: hash, ...erasure }
    expect(await keep()).toMatchObject({ status: 409, body: { refusal } })
    expect(await send<Problem>(`/sources/${hash}/read-again`, {})).toMatchObject({ status: 409, body: { refusal } })
    const nowhere = await send<Problem>(`/sources/${'f'.repeat(64)}/erasure`, input)
    expect([nowhere.status, nowhere.body.refusal.code]).toEqual([404, 'source-unknown'])
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('counts what waits and what was decided', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const { items } = await pageOf(hash)
    const reject = { finding: items[1]?.id, verdict: 'rejected', reason: ' 不是人名 ' }
    await decide(hash, cooperation, { finding: items[0]?.id, ...ACCEPT }, reject)
    const { body: list } = await ask<readonly SourceView[]>('/sources')
    expect(list).toMatchObject([{ hash, findings: { open: items.length - 2, accepted: 1, rejected: 1 } }])
    const rejected = (await pageOf(hash)).items[1]?.decisions
    expect(rejected).toMatchObject([{ verdict: 'rejected', reason: '不是人名', cooperation }])
  })

  it('reads a page again without reopening what was decided, and lists what rests on the older reading', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const { items, reading } = await pageOf(hash)
    const [first, second, third] = items
    await decide(hash, cooperation, { finding: first?.id, ...ACCEPT }, { finding: second?.id, ...ACCEPT })
    const older = items
      .filter((item) => item !== third)
      .map((item) => ({ ...item, read: { ...item.read, stated: false } }))
    const ledger = await openLedgerIn(database, place.folder)
    await ledger.replaceReading(
      ['local' as AuthorId],
      hash,
      { ...reading, version: '0.0.0' } as never,
      [...older.slice(1), { ...older[0], id: 'fnd_OLDER' }] as never,
      [],
    )
    const before = await pageOf(hash)
    expect(before.newerReader).toBe(true)
    expect(before.differences.map(({ decision, found }) => [decision.finding, found])).toEqual([
      [first?.id, false],
      [second?.id, true],
    ])
    const { body: again } = await send<SourcePage>(`/sources/${hash}/read-again`, {})
    expect(again).toMatchObject({ newerReader: false, differences: [], articles: reading.articles.length })
    expect(again.items.map(({ id, decisions }) => [id, decisions.length])).toEqual(
      items.map(({ id }, index) => [id, index < 2 ? 1 : 0]),
    )
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('splits a finding, keeps what was read whole beside it, and joins it while nothing is decided', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const { items, text } = await pageOf(hash)
    const pledge = items.find((item) => item.kind === 'pledge' && item.words.includes('，'))
    const start = pledge?.evidence[0]?.start ?? 0
    const at = text.indexOf('，', start) + 1
    const cut = await send<SourcePage>(`/sources/${hash}/split`, { finding: pledge?.id, at })
    const index = items.findIndex(({ id }) => id === pledge?.id)
    const parts = cut.body.items.slice(index, index + 2)
    expect(cut.body.items).toHaveLength(items.length + 1)
    expect(parts.map(({ whole }) => whole?.id)).toEqual([pledge?.id, pledge?.id])
    expect(text.slice(start, at - 1).replaceAll('\n', '')).toBe(parts[0]?.words)
    expect((await send<SourcePage>(`/sources/${hash}/read-again`, {})).body.items).toEqual(cut.body.items)

    const joined = await send<SourcePage>(`/sources/${hash}/join`, { finding: parts[0]?.id })
    expect(joined.body.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id))
    await send<SourcePage>(`/sources/${hash}/split`, { finding: pledge?.id, at })
    const decided = await decide(hash, cooperation, { finding: parts[1]?.id, ...ACCEPT })
    expect(decided.body).toMatchObject([{ decisions: [{ corrected: true }] }])
    const refused = await send<Problem>(`/sources/${hash}/join`, { finding: parts[0]?.id })
    expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'finding-already-decided' } } })
    const { body: reported } = await ask<LedgerReported>(`/cooperations/${cooperation}/reported`)
    expect(reported.intentions).toMatchObject([{ text: parts[1]?.words, quote: { words: parts[1]?.words } }])
    expect((await pageOf(hash)).differences).toEqual([])
  })

  it.each([
    ['where no words are left', { at: 0 }, 422, 'split-misfits'],
    ['which is unknown', { finding: 'fnd_0' }, 404, 'finding-unknown'],
    ['nowhere', { at: -1 }, 400, 'input-invalid'],
  ])('refuses to split a finding %s', async (_, input, status, code) => {
    const { hash } = (await keep()).body
    const [item] = (await pageOf(hash)).items
    const answer = await send<Problem>(`/sources/${hash}/split`, { finding: item?.id, at: 1, ...input })
    expect(answer).toMatchObject({ status, body: { refusal: { code } } })
  })

  it('takes the same bytes once', async () => {
    const first = (await keep()).body
    const second = await keep()
    expect([second.status, second.body]).toEqual([200, { hash: first.hash, existing: true }])
  })

  it('refuses a text without end, said to be as long as it is or not', async () => {
    const pieces = Array.from({ length: 33 }, () => new Uint8Array(1_000_000).fill(0x41))
    const body = ReadableStream.from(pieces)
    const headers = { host: '127.0.0.1:4680', origin: 'http://127.0.0.1:4680', cookie: served.cookie }
    const asked = { method: 'POST', headers, body, duplex: 'half' as const }
    const unsaid = await served.app.request('http://127.0.0.1:4680/api/sources?name=x', asked)
    expect([unsaid.status, await unsaid.json()]).toMatchObject([
      413,
      { refusal: { code: 'too-large', most: 32_000_000 } },
    ])
  })

  it('opens one cooperation between the same sides, whoever is named first and however often it is asked', async () => {
    const answers = await Promise.all([open(), open(), open()])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    const [{ id } = { id: '' }] = (await ask<readonly CooperationView[]>('/cooperations')).body
    const again = await send<Problem>('/cooperations', { sides: REGIONS.toReversed(), own: 0 })
    expect(again).toMatchObject({
      status: 409,
      body: { refusal: { code: 'cooperation-already-open', cooperation: id } },
    })
  })

  it('refuses a second decision and names the one that stands', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const finding = (await pageOf(hash)).items[0]?.id
    await decide(hash, cooperation, { finding, ...ACCEPT })
    const again = await decide(hash, cooperation, { finding, verdict: 'rejected', reason: null })
    expect(again).toMatchObject({
      status: 409,
      body: { refusal: { code: 'finding-already-decided', verdict: 'accepted' } },
    })
  })

  it.each([
    ['a picture', Uint8Array.from([0x89, 0x50, 0, 1]), 422, { code: 'text-unreadable', offset: 2, reason: 'binary' }],
    ['nothing', new Uint8Array(), 422, { code: 'text-empty', name: 'x' }],
    ['nothing but space', new TextEncoder().encode(' \n　\n'), 422, { code: 'text-empty', name: 'x' }],
  ])('refuses %s as a text', async (_, body, status, refusal) => {
    const answer = await ask<Problem>('/sources?name=x', { method: 'POST', body })
    expect(answer).toMatchObject({ status, body: { refusal } })
    expect((await ask('/sources')).body).toEqual([])
  })

  it.each([
    ['a source that is not here', '/sources/00', undefined, 404, 'source-unknown'],
    ['a cooperation that is not here', '/cooperations/coo_X/ledger', undefined, 404, 'cooperation-unknown'],
    ['a path that is not there', '/treaties', undefined, 404, 'not-found'],
    ['one side', '/cooperations', { sides: REGIONS.slice(1), own: 0 }, 422, 'too-few-sides'],
    ['a region twice', '/cooperations', { sides: [REGIONS[0], REGIONS[0]], own: 0 }, 422, 'region-on-two-sides'],
    ['a side that is not there', '/cooperations', { sides: REGIONS, own: 2 }, 422, 'side-not-in-cooperation'],
    ['a body that does not fit', '/cooperations', { sides: 'x' }, 400, 'input-invalid'],
    ['half a character', '/cooperations', { sides: [[{ name: '\ud800', code: null }]], own: 0 }, 400, 'input-invalid'],
    ['a zero', '/cooperations', { sides: [[{ name: 'a\u0000', code: null }]], own: 0 }, 400, 'input-invalid'],
    ['too much', '/cooperations', { sides: 'x'.repeat(1_000_001) }, 413, 'too-large'],
  ])('refuses %s', async (_, path, body, status, code) => {
    await send('/cooperations', { sides: [[{ name: '岚东省', code: null }], [{ name: '沅西省', code: null }]], own: 0 })
    const answer = body ? await send<Problem>(path, body) : await ask<Problem>(path)
    expect(answer).toMatchObject({ status, body: { refusal: { code } } })
  })

  it('refuses to decide in a cooperation or on a finding that is not here', async () => {
    const { hash } = (await keep()).body
    const { id } = (await open()).body
    const finding = (await pageOf(hash)).items[0]?.id as FindingId
    const unknown = await decide(hash, id, { finding, ...ACCEPT }, { finding: 'fnd_X', ...ACCEPT })
    expect(unknown).toMatchObject({ status: 404, body: { refusal: { code: 'finding-unknown', finding: 'fnd_X' } } })
    expect((await pageOf(hash)).items[0]?.decisions).toEqual([])
    const elsewhere = await decide(hash, 'coo_X', { finding, ...ACCEPT })
    expect(elsewhere).toMatchObject({ status: 404, body: { refusal: { code: 'cooperation-unknown' } } })
  })

  it('keeps what was read beside what a person corrected, and takes a decision back', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const finding = (await pageOf(hash)).items.find((item) => item.kind === 'person')
    if (!finding) throw new Error('no person was found')
    const correction = { of: 'person', fields: { name: '改过的名字', posts: [] } }
    const corrected = await decide(hash, cooperation, {
      finding: finding.id,
      verdict: 'accepted',
      correction,
      person: null,
    })
    expect(corrected.body).toMatchObject([{ read: finding.read, decisions: [{ corrected: true }] }])
    const inLedger = async () =>
      (await ask<LedgerReported>(`/cooperations/${cooperation}/reported`)).body.participations
    const { region } = finding.read
    expect(await inLedger()).toMatchObject([{ name: '改过的名字', posts: [], region, corrected: true }])
    const undone = await send(`/sources/${hash}/undo`, { cooperation, findings: [finding.id] })
    expect(undone).toMatchObject({ status: 200, body: [{ id: finding.id, decisions: [] }] })
    expect(await inLedger()).toEqual([])
  })

  it('puts a correction in the place of what stands, all of it or nothing, and the former one back', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const [one, two] = (await pageOf(hash)).items.filter((item) => item.kind === 'person')
    const named = (finding: string | undefined, name: string, instead = true) => {
      const correction = { of: 'person', fields: { name } }
      return { finding, verdict: 'accepted', correction, person: null, instead }
    }
    const inLedger = async () => {
      const { body } = await ask<LedgerReported>(`/cooperations/${cooperation}/reported`)
      return body.participations.map(({ name }) => name)
    }
    await decide(hash, cooperation, named(one?.id, '甲', false))
    const again = await decide(hash, cooperation, named(one?.id, '乙'))
    expect(again).toMatchObject({ status: 200, body: [{ decisions: [{ corrected: true }] }] })
    expect(await inLedger()).toEqual(['乙'])
    // Nothing stands yet on the second: the first keeps what it has.
    const refused = await decide(hash, cooperation, named(one?.id, '丙'), named(two?.id, '丁'))
    expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'finding-not-decided' } } })
    expect(await inLedger()).toEqual(['乙'])
    await decide(hash, cooperation, { finding: one?.id, verdict: 'rejected', reason: null, instead: true })
    expect(await inLedger()).toEqual([])
    await decide(hash, cooperation, named(one?.id, '甲'))
    expect(await inLedger()).toEqual(['甲'])
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('keeps two of one name apart until somebody says that they are the same', async () => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const people = async () => (await ask<readonly PersonView[]>(`/cooperations/${cooperation}/people`)).body
    const [one, two, three] = (await pageOf(hash)).items.filter((item) => item.kind === 'person')
    await decide(hash, cooperation, { finding: one?.id, ...ACCEPT }, { finding: two?.id, ...ACCEPT })
    expect(await people()).toMatchObject([{ name: one?.read.name }, { name: two?.read.name }])
    const [{ id: person } = { id: null }] = await people()
    await decide(hash, cooperation, { finding: three?.id, ...ACCEPT, person })
    expect((await people()).map((each) => each.participations.length)).toEqual([2, 1])
    expect((await ask(`/cooperations/${cooperation}/people?side=sid_X`)).status).toBe(422)
  })

  it.each([
    ['a correction of another kind', { of: 'event', fields: { place: '璟安' } }, 422, 'correction-misfits'],
    [
      'a day that is none',
      { of: 'event', fields: { date: { start: '2026-02-30', end: '2026-03-01' } } },
      400,
      'input-invalid',
    ],
    ['a field that is none', { of: 'person', fields: { colour: 'red' } }, 400, 'input-invalid'],
    ['an act that is none', { of: 'person', fields: { acts: [{ act: 'sing', event: null }] } }, 400, 'input-invalid'],
  ])('refuses %s', async (_, correction, status, code) => {
    const { hash } = (await keep()).body
    const { id: cooperation } = (await open()).body
    const finding = (await pageOf(hash)).items.find((item) => item.kind === 'person')?.id
    const answer = await decide(hash, cooperation, { finding, verdict: 'accepted', correction, person: null })
    expect(answer).toMatchObject({ status, body: { refusal: { code } } })
  })

  it.each([
    ['an empty name', { of: 'person', fields: { name: ' ' } }, 'name', 'missing', null],
    ['a long name', { of: 'person', fields: { name: '字'.repeat(501) } }, 'name', 'too-long', 500],
    ['too many posts', { of: 'person', fields: { posts: Array(201).fill('省长') } }, 'posts', 'too-many', 200],
    ['half a character', { of: 'event', fields: { place: '\ud800' } }, 'place', 'not-text', null],
    ['no day', { of: 'event', fields: { date: { start: '昨天', end: '昨天' } } }, 'date.start', 'not-a-day', null],
    ['days', { of: 'event', fields: { date: { start: '2026-05', end: '2026-04' } } }, 'date', 'days-turned', null],
    ['no kind', { of: 'event', fields: { kind: 'feast' } }, 'kind', 'not-a-choice', null],
    ['a stranger', { of: 'event', fields: { colour: 'red' } }, '', 'misshapen', null],
  ])('says of %s which field it is and what is wrong', async (_, correction, field, misfit, most) => {
    const { hash } = (await keep()).body
    await open()
    const decision = { finding: 'fnd_X', verdict: 'accepted', correction, person: null }
    const { body } = await decide(hash, 'coo_X', decision)
    const path = ['decisions.0.correction.fields', field].filter(Boolean).join('.')
    expect(body).toEqual({ refusal: { code: 'input-invalid', field: path, misfit, most } })
  })

  it.each([
    ['a foreign host', { host: 'elsewhere.example:4680' }],
    ['a page of another origin', { origin: 'https://elsewhere.example' }],
    ['a request from another site', { 'sec-fetch-site': 'cross-site' }],
  ])('does not answer %s', async (_, headers) => {
    expect((await ask<Problem>('/sources', { headers })).status).toBe(404)
  })
})
