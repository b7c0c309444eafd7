/** What the library answers, in the words of this house: refusals with a code, and no more than is needed. */
import type { Instant, Refusal } from '@handclasp/domain'
import { AccountsFault } from './database.ts'
import { LEAST, MOST } from './password.ts'

/** What a request to sign in is answered, where it was granted. */
export type SignInAnswer =
  | { readonly kind: 'signed-in' | 'second-factor-needed' | 'done' }
  /** Where the browser is to go: to the outside provider. */
  | { readonly kind: 'go'; readonly url: string }
  /** A second factor to be confirmed by its first code: the key as base 32 and as an address for authenticators. */
  | {
      readonly kind: 'second-factor'
      readonly key: string
      readonly address: string
      readonly recoveryCodes: readonly string[]
    }
  | { readonly kind: 'recovery-codes'; readonly recoveryCodes: readonly string[] }

/** An answer with its status: what was granted, or a refusal as the api words it. */
export interface Answer {
  readonly status: number
  readonly refusal: Refusal | null
  readonly body: SignInAnswer | { readonly refusal: Refusal }
}

/** The library's answer in our words; `loginName` stands beside the key in authenticators. Throws where it failed. */
export function answerOf(path: string, status: number, answered: unknown, loginName: string | null): Answer {
  const told = (answered ?? {}) as Told
  if (status >= 500) throw new AccountsFault('sign-in-failed', `signing in failed at ${path}`, told)
  if (status < 400) return { status: 200, refusal: null, body: grantedOf(path, told, loginName) }
  const [mine, refusal] = refusalOf(path, status, told)
  return { status: mine, refusal, body: { refusal } }
}

/** What the library tells: members that some of its answers have. */
interface Told {
  readonly code?: string
  readonly until?: Instant
  readonly url?: string
  readonly totpURI?: string
  readonly backupCodes?: readonly string[]
  readonly twoFactorRedirect?: boolean
}

function grantedOf(path: string, told: Told, loginName: string | null): SignInAnswer {
  if (told.twoFactorRedirect) return { kind: 'second-factor-needed' }
  if (told.totpURI !== undefined) {
    const key = new URL(told.totpURI).searchParams.get('secret') ?? ''
    const label = encodeURIComponent(`Handclasp:${loginName ?? ''}`)
    const address = `otpauth://totp/${label}?secret=${key}&issuer=Handclasp&digits=6&period=30`
    return { kind: 'second-factor', key, address, recoveryCodes: told.backupCodes ?? [] }
  }
  if (told.backupCodes) return { kind: 'recovery-codes', recoveryCodes: told.backupCodes }
  if (told.url !== undefined) return { kind: 'go', url: told.url }
  const isEntered = path === '/sign-in/username' || path.startsWith('/two-factor/verify-')
  return { kind: isEntered ? 'signed-in' : 'done' }
}

function refusalOf(path: string, status: number, { code, until }: Told): readonly [number, Refusal] {
  switch (code) {
    case 'INVALID_USERNAME_OR_PASSWORD':
    case 'INVALID_USERNAME':
    case 'USERNAME_TOO_SHORT':
    case 'USERNAME_TOO_LONG':
      return [401, { code: 'sign-in-wrong' }]
    case 'NAME_LOCKED':
      return [429, { code: 'sign-in-locked', until: until ?? null }]
    case 'ACCOUNT_TEMPORARILY_LOCKED':
      return [429, { code: 'second-factor-locked', until: null }]
    case 'INVALID_CODE':
    case 'INVALID_BACKUP_CODE':
      return [401, { code: 'second-factor-wrong' }]
    case 'INVALID_TWO_FACTOR_COOKIE':
    case 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE':
      return [401, { code: 'sign-in-anew' }]
    case 'MEMBER_LOCKED':
      return [403, { code: 'member-locked' }]
    case 'MEMBER_LEFT':
      return [403, { code: 'member-left' }]
    case 'INVALID_PASSWORD':
      return [403, { code: 'password-wrong' }]
    case 'PASSWORD_TOO_SHORT':
      return [422, { code: 'password-too-weak', least: LEAST }]
    case 'PASSWORD_TOO_LONG':
      return [422, { code: 'password-too-long', most: MOST }]
    case 'TOTP_ALREADY_ENABLED':
      return [409, { code: 'second-factor-set' }]
    case 'TOTP_NOT_ENABLED':
    case 'TWO_FACTOR_NOT_ENABLED':
    case 'BACKUP_CODES_NOT_ENABLED':
      return [409, { code: 'second-factor-not-set' }]
    case 'PROVIDER_NOT_FOUND':
      return [503, { code: 'provider-unreachable' }]
    default:
      return status === 401 && path !== '/sign-in/username'
        ? [401, { code: 'sign-in-needed' }]
        : [403, { code: 'sign-in-refused' }]
  }
}
