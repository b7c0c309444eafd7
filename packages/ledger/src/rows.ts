/**
 * Rows: what entries leave in the tables, written together. All of them go in one statement, as JSON: a post waits for
 * each way to the database and back, and thousands of rows need no thousands of parameters.
 */
import type { Instant } from '@handclasp/domain'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { prepared, type Tables } from './database.ts'
import { findableRows, type Place, type Thing } from './findables.ts'

/** Rows that wait to be written, by table; of each key one. */
export interface Rows {
  readonly cooperation: Tables['cooperation'][]
  readonly hosted: Tables['hosted'][]
  readonly chain: Tables['chain'][]
  readonly entry: (Omit<Tables['entry'], 'received'> & { readonly received: Instant })[]
  readonly payload: Tables['payload'][]
  readonly day_head: Tables['day_head'][]
  readonly record: Tables['record'][]
  readonly commitment: Omit<Tables['commitment'], 'due' | 'by_state' | 'by_field'>[]
  readonly taken_in: Tables['taken_in'][]
  /** Commitments that are listed no more, for another one stands for them; and such that stand for themselves again. */
  readonly joined: Pick<Tables['taken_in'], 'cooperation' | 'id'>[]
  readonly parted: Pick<Tables['taken_in'], 'cooperation' | 'id'>[]
  /** Things that are found by their words from now on, by no others. */
  readonly things: Thing[]
  /** Things that are found no more, unless they stand among `things`. */
  readonly forgotten: Place[]
}

/** No rows yet. */
export function noRows(): Rows {
  const ground = { cooperation: [], hosted: [], chain: [], entry: [], payload: [], day_head: [] }
  return { ...ground, record: [], commitment: [], taken_in: [], joined: [], parted: [], things: [], forgotten: [] }
}

/** Columns that do not hold text, as they are handed over and as they are written. */
const TYPES: Readonly<Record<string, string>> = {
  received: 'timestamptz',
  seq: 'integer',
  since: 'integer',
  part: 'integer',
  words: 'jsonb',
  tags: 'jsonb',
}
const CASTS: Readonly<Record<string, string>> = {
  opening: 'opening::jsonb',
  composition: 'composition::jsonb',
  value: 'value::jsonb',
  fields: 'fields::jsonb',
  leads: 'leads::jsonb',
  lacks: 'lacks::jsonb',
  programmes: 'programmes::jsonb',
  awaited: 'awaited::jsonb',
  facets: 'facets::jsonb',
  words: 'array_to_tsvector(array(select jsonb_array_elements_text(words)))',
  tags: 'array(select jsonb_array_elements_text(tags))',
}

/** The keys of tables whose rows may stand already, and which of these are not to give way. */
const KEYS: Readonly<
  Record<string, { readonly key: readonly string[]; readonly unless?: string; readonly stays?: true }>
> = {
  cooperation: { key: ['cooperation'], stays: true },
  chain: { key: ['cooperation', 'side', 'chain'] },
  // Of each day the last entry counts: later ones of the same day take its place.
  day_head: { key: ['cooperation', 'side', 'chain', 'clock', 'day'], unless: 'excluded.seq <= day_head.seq' },
  record: { key: ['cooperation', 'side', 'kind', 'id'], stays: true },
  commitment: { key: ['cooperation', 'id'] },
  taken_in: { key: ['cooperation', 'id'] },
  findable: { key: ['cooperation', 'side', 'kind', 'id', 'part'] },
}

/** Writes rows, and leaves the lists empty. */
export async function writeRows(transaction: Transaction<Tables>, rows: Rows): Promise<void> {
  const { things, forgotten, joined, parted, ...tables } = rows
  const found = new Map([...forgotten.map((place) => ({ ...place, written: '', found: null })), ...things].map(keyed))
  const findable = [...found.values()].map((thing) => ({ thing, parts: findableRows(thing) }))
  const statements = Object.entries({ ...tables, findable: findable.flatMap(({ parts }) => parts) })
    .filter(([, list]) => list.length > 0)
    .map(([table, list]) => sql`${sql.ref(`${table}_rows`)} as (${inserting(table, list)})`)
  const gone = findable.map(({ thing: { cooperation, side, kind, id }, parts }) => {
    return { cooperation, side, kind, id, parts: parts.length }
  })
  const counts = tables.commitment.length + joined.length > 0
  if (counts) statements.push(sql`commitment_count_rows as (${counting(tables.commitment, joined)})`)
  if (gone.length > 0) statements.push(sql`gone as (${forgetting(gone)})`)
  if (joined.length > 0) statements.push(sql`joined as (${leaving('commitment', joined)})`)
  if (parted.length > 0) statements.push(sql`parted as (${leaving('taken_in', parted)})`)
  if (statements.length > 0) {
    const none = counts ? sql`* from commitment_count_rows where total = 0` : sql``
    const written = await prepared(sql`with ${sql.join(statements, sql`, `)} select ${none}`).execute(transaction)
    if (counts && written.rows.length > 0) await prepared(uncounting(written.rows)).execute(transaction)
  }
  for (const list of Object.values(rows)) list.length = 0
}

