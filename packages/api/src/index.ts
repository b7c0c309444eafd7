/** The HTTP interface, put together from its resources. */
import type { AuthorId, Mint } from '@handclasp/domain'
import { DatabaseFault, FileFault, type Ledger } from '@handclasp/ledger'
import { VERSION } from '@handclasp/reader'
import { Hono } from 'hono'
import { askedBy } from './asking.ts'
import type { InstallationView } from './contract.ts'
import { byHand } from './by-hand.ts'
import { commitments } from './commitments.ts'
import { cooperations } from './cooperations.ts'
import { files } from './files.ts'
import { guard, legible } from './guard.ts'
import { answerRefusal } from './problem.ts'
import { pageErasures } from './page-erasures.ts'
import { search } from './search.ts'
import { sides } from './sides.ts'
import { sending } from './sending.ts'
import { sources } from './sources.ts'
import { views } from './views.ts'
import { rebuilding, verification } from './verification.ts'

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
      const { engine: database, files: store } = ledger
      const view: InstallationView = {
        version: VERSION,
        mode,
        author,
        folder,
        database,
        largestFile: store.largest,
      }
      return context.json(view)
    })
    .route('/files', files(ledger))
    .route('/sources', sources(ledger, author))
    .route('/sources', pageErasures(ledger))
    .route('/cooperations', cooperations(ledger, author, mint))
    .route('/cooperations', commitments(ledger, author, mint))
    .route('/cooperations', sides(ledger, author, mint))
    .route('/cooperations', search(ledger))
    .route('/cooperations', views(ledger, mint))
    .route('/cooperations', byHand(ledger, author, mint))
    .route('/cooperations', sending(ledger, author))
    .route('/verification', verification(ledger, report))
    .route('/rebuilding', rebuilding(ledger, report))
    .all('*', (context) => answerRefusal(context, { code: 'not-found', detail: context.req.path }))
  const app = new Hono().use(guard()).use(legible()).use(askedBy(author)).route('/api', routes)
  app.onError((error, context) => {
    report(error)
    if (error instanceof FileFault && error.code !== 'files-of-another') {
      return answerRefusal(context, { code: error.code, folder: error.folder })
    }
    const detail = error instanceof DatabaseFault ? error.code : 'unexpected'
    return answerRefusal(context, { code: 'fault', detail })
  })
  return app
}
