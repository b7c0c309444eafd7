/** Erasing words for good: what it would take away, what was erased, and doing it. */
import { client, type EntryPlace, type ErasureInput, type PageErasureInput } from '@handclasp/api/client'
import type { CooperationId, SideId, SourceHash } from '@handclasp/domain'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

const interfaceClient = client()

/** The words that erasing an entry takes away, and the entries that hold the same. */
export const erasableQuery = (cooperation: CooperationId, side: SideId, place: EntryPlace) =>
  queryOptions({
    queryKey: ['erasable', cooperation, side, place],
    queryFn: () => interfaceClient.erasable(cooperation, side, place),
    staleTime: 0,
  })

/** What was erased: of the side, and on all shared chains. */
export const erasedQuery = (cooperation: CooperationId, side: SideId) =>
  queryOptions({
    queryKey: ['erased', cooperation, side],
    queryFn: () => interfaceClient.erased(cooperation, side),
  })

/** Erases the words of some entries. Whatever is on the screens may hold them: all of it is asked for again. */
export function useErase(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: ErasureInput) => interfaceClient.erase(cooperation, input),
    onSuccess: () => queries.resetQueries(),
  })
}

/** The entries that hold words of a page, and what becomes of each when it is erased. */
export const quotingQuery = (source: SourceHash) =>
  queryOptions({
    queryKey: ['quoting', source],
    queryFn: () => interfaceClient.quoting(source),
    staleTime: 0,
  })

/** Erases a page. Whatever is on the screens may quote it: all of it is asked for again. */
export function useErasePage(source: SourceHash) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: PageErasureInput) => interfaceClient.erasePage(source, input),
    onSuccess: () => queries.resetQueries(),
  })
}
