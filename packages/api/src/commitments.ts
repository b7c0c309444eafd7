/** /cooperations/:id/commitments: what the sides are to do, proposed by one and accepted, changed and ended by all. */
import { type Command, type CommitmentId, type CooperationId, type Mint, type SideId } from '@handclasp/domain'
import type { CommitmentFilter, Ledger, Past } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { actorFor, askingOfAll, callerOf, knownTo, tell } from './asking.ts'
import type { CommitmentGroupsView, CommitmentPage, CommitmentsView, OwnView, ServingView } from './contract.ts'
import {
  answerInput,
  atMost,
  bodyOf,
  type commitmentFilter,
  commitmentsQuery,
  groupsQuery,
  LARGEST_INPUT,
  proposalInput,
} from './input.ts'
import { misfitRefusal } from './misfit.ts'
import { pastOf } from './past.ts'
import { answerRefusal } from './problem.ts'

/** The routes of /cooperations/:id/commitments. */
export function commitments(ledger: Ledger, mint: Mint) {
  return new Hono()
    .get('/:id/commitments', async (context) => {
      const id = context.req.param('id') as CooperationId
      const past = pastOf(context)
      if (!past.ok) return answerRefusal(context, past.refusal)
      const query = commitmentsQuery.safeParse({ ...filterOf(context), ...pageOf(context) })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const view = await listOf(context, ledger, id, query.data, past.value)
      return view ? context.json(view) : answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
    })
    .get('/:id/commitments/groups', async (context) => {
      const id = context.req.param('id') as CooperationId
      const past = pastOf(context)
      if (!past.ok) return answerRefusal(context, past.refusal)
      const query = groupsQuery.safeParse({ ...filterOf(context), by: context.req.query('by') })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const { by } = query.data
      const wanted = asFilter(query.data)
      const groups = await askingOfAll(context, ledger, id, (moment) => moment.groups(id, wanted, by, past.value))
      if (!groups) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const view: CommitmentGroupsView = { groups }
      return context.json(view)
    })
    .get('/:id/serving', async (context) => {
      const id = context.req.param('id') as CooperationId
      const past = pastOf(context)
      if (!past.ok) return answerRefusal(context, past.refusal)
      const view: readonly ServingView[] | null = await askingOfAll(context, ledger, id, (moment) =>
        moment.serving(id, past.value),
      )
      if (!view) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      return context.json(view)
    })
    .get('/:id/own', async (context) => {
      const id = context.req.param('id') as CooperationId
      const own = callerOf(context).duties.filter((duty) => duty.cooperation === id && duty.role === 'delegate')
      const organisations = [...new Set(own.flatMap(({ organisation }) => organisation ?? []))]
      const query = commitmentsQuery.safeParse({ ...filterOf(context), ...pageOf(context) })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const told = await askingOfAll(context, ledger, id, (moment) => moment.cooperation(id))
      const list =
        told && organisations.length > 0 ? await listOf(context, ledger, id, query.data, null, organisations) : null
      if (!told || !list) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const { name, sides } = told.opening
      const view: OwnView = { name, sides, organisations, ...list }
      return context.json(view)
    })
    .get('/:id/commitments/:commitment', (context) => {
      const past = pastOf(context)
      if (!past.ok) return answerRefusal(context, past.refusal)
      return answerCommitment(context, ledger, context.req.param('commitment') as CommitmentId, 200, past.value)
    })
    .post('/:id/commitments', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, proposalInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side, commitment: of, ...proposal } = body.value
      const commitment = of ?? mint('commitment')
      const command: Command = { kind: 'propose-terms', commitment, version: mint('version'), ...proposal }
      return say(context, ledger, mint, side, command, of === null ? 201 : 200)
    })
    .post('/:id/commitments/:commitment/answers', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, answerInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side, ...answer } = body.value
      const commitment = context.req.param('commitment') as CommitmentId
      return say(context, ledger, mint, side, { kind: 'answer-terms', commitment, ...answer }, 200)
    })
}

/** A page of a list of commitments; null where the caller does nothing in the cooperation. */
async function listOf(
  context: Context,
  ledger: Ledger,
  id: CooperationId,
  query: z.infer<typeof commitmentsQuery>,
  past: Past | null,
  /** The organisations of which one has to lead or support; any, where none is named. */
  charged: readonly string[] = [],
): Promise<CommitmentsView | null> {
  const { after: given, order, descending, limit } = query
  const [key = '', last = ''] = given?.split(' ') ?? []
  const after = given === null ? null : { key, id: last }
  const wanted = { ...asFilter(query), charged, order, descending, limit, after }
  const found = await askingOfAll(context, ledger, id, (moment) => moment.commitments(id, wanted, past))
  return found && { ...found, after: found.after && `${found.after.key} ${found.after.id}` }
}

/** What the address says of which commitments are meant. */
function filterOf(context: Context) {
  const lists = ['state', 'field', 'lead', 'agreement', 'lacks'].map((name) => [name, context.req.queries(name) ?? []])
  const names = ['clause', 'intention', 'programme', 'source', 'from', 'to', 'without', 'awaits', 'q']
  return Object.fromEntries([...lists, ...names.map((name) => [name, context.req.query(name) ?? null])]) as object
}

/** What the address says of the order of a list, and of the page of it. */
function pageOf(context: Context) {
  const one = (name: string) => context.req.query(name) ?? null
  return {
    order: one('order') ?? 'opened',
    descending: one('descending') === '1',
    after: one('after'),
    limit: Number(one('limit') ?? 100),
  }
}

function asFilter(asked: z.infer<typeof commitmentFilter>): CommitmentFilter {
  const { state: states, field: fields, lead: leads, agreement: agreements, q: words, ...rest } = asked
  const { clause, intention, programme, source, from, to, lacks, without, awaits } = rest
  const about = { clause, intention, programme, source, from, to, lacks, without, awaits }
  return { states, fields, leads, charged: [], agreements, ...about, words }
}

/** Posts what a side says about a commitment and answers the commitment as it stands then. */
async function say(
  context: Context,
  ledger: Ledger,
  mint: Mint,
  side: SideId | undefined,
  command: Extract<Command, { kind: 'propose-terms' | 'answer-terms' }>,
  status: 200 | 201,
): Promise<Response> {
  const id = (context.req.param('id') ?? '') as CooperationId
  const cooperation = await knownTo(context, ledger, id)
  if (!cooperation) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
  const actor = actorFor(context, cooperation, side)
  if (!actor.ok) return answerRefusal(context, actor.refusal)
  const told = await tell(context, ledger, mint, actor.value, [command])
  if (!told.ok) return answerRefusal(context, told.refusal)
  if (told.value.kind === 'drafted') return context.json(told.value.written)
  return answerCommitment(context, ledger, command.commitment, status)
}

async function answerCommitment(
  context: Context,
  ledger: Ledger,
  commitment: CommitmentId,
  status: 200 | 201,
  past: Past | null = null,
): Promise<Response> {
  const cooperation = (context.req.param('id') ?? '') as CooperationId
  const view = await askingOfAll(context, ledger, cooperation, async (moment): Promise<CommitmentPage | null> => {
    const [found, sayings] = await Promise.all([
      moment.commitment(cooperation, commitment, past),
      moment.sayings(cooperation, commitment, past),
    ])
    return found && { ...found, sayings }
  })
  return view ? context.json(view, status) : answerRefusal(context, { code: 'commitment-unknown', commitment })
}
