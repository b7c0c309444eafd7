/** What sides send each other, and what they say to be the same. */
import { client, type PastQuery, type SameInput, type SendingInput, type SentPage } from '@handclasp/api/client'
import type { CooperationId, SideId, TextId } from '@handclasp/domain'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { relist } from './commitments.ts'

const interfaceClient = client()

/** All that was sent in a cooperation, or by a past day, as a side sees it: asked for again whenever the ledger is. */
export const sentQuery = (cooperation: CooperationId, side: SideId, past: PastQuery | null = null) =>
  queryOptions({
    queryKey: ['ledger', cooperation, 'sent', side, ...(past ? [past] : [])],
    queryFn: () => interfaceClient.sent(cooperation, side, past),
  })

/** A text that another side sent, with its clauses. */
export const sentTextQuery = (cooperation: CooperationId, side: SideId, text: TextId, past: PastQuery | null) =>
  queryOptions({
    queryKey: ['text', cooperation, side, text, past],
    queryFn: () => interfaceClient.sentText(cooperation, side, text, past),
  })

/** Sends what a side keeps, all of it or nothing. */
export function useSend(cooperation: CooperationId, side: SideId) {
  return useTelling(cooperation, side, (input: Omit<SendingInput, 'side'>) =>
    interfaceClient.send(cooperation, { side, ...input }),
  )
}

/** Says that two things are the same, or takes it back. */
export function useSaySame(cooperation: CooperationId, side: SideId) {
  const queries = useQueryClient()
  return useTelling(cooperation, side, async (input: Omit<SameInput, 'side'>) => {
    const page = await interfaceClient.saySame(cooperation, { side, ...input })
    // Commitments that are one are listed as one.
    if (input.of === 'commitment') relist(queries, cooperation)
    return page
  })
}

function useTelling<Input>(cooperation: CooperationId, side: SideId, ask: (input: Input) => Promise<SentPage>) {
  const queries = useQueryClient()
  const all = { queryKey: ['ledger', cooperation, 'sent'] }
  return useMutation({
    mutationFn: ask,
    onSuccess: async (page) => {
      await queries.invalidateQueries({ ...all, refetchType: 'none' })
      queries.setQueryData(sentQuery(cooperation, side).queryKey, page)
    },
    // What was refused was often changed by somebody else meanwhile.
    onError: () => queries.invalidateQueries({ queryKey: ['ledger', cooperation] }),
  })
}
