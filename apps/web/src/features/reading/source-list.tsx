/** The sources received: what waits in each, newest first, and the way in for more. */
import type { SourceView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { sourcesQuery } from '../../requests/queries.ts'
import { ErasedWords } from '../../ui/erasing.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { amount, moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { IntakeButton } from './intake.tsx'
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
  return (
    <main className="blank">
      <h1 className="sentence">{say('sources.empty')}</h1>
      <p>{say('sources.empty.do')}</p>
      <IntakeButton main />
      <p className="note">{say('intake.drop')}</p>
    </main>
  )
}

function Sources({ sources }: { readonly sources: readonly SourceView[] }) {
  const { say } = useWords()
  const open = sources.reduce((sum, source) => sum + source.findings.open, 0)
  const waiting = sources.filter((source) => source.findings.open > 0).length
  const filter = useFilter(sources)
  return (
    <main className="sources">
      <div className="top">
        <h1>
          {open === 0
            ? say('sources.sentence.done', { sources: sources.length })
            : say('sources.sentence.waiting', { sources: waiting, items: open })}
        </h1>
        <Filter filter={filter} all={sources.length} />
        <IntakeButton main />
      </div>
      <SourceTable sources={filter.shown} />
      <p className="note">{say('intake.drop')}</p>
    </main>
  )
}

/** The sources whose names have all the words, and those that wait where only these are asked for. */
function useFilter(sources: readonly SourceView[]) {
  const [words, write] = useState('')
  const [waiting, only] = useState(false)
  const shown = useMemo(() => {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
    return sources.filter((source) => {
      const said = `${source.name} ${source.published ?? ''}`.toLowerCase()
      return (!waiting || source.findings.open > 0) && wanted.every((word) => said.includes(word))
    })
  }, [sources, words, waiting])
  return { words, write, waiting, only, shown }
}

function Filter(props: { readonly filter: ReturnType<typeof useFilter>; readonly all: number }) {
  const { say } = useWords()
  const { filter, all } = props
  const field = useRef<HTMLInputElement>(null)
  useKeys(say('sources.find'), [
    {
      key: '/',
      label: say('sources.find'),
      act: () => field.current?.focus(),
      caps: ['/'],
      short: say('sources.find'),
    },
  ])
  return (
    <div className="filter">
      <label className="field">
        <span className="vh">{say('sources.find')}</span>
        <input
          ref={field}
          type="search"
          lang="zh-CN"
          value={filter.words}
          placeholder={say('sources.find.hint')}
          onChange={(event) => filter.write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') field.current?.blur()
          }}
        />
      </label>
      <button type="button" className="btn" aria-pressed={filter.waiting} onClick={() => filter.only(!filter.waiting)}>
        {say('sources.onlyWaiting')}
      </button>
      <span className="note" role="status">
        {filter.shown.length === all ? null : say('sources.shown', { n: filter.shown.length, all })}
      </span>
    </div>
  )
}

function useSourceKeys(sources: readonly SourceView[], show: (index: number) => void) {
  const { say } = useWords()
  const navigate = useNavigate()
  const [current, choose] = useState(-1)
  const focus = (index: number) => {
    const next = Math.min(Math.max(0, index), sources.length - 1)
    choose(next)
    show(next)
    // The row may have to be drawn first.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-source="${sources[next]?.hash}"]`)?.focus({ preventScroll: true }),
    )
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
  return choose
}

/** The table; only the rows in view are drawn, however many there are. */
function SourceTable({ sources }: { readonly sources: readonly SourceView[] }) {
  const { say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized: the rows are drawn at every scroll
  const rows = useVirtualizer({
    count: sources.length,
    getScrollElement: () => box.current,
    estimateSize: () => 37,
    getItemKey: (index) => sources[index]?.hash ?? index,
    overscan: 12,
  })
  const choose = useSourceKeys(sources, (index) => rows.scrollToIndex(index))
  const drawn = rows.getVirtualItems()
  const before = drawn[0]?.start ?? 0
  const after = rows.getTotalSize() - (drawn.at(-1)?.end ?? 0)
  if (sources.length === 0) return <p className="sentence">{say('sources.none')}</p>
  return (
    <div className="rows" ref={box}>
      <table className="list" aria-rowcount={sources.length + 1}>
        <caption className="vh">{say('sources.caption')}</caption>
        <SourceHead />
        <tbody>
          {before > 0 ? <tr aria-hidden="true" style={{ height: before }} /> : null}
          {drawn.map(({ index, key }) => {
            const source = sources[index]
            return source ? (
              <SourceRow
                key={key}
                source={source}
                index={index}
                measure={rows.measureElement}
                onFocus={() => choose(index)}
              />
            ) : null
          })}
          {after > 0 ? <tr aria-hidden="true" style={{ height: after }} /> : null}
        </tbody>
      </table>
    </div>
  )
}

function SourceHead() {
  const { say } = useWords()
  return (
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
  )
}

function SourceRow(props: {
  readonly source: SourceView
  readonly index: number
  readonly measure: (row: HTMLElement | null) => void
  readonly onFocus: () => void
}) {
  const { say, language } = useWords()
  const { source, index, measure, onFocus } = props
  const { open, accepted, rejected } = source.findings
  return (
    <tr className={open > 0 ? 'waits' : ''} ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th scope="row" className="t">
        <Link to="/read/$hash" params={{ hash: source.hash }} lang="zh-CN" data-source={source.hash} onFocus={onFocus}>
          {source.erasure ? <ErasedWords erasure={source.erasure} /> : source.name}
        </Link>
        {source.erasure ? null : <span className="sub">{say('sources.length', { n: source.length })}</span>}
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
