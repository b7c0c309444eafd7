/** The views of a ledger that a side keeps. */
import { client, type SavedViewInput, type SavedViews } from '@handclasp/api/client'
import type { CooperationId, SideId, ViewId } from '@handclasp/domain'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

const interfaceClient = client()

/** The views that a side keeps, in their order. */
export const viewsQuery = (cooperation: CooperationId, side: SideId) =>
  queryOptions({
    queryKey: ['views', cooperation, side],
    queryFn: () => interfaceClient.views(cooperation, side),
  })

/** What can be done with the views of a side; whatever it was, they are known then as they are. */
export function useViewDeeds(cooperation: CooperationId, side: SideId) {
  const queries = useQueryClient()
  const { queryKey } = viewsQuery(cooperation, side)
  const onSuccess = (views: SavedViews) => queries.setQueryData(queryKey, views)
  const onError = () => queries.invalidateQueries({ queryKey })
  const save = useMutation({
    mutationFn: (input: Omit<SavedViewInput, 'side'>) => interfaceClient.saveView(cooperation, { ...input, side }),
    onSuccess,
    onError,
  })
  const move = useMutation({
    mutationFn: ({ view, place }: { readonly view: ViewId; readonly place: number }) =>
      interfaceClient.moveView(cooperation, view, { side, place }),
    onSuccess,
    onError,
  })
  const drop = useMutation({
    mutationFn: (view: ViewId) => interfaceClient.dropView(cooperation, view, { side }),
    onSuccess,
    onError,
  })
  return { save, move, drop }
}
