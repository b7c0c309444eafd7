/** Who is signed in and what they may do; signing in and out; that a session ended while somebody was at work. */
import {
  client,
  type DutyView,
  type InvitationAcceptedInput,
  type LedgerHeld,
  RequestFailed,
  roleFor,
  type SessionSeen,
  type SessionView,
  type SetupInput,
  type SideRight,
} from '@handclasp/api/client'
import type { Administration, CooperationId, MemberId, SideId } from '@handclasp/domain'
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { type Acting, useActed } from '../ui/acting.tsx'

const interfaceClient = client()

/** Milliseconds before the end of a session from which it is told. */
export const WARNING = 120_000

/** Who is signed in; asked for once, and kept right by the poll. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await interfaceClient.session()
    if (session.member) keepFor(session.member.id)
    return session
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** The same as it stands now, again and again, without being a sign of life: the oftener, the nearer the end. */
export const sessionPollQuery = queryOptions({
  queryKey: ['session', 'poll'],
  queryFn: () => interfaceClient.session(true),
  refetchInterval: ({ state }) => (state.data && left(state.data) < WARNING + 60_000 ? 10_000 : 60_000),
  refetchIntervalInBackground: true,
  staleTime: 0,
})

/** Milliseconds until a session ends where nothing is done; what has no end ends never. */
export function left({ expires, ahead }: SessionSeen): number {
  return expires === null ? Number.POSITIVE_INFINITY : Date.parse(expires) - (Date.now() + ahead)
}

/** Does a session end with that, whatever is done? */
export function isLast({ expires, ends }: SessionView): boolean {
  return expires !== null && ends !== null && Date.parse(expires) >= Date.parse(ends) - 1_000
}

/** Who is signed in, once that is known. */
export function useSession(): SessionSeen | null {
  return useQuery(sessionQuery).data ?? null
}

/** The member who is signed in. */
export function useMember(): SessionView['member'] {
  return useSession()?.member ?? null
}

/** The administration of the member who is signed in. */
export function useAdministration(): Administration | null {
  return useMember()?.administration ?? null
}

const NO_DUTIES: readonly DutyView[] = []

/** For which sides the member acts, and as what. */
export function useDuties(): readonly DutyView[] {
  return useMember()?.duties ?? NO_DUTIES
}

/** May the member take pages in and open cooperations whatever they do for a side? The first member may. */
export function useBegins(): boolean {
  return useMember()?.isFounder ?? false
}

/** What the member may do for a side; without one named, for any side. */
export function useMay(cooperation?: CooperationId, side?: SideId): (right: SideRight) => boolean {
  const duties = useDuties()
  const roles = duties
    .filter((duty) => cooperation === undefined || (duty.cooperation === cooperation && duty.side === side))
    .flatMap((duty) => duty.roles)
  return (right) => roleFor(right, roles) !== null
}

/** What the member may do in a ledger as it is shown: of a past day nothing is written. */
export function useMayIn({ cooperation, side, past }: Pick<LedgerHeld, 'cooperation' | 'side' | 'past'>) {
  const may = useMay(cooperation.id, side)
  return (right: SideRight): boolean => past === null && may(right)
}

/** May the member tell the other sides something in a ledger as it is shown, or draft it? */
export function useTells(ledger: Pick<LedgerHeld, 'cooperation' | 'side' | 'past'>): boolean {
  const may = useMayIn(ledger)
  return may('draft') || may('send')
}

/** The sides of a cooperation for which the member has a right: unless told, that to see what the side keeps. */
export function useOwnSides(cooperation: CooperationId, right: SideRight = 'see'): readonly SideId[] {
  return useDuties()
    .filter((duty) => duty.cooperation === cooperation && roleFor(right, duty.roles) !== null)
    .map(({ side }) => side)
}

/** The side acted for in a cooperation, the one chosen or else the first; and all that the member acts for there. */
export function useActedFor(
  cooperation: CooperationId,
  right: SideRight = 'see',
): readonly [side: SideId | undefined, act: Acting['act'], own: readonly SideId[]] {
  const [chosen, act] = useActed(cooperation)
  const own = useOwnSides(cooperation, right)
  return [chosen && own.includes(chosen) ? chosen : own[0], act, own]
}

/** Signs in with name and password; answers whether a second factor is asked for then. */
export function useSignIn() {
  return useMutation({
    mutationFn: ({ loginName, password }: { readonly loginName: string; readonly password: string }) =>
      interfaceClient.signIn(loginName, password),
  })
}

/** Says the second factor: a code that is valid now, or one of those for recovery. */
export function useVerify() {
  return useMutation({
    mutationFn: ({ code, recovery }: { readonly code: string; readonly recovery: boolean }) =>
      recovery ? interfaceClient.verifyRecovery(code) : interfaceClient.verifyCode(code),
  })
}

