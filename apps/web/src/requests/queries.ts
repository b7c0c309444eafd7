/** What the screens ask of the interface, and what they send to it: one name a request, kept fresh here. */
import type { CooperationId, FindingId, SourceHash } from '@handclasp/domain'
import {
  client,
  type CooperationInput,
  type DecisionInput,
  type DecisionView,
  type FindingView,
  type SourcePage,
} from '@handclasp/api/client'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

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

/** All cooperations open here. */
export const cooperationsQuery = queryOptions({
  queryKey: ['cooperations'],
  queryFn: () => interfaceClient.cooperations(),
})

/** All that stands in one cooperation. */
export const ledgerQuery = (cooperation: CooperationId) =>
  queryOptions({ queryKey: ['ledger', cooperation], queryFn: () => interfaceClient.ledger(cooperation) })

/** Every chain checked; asked for by hand only. */
export const verificationQuery = queryOptions({
  queryKey: ['verification'],
  queryFn: () => interfaceClient.verification(),
  enabled: false,
  gcTime: 0,
})

/** A text to be kept: its bytes as they are, a name, and the day it was published where that is known. */
export interface Intake {
  readonly bytes: Blob
  readonly name: string
  readonly published: string | null
}

/** Takes in one source. */
export function useKeepSource() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ bytes, name, published }: Intake) => interfaceClient.keepSource(bytes, name, published),
    onSuccess: () => queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  })
}

/** Opens a cooperation; the pages read again which cooperation each article belongs to. */
export function useOpenCooperation() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: CooperationInput) => interfaceClient.openCooperation(input),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: cooperationsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ['source'] }),
      ]),
  })
}

/** A decision on one finding of a source. */
export interface Decision {
  readonly finding: FindingId
  readonly input: DecisionInput
}

/**
 * Decides findings of one source. The screen shows the decision at once and takes it back where it was refused; only
 * the interface's answer puts it among the findings for good.
 */
export function useDecide(hash: SourceHash) {
  const queries = useQueryClient()
  const { queryKey } = sourceQuery(hash)
  const put = (finding: FindingId, change: (before: FindingView) => FindingView) =>
    queries.setQueryData<SourcePage>(queryKey, (page) => page && changed(page, finding, change))
  return useMutation({
    mutationFn: ({ finding, input }: Decision) => interfaceClient.decide(hash, finding, input),
    onMutate: async ({ finding, input }) => {
      await queries.cancelQueries({ queryKey })
      const before = queries.getQueryData<SourcePage>(queryKey)?.items.find((item) => item.id === finding)
      put(finding, (item) => ({ ...item, decisions: [...item.decisions, expected(input)] }))
      return before
    },
    onError: (_error, { finding }, before) => {
      if (before) put(finding, () => before)
    },
    onSuccess: (answer, { finding, input }) => {
      put(finding, () => answer)
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey })
      void queries.invalidateQueries({ queryKey: cooperationsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: ledgerQuery(input.cooperation).queryKey })
    },
  })
}

function changed(page: SourcePage, finding: FindingId, change: (before: FindingView) => FindingView): SourcePage {
  return { ...page, items: page.items.map((item) => (item.id === finding ? change(item) : item)) }
}

/** What the interface will answer, as far as it is known before: not yet written, so without a record or a time. */
function expected(input: DecisionInput): DecisionView {
  const { cooperation } = input
  return input.verdict === 'accepted'
    ? { verdict: 'accepted', cooperation, record: '' as never, written: '' }
    : { verdict: 'rejected', cooperation, reason: input.reason, written: '' }
}
