/** Who may speak to the interface: pages of its own origin, or of the public one, and programs on this machine. */
import type { MiddlewareHandler } from 'hono'
import { answerRefusal } from './problem.ts'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Where the outside provider of sign-in sends browsers back to: its own checks are whether they were sent there. */
const PROVIDER_BACK = '/api/auth/callback/oidc'

/** Refuses addresses whose path holds what no text has: control characters, or escapes that stand for nothing. */
export function legible(): MiddlewareHandler {
  return async (context, next) => {
    if (!isLegible(new URL(context.req.url).pathname)) {
      return answerRefusal(context, { code: 'input-invalid', field: 'path', misfit: 'not-text', most: null })
    }
    await next()
    return undefined
  }
}

function isLegible(path: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(path))
  } catch {
    return false
  }
}

/**
 * Refuses requests under a foreign host name (a page elsewhere that points its name at this machine) and requests that
 * a page of another origin sends. Where there is a public origin, its pages alone may send: members would sign in by no
 * other one, and what they had done on the way there, such as using up a code, would be done.
 */
export function guard(publicOrigin: string | null): MiddlewareHandler {
  const publicHost = publicOrigin === null ? null : new URL(publicOrigin).host
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    const origin = context.req.header('origin')
    const foreign = origin !== undefined && origin !== (publicOrigin ?? `http://${host}`)
    const isBack = context.req.method === 'GET' && context.req.path === PROVIDER_BACK
    const isAcross = context.req.header('sec-fetch-site') === 'cross-site' && context.req.path.startsWith('/api/')
    const across = isAcross && !isBack
    if (!(LOOPBACK.test(host) || host === publicHost) || foreign || across) {
      return answerRefusal(context, { code: 'not-found', detail: `no interface under ${origin ?? host}` })
    }
    await next()
    return undefined
  }
}
