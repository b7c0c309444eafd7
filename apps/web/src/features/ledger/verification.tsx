/** The foot of the ledger: the ways to what changed and to the verification, and what that found last. */
import type { LedgerView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { verificationQuery } from '../../requests/verification.ts'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { FigureLine } from '../../ui/past-band.tsx'

/** The line that leads there. */
export function Verification({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const { cooperation } = useParams({ from: '/ledger/$cooperation' })
  const { data } = useQuery(verificationQuery)
  return (
    <div className="foot">
      <Link className="btn small" to="/ledger/$cooperation/history" params={{ cooperation }}>
        {say('history.title')}
      </Link>
      <Link className="btn small" to="/verify">
        {say('verify.title')}
      </Link>
      {data ? <p>{lastWords(say, data)}</p> : null}
      <FigureLine ledger={ledger} />
    </div>
  )
}

function lastWords(
  say: ReturnType<typeof useWords>['say'],
  { running, last }: { readonly running: object | null; readonly last: LastFound | null },
): string {
  if (running) return say('verify.brief.running')
  if (!last) return say('verify.brief.never')
  const n = last.found.faults.length
  return n === 0
    ? say('verify.brief.holds', { at: moment(last.started) })
    : say('verify.brief.broken', { at: moment(last.started), n })
}

interface LastFound {
  readonly started: string
  readonly found: { readonly faults: readonly unknown[] }
}
