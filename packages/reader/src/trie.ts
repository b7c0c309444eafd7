/**
 * A flat trie: words to numbers, over typed arrays, walked by UTF-16 code unit. The first step is a table of all code
 * units; further on the nodes behind one stand side by side in order of code unit, so that all fit in little memory.
 * A table of bits tells beforehand, and nearly always rightly, that no word begins with two characters.
 */

/** A set of words to be looked for at every place of a text. Its nodes are numbers, 0 is none. */
export class Trie {
  /** The node of the words that begin with a code unit. */
  readonly roots = new Uint16Array(65536)
  /** The word that ends at a node, as its index in the list the trie was made of, or -1. */
  readonly entries: Int16Array
  /** The first node behind each node; those of the next node follow. */
  private readonly first: Uint16Array
  /** The code unit that leads to a node. */
  private readonly units: Uint16Array

  /** Of distinct, non-empty words. */
  constructor(words: readonly string[]) {
    const nodes = grow(words)
    if (nodes.length > 65535 || words.length > 32768) throw new RangeError('a trie has room for 65535 nodes')
    this.entries = Int16Array.from(nodes, (node) => node.entry)
    this.units = Uint16Array.from(nodes, (node) => node.unit)
    this.first = Uint16Array.from([...nodes, nodes[0]], (node, at) => (at === nodes.length ? at : node.first))
    for (let node = this.first[0]; node < this.first[1]; node++) this.roots[this.units[node]] = node
  }

  /** The node behind another by a code unit. */
  step(node: number, unit: number): number {
    const { first, units } = this
    let [low, high] = [first[node], first[node + 1]]
    while (high - low > 4) {
      const middle = (low + high) >> 1
      if (units[middle] <= unit) low = middle
      else high = middle
    }
    for (; low < high; low++) if (units[low] === unit) return low
    return 0
  }
}

interface Node {
  readonly unit: number
  /** Its words: a range of those in order, and how many of their characters lead here. */
  readonly from: number
  readonly to: number
  readonly depth: number
  entry: number
  first: number
}

/** The nodes level by level, so that those behind one stand side by side. */
function grow(words: readonly string[]): Node[] {
  const order = [...words.keys()].toSorted((a, b) => (words[a] < words[b] ? -1 : 1))
  const nodes: Node[] = [{ unit: 0, from: 0, to: order.length, depth: 0, entry: -1, first: 0 }]
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]
    const { to, depth } = node
    let { from } = node
    node.first = nodes.length
    if (from < to && words[order[from]].length === depth) node.entry = order[from++]
    while (from < to) {
      const start = from
      const unit = words[order[start]].charCodeAt(depth)
      while (from < to && words[order[from]].charCodeAt(depth) === unit) from++
      nodes.push({ unit, from: start, to: from, depth: depth + 1, entry: -1, first: 0 })
    }
  }
  return nodes
}

const PAIRS = 1 << 17

/** The pairs of code units that words of two characters and more begin with: a bit for each, shared by a few others. */
export class Beginnings {
  private readonly bits = new Uint32Array(PAIRS >> 5)

  constructor(words: readonly string[]) {
    for (const word of words) {
      const pair = pairOf(word.charCodeAt(0), word.charCodeAt(1))
      if (word.length > 1) this.bits[pair >> 5] |= 1 << (pair & 31)
    }
  }

  /** May a word begin with the two? Says yes to a few with which none does, never no where one does. */
  has(unit: number, next: number): boolean {
    const pair = pairOf(unit, next)
    return ((this.bits[pair >> 5] >>> (pair & 31)) & 1) !== 0
  }
}

function pairOf(unit: number, next: number): number {
  return (Math.imul(unit, 0x9e35) ^ Math.imul(next, 0x185f)) & (PAIRS - 1)
}
