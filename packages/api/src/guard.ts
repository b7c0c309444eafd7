/** Who may speak to the interface: pages of its own origin, and programs on this machine. */
import type { MiddlewareHandler } from 'hono'
import { answerRefusal } from './problem.ts'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Refuses requests under a foreign host name (a page elsewhere that points its name at this machine) and requests that
 * a page of another origin sends.
 */
export function guard(): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    const origin = context.req.header('origin')
    const foreign = origin !== undefined && origin !== `http://${host}`
    const across = context.req.header('sec-fetch-site') === 'cross-site' && context.req.path.startsWith('/api/')
    if (!LOOPBACK.test(host) || foreign || across) {
      return answerRefusal(context, { code: 'not-found', detail: `no interface under ${origin ?? host}` })
    }
    await next()
    return undefined
  }
}
