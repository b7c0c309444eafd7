/** What administrators do with accounts. Who of them may what is for the api to know. */
import {
  type Administration,
  type AuthorId,
  granted,
  type Instant,
  type MemberId,
  type Outcome,
  refused,
} from '@handclasp/domain'
import { sql as raw } from 'kysely'
import type { NewAct } from './acts.ts'
import { isLastSystem, leave, queueOnAdministrations, take } from './administrators.ts'
import type { Queries } from './database.ts'
import { dutyOf, hasOtherOffice, queueOn } from './duties.ts'
import { withdrawAll } from './invitations.ts'
import { type Member, memberOf, type MemberState } from './members.ts'
import { resetting, type Shut } from './resetting.ts'
import { endSessions, noteEnded } from './sessions.ts'
import { forgetTries } from './tries.ts'
import { after, type Ground } from './wiring.ts'

/** A member as administrators see them. */
export interface ListedMember extends Member {
  /** When they last signed in; null where never. */
  readonly signedIn: Instant | null
  readonly hasSecondFactor: boolean
  /** Whether they can sign in by the outside provider. */
  readonly isLinked: boolean
  /** Sessions that are alive. */
  readonly sessions: number
  /** Until when their login name is locked after too many failures; null where it is not. */
  readonly nameLocked: Instant | null
}

/** The part of the room that looks after accounts. */
export function administration(ground: Ground, note: (act: NewAct) => Promise<unknown>) {
  const { sql, clock } = ground
  const shut: Shut = async (member, by) => noteEnded(note, member, await endSessions(sql, member), by)
  return {
    /** All members, whatever their state, by name. */
    members: (): Promise<readonly ListedMember[]> => list(ground, null),

    /** One member as administrators see them, and they themselves; null where there is none. */
    profile: async (member: MemberId): Promise<ListedMember | null> => (await list(ground, member))[0] ?? null,

    /** Takes out the second factor of a member who lost the device; sessions end. Refuses where there is none. */
    resetSecondFactor: async (member: MemberId, by: MemberId | null): Promise<Outcome<null>> => {
      const had = await sql.transaction().execute(async (transaction) => {
        const off = { second_factor_enabled: false, updated_at: clock() }
        await transaction.updateTable('member').set(off).where('id', '=', member).execute()
        return transaction.deleteFrom('second_factor').where('member', '=', member).returning('id').execute()
      })
      if (had.length === 0) return refused({ code: 'second-factor-not-set' })
      await shut(member, by)
      return granted(null)
    },

    /** Lets a member no longer in by the outside provider; answers whether they were linked. */
    unlinkProvider: async (member: MemberId): Promise<boolean> => {
      const links = sql.deleteFrom('credential').where('member', '=', member).where('provider', '!=', 'credential')
      return (await links.returning('id').execute()).length > 0
    },

    /** Gives an active member an administration. Refuses who has one. */
    setAdministration: (member: MemberId, wanted: Administration): Promise<Outcome<Member>> =>
      sql.transaction().execute(async (transaction) => {
        await queueOnAdministrations(transaction)
        return take(transaction, member, wanted, clock())
      }),

    /**
     * Takes the administration of a member away, from the next request on, with the appointments of theirs that wait.
     * Refuses where they have none, and to take the last system administrator's.
     */
    relieve: (member: MemberId): Promise<Outcome<Member>> =>
      sql.transaction().execute(async (transaction) => {
        await queueOnAdministrations(transaction)
        const left = await leave(transaction, member, clock())
        if (left.ok) await withdrawAll(transaction, member, clock(), ['administration'])
        return left
      }),

    ...admitting(ground, shut),
    ...resetting(ground, shut),
  }
}

