/** What a client asks and says about members: sessions, duties, drafts, rights, accounts and acts; and signing in. */
import type { CommitmentId, CooperationId, DraftId, MemberId, SideId, VersionId } from '@handclasp/domain'
import type {
  AccountsView,
  ActsVerified,
  ActsView,
  AdministratorsView,
  AppointmentInput,
  AppointmentsView,
  DemonstrationInput,
  DraftSentInput,
  DraftsView,
  SentAloneView,
  DraftWritten,
  FourEyesInput,
  GuardInput,
  InvitationAcceptedInput,
  InvitationInput,
  InvitationMade,
  InvitationWithdrawnInput,
  InvitedView,
  JudgementInput,
  LeavingInput,
  NameInput,
  OwnSessionsView,
  OwnView,
  ResetInput,
  ResetMade,
  ResetView,
  RightsView,
  RolesInput,
  SessionEndedInput,
  SessionView,
  SetupInput,
  SideMembersView,
} from './accounts-contract.ts'
import type { AnswerInput, ProposalInput, SameInput, SendingInput, SideAnswerInput, SideInput } from './contract.ts'

type Ask = <Body>(path: string, init?: { readonly method?: string }, told?: (headers: Headers) => void) => Promise<Body>
type Send = <Body>(path: string, input: unknown) => Promise<Body>

/** A session, and how far the clock of the server is ahead of this one, in milliseconds. */
export interface SessionSeen extends SessionView {
  readonly ahead: number
}

/** What is to be drafted: a request that sends, by its address below the cooperation. */
export type DraftOrder =
  | { readonly route: 'commitments'; readonly input: ProposalInput }
  | { readonly route: `commitments/${CommitmentId}/answers`; readonly input: AnswerInput }
  | { readonly route: 'sent'; readonly input: SendingInput }
  | { readonly route: 'same'; readonly input: SameInput }
  | { readonly route: 'sides'; readonly input: SideInput }
  | { readonly route: `sides/${VersionId}/answers`; readonly input: SideAnswerInput }

/** Which acts are asked for. */
export interface ActsQuery {
  readonly after?: number
  readonly member?: MemberId
  readonly kind?: string
  readonly outcome?: 'done' | 'refused' | 'failed'
  /** Civil days, first and last. */
  readonly from?: string
  readonly to?: string
}

/** What is asked and said about members, whatever they do. */
export function onMembers(ask: Ask, send: Send) {
  return {
    /** Who asks. As a poll it is no sign of life. */
    session: async (poll = false): Promise<SessionSeen> => {
      let ahead = 0
      const view = await ask<SessionView>(`/session${poll ? '?poll=1' : ''}`, {}, (headers) => {
        const told = Date.parse(headers.get('date') ?? '')
        ahead = Number.isNaN(told) ? 0 : told - Date.now()
      })
      return { ...view, ahead }
    },
    setUp: (input: SetupInput) => send<SessionView>('/session/setup', input),
    goOnAs: (input: DemonstrationInput) => send<SessionView>('/session/demonstration', input),
    invited: (token: string) => ask<InvitedView>(`/invitations/${encodeURIComponent(token)}`),
    takeUp: (token: string, input: InvitationAcceptedInput) =>
      send<SessionView>(`/invitations/${encodeURIComponent(token)}/accepted`, input),
    rights: () => ask<RightsView>('/rights'),
    accounts: () => ask<AccountsView>('/administration/members'),
    guard: (member: MemberId, input: GuardInput) => send<AccountsView>(`/administration/members/${member}`, input),
    appoint: (input: AppointmentInput) => send<InvitationMade>('/administration/invitations', input),
    makePasswordLink: (member: MemberId) => send<ResetMade>(`/administration/members/${member}/reset`, {}),
    administrators: () => ask<AdministratorsView>('/administration/administrators'),
    relieve: (member: MemberId) => send<AdministratorsView>(`/administration/administrators/${member}/relieved`, {}),
    appointments: () => ask<AppointmentsView>('/administration/invitations'),
    withdrawAppointment: (input: InvitationWithdrawnInput) =>
      send<AppointmentsView>('/administration/invitations/withdrawn', input),
    acts: (query: ActsQuery) => ask<ActsView>(`/acts?${actsAddressed(query)}`),
    actsVerified: () => ask<ActsVerified>('/acts/verified'),
    ...onSide(ask, send),
    ...onSigning(ask, send),
  }
}

