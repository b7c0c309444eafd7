/** Steps of the start: one that takes longer than a second says so, and how long it took; a long one how far it is. */
import { both } from './sentences.ts'

/** Runs a step; after a second it prints its name, at its end the seconds it took. */
export async function step<Value>(zh: string, en: string, work: Promise<Value>): Promise<Value> {
  const start = performance.now()
  let said = false
  const timer = setTimeout(() => {
    said = true
    console.log(both(`… ${zh}`, `… ${en}`))
  }, 1_000)
  try {
    return await work
  } finally {
    clearTimeout(timer)
    if (said) console.log(`  ${((performance.now() - start) / 1_000).toFixed(1)} s`)
  }
}

/** Milliseconds between two times at which it is told how far something is. */
const APART = 5_000

/** Tells every few seconds how far something is that takes long; nothing of what is soon done. */
export function atTimes(
  clock: () => number,
  tell: (done: number, of: number) => void,
): (done: number, of: number) => void {
  let last = clock()
  return (done, of) => {
    const now = clock()
    if (now - last < APART) return
    last = now
    tell(done, of)
  }
}
