/** Fields of cooperation, told by words of the lexicon. */
import type { Field } from '@handclasp/domain'

import { FIELD } from './marks.ts'
import type { Marks } from './marks.ts'

/** How often the words of each field stand in a range; longer words count for more, nested ones once. */
export function fieldWeights(marks: Marks, start: number, end: number): Map<Field, number> {
  const weights = new Map<Field, number>()
  let free = start
  for (let at = start; at < end; at++) {
    if (at < free) continue
    const i = marks.startingAt(at, FIELD)
    if (i < 0 || marks.ends[i] > end) continue
    free = marks.ends[i]
    for (const field of marks.entries[i].fields) weights.set(field, (weights.get(field) ?? 0) + 1)
  }
  return weights
}

/** The fields of one sentence in order of weight; `other` where it names none. Rule: [R70]. */
export function fieldsOfRange(marks: Marks, start: number, end: number): Field[] {
  const weights = [...fieldWeights(marks, start, end)].toSorted((a, b) => b[1] - a[1])
  return weights.length === 0 ? ['other'] : weights.map(([field]) => field)
}
