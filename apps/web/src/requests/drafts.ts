/** Drafts 拟稿: what a side means to send, on its way from being written to being sent. */
import {
  client,
  type DraftOrder,
  type DraftSentInput,
  type DraftsView,
  type JudgementInput,
} from '@handclasp/api/client'
import type { CooperationId, DraftId, SideId } from '@handclasp/domain'
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { relist } from './commitments.ts'
import { useDuties, useMay } from './session.ts'

const interfaceClient = client()

/** What a side means to send and has sent, newest first. */
export const draftsQuery = (cooperation: CooperationId, side: SideId) =>
  queryOptions({
    queryKey: ['drafts', cooperation, side],
    queryFn: () => interfaceClient.drafts(cooperation, side),
  })

/** Which of a side's own entries one person sent alone, of some; none of those of a past day. */
export function useSentAlone(
  cooperation: CooperationId,
  side: SideId,
  numbers: readonly number[],
): ReadonlySet<number> {
  const { data } = useQuery({
    queryKey: ['sent-alone', cooperation, side, numbers],
    queryFn: () => interfaceClient.sentAlone(cooperation, side, numbers),
    enabled: numbers.length > 0,
  })
  return new Set(data?.alone)
}

/** How somebody sends for a side: at once, by a draft for somebody else to check, either way, or not at all. */
export interface SendingWays {
  readonly send: boolean
  readonly draft: boolean
  /** Why it cannot be sent at once: the side wants four eyes on it, or one's roles do not. */
  readonly why: 'four-eyes' | 'role' | null
}

/** How the member who is signed in sends for a side. */
export function useSendingWays(cooperation: CooperationId, side: SideId): SendingWays {
  const may = useMay(cooperation, side)
  const draft = may('draft')
  const asked = useQuery({ ...draftsQuery(cooperation, side), enabled: may('send') })
  const isRuled = asked.data?.fourEyes ?? false
  const why = !may('send') ? 'role' : isRuled ? 'four-eyes' : null
  return { send: why === null, draft, why }
}

/** How many drafts of a side wait for the member: to be checked or sent, or to be written anew. */
export function useWaitingDrafts(cooperation: CooperationId | undefined, side: SideId | undefined): number {
  const has = useDuties().some((duty) => duty.cooperation === cooperation && duty.side === side)
  const may = useMay(cooperation, side)
  const isAsked = cooperation !== undefined && side !== undefined && has && (may('draft') || may('send'))
  const asked = useQuery({
    ...draftsQuery(cooperation ?? ('' as CooperationId), side ?? ('' as SideId)),
    enabled: isAsked,
    refetchOnWindowFocus: true,
  })
  const drafts = isAsked ? (asked.data?.drafts ?? []) : []
  return drafts.filter(({ state }) => (state === 'returned' ? may('draft') : state !== 'sent' && may('send'))).length
}

/** Writes a draft of what would else be sent. */
export function useWriteDraft(cooperation: CooperationId) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (order: DraftOrder) => interfaceClient.writeDraft(cooperation, order),
    onSettled: () => queries.invalidateQueries({ queryKey: ['drafts', cooperation] }),
  })
}

/** What can be done about a draft. What was refused was often done by somebody else: all is asked for again then. */
export function useDraftDeeds(cooperation: CooperationId, side: SideId) {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['drafts', cooperation] })
  const judge = useMutation({
    mutationFn: ({ draft, ...input }: Omit<JudgementInput, 'side'> & { readonly draft: DraftId }) =>
      interfaceClient.judge(cooperation, draft, { side, ...input }),
    onSettled,
  })
  const send = useMutation({
    mutationFn: ({ draft, ...input }: Omit<DraftSentInput, 'side'> & { readonly draft: DraftId }) =>
      interfaceClient.sendDraft(cooperation, draft, { side, ...input }),
    onSuccess: (view) => settle(queries, cooperation, side, view),
    onError: onSettled,
  })
  const drop = useMutation({
    mutationFn: (draft: DraftId) => interfaceClient.dropDraft(cooperation, draft, { side, reason: null }),
    onSettled,
  })
  return { judge, send, drop }
}

/** What was sent shows wherever it stands now. */
function settle(queries: QueryClient, cooperation: CooperationId, side: SideId, view: DraftsView): void {
  queries.setQueryData(draftsQuery(cooperation, side).queryKey, view)
  relist(queries, cooperation)
}
