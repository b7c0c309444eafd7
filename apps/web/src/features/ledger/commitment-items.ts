/** What the table of commitments draws: rows, heads of groups, and room for rows that have not come yet. Pure. */
import type { CommitmentsQuery, CommitmentView } from '@handclasp/api/client'
import type { CommitmentsCome } from '../../requests/commitments.ts'
import { filterOfGroup, type TableGrouping } from './commitment-search.ts'

/** Commitments that stand together; all of them where nothing groups them. */
export interface Group {
  /** What they are grouped by and have in common: null for those that have none of it. */
  readonly head: { readonly by: TableGrouping; readonly value: string | null; readonly name: string | null } | null
  /** How many there are; null where that comes with the first page. */
  readonly count: number | null
  readonly query: CommitmentsQuery
}

/** A group with what has come of it. */
export type GroupCome = Group & CommitmentsCome

/** One line of the table. */
export type Item =
  | { readonly kind: 'row'; readonly key: string; readonly row: CommitmentView }
  | {
      readonly kind: 'head'
      readonly key: string
      readonly head: NonNullable<Group['head']>
      readonly count: number
      readonly isFolded: boolean
    }
  /** So many rows are still to come. */
  | { readonly kind: 'gap'; readonly key: string; readonly missing: number; readonly query: CommitmentsQuery }

/** How many have what in common, as the interface counts them. */
type Counted = readonly { readonly key: string | null; readonly name: string | null; readonly total: number }[]

/** The groups to be listed; one with everything where nothing groups them. */
export function groupsOf(query: CommitmentsQuery, by: TableGrouping | undefined, counted: Counted): readonly Group[] {
  if (by === undefined) return [{ head: null, count: null, query }]
  return counted.map(({ key, name, total }) => ({
    head: { by, value: key, name },
    count: total,
    query: { ...query, ...filterOfGroup(query, by, key) },
  }))
}

/** The name under which a group is folded. */
export function foldName({ by, value }: NonNullable<Group['head']>): string {
  return `${by} ${value ?? ''}`
}

/** The lines of the table; of folded groups the heads alone. Of a page that was there before the very same lines. */
export function itemsOf(groups: readonly GroupCome[], folded: ReadonlySet<string>): readonly Item[] {
  return groups.flatMap(({ head, count, total, pages, further, query }): readonly Item[] => {
    const name = head === null ? '' : foldName(head)
    const isFolded = head !== null && folded.has(name)
    const all = total ?? count ?? 0
    const heads = head === null ? [] : [{ kind: 'head' as const, key: name, head, count: all, isFolded }]
    if (isFolded) return heads
    // Somebody at work elsewhere may have taken rows away: what is left to come is then found out by asking.
    const missing = Math.max(1, all - pages.reduce((sum, rows) => sum + rows.length, 0))
    const gap: Item = { kind: 'gap', key: `${name} …`, missing, query }
    return [...heads, ...pages.flatMap((rows) => linesOf(rows, name)), ...(further ? [gap] : [])]
  })
}

const made = new WeakMap<readonly CommitmentView[], { readonly name: string; readonly lines: readonly Item[] }>()

/** The lines of one page, made once. */
function linesOf(rows: readonly CommitmentView[], name: string): readonly Item[] {
  const before = made.get(rows)
  if (before?.name === name) return before.lines
  const lines = rows.map((row): Item => ({ kind: 'row', key: `${name} ${row.id}`, row }))
  made.set(rows, { name, lines })
  return lines
}

/** Would two tables of these lines look the same? */
export function isSame(one: readonly Item[], other: readonly Item[]): boolean {
  if (one.length !== other.length) return false
  return one.every((item, at) => {
    const there = other[at]
    if (item === there || item.kind === 'row') return item === there
    if (item.key !== there?.key) return false
    if (item.kind === 'gap') return JSON.stringify(item) === JSON.stringify(there)
    return there.kind === 'head' && there.count === item.count && there.isFolded === item.isFolded
  })
}
