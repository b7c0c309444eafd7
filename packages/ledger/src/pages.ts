/** Pages as a screen reads them: what it shows, and that without taking apart and putting together what is kept. */
import type { Article, Finding, FindingId, Instant, RecordOf, SourceHash, Span } from '@handclasp/domain'
import { sql as text } from 'kysely'
import type { AskedSide } from './asker.ts'
import type { Database, Queries } from './database.ts'
import { erasureOf } from './erasing-pages.ts'
import type { Standing } from './records.ts'
import type { KeptSource } from './sources.ts'

/** What findings say of an article already. */
type Found = 'people' | 'events' | 'agreements' | 'package' | 'pledges'

/** An article without what its findings say: where its lines stand, and what it is about. */
export type Outline = Omit<Article, Found | 'paragraphs'> & { readonly paragraphs: readonly (readonly Span[])[] }

/** A kept text with what was read in it, each finding as JSON text. */
export interface KeptPage extends Omit<KeptSource, 'findings'> {
  readonly text: string
  /** Version of the reader that read it. */
  readonly reader: string
  readonly outlines: readonly Outline[]
  readonly items: readonly { readonly id: FindingId; readonly json: string }[]
}

/** A kept text as it is listed, with how many of its findings one of the sides that ask accepted, and rejected. */
export interface ListedSource extends KeptSource {
  readonly accepted: number
  readonly rejected: number
}

/** A kept text as it is cited. */
export interface CitedSource {
  readonly hash: SourceHash
  readonly name: string
  readonly published: string | null
  /** The outlet that the page names first. */
  readonly outlet: string | null
  /** Version of the reader that read it. */
  readonly reader: string
}

/** A decision of a side. */
export interface Decided extends AskedSide {
  readonly decision: Standing<'decision'>
}

/** Of each source, its findings that some of the sides that ask decided. */
const decidedBy = (sides: readonly AskedSide[]) => text<{ source: string; decided: number; accepted: number }>`(
  with judged as (
    select source, id, bool_or(accepted) as accepted from decided_by(${JSON.stringify(sides)}, null, false)
    group by source, id
  )
  select judged.source, count(*) as decided, count(*) filter (where judged.accepted) as accepted
  from judged join finding using (source, id)
  group by judged.source
)`

/** The places of a source's findings run from 0 without a gap, and the last is found at once. */
const FINDINGS = text<number>`coalesce((
  select place + 1 from finding where finding.source = source.hash order by place desc limit 1
), 0)`

const OUTLET = text<string | null>`
  jsonb_path_query_first(source.reading, '$.articles[*].byline.outlet ? (@ != null)') #>> '{}'`

const OUTLINES = text<string | null>`(
  select string_agg(
    jsonb_set(
      article - '{people,events,agreements,package,pledges}'::text[],
      '{paragraphs}',
      jsonb_path_query_array(article, '$.paragraphs[*].spans')
    )::text,
    ',' order by place
  )
  from jsonb_array_elements(source.reading -> 'articles') with ordinality as listed(article, place)
)`

/** The part of the ledger that answers for pages; a long one has thousands of findings. */
export function pages({ sql }: Database, sides: readonly AskedSide[]) {
  return {
    /** All kept texts that those who ask hold, newest first. */
    listSources: async (): Promise<readonly ListedSource[]> => {
      const rows = await sql
        .selectFrom('source')
        .leftJoin(decidedBy(sides).as('judged'), 'judged.source', 'source.hash')
        .select(['hash', 'name', 'published', 'encoding', 'received', 'length', 'articles', 'ground', 'erased'])
        .select(FINDINGS.as('findings'))
        .select([
          text<number>`coalesce(judged.accepted, 0)`.as('accepted'),
          text<number>`coalesce(judged.decided - judged.accepted, 0)`.as('rejected'),
        ])
        .orderBy('received', 'desc')
        .orderBy('hash')
        .execute()
      return rows.map(({ ground, erased, ...row }) => {
        return { ...(row as unknown as Omit<ListedSource, 'erasure'>), erasure: erasureOf({ ground, erased }) }
      })
    },

    /** One kept text with its findings, or null. */
    page: async (hash: SourceHash): Promise<KeptPage | null> => {
      const row = await sql
        .selectFrom('source')
        .select(['hash', 'name', 'published', 'encoding', 'received', 'length', 'articles', 'text', 'reader'])
        .select(['ground', 'erased'])
        .select(OUTLINES.as('outlines'))
        .where('hash', '=', hash)
        .executeTakeFirst()
      if (!row) return null
      return {
        ...(row as unknown as KeptPage),
        erasure: erasureOf(row),
        outlines: JSON.parse(`[${row.outlines ?? ''}]`) as readonly Outline[],
        items: await itemsOf(sql, hash),
      }
    },

    /** What citing a kept text needs, or null. */
    citedSource: async (hash: SourceHash): Promise<CitedSource | null> => {
      const row = await sql
        .selectFrom('source')
        .select(['hash', 'name', 'published', 'reader', OUTLET.as('outlet')])
        .where('hash', '=', hash)
        .executeTakeFirst()
      return (row as unknown as CitedSource | undefined) ?? null
    },

    /** What the sides that ask decided on the findings of a text, side by side in the order it was decided. */
    decidedOn: (source: SourceHash): Promise<readonly Decided[]> => decidedOn(sql, sides, source),

    /** Some findings of a kept text, those that are there. */
    findings: async (hash: SourceHash, ids: readonly FindingId[]): Promise<readonly Finding[]> => {
      if (ids.length === 0) return []
      const rows = await sql
        .selectFrom('finding')
        .select('value')
        .where('source', '=', hash)
        .where('id', 'in', ids)
        .orderBy('place')
        .orderBy('id')
        .execute()
      return rows.map(({ value }) => value as Finding)
    },
  }
}

async function decidedOn(
  sql: Database['sql'],
  sides: readonly AskedSide[],
  source: SourceHash,
): Promise<readonly Decided[]> {
  const { rows } = await text<AskedSide & { readonly value: RecordOf<'decision'>; readonly written: Instant }>`
    select cooperation, side, value, written from decided_by(${JSON.stringify(sides)}, ${source}, true)
  `.execute(sql)
  return rows.map(({ cooperation, side, value, written }) => ({ cooperation, side, decision: { ...value, written } }))
}

/** The findings of a text in their order, as two long texts: rows one by one would take longer to hand over. */
async function itemsOf(sql: Queries, hash: SourceHash): Promise<KeptPage['items']> {
  const found = await sql
    .selectFrom(
      sql
        .selectFrom('finding')
        .select(['id', 'value'])
        .where('source', '=', hash)
        .orderBy('place')
        .orderBy('id')
        .as('listed'),
    )
    .select([
      text<string | null>`string_agg(id, E'\n')`.as('ids'),
      text<string | null>`string_agg(value::text, E'\n')`.as('values'),
    ])
    .executeTakeFirstOrThrow()
  const values = found.values?.split('\n') ?? []
  const ids = found.ids?.split('\n') ?? []
  return ids.map((id, index) => ({ id: id as FindingId, json: values[index] ?? '' }))
}
