/** The screen at `/administration`: accounts and who looks after what; nothing of any ledger. */
import type { AccountsView, GuardInput, InvitationMade } from '@handclasp/api/client'
import { type Administration, ADMINISTRATIONS } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { accountsQuery, appointmentsQuery, useAccountDeeds } from '../../requests/administration.ts'
import { useAdministration, useMember } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { usePlace, useTitle } from '../../ui/place.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { TextField } from './fields.tsx'
import { InvitationLink, InvitationTable, LinkOnce } from './invitations.tsx'
import { Part } from './profile-page.tsx'
import { Administrators } from './relieving.tsx'
import './accounts.css'

/** The screen. */
export function AdministrationPage() {
  const { say } = useWords()
  const administration = useAdministration()
  const [appointing, appoint] = useState(false)
  const appoints = administration === 'system'
  useTitle(say('app.title', { screen: say('administration.title') }))
  useRowKeys(say('administration.title'))
  useKeys(say('administration.title'), [
    ...(appoints ? [{ key: 'n', label: say('appoint.do'), act: () => appoint(true), caps: ['N'] }] : []),
    { key: 'p', label: say('verify.print'), act: () => window.print(), caps: ['P'] },
  ])
  if (administration === null || administration === 'audit') {
    return (
      <main className="blank">
        <h1 className="sentence">{say('administration.notYours')}</h1>
      </main>
    )
  }
  return (
    <main className="account">
      <div className="account-head">
        <h1>{say('administration.title')}</h1>
        {appoints ? (
          <button type="button" className="btn main noprint" onClick={() => appoint(true)}>
            {say('appoint.do')} <Key>N</Key>
          </button>
        ) : null}
      </div>
      <p className="what">
        {say('administration.noLedger', {
          name: say(`administration.${administration}`),
          what: say(`administration.${administration}.what`),
        })}
      </p>
      {appointing ? <Appoint onLeave={() => appoint(false)} /> : null}
      {appoints ? (
        <>
          <Administrators />
          <Appointments />
        </>
      ) : (
        <Accounts />
      )}
    </main>
  )
}

/** The invitations to an administration that wait, for who appoints. */
function Appointments() {
  const { say } = useWords()
  const { announce } = usePlace()
  const { data, error, refetch } = useQuery(appointmentsQuery)
  const { withdraw } = useAccountDeeds()
  if (error) return <Failure error={error} reading again={() => void refetch()} />
  if (!data) return <Waiting what={say('administration.title')} />
  if (data.length === 0) return <p>{say('appoint.none')}</p>
  return (
    <Part title={say('invitations.waiting')}>
      <InvitationTable
        invitations={data}
        error={withdraw.error}
        busy={withdraw.isPending}
        onWithdraw={(id) => withdraw.mutate(id, { onSuccess: () => announce(say('invitations.withdrawn')) })}
      />
    </Part>
  )
}

