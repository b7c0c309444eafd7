/**
 * The page cut where its marks begin and end. Marks overlap freely (a name inside an intention inside a headline), so
 * a line becomes a row of segments, each with the marks that cover it whole. Pure, linear in text and marks.
 */
import type { FindingId, Span } from '@handclasp/domain'
import type { FindingView } from '@handclasp/api/client'
import { type Line, lineAt } from '../../ui/lines.ts'
import { type SideSign, signOf } from '../../ui/marks.tsx'

/** What a mark shows; `at` is the place an address points to. */
export const MARK_KINDS = ['event', 'person', 'post', 'act', 'agreement', 'pledge', 'asks', 'target'] as const
export type MarkKind = (typeof MARK_KINDS)[number] | 'at'

/** Evidence on the page: which words, of what kind, for which side, of which finding. */
export interface Mark extends Span {
  readonly kind: MarkKind
  readonly side: SideSign | null
  readonly finding: FindingId | null
}

/** A stretch of one line under the same marks all along. */
export interface Segment extends Span {
  readonly marks: readonly Mark[]
}

/** The marks of findings, each with the side it speaks for. */
export function marksOf(
  findings: readonly FindingView[],
  signs: (finding: FindingView) => readonly SideSign[],
): readonly Mark[] {
  return findings.flatMap((finding) => {
    const mark = (kind: MarkKind, spans: readonly Span[], side: SideSign | null = null) =>
      spans.map(({ start, end }) => ({ start, end, kind, side, finding: finding.id }))
    switch (finding.kind) {
      case 'event':
        return mark('event', finding.evidence)
      case 'person': {
        const side = signOf(signs(finding), finding.read.region)
        return [
          ...mark('person', finding.evidence, side),
          ...finding.read.posts.flatMap((post) => mark('post', post.evidence, side)),
          ...finding.read.acts.flatMap((act) => mark('act', act.evidence, side)),
        ]
      }
      case 'package':
      case 'agreement':
        return mark('agreement', finding.evidence)
      case 'pledge':
        return [
          ...mark(finding.read.mode === 'asks' ? 'asks' : 'pledge', finding.evidence),
          ...finding.read.targets.flatMap((target) => mark('target', target.evidence)),
        ]
      default:
        return []
    }
  })
}

/**
 * Cuts lines at the ends of their marks, each when it is first asked for by its index: long pages are drawn in parts. A
 * line without marks is one segment; an empty line has none.
 */
export function segmentsOf(lines: readonly Line[], marks: readonly Mark[]): (index: number) => readonly Segment[] {
  const byLine = new Map<number, Mark[]>()
  for (const mark of marks) {
    const last = lineAt(lines, Math.max(mark.start, mark.end - 1))
    for (let index = lineAt(lines, mark.start); index <= last; index++) {
      const there = byLine.get(index)
      if (there) there.push(mark)
      else byLine.set(index, [mark])
    }
  }
  const done = new Map<number, readonly Segment[]>()
  return (index) => {
    const before = done.get(index)
    if (before) return before
    const line = lines[index]
    const segments = line ? cut(line, byLine.get(index) ?? NONE) : []
    done.set(index, segments)
    return segments
  }
}

const NONE: readonly Mark[] = []

function cut(line: Line, marks: readonly Mark[]): readonly Segment[] {
  if (line.start === line.end) return []
  if (marks.length === 0) return [{ start: line.start, end: line.end, marks }]
  const ends = new Set([line.start, line.end])
  for (const mark of marks) {
    if (mark.start > line.start && mark.start < line.end) ends.add(mark.start)
    if (mark.end > line.start && mark.end < line.end) ends.add(mark.end)
  }
  const cuts = [...ends].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? line.end
    return { start, end, marks: marks.filter((mark) => mark.start <= start && mark.end >= end) }
  })
}

/** Does a stretch lie within some spans? */
export function within(stretch: Span, spans: readonly Span[]): boolean {
  return spans.some((span) => span.start <= stretch.start && span.end >= stretch.end)
}

/** Do two stretches share a character? */
export function meets(stretch: Span, spans: readonly Span[]): boolean {
  return spans.some((span) => span.start < stretch.end && span.end > stretch.start)
}

/** The findings whose evidence covers an offset, the tightest first. */
export function findingsAt(marks: readonly Mark[], offset: number): readonly FindingId[] {
  const there = marks.filter((mark) => mark.finding && mark.start <= offset && mark.end > offset)
  const tight = [...there].sort((a, b) => a.end - a.start - (b.end - b.start))
  return [...new Set(tight.flatMap((mark) => (mark.finding ? [mark.finding] : [])))]
}
