/**
 * The contract of the HTTP interface for members: who is signed in, who acts for a side, drafts, rights, administration
 * and the log of acts. Signing in itself, the second factor and sessions answer under /api/auth/*.
 */
import type {
  Administration,
  AuthorId,
  CooperationId,
  DraftId,
  Instant,
  InvitationId,
  Json,
  MemberId,
  Refusal,
  Role,
  Side,
  SideId,
} from '@handclasp/domain'
import type { CommitmentsView } from './contract.ts'

/** For which side of which cooperation somebody acts, and as what. */
export interface DutyView {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly roles: readonly Role[]
  /** The organisation that a delegate stands for. */
  readonly organisation: string | null
}

/** A member as everybody who acts with them sees them. */
export interface MemberView {
  readonly id: MemberId
  readonly loginName: string
  readonly name: string
}

/**
 * GET /api/session: who asks. With `?poll=1` it does not count as a sign of life. Always answers 200: `set-up` while
 * there is no member yet and the setup code is asked for.
 */
export interface SessionView {
  readonly state: 'set-up' | 'signed-out' | 'signed-in'
  readonly member:
    | (MemberView & {
        readonly author: AuthorId
        readonly secondFactor: boolean
        readonly administration: Administration | null
        /** The first member may take pages in and open cooperations, whatever they do for a side. */
        readonly isFounder: boolean
        readonly duties: readonly DutyView[]
      })
    | null
  /** When it ends where nothing is done, and when it ends in any case; null in the demonstration. */
  readonly expires: Instant | null
  readonly ends: Instant | null
  /** What the outside provider of sign-in is called; null where there is none. */
  readonly provider: string | null
  /** In the demonstration, the invented members that one can be. */
  readonly demonstration: readonly MemberView[] | null
}

/** One of one's own sessions: `used` to a minute, `client` what the browser says of itself. */
export interface OwnSessionView {
  readonly id: string
  readonly created: Instant
  readonly used: Instant
  readonly peer: string | null
  readonly client: string | null
  readonly isCurrent: boolean
}

/**
 * GET /api/session/all: one's own sessions, last used first, and whether one can sign in by the outside provider. POST
 * /api/session/unlinked ends that, and answers the same.
 */
export interface OwnSessionsView {
  readonly isLinked: boolean
  readonly sessions: readonly OwnSessionView[]
}

/** POST /api/session/ended: ends one of one's own sessions, or (null) all but this. Answers an `OwnSessionsView`. */
export interface SessionEndedInput {
  readonly session: string | null
}

/** POST /api/session/name: is called otherwise from now on. Answers a `SessionView`. */
export interface NameInput {
  readonly name: string
}

/** POST /api/session/setup: makes the first member, and signs them in. Answers a `SessionView`. */
export interface SetupInput {
  readonly code: string
  readonly loginName: string
  readonly name: string
  readonly password: string
}

/** POST /api/session/demonstration: in the demonstration, goes on as another of its members. */
export interface DemonstrationInput {
  readonly member: MemberId
}

/** GET /api/cooperations/:id/members?side=: who acts for a side, and who is invited to. */
export interface SideMembersView {
  readonly members: readonly (MemberView & {
    readonly roles: readonly Role[]
    readonly organisation: string | null
    readonly since: Instant
    readonly secondFactor: boolean
  })[]
  readonly former: readonly (MemberView & { readonly since: Instant; readonly until: Instant })[]
  readonly invitations: readonly InvitationView[]
  /** Must somebody else check what one drafted before it is sent? */
  readonly fourEyes: boolean
}

/** An invitation that waits. */
export interface InvitationView {
  readonly id: InvitationId
  readonly roles: readonly Role[]
  readonly organisation: string | null
  readonly administration: Administration | null
  readonly note: string | null
  /** The name of who invites. */
  readonly by: string
  readonly made: Instant
  readonly expires: Instant
}

/** POST /api/cooperations/:id/invitations: invites somebody to act for a side. */
export interface InvitationInput {
  readonly side?: SideId | undefined
  readonly roles: readonly Role[]
  readonly organisation: string | null
  /** For whom it is meant, as the inviter noted. */
  readonly note: string | null
}

