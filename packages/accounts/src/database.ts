/** The database as this room sees it: its own tables, on the connection that the ledger uses. */
import {
  type Generated,
  type Kysely,
  type KyselyPlugin,
  type RawBuilder,
  sql as raw,
  type Transaction,
  type UnknownRow,
} from 'kysely'

/** Marks a statement that every request asks: a connection that knows this mark has it planned once. */
export const MARK: RawBuilder<unknown> = raw.raw('/* prepared */')

/** Instants are ISO 8601 text in UTC; JSON columns are written as text and read as values. */
export interface Tables {
  member: {
    id: string
    login_name: string
    name: string
    author: string
    state: Generated<string>
    administration: string | null
    signed_in_at: string | null
    second_factor_enabled: Generated<boolean>
    email: string
    email_verified: Generated<boolean>
    image: string | null
    created_at: string
    updated_at: string
  }
  session: {
    id: string
    token: string
    member: string
    expires_at: string
    ip_address: string | null
    user_agent: string | null
    created_at: string
    updated_at: string
  }
  credential: {
    id: string
    provider: string
    subject: string
    member: string
    password: string | null
    created_at: string
    updated_at: string
  }
  sign_in_token: { id: string; identifier: string; value: string; expires_at: string }
  second_factor: {
    id: string
    member: string
    verified: boolean
    failed_verification_count: number
    locked_until: string | null
  }
  used_code: { member: string; code: string; used_at: string }
  sign_in_failure: { login_name: string; failures: number; failed_at: string; locked_until: string | null }
  reset_link: { digest: string; member: string; made_by: string | null; expires_at: string }
  duty: {
    member: string
    cooperation: string
    side: string
    role: string
    organisation: string | null
    since: string
    until: string | null
    given_by: string | null
  }
  invitation: {
    id: string
    digest: string
    kind: string
    cooperation: string | null
    side: string | null
    roles: unknown
    organisation: string | null
    administration: string | null
    note: string | null
    invited_by: string
    created_at: string
    expires_at: string
    used_at: string | null
    used_by: string | null
    withdrawn_at: string | null
  }
  act: {
    number: number
    at: string
    member: string | null
    author: string | null
    name: string | null
    cooperation: string | null
    side: string | null
    role: string | null
    kind: string
    outcome: string
    code: string | null
    about: unknown
    peer: string | null
    previous: string | null
    hash: string
  }
}

/** The database itself. */
export type Sql = Kysely<Tables>

/** What reads and writes: the database itself, or a transaction in it. */
export type Queries = Sql | Transaction<Tables>

/** The world broke under this room: a migration failed, or the library that signs in did. */
export class AccountsFault extends Error {
  readonly code: string
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/**
 * Hands instants on as `Date`. The library that signs in compares them with dates: text would never be less than one,
 * and sessions would live for ever.
 */
export class InstantsAsDates implements KyselyPlugin {
  transformQuery({ node }: Parameters<KyselyPlugin['transformQuery']>[0]) {
    return node
  }
  async transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    return { ...result, rows: result.rows.map(dated) }
  }
}

function dated(row: UnknownRow): UnknownRow {
  const entries = Object.entries(row)
  return Object.fromEntries(entries.map(([name, value]) => [name, isInstant(name, value) ? new Date(value) : value]))
}

function isInstant(name: string, value: unknown): value is string {
  return typeof value === 'string' && /_(at|until)$/.test(name)
}
