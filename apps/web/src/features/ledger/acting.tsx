/** Who is acted for in a ledger, where its reader acts for several sides. */
import type { LedgerView } from '@handclasp/api/client'
import { useOwnSides } from '../../requests/session.ts'
import { type Acting, ActingSwitch } from '../../ui/acting.tsx'

/** The choice; nothing where there is none. */
export function ActingLine({ ledger, acting }: { readonly ledger: LedgerView; readonly acting: Acting }) {
  const own = useOwnSides(ledger.cooperation.id)
  if (own.length < 2) return null
  return (
    <div className="acting">
      <ActingSwitch sides={ledger.sides} own={own} acting={acting} />
    </div>
  )
}
