/** Duties: what members do for sides. One row a role; ended, never deleted, for entries outlive who wrote them. */
import {
  type AuthorId,
  type CooperationId,
  granted,
  type Instant,
  type MemberId,
  type Outcome,
  refused,
  type Role,
  type SideId,
} from '@handclasp/domain'
import { type RawBuilder, sql as raw, type Selectable } from 'kysely'
import type { Queries, Tables } from './database.ts'
import { type Member, memberOf } from './members.ts'
import type { Ground } from './wiring.ts'

/** A role of a member on a side. `organisation` is the one a delegate acts for; `until` is null while it is held. */
export interface Duty {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly role: Role
  readonly organisation: string | null
  readonly since: Instant
  readonly until: Instant | null
}

/** A member with all roles held on one side, now and formerly. */
export interface Colleague {
  readonly member: Member
  readonly hasSecondFactor: boolean
  readonly duties: readonly Duty[]
}

/** A side of a cooperation. */
export interface Place {
  readonly cooperation: CooperationId
  readonly side: SideId
}

/** What a member is to do for a side from now on. `organisation` counts for a delegate alone; `by` gives it. */
export interface RolesWanted extends Place {
  readonly member: MemberId
  readonly roles: readonly Role[]
  readonly organisation: string | null
  readonly by: MemberId | null
}

/** Who leaves a side, who takes over there (or nobody), and who says so. */
export interface Leaving extends Place {
  readonly member: MemberId
  readonly to: MemberId | null
  readonly by: MemberId | null
}

/** The part of the room that knows who acts for whom. */
export function duties({ sql, clock }: Ground) {
  return {
    /** What a member does for sides now, oldest first. */
    dutiesOf: async (member: MemberId): Promise<readonly Duty[]> => {
      const rows = await sql
        .selectFrom('duty')
        .selectAll()
        .where('member', '=', member)
        .where('until', 'is', null)
        .orderBy('since')
        .orderBy('role')
        .execute()
      return rows.map(dutyOf)
    },

    /** Who acts for a side and who did, in the order in which they came. */
    dutiesOn: async (cooperation: CooperationId, side: SideId): Promise<readonly Colleague[]> => {
      const rows = await held(sql, { cooperation, side }).orderBy('since').orderBy('role').execute()
      return byMember(sql, rows)
    },

    /**
     * Has a member do just these roles for a side; none takes all away. Refuses who is no active member, a delegate
     * without an organisation, and to leave the side without an office.
     */
    setRoles: (wanted: RolesWanted): Promise<Outcome<readonly Duty[]>> =>
      sql.transaction().execute(async (transaction) => {
        await queueOn(transaction, wanted)
        return setRoles(transaction, wanted, clock())
      }),

    /**
     * Ends all that a member does for a side; `to` takes over the same roles beside those already held. Refuses who
     * does nothing there, a successor who is no active member, and to leave the side without an office.
     */
    leave: (wanted: Leaving): Promise<Outcome<null>> =>
      sql.transaction().execute(async (transaction) => {
        await queueOn(transaction, wanted)
        return handOver(transaction, wanted, clock())
      }),

    /**
     * Under whose names entries stand that were written on the sides where this member acts now, or acts in one of some
     * roles: everybody's who acts or ever acted there, and the member's own.
     */
    colleaguesOf: async (member: MemberId, by: readonly Role[] = WITHIN): Promise<readonly AuthorId[]> => {
      const { rows } = await raw<{ author: string }>`${colleagues(raw`${member}`, by)}`.execute(sql)
      return rows.map(({ author }) => author as AuthorId)
    },
  }
}

async function byMember(sql: Queries, rows: readonly Selectable<Tables['duty']>[]): Promise<readonly Colleague[]> {
  const ids = [...new Set(rows.map(({ member }) => member))]
  if (ids.length === 0) return []
  const known = await sql.selectFrom('member').selectAll().where('id', 'in', ids).execute()
  const members = new Map(known.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = members.get(id)
    const theirs = rows.filter(({ member }) => member === id).map(dutyOf)
    return row ? [{ member: memberOf(row), hasSecondFactor: row.second_factor_enabled, duties: theirs }] : []
  })
}

/** The authors of a member and of everybody who acts or acted for a side where that member acts now in some roles. */
export function colleagues(member: RawBuilder<unknown>, by: readonly Role[] = WITHIN): RawBuilder<{ author: string }> {
  return raw`
    select colleague.author from member as colleague where colleague.id = ${member} or colleague.id in (
      select other.member from duty as own
      join duty as other on other.cooperation = own.cooperation and other.side = own.side
      where own.member = ${member} and own.until is null and own.role = any(${by}::text[])
        and other.role = any(${WITHIN}::text[])
    ) order by colleague.author`
}

/** A duty as its row has it. */
export function dutyOf(row: Selectable<Tables['duty']>): Duty {
  const { cooperation, side, role, organisation, since, until } = row
  return {
    cooperation: cooperation as CooperationId,
    side: side as SideId,
    role: role as Role,
    organisation,
    since,
    until,
  }
}

