/** What the screens ask of the interface, and what they send to it: one name a request, kept fresh here. */
import { type CooperationId, type FindingId, type SideId, type SourceHash, writeHeadSpans } from '@handclasp/domain'
import {
  client,
  type CooperationInput,
  type DecisionInput,
  type DecisionsInput,
  type DecisionView,
  type FindingView,
  type HistoryStretch,
  type JoinInput,
  type PastQuery,
  type SourcePage,
  type SplitInput,
  type UndoInput,
} from '@handclasp/api/client'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { askWho } from './session.ts'

const interfaceClient = client()

/** Which installation this is. */
export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: () => interfaceClient.installation(),
  staleTime: Number.POSITIVE_INFINITY,
})

/** All sources, newest first. */
export const sourcesQuery = queryOptions({ queryKey: ['sources'], queryFn: () => interfaceClient.sources() })

/** One source with its text, reading and findings. */
export const sourceQuery = (hash: SourceHash) =>
  queryOptions({ queryKey: ['source', hash], queryFn: () => interfaceClient.source(hash) })

/** Asks for one source as it is now, whatever is kept of it here. */
export function useLatestSource(hash: SourceHash) {
  const queries = useQueryClient()
  return () => queries.fetchQuery({ ...sourceQuery(hash), staleTime: 0 })
}

/** All cooperations open here. */
export const cooperationsQuery = queryOptions({
  queryKey: ['cooperations'],
  queryFn: () => interfaceClient.cooperations(),
})

/** All that one side keeps in a cooperation, or kept on a past day: the one that opened it here unless told. */
export const ledgerQuery = (cooperation: CooperationId, side?: SideId, past: PastQuery | null = null) =>
  queryOptions({
    queryKey: ['ledger', cooperation, ...(side ? [side] : []), ...(past ? [past] : [])],
    queryFn: () => interfaceClient.ledger(cooperation, side, past),
  })

/**
 * What changed for one side of a cooperation between two civil days, or between entries of its chains, page by page:
 * all pages of what the first one was told by.
 */
export const historyQuery = (cooperation: CooperationId, side: SideId, stretch: HistoryStretch) =>
  infiniteQueryOptions({
    queryKey: ['history', cooperation, side, stretch],
    queryFn: ({ pageParam }) => interfaceClient.history(cooperation, pageParam, side),
    initialPageParam: stretch,
    getNextPageParam: ({ next, heads }): HistoryStretch | null =>
      next === null ? null : { heads: writeHeadSpans(heads), after: next },
    staleTime: 0,
  })

/** What holds the words asked for, of what one side of a cooperation keeps. */
export const foundQuery = (cooperation: CooperationId, side: SideId, words: string) =>
  queryOptions({
    queryKey: ['found', cooperation, side, words],
    queryFn: () => interfaceClient.find(cooperation, words, side),
    enabled: words !== '',
    staleTime: 0,
  })

/** Everybody the records of one side of a cooperation name, or named on a past day. */
export const peopleQuery = (cooperation: CooperationId, side?: SideId, past: PastQuery | null = null) =>
  queryOptions({
    queryKey: ['people', cooperation, ...(side ? [side] : []), ...(past ? [past] : [])],
    queryFn: () => interfaceClient.people(cooperation, side, past),
  })

/** A text to be kept: its bytes as they are, a name, and the day it was published where that is known. */
export interface Intake {
  readonly bytes: Blob
  readonly name: string
  readonly published: string | null
  /** Pasted words, and no file. */
  readonly pasted?: boolean
}

/** Takes in one source. The list of sources is asked for again by `refresh`, once for many. */
export function useKeepSource() {
  const queries = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: ({ bytes, name, published }: Intake) => interfaceClient.keepSource(bytes, name, published),
  })
  return { keep: mutateAsync, refresh: () => queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }) }
}

/** Opens a cooperation; whatever came of it, the pages read again which cooperation each article belongs to. */
export function useOpenCooperation() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: CooperationInput) => interfaceClient.openCooperation(input),
    onSettled: () =>
      Promise.all([
        // Whoever opens it acts for its side.
        askWho(queries),
        queries.invalidateQueries({ queryKey: cooperationsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ['source'] }),
      ]),
  })
}

/**
 * Decides findings of one source, together. The screen shows the decisions at once and takes them back where they were
 * refused; only the interface's answer puts them among the findings for good.
 */
