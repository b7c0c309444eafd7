/** The screen at `/acts`: the log of acts 操作记录, for whoever audits it. */
import { actsExport, type ActsQuery, type ActsView, type ActView } from '@handclasp/api/client'
import type { CooperationId, MemberId, SideId } from '@handclasp/domain'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { actsQuery, actsVerifiedQuery } from '../../requests/administration.ts'
import { useAdministration } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { useTitle } from '../../ui/place.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { amount, moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { aboutWords } from './about-words.ts'
import { actWords } from './act-words.ts'
import './accounts.css'

const OUTCOMES = ['done', 'refused', 'failed'] as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Which acts the address asks for. */
export type ActsSearch = Omit<ActsQuery, 'after'>

/** Reads the address; what makes no sense is left out. */
export function actsSearch(raw: Readonly<Record<string, unknown>>): ActsSearch {
  const { member, kind, from, to } = raw
  const outcome = OUTCOMES.find((each) => each === raw.outcome)
  return {
    ...(typeof member === 'string' ? { member: member as MemberId } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(outcome ? { outcome } : {}),
    ...(typeof from === 'string' && DAY.test(from) ? { from } : {}),
    ...(typeof to === 'string' && DAY.test(to) ? { to } : {}),
  }
}

/** The screen. */
export function ActsPage() {
  const { say } = useWords()
  const audits = useAdministration() === 'audit'
  useTitle(say('app.title', { screen: say('acts.title') }))
  return audits ? (
    <Acts />
  ) : (
    <main className="blank">
      <h1 className="sentence">{say('acts.notYours')}</h1>
    </main>
  )
}

function Acts() {
  const { say, language } = useWords()
  const search = useSearch({ from: '/acts' })
  const asked = useInfiniteQuery(actsQuery(search))
  const { data, error, refetch } = asked
  useRowKeys(say('acts.title'))
  useKeys(say('acts.title'), [{ key: 'p', label: say('verify.print'), act: () => window.print(), caps: ['P'] }])
  const acts = data?.pages.flatMap((page) => page.acts) ?? []
  const names: ActsView['names'] = Object.assign({}, ...(data?.pages.map((page) => page.names) ?? []))
  return (
    <main className="account log-screen">
      <div className="account-head">
        <h1>{say('acts.title')}</h1>
        <a className="btn noprint" href={actsExport(search)} download>
          {say('acts.export')}
        </a>
        <button type="button" className="btn noprint" onClick={() => window.print()}>
          {say('verify.print')} <Key>P</Key>
        </button>
      </div>
      <Holding />
      <Filters acts={acts} kinds={data?.pages[0]?.kinds ?? []} />
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data ? <ActTable acts={acts} names={names} /> : null}
      {data && acts.length === 0 ? <p className="sentence">{say('acts.none')}</p> : null}
      {data || error ? null : <Waiting what={say('acts.title')} />}
      {asked.hasNextPage ? (
        <button
          type="button"
          className="btn noprint"
          disabled={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {say('acts.more', { n: amount(language, acts.length) })}
        </button>
      ) : null}
    </main>
  )
}

/** Whether the chain of the log holds. */
function Holding() {
  const { say, language } = useWords()
  const { data, error, refetch } = useQuery(actsVerifiedQuery)
  if (error) return <Failure error={error} reading again={() => void refetch()} />
  if (!data) return <Waiting what={say('acts.verifying')} />
  const acts = amount(language, data.acts)
  return (
    <div role="status">
      {data.broken === null ? (
        <p className="what">{say('acts.holds', { n: acts })}</p>
      ) : (
        <p className="failure">{say('acts.broken', { n: acts, number: amount(language, data.broken) })}</p>
      )}
      {data.head ? (
        <p className="note log-head">
          {say('verify.value.head')} {data.head.replace(/(.{8})(?=.)/g, '$1 ')}
        </p>
      ) : null}
    </div>
  )
}

function Filters(props: { readonly acts: readonly ActView[]; readonly kinds: readonly string[] }) {
  const { say } = useWords()
  const { acts, kinds } = props
  const search = useSearch({ from: '/acts' })
  const navigate = useNavigate({ from: '/acts' })
  const ask = (part: { readonly [Name in keyof ActsSearch]?: ActsSearch[Name] | undefined }) =>
    void navigate({ search: (before) => actsSearch({ ...before, ...part }), replace: true })
  const who = acts.find(({ member }) => member === search.member)?.name ?? search.member
  return (
    <div className="log-filters noprint" role="search" aria-label={say('acts.filter')}>
      <label className="stack">
        <span>{say('acts.kind')}</span>
        <select
          value={search.kind ?? ''}
          onChange={({ target }) => ask({ kind: target.value === '' ? undefined : target.value })}
        >
          <option value="">{say('acts.all')}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {actWords(say, kind)}
            </option>
          ))}
        </select>
      </label>
      <label className="stack">
        <span>{say('acts.outcome')}</span>
        <select
          value={search.outcome ?? ''}
          onChange={({ target }) => ask({ outcome: OUTCOMES.find((each) => each === target.value) })}
        >
          <option value="">{say('acts.all')}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {say(`acts.outcome.${outcome}`)}
            </option>
          ))}
        </select>
      </label>
      {(['from', 'to'] as const).map((end) => (
        <label className="stack" key={end}>
          <span>{say(`acts.${end}`)}</span>
          <input
            type="date"
            value={search[end] ?? ''}
            onChange={({ target }) => ask({ [end]: target.value === '' ? undefined : target.value })}
          />
        </label>
      ))}
      {search.member ? (
        <button type="button" className="btn" onClick={() => ask({ member: undefined })}>
          <span lang="zh-CN">{say('acts.only', { name: who ?? '' })}</span> <span aria-hidden="true">×</span>
          <span className="vh">{say('acts.only.clear')}</span>
        </button>
      ) : null}
    </div>
  )
}

