/** Logistic regression whose weights are held back (L2), found by L-BFGS. */

/** One example: names of what there is with how much of it, the answer, and how much it counts (one, if not said). */
export interface Example {
  readonly there: ReadonlyMap<string, number>
  readonly answer: boolean
  readonly weight?: number | undefined
}

/** What each name weighs, and what is told where nothing is there; in logits. */
export interface Weights {
  readonly of: ReadonlyMap<string, number>
  readonly always: number
}

/** What the weights tell of an example: more than nothing speaks for yes. */
export function answerOf({ of, always }: Weights, there: ReadonlyMap<string, number>): number {
  let told = always
  for (const [name, amount] of there) told += amount * (of.get(name) ?? 0)
  return told
}

/** The weights of `names` that make the answers likeliest; `holdOf` tells how strongly each is held back. */
export function learn(
  examples: readonly Example[],
  names: readonly string[],
  holdOf: (name: string) => number,
): Weights {
  const numbers = new Map(names.map((name, i) => [name, i]))
  const rows = examples.map(({ there, answer, weight = 1 }) => {
    const known = [...there].flatMap(([name, amount]): [number, number][] => {
      const at = numbers.get(name)
      return at === undefined ? [] : [[at, amount]]
    })
    return { known, answer: Number(answer), weight }
  })
  const always = names.length
  const holds = [...names.map(holdOf), 0]
  const values = lowest(always + 1, (at) => {
    const slope = at.map((value, i) => (holds[i] ?? 0) * value)
    let loss = dot(at, slope) / 2
    const steepen = (i: number, by: number): void => {
      slope[i] = (slope[i] ?? 0) + by
    }
    for (const { known, answer, weight } of rows) {
      const told = known.reduce((sum, [i, amount]) => sum + amount * (at[i] ?? 0), at[always] ?? 0)
      loss += weight * (Math.log1p(Math.exp(-Math.abs(told))) + Math.max(told, 0) - answer * told)
      const error = weight * (1 / (1 + Math.exp(-told)) - answer)
      steepen(always, error)
      for (const [i, amount] of known) steepen(i, error * amount)
    }
    return { value: loss, slope }
  })
  return { of: new Map(names.map((name, i) => [name, values[i] ?? 0])), always: values[always] ?? 0 }
}

interface Place {
  readonly value: number
  readonly slope: Float64Array
}

const ROUNDS = 200
const REMEMBERED = 10
const CLOSE = 1e-6

/** Where a smooth convex function is lowest. */
function lowest(size: number, placeAt: (at: Float64Array) => Place): Float64Array {
  let here = new Float64Array(size)
  let place = placeAt(here)
  const past: { step: Float64Array; turn: Float64Array }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const direction = downhill(place.slope, past)
    const descent = dot(place.slope, direction)
    let length = 1
    let [next, there] = stepped()
    while (there.value > place.value + 1e-4 * length * descent && length > 1e-9) {
      length /= 2
      ;[next, there] = stepped()
    }
    const gained = place.value - there.value
    const step = minus(next, here)
    const turn = minus(there.slope, place.slope)
    if (dot(step, turn) > 0) past.push({ step, turn })
    if (past.length > REMEMBERED) past.shift()
    ;[here, place] = [next, there]
    if (gained <= CLOSE * Math.abs(place.value)) break

    function stepped(): [Float64Array<ArrayBuffer>, Place] {
      const at = here.map((each, i) => each + length * (direction[i] ?? 0))
      return [at, placeAt(at)]
    }
  }
  return here
}

/** The way down by the slope here and by how it turned on the last steps (the two loops of L-BFGS). */
function downhill(slope: Float64Array, past: readonly { step: Float64Array; turn: Float64Array }[]): Float64Array {
  let direction = slope.map((each) => -each)
  const shares = new Map<number, number>()
  for (const [i, { step, turn }] of [...past.entries()].toReversed()) {
    const share = dot(step, direction) / dot(step, turn)
    shares.set(i, share)
    direction = direction.map((each, k) => each - share * (turn[k] ?? 0))
  }
  const last = past.at(-1)
  const scale =
    last === undefined
      ? 1 / Math.max(1, Math.sqrt(dot(slope, slope)))
      : dot(last.step, last.turn) / dot(last.turn, last.turn)
  direction = direction.map((each) => scale * each)
  for (const [i, { step, turn }] of past.entries()) {
    const change = (shares.get(i) ?? 0) - dot(turn, direction) / dot(step, turn)
    direction = direction.map((each, k) => each + change * (step[k] ?? 0))
  }
  return direction
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - (b[i] ?? 0))
}
