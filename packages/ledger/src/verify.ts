/** Verification: every chain streamed, every hash, link, signature and payload checked, and what was made of them. */
import type { ChainKey, ChainName, CooperationId, Digest, Draft, Erased, Header, StoredEntry } from '@handclasp/domain'
import { canonical, headerText, type Json, type SideId, understood } from '@handclasp/domain'
import { sql as sqlText } from 'kysely'
import { digest, entryOf, type EntryRow, payloadDigest, readRows } from './chain.ts'
import type { Database, Queries } from './database.ts'
import { compareCooperations, compareRecords, compareSources, countUnexplained, type Explained } from './holdings.ts'
import { fingerprintOf, installationOf, type Signer, verifierOf } from './signing.ts'

/** What is wrong, and where. */
export interface Fault {
  readonly place: string
  readonly code:
    | 'chain-missing'
    | 'hash-wrong'
    | 'head-wrong'
    | 'header-unreadable'
    | 'key-unknown'
    | 'link-broken'
    | 'payload-missing'
    | 'payload-unreadable'
    | 'payload-wrong'
    | 'record-differs'
    | 'record-missing'
    | 'record-unexplained'
    | 'row-differs'
    | 'signature-wrong'
    | 'source-wrong'
    | 'text-not-canonical'
  readonly detail: string
}

/** One chain as found. */
export interface ChainFound {
  readonly cooperation: CooperationId | 'home'
  readonly side: string
  readonly chain: ChainName
  readonly entries: number
  readonly head: Digest
}

/** What verification found; no faults means that all holds. */
export interface Verification {
  readonly chains: readonly ChainFound[]
  readonly records: number
  readonly faults: readonly Fault[]
}

/** An entry with what it says, as far as it can be understood. */
export interface Said {
  readonly place: string
  readonly header: Header
  readonly draft: Draft | Erased | 'unknown'
}

const PAGE = 500

/**
 * Verifies the ledger of a database against the key it is to be signed with. `progress` is told how many entries were
 * checked so far. Others may post meanwhile: what seems wrong is looked at again while nobody can. A chain cut at its
 * end together with all that was made of it cannot be told without somebody who has seen more of it.
 */
export async function verify(
  database: Database,
  signer: Signer,
  progress: (entries: number) => void,
): Promise<Verification> {
  const found = await verifyIn(database.sql, signer, progress)
  if (found.faults.length === 0) return found
  return database.sql
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((transaction) => verifyIn(transaction, signer, progress))
}

async function verifyIn(sql: Queries, signer: Signer, progress: (entries: number) => void): Promise<Verification> {
  const faults: Fault[] = []
  const chains: ChainFound[] = []
  const explained: Explained = { records: 0, cooperations: 0, sources: 0 }
  const voided = await voidedEntries(sql)
  const heads = await headsOf(sql)
  let done = 0
  for (const key of await chainKeys(sql, heads, faults)) {
    const isSigned = await signatureCheck(sql, key, signer, heads)
    let last: { seq: number; hash: string } | null = null
    for (;;) {
      const rows: readonly EntryRow[] = await readRows(sql, key, last?.seq ?? 0, PAGE)
      const said: Said[] = []
      for (const row of rows) {
        const one = checkRow(row, last, key, isSigned, faults)
        if (one) said.push(one)
        last = { seq: row.seq, hash: row.hash }
      }
      const standing = said.filter(({ place }) => !voided.has(place))
      await compareRecords(sql, key, standing, explained, faults)
      await compareCooperations(sql, key, said, explained, faults)
      await compareSources(sql, said, explained, faults)
      done += rows.length
      if (rows.length > 0) progress(done)
      if (rows.length < PAGE) break
    }
    const head = heads.get(placeOf(key)) ?? { seq: 0, hash: null }
    if (head.seq !== (last?.seq ?? 0) || head.hash !== (last?.hash ?? null)) {
      const detail = `the head says ${head.seq}, the last entry is ${last?.seq ?? 0}`
      faults.push({ place: placeOf(key), code: 'head-wrong', detail })
    }
    if (last) chains.push({ ...key, entries: last.seq, head: last.hash })
  }
  const records = await countUnexplained(sql, explained, faults)
  return { chains, records, faults }
}

/** How a chain, or an entry of it, is named. */
export function placeOf({ cooperation, side, chain }: ChainKey, seq?: number): string {
  return [cooperation, side, chain, ...(seq === undefined ? [] : [seq])].join('/')
}

type Heads = ReadonlyMap<string, { readonly key: ChainKey; readonly seq: number; readonly hash: string | null }>

async function headsOf(sql: Queries): Promise<Heads> {
  const rows = await sql
    .selectFrom('chain')
    .selectAll()
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('chain')
    .execute()
  return new Map(
    rows.map(({ cooperation, side, chain, seq, hash }) => {
      const key = { cooperation, side, chain } as ChainKey
      return [placeOf(key), { key, seq, hash }]
    }),
  )
}

/** Every chain that has a head or an entry; one that must be there and is not is a fault. */
async function chainKeys(sql: Queries, heads: Heads, faults: Fault[]): Promise<readonly ChainKey[]> {
  const rows = await sql
    .selectFrom('entry')
    .select(['cooperation', 'side', 'chain'])
    .distinct()
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('chain')
    .execute()
  const keys = new Map([...heads].map(([place, { key }]) => [place, key]))
  for (const row of rows as unknown as readonly ChainKey[]) keys.set(placeOf(row), row)
  const opened = await sql.selectFrom('cooperation').select(['cooperation', 'own']).orderBy('cooperation').execute()
  const needed = opened.map((row) =>
    placeOf({ cooperation: row.cooperation, side: row.own, chain: 'shared' } as ChainKey),
  )
  const missing = needed.filter((place) => !keys.has(place))
  if (![...keys.values()].some(({ chain }) => chain === 'home')) missing.push('home')
  for (const place of missing) faults.push({ place, code: 'chain-missing', detail: 'the chain is not there' })
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key)
}

