/**
 * What the library that signs in leaves open and this room closes: options nobody is to set, failures by name, codes
 * used twice, weak passwords, members who may not enter, a second factor after the outside provider. It also gathers
 * what becomes of a request, for the log of acts.
 */
import './environment.ts'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { MemberId } from '@handclasp/domain'
import type { BetterAuthPlugin } from 'better-auth'
import {
  APIError,
  createAuthEndpoint,
  createAuthMiddleware,
  getOAuthState,
  getSessionFromCtx,
  isAPIError,
} from 'better-auth/api'
import { deleteSessionCookie } from 'better-auth/cookies'
import { isLoginName, loginNameOf } from './members.ts'
import { checkPassword } from './password.ts'
import { lengthen, readSigned, type SignedRow } from './signed.ts'
import { makeToken } from './token.ts'
import { countTry, useCode } from './tries.ts'
import { after, type Ground } from './wiring.ts'

/** What became of a request, as the hooks see it. */
export interface Facts {
  member: MemberId | null
  session: string | null
  /** It came from somebody who is signed in. */
  isInside: boolean
  /** The login name was right, and a second factor is asked for. */
  asked: boolean
  linked: boolean
}

/** The facts of the request that is being answered. */
export const facts = new AsyncLocalStorage<Facts>()

/** What the library calls the outside provider. */
export const PROVIDER = 'oidc'
/** The name of the cookie that a second factor is asked under, without its prefix. */
const ASKING = 'two_factor'
const ASKING_SECONDS = 10 * 60

/** Options of the library that would get round a rule, by body member: none is ever taken. */
const CLOSED: readonly string[] = [
  'rememberMe',
  'trustDevice',
  'disableSession',
  'issuer',
  'method',
  'idToken',
  'scopes',
  'additionalParams',
  'additionalData',
  'requestSignUp',
  'loginHint',
]

/** Paths on which a member who is signed in gives the password again. */
const WITH_PASSWORD: readonly string[] = [
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
]

/** What came as a body, not yet looked at. */
type Given = Readonly<Record<string, unknown>>

type Status = 'BAD_REQUEST' | 'UNAUTHORIZED' | 'FORBIDDEN' | 'TOO_MANY_REQUESTS'

function refuse(status: Status, code: string, more: Readonly<Record<string, unknown>> = {}): never {
  throw new APIError(status, { code, message: code, ...more })
}

/** Throws unless a member may enter: whoever is locked or has left gets no session, by whatever way. */
export async function checkEntry({ sql }: Ground, member: string): Promise<void> {
  const row = await sql.selectFrom('member').select('state').where('id', '=', member).executeTakeFirst()
  if (row?.state === 'active') return
  refuse('FORBIDDEN', row?.state === 'locked' ? 'MEMBER_LOCKED' : 'MEMBER_LEFT')
}

/** The plugin; it has to be the last one, so that it sees what the others made of an answer. */
export function guard(ground: Ground) {
  return {
    id: 'guard',
    hooks: {
      before: [
        { matcher: () => true, handler: closingOptions() },
        { matcher: ({ path }) => path === '/sign-in/username', handler: beforePassword(ground) },
        { matcher: ({ path = '' }) => isInside(path), handler: beforeInside(ground) },
        { matcher: ({ path = '' }) => path.startsWith('/two-factor/verify-'), handler: beforeCode(ground) },
      ],
      after: [
        { matcher: ({ path = '' }) => path.startsWith('/callback/'), handler: afterProvider(ground) },
        { matcher: () => true, handler: gathering() },
      ],
    },
    endpoints: { lengthen: lengthening(ground) },
  } satisfies BetterAuthPlugin
}

function closingOptions() {
  return createAuthMiddleware(async ({ body }) => {
    const given = (body ?? {}) as Given
    if (CLOSED.some((name) => given[name] !== undefined)) refuse('BAD_REQUEST', 'OPTION_REFUSED')
  })
}

function beforePassword(ground: Ground) {
  return createAuthMiddleware(async ({ body }) => {
    const { username } = (body ?? {}) as Given
    const loginName = loginNameOf(typeof username === 'string' ? username : '')
    // Nobody can have it, and the database might not even take it: the library refuses it like a wrong one.
    if (!isLoginName(loginName)) return
    const { sql } = ground
    const row = await sql.selectFrom('member').select('id').where('login_name', '=', loginName).executeTakeFirst()
    const known = facts.getStore()
    if (known && row) known.member = row.id as MemberId
    await limit(ground, loginName)
  })
}

/** Counts a try of a name, and throws where it has too many. */
async function limit({ sql, clock }: Ground, loginName: string): Promise<void> {
  const until = await countTry(sql, loginName, clock())
  if (until !== null) refuse('TOO_MANY_REQUESTS', 'NAME_LOCKED', { until })
}

