/** What people write down by hand: packages, agreements and their texts; and what is taken out again. */
import {
  type AttachmentInput,
  client,
  type DroppedInput,
  type PastQuery,
  type ProgrammeInput,
  type TextInput,
  type WrittenInput,
} from '@handclasp/api/client'
import type { CooperationId, TextId } from '@handclasp/domain'
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { cooperationsQuery, ledgerQuery } from './queries.ts'

const interfaceClient = client()

/** A text of an agreement with its clauses, or as it stood on a past day. */
export const textQuery = (cooperation: CooperationId, text: TextId, past: PastQuery | null = null) =>
  queryOptions({
    queryKey: ['text', cooperation, text, past],
    queryFn: () => interfaceClient.text(cooperation, text, past),
  })

/** Writes a package and agreements down, all of them or none. */
export function useWrite(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: WrittenInput) => interfaceClient.write(cooperation, input),
    onSettled: () => renew(queries, cooperation),
  })
}

/** Keeps a version of the text of an agreement. */
export function useKeepText(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: TextInput) => interfaceClient.keepText(cooperation, input),
    onSettled: () => renew(queries, cooperation),
  })
}

/** Keeps a strategy of one of the sides. */
export function useKeepProgramme(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: ProgrammeInput) => interfaceClient.keepProgramme(cooperation, input),
    onSettled: () => renew(queries, cooperation),
  })
}

/** Attaches a file that is kept, or names one anew. */
export function useAttach(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: AttachmentInput) => interfaceClient.attach(cooperation, input),
    onSettled: () => renew(queries, cooperation),
  })
}

/** Takes out what was written by hand. */
export function useDrop(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: DroppedInput) => interfaceClient.drop(cooperation, input),
    onSettled: () => renew(queries, cooperation),
  })
}

/** What was refused was often changed by somebody else meanwhile: the ledger is asked for again either way. */
async function renew(queries: QueryClient, cooperation: CooperationId): Promise<void> {
  void queries.invalidateQueries({ queryKey: cooperationsQuery.queryKey })
  void queries.invalidateQueries({ queryKey: ['text', cooperation] })
  await queries.invalidateQueries({ queryKey: ledgerQuery(cooperation).queryKey })
}
