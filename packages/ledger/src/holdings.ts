/** What was made of the entries, compared with what they say: records, cooperations, texts. */
import { createHash } from 'node:crypto'
import {
  canonical,
  type ChainKey,
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  type Digest,
  type Json,
  type LineBox,
  type LedgerRecord,
  type Opening,
  openingOf,
  recordKey,
  recordOf,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import { sharedHeads } from './chain.ts'
import type { Database, Queries, Tables } from './database.ts'
import { type Fault, placeOf, type Said } from './checking.ts'
import type { PageErasure } from './erasing-pages.ts'
import { compareFindables, type Expected } from './findable-holdings.ts'
import { findableIn, findablePage } from './findables.ts'
import { dayHeadFault } from './heads.ts'
import { thingOf as recordThing } from './projection.ts'
import { aboutCommitment, sourceOf } from './records.ts'
import { apart, rowOf, saidOn, spokenOn, takenRowOf } from './settling.ts'
import { textDigest } from './sources.ts'
import { onesAt, unite, withOnes } from './uniting.ts'

/** How many rows of each table an entry stands behind. */
export interface Explained {
  records: number
  cooperations: number
  hosted: number
  sources: number
  commitments: number
  takenIn: number
  findables: number
  /** By chain: entries on commitments that rest on what is not held here. */
  readonly pending: Map<string, number>
}

/** Each entry's record stands as the entry says; a later entry on the same thing changes nothing. */
export async function compareRecords(
  sql: Queries,
  { cooperation, side, chain }: ChainKey,
  said: readonly Said[],
  explained: Explained,
  faults: Fault[],
): Promise<void> {
  const expected = said.flatMap(({ place, header, hash, draft }) => {
    const record = draft === 'unknown' ? null : recordOf(draft, { header, hash })
    return record ? [{ place, header, record }] : []
  })
  if (expected.length === 0) return
  const rows = await sql
    .selectFrom('record')
    .selectAll()
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('kind', 'in', [...new Set(expected.map(({ record }) => record.kind))])
    .where('id', 'in', [...new Set(expected.map(({ record }) => record.id))])
    .orderBy('kind')
    .orderBy('id')
    .execute()
  const standing = new Map(rows.map((row) => [recordKey(row.kind as LedgerRecord['kind'], row.id), row]))
  const found: Expected[] = []
  for (const { place, header, record } of expected) {
    const row = standing.get(recordKey(record.kind, record.id))
    const wrong = (code: Fault['code'], what: string) =>
      faults.push({ place, code, detail: `${record.kind} ${record.id} ${what}` })
    if (!row) wrong('record-missing', 'is missing')
    else if (row.seq === record.seq && row.chain === chain) {
      explained.records++
      const thing = recordThing(record, row)
      if (thing) found.push({ place, thing })
      const same = canonical(row.value as Json) === canonical(record as unknown as Json)
      const sameRow =
        row.written === header.written && row.source === sourceOf(record) && row.commitment === aboutCommitment(record)
      if (!same || !sameRow) wrong('record-differs', 'differs from its entry')
    } else if (row.seq > record.seq) wrong('record-differs', 'stands behind a later entry')
  }
  explained.findables += await compareFindables(sql, found, faults)
}

/** Each opening by its own side stands among the cooperations as it says; who joined later writes here too. */
export async function compareCooperations(
  sql: Queries,
  { cooperation, side }: ChainKey,
  said: readonly Said[],
  explained: Explained,
  faults: Fault[],
): Promise<void> {
  for (const { place, draft } of said) {
    if (draft === 'unknown') continue
    if (draft.kind !== 'cooperation-opened@1' && draft.kind !== 'cooperation-joined@1') continue
    if (draft.structure.by !== side) continue
    const row = await sql
      .selectFrom('cooperation')
      .innerJoin('hosted', 'hosted.cooperation', 'cooperation.cooperation')
      .select(['own', 'opening'])
      .where('cooperation.cooperation', '=', cooperation)
      .where('hosted.side', '=', side)
      .executeTakeFirst()
    if (!row) {
      faults.push({ place, code: 'record-missing', detail: `cooperation ${cooperation} is missing` })
      continue
    }
    explained.hosted++
    if (draft.kind === 'cooperation-joined@1') continue
    // Sides that share a server open the cooperation each for itself; the row is the first one's.
    const kept = row.opening as Opening
    if (kept.by === side) explained.cooperations++
    const same = canonical({ ...kept, by: side } as unknown as Json) === canonical(openingOf(draft) as unknown as Json)
    if (same && kept.by === row.own) continue
    faults.push({ place, code: 'record-differs', detail: `cooperation ${cooperation} differs from its opening` })
  }
}

/** Each kept text is there, with the bytes its hash names and the text they decode to; of an erased one nothing is. */
export async function compareSources(
  sql: Queries,
  said: readonly Said[],
  erased: ReadonlyMap<string, PageErasure>,
  explained: Explained,
  faults: Fault[],
): Promise<void> {
  for (const { place, draft } of said) {
    if (draft === 'unknown' || draft.kind !== 'source-kept@2') continue
    const { source } = draft.structure
    const row = await sql
      .selectFrom('source')
      .select(['bytes', 'text', 'lines', 'encoding', 'name', 'published', 'received', 'ground', 'erased'])
      .select(text<boolean>`exists (select from finding where finding.source = source.hash)`.as('found'))
      .where('hash', '=', source)
      .executeTakeFirst()
    const wrong = (detail: string) => faults.push({ place, code: 'source-wrong', detail: `source ${source} ${detail}` })
    if (!row) {
      wrong('is missing')
      continue
    }
    explained.sources++
    const erasure = erased.get(place)
    if (erasure) {
      const { bytes, text: words, lines, name, published, found } = row
      const blank = words === '' && lines === null
      const empty = bytes.length === 0 && blank && name === '' && published === null && !found
      if (!empty || row.ground !== erasure.ground || row.erased !== erasure.at) wrong('was erased, and is not empty')
      continue
    }
    if (row.ground !== null) wrong('is empty, and no entry erases it')
    if (createHash('sha256').update(row.bytes).digest('hex') !== source) wrong('has other bytes')
    const { payload } = draft
    if (payload && !isAsKept(row, payload.text)) wrong('has another text than was kept')
    if (payload && (payload.name !== row.name || payload.published !== row.published)) wrong('is named otherwise')
    const thing = findablePage(source, row.name, row.text, row.received)
    explained.findables += await compareFindables(sql, [{ place, thing }], faults)
  }
}

/** Are a text and its lines what was kept: by their digest, or for former entries by what the bytes decode to? */
function isAsKept({ text: words, lines, bytes, encoding }: KeptText, kept: Digest | null): boolean {
  if (kept === null) return lines === null && new TextDecoder(encoding).decode(bytes) === words
  return textDigest(words, lines as readonly LineBox[] | null) === kept
}

type KeptText = Pick<Tables['source'], 'text' | 'lines' | 'bytes' | 'encoding'>

/** Commitments at once: each is worked out from what all sides said about it. */
const COMMITMENTS_AT_ONCE = 200

/** Each commitment stands as what the sides said about it has it. */
export async function compareCommitments(sql: Queries, explained: Explained, faults: Fault[]): Promise<void> {
  let last = { cooperation: '', commitment: '' }
  for (;;) {
    const named = await sql
      .selectFrom('record')
      .select(['cooperation', 'commitment'])
      .distinct()
      .where('commitment', 'is not', null)
      .where(text<boolean>`(cooperation, commitment) > (${last.cooperation}, ${last.commitment})`)
      .orderBy('cooperation')
      .orderBy('commitment')
      .limit(COMMITMENTS_AT_ONCE)
      .execute()
    for (const cooperation of new Set(named.map((row) => row.cooperation as CooperationId))) {
      const ids = named.filter((row) => row.cooperation === cooperation).map((row) => row.commitment as CommitmentId)
      await compareSome(sql, cooperation, ids, explained, faults)
    }
    const end = named.at(-1)
    if (!end || named.length < COMMITMENTS_AT_ONCE) return
    last = { cooperation: end.cooperation, commitment: end.commitment ?? '' }
  }
}

async function compareSome(
  sql: Queries,
  cooperation: CooperationId,
  ids: readonly CommitmentId[],
  explained: Explained,
  faults: Fault[],
): Promise<void> {
  const listed = await keptOf(sql, 'commitment', cooperation, ids)
  const kept = await keptOf(sql, 'taken_in', cooperation, ids)
  const heads = await sharedHeads(sql, cooperation)
  const ones = await onesAt(sql, cooperation, heads)
  const all = withOnes(ids, ones)
  const spokenBy = spokenOn(cooperation, await saidOn(sql, cooperation, all), heads)
  const { times } = spokenBy
  const positions = apart(spokenBy.positions, all)
  const singles = [...times].map(([id, at]) => ({ ...at, commitment: commitmentOf(id, positions.get(id) ?? []) }))
  const found: Expected[] = []
  const compare = (table: 'commitments' | 'takenIn', id: CommitmentId, row: object | undefined, expected: object) => {
    const wrong = (code: Fault['code'], what: string) =>
      faults.push({ place: cooperation, code, detail: `commitment ${id} ${what}` })
    if (!row) return wrong('record-missing', 'is missing')
    explained[table]++
    return isKept(row, expected) || wrong('record-differs', 'differs from what was said')
  }
  for (const { commitment, opened, changed, takenIn } of unite(singles, ones)) {
    const { id } = commitment
    const at = { opened, changed }
    if (ids.includes(id)) {
      compare('commitments', id, listed.get(id), { ...rowOf(commitment), ...at })
      if (listed.has(id)) found.push({ place: cooperation, thing: findableIn(cooperation, commitment, at) })
    }
    for (const single of takenIn.filter((each) => ids.includes(each.commitment.id))) {
      const { id: taken } = single.commitment
      compare('takenIn', taken, kept.get(taken), { ...takenRowOf(single), within: id })
    }
    for (const { commitment: single } of [{ commitment }, ...takenIn]) {
      for (const { side } of ids.includes(single.id) ? single.pending : []) {
        const chain = placeOf({ cooperation, side, chain: 'shared' })
        explained.pending.set(chain, (explained.pending.get(chain) ?? 0) + 1)
      }
    }
  }
  explained.findables += await compareFindables(sql, found, faults)
}

/** The rows of some commitments in one of their tables, by id. */
async function keptOf(
  sql: Queries,
  table: 'commitment' | 'taken_in',
  cooperation: CooperationId,
  ids: readonly CommitmentId[],
): Promise<ReadonlyMap<string, object>> {
  const { rows } = await text<{ readonly id: string }>`
    select * from ${text.table(table)} where cooperation = ${cooperation} and id = any(${[...ids]}::text[]) order by id
  `.execute(sql as Database['sql'])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Does a row say what is expected of it, whose JSON is text? */
function isKept(row: object, expected: object): boolean {
  const held: Readonly<Record<string, unknown>> = { ...row }
  return Object.entries(expected).every(([name, value]) => {
    const is = held[name]
    return typeof is === 'object' && is !== null
      ? canonical(is as Json) === canonical(JSON.parse(String(value)) as Json)
      : is === value
  })
}

/**
 * Of each day on which a chain grew its last entry was kept, by both clocks. `written` are the last numbers of the days
 * that its headers name.
 */
export async function compareDays(
  sql: Queries,
  { cooperation, side, chain }: ChainKey,
  written: ReadonlyMap<string, number>,
  faults: Fault[],
): Promise<void> {
  const { rows: received } = await text<{ day: string; seq: number }>`
    select to_char(received at time zone 'UTC' + interval '8 hours', 'YYYY-MM-DD') as day, max(seq) as seq from entry
    where cooperation = ${cooperation} and side = ${side} and chain = ${chain} group by day
  `.execute(sql as Database['sql'])
  const kept = await sql
    .selectFrom('day_head')
    .select(['clock', 'day', 'seq'])
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('chain', '=', chain)
    .orderBy('clock')
    .orderBy('day')
    .execute()
  const expected = new Map<string, number>([
    ...[...written].map(([day, seq]) => [`written ${day}`, seq] as const),
    ...received.map(({ day, seq }) => [`received ${day}`, seq] as const),
  ])
  const held = new Map<string, number>(kept.map(({ clock, day, seq }) => [`${clock} ${day}`, seq]))
  for (const day of new Set([...expected.keys(), ...held.keys()])) {
    const [is, was] = [expected.get(day) ?? 0, held.get(day) ?? 0]
    if (is === was) continue
    const detail = `of the day ${day} the last entry is ${is}, and ${was} was kept`
    faults.push({ place: placeOf({ cooperation, side, chain }), code: 'head-wrong', detail })
  }
}

/** What commitments have in common is counted as they stand. */
export async function compareCounts(sql: Queries, faults: Fault[]): Promise<void> {
  const wrong = text<{ cooperation: string; facet: string; key: string }>`(
    select distinct cooperation, facet, key
    from (
      select cooperation, facet, key, name, state, count(*) as standing
      from commitment cross join lateral counted(facets)
      group by cooperation, facet, key, name, state
    ) as anew full join commitment_count using (cooperation, facet, key, name, state)
    where coalesce(standing, 0) <> coalesce(total, 0)
  )`
  const rows = await sql
    .selectFrom(wrong.as('wrong'))
    .select(['cooperation', 'facet', 'key'])
    .orderBy('cooperation')
    .orderBy('facet')
    .orderBy('key')
    .execute()
  for (const { cooperation, facet, key } of rows) {
    faults.push({
      place: cooperation,
      code: 'record-differs',
      detail: `commitments are counted wrong by ${facet} ${key}`,
    })
  }
}

/** Each head that was kept of a past day is the hash of the entry of its number. */
export async function compareDayHeads(sql: Queries, faults: Fault[]): Promise<void> {
  const rows = await sql
    .selectFrom('day_head')
    .leftJoin('entry', (join) =>
      join
        .onRef('entry.cooperation', '=', 'day_head.cooperation')
        .onRef('entry.side', '=', 'day_head.side')
        .onRef('entry.chain', '=', 'day_head.chain')
        .onRef('entry.seq', '=', 'day_head.seq'),
    )
    .select(['day_head.cooperation', 'day_head.side', 'day_head.chain', 'day_head.seq', 'day_head.day'])
    .select(['day_head.hash', 'entry.hash as standing'])
    .where(text<boolean>`entry.hash is distinct from day_head.hash`)
    .orderBy('day_head.cooperation')
    .orderBy('day_head.side')
    .orderBy('day_head.chain')
    .orderBy('day_head.clock')
    .orderBy('day_head.day')
    .execute()
  faults.push(...rows.flatMap(({ standing, ...kept }) => dayHeadFault(kept, standing) ?? []))
}

/** Rows that no entry stands behind. Returns how many records there are. */
export async function countUnexplained(sql: Queries, explained: Explained, faults: Fault[]): Promise<number> {
  const count = async (
    table: 'record' | 'cooperation' | 'hosted' | 'source' | 'commitment' | 'taken_in' | 'findable',
  ) => {
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
    hosted: (await count('hosted')) - explained.hosted,
    source: (await count('source')) - explained.sources,
    commitment: (await count('commitment')) - explained.commitments,
    taken_in: (await count('taken_in')) - explained.takenIn,
  }
  for (const [place, more] of Object.entries(surplus)) {
    if (more > 0) faults.push({ place, code: 'record-unexplained', detail: `${more} rows stand behind no entry` })
  }
  const words = (await count('findable')) - explained.findables
  if (words > 0) {
    faults.push({ place: 'findable', code: 'words-unexplained', detail: `${words} rows are of nothing that stands` })
  }
  return records
}
