/** What is one's own: the password, the second factor, the ways in, the sessions. */
import { type OwnWayIn, signing } from '@handclasp/api/client'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { askWho } from './session.ts'

const signingClient = signing()

/** The sessions of the member who is signed in, the one that asks marked, the last used first. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async () => {
    const [all, own] = await Promise.all([signingClient.sessions(), signingClient.ownSession()])
    const marked = all.map((each) => ({ ...each, isThis: each.id === own?.id }))
    return marked.sort((a, b) => Number(b.isThis) - Number(a.isThis) || (a.updatedAt < b.updatedAt ? 1 : -1))
  },
})

/** The ways in that the member has. */
export const waysInQuery = queryOptions({ queryKey: ['ways-in'], queryFn: () => signingClient.waysIn() })

/** Ends sessions: one of them, or all others. */
export function useEndSessions() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (token: string | null) =>
      token === null ? signingClient.endOtherSessions() : signingClient.endSession(token),
    onSettled: () => queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  })
}

/** Changes the password, which ends all other sessions. */
export function useChangePassword() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ before, after }: { readonly before: string; readonly after: string }) =>
      signingClient.changePassword(before, after),
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
    begin: useMutation({ mutationFn: (password: string) => signingClient.beginSecondFactor(password) }),
    verify: useMutation({ mutationFn: (code: string) => signingClient.verifyCode(code), onSuccess }),
    end: useMutation({ mutationFn: (password: string) => signingClient.endSecondFactor(password), onSuccess }),
    makeCodes: useMutation({ mutationFn: (password: string) => signingClient.makeRecoveryCodes(password) }),
  }
}

/** Links the outside provider, or takes such a way in away. */
export function useWaysIn() {
  const queries = useQueryClient()
  return {
    link: useMutation({ mutationFn: async () => window.location.assign(await signingClient.linkElsewhere()) }),
    unlink: useMutation({
      mutationFn: (way: OwnWayIn) => signingClient.unlink(way),
      onSettled: () => queries.invalidateQueries({ queryKey: waysInQuery.queryKey }),
    }),
  }
}
