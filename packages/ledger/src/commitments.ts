/** Commitments as screens ask for them: listed, one by one, and what was said about each. */
import {
  type AgreementId,
  type Asked,
  asked,
  type CommitmentId,
  type CommitmentOrder,
  type CooperationId,
  type Field,
  FIELDS,
  findableCommitment,
  type Grouping,
  type Instant,
  type IntentionId,
  isFoundBy,
  type Lack,
  lookedUp,
  namesOf,
  type RecordOf,
  type SideId,
  type SourceHash,
  type Stance,
  type Terms,
  TERMS_STATES,
  type TermsState,
  type UnitedCommitment,
  type VersionId,
  type Without,
} from '@handclasp/domain'
import { type RawBuilder, sql as text } from 'kysely'
import { type Database, MARK, type Queries, type Tables } from './database.ts'
import { type Past, sharedHeadsOf } from './asof.ts'
import { countsOf, keptCounts, narrowingsOf, pairedCounts, tag, totalOf } from './facets.ts'
import { queryOf, wholeRuns } from './findables.ts'
import { commitmentThen, type PastCommitments, pastCommitments, relationOf } from './past-commitments.ts'

/** A commitment as it is listed. */
export interface ListedCommitment extends UnitedCommitment {
  readonly opened: Instant
  readonly changed: Instant
}

/** A commitment by itself. */
export interface FoundCommitment extends ListedCommitment {
  /** The one that is listed in its place; null where it is listed itself. */
  readonly within: CommitmentId | null
}

/** One thing a side said about a commitment, and when by its own clock. */
export interface Saying {
  readonly side: SideId
  /** Number of the entry in the side's shared chain. */
  readonly seq: number
  readonly written: Instant
  /** Null where the entry that proposed it is not held here. */
  readonly version: VersionId | null
  /** To propose is to accept. */
  readonly stance: Stance | 'proposed'
  readonly note: string | null
}

/** Which commitments are meant, all of it as the terms that hold say; what is empty or null asks for nothing. */
export interface CommitmentFilter {
  readonly states: readonly TermsState[]
  /** Any of these fields, leads by name, agreements. */
  readonly fields: readonly Field[]
  readonly leads: readonly string[]
  /** Any of these organisations leads or supports. */
  readonly charged: readonly string[]
  readonly agreements: readonly AgreementId[]
  /** The clause's number as written. */
  readonly clause: string | null
  readonly intention: IntentionId | null
  /** The name of a strategy that it serves. */
  readonly programme: string | null
  /** The page that its words are quoted from. */
  readonly source: SourceHash | null
  /** Deadlines from a civil day to another, both included. */
  readonly from: string | null
  readonly to: string | null
  /** Any of these is lacking. */
  readonly lacks: readonly Lack[]
  /** Only those that have none of what they could be grouped by. */
  readonly without: Without | null
  /** Only those that wait for this side's yes. */
  readonly awaits: SideId | null
  /** Words that it is found by: its text, who leads and supports, its measure, what it comes from. */
  readonly words: string | null
}

/** Which commitments are listed, and in which order. A list goes on after the key of the last one before. */
export interface CommitmentQuery extends CommitmentFilter {
  readonly order: CommitmentOrder
  readonly descending: boolean
  readonly after: { readonly key: string; readonly id: string } | null
  readonly limit: number
}

/** Some that have one thing in common: `key` is null for those that have none of it, `name` that of an agreement. */
export interface CommitmentGroup {
  readonly key: string | null
  readonly name: string | null
  readonly total: number
}

/** How many commitments serve the same strategies. */
export interface Serving {
  readonly programmes: Terms['programmes']
  readonly total: number
}

/** Some commitments of a list, and where it goes on; `after` is null at its end. */
export interface CommitmentList {
  readonly rows: readonly ListedCommitment[]
  /** How many there are in all; where that is not kept, up to a thousand, and `more` says that there are more. */
  readonly total: number
  readonly more: boolean
  readonly after: CommitmentQuery['after']
}