/** Roles whose members work with each other: whoever has another one sees nobody's pages by it. */
const WITHIN = ['clerk', 'approver', 'office'] as const satisfies readonly Role[]

/** Queues on who acts for a side: two who leave it at once must not both believe that the other one stays. */
export async function queueOn(transaction: Queries, { cooperation, side }: Place): Promise<void> {
  await raw`select pg_advisory_xact_lock(hashtextextended(${`duty ${cooperation} ${side}`}, 0))`.execute(transaction)
}

/** Ends what was done for a side by whoever let it in: it has an office of its own. */
export async function endHosting(transaction: Queries, { cooperation, side }: Place, now: Instant): Promise<void> {
  await transaction
    .updateTable('duty')
    .set({ until: now })
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('role', '=', 'host' satisfies Role)
    .where('until', 'is', null)
    .execute()
}

/** Adds roles to what a member does for a side. Refuses like `setRoles`. */
export async function addRoles(
  transaction: Queries,
  wanted: RolesWanted,
  now: Instant,
): Promise<Outcome<readonly Duty[]>> {
  const there = await held(transaction, wanted).where('member', '=', wanted.member).where('until', 'is', null).execute()
  const organisation = wanted.organisation ?? there.find((row) => row.organisation !== null)?.organisation ?? null
  const roles = [...new Set([...there.map(({ role }) => role as Role), ...wanted.roles])]
  return setRoles(transaction, { ...wanted, roles, organisation }, now)
}

async function setRoles(transaction: Queries, wanted: RolesWanted, now: Instant): Promise<Outcome<readonly Duty[]>> {
  const { cooperation, side, member, by } = wanted
  const roles = [...new Set(wanted.roles)]
  if (roles.includes('delegate') && !wanted.organisation) return refused({ code: 'organisation-needed' })
  if (roles.length > 0 && !(await isActive(transaction, member))) return refused({ code: 'member-unknown', member })
  const there = held(transaction, wanted).where('member', '=', member).where('until', 'is', null)
  const before = await there.execute()
  const meant = roles.map((role) => ({ role, organisation: role === 'delegate' ? wanted.organisation : null }))
  const isMeant = (row: { role: string; organisation: string | null }) =>
    meant.some(({ role, organisation }) => role === row.role && organisation === row.organisation)
  const ended = before.filter((row) => !isMeant(row)).map(({ role }) => role)
  if (ended.includes('office') && !(await hasOtherOffice(transaction, wanted, member))) {
    return refused({ code: 'last-office', side })
  }
  if (ended.length > 0) await end(transaction, wanted, member, ended, now)
  const added = meant.filter(({ role }) => ended.includes(role) || !before.some((row) => row.role === role))
  if (added.length > 0) {
    const rows = added.map((each) => ({ cooperation, side, member, ...each, since: now, until: null, given_by: by }))
    await transaction.insertInto('duty').values(rows).execute()
  }
  return granted((await there.orderBy('since').orderBy('role').execute()).map(dutyOf))
}

async function handOver(transaction: Queries, wanted: Leaving, now: Instant): Promise<Outcome<null>> {
  const { member, to, side, by } = wanted
  const there = await held(transaction, wanted).where('member', '=', member).where('until', 'is', null).execute()
  if (there.length === 0) return refused({ code: 'duty-unknown', side })
  if (to !== null && to !== member) {
    const roles = there.map(({ role }) => role as Role)
    const organisation = there.find((row) => row.organisation !== null)?.organisation ?? null
    const { cooperation } = wanted
    const given = await addRoles(transaction, { cooperation, side, member: to, roles, organisation, by }, now)
    if (!given.ok) return given
  }
  const isOffice = there.some(({ role }) => role === 'office')
  if (isOffice && !(await hasOtherOffice(transaction, wanted, member))) return refused({ code: 'last-office', side })
  const roles = there.map(({ role }) => role)
  await end(transaction, wanted, member, roles, now)
  return granted(null)
}

async function end(
  transaction: Queries,
  { cooperation, side }: Place,
  member: MemberId,
  roles: readonly string[],
  now: Instant,
): Promise<void> {
  await transaction
    .updateTable('duty')
    .set({ until: now })
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('member', '=', member)
    .where('role', 'in', roles)
    .where('until', 'is', null)
    .execute()
}

/** Whether an active member beside this one is the office of a side. */
export async function hasOtherOffice(sql: Queries, place: Place, member: MemberId): Promise<boolean> {
  const other = await held(sql, place)
    .innerJoin('member', 'member.id', 'duty.member')
    .where('duty.role', '=', 'office')
    .where('duty.until', 'is', null)
    .where('duty.member', '!=', member)
    .where('member.state', '=', 'active')
    .limit(1)
    .execute()
  return other.length > 0
}

function held(sql: Queries, { cooperation, side }: Place) {
  return sql
    .selectFrom('duty')
    .selectAll('duty')
    .where('duty.cooperation', '=', cooperation)
    .where('duty.side', '=', side)
}

async function isActive(sql: Queries, member: MemberId): Promise<boolean> {
  const row = await sql.selectFrom('member').select('state').where('id', '=', member).executeTakeFirst()
  return row?.state === 'active'
}
