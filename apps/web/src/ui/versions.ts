/**
 * What was read and what was written instead. Every correctable field of a finding is a few rows of cells, as read and
 * as the record has it; the form that corrects them, and the words that show both, are made from the same. Pure.
 */
import type { FindingView, LedgerView } from '@handclasp/api/client'
import {
  type Act,
  ACTS,
  AGREEMENT_KINDS,
  type Correction,
  type CorrectedFields,
  EVENT_KINDS,
  type EventId,
  type Field,
  FIELDS,
  type FindingKind,
  PLEDGE_MODES,
  recordIdOf,
} from '@handclasp/domain'
import { partyNames, signatoryNames } from './agreement.ts'
import type { Say } from '../words/words.tsx'

/** The cells of a field, row by row; a field with one value has one row. */
export type Rows = readonly (readonly string[])[]

/** One cell: words of one's own, or one of some choices. */
export interface Cell {
  readonly label: string
  readonly options?: readonly Option[]
  readonly narrow?: boolean
  readonly hint?: string
}

/** A choice: the value, and how the screen says it. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** One correctable field: its name, its cells, and its rows. `many`: any number of rows, none included. */
export interface FieldForm {
  readonly key: string
  readonly label: string
  readonly cells: readonly Cell[]
  readonly many: boolean
  readonly rows: Rows
}

/** Everything of one finding that a person may write, whole. */
export type Values = {
  readonly [Kind in FindingKind]: { readonly of: Kind; readonly fields: Required<CorrectedFields[Kind]> }
}[FindingKind]

/** The records a finding may become. */
export type MadeRecord =
  | LedgerView['events'][number]
  | LedgerView['participations'][number]
  | LedgerView['packages'][number]
  | LedgerView['agreements'][number]
  | LedgerView['intentions'][number]

/** An event an act can be tied to. */
export interface KnownEvent {
  readonly id: EventId
  readonly name: string
}

/** The values as read: what the record would hold had nobody corrected anything. */
export function valuesRead(finding: FindingView): Values {
  switch (finding.kind) {
    case 'event': {
      const { kind, name, date, place } = finding.read
      return { of: 'event', fields: { kind, name, date, place, sites: [], programme: [] } }
    }
    case 'person': {
      const { name, posts, region, acts } = finding.read
      const eventOf = (index: number) => {
        const event = finding.events[index]
        return event ? recordIdOf('event', event) : null
      }
      const done = acts.map(({ act }, index) => ({ act, event: eventOf(index) }))
      return { of: 'person', fields: { name, posts: posts.map(({ text }) => text), region, acts: done } }
    }
    case 'package':
      return { of: 'package', fields: { parts: finding.read.parts } }
    case 'agreement': {
      const { name, kind, count, parties, signatories, date, signed } = finding.read
      return { of: 'agreement', fields: { name, kind, count, parties, signatories, date, signed } }
    }
    default: {
      const { speaker, mode, by, fields, targets } = finding.read
      const figures = targets.map(({ value, unit }) => ({ value, unit }))
      return { of: 'pledge', fields: { speaker, mode, by, fields, targets: figures } }
    }
  }
}

/** The values as a record holds them. */
export function valuesKept(record: MadeRecord): Values {
  switch (record.kind) {
    case 'event': {
      const { type, name, date, place, sites, programme } = record
      return { of: 'event', fields: { kind: type, name, date, place, sites, programme } }
    }
    case 'participation': {
      const { name, posts, region, acts } = record
      return { of: 'person', fields: { name, posts, region, acts } }
    }
    case 'package':
      return { of: 'package', fields: { parts: record.parts } }
    case 'agreement': {
      const { name, type, count, signedOn: date, signed } = record
      const [parties, signatories] = [partyNames(record), signatoryNames(record)]
      return { of: 'agreement', fields: { name, kind: type, count, parties, signatories, date, signed } }
    }
    default: {
      const { speaker, mode, by, fields, targets } = record
      return { of: 'pledge', fields: { speaker, mode, by, fields, targets } }
    }
  }
}

/** The fields of some values, each with its cells. */
export function formsOf(say: Say, values: Values, events: readonly KnownEvent[]): readonly FieldForm[] {
  switch (values.of) {
    case 'event':
      return eventForms(say, values.fields)
    case 'person':
      return personForms(say, values.fields, events)
    case 'package':
      return [many('parts', say('fact.parts'), values.fields.parts.map(String), { narrow: true })]
    case 'agreement':
      return agreementForms(say, values.fields)
    default:
      return pledgeForms(say, values.fields)
  }
}

type Whole<Kind extends FindingKind> = Extract<Values, { of: Kind }>['fields']

