/** /cooperations/:id/drafts: what is to be sent, on its way inside a side; and the side's rule on who must see it. */
import type { Command, DraftId, Refusal, SharingCommand } from '@handclasp/domain'
import type { DraftStanding, Ledger } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { draftDroppedInput, draftSentInput, fourEyesInput, judgementInput, sentAloneQuery } from './accounts-input.ts'
import { type Acting, acting } from './acting.ts'
import type { Gate } from './admission.ts'
import type { DoerView, DraftStep, DraftsView, DraftView, SentAloneView } from './contract.ts'
import { atMost, bodyOf, LARGEST_INPUT } from './input.ts'
import { misfitRefusal } from './misfit.ts'
import { answerRefusal } from './problem.ts'

/** The routes for drafts. */
export function drafts(ledger: Ledger, { accounts }: Gate) {
  const answer = async (context: Context, as: Acting): Promise<Response> => {
    const view = await draftsView(ledger, accounts, as)
    return context.json(view)
  }
  /** Posts commands about a draft for a side, and answers the drafts as they are then. */
  const post = async (context: Context, as: Acting, ...commands: readonly Command[]): Promise<Response> => {
    const posted = await ledger.post(as.actor, ...commands)
    return posted.ok ? answer(context, as) : answerRefusal(context, posted.refusal)
  }
  return new Hono()
    .get('/:id/drafts', async (context) => {
      const as = await acting(context, ledger)
      return as.ok ? answer(context, as.value) : answerRefusal(context, as.refusal)
    })
    .get('/:id/sent-alone', async (context) => {
      const query = sentAloneQuery.safeParse({ seq: context.req.queries('seq') ?? [] })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const as = await acting(context, ledger)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const { known, side, asker } = as.value
      const alone = await ledger.for(asker, (moment) => moment.sentAlone(known.id, side, query.data.seq))
      const view: SentAloneView = { alone }
      return context.json(view)
    })
    .post('/:id/drafts/:draft/judged', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, judgementInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const as = await acting(context, ledger, body.value.side)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const { seq, verdict, note } = body.value
      context.set('about', { verdict })
      const id = context.req.param('draft') as DraftId
      const by = as.value.actor.author
      return post(context, as.value, { kind: 'judge-draft', id, seq, verdict, note, by })
    })
    .post('/:id/drafts/:draft/sent', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, draftSentInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const as = await acting(context, ledger, body.value.side)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const id = context.req.param('draft') as DraftId
      const { known, side, asker, actor } = as.value
      const draft = await ledger.for(asker, (moment) => moment.draft(known.id, side, id))
      if (!draft) return answerRefusal(context, { code: 'draft-unknown', draft: id })
      const drafted = draft.command === null ? [] : [draft.command as unknown as SharingCommand]
      const { seq } = body.value
      return post(context, as.value, ...drafted, { kind: 'send-draft', id, seq, by: actor.author })
    })
    .post('/:id/drafts/:draft/dropped', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, draftDroppedInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const as = await acting(context, ledger, body.value.side)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const id = context.req.param('draft')
      return post(context, as.value, { kind: 'drop-record', of: 'draft', id, reason: body.value.reason })
    })
    .post('/:id/four-eyes', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, fourEyesInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const as = await acting(context, ledger, body.value.side)
      if (!as.ok) return answerRefusal(context, as.refusal)
      const { required, note } = body.value
      context.set('about', { required })
      return post(context, as.value, { kind: 'set-four-eyes', required, note })
    })
}

/** A `DraftsView`: the newest drafts of a side, with the names of who had a part in them. */
async function draftsView(ledger: Ledger, accounts: Gate['accounts'], as: Acting): Promise<DraftsView> {
  const { known, side, asker } = as
  const told = await ledger.for(asker, async (moment) => {
    const { rows } = await moment.drafts(known.id, side, { limit: MOST })
    return { rows, fourEyes: await moment.fourEyes(known.id, side) }
  })
  const objections = new Map<DraftId, Refusal>()
  let tried = 0
  for (const { id, state, command } of told.rows) {
    if (command === null || tried >= TRIED || state === 'sent' || state === 'returned') continue
    tried++
    const objection = await ledger.objectionToSending(as.actor, command as unknown as SharingCommand)
    if (objection) objections.set(id, objection)
  }
  const ids = told.rows.flatMap(({ drafted, judged, sent }) =>
    [drafted, judged, sent].flatMap((one) => one?.author ?? []),
  )
  const names = await accounts.authors(ids)
  const step = (deed: { readonly author: DoerView['author']; readonly at: string }, note: string | null): DraftStep => {
    return { by: { author: deed.author, name: names.get(deed.author) ?? null }, at: deed.at, note }
  }
  const views = told.rows.map((row): DraftView => {
    const { id, seq, state, of, about, note, drafted: first, judged, sent } = row
    return {
      id,
      seq,
      state,
      of,
      about,
      command: row.command as DraftView['command'],
      title: titleOf(row),
      drafted: step(first, note),
      judged: judged && step(judged, judged.note),
      sent: sent && { ...step(sent, null), fourEyes: sent.fourEyes },
      objection: objections.get(id) ?? null,
    }
  })
  return { drafts: views, fourEyes: told.fourEyes }
}

/** Of how many drafts it is tried whether they could be sent: each costs as much as sending it. */
const TRIED = 20

/** How many drafts are shown: those that were begun last. */
const MOST = 200

/** Words for people that a drafted command has of its own. */
function titleOf({ command }: DraftStanding): string | null {
  const said = (command ?? {}) as { readonly terms?: { readonly text?: string } | null; readonly name?: string }
  return said.terms?.text ?? said.name ?? null
}
