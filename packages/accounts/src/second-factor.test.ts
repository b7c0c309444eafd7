import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import type { Member } from './members.ts'
import { Browser, codeAt, first, openTrial, PASSWORD } from './trial.ts'

const refusal = (status: number, code: string) => ({ status, body: { refusal: { code } } })
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

describe.each(engines())('the second factor on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  let member: Member
  let browser: Browser
  let key: string
  let recoveryCodes: readonly string[]
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    accounts = await openTrial(scratch.sql)
    member = await first(accounts)
    browser = new Browser(accounts)
    await browser.signIn('wang.wei')
    const begun = await browser.post('/two-factor/enable', { password: PASSWORD })
    const body = begun.body as { kind: string; key: string; address: string; recoveryCodes: readonly string[] }
    expect(body.kind).toBe('second-factor')
    expect(body.address).toBe(
      `otpauth://totp/Handclasp%3Awang.wei?secret=${body.key}&issuer=Handclasp&digits=6&period=30`,
    )
    ;({ key, recoveryCodes } = body)
    expect(await browser.post('/two-factor/verify-totp', { code: codeAt(key) })).toMatchObject({ status: 200 })
    pass(60)
  })
  afterEach(() => vi.useRealTimers())
  afterAll(() => scratch.close())

  const asked = async () => {
    const other = new Browser(accounts)
    expect(await other.signIn('wang.wei')).toMatchObject({ status: 200, body: { kind: 'second-factor-needed' } })
    expect(await other.who()).toBeNull()
    return other
  }
  const kinds = async () => (await accounts.acts({ limit: 3 })).map(({ kind, code }) => [kind, code])

  it('[A17] is asked for after the password, and lets in by its code', async () => {
    expect(await browser.who()).toMatchObject({ hasSecondFactor: true })
    const other = await asked()
    expect(await other.post('/two-factor/verify-totp', { code: '000000' })).toMatchObject(
      refusal(401, 'second-factor-wrong'),
    )
    const entered = await other.post('/two-factor/verify-totp', { code: codeAt(key) })
    expect(entered).toMatchObject({ status: 200, body: { kind: 'signed-in' } })
    expect(await other.who()).toMatchObject({ member: { id: member.id } })
    expect(await kinds()).toEqual([
      ['sign-in', null],
      ['sign-in', 'second-factor-wrong'],
      ['second-factor-asked', null],
    ])
    const [latest] = await accounts.acts({ limit: 1 })
    expect(latest).toMatchObject({ about: { factor: 'code', session: (await other.who())?.session } })
    expect(JSON.stringify(await accounts.acts({ limit: 100 }))).not.toContain(codeAt(key))
  })

  it('[A17] counts only once it was confirmed by a code', async () => {
    await accounts.resetSecondFactor(member.id, member.id)
    await browser.signIn('wang.wei')
    await browser.post('/two-factor/enable', { password: PASSWORD })
    expect(await new Browser(accounts).signIn('wang.wei')).toMatchObject({ body: { kind: 'signed-in' } })
    expect(await browser.who()).toMatchObject({ hasSecondFactor: false })
  })

  it('[A18] takes no code twice, the one it was confirmed with included', async () => {
    const code = codeAt(key)
    const other = await asked()
    expect(await other.post('/two-factor/verify-totp', { code })).toMatchObject({ status: 200 })
    const replaying = await asked()
    for (const again of [code, `${code} `, ` ${code}`]) {
      expect(await replaying.post('/two-factor/verify-totp', { code: again }), again).toMatchObject(
        refusal(401, 'second-factor-wrong'),
      )
    }
    await accounts.sweep()
    expect(await replaying.post('/two-factor/verify-totp', { code })).toMatchObject({ status: 401 })
    pass(30)
    expect(await replaying.post('/two-factor/verify-totp', { code: codeAt(key) })).toMatchObject({ status: 200 })
    pass(10 * 60)
    await accounts.sweep()
    expect(await scratch.sql.selectFrom('used_code').selectAll().execute()).toEqual([])
  })

  it('[A18] takes each recovery code once, and new ones in their place', async () => {
    const [one = ''] = recoveryCodes
    expect(await (await asked()).post('/two-factor/verify-backup-code', { code: one })).toMatchObject({ status: 200 })
    expect(await (await asked()).post('/two-factor/verify-backup-code', { code: one })).toMatchObject(
      refusal(401, 'second-factor-wrong'),
    )
    const made = await browser.post('/two-factor/generate-backup-codes', { password: PASSWORD })
    const [fresh = ''] = (made.body as { recoveryCodes: readonly string[] }).recoveryCodes
    const [, two = ''] = recoveryCodes
    const other = await asked()
    expect(await other.post('/two-factor/verify-backup-code', { code: two })).toMatchObject({ status: 401 })
    expect(await other.post('/two-factor/verify-backup-code', { code: fresh })).toMatchObject({ status: 200 })
  })

  it('[A19] ends a sign-in after five wrong codes, and is locked after ten for a quarter of an hour', async () => {
    for (const round of [1, 2]) {
      const other = await asked()
      for (let at = 0; at < 5; at++) {
        const answered = await other.post('/two-factor/verify-totp', { code: `0000${round}${at}` })
        expect(answered).toMatchObject(refusal(401, 'second-factor-wrong'))
      }
      // The challenge is used up, and soon the factor is locked besides.
      const sixth = await other.post('/two-factor/verify-totp', { code: `0000${round}9` })
      expect(sixth).toMatchObject(round === 1 ? refusal(401, 'sign-in-anew') : refusal(429, 'second-factor-locked'))
    }
    const last = await (await asked()).post('/two-factor/verify-totp', { code: codeAt(key) })
    expect(last).toMatchObject(refusal(429, 'second-factor-locked'))
    expect((last.body as { refusal: { until: string } }).refusal.until > new Date().toISOString()).toBe(true)
    pass(15 * 60 + 1)
    expect(await (await asked()).post('/two-factor/verify-totp', { code: codeAt(key) })).toMatchObject({ status: 200 })
  })

  it('[A19] needs a sign-in under way', async () => {
    expect(await new Browser(accounts).post('/two-factor/verify-totp', { code: codeAt(key) })).toMatchObject(
      refusal(401, 'sign-in-anew'),
    )
    const other = await asked()
    pass(10 * 60 + 1)
    expect(await other.post('/two-factor/verify-totp', { code: codeAt(key) })).toMatchObject(
      refusal(401, 'sign-in-anew'),
    )
  })

  it('[A17] goes with the password alone, and is taken out by an administrator where the device is lost', async () => {
    expect(await browser.post('/two-factor/enable', { password: PASSWORD })).toMatchObject(
      refusal(409, 'second-factor-set'),
    )
    expect(await browser.post('/two-factor/disable', { password: 'wrong wrong wrong' })).toMatchObject(
      refusal(403, 'password-wrong'),
    )
    expect(await browser.post('/two-factor/disable', { password: PASSWORD })).toMatchObject({ status: 200 })
    expect(await new Browser(accounts).signIn('wang.wei')).toMatchObject({ body: { kind: 'signed-in' } })
    expect(await accounts.resetSecondFactor(member.id, null)).toMatchObject({
      ok: false,
      refusal: { code: 'second-factor-not-set' },
    })
  })

  it('[A17] reset ends the sessions of its member', async () => {
    expect(await accounts.members()).toMatchObject([{ hasSecondFactor: true, sessions: 1 }])
    expect(await accounts.resetSecondFactor(member.id, null)).toMatchObject({ ok: true })
    expect(await browser.who()).toBeNull()
    expect(await browser.signIn('wang.wei')).toMatchObject({ body: { kind: 'signed-in' } })
    expect(await accounts.members()).toMatchObject([{ hasSecondFactor: false, sessions: 1 }])
  })
})
