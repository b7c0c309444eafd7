/** /rights: the whole table of rights, as it holds. */
import {
  ADMINISTRATIONS,
  type AuthorId,
  type CooperationId,
  type MemberId,
  ROLES,
  type SideId,
} from '@handclasp/domain'
import { Hono } from 'hono'
import { OPERATOR } from './admission.ts'
import { type Caller, mayTake } from './caller.ts'
import type { Holder, RightGroup, RightsView, RightView } from './contract.ts'
import { INSTALLATION_RIGHTS, SIDE_RIGHTS } from './rights.ts'
import { GIVEN_BY, type RouteRight, ROUTES } from './routes.ts'

/** The rights by groups, each with those among whom its holders are. */
const GROUPS: readonly { readonly of: RightGroup['of']; readonly rights: object; readonly among: readonly Holder[] }[] =
  [
    { of: 'side', rights: SIDE_RIGHTS, among: ROLES },
    { of: 'wide', rights: GIVEN_BY, among: [...ROLES, 'system', 'founder', 'operator'] },
    { of: 'installation', rights: INSTALLATION_RIGHTS, among: [...ADMINISTRATIONS, 'operator'] },
    { of: 'everybody', rights: { anybody: true, 'signed-in': true }, among: ['nobody', 'member', 'operator'] },
  ]

/** The routes of /rights. */
export function rights() {
  const view = rightsView()
  return new Hono().get('/', (context) => context.json(view))
}

/** A `RightsView`: who has a right is asked of what admission itself asks. */
export function rightsView(): RightsView {
  return GROUPS.map(({ of, rights: held, among }) => ({
    of,
    among,
    rights: (Object.keys(held) as RouteRight[]).map((right) => rightView(right, among)),
  }))
}

function rightView(right: RouteRight, among: readonly Holder[]): RightView {
  const taking = Object.entries(ROUTES).flatMap(([route, row]) => [
    ...(row.right === right ? [route] : []),
    ...(row.drafted === right ? [`${route}?draft=1`] : []),
  ])
  return {
    right,
    givenBy: Object.hasOwn(GIVEN_BY, right) ? GIVEN_BY[right as keyof typeof GIVEN_BY] : null,
    holders: among.filter((holder) => mayTake(callerAs(holder), right)),
    routes: taking,
  }
}

/** Somebody who is that and nothing else; null for nobody. */
export function callerAs(holder: Holder): Caller | null {
  if (holder === 'nobody') return null
  if (holder === 'operator') return OPERATOR
  const role = ROLES.find((each) => each === holder)
  return {
    ...MEMBER,
    isFounder: holder === 'founder',
    administration: ADMINISTRATIONS.find((each) => each === holder) ?? null,
    duties: role ? [{ ...PLACE, role, organisation: null }] : [],
  }
}

const PLACE = { cooperation: 'coo_0' as CooperationId, side: 'sid_0' as SideId }
const MEMBER: Caller = {
  member: 'mem_0' as MemberId,
  loginName: '',
  author: 'aut_0' as AuthorId,
  name: '',
  administration: null,
  duties: [],
  authors: [],
  isFounder: false,
}
