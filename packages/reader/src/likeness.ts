/**
 * Likeness 相似: how many of their rare pairs of characters pieces of a page share. Pairs are kept as small numbers, so
 * that a piece is a list and what has been put together a set of bits; a few pairs that fall on one number do no harm.
 */
import { numbers, units } from './memory.ts'

const SIZE = 1 << 16

/** What each code unit is: blank, a mark that parts words, or of a word. */
const [BLANK, MARK, WORD] = [0, 1, 2]
const KINDS = new Uint8Array(SIZE).fill(WORD)
for (let unit = 0; unit <= 32; unit++) KINDS[unit] = BLANK
for (const blank of '\u3000\u00a0') KINDS[blank.charCodeAt(0)] = BLANK
for (const mark of '，。、；：！？“”"（）()《》·—-') KINDS[mark.charCodeAt(0)] = MARK

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3b) ^ Math.imul(second, 0x85eb)) & (SIZE - 1)
}

/** Room to work in: for which piece each pair was last seen, its times, and the pairs of the piece being made. */
const seen = new Uint32Array(SIZE)
const counted = new Uint32Array(SIZE)
const found = new Uint16Array(SIZE)
let pieces = 0

const NO_PAIRS = new Uint16Array(0)
const NO_BITS: Int32Array = new Int32Array(SIZE >> 5)

/** Goes through the pairs of characters of some lines' words; marks part them, line breaks do not. */
function eachPair(lines: readonly string[], visit: (pair: number) => void): void {
  let last = 0
  for (const text of lines) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      const kind = KINDS[unit]
      if (kind === BLANK) continue
      if (kind === WORD && last !== 0) visit(pairOf(last, unit))
      last = kind === WORD ? unit : 0
    }
  }
}

/** The pairs of characters of some lines' words, each once. */
export class Words {
  readonly pairs: Uint16Array

  constructor(lines: readonly string[]) {
    pieces = (pieces + 1) >>> 0
    let size = 0
    eachPair(lines, (pair) => {
      if (seen[pair] === pieces) return
      seen[pair] = pieces
      found[size++] = pair
    })
    this.pairs = size === 0 ? NO_PAIRS : found.slice(0, size)
  }

  /** How many pairs stand in both, of pieces as short as lines. */
  shared({ pairs }: Words): number {
    let count = 0
    for (const pair of this.pairs) if (pairs.includes(pair)) count++
    return count
  }
}

/** How often a pair stands in what keeps coming back to it. */
const REFRAIN = 4

/** The pairs that some lines keep coming back to, as bits: they tell what these are about. */
export class Refrain {
  private readonly bits = numbers(SIZE >> 5)

  constructor(lines: readonly string[]) {
    let size = 0
    eachPair(lines, (pair) => {
      const times = ++counted[pair]
      if (times === 1) found[size++] = pair
      else if (times === REFRAIN) this.bits[pair >> 5] |= 1 << (pair & 31)
    })
    for (let i = 0; i < size; i++) counted[found[i]] = 0
  }

  has(pair: number): boolean {
    return (this.bits[pair >> 5] & (1 << (pair & 31))) !== 0
  }
}

/** So many bits for a character keep it rare that two pairs fall on one; no page needs more. */
const BITS_EACH = 16
const MOST_BITS = 1 << 23

/** The pairs of characters that stand in the lines of a page, as bits, looked up once somebody asks. */
export class KnownPairs {
  private readonly lines: readonly { readonly text: string }[]
  private bits = NO_BITS

  constructor(lines: readonly { readonly text: string }[]) {
    this.lines = lines
  }

  /** Do the last character of a line and the first one of another, no figures or marks, stand together somewhere? */
  has(line: string, next: string): boolean {
    const [last, first] = [line.charCodeAt(line.length - 1), next.charCodeAt(0)]
    if (!isWord(last) || !isWord(first)) return false
    if (this.bits === NO_BITS) this.bits = this.found()
    const pair = this.pairOf(this.bits, last, first)
    return (this.bits[pair >> 5] & (1 << (pair & 31))) !== 0
  }

  private pairOf(bits: Int32Array, first: number, second: number): number {
    const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
    return (hash ^ (hash >>> 15)) & (bits.length * 32 - 1)
  }

  private found(): Int32Array {
    let [size, characters] = [SIZE, 0]
    for (const { text } of this.lines) characters += text.length
    while (size < characters * BITS_EACH && size < MOST_BITS) size *= 2
    const bits = numbers(size >> 5)
    for (const { text } of this.lines) {
      let last = text.charCodeAt(0)
      for (let i = 1; i < text.length; i++) {
        const unit = text.charCodeAt(i)
        const pair = this.pairOf(bits, last, unit)
        bits[pair >> 5] |= 1 << (pair & 31)
        last = unit
      }
    }
    return bits
  }
}

