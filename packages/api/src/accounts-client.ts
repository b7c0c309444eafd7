/** What a client asks and says about members: sessions, duties, drafts, rights, accounts and acts; and signing in. */
import type { CommitmentId, CooperationId, DraftId, MemberId, SideId, VersionId } from '@handclasp/domain'
import type {
  AccountsView,
  ActsVerified,
  ActsView,
  AppointmentInput,
  DemonstrationInput,
  DraftSentInput,
  DraftsView,
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
  RightsView,
  RolesInput,
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
    withdrawAppointment: (input: InvitationWithdrawnInput) =>
      send<unknown>('/administration/invitations/withdrawn', input),
    acts: (query: ActsQuery) => ask<ActsView>(`/acts?${actsAddressed(query)}`),
    actsVerified: () => ask<ActsVerified>('/acts/verified'),
    ...onSide(ask, send),
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
    writeDraft: (cooperation: CooperationId, { route, input }: DraftOrder) =>
      send<DraftWritten>(`/cooperations/${cooperation}/${route}?draft=1`, input),
    judge: (cooperation: CooperationId, draft: DraftId, input: JudgementInput) =>
      send<unknown>(`/cooperations/${cooperation}/drafts/${draft}/judged`, input),
    sendDraft: (cooperation: CooperationId, draft: DraftId, input: DraftSentInput) =>
      send<DraftsView>(`/cooperations/${cooperation}/drafts/${draft}/sent`, input),
  }
}

function actsAddressed(query: ActsQuery): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) parameters.append(name, String(value))
  return parameters.toString()
}

/** Where all acts that are asked for are handed out as a table. */
export function actsExport(query: Omit<ActsQuery, 'after'>): string {
  return `/api/acts/export?${actsAddressed(query)}`
}

/** Signing in, or what belongs to it, was refused. `code` is null where no usable answer came. */
export class SignInRefused extends Error {
  readonly status: number
  readonly code: string | null
  constructor(status: number, code: string | null, cause?: unknown) {
    super(code ?? `no usable answer (${status})`, { cause })
    this.name = 'SignInRefused'
    this.status = status
    this.code = code
  }
}

/** A session of the member who asks, as signing in knows it. */
export interface OwnSession {
  readonly id: string
  readonly token: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly ipAddress: string | null
  readonly userAgent: string | null
}

/** A way in that a member has: `providerId` is `credential` for name and password, else the outside provider. */
export interface OwnWayIn {
  readonly id: string
  readonly providerId: string
  readonly createdAt: string
}

/** Speaks to the routes of signing in at `base`. Every function rejects with `SignInRefused`. */
export function signing(base = '') {
  const ask = asking(base)
  const post = <Body>(path: string, input: object = {}) => ask<Body>(path, input)
  return {
    /** Answers whether a second factor is asked for now. */
    signIn: async (loginName: string, password: string): Promise<boolean> => {
      const answer = await post<{ readonly twoFactorRedirect?: boolean }>('/sign-in/username', {
        username: loginName,
        password,
      })
      return answer.twoFactorRedirect === true
    },
    verifyCode: (code: string) => post<unknown>('/two-factor/verify-totp', { code }),
    verifyRecovery: (code: string) => post<unknown>('/two-factor/verify-backup-code', { code }),
    signOut: () => post<unknown>('/sign-out'),
    /** The address of the provider where one goes on. */
    signInElsewhere: async (to: string): Promise<string> =>
      (await post<{ readonly url: string }>('/sign-in/social', elsewhere(to, '/sign-in'))).url,
    linkElsewhere: async (): Promise<string> =>
      (await post<{ readonly url: string }>('/link-social', elsewhere('/profile', '/profile'))).url,
    waysIn: () => ask<readonly OwnWayIn[]>('/list-accounts'),
    unlink: ({ id, providerId }: OwnWayIn) => post<unknown>('/unlink-account', { providerId, accountId: id }),
    changePassword: (currentPassword: string, newPassword: string) =>
      post<unknown>('/change-password', { currentPassword, newPassword, revokeOtherSessions: true }),
    /** The secret of a second factor, as an address that authenticators read, and ten recovery codes. */
    beginSecondFactor: (password: string) =>
      post<{ readonly totpURI: string; readonly backupCodes: readonly string[] }>('/two-factor/enable', { password }),
    endSecondFactor: (password: string) => post<unknown>('/two-factor/disable', { password }),
    makeRecoveryCodes: async (password: string): Promise<readonly string[]> =>
      (
        await post<{ readonly backupCodes: readonly string[] }>('/two-factor/generate-backup-codes', {
          password,
        })
      ).backupCodes,
    sessions: () => ask<readonly OwnSession[]>('/list-sessions'),
    ownSession: async (): Promise<OwnSession | null> =>
      (await ask<{ readonly session: OwnSession } | null>('/get-session?disableRefresh=true'))?.session ?? null,
    endSession: (token: string) => post<unknown>('/revoke-session', { token }),
    endOtherSessions: () => post<unknown>('/revoke-other-sessions'),
  }
}

function elsewhere(to: string, failed: string) {
  return { provider: 'oidc', callbackURL: to, errorCallbackURL: failed }
}

function asking(base: string) {
  return async <Body>(path: string, input?: object): Promise<Body> => {
    const init: RequestInit = input
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }
      : {}
    let answer: Response
    try {
      answer = await fetch(`${base}/api/auth${path}`, init)
    } catch (cause) {
      throw new SignInRefused(0, null, cause)
    }
    const body: unknown = await answer.json().catch(() => undefined)
    if (!answer.ok || body === undefined) throw new SignInRefused(answer.status, codeOf(body))
    return body as Body
  }
}

function codeOf(body: unknown): string | null {
  const { code } = (body ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : null
}
