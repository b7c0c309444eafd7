/** Who calls, and what they may. Pure: rights are those of `rights.ts`, routes take those of `routes.ts`. */
import type { Administration, AuthorId, CooperationId, MemberId, Role, SideId } from '@handclasp/domain'
import {
  INSTALLATION_RIGHTS,
  type InstallationRight,
  roleFor,
  rolesWith,
  SIDE_RIGHTS,
  type SideRight,
} from './rights.ts'
import { GIVEN_BY, type RouteRight } from './routes.ts'

/** One role of a member on one side. */
export interface Duty {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly role: Role
  /** The organisation that a delegate stands for. */
  readonly organisation: string | null
}

/** Who calls. */
export interface Caller {
  /** Null for whoever holds the data folder of this installation, and asks from its command line. */
  readonly member: MemberId | null
  readonly loginName: string
  /** Under whose name entries stand. */
  readonly author: AuthorId
  readonly name: string
  readonly administration: Administration | null
  readonly duties: readonly Duty[]
  /** Who they see pages of: themselves, and everybody who acts or acted for a side with them. */
  readonly authors: readonly AuthorId[]
  /** May they open cooperations though they act for no side yet? The first member may. */
  readonly isFounder: boolean
}

/** The roles of somebody on one side. */
export function rolesOn({ duties }: Caller, cooperation: CooperationId, side: SideId): readonly Role[] {
  return duties.filter((duty) => duty.cooperation === cooperation && duty.side === side).map(({ role }) => role)
}

/** The role by which somebody has a right on a side, or null. */
export function roleOn(caller: Caller, right: SideRight, cooperation: CooperationId, side: SideId): Role | null {
  return roleFor(right, rolesOn(caller, cooperation, side))
}

/** The sides of one cooperation, or of all, that somebody acts for by roles with a right; each once. */
export function sidesWith(
  { duties }: Caller,
  right: SideRight,
  cooperation: CooperationId | null = null,
): readonly Pick<Duty, 'cooperation' | 'side'>[] {
  const roles = rolesWith(right)
  const found = new Map<string, Duty>()
  for (const duty of duties) {
    if (cooperation !== null && duty.cooperation !== cooperation) continue
    const key = `${duty.cooperation} ${duty.side}`
    if (roles.includes(duty.role) && !found.has(key)) found.set(key, duty)
  }
  return [...found.values()]
}

/** Does somebody act for any side by a role with a right? */
function has({ duties }: Caller, right: SideRight): boolean {
  const roles = rolesWith(right)
  return duties.some(({ role }) => roles.includes(role))
}

/**
 * May somebody take a route, as far as this can be told before it is known which side it is about? Rights within a side
 * are looked at again once it is (`roleOn`). Null is nobody.
 */
export function mayTake(caller: Caller | null, right: RouteRight): boolean {
  if (right === 'anybody') return true
  if (caller === null) return false
  if (right === 'signed-in') return true
  // Whoever holds the data folder can help everybody back in; they read no log by that, and were never appointed.
  if (isInstallationRight(right) && caller.member === null) return right !== 'audit' && right !== 'resign'
  if (isInstallationRight(right)) {
    const holders: readonly Administration[] = INSTALLATION_RIGHTS[right]
    return caller.administration !== null && holders.includes(caller.administration)
  }
  if (isSideRight(right)) return has(caller, right)
  if (right === 'verify') return caller.administration === 'system' || has(caller, 'see')
  return (caller.isFounder && right !== 'erase-pages') || has(caller, GIVEN_BY[right])
}

/** Is it a right within a side? */
export function isSideRight(right: RouteRight): right is SideRight {
  return Object.hasOwn(SIDE_RIGHTS, right)
}

/** Is it a right over the installation? */
export function isInstallationRight(right: RouteRight): right is InstallationRight {
  return Object.hasOwn(INSTALLATION_RIGHTS, right)
}
