/**
 * What words tell that no rule lists. Each pair of characters weighs for or against an answer, and so do a few clues;
 * what there is weighs together, each pair once. The weights are learnt from marked reports (tools/make-learnt.ts).
 * Rule: [R101].
 */
import { CLUES, PAIRS } from './learnt.data.ts'

/** What is asked: is a report about cooperation, is a sentence a pledge, does a pledge ask something of others? */
export type Question = keyof typeof CLUES

const QUESTIONS = ['cooperation', 'pledge', 'asking'] as const satisfies readonly Question[]

/** How much there is of each clue. */
export type Clues<Asked extends Question> = Readonly<Record<Exclude<keyof (typeof CLUES)[Asked], 'always'>, number>>

/** Stands before the first character of what is weighed. */
export const OPENING = '^'

/** Pairs are looked up in an open table, at most half full. */
const SIZE = 1 << 15
const keys = new Int32Array(SIZE)
const indexes = new Uint16Array(SIZE)

function keyOf(first: number, second: number): number {
  return (first << 16) | second
}

/** Where a pair stands in the table, or where it would. */
function slotOf(key: number): number {
  let slot = Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 17
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (SIZE - 1)
  return slot
}

/** Pairs with their weights in hundredths: 合作 57 -12 0. */
const listed = PAIRS.trim().split(/[\n/]/)
const weights: Readonly<Record<Question, Float64Array>> = {
  cooperation: new Float64Array(listed.length),
  pledge: new Float64Array(listed.length),
  asking: new Float64Array(listed.length),
}
listed.forEach((line, index) => {
  const [pair, ...told] = line.split(' ')
  const slot = slotOf(keyOf(pair.charCodeAt(0), pair.charCodeAt(1)))
  keys[slot] = keyOf(pair.charCodeAt(0), pair.charCodeAt(1))
  indexes[slot] = index
  QUESTIONS.forEach((question, i) => {
    weights[question][index] = Number(told[i]) / 100
  })
})

/** For which range each pair was last seen. */
const seen = new Uint32Array(listed.length)
let ranges = 0

/** What the words of a range and its clues tell: more than nothing speaks for yes. In logits. */
export function told<Asked extends Question>(
  asked: Asked,
  units: Uint16Array,
  [start, end]: readonly [number, number],
  clues: Clues<Asked>,
): number {
  ranges = (ranges + 1) >>> 0
  const own = weights[asked]
  let sum: number = CLUES[asked].always
  let before = OPENING.charCodeAt(0)
  for (let at = start; at < end; at++) {
    const unit = units[at]
    const slot = slotOf(keyOf(before, unit))
    before = unit
    if (keys[slot] === 0) continue
    const index = indexes[slot]
    if (seen[index] === ranges) continue
    seen[index] = ranges
    sum += own[index]
  }
  for (const [clue, amount] of Object.entries<number>(clues))
    sum += amount * (CLUES[asked] as Record<string, number>)[clue]
  return sum
}
