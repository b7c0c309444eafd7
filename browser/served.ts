/** For browser tests: the program itself, started on a data folder of its own, stopped and cleared away at the end. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'

const MAIN = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))

/** Tests that are given the address of a demonstration nobody else uses, and the folder its data lies in. */
export const test = base.extend<{ data: string; address: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here
  data: async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'handclasp-browser-'))
    await use(data)
    rmSync(data, { recursive: true, force: true })
  },
  address: async ({ data }, use) => {
    const { address, stop } = await demonstrationIn(data)
    await use(address)
    await stop()
  },
})

/** The program on a data folder until it is stopped; it can be started there again. */
export async function demonstrationIn(data: string) {
  const env = { ...process.env, DATABASE_URL: '', HANDCLASP_DATA: data, HANDCLASP_PORT: '0' }
  const child = spawn(process.execPath, [MAIN, '--demonstration'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString('utf8')
      const ready = /ready: (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (ready) resolve(ready)
    })
    child.on('close', () => reject(new Error(`it did not start: ${said}`)))
  })
  const stop = () => {
    child.kill('SIGINT')
    return ended
  }
  return { address, stop }
}
