import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import type { Member } from './members.ts'
import { Browser, first, join, openTrial, PEER, reopen } from './trial.ts'

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)
const MINUTE = 60
const HOUR = 3600
/** The next full minute: what is reckoned from here is exact. */
const START = Math.ceil(Date.now() / 60_000) * 60_000
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString()

describe.each(engines())('sessions on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  let member: Member
  let browser: Browser
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START })
    accounts = await openTrial(scratch.sql)
    member = await first(accounts)
    browser = new Browser(accounts)
    await browser.signIn('wang.wei')
  })
  afterEach(() => vi.useRealTimers())
  afterAll(() => scratch.close())

  it('[A20] last half an hour without use, and are lengthened by use once a minute at most', async () => {
    expect(await browser.who()).toMatchObject({ expires: at(30 * MINUTE), cookies: [] })
    pass(59)
    expect(await browser.who()).toMatchObject({ expires: at(30 * MINUTE), cookies: [] })
    pass(1)
    const used = await browser.who()
    expect(used).toMatchObject({ expires: at(31 * MINUTE), ends: at(12 * HOUR) })
    expect(used?.cookies).toEqual([
      expect.stringMatching(/^handclasp\.session_token=\S+; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    pass(30 * MINUTE - 1)
    expect(await browser.who(true)).not.toBeNull()
    pass(1)
    expect(await browser.who()).toBeNull()
    pass(1)
    expect(await browser.post('/two-factor/enable', { password: 'x' })).toMatchObject({
      body: { refusal: { code: 'sign-in-needed' } },
    })
  })

  it('[A20] are not lengthened by a poll', async () => {
    for (let minute = 0; minute < 29; minute++) {
      pass(MINUTE)
      expect(await browser.who(true)).toMatchObject({ expires: at(30 * MINUTE), cookies: [] })
    }
    pass(MINUTE)
    expect(await browser.who(true)).toBeNull()
  })

  it('[A21] end after twelve hours whatever the use, by the library too', async () => {
    for (let use = 0; use < 35; use++) {
      pass(20 * MINUTE)
      expect(await browser.who()).not.toBeNull()
    }
    pass(15 * MINUTE)
    const late = await browser.who()
    expect(late).toMatchObject({ expires: at(12 * HOUR), ends: at(12 * HOUR) })
    expect(late?.cookies[0]).toContain('Max-Age=300;')
    pass(2 * MINUTE)
    await browser.post('/two-factor/enable', { password: 'wrong wrong wrong' })
    expect(await browser.who(true)).toMatchObject({ expires: at(12 * HOUR) })
    pass(3 * MINUTE)
    expect(await browser.who()).toBeNull()
  })

  it('[A22] are known by a signed cookie alone: no token from the database opens anything', async () => {
    const row = await scratch.sql.selectFrom('session').select('token').executeTakeFirstOrThrow()
    const forged = [row.token, `${row.token}.`, `${row.token}.${'A'.repeat(43)}=`, `x${browser.jar.get(NAME)}`]
    for (const value of forged) {
      expect(await accounts.who(new Headers({ cookie: `${NAME}=${value}` }), { poll: true }), value).toBeNull()
    }
    const bearer = new Headers({ authorization: `Bearer ${row.token}`, cookie: `other=${browser.jar.get(NAME)}` })
    expect(await accounts.who(bearer, { poll: true })).toBeNull()
    const other = await reopen(scratch.sql, { secret: 'another secret of thirty-two characters' })
    expect(await other.who(new Headers({ cookie: browser.cookie() }), { poll: true })).toBeNull()
    expect(
      await (await reopen(scratch.sql)).who(new Headers({ cookie: browser.cookie() }), { poll: true }),
    ).toMatchObject({
      member: { id: member.id },
    })
  })

  it('[A23] are listed to their member and ended one by one, or all others', async () => {
    const other = new Browser(accounts)
    pass(MINUTE)
    await other.post('/sign-in/username', { username: 'wang.wei', password: 'correct horse battery' }, FIREFOX)
    const current = (await browser.who())?.session ?? ''
    const listed = await accounts.sessionsOf(member.id, current)
    const there = { created: at(MINUTE), used: at(MINUTE) }
    expect(listed).toEqual(
      expect.arrayContaining([
        { id: current, ...there, created: at(0), peer: PEER, client: null, isCurrent: true },
        {
          id: (await other.who())?.session,
          ...there,
          peer: PEER,
          client: 'Firefox'.repeat(18).slice(0, 120),
          isCurrent: false,
        },
      ]),
    )
    const stranger = await join(accounts, member, 'li.na')
    const gone = { ok: false, refusal: { code: 'session-unknown' } }
    expect(await accounts.endSession(stranger.id, current)).toMatchObject(gone)
    expect(await accounts.endSessions(member.id, current, null)).toBe(1)
    expect(await other.who()).toBeNull()
    expect(await browser.who()).not.toBeNull()
    expect(await accounts.endSession(member.id, current)).toEqual({ ok: true, value: null })
    expect(await accounts.endSession(member.id, current)).toMatchObject(gone)
    expect(await browser.who()).toBeNull()
    const acts = await accounts.acts({ limit: 2, kind: 'session-end' })
    expect(acts.map(({ member: whose }) => whose)).toEqual([member.id, member.id])
  })

  it('[A24] that ended by themselves are swept and noted, with tokens and failures that no longer count', async () => {
    const other = new Browser(accounts)
    await other.signIn('wang.wei', 'wrong wrong wrong')
    expect(await accounts.sweep()).toEqual({ sessions: 0, tokens: 0 })
    await accounts.makeResetLink(member.id, null)
    pass(31 * MINUTE)
    await browser.signIn('wang.wei')
    expect(await accounts.sweep()).toEqual({ sessions: 1, tokens: 0 })
    const [act] = await accounts.acts({ limit: 1 })
    expect(act).toMatchObject({ kind: 'session-end', member: member.id, about: { why: 'idle' }, peer: null })
    expect(await browser.who()).not.toBeNull()
    pass(25 * HOUR)
    expect(await accounts.sweep()).toEqual({ sessions: 1, tokens: 1 })
    expect((await accounts.acts({ limit: 1 }))[0]?.about).toMatchObject({ why: 'absolute' })
    expect(await scratch.sql.selectFrom('sign_in_failure').selectAll().execute()).toEqual([])
  })
})

const NAME = 'handclasp.session_token'
const FIREFOX = { 'user-agent': 'Firefox'.repeat(60) }
