/** What was made of the entries, compared with what they say: records, cooperations, texts. */
import { createHash } from 'node:crypto'
import {
  canonical,
  type ChainKey,
  type Json,
  type LedgerRecord,
  openingOf,
  recordKey,
  recordOf,
} from '@handclasp/domain'
import type { Queries } from './database.ts'
import { sourceOf } from './records.ts'
import type { Fault, Said } from './verify.ts'

/** How many rows of each table an entry stands behind. */
export interface Explained {
  records: number
  cooperations: number
  sources: number
}

/** Each entry's record stands as the entry says; a later entry on the same thing changes nothing. */
export async function compareRecords(
  sql: Queries,
  { cooperation, side, chain }: ChainKey,
  said: readonly Said[],
  explained: Explained,
  faults: Fault[],
): Promise<void> {
  const expected = said.flatMap(({ place, header, draft }) => {
    const record = draft === 'unknown' ? null : recordOf(draft, header.seq)
    return record ? [{ place, header, record }] : []
  })
  if (expected.length === 0) return
  const rows = await sql
    .selectFrom('record')
    .selectAll()
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('id', 'in', [...new Set(expected.map(({ record }) => record.id as string))])
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const standing = new Map(rows.map((row) => [recordKey(row.kind as LedgerRecord['kind'], row.id), row]))
  for (const { place, header, record } of expected) {
    const row = standing.get(recordKey(record.kind, record.id))
    const wrong = (code: Fault['code'], what: string) =>
      faults.push({ place, code, detail: `${record.kind} ${record.id} ${what}` })
    if (!row) wrong('record-missing', 'is missing')
    else if (row.seq === record.seq && row.chain === chain) {
      explained.records++
      const same = canonical(row.value as Json) === canonical(record as unknown as Json)
      const sameRow = row.written === header.written && row.source === sourceOf(record)
      if (!same || !sameRow) wrong('record-differs', 'differs from its entry')
    } else if (row.seq > record.seq) wrong('record-differs', 'stands behind a later entry')
  }
}

/** Each opening by its own side stands among the cooperations as it says. */
export async function compareCooperations(
  sql: Queries,
  { cooperation, side }: ChainKey,
  said: readonly Said[],
  explained: Explained,
  faults: Fault[],
): Promise<void> {
  for (const { place, draft } of said) {
    if (draft === 'unknown' || draft.kind !== 'cooperation-opened@1' || draft.structure.by !== side) continue
    const row = await sql
      .selectFrom('cooperation')
      .selectAll()
      .where('cooperation', '=', cooperation)
      .executeTakeFirst()
    if (!row) {
      faults.push({ place, code: 'record-missing', detail: `cooperation ${cooperation} is missing` })
      continue
    }
    explained.cooperations++
    const same = canonical(row.opening as Json) === canonical(openingOf(draft) as unknown as Json)
    if (row.own === side && same) continue
    faults.push({ place, code: 'record-differs', detail: `cooperation ${cooperation} differs from its opening` })
  }
}

/** Each kept text is there, with the bytes its hash names and the text they decode to. */
export async function compareSources(
  sql: Queries,
  said: readonly Said[],
  explained: Explained,
  faults: Fault[],
): Promise<void> {
  for (const { place, draft } of said) {
    if (draft === 'unknown' || draft.kind !== 'source-kept@1') continue
    const { source } = draft.structure
    const row = await sql
      .selectFrom('source')
      .select(['bytes', 'text', 'encoding', 'name', 'published'])
      .where('hash', '=', source)
      .executeTakeFirst()
    const wrong = (detail: string) => faults.push({ place, code: 'source-wrong', detail: `source ${source} ${detail}` })
    if (!row) {
      wrong('is missing')
      continue
    }
    explained.sources++
    if (createHash('sha256').update(row.bytes).digest('hex') !== source) wrong('has other bytes')
    else if (new TextDecoder(row.encoding).decode(row.bytes) !== row.text) wrong('has another text than its bytes')
    const { payload } = draft
    if (payload && (payload.name !== row.name || payload.published !== row.published)) wrong('is named otherwise')
  }
}

/** Rows that no entry stands behind. Returns how many records there are. */
export async function countUnexplained(sql: Queries, explained: Explained, faults: Fault[]): Promise<number> {
  const count = async (table: 'record' | 'cooperation' | 'source') => {
    const row = await sql
      .selectFrom(table)
      .select((all) => all.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return row.count
  }
  const records = await count('record')
  const surplus = {
    record: records - explained.records,
    cooperation: (await count('cooperation')) - explained.cooperations,
    source: (await count('source')) - explained.sources,
  }
  for (const [place, more] of Object.entries(surplus)) {
    if (more > 0) faults.push({ place, code: 'record-unexplained', detail: `${more} rows stand behind no entry` })
  }
  return records
}
