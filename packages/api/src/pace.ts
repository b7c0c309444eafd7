/** Pace: how much may be asked for in a while, by address or by member. What is over it is refused, not kept. */
import { isIPv6 } from 'node:net'

/** So many at once, and again as many in so many seconds. */
export interface Allowance {
  readonly most: number
  readonly seconds: number
}

/** That there is none left, and after how many seconds there is. */
export interface Slow {
  readonly seconds: number
  /** Once in the seconds of the allowance: what is said so seldom may be noted. */
  readonly isFirst: boolean
}

/** What is left of an allowance, when that was last worked out, and when none was, in milliseconds. */
interface Left {
  readonly tokens: number
  readonly at: number
  readonly told: number | null
}

/** Keys that are remembered at most: those longest quiet are full again anyway. */
const REMEMBERED = 10_000

/** Counts against an allowance, each key by itself; `clock` in milliseconds. Kept in memory: a restart begins anew. */
export function pacing({ most, seconds }: Allowance, clock: () => number) {
  const all = new Map<string, Left>()
  const rate = most / (seconds * 1_000)
  return {
    /** Takes one: null; or says that there is none. */
    take: (key: string): Slow | null => {
      const at = clock()
      const { told = null, ...before } = all.get(key) ?? { tokens: most, at }
      const tokens = Math.min(most, before.tokens + (at - before.at) * rate)
      const isSlow = tokens < 1
      const isFirst = isSlow && (told === null || at - told >= seconds * 1_000)
      // Last asked comes last, so that the first is the one longest quiet.
      all.delete(key)
      all.set(key, { tokens: isSlow ? tokens : tokens - 1, at, told: isFirst ? at : told })
      const [oldest] = all.keys()
      if (all.size > REMEMBERED && oldest !== undefined) all.delete(oldest)
      return isSlow ? { seconds: Math.ceil((1 - tokens) / rate / 1_000), isFirst } : null
    },
  }
}

/** Groups of an IPv6 address that name the network: whoever has one address there has the others, too. */
const NETWORK = 4

/** What an address is counted by: of IPv6 the network it is in; any other by itself. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [front = [], back = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const between = Array<string>(8 - front.length - back.length).fill('0')
  const network = [...front, ...between, ...back].slice(0, NETWORK)
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
