/** What erasing would take away, told before it is done; and what was erased, on which ground and when. */
import {
  type CooperationId,
  type ErasureGround,
  type Instant,
  type Json,
  type RecordOf,
  type SideId,
  type StoredEntry,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import { entryOf, readRows } from './chain.ts'
import type { Database, Queries } from './database.ts'

/** Chains of a side whose entries can be erased. */
type Chain = 'shared' | 'internal'

interface Relative {
  readonly why: Erasable['why']
  readonly at: number
  readonly in: Chain
}

/** Of a draft the entries it was sent by, of these the draft. */
async function draftedIn(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  { header: { chain, kind, seq, structure } }: StoredEntry,
): Promise<readonly Relative[]> {
  const isShared = chain === 'shared'
  if (!isShared && kind !== 'draft@1') return []
  const sendings = sql
    .selectFrom('record')
    .select('value')
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('kind', '=', 'sending')
  const named = isShared
    ? sendings.where(text<boolean>`value -> 'sent' @> ${JSON.stringify(seq)}::jsonb`)
    : sendings.where('id', '=', (structure as Structure).id ?? '')
  const row = await named.orderBy('id').executeTakeFirst()
  const sending = (row?.value ?? null) as RecordOf<'sending'> | null
  if (!sending) return []
  if (!isShared) return sending.sent.map((at) => ({ why: 'sent', at, in: 'shared' }))
  return sending.drafted === null ? [] : [{ why: 'draft', at: sending.drafted, in: 'internal' }]
}

/** An entry with the words that erasing it takes away. */
export interface Erasable {
  readonly chain: Chain
  readonly seq: number
  readonly kind: string
  readonly written: Instant
  /** Each with its place in what was written: `parties.0.organisation.name`. */
  readonly words: readonly { readonly path: string; readonly text: string }[]
  /** The one asked for, the words it replaced, the decision or draft it came of, or what was sent to the others. */
  readonly why: 'asked' | 'former' | 'decision' | 'draft' | 'sent'
}

/** An entry whose words were erased. */
export interface ErasedEntry {
  readonly side: SideId
  readonly chain: Chain
  readonly seq: number
  readonly kind: string
  /** The thing or the commitment that it was about, by its id. */
  readonly of: string | null
  readonly ground: ErasureGround
  /** When, by the writer's clock. */
  readonly erased: Instant
}

/** The part of the ledger that answers for erasures. */
export function erasures({ sql }: Database) {
  return {
    /**
     * What erasing an entry takes away, it first, then the entries that hold the same in other words or of former
     * times; nothing where the entry is not there or has no words.
     */
    erasable: async (
      cooperation: CooperationId,
      side: SideId,
      chain: Chain,
      seq: number,
    ): Promise<readonly Erasable[]> => {
      const asked = await entryAt(sql, cooperation, side, chain, seq)
      if (!asked) return []
      const all = [told(asked, 'asked'), ...(await formerTo(sql, cooperation, side, asked, 'former'))]
      for (const { why, at, in: place } of await relatives(sql, cooperation, side, asked)) {
        const entry = await entryAt(sql, cooperation, side, place, at)
        if (!entry || (place === chain && at === seq)) continue
        all.push(told(entry, why), ...(await formerTo(sql, cooperation, side, entry, why)))
      }
      return all.filter(({ words }) => words.length > 0)
    },

    /** What was erased in a cooperation, by any side's shared chain and by the internal chain of one, newest first. */
    erased: async (cooperation: CooperationId, side: SideId): Promise<readonly ErasedEntry[]> => {
      const rows = await sql
        .selectFrom('entry')
        .innerJoin('entry as gone', (join) =>
          join
            .onRef('gone.cooperation', '=', 'entry.cooperation')
            .onRef('gone.side', '=', 'entry.side')
            .onRef('gone.chain', '=', 'entry.chain')
            .on('gone.seq', '=', text<number>`(entry.header::jsonb -> 'structure' ->> 'seq')::integer`),
        )
        .select(['entry.side', 'entry.chain', 'gone.seq', 'gone.kind', 'entry.written as erased'])
        .select([
          text<ErasureGround>`entry.header::jsonb -> 'structure' ->> 'ground'`.as('ground'),
          text<string | null>`coalesce(
            gone.header::jsonb -> 'structure' ->> 'id', gone.header::jsonb -> 'structure' ->> 'commitment'
          )`.as('of'),
        ])
        .where('entry.cooperation', '=', cooperation)
        .where(text<boolean>`entry.kind like '%-erased@1'`)
        .where(text<boolean>`(entry.chain = 'shared' or entry.side = ${side})`)
        .orderBy('entry.written', 'desc')
        .orderBy('entry.side')
        .orderBy('entry.chain')
        .orderBy('entry.seq', 'desc')
        .execute()
      return rows as unknown as readonly ErasedEntry[]
    },
  }
}

interface Structure {
  readonly id?: string
  readonly finding?: string | null
  readonly replaces?: number | null
}

/** The entries whose words an entry replaced, and those replaced by these. */
async function formerTo(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  { header }: StoredEntry,
  why: Erasable['why'],
): Promise<readonly Erasable[]> {
  const at = (header.structure as Structure).replaces ?? null
  const former = at === null ? null : await entryAt(sql, cooperation, side, header.chain as Chain, at)
  return former ? [told(former, why), ...(await formerTo(sql, cooperation, side, former, why))] : []
}

/** Where else a thing's words stand: in the decision or the draft it came of, and in what was sent of it. */
async function relatives(sql: Queries, cooperation: CooperationId, side: SideId, entry: StoredEntry) {
  const { header } = entry
  const { id, finding } = header.structure as Structure
  const names = [
    ...(finding ? [{ kind: 'decision', id: finding, why: 'decision', in: 'internal' } as const] : []),
    ...(id === undefined ? [] : [{ kind: 'sent', id, why: 'sent', in: 'shared' } as const]),
  ]
  const found = [...(await draftedIn(sql, cooperation, side, entry))]
  for (const { kind, id: of, why, in: place } of names) {
    const row = await sql
      .selectFrom('record')
      .select('seq')
      .where('cooperation', '=', cooperation)
      .where('side', '=', side)
      .where('kind', '=', kind)
      .where('id', '=', of)
      .executeTakeFirst()
    if (row) found.push({ why, at: row.seq, in: place })
  }
  return found
}

/** An entry with the words that erasing it takes away. */
export function told({ header, content }: StoredEntry, why: Erasable['why']): Erasable {
  const { chain, seq, kind, written } = header
  const words = content === null ? [] : wordsIn(JSON.parse(content.payload) as Json, '')
  return { chain: chain as Chain, seq, kind, written, words, why }
}

/** All text in what was written, each with its place. */
function wordsIn(value: Json, path: string): Erasable['words'] {
  if (typeof value === 'string') return value === '' ? [] : [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => wordsIn(inner, path === '' ? name : `${path}.${name}`))
}

async function entryAt(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  chain: Chain,
  seq: number,
): Promise<StoredEntry | null> {
  const [row] = await readRows(sql, { cooperation, side, chain }, seq - 1, 1)
  return row?.seq === seq ? entryOf(row) : null
}
