/** What the environment says: where data lies, which database, which port. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Limits, Provider } from '@handclasp/accounts'
import { LARGEST_FILE } from '@handclasp/ledger'

/** Shown to try things out, or the user's own. */
export type Mode = 'demonstration' | 'own'

/** Where and how an installation runs. */
export interface Settings {
  readonly mode: Mode
  /** Its data folder: key, log, and the embedded database where that is used. */
  readonly folder: string
  /** A PostgreSQL instead of the embedded database; never for the demonstration. */
  readonly databaseUrl: string | null
  /** Where attached files lie: in the data folder unless told; several servers may share one. */
  readonly files: string
  /** Bytes of one file at most. */
  readonly largestFile: number
  readonly port: number
  /**
   * `https://…` under which browsers elsewhere know this server, by a proxy on this machine that ends TLS; null where
   * it is known on this machine alone, as the demonstration always is.
   */
  readonly publicOrigin: string | null
  /** How long members stay signed in. */
  readonly limits: Limits
  /** By whom members may sign in from outside; null for nobody. */
  readonly provider: Provider | null
}

/** The port where none is asked for. */
const PORT = 4680

/** The variable asks for a port that is none. */
export class PortInvalid extends Error {
  readonly code = 'port-invalid'
  readonly value: string
  constructor(value: string) {
    super(`${value} is not a port`)
    this.value = value
  }
}

/** The variable names a public origin that is none. */
export class OriginInvalid extends Error {
  readonly code = 'origin-invalid'
  readonly value: string
  constructor(value: string) {
    super(`${value} is no origin of https`)
    this.value = value
  }
}

/** The variable asks for a size that is none. */
export class SizeInvalid extends Error {
  readonly code = 'size-invalid'
  readonly value: string
  constructor(value: string) {
    super(`${value} is not a size`)
    this.value = value
  }
}

/**
 * The settings from the environment: `HANDCLASP_DATA` and `HANDCLASP_FILES` (folders), `HANDCLASP_LARGEST_FILE` (MB),
 * `HANDCLASP_PORT`, `HANDCLASP_ORIGIN`, `DATABASE_URL`, `HANDCLASP_IDLE_MINUTES`, `HANDCLASP_SESSION_HOURS`,
 * `HANDCLASP_OIDC_…`. The demonstration has database and files of its own whatever is said. Without a
 * wish the user's own installation is meant once there is one, else the demonstration.
 */
export function settingsFrom(environment: NodeJS.ProcessEnv, wish: Mode | null): Settings {
  const root = environment.HANDCLASP_DATA ? resolve(environment.HANDCLASP_DATA) : defaultRoot(environment)
  const url = environment.DATABASE_URL || null
  const own = join(root, 'own')
  const mode = wish ?? (url !== null || existsSync(own) ? 'own' : 'demonstration')
  const folder = mode === 'own' ? own : join(root, 'demonstration')
  const named = environment.HANDCLASP_FILES
  const files = mode === 'own' && named ? resolve(named) : join(folder, 'files')
  const largestFile = sizeFrom(environment.HANDCLASP_LARGEST_FILE)
  const port = portFrom(environment.HANDCLASP_PORT)
  const limits = {
    idleSeconds: wholeFrom(environment, 'HANDCLASP_IDLE_MINUTES', IDLE_MINUTES) * 60,
    absoluteSeconds: wholeFrom(environment, 'HANDCLASP_SESSION_HOURS', SESSION_HOURS) * 3_600,
  }
  const databaseUrl = mode === 'own' ? url : null
  const publicOrigin = mode === 'own' ? originFrom(environment.HANDCLASP_ORIGIN) : null
  const provider = providerFrom(environment)
  return { mode, folder, databaseUrl, files, largestFile, port, publicOrigin, limits, provider }
}

/** Minutes without use, and hours at most, after which members have to sign in again, unless told. */
const IDLE_MINUTES = 30
const SESSION_HOURS = 12

/** A variable asks for a number that is none it can be. */
export class NumberInvalid extends Error {
  readonly code = 'number-invalid'
  readonly variable: string
  readonly value: string
  constructor(variable: string, value: string) {
    super(`${variable}=${value} is no whole number from 1 on`)
    this.variable = variable
    this.value = value
  }
}

function wholeFrom(environment: NodeJS.ProcessEnv, name: string, unless: number): number {
  const value = environment[name]
  if (!value) return unless
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 100_000) throw new NumberInvalid(name, value)
  return number
}

function providerFrom(environment: NodeJS.ProcessEnv): Provider | null {
  const { HANDCLASP_OIDC_URL: url, HANDCLASP_OIDC_CLIENT: clientId, HANDCLASP_OIDC_SECRET: clientSecret } = environment
  if (!url || !clientId || !clientSecret) return null
  const discoveryUrl = url.includes('/.well-known/')
    ? url
    : `${url.replace(/\/$/, '')}/.well-known/openid-configuration`
  return { discoveryUrl, clientId, clientSecret, label: environment.HANDCLASP_OIDC_LABEL || new URL(url).host }
}

function sizeFrom(value: string | undefined): number {
  if (!value) return LARGEST_FILE
  const size = Number(value)
  if (!Number.isInteger(size) || size < 1 || size > 2 ** 30) throw new SizeInvalid(value)
  return size * 2 ** 20
}

function originFrom(value: string | undefined): string | null {
  if (!value) return null
  const url = URL.canParse(value) ? new URL(value) : null
  const isBare = url?.href === `${url?.origin}/`
  if (url?.protocol !== 'https:' || !isBare) throw new OriginInvalid(value)
  return url.origin
}

function portFrom(value: string | undefined): number {
  if (!value) return PORT
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new PortInvalid(value)
  return port
}

/** Where programs of each system keep a user's data. */
function defaultRoot(environment: NodeJS.ProcessEnv): string {
  const home = homedir()
  if (process.platform === 'win32') return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Handclasp')
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Handclasp')
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'handclasp')
}
