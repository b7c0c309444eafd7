/** Lists in order of start, searched by halves, so that cost stays linear in the text. */

/** The index of the first item that starts at `at` or later. */
export function firstFrom(sorted: readonly { readonly start: number }[], at: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle].start < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of the first item whose line is `at` or later. */
export function firstAt(sorted: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle].at < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of the last item that starts before `at`, or -1. */
export function lastBefore(sorted: readonly { readonly start: number }[], at: number): number {
  return firstFrom(sorted, at) - 1
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
