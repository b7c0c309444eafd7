/** /sources/:hash/erasure: what erasing a page takes away, and erasing it. */
import type { SourceHash } from '@handclasp/domain'
import type { Ledger, WideAsker, WideMoment } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import type { Gate } from './admission.ts'
import { callerOf } from './asking.ts'
import { sidesWith } from './caller.ts'
import type { PageErasureInput, QuotingView } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT, pageErasureInput, sourceHash } from './input.ts'
import { answerPage } from './pages.ts'
import { answerRefusal } from './problem.ts'
import { rolesWith } from './rights.ts'

/** The routes for erasing pages. */
export function pageErasures(ledger: Ledger, gate: Gate) {
  return new Hono()
    .get('/:hash/erasure', async (context) => {
      const hash = sourceHash.safeParse(context.req.param('hash'))
      const asker = await eraserOf(context, ledger, gate)
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
      const asker = await eraserOf(context, ledger, gate)
      const erasing = { source: parsed.data as SourceHash, ...(body.value as PageErasureInput) }
      const erased = await ledger.erasePage(erasing, asker, callerOf(context).author)
      return erased.ok ? answerPage(context, ledger, hash) : answerRefusal(context, erased.refusal)
    })
}

/**
 * Who erases: for the sides whose words they may erase, and pages of whoever works or worked there. What they see by
 * other roles elsewhere is not theirs to erase.
 */
async function eraserOf(context: Context, ledger: Ledger, { accounts }: Gate): Promise<WideAsker> {
  const caller = callerOf(context)
  const hosted = await ledger.hosted()
  const sides = sidesWith(caller, 'erase').filter(({ side }) => hosted.some((each) => each.side === side))
  const there = await Promise.all(sides.map(({ cooperation, side }) => accounts.dutiesOn(cooperation, side)))
  // Whose pages are seen by nobody are not erased by the office either.
  const colleagues = there.flat().filter(({ duties }) => duties.some(({ role }) => rolesWith('see').includes(role)))
  return {
    sides: sides.map(({ cooperation, side }) => ({ cooperation, side })),
    authors: [...new Set([caller.author, ...colleagues.map(({ member }) => member.author)])],
  }
}
