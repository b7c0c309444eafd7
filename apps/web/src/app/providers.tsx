import { MutationCache, type Query, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { I18nProvider as ControlsLanguage } from 'react-aria-components'
import { isSignInNeeded, sessionQuery, tellEnded } from '../requests/session.ts'
import { KeyboardProvider } from '../ui/keys.tsx'
import { PlaceProvider } from '../ui/place.tsx'
import { useWords, WordsProvider } from '../words/words.tsx'
import { makeRouter } from './router.tsx'

/** Everything the screens stand on: words, requests, keys, place, addresses. */
export function Providers() {
  const [queries] = useState(makeQueries)
  return (
    <WordsProvider>
      <QueryClientProvider client={queries}>
        <KeyboardProvider>
          <PlaceProvider>
            <Addresses queries={queries} />
          </PlaceProvider>
        </KeyboardProvider>
      </QueryClientProvider>
    </WordsProvider>
  )
}

function Addresses({ queries }: { readonly queries: QueryClient }) {
  const [router] = useState(() => makeRouter(queries))
  const { language } = useWords()
  return (
    <ControlsLanguage locale={language}>
      <RouterProvider router={router} />
    </ControlsLanguage>
  )
}

/** What tells of everything that is written: history, what is found by words, what an erasure takes away. */
const TELLING = ['history', 'found', 'erasable', 'quoting']

/** The server often runs on this very machine: being offline is no reason not to ask it. */
function makeQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => toldEnded(queries, error) }),
    mutationCache: new MutationCache({
      onSuccess: () => void askAgain(queries),
      onError: (error) => toldEnded(queries, error),
    }),
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 10_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queries
}

/** Whatever was refused because nobody is signed in any more opens the way to sign in, over what stands there. */
function toldEnded(queries: QueryClient, error: Error): void {
  if (isSignInNeeded(error) && queries.getQueryData(sessionQuery.queryKey)?.member) tellEnded(true)
}

/**
 * Asks again, after each writing, what tells of everything, and what was on its way for the first time as soon as that
 * is there: it may have been asked before this was written, and invalidating alone leaves it as it comes.
 */
async function askAgain(queries: QueryClient): Promise<void> {
  const isOnItsWay = ({ state }: Query) => state.fetchStatus === 'fetching' && state.data === undefined
  const isTelling = ({ queryKey: [of] }: Query) => TELLING.includes(String(of))
  const found = queries.getQueryCache().findAll({ predicate: (one) => isOnItsWay(one) || isTelling(one) })
  await Promise.all(
    found.map(async (one) => {
      // Where it does not come, who asked for it is told.
      if (isOnItsWay(one)) await one.fetch().catch(() => null)
      await queries.invalidateQueries({ queryKey: one.queryKey, exact: true })
    }),
  )
}
