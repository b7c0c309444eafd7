/** Verify 核验: whether the chains hold, in words; what was wrong and what to do; and what a broken one looks like. */
import type { CooperationView, VerificationView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { cooperationsQuery } from '../../requests/queries.ts'
import { useRebuilding, useStartRebuild, useStartVerification, verificationQuery } from '../../requests/verification.ts'
import { useAdministration } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { amount, moment, size } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { Chains } from './chains.tsx'
import { Example } from './example.tsx'
import { placeWords, rebuildingHelps, remediesFor } from './fault-words.ts'
import { Meter, Rebuild } from './rebuild.tsx'
import './verification.css'

/** The screen at `/verify`. */
export function VerifyPage() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(verificationQuery)
  const all = useQuery(cooperationsQuery).data ?? []
  const start = useStartVerification()
  const maintains = useAdministration() === 'system'
  const rebuilding = useRebuilding(maintains)
  const rebuild = useStartRebuild()
  const isRebuilding = maintains && (!rebuilding.data || rebuilding.data.running !== null)
  const busy = !data || data.running !== null || isRebuilding
  const offered = maintains && rebuildingHelps(data?.last?.found.faults.map(({ code }) => code) ?? [])
  useTitle(say('app.title', { screen: say('verify.title') }))
  const begin = () => {
    if (!busy) start.mutate()
  }
  const makeAnew = () => {
    if (!busy) rebuild.mutate()
  }
  useKeys(say('verify.title'), [
    { key: 'v', label: say('verify.begin'), act: begin, once: true, caps: ['V'] },
    ...(offered ? [{ key: 'r', label: say('rebuild.begin'), act: makeAnew, once: true, caps: ['R'] }] : []),
    { key: 'p', label: say('verify.print'), act: () => window.print(), caps: ['P'] },
  ])
  return (
    <main className="verify">
      <div className="verify-head">
        <h1>{say('verify.title')}</h1>
        <button type="button" className="btn main noprint" onClick={begin} disabled={busy}>
          {say(data?.last ? 'verify.again' : 'verify.begin')} <Key>V</Key>
        </button>
        <button type="button" className="btn noprint" onClick={() => window.print()}>
          {say('verify.print')} <Key>P</Key>
        </button>
      </div>
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {start.error ? <Failure error={start.error} reading close={() => start.reset()} /> : null}
      {rebuilding.error ? <Failure error={rebuilding.error} reading again={() => void rebuilding.refetch()} /> : null}
      {rebuild.error ? <Failure error={rebuild.error} reading close={() => rebuild.reset()} /> : null}
      {data ? (
        <State view={data} all={all}>
          {rebuilding.data ? <Rebuild view={rebuilding.data} offered={offered} begin={busy ? null : makeAnew} /> : null}
        </State>
      ) : null}
      {data || error ? null : <Waiting what={say('verify.title')} />}
      <Example />
    </main>
  )
}

interface StateProps {
  readonly view: VerificationView
  readonly all: readonly CooperationView[]
}

function State({ view, all, children }: StateProps & { readonly children: ReactNode }) {
  const { say } = useWords()
  const { running, last, stopped } = view
  return (
    <>
      <div className="verify-now" role="status">
        {running ? <Running running={running} /> : null}
        {last ? <Sentence view={view} last={last} /> : null}
        {last || running ? null : <p className="sentence">{say('verify.never')}</p>}
      </div>
      {stopped === null ? null : (
        <div className="failure" role="alert">
          <span>{say('verify.stopped', { code: stopped })}</span>
        </div>
      )}
      <p className="note what">{say('verify.what')}</p>
      {children}
      {last ? (
        <>
          <Faults faults={last.found.faults} all={all} />
          <Chains chains={last.found.chains} all={all} />
        </>
      ) : null}
    </>
  )
}

/** How far it is; it goes on when nobody looks. */
function Running({ running }: { readonly running: NonNullable<VerificationView['running']> }) {
  const { say, language } = useWords()
  const { entries, of, bytes } = running
  const counted = { entries: amount(language, entries), of: amount(language, of) }
  const files = bytes === 0 ? '' : ` · ${say('verify.running.files', { size: size(language, bytes) })}`
  return (
    <Meter running={running} words={`${say('verify.running', counted)}${files}`} leave={say('verify.running.leave')} />
  )
}

/** What the last one found, when, over how much, and what was written since. */
function Sentence({ view, last }: Pick<StateProps, 'view'> & { readonly last: NonNullable<VerificationView['last']> }) {
  const { say, language } = useWords()
  const { chains, records, faults } = last.found
  const entries = chains.reduce((sum, chain) => sum + chain.entries, 0)
  const counted = {
    chains: amount(language, chains.length),
    entries: amount(language, entries),
    records: amount(language, records),
  }
  const since = view.entries - entries
  return (
    <>
      <p className="sentence">
        {faults.length === 0 ? say('verify.holds', counted) : say('verify.broken', { ...counted, n: faults.length })}
      </p>
      <p className="note">
        {say('verify.when', {
          at: moment(last.started),
          seconds: (last.milliseconds / 1000).toFixed(1),
        })}
        {since > 0 ? ` ${say('verify.since', { n: since })}` : null}
      </p>
    </>
  )
}

type Faulty = NonNullable<VerificationView['last']>['found']['faults']

/** At most so many are told one by one: where thousands are wrong they are wrong for one reason. */
const TOLD = 200

function Faults({ faults, all }: { readonly faults: Faulty; readonly all: readonly CooperationView[] }) {
  const { say } = useWords()
  if (faults.length === 0) return null
  return (
    <section aria-labelledby="verify-faults">
      <h2 id="verify-faults">{say('verify.faults')}</h2>
      <ul className="remedies">
        {remediesFor(faults.map(({ code }) => code)).map((remedy) => (
          <li key={remedy}>{say(`verify.remedy.${remedy}`)}</li>
        ))}
      </ul>
      <table className="verify-table faults">
        <caption className="vh">{say('verify.faults')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('verify.column.where')}</th>
            <th scope="col">{say('verify.column.what')}</th>
            <th scope="col">{say('verify.column.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, TOLD).map(({ place, code, detail }) => (
            <tr key={`${place} ${code} ${detail}`}>
              <td>{placeWords(say, place, all)}</td>
              <td>
                <b>{say(`fault.${code}`)}</b>
              </td>
              <td className="note" lang="en">
                {detail}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {faults.length > TOLD ? <p className="note">{say('verify.more', { n: faults.length - TOLD })}</p> : null}
    </section>
  )
}
