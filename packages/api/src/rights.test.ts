import { randomBytes } from 'node:crypto'
import { ADMINISTRATIONS, type MemberId, type Role, ROLES, type SideId } from '@handclasp/domain'
import { type Database, empty, engines, openPlace, type Place } from '@handclasp/ledger/engines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CooperationView, Problem, SessionView, SourcePage, VerificationView } from './index.ts'
import { ROUTES } from './routes.ts'
import { FIRST, PEER, type Trial, trial } from './trial.ts'
import { type Asking, HOLDERS, type Right, type Row, ROWS } from './trial-rights.ts'
import { inside, next, ORGANISATION, sent, stock, type Things, things } from './trial-things.ts'

interface Somebody {
  readonly called: string
  readonly member: MemberId | null
  readonly cookie: string | null
  /** Their roles on each side of the first cooperation. */
  readonly on: readonly (readonly Role[])[]
  /** What else they are: of an administration, the first member. */
  readonly also: readonly string[]
}

/** A question about things of a side. */
interface Question {
  readonly route: string
  readonly of: Things
  readonly others: Things
  /** For which side it is asked: that of the things, unless told. */
  readonly side?: SideId
  readonly chain?: 'shared' | 'internal'
  readonly isDraft?: boolean
}

const ALL = ['clerk', 'approver', 'office'] as const satisfies readonly Role[]
const regions = (...names: readonly string[]) => names.map((name) => [{ name, code: null }])
const isOfSides = (route: string, { sides }: Row) =>
  (sides ?? (route.includes('/cooperations/:id') ? 'each' : 'none')) === 'each'
const isHeld = (right: Right, roles: readonly string[]) => HOLDERS[right].split(' ').some((one) => roles.includes(one))

/** What somebody is to be told, by the table of these tests alone. */
function expected({ on, also, cookie }: Somebody, row: Row, right: Right, side: 0 | 1 | null): string {
  const all = [...on.flat(), ...also, cookie === null ? 'nobody' : 'member']
  if (!isHeld(right, all)) return cookie === null ? 'sign-in-needed' : 'not-permitted'
  if (side !== null && !isHeld(right, on[side] ?? [])) {
    return (isHeld('see', on[side] ?? []) ? row.seen : row.hidden) ?? 'not-permitted'
  }
  return row.refused ?? 'done'
}

/** What an answer says: the code of a refusal, that there is nothing, or that it was done. */
function said({ ok, text }: { readonly ok: boolean; readonly text: string }): string {
  if (ok) return text === '{"entries":[]}' ? 'nothing' : 'done'
  return (JSON.parse(text) as Problem).refusal.code
}

/** A request of a route: names in its path that nothing stands for name what there is not. */
function requestOf({ route, of, side = of.side, isDraft = false }: Question, { names = {}, query, body }: Asking) {
  const [method = '', pattern = ''] = route.split(' ')
  const known: Readonly<Record<string, string>> = { id: of.cooperation, ...names }
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => known[name] ?? 'none')
  const parameters = new URLSearchParams({ side, ...query, ...(isDraft ? { draft: '1' } : {}) })
  const headers = { [PEER]: `peer ${next()}` }
  const address = `${path}?${parameters.toString()}`
  if (method === 'GET') return { address, init: { headers } }
  return {
    address,
    init: { method, headers, body: body instanceof Uint8Array ? body : JSON.stringify({ side, ...body }) },
  }
}

/** Words that somebody is not to see: those kept inside a side of theirs, those sent there, and all of elsewhere. */
function leaksIn(text: string, { on }: Somebody, here: readonly Things[], there: readonly Things[]) {
  const isSeen = on.some((roles) => isHeld('see', roles) || isHeld('see-own', roles))
  const hidden = [
    ...here.flatMap(({ mark }, side) => [
      ...(isHeld('see', on[side] ?? []) ? [] : [inside(mark)]),
      ...(isSeen ? [] : [sent(mark)]),
    ]),
    ...there.flatMap(({ mark }) => [inside(mark), sent(mark)]),
  ]
  return hidden.filter((words) => text.includes(words))
}

