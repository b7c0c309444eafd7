import type { InvitationId, MemberId, Role } from '@handclasp/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import type { Invited } from './invitations.ts'
import type { Member } from './members.ts'
import { Browser, EAST, first, given, join, makeOffice, openTrial, PASSWORD, WEST } from './trial.ts'

const refusal = (code: string) => ({ ok: false, refusal: { code } })
const ended = (why: string) => ({ ok: false, refusal: { code: 'invitation-ended', why } })
const DAY = 24 * 3600
const START = Math.ceil(Date.now() / 60_000) * 60_000
const TO: Invited = { kind: 'side', ...EAST, roles: ['clerk', 'delegate'], organisation: '一汽' }

describe.each(engines())('invitations on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  let wang: Member
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START })
    accounts = await openTrial(scratch.sql)
    wang = await first(accounts)
  })
  afterEach(() => vi.useRealTimers())
  afterAll(() => scratch.close())

  const invite = async (to: Invited = TO) => {
    const made = await accounts.invite(to, wang.id)
    if (!made.ok) throw new Error(made.refusal.code)
    return made.value
  }

  it('[A40] tell whoever has the link what they are for and by whom, and keep its token nowhere', async () => {
    const { invitation, token } = await invite()
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(invitation).toEqual({
      id: expect.stringMatching(/^inv_/),
      to: TO,
      by: { id: wang.id, name: wang.name },
      note: null,
      made: new Date(START).toISOString(),
      expires: new Date(START + 7 * DAY * 1000).toISOString(),
      state: 'open',
      member: null,
    })
    expect(await accounts.invitationBy(token)).toEqual(invitation)
    expect(await accounts.invitationBy('another')).toBeNull()
    const rows = await scratch.sql.selectFrom('invitation').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(await accounts.invitations(EAST)).toEqual([invitation])
    expect(await accounts.invitations(WEST)).toEqual([])
    expect(await accounts.invite({ ...TO, organisation: null }, wang.id)).toMatchObject(refusal('organisation-needed'))
  })

  it('[A45] of a host bring the side its office, and end what the host did there', async () => {
    await accounts.setRoles({ ...WEST, member: wang.id, roles: ['host'], organisation: null, by: wang.id })
    const asOf = (roles: readonly Role[]): Invited => ({ kind: 'side', ...WEST, roles, organisation: null })
    const [clerk, office, late] = [
      await invite(asOf(['clerk'])),
      await invite(asOf(['office'])),
      await invite(asOf([])),
    ]
    const rolesOf = async () => (await accounts.dutiesOf(wang.id)).map(({ side, role }) => `${side} ${role}`)
    const yu = await accounts.accept(clerk.token, given('yu'))
    expect(await rolesOf()).toEqual(['sid_WEST host'])
    // Nobody sees a page by the other: a host works with nobody there.
    expect(await accounts.colleaguesOf(wang.id)).toEqual([wang.author])
    expect(await accounts.colleaguesOf(yu.ok ? yu.value.id : wang.id)).toEqual([yu.ok ? yu.value.author : ''])
    expect(await accounts.accept(office.token, given('he'))).toMatchObject({ ok: true })
    expect(await rolesOf()).toEqual([])
    expect(await accounts.accept(late.token, given('li.na'))).toMatchObject(ended('withdrawn'))
  })

  it('[A41] make an account with the duties they name, once', async () => {
    const { token } = await invite()
    expect(await accounts.accept(token, { ...given('li.na'), password: 'short' })).toMatchObject(
      refusal('password-too-weak'),
    )
    expect(await accounts.accept(token, given('wang.wei'))).toMatchObject(refusal('login-name-taken'))
    const made = await accounts.accept(token, given('li.na'))
    expect(made).toMatchObject({ ok: true, value: { loginName: 'li.na', administration: null, state: 'active' } })
    const id = made.ok ? made.value.id : wang.id
    expect((await accounts.dutiesOf(id)).map(({ role, organisation }) => [role, organisation])).toEqual([
      ['clerk', null],
      ['delegate', '一汽'],
    ])
    expect(await new Browser(accounts).signIn('li.na', PASSWORD)).toMatchObject({ status: 200 })
    expect(await accounts.accept(token, given('zhao'))).toMatchObject(ended('used'))
    expect(await accounts.invitationBy(token)).toMatchObject({ state: 'used', member: id })
    expect(await accounts.accept('another', given('zhao'))).toMatchObject(refusal('invitation-unknown'))
  })

  it('[A43] end with the office of whoever gave them out', async () => {
    await makeOffice(accounts, wang, EAST)
    const { token } = await invite()
    const li = await join(accounts, wang, 'li.na', { ...TO, roles: ['office'], organisation: null })
    await accounts.leave({ ...EAST, member: wang.id, to: null, by: li.id })
    expect(await accounts.accept(token, given('zhang.wei'))).toEqual(ended('withdrawn'))
  })

  it('[A41] are taken once where two come at once', async () => {
    const { token } = await invite()
    const taken = await Promise.all(['li.na', 'zhao'].map((name) => accounts.accept(token, given(name))))
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await accounts.members()).toHaveLength(2)
  })

  it('[A42] add duties to the account of whoever is signed in', async () => {
    const li = await join(accounts, wang, 'li.na', { kind: 'side', ...WEST, roles: ['office'], organisation: null })
    const { token } = await invite()
    expect(await accounts.accept(token, { member: li.id })).toMatchObject({ ok: true, value: { id: li.id } })
    expect((await accounts.dutiesOf(li.id)).map(({ side, role }) => [side, role])).toEqual(
      expect.arrayContaining([
        [WEST.side, 'office'],
        [EAST.side, 'clerk'],
        [EAST.side, 'delegate'],
      ]),
    )
    const other = await invite()
    expect(await accounts.accept(other.token, { member: 'mem_X' as MemberId })).toMatchObject(refusal('member-unknown'))
    await accounts.lock(li.id, wang.id)
    expect(await accounts.accept(other.token, { member: li.id })).toMatchObject(refusal('member-unknown'))
    expect(await accounts.invitationBy(other.token)).toMatchObject({ state: 'open' })
  })

  it('[A43] end after seven days, or when they are taken back', async () => {
    const { token, invitation } = await invite()
    expect(await accounts.withdraw(invitation.id)).toMatchObject({ ok: true, value: { state: 'withdrawn' } })
    expect(await accounts.withdraw(invitation.id)).toMatchObject(ended('withdrawn'))
    expect(await accounts.accept(token, given('li.na'))).toMatchObject(ended('withdrawn'))
    expect(await accounts.withdraw('inv_X' as InvitationId)).toMatchObject(refusal('invitation-unknown'))
    vi.setSystemTime(Date.now() + 1000)
    const late = await invite()
    vi.setSystemTime(Date.now() + 7 * DAY * 1000 - 1)
    expect(await accounts.invitationBy(late.token)).toMatchObject({ state: 'open' })
    vi.setSystemTime(Date.now() + 1)
    expect(await accounts.accept(late.token, given('li.na'))).toMatchObject(ended('expired'))
    expect((await accounts.invitations(EAST)).map(({ state }) => state)).toEqual(['expired', 'withdrawn'])
  })

  it('[A43] are taken back when whoever invited is locked or leaves', async () => {
    const { token } = await invite()
    await accounts.lock(wang.id, null)
    expect(await accounts.accept(token, given('li.na'))).toMatchObject(ended('withdrawn'))
  })

  it('[A44] to an administration give one to whoever has none', async () => {
    const li = await join(accounts, wang, 'li.na', { kind: 'administration', administration: 'security' })
    expect(li.administration).toBe('security')
    const audit = await invite({ kind: 'administration', administration: 'audit' })
    expect(await accounts.accept(audit.token, { member: li.id })).toMatchObject({
      ok: false,
      refusal: { code: 'administrators-apart', held: 'security' },
    })
    const security = await invite({ kind: 'administration', administration: 'security' })
    expect(await accounts.accept(security.token, { member: li.id })).toMatchObject(refusal('administration-held'))
    expect(await accounts.accept(audit.token, given('zhao'))).toMatchObject({
      ok: true,
      value: { administration: 'audit' },
    })
    expect((await accounts.invitations('administration')).map(({ state }) => state).sort()).toEqual([
      'open',
      'used',
      'used',
    ])
  })
})
