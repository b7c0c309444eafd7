/** The drawer: what a record holds, the words it rests on, and the way back to the page. */
import type { LedgerView } from '@handclasp/api/client'
import type { Quote as Quoted, SourceHash } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { sourceQuery } from '../../requests/queries.ts'
import { Key } from '../../ui/keys.tsx'
import { lineRange, linesOf, writeSpans } from '../../ui/lines.ts'
import { SideMark, signOf, signsOf } from '../../ui/marks.tsx'
import { QuoteWords } from '../../ui/quote.tsx'
import { VersionList } from '../../ui/version-list.tsx'
import { type MadeRecord, versionsOf } from '../../ui/versions.ts'
import { amount, day, days, linesFull, moment } from '../../words/values.ts'
import { type Language, type Say, useWords } from '../../words/words.tsx'
import { citations, type Entry } from './ledger.ts'
import { Bound } from './views.tsx'

/** The details of the record chosen; without one, what to do. */
export function Drawer(props: {
  readonly ledger: LedgerView
  readonly entry: Entry | null
  readonly onClose: () => void
}) {
  const { say } = useWords()
  const { ledger, entry, onClose } = props
  if (!entry) {
    return (
      <aside className="dr empty" aria-label={say('ledger.drawer')}>
        <p className="note">{say('ledger.drawer.choose')}</p>
      </aside>
    )
  }
  return (
    <aside className="dr" aria-label={say('ledger.drawer')}>
      <div className="hd">
        <span className="note">{kindWords(say, entry)}</span>
        <button type="button" className="btn bare" onClick={onClose}>
          {say('keys.close')} <Key>Esc</Key>
        </button>
      </div>
      <h2 lang="zh-CN">{titleOf(say, entry)}</h2>
      <p className="own">
        <SideHere ledger={ledger} /> {say('ledger.privacy')}
      </p>
      <FactTable ledger={ledger} entry={entry} />
      {entry.kind === 'source' ? (
        <BackToPage source={entry.id} at="" />
      ) : (
        <>
          <Corrections ledger={ledger} entry={entry} />
          <QuoteOf ledger={ledger} quote={entry.quote} />
        </>
      )}
    </aside>
  )
}

function SideHere({ ledger }: { readonly ledger: LedgerView }) {
  const { cooperation } = ledger
  const own = signsOf(cooperation).find((sign) => cooperation.sides[sign.index]?.id === cooperation.own)
  return own ? <SideMark sign={own} /> : null
}

function kindWords(say: Say, entry: Entry): string {
  switch (entry.kind) {
    case 'agreement':
      return say(`agreement.${entry.type}`)
    case 'event':
      return say(`event.${entry.type}`)
    case 'intention':
      return say('section.pledge')
    case 'participation':
      return say('section.person')
    case 'package':
      return say('section.package')
    default:
      return say('fact.source')
  }
}

function titleOf(say: Say, entry: Entry): string {
  switch (entry.kind) {
    case 'event':
      return entry.name ?? say(`event.${entry.type}`)
    case 'intention':
      return entry.text
    case 'package':
      return entry.parts.join('+')
    default:
      return entry.name
  }
}

