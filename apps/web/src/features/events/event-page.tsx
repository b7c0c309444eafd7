/** One event: the two sides face to face, what was visited and said, and what the same article tells beside it. */
import type { LedgerView, SourcePage } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { sourceQuery } from '../../requests/queries.ts'
import { Key, useKeys } from '../../ui/keys.tsx'
import { CorrectedSign, SideMark, SideMarks, type SideSign, signsOf, signsNamed } from '../../ui/marks.tsx'
import { useTitle } from '../../ui/place.tsx'
import { VersionList } from '../../ui/version-list.tsx'
import { versionsOf } from '../../ui/versions.ts'
import { days } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { PersonName, Said, ToFinding, WithLedger } from './frame.tsx'
import { actsAt, beside, bySide, doneAt, type EventRecord, type Part, partsAt } from './gathering.ts'
import './events.css'

/** The screen at `/events/$cooperation/$event`. */
export function EventPage() {
  const { say } = useWords()
  const { cooperation, event: id } = useParams({ from: '/events/$cooperation/$event' })
  return (
    <WithLedger cooperation={cooperation}>
      {(ledger) => {
        const event = ledger.events.find((each) => each.id === id)
        if (event) return <Event ledger={ledger} event={event} />
        return (
          <main className="blank">
            <p className="sentence">{say(ledger.past ? 'past.noEvent' : 'events.gone')}</p>
            <Link className="btn" to="/events/$cooperation" params={{ cooperation }}>
              {say('events.all')}
            </Link>
          </main>
        )
      }}
    </WithLedger>
  )
}

interface EventProps {
  readonly ledger: LedgerView
  readonly event: EventRecord
}

function Event({ ledger, event }: EventProps) {
  const { say, language } = useWords()
  const kind = say(`event.${event.type}`)
  useTitle(say('app.title', { screen: event.name ?? kind }))
  useEventKeys(ledger, event)
  const signs = signsOf(ledger.cooperation)
  const { sides, others } = bySide(signs, partsAt(ledger, event))
  return (
    <main className="occasion">
      <header>
        <p className="note kind">
          {kind} · {event.date ? days(language, event.date) : say('events.noDay')}
          {event.place ? (
            <>
              {' · '}
              <span lang="zh-CN">{event.place}</span>
            </>
          ) : null}
        </p>
        <h1 lang="zh-CN">{event.name ?? kind}</h1>
        <div className="does">
          <ToFinding ledger={ledger} record={event}>
            {say('events.correct')} <Key>E</Key>
          </ToFinding>
          <Link className="btn bare" to="/events/$cooperation" params={{ cooperation: ledger.cooperation.id }}>
            {say('events.all')} <Key>Esc</Key>
          </Link>
        </div>
      </header>
      <div className="face">
        {sides.map(({ sign, parts }) => (
          <SidePeople key={sign.index} ledger={ledger} event={event} sign={sign} parts={parts} />
        ))}
        {others.length > 0 ? <SidePeople ledger={ledger} event={event} sign={null} parts={others} /> : null}
        <Acts ledger={ledger} event={event} signs={signs} />
      </div>
      <Beside ledger={ledger} event={event} signs={signs} />
    </main>
  )
}

function useEventKeys(ledger: LedgerView, event: EventRecord): void {
  const { say } = useWords()
  const navigate = useNavigate()
  const { finding, quote } = event
  const correct = () => {
    const search = { ...(finding ? { finding } : {}), in: ledger.cooperation.id }
    if (finding) void navigate({ to: '/read/$hash', params: { hash: quote.source }, search })
  }
  const back = () => void navigate({ to: '/events/$cooperation', params: { cooperation: ledger.cooperation.id } })
  useKeys(say('kind.event'), [
    ...(ledger.past ? [] : [{ key: 'e', label: say('events.correct'), act: correct, caps: ['E'] }]),
    { key: 'Escape', label: say('events.all'), act: back, caps: ['Esc'] },
  ])
}

