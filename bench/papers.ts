/**
 * Papers as programs of this machine make them now: the front page of the samples, set in columns and boxes, by each
 * program, and as web pages; what of it comes back in the right article, in the right order.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPaper } from '@handclasp/papers'
import { read } from '@handclasp/reader'
import { chromiumMissing } from '../tools/chromium.ts'
import { makeBy, makeByChromium, makeWebPages, programMissing } from '../tools/make-pages.ts'
import { table } from './tables.ts'

/** The bodies of the articles in the sample, counted from 1: first and last line, by their headline's words. */
const BODIES = { 会在璟安举行: [4, 72], 看海去: [117, 135], 签到翎川: [93, 110], 明显降雨: [140, 151] } as const
const LINES = readFileSync(new URL('../packages/reader/samples/front-page.txt', import.meta.url), 'utf8').split('\n')

/** A line a file: its articles, how many of them are exact, and how long taking the text out and reading took. */
export async function prove(): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'handclasp-papers-'))
  const notRun: string[] = []
  const unless = async (missing: string | null, name: string, make: () => Promise<void> | void) => {
    if (missing === null) await make()
    else notRun.push(`${name}: NOT RUN: ${missing}`)
  }
  try {
    makeWebPages(folder)
    await unless(chromiumMissing(), 'chromium', () => makeByChromium(folder))
    await unless(programMissing('libreoffice'), 'libreoffice', () => makeBy('libreoffice', folder))
    await unless(programMissing('weasyprint'), 'weasyprint', () => makeBy('weasyprint', folder))
    const rows = await Promise.all(
      readdirSync(folder)
        .toSorted()
        .map((name) => rowOf(folder, name)),
    )
    return [table([['file', 'articles', 'with the right body, whole', 'radicals left'], ...rows]), ...notRun].join(
      '\n\n',
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function rowOf(folder: string, name: string): Promise<readonly string[]> {
  const paper = await readPaper(new Uint8Array(readFileSync(join(folder, name))), name)
  if (!paper.ok) return [name, paper.refusal.code, '', '']
  const { text, lines } = paper.value
  const { articles } = read(text, { published: '2026-05-19', ...(lines && { lines }) })
  const right = articles.filter(({ headline, paragraphs }) => {
    const words = headline.map(({ start, end }) => text.slice(start, end)).join('')
    const body = paragraphs.map((each) => each.text).join('')
    const own = Object.entries(BODIES).find(([part]) => words.includes(part))?.[1]
    return bare(own ? LINES.slice(own[0] - 1, own[1]).join('') : '') === bare(body)
  })
  return [name, String(articles.length), String(right.length), String(text.match(/[\u2e80-\u2fdf]/g)?.length ?? 0)]
}

function bare(words: string): string {
  return words.replaceAll(/\s/g, '')
}
