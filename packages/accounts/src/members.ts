/** Members: who has an account here, and how the first one comes. */
import {
  type Administration,
  type AuthorId,
  granted,
  type Instant,
  type MemberId,
  type Outcome,
  refused,
} from '@handclasp/domain'
import { sql as raw, type Selectable } from 'kysely'
import type { Queries, Tables } from './database.ts'
import { checkPassword, hashPassword } from './password.ts'
import { isSameCode, makeSetupCode } from './token.ts'
import type { Ground } from './wiring.ts'

/** Who works here still, is kept out for a time, or is gone; entries of all of them stay. */
export type MemberState = 'active' | 'locked' | 'left'

/** Somebody with an account. `author` is the pseudonym under which their entries stand. */
export interface Member {
  readonly id: MemberId
  readonly loginName: string
  readonly name: string
  readonly author: AuthorId
  readonly state: MemberState
  readonly administration: Administration | null
  readonly created: Instant
}

/** What somebody gives who gets an account. */
export interface NewMember {
  readonly loginName: string
  readonly name: string
  readonly password: string
}

/** A login name as it is kept and compared: NFKC, lower case. */
export function loginNameOf(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Whether it can be one: 2 to 64 letters or digits of any script, with `.`, `_` and `-`. */
export function isLoginName(loginName: string): boolean {
  return /^[\p{L}\p{N}._-]{2,64}$/u.test(loginName)
}

/** A name as it is kept: without what no database holds, nor blanks around it. */
function nameOf(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim()
}

/** A member as the row has it. */
export function memberOf(row: Selectable<Tables['member']>): Member {
  return {
    id: row.id as MemberId,
    loginName: row.login_name,
    name: row.name,
    author: row.author as AuthorId,
    state: row.state as MemberState,
    administration: row.administration as Administration | null,
    created: row.created_at,
  }
}

/** A new account, ready to be written: all that takes long or can be refused by itself is done. */
export interface ReadyMember extends NewMember {
  readonly hash: string
}

/** Makes ready what somebody gave. Refuses a login name or a password that will not do. */
export async function makeReady(given: NewMember): Promise<Outcome<ReadyMember>> {
  const loginName = loginNameOf(given.loginName)
  if (!isLoginName(loginName)) return refused({ code: 'login-name-unfit', loginName: given.loginName })
  const checked = checkPassword(given.password, loginName)
  if (!checked.ok) return checked
  return granted({ ...given, loginName, name: nameOf(given.name), hash: await hashPassword(given.password) })
}

/**
 * Writes a new account in a transaction. The first one takes over what was written before there were members. Refuses
 * a login name that another has.
 */
export async function addMember(
  transaction: Queries,
  { mint, clock }: Ground,
  { loginName, name, hash }: ReadyMember,
  administration: Administration | null,
  author: AuthorId = mint('author'),
): Promise<Outcome<Member>> {
  const id = mint('member')
  const now = clock()
  const row = await transaction
    .insertInto('member')
    .values({
      id,
      login_name: loginName,
      name,
      author,
      administration,
      email: `${id.toLowerCase()}@member.invalid`,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('login_name').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) return refused({ code: 'login-name-taken', loginName })
  await transaction
    .insertInto('credential')
    .values({
      id: id.replace('mem_', 'crd_'),
      provider: 'credential',
      subject: id,
      member: id,
      password: hash,
      created_at: now,
      updated_at: now,
    })
    .execute()
  return granted(memberOf(row))
}

/** The part of the room that answers for members. */
export function membersKnown({ sql }: Ground) {
  return {
    /** A member by id, whatever the state; null where there is none. */
    member: async (id: MemberId): Promise<Member | null> => {
      const row = await sql.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? memberOf(row) : null
    },

    /** Names by author id, for showing who wrote an entry; who is not known is not in it. */
    authors: (ids: readonly AuthorId[]): Promise<ReadonlyMap<AuthorId, string>> => namesBy(sql, 'author', ids),

    /** Names by member id, for showing whom an act was about; who is not known is not in it. */
    names: (ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, string>> => namesBy(sql, 'id', ids),
  }
}

async function namesBy<Id extends string>(
  sql: Queries,
  column: 'author' | 'id',
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, string>> {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  const rows = await sql
    .selectFrom('member')
    .select([column, 'name'])
    .where(raw<boolean>`${raw.ref(column)} = any(${wanted}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row[column] as Id, row.name]))
}

/** The part of the room that makes members, the first of them by the setup code. */
export function members(ground: Ground) {
  const { sql, random } = ground
  let code: string | null = null

  const isEmpty = async (queries: Queries) => {
    const first = await queries.selectFrom('member').select('id').limit(1).executeTakeFirst()
    return first === undefined
  }

  return {
    /** Makes the setup code where there is no member yet; called once, at the opening. */
    begin: async (): Promise<void> => {
      if (await isEmpty(sql)) code = makeSetupCode(random)
    },

    /** The code that the first member is asked for; null once there is one. It stands nowhere but in memory. */
    setupCode: (): string | null => code,

    /**
     * Makes the first member, who administers the system. Refuses where there is one already, a wrong code, a login
     * name or a password that will not do.
     */
    setUp: async ({ code: typed, ...given }: NewMember & { readonly code: string }): Promise<Outcome<Member>> => {
      if (code === null) return refused({ code: 'already-set-up' })
      if (!isSameCode(typed, code)) return refused({ code: 'setup-code-wrong' })
      const ready = await makeReady(given)
      if (!ready.ok) return ready
      const outcome = await sql.transaction().execute(async (transaction) => {
        await raw`select pg_advisory_xact_lock(hashtextextended('member first', 0))`.execute(transaction)
        if (!(await isEmpty(transaction))) return refused({ code: 'already-set-up' })
        return addMember(transaction, ground, ready.value, 'system', 'local' as AuthorId)
      })
      if (outcome.ok || outcome.refusal.code === 'already-set-up') code = null
      return outcome
    },

    /** Makes a member whom nobody invited, for the demonstration. Refuses an unfit login name or password. */
    addMember: async (given: NewMember): Promise<Outcome<Member>> => {
      const ready = await makeReady(given)
      if (!ready.ok) return ready
      return sql.transaction().execute((transaction) => addMember(transaction, ground, ready.value, null))
    },

    /** Whether anybody has an account yet. */
    isSetUp: async (): Promise<boolean> => code === null || !(await isEmpty(sql)),

    /** Calls a member by another name. Refuses who is not there. */
    rename: async (id: MemberId, name: string): Promise<Outcome<Member>> => {
      const row = await sql
        .updateTable('member')
        .set({ name: nameOf(name), updated_at: ground.clock() })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row ? granted(memberOf(row)) : refused({ code: 'member-unknown', member: id })
    },
  }
}
