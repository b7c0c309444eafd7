/** /cooperations: what is open, opening one, and what stands in its ledger. */
import {
  type CooperationId,
  type FindingId,
  granted,
  isMadeKind,
  type MadeKind,
  type Mint,
  nameOfCooperation,
  type Outcome,
  peopleOf,
  type RecordKind,
  refused,
  type RegionName,
  type SideId,
  sidesOf,
} from '@handclasp/domain'
import type { KnownCooperation, Ledger, Moment, Past, Tally, TalliedCooperation, ToldKind } from '@handclasp/ledger'
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { callerOf, knownTo, sideFor, wideAskerOf } from './asking.ts'
import type { Caller } from './caller.ts'
import type { CooperationView, LedgerHeld, Made, PersonView, Standing, TextTitle } from './contract.ts'
import { atMost, bodyOf, cooperationInput, hostInput, LARGEST_INPUT } from './input.ts'
import { type AskedAbout, askedOf, askingFor } from './past.ts'
import { answerRefusal } from './problem.ts'

/** Is told by whom a side began to write here, so that somebody acts for it. */
export type Opened = (caller: Caller, cooperation: KnownCooperation, side: SideId) => Promise<void>

/** The routes of /cooperations. */
export function cooperations(ledger: Ledger, mint: Mint, opened: Opened) {
  let opening: Promise<unknown> = Promise.resolve()
  return new Hono()
    .get('/', async (context) => {
      const known = await cooperationsOf(context, ledger)
      const views = known.map((one) => viewOf({ ...one, own: one.side }, one.tally))
      return context.json(views)
    })
    .post('/', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, cooperationInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      // One opening at a time: two clicks must not open the same cooperation twice.
      const work = opening.then(() => open(context, ledger, mint, body.value))
      opening = work.catch(() => null)
      const outcome = await work
      if (!outcome.ok) return answerRefusal(context, outcome.refusal)
      context.set('about', { id: outcome.value.id, side: outcome.value.own })
      await opened(callerOf(context), outcome.value, outcome.value.own)
      return context.json(await viewFor(context, ledger, outcome.value), 201)
    })
    .post('/:id/hosted', atMost(LARGEST_INPUT), async (context) => {
      const id = context.req.param('id') as CooperationId
      const body = await bodyOf(context, hostInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      context.set('about', { side: body.value.side })
      const hosted = await host(context, ledger, id, body.value.side)
      if (!hosted.ok) return answerRefusal(context, hosted.refusal)
      await opened(callerOf(context), hosted.value, body.value.side)
      return context.json(await viewFor(context, ledger, hosted.value))
    })
    .get('/:id/ledger', (context) => answerPart(context, ledger, HELD))
    .get('/:id/reported', (context) => answerPart(context, ledger, REPORTED))
    .get('/:id/people', async (context) => {
      const asked = await askedOf(context, ledger)
      if (!asked.ok) return answerRefusal(context, asked.refusal)
      const { known, side, past } = asked.value
      const people = await askingFor(context, ledger, asked.value, (moment) => peopleIn(moment, known.id, side, past))
      return context.json(people)
    })
}

/** A part of a ledger: lists of records by their kinds, and what stands beside them. */
interface Part {
  readonly lists: Readonly<Record<string, ToldKind>>
  /** Further kinds of records by which that is told of a past day. */
  readonly by: readonly ToldKind[]
  /** `then`: the records of the past day that is asked about. */
  readonly beside: (moment: Moment, asked: AskedAbout, then: readonly Standing<RecordKind>[]) => Promise<object>
}

/** A `LedgerHeld`. */
const HELD: Part = {
  lists: { packages: 'package', agreements: 'agreement', programmes: 'programme', attachments: 'attachment' },
  by: ['text', 'intention'],
  beside: heldBeside,
}

