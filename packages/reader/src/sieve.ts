/**
 * A sieve of first characters, or of numbers made of the first two: tells at once, and nearly always rightly, that no
 * word of a set begins at a place.
 */
export class Sieve {
  /** The low bits of what words may begin with; plain numbers, for many sieves are made. */
  private readonly bits: number[]

  constructor(bits: readonly number[] = NONE) {
    this.bits = [...bits]
  }

  /** Lets the words that begin with it through. */
  add(unit: number): void {
    this.bits[(unit >> 5) & 31] |= 1 << (unit & 31)
  }

  /** A sieve that lets more through later. */
  copy(): Sieve {
    return new Sieve(this.bits)
  }

  /** May a word of the set begin with it? */
  passes(unit: number): boolean {
    return ((this.bits[(unit >> 5) & 31] >>> (unit & 31)) & 1) !== 0
  }
}

const NONE: readonly number[] = Array.from({ length: 32 }, () => 0)

/** Two code units that stand side by side, as one number for a sieve. */
function pair(first: number, second: number): number {
  return Math.imul(first, 37) ^ second
}

/** A set of words of two characters and more, looked for at every place of a text, the longest first. */
export class WordSieve {
  private readonly words: ReadonlySet<string>
  private readonly sieve = new Sieve()
  /** The lengths of the words, longest first. */
  private readonly sizes: readonly number[]

  constructor(words: ReadonlySet<string>) {
    this.words = words
    const sizes: number[] = []
    for (const word of words) {
      this.sieve.add(pair(word.charCodeAt(0), word.charCodeAt(1)))
      if (!sizes.includes(word.length)) sizes.push(word.length)
    }
    this.sizes = sizes.sort((a, b) => b - a)
  }

  /** The first place from one on where a word of the set may begin; the text's end where there is none. */
  next(text: string, from: number): number {
    const { sieve } = this
    let first = text.charCodeAt(from)
    for (let place = from; place + 1 < text.length; place++) {
      const second = text.charCodeAt(place + 1)
      if (sieve.passes(pair(first, second))) return place
      first = second
    }
    return text.length
  }

  /** The longest word of the set that starts at a place, or null. */
  at(text: string, place: number): string | null {
    for (const size of this.sizes) {
      const word = text.slice(place, place + size)
      if (this.words.has(word)) return word
    }
    return null
  }
}
