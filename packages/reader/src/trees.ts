/**
 * Boosted trees: each asks a few questions of a row of numbers, one after another, and gives what its last answer
 * tells; what all of them tell together is the logit of yes.
 */
export class Trees {
  /** Of every node: which number it asks about, or -1 where it tells; below what it goes on to the next; else where. */
  private readonly asked: Int8Array
  private readonly limits: Float64Array
  private readonly elses: Int32Array
  private readonly roots: readonly number[]

  /** From a line for each tree: its nodes, each before those behind it, as `name<limit` or as what is told. */
  constructor(lines: string, names: readonly string[]) {
    const trees = lines.trim().split('\n')
    const nodes = trees.flatMap((line) => line.split(' '))
    this.asked = new Int8Array(nodes.length)
    this.limits = new Float64Array(nodes.length)
    this.elses = new Int32Array(nodes.length)
    let at = 0
    const take = (): void => {
      const node = at++
      const [name, limit] = nodes[node].split('<')
      this.asked[node] = limit === undefined ? -1 : names.indexOf(name)
      this.limits[node] = Number(limit ?? name)
      if (limit === undefined) return
      if (this.asked[node] < 0) throw new RangeError(`no such number: ${name}`)
      take()
      this.elses[node] = at
      take()
    }
    this.roots = trees.map(() => {
      const root = at
      take()
      return root
    })
  }

  /** What all trees tell of the numbers, in logits. */
  told(numbers: readonly number[]): number {
    const { asked, limits, elses } = this
    let sum = 0
    for (let node of this.roots) {
      while (asked[node] >= 0) node = numbers[asked[node]] < limits[node] ? node + 1 : elses[node]
      sum += limits[node]
    }
    return sum
  }
}
