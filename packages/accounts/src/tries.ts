/** Tries: how often a login name may fail in a row, and that no code of a second factor is taken twice. */
import type { Instant } from '@handclasp/domain'
import { sql as raw } from 'kysely'
import type { Queries } from './database.ts'
import { after } from './wiring.ts'

/** So many tries in a row may fail; then the name is locked. */
export const FAILURES = 10
/** How long it is locked, and after how long a failure no longer counts. */
export const LOCKED_SECONDS = 15 * 60
/** A code fits for one period before and after its own of 30 s; it is remembered longer. */
const CODE_SECONDS = 5 * 60

/**
 * Counts a try before it is looked at, so that many at once are counted too; answers until when the name is locked, or
 * null where the try may go on. Names that nobody has are counted alike.
 */
export async function countTry(sql: Queries, loginName: string, now: Instant): Promise<Instant | null> {
  const since = after(now, -LOCKED_SECONDS)
  const until = after(now, LOCKED_SECONDS)
  const { rows } = await raw<{ locked_until: Instant | null }>`
    insert into sign_in_failure as known (login_name, failures, failed_at) values (${loginName}, 1, ${now})
    on conflict (login_name) do update set
      failed_at = ${now},
      failures = case
        when known.locked_until > ${now}::timestamptz then known.failures
        when known.locked_until is not null or known.failed_at <= ${since}::timestamptz then 1
        else known.failures + 1 end,
      locked_until = case
        when known.locked_until > ${now}::timestamptz then known.locked_until
        when known.locked_until is null and known.failed_at > ${since}::timestamptz
          and known.failures >= ${FAILURES}::integer then ${until}::timestamptz
        else null end
    returning locked_until
  `.execute(sql)
  return rows[0]?.locked_until ?? null
}

/** Forgets the failures of a name: somebody got in by it, or an administrator unlocked it. */
export async function forgetTries(sql: Queries, loginName: string): Promise<void> {
  await sql.deleteFrom('sign_in_failure').where('login_name', '=', loginName).execute()
}

/** Marks a code as used by a member; false where it was already. */
export async function useCode(sql: Queries, member: string, code: string, now: Instant): Promise<boolean> {
  const used = await sql
    .insertInto('used_code')
    .values({ member, code, used_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['member', 'code'])
        .doUpdateSet({ used_at: now })
        .where('used_code.used_at', '<=', after(now, -CODE_SECONDS)),
    )
    .returning('code')
    .execute()
  return used.length > 0
}

/** Deletes what no longer counts. */
export async function sweepTries(sql: Queries, now: Instant): Promise<void> {
  await sql.deleteFrom('used_code').where('used_at', '<=', after(now, -CODE_SECONDS)).execute()
  await sql
    .deleteFrom('sign_in_failure')
    .where('failed_at', '<=', after(now, -LOCKED_SECONDS))
    .where((on) => on.or([on('locked_until', 'is', null), on('locked_until', '<=', now)]))
    .execute()
}