/** Who is signed in, told to the log, too. */
async function whoIsInside(context: Parameters<typeof getSessionFromCtx>[0]) {
  const signed = await getSessionFromCtx(context)
  const known = facts.getStore()
  if (signed && known) {
    Object.assign(known, { member: signed.user.id, session: signed.session.id, isInside: true })
  }
  return signed
}

/** Whoever is signed in gives the password again for what matters, and it is counted like one of signing in. */
function beforeInside(ground: Ground) {
  return createAuthMiddleware(async (context) => {
    const { path } = context
    const signed = await whoIsInside(context)
    if (!signed || !WITH_PASSWORD.includes(path)) return
    const loginName = String(signed.user['username'])
    const given = (context.body ?? {}) as Given
    const { newPassword } = given
    if (path === '/change-password' && typeof newPassword === 'string') {
      const checked = checkPassword(newPassword, loginName)
      const isLong = !checked.ok && checked.refusal.code === 'password-too-long'
      if (!checked.ok) refuse('BAD_REQUEST', isLong ? 'PASSWORD_TOO_LONG' : 'PASSWORD_TOO_SHORT')
    }
    await limit(ground, loginName)
    if (path === '/change-password') return { context: { body: { ...given, revokeOtherSessions: true } } }
  })
}

/** No code of a device is looked at twice while it could still fit. */
function beforeCode({ sql, clock }: Ground) {
  return createAuthMiddleware(async (context) => {
    const signed = await whoIsInside(context)
    const { createAuthCookie, secret, internalAdapter } = context.context
    const asked = await context.getSignedCookie(createAuthCookie(ASKING).name, secret)
    const challenge = asked ? await internalAdapter.findVerificationValue(asked) : null
    const member = signed?.user.id ?? challenge?.value
    const known = facts.getStore()
    if (member === undefined) return
    if (known) known.member = member as MemberId
    if (context.path !== '/two-factor/verify-totp') return
    const { code } = (context.body ?? {}) as Given
    const isCode = typeof code === 'string' && /^\d{6}$/.test(code)
    if (!isCode || !(await useCode(sql, member, code, clock()))) refuse('UNAUTHORIZED', 'INVALID_CODE')
  })
}

/**
 * A second factor counts for the outside provider, too: its session goes, and the code is asked for on a page of ours,
 * which is told where the browser was going.
 */
function afterProvider({ random, clock }: Ground) {
  return createAuthMiddleware(async (context) => {
    const { newSession, internalAdapter, createAuthCookie, secret } = context.context
    if (newSession?.user['twoFactorEnabled'] !== true) return
    deleteSessionCookie(context)
    await internalAdapter.deleteSession(newSession.session.token)
    context.context.setNewSession(null)
    const cookie = createAuthCookie(ASKING, { maxAge: ASKING_SECONDS })
    const identifier = `2fa-${makeToken(random)}`
    const expiresAt = new Date(after(clock(), ASKING_SECONDS))
    await internalAdapter.createVerificationValue({ value: newSession.user.id, identifier, expiresAt })
    await internalAdapter.createVerificationValue({ value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt })
    await context.setSignedCookie(cookie.name, identifier, secret, cookie.attributes)
    const known = facts.getStore()
    if (known) known.asked = true
    const visit = await getOAuthState()
    throw context.redirect(`/sign-in?second-factor&to=${encodeURIComponent(visit?.callbackURL ?? '/')}`)
  })
}

function gathering() {
  return createAuthMiddleware(async ({ context: { returned } }) => {
    const known = facts.getStore()
    if (!known) return
    const isAsked = !isAPIError(returned) && (returned as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect
    known.asked ||= isAsked === true
    // The session that the password alone had made is gone again.
    if (known.asked) known.session = null
  })
}

/** Lengthens the session of whoever sends a request, and its cookie with it; null where it has ended. */
function lengthening(ground: Ground) {
  return createAuthEndpoint.serverOnly({ method: 'GET' }, async (context): Promise<SignedRow | null> => {
    const { authCookies, secret } = context.context
    const { name, attributes } = authCookies.sessionToken
    const token = await context.getSignedCookie(name, secret)
    const row = token ? await readSigned(ground, token) : null
    const lengthened = row && (await lengthen(ground, row))
    if (!token || !lengthened) return null
    const maxAge = Math.ceil((Date.parse(lengthened.expires_at) - Date.parse(ground.clock())) / 1000)
    await context.setSignedCookie(name, token, secret, { ...attributes, maxAge })
    return lengthened
  })
}

/** Paths that only somebody who is signed in has use for. */
function isInside(path: string): boolean {
  return WITH_PASSWORD.includes(path) || path === '/link-social' || path === '/sign-out'
}
