/**
 * Makes `packages/reader/src/sides.data.ts`: boosted trees that tell which of the places of a report are its sides.
 *
 * Usage: node tools/make-sides.ts GOLD TEXTS [GOLD TEXTS …]
 * GOLD holds marks as bench/yardstick/ does, TEXTS a line `{"id", "date", "text"}` for each text; of two marks of one
 * text the first counts. The reader's samples are learnt from in any case, marks that are held out are not to be given.
 * Prints how well the sides of reports left out of the learning are told (five folds), by rules alone and with trees.
 */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { CLUES_OF_SIDE, sidesAfter } from '../packages/reader/src/sides.ts'
import { isLong } from '../packages/reader/src/read.ts'
import { type Node, grow, toldBy, written } from './boosting.ts'
import { type Marked, SAMPLES, markedIn } from './marked.ts'

const OUT = new URL('../packages/reader/src/sides.data.ts', import.meta.url)
const FOLDS = 5
const GROWTH = { trees: 60, leaves: 8, least: 20, rate: 0.15, hold: 5 }

interface Gold {
  readonly id: string
  readonly cooperation: boolean
  readonly regions: readonly string[]
}

/** The trees that the places of reports on cooperation teach. */
function treesOf(reports: readonly Marked<Gold>[]): Node[] {
  const rows = reports.flatMap(({ gold, lesson: { weighed, places } }) =>
    weighed.candidates.map(({ name }, i) => ({ numbers: places[i] ?? [], answer: gold.regions.includes(name) })),
  )
  return grow(rows, GROWTH)
}

/** How well the sides are told of reports left out of the learning, file by file. */
function proved(reports: readonly Marked<Gold>[]): string {
  const counts = new Map<string, { marked: number; rules: Count; trees: Count }>()
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = treesOf(reports.filter((_, i) => i % FOLDS !== fold))
    reports.forEach(({ file, gold, lesson }, i) => {
      if (i % FOLDS !== fold) return
      const name = basename(String(file))
      const count = counts.get(name) ?? { marked: 0, rules: { both: 0, said: 0 }, trees: { both: 0, said: 0 } }
      counts.set(name, count)
      count.marked += gold.regions.length
      add(count.rules, gold, lesson.weighed.sides)
      const odds = lesson.places.map((numbers) => trees.reduce<number>((sum, tree) => sum + toldBy(tree, numbers), 0))
      add(count.trees, gold, isLong(lesson.units.length) ? sidesAfter(lesson.weighed, odds) : lesson.weighed.sides)
    })
  }
  const f1 = ({ both, said }: Count, marked: number): string => ((2 * both) / (said + marked)).toFixed(3)
  return [...counts]
    .map(([name, { marked, rules, trees }]) => `  ${name}: rules ${f1(rules, marked)}, with trees ${f1(trees, marked)}`)
    .join('\n')
}

interface Count {
  both: number
  said: number
}

function add(count: Count, { regions }: Gold, sides: readonly { readonly name: string }[]): void {
  count.said += sides.length
  count.both += sides.filter(({ name }) => regions.includes(name)).length
}

const files = process.argv.slice(2)
if (files.length % 2 > 0) throw new Error('usage: node tools/make-sides.ts GOLD TEXTS [GOLD TEXTS …]')
const reports = new Map<string, Marked<Gold>>()
for (const each of markedIn<Gold>([...files, ...SAMPLES]))
  if (each.gold.cooperation && !reports.has(each.gold.id)) reports.set(each.gold.id, each)
console.log(proved([...reports.values()]))
const trees = treesOf([...reports.values()])
writeFileSync(
  OUT,
  `// Made by tools/make-sides.ts; do not edit.

/** Trees, a line each: its nodes, each before those behind it, as what it asks or what it tells in logits. */
export const TREES = \`
${trees.map((tree) => written(tree, CLUES_OF_SIDE)).join('\n')}
\`
`,
)
console.log(`${trees.length} trees`)
