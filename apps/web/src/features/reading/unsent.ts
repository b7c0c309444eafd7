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
const all = new Map<FindingId, Unsent>(keptInTab())

function keptInTab(): readonly (readonly [FindingId, Unsent])[] {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? '[]') as readonly (readonly [FindingId, Unsent])[]
  } catch {
    return []
  }
}

/** What was half written about a finding, or undefined. */
export function unsentOn(finding: FindingId | undefined): Unsent | undefined {
  return finding === undefined ? undefined : all.get(finding)
}

/** Keeps what is being written; null once there is nothing to keep. */
export function keepUnsent(finding: FindingId, unsent: Unsent | null): void {
  if (unsent) all.set(finding, unsent)
  else if (!all.delete(finding)) return
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...all]))
  } catch {
    // A browser that keeps nothing forgets it at the next reload only.
  }
}
