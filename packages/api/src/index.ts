/** The HTTP interface, put together from its resources. */
import { AccountsFault, NOT_NOTED } from '@handclasp/accounts'
import type { Mint } from '@handclasp/domain'
import { DatabaseFault, FileFault, type Ledger } from '@handclasp/ledger'
import { VERSION } from '@handclasp/reader'
import { Hono } from 'hono'
import type { InstallationView } from './contract.ts'
import { acts, administration } from './administration.ts'
import { admission, type Gate, signInPace } from './admission.ts'
import { callerOf } from './asking.ts'
import { byHand } from './by-hand.ts'
import { commitments } from './commitments.ts'
import { cooperations } from './cooperations.ts'
import { drafts } from './drafts.ts'
import { entering } from './entering.ts'
import { files } from './files.ts'
import { guard, legible } from './guard.ts'
import { invitations } from './invitations.ts'
import { members } from './members.ts'
import { answerRefusal } from './problem.ts'
import { pageErasures } from './page-erasures.ts'
import { passwords } from './passwords.ts'
import { rights } from './rights-view.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { sides } from './sides.ts'
import { sending } from './sending.ts'
import { sources } from './sources.ts'
import { views } from './views.ts'
import { rebuilding, verification } from './verification.ts'

export type * from './contract.ts'
export type { Gate } from './admission.ts'
export { takeOver } from './entering.ts'
export { guard } from './guard.ts'
export { takeIn } from './sources.ts'

/** What the interface is wired with. `report` is told of every fault, before it is answered. */
export interface Wiring {
  readonly ledger: Ledger
  readonly mint: Mint
  readonly gate: Gate
  readonly mode: InstallationView['mode']
  readonly folder: string
  readonly report: (fault: unknown) => void
}

/** The interface under /api. Refusals answer by the map of `problem.ts`, faults with 500 and their code. */
export function api({ ledger, mint, gate, mode, folder, report }: Wiring) {
  const ways = entering(ledger, gate)
  const routes = new Hono()
    .use('*', admission(gate, report))
    .get('/installation', (context) => {
      const { engine: database, files: store } = ledger
      const { author } = callerOf(context)
      const view: InstallationView = { version: VERSION, mode, author, folder, database, largestFile: store.largest }
      return context.json(view)
    })
    .route('/session', session(ledger, gate, ways))
    .route('/invitations', invitations(ledger, gate))
    .route('/passwords', passwords(gate))
    .route('/rights', rights())
    .route('/administration', administration(gate))
    .route('/acts', acts(ledger, gate))
    .route('/files', files(ledger))
    .route('/sources', sources(ledger, gate))
    .route('/sources', pageErasures(ledger, gate))
    .route('/cooperations', cooperations(ledger, mint, ways.opened))
    .route('/cooperations', commitments(ledger, mint))
    .route('/cooperations', sides(ledger, mint, ways.opened))
    .route('/cooperations', search(ledger))
    .route('/cooperations', views(ledger, mint))
    .route('/cooperations', byHand(ledger, mint))
    .route('/cooperations', sending(ledger, mint))
    .route('/cooperations', drafts(ledger, gate))
    .route('/cooperations', members(ledger, gate))
    .route('/verification', verification(ledger, report))
    .route('/rebuilding', rebuilding(ledger, report))
    .all('*', (context) => answerRefusal(context, { code: 'not-found', detail: context.req.path }))
  const app = new Hono()
    .use(guard(gate.publicOrigin))
    .use(legible())
    .use('/api/auth/*', signInPace(gate))
    .all('/api/auth/*', async (context) => {
      const answer = await gate.accounts.handle(context.req.raw, gate.peerOf(context) ?? '')
      return answer ?? answerRefusal(context, { code: 'not-found', detail: context.req.path })
    })
    .route('/api', routes)
  app.onError((error, context) => {
    report(error)
    if (error instanceof FileFault && error.code !== 'files-of-another') {
      return answerRefusal(context, { code: error.code, folder: error.folder })
    }
    if (error instanceof AccountsFault && error.code === NOT_NOTED) {
      return answerRefusal(context, { code: 'not-noted' })
    }
    const detail = error instanceof DatabaseFault ? error.code : 'unexpected'
    return answerRefusal(context, { code: 'fault', detail })
  })
  return app
}