function eventForms(say: Say, fields: Whole<'event'>): readonly FieldForm[] {
  const hint = say('correct.day.hint')
  const date: FieldForm = {
    key: 'date',
    label: say('fact.date'),
    cells: [
      { label: say('correct.first'), hint, narrow: true },
      { label: say('correct.last'), hint, narrow: true },
    ],
    many: false,
    rows: [[fields.date?.start ?? '', fields.date?.end ?? '']],
  }
  return [
    one('kind', say('fact.kind'), fields.kind, { options: options(EVENT_KINDS, (kind) => say(`event.${kind}`)) }),
    one('name', say('fact.name'), fields.name),
    date,
    one('place', say('fact.place'), fields.place),
    many('sites', say('fact.sites'), fields.sites),
    many('programme', say('fact.programme'), fields.programme),
  ]
}

function personForms(say: Say, fields: Whole<'person'>, events: readonly KnownEvent[]): readonly FieldForm[] {
  const known = new Map<string, string>(events.map(({ id, name }) => [id, name]))
  for (const { event } of fields.acts) if (event !== null && !known.has(event)) known.set(event, say('event.other'))
  const at = [...known].map(([value, label]) => ({ value, label }))
  const acts: FieldForm = {
    key: 'acts',
    label: say('fact.acts'),
    cells: [
      { label: say('fact.acts'), narrow: true, options: [none(say), ...options(ACTS, (act) => say(`act.${act}`))] },
      { label: say('kind.event'), options: [none(say), ...at] },
    ],
    many: true,
    rows: fields.acts.map(({ act, event }) => [act, event ?? '']),
  }
  return [
    one('name', say('correct.person'), fields.name),
    many('posts', say('fact.posts'), fields.posts),
    one('region', say('fact.region'), fields.region),
    acts,
  ]
}

function agreementForms(say: Say, fields: Whole<'agreement'>): readonly FieldForm[] {
  const kinds = options(AGREEMENT_KINDS, (kind) => say(`agreement.${kind}`))
  const signed = [
    { value: 'yes', label: say('agreement.signed') },
    { value: 'no', label: say('agreement.mentioned') },
  ]
  return [
    one('name', say('fact.name'), fields.name),
    one('kind', say('fact.kind'), fields.kind, { options: kinds }),
    one('count', say('fact.count'), fields.count === null ? '' : String(fields.count), { narrow: true }),
    one('signed', say('fact.signed'), fields.signed ? 'yes' : 'no', { options: signed }),
    many('parties', say('fact.parties'), fields.parties),
    many('signatories', say('fact.signatories'), fields.signatories),
    one('date', say('fact.date'), fields.date, { hint: say('correct.day.hint'), narrow: true }),
  ]
}

function pledgeForms(say: Say, fields: Whole<'pledge'>): readonly FieldForm[] {
  const subjects = [none(say), ...options(FIELDS, (field) => say(`field.${field}`))]
  const targets: FieldForm = {
    key: 'targets',
    label: say('fact.targets'),
    cells: [
      { label: say('correct.figure'), narrow: true },
      { label: say('correct.unit'), narrow: true },
    ],
    many: true,
    rows: fields.targets.map(({ value, unit }) => [String(value), unit]),
  }
  return [
    many('by', say('fact.by'), fields.by),
    one('mode', say('fact.mode'), fields.mode, { options: options(PLEDGE_MODES, (mode) => say(`mode.${mode}.full`)) }),
    one('speaker', say('fact.speaker'), fields.speaker),
    many('fields', say('fact.fields'), fields.fields, { options: subjects }),
    targets,
  ]
}

function one(key: string, label: string, value: string | null, cell: Partial<Cell> = {}): FieldForm {
  return { key, label, cells: [{ label, ...cell }], many: false, rows: [[value ?? '']] }
}

function many(key: string, label: string, values: readonly string[], cell: Partial<Cell> = {}): FieldForm {
  return { key, label, cells: [{ label, ...cell }], many: true, rows: values.map((value) => [value]) }
}

function options<Value extends string>(values: readonly Value[], words: (value: Value) => string): readonly Option[] {
  return values.map((value) => ({ value, label: words(value) }))
}

function none(say: Say): Option {
  return { value: '', label: say('correct.none') }
}

/** Rows without those nobody filled in, each cell without the blanks around it. */
function filled(rows: Rows): Rows {
  return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row[0] !== '')
}

/** Do two fields say the same? */
export function sameRows(a: Rows, b: Rows): boolean {
  return JSON.stringify(filled(a)) === JSON.stringify(filled(b))
}

/** A field as a sentence has it; null for one that says nothing. */
export function rowsWords(say: Say, form: FieldForm, rows: Rows): string | null {
  const words = filled(rows).map((row) => {
    const cells = row.map((cell, index) => {
      const label = form.cells[index]?.options?.find((option) => option.value === cell)?.label
      return cell === '' ? '' : (label ?? cell)
    })
    const said = cells.filter((cell) => cell !== '')
    const [first = '', second] = said
    if (form.key === 'acts') return second ? say('fact.actAt', { act: first, event: second }) : first
    if (form.key === 'date') return [...new Set(said)].join(' – ')
    return said.join(' ')
  })
  const chosen = form.cells.some(({ options: given }) => given)
  const between = form.key === 'parts' ? '+' : say(chosen ? 'list.comma' : 'list.names')
  return words.length > 0 ? words.join(between) : null
}

