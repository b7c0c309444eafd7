/** /sources: texts to read, their findings, and what is decided on them. */
import { createHash } from 'node:crypto'
import {
  type AuthorId,
  canonical,
  type Citation,
  type Command,
  cooperationFor,
  type CooperationId,
  type Finding,
  findingsOf,
  type FindingId,
  type Json,
  type Outcome,
  refused,
  type SourceHash,
} from '@handclasp/domain'
import type { KeptSource, Ledger, Standing, WholeSource } from '@handclasp/ledger'
import { decodeText } from '@handclasp/papers'
import { read, VERSION } from '@handclasp/reader'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type {
  DecisionsInput,
  DecisionView,
  Difference,
  FindingCounts,
  FindingView,
  SourceKept,
  SourcePage,
  SourceView,
  UndoInput,
} from './contract.ts'
import { atMost, bodyOf, decisionsInput, LARGEST_INPUT, sourceHash, sourceQuery, undoInput } from './input.ts'
import { answerRefusal } from './problem.ts'

/** Bytes of a text at most; a newspaper page has some ten thousand, and reading holds the server up while it lasts. */
const LARGEST_TEXT = 2_000_000

/**
 * Takes in a text: decodes it, reads it and keeps it with its findings. The same bytes again are the same source.
 * Refuses with `text-unreadable` and `text-empty`.
 */
export async function takeIn(
  ledger: Ledger,
  bytes: Uint8Array,
  name: string,
  published: string | null,
): Promise<Outcome<SourceKept>> {
  const decoded = decodeText(bytes, name)
  if (!decoded.ok) return decoded
  const { text, encoding } = decoded.value
  if (text.trim() === '') return refused({ code: 'text-empty', name })
  const hash = createHash('sha256').update(bytes).digest('hex') as SourceHash
  const found = readWith(hash, text, published)
  const { existing } = await ledger.keepSource({ hash, name, published, encoding, bytes, text, ...found })
  return { ok: true, value: { hash, existing } }
}

/** The reading of a text, with its findings. */
function readWith(hash: SourceHash, text: string, published: string | null) {
  const reading = read(text, { published })
  const digest = (words: string) => createHash('sha256').update(words, 'utf8').digest()
  return { reading, findings: findingsOf(hash, text, reading, digest) }
}

/** The routes of /sources. */
export function sources(ledger: Ledger, author: AuthorId) {
  return new Hono()
    .get('/', async (context) => {
      const accepted = await verdicts(ledger)
      const kept = await ledger.listSources()
      const views: readonly SourceView[] = kept.map((source) => summary(source, accepted.get(source.hash)))
      return context.json(views)
    })
    .post('/', atMost(LARGEST_TEXT), async (context) => {
      const query = sourceQuery.safeParse({
        name: context.req.query('name'),
        published: context.req.query('published') ?? null,
      })
      if (!query.success) return answerRefusal(context, { code: 'input-invalid', detail: z.prettifyError(query.error) })
      const bytes = new Uint8Array(await context.req.arrayBuffer())
      const kept = await takeIn(ledger, bytes, query.data.name, query.data.published)
      if (!kept.ok) return answerRefusal(context, kept.refusal)
      return context.json(kept.value, kept.value.existing ? 200 : 201)
    })
    .get('/:hash', async (context) => {
      const source = await sourceAt(ledger, context.req.param('hash'))
      if (!source) return answerRefusal(context, { code: 'source-unknown', source: context.req.param('hash') })
      return context.json(await page(ledger, source))
    })
    .post('/:hash/read-again', async (context) => {
      const source = await sourceAt(ledger, context.req.param('hash'))
      if (!source) return answerRefusal(context, { code: 'source-unknown', source: context.req.param('hash') })
      const { reading, findings } = readWith(source.hash, source.text, source.published)
      await ledger.replaceReading(source.hash, reading, findings)
      return context.json(
        await page(ledger, { ...source, articles: reading.articles.length, reading, items: findings }),
      )
    })
    .post('/:hash/decisions', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, decisionsInput)
      if (!body.ok) return answerRefusal(context, { code: 'input-invalid', detail: body.detail })
      const { cooperation, decisions: wanted } = body.value as DecisionsInput
      const ids = wanted.map(({ finding }) => finding)
      return judged(context, ledger, author, cooperation, ids, (source, finding, index) => {
        const base = { finding, citation: citation(source), reader: source.reading.version }
        const decision = wanted[index]
        return decision?.verdict === 'rejected'
          ? { kind: 'reject-finding', ...base, reason: decision.reason || null }
          : {
              kind: 'accept-finding',
              ...base,
              correction: decision?.correction ?? null,
              person: decision?.person ?? null,
            }
      })
    })
    .post('/:hash/undo', atMost(LARGEST_INPUT), async (context) => {
      const body = await bodyOf(context, undoInput)
      if (!body.ok) return answerRefusal(context, { code: 'input-invalid', detail: body.detail })
      const { cooperation, findings } = body.value as UndoInput
      return judged(context, ledger, author, cooperation, findings, (_, finding) => {
        return { kind: 'undo-decision', finding: finding.id, of: finding.kind, reason: null }
      })
    })
}

