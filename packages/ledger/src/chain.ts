/** Chains in the database: taking a chain's head, sealing a draft behind it, reading entries back. */
import { createHash } from 'node:crypto'
import {
  type AuthorId,
  canonical,
  CHAIN_OF,
  type ChainKey,
  type ChainName,
  type Command,
  type CooperationId,
  decide,
  type Digest,
  type Draft,
  granted,
  type Growth,
  type Head,
  type Header,
  headerText,
  type InstallationId,
  type Instant,
  type Json,
  type Outcome,
  isOfDrafts,
  type Position,
  type Role,
  type Shared,
  sharedAfter,
  type SideId,
  type StoredEntry,
} from '@handclasp/domain'
import { sql, type Transaction } from 'kysely'
import { prepared, type Queries, type Tables } from './database.ts'
import { dayHeadsOf } from './heads.ts'
import type { Rows } from './rows.ts'
import type { Signer } from './signing.ts'

/** What sealing needs from outside. */
export interface Sealing {
  readonly signer: Signer
  /** Now, UTC, ISO 8601 with milliseconds. */
  readonly clock: () => Instant
  readonly random: (size: number) => Uint8Array
}

/** A writer in a transaction: it holds the heads of the chains it may write to. */
export interface Writer {
  readonly cooperation: CooperationId | 'home'
  readonly side: SideId | InstallationId
  readonly author: AuthorId
  /** In which role the author acts; absent where in none. */
  readonly as?: Role
  readonly heads: Map<ChainName, Head | null>
  readonly seen: Readonly<Record<string, Head>>
}

