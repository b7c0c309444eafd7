/** Where the reader is: the cooperation on the screen, for the masthead; what was just done, for those who listen. */
import type { CooperationView } from '@handclasp/api/client'
import type { CooperationId, SideId } from '@handclasp/domain'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'

interface Place {
  readonly cooperation: CooperationView | null
  /** The side that is acted for there: the one that opened the cooperation here, unless the screen says another. */
  readonly side: SideId | null
  /** The one that was on a screen last. */
  readonly visited: CooperationId | null
  readonly enter: (cooperation: CooperationView | null, side: SideId | null) => void
  readonly said: string
  readonly announce: (sentence: string) => void
}

const PlaceContext = createContext<Place | null>(null)

/** Holds the place of the reader. */
export function PlaceProvider({ children }: { readonly children: ReactNode }) {
  const [cooperation, show] = useState<CooperationView | null>(null)
  const [side, actFor] = useState<SideId | null>(null)
  const [visited, visit] = useState<CooperationId | null>(null)
  const enter = useCallback((entered: CooperationView | null, acted: SideId | null) => {
    show(entered)
    actFor(acted)
    if (entered) visit(entered.id)
  }, [])
  const [said, say] = useState('')
  // The same sentence twice is said twice: a trailing space sets the second apart.
  const announce = useCallback((sentence: string) => say((last) => (last === sentence ? `${sentence} ` : sentence)), [])
  const place = useMemo(
    () => ({ cooperation, side, visited, enter, said, announce }),
    [cooperation, side, visited, enter, said, announce],
  )
  return <PlaceContext value={place}>{children}</PlaceContext>
}

/** Where the reader is. */
export function usePlace(): Place {
  const place = use(PlaceContext)
  if (place === null) throw new Error('usePlace stands outside PlaceProvider')
  return place
}

/** Tells the masthead which cooperation is on the screen while the caller stands. */
export function useCooperationHere(cooperation: CooperationView | null, side: SideId | null = null): void {
  const { enter } = usePlace()
  useEffect(() => {
    enter(cooperation, side ?? cooperation?.own ?? null)
    return () => enter(null, null)
  }, [cooperation, side, enter])
}

/** Names the screen in the title of the document. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
