/** `/ledger/$cooperation/strategy`: the named strategies of the sides beside each other, and what is joined. */
import type { LedgerView } from '@handclasp/api/client'
import type { CooperationId, ProgrammeId, SideId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { servingQuery } from '../../requests/commitments.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { SideMark, signOfSide } from '../../ui/marks.tsx'
import { pastAsked } from '../../ui/past.ts'
import { PastBand } from '../../ui/past-band.tsx'
import { useCooperationHere, useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { useLedger } from '../../requests/ledger.ts'
import { useMayIn } from '../../requests/session.ts'
import { Dropping } from './by-hand-deeds.tsx'
import { QuoteOf } from './drawer.tsx'
import { ProgrammeForm } from './programme-form.tsx'
import { StrategyFigure } from './strategy-figure.tsx'
import {
  countServing,
  faced,
  type Faced,
  joinedWith,
  type Programme,
  sidesFaced,
  type StrategySearch,
} from './strategy.ts'
import './ledger.css'
import './strategy.css'

/** The screen of the strategies. */
export function StrategyPage() {
  const { say } = useWords()
  const { cooperation } = useParams({ from: '/ledger/$cooperation/strategy' })
  const search = useSearch({ from: '/ledger/$cooperation/strategy' })
  const { ledger: data, error, refetch } = useLedger(cooperation as CooperationId, pastAsked(search))
  useCooperationHere(data?.cooperation ?? null, data?.side)
  useTitle(say('app.title', { screen: say('strategy.title') }))
  if (data) return <Strategies key={data.cooperation.id} ledger={data} />
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('wait.ledger')} />}
    </main>
  )
}

type Turn = (part: Partial<StrategySearch>) => void

