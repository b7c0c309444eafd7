/** /cooperations/:id/sides: proposing that a further side joins, and answering that. */
import {
  type AuthorId,
  type Command,
  type CooperationId,
  type Mint,
  nameOfCooperation,
  type SideId,
  sideOf,
  type VersionId,
} from '@handclasp/domain'
import type { KnownCooperation, Ledger } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { knownTo } from './asking.ts'
import { viewFor } from './cooperations.ts'
import { atMost, bodyOf, LARGEST_INPUT, sideAnswerInput, sideInput } from './input.ts'
import { answerRefusal } from './problem.ts'

/** The routes of /cooperations/:id/sides. */
export function sides(ledger: Ledger, author: AuthorId, mint: Mint) {
  return new Hono()
    .post('/:id/sides', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, sideInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side: by, note, ...words } = body.value
      return about(context, ledger, author, by, (known) => {
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
      return about(context, ledger, author, by, ({ additions }) => {
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
  ledger: Ledger,
  author: AuthorId,
  side: SideId | undefined,
  commandFor: (known: KnownCooperation) => Command,
): Promise<Response> {
  const cooperation = (context.req.param('id') ?? '') as CooperationId
  const known = await knownTo(context, ledger, cooperation)
  if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation })
  const posted = await ledger.post({ author, cooperation, side: side ?? known.own }, commandFor(known))
  if (!posted.ok) return answerRefusal(context, posted.refusal)
  return context.json(await viewFor(context, ledger, (await knownTo(context, ledger, cooperation)) ?? known))
}