/** What stands where nothing was read: some fields are never read, but written by a person. */
export function missingWords(say: Say, key: string): string {
  return say(key === 'sites' || key === 'programme' ? 'fact.unread' : 'fact.missing')
}

/** One field in both versions. */
export interface Version {
  readonly key: string
  readonly label: string
  readonly read: string | null
  readonly kept: string | null
}

/** The fields in which a record says other than what was read. */
export function versionsOf(
  say: Say,
  finding: FindingView,
  record: MadeRecord,
  events: readonly KnownEvent[],
): readonly Version[] {
  const read = formsOf(say, valuesRead(finding), events)
  const kept = formsOf(say, valuesKept(record), events)
  return read.flatMap((form, index) => {
    const rows = kept[index]?.rows ?? form.rows
    if (sameRows(form.rows, rows)) return []
    const words = (each: Rows) => rowsWords(say, form, each)
    return [{ key: form.key, label: form.label, read: words(form.rows), kept: words(rows) }]
  })
}

/** The correction by which a record says other than what was read; null where it says the same. */
export function correctionOf(finding: FindingView, record: MadeRecord): Correction | null {
  const [read, kept] = [valuesRead(finding), valuesKept(record)]
  const before: Readonly<Record<string, unknown>> = { ...read.fields }
  const fields = Object.entries(kept.fields).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
  )
  return fields.length > 0 ? { of: kept.of, fields: Object.fromEntries(fields) } : null
}

/** The correction some rows come to: the fields that differ from those read, null where none does; or what is wrong. */
export type Written =
  | { readonly ok: true; readonly correction: Correction | null }
  | { readonly ok: false; readonly key: string }

/** Rows of every field, by key. */
export type RowsByKey = Readonly<Record<string, Rows>>

/** Turns the rows a person wrote into a correction of the finding. */
export function correctionFrom(read: readonly FieldForm[], of: FindingKind, written: RowsByKey): Written {
  const fields: Record<string, unknown> = {}
  for (const form of read) {
    const rows = written[form.key] ?? form.rows
    if (isHalf(form.key, rows)) return { ok: false, key: form.key }
    if (sameRows(form.rows, rows)) continue
    const value = valueOf(of, form.key, filled(rows))
    if (value === undefined) return { ok: false, key: form.key }
    fields[form.key] = value
  }
  // The keys are those of the forms of this kind, and each value was made for its key.
  return { ok: true, correction: Object.keys(fields).length > 0 ? { of, fields } : null }
}

/** A last day without a first, a unit without its figure: half written, not taken out. */
function isHalf(key: string, rows: Rows): boolean {
  if (key !== 'date' && key !== 'targets') return false
  return rows.some(([first = '', second = '']) => first.trim() === '' && second.trim() !== '')
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/

/** The value of one field; undefined where the rows make none. */
function valueOf(of: FindingKind, key: string, rows: Rows): unknown {
  const first = rows[0]?.[0] ?? null
  switch (key) {
    case 'kind':
      return first
    case 'mode':
      return first
    case 'signed':
      return first === 'yes'
    case 'name':
      return first ?? (of === 'event' ? null : undefined)
    case 'count':
      return first === null ? null : wholeNumber(first)
    case 'date':
      return of === 'event' ? daysOf(rows[0]) : first === null ? null : dayOf(first)
    case 'parts': {
      const parts = rows.map(([part = '']) => wholeNumber(part))
      return parts.length >= 2 && !parts.includes(undefined) ? parts : undefined
    }
    case 'acts':
      return rows.map(([act, event]) => ({ act: act as Act, event: event ? (event as EventId) : null }))
    case 'targets': {
      const targets = rows.map(([value = '', unit = '']) => ({ value: Number(value.replaceAll(',', '')), unit }))
      return targets.some(({ value, unit }) => Number.isNaN(value) || unit === '') ? undefined : targets
    }
    case 'fields':
      return [...new Set(rows.map(([field]) => field as Field))]
    case 'region':
    case 'place':
    case 'speaker':
      return first
    default:
      return rows.map(([words]) => words)
  }
}

function wholeNumber(written: string): number | undefined {
  return /^[1-9]\d{0,5}$/.test(written) ? Number(written) : undefined
}

function dayOf(written: string): string | undefined {
  return DAY.test(written) ? written : undefined
}

function daysOf(row: readonly string[] | undefined): unknown {
  const [start = '', end = ''] = row ?? []
  if (start === '') return null
  const last = end === '' ? start : end
  return dayOf(start) && dayOf(last) && start <= last ? { start, end: last } : undefined
}
