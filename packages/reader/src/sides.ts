/**
 * Which of the places that a long report weighs are its sides. The rules say what each weighs; how often it is named
 * beside the others, and what lies in it and around it, tells the rest, as boosted trees learnt it from marked reports
 * (tools/make-sides.ts). Rule: [R118].
 */
import { codesAbove, parentsIn } from './kin.ts'
import { isCountry, isPartOfWorld } from './places.ts'
import type { Place } from './places.ts'
import { keyOf } from './regions.ts'
import type { Candidate, Party, Weighed } from './regions.ts'
import { TREES } from './sides.data.ts'
import { Trees } from './trees.ts'

/** What the trees ask of a place; weights are those the rules give. */
export const CLUES_OF_SIDE = [
  // What it weighs, as a part of the weightiest and by itself; of that what more than guests' posts tell, and little.
  'share',
  'weight',
  'said',
  'plain',
  // The part of all mentions that are its own, what these weigh in the mean, and where the first stands.
  'named',
  'mean',
  'first',
  // How large it is, and whether it is one of the two sides of the strait.
  'level',
  'strait',
  // What it lies in, as a part of its weight, and the weightiest that lies in it.
  'whole',
  'part',
  // The weightiest other of its size, and how many others lie in its province.
  'rival',
  'neighbours',
  // Of the report: what the third weighs, how often the second is named, whether it tells of both sides of the strait
  // and of an expo, and how many of its clauses speak of signing.
  'third',
  'second',
  'across',
  'expo',
  'signings',
] as const
type Clue = (typeof CLUES_OF_SIDE)[number]

/** How large a place is: a country, a part of the world, what no standard lists, a province, a city, a county. */
function levelOf({ code, name }: Candidate): number {
  if (code === null) return isCountry(name) ? 0 : isPartOfWorld(name) ? 1 : 2
  return code.endsWith('0000') ? PROVINCE : code.endsWith('00') ? 4 : 5
}

const PROVINCE = 3

/** The two sides of the strait. */
const OF_STRAIT: ReadonlySet<string> = new Set(['大陆', '台湾'])

/** The three greatest of the numbers put to it, in order; nought where there are fewer. */
class Greatest {
  first = 0
  second = 0
  third = 0

  put(number: number): void {
    if (number > this.first) [this.first, this.second, this.third] = [number, this.first, this.second]
    else if (number > this.second) [this.second, this.third] = [number, this.second]
    else if (number > this.third) this.third = number
  }
}

/** What each candidate lies in, the nearest first, by the standard and then by the text. */
function wholesOf(candidates: readonly Candidate[], text: string, places: readonly Place[]): Candidate[][] {
  const byCode = new Map(candidates.flatMap((each) => (each.code === null ? [] : [[each.code, each] as const])))
  const byName = new Map(candidates.map((each) => [each.name, each]))
  const told = parentsIn(text, places)
  return candidates.map((each) => {
    const above = codesAbove(each.code).flatMap((code) => byCode.get(code) ?? [])
    const named = byName.get(told.get(each.name) ?? '')
    return named === undefined || named === each || above.includes(named) ? above : [...above, named]
  })
}

/** What the others say of each candidate. */
class Beside {
  readonly weights = new Greatest()
  readonly times = new Greatest()
  /** How often all are named. */
  all = 0
  private readonly levels = new Map<number, Greatest>()
  private readonly provinces = new Map<string, number>()
  private readonly parts = new Map<Candidate, number>()

  constructor(candidates: readonly Candidate[], wholes: readonly (readonly Candidate[])[]) {
    candidates.forEach((each, i) => {
      const { weight, times, code } = each
      this.weights.put(weight)
      this.times.put(times)
      this.all += times
      const level = levelOf(each)
      const own = this.levels.get(level) ?? new Greatest()
      this.levels.set(level, own)
      own.put(weight)
      if (code !== null && level > PROVINCE)
        this.provinces.set(code.slice(0, 2), (this.provinces.get(code.slice(0, 2)) ?? 0) + 1)
      for (const whole of wholes[i]) this.parts.set(whole, Math.max(this.part(whole), weight))
    })
  }

  /** What the weightiest weighs that lies in it. */
  part(whole: Candidate): number {
    return this.parts.get(whole) ?? 0
  }

  /** What the weightiest other of its level weighs. */
  rival(each: Candidate): number {
    const { first, second } = this.levels.get(levelOf(each)) ?? { first: 0, second: 0 }
    return each.weight === first ? second : first
  }

  /** How many others lie in its province, if it lies in one. */
  neighbours(each: Candidate): number {
    return levelOf(each) > PROVINCE ? (this.provinces.get(each.code?.slice(0, 2) ?? '') ?? 1) - 1 : 0
  }
}

/** Keeps shares of little weights finite. */
const LITTLE = 0.1

/** Of each candidate what the trees ask, in the order of their clues; `expo`: is the report about one? */
export function cluesOfSides(
  { candidates, strait, signings }: Weighed,
  text: string,
  places: readonly Place[],
  expo: boolean,
): number[][] {
  const wholes = wholesOf(candidates, text, places)
  const beside = new Beside(candidates, wholes)
  return candidates.map((each, i) => {
    const { weight, said, plain, times, mean, place, name } = each
    const whole = wholes[i].at(0)
    const clues: Record<Clue, number> = {
      share: weight / Math.max(beside.weights.first, LITTLE),
      weight,
      said,
      plain,
      named: times / Math.max(1, beside.all),
      mean,
      first: place.start / text.length,
      level: levelOf(each),
      strait: Number(OF_STRAIT.has(name)),
      whole: whole === undefined ? -1 : whole.weight / (weight + LITTLE),
      part: beside.part(each),
      rival: beside.rival(each),
      neighbours: beside.neighbours(each),
      third: beside.weights.third,
      second: beside.times.second,
      across: Number(strait),
      expo: Number(expo),
      signings,
    }
    return CLUES_OF_SIDE.map((clue) => clues[clue])
  })
}

/** How much it weighs, in logits, whether the rules take a place for a side; fitted. */
const [TOLD, NOT_TOLD] = [0.7, -0.3]

/**
 * The sides of a long report, by the rules and by what trees tell of each place that was weighed, in logits: one at
 * least. Where the rules bring in a side that no place names, theirs are the sides.
 */
export function sidesAfter({ sides, candidates }: Weighed, told: readonly number[]): readonly Party[] {
  const named = new Set(candidates.map(keyOf))
  if (sides.some((side) => !named.has(keyOf(side)))) return sides
  const byRules = new Set(sides.map(keyOf))
  const odds = candidates.map((each, i) => told[i] + (byRules.has(keyOf(each)) ? TOLD : NOT_TOLD))
  const chosen = candidates.filter((_, i) => odds[i] >= 0)
  if (chosen.length > 0) return chosen
  const most = odds.reduce((one, other) => Math.max(one, other), -Infinity)
  return candidates.slice(odds.indexOf(most)).slice(0, 1)
}

const trees = new Trees(TREES, CLUES_OF_SIDE)

/** What the trees tell of each place that was weighed, by what they ask of it. */
export function toldOfSides(clues: readonly (readonly number[])[]): number[] {
  return clues.map((numbers) => trees.told(numbers))
}
