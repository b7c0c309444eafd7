/** Ending what somebody does for a side: their roles go to a member who is named, or to nobody. */
import type { CooperationId, MemberId, SideId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { sideMembersQuery, useMemberDeeds } from '../../requests/members.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { rolesNamed } from '../../ui/right-words.ts'
import { useWords } from '../../words/words.tsx'

interface LeaveProps {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly member: MemberId
  /** Is it oneself? */
  readonly isOwn: boolean
  readonly onLeave: () => void
}

/** The form. */
export function Leave({ cooperation, side, member, isOwn, onLeave }: LeaveProps) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { data } = useQuery(sideMembersQuery(cooperation, side))
  const [to, choose] = useState('')
  const { leave } = useMemberDeeds(cooperation, side)
  const others = (data?.members ?? []).filter(({ id }) => id !== member)
  const end = (event: FormEvent) => {
    event.preventDefault()
    if (leave.isPending) return
    const named = others.find(({ id }) => id === to)
    leave.mutate(
      { member, to: named?.id ?? null },
      { onSuccess: () => (announce(say(named ? 'members.handedOver' : 'members.ended')), onLeave()) },
    )
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onLeave()
  }
  return (
    <form className="account-form" onSubmit={end} onKeyDown={press}>
      <p>{say(isOwn ? 'members.leave.own' : 'members.leave.what')}</p>
      <label className="stack">
        <span>{say('members.leave.to')}</span>
        <select value={to} onChange={(event) => choose(event.target.value)} lang="zh-CN">
          <option value="">{say('members.leave.nobody')}</option>
          {others.map(({ id, name, roles }) => (
            <option key={id} value={id}>
              {[name, rolesNamed(say, roles)].join(' · ')}
            </option>
          ))}
        </select>
      </label>
      {leave.error ? <Failure error={leave.error} close={() => leave.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn act" disabled={leave.isPending}>
          {say(to === '' ? 'members.leave.do' : 'members.handOver.do')}
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')}
        </button>
      </div>
    </form>
  )
}
