/** Who is acted for in a ledger, and in the demonstration how the other side can be let in. */
import type { LedgerView } from '@handclasp/api/client'
import { namesOfSide, type SideId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { useHost } from '../../requests/commitments.ts'
import { installationQuery } from '../../requests/queries.ts'
import { useMay, useOwnSides } from '../../requests/session.ts'
import { type Acting, ActingSwitch } from '../../ui/acting.tsx'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'

/** Who is acted for, where there is a choice; in the demonstration, how there comes to be one. */
export function ActingLine({ ledger, acting }: { readonly ledger: LedgerView; readonly acting: Acting }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation, sides, past } = ledger
  const own = useOwnSides(cooperation.id)
  const may = useMay(cooperation.id, acting.side)
  // Of a past day nobody is let in.
  const demonstration = useQuery(installationQuery).data?.mode === 'demonstration' && !past && may('steer')
  const host = useHost(cooperation.id)
  const absent = sides.find(({ id }) => !cooperation.hosted.includes(id))
  const letIn = (side: SideId) =>
    host.mutate(side, { onSuccess: () => announce(say('acting.letIn.done')), onError: () => announce('') })
  if (own.length < 2 && !(demonstration && absent)) return null
  return (
    <div className="acting">
      <ActingSwitch sides={sides} own={own} acting={acting} />
      {demonstration && absent ? (
        <button type="button" className="btn small" onClick={() => letIn(absent.id)}>
          {say('acting.letIn', { side: namesOfSide(absent).join(say('list.names')) })}
        </button>
      ) : null}
      {host.error ? <Failure error={host.error} close={() => host.reset()} /> : null}
    </div>
  )
}
