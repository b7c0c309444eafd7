import { randomBytes } from 'node:crypto'
import { ADMINISTRATIONS, type Administration, type MemberId, type Role, ROLES, type SideId } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInstallationRight, isSideRight } from './caller.ts'
import type { CooperationView, Problem, SourceKept, Written } from './index.ts'
import { INSTALLATION_RIGHTS, rolesWith } from './rights.ts'
import { GIVEN_BY, type RouteRight, ROUTES } from './routes.ts'
import { type Ask, trial } from './trial.ts'

const REGIONS = [[{ name: '霁原省', code: null }], [{ name: '翎川省', code: null }]]
const NONE = '0'.repeat(64)
const TERMS = {
  text: '共建平台',
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
const WORDS = { name: '深化合作', kind: 'framework', count: 1, parties: [], signatories: [], signed: true }
const DAYS = { signedOn: null, inForce: null, expires: null, quote: null }

/** What is sent to each route that writes, so that it is well formed and, where it can be, changes nothing. */
const BODIES: Readonly<Record<string, object | null>> = {
  'POST /session/setup': { code: 'x', loginName: 'x', name: 'x', password: 'x' },
  'POST /session/demonstration': { member: 'mem_0' },
  'POST /session/ended': { session: 'none' },
  'POST /session/unlinked': {},
  'POST /session/name': { name: '同名' },
  'POST /invitations/:token/accepted': { as: 'signed-in' },
  'POST /passwords/:token': { password: 'x' },
  'POST /sources': null,
  'POST /sources/:hash/read-again': {},
  'POST /sources/:hash/split': { finding: 'fnd_0', at: 1 },
  'POST /sources/:hash/join': { finding: 'fnd_0' },
  'POST /sources/:hash/decisions': {
    cooperation: 'ID',
    decisions: [{ finding: 'fnd_0', verdict: 'rejected', reason: null }],
  },
  'POST /sources/:hash/undo': { cooperation: 'ID', findings: ['fnd_0'] },
  'POST /sources/:hash/erasure': { ground: 'mistake', note: null, also: [] },
  'POST /cooperations': { sides: [REGIONS[0], REGIONS[0]], own: 0 },
  'POST /cooperations/:id/hosted': { side: 'SIDE' },
  'POST /cooperations/:id/written': {
    package: null,
    within: null,
    agreements: [{ id: null, replaces: null, follows: null, words: { ...WORDS, ...DAYS } }],
  },
  'POST /cooperations/:id/texts': {
    id: null,
    replaces: null,
    agreement: 'agr_0',
    title: '文本',
    text: '第一条',
    dated: null,
  },
  'POST /cooperations/:id/programmes': {
    id: null,
    of: 'SIDE',
    pairs: [],
    replaces: null,
    name: '战略',
    document: null,
    issued: null,
    quote: null,
  },
  'POST /cooperations/:id/attachments': {
    id: null,
    file: NONE,
    to: { kind: 'package', id: 'pkg_0' },
    replaces: null,
    name: '件',
    note: null,
  },
  'POST /cooperations/:id/dropped': { of: 'package', id: 'pkg_0', reason: null },
  'POST /cooperations/:id/views': { id: null, name: '视图', address: '' },
  'POST /cooperations/:id/views/:view/moved': { place: 0 },
  'POST /cooperations/:id/views/:view/dropped': {},
  'POST /cooperations/:id/erasures': {
    entries: [{ chain: 'internal', seq: 9_999 }],
    ground: 'mistake',
    note: null,
  },
  'POST /cooperations/:id/commitments': {
    commitment: null,
    parent: null,
    bound: ['SIDE'],
    ending: null,
    terms: TERMS,
    note: null,
  },
  'POST /cooperations/:id/commitments/:commitment/answers': { version: 'ver_0', stance: 'accepted', note: null },
  'POST /cooperations/:id/sides': { regions: REGIONS[0] ?? [], institution: null, note: null },
  'POST /cooperations/:id/sides/:version/answers': { stance: 'declined', note: null },
  'POST /cooperations/:id/sent': { records: [{ of: 'package', id: 'pkg_0', seq: 1 }] },
  'POST /cooperations/:id/same': {
    of: 'package',
    mine: 'pkg_0',
    theirs: 'pkg_1',
    whose: 'SIDE',
    said: 'same',
    note: null,
    records: [],
  },
  'POST /cooperations/:id/drafts/:draft/judged': { seq: 1, verdict: 'checked', note: null },
  'POST /cooperations/:id/drafts/:draft/sent': { seq: 1 },
  'POST /cooperations/:id/drafts/:draft/dropped': { reason: null },
  'POST /cooperations/:id/four-eyes': { required: false, note: null },
  'POST /cooperations/:id/invitations': { roles: ['clerk'], organisation: null, note: null },
  'POST /cooperations/:id/invitations/withdrawn': { invitation: 'inv_0' },
  'POST /cooperations/:id/members/:member/roles': { roles: ['clerk'], organisation: null },
  'POST /cooperations/:id/members/:member/left': { to: null },
  'PUT /files/:file': null,
  'POST /files/sweep': { hours: 0, isTrial: true },
  'POST /verification': {},
  'POST /rebuilding': {},
  'POST /administration/members/:member': { deed: 'lock' },
  'POST /administration/members/:member/reset': {},
  'POST /administration/invitations': { administration: 'audit', note: null },
  'POST /administration/invitations/withdrawn': { invitation: 'inv_0' },
}

interface Somebody {
  readonly called: string
  readonly cookie: string | null
  readonly role: Role | null
  /** Of the sides in their order; null for who acts for none. */
  readonly side: 0 | 1 | null
  readonly administration: Administration | null
}

/** Whether somebody may take a route, said apart from the code that decides it. */
function may({ role, administration, cookie }: Somebody, right: RouteRight): boolean {
  if (right === 'anybody') return true
  if (cookie === null) return false
  if (right === 'signed-in') return true
  if (right === 'verify' && administration === 'system') return true
  if (isInstallationRight(right)) {
    return administration !== null && (INSTALLATION_RIGHTS[right] as readonly Administration[]).includes(administration)
  }
  return role !== null && rolesWith(isSideRight(right) ? right : GIVEN_BY[right]).includes(role)
}

/** A request of a route, about a side, well formed. */
function requestFor(
  route: string,
  { id, source, side }: { readonly id: string; readonly source: string; readonly side: string },
  isDraft: boolean,
): { readonly address: string; readonly init: Ask } {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern
    .replace(':id', id)
    .replace(':hash', source)
    .replace(':file', NONE)
    .replace(':chain', 'internal')
    .replace(':seq', '1')
    .replace(':side', side)
    .replace(/:(\w+)/g, (_, name: string) => `${name.slice(0, 3)}_0`)
  const query = `side=${side}&q=${encodeURIComponent('合作')}&by=state&from=2026-01-01&to=2026-12-31&name=b`
  const address = `${path}?${query}${isDraft ? '&draft=1' : ''}`
  if (method === 'GET') return { address, init: {} }
  const text = JSON.stringify({ side, ...BODIES[route] })
    .replaceAll('"ID"', `"${id}"`)
    .replaceAll('"SIDE"', `"${side}"`)
  return { address, init: { method, body: BODIES[route] === null ? '密语' : text } }
}

describe.each(engines())('rights over $name', (engine) => {
  let place: Place
  let database: Database
  let served: Awaited<ReturnType<typeof trial>>
  let id: string
  let sides: readonly SideId[]
  let source: string
  const everybody: Somebody[] = []
  const faults: unknown[] = []
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await empty(database)
    served = await trial(database, place, faults)
    const opened = (await served.send<CooperationView>('/cooperations', { sides: REGIONS, own: 0 })).body
    id = opened.id
    sides = opened.sides.map((side) => side.id)
    await served.send(`/cooperations/${id}/hosted`, { side: sides[1] })
    for (const side of [0, 1] as const) {
      for (const role of ROLES) everybody.push(await somebody(`${role} of ${side}`, { role, side }))
    }
    for (const administration of ADMINISTRATIONS) everybody.push(await somebody(administration, { administration }))
    everybody.push({ called: 'nobody', cookie: null, role: null, side: null, administration: null })
    const kept = await served.ask<SourceKept>('/sources?name=a', {
      method: 'POST',
      body: new TextEncoder().encode('霁原省、翎川省签署合作协议。\n密语在此页\n'),
    })
    source = kept.body.hash
  }, 120_000)
  afterAll(async () => {
    await served.verified()
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })

  async function somebody(
    called: string,
    { role = null, side = null, administration = null }: Partial<Omit<Somebody, 'called' | 'cookie'>>,
  ): Promise<Somebody> {
    const { accounts } = served
    const password = randomBytes(12).toString('hex')
    const loginName = called.replaceAll(' ', '-')
    const made = await accounts.addMember({ loginName, name: called, password })
    if (!made.ok) throw new Error(made.refusal.code)
    const member: MemberId = made.value.id
    if (role !== null && side !== null) {
      const organisation = role === 'delegate' ? '霁原农业集团' : null
      const on = { cooperation: id as never, side: sides[side] as SideId }
      const given = await accounts.setRoles({ ...on, member, roles: [role], organisation, by: null })
      if (!given.ok) throw new Error(given.refusal.code)
    }
    if (administration !== null) await accounts.setAdministration(member, administration)
    const cookie = await served.enter('/auth/sign-in/username', { username: loginName, password })
    return { called, cookie, role, side, administration }
  }

  /** Asks for a route about a side as somebody; gives what it was answered. */
  const asked = (who: Somebody, route: string, side: SideId | undefined, isDraft: boolean) => {
    const { address, init } = requestFor(route, { id, source, side: side ?? '' }, isDraft)
    return served.askAs<Partial<Problem>>(who.cookie, address, init)
  }

  it('are named by a row for every route, and every row is of a route', () => {
    const there = served.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.slice('/api'.length).replace(/\/$/, '')}`)
    expect([...new Set(there)].toSorted()).toEqual(Object.keys(ROUTES).toSorted())
    const writing = Object.keys(ROUTES).filter((route) => !route.startsWith('GET '))
    expect(Object.keys(BODIES).toSorted()).toEqual(writing.toSorted())
  })

  it.each(Object.keys(ROUTES).filter((route) => !/export|rebuilding|left$/.test(route)))(
    'let through to %s whoever has its right, on their own side alone',
    async (route) => {
      const { right, drafted } = ROUTES[route] ?? { right: 'anybody' }
      for (const who of everybody) {
        for (const isDraft of drafted ? [false, true] : [false]) {
          const taken = isDraft && drafted ? drafted : right
          const own = sides[who.side ?? 0]
          const { status, body } = await asked(who, route, own, isDraft)
          const code = body.refusal?.code ?? ''
          const told = `${who.called}: ${status} ${code}`
          const isLetThrough = !['not-permitted', 'sign-in-needed', 'too-many'].includes(code)
          const isMeant = may(who, taken)
          if (route !== 'POST /invitations/:token/accepted') expect(isLetThrough, told).toBe(isMeant)
          if (!isMeant || !isSideRight(taken) || route.includes('/sources/')) continue
          const other = await asked(who, route, sides[1 - (who.side ?? 0)], isDraft)
          const refusal = other.body.refusal?.code
          // What all sides see is the same for each of them: it is asked for no side.
          const isOfAll = right === 'see' && other.status < 300 && /commitments|serving|sent\/:side/.test(route)
          const isRefused = refusal === 'not-permitted' || other.status === 404
          const isHosting = route === 'POST /cooperations/:id/hosted'
          if (right !== 'see-own') expect(isRefused || isOfAll || isHosting, `${who.called}: ${refusal}`).toBe(true)
        }
      }
    },
    60_000,
  )

  it('let everybody leave by themselves, and the office see others off', async () => {
    const office = everybody.find(({ called }) => called === 'office of 0')
    const [leaver, stayer] = [
      await somebody('leaver', { role: 'clerk', side: 0 }),
      await somebody('stayer', { role: 'delegate', side: 0 }),
    ]
    const idOf = async (name: string) => (await served.accounts.members()).find((each) => each.name === name)?.id ?? ''
    const leave = (who: Somebody | undefined, member: string) =>
      served.sendAs<Partial<Problem>>(who?.cookie ?? null, `/cooperations/${id}/members/${member}/left`, {
        side: sides[0],
        to: null,
      })
    expect(await leave(leaver, await idOf('stayer'))).toMatchObject({ status: 403 })
    expect(await leave(stayer, await idOf('leaver'))).toMatchObject({ status: 403 })
    expect(await leave(leaver, await idOf('leaver'))).toMatchObject({ status: 200 })
    expect(await leave(office, await idOf('stayer'))).toMatchObject({ status: 200 })
    const gone = await served.askAs(leaver.cookie, `/cooperations/${id}/ledger?side=${sides[0]}`)
    expect(gone.status).toBe(403)
  })

  it('show the other side what was sent, and nothing that was kept inside', async () => {
    const path = `/cooperations/${id}`
    const [own] = sides
    const bundle = { id: null, replaces: null, parts: [1, 7], signedOn: null, place: null, quote: null }
    const write = async (name: string) =>
      (await served.send<Written>(`${path}/written`, { package: { ...bundle, name }, within: null, agreements: [] }))
        .body
    const sent = await write('明示组合')
    await write('密语组合')
    const terms = { ...TERMS, text: '密语事项' }
    const proposal = { side: own, commitment: null, parent: null, bound: sides, ending: null, terms, note: null }
    await served.send(`${path}/commitments?draft=1`, proposal)
    const held = await served.ask<{ packages: { id: string; seq: number }[] }>(`${path}/ledger?side=${own}`)
    const seq = held.body.packages.find((each) => each.id === sent.package)?.seq
    await served.send(`${path}/sent`, { side: own, records: [{ of: 'package', id: sent.package, seq }] })
    const others = everybody.filter(({ side }) => side === 1)
    let shown = 0
    for (const who of [...others, ...everybody.filter(({ administration }) => administration !== null)]) {
      for (const route of Object.keys(ROUTES).filter((each) => each.startsWith('GET ') && !each.includes('export'))) {
        const { body } = await asked(who, route, sides[1], false)
        const text = JSON.stringify(body)
        expect(text, `${who.called} ${route}`).not.toContain('密语')
        if (text.includes('明示组合')) shown++
      }
    }
    expect(shown).toBeGreaterThanOrEqual(3)
  }, 60_000)
})
