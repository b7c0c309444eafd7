/** What the environment says: where data lies, which database, which port. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
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
 * `HANDCLASP_PORT`, `DATABASE_URL`. The demonstration has database and files of its own whatever is said. Without a
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
  return { mode, folder, databaseUrl: mode === 'own' ? url : null, files, largestFile, port }
}

function sizeFrom(value: string | undefined): number {
  if (!value) return LARGEST_FILE
  const size = Number(value)
  if (!Number.isInteger(size) || size < 1 || size > 2 ** 30) throw new SizeInvalid(value)
  return size * 2 ** 20
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
