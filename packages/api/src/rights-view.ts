/** /rights: the table of rights, as it holds. */
import { Hono } from 'hono'
import type { RightsView } from './contract.ts'
import { INSTALLATION_RIGHTS, SIDE_RIGHTS } from './rights.ts'
import { ROUTES } from './routes.ts'

/** The routes of /rights. */
export function rights() {
  return new Hono().get('/', (context) => {
    const routes = Object.entries(ROUTES).map(([route, { right, drafted }]) => ({
      route,
      right: drafted === undefined ? right : `${right} · ${drafted}`,
    }))
    const view: RightsView = { side: SIDE_RIGHTS, installation: INSTALLATION_RIGHTS, routes }
    return context.json(view)
  })
}
