/** Roles and rights in words. A right that is newer than these words goes by its own name. */
import {
  GIVEN_BY,
  type Holder,
  type InstallationRight,
  INSTALLATION_RIGHTS,
  SIDE_RIGHTS,
  type SideRight,
  type WideRight,
} from '@handclasp/api/client'
import { type Administration, ADMINISTRATIONS, type Role, ROLES } from '@handclasp/domain'
import type { Say } from '../words/words.tsx'

const OF_EVERYBODY = { anybody: true, 'signed-in': true }

type Right = SideRight | InstallationRight | WideRight

function isRight(right: string): right is Right {
  return [SIDE_RIGHTS, INSTALLATION_RIGHTS, GIVEN_BY, OF_EVERYBODY].some((rights) => Object.hasOwn(rights, right))
}

/** Some roles by their names, always in the same order. */
export function rolesNamed(say: Say, roles: readonly Role[]): string {
  return ROLES.filter((role) => roles.includes(role))
    .map((role) => say(`role.${role}`))
    .join(say('list.comma'))
}

/** What a right is called. */
export function rightName(say: Say, right: string): string {
  return isRight(right) ? say(`right.${right}`) : right
}

/** What it is to have it. */
export function rightWords(say: Say, right: string): string {
  return isRight(right) ? say(`right.${right}.what`) : ''
}

/** That a step takes a right, who has it, and whom to ask. */
export function notPermittedWords(say: Say, right: string): string {
  if (Object.hasOwn(INSTALLATION_RIGHTS, right)) {
    const holders = INSTALLATION_RIGHTS[right as InstallationRight]
    const who = holders.map((each) => say(`administration.${each}`)).join(say('list.comma'))
    return say('refusal.not-permitted.installation', { right: rightName(say, right), who })
  }
  const given = Object.hasOwn(GIVEN_BY, right) ? GIVEN_BY[right as keyof typeof GIVEN_BY] : right
  if (!Object.hasOwn(SIDE_RIGHTS, given)) return say('refusal.not-permitted')
  const who = rolesNamed(say, SIDE_RIGHTS[given as SideRight])
  return say('refusal.not-permitted.side', { right: rightName(say, right), who })
}

/** What whoever has rights is called: a role, an administration, or another one. */
export function holderName(say: Say, holder: Holder): string {
  return say(holderKey(holder))
}

/** Who that is. */
export function holderWords(say: Say, holder: Holder): string {
  return say(`${holderKey(holder)}.what`)
}

function holderKey(holder: Holder) {
  const role = ROLES.find((each) => each === holder)
  if (role) return `role.${role}` as const
  const administration = ADMINISTRATIONS.find((each) => each === holder)
  if (administration) return `administration.${administration}` as const
  return `holder.${holder as Exclude<Holder, Role | Administration>}` as const
}
