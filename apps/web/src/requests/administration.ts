/** What administrators ask and say: accounts, appointments, the table of rights, the log of acts. */
import { type ActsQuery, type AppointmentInput, client, type GuardInput } from '@handclasp/api/client'
import type { InvitationId, MemberId } from '@handclasp/domain'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { askWho } from './session.ts'

const interfaceClient = client()

/** The table of rights, as it holds. */
export const rightsQuery = queryOptions({ queryKey: ['rights'], queryFn: () => interfaceClient.rights() })

/** All accounts, and nothing of what they do. */
export const accountsQuery = queryOptions({ queryKey: ['accounts'], queryFn: () => interfaceClient.accounts() })

/** The invitations to an administration that wait. */
export const appointmentsQuery = queryOptions({
  queryKey: ['appointments'],
  queryFn: () => interfaceClient.appointments(),
})

/** Who administers what. */
export const administratorsQuery = queryOptions({
  queryKey: ['administrators'],
  queryFn: () => interfaceClient.administrators(),
})

/** Acts by some query, newest first, page after page. */
export const actsQuery = (query: Omit<ActsQuery, 'after'>) =>
  infiniteQueryOptions({
    queryKey: ['acts', query],
    queryFn: ({ pageParam }) => interfaceClient.acts({ ...query, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.after,
    staleTime: 0,
  })

/** Whether the chain of the log holds. */
export const actsVerifiedQuery = queryOptions({
  queryKey: ['acts', 'verified'],
  queryFn: () => interfaceClient.actsVerified(),
  staleTime: 60_000,
})

/** Takes an administration from somebody, or gives up one's own; what one may do goes by that at once. */
export function useRelieving() {
  const queries = useQueryClient()
  const relieve = useMutation({
    mutationFn: (member: MemberId) => interfaceClient.relieve(member),
    onSuccess: (administrators) => queries.setQueryData(administratorsQuery.queryKey, administrators),
    onError: () => queries.invalidateQueries({ queryKey: administratorsQuery.queryKey }),
    // Not waited for: what is to happen after somebody was relieved happens while their row still stands.
    onSettled: () => void queries.invalidateQueries({ queryKey: appointmentsQuery.queryKey }),
  })
  const resign = useMutation({ mutationFn: () => interfaceClient.resign(), onSuccess: () => askWho(queries) })
  return { relieve, resign }
}

/** What can be done about accounts; whatever it was, they are known then as they are. */
export function useAccountDeeds() {
  const queries = useQueryClient()
  const { queryKey } = accountsQuery
  const guard = useMutation({
    mutationFn: ({ member, deed }: GuardInput & { readonly member: MemberId }) =>
      interfaceClient.guard(member, { deed }),
    onSuccess: (accounts) => queries.setQueryData(queryKey, accounts),
    onError: () => queries.invalidateQueries({ queryKey }),
  })
  const appoint = useMutation({
    mutationFn: (input: AppointmentInput) => interfaceClient.appoint(input),
    onSettled: () => queries.invalidateQueries({ queryKey: appointmentsQuery.queryKey }),
  })
  const withdraw = useMutation({
    mutationFn: (invitation: InvitationId) => interfaceClient.withdrawAppointment({ invitation }),
    onSettled: () => queries.invalidateQueries({ queryKey: appointmentsQuery.queryKey }),
  })
  const link = useMutation({ mutationFn: (member: MemberId) => interfaceClient.makePasswordLink(member) })
  return { guard, appoint, withdraw, link }
}
