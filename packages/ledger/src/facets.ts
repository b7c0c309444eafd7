/** Facets: what commitments have in common, by which lists are narrowed, grouped and counted. */
import { type Commitment, type CooperationId, dayBefore, type Grouping, GROUPINGS, lacksOf } from '@handclasp/domain'
import { sql as text } from 'kysely'
import type { CommitmentFilter } from './commitments.ts'
import type { Queries } from './database.ts'

/** What commitments can be told apart by. `all` have the first in common; each has one of those in `SINGLE` at most. */
export type FacetName =
  | 'all'
  | 'field'
  | 'lead'
  | 'agreement'
  | 'intention'
  | 'month'
  | 'clause'
  | 'programme'
  | 'source'
  | 'lacks'
  | 'awaits'
  | 'charge'
const SINGLE: readonly FacetName[] = ['all', 'agreement', 'intention', 'month', 'clause', 'source']

/** What a commitment has: of which kind, its key, and the name that an agreement is given. */
export type Facet = readonly [facet: FacetName, key: string, name: string]

/** The key of those that have none of what they could be grouped by. */
export const NONE = ''

/** All that a commitment has in common with others, each once; its state stands beside. */
export function facetsOf(commitment: Pick<Commitment, 'terms' | 'versions' | 'awaited'>): readonly Facet[] {
  const { terms, awaited } = commitment
  const { agreement = null, name = null, clause = null, intention = null, quote = null } = terms?.basis ?? {}
  const leads = terms?.leads.map(({ organisation }) => organisation.name) ?? []
  const programmes = terms?.programmes.map((programme) => programme.name) ?? []
  const some = (facet: FacetName, keys: readonly string[]): readonly Facet[] =>
    [...new Set(keys)].map((key) => [facet, key, ''])
  const orNone = (keys: readonly string[] | undefined) => (keys?.length ? keys : [NONE])
  return [
    ...some('all', [NONE]),
    ...some('field', orNone(terms?.fields)),
    ...some('lead', orNone(leads)),
    ['agreement', agreement ?? NONE, (agreement && name) ?? ''],
    ...some('intention', [intention ?? NONE]),
    ...some('month', [terms?.deadline?.slice(0, 7) ?? NONE]),
    ...some('clause', clause === null ? [] : [clause]),
    ...some('programme', programmes),
    ...some('source', quote ? [quote.source] : []),
    ...some('lacks', lacksOf(commitment)),
    ...some('awaits', awaited),
    ...some('charge', [...leads, ...(terms?.supporters.map(({ organisation }) => organisation.name) ?? [])]),
  ]
}

/** Are those of a facet kept counted? A delegate alone asks who is in charge, of few: these are looked up. */
export function isCounted(facet: FacetName): boolean {
  return facet !== 'charge'
}

/** Can they be grouped by a facet? */
export function isGrouping(facet: FacetName | 'state'): facet is Grouping {
  return GROUPINGS.some((each) => each === facet)
}

/** A facet, or the state, as it stands beside the words of a commitment, to narrow what is looked for. */
export function tag(facet: FacetName | 'state', key: string): string {
  return `=${facet} ${key}`
}

/** What is counted under each other too, as the function `counted` of 0023 does. */
const PAIRED: readonly FacetName[] = ['field', 'lead']

/** One thing that a list is narrowed by: any of some keys of a facet. */
export interface Narrowing {
  readonly facet: FacetName
  readonly keys: readonly string[]
}

/** What is kept counted: a facet, or one under a key of the other, and some of its keys or all. */
type Counted = Omit<Narrowing, 'facet'> & { readonly facet: string }

/** What a filter asks of facets, beside states and words; `exact` where its days are whole months or none. */
export function narrowingsOf(filter: CommitmentFilter): { readonly by: readonly Narrowing[]; readonly exact: boolean } {
  const { fields, leads, charged, agreements, clause, intention, programme, source } = filter
  const { lacks, without, awaits, from, to } = filter
  const one = (facet: FacetName, key: string | null): Narrowing => ({ facet, keys: key === null ? [] : [key] })
  const months = from !== null && to !== null ? monthsFrom(from, to) : []
  const all: readonly Narrowing[] = [
    { facet: 'field', keys: fields },
    { facet: 'lead', keys: leads },
    { facet: 'charge', keys: charged },
    { facet: 'agreement', keys: agreements },
    one('clause', clause),
    one('intention', intention),
    one('programme', programme),
    one('source', source),
    { facet: 'lacks', keys: lacks },
    one('awaits', awaits),
    ...(without === null ? [] : [{ facet: without, keys: [NONE] }]),
    { facet: 'month', keys: months },
  ]
  const isWhole = months.length > 0 && from?.endsWith('-01') === true && (to ?? '') >= lastDayOf(months.at(-1) ?? '')
  return { by: all.filter(({ keys }) => keys.length > 0), exact: (from === null && to === null) || isWhole }
}

const MOST_MONTHS = 60

/** The months from a day to another; none where they are too many to be told one by one. */
function monthsFrom(from: string, to: string): readonly string[] {
  const months: string[] = []
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthAfter(month)) {
    if (months.push(month) > MOST_MONTHS) return []
  }
  return months
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const after = number === 12 ? [year + 1, 1] : [year, number + 1]
  return after.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
}

function lastDayOf(month: string): string {
  return dayBefore(`${monthAfter(month)}-01`) ?? ''
}

/** The counts kept of a cooperation that answer for a filter; null where no single one of them does. */
export function keptCounts(sql: Queries, cooperation: CooperationId, filter: CommitmentFilter) {
  const { by, exact } = narrowingsOf(filter)
  const [one = { facet: 'all', keys: [NONE] } as const, ...others] = by
  if (filter.words !== null || !exact || others.length > 0) return null
  if (!isCounted(one.facet) || (one.keys.length > 1 && !SINGLE.includes(one.facet))) return null
  return countsOf(sql, cooperation, filter, one)
}

/** The counts by one facet that a filter of states and one thing of another facet leaves; null where none are kept. */
export function pairedCounts(
  sql: Queries,
  cooperation: CooperationId,
  filter: CommitmentFilter,
  by: FacetName,
  { facet, keys }: Narrowing,
) {
  const [key, ...others] = keys
  if (key === undefined || others.length > 0 || by === facet) return null
  if (!PAIRED.includes(by) || !PAIRED.includes(facet)) return null
  return countsOf(sql, cooperation, filter, { facet: `${by} ${tag(facet, key)}`, keys: [] })
}

/** The counts by one facet, or by some keys of it, that a filter of states and of nothing else leaves. */
export function countsOf(
  sql: Queries,
  cooperation: CooperationId,
  { states }: CommitmentFilter,
  { facet, keys }: Counted,
) {
  const counts = sql
    .selectFrom('commitment_count')
    .where('cooperation', '=', cooperation)
    .where('facet', '=', facet)
    .where('total', '>', 0)
  const some = keys.length === 0 ? counts : counts.where('key', 'in', keys)
  return states.length === 0 ? some : some.where('state', 'in', states)
}

/** What kept counts come to. */
export async function totalOf(counts: ReturnType<typeof countsOf>): Promise<number> {
  const { total } = await counts
    .select(text<number>`coalesce(sum(total), 0)::integer`.as('total'))
    .executeTakeFirstOrThrow()
  return total
}