function admitting({ sql, clock }: Ground, shut: Shut) {
  const become = async (member: MemberId, state: MemberState, from: MemberState): Promise<Outcome<Member>> => {
    const row = await sql
      .updateTable('member')
      .set({ state, updated_at: clock() })
      .where('id', '=', member)
      .where('state', '=', from)
      .returningAll()
      .executeTakeFirst()
    return row ? granted(memberOf(row)) : refused({ code: 'member-unknown', member })
  }
  return {
    /**
     * Keeps an active member out: sessions end, and what they invited others to is taken back. Even the last office or
     * administrator can be locked, for an account may be in wrong hands. Refuses who is not active.
     */
    lock: async (member: MemberId, by: MemberId | null): Promise<Outcome<Member>> => {
      const locked = await become(member, 'locked', 'active')
      if (!locked.ok) return locked
      await withdrawAll(sql, member, clock())
      await shut(member, by)
      return locked
    },

    /** Lets a locked member in again, and forgets failures of the login name. Refuses who has left. */
    unlock: async (member: MemberId): Promise<Outcome<Member>> => {
      const row = await sql.selectFrom('member').selectAll().where('id', '=', member).executeTakeFirst()
      if (!row || row.state === 'left') return refused({ code: 'member-unknown', member })
      await forgetTries(sql, row.login_name)
      return row.state === 'active' ? granted(memberOf(row)) : become(member, 'active', 'locked')
    },

    /**
     * Ends an account: duties and administration end, entries stay under the name. Refuses to leave a side without an
     * office, or the installation without a system administrator.
     */
    part: async (member: MemberId, by: MemberId | null): Promise<Outcome<null>> => {
      const parted = await sql.transaction().execute((transaction) => part(transaction, member, clock()))
      if (parted.ok) await shut(member, by)
      return parted
    },
  }
}

async function list({ sql, clock, limits }: Ground, only: MemberId | null): Promise<readonly ListedMember[]> {
  const now = clock()
  const { rows } = await raw<{
    id: string
    login_name: string
    name: string
    author: string
    state: string
    administration: string | null
    created_at: Instant
    signed_in_at: Instant | null
    second_factor_enabled: boolean
    linked: boolean
    sessions: number
    name_locked: Instant | null
  }>`
    select member.id, member.login_name, member.name, member.author, member.state, member.administration,
      member.created_at, member.signed_in_at, member.second_factor_enabled,
      exists (select from credential where credential.member = member.id and provider <> 'credential') as linked,
      (select count(*) from session where session.member = member.id and expires_at > ${now}::timestamptz
        and session.created_at > ${after(now, -limits.absoluteSeconds)}::timestamptz) as sessions,
      (select locked_until from sign_in_failure as failure
        where failure.login_name = member.login_name and locked_until > ${now}::timestamptz) as name_locked
    from member where ${only}::text is null or member.id = ${only}
    order by member.name, member.id
  `.execute(sql)
  return rows.map((row) => ({
    id: row.id as MemberId,
    loginName: row.login_name,
    name: row.name,
    author: row.author as AuthorId,
    state: row.state as MemberState,
    administration: row.administration as Administration | null,
    created: row.created_at,
    signedIn: row.signed_in_at,
    hasSecondFactor: row.second_factor_enabled,
    isLinked: row.linked,
    sessions: row.sessions,
    nameLocked: row.name_locked,
  }))
}

async function part(transaction: Queries, member: MemberId, now: Instant): Promise<Outcome<null>> {
  await queueOnAdministrations(transaction)
  const row = await transaction.selectFrom('member').selectAll().where('id', '=', member).forUpdate().executeTakeFirst()
  if (!row || row.state === 'left') return refused({ code: 'member-unknown', member })
  if (await isLastSystem(transaction, row.administration, member)) {
    return refused({ code: 'last-administrator', administration: 'system' })
  }
  const held = await transaction
    .selectFrom('duty')
    .selectAll()
    .where('member', '=', member)
    .where('until', 'is', null)
    .orderBy('cooperation')
    .orderBy('side')
    .execute()
  for (const duty of held.map(dutyOf)) {
    await queueOn(transaction, duty)
    if (duty.role === 'office' && !(await hasOtherOffice(transaction, duty, member))) {
      return refused({ code: 'last-office', side: duty.side })
    }
  }
  await transaction
    .updateTable('duty')
    .set({ until: now })
    .where('member', '=', member)
    .where('until', 'is', null)
    .execute()
  await withdrawAll(transaction, member, now)
  const left = { state: 'left', administration: null, updated_at: now }
  await transaction.updateTable('member').set(left).where('id', '=', member).execute()
  return granted(null)
}
