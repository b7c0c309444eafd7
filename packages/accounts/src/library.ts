/** The library that signs in, set up for this house: its tables under our names, its doors closed but ours. */
import './environment.ts'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import { base32, type MemberId } from '@handclasp/domain'
import { AccountsFault, InstantsAsDates } from './database.ts'
import { checkEntry, facts, guard, PROVIDER } from './guard.ts'
import { isLoginName, loginNameOf } from './members.ts'
import { hashPassword, LEAST, MOST, verifyPassword } from './password.ts'
import { FAILURES, LOCKED_SECONDS } from './tries.ts'
import { after, type Ground, type Provider } from './wiring.ts'

/** What the library is set up with beside the ground. */
export interface Setting {
  readonly secret: string
  /** Scheme, host and port under which browsers know this server. */
  readonly origin: string
  readonly provider: Provider | null
  readonly report: (fault: unknown) => void
}

/** Where the library answers. */
export const BASE = '/api/auth'

/** Does a browser know this server by an address that is encrypted? */
function isEncrypted(origin: string): boolean {
  return origin.startsWith('https:')
}

/** What all cookies of the library begin with: where encrypted, so that no other host of the domain can set them. */
function cookiePrefix(origin: string): string {
  return isEncrypted(origin) ? '__Host-handclasp' : 'handclasp'
}

/** The cookie that a session goes by. */
export function sessionCookie(origin: string): string {
  return `${cookiePrefix(origin)}.session_token`
}

/** The library, set up. Made once the server listens: only then is its origin known. */
export function makeLibrary(ground: Ground, { secret, origin, provider, report }: Setting) {
  const isSecure = isEncrypted(origin)
  return betterAuth({
    appName: 'Handclasp',
    baseURL: origin,
    // The same server by its other name on this machine.
    trustedOrigins: [origin.replace('//127.0.0.1', '//localhost')],
    basePath: BASE,
    secret,
    telemetry: { enabled: false },
    // Without a level: with one, some errors would go to the console.
    logger: { log: (_, message, ...rest) => tell(report, message, rest) },
    database: { db: ground.sql.withPlugin(new InstantsAsDates()), type: 'postgres' },
    advanced: {
      database: { generateId: ({ model }) => makeId(ground, model) },
      cookiePrefix: cookiePrefix(origin),
      // Said although it is the default: under NODE_ENV=test the library would leave it out.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      ipAddress: { ipAddressHeaders: ['x-peer-address'] },
    },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LEAST,
      maxPasswordLength: MOST,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    onAPIError: { errorURL: '/sign-in', onError: (error) => (isAPIError(error) ? undefined : report(error)) },
    ...tables(ground, provider !== null),
    plugins: [...plugins(), ...(provider ? [outside(provider)] : []), guard(ground)],
    databaseHooks: hooks(ground),
  })
}

/** The library as it was set up. */
export type Library = ReturnType<typeof makeLibrary>

/** Names of tables and columns, and how long sessions last. */
function tables({ limits }: Ground, hasProvider: boolean) {
  const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return {
    user: {
      modelName: 'member',
      fields: { emailVerified: 'email_verified', ...dates },
      // Said because the library looks for columns that it would never fill; it makes no members.
      additionalFields: { author: { type: 'string' as const, required: true, input: false } },
      changeEmail: { enabled: false },
      deleteUser: { enabled: false },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'member',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...dates,
      },
      expiresIn: limits.idleSeconds,
      updateAge: 60,
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'credential',
      fields: {
        accountId: 'subject',
        providerId: 'provider',
        userId: 'member',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...dates,
      },
      updateAccountOnSignIn: false,
      accountLinking: {
        enabled: true,
        disableImplicitLinking: true,
        allowDifferentEmails: true,
        trustedProviders: hasProvider ? [PROVIDER] : [],
        updateUserInfoOnLink: false,
      },
    },
    verification: {
      modelName: 'sign_in_token',
      fields: { expiresAt: 'expires_at', ...dates },
      storeIdentifier: 'hashed' as const,
    },
  }
}

