/** For tests and measurements: chance that repeats. The same seed gives the same world on every machine. */

/** One seed out of several numbers. */
export function seedOf(...parts: readonly number[]): number {
  let seed = 0x9e3779b9
  for (const part of parts) seed = scatter(seed ^ scatter(Math.trunc(part) + 0x85ebca6b))
  return seed
}

function scatter(number: number): number {
  let mixed = number | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

/** A run of numbers that follows from its seed (splitmix32). */
export class Chance {
  #state: number
  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** At least 0, less than 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    return scatter(this.#state) / 2 ** 32
  }

  /** A whole number of at least 0, less than `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  /** A whole number from `first` to `last`, both included. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  /** True so often: 0.2 is once in five. */
  is(share: number): boolean {
    return this.next() < share
  }

  /** One of a list, which is not empty. */
  one<Item>(list: readonly Item[]): Item {
    return list[this.below(list.length)] as Item
  }

  /** Some of a list, in its order. */
  some<Item>(list: readonly Item[], count: number): readonly Item[] {
    const left = list.map((_, index) => index)
    while (left.length > count) left.splice(this.below(left.length), 1)
    return left.map((index) => list[index] as Item)
  }

  bytes(size: number): Uint8Array {
    return Uint8Array.from({ length: size }, () => this.below(256))
  }
}
