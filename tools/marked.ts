/** Marked reports to learn from: marks as bench/yardstick/ has them, and the texts they are of. */
import { readFileSync } from 'node:fs'
import { type Lesson, lessonsOf } from '../packages/reader/src/read.ts'

/** The reader's samples that are learnt from: marks and texts in turn. */
export const SAMPLES = ['articles.gold.ndjson', 'articles.ndjson', 'reports.gold.ndjson', 'reports.ndjson'].map(
  (name) => new URL(`../packages/reader/samples/${name}`, import.meta.url),
)

interface Text {
  readonly id: string
  readonly text: string
  readonly date?: string
}

/** A marked report: the file of its marks, and what the longest article of its text teaches. */
export interface Marked<Gold> {
  readonly file: string | URL
  readonly gold: Gold
  readonly lesson: Lesson
}

/** The lines of a file of JSON. */
export function linesOf<Line>(path: string | URL): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

/** What the marked reports of some files teach, which are given as marks and texts in turn; each needs its text. */
export function* markedIn<Gold extends { id: string }>(files: readonly (string | URL)[]): Generator<Marked<Gold>> {
  for (let i = 0; i + 1 < files.length; i += 2) {
    const [file, own] = [files[i] ?? '', files[i + 1] ?? '']
    const texts = new Map(linesOf<Text>(own).map((text) => [text.id, text]))
    for (const gold of linesOf<Gold>(file)) {
      const text = texts.get(gold.id)
      if (text === undefined) throw new Error(`${String(own)}: no text of ${gold.id}`)
      const lessons = lessonsOf(text.text, { published: text.date ?? null })
      const [lesson] = lessons.toSorted((a, b) => b.units.length - a.units.length)
      if (lesson !== undefined) yield { file, gold, lesson }
    }
  }
}
