/** The demonstration: one invented front page, taken in on the first start, waiting for review. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { takeIn } from '@handclasp/api'
import type { Installation } from './installation.ts'

const PAGE = {
  file: fileURLToPath(import.meta.resolve('@handclasp/reader/samples/front-page.txt')),
  name: '《霁原日报》2026年5月19日 第1版（虚构样报）',
  published: '2026-05-19',
}

/** Takes the sample page in where it is not there yet. */
export async function demonstrate({ ledger }: Installation): Promise<void> {
  const taken = await takeIn(ledger, readFileSync(PAGE.file), PAGE.name, PAGE.published)
  if (!taken.ok) throw new Error(`the sample page cannot be read: ${taken.refusal.code}`)
}
