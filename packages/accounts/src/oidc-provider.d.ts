/** The outside provider that tests sign in by: as much of it as they use. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  /** A provider of OpenID Connect under an issuer. */
  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): RequestListener
  }
}
