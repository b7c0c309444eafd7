/** The screen at `/ledger/…/members`: who acts for a side and as what, who is invited, by which rule it sends. */
import type { CooperationView, SideMembersView } from '@handclasp/api/client'
import type { CooperationId, SideId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useHost } from '../../requests/commitments.ts'
import { sideMembersQuery } from '../../requests/members.ts'
import { cooperationsQuery } from '../../requests/queries.ts'
import { useActedFor, useMay, useMember, useOwnSides } from '../../requests/session.ts'
import { type Acting, ActingSwitch } from '../../ui/acting.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { useCooperationHere, usePlace, useTitle } from '../../ui/place.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { rolesNamed } from '../../ui/right-words.ts'
import { type Say, useWords } from '../../words/words.tsx'
import { FourEyes } from './four-eyes.tsx'
import { Invite, Invitations } from './invitations.tsx'
import { Leave } from './leave.tsx'
import { Part } from './profile-page.tsx'
import { namesOf, sideNamed } from './role-words.tsx'
import { ChangeRoles } from './roles-form.tsx'
import './accounts.css'

/** The screen. */
export function MembersPage() {
  const { say } = useWords()
  const { cooperation: id } = useParams({ from: '/ledger/$cooperation/members' })
  const { data: all, error, refetch } = useQuery(cooperationsQuery)
  const here = all?.find((each) => each.id === id)
  useTitle(say('app.title', { screen: say('members.title') }))
  if (here) return <OfCooperation key={id} here={here} />
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {all ? <p className="sentence">{say('members.notYours')}</p> : null}
      {all || error ? null : <Waiting what={say('wait.cooperations')} />}
    </main>
  )
}

function OfCooperation({ here }: { readonly here: CooperationView }) {
  const [side, act] = useActedFor(here.id, 'meet')
  const acted = side ?? here.own
  useCooperationHere(here, acted)
  return <OfSide key={acted} here={here} acting={{ side: acted, act }} />
}

function OfSide({ here, acting }: { readonly here: CooperationView; readonly acting: Acting }) {
  const { say } = useWords()
  const { side } = acting
  const { data, error, refetch } = useQuery(sideMembersQuery(here.id, side))
  const may = useMay(here.id, side)
  const [steers, invites] = [may('steer'), may('invite')]
  const own = useOwnSides(here.id, 'meet')
  const [inviting, invite] = useState(false)
  useRowKeys(say('members.title'))
  useKeys(say('members.title'), [
    ...(invites ? [{ key: 'n', label: say('invite.do'), act: () => invite(true), caps: ['N'] }] : []),
    { key: 'p', label: say('verify.print'), act: () => window.print(), caps: ['P'] },
  ])
  return (
    <main className="account">
      <div className="account-head">
        <h1>{say('members.heading', { side: sideNamed(say, [here], { cooperation: here.id, side }) })}</h1>
        <ActingSwitch sides={here.sides} own={own} acting={acting} />
        {invites ? (
          <button type="button" className="btn main noprint" onClick={() => invite(true)}>
            {say('invite.do')} <Key>N</Key>
          </button>
        ) : null}
        <Link to="/ledger/$cooperation" params={{ cooperation: here.id }}>
          {say('history.back')}
        </Link>
      </div>
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data ? (
        <>
          <p className="what">
            {say('members.sentence', { n: data.members.length, waiting: data.invitations.length })}{' '}
            {invites ? null : <span className="note">{say('members.readOnly', { names: steering(say, data) })}</span>}
            {invites && !steers ? <span className="note">{say('members.hosting')}</span> : null}
          </p>
          {inviting ? <Invite cooperation={here.id} side={side} steers={steers} onLeave={() => invite(false)} /> : null}
          <MemberTable cooperation={here.id} side={side} members={data.members} steers={steers} />
          <Part title={say('fourEyes.title')}>
            <FourEyes cooperation={here.id} side={side} required={data.fourEyes} steers={steers} />
          </Part>
          {data.invitations.length > 0 ? (
            <Part title={say('invitations.waiting')}>
              <Invitations cooperation={here.id} side={side} invitations={data.invitations} invites={invites} />
            </Part>
          ) : null}
          {steers ? <Others here={here} onHosted={acting.act} /> : null}
          {data.former.length > 0 ? <Former former={data.former} /> : null}
        </>
      ) : null}
      {data || error ? null : <Waiting what={say('members.title')} />}
    </main>
  )
}

