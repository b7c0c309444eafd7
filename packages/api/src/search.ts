/** /cooperations/:id/found and /history: what holds the words asked for, and what changed between two days. */
import type { CooperationId, SideId } from '@handclasp/domain'
import type { Found, Ledger } from '@handclasp/ledger'
import { Hono } from 'hono'
import type { FoundRow, FoundView, HistoryView } from './contract.ts'
import { foundQuery, historyQuery } from './input.ts'
import { misfitRefusal } from './misfit.ts'
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
      const known = await ledger.cooperation(id)
      if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const query = foundQuery.safeParse({
        q: context.req.query('q') ?? '',
        side: context.req.query('side') ?? null,
        limit: Number(context.req.query('limit') ?? 50),
      })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const side = query.data.side ?? known.own
      if (!known.hosted.includes(side)) return answerRefusal(context, { code: 'side-not-in-cooperation', side })
      const { rows, more } = await ledger.find(id, side, query.data.q, query.data.limit)
      const view: FoundView = { rows: rows.map(foundRow), more }
      return context.json(view)
    })
    .get('/:id/history', async (context) => {
      const id = context.req.param('id') as CooperationId
      const known = await ledger.cooperation(id)
      if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const query = historyQuery.safeParse({ ...context.req.query(), side: context.req.query('side') ?? null })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const side = query.data.side ?? known.own
      if (!known.hosted.includes(side)) return answerRefusal(context, { code: 'side-not-in-cooperation', side })
      const told = await ledger.history(id, side, query.data.stretch, query.data)
      if (!told.ok) return answerRefusal(context, told.refusal)
      const view: HistoryView = told.value
      return context.json(view)
    })
}
