/** The sources received: what waits in each, newest first, and the way in for more. */
import type { SourceView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sourcesQuery } from '../../requests/queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { amount, moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { FileDrop, IntakeButton, Taken, useIntake } from './intake.tsx'
import './reading.css'

/** The screen at `/read`. */
export function SourceList() {
  const { say } = useWords()
  const { data, error, refetch } = useQuery(sourcesQuery)
  useTitle(say('app.title', { screen: say('sources.title') }))
  if (!data) {
    return (
      <main className="blank">
        {error ? (
          <Failure error={error} reading again={() => void refetch()} />
        ) : (
          <Waiting what={say('wait.sources')} />
        )}
      </main>
    )
  }
  return data.length === 0 ? <NoSource /> : <Sources sources={data} />
}

function NoSource() {
  const { say } = useWords()
  const { taken, take } = useIntake(() => undefined)
  const files = (all: readonly File[]) =>
    void take(all.map((file) => ({ bytes: file, name: file.name, published: null })))
  return (
    <main className="blank">
      <h1 className="sentence">{say('sources.empty')}</h1>
      <p>{say('sources.empty.do')}</p>
      <IntakeButton main />
      <FileDrop onFiles={files} dropOnly />
      <Taken taken={taken} onDone={() => undefined} />
    </main>
  )
}

function Sources({ sources }: { readonly sources: readonly SourceView[] }) {
  const { say } = useWords()
  const open = sources.reduce((sum, source) => sum + source.findings.open, 0)
  const waiting = sources.filter((source) => source.findings.open > 0).length
  const { taken, take } = useIntake(() => undefined)
  const files = (all: readonly File[]) =>
    void take(all.map((file) => ({ bytes: file, name: file.name, published: null })))
  return (
    <main className="sources">
      <div className="top">
        <h1>
          {open === 0
            ? say('sources.sentence.done', { sources: sources.length })
            : say('sources.sentence.waiting', { sources: waiting, items: open })}
        </h1>
        <IntakeButton main />
      </div>
      <SourceTable sources={sources} />
      <div className="more">
        <FileDrop onFiles={files} />
        <Taken taken={taken} onDone={() => undefined} />
      </div>
    </main>
  )
}

function SourceTable({ sources }: { readonly sources: readonly SourceView[] }) {
  const { say } = useWords()
  const navigate = useNavigate()
  const [current, choose] = useState(-1)
  const focus = (index: number) => {
    const next = Math.min(Math.max(0, index), sources.length - 1)
    choose(next)
    document.querySelector<HTMLElement>(`[data-source="${sources[next]?.hash}"]`)?.focus()
  }
  const open = () => {
    const source = sources[current]
    if (source) void navigate({ to: '/read/$hash', params: { hash: source.hash } })
  }
  useKeys(say('sources.title'), [
    {
      key: 'j',
      label: say('keys.next'),
      act: () => focus(current + 1),
      caps: ['J', 'K'],
      short: say('keys.nextPrevious'),
    },
    { key: 'k', label: say('keys.previous'), act: () => focus(current - 1) },
    { key: 'Enter', label: say('intake.open'), act: open, caps: ['Enter'] },
  ])
  return (
    <table className="list">
      <caption className="vh">{say('sources.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('sources.name')}</th>
          <th scope="col">{say('sources.published')}</th>
          <th scope="col" className="num">
            {say('sources.articles')}
          </th>
          <th scope="col" className="num">
            {say('sources.open')}
          </th>
          <th scope="col" className="num">
            {say('sources.accepted')}
          </th>
          <th scope="col" className="num">
            {say('sources.rejected')}
          </th>
          <th scope="col">{say('sources.received')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source, index) => (
          <SourceRow key={source.hash} source={source} onFocus={() => choose(index)} />
        ))}
      </tbody>
    </table>
  )
}

function SourceRow({ source, onFocus }: { readonly source: SourceView; readonly onFocus: () => void }) {
  const { say, language } = useWords()
  const { open, accepted, rejected } = source.findings
  return (
    <tr className={open > 0 ? 'waits' : ''}>
      <th scope="row" className="t">
        <Link to="/read/$hash" params={{ hash: source.hash }} lang="zh-CN" data-source={source.hash} onFocus={onFocus}>
          {source.name}
        </Link>
        <span className="sub">{say('sources.length', { n: source.length })}</span>
      </th>
      <td className="nw" data-label={say('sources.published')}>
        {source.published ?? '—'}
      </td>
      <td className="num">{amount(language, source.articles)}</td>
      <td className="num hand" data-label={say('sources.open')}>
        {amount(language, open)}
      </td>
      <td className="num">{amount(language, accepted)}</td>
      <td className="num">{amount(language, rejected)}</td>
      <td className="note nw">{moment(source.received)}</td>
    </tr>
  )
}
