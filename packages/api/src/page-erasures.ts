/** /sources/:hash/erasure: what erasing a page takes away, and erasing it. */
import type { SourceHash } from '@handclasp/domain'
import type { Ledger, WideMoment } from '@handclasp/ledger'
import { Hono } from 'hono'
import { callerOf, wideAskerOf } from './asking.ts'
import type { PageErasureInput, QuotingView } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT, pageErasureInput, sourceHash } from './input.ts'
import { answerPage } from './pages.ts'
import { answerRefusal } from './problem.ts'

/** The routes for erasing pages. */
export function pageErasures(ledger: Ledger) {
  return new Hono()
    .get('/:hash/erasure', async (context) => {
      const hash = sourceHash.safeParse(context.req.param('hash'))
      const asker = await wideAskerOf(context, ledger, 'all')
      const quoting = (moment: WideMoment) => (hash.success ? moment.quoting(hash.data as SourceHash) : [])
      const view: QuotingView = { entries: await ledger.across(asker, async (moment) => quoting(moment)) }
      return context.json(view)
    })
    .post('/:hash/erasure', atMost(LARGEST_INPUT), async (context) => {
      const hash = context.req.param('hash')
      const body = await bodyOf(context, pageErasureInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const parsed = sourceHash.safeParse(hash)
      if (!parsed.success) return answerRefusal(context, { code: 'source-unknown', source: hash })
      const asker = await wideAskerOf(context, ledger, 'all')
      const erasing = { source: parsed.data as SourceHash, ...(body.value as PageErasureInput) }
      const erased = await ledger.erasePage(erasing, asker, callerOf(context).author)
      return erased.ok ? answerPage(context, ledger, hash) : answerRefusal(context, erased.refusal)
    })
}
