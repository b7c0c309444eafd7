/** The addresses of the screens. */
import type { SourceHash } from '@handclasp/domain'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { EventPage } from '../features/events/event-page.tsx'
import { EventsHome, EventsPage } from '../features/events/events-page.tsx'
import { PeoplePage } from '../features/events/people-page.tsx'
import { PersonPage } from '../features/events/person-page.tsx'
import { HistoryPage, historySearch } from '../features/ledger/history-page.tsx'
import { LedgerHome } from '../features/ledger/ledger-home.tsx'
import { LedgerPage } from '../features/ledger/ledger-page.tsx'
import { ledgerSearch } from '../features/ledger/search.ts'
import { StrategyPage } from '../features/ledger/strategy-page.tsx'
import { strategySearch } from '../features/ledger/strategy.ts'
import { TextsPage } from '../features/ledger/texts-page.tsx'
import { textsSearch } from '../features/ledger/texts-search.ts'
import { WrittenPage } from '../features/ledger/written-page.tsx'
import { writtenSearch } from '../features/ledger/written.ts'
import { ReadPage } from '../features/reading/read-page.tsx'
import { readSearch } from '../features/reading/search.ts'
import { SourceList } from '../features/reading/source-list.tsx'
import { SearchPage, searchSearch } from '../features/search/search-page.tsx'
import { VerifyPage } from '../features/verification/verify-page.tsx'
import { cooperationsQuery, sourceQuery, sourcesQuery } from '../requests/queries.ts'
import { fetchFonts } from '../ui/fonts.ts'
import { type PastSearch, pastSearch } from '../ui/past.ts'
import { NotFound, Shell, ShellFailure } from './shell.tsx'

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: ShellFailure,
})

/** A past day stays the one looked at until it is left; the history, which has none, keeps it for the way back. */
const retained = { search: { middlewares: [retainSearchParams<PastSearch>(['asof', 'known'])] } }
const ofPast = { validateSearch: pastSearch, ...retained }

/** With exactly one source waiting the home page is that page. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const sources = await context.queries.fetchQuery(sourcesQuery).catch(() => [])
    const waiting = sources.filter((source) => source.findings.open > 0)
    const [only] = waiting
    if (only && waiting.length === 1) {
      return redirect({ to: '/read/$hash', params: { hash: only.hash }, replace: true, throw: true })
    }
    return redirect({ to: '/read', replace: true, throw: true })
  },
})

const sources = createRoute({ getParentRoute: () => root, path: '/read', component: SourceList })
const page = createRoute({
  getParentRoute: () => root,
  path: '/read/$hash',
  validateSearch: readSearch,
  // Asked for at once, without waiting for it: long pages are on their way while the screen is made.
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(sourceQuery(params.hash as SourceHash))
    void context.queries.prefetchQuery(cooperationsQuery)
    fetchFonts()
  },
  component: ReadPage,
})
const ledgers = createRoute({ getParentRoute: () => root, path: '/ledger', ...ofPast, component: LedgerHome })
const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger/$cooperation',
  validateSearch: ledgerSearch,
  ...retained,
  loader: fetchFonts,
  component: LedgerPage,
})
const written = createRoute({
  getParentRoute: () => root,
  path: '/ledger/$cooperation/written',
  validateSearch: writtenSearch,
  component: WrittenPage,
})
const texts = createRoute({
  getParentRoute: () => root,
  path: '/ledger/$cooperation/texts/$agreement',
  validateSearch: textsSearch,
  ...retained,
  component: TextsPage,
})

const strategy = createRoute({
  getParentRoute: () => root,
  path: '/ledger/$cooperation/strategy',
  validateSearch: strategySearch,
  ...retained,
  component: StrategyPage,
})

const history = createRoute({
  getParentRoute: () => root,
  path: '/ledger/$cooperation/history',
  validateSearch: historySearch,
  ...retained,
  component: HistoryPage,
})

const eventsHome = createRoute({ getParentRoute: () => root, path: '/events', ...ofPast, component: EventsHome })
const events = createRoute({
  getParentRoute: () => root,
  path: '/events/$cooperation',
  ...ofPast,
  component: EventsPage,
})
const event = createRoute({
  getParentRoute: () => root,
  path: '/events/$cooperation/$event',
  ...ofPast,
  component: EventPage,
})
const people = createRoute({
  getParentRoute: () => root,
  path: '/people/$cooperation',
  ...ofPast,
  component: PeoplePage,
})
const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$cooperation/$person',
  ...ofPast,
  component: PersonPage,
})

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: searchSearch,
  component: SearchPage,
})

const verify = createRoute({ getParentRoute: () => root, path: '/verify', component: VerifyPage })

const tree = root.addChildren([
  home,
  search,
  sources,
  page,
  ledgers,
  ledger,
  history,
  strategy,
  written,
  texts,
  eventsHome,
  events,
  event,
  people,
  person,
  verify,
])

/** Makes the router over the cache of requests. */
export function makeRouter(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: false, scrollRestoration: false })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
