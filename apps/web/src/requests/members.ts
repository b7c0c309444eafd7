/** Who acts for a side and as what, and how that changes. */
import {
  client,
  type FourEyesInput,
  type InvitationInput,
  type LeavingInput,
  type RolesInput,
} from '@handclasp/api/client'
import type { CooperationId, InvitationId, MemberId, SideId } from '@handclasp/domain'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { askWho } from './session.ts'

const interfaceClient = client()

/** Who acts for a side, who did, and who is invited to. */
export const sideMembersQuery = (cooperation: CooperationId, side: SideId) =>
  queryOptions({
    queryKey: ['members', cooperation, side],
    queryFn: () => interfaceClient.sideMembers(cooperation, side),
  })

/** What can be done about those who act for a side; whatever it was, they are asked for again. */
export function useMemberDeeds(cooperation: CooperationId, side: SideId) {
  const queries = useQueryClient()
  const onSettled = async () => {
    void queries.invalidateQueries({ queryKey: ['drafts', cooperation] })
    // It may have been about oneself.
    await Promise.all([
      askWho(queries),
      queries.invalidateQueries({ queryKey: sideMembersQuery(cooperation, side).queryKey }),
    ])
  }
  const invite = useMutation({
    mutationFn: (input: Omit<InvitationInput, 'side'>) => interfaceClient.invite(cooperation, { side, ...input }),
    onSettled,
  })
  const withdraw = useMutation({
    mutationFn: (invitation: InvitationId) => interfaceClient.withdrawInvitation(cooperation, { side, invitation }),
    onSettled,
  })
  const changeRoles = useMutation({
    mutationFn: ({ member, ...input }: Omit<RolesInput, 'side'> & { readonly member: MemberId }) =>
      interfaceClient.changeRoles(cooperation, member, { side, ...input }),
    onSettled,
  })
  const leave = useMutation({
    mutationFn: ({ member, ...input }: Omit<LeavingInput, 'side'> & { readonly member: MemberId }) =>
      interfaceClient.leave(cooperation, member, { side, ...input }),
    onSettled,
  })
  const setFourEyes = useMutation({
    mutationFn: (input: Omit<FourEyesInput, 'side'>) => interfaceClient.setFourEyes(cooperation, { side, ...input }),
    onSettled,
  })
  return { invite, withdraw, changeRoles, leave, setFourEyes }
}
