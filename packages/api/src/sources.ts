/** /sources: texts to read, their findings, and what is decided on them. */
import { createHash } from 'node:crypto'
import {
  type AuthorId,
  type Command,
  type CooperationId,
  type Finding,
  findingsOf,
  type FindingId,
  type Outcome,
  refused,
  type SourceHash,
  splitAgain,
  splitFinding,
} from '@handclasp/domain'
import type { CitedSource, Decided, Ledger, ListedSource, WholeSource } from '@handclasp/ledger'
import { LARGEST_TEXT, readPaper } from '@handclasp/papers'
import { read } from '@handclasp/reader'
import { type Context, Hono } from 'hono'
import type {
  DecisionInput,
  DecisionsInput,
  FindingView,
  JoinInput,
  SourceKept,
  SourceView,
  SplitInput,
  UndoInput,
} from './contract.ts'
import {
  atMost,
  bodyOf,
  decisionsInput,
  joinInput,
  LARGEST_INPUT,
  sourceQuery,
  splitInput,
  undoInput,
} from './input.ts'
import type { Gate } from './admission.ts'
import { actorFor, callerOf, knownTo, workedPage, type WorkedPage } from './asking.ts'
import { answerPage, askingOfPages, byFinding } from './pages.ts'
import { misfitRefusal } from './misfit.ts'
import { answerRefusal } from './problem.ts'

/** Bytes of a file at most; a page of a newspaper with its pictures has some ten million. */
const LARGEST_PAPER = 32_000_000

/**
 * Takes in a paper: takes its text out, reads it and keeps all of it with its findings. The same bytes again are the
 * same source. Refuses with `paper-unreadable`, `text-unreadable`, `text-empty`, `text-too-long`, and `source-erased`
 * where they were erased before.
 */
export async function takeIn(
  ledger: Ledger,
  bytes: Uint8Array,
  name: string,
  published: string | null,
  author?: AuthorId,
): Promise<Outcome<SourceKept>> {
  const paper = await readPaper(bytes, name)
  if (!paper.ok) return paper
  const { text, encoding, lines } = paper.value
  if (text.trim() === '') return refused({ code: 'text-empty', name })
  if (Buffer.byteLength(text) > LARGEST_TEXT) return refused({ code: 'text-too-long', name, most: LARGEST_TEXT })
  const hash = createHash('sha256').update(bytes).digest('hex') as SourceHash
  const found = readWith(hash, paper.value, published)
  const kept = await ledger.keepSource({ hash, name, published, encoding, bytes, text, lines, ...found }, author)
  return kept.ok ? { ok: true, value: { hash, ...kept.value } } : kept
}

function digest(words: string): Uint8Array {
  return createHash('sha256').update(words, 'utf8').digest()
}

/** The reading of a text, with its findings. */
function readWith(hash: SourceHash, { text, lines }: Pick<WholeSource, 'text' | 'lines'>, published: string | null) {
  const reading = read(text, { published, ...(lines && { lines }) })
  return { reading, findings: findingsOf(hash, text, reading, digest) }
}

/** The routes of /sources. */
export function sources(ledger: Ledger, gate: Gate) {
  return new Hono()
    .get('/', async (context) => {
      const listed = await askingOfPages(context, ledger, (moment) => moment.listSources())
      const views: readonly SourceView[] = listed.map(summary)
      return context.json(views)
    })
    .post('/', atMost(LARGEST_PAPER), async (context) => {
      const query = sourceQuery.safeParse({
        name: context.req.query('name'),
        published: context.req.query('published') ?? null,
      })
      if (!query.success) return answerRefusal(context, misfitRefusal(query.error))
      const bytes = new Uint8Array(await context.req.arrayBuffer())
      const kept = await takeIn(ledger, bytes, query.data.name, query.data.published, callerOf(context).author)
      if (!kept.ok) return answerRefusal(context, kept.refusal)
      context.set('about', { hash: kept.value.hash })
      return context.json(kept.value, kept.value.existing ? 200 : 201)
    })
    .get('/:hash', (context) => answerPage(context, ledger, context.req.param('hash')))
    .post('/:hash/read-again', async (context) => {
      const page = await workedPage(context, ledger, gate, 'keep')
      if (!page.ok) return answerRefusal(context, page.refusal)
      const source = await sourceAt(context, ledger, page.value.hash)
      if (!source) return answerRefusal(context, { code: 'source-unknown', source: page.value.hash })
      const { erasure } = source
      if (erasure) return answerRefusal(context, { code: 'source-erased', source: source.hash, ...erasure })
      const { reading, findings: found } = readWith(source.hash, source, source.published)
      const cuts = await askingOfPages(context, ledger, (moment) => moment.splits(source.hash))
      const { findings, splits } = splitAgain(found, cuts, source.text, digest)
      await ledger.replaceReading(page.value.authors, source.hash, reading, findings, splits)
      return answerPage(context, ledger, source.hash)
    })
    .post('/:hash/decisions', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, decisionsInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { cooperation, decisions: wanted } = body.value as DecisionsInput
      const ids = wanted.map(({ finding }) => finding)
      const page = await workedPage(context, ledger, gate, 'keep')
      if (!page.ok) return answerRefusal(context, page.refusal)
      return judged(context, ledger, page.value, cooperation, ids, (source, finding, index) => {
        const decision = wanted[index]
        if (!decision) return []
        const command = deciding(source, finding, decision)
        return decision.instead ? [undoing(finding), command] : [command]
      })
    })
    .post('/:hash/split', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, splitInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const page = await workedPage(context, ledger, gate, 'keep')
      return page.ok ? cut(context, ledger, page.value, body.value) : answerRefusal(context, page.refusal)
    })
    .post('/:hash/join', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, joinInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const page = await workedPage(context, ledger, gate, 'keep')
      return page.ok ? join(context, ledger, page.value, body.value) : answerRefusal(context, page.refusal)
    })
    .post('/:hash/undo', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, undoInput)
      if (!body.ok) return answerRefusal(context, body.refusal)
      const { cooperation, findings } = body.value as UndoInput
      const page = await workedPage(context, ledger, gate, 'keep')
      if (!page.ok) return answerRefusal(context, page.refusal)
      return judged(context, ledger, page.value, cooperation, findings, (_, finding) => [undoing(finding)])
    })
}

