/** What the room is given from outside. */
import type { Instant, Mint } from '@handclasp/domain'
import type { Sql } from './database.ts'
import type { Random } from './token.ts'

/** How long sessions last, in seconds. */
export interface Limits {
  /** Without use. */
  readonly idleSeconds: number
  /** From signing in, whatever the use. */
  readonly absoluteSeconds: number
}

/** The outside provider (OpenID Connect) that members may sign in by. */
export interface Provider {
  /** Where it tells of itself: `…/.well-known/openid-configuration`. */
  readonly discoveryUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** What it is called on the button. */
  readonly label: string
  /** So many seconds it may take to answer; ten where nothing is said. */
  readonly patience?: number
}

/** What every part of the room is made with. */
export interface Ground {
  readonly sql: Sql
  /** Now, UTC, ISO 8601 with milliseconds. */
  readonly clock: () => Instant
  readonly random: Random
  readonly mint: Mint
  readonly limits: Limits
}

/** An instant so many seconds after another, or before it where negative. */
export function after(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString()
}
