/** What the screens of events and people have in common: a ledger fetched, the head with its tabs, people, words. */
import type { LedgerView } from '@handclasp/api/client'
import type { CooperationId, Quote } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useLedger } from '../../requests/ledger.ts'
import { sourceQuery } from '../../requests/queries.ts'
import { useOwnSides } from '../../requests/session.ts'
import { type Acting, ActingSwitch } from '../../ui/acting.tsx'
import { Failure } from '../../ui/failure.tsx'
import { writeSpans } from '../../ui/lines.ts'
import { pastAsked } from '../../ui/past.ts'
import { PastBand } from '../../ui/past-band.tsx'
import { useCooperationHere } from '../../ui/place.tsx'
import { linesQuoted, QuoteWords } from '../../ui/quote.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { linesFull } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import type { Part } from './gathering.ts'

interface WithLedgerProps {
  readonly cooperation: string
  readonly children: (ledger: LedgerView, acting: Acting) => ReactNode
}

/** Fetches what the side acted for keeps of a cooperation and hands it on. */
export function WithLedger(props: WithLedgerProps) {
  return <OfOne key={props.cooperation} {...props} />
}

function OfOne(props: WithLedgerProps) {
  const { say } = useWords()
  const past = pastAsked(useSearch({ strict: false }))
  const { ledger, acting, error, refetch } = useLedger(props.cooperation as CooperationId, past)
  useCooperationHere(ledger?.cooperation ?? null, acting?.side ?? null)
  if (ledger && acting) {
    return (
      <>
        <PastBand ledger={ledger} />
        {props.children(ledger, acting)}
      </>
    )
  }
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('wait.ledger')} />}
    </main>
  )
}

/** The head of both lists: a sentence, and the way from one to the other. */
export function Head(props: {
  readonly ledger: LedgerView
  readonly acting: Acting
  readonly sentence: string
  readonly end?: ReactNode
}) {
  const { say } = useWords()
  const { ledger, acting, sentence, end } = props
  const own = useOwnSides(ledger.cooperation.id)
  const params = { cooperation: ledger.cooperation.id }
  return (
    <div className="ev-head">
      <h1>{sentence}</h1>
      <nav className="seg" aria-label={say('nav.events')}>
        <Link to="/events/$cooperation" params={params} activeProps={{ 'aria-current': 'page' }}>
          {say('events.tab.events')}
        </Link>
        <Link to="/people/$cooperation" params={params} activeProps={{ 'aria-current': 'page' }}>
          {say('events.tab.people')}
        </Link>
      </nav>
      <ActingSwitch sides={ledger.sides} own={own} acting={acting} />
      {end}
    </div>
  )
}

/** A person's name, leading to their page. */
export function PersonName({ ledger, part }: { readonly ledger: LedgerView; readonly part: Part }) {
  return (
    <Link
      className="pn"
      lang="zh-CN"
      to="/people/$cooperation/$person"
      params={{ cooperation: ledger.cooperation.id, person: part.person }}
    >
      {part.name}
    </Link>
  )
}

/** Words as they were said, with their source and lines, and the way back to them. */
export function Said({ ledger, quote }: { readonly ledger: LedgerView; readonly quote: Quote }) {
  const { say } = useWords()
  const source = ledger.sources.find((each) => each.id === quote.source)
  const page = useQuery(sourceQuery(quote.source)).data
  const range = useMemo(() => linesQuoted(quote, page), [page, quote])
  return (
    <figure className="said">
      <blockquote lang="zh-CN">
        <QuoteWords quote={quote} page={page} />
      </blockquote>
      <figcaption>
        <Link
          to="/read/$hash"
          params={{ hash: quote.source }}
          search={{ at: writeSpans(quote.spans), in: ledger.cooperation.id }}
        >
          <span lang="zh-CN">{source?.name ?? say('fact.source')}</span> {linesFull(say, range)}
        </Link>
      </figcaption>
    </figure>
  )
}

/** The way to the finding a record came from, where it is corrected; from a past day there is none. */
export function ToFinding(props: {
  readonly ledger: LedgerView
  readonly record: { readonly finding: string | null; readonly quote: Quote }
  readonly className?: string
  readonly children: ReactNode
}) {
  const { ledger, record, className = 'btn', children } = props
  if (record.finding === null || ledger.past) return null
  return (
    <Link
      className={className}
      to="/read/$hash"
      params={{ hash: record.quote.source }}
      search={{ finding: record.finding, in: ledger.cooperation.id }}
    >
      {children}
    </Link>
  )
}
