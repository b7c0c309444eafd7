/**
 * For measurements: what requests ask for, as bare SQL on the same tables and indexes. Statements are prepared where
 * the engine can; rows are handed over as they come.
 */
import { CompiledQuery } from 'kysely'
import { Pool } from 'pg'
import type { CommitmentId, CooperationId, SideId } from '@handclasp/domain'
import { CONNECTING, type Database, nameOf } from './database.ts'

const LIST = 'select value, opened, changed from commitment where cooperation = $1'
const COUNT = 'select count(*) as total from commitment where cooperation = $1'
const FIELD = 'fields ?| array[$2]'
/** By the index that a list in the order of states goes by: within one they stand as they were opened. */
const OF_STATE = `by_state >= place_in(states_placed(), $2) and by_state < place_in(states_placed(), $2) || 'A'`
const FOUND = `select id from findable
  where cooperation = $1 and side = '' and kind = 'commitment' and words @@ $2::tsquery and title || body like $3`
const WORDS = `id in (${FOUND})`

/** The first page of what is filtered: first which, by the index alone, then what they say. */
const page = (filter: string) => `
  select value, opened, changed from commitment join (
    select cooperation, id from commitment where cooperation = $1 and ${filter} order by opened, id limit 101
  ) as page using (cooperation, id) order by opened, id`

/** Counted in groups, by going through all of them. */
const grouped = (by: string, filter = '') =>
  `select ${by} as key, count(*) as total from commitment where cooperation = $1 ${filter} group by 1 order by 1`

/** The statements, by name. `first` and `deep` are pages of a list: the first one, and one after a key. */
const STATEMENTS = {
  cooperations: `
    select cooperation.*, array(select side from hosted where hosted.cooperation = cooperation.cooperation) as hosted,
      (select count(*) from commitment where commitment.cooperation = cooperation.cooperation) as commitments,
      (select jsonb_object_agg(kind, count) from (
        select kind, count(*) from record
        where record.cooperation = cooperation.cooperation and side = own
          and kind in ('package', 'agreement', 'intention')
        group by kind
      ) as counted) as counts
    from cooperation order by cooperation`,
  cooperation: 'select * from cooperation natural join hosted where cooperation = $1',
  made: `select value, written from record
    where cooperation = $1 and side = $2 and kind = any($3) order by kind, seq, id`,
  titles: `select id, value->>'agreement' as agreement, value->>'title' as title, value->>'dated' as dated, seq, written
    from record where cooperation = $1 and side = $2 and kind = 'text' order by seq, id`,
  corrections: `select id from record
    where cooperation = $1 and side = $2 and kind = 'decision' and value @> '{"corrected": true}' order by id`,
  all: COUNT,
  opened: `${LIST} order by opened, id limit 101`,
  openedDeep: `${LIST} and (opened, id) > ($2, $3) order by opened, id limit 101`,
  changed: `${LIST} order by changed desc, id desc limit 101`,
  changedDeep: `${LIST} and (changed, id) < ($2, $3) order by changed desc, id desc limit 101`,
  deadline: `${LIST} order by due, id limit 101`,
  deadlineDeep: `${LIST} and (due, id) > ($2, $3) order by due, id limit 101`,
  byFieldDeep: `${LIST} and (by_field, id) > ($2, $3) order by by_field, id limit 101`,
  stateCount: `${COUNT} and ${OF_STATE}`,
  state: `
    select value, opened, changed from commitment join (
      select cooperation, id, by_state from commitment where cooperation = $1 and ${OF_STATE}
      order by by_state, id limit 101
    ) as page using (cooperation, id) order by page.by_state, id`,
  fieldCount: `${COUNT} and ${FIELD}`,
  field: page(FIELD),
  agreementCount: `${COUNT} and agreement = $2`,
  agreement: page('agreement = $2'),
  waitingFieldCount: `${COUNT} and ${FIELD} and state = $3`,
  waitingField: page(`${FIELD} and state = $3`),
  monthCount: `${COUNT} and due between $2 and $3`,
  month: page('due between $2 and $3'),
  byState: grouped('state'),
  byField: grouped('jsonb_array_elements_text(fields)'),
  byLead: grouped('jsonb_array_elements_text(leads)'),
  byAgreement: grouped('agreement'),
  byMonth: grouped('left(due, 7)'),
  byFieldOfState: grouped('jsonb_array_elements_text(fields)', 'and state = $2'),
  byLeadOfField: grouped('jsonb_array_elements_text(leads)', `and ${FIELD}`),
  byFieldOfWords: grouped('jsonb_array_elements_text(fields)', `and ${WORDS}`),
  awaitsCount: `${COUNT} and awaited ? $2`,
  awaits: page('awaited ? $2'),
  wordsCount: `select count(*) as total from (${FOUND} limit 1001) as some_of_them`,
  words: page(WORDS),
  found: `select kind, id, title, body, written from findable
    where (cooperation, side) in (($1, $2), ($1, ''), ('home', '')) and words @@ $3::tsquery and title || body like $4
    order by title like $4 desc, written desc, kind, id, part limit 51`,
  entriesOf: `select header, payload from entry natural join payload
    where cooperation = $1 and side = $2 and chain = $3 and seq > $4 and seq <= $5 and kind not like 'terms-%'
    order by seq`,
  spokenIn: `select value from record join (
      select commitment, max(written) as last from record where cooperation = $1 and commitment is not null
        and (side = $2 and since > $3 and since <= $4 or side = $5 and since > $6 and since <= $7)
      group by commitment order by last desc limit 101
    ) as spoken using (commitment) where cooperation = $1 order by commitment, side, seq`,
  commitment: 'select value, opened, changed from commitment where cooperation = $1 and id = $2',
  sayings: `select side, seq, written, value from record where cooperation = $1 and commitment = $2
    order by written, side, seq`,
} as const
/** A statement that can be asked for. */
export type BareName = keyof typeof STATEMENTS
/** Asks for a statement with its values. */
export type Ask = (name: BareName, ...values: readonly unknown[]) => Promise<readonly unknown[]>