/** A `LedgerReported`. */
const REPORTED: Part = {
  lists: { intentions: 'intention', events: 'event', participations: 'participation', sources: 'source' },
  by: [],
  beside: async () => ({}),
}

/** Answers a part of a ledger: all of one moment, that of the heads its figure names. */
async function answerPart(context: Context, ledger: Ledger, { lists, by, beside }: Part): Promise<Response> {
  const asked = await askedOf(context, ledger)
  if (!asked.ok) return answerRefusal(context, asked.refusal)
  const { known, side, past } = asked.value
  const kinds = Object.values(lists)
  const body = await askingFor(context, ledger, asked.value, async (moment) => {
    const figure = await moment.figureName(known.id, side, past)
    const then = past ? await moment.recordsAsOf(known.id, side, past, [...kinds, ...by, 'decision']) : []
    const others = JSON.stringify({ figure, ...(await beside(moment, asked.value, then)) })
    const now = past ? null : await moment.recordLists(known.id, side, kinds)
    const made = madeAmong(then, correctedIn(then))
    const listThen = (kind: ToldKind) => JSON.stringify(isMadeKind(kind) ? made(kind) : among(then, kind))
    const listed = Object.entries(lists).map(([name, kind]) => `"${name}":${now?.get(kind) ?? listThen(kind)}`)
    return `${others.slice(0, -1)},${listed.join(',')}}`
  })
  // As bytes: a long text would be gone through twice more on its way out.
  return context.body(Buffer.from(body), 200, { 'content-type': 'application/json' })
}

async function heldBeside(
  moment: Moment,
  { known, side, past }: AskedAbout,
  then: readonly Standing<RecordKind>[],
): Promise<Pick<LedgerHeld, 'past' | 'sides' | 'side' | 'cooperation' | 'texts'>> {
  const { id, opening } = known
  const { sides } = opening
  if (!past) {
    const cooperation = await view(moment, known, side)
    return { past, sides, side, cooperation, texts: await moment.textTitles(id, side) }
  }
  const count = (kind: RecordKind) => among(then, kind).length
  const cooperation = viewOf((await moment.cooperation(id, past)) ?? known, {
    commitments: await moment.countCommitments(id, past),
    packages: count('package'),
    agreements: count('agreement'),
    intentions: count('intention'),
  })
  const texts = among(then, 'text').map(textTitle)
  return { past: { asof: past.day, known: past.known }, sides, side, cooperation, texts }
}

function textTitle({ id, agreement, title, dated, seq, written }: Standing<'text'>): TextTitle {
  return { id, agreement, title, dated, seq, written }
}

/** Everybody whom a side's records name; of a past day, the records of that day. */
async function peopleIn(
  moment: Moment,
  id: CooperationId,
  side: SideId,
  past: Past | null,
): Promise<readonly PersonView[]> {
  const records = past
    ? await moment.recordsAsOf(id, side, past, ['participation', 'event', 'source', 'decision'])
    : [
        ...(await moment.records(id, side, 'participation')),
        ...(await moment.records(id, side, 'event')),
        ...(await moment.records(id, side, 'source')),
      ]
  const corrected = past ? correctedIn(records) : new Set(await moment.corrections(id, side))
  const made = madeAmong(records, corrected)
  return peopleOf(made('participation'), among(records, 'event'), among(records, 'source'))
}

/** The findings that these records say were accepted other than they were read. */
function correctedIn(records: readonly Standing<RecordKind>[]): ReadonlySet<FindingId> {
  const decisions = among(records, 'decision')
  return new Set(decisions.flatMap((one) => ('corrected' in one && one.corrected ? [one.finding] : [])))
}

/** Of some records those of a kind that findings become, each with whether a person corrected it. */
function madeAmong(records: readonly Standing<RecordKind>[], corrected: ReadonlySet<FindingId>) {
  return <Kind extends MadeKind>(kind: Kind): readonly Made<Kind>[] =>
    among(records, kind).map((record) => {
      const { finding } = record as Standing<MadeKind>
      return { ...record, corrected: finding !== null && corrected.has(finding) }
    })
}

