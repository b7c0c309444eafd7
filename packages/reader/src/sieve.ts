/** A sieve of first characters: tells at once, and nearly always rightly, that no word of a set begins at a place. */

const SIZE = 1024

/** The low bits of the code units that words may begin with. */
export type Sieve = Uint8Array

/** A sieve that lets the first characters of the words through. */
export function sieveOf(words: Iterable<string>): Sieve {
  const sieve = new Uint8Array(SIZE)
  addTo(sieve, words)
  return sieve
}

/** Lets more first characters through. */
export function addTo(sieve: Sieve, words: Iterable<string>): void {
  for (const word of words) sieve[word.charCodeAt(0) & (SIZE - 1)] = 1
}

/** May a word of the set begin with this code unit? */
export function passes(sieve: Sieve, unit: number): boolean {
  return sieve[unit & (SIZE - 1)] !== 0
}

/** A set of words looked for at every place of a text, the longest first. */
export class WordSieve {
  private readonly words: ReadonlySet<string>
  private readonly sieve: Sieve
  /** The lengths of the words, longest first. */
  private readonly sizes: readonly number[]

  constructor(words: ReadonlySet<string>) {
    this.words = words
    this.sieve = sieveOf(words)
    this.sizes = [...new Set([...words].map((word) => word.length))].toSorted((a, b) => b - a)
  }

  /** The longest word of the set that starts at a place, or null. */
  at(text: string, place: number): string | null {
    if (!passes(this.sieve, text.charCodeAt(place))) return null
    for (const size of this.sizes) {
      const word = text.slice(place, place + size)
      if (this.words.has(word)) return word
    }
    return null
  }
}
