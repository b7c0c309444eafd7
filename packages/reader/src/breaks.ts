/** Breaks: where the clauses and sentences of a flow end. Found once for a flow, then asked by halves. */

import { countWhile } from './ranges.ts'

/** No clause is longer: what stands farther off says nothing of a word, and cost stays linear in the flow. */
const LONGEST = 240

/** The ends of clauses and sentences of one flow. */
export class Breaks {
  private readonly clauses: readonly number[]
  private readonly sentences: readonly number[]
  private readonly size: number

  constructor(text: Uint16Array) {
    const [clauses, sentences]: [number[], number[]] = [[], []]
    for (let at = 0; at < text.length; at++) {
      switch (text[at]) {
        case 0x3002: // 。
        case 0xff01: // ！
        case 0xff1f: // ？
        case 10:
          sentences.push(at)
          clauses.push(at)
          break
        case 0xff0c: // ，
        case 0xff1b: // ；
          clauses.push(at)
          break
        default:
      }
    }
    this.clauses = clauses
    this.sentences = sentences
    this.size = text.length
  }

  /** Where the clause around a place begins. */
  clauseStart(at: number): number {
    const before = firstOf(this.clauses, at) - 1
    return Math.max(before < 0 ? 0 : this.clauses[before] + 1, at - LONGEST, 0)
  }

  /** The clause around a place, without the mark that ends it. */
  clause(at: number): [number, number] {
    const next = firstOf(this.clauses, at)
    const end = next < this.clauses.length ? this.clauses[next] : this.size
    return [this.clauseStart(at), Math.min(end, at + LONGEST)]
  }

  /** The sentence around a place, without the mark that ends it. */
  sentence(at: number): [number, number] {
    const before = firstOf(this.sentences, at) - 1
    return [Math.max(before < 0 ? 0 : this.sentences[before] + 1, at - LONGEST, 0), this.sentenceEnd(at)]
  }

  /** The mark that ends the sentence around a place. */
  sentenceEnd(at: number): number {
    const next = firstOf(this.sentences, at)
    return Math.min(next < this.sentences.length ? this.sentences[next] : this.size, at + LONGEST)
  }
}

/** The index of the first number that is `at` or more. */
function firstOf(sorted: readonly number[], at: number): number {
  return countWhile(sorted.length, (i) => sorted[i] < at)
}
