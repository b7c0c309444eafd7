/** People 人物: who took part in what, by what posts; from the record only. */
import type { LedgerView, PersonView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { peopleQuery } from '../../requests/queries.ts'
import type { Acting } from '../../ui/acting.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { SideMark, type SideSign, signOf, signsOf } from '../../ui/marks.tsx'
import { useTitle } from '../../ui/place.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { Head, WithLedger } from './frame.tsx'
import './events.css'

/** The screen at `/people/$cooperation`. */
export function PeoplePage() {
  const { say } = useWords()
  const { cooperation } = useParams({ from: '/people/$cooperation' })
  useTitle(say('app.title', { screen: say('events.tab.people') }))
  return (
    <WithLedger cooperation={cooperation}>
      {(ledger, acting) => (
        <WithPeople ledger={ledger}>
          {(people) => <People ledger={ledger} acting={acting} people={people} />}
        </WithPeople>
      )}
    </WithLedger>
  )
}

/** Fetches the people that the ledger of a side names and hands them on. */
export function WithPeople(props: {
  readonly ledger: LedgerView
  readonly children: (people: readonly PersonView[]) => ReactNode
}) {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(
    peopleQuery(props.ledger.cooperation.id, props.ledger.side, props.ledger.past),
  )
  if (data) return props.children(data)
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('wait.people')} />}
    </main>
  )
}

/** The first and the last day on which the record names somebody; null where no day is known. */
export function span(days: readonly (string | null)[]): readonly [string, string] | null {
  const known = days.flatMap((day) => day ?? []).sort()
  const [first, last] = [known[0], known.at(-1)]
  return first && last ? [first, last] : null
}

/** Days as a table has them: first – last, or the one. */
export function spanWords(days: readonly (string | null)[]): string | null {
  const both = span(days)
  if (!both) return null
  return both[0] === both[1] ? both[0] : both.join(' – ')
}

function People(props: {
  readonly ledger: LedgerView
  readonly acting: Acting
  readonly people: readonly PersonView[]
}) {
  const { ledger, acting, people } = props
  const { say } = useWords()
  const [words, write] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const signs = signsOf(ledger.cooperation)
  useRowKeys(say('events.tab.people'))
  useKeys(say('people.find'), [
    { key: '/', label: say('people.find'), act: () => field.current?.focus(), caps: ['/'], short: say('people.find') },
  ])
  const shown = useMemo(() => {
    const wanted = words.split(/\s+/).filter(Boolean)
    const said = (person: PersonView) => [person.name, ...person.regions, ...person.posts.map(({ text }) => text)]
    return people.filter((person) => wanted.every((word) => said(person).some((each) => each.includes(word))))
  }, [people, words])
  const find = (
    <label className="field find">
      <span className="vh">{say('people.find')}</span>
      <input
        ref={field}
        type="search"
        lang="zh-CN"
        value={words}
        placeholder={say('people.find.hint')}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') field.current?.blur()
        }}
      />
    </label>
  )
  const empty = ledger.past ? 'past.noPeople' : 'people.empty'
  return (
    <main className="events">
      <Head ledger={ledger} acting={acting} sentence={say('people.sentence', { n: people.length })} end={find} />
      {shown.length === 0 ? (
        <p className="sentence nobody">{say(people.length === 0 ? empty : 'people.none')}</p>
      ) : null}
      {shown.length > 0 ? (
        <table className="evs of-people">
          <caption className="vh">{say('people.sentence', { n: people.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('correct.person')}</th>
              <th scope="col">{say('people.lastPost')}</th>
              <th scope="col">{say('people.days')}</th>
              <th scope="col" className="num">
                {say('people.times')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <PersonRow key={person.id} ledger={ledger} person={person} signs={signs} />
            ))}
          </tbody>
        </table>
      ) : null}
    </main>
  )
}

function PersonRow(props: {
  readonly ledger: LedgerView
  readonly person: PersonView
  readonly signs: readonly SideSign[]
}) {
  const { ledger, person, signs } = props
  const sign = signOf(signs, person.regions[0] ?? null)
  const days = spanWords(person.participations.map(({ day }) => day))
  return (
    <tr>
      <td className="t">
        {sign ? <SideMark sign={sign} /> : <span className="sd blank-sign" aria-hidden="true" />}{' '}
        <Link
          data-row
          lang="zh-CN"
          to="/people/$cooperation/$person"
          params={{ cooperation: ledger.cooperation.id, person: person.id }}
        >
          {person.name}
        </Link>
      </td>
      <td lang="zh-CN">{person.participations.at(-1)?.posts.join('｜') || <span className="missing">—</span>}</td>
      <td className="nw">{days ?? <span className="missing">—</span>}</td>
      <td className="num">{person.participations.length}</td>
    </tr>
  )
}
