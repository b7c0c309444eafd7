/** /sources/:hash/erasure: what erasing a page takes away, and erasing it. */
import type { SourceHash } from '@handclasp/domain'
import type { Ledger, WideAsker, WideMoment } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import type { Gate } from './admission.ts'
import { authorsFor, callerOf, workedPage } from './asking.ts'
import { sidesWith } from './caller.ts'
import type { PageErasureInput, QuotingView } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT, pageErasureInput, sourceHash } from './input.ts'
import { answerPage } from './pages.ts'
import { answerRefusal } from './problem.ts'

/** The routes for erasing pages. */
export function pageErasures(ledger: Ledger, gate: Gate) {
  return new Hono()
    .get('/:hash/erasure', async (context) => {
      const hash = sourceHash.safeParse(context.req.param('hash'))
      const asker = await eraserOf(context, ledger, await authorsFor(context, gate, 'erase'))
      const quoting = (moment: WideMoment) => (hash.success ? moment.quoting(hash.data as SourceHash) : [])
      const view: QuotingView = { entries: await ledger.across(asker, async (moment) => quoting(moment)) }
      return context.json(view)
    })
    .post('/:hash/erasure', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, pageErasureInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const page = await workedPage(context, ledger, gate, 'erase')
      if (!page.ok) return answerRefusal(context, page.refusal)
      const { hash, authors } = page.value
      const asker = await eraserOf(context, ledger, authors)
      const erasing = { source: hash, ...(body.value as PageErasureInput) }
      const erased = await ledger.erasePage(erasing, asker, callerOf(context).author)
      return erased.ok ? answerPage(context, ledger, hash) : answerRefusal(context, erased.refusal)
    })
}

/** Who erases: for the sides whose words they may erase, and pages that are held there. */
async function eraserOf(context: Context, ledger: Ledger, authors: WideAsker['authors']): Promise<WideAsker> {
  const hosted = await ledger.hosted()
  const sides = sidesWith(callerOf(context), 'erase').filter(({ side }) => hosted.some((each) => each.side === side))
  return { sides: sides.map(({ cooperation, side }) => ({ cooperation, side })), authors }
}
