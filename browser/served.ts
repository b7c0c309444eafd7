/** For browser tests: the program itself, started on a data folder of its own, stopped and cleared away at the end. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'

const MAIN = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))
const PAGE = fileURLToPath(new URL('../packages/reader/samples/front-page.txt', import.meta.url))

/**
 * Tests that are given the address of a demonstration nobody else uses, the folder its data lies in, or a way to start
 * one's own installation in that folder, which is stopped when the test ends however it does.
 */
export const test = base.extend<{ data: string; address: string; own: typeof ownIn }>({
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
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here
  own: async ({}, use) => {
    const started: (() => Promise<void>)[] = []
    await use(async (data, settings) => {
      const own = await ownIn(data, settings)
      started.push(own.stop)
      return own
    })
    for (const stop of started) await stop()
  },
})

/** The program on a data folder until it is stopped; it can be started there again. */
export async function demonstrationIn(data: string) {
  const { address, stop } = await startIn(data, ['--demonstration'])
  return { address, stop }
}

/** One's own installation with a page that waits; `code` makes its first member, null where there is one already. */
async function ownIn(data: string, settings: Readonly<Record<string, string>> = {}) {
  const { address, said, stop } = await startIn(data, [PAGE], settings)
  return { address, code: /设置码[^：]*：([\w-]+)/.exec(said())?.[1] ?? null, stop }
}

async function startIn(data: string, args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, DATABASE_URL: '', HANDCLASP_DATA: data, HANDCLASP_PORT: '0', ...settings }
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString('utf8')
      // The last line of the greeting: whatever is to be read in it stands before.
      const ready = /ready: (http:\/\/127\.0\.0\.1:\d+).*Ctrl-C/s.exec(said)?.[1]
      if (ready) resolve(ready)
    })
    child.on('close', () => reject(new Error(`it did not start: ${said}`)))
  })
  const stop = () => {
    child.kill('SIGINT')
    return ended
  }
  return { address, said: () => said, stop }
}
