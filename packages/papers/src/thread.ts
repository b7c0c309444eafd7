/** Work on a file that comes in, in a thread of its own that may use only so much; few at a time, the others wait. */
import { Worker } from 'node:worker_threads'

/** What one file may take of the machine. */
export interface Bounds {
  readonly milliseconds: number
  readonly bytes: number
}

/** A minute and 1 GiB. */
export const BOUNDS: Bounds = { milliseconds: 60_000, bytes: 2 ** 30 }

/** What came of a thread: what it told last, or that it took more than its bounds, or the error that ended it. */
export type Ended<Told> =
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'too-heavy' }
  | { readonly kind: 'failed'; readonly error: unknown }

/** What a thread tells: how far it is, or at last what came of it. */
export type FromThread<Told> =
  | { readonly kind: 'at'; readonly number: number }
  | { readonly kind: 'told'; readonly told: Told }

/** Milliseconds between two looks at how long the thread takes and how much memory it has, at most. */
const LOOKING = 200
/** Threads at a time: one may be held up by a large file without holding up the rest. */
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

/**
 * Runs a module as a thread on this work, in its turn; its time counts from then. `at` is the last number that the
 * thread told, 0 before the first.
 */
export async function inThread<Told>(
  module: URL,
  work: unknown,
  bounds: Bounds,
): Promise<{ readonly at: number; readonly ended: Ended<Told> }> {
  if (running < AT_ONCE) running++
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await run<Told>(module, work, bounds)
  } finally {
    // Who waits longest takes the place over.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function run<Told>(module: URL, work: unknown, bounds: Bounds) {
  const worker = new Worker(module, { workerData: work })
  const until = performance.now() + bounds.milliseconds
  return new Promise<{ readonly at: number; readonly ended: Ended<Told> }>((resolve, reject) => {
    let at = 0
    let isOver = false
    const end = (ended: Ended<Told>) => {
      if (isOver) return
      isOver = true
      clearInterval(looking)
      worker.terminate().then(() => resolve({ at, ended }), reject)
    }
    const looking = setInterval(
      () => {
        if (performance.now() > until) return end({ kind: 'too-heavy' })
        // The thread may have ended meanwhile: then it has told, or its error has come.
        worker.getHeapStatistics().then(
          ({ used_heap_size: heap, external_memory: outside }) => {
            if (heap + outside > bounds.bytes) end({ kind: 'too-heavy' })
          },
          () => undefined,
        )
      },
      Math.min(LOOKING, bounds.milliseconds),
    )
    worker.on('message', (message: FromThread<Told>) => {
      if (message.kind === 'at') at = message.number
      else end(message)
    })
    worker.on('error', (error) => end(isOutOfMemory(error) ? { kind: 'too-heavy' } : { kind: 'failed', error }))
    worker.on('exit', (code) => end({ kind: 'failed', error: new Error(`the thread ended with ${code}`) }))
  })
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
