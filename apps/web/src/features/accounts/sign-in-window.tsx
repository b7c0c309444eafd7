/**
 * The screen at `/sign-in/window`: where a small window stands while it is led to the outside provider and once it is
 * back. It tells the page that waits, and closes.
 */
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { tellSignedIn, useSession, useSignInElsewhere, WINDOW_PAGE } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useTitle } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { elsewhereWords } from './elsewhere.tsx'
import './accounts.css'

/** The screen. */
export function SignInWindow() {
  const { say } = useWords()
  const { error } = useSearch({ from: WINDOW_PAGE })
  const session = useSession()
  const isIn = session?.state === 'signed-in'
  useTitle(say('app.title', { screen: say('sign-in.title') }))
  useEffect(() => {
    if (!isIn) return
    tellSignedIn()
    window.close()
  }, [isIn])
  const provider = session?.provider ?? ''
  return (
    <main className="account narrow">
      <h1>{say('sign-in.title')}</h1>
      <hr className="wenwu" />
      {isIn || error === undefined ? (
        <p role="status">{say(isIn ? 'sign-in.window.done' : 'sign-in.window.going', { provider })}</p>
      ) : (
        <Refused words={elsewhereWords(say, error, provider)} />
      )}
      <div className="does">
        <button type="button" className="btn" onClick={() => window.close()}>
          {say('sign-in.window.close')}
        </button>
      </div>
    </main>
  )
}

function Refused({ words }: { readonly words: string }) {
  const { say } = useWords()
  const going = useSignInElsewhere()
  return (
    <>
      <div className="failure" role="alert">
        <span>{words}</span>
      </div>
      {going.error ? <Failure error={going.error} reading /> : null}
      <div className="does">
        <button type="button" className="btn main" disabled={going.isPending} onClick={() => going.mutate(WINDOW_PAGE)}>
          {say('refusal.again')}
        </button>
      </div>
    </>
  )
}
