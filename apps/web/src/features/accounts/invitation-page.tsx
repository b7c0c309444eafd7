/** The screen at `/invitation/…`: what an invitation is to, and taking it up. */
import type { InvitedView } from '@handclasp/api/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { askWho, invitedQuery, useMember, useSignOut, useTakeUp } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { focusWrong } from './fields.tsx'
import { AccountFields, accountOf, NO_ACCOUNT, type WrongField, wrongIn } from './new-account.tsx'
import { namesOf, RoleList } from './role-words.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './accounts.css'

/** The screen. */
export function InvitationPage() {
  const { say } = useWords()
  const { token } = useParams({ from: '/invitation/$token' })
  const { data, error, refetch } = useQuery(invitedQuery(token))
  useTitle(say('app.title', { screen: say('invitation.title') }))
  return (
    <main className="account narrow">
      <h1>{say('invitation.title')}</h1>
      <hr className="wenwu" />
      {data ? <Invited invited={data} token={token} /> : null}
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {error ? <p className="note">{say('invitation.gone')}</p> : null}
      {data || error ? null : <Waiting what={say('invitation.title')} />}
    </main>
  )
}

function Invited({ invited, token }: { readonly invited: InvitedView; readonly token: string }) {
  const { say } = useWords()
  const { cooperation, side, roles, organisation, administration, by, expires } = invited
  return (
    <>
      <p>
        {side && cooperation
          ? say('invitation.to', { name: by, cooperation, side: namesOf(say, side) })
          : say('invitation.to.installation', { name: by })}
      </p>
      {administration ? (
        <ul className="account-roles">
          <li>
            <b>{say(`administration.${administration}`)}</b>{' '}
            <span className="note">{say(`administration.${administration}.what`)}</span>
          </li>
        </ul>
      ) : (
        <RoleList roles={roles} />
      )}
      {organisation ? (
        <p>
          {say('invitation.organisation')} <span lang="zh-CN">{organisation}</span>
        </p>
      ) : null}
      <p className="note">{say('invitation.until', { time: moment(expires) })}</p>
      <TakeUp token={token} />
    </>
  )
}

/** As the member signed in, as one who has an account and signs in now, or as somebody new. */
function TakeUp({ token }: { readonly token: string }) {
  const { say } = useWords()
  const member = useMember()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [has, haveAccount] = useState(false)
  const taking = useTakeUp(token)
  const signingOut = useSignOut(`/invitation/${token}`)
  const arrive = () => void askWho(queries).then(() => navigate({ to: '/', replace: true }))
  if (member) {
    return (
      <div className="account-form">
        {taking.error ? <Failure error={taking.error} close={() => taking.reset()} /> : null}
        <div className="does">
          <button
            type="button"
            className="btn main"
            disabled={taking.isPending}
            onClick={() => taking.mutate({ as: 'signed-in' }, { onSuccess: arrive })}
          >
            {say('invitation.take.as', { name: member.name })}
          </button>
          <button type="button" className="btn bare" onClick={() => signingOut.mutate()}>
            {say('invitation.take.other')}
          </button>
        </div>
      </div>
    )
  }
  return (
    <>
      <span className="seg account-choice" role="group" aria-label={say('invitation.how')}>
        <button type="button" aria-pressed={!has} onClick={() => haveAccount(false)}>
          {say('invitation.new')}
        </button>
        <button type="button" aria-pressed={has} onClick={() => haveAccount(true)}>
          {say('invitation.has')}
        </button>
      </span>
      {has ? (
        <SignInForm provider={null} to={`/invitation/${token}`} onDone={() => void askWho(queries)} />
      ) : (
        <NewMember token={token} onDone={arrive} />
      )}
    </>
  )
}

function NewMember({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const { say } = useWords()
  const [account, setAccount] = useState(NO_ACCOUNT)
  const [wrong, point] = useState<WrongField>(null)
  const taking = useTakeUp(token)
  const take = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (taking.isPending) return
    const found = wrongIn(account)
    point(found)
    if (found) return focusWrong(event.currentTarget)
    taking.mutate({ as: 'new', ...accountOf(account) }, { onSuccess: onDone })
  }
  return (
    <form className="account-form" onSubmit={take} noValidate>
      <AccountFields account={account} wrong={wrong} onWrite={setAccount} />
      {taking.error ? <Failure error={taking.error} close={() => taking.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={taking.isPending}>
          {say('invitation.take.new')}
        </button>
      </div>
    </form>
  )
}
