import type { Administration, MemberId } from '@handclasp/domain'
import {
  allowedToRequests,
  type Database,
  engines,
  makeAnew,
  openLedgerIn,
  openPlace,
  type Place,
  tablesIn,
  withoutTable,
} from '@handclasp/ledger/engines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  ActsVerified,
  ActsView,
  ActView,
  AdministratorsView,
  CooperationView,
  Problem,
  ResetMade,
  SessionView,
  SideMembersView,
} from './contract.ts'
import { KEY, PEER, trial } from './trial.ts'

const PASSWORD = 'river-stone-winter-7'
const SIDES = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
const TERMS = {
  text: '密语事项',
  fields: [],
  basis: { agreement: null, name: null, clause: null, intention: null, quote: null },
  programmes: [],
  leads: [],
  supporters: [],
  measure: null,
  start: null,
  deadline: null,
  milestones: [],
}

describe.each(engines())('the log of acts over $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  let cooperation: CooperationView
  let auditor: string
  let guard: string
  let clerk: MemberId
  let ofLedger: readonly string[]
  const faults: unknown[] = []

  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await makeAnew(database)
    await openLedgerIn(database, place.folder)
    ofLedger = (await tablesIn(database)).map(({ table }) => table)
    served = await trial(database, place, faults)
    cooperation = (await served.send<CooperationView>('/cooperations', { sides: SIDES, own: 0 })).body
    auditor = await administrator('pei', '裴审', 'audit')
    guard = await administrator('gu', '顾安', 'security')
    clerk = await member('tang', '=唐"知远", 经办')
  })
  afterAll(async () => {
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })

  async function member(loginName: string, name: string): Promise<MemberId> {
    const made = await served.accounts.addMember({ loginName, name, password: PASSWORD })
    if (!made.ok) throw new Error(made.refusal.code)
    return made.value.id
  }
  async function administrator(loginName: string, name: string, administration: Administration): Promise<string> {
    await served.accounts.setAdministration(await member(loginName, name), administration)
    return served.enter('/auth/sign-in/username', { username: loginName, password: PASSWORD })
  }
  const acts = async (query = '') => (await served.askAs<ActsView>(auditor, `/acts?${query}`)).body
  const last = async (kind: string): Promise<ActView | undefined> =>
    (await acts(`kind=${encodeURIComponent(kind)}`)).acts[0]
  const exported = async (query = '') => {
    const headers = { host: '127.0.0.1:4680', cookie: auditor }
    const answer = await served.app.request(`http://127.0.0.1:4680/api/acts/export?${query}`, { headers })
    // As bytes: read as a text, it would lack the mark of its encoding.
    return Buffer.from(await answer.arrayBuffer()).toString('utf8')
  }

  it('says what was done to whom, by name where it is shown', async () => {
    await served.sendAs(guard, `/administration/members/${clerk}`, { deed: 'lock' })
    const [act] = (await acts('outcome=done')).acts
    expect(act).toMatchObject({
      name: '顾安',
      kind: 'POST /administration/members/:member',
      outcome: 'done',
      code: null,
      about: { deed: 'lock', member: clerk },
      from: '127.0.0.1',
    })
    expect((await acts('kind=POST%20/administration/members/:member')).names).toEqual({ [clerk]: '=唐"知远", 经办' })
    await served.sendAs(guard, `/administration/members/${clerk}`, { deed: 'unlock' })
  })

  it('says what was set, invited and drafted, and nothing of what stands in a ledger', async () => {
    const { id, own } = cooperation
    const path = `/cooperations/${id}`
    await served.send(`${path}/four-eyes`, { side: own, required: true, note: '密语缘由' })
    const as = { cooperation: id, side: own, role: 'office' }
    expect(await last('POST /cooperations/:id/four-eyes')).toMatchObject({ ...as, about: { id, required: true } })
    await served.send(`${path}/invitations`, { side: own, roles: ['clerk'], organisation: null, note: '密语缘由' })
    const { invitations } = (await served.ask<SideMembersView>(`${path}/members?side=${own}`)).body
    const [invitation] = invitations
    expect(await last('POST /cooperations/:id/invitations')).toMatchObject({
      about: { id, roles: ['clerk'], invitation: invitation?.id },
    })
    const proposal = { side: own, commitment: null, parent: null, ending: null, terms: TERMS, note: null }
    const bound = cooperation.sides.map((side) => side.id)
    await served.send(`${path}/commitments?draft=1`, { ...proposal, bound })
    expect(await last('POST /cooperations/:id/commitments')).toMatchObject({ about: { id, drafted: true } })
    const opened = await last('POST /cooperations')
    expect(opened?.about).toEqual({ id, side: own })
    // What they are called stands beside their ids, as the register has it.
    expect((await acts()).names).toMatchObject({ [id]: cooperation.name, [own]: '霁原省' })
    expect(await exported()).toContain(`,${id},${cooperation.name},${own},霁原省,office,done,`)
    for (const text of [JSON.stringify(await acts()), await exported()]) expect(text).not.toContain('密语')
  })

  it('notes what was refused, also of what only looks; no other look, and no token', async () => {
    const { id } = cooperation
    const before = (await acts()).acts.length
    await served.ask('/acts')
    await served.ask('/cooperations/coo_0/ledger')
    await served.ask(`/cooperations/${id}/ledger`)
    const [refused, ...others] = (await acts()).acts
    expect(others.length).toBe(before)
    expect(refused).toMatchObject({ kind: 'GET /acts', outcome: 'refused', code: 'not-permitted', about: {} })
    const made = await served.sendAs<ResetMade>(guard, `/administration/members/${clerk}/reset`, {})
    const { token } = made.body
    await served.sendAs(null, `/passwords/${token}`, { password: 'short' })
    expect(await last('POST /passwords/:token')).toMatchObject({ member: null, outcome: 'refused', about: {} })
    await served.sendAs(null, `/passwords/${token}`, { password: 'stone-winter-river-8' })
    expect(await last('POST /passwords/:token')).toMatchObject({ outcome: 'done', about: { member: clerk } })
    expect(await exported()).not.toContain(token)
  })

  it('says who gave up what they administered, and who was relieved of it by whom', async () => {
    const refused = await served.sendAs<Problem>(served.cookie, '/session/resigned', {})
    expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'last-administrator' } } })
    expect(await last('POST /session/resigned')).toMatchObject({ outcome: 'refused', code: 'last-administrator' })
    const [leaving, relieved] = [await administrator('yan', '颜辞', 'system'), await member('qi', '戚免')]
    await served.accounts.setAdministration(relieved, 'security')
    const path = `/administration/administrators/${relieved}/relieved`
    const { body } = await served.sendAs<AdministratorsView>(leaving, path, {})
    expect(body.map(({ name, administration }) => [name, administration])).not.toContainEqual(['戚免', 'security'])
    expect(body.map(({ name, administration }) => [name, administration])).toContainEqual(['颜辞', 'system'])
    const about = { administration: 'security', member: relieved }
    expect((await acts()).acts[0]).toMatchObject({ name: '颜辞', outcome: 'done', about })
    expect((await served.sendAs<Problem>(leaving, path, {})).body.refusal).toEqual({ code: 'no-administration' })

    const { body: session } = await served.sendAs<SessionView>(leaving, '/session/resigned', {})
    expect(session.member?.administration).toBeNull()
    expect((await acts()).acts[0]).toMatchObject({ name: '颜辞', outcome: 'done', about: { administration: 'system' } })
    for (const right of [path, '/session/resigned']) {
      expect(await served.sendAs<Problem>(leaving, right, {})).toMatchObject({
        status: 403,
        body: { refusal: { code: 'not-permitted' } },
      })
    }
  })

  it('is, with all that accounts keep, nothing that the role of requests may touch, though it tries', async () => {
    const own = (await tablesIn(database)).filter(({ table }) => !ofLedger.includes(table))
    const some = ['member', 'session', 'credential', 'second_factor', 'sign_in_token', 'duty', 'invitation', 'act']
    expect(own.map(({ table }) => table)).toEqual(expect.arrayContaining(some))
    expect(await allowedToRequests(database, own)).toEqual([])
  })

  it('says once that too much came from an address, however often it comes', async () => {
    const pressing = async (from: string, times: number, method: string, path: string) => {
      const statuses: number[] = []
      for (let count = 0; count < times; count++) {
        statuses.push((await served.answered(null, path, { method, headers: { [PEER]: from } })).status)
      }
      return statuses.filter((status) => status === 429).length
    }
    expect(await pressing('10.0.0.1', 60, 'POST', '/auth/nothing')).toBe(0)
    expect(await pressing('10.0.0.1', 5, 'POST', '/auth/sign-in/username')).toBe(5)
    expect(await pressing('10.0.0.2', 35, 'GET', '/invitations/none')).toBe(5)
    expect(await pressing('10.0.0.3', 1, 'POST', '/auth/sign-in/username')).toBe(0)
    const told = (await acts('outcome=refused')).acts.filter(({ code }) => code === 'too-many')
    const nobody = { member: null, name: null, outcome: 'refused', about: {} }
    expect(told).toMatchObject([
      { ...nobody, kind: 'GET /invitations/:token', from: '10.0.0.2' },
      { ...nobody, kind: 'sign-in', from: '10.0.0.1' },
    ])
  })

  it('tells whoever did what it could not take, and the server what that was', async () => {
    const renamed = () => served.send<Problem>('/session/name', { name: '冼未记' })
    const told = await withoutTable(database, 'act', renamed)
    expect(told).toMatchObject({ status: 500, body: { refusal: { code: 'not-noted' } } })
    expect((await served.ask<SessionView>('/session')).body.member?.name).toBe('冼未记')
    const [fault] = faults.splice(0)
    expect(String(fault)).toContain('冼未记')
    expect(String(fault)).toContain('POST /session/name')
  })

  it('tells the operator from nobody', async () => {
    const headers = { authorization: `Bearer ${KEY}` }
    const body = JSON.stringify({ hours: 1, isTrial: true })
    expect((await served.askAs(null, '/files/sweep', { method: 'POST', headers, body })).status).toBe(200)
    expect(await last('POST /files/sweep')).toMatchObject({ member: null, name: null, about: { operator: true } })
    await served.sendAs(null, '/files/sweep', { hours: 1, isTrial: true })
    expect(await last('POST /files/sweep')).toMatchObject({ member: null, outcome: 'refused', about: {} })
  })

  it('is shown page by page, by member, kind, outcome and day, to the audit administrator alone', async () => {
    const all = (await acts('limit=500')).acts
    const first = await acts('limit=2')
    expect(first.acts).toEqual(all.slice(0, 2))
    expect((await acts(`limit=2&after=${first.after}`)).acts).toEqual(all.slice(2, 4))
    const signedIn = await acts('kind=sign-in')
    expect(signedIn.acts.map(({ about }) => about['factor'])).toContain('password')
    expect(signedIn.kinds).toContain('POST /files/sweep')
    expect((await acts('outcome=failed')).acts).toEqual([])
    expect((await acts('to=2000-01-01')).acts).toEqual([])
    for (const cookie of [served.cookie, guard, null]) {
      for (const path of ['', '/verified', '/export']) {
        expect((await served.askAs(cookie, `/acts${path}`)).status).toBe(cookie === null ? 401 : 403)
      }
    }
    const { body } = await served.askAs<ActsVerified>(auditor, '/acts/verified')
    expect(body).toMatchObject({ broken: null })
  })

  it('is handed out as a table in which nothing is a formula, and that is noted, too', async () => {
    const cookie = await served.enter('/auth/sign-in/username', {
      username: 'tang',
      password: 'stone-winter-river-8',
    })
    await served.sendAs(cookie, '/session/name', { name: '+SUM(A1)' })
    const table = await exported()
    expect(table.startsWith('\ufeffnumber,at,member,name,kind,')).toBe(true)
    const lines = table.slice(1).trimEnd().split('\r\n')
    const { acts: shown } = await acts('limit=500')
    expect(shown[0]).toMatchObject({ name: '裴审', kind: 'GET /acts/export', outcome: 'done' })
    // Whether the act of handing it out is still handed out itself is for chance.
    const numbers = shown.map(({ number }) => String(number)).toReversed()
    const handedOut = lines.slice(1).map((line) => line.split(',')[0])
    expect(handedOut).toEqual(numbers.slice(0, handedOut.length))
    expect(handedOut.length).toBeGreaterThanOrEqual(numbers.length - 1)
    expect(table).toContain(`,"'=唐""知远"", 经办",sign-in,`)
    expect(table).toContain(`,'+SUM(A1),POST /session/name,`)
    expect(table).toContain(`"{""name"":""+SUM(A1)""}"`)
    const day = shown[0]?.at.slice(0, 10)
    const some = await exported(`kind=sign-in&outcome=done&from=${day}&to=2099-12-31`)
    const [noted] = (await acts('limit=1')).acts
    expect(noted?.about).toEqual({ kind: 'sign-in', outcome: 'done', from: day, until: '2099-12-31' })
    const meant = shown.filter(({ kind, outcome }) => kind === 'sign-in' && outcome === 'done').toReversed()
    const chosen = some.trimEnd().split('\r\n').slice(1)
    expect(chosen.map((line) => Number(line.split(',')[0]))).toEqual(meant.map(({ number }) => number))
    expect((await exported('to=2000-01-01')).trimEnd().split('\r\n')).toHaveLength(1)
    expect((await served.askAs(auditor, '/acts/export?from=then')).status).toBe(400)
    const hashes = lines.slice(1).map((line) => line.split(',').slice(-2))
    for (const [index, [previous]] of hashes.entries()) expect(previous).toBe(hashes[index - 1]?.[1] ?? '')
  })
})
