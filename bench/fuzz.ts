/**
 * A million strings of every kind, read one by one: no throw, the laws of reading kept, the same again when read
 * again, and steps that grow no faster than the strings. Each string is told by the seed and its number.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LineBox, Reading } from '@handclasp/domain'
import { read } from '@handclasp/reader'
import { breachesOf } from '@handclasp/reader/laws'
import { type Counter, openCounter } from '@handclasp/reader/steps'
import { type Chance, chanceOf } from './chance.ts'
import { FAMILIES, type Family } from './strings.ts'
import { table } from './tables.ts'

/** Which strings: the seed, how many, or only the one of a number. */
export interface FuzzOptions {
  readonly seed: number
  readonly strings: number
  readonly only: number | null
}

const PUBLISHED = '2026-05-19'
/** Strings of one family whose steps are counted together. */
const BATCH = 100
/** One string in so many is read a second time. */
const AGAIN = 50
/** At most so many steps a code unit, beyond those of any string; and at most so many for twice the length. */
const MOST_STEPS = 400
const MOST_GROWTH = 2.3
const KEPT_FAILURES = 50

/** A string that broke something, by its number. */
interface Failure {
  readonly number: number
  readonly what: string
}

interface FamilyFound {
  strings: number
  units: number
  steps: number
  /** The batch with the most steps a code unit: its first string, and how many. */
  worst: number
  worstRatio: number
}

/** What was found so far; kept in a file, so that a run that was stopped goes on. */
interface Found {
  done: number
  failures: number
  again: number
  readonly first: Failure[]
  readonly families: Record<string, FamilyFound>
}

/** The table of a run, or null where only one string was looked at. */
export async function prove({ seed, strings, only }: FuzzOptions): Promise<string | null> {
  const counter = await openCounter()
  try {
    if (only !== null) {
      await showOne(counter, seed, only)
      return null
    }
    const kept = join(tmpdir(), `handclasp-fuzz-${seed}-${digestOfSources()}.json`)
    const found = await fuzz(counter, seed, strings, {
      from: existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Found) : null,
      keep: (sofar) => {
        writeFileSync(kept, JSON.stringify(sofar))
        if (sofar.done % 10_000 === 0) console.error(`${sofar.done} / ${strings} · ${sofar.failures}`)
      },
    })
    const text = await report(counter, seed, found)
    rmSync(kept, { force: true })
    return text
  } finally {
    counter.close()
  }
}

/** Reads the strings of a seed, from where an earlier run came to. */
export async function fuzz(
  counter: Counter,
  seed: number,
  strings: number,
  { from, keep }: { readonly from: Found | null; readonly keep: (sofar: Found) => void },
): Promise<Found> {
  const found = from ?? { done: 0, failures: 0, again: 0, first: [], families: {} }
  const base = await stepsOfAny(counter)
  while (found.done < strings) {
    await readBatch(counter, seed, found, base)
    if (found.done % (10 * BATCH) === 0) keep(found)
  }
  return found
}

const NO_FAMILY: Family = { name: 'nothing', make: () => '' }

/** A string, and the places of its lines where its family has some. */
interface Given {
  readonly text: string
  readonly lines?: readonly LineBox[]
}

/** Text by one chance, places by another: so that a family has them of one kind at every length. */
function given({ make, place }: Family, chance: Chance, placing: Chance, size: number): Given {
  const text = make(chance, size)
  return place === undefined ? { text } : { text, lines: place(placing, text) }
}

/** The string of a number: its family, and its text of 0 to 2,047 code units, the short ones more often. */
export function stringOf(seed: number, number: number): Given & { readonly family: string } {
  const family = FAMILIES[Math.floor(number / BATCH) % FAMILIES.length] ?? NO_FAMILY
  const chance = chanceOf(seed, number)
  const size = Math.floor(2 ** (chance.below(1_100) / 100)) - chance.below(2)
  return { family: family.name, ...given(family, chance, chanceOf(~seed, number), size) }
}

/** The steps that a string takes however short it is. */
async function stepsOfAny(counter: Counter): Promise<number> {
  const short = ['', '。', '王']
  for (const text of short) read(text, { published: PUBLISHED })
  const steps = await counter.stepsOf(() => short.forEach((text) => read(text, { published: PUBLISHED })))
  return steps / short.length
}

async function readBatch(counter: Counter, seed: number, found: Found, base: number): Promise<void> {
  const first = found.done
  const batch = Array.from({ length: BATCH }, (_, i) => stringOf(seed, first + i))
  const readings: (Reading | null)[] = []
  const fail = (number: number, what: string): void => {
    found.failures++
    if (found.first.length < KEPT_FAILURES) found.first.push({ number, what: JSON.stringify(what.slice(0, 200)) })
  }
  const steps = await counter.stepsOf(() => {
    batch.forEach((each, i) => readings.push(readOrFail(each, (what) => fail(first + i, what))))
  })
  batch.forEach((each, i) => {
    const { text } = each
    const reading = readings[i]
    if (!reading) return
    for (const breach of breachesOf(text, reading)) fail(first + i, breach)
    if ((first + i) % AGAIN !== 0) return
    found.again++
    if (JSON.stringify(readGiven(each)) !== JSON.stringify(reading)) fail(first + i, 'read otherwise')
  })
  const units = batch.reduce((sum, { text }) => sum + text.length, 0)
  const ratio = Math.max(0, steps - base * BATCH) / Math.max(1, units)
  if (ratio > MOST_STEPS) fail(first, `${Math.round(ratio)} steps a code unit in the ${BATCH} strings from here`)
  note(found, batch[0]?.family ?? '', first, units, steps, ratio)
  found.done = first + BATCH
}

