/** The findings of an article as the screen orders them, and where each stands. Pure. */
import type { DecisionView, FindingView, SourcePage } from '@handclasp/api/client'
import type { CooperationId, Span } from '@handclasp/domain'

/** The findings of one kind; the agreements of a package are its branches. */
export interface Section {
  readonly kind: 'event' | 'person' | 'package' | 'agreement' | 'pledge'
  readonly findings: readonly FindingView[]
}

/** The sections of an article, those with nothing left out. Their findings, in order, are what J and K walk. */
export function sectionsOf(findings: readonly FindingView[]): readonly Section[] {
  const of = (kind: FindingView['kind']) => findings.filter((finding) => finding.kind === kind)
  const packages = of('package')
  const bound = (finding: FindingView) => finding.kind === 'agreement' && finding.package !== null
  const agreements = of('agreement')
  const sections: readonly Section[] = [
    { kind: 'event', findings: of('event') },
    { kind: 'person', findings: of('person') },
    { kind: 'package', findings: [...packages, ...agreements.filter(bound)] },
    { kind: 'agreement', findings: agreements.filter((finding) => !bound(finding)) },
    { kind: 'pledge', findings: of('pledge') },
  ]
  return sections.filter((section) => section.findings.length > 0)
}

/** What was decided on a finding: in the cooperation asked for where there is one, else anywhere. */
export function decisionOf(finding: FindingView, cooperation: CooperationId | null): DecisionView | null {
  const found = cooperation
    ? finding.decisions.find((decision) => decision.cooperation === cooperation)
    : finding.decisions.at(0)
  return found ?? null
}

/** Open, accepted or rejected. */
export type State = 'open' | DecisionView['verdict']

/** Where a finding stands. */
export function stateOf(finding: FindingView, cooperation: CooperationId | null): State {
  return decisionOf(finding, cooperation)?.verdict ?? 'open'
}

/** Was a finding accepted other than it was read? */
export function isCorrected(finding: FindingView, cooperation: CooperationId | null): boolean {
  const decision = decisionOf(finding, cooperation)
  return decision?.verdict === 'accepted' && decision.corrected
}

/** The words a finding rests on: a person's posts with the name. */
export function groundsOf(finding: FindingView): readonly Span[] {
  if (finding.kind !== 'person') return finding.evidence
  return [...finding.evidence, ...finding.read.posts.flatMap((post) => post.evidence)]
}

/** Where a person's acts are told; for other findings nothing. */
export function actsOf(finding: FindingView): readonly Span[] {
  return finding.kind === 'person' ? finding.read.acts.flatMap((act) => act.evidence) : []
}

/** The finding some spans point to: with the same evidence, else the tightest one around their beginning. */
export function findingAt(page: SourcePage, spans: readonly Span[]): FindingView | null {
  const [first] = spans
  if (!first) return null
  const same = page.items.find(
    (item) =>
      item.evidence.length === spans.length &&
      item.evidence.every((span, index) => span.start === spans[index]?.start && span.end === spans[index]?.end),
  )
  if (same) return same
  const width = (item: FindingView) => item.evidence.reduce((sum, span) => sum + span.end - span.start, 0)
  const around = page.items.filter((item) =>
    item.evidence.some((span) => span.start <= first.start && span.end > first.start),
  )
  return [...around].sort((a, b) => width(a) - width(b)).at(0) ?? null
}

/** The cooperation the decisions of each article were written to, most of them. */
export function decidedByArticle(findings: readonly FindingView[]): ReadonlyMap<number, CooperationId> {
  const counts = new Map<number, Map<CooperationId, number>>()
  for (const { article, decisions } of findings) {
    const of = counts.get(article) ?? new Map<CooperationId, number>()
    for (const { cooperation } of decisions) of.set(cooperation, (of.get(cooperation) ?? 0) + 1)
    counts.set(article, of)
  }
  return new Map(
    [...counts].flatMap(([article, of]) => {
      const most = [...of].sort((a, b) => b[1] - a[1]).at(0)?.[0]
      return most ? [[article, most] as const] : []
    }),
  )
}
