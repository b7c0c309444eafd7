/** Who is signed in: one statement for session, member and duties, asked on every request. */
import type { AuthorId, Instant } from '@handclasp/domain'
import { sql as raw } from 'kysely'
import { MARK } from './database.ts'
import { colleagues, type Duty } from './duties.ts'
import { type Member, memberOf } from './members.ts'
import { after, type Ground } from './wiring.ts'

/** A role that a member has on a side now. */
export type RoleHeld = Pick<Duty, 'cooperation' | 'side' | 'role' | 'organisation'>

/** Who sends a request. */
export interface Signed {
  /** The session's id. */
  readonly session: string
  readonly member: Member
  /** What the member does for sides now. */
  readonly duties: readonly RoleHeld[]
  /** Under whose names entries stand that were written on the sides where the member acts now, their own included. */
  readonly authors: readonly AuthorId[]
  readonly hasSecondFactor: boolean
  /** When the session ends unless it is used before. */
  readonly expires: Instant
  /** When it ends in any case. */
  readonly ends: Instant
  /** Lines of `set-cookie` to pass on. */
  readonly cookies: readonly string[]
}

/** A session with its member and duties as they are read. */
export interface SignedRow {
  readonly session: string
  readonly expires_at: Instant
  readonly began_at: Instant
  readonly used_at: Instant
  readonly id: string
  readonly login_name: string
  readonly name: string
  readonly author: string
  readonly state: string
  readonly administration: string | null
  readonly created_at: Instant
  readonly second_factor_enabled: boolean
  /** As lists: objects would take twice as long to make, on every request. */
  readonly duties: readonly (readonly [
    RoleHeld['cooperation'],
    RoleHeld['side'],
    RoleHeld['role'],
    RoleHeld['organisation'],
  ])[]
  readonly authors: readonly string[]
}

/** A session is lengthened once a minute at most. */
const EXTEND_SECONDS = 60

/** Is a session to be lengthened by this use? */
export function isToLengthen({ used_at }: SignedRow, now: Instant): boolean {
  return Date.parse(now) - Date.parse(used_at) >= EXTEND_SECONDS * 1000
}

/** The session of a token; null where there is none, it has ended, or its member may not act. */
export async function readSigned({ sql, clock, limits }: Ground, token: string): Promise<SignedRow | null> {
  const now = clock()
  const { rows } = await raw<SignedRow>`${MARK}
    select session.id as session, session.expires_at, session.created_at as began_at, session.updated_at as used_at,
      member.id, member.login_name, member.name, member.author, member.state, member.administration,
      member.created_at, member.second_factor_enabled,
      coalesce((
        select json_agg(
          json_build_array(duty.cooperation, duty.side, duty.role, duty.organisation) order by duty.since, duty.role
        )
        from duty where duty.member = member.id and duty.until is null
      ), '[]') as duties,
      array(${colleagues(raw`member.id`)}) as authors
    from session join member on member.id = session.member
    where session.token = ${token} and session.expires_at > ${now}::timestamptz
      and session.created_at > ${after(now, -limits.absoluteSeconds)}::timestamptz and member.state = 'active'
  `.execute(sql)
  return rows[0] ?? null
}

/** A session that lasts longer from now on; null where it has ended meanwhile. */
export async function lengthen({ sql, clock, limits }: Ground, row: SignedRow): Promise<SignedRow | null> {
  const now = clock()
  const expires = earlier(after(now, limits.idleSeconds), after(row.began_at, limits.absoluteSeconds))
  const extended = await sql
    .updateTable('session')
    .set({ expires_at: expires, updated_at: now })
    .where('id', '=', row.session)
    .returning('id')
    .execute()
  return extended.length > 0 ? { ...row, expires_at: expires, used_at: now } : null
}

/** What a request is told of who sends it. */
export function signedOf(row: SignedRow, cookies: readonly string[], absoluteSeconds: number): Signed {
  return {
    session: row.session,
    member: memberOf({ ...row, email: '', email_verified: false, image: null, signed_in_at: null, updated_at: '' }),
    duties: row.duties.map(([cooperation, side, role, organisation]) => ({ cooperation, side, role, organisation })),
    authors: row.authors as readonly AuthorId[],
    hasSecondFactor: row.second_factor_enabled,
    expires: row.expires_at,
    ends: after(row.began_at, absoluteSeconds),
    cookies,
  }
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other
}
