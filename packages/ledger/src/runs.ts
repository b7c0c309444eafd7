/** Runs: long work of which one goes on at a time, told of while it runs, whoever looks. */
import type { Instant } from '@handclasp/domain'
import { DatabaseFault } from './database.ts'
import type { Progress } from './verify.ts'

/**
 * How a run stands: how many entries it has gone through of how many and how many bytes of files it has read, or the
 * code of what broke the last one.
 */
export interface RunState {
  readonly running: {
    readonly started: Instant
    readonly entries: number
    readonly of: number
    readonly bytes: number
  } | null
  readonly stopped: string | null
}

/** A run that came to its end. */
export interface Run<Found> {
  readonly started: Instant
  readonly milliseconds: number
  readonly found: Found
}

/** Work of which one runs at a time; `keep` is handed what it found. */
export function runs<Found>(
  clock: () => Instant,
  work: (progress: Progress) => Promise<Found>,
  keep: (run: Run<Found>) => Promise<void>,
) {
  let running: RunState['running'] = null
  let stopped: string | null = null
  let ending: Promise<void> = Promise.resolve()
  const run = async (started: Instant): Promise<void> => {
    try {
      const found = await work((entries, of, bytes) => {
        running = { started, entries, of, bytes }
      })
      await keep({ started, milliseconds: Math.max(0, Date.parse(clock()) - Date.parse(started)), found })
    } catch (fault) {
      stopped = fault instanceof DatabaseFault ? fault.code : 'unexpected'
      throw fault
    } finally {
      running = null
    }
  }
  return {
    state: (): RunState => ({ running, stopped }),

    /** Begins one, unless one runs. Resolves when the one that runs has ended; throws what broke it. */
    start: (): Promise<void> => {
      if (running) return ending
      const started = clock()
      running = { started, entries: 0, of: 0, bytes: 0 }
      stopped = null
      ending = run(started)
      return ending
    },
  }
}
