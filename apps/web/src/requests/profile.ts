/** What is one's own: the password, the second factor, the ways in, the sessions. */
import { client } from '@handclasp/api/client'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { askWho } from './session.ts'

const interfaceClient = client()

/** The sessions of the member who is signed in, the one that asks first. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async () => {
    const all = await interfaceClient.ownSessions()
    return [...all].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
  },
})

/** Whether the outside provider is linked to the member. */
export const wayInQuery = queryOptions({ queryKey: ['way-in'], queryFn: () => interfaceClient.wayIn() })

/** Ends sessions: one of them, or all others. */
export function useEndSessions() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (session: string | null) =>
      session === null ? interfaceClient.endOtherSessions() : interfaceClient.endSession(session),
    onSettled: () => queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  })
}

/** Changes the password, which ends all other sessions. */
export function useChangePassword() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ before, after }: { readonly before: string; readonly after: string }) =>
      interfaceClient.changePassword(before, after),
    onSuccess: () => queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  })
}

/** What can be done about the second factor; each asks for the password once more, but the first code. */
export function useSecondFactor() {
  const queries = useQueryClient()
  const onSuccess = async () => {
    await askWho(queries)
    await queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
  }
  return {
    begin: useMutation({ mutationFn: (password: string) => interfaceClient.beginSecondFactor(password) }),
    verify: useMutation({ mutationFn: (code: string) => interfaceClient.verifyCode(code), onSuccess }),
    end: useMutation({ mutationFn: (password: string) => interfaceClient.endSecondFactor(password), onSuccess }),
    makeCodes: useMutation({ mutationFn: (password: string) => interfaceClient.makeRecoveryCodes(password) }),
  }
}

/** Links the outside provider, or takes that link away. */
export function useWayIn() {
  const queries = useQueryClient()
  return {
    link: useMutation({ mutationFn: async () => window.location.assign(await interfaceClient.linkElsewhere()) }),
    unlink: useMutation({
      mutationFn: () => interfaceClient.unlink(),
      onSettled: () => queries.invalidateQueries({ queryKey: wayInQuery.queryKey }),
    }),
  }
}
