/** What comes in about members: the schemas of request bodies and of the log's query. */
import { ADMINISTRATIONS, GIVEN_ROLES } from '@handclasp/domain'
import { z } from 'zod'
import { civilDay, id, note, side, typed, words } from './input.ts'

/** A password is taken as it was typed; whether it will do is said by those who keep it. */
const password = z.string().max(1_000)
const newMember = z.object({ loginName: typed(200).min(1), name: typed(60).min(1), password })
const roles = z.array(z.enum(GIVEN_ROLES)).max(GIVEN_ROLES.length)
const organisation = words.nullable()

/** SetupInput */
export const setupInput = newMember.extend({ code: typed(60).min(1) })

/** DemonstrationInput */
export const demonstrationInput = z.object({ member: id('member') })

/** SessionEndedInput */
export const sessionEndedInput = z.object({ session: z.string().max(100).nullable() })

/** NameInput */
export const nameInput = newMember.pick({ name: true })

/** InvitationInput */
export const invitationInput = z.object({ side, roles: roles.min(1), organisation, note })

/** InvitationWithdrawnInput */
export const invitationWithdrawnInput = z.object({ side, invitation: id('invitation') })

/** InvitationAcceptedInput */
export const invitationAcceptedInput = z.discriminatedUnion('as', [
  z.object({ as: z.literal('signed-in') }),
  newMember.extend({ as: z.literal('new') }),
])

/** RolesInput */
export const rolesInput = z.object({ side, roles, organisation })

/** LeavingInput */
export const leavingInput = z.object({ side, to: id('member').nullable() })

/** FourEyesInput */
export const fourEyesInput = z.object({ side, required: z.boolean(), note })

/** JudgementInput */
export const judgementInput = z.object({
  side,
  seq: z.number().int().positive(),
  verdict: z.enum(['checked', 'returned']),
  note,
})

/** Query of GET /cooperations/:id/sent-alone, its numbers as the address has them. */
export const sentAloneQuery = z.object({ seq: z.array(z.coerce.number().int().min(1).max(2_147_483_647)).max(500) })

/** DraftSentInput */
export const draftSentInput = z.object({ side, seq: z.number().int().positive() })

/** What a draft is taken out with. */
export const draftDroppedInput = z.object({ side, reason: note })

/** AppointmentInput */
export const appointmentInput = z.object({ administration: z.enum(ADMINISTRATIONS), note })

/** GuardInput */
export const guardInput = z.object({ deed: z.enum(['lock', 'unlock', 'end-sessions', 'reset-second-factor', 'part']) })

/** ResetInput */
export const resetInput = newMember.pick({ password: true })

/** Query of GET /acts */
export const actsQuery = z.object({
  after: z.coerce.number().int().positive().optional(),
  member: id('member').optional(),
  kind: z.string().max(200).optional(),
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  from: civilDay.optional(),
  to: civilDay.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