/** The part of the ledger that answers for commitments. */
export function commitments({ sql }: Database) {
  return {
    /** Commitments by some query, a page of them; of a past day as they stood. */
    commitments: async (cooperation: CooperationId, query: CommitmentQuery, past: Past | null = null) =>
      list(sql, cooperation, query, past && (await pastCommitments(sql, cooperation, past))),

    /** How many there are by what they have in common, in its order: states and fields as they are listed, the largest
     * leads and agreements first, months as they pass, what has none of it last. */
    groups: async (
      cooperation: CooperationId,
      filter: CommitmentFilter,
      by: Grouping,
      past: Past | null = null,
    ): Promise<readonly CommitmentGroup[]> =>
      grouped(sql, cooperation, filter, by, past && (await pastCommitments(sql, cooperation, past))),

    /** How many there were on a past day. */
    countCommitments: async (cooperation: CooperationId, past: Past): Promise<number> => {
      const { since, rows } = await pastCommitments(sql, cooperation, past)
      const { total } = await sql
        .selectFrom('commitment')
        .select((all) => all.fn.countAll<number>().as('total'))
        .where('cooperation', '=', cooperation)
        .where(text<boolean>`id <> all(${[...since]}::text[])`)
        .executeTakeFirstOrThrow()
      return total + rows.length
    },

    /** How many serve the same strategies, by these; what was refused, withdrawn or ended serves none; of
     * a past day as they stood. */
    serving: async (cooperation: CooperationId, past: Past | null = null): Promise<readonly Serving[]> => {
      const rows = await sql
        .selectFrom(tableOf(cooperation, past && (await pastCommitments(sql, cooperation, past))))
        .select(['programmes', (table) => table.fn.countAll<number>().as('total')])
        .where('cooperation', '=', cooperation)
        .where(text<boolean>`programmes <> '[]'`)
        .where('state', 'not in', ['declined', 'withdrawn', 'ended'])
        .groupBy('programmes')
        .orderBy('programmes')
        .execute()
      return rows.map(({ programmes, total }) => ({ programmes: programmes as Terms['programmes'], total }))
    },

    /** One commitment, or null; of a past day as it stood. */
    commitment: async (
      cooperation: CooperationId,
      id: CommitmentId,
      past: Past | null = null,
    ): Promise<FoundCommitment | null> => (past ? foundThen(sql, cooperation, id, past) : found(sql, cooperation, id)),

    /** All that was said about a commitment, by the writers' clocks; of a past day what was said by then. */
    sayings: (cooperation: CooperationId, id: CommitmentId, past: Past | null = null) =>
      sayingsOn(sql, cooperation, id, past),
  }
}

async function found(sql: Queries, cooperation: CooperationId, id: CommitmentId): Promise<FoundCommitment | null> {
  const own = await sql
    .selectFrom('commitment')
    .modifyFront(MARK)
    .select(['value', 'opened', 'changed'])
    .where('cooperation', '=', cooperation)
    .where('id', '=', id)
    .executeTakeFirst()
  if (own) return { ...(own.value as UnitedCommitment), opened: own.opened, changed: own.changed, within: null }
  const row = await sql
    .selectFrom('taken_in')
    .select(['value', 'opened', 'changed', 'within'])
    .where('cooperation', '=', cooperation)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { value, opened, changed, within } = row
  return { ...(value as UnitedCommitment), opened, changed, within: within as CommitmentId }
}

async function foundThen(
  sql: Queries,
  cooperation: CooperationId,
  id: CommitmentId,
  past: Past,
): Promise<FoundCommitment | null> {
  const then = await commitmentThen(sql, cooperation, id, past)
  if (!then) return null
  const { united, single } = then
  const { commitment, opened, changed } = united
  if (commitment.id === id) return { ...commitment, opened, changed, within: null }
  const { commitment: own, ...at } = single
  return { ...own, ...at, united: [], within: commitment.id }
}

