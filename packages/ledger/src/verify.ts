/** Verification: every chain streamed, every hash, link, signature and payload checked, the records compared. */
import {
  canonical,
  type ChainKey,
  type ChainName,
  type CooperationId,
  type Digest,
  type Header,
  headerText,
  type Json,
  type LedgerRecord,
  recordKey,
  recordOf,
  type StoredEntry,
  understood,
} from '@handclasp/domain'
import { digest, payloadDigest, readEntries } from './chain.ts'
import type { Database } from './database.ts'
import { fingerprintOf, verifierOf } from './signing.ts'

/** What is wrong, and where. */
export interface Fault {
  readonly place: string
  readonly code:
    | 'hash-wrong'
    | 'text-not-canonical'
    | 'link-broken'
    | 'signature-wrong'
    | 'key-unknown'
    | 'payload-wrong'
    | 'head-wrong'
    | 'row-differs'
    | 'record-missing'
    | 'record-unexplained'
    | 'record-differs'
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

const PAGE = 1_000

/** Verifies the ledger of a database. `progress` is told how many entries were checked so far. */
export async function verify(database: Database, progress: (entries: number) => void): Promise<Verification> {
  const faults: Fault[] = []
  const keys = await publicKeys(database)
  const chains: ChainFound[] = []
  const explained = { records: 0 }
  const voided = await voidedEntries(database)
  let done = 0
  for (const key of await chainKeys(database)) {
    let last: StoredEntry | null = null
    for (;;) {
      const page: readonly StoredEntry[] = await readEntries(database.sql, key, last?.header.seq ?? 0, PAGE)
      for (const entry of page) {
        checkEntry(entry, last, key, keys, faults)
        last = entry
      }
      await checkRecords(database, key, page, voided, explained, faults)
      done += page.length
      if (page.length > 0) progress(done)
      if (page.length < PAGE) break
    }
    await checkHead(database, key, last, faults)
    if (last) chains.push({ ...key, entries: last.header.seq, head: last.hash })
  }
  const records = await countRecords(database)
  if (records > explained.records) {
    const detail = `${records - explained.records} records stand behind no entry`
    faults.push({ place: 'record', code: 'record-unexplained', detail })
  }
  return { chains, records, faults }
}

type Checks = ReadonlyMap<Digest, (text: string, signature: string) => boolean>

/** The public keys that entries themselves declare, by fingerprint. */
async function publicKeys(database: Database): Promise<Checks> {
  const rows = await database.sql
    .selectFrom('entry')
    .select('header')
    .where('kind', 'in', ['installation-opened@1', 'cooperation-opened@1'])
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('seq')
    .execute()
  const declared = rows.map(({ header }) => (JSON.parse(header) as { structure: { publicKey: string } }).structure)
  return new Map(declared.map(({ publicKey }) => [fingerprintOf(publicKey), verifierOf(publicKey)]))
}

async function chainKeys(database: Database): Promise<readonly ChainKey[]> {
  const rows = await database.sql
    .selectFrom('chain')
    .select(['cooperation', 'side', 'chain'])
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('chain')
    .execute()
  return rows as unknown as readonly ChainKey[]
}

function checkEntry(
  entry: StoredEntry,
  before: StoredEntry | null,
  key: ChainKey,
  checks: Checks,
  faults: Fault[],
): void {
  const { header, text, hash, signature, content } = entry
  const seq = (before?.header.seq ?? 0) + 1
  const place = placeOf({ ...key, seq })
  const wrong = (code: Fault['code'], detail: string) => faults.push({ place, code, detail })
  if (headerText(header) !== text) wrong('text-not-canonical', 'the stored header is not in canonical form')
  if (digest(text) !== hash) wrong('hash-wrong', `the header hashes to ${digest(text)}, stored is ${hash}`)
  const { cooperation, side, chain } = header
  if (cooperation !== key.cooperation || side !== key.side || chain !== key.chain || header.seq !== seq) {
    wrong('row-differs', `the header names ${cooperation}/${side}/${chain}/${header.seq}`)
  }
  if (header.previous !== (before?.hash ?? null)) wrong('link-broken', 'it does not follow the entry before it')
  const isSigned = checks.get(header.key)
  if (!isSigned) wrong('key-unknown', `no entry declares the key ${header.key}`)
  else if (!isSigned(text, signature)) wrong('signature-wrong', 'the signature does not fit the header')
  if (content && payloadDigest(content.salt, content.payload) !== header.payload) {
    wrong('payload-wrong', 'the payload is not the one that was sealed')
  }
}

/** The entries that later ones of their chain say no longer count. */
async function voidedEntries(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database.sql
    .selectFrom('entry')
    .select('header')
    .where('kind', '=', 'decision-undone@1')
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('seq')
    .execute()
  const places = rows.flatMap(({ header: text }) => {
    const header = JSON.parse(text) as Header & { readonly structure: { readonly voids: readonly number[] } }
    return header.structure.voids.map((seq) => placeOf({ ...header, seq }))
  })
  return new Set(places)
}

function placeOf({ cooperation, side, chain, seq }: ChainKey & { readonly seq: number }): string {
  return `${cooperation}/${side}/${chain}/${seq}`
}

/** Each entry's record stands as the entry says; a later entry on the same thing changes nothing. */
async function checkRecords(
  database: Database,
  { cooperation, side, chain }: ChainKey,
  page: readonly StoredEntry[],
  voided: ReadonlySet<string>,
  explained: { records: number },
  faults: Fault[],
): Promise<void> {
  const expected = page.flatMap((entry) => {
    const draft = understood(entry)
    if (draft === 'unknown' || draft === 'erased' || voided.has(placeOf(entry.header))) return []
    const record = recordOf(draft, entry.header.seq)
    return record ? [record] : []
  })
  if (expected.length === 0 || chain === 'home') return
  const rows = await database.sql
    .selectFrom('record')
    .select(['kind', 'id', 'seq', 'value'])
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('id', 'in', [...new Set(expected.map((record) => record.id as string))])
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const standing = new Map(rows.map((row) => [recordKey(row.kind as LedgerRecord['kind'], row.id), row]))
  for (const record of expected) {
    const row = standing.get(recordKey(record.kind, record.id))
    const place = placeOf({ cooperation, side, chain, seq: record.seq })
    if (!row) faults.push({ place, code: 'record-missing', detail: `${record.kind} ${record.id} is missing` })
    else if (row.seq === record.seq) {
      explained.records++
      if (canonical(row.value as Json) === canonical(record as unknown as Json)) continue
      faults.push({ place, code: 'record-differs', detail: `${record.kind} ${record.id} differs from its entry` })
    } else if (row.seq > record.seq) {
      faults.push({ place, code: 'record-differs', detail: `${record.kind} ${record.id} stands behind a later entry` })
    }
  }
}

async function checkHead(
  database: Database,
  { cooperation, side, chain }: ChainKey,
  last: StoredEntry | null,
  faults: Fault[],
): Promise<void> {
  const row = await database.sql
    .selectFrom('chain')
    .select(['seq', 'hash'])
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('chain', '=', chain)
    .executeTakeFirst()
  if (row?.seq === (last?.header.seq ?? 0) && row.hash === (last?.hash ?? null)) return
  const detail = `the head says ${row?.seq ?? 0}, the last entry is ${last?.header.seq ?? 0}`
  faults.push({ place: `${cooperation}/${side}/${chain}`, code: 'head-wrong', detail })
}

async function countRecords(database: Database): Promise<number> {
  const row = await database.sql
    .selectFrom('record')
    .select((table) => table.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