function among<Kind extends RecordKind>(
  records: readonly Standing<RecordKind>[],
  kind: Kind,
): readonly Standing<Kind>[] {
  return records.filter((record) => record.kind === kind) as readonly Standing<RecordKind>[] as Standing<Kind>[]
}

/** Opens a cooperation between sides, unless one between the same is open already. */
async function open(
  context: Context,
  ledger: Ledger,
  mint: Mint,
  input: z.infer<typeof cooperationInput>,
): Promise<Outcome<KnownCooperation>> {
  const sides = sidesOf(input.sides, mint)
  const by = sides[input.own]?.id
  if (!by) return refused({ code: 'side-not-in-cooperation', side: String(input.own) })
  // Those that others opened count, too: whoever is to act there is invited.
  const sidesHere = (await ledger.hosted()).filter(({ isOpener }) => isOpener)
  const all = await ledger.across({ sides: sidesHere, authors: [] }, (moment) => moment.cooperations())
  const there = all.find((one) => isBetween(one, input.sides))
  // Whoever has no part in it is not told which it is.
  const isThere = callerOf(context).duties.some((duty) => duty.cooperation === there?.id)
  if (there) return refused({ code: 'cooperation-already-open', cooperation: isThere ? there.id : null })
  const cooperation = mint('cooperation')
  const name = nameOfCooperation(sides)
  const { publicKey } = ledger
  const { author } = callerOf(context)
  // Whoever opens a side is its office from then on.
  const actor = { author, role: 'office', cooperation, side: by } as const
  const posted = await ledger.post(actor, { kind: 'open-cooperation', cooperation, name, sides, by, publicKey })
  const opened = { id: cooperation, own: by, hosted: [by], opening: { name, sides, by }, additions: [] }
  return posted.ok ? granted(opened) : posted
}

/** Lets another side of a cooperation write here: it opens the same for itself. */
async function host(
  context: Context,
  ledger: Ledger,
  cooperation: CooperationId,
  side: SideId,
): Promise<Outcome<KnownCooperation>> {
  const there = await knownTo(context, ledger, cooperation)
  if (!there) return refused({ code: 'cooperation-unknown', cooperation })
  const own = sideFor(context, there, null)
  if (!own.ok) return own
  if (there.hosted.includes(side)) return granted(there)
  const { author } = callerOf(context)
  const { name, sides } = there.opening
  const { publicKey } = ledger
  const command = { kind: 'open-cooperation', cooperation, name, sides, by: side, publicKey } as const
  const posted = await ledger.post({ author, role: 'host', cooperation, side }, command)
  const now = (await knownTo(context, ledger, cooperation)) ?? there
  // Where two ask for it at once, it was done for both.
  return posted.ok || now.hosted.includes(side) ? granted(now) : posted
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

/** All cooperations, each as the side that opened it here sees it. */
async function cooperationsOf(context: Context, ledger: Ledger): Promise<readonly TalliedCooperation[]> {
  const asker = await wideAskerOf(context, ledger)
  return ledger.across(asker, (moment) => moment.cooperations())
}

/** A cooperation as screens of the side read it that opened it here. */
export function viewFor(context: Context, ledger: Ledger, known: KnownCooperation): Promise<CooperationView> {
  const { own: side } = known
  return askingFor(context, ledger, { known, side }, (moment) => view(moment, known, side))
}

async function view(moment: Moment, known: KnownCooperation, side: SideId): Promise<CooperationView> {
  return viewOf(known, await moment.tally(known.id, side))
}

function viewOf(
  { id, own, hosted, additions, opening: { name, sides } }: KnownCooperation,
  tally: Tally,
): CooperationView {
  return {
    id,
    name,
    sides,
    own,
    hosted,
    additions,
    ...tally,
  }
}