/** Is it a character that words are written with, no figure, letter or mark? */
function isWord(unit: number): boolean {
  return unit > 0x2fff && unit < 0xff00 && KINDS[unit] === WORD
}

const NO_COUNTS = new Uint16Array(SIZE)

/** How rare pairs are among the pieces of a page: what stands in all of them tells none apart. */
export class Rarity {
  private readonly counts: Uint16Array
  private readonly weights: Float64Array

  constructor(page: readonly Words[]) {
    this.counts = page.some(({ pairs }) => pairs.length > 0) ? units(SIZE) : NO_COUNTS
    for (const { pairs } of page) for (const pair of pairs) if (this.counts[pair] < 65535) this.counts[pair]++
    this.weights = new Float64Array(page.length + 1)
    for (let i = 0; i <= page.length; i++) this.weights[i] = Math.log((2 * page.length + 4) / Math.max(1, i))
  }

  /** Do two characters stand together in some piece? */
  knows(first: string, second: string): boolean {
    return this.isKnown(pairOf(first.charCodeAt(0), second.charCodeAt(0)))
  }

  /** Does the pair stand in some piece? */
  isKnown(pair: number): boolean {
    return this.counts[pair] > 0
  }

  /** What the pair weighs: the more, the fewer pieces it stands in. */
  of(pair: number): number {
    return this.weights[Math.min(this.counts[pair], this.weights.length - 1)]
  }
}

/** Words put together: those of a body, as bits. */
export class WordSet {
  private bits = NO_BITS
  private weight = 0

  /** Does the pair stand in it? */
  has(pair: number): boolean {
    return (this.bits[pair >> 5] & (1 << (pair & 31))) !== 0
  }

  /** Adds the words of a further piece; says how much those weigh that it lacked. */
  add({ pairs }: Words, rarity: Rarity): number {
    if (pairs.length > 0 && this.bits === NO_BITS) this.bits = numbers(SIZE >> 5)
    let added = 0
    for (const pair of pairs) {
      if (this.has(pair)) continue
      this.bits[pair >> 5] |= 1 << (pair & 31)
      added += rarity.of(pair)
    }
    this.weight += added
    return added
  }

  /** Takes words out again, which were all that stood in it. */
  remove({ pairs }: Words): void {
    for (const pair of pairs) this.bits[pair >> 5] = 0
    this.weight = 0
  }

  /** How much the words weigh that stand in it. */
  hits({ pairs }: Words, rarity: Rarity): number {
    const { bits } = this
    let hits = 0
    for (const pair of pairs) if ((bits[pair >> 5] & (1 << (pair & 31))) !== 0) hits += rarity.of(pair)
    return hits
  }

  /** How much it has in common with some words that weigh so much: the share of the fewer of both, by weight. */
  likeness(words: Words, weight: number, rarity: Rarity): number {
    const least = Math.min(weight, this.weight)
    return least === 0 ? 0 : this.hits(words, rarity) / least
  }
}

/** From the first to the last of the ideographs in common use. */
const [FIRST, LAST] = [0x4e00, 0x9fff]

/** Single ideographs that stand in a body, as bits. */
export class Letters {
  private readonly bits = numbers((LAST - FIRST + 32) >> 5)

  /** Adds an ideograph; was it not there yet? */
  add(letter: number): boolean {
    if (this.has(letter)) return false
    this.bits[letter >> 5] |= 1 << (letter & 31)
    return true
  }

  has(letter: number): boolean {
    return (this.bits[letter >> 5] & (1 << (letter & 31))) !== 0
  }
}

/** How rare ideographs are among the bodies of a page: what stands in all of them tells little. */
export class LetterRarity {
  private readonly counts = units(LAST - FIRST + 1)
  private bodies = 0

  /** The ideographs of a further body. */
  lettersOf(lines: readonly string[]): Letters {
    const letters = new Letters()
    this.bodies++
    for (const text of lines) {
      for (let i = 0; i < text.length; i++) {
        const letter = text.charCodeAt(i) - FIRST
        if (letter >= 0 && letter <= LAST - FIRST && letters.add(letter)) this.counts[letter]++
      }
    }
    return letters
  }

  /** How much the ideographs of a line weigh that stand in a body, each once. */
  hits(line: string, letters: Letters): number {
    let hits = 0
    for (let i = 0; i < line.length; i++) {
      const letter = line.charCodeAt(i) - FIRST
      if (letter < 0 || letter > LAST - FIRST || !letters.has(letter)) continue
      if (line.indexOf(line.charAt(i)) === i) hits += Math.log((this.bodies + 1) / this.counts[letter])
    }
    return hits
  }
}
