/** Who is signed in and for which side they act, always to be seen; and the menu of what is theirs. */
import { type DutyView, roleFor } from '@handclasp/api/client'
import { namesOfSide } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useWaitingDrafts } from '../requests/drafts.ts'
import { cooperationsQuery } from '../requests/queries.ts'
import { useDuties, useGoOnAs, useMember, useSession, useSignOut } from '../requests/session.ts'
import { Failure } from '../ui/failure.tsx'
import { SideMark, signsOf } from '../ui/marks.tsx'
import { usePlace } from '../ui/place.tsx'
import { rolesNamed } from '../ui/right-words.ts'
import { useWords } from '../words/words.tsx'

/** The duty acted in here: that of the cooperation and side on the screen, else the one visited last, or the first. */
export function useDutyHere(): DutyView | null {
  const { cooperation, side, visited } = usePlace()
  const duties = useDuties()
  const here = duties.filter((duty) => duty.cooperation === (cooperation?.id ?? visited))
  return here.find((duty) => duty.side === side) ?? here[0] ?? duties[0] ?? null
}

/** The name of who is signed in, what they act as, and the menu under it. */
export function Who() {
  const { say } = useWords()
  const member = useMember()
  const duty = useDutyHere()
  const waiting = useWaitingDrafts(duty?.cooperation, duty?.side)
  const { href } = useLocation()
  const [opened, open] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  if (!member) return null
  // Going anywhere closes it.
  const isOpen = opened === href
  const left = (event: FocusEvent) => {
    if (isOpen && !event.currentTarget.contains(event.relatedTarget)) open(null)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    open(null)
    button.current?.focus()
  }
  return (
    <div className="who" onBlur={left} onKeyDown={press}>
      <button
        type="button"
        className="who-button"
        ref={button}
        aria-expanded={isOpen}
        onClick={() => open(isOpen ? null : href)}
      >
        <As duty={duty} />
        <b lang="zh-CN">{member.name}</b>
        {waiting > 0 ? (
          <span className="waits">
            <span className="vh">{say('who.drafts.waiting', { n: waiting })}</span>
            <span aria-hidden="true">{waiting}</span>
          </span>
        ) : null}
      </button>
      {isOpen ? <Menu duty={duty} waiting={waiting} /> : null}
    </div>
  )
}

/** For which side, and as what; an administrator is named by that. */
function As({ duty }: { readonly duty: DutyView | null }) {
  const { say } = useWords()
  const member = useMember()
  const all = useQuery({ ...cooperationsQuery, enabled: duty !== null }).data ?? []
  const cooperation = all.find(({ id }) => id === duty?.cooperation)
  const index = cooperation?.sides.findIndex(({ id }) => id === duty?.side) ?? -1
  const side = cooperation?.sides[index]
  const sign = cooperation && signsOf(cooperation)[index]
  if (duty && side && sign) {
    const roles = rolesNamed(say, duty.roles)
    return (
      <span className="who-as">
        <SideMark sign={sign} named={false} />
        <span className="who-side">{say('who.as', { side: namesOfSide(side).join(say('list.names')), roles })}</span>
      </span>
    )
  }
  if (duty) return null
  const { administration = null } = member ?? {}
  return <span className="who-as">{administration ? say(`administration.${administration}`) : say('who.noDuty')}</span>
}

function Menu({ duty, waiting }: { readonly duty: DutyView | null; readonly waiting: number }) {
  const { say } = useWords()
  const session = useSession()
  const administration = session?.member?.administration
  const params = { cooperation: duty?.cooperation ?? '' }
  return (
    <div className="who-menu">
      <nav aria-label={say('who.menu')}>
        <ul>
          {duty && !isDelegate(duty) ? (
            <>
              {roleFor('see', duty.roles) ? (
                <li>
                  <Link to="/ledger/$cooperation/drafts" params={params}>
                    {say('drafts.title')}
                  </Link>
                  {waiting > 0 ? <b className="waits">{say('who.waits', { n: waiting })}</b> : null}
                </li>
              ) : null}
              <li>
                <Link to="/ledger/$cooperation/members" params={params}>
                  {say('members.title')}
                </Link>
              </li>
            </>
          ) : null}
          {administration === 'system' || administration === 'security' ? (
            <li>
              <Link to="/administration">{say('administration.title')}</Link>
            </li>
          ) : null}
          {administration === 'audit' ? (
            <li>
              <Link to="/acts">{say('acts.title')}</Link>
            </li>
          ) : null}
          {administration === 'system' ? (
            <li>
              <Link to="/verify">{say('verify.title')}</Link>
            </li>
          ) : null}
          <li>
            <Link to="/profile">{say('profile.title')}</Link>
          </li>
          <li>
            <Link to="/rights">{say('rights.title')}</Link>
          </li>
        </ul>
      </nav>
      {session?.demonstration ? <GoOnAs /> : <SignOut />}
    </div>
  )
}

/** Somebody who stands for an organisation sees what is its own, and nothing of the side's ways. */
export function isDelegate({ roles }: DutyView): boolean {
  return roles.every((role) => role === 'delegate')
}

function SignOut() {
  const { say } = useWords()
  const signingOut = useSignOut()
  return (
    <div className="who-end">
      <button type="button" className="btn" disabled={signingOut.isPending} onClick={() => signingOut.mutate()}>
        {say('who.signOut')}
      </button>
      {signingOut.error ? <Failure error={signingOut.error} reading /> : null}
    </div>
  )
}

/** In the demonstration one can be any of its members. */
function GoOnAs() {
  const { say } = useWords()
  const session = useSession()
  const going = useGoOnAs()
  return (
    <div className="who-end">
      <p className="note">{say('who.demonstration')}</p>
      {(session?.demonstration ?? []).map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="btn"
          aria-pressed={id === session?.member?.id}
          disabled={going.isPending}
          onClick={() => going.mutate(id)}
        >
          <span lang="zh-CN">{name}</span>
        </button>
      ))}
      {going.error ? <Failure error={going.error} reading /> : null}
    </div>
  )
}