function deciding(source: CitedSource, finding: Finding, decision: DecisionInput): Command {
  const { name, outlet, published, reader } = source
  const base = { finding, citation: { name, outlet, published }, reader }
  if (decision.verdict === 'rejected') return { kind: 'reject-finding', ...base, reason: decision.reason || null }
  const { correction, person } = decision
  return { kind: 'accept-finding', ...base, correction, person }
}

function undoing({ id, kind }: Finding): Command {
  return { kind: 'undo-decision', finding: id, of: kind, reason: null }
}

/** Posts the commands on some findings of a page, together, and answers how they stand then. */
async function judged(
  context: Context,
  ledger: Ledger,
  { hash, authors }: WorkedPage,
  cooperation: CooperationId,
  ids: readonly FindingId[],
  wanted: (source: CitedSource, finding: Finding, index: number) => readonly Command[],
): Promise<Response> {
  const { source, items } = await askingOfPages(context, ledger, async (moment) => ({
    source: await moment.citedSource(hash),
    items: await moment.findings(hash, ids),
  }))
  if (!source) return answerRefusal(context, { code: 'source-unknown', source: hash })
  const byId = new Map(items.map((item) => [item.id, item]))
  const found = ids.flatMap((id) => byId.get(id) ?? [])
  const unknown = ids.find((id) => !byId.has(id))
  if (unknown !== undefined) return answerRefusal(context, { code: 'finding-unknown', finding: unknown })
  const known = await knownTo(context, ledger, cooperation)
  if (!known) return answerRefusal(context, { code: 'cooperation-unknown', cooperation })
  const actor = actorFor(context, known, null)
  if (!actor.ok) return answerRefusal(context, actor.refusal)
  const commands = found.flatMap((finding, index) => wanted(source, finding, index))
  const posted = await ledger.post({ ...actor.value, authors }, ...commands)
  if (!posted.ok) return answerRefusal(context, posted.refusal)
  const made = byFinding(await decidedOn(context, ledger, source.hash))
  const views: FindingView[] = found.map((finding) => ({ ...finding, decisions: made.get(finding.id) ?? [] }))
  return context.json(views)
}

/** Cuts a finding that waits in two, and answers the page as it is then. */
async function cut(
  context: Context,
  ledger: Ledger,
  { hash, authors }: WorkedPage,
  { finding: id, at }: SplitInput,
): Promise<Response> {
  const source = await sourceAt(context, ledger, hash)
  if (!source) return answerRefusal(context, { code: 'source-unknown', source: hash })
  const finding = source.items.find((item) => item.id === id)
  if (!finding) return answerRefusal(context, { code: 'finding-unknown', finding: id })
  const decided = (await decidedOn(context, ledger, source.hash)).find(({ decision }) => decision.finding === id)
  if (decided) {
    return answerRefusal(context, { code: 'finding-already-decided', finding: id, verdict: decided.decision.verdict })
  }
  const parts = splitFinding(finding, source.text, at, digest)
  if (!parts.ok) return answerRefusal(context, parts.refusal)
  const made = await ledger.split(authors, source.hash, { finding, at }, parts.value)
  if (!made) return answerRefusal(context, { code: 'split-misfits', finding: id, at })
  return answerPage(context, ledger, source.hash)
}

/** Joins what was cut, where nothing was decided on the parts, and answers the page as it is then. */
async function join(
  context: Context,
  ledger: Ledger,
  { hash, authors }: WorkedPage,
  { finding: id }: JoinInput,
): Promise<Response> {
  const source = await sourceAt(context, ledger, hash)
  if (!source) return answerRefusal(context, { code: 'source-unknown', source: hash })
  const parts = await askingOfPages(context, ledger, (moment) => moment.partsOf(source.hash, id))
  const decided = (await decidedOn(context, ledger, source.hash)).find(({ decision }) =>
    parts.includes(decision.finding),
  )
  if (decided) {
    const { finding, verdict } = decided.decision
    return answerRefusal(context, { code: 'finding-already-decided', finding, verdict })
  }
  const joined = await ledger.join(authors, source.hash, id)
  if (!joined) return answerRefusal(context, { code: 'finding-not-split', finding: id })
  return answerPage(context, ledger, source.hash)
}

function sourceAt(context: Context, ledger: Ledger, hash: SourceHash): Promise<WholeSource | null> {
  return askingOfPages(context, ledger, (moment) => moment.wholeSource(hash))
}

function decidedOn(context: Context, ledger: Ledger, hash: SourceHash): Promise<readonly Decided[]> {
  return askingOfPages(context, ledger, (moment) => moment.decidedOn(hash))
}

function summary({ accepted, rejected, findings, ...source }: ListedSource): SourceView {
  return { ...source, findings: { open: findings - accepted - rejected, accepted, rejected } }
}
