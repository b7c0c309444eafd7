/** What the screens ask of verification: how it stands, beginning one, and what a broken chain looks like. */
import { client } from '@handclasp/api/client'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

const interfaceClient = client()

/** Milliseconds between two questions how far it is. */
const ASK_EVERY = 400

/** Whether one runs and what the last one found; asked again and again while one runs. */
export const verificationQuery = queryOptions({
  queryKey: ['verification'],
  queryFn: () => interfaceClient.verification(),
  refetchInterval: ({ state }) => (state.data?.running ? ASK_EVERY : false),
  staleTime: 0,
})

/** Begins one. */
export function useStartVerification() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => interfaceClient.startVerification(),
    onSuccess: (view) => queries.setQueryData(verificationQuery.queryKey, view),
  })
}

/** A small chain, broken in each way and checked, anew at each visit. */
export const brokenQuery = queryOptions({
  queryKey: ['broken'],
  queryFn: () => interfaceClient.broken(),
  staleTime: Number.POSITIVE_INFINITY,
})
