/** The screen at `/rights`: who may do what, as the table that the server itself keeps to. */
import type { RightsView } from '@handclasp/api/client'
import { ADMINISTRATIONS, ROLES } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { rightsQuery } from '../../requests/administration.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { rightName, rightWords } from '../../ui/right-words.ts'
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
      {data ? (
        <>
          <Rights
            title={say('rights.side')}
            view={data}
            has={data.side}
            columns={ROLES.map((role) => [role, say(`role.${role}`), say(`role.${role}.what`)])}
          />
          <Rights
            title={say('rights.installation')}
            view={data}
            has={data.installation}
            columns={ADMINISTRATIONS.map((each) => [
              each,
              say(`administration.${each}`),
              say(`administration.${each}.what`),
            ])}
          />
        </>
      ) : null}
      {data || error ? null : <Waiting what={say('rights.title')} />}
    </main>
  )
}

/** Rights in rows, those who have them in columns; under each right the routes that take it. */
function Rights(props: {
  readonly title: string
  readonly view: RightsView
  readonly has: Readonly<Record<string, readonly string[]>>
  readonly columns: readonly (readonly [string, string, string])[]
}) {
  const { say } = useWords()
  const { title, view, has, columns } = props
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <table className="account-table rights-table">
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('rights.right')}</th>
            {columns.map(([id, name, what]) => (
              <th key={id} scope="col" title={what}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(has).map(([right, holders]) => (
            <tr key={right}>
              <th scope="row">
                <b>{rightName(say, right)}</b> <span className="note">{rightWords(say, right)}</span>
                <Routes
                  routes={view.routes
                    .filter((each) => each.right.split(' · ').includes(right))
                    .map(({ route }) => route)}
                />
              </th>
              {columns.map(([id, name]) => (
                <Holds key={id} holds={holders.includes(id)} name={name} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
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
