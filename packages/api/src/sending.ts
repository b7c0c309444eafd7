/** /cooperations/:id/sent and /same: what sides send each other, and what they say to be the same. */
import {
  clausesOf,
  type Command,
  type CooperationId,
  type Mint,
  restsOf,
  SENT_KINDS,
  type SideId,
} from '@handclasp/domain'
import type { Ledger, Moment, Past } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { actorFor, askingOfAll, knownTo, tell } from './asking.ts'
import type { SentInput, SentPage, SentTextPage } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT, sameInput, sendingInput } from './input.ts'
import { askedOf, askingFor, pastOf } from './past.ts'
import { answerRefusal } from './problem.ts'

/** The routes for what is sent. */
export function sending(ledger: Ledger, mint: Mint) {
  return new Hono()
    .get('/:id/sent', async (context) => {
      const asked = await askedOf(context, ledger)
      if (!asked.ok) return answerRefusal(context, asked.refusal)
      const { known, side, past } = asked.value
      const page = await askingFor(context, ledger, asked.value, (moment) => pageOf(moment, known.id, side, past))
      return context.json(page)
    })
    .get('/:id/sent/:side/:text', async (context) => {
      const past = pastOf(context)
      if (!past.ok) return answerRefusal(context, past.refusal)
      const { id, side, text } = context.req.param()
      // What was sent is seen by all sides.
      const found = await askingOfAll(context, ledger, id as CooperationId, (moment) =>
        moment.record(id as CooperationId, side as SideId, 'sent', text, past.value),
      )
      if (found?.of !== 'text' || !found.words) return answerRefusal(context, { code: 'record-unknown', record: text })
      const { agreement, words, written } = found
      const clauses = clausesOf(words.text)
      const page: SentTextPage = { ...words, id: found.id, agreement, side: side as SideId, written, clauses }
      return context.json(page)
    })
    .post('/:id/sent', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, sendingInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      return post(context, ledger, mint, body.value, [])
    })
    .post('/:id/same', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, sameInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side, records, ...same } = body.value
      return post(context, ledger, mint, { side, records }, [{ kind: 'say-same', ...same }])
    })
}

async function pageOf(moment: Moment, id: CooperationId, own: SideId, past: Past | null = null): Promise<SentPage> {
  const sides = (await moment.cooperation(id, past))?.opening.sides.map((side) => side.id) ?? []
  return { things: await moment.sent(id, sides, own, past), sameness: await moment.sameness(id, past) }
}

/** Sends some records, says what is said of them, and answers what was sent in all. */
async function post(
  context: Context,
  ledger: Ledger,
  mint: Mint,
  input: { readonly side?: SideId | undefined; readonly records: readonly SentInput[] },
  further: readonly Command[],
): Promise<Response> {
  const id = (context.req.param('id') ?? '') as CooperationId
  const known = await knownTo(context, ledger, id)
  if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
  const actor = actorFor(context, known, input.side)
  if (!actor.ok) return answerRefusal(context, actor.refusal)
  const asked = { known, side: actor.value.side }
  const commands: Command[] = []
  // What others belong to goes first, in whatever order they were named.
  for (const kind of SENT_KINDS) {
    for (const record of input.records.filter(({ of }) => of === kind)) {
      const kept = await askingFor(context, ledger, asked, (moment) => moment.record(id, asked.side, kind, record.id))
      commands.push({ kind: 'send-record', ...record, rests: kept ? restsOf(kept) : [] })
    }
  }
  const told = await tell(context, ledger, mint, actor.value, [...commands, ...further])
  if (!told.ok) return answerRefusal(context, told.refusal)
  if (told.value.kind === 'drafted') return context.json(told.value.written)
  return context.json(await askingFor(context, ledger, asked, (moment) => pageOf(moment, id, asked.side)))
}
