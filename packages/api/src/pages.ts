/** A page as screens read it: its text, what was read in it, and what was decided on that. */
import {
  asFound,
  canonical,
  cooperationFor,
  type CooperationId,
  type Finding,
  type FindingId,
  type Json,
  type SourceHash,
} from '@handclasp/domain'
import type { Decided, KeptPage, Ledger, Standing, WideMoment } from '@handclasp/ledger'
import { VERSION } from '@handclasp/reader'
import type { Context } from 'hono'
import { wideAskerOf } from './asking.ts'
import type { DecisionView, Difference, FindingCounts, SourcePage } from './contract.ts'
import { sourceHash } from './input.ts'
import { answerRefusal } from './problem.ts'

/** Asks about pages, and about what was decided on them for the sides that opened their cooperations here. */
export async function askingOfPages<Answer>(
  context: Context,
  ledger: Ledger,
  ask: (moment: WideMoment) => Promise<Answer>,
): Promise<Answer> {
  return ledger.across(await wideAskerOf(context, ledger), ask)
}

/** Decisions by finding, as screens show it. */
export function byFinding(decided: readonly Decided[]): ReadonlyMap<FindingId, readonly DecisionView[]> {
  const all = new Map<FindingId, DecisionView[]>()
  for (const { cooperation, decision } of decided) {
    const list = all.get(decision.finding) ?? []
    list.push(decisionView(cooperation, decision))
    all.set(decision.finding, list)
  }
  return all
}

function decisionView(cooperation: CooperationId, decision: Standing<'decision'>): DecisionView {
  const { written } = decision
  return decision.verdict === 'accepted'
    ? { verdict: 'accepted', cooperation, record: decision.record, corrected: decision.corrected, written }
    : { verdict: 'rejected', cooperation, reason: decision.reason, written }
}

/**
 * Answers a page. Its findings pass through as the JSON they are kept as: a long page has thousands, and taking them
 * apart only to put them together again would take most of the time.
 */
export async function answerPage(context: Context, ledger: Ledger, hash: string): Promise<Response> {
  const parsed = sourceHash.safeParse(hash)
  const told = parsed.success
    ? await askingOfPages(context, ledger, (moment) => toldOf(moment, parsed.data as SourceHash))
    : null
  if (!told) return answerRefusal(context, { code: 'source-unknown', source: hash })
  const { kept, known, decided, made, still } = told
  const { name, published, received, encoding, length, articles, text, reader, outlines, erasure } = kept
  const page: Omit<SourcePage, 'items'> = {
    hash: kept.hash,
    name,
    published,
    received,
    encoding,
    length,
    articles,
    findings: countsOf(kept, made),
    erasure,
    text,
    reading: { version: reader, articles: outlines },
    cooperations: outlines.map((article) => cooperationFor(article.regions, known)),
    newerReader: erasure === null && reader !== VERSION,
    differences: erasure ? [] : differencesOf(still, decided),
  }
  const items = kept.items.map(({ id, json }) => {
    return `${json.slice(0, -1)},"decisions":${JSON.stringify(made.get(id) ?? [])}}`
  })
  const body = `${JSON.stringify(page).slice(0, -1)},"items":[${items.join(',')}]}`
  return context.body(body, 200, { 'content-type': 'application/json' })
}

/** A page, and what it is shown by; null where there is none. */
async function toldOf(moment: WideMoment, hash: SourceHash) {
  const kept = await moment.page(hash)
  if (!kept) return null
  const known = await moment.cooperations()
  const decided = await moment.decidedOn(hash)
  const made = byFinding(decided)
  return { kept, known, decided, made, still: await moment.findings(hash, [...made.keys()]) }
}

function countsOf({ items }: KeptPage, made: ReadonlyMap<FindingId, readonly DecisionView[]>): FindingCounts {
  const decided = items.flatMap(({ id }) => (made.has(id) ? [made.get(id) ?? []] : []))
  const accepted = decided.filter((decisions) => decisions.some(({ verdict }) => verdict === 'accepted')).length
  return { open: items.length - decided.length, accepted, rejected: decided.length - accepted }
}

/** Decisions that rest on another reading than the present one: what they were on is gone, or is read otherwise. */
function differencesOf(still: readonly Finding[], decided: readonly Decided[]): readonly Difference[] {
  const now = new Map(still.map((item) => [item.id, item]))
  return decided.flatMap(({ cooperation, decision }): readonly Difference[] => {
    const item = now.get(decision.finding)
    if (!item) return [{ cooperation, decision, found: false }]
    if (decision.read === null || canonical(facts(decision.read)) === canonical(facts(asFound(item)))) return []
    return [{ cooperation, decision, found: true }]
  })
}

/** What was read, without the rules by which it was. */
function facts(content: unknown): Json {
  return JSON.parse(JSON.stringify(content, (key, value: unknown) => (key === 'rules' ? undefined : value))) as Json
}
