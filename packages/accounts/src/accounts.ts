/** The room, opened: its parts over one database. */
import type { Instant, Mint } from '@handclasp/domain'
import type { Kysely } from 'kysely'
import { administration } from './administration.ts'
import { acts } from './acts.ts'
import type { Tables } from './database.ts'
import { duties } from './duties.ts'
import { invitations } from './invitations.ts'
import { members, membersKnown } from './members.ts'
import { migrate } from './migrations.ts'
import { sessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { sweeping } from './sweeping.ts'
import type { Random } from './token.ts'
import type { Ground, Limits, Provider } from './wiring.ts'

/** What the room is opened with. */
export interface Wiring {
  /** The connection that the ledger uses; instants come from it as ISO 8601 text. */
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever tables its owner knows, ours are others
  readonly sql: Kysely<any>
  /** Now, UTC, ISO 8601 with milliseconds. */
  readonly clock: () => Instant
  readonly random: Random
  readonly mint: Mint
  /** What cookies are signed and second factors encrypted with: at least 32 characters, the same for ever. */
  readonly secret: string
  /** Scheme, host and port under which browsers know this server; asked once it listens. */
  readonly origin: () => string
  readonly limits: Limits
  readonly provider: Provider | null
  /** Is told of what went wrong inside the library that signs in. */
  readonly report: (fault: unknown) => void
}

/** The accounts of an installation: members, sign-in, sessions, duties, invitations and the log of acts. */
export type Accounts = Awaited<ReturnType<typeof openAccounts>>

/** Opens the accounts in a database, bringing their tables up to date. Throws an `AccountsFault` where that fails. */
export async function openAccounts({ sql, clock, random, mint, limits, ...doorway }: Wiring) {
  if (doorway.secret.length < 32) throw new TypeError('the secret has fewer than 32 characters')
  const ground: Ground = { sql: sql as Kysely<Tables>, clock, random, mint, limits }
  await migrate(ground.sql)
  const log = acts(ground)
  const { begin, ...known } = members(ground)
  await begin()
  return {
    ...known,
    ...membersKnown(ground),
    ...signIn(ground, doorway, log.note),
    ...sessions(ground, log.note),
    ...duties(ground),
    ...invitations(ground),
    ...administration(ground, log.note),
    ...sweeping(ground, log.note),
    ...log,
  }
}