async function sayingsOn(
  sql: Queries,
  cooperation: CooperationId,
  id: CommitmentId,
  past: Past | null,
): Promise<readonly Saying[]> {
  const heads = past && (await sharedHeadsOf(sql, cooperation, past))
  const rows = await sql
    .selectFrom('record')
    .modifyFront(MARK)
    .select(['side', 'seq', 'written', 'value'])
    .where('cooperation', '=', cooperation)
    .where('commitment', '=', id)
    .orderBy('side')
    .orderBy('seq')
    .execute()
  const counted = heads ? rows.filter(({ side, seq }) => seq <= (heads.get(side as SideId)?.seq ?? 0)) : rows
  const said = inOrder(counted).map(({ value, ...row }) => {
    return { ...row, record: value as RecordOf<'version' | 'answer'> }
  })
  const names = namesOf(said.flatMap(({ record }) => (record.kind === 'version' ? record : [])))
  return said.map(({ side, seq, written, record }) => {
    const { of, note } = record
    const stance = record.kind === 'answer' ? record.stance : 'proposed'
    return { side: side as SideId, seq, written, version: names.get(of) ?? null, stance, note }
  })
}

/** By the writers' clocks; what one side said stays in its own order, even where its clock went back. */
function inOrder<Row extends { readonly side: string; readonly seq: number; readonly written: string }>(
  rows: readonly Row[],
): readonly Row[] {
  const last = new Map<string, string>()
  const timed = rows.map((row) => {
    const before = last.get(row.side) ?? ''
    const at = row.written > before ? row.written : before
    last.set(row.side, at)
    return { row, at }
  })
  return timed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ row }) => row)
}

/** How many there are of what was asked, as a list says it. */
type Counted = Pick<CommitmentList, 'total' | 'more'>

/** What is not kept counted is counted up to so many: more would all have to be read. */
const COUNTED = 1_000

async function list(
  sql: Queries,
  cooperation: CooperationId,
  query: CommitmentQuery,
  past: PastCommitments | null,
): Promise<CommitmentList> {
  const what = past ? null : whatIsFound(cooperation, query)
  const counted = await counting(sql, cooperation, query, past, what)
  const isFew = !counted.more && counted.total <= COUNTED
  // Of many the next ones are soon met in an order of days; few are looked up.
  const page =
    what !== null && (isFew || query.words !== null || CLUSTERED.includes(query.order))
      ? foundPage(what, query, isFew)
      : chosenPage(sql, cooperation, query, past)
  const direction = query.descending ? 'desc' : 'asc'
  const rows = await sql
    .selectFrom(page)
    .innerJoin(tableOf(cooperation, past), (join) =>
      join.onRef('commitment.id', '=', 'page.id').on('commitment.cooperation', '=', cooperation),
    )
    .select(['page.id', 'page.key', 'value', 'opened', 'changed'])
    .orderBy('page.key', direction)
    .orderBy('page.id', direction)
    .execute()
  return { ...shown(rows, query.limit), ...counted }
}

async function counting(
  sql: Queries,
  cooperation: CooperationId,
  query: CommitmentQuery,
  past: PastCommitments | null,
  what: What | null,
): Promise<Counted> {
  const kept = past ? null : keptCounts(sql, cooperation, query)
  if (kept) return { total: await totalOf(kept), more: false }
  const chosen = choose(sql, cooperation, query, past).select('id')
  const some = past ? chosen : chosen.limit(COUNTED + 1)
  const count = what ? text`count_found(${what}, ${COUNTED + 1})` : text`(select count(*) from ${some} as chosen)`
  const { total } = await sql
    .selectFrom(text<{ total: number }>`(select ${count} as total)`.as('counting'))
    .select('total')
    .executeTakeFirstOrThrow()
  return past ? { total, more: false } : { total: Math.min(total, COUNTED), more: total > COUNTED }
}

/** Which are shown, by the index of the order alone: rows that are passed over are never read. */
function chosenPage(sql: Queries, cooperation: CooperationId, query: CommitmentQuery, past: PastCommitments | null) {
  const { order, descending, after, limit } = query
  const key = text.ref<string>(KEYS[order])
  const direction = descending ? 'desc' : 'asc'
  const chosen = choose(sql, cooperation, query, past)
  const further = after
    ? chosen.where(
        descending
          ? text<boolean>`(${key}, id) < (${after.key}, ${after.id})`
          : text<boolean>`(${key}, id) > (${after.key}, ${after.id})`,
      )
    : chosen
  return further
    .select(['id', key.as('key')])
    .orderBy(key, direction)
    .orderBy('id', direction)
    .limit(limit + 1)
    .as('page')
}

