/** /cooperations: what is open, opening one, and what stands in its ledger. */
import {
  type AuthorId,
  type CooperationId,
  granted,
  type Mint,
  nameOfCooperation,
  type Outcome,
  peopleOf,
  refused,
  type RegionName,
  sidesOf,
} from '@handclasp/domain'
import type { KnownCooperation, Ledger } from '@handclasp/ledger'
import { Hono } from 'hono'
import type { z } from 'zod'
import type { CooperationView, LedgerView, PersonView } from './contract.ts'
import { atMost, bodyOf, cooperationInput, LARGEST_INPUT } from './input.ts'
import { answerRefusal } from './problem.ts'

/** The routes of /cooperations. */
export function cooperations(ledger: Ledger, author: AuthorId, mint: Mint) {
  let opening: Promise<unknown> = Promise.resolve()
  return new Hono()
    .get('/', async (context) => {
      const views: CooperationView[] = []
      for (const known of await ledger.cooperations()) views.push(await view(ledger, known))
      return context.json(views)
    })
    .post('/', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, cooperationInput)
      if (!body.ok) return answerRefusal(context, { code: 'input-invalid', detail: body.detail })
      // One opening at a time: two clicks must not open the same cooperation twice.
      const opened = opening.then(() => open(ledger, author, mint, body.value))
      opening = opened.catch(() => null)
      const outcome = await opened
      if (!outcome.ok) return answerRefusal(context, outcome.refusal)
      return context.json(await view(ledger, outcome.value), 201)
    })
    .get('/:id/ledger', async (context) => {
      const id = context.req.param('id') as CooperationId
      const known = (await ledger.cooperations()).find((one) => one.id === id)
      if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const body: LedgerView = {
        cooperation: await view(ledger, known),
        packages: await ledger.records(id, known.own, 'package'),
        agreements: await ledger.records(id, known.own, 'agreement'),
        intentions: await ledger.records(id, known.own, 'intention'),
        events: await ledger.records(id, known.own, 'event'),
        participations: await ledger.records(id, known.own, 'participation'),
        sources: await ledger.records(id, known.own, 'source'),
      }
      return context.json(body)
    })
    .get('/:id/people', async (context) => {
      const id = context.req.param('id') as CooperationId
      const known = (await ledger.cooperations()).find((one) => one.id === id)
      if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
      const people: readonly PersonView[] = peopleOf(
        await ledger.records(id, known.own, 'participation'),
        await ledger.records(id, known.own, 'event'),
        await ledger.records(id, known.own, 'source'),
      )
      return context.json(people)
    })
}

/** Opens a cooperation between sides, unless one between the same is open already. */
async function open(
  ledger: Ledger,
  author: AuthorId,
  mint: Mint,
  input: z.infer<typeof cooperationInput>,
): Promise<Outcome<KnownCooperation>> {
  const sides = sidesOf(input.sides, mint)
  const by = sides[input.own]?.id
  if (!by) return refused({ code: 'side-not-in-cooperation', side: String(input.own) })
  const there = (await ledger.cooperations()).find((one) => isBetween(one, input.sides))
  if (there) return refused({ code: 'cooperation-already-open', cooperation: there.id })
  const cooperation = mint('cooperation')
  const name = nameOfCooperation(sides)
  const { publicKey } = ledger
  const actor = { author, cooperation, side: by }
  const posted = await ledger.post(actor, { kind: 'open-cooperation', cooperation, name, sides, by, publicKey })
  return posted.ok ? granted({ id: cooperation, own: by, opening: { name, sides, by } }) : posted
}

/** Is this the cooperation between just these sides, whichever is named first? */
function isBetween({ opening }: KnownCooperation, sides: readonly (readonly RegionName[])[]): boolean {
  const names = (regions: readonly RegionName[]) =>
    regions
      .map(({ name }) => name)
      .sort()
      .join('、')
  const there = opening.sides.map((side) => names(side.regions)).sort()
  const asked = sides.map(names).sort()
  return there.length === asked.length && there.every((name, index) => name === asked[index])
}

async function view(ledger: Ledger, { id, own, opening }: KnownCooperation): Promise<CooperationView> {
  const counts = await ledger.counts(id, own)
  const { name, sides } = opening
  return {
    id,
    name,
    sides,
    own,
    packages: counts.package ?? 0,
    agreements: counts.agreement ?? 0,
    intentions: counts.intention ?? 0,
  }
}
