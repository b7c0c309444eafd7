/** What a record says, in words: its kind, its name, its facts row by row. */
import type { LedgerView } from '@handclasp/api/client'
import type { ReactNode } from 'react'
import { signOf, signsOf } from '../../ui/marks.tsx'
import { amount, days, moment } from '../../words/values.ts'
import { type Language, type Say, useWords } from '../../words/words.tsx'
import { agreementFacts, packageFacts } from './agreement-facts.tsx'
import { citations, type Entry } from './ledger.ts'
import { Bound } from './views.tsx'

/** What kind of thing a record is, in words. */
export function kindWords(say: Say, entry: Entry): string {
  switch (entry.kind) {
    case 'agreement':
      return say(`agreement.${entry.type}`)
    case 'event':
      return say(`event.${entry.type}`)
    case 'intention':
    case 'participation':
    case 'package':
      return say(`ledger.kind.${entry.kind}`)
    default:
      return say('fact.source')
  }
}

/** What a record is called. */
export function titleOf(say: Say, entry: Entry): string {
  switch (entry.kind) {
    case 'event':
      return entry.name ?? say(`event.${entry.type}`)
    case 'intention':
      return entry.text
    case 'package':
      return [entry.parts.join('+'), entry.name].filter(Boolean).join(' ')
    default:
      return entry.name
  }
}

/** What a record says, row by row; of what was sent its texts and its entry stand elsewhere. */
export function FactTable(props: { readonly ledger: LedgerView; readonly entry: Entry; readonly sent?: boolean }) {
  const { ledger, entry, sent = false } = props
  const { say, language } = useWords()
  const written = say('fact.entry', { seq: entry.seq, date: moment(entry.written) })
  const missing = say('quote' in entry && entry.quote === null ? 'fact.open' : 'fact.missing')
  const facts = factsOf(say, language, ledger, entry)
  const rows = sent
    ? facts.filter(([label]) => label !== say('fact.texts'))
    : [...facts, [say('fact.written'), written] as const]
  return (
    <dl className="facts-list">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd lang="zh-CN">{value ?? <span className="missing">□ {missing}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

type FactRow = readonly [label: string, value: ReactNode]

function factsOf(say: Say, language: Language, ledger: LedgerView, entry: Entry): readonly FactRow[] {
  const text = (values: readonly string[]) => (values.length > 0 ? values.join(say('list.names')) : null)
  switch (entry.kind) {
    case 'agreement':
      return agreementFacts(say, language, ledger, entry)
    case 'intention':
      return [
        [say('fact.by'), entry.by.length > 0 ? <Who key="by" ledger={ledger} by={entry.by} /> : null],
        [say('fact.mode'), say(`mode.${entry.mode}.full`)],
        [say('fact.speaker'), entry.speaker],
        [say('fact.said'), say(`basis.${entry.basis}`)],
        [say('fact.fields'), entry.fields.map((field) => say(`field.${field}`)).join(say('list.comma')) || null],
        [say('fact.targets'), text(entry.targets.map(({ value, unit }) => `${amount(language, value)} ${unit}`))],
      ]
    case 'event':
      return [
        [say('fact.date'), entry.date && days(language, entry.date)],
        [say('fact.place'), entry.place],
        // Never read, but written by a person where they are known.
        ...(entry.sites.length > 0 ? [[say('fact.sites'), text(entry.sites)] as const] : []),
        ...(entry.programme.length > 0 ? [[say('fact.programme'), text(entry.programme)] as const] : []),
      ]
    case 'participation':
      return [
        [say('fact.region'), entry.region ? <Who key="region" ledger={ledger} by={[entry.region]} /> : null],
        [say('fact.posts'), text(entry.posts)],
        ...actRows(say, ledger, entry),
      ]
    case 'package':
      return packageFacts(say, language, entry)
    case 'source':
      return [
        [say('ledger.column.outlet'), entry.outlet],
        [say('sources.published'), entry.published && days(language, { start: entry.published, end: entry.published })],
        [say('ledger.column.records'), amount(language, citations(ledger).get(entry.id) ?? 0)],
      ]
    default:
      return []
  }
}

function actRows(say: Say, ledger: LedgerView, person: LedgerView['participations'][number]): readonly FactRow[] {
  if (person.acts.length === 0) return [[say('fact.acts'), null]]
  const byEvent = new Map<string | null, Set<string>>()
  for (const { act, event } of person.acts) {
    const acts = byEvent.get(event) ?? new Set()
    byEvent.set(event, acts.add(say(`act.${act}`)))
  }
  const comma = say('list.comma')
  const lines = [...byEvent].map(([id, done]) => {
    const event = ledger.events.find((each) => each.id === id)
    const acts = [...done].join(comma)
    return event ? say('fact.actsAt', { event: event.name ?? say(`event.${event.type}`), acts }) : acts
  })
  return [
    [
      say('fact.acts'),
      <ul key="acts">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>,
    ],
  ]
}

function Who({ ledger, by }: { readonly ledger: LedgerView; readonly by: readonly string[] }) {
  const { say } = useWords()
  const signs = signsOf(ledger.cooperation)
  const known = by.filter((name) => signOf(signs, name))
  return (
    <span>
      <Bound by={by} signs={signs} /> {known.join(say('list.names'))}
    </span>
  )
}