/** Goes to the outside provider to sign in there, and back to an address of ours. */
export function useSignInElsewhere() {
  return useMutation({ mutationFn: async (to: string) => window.location.assign(await askElsewhere(to)) })
}

/** The screen that the outside provider leads the small window back to. */
export const WINDOW_PAGE = '/sign-in/window'

/** Leads a small window, opened by a click, to the outside provider; where there is no way there, it closes again. */
export function useSignInInWindow() {
  return useMutation({
    mutationFn: async (small: Window) => {
      try {
        small.location.assign(await askElsewhere(WINDOW_PAGE))
      } catch (error) {
        small.close()
        throw error
      }
    },
  })
}

/** The address of the provider; where it lets nobody in, it leads to a screen that says so and knows the way. */
function askElsewhere(to: string): Promise<string> {
  const failed = to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`
  return interfaceClient.signInElsewhere(to, to === WINDOW_PAGE ? WINDOW_PAGE : failed)
}

/** What the small window says its word by: between it and this page lies another origin, which cuts all other ties. */
const WINDOW_CHANNEL = 'handclasp.sign-in'

/** Tells the page over which one signs in that it is done. */
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(WINDOW_CHANNEL)
  channel.postMessage('signed-in')
  channel.close()
}

/**
 * While a small window is waited for, the first one or a later one, hears from it that somebody signed in; and asks,
 * where no word comes. What was answered while an earlier one was waited for is no answer.
 */
export function useSignedInElsewhere(waited: number | null, onDone: () => void): void {
  const done = useEffectEvent(onDone)
  const isWaiting = waited !== null
  useEffect(() => {
    if (!isWaiting) return undefined
    const channel = new BroadcastChannel(WINDOW_CHANNEL)
    channel.addEventListener('message', () => done())
    return () => channel.close()
  }, [isWaiting])
  const isThere = useQuery({
    queryKey: ['session', 'window', waited],
    queryFn: async () => (await interfaceClient.session(true)).member !== null,
    enabled: isWaiting,
    refetchInterval: 3_000,
    refetchIntervalInBackground: true,
    gcTime: 0,
  }).data
  useEffect(() => {
    if (isWaiting && isThere) done()
  }, [isWaiting, isThere])
}

/** Makes the first member. */
export function useSetUp() {
  return useMutation({ mutationFn: (input: SetupInput) => interfaceClient.setUp(input) })
}

/** What an invitation is to. */
export const invitedQuery = (token: string) =>
  queryOptions({ queryKey: ['invited', token], queryFn: () => interfaceClient.invited(token) })

/** Takes an invitation up. */
export function useTakeUp(token: string) {
  return useMutation({ mutationFn: (input: InvitationAcceptedInput) => interfaceClient.takeUp(token, input) })
}

/** Signs out, and goes to where one can sign in again. */
export function useSignOut(to = '/sign-in') {
  return useMutation({ mutationFn: () => interfaceClient.signOut(), onSuccess: () => leaveTo(to) })
}

/** In the demonstration, goes on as another of its members. */
export function useGoOnAs() {
  return useMutation({
    mutationFn: (member: MemberId) => interfaceClient.goOnAs({ member }),
    onSuccess: () => leaveTo('/'),
  })
}

/** A sign of life: the session goes on from now. */
export function useStay() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => interfaceClient.session(),
    onSuccess: (session) => queries.setQueryData(sessionPollQuery.queryKey, session),
  })
}

/** Asks anew who is signed in, after that may have changed. */
export async function askWho(queries: QueryClient): Promise<SessionSeen> {
  const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
  queries.setQueryData(sessionPollQuery.queryKey, session)
  return session
}

/** Goes to an address as somebody new: nothing that was shown or half written here goes along. */
export function leaveTo(address: string): void {
  forgetWritten()
  window.location.assign(address)
}

function forgetWritten(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith('handclasp.')) sessionStorage.removeItem(name)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** By what this tab keeps whose half-written text it holds. */
const WRITER = 'handclasp.writer'

/** What is half written in this tab is one member's: whoever else signs in after them does not find it. */
function keepFor(member: MemberId): void {
  try {
    const writer = sessionStorage.getItem(WRITER)
    if (writer !== null && writer !== member) forgetWritten()
    sessionStorage.setItem(WRITER, member)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The code of a refusal; null where no usable answer came. */
export function codeOf(error: unknown): string | null {
  return error instanceof RequestFailed ? (error.problem?.refusal.code ?? null) : null
}

/** Was something refused because nobody is signed in any more? */
export function isSignInNeeded(error: unknown): boolean {
  return codeOf(error) === 'sign-in-needed'
}

let hasEnded = false
const listeners = new Set<() => void>()

/** Tells that the session ended, or that it goes on. */
export function tellEnded(ended: boolean): void {
  hasEnded = ended
  for (const listener of listeners) listener()
}

/** Did the session end while somebody was at work? */
export function useEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => hasEnded,
  )
}
