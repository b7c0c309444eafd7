/** The screen at `/sign-in`: who signs in goes on to where they wanted to go. */
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { askWho, tellEnded, useSession, WINDOW_PAGE } from '../../requests/session.ts'
import { useTitle } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { elsewhereWords } from './elsewhere.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** Where one wanted to go, and what the outside provider said no with. */
export interface SignInSearch {
  readonly to?: string
  readonly error?: string
  /** The provider let somebody in who has a second factor. */
  readonly 'second-factor'?: true
}

/** Reads the address; only addresses of our own are gone on to. */
export function signInSearch(raw: Readonly<Record<string, unknown>>): SignInSearch {
  const { to, error } = raw
  const isOurs = typeof to === 'string' && /^\/(?![/\\])/.test(to)
  return {
    ...(isOurs ? { to } : {}),
    ...(typeof error === 'string' ? { error } : {}),
    ...('second-factor' in raw ? { 'second-factor': true as const } : {}),
  }
}

/** The screen. */
export function SignInPage() {
  const { say } = useWords()
  const { to = '/', error, 'second-factor': isAsked = false } = useSearch({ from: '/sign-in' })
  const queries = useQueryClient()
  const router = useRouter()
  const session = useSession()
  useTitle(say('app.title', { screen: say('sign-in.title') }))
  const goOn = async () => {
    await askWho(queries)
    tellEnded(false)
    router.history.replace(to)
  }
  return (
    <main className="account narrow">
      <h1>{say('sign-in.title')}</h1>
      <hr className="wenwu" />
      {to === '/' || to === WINDOW_PAGE ? null : <p className="note">{say('sign-in.first')}</p>}
      {error === undefined ? null : (
        <div className="failure" role="alert">
          <span>{elsewhereWords(say, error, session?.provider ?? '')}</span>
        </div>
      )}
      <SignInForm provider={session?.provider ?? null} to={to} isAsked={isAsked} onDone={() => void goOn()} />
      <p className="note">{say('sign-in.help')}</p>
    </main>
  )
}
