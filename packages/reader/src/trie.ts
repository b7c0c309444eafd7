/**
 * A flat trie: words to numbers, over typed arrays, walked by UTF-16 code unit. The first step is a table of all code
 * units; the further steps are one open-addressed hash of (node, code unit). Cost of a walk: one probe a character.
 */

/** Where the words that start at a place are handed to: `entry` is the word's index in the list given to `makeTrie`. */
export type Found = (entry: number, end: number) => void

/** A set of words to be looked for at every place of a text. */
export interface Trie {
  /** Reports every word of the set that starts at `at`, shortest first. */
  readonly match: (text: string, at: number, limit: number, found: Found) => void
}

interface Node {
  readonly next: Map<number, number>
  entry: number
}

function grow(words: readonly string[]): Node[] {
  const nodes: Node[] = [{ next: new Map(), entry: -1 }]
  words.forEach((word, entry) => {
    let node = 0
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i)
      let next = nodes[node].next.get(unit)
      if (next === undefined) {
        next = nodes.length
        nodes.push({ next: new Map(), entry: -1 })
        nodes[node].next.set(unit, next)
      }
      node = next
    }
    nodes[node].entry = entry
  })
  return nodes
}

/** Builds the trie of distinct, non-empty words. */
export function makeTrie(words: readonly string[]): Trie {
  const nodes = grow(words)
  if (nodes.length > 65536) throw new RangeError('a trie has room for 65536 nodes')
  const roots = new Int32Array(65536)
  const entries = Int32Array.from(nodes, (node) => node.entry)
  let capacity = 16
  while (capacity < nodes.length * 3) capacity *= 2
  const mask = capacity - 1
  const keys = new Int32Array(capacity)
  const targets = new Int32Array(capacity)
  nodes.forEach((node, index) => {
    for (const [unit, target] of node.next) {
      if (index === 0) {
        roots[unit] = target
        continue
      }
      let slot = (Math.imul(index, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & mask
      while (keys[slot] !== 0) slot = (slot + 1) & mask
      keys[slot] = (index << 16) | unit
      targets[slot] = target
    }
  })
  const step = (node: number, unit: number): number => {
    const key = (node << 16) | unit
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & mask
    while (keys[slot] !== 0) {
      if (keys[slot] === key) return targets[slot]
      slot = (slot + 1) & mask
    }
    return 0
  }
  return {
    match(text, at, limit, found) {
      let node = roots[text.charCodeAt(at)]
      let end = at + 1
      while (node !== 0) {
        if (entries[node] >= 0) found(entries[node], end)
        if (end >= limit) return
        node = step(node, text.charCodeAt(end))
        end++
      }
    },
  }
}
