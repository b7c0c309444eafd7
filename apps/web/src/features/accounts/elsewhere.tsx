/** Signing in by an outside provider: the page goes there itself, or a small window does while the page stays. */
import { type ReactNode, useState } from 'react'
import { useSignedInElsewhere, useSignInElsewhere, useSignInInWindow, WINDOW_PAGE } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { type Say, useWords } from '../../words/words.tsx'

interface ElsewhereProps {
  /** What the provider is called. */
  readonly provider: string
  /** Where it sends one back to. */
  readonly to: string
}

/** Goes there and leaves the page. */
export function Elsewhere({ provider, to }: ElsewhereProps) {
  const going = useSignInElsewhere()
  return (
    <Way provider={provider} isPending={going.isPending} onGo={() => going.mutate(to)}>
      {going.error ? <Failure error={going.error} reading /> : null}
    </Way>
  )
}

const SMALL = 'popup,width=520,height=720'

/** Goes there in a small window, for what is half written on the page must not be lost. */
export function ElsewhereInWindow({ provider, to, onDone }: ElsewhereProps & { readonly onDone: () => void }) {
  const { say } = useWords()
  const [state, turn] = useState<'idle' | 'waiting' | 'blocked'>('idle')
  const [clicks, count] = useState(0)
  const going = useSignInInWindow()
  useSignedInElsewhere(state === 'waiting' ? clicks : null, () => {
    turn('idle')
    onDone()
  })
  const open = () => {
    // At the click itself: a window that opens later is not let open.
    const small = window.open(WINDOW_PAGE, '', SMALL)
    turn(small ? 'waiting' : 'blocked')
    count(clicks + 1)
    if (small) going.mutate(small, { onError: () => turn('idle') })
  }
  return (
    <Way provider={provider} isPending={going.isPending} onGo={open}>
      <p className="note" role="status">
        {say(state === 'waiting' ? 'sign-in.window.waiting' : 'sign-in.window.what', { provider })}
      </p>
      {state === 'blocked' ? <Blocked provider={provider} to={to} /> : null}
      {going.error ? <Failure error={going.error} reading /> : null}
    </Way>
  )
}

/** The browser let no window open: the other way costs what is half written, which is said before it is gone. */
function Blocked({ provider, to }: ElsewhereProps) {
  const { say } = useWords()
  const leaving = useSignInElsewhere()
  return (
    <>
      <div className="failure" role="alert">
        <span>{say('sign-in.window.blocked')}</span>
      </div>
      <button type="button" className="btn" disabled={leaving.isPending} onClick={() => leaving.mutate(to)}>
        {say('sign-in.window.leave', { provider })}
      </button>
      {leaving.error ? <Failure error={leaving.error} reading /> : null}
    </>
  )
}

function Way(props: {
  readonly provider: string
  readonly isPending: boolean
  readonly onGo: () => void
  readonly children: ReactNode
}) {
  const { say } = useWords()
  const { provider, isPending, onGo, children } = props
  return (
    <div className="account-elsewhere">
      <p className="note">{say('sign-in.or')}</p>
      <button type="button" className="btn" disabled={isPending} onClick={onGo}>
        {say('sign-in.elsewhere', { provider })}
      </button>
      {children}
    </div>
  )
}

/** Why the outside provider, or we, did not let somebody in by it, or link them to it; by the code in the address. */
export function elsewhereWords(say: Say, code: string, provider: string): string {
  switch (code) {
    case 'signup_disabled':
    case 'account_not_linked':
      return say('sign-in.unlinked', { provider })
    case 'account_already_linked_to_different_user':
      return say('profile.ways.taken', { provider })
    case 'MEMBER_LOCKED':
      return say('refusal.member-locked')
    case 'MEMBER_LEFT':
      return say('refusal.member-left')
    case 'access_denied':
      return say('sign-in.elsewhere.denied', { provider })
    case 'state_mismatch':
    case 'state_not_found':
    case 'state_invalid':
      return say('sign-in.elsewhere.anew', { provider })
    case 'provider-unreachable':
    case 'oauth_provider_not_found':
    case 'server_error':
    case 'temporarily_unavailable':
      return say('sign-in.elsewhere.silent', { provider })
    case 'too-many':
      return say('sign-in.elsewhere.often')
    case 'fault':
      return say('sign-in.elsewhere.fault')
    default:
      // Whoever made the address may have written anything there.
      return say('sign-in.elsewhere.failed', { provider, code: /^[\w-]{1,60}$/.test(code) ? code : '?' })
  }
}