/** The bare statements over a database. */
export interface Bare {
  readonly ask: Ask
  /** Tells statements in one transaction, durable like any other. */
  within(work: (tell: (text: string, values: readonly unknown[]) => Promise<unknown>) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Bare SQL over the database of a URL, by a pool as large as the ledger's own; over the embedded one without it. */
export function bareOn(database: Database, url: string | null): Bare {
  if (url === null) return overEmbedded(database)
  const pool = new Pool({ connectionString: url, max: 10, options: CONNECTING })
  const asking =
    (to: Pick<Pool, 'query'>): Ask =>
    async (name, ...values) => {
      return (await to.query({ name, text: STATEMENTS[name], values: [...values] })).rows
    }
  return {
    ask: asking(pool),
    within: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await work((text, values) => client.query({ name: nameOf(text), text, values: [...values] }))
        await client.query('commit')
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

function overEmbedded({ sql }: Database): Bare {
  const asking =
    (to: Pick<Database['sql'], 'executeQuery'>): Ask =>
    async (name, ...values) => {
      return (await to.executeQuery(CompiledQuery.raw(STATEMENTS[name], [...values]))).rows
    }
  return {
    ask: asking(sql),
    within: (work) =>
      sql
        .transaction()
        .execute((transaction) =>
          work((text, values) => transaction.executeQuery(CompiledQuery.raw(text, [...values]))),
        ),
    close: async () => {},
  }
}

/** The tables that one saying about a commitment leaves rows in, and what tells these rows. */
const LEFT = {
  entry: "cooperation = $1 and side = $2 and chain = 'shared' and seq = $3 and $4::text is not null",
  payload: "cooperation = $1 and side = $2 and chain = 'shared' and seq = $3 and $4::text is not null",
  chain: "cooperation = $1 and side = $2 and chain = 'shared' and $3::integer is not null and $4::text is not null",
  day_head: "cooperation = $1 and side = $2 and chain = 'shared' and seq = $3 and $4::text is not null",
  record: "cooperation = $1 and side = $2 and chain = 'shared' and seq = $3 and commitment = $4",
  commitment: 'cooperation = $1 and $2::text is not null and $3::integer is not null and id = $4',
  commitment_count: `cooperation = $1 and $2::text is not null and $3::integer is not null and (facet, key, state) in (
    select counted.facet, counted.key, state from commitment cross join lateral counted(facets)
    where cooperation = $1 and id = $4
  )`,
  findable: "cooperation = $1 and $2::text is not null and $3::integer is not null and kind = 'commitment' and id = $4",
} as const
/** Columns that are handed over as text, and what the database makes of it. */
const AS_TEXT: Readonly<Record<string, string>> = { words: 'tsvector', tags: 'text[]' }
/** Columns that the database fills. */
const FILLED = ['due', 'by_state', 'by_field']
/** Columns by which a row that stands already gives way. */
const GIVES_WAY: Readonly<Record<string, string>> = {
  chain: 'cooperation, side, chain',
  day_head: 'cooperation, side, chain, clock, day',
  commitment: 'cooperation, id',
  commitment_count: 'cooperation, facet, key, name, state',
  findable: 'cooperation, side, kind, id, part',
}

/** A plain statement with the values of some rows; its first value is the cooperation. */
interface Plain {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The rows that one saying about a commitment left, as plain statements that write them, one a table. */
export async function plainRows(
  { sql }: Database,
  cooperation: CooperationId,
  side: SideId,
  commitment: CommitmentId,
  seq: number,
): Promise<readonly Plain[]> {
  const plain: Plain[] = []
  for (const [table, where] of Object.entries(LEFT)) {
    const texts = Object.keys(AS_TEXT).map((name) => `, ${name}::text as ${name}`)
    const asked = `select *${table === 'findable' ? texts.join('') : ''} from ${table} where ${where}`
    const { rows } = await sql.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(asked, [cooperation, side, seq, commitment]),
    )
    if (rows.length > 0) plain.push(plainInsert(table, rows))
  }
  return plain
}

function plainInsert(table: string, rows: readonly Readonly<Record<string, unknown>>[]): Plain {
  const others = Object.keys(rows[0] ?? {}).filter((name) => name !== 'cooperation' && !FILLED.includes(name))
  const places = rows.map((_, row) => {
    const own = others.map((column, index) => {
      const place = `$${2 + row * others.length + index}`
      return AS_TEXT[column] === undefined ? place : `${place}::${AS_TEXT[column]}`
    })
    return `($1, ${own.join(', ')})`
  })
  const key = GIVES_WAY[table]
  const said = others.filter((column) => !key?.split(', ').includes(column))
  const way = key
    ? ` on conflict (${key}) do update set ${said.map((column) => `${column} = excluded.${column}`).join(', ')}`
    : ''
  const values = rows.flatMap((row) =>
    others.map((column) => {
      const value = row[column]
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
    }),
  )
  const columns = ['cooperation', ...others].join(', ')
  return { text: `insert into ${table} (${columns}) values ${places.join(', ')}${way}`, values: ['', ...values] }
}

/** Inserts such rows plainly under the name of another cooperation: a statement a table, in one transaction. */
export function insertPlainly(
  bare: Bare,
  elsewhere: string,
  plain: readonly Plain[],
  /** Those of one name wait for each other, as those who write one chain do. */
  queue: string | null = null,
): Promise<void> {
  return bare.within(async (tell) => {
    if (queue !== null) await tell('select pg_advisory_xact_lock(hashtext($1))', [queue])
    for (const { text, values } of plain) await tell(text, [elsewhere, ...values.slice(1)])
  })
}
