/** Inviting 邀请: somebody to act for a side, by a link that is shown once; and the invitations that wait. */
import type { InvitationMade, InvitationView } from '@handclasp/api/client'
import type { CooperationId, InvitationId, SideId } from '@handclasp/domain'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useMemberDeeds } from '../../requests/members.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { moment } from '../../words/values.ts'
import { rolesNamed } from '../../ui/right-words.ts'
import { useWords } from '../../words/words.tsx'
import { TextField } from './fields.tsx'
import { type Chosen, chosenAs, RoleChoice, type WrongChoice, wrongIn } from './roles-form.tsx'

interface InviteProps {
  readonly cooperation: CooperationId
  readonly side: SideId
  /** Without that it is the office of the side that is invited, which chooses all others. */
  readonly steers: boolean
  readonly onLeave: () => void
}

/** The form, and then the link. */
export function Invite({ cooperation, side, steers, onLeave }: InviteProps) {
  const { say } = useWords()
  const [chosen, choose] = useState<Chosen>({ roles: steers ? [] : ['office'], organisation: '' })
  const [note, write] = useState('')
  const [wrong, point] = useState<WrongChoice>(null)
  const { invite } = useMemberDeeds(cooperation, side)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const found = wrongIn(chosen)
    point(found)
    if (found || invite.isPending) return
    invite.mutate({ ...chosenAs(chosen), note: note.trim() || null })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onLeave()
  }
  if (invite.data) return <InvitationLink made={invite.data} onDone={onLeave} />
  return (
    <form
      className="account-form account-sheet"
      aria-label={say('invite.do')}
      onSubmit={send}
      onKeyDown={press}
      noValidate
    >
      <RoleChoice chosen={chosen} wrong={wrong} onChoose={choose} />
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
      {invite.error ? <Failure error={invite.error} close={() => invite.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={invite.isPending}>
          {say('invite.make')}
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')}
        </button>
      </div>
    </form>
  )
}

/** The link of an invitation that was just made. */
export function InvitationLink({ made, onDone }: { readonly made: InvitationMade; readonly onDone: () => void }) {
  const { say } = useWords()
  return (
    <LinkOnce
      title={say('invite.link')}
      path={`/invitation/${made.token}`}
      what={say('invite.link.what', { time: moment(made.invitation.expires) })}
      onDone={onDone}
    />
  )
}

/** A link that was just made: nobody can show it a second time. */
export function LinkOnce(props: {
  readonly title: string
  readonly path: string
  readonly what: string
  readonly onDone: () => void
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { title, path, what, onDone } = props
  const address = `${window.location.origin}${path}`
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => announce(say('copied')),
      () => announce(say('copied.not')),
    )
  return (
    <section className="account-sheet account-link" aria-label={title}>
      <h3>{title}</h3>
      <output className="address">{address}</output>
      <p className="note">{what}</p>
      <div className="does">
        <button type="button" className="btn main" onClick={copy}>
          {say('copy')}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {say('invite.done')}
        </button>
      </div>
    </section>
  )
}

/** The invitations that wait. */
export function Invitations(props: {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly invitations: readonly InvitationView[]
  readonly invites: boolean
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation, side, invitations, invites } = props
  const { withdraw } = useMemberDeeds(cooperation, side)
  const take = (id: InvitationId) => withdraw.mutate(id, { onSuccess: () => announce(say('invitations.withdrawn')) })
  return (
    <InvitationTable
      invitations={invitations}
      error={withdraw.error}
      busy={withdraw.isPending}
      onWithdraw={invites ? take : null}
    />
  )
}

/** A table of invitations; `onWithdraw` null where nobody who looks may. */
export function InvitationTable(props: {
  readonly invitations: readonly InvitationView[]
  readonly error: Error | null
  readonly busy: boolean
  readonly onWithdraw: ((id: InvitationId) => void) | null
}) {
  const { say } = useWords()
  const { invitations, error, busy, onWithdraw } = props
  return (
    <>
      <table className="account-table">
        <caption className="vh">{say('invitations.waiting')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('invitations.for')}</th>
            <th scope="col">{say('members.roles')}</th>
            <th scope="col">{say('invitations.by')}</th>
            <th scope="col">{say('invitations.until')}</th>
            {onWithdraw ? (
              <th scope="col">
                <span className="vh">{say('account.deeds')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {invitations.map(({ id, note, roles, organisation, administration, by, made, expires }) => (
            <tr key={id}>
              <th scope="row" lang="zh-CN">
                {note ?? <span className="missing">□ {say('invitations.unnamed')}</span>}
              </th>
              <td data-label={say('members.roles')}>
                {administration ? say(`administration.${administration}`) : rolesNamed(say, roles)}
                {organisation ? <span lang="zh-CN"> · {organisation}</span> : null}
              </td>
              <td data-label={say('invitations.by')}>
                <span lang="zh-CN">{by}</span> <span className="note nw">{moment(made)}</span>
              </td>
              <td data-label={say('invitations.until')}>{moment(expires)}</td>
              {onWithdraw ? (
                <td className="deeds-cell">
                  <button type="button" className="btn small" disabled={busy} onClick={() => onWithdraw(id)}>
                    {say('invitations.withdraw')}
                  </button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {error ? <Failure error={error} /> : null}
    </>
  )
}
