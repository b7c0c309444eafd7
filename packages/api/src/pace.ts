/** Pace: how much may be asked for in a while, by address or by member. What is over it is refused, not kept. */

/** So many at once, and again as many in so many seconds. */
export interface Allowance {
  readonly most: number
  readonly seconds: number
}

/** What is left of an allowance, and when that was last worked out, in milliseconds. */
interface Left {
  readonly tokens: number
  readonly at: number
}

/** Keys that are remembered at most: those longest quiet are full again anyway. */
const REMEMBERED = 10_000

/** Counts against an allowance, each key by itself; `clock` in milliseconds. Kept in memory: a restart begins anew. */
export function pacing({ most, seconds }: Allowance, clock: () => number) {
  const all = new Map<string, Left>()
  const rate = most / (seconds * 1_000)
  return {
    /** Takes one, or says after how many seconds there is one again. */
    take: (key: string): number => {
      const at = clock()
      const before = all.get(key)
      const tokens = before ? Math.min(most, before.tokens + (at - before.at) * rate) : most
      // Last asked comes last, so that the first is the one longest quiet.
      all.delete(key)
      all.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at })
      const [oldest] = all.keys()
      if (all.size > REMEMBERED && oldest !== undefined) all.delete(oldest)
      return tokens < 1 ? Math.ceil((1 - tokens) / rate / 1_000) : 0
    },
  }
}
