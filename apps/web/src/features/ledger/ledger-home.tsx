/** `/ledger`: the cooperation on the screen last, else the first; or the sentence that says how one comes to be. */
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { cooperationsQuery } from '../../requests/queries.ts'
import { useDuties } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace, useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import './ledger.css'

/** The screen at `/ledger`. */
export function LedgerHome() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(cooperationsQuery)
  useTitle(say('app.title', { screen: say('nav.ledger') }))
  const { visited } = usePlace()
  const here = data?.find((each) => each.id === visited) ?? data?.[0]
  const delegated = useDuties().find(({ roles }) => roles.includes('delegate'))
  if (here) return <Navigate to="/ledger/$cooperation" params={{ cooperation: here.id }} replace />
  if (data && delegated) {
    return <Navigate to="/own/$cooperation" params={{ cooperation: delegated.cooperation }} replace />
  }
  return (
    <main className="blank">
      {data ? <NoCooperation /> : null}
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data || error ? null : <Waiting what={say('wait.cooperations')} />}
    </main>
  )
}

function NoCooperation() {
  const { say } = useWords()
  return (
    <>
      <h1 className="sentence">{say('ledger.empty')}</h1>
      <p>{say('ledger.empty.do')}</p>
      <Link className="btn main" to="/read">
        {say('ledger.empty.button')}
      </Link>
    </>
  )
}
