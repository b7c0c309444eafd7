/** The log of acts: who did what, when, from where, with what outcome. Chained by hashes, and only ever added to. */
import {
  type AuthorId,
  canonical,
  type CooperationId,
  type Digest,
  type Instant,
  type Json,
  type MemberId,
  type Role,
  type SideId,
} from '@handclasp/domain'
import { sql as raw, type Selectable } from 'kysely'
import { AccountsFault, type Queries, type Tables } from './database.ts'
import { digestOf } from './token.ts'
import type { Ground } from './wiring.ts'

/** Whether what was tried was done, refused, or failed because the world broke. */
export type ActOutcome = 'done' | 'refused' | 'failed'

/** What the accounts note by themselves; every other kind is a route of whoever notes it. */
export type OwnKind =
  | 'sign-in'
  | 'sign-out'
  | 'session-end'
  | 'password-change'
  | 'second-factor-begin'
  | 'second-factor-set'
  | 'second-factor-asked'
  | 'second-factor-end'
  | 'recovery-codes'
  | 'provider-visit'
  | 'provider-link'

/** As whom a member acted. */
export interface Acting {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly role: Role | null
}

/** What is to be noted. No password, code or token may stand in it. */
export interface NewAct {
  /** Null where nobody was signed in. */
  readonly member: MemberId | null
  readonly acting: Acting | null
  /** An `OwnKind` such as `sign-in`, or a route such as `POST /cooperations/:id/commitments`. */
  readonly kind: string
  readonly outcome: ActOutcome
  /** The code of a refusal or a fault; null where it was done. */
  readonly code: string | null
  /** What it was about: ids and short words. */
  readonly about: { readonly [key: string]: Json }
  /** The address it came from; null where it came from no request. */
  readonly peer: string | null
}

/** What was noted: `name` is the member's at that time, `number` counts from 1 without a gap. */
export interface Act extends NewAct {
  readonly number: number
  readonly at: Instant
  readonly author: AuthorId | null
  readonly name: string | null
  /** Lower-case hexadecimal SHA-256 of the canonical text of all the rest. */
  readonly hash: Digest
  /** The hash of the act before; null for the first. */
  readonly previous: Digest | null
}

/** Which acts are meant. `from` and `to` are instants, `to` itself left out. */
export interface ActsFilter {
  readonly member?: MemberId
  readonly kind?: string
  readonly outcome?: ActOutcome
  readonly from?: Instant
  readonly to?: Instant
}

/** Which acts are asked for, newest first. */
export interface ActsWanted extends ActsFilter {
  /** Only acts before this number: the last one of the page before. */
  readonly after?: number
  /** At most 500. */
  readonly limit: number
}

/** What verifying found: how many acts hold together, the last one's hash, and the first number that does not fit. */
export interface ActsFound {
  readonly acts: number
  readonly head: Digest | null
  readonly broken: number | null
}

const PAGE = 500

/** The code of a fault that something could not be noted. */
export const NOT_NOTED = 'act-not-noted'

