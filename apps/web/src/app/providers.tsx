import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { I18nProvider as ControlsLanguage } from 'react-aria-components'
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

/**
 * The server often runs on this very machine: being offline is no reason not to ask it. What tells of everything is
 * asked again after each writing, for one that is still on its way may end on another screen than it began on.
 */
function makeQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      onSuccess: () =>
        void queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => TELLING.includes(String(of)) }),
    }),
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 10_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queries
}
