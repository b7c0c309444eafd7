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

/** Puts items in order of start; those that stand so already are left as they are, as nearly all do. */
export function inOrder<Item extends { readonly start: number }>(items: Item[]): Item[] {
  for (let i = 1; i < items.length; i++) {
    if (items[i].start < items[i - 1].start) return items.sort((a, b) => a.start - b.start)
  }
  return items
}

const NOTHING: readonly never[] = []

/** The items that lie between two offsets. */
export function inRange<Item extends { readonly start: number; readonly end: number }>(
  sorted: readonly Item[],
  start: number,
  end: number,
): readonly Item[] {
  const first = firstFrom(sorted, start)
  if (first === sorted.length || sorted[first].start >= end) return NOTHING
  const items: Item[] = []
  for (let i = first; i < sorted.length && sorted[i].start < end; i++) {
    if (sorted[i].end <= end) items.push(sorted[i])
  }
  return items
}
