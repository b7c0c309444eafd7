/** Roles and administrations in words, and who somebody is asked to be. */
import { namesOfSide, type Role, ROLES, type Side, type SideId } from '@handclasp/domain'
import type { CooperationView, DutyView } from '@handclasp/api/client'
import { type Say, useWords } from '../../words/words.tsx'

/** The name of a side, as far as its cooperation is known here. */
export function sideNamed(say: Say, all: readonly CooperationView[], duty: Pick<DutyView, 'cooperation' | 'side'>) {
  const cooperation = all.find(({ id }) => id === duty.cooperation)
  const side = cooperation?.sides.find(({ id }) => id === duty.side)
  return side ? namesOf(say, side) : duty.side
}

/** The names of a side. */
export function namesOf(say: Say, side: Side): string {
  return namesOfSide(side).join(say('list.names'))
}

/** Of a cooperation, the side with an id. */
export function sideOf({ sides }: CooperationView, id: SideId): Side | undefined {
  return sides.find((side) => side.id === id)
}

/** Roles with a sentence each on what they do. */
export function RoleList({ roles }: { readonly roles: readonly Role[] }) {
  const { say } = useWords()
  return (
    <ul className="account-roles">
      {ROLES.filter((role) => roles.includes(role)).map((role) => (
        <li key={role}>
          <b>{say(`role.${role}`)}</b> <span className="note">{say(`role.${role}.what`)}</span>
        </li>
      ))}
    </ul>
  )
}
