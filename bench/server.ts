/** A server to measure, in a process of its own. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A server that answers. */
export interface Served {
  readonly address: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts a server with a data folder of its own on a free port, and waits until it answers. */
export async function serve(data: string, words: readonly string[]): Promise<Served> {
  const env = { ...process.env, DATABASE_URL: '', HANDCLASP_DATA: data, HANDCLASP_PORT: '0' }
  const child = spawn(process.execPath, ['apps/server/src/main.ts', ...words], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.on('exit', resolve))
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString('utf8')
      const ready = /ready: (http:\S+)/.exec(said)?.[1]
      if (ready) resolve(ready)
    })
    child.on('exit', () => reject(new Error(`it did not start: ${said}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
  }
  return { address, pid: child.pid ?? 0, stop }
}
