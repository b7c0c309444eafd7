/** One's own duties: for which side of which cooperation, as what; and leaving one, to somebody or to nobody. */
import type { DutyView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { cooperationsQuery } from '../../requests/queries.ts'
import { useDuties, useMember } from '../../requests/session.ts'
import { rolesNamed } from '../../ui/right-words.ts'
import { useWords } from '../../words/words.tsx'
import { Leave } from './leave.tsx'
import { sideNamed } from './role-words.tsx'

/** The list. */
export function Duties() {
  const { say } = useWords()
  const duties = useDuties()
  if (duties.length === 0) return <p>{say('profile.duties.none')}</p>
  return (
    <ul className="account-duties">
      {duties.map((duty) => (
        <Duty key={`${duty.cooperation} ${duty.side}`} duty={duty} />
      ))}
    </ul>
  )
}

function Duty({ duty }: { readonly duty: DutyView }) {
  const { say } = useWords()
  const member = useMember()
  const all = useQuery(cooperationsQuery).data ?? []
  const [leaving, leave] = useState(false)
  const cooperation = all.find(({ id }) => id === duty.cooperation)
  return (
    <li>
      <div className="account-duty">
        <Link
          to="/ledger/$cooperation/members"
          params={{ cooperation: duty.cooperation }}
          className="serif"
          lang="zh-CN"
        >
          {cooperation?.name ?? duty.cooperation}
        </Link>
        <span>
          {say('who.as', { side: sideNamed(say, all, duty), roles: rolesNamed(say, duty.roles) })}
          {duty.organisation ? <span lang="zh-CN"> · {duty.organisation}</span> : null}
        </span>
        {leaving ? null : (
          <button type="button" className="btn small" onClick={() => leave(true)}>
            {say('members.leave')}
          </button>
        )}
      </div>
      {leaving && member ? (
        <Leave cooperation={duty.cooperation} side={duty.side} member={member.id} isOwn onLeave={() => leave(false)} />
      ) : null}
    </li>
  )
}
