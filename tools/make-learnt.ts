/**
 * Makes `packages/reader/src/learnt.data.ts`: how much pairs of characters and a few clues tell that a report is about
 * cooperation, that a sentence is a pledge, and that a pledge asks something of others; by logistic regression.
 *
 * Usage: node tools/make-learnt.ts GOLD TEXTS [GOLD TEXTS …] [--wide GOLD TEXTS …]
 * GOLD (behind --wide: of news at large) holds marks as bench/yardstick/ does, TEXTS a line `{"id", "date", "text"}`
 * for each text; the reader's samples are learnt from in any case, marks that are held out are not to be given. Prints
 * how well each question is answered for reports left out of the learning (five folds): cooperation as the reader
 * judges it, by its rules as well; pledges by words and clues alone.
 */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { CLUES_OF, OPENING, QUESTIONS, type Question } from '../packages/reader/src/learnt.ts'
import { type Lesson as Told, isCooperation } from '../packages/reader/src/read.ts'
import { type Example, type Weights, answerOf, learn } from './logistic.ts'
import { SAMPLES, markedIn } from './marked.ts'

const OUT = new URL('../packages/reader/src/learnt.data.ts', import.meta.url)
const WIDTH = 118
const FOLDS = 5
/** Pairs that weigh less, in hundredths, tell next to nothing: they are left out, and the others weighed anew. */
const LEAST = 2

interface Gold {
  readonly id: string
  readonly cooperation: boolean
  readonly commitments: readonly { start: number; end: number; status: 'agreed' | 'proposed' }[]
}

/** The number of a report, its file, and whether it is news at large. */
interface Source {
  readonly report: number
  readonly file: string
  readonly isWide: boolean
}

/** An example with the report it is of, and how it is judged by what is told, where not by the sign alone. */
interface Lesson extends Example, Source {
  readonly judge?: (told: number) => boolean
}

/** Which pairs are learnt, in how many examples each stands at least, and how strongly weights are held back. */
const SETTINGS: Readonly<Record<Question, { isPair: RegExp; least: number; hold: number }>> = {
  cooperation: { isPair: /^[㐀-鿿]{2}$/, least: 15, hold: 20 },
  pledge: { isPair: /^[^\s\d/`\\$\uD800-\uDFFF]{2}$/, least: 8, hold: 6 },
  asking: { isPair: /^[^\s\d/`\\$\uD800-\uDFFF]{2}$/, least: 8, hold: 6 },
}
/** How strongly clues are, of that. */
const OF_CLUES = 0.05
/**
 * How much a report of news at large counts for whether one is on cooperation: most were drawn from what the reader had
 * taken for it, so that all of them at full weight would make it miss what it is mostly given. What a pledge is they do
 * not teach, for they have few.
 */
const OF_WIDE = 0.3
/** What the name of a clue ends in, and no pair. */
const CLUE = ':'

function lessonsIn(files: readonly (string | URL)[], wide: readonly string[]): Record<Question, Lesson[]> {
  const lessons: Record<Question, Lesson[]> = { cooperation: [], pledge: [], asking: [] }
  let report = 0
  for (const { file, gold, lesson } of markedIn<Gold>(files)) {
    addLessons(
      lessons,
      { report: ++report, file: basename(String(file)), isWide: wide.includes(String(file)) },
      gold,
      lesson,
    )
  }
  return lessons
}

/** What an article teaches; only a report on cooperation teaches what a pledge is. */
function addLessons(lessons: Record<Question, Lesson[]>, from: Source, gold: Gold, told: Told): void {
  const { units, clues, byRules, sentences } = told
  lessons.cooperation.push({
    ...from,
    there: thereIn(units, [0, units.length], clues),
    answer: gold.cooperation,
    weight: from.isWide ? OF_WIDE : 1,
    judge: (weight) => isCooperation(weight, clues, units.length, byRules),
  })
  if (!gold.cooperation || from.isWide) return
  for (const { evidence, range, clues: own } of sentences) {
    const [first, last] = [evidence[0], evidence.at(-1)]
    if (first === undefined || last === undefined) continue
    const marked = gold.commitments.find((each) => overlap(each, { start: first.start, end: last.end }) >= 0.5)
    const there = thereIn(units, range, own)
    lessons.pledge.push({ ...from, there, answer: marked !== undefined })
    if (marked !== undefined) lessons.asking.push({ ...from, there, answer: marked.status === 'proposed' })
  }
}

/** The share of two ranges that both have. */
function overlap(a: { start: number; end: number }, b: { start: number; end: number }): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return both / (Math.max(a.end, b.end) - Math.min(a.start, b.start))
}