/** The same by the index of words and of what stands beside them, in the order of the list. */
function foundPage(what: What, { order, descending, after, limit }: CommitmentQuery, isFew: boolean) {
  return text<{ id: string; key: string }>`(select * from found_commitments(
    ${what}, ${isFew}, ${KEYS[order]}, ${descending}, ${after?.key ?? null}, ${after?.id ?? null}, ${limit + 1}
  ))`.as('page')
}

interface ListedRow extends Pick<Tables['commitment'], 'id' | 'value' | 'opened' | 'changed'> {
  readonly key: string
}

/** What is shown of rows, of which one more than that was read, and where the list goes on. */
function shown(rows: readonly ListedRow[], limit: number): Pick<CommitmentList, 'rows' | 'after'> {
  const some = rows.slice(0, limit)
  const last = some.at(-1)
  return {
    rows: some.map(({ value, opened, changed }) => ({ ...(value as UnitedCommitment), opened, changed })),
    after: last && rows.length > some.length ? { key: last.key, id: last.id } : null,
  }
}

const KEYS = {
  opened: 'opened',
  changed: 'changed',
  deadline: 'due',
  state: 'by_state',
  field: 'by_field',
} as const satisfies { readonly [Order in CommitmentOrder]: keyof Tables['commitment'] }
/** Orders in which some that have something in common may all stand together, far from the beginning. */
const CLUSTERED: readonly CommitmentOrder[] = ['state', 'field']

/** What a commitment is grouped by, once for each thing it has: null where it has none. */
const GROUPED: { readonly [By in Grouping]: RawBuilder<string | null> } = {
  state: text`state`,
  field: text`jsonb_array_elements_text(coalesce(nullif(fields, '[]'), '[null]'))`,
  lead: text`jsonb_array_elements_text(coalesce(nullif(leads, '[]'), '[null]'))`,
  agreement: text`agreement`,
  intention: text`intention`,
  month: text`left(deadline, 7)`,
}

/** How groups stand in their order; by their keys where this says nothing. */
const PLACED: { readonly [By in Grouping]: RawBuilder<number> } = {
  state: text`array_position(${listed(TERMS_STATES)}, key)`,
  field: text`array_position(${listed(FIELDS)}, key)`,
  lead: text`-total`,
  agreement: text`-total`,
  intention: text`null::integer`,
  month: text`null::integer`,
}

async function grouped(
  sql: Queries,
  cooperation: CooperationId,
  filter: CommitmentFilter,
  by: Grouping,
  past: PastCommitments | null,
): Promise<readonly CommitmentGroup[]> {
  const groups =
    (past ? null : (keptGroups(sql, cooperation, filter, by) ?? foundGroups(sql, cooperation, filter, by))) ??
    chosenGroups(sql, cooperation, filter, by, past)
  return sql
    .selectFrom(groups.as('grouped'))
    .select(['key', 'name', 'total'])
    .orderBy(text`key is null`)
    .orderBy(PLACED[by])
    .orderBy('key')
    .execute()
}

/** Groups by the counts that are kept; null where these do not tell. */
function keptGroups(sql: Queries, cooperation: CooperationId, filter: CommitmentFilter, by: Grouping) {
  const { by: narrowings, exact } = narrowingsOf(filter)
  const [narrowing, ...others] = narrowings
  if (filter.words !== null || !exact || others.length > 0) return null
  const key = by === 'state' ? text<string | null>`state` : text<string | null>`nullif(key, '')`
  const counts =
    by === 'state'
      ? keptCounts(sql, cooperation, filter)
      : narrowing === undefined || narrowing.facet === by
        ? countsOf(sql, cooperation, filter, { facet: by, keys: narrowing?.keys ?? [] })
        : pairedCounts(sql, cooperation, filter, by, narrowing)
  // States of one agreement's are counted under its name, which is not theirs.
  const name = by === 'agreement' ? text<string | null>`min(nullif(name, ''))` : text<null>`null::text`
  const groups = counts
    ?.select([key.as('key'), name.as('name')])
    .select(text<number>`sum(total)::integer`.as('total'))
    .groupBy(key)
    .$castTo<CommitmentGroup>()
  return groups ?? null
}

