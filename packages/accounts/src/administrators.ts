/** Administrations: held by different people, and the system's never by nobody. */
import { type Administration, granted, type Instant, type MemberId, type Outcome, refused } from '@handclasp/domain'
import { sql as raw } from 'kysely'
import type { Queries } from './database.ts'
import { type Member, memberOf } from './members.ts'

/** Queues on who administers. */
export async function queueOnAdministrations(transaction: Queries): Promise<void> {
  await raw`select pg_advisory_xact_lock(hashtextextended('administration', 0))`.execute(transaction)
}

/** Gives an active member an administration. Refuses a second one: they are held by different people. */
export async function take(
  transaction: Queries,
  member: MemberId,
  wanted: Administration,
  now: Instant,
): Promise<Outcome<Member>> {
  const row = await transaction.selectFrom('member').selectAll().where('id', '=', member).forUpdate().executeTakeFirst()
  if (row?.state !== 'active') return refused({ code: 'member-unknown', member })
  const held = row.administration as Administration | null
  if (held !== null) {
    return refused({ code: held === wanted ? 'administration-held' : 'administrators-apart', held })
  }
  return write(transaction, member, wanted, now)
}

/** Takes the administration of a member away. Refuses where they have none, and to take the system's last one. */
export async function leave(transaction: Queries, member: MemberId, now: Instant): Promise<Outcome<Member>> {
  const row = await transaction.selectFrom('member').selectAll().where('id', '=', member).executeTakeFirst()
  if (!row) return refused({ code: 'member-unknown', member })
  if (row.administration === null) return refused({ code: 'no-administration' })
  if (await isLastSystem(transaction, row.administration, member)) {
    return refused({ code: 'last-administrator', administration: 'system' })
  }
  return write(transaction, member, null, now)
}

/** Whether nobody else who is active administers the system. */
export async function isLastSystem(transaction: Queries, held: string | null, member: MemberId): Promise<boolean> {
  if (held !== 'system') return false
  const other = await transaction
    .selectFrom('member')
    .select('id')
    .where('administration', '=', 'system')
    .where('state', '=', 'active')
    .where('id', '!=', member)
    .limit(1)
    .execute()
  return other.length === 0
}

async function write(
  transaction: Queries,
  member: MemberId,
  held: Administration | null,
  now: Instant,
): Promise<Outcome<Member>> {
  const row = await transaction
    .updateTable('member')
    .set({ administration: held, updated_at: now })
    .where('id', '=', member)
    .returningAll()
    .executeTakeFirstOrThrow()
  return granted(memberOf(row))
}
