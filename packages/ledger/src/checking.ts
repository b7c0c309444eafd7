/** Checking: one row of a chain after another, each against its own words, the one before it and its signature. */
import {
  canonical,
  type ChainKey,
  type Digest,
  type Draft,
  type Erased,
  type FaultCode,
  type Header,
  headerText,
  type Json,
  type StoredEntry,
  understood,
} from '@handclasp/domain'
import { digest, entryOf, type EntryRow, payloadDigest } from './chain.ts'

/** What is wrong, and where. */
export interface Fault {
  readonly place: string
  readonly code: FaultCode
  readonly detail: string
}

/** An entry with what it says, as far as it can be understood. */
export interface Said {
  readonly place: string
  readonly header: Header
  readonly hash: Digest
  readonly draft: Draft | Erased | 'unknown'
}

/** What is wrong with a signature, where something is. */
export type Unsigned = 'key-unknown' | 'signature-wrong' | null

/** The last row that was checked of a chain. */
export interface Before {
  readonly seq: number
  readonly hash: Digest
}

/** A row with the entry it holds, where it is one, and what is wrong with its signature. */
interface ReadRow {
  readonly row: EntryRow
  readonly entry: StoredEntry | null
  readonly unsigned: Unsigned
}

/** How a chain, or an entry of it, is named. */
export function placeOf({ cooperation, side, chain }: ChainKey, seq?: number): string {
  return [cooperation, side, chain, ...(seq === undefined ? [] : [seq])].join('/')
}

/** How the rows of one chain are checked. */
export interface Checks {
  readonly key: ChainKey
  readonly isSigned: (entry: StoredEntry) => Promise<Unsigned>
  /** Places of entries whose words were erased by entries of their chain. */
  readonly erased: Pick<ReadonlySet<string>, 'has'>
}

/**
 * Checks some rows of a chain that follow each other, behind the last one before them. Returns what their entries say;
 * what is wrong is added to the faults.
 */
export async function checkRows(
  { key, isSigned, erased }: Checks,
  rows: readonly EntryRow[],
  before: Before | null,
  faults: Fault[],
): Promise<readonly Said[]> {
  const entries = rows.map(readable)
  const unsigned = await Promise.all(entries.map(async (entry) => (entry ? isSigned(entry) : null)))
  let last = before
  return rows.flatMap((row, index) => {
    const read = { row, entry: entries[index] ?? null, unsigned: unsigned[index] ?? null }
    const said = checkRow(read, last, key, erased, faults)
    // Of two entries with one number the first is gone on from.
    if (row.seq !== last?.seq) last = row
    return said ? [said] : []
  })
}

/** Checks a row behind the one before it. Returns what its entry says; null where it is none. */
function checkRow(
  { row, entry, unsigned }: ReadRow,
  before: Before | null,
  key: ChainKey,
  erased: Checks['erased'],
  faults: Fault[],
): Said | null {
  const place = placeOf(key, row.seq)
  const wrong = (code: FaultCode, detail: string) => faults.push({ place, code, detail })
  if (row.seq === before?.seq) wrong('chain-forked', 'another entry carries the same number')
  else if (row.seq !== (before?.seq ?? 0) + 1) wrong('link-broken', `it follows number ${before?.seq ?? 0}`)
  if (digest(row.header) !== row.hash) wrong('hash-wrong', `the header hashes to ${digest(row.header)}`)
  if (!entry) {
    wrong('header-unreadable', 'the stored header is not a header')
    return null
  }
  const { header, text, content } = entry
  if (headerText(header) !== text) wrong('text-not-canonical', 'the stored header is not in canonical form')
  if (row.seq !== before?.seq && header.previous !== (before?.hash ?? null)) {
    wrong('link-broken', 'it does not follow the entry before it')
  }
  const differing = differingColumns(row, header, key)
  if (differing.length > 0) wrong('row-differs', `the row differs from its header in ${differing.join(', ')}`)
  if (unsigned) wrong(unsigned, `the signature is not one of the key that this chain is signed with`)
  if (erased.has(place)) {
    if (content) wrong('payload-wrong', 'an entry erased the payload, and it is there')
  } else if (!content) wrong('payload-missing', 'the payload is not there, and no entry erased it')
  else if (payloadDigest(content.salt, content.payload) !== header.payload) {
    wrong('payload-wrong', 'the payload is not the one that was sealed')
  } else if (!isCanonical(content.payload)) wrong('payload-unreadable', 'the payload is not canonical JSON')
  return { place, header, hash: entry.hash, draft: understood(entry) }
}

/** The entry of a row; null where it holds none. */
export function readable(row: EntryRow): StoredEntry | null {
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
