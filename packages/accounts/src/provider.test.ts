import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import type { Member } from './members.ts'
import { Browser, codeAt, first, join, openTrial, ORIGIN, PASSWORD, reopen } from './trial.ts'

const CLIENT = { clientId: 'handclasp', clientSecret: 'a secret between two servers' }

/** Starts an outside provider on this machine; whoever types a name there is signed in as that subject. */
async function startProvider() {
  let listener: RequestListener = () => {}
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = {
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    redirect_uris: [`${ORIGIN}/api/auth/callback/oidc`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  }
  const provider = new Provider(issuer, {
    clients: [client],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, name: `Name of ${id}` }) }),
    cookies: { keys: ['one'] },
  })
  listener = provider.callback()
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { discoveryUrl: `${issuer}/.well-known/openid-configuration`, close }
}

/** Goes through the pages of the provider as somebody, up to the address of ours it leads back to. */
async function visit(url: string, subject: string): Promise<string> {
  const jar = new Map<string, string>()
  const ask = async (address: string, form?: URLSearchParams) => {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
    const sent = form ? { method: 'POST', body: form } : {}
    const response = await fetch(address, { ...sent, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? []
      jar.set(name, value)
    }
    return { to: response.headers.get('location'), page: await response.text() }
  }
  let address = url
  for (let step = 0; step < 15 && !address.startsWith(ORIGIN); step++) {
    const { to, page } = await ask(address)
    const action = /action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const form = new URLSearchParams({ prompt, login: subject, password: 'any' })
    const next = to ?? (action ? (await ask(new URL(action, address).href, form)).to : null)
    if (next === null) throw new Error(`no way on from ${address}`)
    address = new URL(next, address).href
  }
  return address
}

const JSON_TYPE = { 'content-type': 'application/json' }

/** A server that takes what it is asked and never answers. */
async function startSilence() {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { discoveryUrl: `http://127.0.0.1:${port}/`, close: () => server.closeAllConnections() ?? server.close() }
}

describe.each(engines())('the outside provider on $name', (engine) => {
  let scratch: Scratch
  let outside: Awaited<ReturnType<typeof startProvider>>
  let accounts: Accounts
  let wang: Member
  let browser: Browser
  const told = () => ({ discoveryUrl: outside.discoveryUrl, ...CLIENT, label: '统一登录' })
  beforeAll(async () => {
    // The provider says what it would rather have in earnest.
    for (const way of ['info', 'warn'] as const) vi.spyOn(console, way).mockImplementation(() => {})
    scratch = await engine.open()
    outside = await startProvider()
  })
  beforeEach(async () => {
    accounts = await openTrial(scratch.sql, { provider: told() })
    wang = await first(accounts)
    browser = new Browser(accounts)
  })
  afterAll(async () => {
    vi.restoreAllMocks()
    await outside.close()
    await scratch.close()
  })

  const go = async (from: Browser, path: string, subject: string) => {
    const begun = await from.post(path, { provider: 'oidc', callbackURL: '/home', errorCallbackURL: '/sign-in' })
    const { kind, url } = begun.body as { kind: string; url: string }
    expect(kind).toBe('go')
    const back = await visit(url, subject)
    return from.send('GET', back.slice(`${ORIGIN}/api/auth`.length))
  }
  const link = async (loginName: string, subject: string) => {
    const linking = new Browser(accounts)
    await linking.signIn(loginName)
    return go(linking, '/link-social', subject)
  }
  const lastAct = async () => (await accounts.acts({ limit: 1 }))[0]

  it('[A25] lets in only whom a member linked themselves to, and makes nobody', async () => {
    expect(accounts.providerLabel()).toBe('统一登录')
    const refused = await go(browser, '/sign-in/social', 'subject-1')
    expect(refused.location).toMatch(/^\/sign-in\?error=\w+/)
    expect(await browser.who()).toBeNull()
    expect(await accounts.members()).toHaveLength(1)
    expect(await lastAct()).toMatchObject({
      kind: 'sign-in',
      outcome: 'refused',
      code: expect.stringMatching(/^provider-/),
    })
    expect(await link('wang.wei', 'subject-1')).toMatchObject({ status: 302, location: '/home' })
    expect(await lastAct()).toMatchObject({ kind: 'provider-link', outcome: 'done', member: wang.id })
    expect(await accounts.members()).toMatchObject([{ isLinked: true, name: wang.name }])
    expect(await go(browser, '/sign-in/social', 'subject-1')).toMatchObject({ status: 302, location: '/home' })
    expect(await browser.who()).toMatchObject({ member: { id: wang.id } })
    expect(await lastAct()).toMatchObject({ kind: 'sign-in', outcome: 'done', about: { factor: 'provider' } })
  })

  it('[A25] is linked to one member a subject, and let go again', async () => {
    await join(accounts, wang, 'li.na')
    await link('wang.wei', 'subject-1')
    expect((await link('li.na', 'subject-1')).location).toMatch(/error=account_already_linked_to_different_user/)
    expect(await accounts.unlinkProvider(wang.id)).toBe(true)
    expect(await accounts.unlinkProvider(wang.id)).toBe(false)
    expect((await go(browser, '/sign-in/social', 'subject-1')).location).toMatch(/error=/)
    expect(await browser.signIn('wang.wei')).toMatchObject({ status: 200 })
  })

  it('[A26] asks for the second factor after the provider, too', async () => {
    await link('wang.wei', 'subject-1')
    const inside = new Browser(accounts)
    await inside.signIn('wang.wei')
    const begun = await inside.post('/two-factor/enable', { password: PASSWORD })
    const { key } = begun.body as { key: string }
    await inside.post('/two-factor/verify-totp', { code: codeAt(key) })
    const asked = await go(browser, '/sign-in/social', 'subject-1')
    expect(asked).toMatchObject({ status: 302, location: '/sign-in?second-factor&to=%2Fhome' })
    expect(asked.cookies.filter((line) => /session_token=[^;]/.test(line))).toEqual([])
    expect(await browser.who()).toBeNull()
    expect(await accounts.sessionsOf(wang.id, null)).toHaveLength(2)
    expect(await lastAct()).toMatchObject({ kind: 'second-factor-asked', about: { factor: 'provider' } })
    const code = codeAt(key, Date.now() + 30_000)
    expect(await browser.post('/two-factor/verify-totp', { code })).toMatchObject({ status: 200 })
    expect(await browser.who()).toMatchObject({ member: { id: wang.id } })
  })

  it('[A27] keeps no token of the provider', async () => {
    await link('wang.wei', 'subject-1')
    await go(browser, '/sign-in/social', 'subject-1')
    const rows = await scratch.sql.selectFrom('credential').selectAll().where('provider', '=', 'oidc').execute()
    expect(rows).toMatchObject([
      {
        member: wang.id,
        subject: 'subject-1',
        access_token: null,
        refresh_token: null,
        id_token: null,
        password: null,
      },
    ])
  })

  it('[A27] is left to no other address, and answered to no other browser', async () => {
    for (const callbackURL of ['http://evil.example/', '//evil.example/', 'http://127.0.0.1:4001/']) {
      for (const where of [{ callbackURL }, { callbackURL: '/', errorCallbackURL: callbackURL }]) {
        const begun = await browser.post('/sign-in/social', { provider: 'oidc', ...where })
        expect(begun, callbackURL).toMatchObject({ status: 403, body: { refusal: { code: 'sign-in-refused' } } })
      }
    }
    for (const option of ['idToken', 'requestSignUp', 'scopes', 'additionalParams']) {
      const begun = await browser.post('/sign-in/social', { provider: 'oidc', callbackURL: '/', [option]: true })
      expect(begun, option).toMatchObject({ status: 403 })
    }
    await link('wang.wei', 'subject-1')
    const begun = await browser.post('/sign-in/social', { provider: 'oidc', callbackURL: '/home' })
    const back = await visit((begun.body as { url: string }).url, 'subject-1')
    const victim = new Browser(accounts)
    const path = back.slice(`${ORIGIN}/api/auth`.length)
    expect((await victim.send('GET', path)).location).toMatch(/error=/)
    expect(await victim.who()).toBeNull()
  })

  it('[A26] keeps out whoever is locked', async () => {
    const li = await join(accounts, wang, 'li.na')
    await link('li.na', 'subject-2')
    await accounts.lock(li.id, wang.id)
    expect((await go(browser, '/sign-in/social', 'subject-2')).location).toMatch(/^\/sign-in\?error=MEMBER_LOCKED\b/)
    expect(await browser.who()).toBeNull()
    expect(await lastAct()).toMatchObject({ kind: 'sign-in', outcome: 'refused', member: li.id })
  })

  it('[A29] leads whoever comes back to the page that they named, with what stood in the way', async () => {
    const begin = async () => {
      const where = { callbackURL: '/home', errorCallbackURL: '/sign-in?to=%2Fhome' }
      const begun = await browser.post('/sign-in/social', { provider: 'oidc', ...where })
      return (begun.body as { url: string }).url
    }
    const state = new URL(await begin()).searchParams.get('state') ?? ''
    const denied = await browser.send('GET', `/callback/oidc?error=access_denied&state=${state}`)
    expect(denied).toMatchObject({ status: 302, location: '/sign-in?to=%2Fhome&error=access_denied' })
    const twice = await browser.send('GET', `/callback/oidc?error=access_denied&state=${state}`)
    expect(twice).toMatchObject({ status: 302, location: '/sign-in?error=state_mismatch' })

    const back = (await visit(await begin(), 'subject-1')).slice(`${ORIGIN}/api/auth`.length)
    const silence = await startSilence()
    const provider = { ...told(), discoveryUrl: silence.discoveryUrl, patience: 0.05 }
    const cut = new Browser(await reopen(scratch.sql, { provider, report: () => {} }))
    for (const [name, value] of browser.jar) cut.jar.set(name, value)
    expect(await cut.send('GET', back)).toMatchObject({ status: 302, location: '/sign-in?error=provider-unreachable' })
    silence.close()
  })

  it('[A28] keeps nobody with a password waiting while it does not answer, and goes there once it does', async () => {
    const faults: unknown[] = []
    let tells: string | null = null
    const server = createServer((_, response) => response.writeHead(tells === null ? 503 : 200, JSON_TYPE).end(tells))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const provider = { ...told(), discoveryUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
    const cut = await reopen(scratch.sql, { provider, report: (fault) => void faults.push(fault) })
    const other = new Browser(cut)
    const asked = await other.post('/sign-in/social', { provider: 'oidc', callbackURL: '/home' })
    expect(asked).toMatchObject({ status: 503, body: { refusal: { code: 'provider-unreachable' } } })
    expect(await other.signIn('wang.wei')).toMatchObject({ status: 200 })
    expect(faults).toMatchObject([{ code: 'provider-unreachable' }])
    tells = await (await fetch(outside.discoveryUrl)).text()
    const later = await other.post('/sign-in/social', { provider: 'oidc', callbackURL: '/home' })
    expect(later).toMatchObject({ status: 200, body: { kind: 'go' } })
    server.close()
  })

  it('[A28] keeps nobody waiting where it takes what it is asked and says nothing', async () => {
    const silence = await startSilence()
    const provider = { ...told(), discoveryUrl: silence.discoveryUrl, patience: 0.05 }
    const cut = await reopen(scratch.sql, { provider, report: () => {} })
    const other = new Browser(cut)
    const asked = await other.post('/sign-in/social', { provider: 'oidc', callbackURL: '/home' })
    expect(asked).toMatchObject({ status: 503, body: { refusal: { code: 'provider-unreachable' } } })
    expect(await other.signIn('wang.wei')).toMatchObject({ status: 200 })
    silence.close()
  })
})