/** Groups by what stands beside the words of those that are found; null where nothing of that is asked for. */
function foundGroups(sql: Queries, cooperation: CooperationId, filter: CommitmentFilter, by: Grouping) {
  const what = whatIsFound(cooperation, filter)
  if (what === null) return null
  const within = keysWithin(filter, by)
  const groups = text<{ key: string; total: number }>`found_groups(${what}, ${by})`
  // Agreements go by the names that those have by now who name them.
  const name = text<string | null>`(
    select min(nullif(name, '')) from commitment_count as counted
    where cooperation = ${cooperation} and facet = ${by} and counted.key = found.key
  )`
  const all = sql.selectFrom(groups.as('found'))
  return (within.length === 0 ? all : all.where(text<boolean>`key = any(${listed(within)})`))
    .select([text<string | null>`nullif(key, '')`.as('key'), name.as('name'), 'total'])
    .$castTo<CommitmentGroup>()
}

/** What has several and was asked for by some of them stands under these alone. */
function keysWithin({ fields, leads }: CommitmentFilter, by: Grouping): readonly string[] {
  return by === 'field' ? fields : by === 'lead' ? leads : []
}

/** How many there are in a group; one that names a field or a lead twice stands there once. */
function totalIn(by: Grouping) {
  return by === 'field' || by === 'lead' ? text<number>`count(distinct id collate "C")` : text<number>`count(*)`
}

function chosenGroups(
  sql: Queries,
  cooperation: CooperationId,
  filter: CommitmentFilter,
  by: Grouping,
  past: PastCommitments | null,
) {
  const within = keysWithin(filter, by)
  const named =
    by === 'agreement'
      ? text<string | null>`case when agreement is not null then value #>> '{terms,basis,name}' end`
      : text<null>`null::text`
  const chosen = choose(sql, cooperation, filter, past).select(['id', GROUPED[by].as('key'), named.as('name')])
  const all = sql.selectFrom(chosen.as('chosen'))
  return (within.length === 0 ? all : all.where(text<boolean>`key = any(${listed(within)})`))
    .select(['key', text<string | null>`min(name)`.as('name'), totalIn(by).as('total')])
    .groupBy('key')
    .$castTo<CommitmentGroup>()
}

/** Where commitments are read: their table, or what stands in its place for a past day. */
function tableOf(cooperation: CooperationId, past: PastCommitments | null): 'commitment' {
  return (past ? relationOf(cooperation, past).as('commitment') : 'commitment') as 'commitment'
}

function choose(sql: Queries, cooperation: CooperationId, filter: CommitmentFilter, past: PastCommitments | null) {
  const { states, fields, leads, charged, agreements, clause, intention, programme, source, from, to } = filter
  const { lacks, without, awaits } = filter
  const tests = [
    states.length > 0 ? text<boolean>`state = any(${listed(states)})` : null,
    fields.length > 0 ? text<boolean>`jsonb_exists_any(fields, ${listed(fields)})` : null,
    leads.length > 0 ? text<boolean>`jsonb_exists_any(leads, ${listed(leads)})` : null,
    charged.length > 0 ? text<boolean>`jsonb_exists_any(${CHARGED}, ${listed(charged)})` : null,
    agreements.length > 0 ? text<boolean>`agreement = any(${listed(agreements)})` : null,
    clause === null ? null : text<boolean>`clause = ${clause}`,
    intention === null ? null : text<boolean>`intention = ${intention}`,
    programme === null ? null : serving(programme),
    source === null ? null : text<boolean>`source = ${source}`,
    // By the day that orders them too, so that its index may be gone by.
    from === null ? null : text<boolean>`deadline >= ${from} and due >= ${from}`,
    to === null ? null : text<boolean>`deadline <= ${to} and due <= ${to}`,
    lacks.length > 0 ? text<boolean>`jsonb_exists_any(lacks, ${listed(lacks)})` : null,
    without === null ? null : LACKING[without],
    awaits === null ? null : text<boolean>`jsonb_exists(awaited, ${awaits})`,
    filter.words === null ? null : holding(cooperation, filter.words, past),
  ]
  return tests
    .filter((test) => test !== null)
    .reduce(
      (chosen, test) => chosen.where(test),
      sql.selectFrom(tableOf(cooperation, past)).where('cooperation', '=', cooperation),
    )
}

