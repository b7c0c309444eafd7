/**
 * How evenly long lists scroll in a browser: a thousand sources that wait, and an article with a thousand findings,
 * beside a plain list of as many lines without any program.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Page, chromium as playwright } from '@playwright/test'
import { chromium, chromiumMissing } from '../tools/chromium.ts'
import { serve } from './server.ts'
import { median, table } from './tables.ts'

const SAMPLES = fileURLToPath(import.meta.resolve('@handclasp/reader/samples/articles.ndjson'))
const SOURCES = 1000
const FINDINGS = 1000
const ROUNDS = 5
/** Pixels a frame: a thousand rows of 37 in about six seconds. */
const STRIDE = 100

/** What a scroll from the top to the bottom was like: milliseconds of each frame, and the tasks over 50 ms. */
interface Scroll {
  readonly frames: readonly number[]
  readonly long: readonly number[]
}

/** Frame times and long tasks of each list, and how long the list of sources takes to answer. */
export async function bench(): Promise<string> {
  const missing = chromiumMissing()
  if (missing !== null) return `list: NOT RUN: ${missing}`
  const data = mkdtempSync(join(tmpdir(), 'handclasp-bench-'))
  const server = await serve(data, ['--demonstration'])
  const { executablePath, args, env } = chromium()
  const browser = await playwright.launch({ executablePath, args: [...args], env: { ...env } })
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
    return [
      table([
        ['scrolled from top to bottom', 'frame p50, ms', 'p95', 'longest', 'tasks over 50 ms'],
        row(`the list of ${SOURCES} sources`, sources),
        row(`an article with ${FINDINGS} findings`, findings),
        row(`peer: ${SOURCES} lines in a <ul>`, plain),
      ]),
      table([
        [`${SOURCES} sources`, 'ms'],
        ['GET /api/sources answers', (await answers(server.address)).toFixed(0)],
      ]),
    ].join('\n\n')
  } finally {
    await browser.close()
    await server.stop()
    rmSync(data, { recursive: true, force: true })
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

const SCROLL = `(box, stride) => new Promise((resolve) => {
  const frames = []
  const long = []
  const watch = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)))
  watch.observe({ type: 'longtask' })
  let last = performance.now()
  const step = (now) => {
    frames.push(now - last)
    last = now
    const before = box.scrollTop
    box.scrollTop += stride
    if (box.scrollTop !== before) requestAnimationFrame(step)
    else setTimeout(() => resolve({ frames: frames.slice(1), long }), 100)
  }
  requestAnimationFrame(step)
})`

function row(name: string, { frames, long }: Scroll): readonly string[] {
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)
  return [name, at(0.5), at(0.95), at(1), String(long.length)]
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
