/**
 * What words tell that no rule lists. Each pair of characters weighs for or against an answer, and so do a few clues;
 * what there is weighs together, each pair once. The weights are learnt from marked reports (tools/make-learnt.ts).
 * Rule: [R109].
 */
import { CLUES, PAIRS } from './learnt.data.ts'
import { units } from './memory.ts'

/** What is asked: is a report about cooperation, is a sentence a pledge, does a pledge ask something of others? */
export type Question = keyof typeof CLUES_OF

/** In the order in which the weights of a pair are listed. */
export const QUESTIONS = ['cooperation', 'pledge', 'asking'] as const satisfies readonly Question[]

/** Of a sentence: how long it is, how late it comes, whether it opens its paragraph, whether somebody speaks in it. */
const OF_SENTENCE = ['length', 'late', 'opens', 'speaks'] as const
/** What counts for each question beside the words; numbers of things as their logarithms. */
export const CLUES_OF = {
  cooperation: [
    // How many sides are more than a country as a whole (without any there is no cooperation, whatever `none` weighs).
    'none',
    'one',
    'two',
    'more',
    // What the weightiest side weighs.
    'heaviest',
    // How often the two places are named that are named most.
    'most',
    'next',
    // How many places are named that the standard does not list: most of them lie abroad.
    'unlisted',
    // Sentences that name two provinces or countries, those of them that tell of something joint, one that leads.
    'both',
    'joint',
    'lead',
    // Guests from another region, agreements, words of cooperation, the length of all.
    'guests',
    'agrees',
    'bound',
    'length',
  ],
  pledge: OF_SENTENCE,
  asking: OF_SENTENCE,
} as const

/** How much there is of each clue. */
export type Clues<Asked extends Question> = Readonly<Record<(typeof CLUES_OF)[Asked][number], number>>

/** Stands before the first character of what is weighed. */
export const OPENING = '^'

/** Pairs are looked up in an open table, at most half full. */
const SIZE = 1 << 15
const keys = new Int32Array(SIZE)
/** The number of each pair listed, from one; what is not listed is number nought, which weighs nothing. */
const indexes = new Uint16Array(SIZE)

function keyOf(first: number, second: number): number {
  return (first << 16) | second
}

/** Where a pair stands in the table, or where it would. */
function slotOf(key: number): number {
  let slot = (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 16) & (SIZE - 1)
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (SIZE - 1)
  return slot
}

/** Pairs with their weights in hundredths: 合作 57 -12 0. */
const listed = PAIRS.trim().split(/[\n/]/)
const weights: Readonly<Record<Question, Int16Array>> = {
  cooperation: new Int16Array(listed.length + 1),
  pledge: new Int16Array(listed.length + 1),
  asking: new Int16Array(listed.length + 1),
}
listed.forEach((line, index) => {
  const [pair, ...told] = line.split(' ')
  const slot = slotOf(keyOf(pair.charCodeAt(0), pair.charCodeAt(1)))
  keys[slot] = keyOf(pair.charCodeAt(0), pair.charCodeAt(1))
  indexes[slot] = index + 1
  QUESTIONS.forEach((question, i) => {
    weights[question][index + 1] = Number(told[i])
  })
})

/** What the clues weigh, by question. */
const clueWeights: { readonly [Asked in Question]: Clues<Asked> & { readonly always: number } } = CLUES

/** For which range each pair was last seen. */
const seen = new Uint32Array(listed.length + 1)
let ranges = 0

/** The pairs of a text that weigh: each is looked up once, whatever is asked of it. */
export class Words {
  private readonly units: Uint16Array
  /** The pair that ends in each character. */
  private readonly pairs: Uint16Array

  constructor(code: Uint16Array) {
    const pairs = units(code.length)
    let before = OPENING.charCodeAt(0)
    for (let at = 0; at < code.length; at++) {
      const unit = code[at]
      const slot = slotOf(keyOf(before, unit))
      if (keys[slot] !== 0) pairs[at] = indexes[slot]
      before = unit
    }
    this.units = code
    this.pairs = pairs
  }

  /** What the words of a range and its clues tell: more than nothing speaks for yes. In logits. */
  told<Asked extends Question>(asked: Asked, [start, end]: readonly [number, number], clues: Clues<Asked>): number {
    ranges = (ranges + 1) >>> 0
    const { pairs } = this
    const own = weights[asked]
    const opening = start < end ? indexes[slotOf(keyOf(OPENING.charCodeAt(0), this.units[start]))] : 0
    let sum = own[opening]
    for (let at = start + 1; at < end; at++) {
      const pair = pairs[at]
      if (seen[pair] === ranges) continue
      seen[pair] = ranges
      sum += own[pair]
    }
    const told = clueWeights[asked]
    let all = told.always + sum / 100
    for (const clue of CLUES_OF[asked] as readonly (keyof Clues<Asked>)[]) all += told[clue] * clues[clue]
    return all
  }
}
