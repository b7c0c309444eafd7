/** Below /cooperations/:id: who acts for a side (/members), and who is invited to (/invitations). */
import type { Duty } from '@handclasp/accounts'
import { refused, type MemberId } from '@handclasp/domain'
import type { Ledger } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { invitationInput, invitationWithdrawnInput, leavingInput, rolesInput } from './accounts-input.ts'
import { type Acting, acting } from './acting.ts'
import type { Gate } from './admission.ts'
import { roleOn, rolesOn } from './caller.ts'
import type { InvitationMade, SideMembersView } from './contract.ts'
import { invitationView } from './invitations.ts'
import { atMost, bodyOf, LARGEST_INPUT } from './input.ts'
import { answerRefusal } from './problem.ts'
import { roleFor } from './rights.ts'

/** The routes for the members of a side. */
export function members(ledger: Ledger, gate: Gate) {
  const { accounts } = gate
  const answer = async (context: Context, as: Acting) => context.json(await membersView(ledger, gate, as))
  return new Hono()
    .get('/:id/members', async (context) => {
      const as = await acting(context, ledger)
      return as.ok ? answer(context, as.value) : answerRefusal(context, as.refusal)
    })
    .post('/:id/invitations', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, invitationInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const as = await acting(context, ledger, body.value.side)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const { known, side, caller } = as.value
      const { roles, organisation, note } = body.value
      if (!caller.member) return answerRefusal(context, { code: 'sign-in-needed' })
      // Whoever let the side in finds it an office, which chooses all others.
      const steers = roleOn(caller, 'steer', known.id, side) !== null
      if (!steers && !roles.includes('office')) return answerRefusal(context, { code: 'not-permitted', right: 'steer' })
      context.set('about', { roles })
      const to = { kind: 'side', cooperation: known.id, side, roles, organisation } as const
      const made = await accounts.invite(to, caller.member, note)
      if (!made.ok) return answerRefusal(context, made.refusal)
      const { invitation, token } = made.value
      context.set('about', { roles, invitation: invitation.id })
      const view: InvitationMade = { invitation: invitationView(invitation), token }
      return context.json(view, 201)
    })
    .post('/:id/invitations/withdrawn', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, invitationWithdrawnInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const as = await acting(context, ledger, body.value.side)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const { known, side } = as.value
      const { invitation } = body.value
      context.set('about', { invitation })
      const own = await accounts.invitations({ cooperation: known.id, side })
      if (!own.some(({ id }) => id === invitation)) return answerRefusal(context, { code: 'invitation-unknown' })
      const withdrawn = await accounts.withdraw(invitation)
      return withdrawn.ok ? answer(context, as.value) : answerRefusal(context, withdrawn.refusal)
    })
    .post('/:id/members/:member/roles', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, rolesInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const as = await acting(context, ledger, body.value.side)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const { known, side, caller } = as.value
      const { roles, organisation } = body.value
      const member = context.req.param('member') as MemberId
      const place = { cooperation: known.id, side }
      // Nobody is made to act who never took that up: new people are invited.
      const there = await accounts.dutiesOn(known.id, side)
      if (!there.some(({ member: each }) => each.id === member)) {
        return answerRefusal(context, { code: 'member-unknown', member })
      }
      context.set('about', { roles })
      const set = await accounts.setRoles({ ...place, member, roles, organisation, by: caller.member })
      return set.ok ? answer(context, as.value) : answerRefusal(context, set.refusal)
    })
    .post('/:id/members/:member/left', atMost(LARGEST_INPUT), (context) => leave(context, ledger, gate))
}

/** Ends what somebody does for the side; whoever is named takes it over. */
async function leave(context: Context, ledger: Ledger, gate: Gate): Promise<Response> {
  const { accounts } = gate
  const body = await bodyOf(context, leavingInput)
  if (!body.ok) return answerRefusal(context, body.refusal)
  const as = await acting(context, ledger, body.value.side)
  if (!as.ok) return answerRefusal(context, as.refusal)
  const { known, side, caller } = as.value
  const member = (context.req.param('member') ?? '') as MemberId
  // Everybody leaves by themselves; who else goes is for the office to say.
  const maySteer = roleFor('steer', rolesOn(caller, known.id, side)) !== null
  if (member !== caller.member && !maySteer) {
    return answerRefusal(context, refused({ code: 'not-permitted', right: 'steer' }).refusal)
  }
  const { to } = body.value
  if (to !== null) context.set('about', { to })
  // Whoever is handed the roles by a leaver acts for the side already; anybody else is for the office to choose.
  const there = await accounts.dutiesOn(known.id, side)
  const isThere = there.some(({ member: each, duties }) => each.id === to && duties.some(isHeld))
  if (to !== null && !maySteer && !isThere) {
    return answerRefusal(context, refused({ code: 'not-permitted', right: 'steer' }).refusal)
  }
  const left = await accounts.leave({ cooperation: known.id, side, member, to, by: caller.member })
  if (!left.ok) return answerRefusal(context, left.refusal)
  return context.json(member === caller.member ? {} : await membersView(ledger, gate, as.value))
}

function isHeld({ until }: Duty): boolean {
  return until === null
}

async function membersView(ledger: Ledger, { accounts }: Gate, as: Acting): Promise<SideMembersView> {
  const { known, side, asker } = as
  const colleagues = await accounts.dutiesOn(known.id, side)
  const shown = colleagues.map(({ member, duties, hasSecondFactor }) => {
    const now = duties.filter(({ until }) => until === null)
    const since = (now.length > 0 ? now : duties).map((duty) => duty.since).toSorted()[0] ?? ''
    const until =
      duties
        .map((duty) => duty.until ?? '')
        .toSorted()
        .at(-1) ?? ''
    return { member, now, since, until, hasSecondFactor }
  })
  const invitations = await accounts.invitations({ cooperation: known.id, side })
  return {
    members: shown
      .filter(({ now }) => now.length > 0)
      .map(({ member: { id, loginName, name }, now, since, hasSecondFactor: secondFactor }) => {
        const organisation = now.find((duty) => duty.organisation !== null)?.organisation ?? null
        return { id, loginName, name, roles: now.map(({ role }) => role), organisation, since, secondFactor }
      }),
    former: shown
      .filter(({ now }) => now.length === 0)
      .map(({ member: { id, loginName, name }, since, until }) => ({ id, loginName, name, since, until })),
    invitations: invitations.filter(({ state }) => state === 'open').map(invitationView),
    fourEyes: await ledger.for(asker, (moment) => moment.fourEyes(known.id, side)),
  }
}
