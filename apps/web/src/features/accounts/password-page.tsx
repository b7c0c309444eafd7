/** The screen at `/password/…`: a new password by a link that whoever looks after accounts gave. */
import type { ResetView } from '@handclasp/api/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { passwordLinkQuery, useSetPassword } from '../../requests/profile.ts'
import { askWho } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { focusWrong, NewPasswordField } from './fields.tsx'
import { strengthOf } from './password.ts'
import './accounts.css'

/** The screen. */
export function PasswordPage() {
  const { say } = useWords()
  const { token } = useParams({ from: '/password/$token' })
  const { data, error, refetch } = useQuery(passwordLinkQuery(token))
  useTitle(say('app.title', { screen: say('password.new') }))
  return (
    <main className="account narrow">
      <h1>{say('password.new')}</h1>
      <hr className="wenwu" />
      {data ? <NewPassword token={token} member={data} /> : null}
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data || error ? null : <Waiting what={say('password.new')} />}
    </main>
  )
}

function NewPassword({ token, member }: { readonly token: string; readonly member: ResetView }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const [isUnfit, tell] = useState(false)
  const setting = useSetPassword(token)
  const set = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (setting.isPending) return
    const found = !strengthOf(password, member.loginName).isTaken
    tell(found)
    if (found) return focusWrong(event.currentTarget)
    setting.mutate(password, {
      onSuccess: () => void askWho(queries).then(() => navigate({ to: '/', replace: true })),
    })
  }
  return (
    <form className="account-form" onSubmit={set} noValidate>
      <p>{say('password.link.of', { name: member.name, login: member.loginName })}</p>
      <NewPasswordField
        label={say('password.new')}
        loginName={member.loginName}
        value={password}
        onWrite={setPassword}
        wrong={isUnfit ? say('account.wrong.password') : null}
        autoFocus
      />
      {setting.error ? <Failure error={setting.error} /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={setting.isPending}>
          {say('password.link.do')}
        </button>
      </div>
    </form>
  )
}