/** What making an invitation answers: its token is told this once. The link is `/invitation/<token>`. */
export interface InvitationMade {
  readonly invitation: InvitationView
  readonly token: string
}

/** POST /api/cooperations/:id/invitations/withdrawn, /api/administration/invitations/withdrawn. */
export interface InvitationWithdrawnInput {
  readonly side?: SideId | undefined
  readonly invitation: InvitationId
}

/** GET /api/invitations/:token: what an invitation is to, for whoever was given it. */
export interface InvitedView extends InvitationView {
  readonly cooperation: string | null
  readonly side: Side | null
}

/**
 * POST /api/invitations/:token/accepted: takes an invitation up, as whoever is signed in, or as a new member, who is
 * signed in by it. Answers a `SessionView`.
 */
export type InvitationAcceptedInput =
  | { readonly as: 'signed-in' }
  | { readonly as: 'new'; readonly loginName: string; readonly name: string; readonly password: string }

/** POST /api/cooperations/:id/members/:member/roles: what a member does for a side from now on. */
export interface RolesInput {
  readonly side?: SideId | undefined
  readonly roles: readonly Role[]
  readonly organisation: string | null
}

/** POST /api/cooperations/:id/members/:member/left: ends it; whoever is named takes the roles over. */
export interface LeavingInput {
  readonly side?: SideId | undefined
  readonly to: MemberId | null
}

/** POST /api/cooperations/:id/four-eyes: the rule of a side. */
export interface FourEyesInput {
  readonly side?: SideId | undefined
  readonly required: boolean
  readonly note: string | null
}

/**
 * GET /api/cooperations/:id/own?after=…: what a delegate's organisations lead or support, of terms that all sides see.
 */
export interface OwnView extends CommitmentsView {
  readonly name: string
  readonly sides: readonly Side[]
  readonly organisations: readonly string[]
}

/** Somebody who did something, by name where that is known here. */
export interface DoerView {
  readonly author: AuthorId
  readonly name: string | null
}

/** Something that happened to a draft. */
export interface DraftStep {
  readonly by: DoerView
  readonly at: Instant
  readonly note: string | null
}

/** A draft 拟稿: what is to be sent to the other sides, and how far it is. */
export interface DraftView {
  readonly id: DraftId
  /** Number of the entry that holds it: what is judged and sent names it. */
  readonly seq: number
  readonly state: 'drafted' | 'checked' | 'returned' | 'sent'
  /** The kind of command, and what it is about. */
  readonly of: string
  readonly about: string | null
  /** What is to be sent, as the domain's command; null once its words were erased. */
  readonly command: Readonly<Record<string, unknown>> | null
  /** Words for people: the text of the terms, the name of the record. */
  readonly title: string | null
  readonly drafted: DraftStep
  readonly judged: DraftStep | null
  readonly sent: (DraftStep & { readonly fourEyes: boolean }) | null
  /** Why it could not be sent as things stand; null where it could, or was. */
  readonly objection: Refusal | null
}

/** GET /api/cooperations/:id/drafts?side=: newest first. */
export interface DraftsView {
  readonly drafts: readonly DraftView[]
  readonly fourEyes: boolean
}

/**
 * GET /api/cooperations/:id/sent-alone?side=&seq=…: which entries of the side's shared chain one person sent alone, of
 * those that are named.
 */
export interface SentAloneView {
  readonly alone: readonly number[]
}

/** POST /api/cooperations/:id/drafts/:draft/judged. */
export interface JudgementInput {
  readonly side?: SideId | undefined
  readonly seq: number
  readonly verdict: 'checked' | 'returned'
  readonly note: string | null
}

/** POST /api/cooperations/:id/drafts/:draft/sent: sends it. Answers a `DraftsView`. */
export interface DraftSentInput {
  readonly side?: SideId | undefined
  readonly seq: number
}

