/** Sweeping: deleting what has ended and nobody will ask for again. */
import type { MemberId } from '@handclasp/domain'
import type { NewAct, OwnKind } from './acts.ts'
import { sweepTries } from './tries.ts'
import { after, type Ground } from './wiring.ts'

/** How many sessions had ended by themselves, and how many tokens had. */
export interface AccountsSwept {
  readonly sessions: number
  readonly tokens: number
}

/** The part of the room that cleans up; to be called now and then, such as every hour. */
export function sweeping({ sql, clock, limits }: Ground, note: (act: NewAct) => Promise<unknown>) {
  return {
    /** Deletes sessions, tokens, links, codes and failures that no longer count; an ended session is noted. */
    sweep: async (): Promise<AccountsSwept> => {
      const now = clock()
      const oldest = after(now, -limits.absoluteSeconds)
      const sessions = await sql
        .deleteFrom('session')
        .where((on) => on.or([on('expires_at', '<=', now), on('created_at', '<=', oldest)]))
        .returning(['id', 'member', 'created_at'])
        .execute()
      const kind: OwnKind = 'session-end'
      for (const { id, member, created_at } of sessions) {
        const about = { session: id, why: created_at <= oldest ? 'absolute' : 'idle' }
        const act = { member: member as MemberId, acting: null, kind, about, peer: null }
        await note({ ...act, outcome: 'done', code: null })
      }
      const tokens = await sql.deleteFrom('sign_in_token').where('expires_at', '<=', now).returning('id').execute()
      const links = await sql.deleteFrom('reset_link').where('expires_at', '<=', now).returning('digest').execute()
      await sweepTries(sql, now)
      return { sessions: sessions.length, tokens: tokens.length + links.length }
    },
  }
}
