/** Fields of cooperation, told by words of the lexicon. */
import { FIELDS } from '@handclasp/domain'
import type { Field } from '@handclasp/domain'

import { FIELD } from './marks.ts'
import type { Marks } from './marks.ts'

/** How much the words of each field tell in a range: a word said again tells less, one inside a longer word nothing. */
export function fieldWeights(marks: Marks, start: number, end: number, masked: Uint8Array): Map<Field, number> {
  const counts = FIELDS.map(() => 0)
  const order: number[] = []
  const seen = new Map<string, number>()
  let free = start
  for (let i = marks.from[start]; i < marks.from[end]; i++) {
    if ((marks.kinds[i] & FIELD) === 0) continue
    const at = marks.starts[i]
    if (at < free || masked[at] !== 0) continue
    const longest = marks.startingAt(at, FIELD)
    if (marks.ends[longest] > end) continue
    free = marks.ends[longest]
    const { word, fields } = marks.entry(longest)
    const times = (seen.get(word) ?? 0) + 1
    seen.set(word, times)
    for (const field of fields) {
      if (counts[field] === 0) order.push(field)
      counts[field] += 1 / times
    }
  }
  return new Map(order.map((field) => [FIELDS[field], counts[field]]))
}

/**
 * The fields of one sentence in order of weight. Where it names none, the field that rules the article; where none
 * does, `other`. Rules: [R70], [R76].
 */
export function fieldsOfRange(
  marks: Marks,
  start: number,
  end: number,
  masked: Uint8Array,
  ruling: Field | null,
): { fields: Field[]; stated: boolean } {
  const weights = [...fieldWeights(marks, start, end, masked)].toSorted((a, b) => b[1] - a[1])
  if (weights.length > 0) return { fields: weights.map(([field]) => field), stated: true }
  return { fields: [ruling ?? 'other'], stated: false }
}

/** The field that rules an article: the one with half of all weight. */
export function rulingField(weights: ReadonlyMap<Field, number>): Field | null {
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  for (const [field, weight] of weights) if (weight >= 2 && weight * 2 >= all) return field
  return null
}
