/** Where every pair of characters of a text stands: chains of places, made at the first question. */

import { numbers } from './memory.ts'

/** How many places are looked at, so that cost stays linear in the text. */
const MOST = 32

const NONE = new Int32Array(0)

/** The pairs of one text. */
export class Pairs {
  private readonly text: string
  private first: Int32Array = NONE
  private next: Int32Array = NONE

  constructor(text: string) {
    this.text = text
  }

  /** How often the characters of a range stand in the text, with the last one and without: each counted up to six. */
  repeats(start: number, end: number): { shorter: number; longer: number } {
    if (this.first.length === 0) this.make()
    const { text, next } = this
    const words = text.slice(start, end)
    const head = words.slice(0, -1)
    let [shorter, longer] = [0, 0]
    let at = this.first[this.keyAt(start)] - 1
    for (let looked = 0; at >= 0 && looked < MOST && longer < 6; looked++, at = next[at] - 1) {
      if (!text.startsWith(head, at)) continue
      shorter++
      if (text.startsWith(words, at)) longer++
    }
    return { shorter: Math.min(shorter, 6), longer }
  }

  private keyAt(at: number): number {
    const hash = Math.imul(this.text.charCodeAt(at), 0x9e3779b1) ^ Math.imul(this.text.charCodeAt(at + 1), 0x85ebca6b)
    return (hash ^ (hash >>> 15)) & (this.first.length - 1)
  }

  private make(): void {
    let size = 64
    while (size < this.text.length) size *= 2
    this.first = numbers(size)
    this.next = numbers(this.text.length)
    for (let at = this.text.length - 2; at >= 0; at--) {
      const key = this.keyAt(at)
      this.next[at] = this.first[key]
      this.first[key] = at + 1
    }
  }
}
