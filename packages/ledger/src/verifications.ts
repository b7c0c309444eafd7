/** Verifications: run one at a time beside everything else, told of while they run, and the newest kept. */
import { granted, type Outcome, refused } from '@handclasp/domain'
import type { Sealing } from './chain.ts'
import type { Database } from './database.ts'
import { compareFiles } from './files.ts'
import type { FileStore } from './file-store.ts'
import { rebuild } from './rebuild.ts'
import { type Run, runs, type RunState } from './runs.ts'
import { type Progress, type Verification, verify } from './verify.ts'

/** Whether a verification runs, and what the last one found. */
export interface VerificationState extends RunState {
  readonly last: Run<Verification> | null
  /** How many entries there are now. */
  readonly entries: number
}

/** Whether the ledger is being made anew, and how many entries were taken for it the last time since the start. */
export interface RebuildState extends RunState {
  readonly last: Run<number> | null
}

function underWay(run: 'verification' | 'rebuilding') {
  return refused({ code: 'run-under-way', run })
}

/** How many verifications are kept. */
const KEPT = 20

/** Keeps what a verification found; the oldest go. */
async function keepRun({ sql }: Database, { started, milliseconds, found }: Run<Verification>): Promise<void> {
  const { number } = await sql
    .insertInto('verification')
    .values({ started, milliseconds, found: JSON.stringify(found) })
    .returning('number')
    .executeTakeFirstOrThrow()
  await sql
    .deleteFrom('verification')
    .where('number', '<=', number - KEPT)
    .execute()
}

/** The part of the ledger that verifies it, and makes anew what is made of its entries. */
export function verifications(database: Database, files: FileStore, { signer, clock, random }: Sealing) {
  const { sql } = database
  const whole = async (progress: Progress): Promise<Verification> => {
    let [checked, all] = [0, 0]
    const found = await verify(database, signer, (entries, of, bytes) => {
      ;[checked, all] = [entries, of]
      progress(entries, of, bytes)
    })
    const faults = await compareFiles(sql, files, (bytes) => progress(checked, all, bytes))
    return { ...found, faults: [...found.faults, ...faults] }
  }
  const verifying = runs(clock, whole, (run) => keepRun(database, run))
  let rebuilt: Run<number> | null = null
  const rebuilding = runs(
    clock,
    (progress) => rebuild(database, random, progress),
    async (run) => {
      rebuilt = run
    },
  )

  return {
    /** Streams every chain, checks it, compares the records with what the entries say, and reads every file. */
    verify: (progress: Progress = () => {}): Promise<Verification> => whole(progress),

    /**
     * Begins a verification, unless one runs: resolves when that has ended, throws what broke it. Refuses with
     * `run-under-way` while the ledger is made anew.
     */
    startVerification: (): Outcome<Promise<void>> =>
      rebuilding.state().running ? underWay('rebuilding') : granted(verifying.start()),

    /** Whether one runs, and what the last one found. */
    verification: async (): Promise<VerificationState> => {
      // Looked at before the last one is read: one that ends in between is then told as running, never as lost.
      const state = verifying.state()
      const last = await sql
        .selectFrom('verification')
        .select(['started', 'milliseconds', 'found'])
        .orderBy('number', 'desc')
        .executeTakeFirst()
      const { entries } = await sql
        .selectFrom('chain')
        .select((all) => all.fn.coalesce(all.fn.sum<number>('seq'), all.lit(0)).as('entries'))
        .executeTakeFirstOrThrow()
      return { ...state, last: last ? { ...last, found: last.found as Verification } : null, entries }
    },

    /** Makes what screens read anew from the entries, while others post and read. Resolves to the entries taken. */
    rebuild: (progress: Progress = () => {}): Promise<number> => rebuild(database, random, progress),

    /**
     * Begins that, unless it is being done, and verifies after it. Refuses with `run-under-way` during a verification,
     * which keeps the tables in their place while it looks again at what seems wrong.
     */
    startRebuild: (): Outcome<Promise<void>> =>
      verifying.state().running ? underWay('verification') : granted(rebuilding.start().then(verifying.start)),

    /** Whether it is being done. */
    rebuilding: (): RebuildState => ({ ...rebuilding.state(), last: rebuilt }),
  }
}
