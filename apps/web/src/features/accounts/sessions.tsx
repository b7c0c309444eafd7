/** One's own sessions: since when, from where, in which browser; ending them. */
import { useQuery } from '@tanstack/react-query'
import { ownSessionsQuery, useEndSessions } from '../../requests/profile.ts'
import { Failure } from '../../ui/failure.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { browserNamed } from './browser-words.ts'

/** The table, and the way to end all but this one. */
export function Sessions() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(ownSessionsQuery)
  const ending = useEndSessions()
  if (!data) {
    return error ? (
      <Failure error={error} reading again={() => void refetch()} />
    ) : (
      <Waiting what={say('profile.sessions')} />
    )
  }
  return (
    <>
      <table className="account-table">
        <caption className="vh">{say('profile.sessions')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('session.browser')}</th>
            <th scope="col">{say('session.from')}</th>
            <th scope="col">{say('session.created')}</th>
            <th scope="col">{say('session.used')}</th>
            <th scope="col">
              <span className="vh">{say('account.deeds')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.sessions.map(({ id, client, peer, created, used, isCurrent }) => (
            <tr key={id}>
              <th scope="row">
                {browserNamed(client) ?? say('session.browser.unknown')}
                {isCurrent ? <b className="account-here"> {say('session.this')}</b> : null}
              </th>
              <td data-label={say('session.from')}>{peer ?? '—'}</td>
              <td data-label={say('session.created')}>{moment(created)}</td>
              <td data-label={say('session.used')}>{moment(used)}</td>
              <td className="deeds-cell">
                {isCurrent ? null : (
                  <button
                    type="button"
                    className="btn small"
                    disabled={ending.isPending}
                    onClick={() => ending.mutate(id)}
                  >
                    {say('session.end')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ending.error ? <Failure error={ending.error} reading close={() => ending.reset()} /> : null}
      {data.sessions.length > 1 ? (
        <button type="button" className="btn" disabled={ending.isPending} onClick={() => ending.mutate(null)}>
          {say('session.endOthers')}
        </button>
      ) : null}
    </>
  )
}
