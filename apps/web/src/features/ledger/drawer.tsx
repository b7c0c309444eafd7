/** The drawer: what a record holds, the words it rests on, and the way back to the page. */
import type { LedgerView, SentView } from '@handclasp/api/client'
import type { Attachable, IntentionId, Quote as Quoted, SourceHash } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, useMemo } from 'react'
import { sourceQuery } from '../../requests/queries.ts'
import { useTells } from '../../requests/session.ts'
import { Key } from '../../ui/keys.tsx'
import { writeSpans } from '../../ui/lines.ts'
import { CorrectedSign } from '../../ui/marks.tsx'
import { linesQuoted, QuoteWords } from '../../ui/quote.tsx'
import { VersionList } from '../../ui/version-list.tsx'
import { type MadeRecord, versionsOf } from '../../ui/versions.ts'
import { day, linesFull } from '../../words/values.ts'
import { type Say, useWords } from '../../words/words.tsx'
import { Files } from './attachments.tsx'
import { ByHandDeeds } from './by-hand-deeds.tsx'
import { Erased, Erasing, type ErasingPlace } from './erasing.tsx'
import type { Exchange } from './exchange.ts'
import type { Entry } from './ledger.ts'
import { Received } from './received.tsx'
import { FactTable, kindWords, titleOf } from './record-facts.tsx'
import { Same } from './same.tsx'
import { SeenBy, SendDeeds } from './sending.tsx'

/** The details of the record chosen; without one, what to do. */
export function Drawer(props: {
  readonly exchange: Exchange
  /** The id that the address names; of a thing that stands no more where there is no entry. */
  readonly at: string | undefined
  readonly entry: Entry | null
  /** What another side sent, where that is chosen. */
  readonly received: SentView | null
  readonly onClose: () => void
}) {
  const { say } = useWords()
  const { exchange, at, entry, received, onClose } = props
  const { ledger } = exchange
  const { side } = ledger
  const tells = useTells(ledger)
  if (received) return <Received exchange={exchange} received={received} onClose={onClose} />
  if (!entry) {
    return (
      <aside className="dr empty" aria-label={say('ledger.drawer')}>
        <p className="note">{say('ledger.drawer.choose')}</p>
        {at === undefined ? null : <Erased ledger={ledger} side={side} of={at} />}
      </aside>
    )
  }
  return (
    <aside className="dr" aria-label={say('ledger.drawer')}>
      <div className="hd">
        <span className="note">{kindWords(say, entry)}</span>
        <button type="button" className="btn bare" onClick={onClose}>
          <span className="on-wide">{say('keys.close')}</span>
          <span className="on-phone">{say('ledger.drawer.back')}</span> <Key>Esc</Key>
        </button>
      </div>
      <h2 lang="zh-CN">{titleOf(say, entry)}</h2>
      <SeenBy exchange={exchange} id={entry.id} />
      <FactTable ledger={ledger} entry={entry} />
      {entry.kind === 'source' ? (
        <BackToPage ledger={ledger} source={entry.id} at="" />
      ) : (
        // What was begun on one record is not shown with another: all of it is of this one.
        <Fragment key={entry.id}>
          <Corrections ledger={ledger} entry={entry} />
          {entry.quote ? (
            <QuoteOf ledger={ledger} quote={entry.quote} />
          ) : (
            <p className="note by-hand-note">{say('written.byHand')}</p>
          )}
          {entry.kind === 'agreement' || entry.kind === 'package' ? (
            <div>
              <Files ledger={ledger} to={attachable(entry)} />
              {ledger.past ? null : <ByHandDeeds ledger={ledger} record={entry} />}
            </div>
          ) : null}
          {entry.kind === 'intention' && tells ? <MakeCommitment ledger={ledger} intention={entry.id} /> : null}
          {ledger.past ? null : <Telling exchange={exchange} entry={entry} />}
          {ledger.past ? null : <Erasing ledger={ledger} side={side} places={placesOf(say, ledger, entry)} />}
        </Fragment>
      )}
      <Erased ledger={ledger} side={side} of={entry.id} />
    </aside>
  )
}

