/** Verification: every chain streamed, every hash, link, signature and payload checked, and what was made of them. */
import type { ChainKey, Digest, Instant, SideId, StoredEntry } from '@handclasp/domain'
import { civilDayOf, understood, voidedBy } from '@handclasp/domain'
import { sql as sqlText } from 'kysely'
import { entryOf, type EntryRow, readRows } from './chain.ts'
import { checkRows, type Fault, placeOf, readable, type Unsigned } from './checking.ts'
import { compareCompositions } from './composing.ts'
import type { Database, Queries } from './database.ts'
import type { PageErasure } from './erasing-pages.ts'
import { erasingOf } from './folding.ts'
import {
  compareCommitments,
  compareCooperations,
  compareCounts,
  compareDayHeads,
  compareDays,
  compareRecords,
  compareSources,
  countUnexplained,
  type Explained,
} from './holdings.ts'
import { holdTables } from './twins.ts'
import { fingerprintOf, installationOf, type Signer, verifyingOf } from './signing.ts'

/** One chain as found. */
export interface ChainFound extends ChainKey {
  readonly entries: number
  readonly head: Digest
  /** When its last entry was written, by its writer's clock. */
  readonly written: Instant
  /** Fingerprints of the keys its entries name. */
  readonly keys: readonly Digest[]
  /** Entries whose words were erased, and entries of a kind that is not known here. */
  readonly erased: number
  readonly unknown: number
  /** Entries on commitments that rest on what is not held here; they count for nothing yet. */
  readonly pending: number
}

/** What verification found; no faults means that all holds. */
export interface Verification {
  readonly chains: readonly ChainFound[]
  readonly records: number
  readonly faults: readonly Fault[]
}

/** Is told how many entries were checked of how many, and how many bytes of attached files were read after that. */
export type Progress = (entries: number, of: number, bytes: number) => void

const PAGE = 500

/**
 * Verifies the ledger of a database against the key it is to be signed with. Others may post meanwhile: what seems
 * wrong is looked at again while nobody can. A chain cut at its end together with all that was made of it cannot be
 * told without somebody who has seen more of it.
 */
export async function verify(database: Database, signer: Signer, progress: Progress): Promise<Verification> {
  const found = await verifyIn(database.sql, signer, progress)
  if (found.faults.length === 0) return found
  return database.sql
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      await holdTables(transaction)
      return verifyIn(transaction, signer, progress)
    })
}

async function verifyIn(sql: Queries, signer: Signer, progress: Progress): Promise<Verification> {
  const explained: Explained = {
    records: 0,
    cooperations: 0,
    hosted: 0,
    sources: 0,
    commitments: 0,
    takenIn: 0,
    findables: 0,
    pending: new Map(),
  }
  const faults: Fault[] = []
  const [voided, erased] = [await voidedEntries(sql), await erasedEntries(sql)]
  const heads = await headsOf(sql)
  const checking = { sql, signer, heads, voided, erased, explained, faults }
  const of = [...heads.values()].reduce((sum, { seq }) => sum + seq, 0)
  let done = 0
  const chains: Omit<ChainFound, 'pending'>[] = []
  for (const key of await chainKeys(sql, heads, faults)) {
    const chain = await verifyChain(checking, key, (entries) => {
      done += entries
      progress(done, Math.max(done, of), 0)
    })
    if (chain) chains.push(chain)
  }
  await compareCommitments(sql, explained, faults)
  await compareCounts(sql, faults)
  await compareCompositions(sql, faults)
  await compareDayHeads(sql, faults)
  const records = await countUnexplained(sql, explained, faults)
  const found = chains.map((chain) => ({
    ...chain,
    pending: explained.pending.get(placeOf(chain)) ?? 0,
  }))
  return { chains: found, records, faults }
}

/** What one verification holds while it goes from chain to chain. */
interface Checking {
  readonly sql: Queries
  readonly signer: Signer
  readonly heads: Heads
  readonly voided: ReadonlySet<string>
  readonly erased: ReadonlyMap<string, PageErasure>
  readonly explained: Explained
  readonly faults: Fault[]
}

