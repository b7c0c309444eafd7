/** Below /cooperations/:id: what people keep by hand (/written, /texts, /programmes, /attachments), take out, erase. */
import {
  type AgreementId,
  clausesOf,
  type Command,
  type CooperationId,
  type Mint,
  type PackageId,
  type SideId,
  type TextId,
} from '@handclasp/domain'
import type { Ledger, Moment } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import { actorFor, callerOf, knownTo, sideFor } from './asking.ts'
import { sidesWith } from './caller.ts'
import type { DroppedInput, ErasableView, ErasedView, TextPage, Written, WrittenInput } from './contract.ts'
import {
  atMost,
  attachmentInput,
  bodyOf,
  droppedInput,
  entryPlace,
  erasureInput,
  LARGEST_INPUT,
  programmeInput,
  textInput,
  writtenInput,
} from './input.ts'
import { isSeen } from './files.ts'
import { misfitRefusal } from './misfit.ts'
import { askingFor, pastOf } from './past.ts'
import { answerRefusal } from './problem.ts'

/** The routes for what is written by hand. */
export function byHand(ledger: Ledger, mint: Mint) {
  return new Hono()
    .post('/:id/written', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, writtenInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { commands, written } = commandsFor(mint, body.value)
      return post(context, ledger, body.value.side, commands, written)
    })
    .post('/:id/texts', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, textInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side, id, ...text } = body.value
      const command: Command = { kind: 'keep-text', id: id ?? mint('text'), ...text }
      return post(context, ledger, side, [command], { id: command.id })
    })
    .get('/:id/texts/:text', (context) => answerText(context, ledger))
    .post('/:id/programmes', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, programmeInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side, id, ...programme } = body.value
      const command: Command = { kind: 'keep-programme', id: id ?? mint('programme'), ...programme }
      return post(context, ledger, side, [command], { id: command.id })
    })
    .post('/:id/attachments', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, attachmentInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side, id, ...attachment } = body.value
      const kept = await ledger.files.find(attachment.file)
      // Bytes that others keep are brought anew by whoever has them: a hash alone shows nothing.
      if (!kept || !(await isSeen(context, ledger, attachment.file)))
        return answerRefusal(context, { code: 'file-unknown', file: attachment.file })
      const { bytes } = kept
      const command: Command = { kind: 'keep-attachment', id: id ?? mint('attachment'), bytes, ...attachment }
      return post(context, ledger, side, [command], { id: command.id })
    })
    .post('/:id/erasures', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, erasureInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { side, entries, ground, note } = body.value
      const commands = entries.map((entry): Command => ({ kind: 'erase-entry', ...entry, ground, note }))
      return post(context, ledger, side, commands, {})
    })
    .get('/:id/erasures', (context) =>
      answerFor(context, ledger, async (moment, id, side): Promise<ErasedView> => {
        return { entries: await moment.erased(id, side) }
      }),
    )
    .get('/:id/erasures/:chain/:seq', (context) => {
      const place = entryPlace.safeParse(context.req.param())
      if (!place.success) return answerRefusal(context, misfitRefusal(place.error))
      const { chain, seq } = place.data
      return answerFor(context, ledger, async (moment, id, side): Promise<ErasableView> => {
        return { entries: await moment.erasable(id, side, chain, seq) }
      })
    })
    .post('/:id/dropped', atMost(LARGEST_INPUT), (context) => drop(context, ledger))
}

/** A text of one of the sides that the caller acts for. */
async function answerText(context: Context, ledger: Ledger): Promise<Response> {
  const [id, text] = [(context.req.param('id') ?? '') as CooperationId, (context.req.param('text') ?? '') as TextId]
  const known = await knownTo(context, ledger, id)
  if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
  const past = pastOf(context)
  if (!past.ok) return answerRefusal(context, past.refusal)
  for (const { side } of sidesWith(callerOf(context), 'see', id)) {
    const found = await askingFor(context, ledger, { known, side }, (moment) =>
      moment.record(id, side, 'text', text, past.value),
    )
    if (!found) continue
    const page: TextPage = { ...found, clauses: clausesOf(found.text) }
    return context.json(page)
  }
  return answerRefusal(context, { code: 'record-unknown', record: text })
}

