/** A package with its agreements while people write it down, and what is sent of it. Pure. */
import type { LedgerView, WrittenInput } from '@handclasp/api/client'
import {
  type AgreementId,
  type AgreementKind,
  type AgreementWords,
  departmentFor,
  governmentOf,
  isCreditCode,
  organisationTyped,
  organisationWords,
  type PackageId,
  type PackageWords,
  type Party,
  type Quote,
  type Side,
  type Signatory,
} from '@handclasp/domain'
import { dayTyped, lastDayTyped } from './days-typed.ts'
import { branchesOf } from './ledger.ts'

type Agreement = LedgerView['agreements'][number]
type Bundle = LedgerView['packages'][number]

/** One agreement as it is typed. Lists are by side, in the order of the sides; last are those of no known side. */
export interface Line {
  readonly id: AgreementId | null
  readonly replaces: number | null
  /** Which part of the package: 0 is the 1 of "1+7". */
  readonly part: number
  readonly kind: AgreementKind
  readonly name: string
  readonly parties: readonly string[]
  /** 姓名 职务；姓名 职务 */
  readonly signatories: readonly string[]
  readonly signed: boolean
  readonly signedOn: string
  readonly inForce: string
  readonly expires: string
  readonly follows: AgreementId | ''
  readonly how: 'renews' | 'deepens'
  /** Did a person write in it? */
  readonly touched: boolean
}

/** The package as it is typed, or what is left of one where an agreement stands alone. */
export interface Whole {
  readonly id: PackageId | null
  readonly replaces: number | null
  /** No package: agreements that belong to none. */
  readonly alone: boolean
  readonly parts: string
  readonly name: string
  readonly signedOn: string
  readonly place: string
  readonly touched: boolean
  readonly lines: readonly Line[]
}

const KINDS: readonly AgreementKind[] = ['framework', 'departmental', 'project', 'other']
const MOST_LINES = 200
const MOST_QUOTED = 2_000