function ActTable({ acts, names }: Pick<ActsView, 'acts' | 'names'>) {
  const { say } = useWords()
  const navigate = useNavigate({ from: '/acts' })
  return (
    <table className="account-table log-table">
      <caption className="vh">{say('acts.title')}</caption>
      <thead>
        <tr>
          <th scope="col" className="num">
            {say('acts.number')}
          </th>
          <th scope="col">{say('acts.at')}</th>
          <th scope="col">{say('acts.who')}</th>
          <th scope="col">{say('acts.as')}</th>
          <th scope="col">{say('acts.what')}</th>
          <th scope="col">{say('acts.about')}</th>
          <th scope="col">{say('acts.outcome')}</th>
          <th scope="col">{say('acts.address')}</th>
        </tr>
      </thead>
      <tbody>
        {acts.map((act) => (
          <ActRow
            key={act.number}
            act={act}
            names={names}
            onOnly={(member) => void navigate({ search: (before) => ({ ...before, member }), replace: true })}
          />
        ))}
      </tbody>
    </table>
  )
}

const SIGNS = { done: 'lamp d', refused: 'lamp y', failed: 'lamp r' } as const

function ActRow(props: {
  readonly act: ActView
  readonly names: ActsView['names']
  readonly onOnly: (member: MemberId) => void
}) {
  const { say } = useWords()
  const { act, names, onOnly } = props
  const { member, name, role, cooperation, side } = act
  return (
    <tr>
      <td className="num" data-label={say('acts.number')}>
        {act.number}
      </td>
      <td className="nw" data-label={say('acts.at')}>
        <time dateTime={act.at}>{moment(act.at)}</time>
      </td>
      <th scope="row">
        {member ? (
          <button type="button" className="only" data-row title={say('acts.only.do')} onClick={() => onOnly(member)}>
            <span lang="zh-CN">{name ?? member}</span>
          </button>
        ) : (
          say(act.about['operator'] === true ? 'holder.operator' : 'acts.nobody')
        )}
      </th>
      <td data-label={say('acts.as')}>
        {role ? say(`role.${role}`) : '—'}
        {side ? <Named id={side} names={names} /> : null}
        {cooperation ? <Named id={cooperation} names={names} /> : null}
      </td>
      <td data-label={say('acts.what')}>{actWords(say, act.kind)}</td>
      <td data-label={say('acts.about')}>
        <About act={act} names={names} />
      </td>
      <td data-label={say('acts.outcome')}>
        <span className={SIGNS[act.outcome]}>{say(`acts.outcome.${act.outcome}`)}</span>
        {act.code ? <code>{act.code}</code> : null}
      </td>
      <td data-label={say('acts.address')}>{act.from ?? '—'}</td>
    </tr>
  )
}

/** A side or a cooperation by what it is called; by the end of its id where the register has none of that id. */
function Named({ id, names }: { readonly id: SideId | CooperationId; readonly names: ActsView['names'] }) {
  const name = names[id]
  return (
    <span className="note sub" title={id}>
      {name === undefined ? `…${id.slice(-6)}` : <span lang="zh-CN">{name}</span>}
    </span>
  )
}

/** What an act was about. */
function About({ act, names }: { readonly act: ActView; readonly names: ActsView['names'] }) {
  const { say } = useWords()
  const parts = aboutWords(say, act, names)
  if (parts.length === 0) return '—'
  return (
    <ul className="log-about">
      {parts.map(({ label, said, whole, isName }) => (
        <li key={`${label} ${said}`} {...(whole === null ? {} : { title: whole })}>
          {label === null ? null : <span className="note">{label}</span>}{' '}
          {isName ? <span lang="zh-CN">{said}</span> : said}
        </li>
      ))}
    </ul>
  )
}
