import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
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

/** The server often runs on this very machine: being offline is no reason not to ask it. */
function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 10_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
