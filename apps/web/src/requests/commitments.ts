/** What the screens ask of the interface about commitments, and what they send; lists are asked for page by page. */
import {
  client,
  type AnswerInput,
  type CommitmentFilter,
  type CommitmentPage,
  type CommitmentsQuery,
  type CommitmentsView,
  type CommitmentView,
  type PastQuery,
  type ProposalInput,
} from '@handclasp/api/client'
import type { CommitmentId, CooperationId, Grouping, SideId } from '@handclasp/domain'
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueries,
  useQueryClient,
} from '@tanstack/react-query'
import { useState } from 'react'
import { cooperationsQuery, ledgerQuery } from './queries.ts'
import { askWho } from './session.ts'
import { settleSides } from './sides.ts'

const interfaceClient = client()

/** How many rows are asked for at once. */
const PAGE = 200

const of = (cooperation: CooperationId) => ['commitments', cooperation] as const

/** All commitments by some query, page after page. */
export const allCommitmentsQuery = (cooperation: CooperationId, query: CommitmentsQuery) =>
  infiniteQueryOptions({
    queryKey: [...of(cooperation), 'all', query],
    queryFn: ({ pageParam }): Promise<CommitmentsView> => {
      const after = pageParam === null ? {} : { after: pageParam }
      return interfaceClient.commitments(cooperation, { ...query, limit: PAGE, ...after })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

/** One page of a list of commitments; `after` is what the page before answered. */
const pageQuery = (cooperation: CooperationId, query: CommitmentsQuery, after: string | null) =>
  queryOptions({
    queryKey: [...of(cooperation), 'list', query, after],
    queryFn: () =>
      interfaceClient.commitments(cooperation, { ...query, limit: PAGE, ...(after === null ? {} : { after }) }),
    // What is written here changes the rows in place; many pages are not asked for again because a minute went by.
    staleTime: 60_000,
  })

/** What has come of a list of commitments so far. */
export interface CommitmentsCome {
  /** Its rows page by page: a page stays the same array until one of its rows changes. */
  readonly pages: readonly (readonly CommitmentView[])[]
  /** Null until the first page has come; `more` where there are more than were counted. */
  readonly total: number | null
  readonly more: boolean
  /** Are there further rows? */
  readonly further: boolean
}

/**
 * Several lists of commitments, each page by page: a page is asked for by the key that the one before ended with, and
 * only once somebody wants it; of the first list, at once. While that is on its way, what was asked before stays.
 */
export function useCommitments<List extends { readonly query: CommitmentsQuery }>(
  cooperation: CooperationId,
  asked: readonly List[],
) {
  const queries = useQueryClient()
  const [wanted, setWanted] = useState<ReadonlyMap<string, number>>(new Map())
  const [before, keep] = useState(asked)
  const pagesOf = ({ query }: List, at: number) => {
    const pages: ReturnType<typeof pageQuery>[] = []
    let after: string | null = null
    for (let left = wanted.get(nameOf(query)) ?? (at === 0 ? 1 : 0); left > 0; left--) {
      const page = pageQuery(cooperation, query, after)
      pages.push(page)
      after = queries.getQueryData(page.queryKey)?.after ?? null
      if (after === null) break
    }
    return pages
  }
  const pages = asked.map(pagesOf)
  const results = useQueries({ queries: pages.flat() })
  const isPending = asked.length > 0 && results[0]?.data === undefined
  if (!isPending && JSON.stringify(before) !== JSON.stringify(asked)) keep(asked)
  const shown = isPending ? before : asked
  const lists = shown.map((list, at): List & CommitmentsCome => {
    const come = pagesOf(list, at).flatMap(({ queryKey }) => queries.getQueryData(queryKey) ?? [])
    const last = come.at(-1)
    const further = last === undefined || last.after !== null
    return {
      ...list,
      pages: come.map(({ rows }) => rows),
      total: last?.total ?? null,
      more: last?.more ?? false,
      further,
    }
  })
  const failed = results.find(({ error }) => error !== null)
  const isBusy = results.some(({ isFetching }) => isFetching)
  const want = (query: CommitmentsQuery) => {
    const at = asked.findIndex((list) => nameOf(list.query) === nameOf(query))
    // What failed is tried again by hand alone; one page is on its way at a time.
    if (at < 0 || failed || isBusy) return
    setWanted((known) => new Map(known).set(nameOf(query), (pages[at]?.length ?? 0) + 1))
  }
  const error = failed?.error ?? null
  return { lists, want, isPending: isPending && error === null, error, again: () => void failed?.refetch() }
}

function nameOf(query: CommitmentsQuery): string {
  return JSON.stringify(query)
}

/** How many commitments have what in common. */
export const commitmentGroupsQuery = (cooperation: CooperationId, by: Grouping, filter: CommitmentFilter) =>
  queryOptions({
    queryKey: [...of(cooperation), 'count', 'groups', by, filter],
    queryFn: async () => (await interfaceClient.commitmentGroups(cooperation, by, filter)).groups,
    placeholderData: keepPreviousData,
  })

/** How many commitments a query finds; `more` where they were not counted to the end. */
export const commitmentCountQuery = (cooperation: CooperationId, query: CommitmentFilter) =>
  queryOptions({
    queryKey: [...of(cooperation), 'count', query],
    queryFn: async () => {
      const { total, more } = await interfaceClient.commitments(cooperation, { ...query, limit: 1 })
      return { total, more }
    },
  })

/** How many commitments serve which strategies, or served them on a past day. */
export const servingQuery = (cooperation: CooperationId, past: PastQuery | null) =>
  queryOptions({
    queryKey: [...of(cooperation), 'serving', past],
    queryFn: () => interfaceClient.serving(cooperation, past),
  })

/** The first few commitments that some words find. */
export const foundCommitmentsQuery = (cooperation: CooperationId, q: string) =>
  queryOptions({
    queryKey: [...of(cooperation), 'count', 'found', q],
    queryFn: () => interfaceClient.commitments(cooperation, { q, limit: 8, order: 'changed', descending: true }),
    placeholderData: keepPreviousData,
  })

/** One commitment with all that was said about it. */
export const commitmentQuery = (cooperation: CooperationId, commitment: CommitmentId, past: PastQuery | null = null) =>
  queryOptions({
    queryKey: [...of(cooperation), 'one', commitment, past],
    queryFn: () => interfaceClient.commitment(cooperation, commitment, past),
  })

/** Proposes first terms, a change of them, or an ending. */
export function usePropose(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: ProposalInput) => interfaceClient.propose(cooperation, input),
    onSuccess: (page, input) => settle(queries, cooperation, page, input.commitment === null),
  })
}

