import type { CooperationId, MemberId, Role } from '@handclasp/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Accounts } from './accounts.ts'
import { engines, type Scratch } from './engines.ts'
import type { Member } from './members.ts'
import { Browser, EAST, first, join, makeOffice, openTrial, WEST } from './trial.ts'

const refusal = (code: string) => ({ ok: false, refusal: { code } })

describe.each(engines())('duties on $name', (engine) => {
  let scratch: Scratch
  let accounts: Accounts
  let wang: Member
  let li: Member
  beforeAll(async () => {
    scratch = await engine.open()
  })
  beforeEach(async () => {
    accounts = await openTrial(scratch.sql)
    wang = await first(accounts)
    await makeOffice(accounts, wang, EAST)
    li = await join(accounts, wang, 'li.na')
  })
  afterAll(() => scratch.close())

  const set = (member: Member, roles: readonly Role[], organisation: string | null = null, place = EAST) =>
    accounts.setRoles({ ...place, member: member.id, roles, organisation, by: wang.id })
  const rolesOf = async (member: Member) => (await accounts.dutiesOf(member.id)).map(({ role }) => role).sort()

  it('[A30] are roles of a member on a side, several at once, told with every session', async () => {
    expect(await set(li, ['clerk', 'approver'])).toMatchObject({ ok: true })
    expect(await makeOffice(accounts, li, WEST)).toMatchObject({ ok: true, value: [{ role: 'office', ...WEST }] })
    const browser = new Browser(accounts)
    await browser.signIn('li.na')
    const signed = await browser.who()
    const held = await accounts.dutiesOf(li.id)
    expect(signed?.duties).toEqual(held.map(({ since: _since, until: _until, ...role }) => role))
    expect(signed?.duties.map(({ side, role }) => `${side} ${role}`)).toEqual([
      'sid_EAST approver',
      'sid_EAST clerk',
      'sid_WEST office',
    ])
    expect(held[0]).toEqual({
      ...EAST,
      role: 'approver',
      organisation: null,
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      until: null,
    })
  })

  it('[A30] of a delegate name the organisation, which no other role has', async () => {
    expect(await set(li, ['delegate'])).toMatchObject(refusal('organisation-needed'))
    await set(li, ['delegate', 'clerk'], '一汽')
    expect((await accounts.dutiesOf(li.id)).map(({ role, organisation }) => [role, organisation])).toEqual([
      ['clerk', null],
      ['delegate', '一汽'],
    ])
    expect(await set(li, ['delegate'], '川大')).toMatchObject({ ok: true, value: [{ organisation: '川大' }] })
    const [, of] = await accounts.dutiesOn(EAST.cooperation, EAST.side)
    expect(of?.duties.map(({ organisation, until }) => [organisation, until === null])).toEqual(
      expect.arrayContaining([
        [null, false],
        ['一汽', false],
        ['川大', true],
      ]),
    )
  })

  it('[A31] end and are not deleted: who acted for a side stays known', async () => {
    await set(li, ['clerk'])
    await set(li, [])
    await set(li, ['clerk'])
    const on = await accounts.dutiesOn(EAST.cooperation, EAST.side)
    expect(on.map(({ member }) => member.id)).toEqual([wang.id, li.id])
    expect(on[1]?.duties.map(({ until }) => until === null)).toEqual([false, true])
    expect(await accounts.dutiesOn('coo_B' as CooperationId, EAST.side)).toEqual([])
  })

  it('[A32] never leave a side without an active office', async () => {
    expect(await set(wang, ['clerk'])).toMatchObject({ ok: false, refusal: { code: 'last-office', side: EAST.side } })
    const leaving = { ...EAST, member: wang.id, to: null, by: null }
    expect(await accounts.leave(leaving)).toMatchObject(refusal('last-office'))
    expect(await accounts.part(wang.id, null)).toMatchObject(refusal('last-administrator'))
    await set(li, ['office'])
    await accounts.lock(li.id, wang.id)
    expect(await accounts.leave(leaving)).toMatchObject(refusal('last-office'))
    await accounts.unlock(li.id)
    expect(await accounts.leave(leaving)).toEqual({ ok: true, value: null })
    expect(await accounts.part(li.id, null)).toMatchObject(refusal('last-office'))
    expect(await accounts.leave(leaving)).toMatchObject(refusal('duty-unknown'))
    expect(await rolesOf(wang)).toEqual([])
  })

  it('[A32] holds where both offices go at once', async () => {
    await set(li, ['office'])
    const gone = await Promise.all([
      accounts.leave({ ...EAST, member: wang.id, to: null, by: null }),
      accounts.leave({ ...EAST, member: li.id, to: null, by: null }),
    ])
    expect(gone.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('[A33] are handed over to another member, beside what that one does already', async () => {
    await set(wang, ['office', 'approver', 'delegate'], '一汽')
    await set(li, ['clerk'])
    expect(await accounts.leave({ ...EAST, member: wang.id, to: 'mem_X' as MemberId, by: wang.id })).toMatchObject(
      refusal('member-unknown'),
    )
    expect(await accounts.leave({ ...EAST, member: wang.id, to: li.id, by: wang.id })).toMatchObject({ ok: true })
    expect(await rolesOf(wang)).toEqual([])
    expect(await rolesOf(li)).toEqual(['approver', 'clerk', 'delegate', 'office'])
    expect(await accounts.leave({ ...EAST, member: li.id, to: li.id, by: wang.id })).toMatchObject(
      refusal('last-office'),
    )
  })

  it('[A34] show who is a colleague: whoever shares or shared a side on which a member acts now', async () => {
    const zhao = await join(accounts, wang, 'zhao')
    await set(li, ['clerk'])
    await set(li, [])
    await makeOffice(accounts, zhao, WEST)
    expect(await accounts.colleaguesOf(wang.id)).toEqual([wang.author, li.author].sort())
    expect(await accounts.colleaguesOf(li.id)).toEqual([li.author])
    expect(await accounts.colleaguesOf(zhao.id)).toEqual([zhao.author])
    expect(await accounts.colleaguesOf(wang.id, ['office'])).toEqual([wang.author, li.author].sort())
    expect(await accounts.colleaguesOf(wang.id, ['clerk'])).toEqual([wang.author])
  })

  it('[A32] holds whatever is done in whatever order', async () => {
    const zhao = await join(accounts, wang, 'zhao')
    const all = [wang, li, zhao]
    const who = fc.constantFrom(0, 1, 2)
    const roles = fc.option(fc.subarray<Role>(['clerk', 'approver', 'office']))
    const step = fc.record({ who, roles, to: fc.option(who) })
    const at = (index: number) => all[index]?.id ?? wang.id
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
        for (const { who: index, roles: wanted, to } of steps) {
          const place = { ...EAST, member: at(index) }
          // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
          if (wanted) await accounts.setRoles({ ...place, roles: wanted, organisation: null, by: null })
          else await accounts.leave({ ...place, to: to === null ? null : at(to), by: null })
        }
        const on = await accounts.dutiesOn(EAST.cooperation, EAST.side)
        const offices = on
          .flatMap(({ duties }) => duties)
          .filter(({ role, until }) => role === 'office' && until === null)
        expect(offices.length).toBeGreaterThan(0)
      }),
      { numRuns: 15 },
    )
  })
})