/** All accounts, for who guards them. */
function Accounts() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(accountsQuery)
  if (error) return <Failure error={error} reading again={() => void refetch()} />
  if (!data) return <Waiting what={say('administration.title')} />
  return (
    <table className="account-table accounts-table">
      <caption className="vh">{say('administration.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('account.name')}</th>
          <th scope="col">{say('account.state')}</th>
          <th scope="col">{say('profile.administration')}</th>
          <th scope="col">{say('factor.title')}</th>
          <th scope="col">{say('account.lastSignIn')}</th>
          <th scope="col" className="num">
            {say('account.sessions')}
          </th>
          <th scope="col">
            <span className="vh">{say('account.deeds')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {data.accounts.map((one) => (
          <AccountRow key={one.id} one={one} />
        ))}
      </tbody>
    </table>
  )
}

type Account = AccountsView['accounts'][number]

const SIGNS = { active: 'lamp', locked: 'lamp r', left: 'lamp m' } as const

function AccountRow({ one }: { readonly one: Account }) {
  const { say } = useWords()
  const isOwn = useMember()?.id === one.id
  return (
    <tr>
      <th scope="row" tabIndex={-1} data-row>
        <b lang="zh-CN">{one.name}</b> <span className="note">{one.loginName}</span>
        {isOwn ? <b className="account-here"> {say('members.you')}</b> : null}
      </th>
      <td data-label={say('account.state')}>
        <span className={SIGNS[one.state]}>{say(`account.state.${one.state}`)}</span>
        {one.nameLocked ? (
          <span className="sub">{say('account.nameLocked', { time: moment(one.nameLocked) })}</span>
        ) : null}
      </td>
      <td data-label={say('profile.administration')}>
        {one.administration ? say(`administration.${one.administration}`) : '—'}
      </td>
      <td data-label={say('factor.title')}>
        <span className={one.secondFactor ? 'lamp d' : 'lamp m'}>
          {say(one.secondFactor ? 'factor.yes' : 'factor.no')}
        </span>
      </td>
      <td data-label={say('account.lastSignIn')} className="nw">
        {one.lastSignIn ? moment(one.lastSignIn) : say('account.never')}
      </td>
      <td data-label={say('account.sessions')} className="num">
        {one.sessions}
      </td>
      <td className="deeds-cell">{isOwn ? null : <Guard one={one} />}</td>
    </tr>
  )
}

/** What security can do about an account: each asks once more before it is done. */
function Guard({ one }: { readonly one: Account }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const [asked, ask] = useState<GuardInput['deed'] | null>(null)
  const { guard, link } = useAccountDeeds()
  const deeds: readonly GuardInput['deed'][] = [
    one.state === 'locked' || one.nameLocked ? 'unlock' : 'lock',
    ...(one.sessions > 0 ? (['end-sessions'] as const) : []),
    ...(one.secondFactor ? (['reset-second-factor'] as const) : []),
    'part',
  ]
  if (one.state === 'left') return null
  const act = (deed: GuardInput['deed']) =>
    guard.mutate(
      { member: one.id, deed },
      {
        onSuccess: () => announce(say(`guard.${deed}.done`, { name: one.name })),
        onSettled: () => ask(null),
      },
    )
  return (
    <>
      {asked ? (
        <>
          <span className="why">{say(`guard.${asked}.sure`, { name: one.name })}</span>
          <button type="button" className="btn small act" disabled={guard.isPending} onClick={() => act(asked)}>
            {say(`guard.${asked}`)}
          </button>
          <button type="button" className="btn small" onClick={() => ask(null)}>
            {say('intake.cancel')}
          </button>
        </>
      ) : (
        <>
          {deeds.map((deed) => (
            <button key={deed} type="button" className="btn small" onClick={() => ask(deed)}>
              {say(`guard.${deed}`)}
            </button>
          ))}
          {one.state === 'active' ? (
            <button type="button" className="btn small" disabled={link.isPending} onClick={() => link.mutate(one.id)}>
              {say('guard.link')}
            </button>
          ) : null}
        </>
      )}
      {link.data ? (
        <LinkOnce
          title={say('guard.link.made', { name: one.name })}
          path={`/password/${link.data.token}`}
          what={say('guard.link.what')}
          onDone={() => link.reset()}
        />
      ) : null}
      {link.error ? <Failure error={link.error} close={() => link.reset()} /> : null}
      {guard.error ? <Failure error={guard.error} close={() => guard.reset()} /> : null}
    </>
  )
}

/** Inviting an administrator. */
function Appoint({ onLeave }: { readonly onLeave: () => void }) {
  const { say } = useWords()
  const [chosen, choose] = useState<Administration>('security')
  const [note, write] = useState('')
  const [made, show] = useState<InvitationMade | null>(null)
  const { appoint } = useAccountDeeds()
  if (made) return <InvitationLink made={made} onDone={onLeave} />
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!appoint.isPending) appoint.mutate({ administration: chosen, note: note.trim() || null }, { onSuccess: show })
  }
  return (
    <form className="account-form account-sheet" aria-label={say('appoint.do')} onSubmit={send}>
      <fieldset className="account-choice-of-roles">
        <legend>{say('profile.administration')}</legend>
        {ADMINISTRATIONS.map((each) => (
          <label key={each}>
            <input type="radio" name="administration" checked={chosen === each} onChange={() => choose(each)} />
            <span>
              <b>{say(`administration.${each}`)}</b> <span className="note">{say(`administration.${each}.what`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextField
        label={say('invite.note')}
        value={note}
        onWrite={write}
        autoComplete="off"
        autoFocus
        hint={say('invite.note.hint')}
        longest={200}
        lang="zh-CN"
      />
      {appoint.error ? <Failure error={appoint.error} close={() => appoint.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={appoint.isPending}>
          {say('invite.make')}
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')}
        </button>
      </div>
    </form>
  )
}
