/** /cooperations/:id/found and /history: what holds the words asked for, and what changed between two days. */
import type { CooperationId, SideId } from '@handclasp/domain'
import type { Found, Ledger } from '@handclasp/ledger'
import { Hono } from 'hono'
import { knownTo, sideFor } from './asking.ts'
import type { FoundRow, FoundView, HistoryView } from './contract.ts'
import { foundQuery, historyQuery } from './input.ts'
import { misfitRefusal } from './misfit.ts'
import { askingFor } from './past.ts'
import { answerRefusal } from './problem.ts'

/** What was sent is named by the side and the thing. */
function foundRow({ kind, id, title, excerpt, at, written }: Found): FoundRow {
  const [first = '', thing = null] = id.split(' ')
  const from = thing === null ? null : (first as SideId)
  return { kind, id: thing ?? id, from, title, excerpt, at, written }
}

/** The routes that find things and tell their history. */
export function search(ledger: Ledger) {
  return new Hono()
    .get('/:id/found', async (context) => {
      const id = context.req.param('id') as CooperationId
      const known = await knownTo(context, ledger, id)
      if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const query = foundQuery.safeParse({
        q: context.req.query('q') ?? '',
        side: context.req.query('side') ?? null,
        limit: Number(context.req.query('limit') ?? 50),
      })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const side = sideFor(context, known, query.data.side)
      if (!side.ok) return answerRefusal(context, side.refusal)
      const asked = { known, side: side.value }
      const { rows, more } = await askingFor(context, ledger, asked, (moment) =>
        moment.find(id, side.value, query.data.q, query.data.limit),
      )
      const view: FoundView = { rows: rows.map(foundRow), more }
      return context.json(view)
    })
    .get('/:id/history', async (context) => {
      const id = context.req.param('id') as CooperationId
      const known = await knownTo(context, ledger, id)
      if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const query = historyQuery.safeParse({ ...context.req.query(), side: context.req.query('side') ?? null })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const side = sideFor(context, known, query.data.side)
      if (!side.ok) return answerRefusal(context, side.refusal)
      const asked = { known, side: side.value }
      const told = await askingFor(context, ledger, asked, (moment) =>
        moment.history(id, side.value, query.data.stretch, query.data),
      )
      if (!told.ok) return answerRefusal(context, told.refusal)
      const view: HistoryView = told.value
      return context.json(view)
    })
}
