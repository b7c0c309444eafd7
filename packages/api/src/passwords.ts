/** /passwords/:token: setting a new password by a link that whoever looks after accounts made. */
import { Hono } from 'hono'
import { resetInput } from './accounts-input.ts'
import type { Gate } from './admission.ts'
import type { ResetView } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT } from './input.ts'
import { answerRefusal } from './problem.ts'
import { signedIn } from './session.ts'

/** The routes of /passwords. */
export function passwords(gate: Gate) {
  const { accounts } = gate
  return new Hono()
    .get('/:token', async (context) => {
      const member = await accounts.resetLinkBy(context.req.param('token'))
      if (!member) return answerRefusal(context, { code: 'reset-link-ended' })
      const { id, loginName, name } = member
      const view: ResetView = { id, loginName, name }
      return context.json(view)
    })
    .post('/:token', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, resetInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { password } = body.value
      const set = await accounts.resetPassword(context.req.param('token'), password)
      if (!set.ok) return answerRefusal(context, set.refusal)
      context.set('about', { member: set.value.id })
      return signedIn(gate, context, { loginName: set.value.loginName, password })
    })
}
