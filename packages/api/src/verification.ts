/** /verification: whether one runs, what the last one found, beginning one, and what a broken chain looks like. */
import type { Ledger } from '@handclasp/ledger'
import { Hono } from 'hono'
import type { BrokenView, RebuildView, VerificationView } from './contract.ts'
import { answerRefusal } from './problem.ts'

/** The routes of /verification. A run goes on when nobody waits for it; what breaks it is reported. */
export function verification(ledger: Ledger, report: (fault: unknown) => void) {
  return new Hono()
    .get('/', async (context) => {
      const view: VerificationView = await ledger.verification()
      return context.json(view)
    })
    .post('/', async (context) => {
      const begun = ledger.startVerification()
      if (!begun.ok) return answerRefusal(context, begun.refusal)
      begun.value.catch(report)
      const view: VerificationView = await ledger.verification()
      return context.json(view, 202)
    })
    .get('/example', async (context) => {
      const view: readonly BrokenView[] = await ledger.broken()
      return context.json(view)
    })
}

/** The routes of /rebuilding: making anew what is made of the entries, beside everything else. */
export function rebuilding(ledger: Ledger, report: (fault: unknown) => void) {
  return new Hono()
    .get('/', (context) => {
      const view: RebuildView = ledger.rebuilding()
      return context.json(view)
    })
    .post('/', (context) => {
      const begun = ledger.startRebuild()
      if (!begun.ok) return answerRefusal(context, begun.refusal)
      begun.value.catch(report)
      const view: RebuildView = ledger.rebuilding()
      return context.json(view, 202)
    })
}
