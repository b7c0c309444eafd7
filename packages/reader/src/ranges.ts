/** Lists in order of start, searched by halves, so that cost stays linear in the text. */

/** How many of the first items are before something: `before` holds for those and for no later one. */
export function countWhile(size: number, before: (index: number) => boolean): number {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of the first item that starts at `at` or later. */
export function firstFrom(sorted: readonly { readonly start: number }[], at: number): number {
  return countWhile(sorted.length, (i) => sorted[i].start < at)
}

/** The items that lie between two offsets. */
export function inRange<Item extends { readonly start: number; readonly end: number }>(
  sorted: readonly Item[],
  start: number,
  end: number,
): Item[] {
  const items: Item[] = []
  for (let i = firstFrom(sorted, start); i < sorted.length && sorted[i].start < end; i++) {
    if (sorted[i].end <= end) items.push(sorted[i])
  }
  return items
}
