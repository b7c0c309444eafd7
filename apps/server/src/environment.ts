/** What the environment says: where data lies, which database, which port. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Shown to try things out, or the user's own. */
export type Mode = 'demonstration' | 'own'

/** Where and how an installation runs. */
export interface Settings {
  readonly mode: Mode
  /** Its data folder: key, log, and the embedded database where that is used. */
  readonly folder: string
  /** A PostgreSQL instead of the embedded database; never for the demonstration. */
  readonly databaseUrl: string | null
  readonly port: number
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

/**
 * The settings from the environment: `HANDCLASP_DATA` (folder), `HANDCLASP_PORT`, `DATABASE_URL`. Without a wish the
 * user's own installation is meant once there is one, else the demonstration.
 */
export function settingsFrom(environment: NodeJS.ProcessEnv, wish: Mode | null): Settings {
  const root = environment.HANDCLASP_DATA ? resolve(environment.HANDCLASP_DATA) : defaultRoot(environment)
  const url = environment.DATABASE_URL || null
  const own = join(root, 'own')
  const mode = wish ?? (url !== null || existsSync(own) ? 'own' : 'demonstration')
  const folder = mode === 'own' ? own : join(root, 'demonstration')
  return { mode, folder, databaseUrl: mode === 'own' ? url : null, port: portFrom(environment.HANDCLASP_PORT) }
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
