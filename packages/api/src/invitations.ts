/** /invitations/:token: what somebody was invited to, and taking that up. */
import type { Invitation, NewAct } from '@handclasp/accounts'
import { Hono } from 'hono'
import type { Ledger } from '@handclasp/ledger'
import { invitationAcceptedInput } from './accounts-input.ts'
import type { Gate } from './admission.ts'
import type { InvitationView, InvitedView } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT } from './input.ts'
import { answerRefusal } from './problem.ts'
import { sessionView, signedIn } from './session.ts'

/** An invitation as screens read it. */
export function invitationView({ id, to, by, note, made, expires }: Invitation): InvitationView {
  const isSide = to.kind === 'side'
  return {
    id,
    roles: isSide ? to.roles : [],
    organisation: isSide ? to.organisation : null,
    administration: isSide ? null : to.administration,
    note,
    by: by.name,
    made,
    expires,
  }
}

/** What the log says of an invitation that is taken up. */
function aboutOf({ id: invitation, to }: Invitation): NewAct['about'] {
  if (to.kind === 'administration') return { invitation, administration: to.administration }
  return { invitation, id: to.cooperation, side: to.side, roles: to.roles }
}

/** The routes of /invitations. Whoever has the token may look: it is told to nobody else. */
export function invitations(ledger: Ledger, gate: Gate) {
  const { accounts } = gate
  return new Hono()
    .get('/:token', async (context) => {
      const found = await accounts.invitationBy(context.req.param('token'))
      if (!found) return answerRefusal(context, { code: 'invitation-unknown' })
      if (found.state !== 'open') return answerRefusal(context, { code: 'invitation-ended', why: found.state })
      const { to } = found
      const place = to.kind === 'side' ? { cooperation: to.cooperation, side: to.side } : null
      const known = place
        ? await ledger.for({ ...place, authors: [] }, (moment) => moment.cooperation(place.cooperation))
        : null
      const side = known?.opening.sides.find(({ id }) => id === place?.side) ?? null
      const view: InvitedView = { ...invitationView(found), cooperation: known?.opening.name ?? null, side }
      return context.json(view)
    })
    .post('/:token/accepted', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, invitationAcceptedInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const token = context.req.param('token')
      const admitted = context.get('admitted')
      const { caller } = admitted
      const found = await accounts.invitationBy(token)
      if (found) context.set('about', aboutOf(found))
      if (body.value.as === 'new') {
        const accepted = await accounts.accept(token, body.value)
        return accepted.ok ? signedIn(gate, context, body.value) : answerRefusal(context, accepted.refusal)
      }
      if (!caller?.member) return answerRefusal(context, { code: 'sign-in-needed' })
      const accepted = await accounts.accept(token, { member: caller.member })
      if (!accepted.ok) return answerRefusal(context, accepted.refusal)
      const [member, duties] = [await accounts.member(caller.member), await accounts.dutiesOf(caller.member)]
      const administration = member?.administration ?? null
      return context.json(await sessionView(gate, { ...admitted, caller: { ...caller, administration, duties } }))
    })
}
