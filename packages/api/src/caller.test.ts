import {
  ADMINISTRATIONS,
  type AuthorId,
  type CooperationId,
  type MemberId,
  ROLES,
  type SideId,
} from '@handclasp/domain'
import { describe, expect, it } from 'vitest'
import { type Caller, isInstallationRight, isSideRight, mayTake, roleOn, sidesWith } from './caller.ts'
import { INSTALLATION_RIGHTS, SIDE_RIGHTS } from './rights.ts'
import { GIVEN_BY, ROUTES } from './routes.ts'

const [HERE, THERE] = ['coo_1', 'coo_2'] as CooperationId[] as [CooperationId, CooperationId]
const [OWN, OTHER] = ['sid_1', 'sid_2'] as SideId[] as [SideId, SideId]
const NOBODY: Caller = {
  member: 'mem_1' as MemberId,
  loginName: 'xian',
  author: 'aut_1' as AuthorId,
  name: '冼知樵',
  administration: null,
  duties: [],
  authors: [],
  isFounder: false,
}
const withRole = (role: (typeof ROLES)[number]): Caller => ({
  ...NOBODY,
  duties: [{ cooperation: HERE, side: OWN, role, organisation: null }],
})

describe('rights', () => {
  it('of a side go by its roles, on that side of that cooperation alone', () => {
    for (const right of Object.keys(SIDE_RIGHTS) as (keyof typeof SIDE_RIGHTS)[]) {
      for (const role of ROLES) {
        const has = (SIDE_RIGHTS[right] as readonly string[]).includes(role)
        expect(roleOn(withRole(role), right, HERE, OWN)).toBe(has ? role : null)
        expect(roleOn(withRole(role), right, HERE, OTHER)).toBeNull()
        expect(roleOn(withRole(role), right, THERE, OWN)).toBeNull()
        expect(sidesWith(withRole(role), right).length).toBe(has ? 1 : 0)
      }
    }
  })

  it('of administrators show no ledger, and rights of a side administer nothing', () => {
    for (const administration of ADMINISTRATIONS) {
      const allowed = Object.entries(ROUTES).filter(([, { right }]) => mayTake({ ...NOBODY, administration }, right))
      const rights = new Set(allowed.map(([, { right }]) => right))
      // What verifying shows are chains and numbers.
      rights.delete('verify')
      for (const right of rights) expect(isSideRight(right) || Object.hasOwn(GIVEN_BY, right)).toBe(false)
    }
    for (const role of ROLES) {
      const allowed = Object.values(ROUTES).filter(({ right }) => mayTake(withRole(role), right))
      expect(allowed.some(({ right }) => isInstallationRight(right))).toBe(false)
    }
  })

  it('that somebody else has cannot be had twice: each administration has its own', () => {
    const holders = Object.values(INSTALLATION_RIGHTS).flat()
    for (const administration of ADMINISTRATIONS) expect(holders).toContain(administration)
    expect(INSTALLATION_RIGHTS.audit).toEqual(['audit'])
  })

  it('of nobody are those of anybody', () => {
    const open = Object.entries(ROUTES).filter(([, { right }]) => mayTake(null, right))
    expect(open.map(([route]) => route).toSorted()).toEqual([
      'GET /invitations/:token',
      'GET /passwords/:token',
      'GET /session',
      'POST /invitations/:token/accepted',
      'POST /passwords/:token',
      'POST /session/demonstration',
      'POST /session/setup',
    ])
  })

  it('of the first member let pages in and cooperations be opened before there is a side', () => {
    const founder = { ...NOBODY, isFounder: true }
    expect(mayTake(founder, 'keep-pages') && mayTake(founder, 'open')).toBe(true)
    expect(mayTake(NOBODY, 'keep-pages') || mayTake(NOBODY, 'open')).toBe(false)
    expect(mayTake(founder, 'see')).toBe(false)
  })
})
