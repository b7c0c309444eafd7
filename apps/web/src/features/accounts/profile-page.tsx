/** The screen at `/profile`: what is one's own, and how it is guarded. */
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useChangePassword, useRename } from '../../requests/profile.ts'
import { useMember } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { usePlace, useTitle } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { Duties } from './duties.tsx'
import { focusWrong, NewPasswordField, PasswordField, TextField } from './fields.tsx'
import { strengthOf } from './password.ts'
import { Resign } from './relieving.tsx'
import { SecondFactorPart } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'
import { WaysIn } from './ways-in.tsx'
import './accounts.css'

/** What the outside provider said no with, when the account was to be linked to it. */
export interface ProfileSearch {
  readonly error?: string
}

/** Reads the address. */
export function profileSearch({ error }: Readonly<Record<string, unknown>>): ProfileSearch {
  return typeof error === 'string' ? { error } : {}
}

/** The screen. */
export function ProfilePage() {
  const { say } = useWords()
  const member = useMember()
  useTitle(say('app.title', { screen: say('profile.title') }))
  useKeys(say('profile.title'), [{ key: 'p', label: say('verify.print'), act: () => window.print(), caps: ['P'] }])
  if (!member) return null
  return (
    <main className="account">
      <h1>{say('profile.title')}</h1>
      <Part title={say('profile.who')}>
        <dl className="account-facts">
          <div>
            <dt>{say('account.name')}</dt>
            <dd>
              <Name name={member.name} />
            </dd>
          </div>
          <div>
            <dt>{say('account.loginName')}</dt>
            <dd>{member.loginName}</dd>
          </div>
          {member.administration ? (
            <div>
              <dt>{say('profile.administration')}</dt>
              <dd>
                {say(`administration.${member.administration}`)}{' '}
                <span className="note">{say(`administration.${member.administration}.what`)}</span> <Resign />
              </dd>
            </div>
          ) : null}
        </dl>
      </Part>
      <Part title={say('profile.duties')}>
        <Duties />
      </Part>
      <Part title={say('factor.title')}>
        <SecondFactorPart />
      </Part>
      <Part title={say('account.password')}>
        <ChangePassword />
      </Part>
      <WaysIn />
      <Part title={say('profile.sessions')}>
        <Sessions />
      </Part>
    </main>
  )
}

/** One's name, and changing it: what was written before stays under the former one. */
function Name({ name }: { readonly name: string }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const [typed, write] = useState<string | null>(null)
  const renaming = useRename()
  if (typed === null) {
    return (
      <>
        <span lang="zh-CN">{name}</span>{' '}
        <button type="button" className="btn small" onClick={() => write(name)}>
          {say('profile.rename')}
        </button>
      </>
    )
  }
  const rename = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '' || renaming.isPending) return
    renaming.mutate(typed.trim(), { onSuccess: () => (announce(say('profile.renamed')), write(null)) })
  }
  return (
    <form className="account-form" onSubmit={rename}>
      <TextField
        label={say('account.name')}
        value={typed}
        onWrite={write}
        autoComplete="name"
        autoFocus
        longest={60}
        lang="zh-CN"
      />
      {renaming.error ? <Failure error={renaming.error} close={() => renaming.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={typed.trim() === '' || renaming.isPending}>
          {say('profile.rename')}
        </button>
        <button type="button" className="btn bare" onClick={() => write(null)}>
          {say('intake.cancel')}
        </button>
      </div>
    </form>
  )
}

/** A part of a screen, its head beside it. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="account-part" aria-label={title}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  )
}

/** One password for another; other sessions end by it. */
function ChangePassword() {
  const { say } = useWords()
  const { announce } = usePlace()
  const [opened, open] = useState(false)
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const [isUnfit, tell] = useState(false)
  const loginName = useMember()?.loginName ?? ''
  const changing = useChangePassword()
  const close = () => {
    open(false)
    setBefore('')
    setAfter('')
    tell(false)
    changing.reset()
  }
  const change = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (changing.isPending || before === '') return
    const found = !strengthOf(after, loginName).isTaken
    tell(found)
    if (found) return focusWrong(event.currentTarget)
    changing.mutate({ before, after }, { onSuccess: () => (announce(say('password.changed')), close()) })
  }
  if (!opened) {
    return (
      <button type="button" className="btn" onClick={() => open(true)}>
        {say('password.change')}
      </button>
    )
  }
  return (
    <form className="account-form" onSubmit={change} noValidate>
      <PasswordField
        label={say('password.now')}
        value={before}
        onWrite={setBefore}
        autoComplete="current-password"
        autoFocus
      />
      <NewPasswordField
        label={say('password.new')}
        loginName={loginName}
        value={after}
        onWrite={setAfter}
        wrong={isUnfit ? say('account.wrong.password') : null}
      />
      <p className="note">{say('password.change.what')}</p>
      {changing.error ? <Failure error={changing.error} close={() => changing.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={changing.isPending || before === ''}>
          {say('password.change.do')}
        </button>
        <button type="button" className="btn bare" onClick={close}>
          {say('intake.cancel')}
        </button>
      </div>
    </form>
  )
}
