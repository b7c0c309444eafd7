/**
 * Makes `packages/reader/src/learnt.data.ts`: how much pairs of characters and a few clues tell that a report is about
 * cooperation, and that a sentence is a pledge; by logistic regression with small weights (L2) on marked reports.
 *
 * Usage: node tools/make-learnt.ts GOLD TEXTS [GOLD TEXTS …]
 * GOLD holds marks as bench/yardstick/ does, TEXTS a line `{"id", "date", "text"}` for each text. Prints of how many
 * reports left out of the learning (five folds) each question is answered rightly. Held-out marks are not to be given.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { CLUES } from '../packages/reader/src/learnt.data.ts'
import { OPENING, type Question } from '../packages/reader/src/learnt.ts'
import { lessonsOf } from '../packages/reader/src/read.ts'

const OUT = new URL('../packages/reader/src/learnt.data.ts', import.meta.url)
const WIDTH = 118
const FOLDS = 5

interface Gold {
  readonly id: string
  readonly published: string | null
  readonly cooperation: boolean
  readonly commitments: readonly { start: number; end: number; status: 'agreed' | 'proposed' }[]
}

/** What is learnt from: names of what there is with how much of it, and the answer. */
interface Example {
  readonly report: number
  readonly there: ReadonlyMap<string, number>
  readonly answer: boolean
}

/** In how many examples a pair stands at least, and how strongly weights are held back. */
const SETTINGS: Readonly<Record<Question, { least: number; hold: number; isPair: (pair: string) => boolean }>> = {
  cooperation: { least: 15, hold: 20, isPair: (pair) => /^[㐀-鿿]{2}$/.test(pair) },
  pledge: { least: 8, hold: 6, isPair: (pair) => !/[\s\d/]/.test(pair) },
  asking: { least: 8, hold: 6, isPair: (pair) => !/[\s\d/]/.test(pair) },
}
/** No pair weighs less, in hundredths: what tells next to nothing is left out. */
const LEAST = 5
/** Clues are held back less. */
const HOLD_OF_CLUES = 0.05

function linesOf<Line>(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

function examplesOf(files: readonly string[]): Record<Question, Example[]> {
  const examples: Record<Question, Example[]> = { cooperation: [], pledge: [], asking: [] }
  let report = 0
  for (let i = 0; i + 1 < files.length; i += 2) {
    const texts = new Map(linesOf<{ id: string; text: string; date?: string }>(files[i + 1]).map((text) => [text.id, text]))
    for (const { id, cooperation, commitments } of linesOf<Gold>(files[i])) {
      const item = texts.get(id)
      if (item === undefined) throw new Error(`${files[i + 1]}: no text of ${id}`)
      const lessons = lessonsOf(item.text, { published: item.date ?? null })
      const [longest] = lessons.toSorted((a, b) => b.units.length - a.units.length)
      report++
      if (longest === undefined) continue
      const { units, clues, sentences } = longest
      examples.cooperation.push({ report, answer: cooperation, there: thereIn(units, 0, units.length, clues) })
      if (!cooperation) continue
      for (const { evidence, range, clues: own } of sentences) {
        if (evidence.length === 0) continue
        const [start, end] = [evidence[0].start, evidence[evidence.length - 1].end]
        const marked = commitments.find((each) => overlap(each, { start, end }) >= 0.5)
        const there = thereIn(units, ...range, own)
        examples.pledge.push({ report, there, answer: marked !== undefined })
        if (marked !== undefined) examples.asking.push({ report, there, answer: marked.status === 'proposed' })
      }
    }
  }
  return examples
}

/** The share of two ranges that both have. */
function overlap(a: { start: number; end: number }, b: { start: number; end: number }): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return both / (Math.max(a.end, b.end) - Math.min(a.start, b.start))
}

function thereIn(units: Uint16Array, start: number, end: number, clues: Readonly<Record<string, number>>) {
  const there = new Map(Object.entries(clues).map(([clue, amount]) => [`${clue}:`, amount]))
  let before = OPENING
  for (let at = start; at < end; at++) {
    const character = String.fromCharCode(units[at])
    there.set(before + character, 1)
    before = character
  }
  return there
}

interface Weights {
  readonly names: readonly string[]
  readonly values: Float64Array
  /** What is told where nothing is there. */
  readonly always: number
}

/** The rows of some examples, by the numbers of names. */
interface Rows {
  readonly at: Int32Array[]
  readonly amounts: Float64Array[]
  readonly answers: readonly number[]
}

function rowsOf(examples: readonly Example[], names: readonly string[]): Rows {
  const numbers = new Map(names.map((name, i) => [name, i]))
  const there = examples.map((example) => [...example.there].filter(([name]) => numbers.has(name)))
  return {
    at: there.map((row) => Int32Array.from(row, ([name]) => numbers.get(name) ?? 0)),
    amounts: there.map((row) => Float64Array.from(row, ([, amount]) => amount)),
    answers: examples.map(({ answer }) => Number(answer)),
  }
}

/** Weights that make the answers likeliest, held back; found by L-BFGS. */
function learn(question: Question, examples: readonly Example[]): Weights {
  const { least, hold, isPair } = SETTINGS[question]
  const times = new Map<string, number>()
  for (const { there } of examples) for (const name of there.keys()) times.set(name, (times.get(name) ?? 0) + 1)
  const names = [...times.keys()].filter((name) => name.endsWith(':') || (isPair(name) && (times.get(name) ?? 0) >= least))
  const rows = rowsOf(examples, names)
  const holds = Float64Array.from([...names, ''], (name) => (name === '' ? 0 : name.endsWith(':') ? HOLD_OF_CLUES * hold : hold))
  const values = lowest((at) => lossAt(at, rows, holds), names.length + 1)
  return { names, values: values.subarray(0, -1), always: values[names.length] }
}