function plugins() {
  return [
    username({
      displayUsername: false,
      minUsernameLength: 2,
      maxUsernameLength: 64,
      usernameValidator: (name) => isLoginName(loginNameOf(name)),
      usernameNormalization: loginNameOf,
      schema: { user: { fields: { username: 'login_name' } } },
    }),
    twoFactor({
      issuer: 'Handclasp',
      accountLockout: { enabled: true, maxFailedAttempts: FAILURES, durationSeconds: LOCKED_SECONDS },
      schema: {
        user: { fields: { twoFactorEnabled: 'second_factor_enabled' } },
        twoFactor: {
          modelName: 'second_factor',
          fields: {
            userId: 'member',
            backupCodes: 'backup_codes',
            failedVerificationCount: 'failed_verification_count',
            lockedUntil: 'locked_until',
          },
        },
      },
    }),
  ] as const
}

/** The outside provider: whoever it names enters only where a member has linked themselves to that subject. */
function outside({ discoveryUrl, clientId, clientSecret }: Provider) {
  return genericOAuth({
    config: [
      {
        providerId: PROVIDER,
        discoveryUrl,
        clientId,
        clientSecret,
        pkce: true,
        scopes: ['openid', 'profile'],
        requireIdTokenVerification: true,
        disableSignUp: true,
        disableImplicitSignUp: true,
        overrideUserInfo: false,
        // The library refuses a subject without an address; ours lead nowhere.
        mapProfileToUser: ({ sub, name }) => ({
          email: `${String(sub)}@oidc.invalid`,
          emailVerified: false,
          name: String(name ?? sub),
        }),
      },
    ],
  })
}

/** No tokens of the outside provider are kept. */
const WITHOUT_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
}

function hooks(ground: Ground) {
  const { limits, clock } = ground
  return {
    session: {
      create: {
        before: async (session: { userId: string; expiresAt: Date }) => {
          const known = facts.getStore()
          if (known) known.member = session.userId as MemberId
          await checkEntry(ground, session.userId)
          const latest = Date.parse(after(clock(), Math.min(limits.idleSeconds, limits.absoluteSeconds)))
          return { data: { ...session, expiresAt: new Date(Math.min(session.expiresAt.getTime(), latest)) } }
        },
        after: async (session: { id: string }) => {
          const known = facts.getStore()
          if (known) known.session = session.id
        },
      },
      update: {
        // No lengthening beyond the absolute limit.
        before: async (change: { expiresAt?: Date }, context: SessionContext | null | undefined) => {
          const began = context?.context.session?.session.createdAt
          if (!change.expiresAt || !began) return
          const end = new Date(began).getTime() + limits.absoluteSeconds * 1000
          if (change.expiresAt.getTime() > end) return { data: { ...change, expiresAt: new Date(end) } }
        },
      },
    },
    account: {
      create: {
        before: async (account: object) => ({ data: { ...account, ...WITHOUT_TOKENS } }),
        after: async (account: { userId: string }) => {
          const known = facts.getStore()
          if (known) Object.assign(known, { member: account.userId, linked: true })
        },
      },
      update: {
        before: async (account: object) => ({
          data: { ...account, ...('accessToken' in account || 'idToken' in account ? WITHOUT_TOKENS : {}) },
        }),
      },
    },
  }
}

interface SessionContext {
  readonly context: { readonly session: { readonly session: { readonly createdAt: Date } } | null }
}

const PREFIXES: Readonly<Record<string, string>> = {
  session: 'ses',
  account: 'crd',
  verification: 'tok',
  twoFactor: 'sec',
}

/** Ids in the manner of the house, for what only this room knows: prefix and 130 random bits. */
function makeId({ random }: Ground, model: string): string {
  const prefix = PREFIXES[model]
  if (prefix === undefined) throw new TypeError(`the library is not to make a ${model}`)
  return `${prefix}_${base32(random(16))}`
}

/**
 * Reports what broke. The library also logs what it refused, such as a foreign origin or a visit to the provider that
 * was begun in another browser: that is noted as an act.
 */
function tell(report: Setting['report'], message: unknown, rest: readonly unknown[]): void {
  const cause = rest.find((each) => each instanceof Error && !isAPIError(each) && each.name !== 'BetterAuthError')
  if (cause) report(new AccountsFault('sign-in-failed', `signing in: ${String(message)}`, cause))
}
