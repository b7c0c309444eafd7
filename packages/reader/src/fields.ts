/** Fields of cooperation, told by words of the lexicon. */
import type { Field } from '@handclasp/domain'

import { FIELD } from './marks.ts'
import type { Entry, Marks } from './marks.ts'

/** A field and how much the words of a range tell of it. */
export type FieldWeight = [Field, number]

/**
 * How much the words of each field tell in a range, in order of their first: a word said again tells less, one inside a
 * longer word nothing.
 */
export function fieldWeights(marks: Marks, start: number, end: number, masked: Uint8Array): FieldWeight[] {
  const weights: FieldWeight[] = []
  const words: Entry[] = []
  const times: number[] = []
  let free = start
  const last = marks.from[end]
  for (let i = marks.from[start]; i < last; i++) {
    if ((marks.kinds[i] & FIELD) === 0) continue
    const at = marks.starts[i]
    if (at < free || masked[at] !== 0) continue
    const longest = marks.startingAt(at, FIELD)
    if (marks.ends[longest] > end) continue
    free = marks.ends[longest]
    const entry = marks.entry(longest)
    let word = words.indexOf(entry)
    if (word < 0) word = words.push(entry) - 1
    times[word] = (times[word] ?? 0) + 1
    for (const field of entry.fields) addWeight(weights, field, 1 / times[word])
  }
  return weights
}

/** Adds to the weight of a field. */
export function addWeight(weights: FieldWeight[], field: Field, weight: number): void {
  for (const known of weights) {
    if (known[0] !== field) continue
    known[1] += weight
    return
  }
  weights.push([field, weight])
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
  const weights = fieldWeights(marks, start, end, masked).sort((a, b) => b[1] - a[1])
  if (weights.length > 0) return { fields: weights.map(([field]) => field), stated: true }
  return { fields: [ruling ?? 'other'], stated: false }
}

/** The field that rules an article: the one with half of all weight. */
export function rulingField(weights: readonly FieldWeight[]): Field | null {
  const all = weights.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [field, weight] of weights) if (weight >= 2 && weight * 2 >= all) return field
  return null
}