/** What writing a draft answers, in the place of what sending would: any route that sends drafts by `?draft=1`. */
export interface DraftWritten {
  readonly draft: DraftId
  /** Several where several things were to be sent. */
  readonly drafts: readonly DraftId[]
}

/**
 * Who a right is shown of: a role, an administration, whoever is signed in as nobody, any member, the first member by
 * that alone, or the operator, who holds the data folder and asks from its command line.
 */
export type Holder = Role | Administration | 'nobody' | 'member' | 'founder' | 'operator'

/** A right, the right on some side that gives it, who has it, and the routes that take it. */
export interface RightView {
  readonly right: string
  readonly givenBy: string | null
  readonly holders: readonly Holder[]
  readonly routes: readonly string[]
}

/** Rights of one kind; of whoever else is not among `among` nobody has any of them. */
export interface RightGroup {
  readonly of: 'everybody' | 'side' | 'wide' | 'installation'
  readonly among: readonly Holder[]
  readonly rights: readonly RightView[]
}

/** GET /api/rights: the whole table of rights, as it holds: every route stands under the right that it takes. */
export type RightsView = readonly RightGroup[]

/** GET /api/administration/members: all accounts, for who looks after them; nothing of what they do. */
export interface AccountsView {
  readonly accounts: readonly (MemberView & {
    readonly state: 'active' | 'locked' | 'left'
    readonly administration: Administration | null
    readonly secondFactor: boolean
    readonly lastSignIn: Instant | null
    /** Sessions that are alive. */
    readonly sessions: number
    /** Until when the login name is locked after too many failures. */
    readonly nameLocked: Instant | null
  })[]
}

/**
 * GET /api/administration/administrators: who administers what. POST …/:member/relieved takes it from one of them, and
 * answers the same; POST /api/session/resigned gives up one's own, and answers a `SessionView`.
 */
export type AdministratorsView = readonly (MemberView & {
  readonly administration: Administration
  readonly isLocked: boolean
})[]

/** GET /api/administration/invitations: those to an administration that wait. */
export type AppointmentsView = readonly InvitationView[]

/** POST /api/administration/invitations: invites an administrator. Answers an `InvitationMade`. */
export interface AppointmentInput {
  readonly administration: Administration
  readonly note: string | null
}

/** POST /api/administration/members/:member/reset: a link `/password/<token>` to set a new password by, once. */
export interface ResetMade {
  readonly token: string
}

/** GET /api/passwords/:token: whose password a link sets. */
export type ResetView = MemberView

/** POST /api/passwords/:token: sets it, and signs in. Answers a `SessionView`. */
export interface ResetInput {
  readonly password: string
}

/** POST /api/administration/members/:member: what is done to an account. Answers an `AccountsView`. */
export interface GuardInput {
  readonly deed: 'lock' | 'unlock' | 'end-sessions' | 'reset-second-factor' | 'part'
}

/** One act in the log. */
export interface ActView {
  readonly number: number
  readonly at: Instant
  readonly member: MemberId | null
  readonly name: string | null
  /** What was done: `sign-in`, or a route. */
  readonly kind: string
  readonly cooperation: CooperationId | null
  readonly side: SideId | null
  readonly role: Role | null
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly code: string | null
  /** What it was about: ids and short words, and nothing of what a ledger says. */
  readonly about: Readonly<Record<string, Json>>
  /** The address it came from. */
  readonly from: string | null
}

/**
 * GET /api/acts?after=&member=&kind=&outcome=&from=&to=: newest first; `after` is the number to go on from. GET
 * /api/acts/export hands out by the same, oldest first, as a table.
 */
export interface ActsView {
  readonly acts: readonly ActView[]
  /** The members whom these acts were about, and the cooperations and sides, by what they are called now. */
  readonly names: Readonly<Record<MemberId | CooperationId | SideId, string>>
  readonly after: number | null
  /** All kinds that stand in the log, for choosing among them. */
  readonly kinds: readonly string[]
}

/** GET /api/acts/verified: whether the log's chain holds; `broken` is the first number where it does not. */
export interface ActsVerified {
  readonly acts: number
  readonly head: string | null
  readonly broken: number | null
}
