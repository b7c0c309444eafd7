/** Chains in the database: taking a chain's head, sealing a draft behind it, reading entries back. */
import { createHash } from 'node:crypto'
import {
  type AuthorId,
  canonical,
  CHAIN_OF,
  type ChainKey,
  type ChainName,
  type CooperationId,
  type Digest,
  type Draft,
  type Head,
  type Header,
  headerText,
  type InstallationId,
  type Instant,
  type Json,
  type SideId,
  type StoredEntry,
} from '@handclasp/domain'
import type { Transaction } from 'kysely'
import type { Queries, Tables } from './database.ts'
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

/** Queues on the chains of a side and takes their heads; nobody else appends to them until the transaction ends. */
export async function takeChains(
  transaction: Transaction<Tables>,
  author: AuthorId,
  cooperation: CooperationId | 'home',
  side: SideId | InstallationId,
  chains: readonly ChainName[],
): Promise<Writer> {
  await transaction
    .insertInto('chain')
    .values(chains.map((chain) => ({ cooperation, side, chain, seq: 0, hash: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const rows = await transaction
    .selectFrom('chain')
    .select(['chain', 'seq', 'hash'])
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('chain', 'in', chains)
    .orderBy('chain')
    .forUpdate()
    .execute()
  const heads = new Map(rows.map((row) => [row.chain as ChainName, headOf(row)]))
  const others = await transaction
    .selectFrom('chain')
    .select(['side', 'seq', 'hash'])
    .where('cooperation', '=', cooperation)
    .where('chain', '=', 'shared')
    .where('side', '<>', side)
    .orderBy('side')
    .execute()
  const seen: Record<string, Head> = {}
  for (const row of others) {
    const head = headOf(row)
    if (head) seen[row.side] = head
  }
  return { cooperation, side, author, heads, seen }
}

function headOf({ seq, hash }: { seq: number; hash: string | null }): Head | null {
  return hash === null ? null : { seq, hash }
}

/** Seals a draft behind the head of its chain and stores it. Returns the entry; the writer's head moves on. */
export async function append(
  transaction: Transaction<Tables>,
  writer: Writer,
  draft: Draft,
  { signer, clock, random }: Sealing,
): Promise<StoredEntry> {
  const chain = CHAIN_OF[draft.kind]
  const head = writer.heads.get(chain)
  if (head === undefined) throw new TypeError(`the writer does not hold the ${chain} chain`)
  const salt = Buffer.from(random(32)).toString('base64')
  const payload = canonical(draft.payload as unknown as Json)
  const { cooperation, side, author, seen } = writer
  const header: Header = {
    format: 1,
    cooperation,
    side,
    chain,
    seq: (head?.seq ?? 0) + 1,
    previous: head?.hash ?? null,
    kind: draft.kind,
    author,
    written: clock(),
    alg: 'sha-256+ed25519',
    key: signer.fingerprint,
    seen,
    structure: draft.structure as unknown as Json,
    payload: payloadDigest(salt, payload),
  }
  const text = headerText(header)
  const entry: StoredEntry = {
    header,
    text,
    hash: digest(text),
    signature: signer.sign(text),
    content: { salt, payload },
  }
  await store(transaction, entry)
  writer.heads.set(chain, { seq: header.seq, hash: entry.hash })
  return entry
}

async function store(transaction: Transaction<Tables>, { header, text, hash, signature, content }: StoredEntry) {
  const { cooperation, side, chain, seq, kind, author, written } = header
  const key = { cooperation, side, chain, seq }
  await transaction
    .insertInto('entry')
    .values({ ...key, hash, kind, author, written, header: text, signature })
    .execute()
  if (content) {
    await transaction
      .insertInto('payload')
      .values({ ...key, ...content })
      .execute()
  }
  await transaction
    .updateTable('chain')
    .set({ seq, hash })
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('chain', '=', chain)
    .execute()
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

/** Some rows of a chain, after a number, in order; at most `limit`. */
export function readRows(
  sql: Queries,
  { cooperation, side, chain }: ChainKey,
  after: number,
  limit: number,
): Promise<readonly EntryRow[]> {
  return sql
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
    .execute()
}

/** The entry of a row. Throws a SyntaxError where the header is no JSON. */
export function entryOf({ header, hash, signature, salt, payload }: EntryRow): StoredEntry {
  const content = salt === null || payload === null ? null : { salt, payload }
  return { header: JSON.parse(header) as Header, text: header, hash, signature, content }
}
