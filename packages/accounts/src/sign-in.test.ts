import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import { Browser, first, join, openTrial, ORIGIN, PASSWORD, PEER, reopen } from './trial.ts'

const refusal = (status: number, code: string) => ({ status, body: { refusal: { code } } })
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

describe.each(engines())('signing in on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  let browser: Browser
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    accounts = await openTrial(scratch.sql)
    await first(accounts)
    browser = new Browser(accounts)
  })
  afterEach(() => vi.useRealTimers())
  afterAll(() => scratch.close())

  const lastAct = async () => (await accounts.acts({ limit: 1 }))[0]

  it('[A10] lets in by login name and password, and tells who it is', async () => {
    expect(await browser.who()).toBeNull()
    expect(await browser.signIn('Ｗang.Wei')).toMatchObject({ status: 200, body: { kind: 'signed-in' } })
    expect(await browser.who()).toMatchObject({
      member: { loginName: 'wang.wei', author: 'local' },
      duties: [],
      hasSecondFactor: false,
    })
    expect(await browser.post('/sign-out')).toMatchObject({ status: 200, body: { kind: 'done' } })
    expect(await browser.who()).toBeNull()
    expect(browser.jar.has('handclasp.session_token')).toBe(false)
  })

  it('[A10] answers a wrong name and a wrong password alike', async () => {
    const wrong = await browser.signIn('wang.wei', 'wrong wrong wrong')
    expect(wrong).toMatchObject(refusal(401, 'sign-in-wrong'))
    for (const name of ['li.na', 'x', 'a name that is none', '']) {
      expect(await browser.signIn(name, 'wrong wrong wrong'), name).toEqual(wrong)
    }
    expect(await browser.post('/sign-in/username', { username: 5 })).toMatchObject({ status: 403 })
  })

  it('[A11] opens no door but its own', async () => {
    const closed = [
      '/sign-up/email',
      '/get-session',
      '/list-sessions',
      '/update-user',
      '/delete-user',
      '/reset-password',
    ]
    for (const path of [...closed, '/two-factor/send-otp', '/sign-in/email', '/sign-in/social', '/callback/oidc']) {
      expect(await browser.post(path), path).toMatchObject({ status: 404 })
      expect(await browser.send('GET', path), path).toMatchObject({ status: 404 })
    }
    expect(await browser.send('GET', '/sign-in/username')).toMatchObject({ status: 404 })
    expect(await accounts.handle(new Request(`${ORIGIN}/api/cooperations`), PEER)).toBeNull()
  })

  it('[A12] locks a login name after ten failures in a row, for a quarter of an hour, whoever has it', async () => {
    for (const name of ['wang.wei', 'nobody']) {
      const tried = []
      for (let at = 0; at < 11; at++) tried.push((await browser.signIn(name, 'wrong wrong wrong')).status)
      expect(tried, name).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    }
    const until = new Date(Date.now() + 15 * 60_000).toISOString()
    const locked = await browser.signIn('Wang.Wei')
    expect(locked).toMatchObject(refusal(429, 'sign-in-locked'))
    const told = (locked.body as { refusal: { until: string } }).refusal.until
    expect(Math.abs(Date.parse(told) - Date.parse(until))).toBeLessThan(10_000)
    expect(await accounts.members()).toMatchObject([{ nameLocked: told }])
    pass(15 * 60 + 1)
    expect(await browser.signIn('wang.wei')).toMatchObject({ status: 200 })
  })

  it('[A12] counts many tries at once, and begins anew after a success or a while', async () => {
    const wrong = () => browser.signIn('wang.wei', 'wrong wrong wrong')
    for (let at = 0; at < 9; at++) await wrong()
    expect(await browser.signIn('wang.wei')).toMatchObject({ status: 200 })
    for (let at = 0; at < 9; at++) await wrong()
    pass(15 * 60 + 1)
    const many = await Promise.all(Array.from({ length: 12 }, wrong))
    expect(many.filter(({ status }) => status === 401)).toHaveLength(10)
  })

  it('[A13] takes no option that would get round a rule', async () => {
    const body = { username: 'wang.wei', password: PASSWORD }
    for (const option of ['rememberMe', 'disableSession', 'trustDevice']) {
      const answered = await browser.post('/sign-in/username', { ...body, [option]: false })
      expect(answered, option).toMatchObject(refusal(403, 'sign-in-refused'))
    }
    expect(await browser.who()).toBeNull()
  })

  it('[A13] takes no setting of the library from the environment', async () => {
    process.env['BETTER_AUTH_TRUSTED_ORIGINS'] = 'http://evil.example'
    vi.resetModules()
    await import('./environment.ts')
    expect(process.env['BETTER_AUTH_TRUSTED_ORIGINS']).toBeUndefined()
  })

  it('[A14] answers no page of another origin, and no form', async () => {
    await browser.signIn('wang.wei')
    for (const origin of ['http://evil.example', 'http://127.0.0.1:4001', 'null']) {
      expect(await browser.post('/sign-out', {}, { origin }), origin).toMatchObject(refusal(403, 'sign-in-refused'))
    }
    expect(await browser.who()).not.toBeNull()
    const form = await new Browser(accounts).post('/sign-in/username', { a: 1 }, { 'content-type': 'text/plain' })
    expect(form).toMatchObject(refusal(403, 'sign-in-refused'))
    expect(await lastAct()).toMatchObject({
      kind: 'sign-in',
      outcome: 'refused',
      code: 'sign-in-refused',
      member: null,
    })
  })

  it('[A14] answers whatever is sent, and notes it', async () => {
    await browser.signIn('wang.wei')
    const doors = ['/sign-in/username', '/two-factor/verify-totp', '/two-factor/enable', '/change-password']
    const odd = ['', 'null', '[]', '{', '"x"', '7', '{"username":"\\u0000","password":"\\ud800"}', '{"code":{}}']
    for (const door of doors) {
      for (const body of odd) {
        const headers = { origin: ORIGIN, cookie: browser.cookie(), 'content-type': 'application/json' }
        const asked = new Request(`${ORIGIN}/api/auth${door}`, { method: 'POST', headers, body })
        const status = (await accounts.handle(asked, PEER))?.status ?? 0
        expect(status >= 400 && status < 500, `${door} ${body} ${status}`).toBe(true)
      }
    }
    expect(await accounts.verifyActs()).toMatchObject({ acts: 1 + doors.length * odd.length, broken: null })
    expect(await accounts.acts({ limit: 50, outcome: 'failed' })).toEqual([])
  })

  it('[A14] keeps the cookie from scripts and other sites, and for https alone where it is', async () => {
    const [line = ''] = (await browser.signIn('wang.wei')).cookies
    expect(line).toMatch(/^handclasp\.session_token=\S+; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/)
    const secure = await reopen(scratch.sql, { origin: () => 'https://handclasp.example' })
    const body = JSON.stringify({ username: 'wang.wei', password: PASSWORD })
    const headers = { 'content-type': 'application/json', origin: 'https://handclasp.example' }
    const asked = new Request('https://handclasp.example/api/auth/sign-in/username', { method: 'POST', headers, body })
    const [cookie = ''] = (await secure.handle(asked, PEER))?.headers.getSetCookie() ?? []
    expect(cookie).toMatch(
      /^__Host-handclasp\.session_token=\S+; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const sent = new Headers({ cookie: cookie.split(';', 1)[0] ?? '' })
    expect(await secure.who(sent, { poll: true })).toMatchObject({ member: { loginName: 'wang.wei' } })
  })

  it('[A15] changes a password for whoever knows the present one, and ends all other sessions', async () => {
    const other = new Browser(accounts)
    await other.signIn('wang.wei')
    await browser.signIn('wang.wei')
    const change = (currentPassword: string, newPassword: string) =>
      browser.post('/change-password', { currentPassword, newPassword })
    const next = 'another horse, another stable'
    expect(await change('wrong wrong wrong', next)).toMatchObject(refusal(403, 'password-wrong'))
    expect(await change(PASSWORD, 'too short')).toMatchObject(refusal(422, 'password-too-weak'))
    expect(await change(PASSWORD, 'ask wang.wei 2026')).toMatchObject(refusal(422, 'password-too-weak'))
    expect(await change(PASSWORD, 'x'.repeat(300))).toMatchObject(refusal(422, 'password-too-long'))
    expect(await change(PASSWORD, next)).toMatchObject({ status: 200, body: { kind: 'done' } })
    expect(await lastAct()).toMatchObject({ kind: 'password-change', outcome: 'done', name: 'WANG.WEI' })
    expect(await other.who()).toBeNull()
    expect(await browser.who()).not.toBeNull()
    expect(await other.signIn('wang.wei')).toMatchObject(refusal(401, 'sign-in-wrong'))
    expect(await other.signIn('wang.wei', next)).toMatchObject({ status: 200 })
    expect(
      await new Browser(accounts).post('/change-password', { currentPassword: next, newPassword: next }),
    ).toMatchObject(refusal(401, 'sign-in-needed'))
  })

  it('[A15] counts wrong passwords of whoever is signed in like those of signing in', async () => {
    await browser.signIn('wang.wei')
    const tried = []
    for (let at = 0; at < 11; at++) {
      const given = { currentPassword: 'wrong wrong wrong', newPassword: 'another horse, another stable' }
      tried.push((await browser.post('/change-password', given)).status)
    }
    expect(tried.at(-2)).toBe(403)
    expect(tried.at(-1)).toBe(429)
    expect(await new Browser(accounts).signIn('wang.wei')).toMatchObject(refusal(429, 'sign-in-locked'))
  })

  it('[A16] keeps out whoever is locked or has left, at once', async () => {
    const [admin] = await accounts.members()
    if (!admin) throw new Error('no member')
    const member = await join(accounts, admin, 'li.na')
    await browser.signIn('li.na')
    expect(await accounts.lock(member.id, admin.id)).toMatchObject({ ok: true, value: { state: 'locked' } })
    expect(await lastAct()).toMatchObject({ kind: 'session-end', member: member.id, about: { by: admin.id } })
    expect(await browser.who()).toBeNull()
    expect(await browser.signIn('li.na')).toMatchObject(refusal(403, 'member-locked'))
    expect(await lastAct()).toMatchObject({ kind: 'sign-in', code: 'member-locked', member: member.id })
    expect(await accounts.unlock(member.id)).toMatchObject({ ok: true, value: { state: 'active' } })
    expect(await browser.signIn('li.na')).toMatchObject({ status: 200 })
    expect(await accounts.part(member.id, admin.id)).toMatchObject({ ok: true })
    expect(await browser.who()).toBeNull()
    expect(await browser.signIn('li.na')).toMatchObject(refusal(403, 'member-left'))
    expect(await accounts.unlock(member.id)).toMatchObject({ ok: false, refusal: { code: 'member-unknown' } })
  })

  it('[A61] notes every way in and out with its address, and no secret', async () => {
    await browser.send('POST', '/sign-in/username', { username: 'wang.wei', password: PASSWORD }, SPOOFED)
    await browser.post('/sign-out')
    await browser.signIn('wang.wei', 'wrong wrong wrong')
    await browser.signIn(PASSWORD, 'wang.wei')
    const acts = (await accounts.acts({ limit: 10 })).toReversed()
    expect(acts.map(({ kind, outcome, code, name, peer }) => [kind, outcome, code, name, peer])).toEqual([
      ['sign-in', 'done', null, 'WANG.WEI', PEER],
      ['sign-out', 'done', null, 'WANG.WEI', PEER],
      ['sign-in', 'refused', 'sign-in-wrong', 'WANG.WEI', PEER],
      ['sign-in', 'refused', 'sign-in-wrong', null, PEER],
    ])
    expect(acts[0]?.about).toEqual({ factor: 'password', session: expect.stringMatching(/^ses_/) })
    expect(acts[1]?.about).toEqual({ session: acts[0]?.about['session'] })
    // Who types the password into the field for the name is not to find it in the log.
    const tokens = await scratch.sql.selectFrom('session').select('token').execute()
    const said = JSON.stringify(acts)
    for (const secret of [PASSWORD, ...tokens.map(({ token }) => token)]) expect(said).not.toContain(secret)
    const [member] = await accounts.members()
    expect(member?.signedIn?.slice(0, 16)).toBe(acts[0]?.at.slice(0, 16))
  })
})

const SPOOFED = { 'x-forwarded-for': '9.9.9.9', 'x-peer-address': '8.8.8.8' }
