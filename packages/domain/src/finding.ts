/**
 * Findings 读出项: what the reader found, each waiting for a person. A finding is known by its source, its kind and the
 * place of its evidence, so that a newer reader never reopens what was decided.
 */
import type { LineRange } from './entry.ts'
import { base32, type FindingId, type SourceHash } from './identifier.ts'
import { canonical } from './canonical.ts'
import type {
  Article,
  Person,
  Pledge,
  Reading,
  ReportedAgreement,
  ReportedEvent,
  ReportedPackage,
  Span,
} from './reading.ts'

/** The kinds of findings, in the order they are reviewed. */
export const FINDING_KINDS = ['event', 'person', 'package', 'agreement', 'pledge'] as const
/** A kind of finding. */
export type FindingKind = (typeof FINDING_KINDS)[number]

/** What each kind of finding holds, as read; references to other things of the article are by finding. */
export type FindingContent =
  | { readonly kind: 'event'; readonly read: ReportedEvent }
  | { readonly kind: 'person'; readonly read: Person; readonly events: readonly (FindingId | null)[] }
  | { readonly kind: 'package'; readonly read: ReportedPackage }
  | { readonly kind: 'agreement'; readonly read: ReportedAgreement; readonly package: FindingId | null }
  | { readonly kind: 'pledge'; readonly read: Pledge }

/** One finding: which article of the reading (index), where it stands, what was read there. */
export type Finding = FindingContent & {
  readonly id: FindingId
  readonly source: SourceHash
  readonly article: number
  readonly evidence: readonly Span[]
  /** The words of the evidence, as they stand in the text, joined. */
  readonly words: string
  /** The lines of the text that the evidence stands in. */
  readonly lines: LineRange
  /** The outlet that the article names. */
  readonly outlet: string | null
  /** What the reader had found, where a person has cut it in two. */
  readonly whole?: Whole
}

/** A finding as the reader made it, before it was cut. */
export interface Whole {
  readonly id: FindingId
  readonly read: Finding['read']
}

/** What the reader found there, whole, whatever a person has cut since. */
export function asFound(finding: Finding): Finding['read'] {
  return finding.whole?.read ?? finding.read
}

/**
 * Lists the findings of a reading, article by article, each in order of kinds. `digest` is SHA-256 over UTF-8. Where
 * an article counts a package, an agreement that stands for all of it (“1+9”合作协议) is that package, not one more.
 */
export function findingsOf(
  source: SourceHash,
  text: string,
  reading: Reading,
  digest: (text: string) => Uint8Array,
): readonly Finding[] {
  const taken = new Map<FindingId, number>()
  const identify = (kind: FindingKind, evidence: readonly Span[]): FindingId => {
    const first = findingId(source, kind, evidence, 0, digest)
    const before = taken.get(first) ?? 0
    taken.set(first, before + 1)
    return before === 0 ? first : findingId(source, kind, evidence, before, digest)
  }
  const lineAt = lineIndex(text)
  return reading.articles.flatMap((article, index) => ofArticle(source, text, article, index, identify, lineAt))
}

/** Tells the line of an offset, from 1; built once for a text, each question takes a few steps. */
export function lineIndex(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

function ofArticle(
  source: SourceHash,
  text: string,
  article: Article,
  index: number,
  identify: (kind: FindingKind, evidence: readonly Span[]) => FindingId,
  lineAt: (offset: number) => number,
): readonly Finding[] {
  const base = (kind: FindingKind, evidence: readonly Span[]) => ({
    id: identify(kind, evidence),
    source,
    article: index,
    evidence,
    words: wordsAt(text, evidence),
    lines: linesOf(evidence, lineAt),
    outlet: article.byline?.outlet ?? null,
  })
  const events = article.events.map((read) => ({ ...base('event', read.evidence), kind: 'event' as const, read }))
  const bundle = article.package
  const packages = bundle ? [{ ...base('package', bundle.evidence), kind: 'package' as const, read: bundle }] : []
  return [
    ...events,
    ...article.people.map((read) => ({
      ...base('person', read.evidence),
      kind: 'person' as const,
      read,
      events: read.acts.map((act) => (act.event === null ? null : (events[act.event]?.id ?? null))),
    })),
    ...packages,
    ...article.agreements
      .filter((read) => bundle === null || read.kind !== 'package')
      .map((read) => ({
        ...base('agreement', read.evidence),
        kind: 'agreement' as const,
        read,
        package: belongs(read) ? (packages[0]?.id ?? null) : null,
      })),
    ...article.pledges.map((read) => ({ ...base('pledge', read.evidence), kind: 'pledge' as const, read })),
  ]
}

/** A package is the framework agreement and the departmental ones signed with it; projects stand beside it. */
function belongs(agreement: ReportedAgreement): boolean {
  return agreement.signed && (agreement.kind === 'framework' || agreement.kind === 'departmental')
}

/** The id of a finding; `ordinal` tells apart those of one kind and place. */
export function findingId(
  source: SourceHash,
  kind: FindingKind,
  evidence: readonly Span[],
  ordinal: number,
  digest: (text: string) => Uint8Array,
): FindingId {
  const place = evidence.map(({ start, end }) => [start, end])
  const name = canonical(ordinal === 0 ? [source, kind, place] : [source, kind, place, ordinal])
  return `fnd_${base32(digest(name).subarray(0, 16))}` as FindingId
}

/** The lines from the first to the last of some spans. */
export function linesOf(spans: readonly Span[], lineAt: (offset: number) => number): LineRange {
  const from = spans.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)
  const to = spans.reduce((most, { end }) => Math.max(most, end), 1)
  return { from: lineAt(from), to: lineAt(to - 1) }
}

/** The words at some spans: each as it stands, line breaks and padding dropped, parted by … where spans are apart. */
export function wordsAt(text: string, spans: readonly Span[]): string {
  let words = ''
  let last: Span | undefined
  for (const span of spans) {
    if (last && /\S/.test(text.slice(last.end, span.start))) words += '…'
    words += text.slice(span.start, span.end).replace(/\s*\n\s*/g, '')
    last = span
  }
  return words.trim()
}
