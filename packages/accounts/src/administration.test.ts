import type { MemberId } from '@handclasp/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import type { Member } from './members.ts'
import { Browser, EAST, first, join, openTrial, PASSWORD } from './trial.ts'

const refusal = (code: string) => ({ ok: false, refusal: { code } })
const NOBODY = 'mem_X' as MemberId
const NEXT = 'another horse, another stable'

describe.each(engines())('administration on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  let wang: Member
  let li: Member
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    accounts = await openTrial(scratch.sql)
    wang = await first(accounts)
    li = await join(accounts, wang, 'li.na')
  })
  afterEach(() => vi.useRealTimers())
  afterAll(() => scratch.close())

  it('[A50] lists members with what an administrator has to know', async () => {
    const browser = new Browser(accounts)
    await browser.signIn('li.na')
    const [one, two] = await accounts.members()
    expect(two).toEqual({
      ...wang,
      signedIn: null,
      hasSecondFactor: false,
      isLinked: false,
      sessions: 0,
      nameLocked: null,
    })
    expect(one).toEqual({
      ...li,
      signedIn: expect.stringMatching(/Z$/),
      hasSecondFactor: false,
      isLinked: false,
      sessions: 1,
      nameLocked: null,
    })
    expect(JSON.stringify([one, two])).not.toContain('@')
    expect(await accounts.profile(li.id)).toEqual(one)
    expect(await accounts.profile(NOBODY)).toBeNull()
  })

  it('[A51] keeps the three administrations apart, and the system administered', async () => {
    expect(await accounts.setAdministration(wang.id, 'audit')).toMatchObject({
      ok: false,
      refusal: { code: 'administrators-apart', held: 'system' },
    })
    expect(await accounts.setAdministration(wang.id, 'system')).toMatchObject(refusal('administration-held'))
    expect(await accounts.relieve(wang.id)).toMatchObject(refusal('last-administrator'))
    expect(await accounts.relieve(li.id)).toMatchObject(refusal('no-administration'))
    expect(await accounts.relieve(NOBODY)).toMatchObject(refusal('member-unknown'))
    expect(await accounts.setAdministration(NOBODY, 'audit')).toMatchObject(refusal('member-unknown'))
    expect(await accounts.setAdministration(li.id, 'system')).toMatchObject({
      ok: true,
      value: { administration: 'system' },
    })
    const left = await Promise.all([wang, li].map(({ id }) => accounts.relieve(id)))
    expect(left.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('[A51] takes an administration from the next request on, [A43] with the appointments that wait', async () => {
    await accounts.setAdministration(li.id, 'system')
    const browser = new Browser(accounts)
    await browser.signIn('li.na')
    expect((await browser.who())?.member.administration).toBe('system')
    const invited = await accounts.invite({ kind: 'administration', administration: 'audit' }, li.id)
    const clerk = await accounts.invite({ kind: 'side', ...EAST, roles: ['clerk'], organisation: null }, li.id)
    const ids = [invited, clerk].map((made) => (made.ok ? made.value.invitation.id : ''))
    expect(await accounts.relieve(li.id)).toMatchObject({ ok: true, value: { administration: null } })
    expect((await browser.who())?.member.administration).toBeNull()
    const [appointments, others] = [await accounts.invitations('administration'), await accounts.invitations(EAST)]
    expect([...appointments, ...others].filter(({ id }) => ids.includes(id))).toMatchObject([
      { to: { kind: 'administration' }, state: 'withdrawn' },
      { to: { kind: 'side' }, state: 'open' },
    ])
    expect(await accounts.setAdministration(li.id, 'audit')).toMatchObject({ ok: true })
  })

  it('[A52] gives a link by which a member sets a new password once, within a day', async () => {
    const browser = new Browser(accounts)
    await browser.signIn('li.na')
    const made = await accounts.makeResetLink(li.id, wang.id)
    const token = made.ok ? made.value : ''
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await scratch.sql.selectFrom('reset_link').selectAll().execute())).not.toContain(token)
    expect(await accounts.resetLinkBy(token)).toMatchObject({ id: li.id })
    expect(await accounts.resetPassword(token, 'short')).toMatchObject(refusal('password-too-weak'))
    const set = await Promise.all([accounts.resetPassword(token, NEXT), accounts.resetPassword(token, NEXT)])
    expect(set.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await browser.who()).toBeNull()
    expect(await browser.signIn('li.na', PASSWORD)).toMatchObject({ status: 401 })
    expect(await browser.signIn('li.na', NEXT)).toMatchObject({ status: 200 })
    expect(await accounts.resetPassword(token, NEXT)).toMatchObject(refusal('reset-link-ended'))
    expect(await accounts.makeResetLink(NOBODY, null)).toMatchObject(refusal('member-unknown'))
  })

  it('[A52] takes no earlier link, none after a day, and none of who may not enter', async () => {
    const link = async () => {
      const made = await accounts.makeResetLink(li.id, wang.id)
      return made.ok ? made.value : ''
    }
    const [early, late] = [await link(), await link()]
    expect(await accounts.resetLinkBy(early)).toBeNull()
    await accounts.lock(li.id, wang.id)
    expect(await accounts.resetPassword(late, NEXT)).toMatchObject(refusal('reset-link-ended'))
    await accounts.unlock(li.id)
    vi.setSystemTime(Date.now() + 24 * 3600_000)
    expect(await accounts.resetPassword(late, NEXT)).toMatchObject(refusal('reset-link-ended'))
  })

  it('[A52] is not needed by whoever changes the password meanwhile', async () => {
    const made = await accounts.makeResetLink(li.id, wang.id)
    const browser = new Browser(accounts)
    await browser.signIn('li.na')
    expect(await browser.post('/change-password', { currentPassword: PASSWORD, newPassword: NEXT })).toMatchObject({
      status: 200,
    })
    expect(await accounts.resetLinkBy(made.ok ? made.value : '')).toBeNull()
  })

  it('[A53] unlocks a login name before its time', async () => {
    const browser = new Browser(accounts)
    for (let at = 0; at < 11; at++) await browser.signIn('li.na', 'wrong wrong wrong')
    expect(await browser.signIn('li.na')).toMatchObject({ status: 429 })
    expect(await accounts.unlock(li.id)).toMatchObject({ ok: true })
    expect(await browser.signIn('li.na')).toMatchObject({ status: 200 })
  })

  it('[A54] ends an account: duties, sessions and administration go, entries keep their name', async () => {
    await accounts.setAdministration(li.id, 'audit')
    expect(await accounts.part(wang.id, null)).toMatchObject(refusal('last-administrator'))
    expect(await accounts.part(li.id, wang.id)).toEqual({ ok: true, value: null })
    expect(await accounts.member(li.id)).toMatchObject({ state: 'left', administration: null })
    expect(await accounts.authors([li.author])).toEqual(new Map([[li.author, 'LI.NA']]))
    expect(await accounts.part(li.id, wang.id)).toMatchObject(refusal('member-unknown'))
    expect(await accounts.lock(li.id, wang.id)).toMatchObject(refusal('member-unknown'))
    // The name stays theirs.
    expect(await join(accounts, wang, 'li.na').catch((error: Error) => error.message)).toBe('login-name-taken')
  })
})
