/** Links by which a member who forgot the password sets a new one, once. */
import { granted, type MemberId, type Outcome, refused } from '@handclasp/domain'
import type { Queries } from './database.ts'
import { type Member, memberOf } from './members.ts'
import { checkPassword, hashPassword } from './password.ts'
import { digestOf, makeToken } from './token.ts'
import { forgetTries } from './tries.ts'
import { after, type Ground } from './wiring.ts'

/** Ends the sessions of a member whose account was changed by somebody. */
export type Shut = (member: MemberId, by: MemberId | null) => Promise<void>

/** How long a link for a new password is valid: one day, in seconds. */
const RESET_SECONDS = 24 * 3600

/** The part of the room that gives new passwords. */
export function resetting({ sql, clock, random }: Ground, shut: Shut) {
  const linked = async (token: string) => {
    const row = await sql
      .selectFrom('reset_link')
      .innerJoin('member', 'member.id', 'reset_link.member')
      .selectAll('member')
      .where('digest', '=', digestOf(token))
      .where('expires_at', '>', clock())
      .where('member.state', '=', 'active')
      .executeTakeFirst()
    return row ? memberOf(row) : null
  }
  return {
    /**
     * Makes the token of a link by which an active member sets a new password once, within a day; an earlier link of
     * theirs no longer counts. The token is kept nowhere.
     */
    makeResetLink: async (member: MemberId, by: MemberId | null): Promise<Outcome<string>> => {
      const row = await sql.selectFrom('member').select('state').where('id', '=', member).executeTakeFirst()
      if (row?.state !== 'active') return refused({ code: 'member-unknown', member })
      const token = makeToken(random)
      await dropResetLinks(sql, member)
      const link = { digest: digestOf(token), member, made_by: by, expires_at: after(clock(), RESET_SECONDS) }
      await sql.insertInto('reset_link').values(link).execute()
      return granted(token)
    },

    /** Whose password a link sets; null where it is used up, expired or none. */
    resetLinkBy: (token: string): Promise<Member | null> => linked(token),

    /** Sets a new password by a link, which is then used up; sessions end. Refuses a dead link and a weak password. */
    resetPassword: async (token: string, password: string): Promise<Outcome<Member>> => {
      const member = await linked(token)
      if (!member) return refused({ code: 'reset-link-ended' })
      const checked = checkPassword(password, member.loginName)
      if (!checked.ok) return checked
      const hash = await hashPassword(password)
      const isDone = await sql.transaction().execute(async (transaction) => {
        const used = await transaction
          .deleteFrom('reset_link')
          .where('digest', '=', digestOf(token))
          .returning('member')
          .execute()
        if (used.length === 0) return false
        await transaction
          .updateTable('credential')
          .set({ password: hash, updated_at: clock() })
          .where('member', '=', member.id)
          .where('provider', '=', 'credential')
          .execute()
        return true
      })
      if (!isDone) return refused({ code: 'reset-link-ended' })
      await forgetTries(sql, member.loginName)
      await shut(member.id, null)
      return granted(member)
    },
  }
}

/** Takes back the links of a member: the password is known again, or was set. */
export async function dropResetLinks(sql: Queries, member: MemberId): Promise<void> {
  await sql.deleteFrom('reset_link').where('member', '=', member).execute()
}
