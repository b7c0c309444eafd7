/** Signing in by an outside provider: linking it to one's account. */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { ownSessionsQuery, useLinkElsewhere, useUnlink } from '../../requests/profile.ts'
import { useSession } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useWords } from '../../words/words.tsx'
import { elsewhereWords } from './elsewhere.tsx'
import { Part } from './profile-page.tsx'

/** Nothing where there is no provider. */
export function WaysIn() {
  const { say } = useWords()
  const provider = useSession()?.provider ?? null
  const isLinked = useQuery(ownSessionsQuery).data?.isLinked ?? false
  const link = useLinkElsewhere()
  const unlink = useUnlink()
  const refused = useSearch({ from: '/profile' }).error
  if (provider === null) return null
  const { error, isPending, mutate } = isLinked ? unlink : link
  return (
    <Part title={say('profile.ways')}>
      <p className="what">{say(isLinked ? 'profile.ways.linked' : 'profile.ways.what', { provider })}</p>
      {refused === undefined || isLinked ? null : (
        <div className="failure" role="alert">
          <span>{elsewhereWords(say, refused, provider)}</span>
        </div>
      )}
      {error ? <Failure error={error} reading /> : null}
      <button type="button" className="btn" disabled={isPending} onClick={() => mutate()}>
        {say(isLinked ? 'profile.ways.unlink' : 'profile.ways.link', { provider })}
      </button>
    </Part>
  )
}
