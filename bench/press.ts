/**
 * Accuracy on real press texts that are not part of the project: `HANDCLASP_PRESS` names a folder with texts, gold and
 * the scorer. Only figures leave it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  const dev = readFileSync(join(folder, 'dev.ndjson'), 'utf8').split('\n').filter(Boolean).map(itemOf)
  return [
    `## seed page\n\n${scored(folder, 'seed-page.gold.json', 'seed-page.txt', seed)}`,
    `## dev items (${dev.length})\n\n${scored(folder, 'dev.gold.ndjson', 'dev.ndjson', dev)}`,
  ].join('\n\n')
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
    const words = [
      join(folder, 'score.mjs'),
      join(folder, gold),
      '--texts',
      join(folder, texts),
      '--readings',
      readings,
    ]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return `\`\`\`\n${stdout.trim()}\n\`\`\``
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