function Strategies({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const keeps = useMayIn(ledger)('keep')
  const search = useSearch({ from: '/ledger/$cooperation/strategy' })
  const navigate = useNavigate({ from: '/ledger/$cooperation/strategy' })
  const serving = useQuery(servingQuery(ledger.cooperation.id, ledger.past)).data ?? []
  const sides = sidesFaced(ledger.cooperation, search)
  const both = faced(ledger.programmes, ...sides)
  const chosen = ledger.programmes.find(({ id }) => id === search.at)
  const { at: _at, write: _write, ...place } = search
  const turn: Turn = (part) => void navigate({ search: { ...place, ...part }, replace: true })
  const choose = (at: ProgrammeId) => turn({ at })
  const inOrder = [...both.left, ...both.right]
  const step = (by: number) => {
    const index = inOrder.findIndex(({ id }) => id === search.at)
    const next = inOrder[index < 0 ? 0 : index + by]
    if (!next) return
    choose(next.id)
    document.querySelector<HTMLElement>(`[data-programme="${next.id}"]`)?.focus()
  }
  useKeys(say('strategy.title'), [
    { key: 'j', label: say('keys.next'), act: () => step(1), caps: ['J', 'K'], short: say('keys.nextPrevious') },
    { key: 'k', label: say('keys.previous'), act: () => step(-1) },
    ...(keeps ? [{ key: 'n', label: say('strategy.add'), act: () => turn({ write: 'new' }), caps: ['N'] }] : []),
    ...(chosen && keeps
      ? [{ key: 'e', label: say('written.anew'), act: () => turn({ at: chosen.id, write: 'anew' }), caps: ['E'] }]
      : []),
    { key: 'Escape', label: say('ledger.drawer.close'), act: () => turn({}), caps: ['Esc'], short: say('keys.close') },
  ])
  const write = keeps ? search.write : undefined
  const anew = write === 'anew' ? chosen : undefined
  return (
    <main className="strategy">
      <div className="mid">
        <PastBand ledger={ledger} />
        <Head ledger={ledger} both={both} sides={sides} turn={turn} />
        {ledger.programmes.length === 0 ? (
          <div className="nothing">
            <p className="sentence">{say('strategy.none')}</p>
            {keeps ? <p>{say('strategy.none.do')}</p> : null}
          </div>
        ) : (
          <StrategyFigure {...{ ledger, faced: both, sides, at: chosen?.id, serving, choose }} />
        )}
      </div>
      {write && (write === 'new' || anew) ? (
        <ProgrammeForm
          key={anew?.id ?? 'new'}
          ledger={ledger}
          sides={sides}
          anew={anew ?? null}
          onLeave={() => turn(anew ? { at: anew.id } : {})}
          onKept={choose}
        />
      ) : chosen ? (
        <Details
          key={chosen.id}
          ledger={ledger}
          programme={chosen}
          serving={countServing(serving, chosen)}
          turn={turn}
        />
      ) : null}
    </main>
  )
}

function Head(props: {
  readonly ledger: LedgerView
  readonly both: Faced
  readonly sides: readonly [SideId, SideId]
  readonly turn: Turn
}) {
  const { say } = useWords()
  const { ledger, both, sides, turn } = props
  const keeps = useMayIn(ledger)('keep')
  const { cooperation } = ledger
  const nameOf = (side: SideId) => signOfSide(ledger, side)?.names.join(say('list.names')) ?? ''
  return (
    <header className="top">
      <h1>{say('strategy.title')}</h1>
      <p className="note">
        {say('strategy.sentence', {
          left: nameOf(sides[0]),
          lefts: both.left.length,
          right: nameOf(sides[1]),
          rights: both.right.length,
          pairs: both.pairs.length,
        })}
      </p>
      {cooperation.sides.length > 2 ? <Faces ledger={ledger} sides={sides} turn={turn} /> : null}
      {keeps ? (
        <button type="button" className="btn end" onClick={() => turn({ write: 'new' })}>
          {say('strategy.add')} <Key>N</Key>
        </button>
      ) : null}
      <Link className="btn bare" to="/ledger/$cooperation" params={{ cooperation: cooperation.id }}>
        {say('strategy.leave')}
      </Link>
    </header>
  )
}

/** Which two sides stand beside each other, where there are more. */
function Faces(props: { readonly ledger: LedgerView; readonly sides: readonly [SideId, SideId]; readonly turn: Turn }) {
  const { say } = useWords()
  const { ledger, sides, turn } = props
  const names = new Map(
    ledger.cooperation.sides.map(({ id, regions }) => [id, regions.map(({ name }) => name).join(say('list.names'))]),
  )
  const choice = (label: string, value: SideId, other: SideId, put: (side: SideId) => void) => (
    <label>
      <span className="vh">{label}</span>
      <select value={value} lang="zh-CN" onChange={(event) => put(event.target.value as SideId)}>
        {[...names].map(([id, name]) => (
          <option key={id} value={id} disabled={id === other}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <span className="faces">
      {choice(say('strategy.left'), sides[0], sides[1], (left) => turn({ left, right: sides[1] }))}
      <span aria-hidden="true">×</span>
      {choice(say('strategy.right'), sides[1], sides[0], (right) => turn({ left: sides[0], right }))}
    </span>
  )
}

interface DetailsProps {
  readonly ledger: LedgerView
  readonly programme: Programme
  /** How many commitments serve it. */
  readonly serving: number
  readonly turn: Turn
}

function Details(props: DetailsProps) {
  const { say } = useWords()
  const [dropping, ask] = useState(false)
  const { ledger, programme, turn } = props
  const keeps = useMayIn(ledger)('keep')
  const { name, quote } = programme
  const sign = signOfSide(ledger, programme.of)
  return (
    <aside className="dr" aria-label={say('ledger.drawer')}>
      <div className="hd">
        <span className="note">
          {sign ? <SideMark sign={sign} /> : null} {say('found.programme')}
        </span>
        <button type="button" className="btn bare" onClick={() => turn({})}>
          {say('keys.close')} <Key>Esc</Key>
        </button>
      </div>
      <h2 lang="zh-CN">{name}</h2>
      <Facts {...props} />
      {quote ? <QuoteOf ledger={ledger} quote={quote} /> : null}
      {keeps ? (
        <div className="acts-line">
          <button type="button" className="btn" onClick={() => turn({ at: programme.id, write: 'anew' })}>
            {say('written.anew')} <Key>E</Key>
          </button>
          <button type="button" className="btn bare" aria-expanded={dropping} onClick={() => ask(!dropping)}>
            {say('written.drop')}
          </button>
        </div>
      ) : null}
      {dropping && keeps ? (
        <Dropping
          ledger={ledger}
          of="programme"
          id={programme.id}
          name={name}
          onDone={() => turn({})}
          onLeave={() => ask(false)}
        />
      ) : null}
    </aside>
  )
}

function Facts({ ledger, programme, serving, turn }: DetailsProps) {
  const { say } = useWords()
  const { name, document, issued } = programme
  const joined = joinedWith(ledger.programmes, programme)
  return (
    <dl className="facts-list">
      <Fact label={say('programme.document')} value={document} />
      <Fact label={say('programme.issued')} value={issued} />
      <div>
        <dt>{say('programme.pairs')}</dt>
        <dd lang="zh-CN">
          {joined.length === 0 ? <span className="missing">{say('strategy.alone')}</span> : null}
          <ul>
            {joined.map((other) => (
              <li key={other.id}>
                <button type="button" className="btn bare" onClick={() => turn({ at: other.id })}>
                  {other.name}
                </button>
              </li>
            ))}
          </ul>
        </dd>
      </div>
      <div>
        <dt>{say('ledger.view.commitments')}</dt>
        <dd>
          {serving > 0 ? (
            <Link
              to="/ledger/$cooperation"
              params={{ cooperation: ledger.cooperation.id }}
              search={{ view: 'commitments', programme: name }}
            >
              {say('strategy.serving', { n: serving })}
            </Link>
          ) : (
            <span className="missing">{say('strategy.servedByNone')}</span>
          )}
        </dd>
      </div>
    </dl>
  )
}

function Fact({ label, value }: { readonly label: string; readonly value: string | null }) {
  const { say } = useWords()
  return (
    <div>
      <dt>{label}</dt>
      <dd lang="zh-CN">{value ?? <span className="missing">□ {say('fact.open')}</span>}</dd>
    </div>
  )
}
