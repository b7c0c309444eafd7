/** Sweeping files that nothing refers to, and sign-ins that ended: once at the start, then daily, in the background. */
import type { Accounts } from '@handclasp/accounts'
import type { Ledger } from '@handclasp/ledger'

/**
 * How long a file stays that nothing refers to: whoever uploads has that long to attach it, and what was taken out can
 * be attached anew without bringing it again.
 */
export const GRACE_HOURS = 24

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Begins to sweep; `report` is told of faults, after which the next day is tried. Resolves once it has ended. */
export function sweepDaily(ledger: Ledger, accounts: Accounts, report: (fault: unknown) => void): () => Promise<void> {
  const ending = new AbortController()
  const sweep = async () => {
    try {
      const before = new Date(Date.now() - GRACE_HOURS * HOUR).toISOString()
      await ledger.sweep({ before, isTrial: false, signal: ending.signal })
      await accounts.sweep()
    } catch (fault) {
      report(fault)
    }
  }
  let sweeping = sweep()
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep)
  }, DAY)
  return () => {
    clearInterval(timer)
    ending.abort()
    return sweeping
  }
}
