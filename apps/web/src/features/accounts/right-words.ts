/** Rights in words. A right that is newer than these words goes by its own name. */
import { type InstallationRight, INSTALLATION_RIGHTS, SIDE_RIGHTS, type SideRight } from '@handclasp/api/client'
import type { Say } from '../../words/words.tsx'

type Right = SideRight | InstallationRight

function isRight(right: string): right is Right {
  return Object.hasOwn(SIDE_RIGHTS, right) || Object.hasOwn(INSTALLATION_RIGHTS, right)
}

/** What a right is called. */
export function rightName(say: Say, right: string): string {
  return isRight(right) ? say(`right.${right}`) : right
}

/** What it is to have it. */
export function rightWords(say: Say, right: string): string {
  return isRight(right) ? say(`right.${right}.what`) : ''
}
