/** Sessions: what a member sees of their own, and how they end. */
import { granted, type Instant, type MemberId, type Outcome, refused } from '@handclasp/domain'
import type { NewAct, OwnKind } from './acts.ts'
import type { Queries } from './database.ts'
import { after, type Ground } from './wiring.ts'

/** A session of a member. `client` is what the browser says of itself, shortened. */
export interface OwnSession {
  readonly id: string
  readonly created: Instant
  /** The last use, to a minute. */
  readonly used: Instant
  readonly peer: string | null
  readonly client: string | null
  readonly isCurrent: boolean
}

/** Characters of what a browser says of itself that are shown. */
const CLIENT = 120

/** The part of the room that knows who is signed in where. */
export function sessions({ sql, clock, limits }: Ground, note: (act: NewAct) => Promise<unknown>) {
  return {
    /** The sessions of a member that are alive, last used first; `current` is the one that asks. */
    sessionsOf: async (member: MemberId, current: string | null): Promise<readonly OwnSession[]> => {
      const now = clock()
      const rows = await sql
        .selectFrom('session')
        .select(['id', 'created_at', 'updated_at', 'ip_address', 'user_agent'])
        .where('member', '=', member)
        .where('expires_at', '>', now)
        .where('created_at', '>', after(now, -limits.absoluteSeconds))
        .orderBy('updated_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        created: row.created_at,
        used: row.updated_at,
        peer: row.ip_address || null,
        client: row.user_agent?.slice(0, CLIENT) || null,
        isCurrent: row.id === current,
      }))
    },

    /** Ends a session of a member. Refuses one that is none of theirs, or has ended. */
    endSession: async (member: MemberId, session: string): Promise<Outcome<null>> => {
      const ended = await endSessions(sql, member, { session })
      await noteEnded(note, member, ended, null)
      return ended.length > 0 ? granted(null) : refused({ code: 'session-unknown' })
    },

    /** Ends all sessions of a member but one, or all; answers how many. `by` is who does it, where it is another. */
    endSessions: async (member: MemberId, except: string | null, by: MemberId | null): Promise<number> => {
      const ended = await endSessions(sql, member, { except })
      await noteEnded(note, member, ended, by)
      return ended.length
    },
  }
}

/** Ends sessions of a member: one, all but one, or all. Answers which. */
export async function endSessions(
  sql: Queries,
  member: MemberId,
  { session, except }: { readonly session?: string; readonly except?: string | null } = {},
): Promise<readonly string[]> {
  let ended = sql.deleteFrom('session').where('member', '=', member).returning('id')
  if (session !== undefined) ended = ended.where('id', '=', session)
  if (except) ended = ended.where('id', '!=', except)
  return (await ended.execute()).map(({ id }) => id)
}

/** Notes sessions that were ended, each in the name of its member; `by` is who did it, where it was another. */
export async function noteEnded(
  note: (act: NewAct) => Promise<unknown>,
  member: MemberId,
  ended: readonly string[],
  by: MemberId | null,
): Promise<void> {
  const kind: OwnKind = 'session-end'
  for (const session of ended) {
    const about = { session, ...(by === null || by === member ? {} : { by }) }
    await note({ member, acting: null, kind, outcome: 'done', code: null, about, peer: null })
  }
}
