/**
 * The steps of work on texts, counted, not timed: how often each block of the reader's code ran, and how many
 * characters its patterns and its searches for words had before them.
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
type Search = (this: string, words: string, from?: number) => number | boolean

/** How many characters all patterns and searches had before them: each pattern matches by `exec` in the end. */
function charactersOf(work: () => void): number {
  let characters = 0
  const restore = [
    replaced<Exec>(
      RegExp.prototype,
      'exec',
      (exec) =>
        function counting(words) {
          const found = Reflect.apply(exec, this, [words])
          characters += walkedOver(this, words, found)
          return found
        },
    ),
    ...(['indexOf', 'lastIndexOf', 'includes'] as const).map((name) =>
      replaced<Search>(
        String.prototype,
        name,
        (search) =>
          function counting(words, from) {
            characters += searched(this, words, name === 'lastIndexOf', from)
            return Reflect.apply(search, this, from === undefined ? [words] : [words, from])
          },
      ),
    ),
  ]
  try {
    work()
  } finally {
    for (const each of restore) each()
  }
  return characters
}

/** Puts another method in the place of one, made of it; gives what puts it back. */
function replaced<Method>(of: object, name: string, made: (method: Method) => Method): () => void {
  const method: Method = Reflect.get(of, name)
  Reflect.set(of, name, made(method))
  return () => void Reflect.set(of, name, method)
}

/** The searches themselves, uncounted. */
const [ahead, backward]: readonly Search[] = [
  Reflect.get(String.prototype, 'indexOf'),
  Reflect.get(String.prototype, 'lastIndexOf'),
]

/** How many characters a search for words had before it, up to those it finds: before `from` where it goes back. */
function searched(text: string, words: string, back: boolean, from = back ? text.length : 0): number {
  const start = Math.max(0, Math.min(from, text.length))
  const found = Number(Reflect.apply(back ? backward : ahead, text, [words, start]))
  if (back) return start - Math.max(0, found)
  return (found < 0 ? text.length : found) - start
}

/** A pattern that can only match where it is put never walks over the rest. */
const ANCHORED = 48

/** How many characters a pattern had before it; one that goes from match to match walks over the text once in all. */
function walkedOver(used: RegExp, words: string, found: RegExpExecArray | null): number {
  const end = found === null ? words.length : found.index + found[0].length
  if (used.global) return found === null ? words.length : found[0].length
  return used.source.startsWith('^') ? Math.min(ANCHORED, end) : end
}
