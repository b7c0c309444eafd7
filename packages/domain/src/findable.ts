/** Findable: by which words each thing that stands in the ledger can be found. */
import type { Terms, UnitedCommitment } from './commitment.ts'
import type { LedgerRecord } from './position.ts'
import { type Asked, foldedText, initialsOf, isHan, wordsOf } from './search.ts'
import { keptAs } from './sent.ts'

/** What can be found: records people read, commitments, what sides sent each other, and pages. */
export const FINDABLE_KINDS = [
  'commitment',
  'agreement',
  'package',
  'text',
  'programme',
  'attachment',
  'intention',
  'event',
  'participation',
  'sent',
  'page',
] as const
/** A kind of thing that can be found. */
export type FindableKind = (typeof FINDABLE_KINDS)[number]

/** What something is found by: the words it shows first, all others, and the names that are found by initials too. */
export interface Findable {
  readonly title: string
  readonly body: string
  readonly names: readonly string[]
}

/** What a record is found by; null for those that are found by what they belong to. */
export function findableOf(record: LedgerRecord): (Findable & { readonly kind: FindableKind }) | null {
  switch (record.kind) {
    case 'package': {
      const title = record.name ?? record.parts.join('+')
      return { kind: 'package', title, body: lines(record.place, record.quote?.words), names: [] }
    }
    case 'agreement': {
      const parties = record.parties.map(({ organisation }) => organisation.name)
      const signed = record.signatories.map(({ name, post }) => lines(name, post))
      const names = [...parties, ...record.signatories.map(({ name }) => name)]
      return { kind: 'agreement', title: record.name, body: lines(...parties, ...signed, record.quote?.words), names }
    }
    case 'text':
      return { kind: 'text', title: record.title, body: record.text, names: [] }
    case 'programme': {
      const { name, document, quote } = record
      return { kind: 'programme', title: name, body: lines(document, quote?.words), names: [] }
    }
    case 'attachment':
      return { kind: 'attachment', title: record.name, body: lines(record.note), names: [] }
    case 'intention': {
      const { text, speaker, by } = record
      return { kind: 'intention', title: text, body: lines(speaker, ...by), names: speaker ? [speaker] : [] }
    }
    case 'event': {
      const { name, place, sites, programme, quote } = record
      return { kind: 'event', title: name ?? '', body: lines(place, ...sites, ...programme, quote.words), names: [] }
    }
    case 'participation': {
      const { name, posts, region } = record
      return { kind: 'participation', title: name, body: lines(...posts, region), names: [name] }
    }
    case 'sent': {
      const kept = keptAs(record)
      const found = kept && findableOf(kept)
      return found && { ...found, kind: 'sent' }
    }
    default:
      return null
  }
}

/** What a commitment is found by: its terms and those of all that it stands for; null where all are erased. */
export function findableCommitment({ terms, united }: Pick<UnitedCommitment, 'terms' | 'united'>): Findable | null {
  const found = [terms, ...united.map((one) => one.terms)].flatMap((each) => (each ? [findableTerms(each)] : []))
  const [first, ...others] = found
  if (!first) return null
  const body = lines(first.body, ...others.flatMap((other) => [other.title, other.body]))
  return { title: first.title, body, names: found.flatMap(({ names }) => names) }
}

function findableTerms(terms: Terms): Findable {
  const charged = [...terms.leads, ...terms.supporters].map(({ organisation }) => organisation.name)
  const { name, clause } = terms.basis
  const others = [...terms.milestones, ...terms.programmes].map((named) => named.name)
  return { title: terms.text, body: lines(...charged, terms.measure?.name, name, clause, ...others), names: charged }
}

/** Characters of one part: far below what a database can look up words for at once. */
const PART = 50_000

/** One part of something to be found. Words of its title are marked, so that what is titled by them is told apart. */
export interface FindablePart {
  readonly title: string
  readonly body: string
  readonly words: readonly string[]
  /** Title and body as words are looked for in them, with a mark between; null where they are so already. */
  readonly folded: string | null
}

/** What marks a word of the title. */
const OF_TITLE = '^'
/** What stands between title and body where both are folded. */
const APART = '\u0001'

/** The parts of something to be found, each with its words; a long body is cut into several. */
export function partsOf({ title, body, names }: Findable): readonly FindablePart[] {
  const titled = new Set([...wordsOf(title), ...names.filter((name) => title.includes(name)).flatMap(initialsOf)])
  const initials = names.flatMap(initialsOf)
  const count = Math.max(1, Math.ceil(body.length / PART))
  return Array.from({ length: count }, (_, index) => {
    // Parts overlap by a line's length, so that no word is lost where they meet.
    const part = body.slice(partStart(index), (index + 1) * PART)
    const others = new Set([...wordsOf(part), ...initials])
    const words = [...[...titled].map((word) => OF_TITLE + word), ...[...others].filter((word) => !titled.has(word))]
    const folded = [title, part].map(foldedText).join(APART)
    return { title, body: part, words, folded: folded === `${title}${APART}${part}`.toLowerCase() ? null : folded }
  })
}

/** What was asked as words of parts: `anywhere` each group is met in title or body, `titled` in the title alone. */
export function lookedUp(wanted: readonly Asked[]) {
  const groups = wanted.flatMap((one) => one.groups)
  const titled = groups.map((group) => group.map((word) => OF_TITLE + word))
  return { titled, anywhere: groups.map((group, index) => [...group, ...(titled[index] ?? [])]) }
}

/** Is something found by what was asked? Some part of it has to hold all of that. */
export function isFoundBy({ title, body, names }: Findable, wanted: readonly Asked[]): boolean {
  const count = Math.max(1, Math.ceil(body.length / PART))
  const parts = Array.from({ length: count }, (_, index) => body.slice(partStart(index), (index + 1) * PART))
  return parts.some((part) => wanted.every((run) => holdsRun([title, part], names, run)))
}

/** Does a text hold a run of Han characters, or a word that begins with another one, be it the initials of a name? */
function holdsRun(texts: readonly string[], names: readonly string[], { run, groups }: Asked): boolean {
  const isThere = texts.some((text) => foldedText(text).includes(run))
  if (isHan(run)) return isThere
  if (isThere && texts.some((text) => wordsOf(text).some((word) => word.startsWith(run)))) return true
  const byInitials = groups.some((group) => group.some((word) => word.startsWith('~')))
  return byInitials && names.flatMap(initialsOf).some((letters) => letters.startsWith(`~${run}`))
}

/** Offset in the body at which a part begins. */
export function partStart(part: number): number {
  return Math.max(0, part * PART - 100)
}

function lines(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part).join('\n')
}