export function useDecide(hash: SourceHash) {
  return useJudgement(hash, {
    ask: (input: DecisionsInput) => interfaceClient.decide(hash, input),
    expect: (page, { cooperation, decisions }) =>
      decisions.reduce((after, input) => {
        const expected = expectedDecision(cooperation, input)
        return changed(after, input.finding, (item) => {
          const others = input.instead ? without(item, cooperation) : item
          return { ...others, decisions: [...others.decisions, expected] }
        })
      }, page),
  })
}

/** Takes decisions on findings of one source back, together. */
export function useUndo(hash: SourceHash) {
  return useJudgement(hash, {
    ask: (input: UndoInput) => interfaceClient.undo(hash, input),
    expect: (page, { cooperation, findings }) =>
      findings.reduce((after, finding) => changed(after, finding, (item) => without(item, cooperation)), page),
  })
}

/** Reads a page again with the reader that is here now; what was decided stands. */
export function useReadAgain(hash: SourceHash) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => interfaceClient.readAgain(hash),
    onSuccess: (page) => {
      queries.setQueryData(sourceQuery(hash).queryKey, page)
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey })
    },
  })
}

/** Cuts a finding in two, or joins what was cut; the page is then as the interface answers it. */
export function useSplitting(hash: SourceHash) {
  const queries = useQueryClient()
  const { queryKey } = sourceQuery(hash)
  const onSuccess = (page: SourcePage) => {
    queries.setQueryData(queryKey, page)
    void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey })
  }
  const split = useMutation({ mutationFn: (input: SplitInput) => interfaceClient.split(hash, input), onSuccess })
  const join = useMutation({ mutationFn: (input: JoinInput) => interfaceClient.join(hash, input), onSuccess })
  return { split: split.mutateAsync, join: join.mutateAsync }
}

interface Judgement<Input> {
  readonly ask: (input: Input) => Promise<readonly FindingView[]>
  /** The page as it will be when the interface agrees. */
  readonly expect: (page: SourcePage, input: Input) => SourcePage
}

function useJudgement<Input extends { readonly cooperation: CooperationId }>(
  hash: SourceHash,
  { ask, expect }: Judgement<Input>,
) {
  const queries = useQueryClient()
  const { queryKey } = sourceQuery(hash)
  return useMutation({
    mutationFn: ask,
    onMutate: async (input) => {
      await queries.cancelQueries({ queryKey })
      queries.setQueryData<SourcePage>(queryKey, (page) => page && expect(page, input))
    },
    onError: () => queries.invalidateQueries({ queryKey }),
    onSuccess: (answers, input) => {
      queries.setQueryData<SourcePage>(
        queryKey,
        // What is decided in another cooperation meanwhile has an answer of its own.
        (page) =>
          page &&
          answers.reduce(
            (after, answer) => changed(after, answer.id, (item) => withDecision(item, answer, input.cooperation)),
            page,
          ),
      )
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey })
      void queries.invalidateQueries({ queryKey: cooperationsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: ledgerQuery(input.cooperation).queryKey })
      void queries.invalidateQueries({ queryKey: peopleQuery(input.cooperation).queryKey })
    },
  })
}

function changed(page: SourcePage, finding: FindingId, change: (before: FindingView) => FindingView): SourcePage {
  return { ...page, items: page.items.map((item) => (item.id === finding ? change(item) : item)) }
}

function without(item: FindingView, cooperation: CooperationId): FindingView {
  return { ...item, decisions: item.decisions.filter((decision) => decision.cooperation !== cooperation) }
}

/** A finding as it was answered, with what was decided on it in other cooperations as it is known. */
function withDecision(item: FindingView, answer: FindingView, cooperation: CooperationId): FindingView {
  const own = answer.decisions.filter((decision) => decision.cooperation === cooperation)
  return { ...answer, decisions: [...without(item, cooperation).decisions, ...own] }
}

/** What the interface will answer, as far as it is known before: not yet written, so without a record or a time. */
function expectedDecision(cooperation: CooperationId, input: DecisionInput): DecisionView {
  return input.verdict === 'accepted'
    ? { verdict: 'accepted', cooperation, record: '' as never, corrected: input.correction !== null, written: '' }
    : { verdict: 'rejected', cooperation, reason: input.reason, written: '' }
}
