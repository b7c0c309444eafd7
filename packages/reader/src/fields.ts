/** Fields of cooperation, told by words of the lexicon. */
import type { Field } from '@handclasp/domain'

import { FIELD } from './marks.ts'
import type { Entry, Marks } from './marks.ts'

/** A field and how much the words of a range tell of it. */
export type FieldWeight = [Field, number]

/**
 * How much the words of each field tell in a range, in order of their first: a word said again tells less, one inside a
 * longer word nothing. Rule: [R70].
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
    const time = (times[word] ?? 0) + 1
    times[word] = time
    for (let told = 0; told < entry.fields.length; told++) {
      const [field, weight] = entry.fields[told]
      addWeight(weights, field, weight / time)
    }
  }
  return weights
}

/** Adds what more words tell. */
export function addWeights(weights: FieldWeight[], more: readonly FieldWeight[]): void {
  for (const [field, weight] of more) addWeight(weights, field, weight)
}

function addWeight(weights: FieldWeight[], field: Field, weight: number): void {
  for (const known of weights) {
    if (known[0] !== field) continue
    known[1] += weight
    return
  }
  weights.push([field, weight])
}

function sumOf(weights: readonly FieldWeight[]): number {
  return weights.reduce((sum, [, weight]) => sum + weight, 0)
}

const heaviestFirst = (a: FieldWeight, b: FieldWeight): number => b[1] - a[1]

/** What the words of a sentence and the share of the article, which counts a third more, must come to together. */
const ENOUGH = 1
const OF_SHARE = 1.3

/**
 * The fields of a sentence, heaviest first, by its own words and by what the article is about: a plain word is enough
 * for any, a weak one for a field of a good part of the article; the field of most of it needs none. `other`
 * where none is told enough. `article` holds all that `own` holds. Rule: [R76].
 */
export function fieldsOfPledge(own: readonly FieldWeight[], article: readonly FieldWeight[]): Field[] {
  const all = sumOf(article)
  const told: FieldWeight[] = []
  for (const [field, weight] of article) {
    const said = own.find(([named]) => named === field)?.[1] ?? 0
    const evidence = Math.sqrt(said) + (OF_SHARE * weight) / all
    if (evidence >= ENOUGH) told.push([field, evidence])
  }
  return told.length > 0 ? told.sort(heaviestFirst).map(([field]) => field) : ['other']
}

/** How much what stands in a list of fields weighs once more. */
const OF_LIST = 2
/** What a field must weigh, of the root of the weight of all fields: fitted to the marked reports. */
const OF_ALL = 0.55

/** So many pledges make a programme. */
const PROGRAMME = 3

/**
 * The fields of an article, heaviest first: those told enough beside the words of all fields, of which a longer article
 * has more, and those of each pledge of a programme; the heaviest in any case. What is listed as a field of cooperation
 * (在农业、金融等领域的合作) is hardly ever named again, and weighs more there. Rule: [R70].
 */
export function fieldsOfArticle(
  weights: readonly FieldWeight[],
  listed: readonly FieldWeight[],
  pledges: readonly (readonly Field[])[],
): Field[] {
  const pledged = new Set(pledges.length < PROGRAMME ? [] : pledges.flat())
  const enough = OF_ALL * Math.sqrt(sumOf(weights))
  const isEnough = ([field, weight]: FieldWeight): boolean =>
    weight + OF_LIST * (listed.find(([one]) => one === field)?.[1] ?? 0) >= enough
  return weights
    .toSorted(heaviestFirst)
    .filter((told, i) => i === 0 || pledged.has(told[0]) || isEnough(told))
    .map(([field]) => field)
}
