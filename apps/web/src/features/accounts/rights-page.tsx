/** The screen at `/rights`: who may do what, as the table that the server itself keeps to. */
import type { Holder, RightGroup } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { rightsQuery } from '../../requests/administration.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { holderName, holderWords, rightName, rightWords } from '../../ui/right-words.ts'
import './accounts.css'

/** The screen. */
export function RightsPage() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(rightsQuery)
  useTitle(say('app.title', { screen: say('rights.title') }))
  useKeys(say('rights.title'), [{ key: 'p', label: say('verify.print'), act: () => window.print(), caps: ['P'] }])
  return (
    <main className="account">
      <div className="account-head">
        <h1>{say('rights.title')}</h1>
        <button type="button" className="btn noprint" onClick={() => window.print()}>
          {say('verify.print')} <Key>P</Key>
        </button>
      </div>
      <p className="what">{say('rights.what')}</p>
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data?.map((group) => (
        <Rights key={group.of} group={group} />
      ))}
      {data ? <Holders groups={data} /> : null}
      {data || error ? null : <Waiting what={say('rights.title')} />}
    </main>
  )
}

/** Rights in rows, those who have them in columns; under each right the routes that take it. */
function Rights({ group }: { readonly group: RightGroup }) {
  const { say } = useWords()
  const { of, among, rights } = group
  const title = say(`rights.${of}`)
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p className="note">{say(`rights.${of}.what`)}</p>
      <table className="account-table rights-table">
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('rights.right')}</th>
            {among.map((holder) => (
              <th key={holder} scope="col">
                {holderName(say, holder)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rights.map(({ right, givenBy, holders, routes }) => (
            <tr key={right}>
              <th scope="row">
                <b>{rightName(say, right)}</b> <span className="note">{rightWords(say, right)}</span>
                {givenBy ? (
                  <span className="note sub">{say('rights.givenBy', { right: rightName(say, givenBy) })}</span>
                ) : null}
                <Routes routes={routes} />
              </th>
              {among.map((holder) => (
                <Holds key={holder} holds={holders.includes(holder)} name={holderName(say, holder)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Who they are that the tables name. */
function Holders({ groups }: { readonly groups: readonly RightGroup[] }) {
  const { say } = useWords()
  const title = say('rights.holders')
  const all: readonly Holder[] = [...new Set(groups.flatMap(({ among }) => among))]
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="account-roles">
        {all.map((holder) => (
          <li key={holder}>
            <b>{holderName(say, holder)}</b> <span className="note">{holderWords(say, holder)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Holds({ holds, name }: { readonly holds: boolean; readonly name: string }): ReactNode {
  const { say } = useWords()
  return (
    <td data-label={name} className={holds ? '' : 'has-not'}>
      <span aria-hidden="true">{holds ? '✓' : '·'}</span>
      <span className="vh">{say(holds ? 'rights.has' : 'rights.hasNot')}</span>
    </td>
  )
}

function Routes({ routes }: { readonly routes: readonly string[] }) {
  const { say } = useWords()
  if (routes.length === 0) return null
  return (
    <details className="noprint">
      <summary>{say('rights.routes', { n: routes.length })}</summary>
      <ul>
        {routes.map((route) => (
          <li key={route}>
            <code>{route}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}
