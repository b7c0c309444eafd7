/** How long a long page takes to open in a browser, and a step to the next finding, beside the bare text in a <pre>. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Page, chromium as playwright } from '@playwright/test'
import { chromium, chromiumMissing } from '../tools/chromium.ts'
import { serve } from './server.ts'
import { median, table } from './tables.ts'

const SAMPLE = fileURLToPath(import.meta.resolve('@handclasp/reader/samples/front-page.txt'))
const LENGTH = 200_000
const ROUNDS = 5

/** Milliseconds until the first rows stand (page and findings), of a step by J, and of the peer. */
export async function bench(): Promise<string> {
  const missing = chromiumMissing()
  if (missing !== null) return `page: NOT RUN: ${missing}`
  const data = mkdtempSync(join(tmpdir(), 'handclasp-bench-'))
  const sample = readFileSync(SAMPLE, 'utf8')
  const text = sample.repeat(Math.ceil(LENGTH / sample.length)).slice(0, LENGTH)
  const file = join(data, 'long.txt')
  writeFileSync(file, text)
  const server = await serve(data, [file])
  const { executablePath, args, env } = chromium()
  const browser = await playwright.launch({ executablePath, args: [...args], env: { ...env } })
  try {
    const opens: number[] = []
    const steps: number[] = []
    const bare: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      opens.push(await open(page, server.address))
      steps.push(await step(page))
      bare.push(await plain(page, text))
      await page.close()
    }
    const peer = median(bare)
    const row = (name: string, time: number) => [name, time.toFixed(0), (time / peer).toFixed(1)]
    return table([
      [`a page of ${LENGTH.toLocaleString('en')} characters`, 'ms', '× <pre>'],
      row('opens: first lines and findings stand', median(opens)),
      row('J: the next finding is lit', median(steps)),
      row('peer: the text alone in a <pre>', peer),
    ])
  } finally {
    await browser.close()
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function open(page: Page, address: string): Promise<number> {
  const began = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  // Not by waitFor, which after a while looks every half second only.
  await page.evaluate(STANDS)
  return performance.now() - began
}

/** Until the first line and the first finding have a place on the screen with words in it, and are painted. */
const STANDS = `new Promise((resolve) => {
  const stands = (each) => {
    const found = document.querySelector(each)
    return found?.checkVisibility() && found.getBoundingClientRect().height > 0 && found.innerText.trim() !== ''
  }
  const look = () => {
    if (stands('[data-line]') && stands('[data-finding]')) requestAnimationFrame(() => setTimeout(resolve))
    else requestAnimationFrame(look)
  }
  look()
})`

async function step(page: Page): Promise<number> {
  const current = () => page.url()
  const before = current()
  const began = performance.now()
  await page.keyboard.press('j')
  await page.waitForURL((url) => url.toString() !== before)
  return performance.now() - began
}

async function plain(page: Page, text: string): Promise<number> {
  const began = performance.now()
  await page.setContent(`<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`)
  await page.locator('pre').boundingBox()
  return performance.now() - began
}