/** Sides that do not write here yet: the office may let them in, and then invites their office. */
function Others({ here, onHosted }: { readonly here: CooperationView; readonly onHosted: (side: SideId) => void }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const host = useHost(here.id)
  const others = here.sides.filter(({ id }) => !here.hosted.includes(id))
  if (others.length === 0) return null
  const letIn = (side: SideId) =>
    host.mutate(side, { onSuccess: () => (announce(say('acting.letIn.done')), onHosted(side)) })
  return (
    <Part title={say('members.others')}>
      <p className="what">{say('members.others.what')}</p>
      {host.error ? <Failure error={host.error} close={() => host.reset()} /> : null}
      <div className="does">
        {others.map((side) => (
          <button key={side.id} type="button" className="btn" disabled={host.isPending} onClick={() => letIn(side.id)}>
            {say('acting.letIn', { side: namesOf(say, side) })}
          </button>
        ))}
      </div>
    </Part>
  )
}

/** The names of those who steer the side: whom to ask. */
function steering(say: Say, { members }: SideMembersView): string {
  return (
    members
      .filter(({ roles }) => roles.includes('office'))
      .map(({ name }) => name)
      .join(say('list.names')) || '—'
  )
}

interface TableProps {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly members: SideMembersView['members']
  readonly steers: boolean
}

function MemberTable({ cooperation, side, members, steers }: TableProps) {
  const { say } = useWords()
  return (
    <table className="account-table members-table">
      <caption className="vh">{say('members.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('account.name')}</th>
          <th scope="col">{say('members.roles')}</th>
          <th scope="col">{say('members.since')}</th>
          <th scope="col">{say('factor.title')}</th>
          {steers ? (
            <th scope="col">
              <span className="vh">{say('account.deeds')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {members.map((one) => (
          <MemberRow key={one.id} cooperation={cooperation} side={side} one={one} steers={steers} />
        ))}
      </tbody>
    </table>
  )
}

function MemberRow(props: Omit<TableProps, 'members'> & { readonly one: SideMembersView['members'][number] }) {
  const { say } = useWords()
  const { cooperation, side, one, steers } = props
  const [doing, start] = useState<'roles' | 'leave' | null>(null)
  const isOwn = useMember()?.id === one.id
  const stop = () => start(null)
  return (
    <>
      <tr className={doing ? 'has-form' : ''}>
        <th scope="row" tabIndex={-1} data-row>
          <b lang="zh-CN">{one.name}</b> <span className="note">{one.loginName}</span>
          {isOwn ? <b className="account-here"> {say('members.you')}</b> : null}
        </th>
        <td data-label={say('members.roles')}>
          {rolesNamed(say, one.roles)}
          {one.organisation ? <span lang="zh-CN"> · {one.organisation}</span> : null}
          <span className="sub">{one.roles.map((role) => say(`role.${role}.what`)).join(say('list.sentences'))}</span>
        </td>
        <td data-label={say('members.since')}>{moment(one.since).slice(0, 10)}</td>
        <td data-label={say('factor.title')}>
          <span className={one.secondFactor ? 'lamp d' : 'lamp m'}>
            {say(one.secondFactor ? 'factor.yes' : 'factor.no')}
          </span>
        </td>
        {steers ? (
          <td className="deeds-cell">
            <button
              type="button"
              className="btn small"
              aria-expanded={doing === 'roles'}
              onClick={() => start(doing === 'roles' ? null : 'roles')}
            >
              {say('members.roles.change')}
            </button>
            <button
              type="button"
              className="btn small"
              aria-expanded={doing === 'leave'}
              onClick={() => start(doing === 'leave' ? null : 'leave')}
            >
              {say('members.leave')}
            </button>
          </td>
        ) : null}
      </tr>
      {doing ? (
        <tr className="form-row">
          <td colSpan={5}>
            {doing === 'roles' ? (
              <ChangeRoles cooperation={cooperation} side={side} one={one} onLeave={stop} />
            ) : (
              <Leave cooperation={cooperation} side={side} member={one.id} isOwn={isOwn} onLeave={stop} />
            )}
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Former({ former }: { readonly former: SideMembersView['former'] }) {
  const { say } = useWords()
  return (
    <Part title={say('members.former')}>
      <ul className="account-former">
        {former.map(({ id, name, since, until }) => (
          <li key={`${id} ${until}`}>
            <span lang="zh-CN">{name}</span>{' '}
            <span className="note">
              {say('members.former.days', { from: moment(since).slice(0, 10), to: moment(until).slice(0, 10) })}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
