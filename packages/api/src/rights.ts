/**
 * Who may do what: the one table of rights. Every route names the right it takes (`routes.ts`); roles of a side and
 * administrations of the installation have rights, and nothing else does.
 */
import type { Administration, Role } from '@handclasp/domain'

/** Rights within one side of a cooperation, by the roles that have them. */
export const SIDE_RIGHTS = {
  /** What the side keeps to itself, and what all sides were sent; the views that it saves. */
  see: ['clerk', 'approver', 'office'],
  /** Of what all sides were sent, the commitments that name one's own organisation. */
  'see-own': ['delegate'],
  /** Decide findings, write by hand, attach, take out: nothing of it leaves the side. */
  keep: ['clerk'],
  /** Write down what is to be sent, for somebody else to check. */
  draft: ['clerk'],
  /** Check drafts, return them, send to the other sides. */
  send: ['approver'],
  /** Erase words on a ground. */
  erase: ['office'],
  /** End what one does for the side; of others that is for whoever steers. */
  leave: ['clerk', 'approver', 'office', 'delegate', 'host'],
  /** Who acts for the side, and who is invited to. */
  meet: ['clerk', 'approver', 'office', 'host'],
  /** Invite to the side; whoever let it in invites its office, and does no more there once that has come. */
  invite: ['office', 'host'],
  /** Who acts for the side and by what rules: roles, handing over, four eyes, letting another side in. */
  steer: ['office'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

/** Rights over the installation, by the administrations that have them; none of them shows a ledger. */
export const INSTALLATION_RIGHTS = {
  /** Verify the chains, make records anew, sweep files. */
  maintain: ['system'],
  /** Appoint the other administrators, and relieve them. */
  appoint: ['system'],
  /** Give up what one administers. */
  resign: ['system', 'audit', 'security'],
  /**
   * Lock and unlock accounts, end sessions, end accounts, take a lost second factor away, make links for new passwords.
   * Whoever does this could come in as anybody: each of these deeds stands in the log, which they do not read.
   */
  guard: ['security'],
  /** Read and export the log of acts, and check its chain. */
  audit: ['audit'],
} as const satisfies Readonly<Record<string, readonly Administration[]>>

/** A right within a side. */
export type SideRight = keyof typeof SIDE_RIGHTS
/** A right over the installation. */
export type InstallationRight = keyof typeof INSTALLATION_RIGHTS

/** The roles that have a right within a side. */
export function rolesWith(right: SideRight): readonly Role[] {
  return SIDE_RIGHTS[right]
}

/** Which of some roles a right is used by: the first that has it; null where none does. */
export function roleFor(right: SideRight, roles: readonly Role[]): Role | null {
  return rolesWith(right).find((role) => roles.includes(role)) ?? null
}
