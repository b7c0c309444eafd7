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
import { ActsPage, actsSearch } from '../features/accounts/acts-page.tsx'
import { AdministrationPage } from '../features/accounts/administration-page.tsx'
import { InvitationPage } from '../features/accounts/invitation-page.tsx'
import { MembersPage } from '../features/accounts/members-page.tsx'
import { PasswordPage } from '../features/accounts/password-page.tsx'
import { ProfilePage, profileSearch } from '../features/accounts/profile-page.tsx'
import { RightsPage } from '../features/accounts/rights-page.tsx'
import { SetupPage } from '../features/accounts/setup-page.tsx'
import { SignInPage, signInSearch } from '../features/accounts/sign-in-page.tsx'
import { SignInWindow } from '../features/accounts/sign-in-window.tsx'
import { EventPage } from '../features/events/event-page.tsx'
import { EventsHome, EventsPage } from '../features/events/events-page.tsx'
import { PeoplePage } from '../features/events/people-page.tsx'
import { PersonPage } from '../features/events/person-page.tsx'
import { draftsSearch } from '../features/ledger/drafts.ts'
import { DraftsPage } from '../features/ledger/drafts-page.tsx'
import { HistoryPage, historySearch } from '../features/ledger/history-page.tsx'
import { LedgerHome } from '../features/ledger/ledger-home.tsx'
import { LedgerPage } from '../features/ledger/ledger-page.tsx'
import { ledgerSearch } from '../features/ledger/search.ts'
import { OwnPage } from '../features/ledger/own-page.tsx'
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
import { sessionQuery, WINDOW_PAGE } from '../requests/session.ts'
import { fetchFonts } from '../ui/fonts.ts'
import { type PastSearch, pastSearch } from '../ui/past.ts'
import { NotFound, Shell, ShellFailure } from './shell.tsx'

/** Nobody sees anything before it is known who they are; whoever signs in goes on to where they wanted to go. */
const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  beforeLoad: async ({ context, location: { pathname, href, search: asked } }) => {
    const { state } = await context.queries.ensureQueryData(sessionQuery)
    const replace = { replace: true, throw: true } as const
    if (state === 'set-up') return pathname === '/setup' ? undefined : redirect({ to: '/setup', ...replace })
    if (state === 'signed-out') {
      if (pathname === '/sign-in' || pathname === WINDOW_PAGE || /^\/(invitation|password)\//.test(pathname))
        return undefined
      const search = pathname === '/' || pathname === '/setup' ? {} : { to: href }
      return redirect({ to: '/sign-in', search, ...replace })
    }
    // Who is signed in comes back from the outside provider with an error where they could not be linked to it.
    const { error } = signInSearch(asked)
    if (pathname === '/sign-in' && error !== undefined) {
      return redirect({ to: '/profile', search: { error }, ...replace })
    }
    return pathname === '/setup' || pathname === '/sign-in' ? redirect({ to: '/', ...replace }) : undefined
  },
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
    const { member } = await context.queries.ensureQueryData(sessionQuery)
    const elsewhere = { replace: true, throw: true } as const
    // The first member begins by taking a page in and opening a cooperation.
    if (member && member.duties.length === 0 && !member.isFounder) {
      if (member.administration === 'audit') return redirect({ to: '/acts', ...elsewhere })
      return redirect({ to: member.administration ? '/administration' : '/profile', ...elsewhere })
    }
    if (
      member &&
      member.duties.length > 0 &&
      member.duties.every(({ roles }) => roles.every((role) => role === 'delegate'))
    ) {
      return redirect({ to: '/ledger', ...elsewhere })
    }
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

const own = createRoute({ getParentRoute: () => root, path: '/own/$cooperation', component: OwnPage })

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

const members = createRoute({
  getParentRoute: () => root,
  path: '/ledger/$cooperation/members',
  component: MembersPage,
})
const drafts = createRoute({
  getParentRoute: () => root,
  path: '/ledger/$cooperation/drafts',
  validateSearch: draftsSearch,
  component: DraftsPage,
})

const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage })
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: SignInPage,
})
const signInWindow = createRoute({
  getParentRoute: () => root,
  path: WINDOW_PAGE,
  validateSearch: signInSearch,
  component: SignInWindow,
})
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation/$token', component: InvitationPage })
const password = createRoute({ getParentRoute: () => root, path: '/password/$token', component: PasswordPage })
const profile = createRoute({
  getParentRoute: () => root,
  path: '/profile',
  validateSearch: profileSearch,
  component: ProfilePage,
})
const rights = createRoute({ getParentRoute: () => root, path: '/rights', component: RightsPage })
const administration = createRoute({
  getParentRoute: () => root,
  path: '/administration',
  component: AdministrationPage,
})
const acts = createRoute({
  getParentRoute: () => root,
  path: '/acts',
  validateSearch: actsSearch,
  component: ActsPage,
})

const tree = root.addChildren([
  home,
  search,
  sources,
  page,
  ledgers,
  ledger,
  history,
  own,
  strategy,
  written,
  texts,
  eventsHome,
  events,
  event,
  people,
  person,
  verify,
  members,
  drafts,
  setup,
  signIn,
  signInWindow,
  invitation,
  password,
  profile,
  rights,
  administration,
  acts,
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
