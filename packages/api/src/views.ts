/** /cooperations/:id/views: what a side keeps of its ledger to come back to. */
import type { CooperationId, Mint, Outcome, SideId, ViewId } from '@handclasp/domain'
import type { KnownCooperation, Ledger, SavedView } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { knownTo, sideFor } from './asking.ts'
import type { SavedViews } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT, savedViewInput, viewDroppedInput, viewMovedInput } from './input.ts'
import { askingFor } from './past.ts'
import { answerRefusal } from './problem.ts'

/** The routes of /cooperations/:id/views. */
export function views(ledger: Ledger, mint: Mint) {
  /** Does something for a side that this installation writes for, and answers its views as they are then. */
  const answer = async (
    context: Context,
    asked: SideId | undefined,
    work: (cooperation: KnownCooperation, side: SideId) => Promise<Outcome<readonly SavedView[]>>,
  ): Promise<Response> => {
    const id = (context.req.param('id') ?? '') as CooperationId
    const known = await knownTo(context, ledger, id)
    if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
    const side = sideFor(context, known, asked)
    if (!side.ok) return answerRefusal(context, side.refusal)
    const outcome = await work(known, side.value)
    if (!outcome.ok) return answerRefusal(context, outcome.refusal)
    const body: SavedViews = { views: outcome.value }
    return context.json(body)
  }
  return new Hono()
    .get('/:id/views', (context) =>
      answer(context, context.req.query('side') as SideId | undefined, async (known, side) => {
        const kept = await askingFor(context, ledger, { known, side }, (moment) => moment.savedViews(known.id, side))
        return { ok: true, value: kept }
      }),
    )
    .post('/:id/views', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, savedViewInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side: asked, id: view, name, address } = body.value
      return answer(context, asked, ({ id }, side) =>
        ledger.saveView(id, side, { id: view ?? mint('view'), name, address }, view ? 'changed' : 'new'),
      )
    })
    .post('/:id/views/:view/moved', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, viewMovedInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side: asked, place } = body.value
      const view = context.req.param('view') as ViewId
      return answer(context, asked, ({ id }, side) => ledger.moveView(id, side, view, place))
    })
    .post('/:id/views/:view/dropped', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, viewDroppedInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const view = context.req.param('view') as ViewId
      return answer(context, body.value.side, ({ id }, side) => ledger.dropView(id, side, view))
    })
}