/** Posts one command for each of some findings of the source in the path, together, and answers how they stand then. */
async function judged(
  context: Context,
  ledger: Ledger,
  author: AuthorId,
  cooperation: CooperationId,
  ids: readonly FindingId[],
  command: (source: WholeSource, finding: Finding, index: number) => Command,
): Promise<Response> {
  const hash = context.req.param('hash') ?? ''
  const source = await sourceAt(ledger, hash)
  if (!source) return answerRefusal(context, { code: 'source-unknown', source: hash })
  const byId = new Map(source.items.map((item) => [item.id, item]))
  const found = ids.flatMap((id) => byId.get(id) ?? [])
  const unknown = ids.find((id) => !byId.has(id))
  if (unknown !== undefined) return answerRefusal(context, { code: 'finding-unknown', finding: unknown })
  const known = await ledger.cooperations()
  const own = known.find((one) => one.id === cooperation)?.own
  if (!own) return answerRefusal(context, { code: 'cooperation-unknown', cooperation })
  const commands = found.map((finding, index) => command(source, finding, index))
  const posted = await ledger.post({ author, cooperation, side: own }, ...commands)
  if (!posted.ok) return answerRefusal(context, posted.refusal)
  const made = byFinding(await decidedOn(ledger, source.hash))
  const views: FindingView[] = found.map((finding) => ({ ...finding, decisions: made.get(finding.id) ?? [] }))
  return context.json(views)
}

async function sourceAt(ledger: Ledger, hash: string): Promise<WholeSource | null> {
  const parsed = sourceHash.safeParse(hash)
  return parsed.success ? ledger.wholeSource(parsed.data as SourceHash) : null
}

/** How the source is cited, whichever of its articles is decided first: by the outlet that the page names first. */
function citation(source: WholeSource): Citation {
  const outlets = source.reading.articles.map((article) => article.byline?.outlet ?? null)
  const outlet = outlets.find((one) => one !== null) ?? null
  return { name: source.name, outlet, published: source.published }
}

/** Of each source: which findings were decided, and whether some side of ours accepted them. */
async function verdicts(ledger: Ledger): Promise<ReadonlyMap<SourceHash, ReadonlyMap<FindingId, boolean>>> {
  const all = new Map<SourceHash, Map<FindingId, boolean>>()
  for (const { id, own } of await ledger.cooperations()) {
    for (const { source, id: finding, verdict } of await ledger.verdicts(id, own)) {
      const findings = all.get(source) ?? new Map<FindingId, boolean>()
      findings.set(finding, (findings.get(finding) ?? false) || verdict === 'accepted')
      all.set(source, findings)
    }
  }
  return all
}

type Decisions = ReadonlyMap<FindingId, readonly DecisionView[]>

interface Decided {
  readonly cooperation: CooperationId
  readonly decision: Standing<'decision'>
}

/** What this installation's sides decided on a source. */
async function decidedOn(ledger: Ledger, hash: SourceHash): Promise<readonly Decided[]> {
  const all: Decided[] = []
  for (const { id: cooperation, own } of await ledger.cooperations()) {
    for (const decision of await ledger.decisionsOn(cooperation, own, hash)) all.push({ cooperation, decision })
  }
  return all
}

/** The same by finding, as screens show it. */
function byFinding(decided: readonly Decided[]): Decisions {
  const all = new Map<FindingId, DecisionView[]>()
  for (const { cooperation, decision } of decided) {
    const list = all.get(decision.finding) ?? []
    list.push(decisionView(cooperation, decision))
    all.set(decision.finding, list)
  }
  return all
}

/** Decisions that rest on another reading than the present one: what they were on is gone, or is read otherwise. */
function differencesOf(source: WholeSource, decided: readonly Decided[]): readonly Difference[] {
  const now = new Map(source.items.map((item) => [item.id, item]))
  return decided.flatMap(({ cooperation, decision }): readonly Difference[] => {
    const item = now.get(decision.finding)
    if (!item) return [{ cooperation, decision, found: false }]
    if (decision.read === null || canonical(facts(decision.read)) === canonical(facts(item.read))) return []
    return [{ cooperation, decision, found: true }]
  })
}

/** What was read, without the rules by which it was. */
function facts(content: unknown): Json {
  return JSON.parse(JSON.stringify(content, (key, value: unknown) => (key === 'rules' ? undefined : value))) as Json
}

function decisionView(cooperation: CooperationId, decision: Standing<'decision'>): DecisionView {
  const { written } = decision
  return decision.verdict === 'accepted'
    ? { verdict: 'accepted', cooperation, record: decision.record, corrected: decision.corrected, written }
    : { verdict: 'rejected', cooperation, reason: decision.reason, written }
}

function summary(source: KeptSource, decided: ReadonlyMap<FindingId, boolean> = new Map()): SourceView {
  const { hash, name, published, received, encoding, length, articles } = source
  const accepted = [...decided.values()].filter(Boolean).length
  const rejected = decided.size - accepted
  const findings: FindingCounts = { open: source.findings - decided.size, accepted, rejected }
  return { hash, name, published, received, encoding, length, articles, findings }
}

async function page(ledger: Ledger, source: WholeSource): Promise<SourcePage> {
  const known = await ledger.cooperations()
  const decided = await decidedOn(ledger, source.hash)
  const made = byFinding(decided)
  const items = source.items.map((finding) => ({ ...finding, decisions: made.get(finding.id) ?? [] }))
  const accepted = new Map(
    items.flatMap(({ id, decisions: list }): readonly (readonly [FindingId, boolean])[] =>
      list.length > 0 ? [[id, list.some((one) => one.verdict === 'accepted')]] : [],
    ),
  )
  return {
    ...summary({ ...source, findings: source.items.length }, accepted),
    text: source.text,
    reading: source.reading,
    items,
    cooperations: source.reading.articles.map((article) => cooperationFor(article.regions, known)),
    newerReader: source.reading.version !== VERSION,
    differences: differencesOf(source, decided),
  }
}
