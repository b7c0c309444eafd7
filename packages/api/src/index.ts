/** The HTTP interface, put together from its resources. */
import type { AuthorId, Mint } from '@handclasp/domain'
import { DatabaseFault, type Ledger } from '@handclasp/ledger'
import { VERSION } from '@handclasp/reader'
import { Hono } from 'hono'
import type { InstallationView, VerificationView } from './contract.ts'
import { cooperations } from './cooperations.ts'
import { guard } from './guard.ts'
import { answerRefusal } from './problem.ts'
import { sources } from './sources.ts'

export type * from './contract.ts'
export { guard } from './guard.ts'
export { takeIn } from './sources.ts'

/** What the interface is wired with. `report` is told of every fault, before it is answered. */
export interface Wiring {
  readonly ledger: Ledger
  readonly mint: Mint
  readonly author: AuthorId
  readonly mode: InstallationView['mode']
  readonly folder: string
  readonly report: (fault: unknown) => void
}

/** The interface under /api. Refusals answer by the map of `problem.ts`, faults with 500 and their code. */
export function api({ ledger, mint, author, mode, folder, report }: Wiring) {
  const routes = new Hono()
    .get('/installation', (context) => {
      const view: InstallationView = { version: VERSION, mode, author, folder, database: ledger.engine }
      return context.json(view)
    })
    .route('/sources', sources(ledger, author))
    .route('/cooperations', cooperations(ledger, author, mint))
    .get('/verification', async (context) => {
      const view: VerificationView = await ledger.verify()
      return context.json(view)
    })
    .all('*', (context) => answerRefusal(context, { code: 'not-found', detail: context.req.path }))
  const app = new Hono().use(guard()).route('/api', routes)
  app.onError((error, context) => {
    report(error)
    const detail = error instanceof DatabaseFault ? error.code : 'unexpected'
    return answerRefusal(context, { code: 'fault', detail })
  })
  return app
}
