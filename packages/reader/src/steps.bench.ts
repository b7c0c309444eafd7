/**
 * The steps of work on texts, counted, not timed: how often each block of the reader's code ran, and how many
 * characters its patterns had before them.
 */
import { Session } from 'node:inspector/promises'

/** Counts the steps of some work at a time; to be closed in the end. */
export interface Counter {
  readonly stepsOf: (work: () => void) => Promise<number>
  readonly close: () => void
}

/** Begins to count: code that runs from now on is counted block by block. */
export async function openCounter(): Promise<Counter> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    async stepsOf(work) {
      await session.post('Profiler.takePreciseCoverage')
      const characters = charactersOf(work)
      const { result } = await session.post('Profiler.takePreciseCoverage')
      const own = result.filter(({ url }) => /reader\/src\/(?!.*\.(?:test|bench)\.)/.test(url))
      const blocks = own.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      return characters + blocks.reduce((sum, { count }) => sum + count, 0)
    },
    close: () => session.disconnect(),
  }
}

type Exec = (this: RegExp, words: string) => RegExpExecArray | null

/** How many characters all patterns had before them: each of them matches by `exec` in the end. */
function charactersOf(work: () => void): number {
  const exec: Exec = Reflect.get(RegExp.prototype, 'exec')
  let characters = 0
  const counting: Exec = function counting(words) {
    const found = Reflect.apply(exec, this, [words])
    characters += walkedOver(this, words, found)
    return found
  }
  Reflect.set(RegExp.prototype, 'exec', counting)
  try {
    work()
  } finally {
    Reflect.set(RegExp.prototype, 'exec', exec)
  }
  return characters
}

/** A pattern that can only match where it is put never walks over the rest. */
const ANCHORED = 48

/** How many characters a pattern had before it; one that goes from match to match walks over the text once in all. */
function walkedOver(used: RegExp, words: string, found: RegExpExecArray | null): number {
  const end = found === null ? words.length : found.index + found[0].length
  if (used.global) return found === null ? words.length : found[0].length
  return used.source.startsWith('^') ? Math.min(ANCHORED, end) : end
}
