/** Events 活动: all of a cooperation by day, each with who did what, side by side. */
import type { LedgerView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { cooperationsQuery } from '../../requests/queries.ts'
import type { Acting } from '../../ui/acting.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { CorrectedSign, SideMark, type SideSign, signsOf } from '../../ui/marks.tsx'
import { usePlace, useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { days } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { Head, WithLedger } from './frame.tsx'
import { byDay, bySide, doneAt, type EventRecord, type Part, partsAt } from './gathering.ts'
import './events.css'

/** The screen at `/events`: that of the cooperation on the screen last, else of the first. */
export function EventsHome() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(cooperationsQuery)
  useTitle(say('app.title', { screen: say('nav.events') }))
  const { visited } = usePlace()
  const here = data?.find((each) => each.id === visited) ?? data?.[0]
  if (here) return <Navigate to="/events/$cooperation" params={{ cooperation: here.id }} replace />
  return (
    <main className="blank">
      {data ? <NoEvent /> : null}
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data || error ? null : <Waiting what={say('wait.cooperations')} />}
    </main>
  )
}

/** The screen at `/events/$cooperation`. */
export function EventsPage() {
  const { say } = useWords()
  const { cooperation } = useParams({ from: '/events/$cooperation' })
  useTitle(say('app.title', { screen: say('nav.events') }))
  return (
    <WithLedger cooperation={cooperation}>{(ledger, acting) => <Events ledger={ledger} acting={acting} />}</WithLedger>
  )
}

function NoEvent() {
  const { say } = useWords()
  return (
    <>
      <p className="sentence">{say('events.empty')}</p>
      <p>{say('events.empty.do')}</p>
      <Link className="btn main" to="/read">
        {say('ledger.empty.button')}
      </Link>
    </>
  )
}

function Events({ ledger, acting }: { readonly ledger: LedgerView; readonly acting: Acting }) {
  const { say } = useWords()
  const events = byDay(ledger.events)
  const signs = signsOf(ledger.cooperation)
  const people = new Set(ledger.participations.map(({ person }) => person)).size
  useRowKeys(say('nav.events'))
  return (
    <main className="events">
      <Head ledger={ledger} acting={acting} sentence={say('events.sentence', { n: events.length, people })} />
      {events.length === 0 ? (
        <div className="blank">{ledger.past ? <p className="sentence">{say('past.noEvents')}</p> : <NoEvent />}</div>
      ) : (
        <table className="evs">
          <caption className="vh">{say('events.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('ledger.column.date')}</th>
              <th scope="col">{say('events.column')}</th>
              {signs.map((sign) => (
                <th scope="col" key={sign.index} lang="zh-CN">
                  <SideMark sign={sign} named={false} /> {sign.names.join(say('list.names'))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <EventRow key={event.id} ledger={ledger} event={event} signs={signs} />
            ))}
          </tbody>
        </table>
      )}
    </main>
  )
}

function EventRow(props: {
  readonly ledger: LedgerView
  readonly event: EventRecord
  readonly signs: readonly SideSign[]
}) {
  const { say, language } = useWords()
  const { ledger, event, signs } = props
  const { sides, others } = bySide(signs, partsAt(ledger, event))
  const kind = say(`event.${event.type}`)
  return (
    <tr>
      <td className="nw">{event.date ? days(language, event.date) : <span className="missing">—</span>}</td>
      <td className="t">
        <Link
          data-row
          lang="zh-CN"
          to="/events/$cooperation/$event"
          params={{ cooperation: ledger.cooperation.id, event: event.id }}
        >
          {event.name ?? kind}
        </Link>{' '}
        {event.corrected ? <CorrectedSign /> : null}
        <span className="sub kind">
          {event.name ? kind : null}
          {event.name && event.place ? ' · ' : null}
          {event.place ? <span lang="zh-CN">{event.place}</span> : null}
          {others.length > 0 ? ` · ${say('events.others', { n: others.length })}` : null}
        </span>
      </td>
      {sides.map(({ sign, parts }) => (
        <td key={sign.index}>
          <span className="of-side">
            <SideMark sign={sign} />
          </span>
          <Doing event={event} parts={parts} />
        </td>
      ))}
    </tr>
  )
}

/** Acts told by name in the list; the others are counted. */
const TOLD = new Set(['chair', 'speak', 'present', 'sign', 'lead', 'meet'])

function Doing({ event, parts }: { readonly event: EventRecord; readonly parts: readonly Part[] }) {
  const { say } = useWords()
  const done = doneAt(event, parts)
  const rest = new Set(parts)
  for (const { act, parts: who } of done) if (TOLD.has(act)) for (const part of who) rest.delete(part)
  if (parts.length === 0) return <span className="missing">—</span>
  return (
    <dl className="doing">
      {done
        .filter(({ act }) => TOLD.has(act))
        .map(({ act, parts: who }) => (
          <div key={act}>
            <dt>{say(`act.${act}`)}</dt>
            <dd lang="zh-CN">{who.map(({ name }) => name).join(say('list.names'))}</dd>
          </div>
        ))}
      {rest.size > 0 ? (
        <div>
          <dt>{say('events.rest')}</dt>
          <dd>{say('count.people', { n: rest.size })}</dd>
        </div>
      ) : null}
    </dl>
  )
}
