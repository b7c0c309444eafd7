/** Roles and rights in words. A right that is newer than these words goes by its own name. */
import { type InstallationRight, INSTALLATION_RIGHTS, SIDE_RIGHTS, type SideRight } from '@handclasp/api/client'
import { type Role, ROLES } from '@handclasp/domain'
import type { Say } from '../words/words.tsx'

/** Rights that go by no single side, and the right on some side that gives them. */
const WIDE_RIGHTS = {
  'see-pages': 'see',
  'keep-pages': 'keep',
  'erase-pages': 'erase',
  open: 'steer',
} as const satisfies Readonly<Record<string, SideRight>>

type Right = SideRight | InstallationRight | keyof typeof WIDE_RIGHTS

function isRight(right: string): right is Right {
  return [SIDE_RIGHTS, INSTALLATION_RIGHTS, WIDE_RIGHTS].some((rights) => Object.hasOwn(rights, right))
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
  const given = Object.hasOwn(WIDE_RIGHTS, right) ? WIDE_RIGHTS[right as keyof typeof WIDE_RIGHTS] : right
  if (!Object.hasOwn(SIDE_RIGHTS, given)) return say('refusal.not-permitted')
  const who = rolesNamed(say, SIDE_RIGHTS[given as SideRight])
  return say('refusal.not-permitted.side', { right: rightName(say, right), who })
}