/** Streams one chain; `told` hears of each page how many entries it had. Null where the chain has no entries. */
async function verifyChain(
  checking: Checking,
  key: ChainKey,
  told: (entries: number) => void,
): Promise<Omit<ChainFound, 'pending'> | null> {
  const { sql, heads, voided, erased, explained, faults } = checking
  const isSigned = await signatureCheck(sql, key, checking.signer, heads)
  const keys = new Set<Digest>()
  const counts = { entries: 0, erased: 0, unknown: 0 }
  const days = new Map<string, number>()
  let last: EntryRow | null = null
  let rows: readonly EntryRow[] = await readRows(sql, key, 0, PAGE)
  while (rows.length > 0) {
    const page = rows
    const before = last
    // Signatures take most of the time: they are checked in other threads, while the next rows are on their way.
    const [said, next] = await Promise.all([
      checkRows({ key, isSigned, erased }, page, before, faults),
      page.length < PAGE ? Promise.resolve([]) : readRows(sql, key, page.at(-1)?.seq ?? 0, PAGE),
    ])
    rows = next
    last = page.at(-1) ?? last
    for (const { header, draft } of said) {
      keys.add(header.key)
      if (draft === 'unknown') counts.unknown++
      if (!Number.isNaN(Date.parse(header.written))) days.set(civilDayOf(header.written), header.seq)
    }
    counts.erased += page.filter(({ payload }) => payload === null).length
    counts.entries += page.length
    await compareRecords(
      sql,
      key,
      said.filter(({ place }) => !voided.has(place)),
      explained,
      faults,
    )
    await compareCooperations(sql, key, said, explained, faults)
    await compareSources(sql, said, erased, explained, faults)
    told(page.length)
  }
  await compareDays(sql, key, days, faults)
  const head = heads.get(placeOf(key)) ?? { seq: 0, hash: null }
  if (head.seq !== (last?.seq ?? 0) || head.hash !== (last?.hash ?? null)) {
    const detail = `the head says ${head.seq}, the last entry is ${last?.seq ?? 0}`
    faults.push({ place: placeOf(key), code: 'head-wrong', detail })
  }
  return last && { ...key, ...counts, head: last.hash, written: last.written, keys: [...keys].sort() }
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

type SignatureCheck = (entry: StoredEntry) => Promise<Unsigned>

/**
 * What a chain of this installation must be signed with: its own key. The key of another side is the one that its own
 * opening declares.
 */
async function signatureCheck(sql: Queries, key: ChainKey, signer: Signer, heads: Heads): Promise<SignatureCheck> {
  const keys = new Map<Digest, ReturnType<typeof verifyingOf>>()
  if (await isOwn(sql, key, heads)) {
    if (key.chain !== 'home' || key.side === installationOf(signer.publicKey)) {
      keys.set(signer.fingerprint, verifyingOf(signer.publicKey))
    }
  } else {
    const declared = await declaredKey(sql, key)
    if (declared) keys.set(fingerprintOf(declared), verifyingOf(declared))
  }
  return async ({ header, text, signature }) => {
    const isSigned = keys.get(header.key)
    if (!isSigned) return 'key-unknown'
    return (await isSigned(text, signature)) ? null : 'signature-wrong'
  }
}

/** A side has an internal chain here only where this installation writes for it. */
async function isOwn(sql: Queries, { cooperation, side, chain }: ChainKey, heads: Heads): Promise<boolean> {
  if (chain !== 'shared') return true
  if (heads.has(placeOf({ cooperation, side, chain: 'internal' }))) return true
  const row = await sql
    .selectFrom('hosted')
    .select('side')
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .executeTakeFirst()
  return row !== undefined
}

async function declaredKey(sql: Queries, key: ChainKey): Promise<string | null> {
  const [row] = await readRows(sql, key, 0, 1)
  const opening = row ? understood(entryOf(row)) : 'unknown'
  if (opening === 'unknown') return null
  const isDeclaring = opening.kind === 'cooperation-opened@1' || opening.kind === 'cooperation-joined@1'
  return isDeclaring ? opening.structure.publicKey : null
}

/** The places of entries whose words later ones of their chain erase, by the headers' own words. */
async function erasedEntries(sql: Queries): Promise<ReadonlyMap<string, PageErasure>> {
  const rows = await sql
    .selectFrom('entry')
    .select(['cooperation', 'side', 'chain', 'seq', 'kind', 'author', 'written', 'header', 'hash', 'signature'])
    .where('kind', 'like', '%-erased@1')
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('chain')
    .orderBy('seq')
    .execute()
  const places = new Map<string, PageErasure>()
  for (const row of rows) {
    const entry = readable({ ...row, salt: null, payload: null })
    const erasing = entry && erasingOf(entry)
    if (!entry || !erasing || erasing.seq >= row.seq) continue
    const key = { cooperation: row.cooperation, side: row.side, chain: row.chain } as ChainKey
    const place = placeOf(key, erasing.seq)
    if (!places.has(place)) places.set(place, { ground: erasing.ground, at: entry.header.written })
  }
  return places
}

/** The places of entries that later ones of their chain say no longer count, by the headers' own words. */
async function voidedEntries(sql: Queries): Promise<ReadonlySet<string>> {
  const places = new Set<string>()
  const voiding = sqlText<boolean>`header ~ '"(voids":\\[|replaces":[0-9])'`
  const rows = await sql
    .selectFrom('entry')
    .select(['cooperation', 'side', 'chain', 'seq', 'kind', 'author', 'written', 'header', 'hash', 'signature'])
    .where(voiding)
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('seq')
    .execute()
  for (const row of rows) {
    const entry = readable({ ...row, salt: null, payload: null })
    const draft = entry ? understood(entry) : 'unknown'
    const { voids = [] } = draft === 'unknown' ? {} : (voidedBy(draft) ?? {})
    const key = { cooperation: row.cooperation, side: row.side as SideId, chain: row.chain } as ChainKey
    for (const seq of voids) places.add(placeOf(key, seq))
  }
  return places
}