/** Accepts, declines or withdraws a version. */
export function useAnswer(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ commitment, ...input }: AnswerInput & { readonly commitment: CommitmentId }) =>
      interfaceClient.answer(cooperation, commitment, input),
    onSuccess: (page) => settle(queries, cooperation, page, false),
    // What was refused was often said by somebody else meanwhile: the screen then shows how it stands now.
    onError: (_, { commitment }) => queries.invalidateQueries(commitmentQuery(cooperation, commitment)),
  })
}

/** Lets another side write on this server too. */
export function useHost(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (side: SideId) => interfaceClient.host(cooperation, { side }),
    // Whoever lets a side in acts for it until others come.
    onSuccess: async (view) => {
      settleSides(queries, view)
      await askWho(queries)
    },
  })
}

/** What was written shows at once where it stands; the list on the screen keeps its rows, all others are made anew. */
function settle(queries: QueryClient, cooperation: CooperationId, page: CommitmentPage, isNew: boolean): void {
  queries.setQueryData(commitmentQuery(cooperation, page.id).queryKey, page)
  const isUnited = page.within !== null || page.united.length > 0
  // Of those that are one another one may be listed from now on.
  if (isNew || isUnited) return relist(queries, cooperation)
  const lists = { queryKey: [...of(cooperation), 'list'] }
  queries.removeQueries({ ...lists, type: 'inactive' })
  const row: CommitmentView = page
  queries.setQueriesData<CommitmentsView>(lists, (list) =>
    list?.rows.some(({ id }) => id === row.id)
      ? { ...list, rows: list.rows.map((old) => (old.id === row.id ? row : old)) }
      : list,
  )
  recount(queries, cooperation)
}

/** Which commitments are listed changed: their lists are made anew, each of them is asked for again. */
export function relist(queries: QueryClient, cooperation: CooperationId): void {
  const lists = { queryKey: [...of(cooperation), 'list'] }
  queries.removeQueries({ ...lists, type: 'inactive' })
  void queries.resetQueries(lists)
  void queries.invalidateQueries({ queryKey: [...of(cooperation), 'one'] })
  void queries.invalidateQueries({ queryKey: cooperationsQuery.queryKey })
  void queries.invalidateQueries({ queryKey: ledgerQuery(cooperation).queryKey })
  recount(queries, cooperation)
}

function recount(queries: QueryClient, cooperation: CooperationId): void {
  void queries.invalidateQueries({ queryKey: [...of(cooperation), 'all'] })
  void queries.invalidateQueries({ queryKey: [...of(cooperation), 'count'] })
}

/** What names a delegate's organisations, page by page. */
export const ownQuery = (cooperation: CooperationId) =>
  infiniteQueryOptions({
    queryKey: ['own', cooperation],
    queryFn: ({ pageParam }) => interfaceClient.own(cooperation, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ after }) => after,
  })
