/** Is the screen as narrow as a phone's: lists then run with the page, and details are a page of their own. */
import { useSyncExternalStore } from 'react'

const QUERY = '(max-width: 760px)'

function listen(told: () => void): () => void {
  const media = window.matchMedia(QUERY)
  media.addEventListener('change', told)
  return () => media.removeEventListener('change', told)
}

/** Is it a phone's width at this moment? */
export function isPhone(): boolean {
  return window.matchMedia(QUERY).matches
}

/** Is it a phone's width, now and whenever that changes? */
export function usePhone(): boolean {
  return useSyncExternalStore(listen, isPhone)
}
