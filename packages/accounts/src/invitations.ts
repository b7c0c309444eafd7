/** Invitations: links given out once, by which somebody comes to act for a side or to administer. */
import {
  type Administration,
  assertNever,
  type CooperationId,
  granted,
  type Instant,
  type InvitationId,
  type MemberId,
  type Outcome,
  refused,
  type Role,
  type SideId,
} from '@handclasp/domain'
import { type Selectable, sql as raw } from 'kysely'
import { queueOnAdministrations, take as takeAdministration } from './administrators.ts'
import type { Queries, Tables } from './database.ts'
import { addRoles, endHosting, type Place, queueOn } from './duties.ts'
import { addMember, makeReady, type Member, memberOf, type NewMember } from './members.ts'
import { digestOf, makeToken } from './token.ts'
import { after, type Ground } from './wiring.ts'

/** What an invitation is to: roles on a side (with the organisation that a delegate acts for), or an administration. */
export type Invited =
  | (Place & { readonly kind: 'side'; readonly roles: readonly Role[]; readonly organisation: string | null })
  | { readonly kind: 'administration'; readonly administration: Administration }

/** An invitation as it stands now; its token is known to whom it was given alone. */
export interface Invitation {
  readonly id: InvitationId
  readonly to: Invited
  readonly by: { readonly id: MemberId; readonly name: string }
  /** For whom it is meant, as the inviter noted. */
  readonly note: string | null
  readonly made: Instant
  readonly expires: Instant
  readonly state: 'open' | 'used' | 'expired' | 'withdrawn'
  /** Who took it. */
  readonly member: MemberId | null
}

/** How long an invitation is valid: seven days, in seconds. */
const VALID_SECONDS = 7 * 24 * 3600

/** The part of the room that lets others in. */
export function invitations(ground: Ground) {
  const { sql, random, mint, clock } = ground
  return {
    /**
     * Invites somebody; the token goes into a link and is kept nowhere. Valid for seven days and once. Refuses an
     * invitation of a delegate without an organisation.
     */
    invite: async (
      to: Invited,
      by: MemberId,
      note: string | null = null,
    ): Promise<Outcome<{ readonly invitation: Invitation; readonly token: string }>> => {
      if (to.kind === 'side' && to.roles.includes('delegate') && !to.organisation) {
        return refused({ code: 'organisation-needed' })
      }
      const token = makeToken(random)
      const now = clock()
      const times = { created_at: now, expires_at: after(now, VALID_SECONDS) }
      const row = { id: mint('invitation'), digest: digestOf(token), ...rowOf(to), note, invited_by: by, ...times }
      await sql.insertInto('invitation').values(row).execute()
      const [invitation] = await read(sql, now, { digest: row.digest })
      if (!invitation) throw new TypeError('an invitation just written is gone')
      return granted({ invitation, token })
    },

    /** The invitations to a side, or those to administrations; newest first. */
    invitations: (to: Place | 'administration'): Promise<readonly Invitation[]> => read(sql, clock(), { to }),

    /** What a link is for, whatever became of it; null where there is no such link. */
    invitationBy: async (token: string): Promise<Invitation | null> => {
      const [invitation] = await read(sql, clock(), { digest: digestOf(token) })
      return invitation ?? null
    },

    /** Takes an invitation back. Refuses one that is not there, or is open no more. */
    withdraw: (id: InvitationId): Promise<Outcome<Invitation>> =>
      sql.transaction().execute(async (transaction) => {
        const open = await takeOpen(transaction, clock(), { id })
        if (!open.ok) return open
        await transaction.updateTable('invitation').set({ withdrawn_at: clock() }).where('id', '=', id).execute()
        return granted({ ...open.value, state: 'withdrawn' as const })
      }),

    /**
     * Takes an invitation: with a new account, or as the member who is signed in, who then does this, too. Refuses a
     * link that is used, expired or withdrawn, what a new account is refused for, and a second administration.
     */
    accept: (token: string, who: NewMember | { readonly member: MemberId }): Promise<Outcome<Member>> =>
      accept(ground, digestOf(token), who),
  }
}

async function accept(
  ground: Ground,
  digest: string,
  who: NewMember | { readonly member: MemberId },
): Promise<Outcome<Member>> {
  const { sql, clock } = ground
  const [asked] = await read(sql, clock(), { digest })
  // Before the password is worked on: that takes long, and a link that is none is to cost nothing.
  if (!asked) return refused({ code: 'invitation-unknown' })
  if (asked.state !== 'open') return refused({ code: 'invitation-ended', why: asked.state })
  const come = 'member' in who ? granted(who.member) : await makeReady(who)
  if (!come.ok) return come
  const { value } = come
  return sql.transaction().execute(async (transaction) => {
    // In the order of whoever takes an administration away, and then the invitations that were given by it.
    if (asked.to.kind === 'administration') await queueOnAdministrations(transaction)
    const open = await takeOpen(transaction, clock(), { digest })
    if (!open.ok) return open
    const { id, to, by } = open.value
    // Whoever no longer lets others in does not by what they gave out before.
    if (!(await stillInvites(transaction, to, by.id))) return refused({ code: 'invitation-ended', why: 'withdrawn' })
    const member =
      typeof value === 'string' ? await active(transaction, value) : await addMember(transaction, ground, value, null)
    if (!member.ok) return member
    const taken = await take(transaction, ground, to, member.value.id, by.id)
    // Only somebody who had an account already is refused here: nothing was written.
    if (!taken.ok) return taken
    const used = { used_at: clock(), used_by: member.value.id }
    await transaction.updateTable('invitation').set(used).where('id', '=', id).execute()
    return active(transaction, member.value.id)
  })
}