/** The parts of a written "1+7": at least two whole numbers; null for anything else. */
export function partsTyped(text: string): readonly number[] | null {
  const plain = text.normalize('NFKC').replace(/[\s“”"]/g, '')
  if (!/^\d{1,3}(\+\d{1,3}){1,19}$/.test(plain)) return null
  const parts = plain.split('+').map(Number)
  return parts.every((part) => part > 0) && parts.reduce((sum, part) => sum + part, 0) < MOST_LINES ? parts : null
}

/** Nothing written yet. */
export function emptyWhole(alone: boolean, sides: readonly Side[]): Whole {
  const lines = alone ? [{ ...emptyLine(1, sides), kind: 'other' as const }] : []
  const nothing = { parts: '', name: '', signedOn: '', place: '', touched: false }
  return { id: null, replaces: null, alone, ...nothing, lines }
}

/** A package that stands, with the places that are still empty. */
export function wholeOf(ledger: LedgerView, bundle: Bundle): Whole {
  const { sides } = ledger.cooperation
  const { framework, named } = branchesOf(ledger, bundle)
  const known = [
    ...(framework ? [lineOf(framework, 0, sides)] : []),
    ...named.map((agreement) => lineOf(agreement, 1, sides)),
  ]
  const whole: Whole = {
    id: bundle.id,
    replaces: bundle.seq,
    alone: false,
    parts: '',
    name: bundle.name ?? '',
    signedOn: bundle.signedOn ?? '',
    place: bundle.place ?? '',
    touched: false,
    lines: known,
  }
  return { ...withParts(whole, bundle.parts.join('+'), sides), touched: false }
}

/** An agreement that stands outside all packages. */
export function wholeOfOne(ledger: LedgerView, agreement: Agreement): Whole {
  const { sides } = ledger.cooperation
  return { ...emptyWhole(true, sides), lines: [lineOf(agreement, 1, sides)] }
}

/** An agreement nobody wrote anything of. Frameworks are between the governments of the regions. */
export function emptyLine(part: number, sides: readonly Side[]): Line {
  const nobody = [...sides.map(() => ''), '']
  return {
    id: null,
    replaces: null,
    part,
    kind: KINDS[Math.min(part, KINDS.length - 1)] ?? 'other',
    name: '',
    parties: part === 0 ? [...sides.map(governmentFor), ''] : nobody,
    signatories: nobody,
    signed: true,
    signedOn: '',
    inForce: '',
    expires: '',
    follows: '',
    how: 'renews',
    touched: false,
  }
}

function governmentFor({ regions }: Side): string {
  const [only] = regions
  return (regions.length === 1 && only && governmentOf(only.name)) || ''
}

/** An agreement that stands, as it would be typed. */
export function lineOf(agreement: Agreement, part: number, sides: readonly Side[]): Line {
  const { parties, signatories } = agreement
  const told = parties.map(({ side, organisation }) => ({ side, name: organisationWords(organisation) }))
  return {
    ...emptyLine(part, sides),
    id: agreement.id,
    replaces: agreement.seq,
    kind: agreement.type,
    name: agreement.name,
    parties: bySide(told, sides, '、'),
    signatories: bySide(
      signatories.map(({ side, name, post }) => ({ side, name: post === null ? name : `${name} ${post}` })),
      sides,
      '；',
    ),
    signed: agreement.signed,
    signedOn: agreement.signedOn ?? '',
    inForce: agreement.inForce ?? '',
    expires: agreement.expires ?? '',
    follows: agreement.follows?.agreement ?? '',
    how: agreement.follows?.how ?? 'renews',
  }
}

/** Names by side. Where none was said, a name that begins with a region of a side is of that side. */
function bySide(
  names: readonly { readonly side: string | null; readonly name: string }[],
  sides: readonly Side[],
  mark: string,
): readonly string[] {
  const placed = names.map(({ side, name }) => ({ name, at: sideAt(sides, side, name) }))
  const of = (at: number) => placed.filter((each) => each.at === at).map(({ name }) => name)
  return [...sides.map((_, index) => of(index).join(mark)), of(-1).join(mark)]
}

function sideAt(sides: readonly Side[], side: string | null, name: string): number {
  if (side !== null) return sides.findIndex(({ id }) => id === side)
  return sides.findIndex(({ regions }) => regions.some((region) => name.startsWith(region.name)))
}

/** Was anything written that would be lost with the line? */
export function isWritten(line: Line): boolean {
  return line.id !== null || line.touched
}

/** Was what was written taken away again? The governments of a framework are put down by themselves. */
function isEmpty({ id, part, name, parties, signatories }: Line): boolean {
  const said = [name, ...signatories, ...(part === 0 ? [] : parties)]
  return id === null && said.every((text) => text.trim() === '')
}

/** Writes the parts: as many lines as they say; what was written stays, however few they are. */
export function withParts(whole: Whole, parts: string, sides: readonly Side[]): Whole {
  const counts = partsTyped(parts)
  if (!counts) return { ...whole, parts, touched: true }
  const lines = counts.flatMap((count, part) => {
    const mine = whole.lines.filter((line) => line.part === part)
    const kept = mine.filter((line, index) => index < count || isWritten(line))
    return [...kept, ...Array.from({ length: Math.max(0, count - kept.length) }, () => emptyLine(part, sides))]
  })
  const beyond = whole.lines.filter((line) => line.part >= counts.length && isWritten(line))
  return { ...whole, parts, touched: true, lines: [...lines, ...beyond] }
}

/** Writes into one line. */
export function withLine(whole: Whole, at: number, part: Partial<Line>): Whole {
  const lines = whole.lines.map((line, index) => (index === at ? { ...line, ...part, touched: true } : line))
  return { ...whole, lines }
}

/**
 * Writes a party of a side. Departments come in pairs: what stands for the first side is put down for the others with
 * the name of their region, as long as nobody wrote there themselves.
 */
export function withParty(line: Line, at: number, value: string, sides: readonly Side[]): readonly string[] {
  const before = line.parties[0] ?? ''
  return line.parties.map((name, index) => {
    if (index === at) return value
    if (at !== 0 || index >= sides.length) return name
    return name === '' || name === paired(before, sides, index) ? paired(value, sides, index) : name
  })
}

/** Who is likely to sign a line for a side, while nobody wrote it; shown, and written only where it is taken. */
export function proposedParty({ name, part, parties }: Line, at: number, sides: readonly Side[]): string | null {
  const regions = sides[at]?.regions ?? []
  const [only] = regions
  if (part === 0 || regions.length !== 1 || !only || (parties[at] ?? '') !== '') return null
  return departmentFor(name, only.name)
}

function paired(name: string, sides: readonly Side[], at: number): string {
  const own = sides[0]?.regions.find((region) => name.startsWith(region.name))
  const regions = sides[at]?.regions ?? []
  if (!own) return name
  return regions.length === 1 ? `${regions[0]?.name ?? ''}${name.slice(own.name.length)}` : ''
}

/** The field that is not right yet; `line` is null for those of the package. */
export interface Wrong {
  readonly line: number | null
  readonly field: 'parts' | 'name' | 'signedOn' | 'inForce' | 'expires' | 'code' | 'nothing'
}

/** What is to be sent, or what is not right yet. */
export type Sending =
  | { readonly ok: true; readonly input: Omit<WrittenInput, 'side'> }
  | { readonly ok: false; readonly wrong: Wrong }

/** Makes what is sent of what was written: only what a person wrote in. */
export function sendingOf(whole: Whole, ledger: LedgerView): Sending {
  const { sides } = ledger.cooperation
  const wrong = wrongIn(whole, sides)
  if (wrong) return { ok: false, wrong }
  const agreements = whole.lines
    .filter((line) => line.touched && !isEmpty(line))
    .map((line) => {
      const before = ledger.agreements.find(({ id }) => id === line.id)
      const { id, replaces, how } = line
      const follows = line.follows === '' ? null : { agreement: line.follows, how }
      return { id, replaces, follows, words: wordsOf(line, whole, sides, before) }
    })
  const bundle = whole.alone || (whole.id !== null && !whole.touched) ? null : packageOf(whole, ledger)
  if (agreements.length === 0 && bundle === null) return { ok: false, wrong: { line: null, field: 'nothing' } }
  return { ok: true, input: { package: bundle, within: bundle ? null : whole.id, agreements } }
}

function wrongIn(whole: Whole, sides: readonly Side[]): Wrong | null {
  if (!whole.alone && partsTyped(whole.parts) === null) return { line: null, field: 'parts' }
  if (!whole.alone && dayTyped(whole.signedOn) === undefined) return { line: null, field: 'signedOn' }
  for (const [index, line] of whole.lines.entries()) {
    if (!line.touched || isEmpty(line)) continue
    if (line.name.trim() === '') return { line: index, field: 'name' }
    const codes = partiesOf(line, sides).map(({ organisation }) => organisation.code)
    if (codes.some((code) => code !== null && !isCreditCode(code))) return { line: index, field: 'code' }
    const { signedOn, inForce, expires } = daysOf(line, whole)
    if (signedOn === undefined) return { line: index, field: 'signedOn' }
    if (inForce === undefined) return { line: index, field: 'inForce' }
    if (expires === undefined) return { line: index, field: 'expires' }
    if (inForce !== null && expires !== null && expires < inForce) return { line: index, field: 'expires' }
  }
  return null
}

/** The days of a line; the day of signing is that of the package unless another is said. */
function daysOf(line: Line, whole: Whole) {
  const signedOn = line.signedOn.trim() === '' && line.signed ? dayTyped(whole.signedOn) : dayTyped(line.signedOn)
  const inForce = dayTyped(line.inForce)
  return { signedOn, inForce, expires: lastDayTyped(line.expires, inForce ?? signedOn ?? null) }
}

function packageOf(whole: Whole, ledger: LedgerView): WrittenInput['package'] {
  const before = ledger.packages.find(({ id }) => id === whole.id)
  const words: PackageWords = {
    name: whole.name.trim() || null,
    parts: partsTyped(whole.parts) ?? [],
    signedOn: dayTyped(whole.signedOn) ?? null,
    place: whole.place.trim() || null,
    quote: before?.quote ? inOneLine(before.quote) : null,
  }
  return { id: whole.id, replaces: whole.replaces, ...words }
}

function partiesOf(line: Line, sides: readonly Side[]): readonly Party[] {
  return listed(line.parties, /[、，,；;]/u, sides).map(({ side, name }) => {
    return { side, organisation: organisationTyped(name) }
  })
}

function wordsOf(line: Line, whole: Whole, sides: readonly Side[], before: Agreement | undefined): AgreementWords {
  const { signedOn = null, inForce = null, expires = null } = daysOf(line, whole)
  return {
    name: line.name.trim(),
    kind: line.kind,
    count: before ? before.count : 1,
    parties: partiesOf(line, sides),
    signatories: listed(line.signatories, /[；;]/u, sides).map(({ side, name }): Signatory => {
      const [, who = name, post = null] = /^(\S+)\s+(.+)$/.exec(name) ?? []
      return { name: who, post, side }
    }),
    signed: line.signed,
    signedOn,
    inForce,
    expires,
    quote: before?.quote ? inOneLine(before.quote) : null,
  }
}

function listed(texts: readonly string[], mark: RegExp, sides: readonly Side[]) {
  return texts.flatMap((text, index) => {
    const names = [...new Set(text.split(mark).map((name) => name.trim()))].filter(Boolean)
    return names.map((name) => ({ side: sides[index]?.id ?? null, name }))
  })
}

/** Words that ran over lines are one line here; their spans still lead to every one of them. */
function inOneLine(quote: Quote): Quote {
  return { ...quote, words: quote.words.replace(/\s*\n\s*/g, '').slice(0, MOST_QUOTED) }
}

/** After somebody else changed a record: it is written over, or as new where it was taken out. */
export function upon(whole: Whole, ledger: LedgerView, record: string): Whole {
  const seq = (rows: readonly { readonly id: string; readonly seq: number }[]) =>
    rows.find(({ id }) => id === record)?.seq ?? null
  if (whole.id === record) {
    const replaces = seq(ledger.packages)
    return { ...whole, id: replaces === null ? null : whole.id, replaces }
  }
  const replaces = seq(ledger.agreements)
  const lines = whole.lines.map((line) =>
    line.id === record ? { ...line, id: replaces === null ? null : line.id, replaces } : line,
  )
  return { ...whole, lines }
}

/** After somebody else changed a record: as it stands now, in place of what was written. */
export function asItStands(whole: Whole, ledger: LedgerView, record: string): Whole {
  const { sides } = ledger.cooperation
  if (whole.id === record) {
    const bundle = ledger.packages.find(({ id }) => id === record)
    if (!bundle) return { ...whole, id: null, replaces: null }
    const { seq, name, signedOn, place, parts } = bundle
    const words = { name: name ?? '', signedOn: signedOn ?? '', place: place ?? '' }
    return { ...withParts({ ...whole, ...words, replaces: seq }, parts.join('+'), sides), touched: false }
  }
  const agreement = ledger.agreements.find(({ id }) => id === record)
  const lines = whole.lines.map((line) => {
    if (line.id !== record) return line
    return agreement ? lineOf(agreement, line.part, sides) : emptyLine(line.part, sides)
  })
  return { ...whole, lines }
}

/** The number of a line among those of its part, from 1. */
export function numberOf(lines: readonly Line[], at: number): number {
  const part = lines[at]?.part
  return lines.slice(0, at + 1).filter((line) => line.part === part).length
}

/** The place of an agreement among the lines; without one, that of a number among the places of a package. */
export function lineAt({ lines }: Whole, asked: { readonly agreement?: string; readonly place?: number }): number {
  const known = lines.findIndex(({ id }) => id !== null && id === asked.agreement)
  if (known >= 0 || asked.place === undefined) return Math.max(0, known)
  if (asked.place === 0) return 0
  const first = lines.findIndex(({ part }) => part > 0)
  return Math.min(lines.length - 1, Math.max(0, first) + asked.place - 1)
}

/** Under which name a package is kept while it is being written. */
export function draftName({ cooperation, side }: LedgerView, { package: bundle, agreement }: WrittenSearch): string {
  return `${cooperation.id} ${side} written ${bundle ?? agreement ?? 'package'}`
}

/** What the address of the form says: a package or an agreement that stands, and the place that is meant. */
export interface WrittenSearch {
  readonly package?: PackageId
  /** `new` is one outside all packages. */
  readonly agreement?: AgreementId | 'new'
  /** 0 is the framework, from 1 those under it. */
  readonly place?: number
}

/** Reads the address; what makes no sense is left out. */
export function writtenSearch(raw: Readonly<Record<string, unknown>>): WrittenSearch {
  const { package: bundle, agreement } = raw
  const place = Number(raw.place)
  const isId = (value: unknown, pattern: RegExp): value is string => typeof value === 'string' && pattern.test(value)
  return {
    ...(isId(bundle, /^pkg_[0-9A-Z]{1,40}$/) ? { package: bundle as PackageId } : {}),
    ...(isId(agreement, /^(new|agr_[0-9A-Z]{1,40})$/) ? { agreement: agreement as AgreementId } : {}),
    ...(raw.place !== undefined && Number.isInteger(place) && place >= 0 && place < MOST_LINES ? { place } : {}),
  }
}