/** SHA-256 of a text in UTF-8, hexadecimal. */
export function digest(text: string): Digest {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** Digest of salt (base64) followed by the payload's canonical text. */
export function payloadDigest(salt: string, payload: string): Digest {
  return createHash('sha256').update(Buffer.from(salt, 'base64')).update(payload, 'utf8').digest('hex')
}

/**
 * Queues on the chains of a side and takes their heads; nobody else appends to them until the transaction ends. Then it
 * queues on some things by their ids, in one order, lest two that name the same ones wait in a ring. What the writer
 * has seen of the others is for whoever reads their heads, once nothing more can come between.
 */
export async function takeChains(
  transaction: Transaction<Tables>,
  author: AuthorId,
  { cooperation, side }: Pick<Writer, 'cooperation' | 'side'>,
  chains: readonly ChainName[],
): Promise<Writer> {
  return (await takeAndAsk(transaction, author, { cooperation, side }, chains, [], async () => null))[0]
}

/**
 * Takes chains and asks something right behind, without waiting for them on this side of the wire: it is answered as of
 * when nobody else can come between.
 */
export async function takeAndAsk<Asked>(
  transaction: Transaction<Tables>,
  author: AuthorId,
  { cooperation, side }: Pick<Writer, 'cooperation' | 'side'>,
  chains: readonly ChainName[],
  ids: readonly string[],
  ask: () => Promise<Asked>,
): Promise<readonly [Writer, Asked]> {
  const names = JSON.stringify([...new Set(ids)].sort().map((id) => `${cooperation} ${id}`))
  const take = () =>
    prepared(sql<Pick<Tables['chain'], 'chain' | 'seq' | 'hash'>>`
      with taken as materialized (
        select chain, seq, hash from chain
        where cooperation = ${cooperation} and side = ${side} and chain = any(${chains}::text[])
        order by chain for update
      ), queued as materialized (
        select count(pg_advisory_xact_lock(hashtextextended(name, 0)))
        from jsonb_array_elements_text(${names}::jsonb) as name where (select count(*) from taken) > 0
      )
      select chain, seq, hash from taken, queued order by chain
    `).execute(transaction)
  let [{ rows }, asked] = await Promise.all([take(), ask()])
  if (rows.length < chains.length) {
    await transaction
      .insertInto('chain')
      .values(chains.map((chain) => ({ cooperation, side, chain, seq: 0, hash: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    ;[{ rows }, asked] = await Promise.all([take(), ask()])
  }
  const heads = new Map(rows.map((row) => [row.chain as ChainName, headOf(row)]))
  return [{ cooperation, side, author, heads, seen: {} }, asked]
}

/** Queues on some names, in one order: `<cooperation> <id>`, as `takeChains` does on ids. */
export async function takeLocks(transaction: Transaction<Tables>, names: readonly string[]): Promise<void> {
  const ordered = JSON.stringify([...new Set(names)].sort())
  await sql`
    select pg_advisory_xact_lock(hashtextextended(name, 0)) from jsonb_array_elements_text(${ordered}::jsonb) as name
  `.execute(transaction)
}

/** Heads of the shared chains of a cooperation, by side. */
export type SharedHeads = ReadonlyMap<SideId, Head | null>

/** The heads of the shared chains of a cooperation as they are now. */
export async function sharedHeads(database: Queries, cooperation: CooperationId): Promise<SharedHeads> {
  const rows = await database
    .selectFrom('chain')
    .select(['side', 'seq', 'hash'])
    .where('cooperation', '=', cooperation)
    .where('chain', '=', 'shared')
    .orderBy('side')
    .execute()
  return new Map(rows.map((row) => [row.side as SideId, headOf(row)]))
}

/** The head of a chain as its row has it; null where nothing was written yet. */
export function headOf({ seq, hash }: { seq: number; hash: string | null }): Head | null {
  return hash === null ? null : { seq, hash }
}

/** Seals a draft behind the head of its chain, and moves the writer's head on. Nothing is stored yet. */
export function seal(writer: Writer, draft: Draft, { signer, clock, random }: Sealing): StoredEntry {
  const chain = CHAIN_OF[draft.kind]
  const head = writer.heads.get(chain)
  if (head === undefined) throw new TypeError(`the writer does not hold the ${chain} chain`)
  const salt = Buffer.from(random(32)).toString('base64')
  const payload = canonical(draft.payload as unknown as Json)
  const { cooperation, side, author, as, seen } = writer
  const header: Header = {
    format: 1,
    cooperation,
    side,
    chain,
    seq: (head?.seq ?? 0) + 1,
    previous: head?.hash ?? null,
    kind: draft.kind,
    author,
    ...(as && { as }),
    written: clock(),
    alg: 'sha-256+ed25519',
    key: signer.fingerprint,
    seen,
    structure: draft.structure as unknown as Json,
    payload: payloadDigest(salt, payload),
  }
  const text = headerText(header)
  const hash = digest(text)
  writer.heads.set(chain, { seq: header.seq, hash })
  return { header, text, hash, signature: signer.sign(text), content: { salt, payload } }
}

/**
 * Decides commands one after another and seals what follows from each behind the heads of the writer; the position
 * grows with them. The first refusal ends it. Nothing is stored yet.
 */
export function sealAll(
  { position, take }: Growth,
  writer: Writer,
  commands: readonly Command[],
  others: readonly Position[],
  sealing: Sealing,
): Outcome<readonly StoredEntry[]> {
  const entries: StoredEntry[] = []
  let shared: readonly Shared[] = []
  for (const command of commands) {
    if (isOfDrafts(command) && 'by' in command && command.by !== writer.author) {
      throw new TypeError(`${writer.author} acts, and ${command.by} is said to`)
    }
    const decided = decide(position, command, others, shared)
    if (!decided.ok) return decided
    const own = decided.value.map((draft) => {
      const entry = seal(writer, draft, sealing)
      if (!take(entry)) throw new TypeError(`entry ${entry.header.seq} does not follow the head it was sealed behind`)
      return entry
    })
    shared = sharedAfter(shared, command, own)
    entries.push(...own)
  }
  return granted(entries)
}

/** Has sealed entries stored, received at an instant, and the heads of their writer's chains as they are then. */
export function store(
  rows: Rows,
  { cooperation, side, heads }: Writer,
  entries: readonly StoredEntry[],
  received: Instant,
) {
  for (const { header, text, hash, signature, content } of entries) {
    const { chain, seq, kind, author, written } = header
    const key = { cooperation, side, chain, seq }
    rows.entry.push({ ...key, hash, kind, author, written, header: text, signature, received })
    if (content) rows.payload.push({ ...key, ...content })
  }
  for (const chain of new Set(entries.map(({ header }) => header.chain))) {
    const head = heads.get(chain)
    const own = entries.filter(({ header }) => header.chain === chain)
    rows.chain.push({ cooperation, side, chain, seq: head?.seq ?? 0, hash: head?.hash ?? null })
    rows.day_head.push(...dayHeadsOf({ cooperation, side, chain }, own, received))
  }
}

/** An entry's row as it is stored, with its payload where that is there. */
export interface EntryRow {
  readonly seq: number
  readonly kind: string
  readonly author: string
  readonly written: string
  readonly header: string
  readonly hash: string
  readonly signature: string
  readonly salt: string | null
  readonly payload: string | null
}

/** Which rows of a chain are read: up to a number, some numbers alone, kinds of some patterns, what is not on terms. */
export interface RowsWanted {
  readonly to?: number
  readonly only?: readonly number[]
  readonly kinds?: readonly string[]
  readonly besideTerms?: boolean
}

/** Some rows of a chain, after a number, in order; at most `limit`. */
export function readRows(
  database: Queries,
  { cooperation, side, chain }: ChainKey,
  after: number,
  limit: number,
  { to, only, kinds, besideTerms = false }: RowsWanted = {},
): Promise<readonly EntryRow[]> {
  const rows = database
    .selectFrom('entry')
    .leftJoin('payload', (join) =>
      join
        .onRef('payload.cooperation', '=', 'entry.cooperation')
        .onRef('payload.side', '=', 'entry.side')
        .onRef('payload.chain', '=', 'entry.chain')
        .onRef('payload.seq', '=', 'entry.seq'),
    )
    .select(['entry.seq', 'entry.kind', 'entry.author', 'entry.written', 'entry.header', 'entry.hash'])
    .select(['entry.signature', 'payload.salt', 'payload.payload'])
    .where('entry.cooperation', '=', cooperation)
    .where('entry.side', '=', side)
    .where('entry.chain', '=', chain)
    .where('entry.seq', '>', after)
    .orderBy('entry.seq')
    .limit(limit)
  const upTo = to === undefined ? rows : rows.where('entry.seq', '<=', to)
  const chosen = only === undefined ? upTo : upTo.where('entry.seq', 'in', only)
  const like = sql<boolean>`entry.kind like any(${kinds}::text[])`
  const named = kinds === undefined ? chosen : chosen.where(like)
  // As the index of 0021 has it, word for word.
  return (besideTerms ? named.where(sql<boolean>`entry.kind not like 'terms-%'`) : named).execute()
}

/** The entry of a row. Throws a SyntaxError where the header is no JSON. */
export function entryOf({ header, hash, signature, salt, payload }: EntryRow): StoredEntry {
  const content = salt === null || payload === null ? null : { salt, payload }
  return { header: JSON.parse(header) as Header, text: header, hash, signature, content }
}
