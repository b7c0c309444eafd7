import { expect, it } from 'vitest'
import { BOUNDS, inThread } from './thread.ts'

const IMPORTS = "import { parentPort, workerData } from 'node:worker_threads';"
const module = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(IMPORTS + code)}`)
const TELLS = 'parentPort.postMessage({ kind: "told", told: workerData })'
const AT = 'parentPort.postMessage({ kind: "at", number: 3 });'
const FAILS = 'throw Object.assign(new Error("no"), { code: "ERR_WORKER_OUT_OF_MEMORY" })'

it.each([
  ['tells', TELLS, { at: 0, ended: { kind: 'told', told: 7 } }],
  ['tells how far it is, and fails', `${AT}throw new Error("no")`, { at: 3, ended: { kind: 'failed' } }],
  ['ends without a word', 'process.exit(1)', { at: 0, ended: { kind: 'failed' } }],
  ['has no memory left', FAILS, { at: 0, ended: { kind: 'too-heavy' } }],
])('says so of a thread that %s', async (_, code, ended) => {
  expect(await inThread(module(code), 7, BOUNDS)).toMatchObject(ended)
})

it('stops a thread that goes on and on', async () => {
  const bounds = { ...BOUNDS, milliseconds: 500 }
  expect(await inThread(module(`${AT}for (;;) {}`), 7, bounds)).toEqual({ at: 3, ended: { kind: 'too-heavy' } })
})

it('runs two at a time, and gives each its whole time', async () => {
  const slow = module(`const began = Date.now(); setTimeout(() => {
    parentPort.postMessage({ kind: "told", told: { began, ended: Date.now() } })
  }, 300)`)
  const bounds = { ...BOUNDS, milliseconds: 5_000 }
  const all = await Promise.all(
    Array.from({ length: 7 }, () => inThread<{ readonly began: number; readonly ended: number }>(slow, null, bounds)),
  )
  const times = all.flatMap(({ ended }) => (ended.kind === 'told' ? [ended.told] : []))
  const atOnce = times.map(({ began }) => times.filter((time) => time.began <= began && time.ended > began).length)
  expect([times.length, Math.max(...atOnce)]).toEqual([7, 2])
})