/** The names of the organisations that lead and support. */
const CHARGED = text`(
  jsonb_path_query_array(value, '$.terms.leads[*].organisation.name') ||
  jsonb_path_query_array(value, '$.terms.supporters[*].organisation.name')
)`

/** Does it serve a strategy of some name? */
function serving(programme: string) {
  return text<boolean>`programmes <> '[]' and programmes @> ${JSON.stringify([{ name: programme }])}::jsonb`
}

/** Which have none of something. */
const LACKING = {
  field: text<boolean>`fields = '[]'`,
  lead: text<boolean>`leads = '[]'`,
  agreement: text<boolean>`agreement is null`,
  intention: text<boolean>`intention is null`,
  month: text<boolean>`deadline is null`,
} as const satisfies { readonly [Of in Without]: RawBuilder<boolean> }

/** Some words as the database's own list of them. */
function listed(words: readonly string[]) {
  return text`array[${text.join([...words])}]::text[]`
}

/** Is it found by some words? What cannot be looked up, such as a mark alone, is sought in the text and the leads. */
function holding(cooperation: CooperationId, words: string, past: PastCommitments | null): RawBuilder<boolean> {
  const wanted = asked(words)
  if (past && wanted.length > 0) return holdingThen(cooperation, words, wanted, past)
  // In their order, so that the index of commitments is gone through once, from its beginning to its end.
  if (wanted.length > 0)
    return text<boolean>`id in (
      select distinct found from all_found(${lookingFor(cooperation, wanted)}, null) as found order by 1
    )`
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
  return text<boolean>`(text ilike ${pattern} or exists (
    select from jsonb_array_elements_text(leads) as lead where lead ilike ${pattern}
  ))`
}

/** The same of a past day: words are looked up as they are now, of what changed since in what it said then. */
function holdingThen(
  cooperation: CooperationId,
  words: string,
  wanted: readonly Asked[],
  { since, standing }: PastCommitments,
): RawBuilder<boolean> {
  const hits = standing.filter((commitment) => {
    const said = findableCommitment(commitment)
    return said !== null && isFoundBy(said, wanted)
  })
  // Each one list, however long: a statement takes some ten thousand parameters.
  const [changed, held] = [[...since], hits.map(({ id }) => id)].map((ids) => text`${ids}::text[]`)
  return text<boolean>`(id <> all(${changed}) and ${holding(cooperation, words, null)} or id = any(${held}))`
}

/** What is looked for, as the functions that find commitments take it: words, what narrows them, runs, days. */
type What = RawBuilder<unknown>

function lookingFor(
  cooperation: CooperationId,
  wanted: readonly Asked[],
  tags: readonly (readonly string[])[] = [],
  { from, to }: Pick<CommitmentFilter, 'from' | 'to'> = { from: null, to: null },
): What {
  const groups = [...lookedUp(wanted).anywhere, ...tags]
  return text`${cooperation}, ${queryOf(groups)}::tsquery, ${wholeRuns(wanted)}::text[], ${from}::text, ${to}::text`
}

/** By words and what stands beside them; null where nothing of that is asked for, or it is no word. */
function whatIsFound(cooperation: CooperationId, filter: CommitmentFilter): What | null {
  const wanted = asked(filter.words ?? '')
  if (filter.words !== null && wanted.length === 0) return null
  const { by, exact } = narrowingsOf(filter)
  const narrowings = [...by, ...(filter.states.length > 0 ? [{ facet: 'state' as const, keys: filter.states }] : [])]
  const tags = narrowings.map(({ facet, keys }) => keys.map((key) => tag(facet, key)))
  if (wanted.length + tags.length === 0) return null
  return lookingFor(cooperation, wanted, tags, exact ? undefined : filter)
}
