/**
 * Boosted trees for yes or no: each tree is grown where the logistic loss falls most, leaf by leaf, on what the trees
 * before it left wrong (second-order gradients, weights held back by L2).
 */

/** A row of numbers and its answer. */
export interface Row {
  readonly numbers: readonly number[]
  readonly answer: boolean
}

/** A node asks whether a number lies below a limit; a leaf tells. */
export type Node = { readonly of: number; readonly below: number; readonly yes: Node; readonly no: Node } | number

export interface Growth {
  readonly trees: number
  /** Leaves of a tree. */
  readonly leaves: number
  /** Rows of a leaf at least. */
  readonly least: number
  /** How much of what a tree tells is taken. */
  readonly rate: number
  /** How strongly leaves are held back. */
  readonly hold: number
}

/** So many limits are tried of each number at most. */
const LIMITS = 64

/** What a tree tells of a row. */
export function toldBy(node: Node, numbers: readonly number[]): number {
  let at = node
  while (typeof at !== 'number') at = (numbers[at.of] ?? 0) < at.below ? at.yes : at.no
  return at
}

/** A tree as its nodes, each before those behind it: `name<limit` where it asks, else what it tells. */
export function written(node: Node, names: readonly string[]): string {
  if (typeof node === 'number') return String(node)
  return [`${names[node.of] ?? ''}<${node.below}`, written(node.yes, names), written(node.no, names)].join(' ')
}

/**
 * Limits halfway between values of a number, of three decimals: between all that differ, or between such as part the
 * rows evenly.
 */
function limitsOf(values: readonly number[]): number[] {
  const order = values.toSorted((a, b) => a - b)
  const distinct = [...new Set(order)]
  const step = order.length / (LIMITS + 1)
  const above =
    distinct.length <= LIMITS
      ? distinct
      : [...new Set(Array.from({ length: LIMITS }, (_, i) => order[Math.floor(step * (i + 1))] ?? 0))]
  const limits = above.flatMap((value) => {
    const below = distinct[distinct.indexOf(value) - 1]
    return below === undefined ? [] : [Math.round(((below + value) / 2) * 1000) / 1000]
  })
  return [...new Set(limits)]
}

interface Leaf {
  readonly rows: readonly number[]
  readonly slope: number
  readonly bend: number
  readonly split: Split | null
}

interface Split {
  readonly of: number
  readonly limit: number
  readonly gain: number
}

/** Grows trees on rows; what they tell together is the logit of yes. */
export function grow(rows: readonly Row[], growth: Growth): Node[] {
  const width = rows[0]?.numbers.length ?? 0
  const limits = Array.from({ length: width }, (_, of) => limitsOf(rows.map(({ numbers }) => numbers[of] ?? 0)))
  const bins = limits.map((own, of) => Uint8Array.from(rows, ({ numbers }) => binOf(own, numbers[of] ?? 0)))
  const told = new Float64Array(rows.length)
  const trees: Node[] = []
  for (let i = 0; i < growth.trees; i++) {
    const slopes = new Float64Array(rows.length)
    const bends = new Float64Array(rows.length)
    rows.forEach(({ answer }, row) => {
      const chance = 1 / (1 + Math.exp(-(told[row] ?? 0)))
      slopes[row] = chance - Number(answer)
      bends[row] = chance * (1 - chance)
    })
    const tree = growOne({ limits, bins, slopes, bends, growth })
    trees.push(tree)
    rows.forEach(({ numbers }, row) => {
      told[row] = (told[row] ?? 0) + toldBy(tree, numbers)
    })
  }
  return trees
}

/** How many limits a number does not lie below. */
function binOf(limits: readonly number[], number: number): number {
  let bin = 0
  while (bin < limits.length && number >= (limits[bin] ?? 0)) bin++
  return bin
}

interface Work {
  readonly limits: readonly (readonly number[])[]
  readonly bins: readonly Uint8Array[]
  readonly slopes: Float64Array
  readonly bends: Float64Array
  readonly growth: Growth
}

function growOne(work: Work): Node {
  const { growth, limits, bins } = work
  type Grown = { leaf: Leaf; inner?: { split: Split; yes: Grown; no: Grown } }
  const root: Grown = { leaf: leafOf(work, [...work.slopes.keys()]) }
  const leaves = [root]
  while (leaves.length < growth.leaves) {
    const best = leaves.reduce((one, other) =>
      (other.leaf.split?.gain ?? 0) > (one.leaf.split?.gain ?? 0) ? other : one,
    )
    const { split, rows } = best.leaf
    if (split === null) break
    const own = bins[split.of]
    const yes = {
      leaf: leafOf(
        work,
        rows.filter((row) => (own?.[row] ?? 0) <= split.limit),
      ),
    }
    const no = {
      leaf: leafOf(
        work,
        rows.filter((row) => (own?.[row] ?? 0) > split.limit),
      ),
    }
    best.inner = { split, yes, no }
    leaves.splice(leaves.indexOf(best), 1, yes, no)
  }
  const nodeOf = ({ leaf, inner }: Grown): Node => {
    if (inner === undefined) return Math.round((-growth.rate * leaf.slope * 1000) / (leaf.bend + growth.hold)) / 1000
    const { of, limit } = inner.split
    return { of, below: limits[of]?.[limit] ?? 0, yes: nodeOf(inner.yes), no: nodeOf(inner.no) }
  }
  return nodeOf(root)
}

/** A leaf with the split that gains most, if any does. */
function leafOf(work: Work, rows: readonly number[]): Leaf {
  const { slopes, bends, growth, bins, limits } = work
  let [slope, bend] = [0, 0]
  for (const row of rows) {
    slope += slopes[row] ?? 0
    bend += bends[row] ?? 0
  }
  const worth = (g: number, h: number): number => (g * g) / (h + growth.hold)
  let split: Split | null = null
  bins.forEach((own, of) => {
    const size = (limits[of]?.length ?? 0) + 1
    const [sums, heights, counts] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
    for (const row of rows) {
      const bin = own[row] ?? 0
      sums[bin] = (sums[bin] ?? 0) + (slopes[row] ?? 0)
      heights[bin] = (heights[bin] ?? 0) + (bends[row] ?? 0)
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    let [g, h, count] = [0, 0, 0]
    for (let limit = 0; limit + 1 < size; limit++) {
      g += sums[limit] ?? 0
      h += heights[limit] ?? 0
      count += counts[limit] ?? 0
      if (count < growth.least || rows.length - count < growth.least) continue
      const gain = worth(g, h) + worth(slope - g, bend - h) - worth(slope, bend)
      if (gain > (split?.gain ?? 1e-9)) split = { of, limit, gain }
    }
  })
  return { rows, slope, bend, split }
}
