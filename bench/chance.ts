/** Chance that can be repeated: the same seed and number give the same draws. */
export interface Chance {
  /** A whole number from 0, below `limit`. */
  readonly below: (limit: number) => number
  readonly pick: <Item>(items: ArrayLike<Item>) => Item
  /** Is it so, once in `times`? */
  readonly once: (times: number) => boolean
}

/** The draws of one number under a seed. */
export function chanceOf(seed: number, number: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35)
  const draw = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(draw() * limit)
  return {
    below,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from')
      return items[below(items.length)] as never
    },
    once: (times) => below(times) === 0,
  }
}
