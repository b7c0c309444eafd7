/** Signing in 登录: name and password, then the second factor where one is asked for. */
import { type FormEvent, useState } from 'react'
import { codeOf, useSignIn, useVerify } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useWords } from '../../words/words.tsx'
import { Elsewhere, ElsewhereInWindow } from './elsewhere.tsx'
import { PasswordField, TextField } from './fields.tsx'
import './accounts.css'

interface SignInProps {
  /** What the outside provider is called, where there is one. */
  readonly provider: string | null
  /** Where the provider sends one back to. */
  readonly to: string
  /** Does something stand here that must not be left? The provider is gone to in a window of its own then. */
  readonly stays?: boolean
  /** Who signed in before, where that is known. */
  readonly loginName?: string
  /** Is a second factor asked for already, after the provider let somebody in? */
  readonly isAsked?: boolean
  /** What is asked after this is asked as whoever signed in. */
  readonly onDone: () => void
}

/** The form; it stands on its own screen, and over a screen whose session ended. */
export function SignInForm(props: SignInProps) {
  const { provider, to, stays = false, loginName = '', isAsked = false, onDone } = props
  const [asked, ask] = useState(isAsked)
  const [name, setName] = useState(loginName)
  if (asked) return <SecondFactor onDone={onDone} onBack={() => ask(false)} />
  return (
    <>
      <NameAndPassword name={name} onName={setName} onDone={onDone} onAsked={() => ask(true)} />
      {provider === null ? null : stays ? (
        <ElsewhereInWindow provider={provider} to={to} onDone={onDone} />
      ) : (
        <Elsewhere provider={provider} to={to} />
      )}
    </>
  )
}

function NameAndPassword(props: {
  readonly name: string
  readonly onName: (name: string) => void
  readonly onDone: () => void
  readonly onAsked: () => void
}) {
  const { say } = useWords()
  const { name, onName, onDone, onAsked } = props
  const [password, setPassword] = useState('')
  const [hasFocus] = useState(name === '')
  const signing = useSignIn()
  const isEmpty = name.trim() === '' || password === ''
  const signIn = (event: FormEvent) => {
    event.preventDefault()
    if (isEmpty || signing.isPending) return
    signing.mutate({ loginName: name.trim(), password }, { onSuccess: (isAsked) => (isAsked ? onAsked() : onDone()) })
  }
  return (
    <form className="account-form" onSubmit={signIn} aria-label={say('sign-in.title')}>
      <TextField
        label={say('account.loginName')}
        value={name}
        onWrite={onName}
        autoComplete="username"
        autoFocus={hasFocus}
        longest={64}
      />
      <PasswordField
        label={say('account.password')}
        value={password}
        onWrite={setPassword}
        autoComplete="current-password"
        autoFocus={!hasFocus}
      />
      {signing.error ? <Failure error={signing.error} reading /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={isEmpty || signing.isPending}>
          {say('sign-in.do')}
        </button>
      </div>
    </form>
  )
}

/** A code that is valid now, or one of the recovery codes. */
function SecondFactor(props: { readonly onDone: () => void; readonly onBack: () => void }) {
  const { say } = useWords()
  const { onDone, onBack } = props
  const [recovery, turn] = useState(false)
  const [code, setCode] = useState('')
  const verifying = useVerify()
  const typed = recovery ? code.trim() : code.replace(/\s/g, '')
  const isWhole = recovery ? typed !== '' : /^\d{6}$/.test(typed)
  // A challenge that is used up asks for the password again.
  const isOver = codeOf(verifying.error) === 'sign-in-anew'
  const verify = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole || verifying.isPending) return
    verifying.mutate({ code: typed, recovery }, { onSuccess: onDone, onError: () => setCode('') })
  }
  const other = () => {
    turn(!recovery)
    setCode('')
    verifying.reset()
  }
  return (
    <form className="account-form" onSubmit={verify} aria-label={say('factor.title')}>
      <p>{say(recovery ? 'sign-in.recovery.ask' : 'sign-in.code.ask')}</p>
      <TextField
        key={String(recovery)}
        label={say(recovery ? 'factor.recovery' : 'factor.code')}
        value={code}
        onWrite={setCode}
        autoComplete={recovery ? 'off' : 'one-time-code'}
        autoFocus
        numeric={!recovery}
        longest={recovery ? 40 : 7}
      />
      {verifying.error ? <Failure error={verifying.error} reading /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={!isWhole || verifying.isPending || isOver}>
          {say('sign-in.do')}
        </button>
        <button type="button" className="btn" onClick={other}>
          {say(recovery ? 'sign-in.code.use' : 'sign-in.recovery.use')}
        </button>
        <button type="button" className="btn bare" onClick={onBack}>
          {say('sign-in.again')}
        </button>
      </div>
    </form>
  )
}