/** Whose words can be erased here: the record's, and those of the files attached to it, which go with their bytes. */
function placesOf(say: Say, ledger: LedgerView, entry: Entry): readonly ErasingPlace[] {
  const attached = ledger.attachments.filter(({ to }) => to.id === entry.id)
  return [
    { chain: 'internal', seq: entry.seq, label: titleOf(say, entry) },
    ...attached.map(({ seq, name }) => ({ chain: 'internal' as const, seq, label: say('files.labelled', { name }) })),
  ]
}

/** A package or an agreement as files are attached to it. */
function attachable(entry: Extract<Entry, { kind: 'agreement' | 'package' }>): Attachable {
  return entry.kind === 'agreement' ? { kind: 'agreement', id: entry.id } : { kind: 'package', id: entry.id }
}

/** What of the record the other sides were told, and what they say of it. */
function Telling({ exchange, entry }: { readonly exchange: Exchange; readonly entry: Entry }) {
  const tells = useTells(exchange.ledger)
  if (entry.kind !== 'package' && entry.kind !== 'agreement' && entry.kind !== 'intention') return null
  const { side } = exchange.ledger
  return (
    <>
      {tells ? <SendDeeds key={entry.id} exchange={exchange} record={entry} /> : null}
      {entry.kind === 'intention' ? null : <Same exchange={exchange} of={entry.kind} side={side} id={entry.id} />}
    </>
  )
}

/** Where a person corrected what was read: both versions, field by field. */
function Corrections({ ledger, entry }: { readonly ledger: LedgerView; readonly entry: MadeRecord }) {
  const { say } = useWords()
  const source = entry.quote?.source
  const page = useQuery({ ...sourceQuery(source as never), enabled: source !== undefined }).data
  const finding = page?.items.find((item) => item.id === entry.finding)
  if (!finding) return null
  const events = ledger.events.map(({ id, name, type }) => ({ id, name: name ?? say(`event.${type}`) }))
  const versions = versionsOf(say, finding, entry, events)
  if (versions.length === 0) return null
  return (
    <>
      <h3 className="hh">
        <span>
          <CorrectedSign /> <span aria-hidden="true">{say('ledger.corrected')}</span>
        </span>
        <span className="note">{say('ledger.corrected.how')}</span>
      </h3>
      <VersionList versions={versions} />
    </>
  )
}

/** The words, with the source, its day and its lines, and the way back to the page. */
export function QuoteOf({ ledger, quote }: { readonly ledger: LedgerView; readonly quote: Quoted }) {
  const { say } = useWords()
  const source = ledger.sources.find((each) => each.id === quote.source)
  const page = useQuery(sourceQuery(quote.source)).data
  const range = useMemo(() => linesQuoted(quote, page), [page, quote])
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
          <QuoteWords quote={quote} page={page} />
        </p>
      </blockquote>
      <BackToPage ledger={ledger} source={quote.source} at={writeSpans(quote.spans)} />
    </>
  )
}

/** What was said becomes a commitment once a side proposes it. */
function MakeCommitment({ ledger, intention }: { readonly ledger: LedgerView; readonly intention: IntentionId }) {
  const { say } = useWords()
  return (
    <div className="acts-line">
      <Link
        className="btn make"
        to="/ledger/$cooperation"
        params={{ cooperation: ledger.cooperation.id }}
        search={{ view: 'commitments', propose: intention }}
      >
        {say('commitment.form.open')} <Key>N</Key>
      </Link>
    </div>
  )
}

function BackToPage(props: { readonly ledger: LedgerView; readonly source: SourceHash; readonly at: string }) {
  const { say } = useWords()
  const { ledger, source, at } = props
  const search = { ...(at === '' ? {} : { at }), in: ledger.cooperation.id }
  return (
    <div className="acts-line">
      <Link className="btn main back" to="/read/$hash" params={{ hash: source }} search={search}>
        {say('ledger.back')} <Key>S</Key>
      </Link>
    </div>
  )
}