/** Takes back open invitations, of some kinds, of a member who is locked or leaves, or administers no more. */
export async function withdrawAll(
  sql: Queries,
  by: MemberId,
  now: Instant,
  kinds: readonly Invited['kind'][] = ['side', 'administration'],
): Promise<void> {
  await sql
    .updateTable('invitation')
    .set({ withdrawn_at: now })
    .where('invited_by', '=', by)
    .where('kind', 'in', kinds)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** May an inviter still let others in: was nothing taken from them since, the office of the side or the system's? */
async function stillInvites(transaction: Queries, to: Invited, by: MemberId): Promise<boolean> {
  const row = await transaction.selectFrom('member').selectAll().where('id', '=', by).executeTakeFirst()
  if (row?.state !== 'active') return false
  if (to.kind === 'administration') return row.administration === 'system'
  const offices = await transaction
    .selectFrom('duty')
    .select('until')
    .where('member', '=', by)
    .where('cooperation', '=', to.cooperation)
    .where('side', '=', to.side)
    .where('role', 'in', ['office', 'host'] satisfies readonly Role[])
    .execute()
  return offices.length === 0 || offices.some(({ until }) => until === null)
}

async function take(
  transaction: Queries,
  ground: Ground,
  to: Invited,
  member: MemberId,
  by: MemberId,
): Promise<Outcome<unknown>> {
  switch (to.kind) {
    case 'side': {
      await queueOn(transaction, to)
      const added = await addRoles(transaction, { ...to, member, by }, ground.clock())
      if (added.ok && to.roles.includes('office')) await endHosting(transaction, to, ground.clock())
      return added
    }
    case 'administration':
      return takeAdministration(transaction, member, to.administration, ground.clock())
    default:
      return assertNever(to)
  }
}

async function active(transaction: Queries, id: MemberId): Promise<Outcome<Member>> {
  const row = await transaction.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
  return row?.state === 'active' ? granted(memberOf(row)) : refused({ code: 'member-unknown', member: id })
}

/** The invitation, held until the transaction ends, where it is still open. */
async function takeOpen(
  transaction: Queries,
  now: Instant,
  wanted: { readonly id: InvitationId } | { readonly digest: string },
): Promise<Outcome<Invitation>> {
  const [invitation] = await read(transaction, now, { ...wanted, isTaken: true })
  if (!invitation) return refused({ code: 'invitation-unknown' })
  const { state } = invitation
  return state === 'open' ? granted(invitation) : refused({ code: 'invitation-ended', why: state })
}

interface Wanted {
  readonly id?: InvitationId
  readonly digest?: string
  readonly to?: Place | 'administration'
  readonly isTaken?: boolean
}

async function read(sql: Queries, now: Instant, { id, digest, to, isTaken }: Wanted): Promise<readonly Invitation[]> {
  let rows = sql
    .selectFrom('invitation')
    .innerJoin('member', 'member.id', 'invitation.invited_by')
    .selectAll('invitation')
    .select('member.name as by_name')
    .orderBy('invitation.created_at', 'desc')
    .orderBy('invitation.id', 'desc')
  if (id !== undefined) rows = rows.where('invitation.id', '=', id)
  if (digest !== undefined) rows = rows.where('invitation.digest', '=', digest)
  if (to === 'administration') rows = rows.where('kind', '=', 'administration')
  else if (to) rows = rows.where('cooperation', '=', to.cooperation).where('side', '=', to.side)
  if (isTaken) rows = rows.modifyEnd(raw`for update of invitation`)
  return (await rows.execute()).map((row) => invitationOf(row, row.by_name, now))
}

function invitationOf(row: Selectable<Tables['invitation']>, name: string, now: Instant): Invitation {
  return {
    id: row.id as InvitationId,
    to: invitedOf(row),
    by: { id: row.invited_by as MemberId, name },
    note: row.note,
    made: row.created_at,
    expires: row.expires_at,
    state: stateOf(row, now),
    member: row.used_by as MemberId | null,
  }
}

function stateOf({ used_at, withdrawn_at, expires_at }: Selectable<Tables['invitation']>, now: Instant) {
  if (used_at !== null) return 'used'
  if (withdrawn_at !== null) return 'withdrawn'
  return expires_at <= now ? 'expired' : 'open'
}

function invitedOf(row: Selectable<Tables['invitation']>): Invited {
  if (row.kind === 'administration') {
    return { kind: 'administration', administration: row.administration as Administration }
  }
  return {
    kind: 'side',
    cooperation: row.cooperation as CooperationId,
    side: row.side as SideId,
    roles: row.roles as readonly Role[],
    organisation: row.organisation,
  }
}

function rowOf(to: Invited) {
  const { kind } = to
  if (kind === 'administration') return { kind, administration: to.administration, roles: '[]' }
  const { cooperation, side, roles, organisation } = to
  return { kind, cooperation, side, roles: JSON.stringify([...new Set(roles)]), organisation }
}
