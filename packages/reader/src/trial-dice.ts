/** For trials: dice that fall the same way for the same seed. */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  }

  /** A number from 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number between two, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** Does it happen, at this share of throws? */
  chance(share: number): boolean {
    return this.next() < share
  }

  /** One of several. */
  one<Thing>(things: readonly Thing[]): Thing {
    return things[Math.floor(this.next() * things.length)]
  }

  /** So many of several, in an order of chance. */
  some<Thing>(things: readonly Thing[], count: number): Thing[] {
    const left = [...things]
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(this.between(0, left.length - 1), 1)[0],
    )
  }
}