/** The part of the room that keeps the log. */
export function acts({ sql, clock }: Ground) {
  return {
    /**
     * Notes an act behind the last one. Not to be called within a transaction: it has one of its own. Throws an
     * `AccountsFault` `act-not-noted` that has in it what was to be noted, where the log does not take it: what it is
     * about stands by then.
     */
    note: (act: NewAct): Promise<Act> =>
      sql
        .transaction()
        .execute(async (transaction) => {
          await raw`select pg_advisory_xact_lock(hashtextextended('act', 0))`.execute(transaction)
          const sealed = seal(await readStanding(transaction, act.member), act, clock())
          await transaction.insertInto('act').values(rowOf(sealed)).execute()
          return sealed
        })
        .catch((cause: unknown) => {
          throw new AccountsFault(NOT_NOTED, `the log of acts did not take ${JSON.stringify(act)}`, cause)
        }),

    /** A page of acts, newest first. */
    acts: async (wanted: ActsWanted): Promise<readonly Act[]> => {
      const { after, limit } = wanted
      let rows = choose(sql, wanted).orderBy('number', 'desc').limit(Math.min(limit, PAGE))
      if (after !== undefined) rows = rows.where('number', '<', after)
      return (await rows.execute()).map(actOf)
    },

    /** All kinds that were ever noted, for choosing among them. */
    actKinds: async (): Promise<readonly string[]> => {
      const rows = await sql.selectFrom('act').select('kind').distinct().orderBy('kind').execute()
      return rows.map(({ kind }) => kind)
    },

    /** All acts, or some of them, from the first on, read page by page. */
    exportActs: (wanted: ActsFilter = {}) => all(sql, wanted),

    /** Works out every hash anew. That the last acts are missing shows only against a head that somebody kept. */
    verifyActs: async (): Promise<ActsFound> => {
      let head: Digest | null = null
      let count = 0
      for await (const act of all(sql, {})) {
        const fits = act.number === count + 1 && act.previous === head && act.hash === hashOf(act)
        if (!fits) return { acts: count, head, broken: count + 1 }
        count += 1
        head = act.hash
      }
      return { acts: count, head, broken: null }
    },
  }
}

/** Where the log stands, and who the member is now. */
interface Standing {
  readonly number: number
  readonly previous: Digest | null
  readonly author: AuthorId | null
  readonly name: string | null
}

async function readStanding(transaction: Queries, member: MemberId | null): Promise<Standing> {
  const last = await transaction
    .selectFrom('act')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const who = member
    ? await transaction.selectFrom('member').select(['author', 'name']).where('id', '=', member).executeTakeFirst()
    : undefined
  return {
    number: (last?.number ?? 0) + 1,
    previous: last?.hash ?? null,
    author: (who?.author ?? null) as AuthorId | null,
    name: who?.name ?? null,
  }
}

function seal(standing: Standing, act: NewAct, at: Instant): Act {
  const { member, acting, kind, outcome, code, about, peer } = storable({ ...act })
  const sealed = { ...standing, at, member, acting, kind, outcome, code, about, peer }
  return { ...sealed, hash: hashOf(sealed) }
}

/** What a database and canonical JSON can hold: no zero characters, no half surrogate pairs. */
function storable<Value>(value: Value): Value {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '') as Value
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(storable) as Value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.map(([key, each]) => [storable(key), storable(each)])) as Value
}

function hashOf(act: Omit<Act, 'hash'>): Digest {
  const { number, at, member, author, name, acting, kind, outcome, code, about, peer, previous } = act
  const hashed = { number, at, member, author, name, acting, kind, outcome, code, about, peer, previous }
  return digestOf(canonical(hashed as unknown as Json))
}

function rowOf(act: Act): Tables['act'] {
  const { acting, about, ...rest } = act
  const { cooperation = null, side = null, role = null } = acting ?? {}
  return { ...rest, cooperation, side, role, about: JSON.stringify(about) }
}

function actOf(row: Selectable<Tables['act']>): Act {
  const { cooperation, side, role, ...rest } = row
  // Any of them, so that one put in later is seen by its hash.
  const acting = (cooperation ?? side ?? role) ? { cooperation, side, role } : null
  return { ...rest, acting } as unknown as Act
}

function choose(sql: Queries, { member, kind, outcome, from, to }: ActsFilter) {
  let rows = sql.selectFrom('act').selectAll()
  if (member !== undefined) rows = rows.where('member', '=', member)
  if (kind !== undefined) rows = rows.where('kind', '=', kind)
  if (outcome !== undefined) rows = rows.where('outcome', '=', outcome)
  if (from !== undefined) rows = rows.where('at', '>=', from)
  return to === undefined ? rows : rows.where('at', '<', to)
}

async function* all(sql: Queries, wanted: ActsFilter): AsyncGenerator<Act> {
  for (let last = 0; ; ) {
    const rows = await choose(sql, wanted).where('number', '>', last).orderBy('number').limit(PAGE).execute()
    for (const row of rows) yield actOf(row)
    const end = rows.at(-1)
    if (!end || rows.length < PAGE) return
    last = end.number
  }
}
