/** Steps of the start: one that takes longer than a second says so, and how long it took. */
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