/** A side's things, and those of the other. */
const facing = (of: readonly [Things, Things], side: number): readonly [Things, Things] =>
  side === 0 ? of : [of[1], of[0]]

/** All questions of a route: of each side it tells apart, of both chains, to be drafted or not. */
function questionsOf(all: readonly [Things, Things], route: string, row: Row) {
  return (isOfSides(route, row) ? ([0, 1] as const) : ([0] as const)).flatMap((at) =>
    (row.chains ? (['shared', 'internal'] as const) : (['internal'] as const)).flatMap((chain) =>
      (row.drafted ? [false, true] : [false]).map((isDraft) => {
        const right = (isDraft && row.drafted) || row.right
        const [of, others] = facing(all, at)
        return { route, chain, isDraft, of, others, at, right }
      }),
    ),
  )
}

/** Two cooperations on one server, with somebody of every kind in the first, and things of all sides. */
async function world(served: Trial) {
  const first = (await served.accounts.members()).find(({ loginName }) => loginName === FIRST.loginName)?.id
  const somebody = async (called: string, on: Somebody['on'], also: Somebody['also'] = []): Promise<Somebody> => {
    const loginName = called.replaceAll(' ', '-')
    const password = randomBytes(12).toString('hex')
    const made = await served.accounts.addMember({ loginName, name: called, password })
    if (!made.ok) throw new Error(made.refusal.code)
    const member = made.value.id
    const cookie = await served.enter('/auth/sign-in/username', { username: loginName, password })
    return { called, member, cookie, on, also }
  }
  const give = async (cooperation: CooperationView, member: MemberId | null, on: Somebody['on']) => {
    for (const [index, roles] of on.entries()) {
      const side = cooperation.sides[index]?.id
      if (side === undefined || member === null) throw new Error('nobody acts nowhere')
      const wanted = { cooperation: cooperation.id, side, member, roles, organisation: ORGANISATION, by: null }
      const given = await served.accounts.setRoles(wanted)
      if (!given.ok) throw new Error(given.refusal.code)
    }
  }
  /** Opens a cooperation whose sides are acted for by one maker each, and no more by the first member. */
  const begin = async (names: readonly string[], marks: readonly string[], other: readonly Role[]) => {
    const { body } = await served.send<CooperationView>('/cooperations', { sides: regions(...names), own: 0 })
    await served.send(`/cooperations/${body.id}/hosted`, { side: body.sides[1]?.id })
    const makers: Somebody[] = []
    for (const [index] of body.sides.entries()) {
      const on = body.sides.map((_, side) => (side === index ? ALL : other))
      const maker = await somebody(`maker of ${names[index]}`, on)
      await give(body, maker.member, on)
      makers.push(maker)
    }
    await give(body, first ?? null, [[], []])
    const bound = body.sides.map(({ id }) => id)
    const of = makers.map(({ cookie }, index) => {
      const side = bound[index] as SideId
      return things(served, { cookie: cookie ?? '', cooperation: body.id, side, bound, mark: marks[index] ?? '' })
    })
    return { view: body, makers, of: of as [Things, Things] }
  }
  const here = await begin(['霁原省', '翎川省'], ['甲', '乙'], ['delegate'])
  const there = await begin(['澜江省', '峦北省'], ['丙', '丁'], [])
  const everybody: Somebody[] = [...here.makers]
  const acting: Somebody['on'][] = ROLES.flatMap((role) => [
    [[role], []],
    [[], [role]],
  ])
  // Somebody of both sides does for one what their roles on the other do not let them.
  for (const on of [...acting, [['approver'], ['clerk', 'office']]] as const) {
    const who = await somebody(on.map((roles) => roles.join(' and ') || 'nothing').join(' here '), on)
    await give(here.view, who.member, on)
    everybody.push(who)
  }
  for (const administration of ADMINISTRATIONS) {
    const who = await somebody(administration, [[], []], [administration])
    if (who.member) await served.accounts.setAdministration(who.member, administration)
    everybody.push(who)
  }
  const nothing = { member: null, on: [[], []] }
  everybody.push({ ...nothing, called: 'founder', cookie: served.cookie, also: ['founder', 'system'] })
  everybody.push({ ...nothing, called: 'nobody', cookie: null, also: [] })
  for (const of of [...here.of, ...there.of]) await stock(of)
  return { here, there, everybody, somebody, give }
}

