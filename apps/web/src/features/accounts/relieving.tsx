/** Administrators: who they are, taking an administration from one of them, and giving up one's own. */
import type { AdministratorsView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { administratorsQuery, useRelieving } from '../../requests/administration.ts'
import { useAdministration, useMember } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'

/** All administrators, for who appoints them. */
export function Administrators() {
  const { say } = useWords()
  const own = useMember()?.id
  const { data, error, refetch } = useQuery(administratorsQuery)
  if (error) return <Failure error={error} reading again={() => void refetch()} />
  if (!data) return <Waiting what={say('administrators.title')} />
  return (
    <table className="account-table">
      <caption className="vh">{say('administrators.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('account.name')}</th>
          <th scope="col">{say('profile.administration')}</th>
          <th scope="col">
            <span className="vh">{say('account.deeds')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {data.map((one) => (
          <tr key={one.id}>
            <th scope="row" tabIndex={-1} data-row>
              <b lang="zh-CN">{one.name}</b> <span className="note">{one.loginName}</span>
              {one.id === own ? <b className="account-here"> {say('members.you')}</b> : null}
              {one.isLocked ? <span className="lamp r">{say('account.state.locked')}</span> : null}
            </th>
            <td data-label={say('profile.administration')}>{say(`administration.${one.administration}`)}</td>
            <td className="deeds-cell">{one.id === own ? <Resign /> : <Relieve one={one} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Relieve({ one: { id, name, administration } }: { readonly one: AdministratorsView[number] }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { relieve } = useRelieving()
  return (
    <Ending
      label={say('administrators.relieve')}
      sure={say('administrators.relieve.sure', { name, held: say(`administration.${administration}`) })}
      ending={relieve}
      onEnd={() => relieve.mutate(id, { onSuccess: () => announce(say('administrators.relieve.done', { name })) })}
    />
  )
}

/** Giving up what one administers; nothing for who administers nothing. */
export function Resign() {
  const { say } = useWords()
  const { announce } = usePlace()
  const held = useAdministration()
  const { resign } = useRelieving()
  if (held === null) return null
  return (
    <Ending
      label={say('administrators.resign')}
      sure={say('administrators.resign.sure', { held: say(`administration.${held}`) })}
      ending={resign}
      onEnd={() => resign.mutate(undefined, { onSuccess: () => announce(say('administrators.resign.done')) })}
    />
  )
}

/** A button that asks once more before it is done. */
function Ending(props: {
  readonly label: string
  readonly sure: string
  readonly ending: { readonly error: Error | null; readonly isPending: boolean; readonly reset: () => void }
  readonly onEnd: () => void
}) {
  const { say } = useWords()
  const [asked, ask] = useState(false)
  const { label, sure, ending, onEnd } = props
  return (
    <>
      {asked ? (
        <>
          <span className="why">{sure}</span>
          <button
            type="button"
            className="btn small act"
            disabled={ending.isPending}
            onClick={() => (ask(false), onEnd())}
          >
            {label}
          </button>
          <button type="button" className="btn small" onClick={() => ask(false)}>
            {say('intake.cancel')}
          </button>
        </>
      ) : (
        <button type="button" className="btn small" disabled={ending.isPending} onClick={() => ask(true)}>
          {label}
        </button>
      )}
      {ending.error ? <Failure error={ending.error} close={() => ending.reset()} /> : null}
    </>
  )
}
