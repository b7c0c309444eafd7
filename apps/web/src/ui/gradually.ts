import { startTransition, useEffect, useState } from 'react'

/** Not longer than this is waited for a browser that never has nothing to do, in milliseconds. */
const PATIENCE = 2000

/**
 * How many of many things are to be drawn: the first ones at once, for they are what is seen first, then some more
 * whenever the browser has nothing else to do, until it is all of them.
 */
export function useGradually(all: number, first: number, more: number): number {
  const [drawn, draw] = useState(first)
  const done = drawn >= all
  useEffect(() => {
    if (done) return
    const asked = requestIdleCallback(() => startTransition(() => draw(drawn + more)), { timeout: PATIENCE })
    return () => cancelIdleCallback(asked)
  }, [done, drawn, more])
  return Math.min(drawn, all)
}
