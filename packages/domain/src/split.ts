/** Splitting a finding: a person cuts in two what the reader took for one. */
import { type Finding, findingId, lineIndex, linesOf, wordsAt } from './finding.ts'
import type { Span } from './reading.ts'
import { assertNever, granted, type Outcome, refused } from './refusal.ts'

/** A finding that can be split: its evidence holds the words it is known by. */
type Splittable = Extract<Finding, { kind: 'person' | 'agreement' | 'pledge' }>

/**
 * Cuts a finding in two at an offset of the text: a run of two names, an agreement that is two, a sentence with two
 * pledges. Each part stands on its own words and keeps all else that was read, and what the reader had found whole.
 * Refuses with `split-misfits` where the kind has no parts or no words are left on one side.
 */
export function splitFinding(
  finding: Finding,
  text: string,
  at: number,
  digest: (text: string) => Uint8Array,
): Outcome<readonly [Finding, Finding]> {
  const before = trimmed(
    text,
    finding.evidence.flatMap((span) => clipped(span, 0, at)),
  )
  const after = trimmed(
    text,
    finding.evidence.flatMap((span) => clipped(span, at, text.length)),
  )
  const splittable = finding.kind !== 'event' && finding.kind !== 'package'
  if (!splittable || before.length === 0 || after.length === 0) {
    return refused({ code: 'split-misfits', finding: finding.id, at })
  }
  const lineAt = lineIndex(text)
  const part = (evidence: readonly Span[]): Finding => {
    const { source, kind, whole = { id: finding.id, read: finding.read } } = finding
    const id = findingId(source, kind, evidence, 0, digest)
    const words = wordsAt(text, evidence)
    return { ...known(finding, words, evidence), id, evidence, words, lines: linesOf(evidence, lineAt), whole }
  }
  return granted([part(before), part(after)])
}

/** That a finding was cut in two, and where. */
export interface Split {
  readonly finding: Finding
  /** Offset in the text. */
  readonly at: number
}

/**
 * Cuts the findings of a newer reading where they were cut before, in the order in which that was done. A cut of what
 * is no longer found, or is found in other places, changes nothing.
 */
export function splitAgain(
  findings: readonly Finding[],
  splits: readonly Split[],
  text: string,
  digest: (text: string) => Uint8Array,
): { readonly findings: readonly Finding[]; readonly splits: readonly Split[] } {
  let found = findings
  const made: Split[] = []
  for (const { finding: before, at } of splits) {
    const finding = found.find(({ id }) => id === before.id)
    const split = finding && splitFinding(finding, text, at, digest)
    if (!finding || !split?.ok) continue
    // A part that the newer reader found by itself stands already: the whole is left as it was read.
    if (split.value.some((part) => found.some(({ id }) => id === part.id))) continue
    found = found.flatMap((each) => (each === finding ? split.value : [each]))
    made.push({ finding, at })
  }
  return { findings: found, splits: made }
}

/** The finding known by the words of a part: what is measured in words that lie elsewhere goes with them. */
function known(finding: Splittable, words: string, evidence: readonly Span[]): Splittable {
  switch (finding.kind) {
    case 'person':
      return { ...finding, read: { ...finding.read, name: words, evidence } }
    case 'agreement':
      // Seven agreements are not seven in each half: how many of them a part is nobody has said.
      return { ...finding, read: { ...finding.read, name: words, count: null, evidence } }
    case 'pledge': {
      const within = ({ start, end }: Span) => evidence.some((span) => span.start <= start && end <= span.end)
      const targets = finding.read.targets.filter((target) => target.evidence.every(within))
      return { ...finding, read: { ...finding.read, text: words, targets, evidence } }
    }
    default:
      return assertNever(finding)
  }
}

function clipped({ start, end }: Span, from: number, to: number): readonly Span[] {
  const span = { start: Math.max(start, from), end: Math.min(end, to) }
  return span.start < span.end ? [span] : []
}

/** What parts the members of a list and says nothing. */
const LIST_MARK = /[\s、，；,;]/

/** Spans without the blanks and list marks at both ends; none where nothing else is left. */
function trimmed(text: string, spans: readonly Span[]): readonly Span[] {
  const offsets = spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index))
  const saying = offsets.filter((at) => !LIST_MARK.test(text.charAt(at)))
  const [first, last] = [saying[0], saying.at(-1)]
  return first === undefined || last === undefined ? [] : spans.flatMap((span) => clipped(span, first, last + 1))
}
