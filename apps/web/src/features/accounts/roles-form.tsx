/** Choosing roles: what somebody does for a side, and for which organisation where they stand for one. */
import type { SideMembersView } from '@handclasp/api/client'
import { type CooperationId, GIVEN_ROLES, type Role, type SideId } from '@handclasp/domain'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useMemberDeeds } from '../../requests/members.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { TextField } from './fields.tsx'

/** Roles as they are being chosen. */
export interface Chosen {
  readonly roles: readonly Role[]
  readonly organisation: string
}

/** What is not right yet with what was chosen. */
export type WrongChoice = 'none' | 'organisation' | null

/** What is not right yet: no role, or a delegate of nobody. */
export function wrongIn({ roles, organisation }: Chosen): WrongChoice {
  if (roles.length === 0) return 'none'
  return roles.includes('delegate') && organisation.trim() === '' ? 'organisation' : null
}

/** As it is sent: an organisation belongs to a delegate alone. */
export function chosenAs({ roles, organisation }: Chosen) {
  return { roles, organisation: roles.includes('delegate') ? organisation.trim() : null }
}

/** The roles with what each of them does; who stands for an organisation does nothing else for the side. */
export function RoleChoice(props: {
  readonly chosen: Chosen
  readonly wrong: WrongChoice
  readonly onChoose: (chosen: Chosen) => void
}) {
  const { say } = useWords()
  const { chosen, wrong, onChoose } = props
  const turn = (role: Role) => {
    const has = chosen.roles.includes(role)
    const others = chosen.roles.filter((each) => each !== role && (each === 'delegate') === (role === 'delegate'))
    const next = has ? others : [...others, role]
    onChoose({ ...chosen, roles: GIVEN_ROLES.filter((each) => next.includes(each)) })
  }
  return (
    <fieldset className="account-choice-of-roles">
      <legend>{say('members.roles')}</legend>
      {GIVEN_ROLES.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={chosen.roles.includes(role)}
            aria-invalid={wrong === 'none' ? true : undefined}
            onChange={() => turn(role)}
          />
          <span>
            <b>{say(`role.${role}`)}</b> <span className="note">{say(`role.${role}.what`)}</span>
          </span>
        </label>
      ))}
      {wrong === 'none' ? (
        <p className="why" role="alert">
          {say('members.roles.none')}
        </p>
      ) : null}
      {chosen.roles.includes('delegate') ? (
        <TextField
          label={say('members.organisation')}
          value={chosen.organisation}
          onWrite={(organisation) => onChoose({ ...chosen, organisation })}
          autoComplete="off"
          hint={say('members.organisation.hint')}
          wrong={wrong === 'organisation' ? say('members.organisation.missing') : null}
          lang="zh-CN"
        />
      ) : null}
    </fieldset>
  )
}

/** What a member does for a side from now on. */
export function ChangeRoles(props: {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly one: SideMembersView['members'][number]
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation, side, one, onLeave } = props
  const [chosen, choose] = useState<Chosen>({ roles: one.roles, organisation: one.organisation ?? '' })
  const [wrong, point] = useState<WrongChoice>(null)
  const { changeRoles } = useMemberDeeds(cooperation, side)
  const change = (event: FormEvent) => {
    event.preventDefault()
    const found = wrongIn(chosen)
    point(found)
    if (found || changeRoles.isPending) return
    changeRoles.mutate(
      { member: one.id, ...chosenAs(chosen) },
      { onSuccess: () => (announce(say('members.roles.changed')), onLeave()) },
    )
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onLeave()
  }
  return (
    <form className="account-form" onSubmit={change} onKeyDown={press} noValidate>
      <RoleChoice chosen={chosen} wrong={wrong} onChoose={choose} />
      {changeRoles.error ? <Failure error={changeRoles.error} close={() => changeRoles.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={changeRoles.isPending}>
          {say('members.roles.do')}
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')}
        </button>
      </div>
    </form>
  )
}
