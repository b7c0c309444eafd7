/** The screen at `/setup`: the first member of an installation, made with the code that its terminal shows. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { askWho, useSetUp } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useTitle } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { focusWrong, TextField } from './fields.tsx'
import { AccountFields, accountOf, NO_ACCOUNT, type WrongField, wrongIn } from './new-account.tsx'
import './accounts.css'

/** The screen. */
export function SetupPage() {
  const { say } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  const [account, setAccount] = useState(NO_ACCOUNT)
  const [wrong, point] = useState<WrongField | 'code'>(null)
  const making = useSetUp()
  useTitle(say('app.title', { screen: say('setup.title') }))
  const make = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (making.isPending) return
    const found = code.trim() === '' ? 'code' : wrongIn(account)
    point(found)
    if (found) return focusWrong(event.currentTarget)
    making.mutate(
      { code: code.trim(), ...accountOf(account) },
      { onSuccess: () => void askWho(queries).then(() => navigate({ to: '/', replace: true })) },
    )
  }
  return (
    <main className="account narrow">
      <h1>{say('setup.title')}</h1>
      <hr className="wenwu" />
      <p>{say('setup.what')}</p>
      <form className="account-form" onSubmit={make} noValidate>
        <TextField
          label={say('setup.code')}
          value={code}
          onWrite={setCode}
          autoComplete="off"
          autoFocus
          longest={100}
          hint={say('setup.code.hint')}
          wrong={wrong === 'code' ? say('setup.code.wrong') : null}
        />
        <AccountFields account={account} wrong={wrong === 'code' ? null : wrong} onWrite={setAccount} />
        {making.error ? <Failure error={making.error} close={() => making.reset()} /> : null}
        <div className="does">
          <button type="submit" className="btn main" disabled={making.isPending}>
            {say('setup.do')}
          </button>
        </div>
      </form>
    </main>
  )
}
