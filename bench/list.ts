/**
 * How evenly long lists scroll in a browser: a thousand sources that wait, an article with a thousand findings, and a
 * ledger's ten thousand commitments, beside a plain list of a thousand lines without any program.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keyOf } from '@handclasp/ledger'
import { withoutWords, writeSteps } from '@handclasp/ledger/bulk'
import { openLedgerIn, openPlace } from '@handclasp/ledger/engines'
import { pairsOf, worldOf } from '@handclasp/ledger/world'
import { type Browser, type Page, chromium as playwright } from '@playwright/test'
import { chromium, chromiumMissing, unpackChromium } from '../tools/chromium.ts'
import { serve } from './server.ts'
import { median, table } from './tables.ts'

const SAMPLES = fileURLToPath(import.meta.resolve('@handclasp/reader/samples/articles.ndjson'))
const SOURCES = 1000
const FINDINGS = 1000
const ROUNDS = 5
/** Pixels a frame: a thousand rows of 37 in about six seconds. */
const STRIDE = 100
/** A cooperation of ten thousand commitments. */
const WORLD = { pairs: 1, first: 10_000, others: 0 }
const SEED = 1
/** Milliseconds for which a key is held or a wheel is turned, and how often either speaks meanwhile. */
const HELD = 10_000
const REPEAT = 33

/** What a scroll was like: milliseconds of each frame, and the tasks over 50 ms. */
interface Scroll {
  readonly frames: readonly number[]
  readonly long: readonly number[]
}

/** Frame times and long tasks of each list, and how long the list of sources takes to answer. */
export async function bench(): Promise<string> {
  const missing = chromiumMissing()
  if (missing !== null) return `list: NOT RUN: ${missing}`
  await unpackChromium()
  const data = mkdtempSync(join(tmpdir(), 'handclasp-bench-'))
  const server = await serve(data, ['--demonstration'])
  const browser = await launch()
  try {
    const long = await keepSources(server.address)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${server.address}/read`)
    await page.locator('[data-source]').first().waitFor()
    const sources = await scroll(page, '.rows')
    await page.goto(`${server.address}/read/${long}`)
    await page.locator(`[data-finding]:nth-child(${FINDINGS})`).first().waitFor({ state: 'attached' })
    const findings = await scroll(page, '.sheet')
    await page.goto('about:blank')
    await page.setContent(plainList())
    const plain = await scroll(page, 'ul')
    const load = loadavg()[0]?.toFixed(1)
    return [
      `Load at that time ${load}: with more than there are processors, frames wait for other programs, the peer's too.`,
      table([
        ['scrolled from top to bottom', ...HEAD],
        row(`the list of ${SOURCES} sources`, sources),
        row(`an article with ${FINDINGS} findings`, findings),
        row(`peer: ${SOURCES} lines in a <ul>`, plain),
      ]),
      table([
        [`${SOURCES} sources`, 'ms'],
        ['GET /api/sources answers', (await answers(server.address)).toFixed(0)],
      ]),
      await commitments(browser),
    ].join('\n\n')
  } finally {
    await browser.close()
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

function launch(): Promise<Browser> {
  const { executablePath, args, env } = chromium()
  return playwright.launch({ executablePath, args: [...args], env: { ...env } })
}

/** The table of ten thousand commitments while keys are held and the wheel turns, as it is and in groups. */
async function commitments(browser: Browser): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'handclasp-bench-'))
  const cooperation = await writeWorld(join(data, 'own'))
  const server = await serve(data, [])
  try {
    const rows: (readonly string[])[] = []
    for (const [name, group] of [
      ['ungrouped', ''],
      ['by field', '&group=field'],
    ] as const) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      for (const [how, move] of MOVES) {
        await page.goto(`${server.address}/ledger/${cooperation}?view=commitments${group}`)
        await page.locator('tr[data-record] .name').first().waitFor({ timeout: 120_000 })
        await page.waitForTimeout(2_000)
        await page.evaluate(WATCH)
        await move(page)
        rows.push(row(`${name}, ${how}`, await page.evaluate<Scroll>(WATCHED)))
      }
      await page.close()
    }
    return table([[`a table of ${WORLD.first} commitments`, ...HEAD], ...rows])
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

/** Writes the cooperation into an installation of its own and answers its identifier. */
async function writeWorld(folder: string): Promise<string> {
  mkdirSync(folder)
  const database = await openPlace({ folder, url: null })
  const { publicKey } = await openLedgerIn(database, folder)
  const sealing = { signer: keyOf(folder), random: randomBytes }
  await withoutWords(database.sql, () => writeSteps(database, sealing, worldOf(SEED, WORLD, publicKey)))
  await database.close()
  return pairsOf(SEED, WORLD)[0]?.cooperation ?? ''
}

