/** What is one's own: the password, the second factor, the ways in, the sessions. */
import { client, type OwnSessionsView } from '@handclasp/api/client'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { askWho } from './session.ts'

const interfaceClient = client()

/** The sessions of the member who is signed in, the one that asks first, and whether the provider knows them. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async () => inOrder(await interfaceClient.ownSessions()),
})

function inOrder({ sessions, isLinked }: OwnSessionsView): OwnSessionsView {
  return { isLinked, sessions: [...sessions].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)) }
}

/** Ends sessions: one of them, or all others. */
export function useEndSessions() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (session: string | null) => interfaceClient.endSession({ session }),
    onSuccess: (view) => queries.setQueryData(ownSessionsQuery.queryKey, inOrder(view)),
    onError: () => queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  })
}

/** Is called otherwise from now on. */
export function useRename() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => interfaceClient.rename({ name }),
    onSuccess: () => askWho(queries),
  })
}

/** Whose password a link sets. */
export const passwordLinkQuery = (token: string) =>
  queryOptions({ queryKey: ['password-link', token], queryFn: () => interfaceClient.passwordLink(token) })

/** Sets a new password by a link. */
export function useSetPassword(token: string) {
  return useMutation({ mutationFn: (password: string) => interfaceClient.setPassword(token, { password }) })
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

/** Is no longer known by the outside provider. */
export function useUnlink() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => interfaceClient.unlink(),
    onSuccess: (view) => queries.setQueryData(ownSessionsQuery.queryKey, inOrder(view)),
  })
}

/** Goes to the outside provider, to be known by it from then on. */
export function useLinkElsewhere() {
  return useMutation({ mutationFn: async () => window.location.assign(await interfaceClient.linkElsewhere()) })
}
