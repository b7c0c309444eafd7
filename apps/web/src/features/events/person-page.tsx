/** One person: which posts at which time, in which events, in whose words; from the record only. */
import type { LedgerView, PersonView } from '@handclasp/api/client'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Key, useKeys } from '../../ui/keys.tsx'
import { CorrectedSign, SideMark, signOf, signsOf } from '../../ui/marks.tsx'
import { useTitle } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { Said, ToFinding, WithLedger } from './frame.tsx'
import { spanWords, WithPeople } from './people-page.tsx'
import './events.css'

/** The screen at `/people/$cooperation/$person`. */
export function PersonPage() {
  const { say } = useWords()
  const { cooperation, person: id } = useParams({ from: '/people/$cooperation/$person' })
  return (
    <WithLedger cooperation={cooperation}>
      {(ledger) => (
        <WithPeople ledger={ledger}>
          {(people) => {
            const person = people.find((each) => each.id === id)
            if (person) return <Person ledger={ledger} person={person} />
            return (
              <main className="blank">
                <p className="sentence">{say(ledger.past ? 'past.noPerson' : 'people.gone')}</p>
                <Link className="btn" to="/people/$cooperation" params={{ cooperation }}>
                  {say('people.all')}
                </Link>
              </main>
            )
          }}
        </WithPeople>
      )}
    </WithLedger>
  )
}

interface PersonProps {
  readonly ledger: LedgerView
  readonly person: PersonView
}

function Person({ ledger, person }: PersonProps) {
  const { say } = useWords()
  const navigate = useNavigate()
  const cooperation = ledger.cooperation.id
  useTitle(say('app.title', { screen: person.name }))
  useKeys(say('kind.person'), [
    {
      key: 'Escape',
      label: say('people.all'),
      act: () => void navigate({ to: '/people/$cooperation', params: { cooperation } }),
      caps: ['Esc'],
    },
  ])
  const signs = signsOf(ledger.cooperation)
  return (
    <main className="occasion portrait">
      <header>
        <p className="note">
          {person.regions.map((region) => {
            const sign = signOf(signs, region)
            return (
              <span key={region} lang="zh-CN">
                {sign ? <SideMark sign={sign} named={false} /> : null} {region}{' '}
              </span>
            )
          })}
          {say('people.fromRecord', { n: person.participations.length })}
        </p>
        <h1 lang="zh-CN">{person.name}</h1>
        <div className="does">
          <Link className="btn bare" to="/people/$cooperation" params={{ cooperation }}>
            {say('people.all')} <Key>Esc</Key>
          </Link>
        </div>
      </header>
      <Posts person={person} />
      <Parts ledger={ledger} person={person} />
    </main>
  )
}

/** Each post with the first and the last day the record names it. */
function Posts({ person }: { readonly person: PersonView }) {
  const { say } = useWords()
  return (
    <section className="posts">
      <h2>{say('people.posts')}</h2>
      {person.posts.length === 0 ? <p className="missing">□ {say('fact.missing')}</p> : null}
      {person.posts.length > 0 ? (
        <table className="evs">
          <caption className="vh">{say('people.posts')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('fact.posts')}</th>
              <th scope="col">{say('people.days')}</th>
            </tr>
          </thead>
          <tbody>
            {person.posts.map(({ text, days }) => (
              <tr key={text}>
                <td lang="zh-CN" className="serif">
                  {text}
                </td>
                <td className="nw">{spanWords(days) ?? <span className="missing">{say('events.noDay')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="note">{say('people.posts.note')}</p>
    </section>
  )
}

/** The events by day, with what they did there and the words. */
function Parts({ ledger, person }: PersonProps) {
  const { say } = useWords()
  const comma = say('list.names')
  const kindOf = (id: string) => {
    const event = ledger.events.find((each) => each.id === id)
    return event ? say(`event.${event.type}`) : say('people.notAccepted')
  }
  const actsIn = (part: PersonView['participations'][number], event: string | null) => {
    const done = part.acts.filter((act) => act.event === event).map(({ act }) => say(`act.${act}`))
    return [...new Set(done)].join(' ')
  }
  return (
    <section className="parts">
      <h2>{say('people.parts')}</h2>
      <ol>
        {person.participations.map((part) => (
          <li key={part.id}>
            <span className="day">{part.day ?? say('events.noDay')}</span>
            <div>
              {part.at.map(({ event, name }) => (
                <p key={event}>
                  <Link
                    className="pn kind"
                    lang={name ? 'zh-CN' : undefined}
                    to="/events/$cooperation/$event"
                    params={{ cooperation: ledger.cooperation.id, event }}
                  >
                    {name ?? kindOf(event)}
                  </Link>{' '}
                  <span>{actsIn(part, event)}</span>
                </p>
              ))}
              {actsIn(part, null) === '' ? null : <p>{actsIn(part, null)}</p>}
              <p className="note" lang="zh-CN">
                {part.corrected ? <CorrectedSign /> : null}{' '}
                {[part.name === person.name ? '' : part.name, ...part.posts].filter(Boolean).join(comma)}
              </p>
              <Said ledger={ledger} quote={part.quote} />
              <ToFinding ledger={ledger} record={part} className="to">
                {say('events.correct')}
              </ToFinding>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
