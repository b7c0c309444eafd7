/** /cooperations/:id/sides: proposing that a further side joins, and answering that. */
import {
  type Actor,
  type Command,
  type CooperationId,
  granted,
  type Mint,
  nameOfCooperation,
  type Outcome,
  refused,
  type SideId,
  sideOf,
  type VersionId,
} from '@handclasp/domain'
import type { KnownCooperation, Ledger } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { actorFor, callerOf, knownTo, tell } from './asking.ts'
import { roleOn } from './caller.ts'
import { type Opened, viewFor } from './cooperations.ts'
import { atMost, bodyOf, LARGEST_INPUT, sideAnswerInput, sideInput } from './input.ts'
import { answerRefusal } from './problem.ts'

/** The routes of /cooperations/:id/sides. */
export function sides(ledger: Ledger, mint: Mint, opened: Opened) {
  return new Hono()
    .post('/:id/sides', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, sideInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side: by, note, ...words } = body.value
      return about(context, { ledger, mint, opened }, by, (known) => {
        const marks = known.opening.sides.map(({ mark }) => mark)
        const side = sideOf(words, marks, mint)
        const name = nameOfCooperation([...known.opening.sides, side])
        return { kind: 'propose-side', version: mint('version'), side, name, note }
      })
    })
    .post('/:id/sides/:version/answers', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, sideAnswerInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side: by, stance, note } = body.value
      const version = context.req.param('version') as VersionId
      return about(context, { ledger, mint, opened }, by, ({ additions }) => {
        const added = additions.find((addition) => addition.version === version)?.side.id
        const isJoining = added !== undefined && added === by && stance === 'accepted'
        if (isJoining) return { kind: 'join-cooperation', version, publicKey: ledger.publicKey }
        return { kind: 'answer-side', version, stance, note }
      })
    })
}

/** Posts what a side says about who the sides are, and answers the cooperation as it is then. */
async function about(
  context: Context,
  { ledger, mint, opened }: { readonly ledger: Ledger; readonly mint: Mint; readonly opened: Opened },
  side: SideId | undefined,
  commandFor: (known: KnownCooperation) => Command,
): Promise<Response> {
  const cooperation = (context.req.param('id') ?? '') as CooperationId
  const known = await knownTo(context, ledger, cooperation)
  if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation })
  const command = commandFor(known)
  const isAdded = side !== undefined && !known.hosted.includes(side) && command.kind === 'join-cooperation'
  const isDraft = context.get('admitted').right === 'draft'
  const actor = isAdded && !isDraft ? lettingIn(context, known, side) : actorFor(context, known, side)
  if (!actor.ok) return answerRefusal(context, actor.refusal)
  const told = await tell(context, ledger, mint, actor.value, [command])
  if (!told.ok) return answerRefusal(context, told.refusal)
  if (told.value.kind === 'drafted') return context.json(told.value.written)
  const now = (await knownTo(context, ledger, cooperation)) ?? known
  if (command.kind === 'join-cooperation') await opened(callerOf(context), now, actor.value.side)
  return context.json(await viewFor(context, ledger, now))
}

/** Who speaks for a side that was proposed and for which nobody acts here yet: the office that lets it in. */
function lettingIn(context: Context, known: KnownCooperation, side: SideId): Outcome<Actor> {
  const caller = callerOf(context)
  if (!known.additions.some((addition) => addition.side.id === side)) return actorFor(context, known, side)
  const role = roleOn(caller, 'steer', known.id, known.own)
  if (role === null) return refused({ code: 'not-permitted', right: 'steer' })
  context.set('acting', { cooperation: known.id, side, role })
  return granted({ author: caller.author, role, cooperation: known.id, side })
}
