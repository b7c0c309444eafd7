/**
 * Measuring a request beside its peer. One at a time they take turns, so that both meet the same machine; some at once,
 * and a crowd, are measured of the one and then of the other.
 */

/** What is measured: each run does it once, and answers false where there is nothing left to do. */
export interface Question {
  readonly name: string
  readonly ours: () => Promise<unknown>
  readonly bare: () => Promise<unknown>
  /** How often, one after another. */
  readonly rounds: number
}

/** Milliseconds one at a time, and how many a second with some at once. */
export interface Figures {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly perSecond: number
}

/** A request and its peer. */
export interface Measured {
  readonly name: string
  readonly ours: Figures
  readonly bare: Figures
}

const WARMING = 5
/** What takes long is measured less often, but at least so many times once so many milliseconds have gone by. */
const FEWEST = 20
const LONGEST = 8_000
const AT_ONCE = 4
/** Milliseconds in which many are asked at once. */
const WHILE = 1_500

/** Measures a request and its peer in turns, and then how many a second of each. */
export async function measure({ name, ours, bare, rounds }: Question): Promise<Measured> {
  const [mine, theirs]: [number[], number[]] = [[], []]
  const began = performance.now()
  for (let round = -WARMING; round < rounds; round++) {
    if (round >= FEWEST && performance.now() - began > LONGEST) break
    const [first, second] = [await timed(ours), await timed(bare)]
    if (round < 0) continue
    mine.push(first)
    theirs.push(second)
  }
  return { name, ours: figures(mine, await atOnce(ours)), bare: figures(theirs, await atOnce(bare)) }
}

/** Measures a request, then its peer, where so many wait for their answer at once: each waits for the others too. */
export async function measureCrowd({ name, ours, bare, rounds }: Question, crowd: number): Promise<Measured> {
  const measured: Figures[] = []
  for (const work of [ours, bare]) {
    const times: number[] = []
    let left = rounds
    const began = performance.now()
    const worker = async () => {
      while (left-- > 0) times.push(await timed(work))
    }
    await Promise.all(Array.from({ length: crowd }, worker))
    measured.push(figures(times, times.length / ((performance.now() - began) / 1_000)))
  }
  const [mine, theirs] = measured as [Figures, Figures]
  return { name, ours: mine, bare: theirs }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function atOnce(work: () => Promise<unknown>): Promise<number> {
  let done = 0
  const began = performance.now()
  const worker = async () => {
    while (performance.now() - began < WHILE) {
      if ((await work()) === false) return
      done++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return done / ((performance.now() - began) / 1_000)
}

function figures(times: readonly number[], perSecond: number): Figures {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond }
}