/** A package and agreements written together: new ones get their ids here. */
function commandsFor(mint: Mint, input: WrittenInput): { commands: readonly Command[]; written: Written } {
  const bundle = input.package && { ...input.package, id: input.package.id ?? mint('package') }
  const within: PackageId | null = bundle?.id ?? input.within
  const agreements = input.agreements.map(({ id, follows, replaces, words }) => {
    const named: AgreementId = id ?? mint('agreement')
    return { kind: 'keep-agreement' as const, id: named, package: within, follows, replaces, words }
  })
  const commands: Command[] = bundle ? [{ kind: 'keep-package', ...bundle }] : []
  return {
    commands: [...commands, ...agreements],
    written: { package: bundle?.id ?? null, agreements: agreements.map(({ id }) => id) },
  }
}

/** Answers for a side that this installation writes for: the one that opened the cooperation here unless told. */
async function answerFor(
  context: Context,
  ledger: Ledger,
  answer: (moment: Moment, id: CooperationId, side: SideId) => Promise<object>,
): Promise<Response> {
  const id = (context.req.param('id') ?? '') as CooperationId
  const known = await knownTo(context, ledger, id)
  if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
  const side = sideFor(context, known, context.req.query('side') as SideId | undefined)
  if (!side.ok) return answerRefusal(context, side.refusal)
  const asked = { known, side: side.value }
  return context.json(await askingFor(context, ledger, asked, (moment) => answer(moment, id, side.value)))
}

/** Takes something out with all that rests on it. */
async function drop(context: Context, ledger: Ledger): Promise<Response> {
  const body = await bodyOf(context, droppedInput)
  if (!body.ok) return answerRefusal(context, body.refusal)
  const { side, ...dropped } = body.value
  const known = await knownTo(context, ledger, (context.req.param('id') ?? '') as CooperationId)
  const asked = known && { known, side: side ?? known.own }
  const resting = asked
    ? await askingFor(context, ledger, asked, (moment) => restingOn(moment, asked.known.id, asked.side, dropped))
    : []
  const commands = [...resting, dropped].map((one): Command => ({ kind: 'drop-record', ...one }))
  return post(context, ledger, side, commands, {})
}

type Dropped = Omit<DroppedInput, 'side'>

/** What is taken out with something: agreements of a package, texts of an agreement, files attached to any of these. */
async function restingOn(
  moment: Moment,
  cooperation: CooperationId,
  side: SideId,
  { of, id, reason }: Dropped,
): Promise<readonly Dropped[]> {
  if (of !== 'package' && of !== 'agreement' && of !== 'text') return []
  const within = of === 'package' ? await moment.records(cooperation, side, 'agreement') : []
  const agreements = within.filter((agreement) => agreement.package === id)
  const gone = new Set<string>([id, ...agreements.map((agreement) => agreement.id)])
  const texts = (await moment.records(cooperation, side, 'text')).filter(({ agreement }) => gone.has(agreement))
  for (const text of texts) gone.add(text.id)
  const files = (await moment.records(cooperation, side, 'attachment')).filter(({ to }) => gone.has(to.id))
  return [
    ...files.map((file): Dropped => ({ of: 'attachment', id: file.id, reason })),
    ...texts.map((text): Dropped => ({ of: 'text', id: text.id, reason })),
    ...agreements.map((agreement): Dropped => ({ of: 'agreement', id: agreement.id, reason })),
  ]
}

async function post(
  context: Context,
  ledger: Ledger,
  side: SideId | undefined,
  commands: readonly Command[],
  answer: object,
): Promise<Response> {
  const id = (context.req.param('id') ?? '') as CooperationId
  const known = await knownTo(context, ledger, id)
  if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation: id })
  const actor = actorFor(context, known, side)
  if (!actor.ok) return answerRefusal(context, actor.refusal)
  const posted = await ledger.post(actor.value, ...commands)
  return posted.ok ? context.json(answer) : answerRefusal(context, posted.refusal)
}
