import type { SideId, Terms } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CommitmentPage, CommitmentsView, CooperationView, Problem, SavedViews } from './index.ts'
import { trial } from './trial.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]

function terms(text: string, side: SideId): Terms {
  return {
    text,
    fields: ['agriculture'],
    basis: { agreement: null, name: '农业合作协议', clause: '第二条', intention: null, quote: null },
    leads: [{ side, organisation: { name: '霁原省农业农村厅', code: null } }],
    programmes: [],
    supporters: [],
    measure: { name: '销售额', unit: '万元', baseline: 0, target: 3000 },
    start: '2026-06-01',
    deadline: '2026-12-31',
    milestones: [{ name: '首批到货', due: '2026-09-30', weight: 1 }],
  }
}

describe.each(engines())('commitments over $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  let cooperation: CooperationView
  const faults: unknown[] = []
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
  })
  beforeEach(async () => {
    await empty(database)
    served = await trial(database, place, faults)
    cooperation = (await served.send<CooperationView>('/cooperations', { sides: REGIONS, own: 0 })).body
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })
  const path = (rest = '') => `/cooperations/${cooperation.id}/commitments${rest}`
  const bound = () => cooperation.sides.map(({ id }) => id)
  const other = () => bound()[1] as SideId
  const firstTerms = (text: string) => {
    const [side] = bound() as [SideId]
    return { commitment: null, parent: null, bound: bound(), ending: null, terms: terms(text, side), note: null }
  }
  const propose = (input: object) => served.send<CommitmentPage>(path(), input)
  const listed = async (query = '') => (await served.ask<CommitmentsView>(path(query))).body

  it('is proposed by one side and accepted by the other, which shares the server', async () => {
    const proposed = await propose(firstTerms('共建产销对接平台'))
    expect(proposed).toMatchObject({ status: 201, body: { state: 'proposed', awaited: [other()] } })
    const version = proposed.body.versions[0]?.version
    const answers = path(`/${proposed.body.id}/answers`)
    const yes = { side: other(), version, stance: 'accepted', note: '同意' }
    const early = await served.send<Problem>(answers, yes)
    expect(early).toMatchObject({ status: 422, body: { refusal: { code: 'side-not-in-cooperation' } } })

    const host = `/cooperations/${cooperation.id}/hosted`
    const hosted = await served.send<CooperationView>(host, { side: other() })
    expect([...hosted.body.hosted].sort()).toEqual([...bound()].sort())
    expect((await served.send(host, { side: other() })).status).toBe(200)
    const accepted = await served.send<CommitmentPage>(answers, yes)
    expect(accepted).toMatchObject({ status: 200, body: { state: 'agreed', inForce: version, awaited: [] } })
    expect(accepted.body.sayings.map(({ side, stance, note }) => [side, stance, note])).toEqual([
      [bound()[0], 'proposed', null],
      [other(), 'accepted', '同意'],
    ])
    const refused = await served.send<Problem>(answers, { version, stance: 'withdrawn', note: null })
    expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'version-agreed' } } })
    expect(await served.verified()).toMatchObject({ faults: [] })
  })

  it('is listed page by page, by state and words', async () => {
    for (const text of ['共建产销对接平台', '互办展会', '共享科研成果']) await propose(firstTerms(text))
    const first = await listed('?limit=2')
    expect(first).toMatchObject({ total: 3, rows: [{ terms: { text: '共建产销对接平台' } }, {}] })
    const rest = await listed(`?limit=2&after=${encodeURIComponent(first.after ?? '')}`)
    expect(rest).toMatchObject({ after: null, rows: [{ terms: { text: '共享科研成果' } }] })
    expect((await listed('?state=agreed')).total).toBe(0)
    expect((await listed(`?awaits=${other()}&q=${encodeURIComponent('展会')}`)).total).toBe(1)
    expect((await served.ask<readonly CooperationView[]>('/cooperations')).body).toMatchObject([{ commitments: 3 }])
  })

  it('is listed by the agreement it comes from', async () => {
    const first = firstTerms('共建产销对接平台')
    const basis = { ...first.terms.basis, agreement: 'agr_1', name: '农业农村合作协议', clause: '第一条' }
    await propose({ ...first, terms: { ...first.terms, basis } })
    await propose(firstTerms('互办展会'))
    expect(await listed('?agreement=agr_1')).toMatchObject({ total: 1, rows: [{ terms: { basis } }] })
    expect((await listed('?agreement=agr_2')).total).toBe(0)
  })

  it('[L65] is chosen by what it lacks and who leads, and counted in groups', async () => {
    await propose(firstTerms('共建产销对接平台'))
    await propose(firstTerms('互办展会'))
    const lead = encodeURIComponent('霁原省农业农村厅')
    expect((await listed(`?lead=${lead}&lacks=lead&lacks=deadline&from=2026-12-01&to=2026-12-31`)).total).toBe(2)
    expect((await listed('?clause=%E7%AC%AC%E4%B8%80%E6%9D%A1')).total).toBe(0)
    const groups = async (query: string) => (await served.ask(path(`/groups?${query}`))).body
    expect(await groups('by=month')).toEqual({ groups: [{ key: '2026-12', name: null, total: 2 }] })
    expect(await groups('by=lead&lacks=measure')).toEqual({ groups: [] })
    const wrong = await served.ask<Problem>(path('/groups?by=colour'))
    expect(wrong).toMatchObject({ status: 400, body: { refusal: { field: 'by', misfit: 'not-a-choice' } } })
  })

  it('[L66] views of it are saved, renamed, moved and taken out', async () => {
    const views = `/cooperations/${cooperation.id}/views`
    const save = (input: object) => served.send<SavedViews & Problem>(views, { id: null, address: 'q=1', ...input })
    const [first] = (await save({ name: '急办' })).body.views
    const { body } = await save({ name: '缺牵头', address: 'lacks=lead' })
    expect(body.views.map(({ name }) => name)).toEqual(['急办', '缺牵头'])
    expect(await save({ name: '急办' })).toMatchObject({ status: 409, body: { refusal: { code: 'view-name-taken' } } })
    expect(await save({ name: ' ' })).toMatchObject({ status: 400, body: { refusal: { field: 'name' } } })
    await save({ id: first?.id, name: '本月急办' })
    const moved = await served.send<SavedViews>(`${views}/${first?.id}/moved`, { place: 1 })
    expect(moved.body.views.map(({ name }) => name)).toEqual(['缺牵头', '本月急办'])
    await served.send(`${views}/${first?.id}/dropped`, {})
    expect(await served.ask<SavedViews>(views)).toMatchObject({ body: { views: [{ name: '缺牵头' }] } })
    const back = await save({ id: first?.id, name: '急办' })
    expect(back).toMatchObject({ status: 404, body: { refusal: { code: 'view-unknown' } } })
    const again = await served.send(`${views}/${first?.id}/dropped`, {})
    expect(again).toMatchObject({ status: 404, body: { refusal: { code: 'view-unknown' } } })
    const strange = await served.ask(`${views}?side=${other()}`)
    expect(strange).toMatchObject({ status: 422, body: { refusal: { code: 'side-not-in-cooperation' } } })
  })

  it.each([
    ['a deadline before its start', { deadline: '2026-05-01' }, 'days-turned'],
    ['a day that is none', { deadline: '2026-02-30' }, 'not-a-day'],
    ['no text', { text: ' ' }, 'missing'],
    ['a field there is none of', { fields: ['football'] }, 'not-a-choice'],
  ])('refuses %s', async (_, change, misfit) => {
    const input = firstTerms('共建产销对接平台')
    const answer = await served.send<Problem>(path(), { ...input, terms: { ...input.terms, ...change } })
    expect(answer).toMatchObject({ status: 400, body: { refusal: { code: 'input-invalid', misfit } } })
  })

  it.each([
    ['/com_0', 404, 'commitment-unknown'],
    ['?after=x', 400, 'input-invalid'],
    ['?limit=0', 400, 'input-invalid'],
    ['?state=happy', 400, 'input-invalid'],
  ])('answers %s with %i', async (rest, status, code) => {
    expect(await served.ask<Problem>(path(rest))).toMatchObject({ status, body: { refusal: { code } } })
  })
})