describe.each(engines())('rights over $name', (engine) => {
  let place: Place
  let database: Database
  let served: Trial
  let here: Awaited<ReturnType<typeof world>>['here']
  let there: typeof here
  let everybody: readonly Somebody[]
  let come: Pick<Awaited<ReturnType<typeof world>>, 'somebody' | 'give'>
  const faults: unknown[] = []
  beforeAll(async () => {
    place = await engine.make()
    database = await openPlace(place)
    await empty(database)
    served = await trial(database, place, faults)
    ;({ here, there, everybody, ...come } = await world(served))
  }, 120_000)
  afterAll(async () => {
    expect(await served.verified()).toMatchObject({ faults: [] })
    await database.close()
    await engine.drop(place)
    expect(faults).toEqual([])
  })

  /** What was made for a question that was refused, and can be asked about again. */
  const unused = new Map<string, Asking>()
  /** Asks as somebody, of things that are made for it; says how often words were shown to whom they are not for. */
  const answer = async (who: Somebody, question: Question) => {
    const { route, of, others, chain = 'internal', isDraft = false } = question
    const key = [route, of.mark, chain, isDraft].join(' ')
    const asking = unused.get(key) ?? (await ROWS[route]?.ask?.(of, others, chain)) ?? {}
    const { address, init } = requestOf(question, asking)
    const reached = await served.answered(who.cookie, address, init)
    const text = await reached.text()
    const { ok } = reached
    if (ok && !route.startsWith('GET ')) unused.delete(key)
    else unused.set(key, asking)
    if (ok && route === 'POST /rebuilding') await ended('/rebuilding')
    if (ok && route === 'POST /session/resigned') await appoint(who)
    // The ledger is verified once it was made anew.
    if (ok && /^POST .(verification|rebuilding)$/.test(route)) await ended('/verification')
    return { ok, text, leaks: leaksIn(text, who, here.of, there.of) }
  }
  const ended = async (path: string) => {
    const { cookie } = everybody.find(({ called }) => called === 'system') ?? {}
    while ((await served.askAs<VerificationView>(cookie ?? null, path)).body.running) await Promise.resolve()
  }
  /** Gives back what somebody administered, for all that is asked of them later. */
  const appoint = async ({ cookie, also }: Somebody) => {
    const { member } = (await served.askAs<SessionView>(cookie, '/session')).body
    const held = ADMINISTRATIONS.find((each) => also.includes(each))
    expect(member?.administration).toBeNull()
    if (member && held) await served.accounts.setAdministration(member.id, held)
  }
  it('are named by a row for every route, and every row is of a route', () => {
    const routes = served.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.slice('/api'.length).replace(/\/$/, '')}`)
    expect([...new Set(routes)].toSorted()).toEqual(Object.keys(ROUTES).toSorted())
    expect(Object.keys(ROWS).toSorted()).toEqual(Object.keys(ROUTES).toSorted())
  })

  it.each(Object.entries(ROWS))(
    'let through to %s whoever has its right, on their own side alone',
    async (route, row) => {
      const wrong: object[] = []
      for (const { at, right, ...question } of questionsOf(here.of, route, row)) {
        const { of, chain, isDraft } = question
        for (const who of everybody) {
          const got = await answer(who, question)
          const meant = expected(who, row, right, isOfSides(route, row) ? at : null)
          const isShown = meant !== 'done' || !row.shows || got.text.includes(row.shows(of.mark))
          if (said(got) === meant && isShown && got.leaks.length === 0) continue
          wrong.push({
            who: who.called,
            of: of.mark,
            chain,
            isDraft,
            meant,
            said: said(got),
            isShown,
            leaks: got.leaks,
          })
        }
      }
      expect(wrong).toEqual([])
    },
    120_000,
  )

  const strange = Object.entries(ROWS).filter(([, row]) => row.strange !== undefined)
  it.each(strange)(
    'reach no thing of another side through %s for one’s own',
    async (route, row) => {
      // What is drafted is tried when it is sent.
      for (const { at, right, ...question } of questionsOf(here.of, route, { ...row, drafted: undefined })) {
        const { of, others } = question
        const isStrange = ({ on }: Somebody) => isHeld(right, on[at] ?? []) && !isHeld('see', on[1 - at] ?? [])
        for (const who of everybody.filter(isStrange)) {
          const got = await answer(who, { ...question, of: others, others: of, side: of.side })
          expect([said(got), got.leaks], `${who.called} for ${of.mark}`).toEqual([row.strange, []])
        }
      }
    },
    60_000,
  )

  const ofSides = Object.entries(ROWS).filter(([route, row]) => route.includes('/:id') || isOfSides(route, row))
  it.each(ofSides)(
    'tell of another cooperation nothing through %s',
    async (route, row) => {
      const [of, others] = there.of
      for (const who of everybody.filter(({ on }) => on.flat().length > 0)) {
        for (const { right, chain, isDraft } of questionsOf(here.of, route, row)) {
          const meant = isHeld(row.door ?? right, who.on.flat())
            ? (row.apart ?? 'cooperation-unknown')
            : 'not-permitted'
          const got = await answer(who, { route, of, others, chain, isDraft })
          expect([said(got), got.leaks], who.called).toEqual([meant, []])
        }
      }
    },
    60_000,
  )

  it.each(ROLES)('let a %s leave by themselves, on their own side', async (role) => {
    const [own, other] = here.of
    const who = await come.somebody(`leaving ${role}`, [[role], []])
    await come.give(here.view, who.member, who.on)
    const leave = (side: SideId) =>
      served.sendAs(who.cookie, `/cooperations/${own.cooperation}/members/${who.member}/left`, { side, to: null })
    expect(await leave(other.side)).toMatchObject({ status: 403, body: { refusal: { code: 'not-permitted' } } })
    expect(await leave(own.side)).toMatchObject({ status: 200 })
    const gone = await served.askAs(who.cookie, `/cooperations/${own.cooperation}/members?side=${own.side}`)
    expect(gone).toMatchObject({ status: 403, body: { refusal: { code: 'not-permitted' } } })
  })

  it('show each side what the other sent', async () => {
    for (const [side, { cookie }] of here.makers.entries()) {
      const [own, other] = facing(here.of, side)
      const path = `/cooperations/${here.view.id}/sent?side=${own.side}`
      expect(JSON.stringify((await served.askAs(cookie, path)).body)).toContain(sent(other.mark))
    }
  })

  it('show a delegate what their organisation leads and what it supports, and nothing else', async () => {
    const [of] = here.of
    const { cookie } = everybody.find(({ called }) => called.startsWith('delegate here')) ?? {}
    const another = [{ side: of.side, organisation: { name: '霁原大学', code: null } }]
    const texts = ['牵头的', '配合的', '别人的'].map((words) => `${sent(of.mark)}${words}`)
    for (const [index, text] of texts.entries()) {
      const { terms, ...proposal } = of.proposal(text)
      const changed = [{}, { leads: another, supporters: terms.leads }, { leads: another }][index]
      const input = { side: of.side, ...proposal, terms: { ...terms, ...changed } }
      const path = `/cooperations/${of.cooperation}/commitments`
      expect((await served.sendAs(of.cookie, path, input)).status).toBe(201)
    }
    const seen = JSON.stringify((await served.askAs(cookie ?? null, `/cooperations/${of.cooperation}/own`)).body)
    expect(texts.map((text) => seen.includes(text))).toEqual([true, true, false])
  })

  it('tell which cooperation is open already to whoever acts there alone', async () => {
    const input = { sides: regions('峦北省', '澜江省'), own: 0 }
    const refusals = await Promise.all(
      [here, there].map(async ({ makers: [maker] }) => {
        const { status, body } = await served.sendAs<Problem>(maker?.cookie ?? null, '/cooperations', input)
        return [status, body.refusal]
      }),
    )
    const code = 'cooperation-already-open'
    expect(refusals).toEqual([
      [409, { code, cooperation: null }],
      [409, { code, cooperation: there.view.id }],
    ])
  })

  it('erase no page, and no words, of a side by an office on another', async () => {
    const [of] = there.of
    const who = await come.somebody('office there clerk here', [['office'], []])
    await come.give(here.view, who.member, who.on)
    await come.give(there.view, who.member, [['clerk'], []])
    const erase = async (hash: string, also: readonly object[]) => {
      const input = { ground: 'mistake', note: null, also }
      return (await served.sendAs<Problem>(who.cookie, `/sources/${hash}/erasure`, input)).body.refusal?.code
    }
    const { hash } = await of.page()
    expect((await served.askAs(who.cookie, `/sources/${hash}`)).status).toBe(200)
    expect((await served.askAs(who.cookie, `/sources/${hash}/erasure`)).body).toEqual({ entries: [] })
    expect(await erase(hash, [])).toBe('not-permitted')

    const page = await here.of[0].page()
    const quoting = { cooperation: of.cooperation, side: of.side, chain: 'internal', seq: await of.quote(page.hash) }
    expect(await erase(page.hash, [quoting])).toBe('entry-unknown')
    expect(await erase(page.hash, [])).toBe(undefined)
  })

  it('change nothing in a page of a side by a clerk of another, until that side holds it, too', async () => {
    const [of] = here.of
    const who = await come.somebody('approver here clerk there', [['approver'], ['clerk']])
    await come.give(here.view, who.member, who.on)
    const { hash, open, at, part } = await of.cut()
    const waiting = await of.page()
    const decisions = [{ finding: part, verdict: 'rejected', reason: null }]
    const { cooperation } = of
    const deeds: readonly (readonly [string, object])[] = [
      [`/sources/${waiting.hash}/split`, { finding: waiting.open, at: waiting.at }],
      [`/sources/${hash}/join`, { finding: part }],
      [`/sources/${hash}/read-again`, {}],
      [`/sources/${hash}/decisions`, { cooperation, decisions }],
      [`/sources/${hash}/undo`, { cooperation, findings: [part] }],
    ]
    const before = await served.askAs<SourcePage>(who.cookie, `/sources/${hash}`)
    expect(before.status).toBe(200)
    for (const [path, input] of deeds) {
      const { status, body } = await served.sendAs<Problem>(who.cookie, path, input)
      expect([status, body.refusal], path).toEqual([403, { code: 'not-permitted', right: 'keep' }])
    }
    expect(await served.askAs(who.cookie, `/sources/${hash}`)).toEqual(before)

    const taken = await served.askAs(who.cookie, `/sources?name=${encodeURIComponent(before.body.name)}`, {
      method: 'POST',
      body: new TextEncoder().encode(before.body.text),
    })
    expect(taken).toMatchObject({ body: { hash } })
    expect(await served.sendAs(who.cookie, `/sources/${hash}/join`, { finding: part })).toMatchObject({ status: 200 })
    const again = await served.sendAs(who.cookie, `/sources/${hash}/split`, { finding: open, at })
    expect(again).toMatchObject({ status: 200 })
  })

  it('decide on a page for no cooperation but one’s own', async () => {
    const [maker] = here.makers
    const { hash, open } = await here.of[0].page()
    const decisions = [{ finding: open, verdict: 'rejected', reason: null }]
    const input = { cooperation: there.view.id, decisions }
    const { status, body } = await served.sendAs<Problem>(maker?.cookie ?? null, `/sources/${hash}/decisions`, input)
    expect([status, body.refusal.code]).toEqual([404, 'cooperation-unknown'])
  })
})
