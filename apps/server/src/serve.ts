/** The HTTP server: the interface and the web's files, on this machine alone. */
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { isIP } from 'node:net'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { api, type Gate, guard } from '@handclasp/api'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { MemberId } from '@handclasp/domain'
import type { Installation } from './installation.ts'
import { derivedKey } from './keys.ts'
import { logIn } from './log.ts'
import { sweepDaily } from './sweeping.ts'

/** The port is taken by another program. */
export class PortTaken extends Error {
  readonly code = 'port-taken'
  readonly port: number
  constructor(port: number, cause: unknown) {
    super(`port ${port} is taken`, { cause })
    this.port = port
  }
}

/** A running server. */
export interface Serving {
  readonly address: string
  close(): Promise<void>
}

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** Everything a page may use comes from here; nobody may frame it. */
const POLICY = {
  defaultSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
}

/**
 * The headers of every answer; where an answer has a policy of its own, that is the narrower one and stands. Browsers
 * that know this server by https are told to stay with it.
 */
function shield(isPublic: boolean): MiddlewareHandler {
  const strictTransportSecurity = isPublic && 'max-age=15552000'
  const secure = secureHeaders({ contentSecurityPolicy: POLICY, strictTransportSecurity })
  return async (context, next) => {
    let own: string | null = null
    await secure(context, async () => {
      await next()
      own = context.res.headers.get('content-security-policy')
    })
    if (own !== null) context.header('content-security-policy', own)
  }
}

/** Serves an installation on 127.0.0.1. Throws `PortTaken`. Faults go to `server.log` in the data folder. */
export async function serve(installation: Installation, demonstration: readonly MemberId[] | null): Promise<Serving> {
  const { settings, ledger, accounts, mint } = installation
  const { publicOrigin } = settings
  const log = logIn(settings.folder)
  const report = (fault: unknown) => log.error(fault)
  const gate: Gate = {
    accounts,
    demonstration,
    // Whoever lets another side in invites its office; in the demonstration one looks at both.
    lettingIn: demonstration ? ['clerk', 'approver', 'office'] : ['host'],
    key: derivedKey(settings.folder, 'command-line'),
    publicOrigin,
    peerOf: peerBehind(publicOrigin !== null),
  }
  const app = new Hono()
    .use(guard(publicOrigin))
    .use(shield(publicOrigin !== null))
    .route('/', api({ ledger, mint, gate, mode: settings.mode, folder: settings.folder, report }))
    .use('/assets/*', async (context, next) => {
      await next()
      if (context.res.ok) context.header('cache-control', 'public, max-age=31536000, immutable')
    })
    .use(serveStatic({ root: webRoot() }))
    .get('/assets/*', (context) => context.notFound())
    .get('*', async (context, next) => {
      context.header('cache-control', 'no-cache')
      return serveStatic({ root: webRoot(), path: 'index.html' })(context, next)
    })
  // A large file takes as long as it takes; uploads that fall silent are ended where they are read.
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { requestTimeout: 0 } }) as Server
  const port = await listen(server, settings.port)
  const endSweeping = sweepDaily(ledger, accounts, report)
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      const swept = endSweeping()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 2_000).unref()
      })
      await swept
    },
  }
}

/**
 * The address a request came from. Only this machine reaches the port: behind a public name it is the proxy that does,
 * and it is believed who it says it was asked by, last in the list that whoever asked may have begun.
 */
function peerBehind(proxy: boolean): (context: Context) => string | null {
  return (context) => {
    const told = proxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    return told && isIP(told) ? told : (getConnInfo(context).remote.address ?? null)
  }
}

function webRoot(): string {
  if (!existsSync(join(WEB, 'index.html'))) throw new Error('the web is not built: start with `npm start`')
  return relative(process.cwd(), WEB) || '.'
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTaken(port, error) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
