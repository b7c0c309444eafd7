/** Signing in by an outside provider: linking it to one's account. */
import { useLinkElsewhere } from '../../requests/profile.ts'
import { useSession } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useWords } from '../../words/words.tsx'
import { Part } from './profile-page.tsx'

/** Nothing where there is no provider. */
export function WaysIn() {
  const { say } = useWords()
  const provider = useSession()?.provider ?? null
  const link = useLinkElsewhere()
  if (provider === null) return null
  return (
    <Part title={say('profile.ways')}>
      <p className="what">{say('profile.ways.what', { provider })}</p>
      {link.error ? <Failure error={link.error} reading /> : null}
      <button type="button" className="btn" disabled={link.isPending} onClick={() => link.mutate()}>
        {say('profile.ways.link', { provider })}
      </button>
    </Part>
  )
}