function lossAt(values: Float64Array, { at, amounts, answers }: Rows, holds: Float64Array): [number, Float64Array] {
  const slope = values.map((value, i) => holds[i] * value)
  let loss = values.reduce((sum, value, i) => sum + (holds[i] * value * value) / 2, 0)
  const always = values.length - 1
  at.forEach((row, i) => {
    let told = values[always]
    for (let k = 0; k < row.length; k++) told += values[row[k]] * amounts[i][k]
    loss += Math.log1p(Math.exp(-Math.abs(told))) + Math.max(told, 0) - answers[i] * told
    const error = 1 / (1 + Math.exp(-told)) - answers[i]
    slope[always] += error
    for (let k = 0; k < row.length; k++) slope[row[k]] += error * amounts[i][k]
  })
  return [loss, slope]
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0)

/** Where a smooth convex function is lowest (L-BFGS, ten steps remembered). */
function lowest(valueAt: (at: Float64Array) => [number, Float64Array], size: number): Float64Array {
  let here = new Float64Array(size)
  let [value, slope] = valueAt(here)
  const past: { step: Float64Array; turn: Float64Array }[] = []
  for (let round = 0; round < 200; round++) {
    const direction = slope.map((each) => -each)
    const shares = past.toReversed().map(({ step, turn }) => {
      const share = dot(step, direction) / dot(step, turn)
      direction.forEach((_, i) => (direction[i] -= share * turn[i]))
      return share
    })
    const last = past.at(-1)
    const scale = last === undefined ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : dot(last.step, last.turn) / dot(last.turn, last.turn)
    direction.forEach((_, i) => (direction[i] *= scale))
    past.forEach(({ step, turn }, k) => {
      const change = shares[past.length - 1 - k] - dot(turn, direction) / dot(step, turn)
      direction.forEach((_, i) => (direction[i] += change * step[i]))
    })
    const descent = dot(slope, direction)
    let length = 1
    let next = here
    let [lower, turned] = [value, slope]
    do {
      next = here.map((each, i) => each + length * direction[i])
      ;[lower, turned] = valueAt(next)
      length /= 2
    } while (lower > value + 1e-4 * length * descent && length > 1e-9)
    const step = next.map((each, i) => each - here[i])
    const turn = turned.map((each, i) => each - slope[i])
    if (dot(step, turn) > 1e-12) past.push({ step, turn })
    if (past.length > 10) past.shift()
    const gained = value - lower
    ;[here, value, slope] = [next, lower, turned]
    if (gained < 1e-6 * Math.abs(value)) break
  }
  return here
}

function answerOf({ names, values, always }: Weights, { there }: Example): number {
  return names.reduce((sum, name, i) => sum + values[i] * (there.get(name) ?? 0), always)
}

/** How many of the examples that were left out of the learning are answered rightly. */
function proved(question: Question, examples: readonly Example[]): string {
  let [right, found, read, gold] = [0, 0, 0, 0]
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = learn(
      question,
      examples.filter(({ report }) => report % FOLDS !== fold),
    )
    for (const example of examples.filter(({ report }) => report % FOLDS === fold)) {
      const yes = answerOf(weights, example) > 0
      if (yes === example.answer) right++
      if (yes && example.answer) found++
      if (yes) read++
      if (example.answer) gold++
    }
  }
  return `${right} of ${examples.length} right, F1 ${((2 * found) / (read + gold)).toFixed(3)}`
}

/** Weights in hundredths. */
const hundredths = (weight: number | undefined): number => Math.round((weight ?? 0) * 100) || 0

function wrapped(words: readonly string[]): string {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last}/${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

const files = process.argv.slice(2)
if (files.length < 2 || files.length % 2 > 0) throw new Error('usage: node tools/make-learnt.ts GOLD TEXTS [GOLD TEXTS …]')
const examples = examplesOf(files)
const questions = Object.keys(CLUES) as Question[]
const learnt = questions.map((question) => {
  console.log(`${question}: ${proved(question, examples[question])}`)
  return [question, learn(question, examples[question])] as const
})
const byName = new Map<string, Map<Question, number>>()
for (const [question, { names, values }] of learnt) {
  names.forEach((name, i) => {
    if (!name.endsWith(':') && Math.abs(hundredths(values[i])) < LEAST) return
    const known = byName.get(name) ?? new Map<Question, number>()
    byName.set(name, known.set(question, values[i]))
  })
}
const pairs = [...byName].filter(([name]) => !name.endsWith(':')).toSorted(([a], [b]) => (a < b ? -1 : 1))
const clues = learnt.map(([question, { always }]) => {
  const own = Object.keys(CLUES[question]).map((clue) => {
    const weight = clue === 'always' ? always : byName.get(`${clue}:`)?.get(question)
    return `${clue}: ${hundredths(weight) / 100}`
  })
  return `  ${question}: { ${own.join(', ')} },`
})
writeFileSync(
  OUT,
  `// Made by tools/make-learnt.ts; do not edit.

/** Pairs of characters, each with what it weighs for cooperation, for a pledge and for one that asks, in hundredths. */
export const PAIRS = \`
${wrapped(pairs.map(([pair, own]) => [pair, ...questions.map((question) => hundredths(own.get(question)))].join(' ')))}
\`

/** What the clues weigh. */
export const CLUES = {
${clues.join('\n')}
} as const satisfies Record<string, Record<string, number>>
`,
)
console.log(`${pairs.length} pairs`)
