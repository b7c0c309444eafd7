/** For browser tests: an outside provider (OpenID Connect) on this machine, and what one does on its pages. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from '@playwright/test'
import { Provider } from 'oidc-provider'

/** What it is called on our buttons. */
export const LABEL = '省统一登录'

/** A provider that listens; it answers once it knows the installation that it signs in for. */
export async function startProvider() {
  // It says at length what it would rather have in earnest.
  const { info, warn } = console
  Object.assign(console, { info: () => {}, warn: () => {} })
  let listener: RequestListener = (_, response) => response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [client, secret] = ['handclasp', 'a secret between two servers']
  return {
    /** What the installation is to be started with. */
    settings: {
      HANDCLASP_OIDC_URL: issuer,
      HANDCLASP_OIDC_CLIENT: client,
      HANDCLASP_OIDC_SECRET: secret,
      HANDCLASP_OIDC_LABEL: LABEL,
    },
    issuer,
    /** Signs in for the installation at an address; whoever types a name is that subject. */
    serve: (address: string) => {
      const known = {
        client_id: client,
        client_secret: secret,
        redirect_uris: [`${address}/api/auth/callback/oidc`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      }
      const provider = new Provider(issuer, {
        clients: [known],
        pkce: { required: () => true },
        claims: { openid: ['sub'], profile: ['name'] },
        findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, name: id }) }),
        cookies: { keys: ['one'] },
      })
      listener = provider.callback()
    },
    stop: () => {
      Object.assign(console, { info, warn })
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Its pages would ask the world outside for their letters. */
export function keepInside(context: BrowserContext): Promise<unknown> {
  return context.route(/^https:/, (route) => route.abort())
}

/** Types a name on the pages of the provider, and lets it tell us who that is. */
export async function signInThere(page: Page, subject: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(subject)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Has the provider forget who sat in front of it. */
export function forgetThere(context: BrowserContext): Promise<void> {
  return context.clearCookies({ name: /^_(session|grant|interaction)/ })
}
