/** Roles 角色: what a member does for a side, and what an administrator does for the installation. */

/** 经办 drafts, 审核 checks and sends, 合作办 steers, 单位代表 sees what is its organisation's own. */
export const GIVEN_ROLES = ['clerk', 'approver', 'office', 'delegate'] as const
/** With the one that nobody gives: 代请 let another side in, and invites its first office. */
export const ROLES = [...GIVEN_ROLES, 'host'] as const
/** What a member does for one side of one cooperation. */
export type Role = (typeof ROLES)[number]

/**
 * 系统管理员 keeps the installation going, 审计管理员 reads the log of acts, 安全管理员 looks after accounts: kept apart, and
 * none of them sees a ledger by that.
 */
export const ADMINISTRATIONS = ['system', 'audit', 'security'] as const
/** What an administrator does. A member has one of them, or none. */
export type Administration = (typeof ADMINISTRATIONS)[number]