/** The people of one side, with their posts and what they did. */
function SidePeople(props: EventProps & { readonly sign: SideSign | null; readonly parts: readonly Part[] }) {
  const { say } = useWords()
  const { ledger, event, sign, parts } = props
  return (
    <section className={sign ? `side s-${sign.index}` : 'side none'}>
      <h2 lang={sign ? 'zh-CN' : undefined}>
        {sign ? <SideMark sign={sign} named={false} /> : null}{' '}
        {sign ? sign.names.join(say('list.names')) : say('events.noSide')}
        <small>{say('count.people', { n: parts.length })}</small>
      </h2>
      {parts.length === 0 ? <p className="missing">□ {say('events.nobody')}</p> : null}
      <ul>
        {parts.map((part) => (
          <li key={part.id}>
            <span className="who">
              <PersonName ledger={ledger} part={part} /> {part.corrected ? <CorrectedSign /> : null}
            </span>
            <span lang="zh-CN">{part.posts.join('｜')}</span>
            <span className="note">
              {actsAt(part, event)
                .map((act) => say(`act.${act}`))
                .join(' ')}
            </span>
            <ToFinding ledger={ledger} record={part} className="to">
              {say('finding.correct')}
              <span className="vh" lang="zh-CN">
                {part.name}
              </span>
            </ToFinding>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who did what: the first side left of the act, every other one right of it. */
function Acts({ ledger, event, signs }: EventProps & { readonly signs: readonly SideSign[] }) {
  const { say } = useWords()
  const parts = partsAt(ledger, event)
  const rows = doneAt(event, parts).filter(({ act }) => act !== 'attend')
  if (rows.length === 0) return null
  const [left, ...right] = signs
  const names = (who: readonly Part[], of: readonly SideSign[]) => {
    const { sides } = bySide(signs, who)
    return sides.filter(({ sign }) => of.includes(sign)).flatMap((side) => side.parts)
  }
  /** Those who stand for neither side stand in the middle. */
  const strangers = (who: readonly Part[]) => bySide(signs, who).others
  const cell = (who: readonly Part[]) =>
    who.length === 0 ? <span className="missing">—</span> : who.map(({ name }) => name).join(say('list.names'))
  return (
    <table className="acts-table">
      <caption>{say('events.whoDid')}</caption>
      <thead className="vh">
        <tr>
          <th scope="col">{left?.names.join(say('list.names'))}</th>
          <th scope="col">{say('fact.acts')}</th>
          <th scope="col">{right.flatMap(({ names: all }) => all).join(say('list.names'))}</th>
        </tr>
      </thead>
      <tbody lang="zh-CN">
        {rows.map(({ act, parts: who }) => (
          <tr key={act}>
            <td>{cell(left ? names(who, [left]) : [])}</td>
            <th scope="row">
              {say(`act.${act}`)}
              {strangers(who).map(({ id, name }) => (
                <span key={id} className="of-none" lang="zh-CN">
                  {name} <span className="vh">{say('events.noSide')}</span>
                </span>
              ))}
            </th>
            <td>{cell(names(who, right))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Beside the people: sites, programme, the words, and what the same article tells. */
function Beside({ ledger, event, signs }: EventProps & { readonly signs: readonly SideSign[] }) {
  const { say } = useWords()
  const page = useQuery(sourceQuery(event.quote.source)).data
  const { packages, agreements, intentions } = beside(ledger, event, page)
  const to = (id: string, words: string) => (
    <Link to="/ledger/$cooperation" params={{ cooperation: ledger.cooperation.id }} search={{ at: id }} lang="zh-CN">
      {words}
    </Link>
  )
  return (
    <aside className="beside" aria-label={say('events.beside')}>
      <Points title={say('fact.sites')} points={event.sites} />
      <Points title={say('fact.programme')} points={event.programme} />
      <section>
        <h2>{say('ledger.quote')}</h2>
        <Said ledger={ledger} quote={event.quote} />
      </section>
      <Corrections ledger={ledger} event={event} page={page} />
      {packages.length + agreements.length > 0 ? (
        <section>
          <h2>{say('events.agreements')}</h2>
          <ul className="told">
            {packages.map((each) => (
              <li key={each.id}>{to(each.id, each.parts.join('+'))}</li>
            ))}
            {agreements.map((each) => (
              <li key={each.id}>
                {to(each.id, each.name)}
                {each.count !== null && each.count > 1 ? ` ${say('finding.times', { n: each.count })}` : ''}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {intentions.length > 0 ? (
        <section>
          <h2>
            {say('events.intentions')} <small>{say('count.items', { n: intentions.length })}</small>
          </h2>
          <ul className="told">
            {intentions.map((each) => (
              <li key={each.id}>
                <SideMarks signs={signsNamed(signs, each.by)} /> {to(each.id, each.text)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </aside>
  )
}

/** What a person corrected in the event, both versions. */
function Corrections({ ledger, event, page }: EventProps & { readonly page: SourcePage | undefined }) {
  const { say } = useWords()
  const finding = page?.items.find((item) => item.id === event.finding)
  const events = ledger.events.map(({ id, name, type }) => ({ id, name: name ?? say(`event.${type}`) }))
  const versions = finding ? versionsOf(say, finding, event, events) : []
  if (versions.length === 0) return null
  return (
    <section>
      <h2>
        <CorrectedSign /> <span aria-hidden="true">{say('ledger.corrected')}</span>
        <small>{say('ledger.corrected.how')}</small>
      </h2>
      <VersionList versions={versions} />
    </section>
  )
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  const { say } = useWords()
  return (
    <section>
      <h2>{title}</h2>
      {points.length === 0 ? (
        <p className="missing">□ {say('fact.unread')}</p>
      ) : (
        <ol className="points" lang="zh-CN">
          {points.map((point, index) => (
            <li key={`${index} ${point}`}>{point}</li>
          ))}
        </ol>
      )}
    </section>
  )
}
