/** What was half written about findings: kept while this tab is open, through other rows and reloads. */
import type { FindingId } from '@handclasp/domain'
import type { RowsByKey } from '../../ui/versions.ts'

/** Half a correction, half a reason, or both; `asking` is the one that was open last. */
export interface Unsent {
  readonly asking: 'reason' | 'correction'
  readonly written?: RowsByKey | undefined
  readonly reason?: string | undefined
}

const NAME = 'handclasp.unsent'

type Kept = ReadonlyMap<FindingId, Unsent>

/** All of it where the browser keeps nothing: until the next reload. */
let inMemory: Kept = new Map()

/** Read anew each time: who signs in as another member finds the tab emptied. */
function allKept(): Kept {
  try {
    const written = JSON.parse(sessionStorage.getItem(NAME) ?? '[]') as readonly (readonly [FindingId, Unsent])[]
    return written.length > 0 ? new Map(written) : inMemory
  } catch {
    return inMemory
  }
}

/** What was half written about a finding, or undefined. */
export function unsentOn(finding: FindingId | undefined): Unsent | undefined {
  return finding === undefined ? undefined : allKept().get(finding)
}

/** Keeps what is being written; null once there is nothing to keep. */
export function keepUnsent(finding: FindingId, unsent: Unsent | null): void {
  const all = new Map(allKept())
  if (unsent) all.set(finding, unsent)
  else if (!all.delete(finding)) return
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...all]))
  } catch {
    inMemory = all
  }
}