/** What is asked and said about those who act for a side, and about its drafts. */
function onSide(ask: Ask, send: Send) {
  return {
    sideMembers: (cooperation: CooperationId, side: SideId) =>
      ask<SideMembersView>(`/cooperations/${cooperation}/members?side=${side}`),
    invite: (cooperation: CooperationId, input: InvitationInput) =>
      send<InvitationMade>(`/cooperations/${cooperation}/invitations`, input),
    withdrawInvitation: (cooperation: CooperationId, input: InvitationWithdrawnInput) =>
      send<unknown>(`/cooperations/${cooperation}/invitations/withdrawn`, input),
    changeRoles: (cooperation: CooperationId, member: MemberId, input: RolesInput) =>
      send<unknown>(`/cooperations/${cooperation}/members/${member}/roles`, input),
    leave: (cooperation: CooperationId, member: MemberId, input: LeavingInput) =>
      send<unknown>(`/cooperations/${cooperation}/members/${member}/left`, input),
    setFourEyes: (cooperation: CooperationId, input: FourEyesInput) =>
      send<unknown>(`/cooperations/${cooperation}/four-eyes`, input),
    drafts: (cooperation: CooperationId, side: SideId) =>
      ask<DraftsView>(`/cooperations/${cooperation}/drafts?side=${side}`),
    sentAlone: (cooperation: CooperationId, side: SideId, numbers: readonly number[]) =>
      ask<SentAloneView>(
        `/cooperations/${cooperation}/sent-alone?side=${side}${numbers.map((seq) => `&seq=${seq}`).join('')}`,
      ),
    writeDraft: (cooperation: CooperationId, { route, input }: DraftOrder) =>
      send<DraftWritten>(`/cooperations/${cooperation}/${route}?draft=1`, input),
    judge: (cooperation: CooperationId, draft: DraftId, input: JudgementInput) =>
      send<unknown>(`/cooperations/${cooperation}/drafts/${draft}/judged`, input),
    sendDraft: (cooperation: CooperationId, draft: DraftId, input: DraftSentInput) =>
      send<DraftsView>(`/cooperations/${cooperation}/drafts/${draft}/sent`, input),
    dropDraft: (
      cooperation: CooperationId,
      draft: DraftId,
      input: { readonly side: SideId; readonly reason: string | null },
    ) => send<unknown>(`/cooperations/${cooperation}/drafts/${draft}/dropped`, input),
  }
}

function actsAddressed(query: ActsQuery): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) parameters.append(name, String(value))
  return parameters.toString()
}

/** Where acts by some query are handed out as a table. */
export function actsExport(query: ActsQuery): string {
  return `/api/acts/export?${actsAddressed(query)}`
}

/** What a request to sign in is answered, where it was granted. */
type SignedIn = { readonly kind: 'signed-in' | 'second-factor-needed' }

/** A second factor to be confirmed by its first code: its key, as text and as an address for authenticators. */
export interface SecondFactorBegun {
  readonly key: string
  readonly address: string
  readonly recoveryCodes: readonly string[]
}

/** What is asked to sign in and out, and what belongs to it. */
function onSigning(ask: Ask, send: Send) {
  const elsewhere = async (path: string, to: string, failed: string): Promise<string> => {
    const input = { provider: 'oidc', callbackURL: to, errorCallbackURL: failed }
    return (await send<{ readonly url: string }>(`/auth${path}`, input)).url
  }
  return {
    /** Answers whether a second factor is asked for now. */
    signIn: async (loginName: string, password: string): Promise<boolean> => {
      const { kind } = await send<SignedIn>('/auth/sign-in/username', { username: loginName, password })
      return kind === 'second-factor-needed'
    },
    verifyCode: (code: string) => send<unknown>('/auth/two-factor/verify-totp', { code }),
    verifyRecovery: (code: string) => send<unknown>('/auth/two-factor/verify-backup-code', { code }),
    signOut: () => send<unknown>('/auth/sign-out', {}),
    /** The address of the provider where one goes on; it leads back to `to`, or to `failed` where it lets nobody in. */
    signInElsewhere: (to: string, failed: string) => elsewhere('/sign-in/social', to, failed),
    linkElsewhere: () => elsewhere('/link-social', '/profile', '/profile'),
    changePassword: (currentPassword: string, newPassword: string) =>
      send<unknown>('/auth/change-password', { currentPassword, newPassword }),
    beginSecondFactor: (password: string) => send<SecondFactorBegun>('/auth/two-factor/enable', { password }),
    endSecondFactor: (password: string) => send<unknown>('/auth/two-factor/disable', { password }),
    makeRecoveryCodes: async (password: string): Promise<readonly string[]> => {
      const path = '/auth/two-factor/generate-backup-codes'
      return (await send<{ readonly recoveryCodes: readonly string[] }>(path, { password })).recoveryCodes
    },
    ownSessions: () => ask<OwnSessionsView>('/session/all'),
    endSession: (input: SessionEndedInput) => send<OwnSessionsView>('/session/ended', input),
    /** What names a delegate's organisations. */
    own: (cooperation: CooperationId, after: string | null) =>
      ask<OwnView>(`/cooperations/${cooperation}/own${after === null ? '' : `?after=${encodeURIComponent(after)}`}`),
    unlink: () => send<OwnSessionsView>('/session/unlinked', {}),
    resign: () => send<SessionView>('/session/resigned', {}),
    rename: (input: NameInput) => send<SessionView>('/session/name', input),
    /** Whose password a link sets, and setting it. */
    passwordLink: (token: string) => ask<ResetView>(`/passwords/${encodeURIComponent(token)}`),
    setPassword: (token: string, input: ResetInput) =>
      send<SessionView>(`/passwords/${encodeURIComponent(token)}`, input),
  }
}