function keyed(thing: Thing): readonly [string, Thing] {
  const { cooperation, side, kind, id } = thing
  return [JSON.stringify([cooperation, side, kind, id]), thing]
}

/** Inserts rows of one table; those that stand already give way or stay. */
function inserting(table: string, rows: readonly object[]): RawBuilder<unknown> {
  const columns = Object.keys(rows[0] ?? {})
  const typed = columns.map((column) => sql`${sql.ref(column)} ${sql.raw(TYPES[column] ?? 'text')}`)
  const read = columns.map((column) => (CASTS[column] ? sql.raw(CASTS[column]) : sql.ref(column)))
  return sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(read)} from json_to_recordset(${JSON.stringify(rows)}::json) as given(${sql.join(typed)})
    ${meeting(table, columns)}`
}

/** What happens where a row stands already. */
function meeting(table: string, columns: readonly string[]): RawBuilder<unknown> {
  const there = KEYS[table]
  if (!there) return sql``
  const key = sql.join(there.key.map((column) => sql.ref(column)))
  if (there.stays) return sql`on conflict (${key}) do nothing`
  const set = columns
    .filter((column) => !there.key.includes(column))
    .map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`)
  const unless = there.unless === undefined ? sql`` : sql`where not (${sql.raw(there.unless)})`
  return sql`on conflict (${key}) do update set ${sql.join(set)} ${unless}`
}

/** Deletes commitments from where they stand no more. */
function leaving(table: 'commitment' | 'taken_in', gone: Rows['joined']): RawBuilder<unknown> {
  const all = (name: 'cooperation' | 'id') => sql`${[...new Set(gone.map((one) => one[name]))]}::text[]`
  // By the two lists too, so that it goes by the key, however many the planner thinks there are.
  return sql`delete from ${sql.table(table)} as standing
    using json_to_recordset(${JSON.stringify(gone)}::json) as given(cooperation text, id text)
    where standing.cooperation = given.cooperation and standing.id = given.id
      and standing.cooperation = any(${all('cooperation')}) and standing.id = any(${all('id')})`
}

/**
 * Counts what commitments have in common: what each had so far, as this statement finds it, no longer counts. Rows are
 * taken in one order by whoever counts, so that none waits for one who waits for it.
 */
function counting(rows: Rows['commitment'], gone: Rows['joined']): RawBuilder<unknown> {
  const standing = rows.map(({ cooperation, id, state, facets }) => ({ cooperation, id, state, facets }))
  const given = [...standing, ...gone.map((one) => ({ ...one, state: '', facets: '[]' }))]
  return sql`insert into commitment_count (cooperation, facet, key, name, state, total)
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(given)}::json)
        as given(cooperation text, id text, state text, facets text)
    )
    select cooperation, facet, key, name, state, sum(more) as total
    from (
      select cooperation, state, facets::jsonb as facets, 1 as more from given
      union all
      select cooperation, before.state, before.facets, -1 from given cross join lateral (
        -- Each by its key, however many the planner thinks there are.
        select state, facets from commitment
        where commitment.cooperation = given.cooperation and commitment.id = given.id offset 0
      ) as before
    ) as changed cross join lateral counted(facets)
    group by cooperation, facet, key, name, state having sum(more) <> 0
    order by cooperation, facet, key, name, state
    on conflict (cooperation, facet, key, name, state)
      do update set total = commitment_count.total + excluded.total
    returning cooperation, facet, key, name, state, total`
}

/**
 * Deletes counters that came to nothing, so that no name stays by them. Their rows are still held by this transaction:
 * who waits for one of them inserts it anew.
 */
function uncounting(none: readonly unknown[]): RawBuilder<unknown> {
  return sql`delete from commitment_count where ctid = any(array(
    select counted.ctid from json_to_recordset(${JSON.stringify(none)}::json)
      as given(cooperation text, facet text, key text, name text, state text)
    cross join lateral (
      -- Each by its key, however many the planner thinks there are.
      select one.ctid from commitment_count as one
      where one.cooperation = given.cooperation and one.facet = given.facet and one.key = given.key
        and one.name = given.name and one.state = given.state offset 0
    ) as counted
  ))`
}

/** Deletes the parts that things have no more. */
function forgetting(gone: readonly object[]): RawBuilder<unknown> {
  return sql`delete from findable using json_to_recordset(${JSON.stringify(gone)}::json)
    as given(cooperation text, side text, kind text, id text, parts integer)
    where findable.cooperation = given.cooperation and findable.side = given.side and findable.kind = given.kind
      and findable.id = given.id and findable.part >= given.parts`
}

/** Lets some things be found by their words; what they were found by before is forgotten. */
export function keepFindable(transaction: Transaction<Tables>, things: readonly Thing[]): Promise<void> {
  return writeRows(transaction, { ...noRows(), things: [...things] })
}

/** Lets some things be found no more. */
export function forget(transaction: Transaction<Tables>, places: readonly Place[]): Promise<void> {
  return writeRows(transaction, { ...noRows(), forgotten: [...places] })
}