function readGiven({ text, lines }: Given): Reading {
  return read(text, { published: PUBLISHED, ...(lines && { lines }) })
}

function readOrFail(each: Given, fail: (what: string) => void): Reading | null {
  try {
    return readGiven(each)
  } catch (error) {
    fail(`threw ${String(error)}`)
    return null
  }
}

function note({ families }: Found, name: string, first: number, units: number, steps: number, ratio: number): void {
  const family = (families[name] ??= { strings: 0, units: 0, steps: 0, worst: 0, worstRatio: 0 })
  family.strings += BATCH
  family.units += units
  family.steps += steps
  if (ratio <= family.worstRatio) return
  family.worst = first
  family.worstRatio = ratio
}

/**
 * Lengths that the same families are made of, and how many strings of each. Growth is judged between the last two:
 * before them the windows fill in which pieces of a page are compared, up to eight bodies before and behind.
 */
const LENGTHS = [2_000, 8_000, 32_000, 64_000]
const EACH = 2

/** Steps of strings of a family at each length, in all. */
async function growthOf(
  counter: Counter,
  seed: number,
  index: number,
): Promise<readonly { units: number; steps: number }[]> {
  const family = FAMILIES[index] ?? NO_FAMILY
  const sizes: { units: number; steps: number }[] = []
  for (const length of LENGTHS) {
    const texts = Array.from({ length: EACH }, (_, i) => given(family, chanceOf(seed, i), chanceOf(~seed, i), length))
    const steps = await counter.stepsOf(() => texts.forEach((each) => readOrFail(each, () => {})))
    sizes.push({ units: texts.reduce((sum, { text }) => sum + text.length, 0), steps })
  }
  return sizes
}

/** The most steps a code unit of one string of a batch, and its number. */
async function worstOf(counter: Counter, seed: number, first: number, base: number) {
  let worst = { number: first, ratio: 0 }
  for (let number = first; number < first + BATCH; number++) {
    const each = stringOf(seed, number)
    const { text } = each
    if (text.length < 50) continue
    const steps = await counter.stepsOf(() => void readOrFail(each, () => {}))
    const ratio = (steps - base) / text.length
    if (ratio > worst.ratio) worst = { number, ratio }
  }
  return worst
}

async function report(counter: Counter, seed: number, found: Found): Promise<string> {
  const base = await stepsOfAny(counter)
  const rows: (string | number)[][] = []
  const failures = found.first.map(({ number, what }) => {
    return `\`npm run prove -- fuzz --seed ${seed} --only ${number}\`: ${what}`
  })
  for (const [index, { name }] of FAMILIES.entries()) {
    const family = found.families[name]
    if (!family) continue
    const sizes = await growthOf(counter, seed, index)
    const [before, last] = [sizes.at(-2), sizes.at(-1)]
    const growth = before && last ? (2 * last.steps * before.units) / (before.steps * last.units) : 1
    if (growth > MOST_GROWTH) failures.push(`${name}: ${growth.toFixed(2)} × the steps for twice the length`)
    const worst = await worstOf(counter, seed, family.worst, base)
    rows.push([
      name,
      family.strings,
      family.units,
      perUnit(family.steps - base * family.strings, family.units),
      perUnit(family.worstRatio, 1),
      `${perUnit(worst.ratio, 1)} (${worst.number})`,
      ...sizes.map(({ steps, units }) => perUnit(steps, units)),
      growth.toFixed(2),
    ])
  }
  if (failures.length > 0) process.exitCode = 1
  const lengths = LENGTHS.map((length) => `at ${length}`)
  const head = [
    'strings of',
    'read',
    'code units',
    'steps a unit',
    'worst batch',
    'worst string of it (number)',
    ...lengths,
  ]
  const units = Object.values(found.families).reduce((sum, family) => sum + family.units, 0)
  return [
    `Seed ${seed}: ${found.done} strings, ${units} code units; read twice: ${found.again}; ` +
      `failures: ${found.failures}.`,
    ...failures.map((failure) => `- ${failure}`),
    table([[...head, 'for twice the length'], ...rows]),
    `Steps are counted, not timed: blocks of the reader that ran, and characters its patterns had before them. ` +
      `What any string takes (${Math.round(base)} steps) is taken off, but not at the fixed lengths (${EACH} strings ` +
      `each). Batches are of ${BATCH} strings.`,
  ].join('\n\n')
}

function perUnit(steps: number, units: number): string {
  return (steps / Math.max(1, units)).toFixed(1)
}

async function showOne(counter: Counter, seed: number, number: number): Promise<void> {
  const each = stringOf(seed, number)
  const { family, text } = each
  console.log(`${family}, ${text.length}: ${JSON.stringify(text)}`)
  if (each.lines !== undefined) console.log(JSON.stringify(each.lines))
  let reading: Reading | null = null
  const base = await stepsOfAny(counter)
  const steps = await counter.stepsOf(() => {
    reading = readOrFail(each, (what) => console.log(what))
  })
  console.log(`${steps} steps, ${perUnit(steps - base, text.length)} a code unit`)
  if (reading) for (const breach of breachesOf(text, reading)) console.log(breach)
}

/** Tells whether the reader and its strings are the same as in the run that was stopped. */
function digestOfSources(): string {
  const reader = dirname(fileURLToPath(import.meta.resolve('@handclasp/reader')))
  const files = [
    ...readdirSync(reader).map((name) => join(reader, name)),
    ...['fuzz.ts', 'strings.ts', 'placings.ts', 'chance.ts'].map((name) => join(import.meta.dirname, name)),
  ]
  const hash = createHash('sha256')
  for (const file of files.toSorted()) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}