function FactTable({ ledger, entry }: { readonly ledger: LedgerView; readonly entry: Entry }) {
  const { say, language } = useWords()
  const written = say('fact.entry', { seq: entry.seq, date: moment(entry.written) })
  const rows = [...factsOf(say, language, ledger, entry), [say('fact.written'), written] as const]
  return (
    <dl className="facts-list">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd lang="zh-CN">{value ?? <span className="missing">□ {say('fact.missing')}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

type FactRow = readonly [label: string, value: ReactNode]

function factsOf(say: Say, language: Language, ledger: LedgerView, entry: Entry): readonly FactRow[] {
  const text = (values: readonly string[]) => (values.length > 0 ? values.join(say('list.comma')) : null)
  switch (entry.kind) {
    case 'agreement':
      return [
        [say('fact.signed'), say(entry.signed ? 'agreement.signed' : 'agreement.mentioned')],
        [say('fact.count'), entry.count === null ? null : amount(language, entry.count)],
        [say('fact.parties'), text(entry.parties)],
        [say('fact.signatories'), text(entry.signatories)],
        [say('fact.date'), entry.date && days(language, { start: entry.date, end: entry.date })],
      ]
    case 'intention':
      return [
        [say('fact.by'), entry.by.length > 0 ? <Who key="by" ledger={ledger} by={entry.by} /> : null],
        [say('fact.mode'), say(`mode.${entry.mode}.full`)],
        [say('fact.speaker'), entry.speaker],
        [say('fact.said'), say(`basis.${entry.basis}`)],
        [say('fact.fields'), text(entry.fields.map((field) => say(`field.${field}`)))],
        [say('fact.targets'), text(entry.targets.map(({ value, unit }) => `${amount(language, value)} ${unit}`))],
      ]
    case 'event':
      return [
        [say('fact.date'), entry.date && days(language, entry.date)],
        [say('fact.place'), entry.place],
      ]
    case 'participation':
      return [
        [say('fact.region'), entry.region ? <Who key="region" ledger={ledger} by={[entry.region]} /> : null],
        [say('fact.posts'), text(entry.posts)],
        ...actRows(say, ledger, entry),
      ]
    case 'package': {
      const n = entry.parts.reduce((sum, part) => sum + part, 0)
      return [[say('fact.parts'), say('fact.partsSum', { parts: entry.parts.join(' + '), n })]]
    }
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
      <Bound by={by} signs={signs} /> {known.join(say('list.comma'))}
    </span>
  )
}

/** Where a person corrected what was read: both versions, field by field. */
function Corrections({ ledger, entry }: { readonly ledger: LedgerView; readonly entry: MadeRecord }) {
  const { say } = useWords()
  const page = useQuery(sourceQuery(entry.quote.source)).data
  const finding = page?.items.find((item) => item.id === entry.finding)
  if (!finding) return null
  const events = ledger.events.map(({ id, name, type }) => ({ id, name: name ?? say(`event.${type}`) }))
  const versions = versionsOf(say, finding, entry, events)
  if (versions.length === 0) return null
  return (
    <>
      <h3 className="hh">
        <span>
          <b className="hand-sign" aria-hidden="true">
            {say('correct.sign')}
          </b>{' '}
          {say('ledger.corrected')}
        </span>
        <span className="note">{say('ledger.corrected.how')}</span>
      </h3>
      <VersionList versions={versions} />
    </>
  )
}

/** The words, with the source, its day and its lines. */
function QuoteOf({ ledger, quote }: { readonly ledger: LedgerView; readonly quote: Quoted }) {
  const { say } = useWords()
  const source = ledger.sources.find((each) => each.id === quote.source)
  const page = useQuery(sourceQuery(quote.source)).data
  const range = useMemo(() => (page ? lineRange(linesOf(page.text), quote.spans) : null), [page, quote])
  const { name = '', published = null } = source ?? {}
  // Most names of pages tell their day already.
  const told = published !== null && name.includes(day('zh-CN', published))
  const place = [name, told ? '' : published, linesFull(say, range)].filter((part) => part)
  return (
    <>
      <h3 className="hh">
        {say('ledger.quote')} <span className="note">{place.join(' · ')}</span>
      </h3>
      <blockquote className="q" lang="zh-CN">
        <p>
          <QuoteWords quote={quote} text={page?.text} />
        </p>
      </blockquote>
      <BackToPage source={quote.source} at={writeSpans(quote.spans)} />
    </>
  )
}

function BackToPage({ source, at }: { readonly source: SourceHash; readonly at: string }) {
  const { say } = useWords()
  return (
    <div className="acts-line">
      <Link className="btn main back" to="/read/$hash" params={{ hash: source }} search={at === '' ? {} : { at }}>
        {say('ledger.back')} <Key>S</Key>
      </Link>
    </div>
  )
}