const MOVES: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['PageDown held', (page) => held(page, 'PageDown')],
  ['J held', (page) => held(page, 'j')],
  [
    'wheel',
    async (page) => {
      await page.mouse.move(700, 600)
      await meanwhile(page, () => page.mouse.wheel(0, 3 * STRIDE))
    },
  ],
]

async function held(page: Page, key: string): Promise<void> {
  await page.locator('tr[data-record] .name').first().focus()
  await meanwhile(page, () => page.keyboard.down(key))
  await page.keyboard.up(key)
}

async function meanwhile(page: Page, act: () => Promise<void>): Promise<void> {
  const began = performance.now()
  while (performance.now() - began < HELD) {
    await act()
    await page.waitForTimeout(REPEAT)
  }
}

/** Keeps many sources of some articles each, and one with many findings in one article; answers the hash of that. */
async function keepSources(address: string): Promise<string> {
  const samples = readFileSync(SAMPLES, 'utf8').split('\n').filter(Boolean)
  const articles = samples.map((line) => (JSON.parse(line) as { readonly text: string }).text)
  const keep = async (name: string, text: string) => {
    const url = `${address}/api/sources?name=${encodeURIComponent(name)}&published=2026-05-19`
    const answer = await fetch(url, { method: 'POST', body: text })
    if (!answer.ok) throw new Error(`${name} was refused: ${await answer.text()}`)
    return ((await answer.json()) as { readonly hash: string }).hash
  }
  for (let number = 1; number <= SOURCES; number++) {
    const some = Array.from(
      { length: 1 + (number % 6) },
      (_, index) => articles[(number * 7 + index) % articles.length],
    )
    await keep(`page ${number}`, [...some, `${number}`].join('\n\n'))
  }
  const head = [
    '霁原省与翎川省签署合作框架协议',
    '',
    '　　5月18日，霁原省·翎川省工作交流座谈会在璟安举行，双方签署合作框架协议。',
  ]
  const pledge = (number: number) => `　　翎川省愿与霁原省共建第${number}号产业园区，推动投资${number}亿元。`
  const pledges = Array.from({ length: FINDINGS }, (_, index) => pledge(index + 1))
  return keep('a long article', [...head, ...pledges].join('\n'))
}

/** Scrolls a box by the same stride each frame. */
async function scroll(page: Page, box: string): Promise<Scroll> {
  // Drawing, fonts and what was put off until there is time.
  await page.waitForTimeout(2_000)
  return page.evaluate<Scroll>(`(${SCROLL})(document.querySelector('${box}'), ${STRIDE})`)
}

/** Notes each frame and each long task from now on. */
const WATCH = `(() => {
  const watched = { frames: [], long: [] }
  window.watched = watched
  const tell = (list) => watched.long.push(...list.getEntries().map(({ duration }) => duration))
  new PerformanceObserver(tell).observe({ type: 'longtask' })
  let last = performance.now()
  const step = (now) => {
    watched.frames.push(now - last)
    last = now
    requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
})()`

/** What was noted; the first frame began before. */
const WATCHED = '({ frames: window.watched.frames.slice(1), long: window.watched.long })'

const SCROLL = `(box, stride) => new Promise((resolve) => {
  ${WATCH}
  const step = () => {
    const before = box.scrollTop
    box.scrollTop += stride
    if (box.scrollTop !== before) requestAnimationFrame(step)
    else setTimeout(() => resolve(${WATCHED}), 100)
  }
  requestAnimationFrame(step)
})`

const HEAD = ['frame p50, ms', 'p95', 'longest', 'tasks over 50 ms', 'longest task']

function row(name: string, { frames, long }: Scroll): readonly string[] {
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)
  return [name, at(0.5), at(0.95), at(1), String(long.length), long.length > 0 ? Math.max(...long).toFixed(0) : '–']
}

function plainList(): string {
  const lines = Array.from({ length: SOURCES }, (_, index) => `<li style="height:37px">page ${index + 1}</li>`)
  return `<ul style="height:800px;overflow:auto">${lines.join('')}</ul>`
}

async function answers(address: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    await (await fetch(`${address}/api/sources`)).arrayBuffer()
    times.push(performance.now() - began)
  }
  return median(times)
}
