/** Signing in by an outside provider: linked to one's account, or not. */
import { useQuery } from '@tanstack/react-query'
import { useWayIn, wayInQuery } from '../../requests/profile.ts'
import { useSession } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useWords } from '../../words/words.tsx'
import { Part } from './profile-page.tsx'

/** Nothing where there is no provider. */
export function WaysIn() {
  const { say } = useWords()
  const provider = useSession()?.provider ?? null
  const { data, error, refetch } = useQuery({ ...wayInQuery, enabled: provider !== null })
  const { link, unlink } = useWayIn()
  if (provider === null) return null
  const linked = data?.linked ?? false
  const failed = link.error ?? unlink.error
  return (
    <Part title={say('profile.ways')}>
      <p>{linked ? say('profile.ways.linked', { provider }) : say('profile.ways.none', { provider })}</p>
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {failed ? <Failure error={failed} reading /> : null}
      <div className="does">
        {linked ? (
          <button type="button" className="btn" disabled={unlink.isPending} onClick={() => unlink.mutate()}>
            {say('profile.ways.unlink')}
          </button>
        ) : (
          <button type="button" className="btn" disabled={link.isPending} onClick={() => link.mutate()}>
            {say('profile.ways.link', { provider })}
          </button>
        )}
      </div>
    </Part>
  )
}
