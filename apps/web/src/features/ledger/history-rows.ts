/** What changed as rows of words: each thing field by field, old and new. Pure. */
import type { CommitmentChanged, CooperationView, HistoryView, ThingChanged } from '@handclasp/api/client'
import { keptAs, type LedgerRecord, type RecordOf, type SharingCommand } from '@handclasp/domain'
import { formsOf, type KnownEvent, rowsWords, valuesKept } from '../../ui/versions.ts'
import type { Language, Say } from '../../words/words.tsx'
import { termRows } from './term-rows.ts'

/** One field that changed; null where it said nothing. */
export interface FieldChange {
  readonly key: string
  readonly label: string
  readonly before: string | null
  readonly after: string | null
}

/** What something is called, as it is now or was last. */
export function titleOf(say: Say, { before, after, name }: Pick<ThingChanged, 'before' | 'after' | 'name'>): string {
  const record = after ?? before
  switch (record?.kind) {
    case 'package':
      return record.name ?? record.parts.join('+')
    case 'agreement':
    case 'programme':
    case 'participation':
    case 'attachment':
      return record.name
    case 'text':
      return record.title
    case 'intention':
      return record.text
    case 'event':
      return record.name ?? say(`event.${record.type}`)
    case 'sent': {
      const kept = keptAs(record)
      return kept ? titleOf(say, { before: null, after: kept, name }) : say('found.erased')
    }
    case 'claim':
      return say(`history.claim.${record.said}`)
    case 'draft':
      return draftTitle(say, record)
    case 'four-eyes':
      return say(record.required ? 'draft.of.required' : 'draft.of.allowed')
    default:
      return name.id
  }
}

/** What a draft would do, with the words of the terms where it proposes some. */
function draftTitle(say: Say, { command: drafted }: RecordOf<'draft'>): string {
  const command = drafted as unknown as SharingCommand | null
  if (command === null) return say('found.erased')
  const terms = command.kind === 'propose-terms' ? command.terms?.text : null
  return [say(`draft.of.${command.kind}`), terms].filter(Boolean).join(' · ')
}

/** The fields that a thing says otherwise than before; all that it says where it is new. */
export function fieldChanges(
  say: Say,
  { before, after }: ThingChanged,
  events: readonly KnownEvent[],
): readonly FieldChange[] {
  return differing(before ? fieldsOf(say, before, events) : [], after ? fieldsOf(say, after, events) : [])
}

/** Events by their names, so that acts at them can be told. */
export function eventsNamed(say: Say, events: HistoryView['events']): readonly KnownEvent[] {
  return events.map((event) => ({ id: event.id, name: event.name ?? say(`event.${event.type}`) }))
}

/** What the terms of a commitment say otherwise than before. */
export function termChanges(
  say: Say,
  language: Language,
  { before, after }: CommitmentChanged,
  cooperation: CooperationView,
): readonly FieldChange[] {
  const rows = (commitment: CommitmentChanged['before']) =>
    commitment?.terms ? termRows(say, language, commitment.terms, cooperation) : []
  return differing(rows(before), rows(after))
}

/** One field in words; `value` null where nothing is said. */
export interface FieldWords {
  readonly key: string
  readonly label: string
  readonly value: string | null
}

function differing(before: readonly FieldWords[], after: readonly FieldWords[]): readonly FieldChange[] {
  const was = new Map(before.map((field) => [field.key, field]))
  const is = new Map(after.map((field) => [field.key, field]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)]
    const change = { key, label: (now ?? old)?.label ?? key, before: old?.value ?? null, after: now?.value ?? null }
    return change.before === change.after ? [] : [change]
  })
}

/** What a thing says, field by field. */
export function fieldsOf(say: Say, record: LedgerRecord, events: readonly KnownEvent[]): readonly FieldWords[] {
  const field = (key: string, label: string, value: string | null) => ({ key, label, value })
  switch (record.kind) {
    case 'agreement': {
      const { signatories, inForce, expires } = record
      const people = signatories.map(({ name, post }) => [post, name].filter(Boolean).join(' '))
      const plain = formFields(say, record, events).filter(({ key }) => key !== 'signatories')
      return [
        ...plain,
        field('signatories', say('fact.signatories'), people.join(say('list.names')) || null),
        field('inForce', say('fact.inForce'), inForce),
        field('expires', say('fact.expires'), expires),
      ]
    }
    case 'package':
      return [
        ...formFields(say, record, events),
        field('name', say('fact.name'), record.name),
        field('signedOn', say('written.signedOn'), record.signedOn),
        field('place', say('fact.place'), record.place),
      ]
    case 'text':
      return [
        field('title', say('fact.name'), record.title),
        field('dated', say('fact.date'), record.dated),
        field('text', say('found.text'), record.text),
      ]
    case 'sent': {
      const kept = keptAs(record)
      return kept ? fieldsOf(say, kept, events) : []
    }
    case 'programme':
      return [
        field('name', say('fact.name'), record.name),
        field('document', say('programme.document'), record.document),
        field('issued', say('programme.issued'), record.issued),
      ]
    case 'attachment':
      return [
        field('name', say('files.name'), record.name),
        field('note', say('files.note'), record.note),
        field('file', say('files.hash'), record.file),
      ]
    case 'draft':
      return [field('title', say('fact.name'), draftTitle(say, record)), field('note', say('files.note'), record.note)]
    case 'event':
    case 'participation':
    case 'intention':
      return formFields(say, record, events)
    default:
      return []
  }
}

type Formed = Extract<LedgerRecord, { kind: 'agreement' | 'package' | 'event' | 'participation' | 'intention' }>

function formFields(say: Say, record: Formed, events: readonly KnownEvent[]): readonly FieldWords[] {
  const values = valuesKept({ ...record, written: '', corrected: false })
  return formsOf(say, values, events).map((form) => {
    return { key: form.key, label: form.label, value: rowsWords(say, form, form.rows) }
  })
}
