/** What the screens send about who the sides of a cooperation are. */
import { client, type CooperationView, type SideAnswerInput, type SideInput } from '@handclasp/api/client'
import type { CooperationId, VersionId } from '@handclasp/domain'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { cooperationsQuery, ledgerQuery } from './queries.ts'
import { askWho } from './session.ts'

const interfaceClient = client()

/** Proposes that a further side joins. */
export function useProposeSide(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: SideInput) => interfaceClient.proposeSide(cooperation, input),
    onSuccess: (view) => settleSides(queries, view),
  })
}

/** Says something to such a proposal; for the side to be added, accepting is joining. */
export function useAnswerSide(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ version, ...input }: SideAnswerInput & { readonly version: VersionId }) =>
      interfaceClient.answerSide(cooperation, version, input),
    // Whoever lets a side in acts for it until others come.
    onSuccess: async (view) => {
      settleSides(queries, view)
      await askWho(queries)
    },
  })
}

/** A cooperation as it is now, wherever it is shown. */
export function settleSides(queries: QueryClient, view: CooperationView): void {
  queries.setQueryData<readonly CooperationView[]>(cooperationsQuery.queryKey, (all) =>
    all?.map((each) => (each.id === view.id ? view : each)),
  )
  void queries.invalidateQueries({ queryKey: ledgerQuery(view.id).queryKey })
}