type SignatureCheck = (header: Header, text: string, signature: string) => 'key-unknown' | 'signature-wrong' | null

/**
 * What a chain of this installation must be signed with: its own key. The key of another side is the one that its own
 * opening declares.
 */
async function signatureCheck(sql: Queries, key: ChainKey, signer: Signer, heads: Heads): Promise<SignatureCheck> {
  const keys = new Map<Digest, ReturnType<typeof verifierOf>>()
  if (await isOwn(sql, key, heads)) {
    if (key.chain !== 'home' || key.side === installationOf(signer.publicKey)) {
      keys.set(signer.fingerprint, verifierOf(signer.publicKey))
    }
  } else {
    const declared = await declaredKey(sql, key)
    if (declared) keys.set(fingerprintOf(declared), verifierOf(declared))
  }
  return (header, text, signature) => {
    const isSigned = keys.get(header.key)
    if (!isSigned) return 'key-unknown'
    return isSigned(text, signature) ? null : 'signature-wrong'
  }
}

/** A side has an internal chain here only where this installation writes for it. */
async function isOwn(sql: Queries, { cooperation, side, chain }: ChainKey, heads: Heads): Promise<boolean> {
  if (chain !== 'shared') return true
  if (heads.has(placeOf({ cooperation, side, chain: 'internal' }))) return true
  const row = await sql
    .selectFrom('cooperation')
    .select('own')
    .where('cooperation', '=', cooperation)
    .executeTakeFirst()
  return row?.own === side
}

async function declaredKey(sql: Queries, key: ChainKey): Promise<string | null> {
  const [row] = await readRows(sql, key, 0, 1)
  const opening = row ? understood(entryOf(row)) : 'unknown'
  return opening !== 'unknown' && opening.kind === 'cooperation-opened@1' ? opening.structure.publicKey : null
}

function checkRow(
  row: EntryRow,
  before: { seq: number; hash: string } | null,
  key: ChainKey,
  isSigned: SignatureCheck,
  faults: Fault[],
): Said | null {
  const place = placeOf(key, row.seq)
  const wrong = (code: Fault['code'], detail: string) => faults.push({ place, code, detail })
  if (row.seq !== (before?.seq ?? 0) + 1) wrong('link-broken', `it follows number ${before?.seq ?? 0}`)
  if (digest(row.header) !== row.hash) wrong('hash-wrong', `the header hashes to ${digest(row.header)}`)
  const entry = readable(row)
  if (!entry) {
    wrong('header-unreadable', 'the stored header is not a header')
    return null
  }
  const { header, text, signature, content } = entry
  if (headerText(header) !== text) wrong('text-not-canonical', 'the stored header is not in canonical form')
  if (header.previous !== (before?.hash ?? null)) wrong('link-broken', 'it does not follow the entry before it')
  const differing = differingColumns(row, header, key)
  if (differing.length > 0) wrong('row-differs', `the row differs from its header in ${differing.join(', ')}`)
  const unsigned = isSigned(header, text, signature)
  if (unsigned) wrong(unsigned, `the signature is not one of the key that this chain is signed with`)
  if (!content) wrong('payload-missing', 'the payload is not there, and no entry erased it')
  else if (payloadDigest(content.salt, content.payload) !== header.payload) {
    wrong('payload-wrong', 'the payload is not the one that was sealed')
  } else if (!isCanonical(content.payload)) wrong('payload-unreadable', 'the payload is not canonical JSON')
  return { place, header, draft: understood(entry) }
}

function readable(row: EntryRow): StoredEntry | null {
  try {
    const entry = entryOf(row)
    const { header } = entry
    return typeof header === 'object' && header !== null && typeof header.kind === 'string' ? entry : null
  } catch {
    return null
  }
}

function isCanonical(text: string): boolean {
  try {
    return canonical(JSON.parse(text) as Json) === text
  } catch {
    return false
  }
}

function differingColumns(row: EntryRow, header: Header, key: ChainKey): readonly string[] {
  const wanted = { ...key, seq: row.seq, kind: row.kind, author: row.author, written: row.written }
  return Object.entries(wanted).flatMap(([name, value]) => (header[name as keyof Header] === value ? [] : [name]))
}

/** The places of entries that later ones of their chain say no longer count, by the headers' own words. */
async function voidedEntries(sql: Queries): Promise<ReadonlySet<string>> {
  const places = new Set<string>()
  const undoing = sqlText<boolean>`header like '%decision-undone@1%'`
  const rows = await sql
    .selectFrom('entry')
    .select(['cooperation', 'side', 'chain', 'seq', 'kind', 'author', 'written', 'header', 'hash', 'signature'])
    .where(undoing)
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('seq')
    .execute()
  for (const row of rows) {
    const entry = readable({ ...row, salt: null, payload: null })
    const draft = entry ? understood(entry) : 'unknown'
    if (draft === 'unknown' || draft.kind !== 'decision-undone@1') continue
    const key = { cooperation: row.cooperation, side: row.side as SideId, chain: row.chain } as ChainKey
    for (const seq of draft.structure.voids) places.add(placeOf(key, seq))
  }
  return places
}
