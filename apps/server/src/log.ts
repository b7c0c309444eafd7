/** The log of an installation: `server.log` in its data folder. */
import { join } from 'node:path'
import { type Logger, pino } from 'pino'

/** Opens the log; every line is on disk when it was written. */
export function logIn(folder: string): Logger {
  return pino(pino.destination({ dest: join(folder, 'server.log'), sync: true, mode: 0o600 }))
}
