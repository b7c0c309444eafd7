/** What the screens ask of verification and rebuilding: how they stand, beginning them, a broken chain. */
import { client } from '@handclasp/api/client'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

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

const rebuildingQuery = queryOptions({
  queryKey: ['rebuilding'],
  queryFn: () => interfaceClient.rebuilding(),
  refetchInterval: ({ state }) => (state.data?.running ? ASK_EVERY : false),
  staleTime: 0,
})

/**
 * Whether the ledger is made anew, asked again and again while it is. Once it has ended all that was read is asked for
 * anew, and so is the verification that follows it. Who may not make it anew does not ask.
 */
export function useRebuilding(enabled: boolean) {
  const queries = useQueryClient()
  const query = useQuery({ ...rebuildingQuery, enabled })
  const isRunning = query.data ? query.data.running !== null : null
  const wasRunning = useRef(isRunning)
  useEffect(() => {
    if (wasRunning.current && isRunning === false) void queries.invalidateQueries()
    wasRunning.current = isRunning
  }, [queries, isRunning])
  return query
}

/** Begins to make the ledger anew. */
export function useStartRebuild() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => interfaceClient.startRebuild(),
    onSuccess: (view) => queries.setQueryData(rebuildingQuery.queryKey, view),
  })
}

/** A small chain, broken in each way and checked, anew at each visit. */
export const brokenQuery = queryOptions({
  queryKey: ['broken'],
  queryFn: () => interfaceClient.broken(),
  staleTime: Number.POSITIVE_INFINITY,
})
