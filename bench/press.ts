/**
 * Accuracy on real press texts that are not part of the project: `HANDCLASP_PRESS` names a folder with texts, gold and
 * the scorer, `HANDCLASP_YARDSTICK` a file with the texts of the gold in yardstick/. Only figures leave them.
 */
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { read } from '@handclasp/reader'

interface Item {
  readonly id: string
  readonly text: string
  readonly published: string | null
}

/** The scorer's tables, or null where there is no folder to score on. */
export async function prove(): Promise<string | null> {
  const folder = process.env.HANDCLASP_PRESS
  if (!folder || !existsSync(join(folder, 'score.mjs'))) {
    console.log('press: NOT RUN: HANDCLASP_PRESS does not name a folder with texts, gold and score.mjs')
    return null
  }
  const page = join(folder, 'seed-page.txt')
  const gold = JSON.parse(readFileSync(join(folder, 'seed-page.gold.json'), 'utf8')) as {
    id: string
    published: string
  }
  const seed = [{ id: gold.id, text: readFileSync(page, 'utf8'), published: gold.published }]
  const texts = join(folder, 'dev.ndjson')
  const dev = itemsIn(texts)
  return [
    `## seed page\n\n${scored(folder, join(folder, 'seed-page.gold.json'), page, seed)}`,
    `## dev items (${dev.length})\n\n${scored(folder, join(folder, 'dev.gold.ndjson'), texts, dev)}`,
    samples(folder),
    yardstick(folder),
  ].join('\n\n')
}

/** The reader's own invented reports: those it was developed with, and later ones that nothing is learnt from. */
const SAMPLES = [
  ['invented reports', 'reports'],
  ['later invented reports, not learnt from', 'later-reports'],
  ['further invented reports, not learnt from', 'further-reports'],
  ['invented reports in plain words, not learnt from', 'plain-reports'],
  ['fresh invented reports, not learnt from', 'fresh-reports'],
] as const

/** The scorer's tables of the reader's own invented reports. */
function samples(folder: string): string {
  return SAMPLES.map(([title, name]) => {
    const [texts, gold] = [`${name}.ndjson`, `${name}.gold.ndjson`].map((file) =>
      fileURLToPath(new URL(`../packages/reader/samples/${file}`, import.meta.url)),
    ) as [string, string]
    const own = itemsIn(texts)
    return `## ${title} (${own.length})\n\n${scored(folder, gold, texts, own)}`
  }).join('\n\n')
}

/** The gold of the second yardstick: what the reader was developed with, and what was held out. */
const YARDSTICK = [
  ['second yardstick, looked at while developing', 'own.gold.ndjson'],
  ['second yardstick, more of news at large, marked once and looked at', 'more.gold.ndjson'],
  ['second yardstick, held out', 'held.gold.ndjson'],
  ['second yardstick, held out later', 'later.gold.ndjson'],
] as const

/** The scorer's tables of the second yardstick. Throws where a text is not the one that was marked. */
function yardstick(folder: string): string {
  const texts = process.env.HANDCLASP_YARDSTICK
  if (!texts) return '## second yardstick: NOT RUN: HANDCLASP_YARDSTICK does not name a file with its texts'
  const items = new Map(itemsIn(texts).map((item) => [item.id, item]))
  return YARDSTICK.map(([title, name]) => {
    const gold = fileURLToPath(new URL(`yardstick/${name}`, import.meta.url))
    const marked = readFileSync(gold, 'utf8').split('\n').filter(Boolean)
    const own = marked.map((line) => itemOfGold(line, items, texts))
    return `## ${title} (${own.length})\n\n${scored(folder, gold, texts, own)}`
  }).join('\n\n')
}

/** The text that a line of gold was marked on. */
function itemOfGold(line: string, items: ReadonlyMap<string, Item>, texts: string): Item {
  const { id, sha256 } = JSON.parse(line) as { id: string; sha256: string }
  const item = items.get(id)
  const digest = createHash('sha256')
    .update(item?.text ?? '', 'utf8')
    .digest('hex')
  if (item === undefined || digest !== sha256)
    throw new Error(`${texts}: the text of ${id} is missing or another than the one marked`)
  return item
}

function itemsIn(path: string): readonly Item[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map(itemOf)
}

function itemOf(line: string): Item {
  const { id, text, date } = JSON.parse(line) as { id: string; text: string; date?: string }
  return { id, text, published: date ?? null }
}

function scored(folder: string, gold: string, texts: string, items: readonly Item[]): string {
  const scratch = mkdtempSync(join(tmpdir(), 'handclasp-press-'))
  try {
    const readings = join(scratch, 'readings.ndjson')
    const lines = items.map(({ id, text, published }) => JSON.stringify({ id, reading: read(text, { published }) }))
    writeFileSync(readings, `${lines.join('\n')}\n`)
    const words = [join(folder, 'score.mjs'), gold, '--texts', texts, '--readings', readings]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return `\`\`\`\n${stdout.trim()}\n\`\`\``
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