/** The pairs of a range, each once, and the clues. */
function thereIn(
  units: Uint16Array,
  [start, end]: readonly [number, number],
  clues: Readonly<Record<string, number>>,
): Map<string, number> {
  const there = new Map(Object.entries(clues).map(([clue, amount]) => [clue + CLUE, amount]))
  let before = OPENING
  for (const unit of units.subarray(start, end)) {
    const character = String.fromCharCode(unit)
    there.set(before + character, 1)
    before = character
  }
  return there
}

function weightsOf(question: Question, lessons: readonly Lesson[]): Weights {
  const { isPair, least, hold } = SETTINGS[question]
  const times = new Map<string, number>()
  for (const { there } of lessons) for (const name of there.keys()) times.set(name, (times.get(name) ?? 0) + 1)
  const names = [...times].flatMap(([name, count]) =>
    name.endsWith(CLUE) || (count >= least && isPair.test(name)) ? [name] : [],
  )
  const holdOf = (name: string): number => (name.endsWith(CLUE) ? OF_CLUES * hold : hold)
  const { of } = learn(lessons, names, holdOf)
  const told = names.filter((name) => name.endsWith(CLUE) || Math.abs(hundredths(of.get(name))) >= LEAST)
  return learn(lessons, told, holdOf)
}

/** How well lessons that were left out of the learning are answered, for the reports of each file. */
function provedOn(question: Question, lessons: readonly Lesson[]): string {
  const counts = new Map<string, { right: number; both: number; said: number; marked: number; all: number }>()
  for (let fold = 0; fold < FOLDS; fold++) {
    const isOut = ({ report }: Lesson): boolean => report % FOLDS === fold
    const weights = weightsOf(
      question,
      lessons.filter((lesson) => !isOut(lesson)),
    )
    for (const { there, answer, file, judge } of lessons.filter(isOut)) {
      const count = counts.get(file) ?? { right: 0, both: 0, said: 0, marked: 0, all: 0 }
      counts.set(file, count)
      const told = answerOf(weights, there)
      const yes = judge?.(told) ?? told > 0
      count.right += Number(yes === answer)
      count.both += Number(yes && answer)
      count.said += Number(yes)
      count.marked += Number(answer)
      count.all++
    }
  }
  const rows = [...counts].map(([file, { right, both, said, marked, all }]) => {
    return `  ${file}: ${right} of ${all} right, F1 ${((2 * both) / (said + marked)).toFixed(3)}`
  })
  return rows.join('\n')
}

/** A weight in hundredths. */
const hundredths = (weight: number | undefined): number => Math.round((weight ?? 0) * 100) || 0

/** Entries side by side, parted by /, in lines of a fair width. */
function inLines(entries: readonly string[]): string {
  const lines: string[] = []
  for (const entry of entries) {
    const last = lines.pop()
    if (last === undefined) lines.push(entry)
    else if (last.length + entry.length < WIDTH) lines.push(`${last}/${entry}`)
    else lines.push(last, entry)
  }
  return lines.join('\n')
}

const words = process.argv.slice(2)
const from = words.includes('--wide') ? words.indexOf('--wide') : words.length
const files = words.filter((word) => word !== '--wide')
if (files.length % 2 > 0 || from % 2 > 0)
  throw new Error('usage: node tools/make-learnt.ts GOLD TEXTS [GOLD TEXTS …] [--wide GOLD TEXTS …]')
const lessons = lessonsIn([...files, ...SAMPLES], files.slice(from))
const learnt = QUESTIONS.map((question) => {
  console.log(`${question}\n${provedOn(question, lessons[question])}`)
  return { question, ...weightsOf(question, lessons[question]) }
})
const names = [...new Set(learnt.flatMap(({ of }) => [...of.keys()]))].filter((name) => !name.endsWith(CLUE)).toSorted()
const pairs = names
  .map((name) => [name, learnt.map(({ of }) => hundredths(of.get(name)))] as const)
  .filter(([, told]) => told.some((weight) => weight !== 0))
const clues = learnt.map(({ question, of, always }) => {
  const own = CLUES_OF[question].map((clue) => `${clue}: ${hundredths(of.get(clue + CLUE)) / 100}`)
  return `  ${question}: { always: ${hundredths(always) / 100}, ${own.join(', ')} },`
})
writeFileSync(
  OUT,
  `// Made by tools/make-learnt.ts; do not edit.

/** Pairs of characters, each with what it weighs for ${QUESTIONS.join(', ')}, in hundredths. */
export const PAIRS = \`
${inLines(pairs.map(([name, told]) => [name, ...told].join(' ')))}
\`

/** What the clues weigh. */
export const CLUES = {
${clues.join('\n')}
} as const satisfies Record<string, Record<string, number>>
`,
)
console.log(`${pairs.length} pairs`)
