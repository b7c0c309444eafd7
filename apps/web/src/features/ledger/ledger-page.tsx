/** Ledger: packages on the left, records in the middle, details and the way back to the words on the right. */
import type { LedgerView } from '@handclasp/api/client'
import { type CommitmentId, type CooperationId, type IntentionId, keptAs } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { cooperationsQuery } from '../../requests/queries.ts'
import { sentQuery } from '../../requests/sending.ts'
import { Failure } from '../../ui/failure.tsx'
import { FootEnd } from '../../ui/foot.tsx'
import { Key, type KeyBinding, useKeys } from '../../ui/keys.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { pastAsked } from '../../ui/past.ts'
import { PastBand } from '../../ui/past-band.tsx'
import { useCooperationHere, useTitle } from '../../ui/place.tsx'
import { TabBar, tabId } from '../../ui/tabs.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { amount } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { useLedger } from '../../requests/ledger.ts'
import { useTells } from '../../requests/session.ts'
import type { Acting } from '../../ui/acting.tsx'
import { ActingLine } from './acting.tsx'
import { CommitmentDrawer } from './commitment-drawer.tsx'
import { commitmentAt } from './commitment-search.ts'
import { Commitments, CommitmentsSentence } from './commitments.tsx'
import { Drawer } from './drawer.tsx'
import { type Exchange, NOTHING_SENT, receivedAt, rowsOf } from './exchange.ts'
import { type Entry, entryOf, viewOf } from './ledger.ts'
import { isPhone } from './phone.ts'
import { Proposal } from './proposal-form.tsx'
import { Rail } from './rail.tsx'
import { type View, viewsOf, without } from './search.ts'
import type { Chosen } from './table.tsx'
import { Verification } from './verification.tsx'
import { Agreements, Events, Intentions, Sources } from './views.tsx'
import './by-hand.css'
import './exchange.css'
import './ledger.css'

/** The screen at `/ledger/$cooperation`. */
export function LedgerPage() {
  const { cooperation } = useParams({ from: '/ledger/$cooperation' })
  return <Opened key={cooperation} cooperation={cooperation as CooperationId} />
}

function Opened({ cooperation }: { readonly cooperation: CooperationId }) {
  const { say } = useWords()
  const search = useSearch({ from: '/ledger/$cooperation' })
  const { ledger: data, acting, error, refetch } = useLedger(cooperation, pastAsked(search))
  const name = data ? say('ledger.title', { name: data.cooperation.name }) : say('nav.ledger')
  useTitle(say('app.title', { screen: name }))
  if (data && acting) return <Ledger ledger={data} acting={acting} />
  return (
    <main className="blank">
      {error ? (
        <>
          <Failure error={error} reading again={() => void refetch()} />
          <Link className="btn" to="/ledger">
            {say('nav.ledger')}
          </Link>
        </>
      ) : (
        <Waiting what={say('wait.ledger')} />
      )}
    </main>
  )
}

function Ledger({ ledger, acting }: { readonly ledger: LedgerView; readonly acting: Acting }) {
  const search = useSearch({ from: '/ledger/$cooperation' })
  const navigate = useNavigate({ from: '/ledger/$cooperation' })
  const others = (useQuery(cooperationsQuery).data ?? []).filter((each) => each.id !== ledger.cooperation.id)
  const entry = useEntry(ledger, search.at)
  const { exchange, failure } = useExchange(ledger)
  const received = receivedAt(exchange, search.at)
  const view = search.view ?? viewOf(ledger, received ? keptAs(received.sent) : entry)
  useCooperationHere(ledger.cooperation, acting.side)
  const table = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const opened = useRef(false)
  // On a phone the details are a page of their own: the way back leads to the list.
  const choose = (id: string) => {
    const page = isPhone() && !search.at
    if (page) opened.current = true
    void navigate({ search: (before) => ({ ...without(before, 'propose'), view, at: id }), replace: !page })
  }
  const show = (next: View) => void navigate({ search: { view: next }, replace: true })
  const close = () => {
    if (opened.current) router.history.back()
    else void navigate({ search: (before) => ({ ...without(before, 'at', 'propose'), view }), replace: true })
    opened.current = false
  }
  const propose = (what: 'new' | IntentionId) =>
    void navigate({ search: (before) => ({ ...without(before, 'at'), view: 'commitments', propose: what }) })
  useLedgerKeys(table, { ledger, view, at: search.at, choose, show, close, propose })
  useLastSeen(table, search.at)
  const [unfolded, unfold] = useState(false)
  const commitment = view === 'commitments' ? commitmentAt(search.at) : null
  const tells = useTells(ledger)
  const writing = view === 'commitments' && tells ? search.propose : undefined
  const has = (entry ?? received ?? commitment ?? writing) ? ' has-entry' : ''
  return (
    <main className={`three${has}${writing ? ' writing' : ''}${unfolded ? ' tree-open' : ''}`}>
      <Rail exchange={exchange} others={others} at={search.at} acting={acting} onGo={() => unfold(false)} />
      <div className="mid">
        <PastBand ledger={ledger} />
        <Top ledger={ledger} view={view} acting={acting}>
          {view === 'commitments' && ledger.cooperation.commitments > 0 && tells ? (
            <New onPropose={() => propose('new')} />
          ) : null}
          <TreeButton open={unfolded} onTurn={() => unfold(!unfolded)} />
        </Top>
        <Kinds exchange={exchange} view={view} acting={acting} onShow={show} />
        {view === 'commitments' ? (
          <Commitments
            ledger={ledger}
            acting={acting}
            chosen={{ at: search.at, choose }}
            panel={PANEL}
            labelledBy={tabId(PANEL, view)}
          />
        ) : (
          <div className="scroll" role="tabpanel" id={PANEL} aria-labelledby={tabId(PANEL, view)} ref={table}>
            {failure}
            <Records exchange={exchange} view={view} chosen={{ at: search.at, choose }} />
          </div>
        )}
        <Verification ledger={ledger} />
      </div>
      {view === 'commitments' ? (
        <CommitmentPane ledger={ledger} acting={acting} at={commitment} propose={writing} onClose={close} />
      ) : (
        <Drawer exchange={exchange} at={search.at} entry={entry} received={received} onClose={close} />
      )}
      <Sides ledger={ledger} />
    </main>
  )
}

/** Where there is no room for the tree, the way to it. */
function TreeButton({ open, onTurn }: { readonly open: boolean; readonly onTurn: () => void }) {
  const { say } = useWords()
  return (
    <button type="button" className="btn tree-button" aria-expanded={open} onClick={onTurn}>
      {say('ledger.rail')}
    </button>
  )
}

/** The ledger with what was sent; until that is known, as if nothing was. */
function useExchange(ledger: LedgerView): { readonly exchange: Exchange; readonly failure: ReactNode } {
  const { data, error, refetch } = useQuery(sentQuery(ledger.cooperation.id, ledger.side, ledger.past))
  const failure = error ? <Failure error={error} reading again={() => void refetch()} /> : null
  // The same as long as nothing of it changes: long trees are then left as they are.
  const exchange = useMemo(() => ({ ledger, page: data ?? NOTHING_SENT }), [ledger, data])
  return { exchange, failure }
}

/** The way to a new commitment, where there are some; with none yet the list itself says how one is proposed. */
function New({ onPropose }: { readonly onPropose: () => void }) {
  const { say } = useWords()
  return (
    <button type="button" className="btn end" onClick={onPropose}>
      {say('commitment.new')} <Key>N</Key>
    </button>
  )
}

/** The table of a view. */
function Records(props: { readonly exchange: Exchange; readonly view: View; readonly chosen: Chosen }) {
  const { exchange, view, chosen } = props
  const { ledger } = exchange
  switch (view) {
    case 'agreements':
      return <Agreements exchange={exchange} chosen={chosen} />
    case 'intentions':
      return <Intentions exchange={exchange} chosen={chosen} />
    case 'events':
      return <Events ledger={ledger} chosen={chosen} />
    default:
      return <Sources ledger={ledger} chosen={chosen} />
  }
}

/** Beside the commitments: one that is being written, else the details of the one chosen. */
function CommitmentPane(props: {
  readonly ledger: LedgerView
  readonly acting: Acting
  readonly at: CommitmentId | null
  readonly propose: string | undefined
  readonly onClose: () => void
}) {
  const navigate = useNavigate({ from: '/ledger/$cooperation' })
  const { ledger, acting, at, propose, onClose } = props
  const router = useRouter()
  // What is made of a clause was opened beside its text: the way back leads there.
  const leave = () => {
    if (propose?.startsWith('txt_') && router.history.canGoBack()) router.history.back()
    else void navigate({ search: (before) => without(before, 'propose', 'path'), replace: true })
  }
  if (!propose) return <CommitmentDrawer ledger={ledger} acting={acting} at={at} onClose={onClose} />
  return (
    <Proposal
      key={`${propose} ${at}`}
      ledger={ledger}
      acting={acting}
      propose={propose}
      at={at}
      onLeave={leave}
      onSent={(sent) => void navigate({ search: { view: 'commitments', at: sent }, replace: true })}
    />
  )
}

function Top(props: {
  readonly ledger: LedgerView
  readonly view: View
  readonly acting: Acting
  readonly children: ReactNode
}) {
  const { say } = useWords()
  const { ledger, view, acting, children } = props
  const { cooperation, packages, agreements, intentions, events, sources } = ledger
  return (
    <div className="top">
      <h1 lang="zh-CN">{say('ledger.title', { name: cooperation.name })}</h1>
      {view === 'commitments' ? (
        <CommitmentsSentence ledger={ledger} side={acting.side} />
      ) : (
        <p className="note">
          {say('ledger.sentence', {
            packages: packages.length,
            agreements: agreements.length,
            intentions: intentions.length,
            events: events.length,
            sources: sources.length,
          })}
        </p>
      )}
      {children}
    </div>
  )
}

const PANEL = 'records'

/** The kinds of things that stand in the ledger, and for which side somebody acts. */
function Kinds(props: {
  readonly exchange: Exchange
  readonly view: View
  readonly acting: Acting
  readonly onShow: (view: View) => void
}) {
  const { say, language } = useWords()
  const { exchange } = props
  const { ledger } = exchange
  const count = (view: View) => {
    if (view === 'commitments') return ledger.cooperation.commitments
    return view === 'agreements' || view === 'intentions' ? rowsOf(exchange, view) : ledger[view].length
  }
  const tabs = viewsOf(ledger.cooperation).map((view) => ({
    id: view,
    content: (
      <>
        {say(`ledger.view.${view}`)} <b>{amount(language, count(view))}</b>
      </>
    ),
  }))
  return (
    <div className="ledger-kinds">
      <TabBar
        className="views"
        label={say('ledger.views')}
        panel={PANEL}
        tabs={tabs}
        chosen={props.view}
        onChoose={props.onShow}
      />
      <ActingLine ledger={ledger} acting={props.acting} />
    </div>
  )
}

/** Who has spoken: the sides this installation writes for; others have not joined yet. */
function Sides({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const { cooperation } = ledger
  return (
    <FootEnd>
      {signsOf(cooperation).map((sign) => {
        const own = cooperation.hosted.some((side) => side === cooperation.sides[sign.index]?.id)
        return (
          <span key={sign.index}>
            <SideMark sign={sign} spoken={own} /> {say(own ? 'ledger.side.has' : 'ledger.side.silent')}
          </span>
        )
      })}
    </FootEnd>
  )
}

/** The record shown. What was found may be a file or a text of it: the address then comes to name it itself. */
function useEntry(ledger: LedgerView, at: string | undefined): Entry | null {
  const navigate = useNavigate({ from: '/ledger/$cooperation' })
  const entry = entryOf(ledger, at)
  const shown = entry?.id
  useEffect(() => {
    if (shown && shown !== at) void navigate({ search: (before) => ({ ...before, at: shown }), replace: true })
  }, [shown, at, navigate])
  return entry
}

/** Keeps the chosen row in view; back from the details on a phone, the row they were of. */
function useLastSeen(table: { readonly current: HTMLElement | null }, at: string | undefined): void {
  const last = useRef(at)
  useEffect(() => {
    const id = at ?? last.current
    last.current = at
    const details = at !== undefined && isPhone() ? table.current?.closest('.three') : null
    const row = id === undefined ? null : table.current?.querySelector(`tr[data-record="${id}"]`)
    if (details) details.scrollIntoView({ block: 'start' })
    else row?.scrollIntoView({ block: at === undefined ? 'center' : 'nearest' })
  }, [table, at])
}

interface Hand extends Chosen {
  readonly ledger: LedgerView
  readonly view: View
  readonly propose: (what: 'new' | IntentionId) => void
  readonly show: (view: View) => void
  readonly close: () => void
}

function useLedgerKeys(table: { readonly current: HTMLElement | null }, hand: Hand): void {
  const { say } = useWords()
  const step = (by: number) => {
    const rows = [...(table.current?.querySelectorAll<HTMLElement>('tr[data-record]') ?? [])]
    // Somebody at two events has two rows: the one the keyboard is on counts.
    const here = rows.findIndex((row) => row.classList.contains('cur') && row.contains(document.activeElement))
    const index = here < 0 ? rows.findIndex((row) => row.classList.contains('cur')) : here
    const row = rows[index < 0 ? 0 : index + by]
    if (!row?.dataset.record) return
    hand.choose(row.dataset.record)
    row.querySelector<HTMLElement>('.name')?.focus()
  }
  const back = () => document.querySelector<HTMLElement>('.dr .back')?.click()
  // An intention at hand is what becomes a commitment.
  const { ledger, view } = hand
  const tells = useTells(ledger)
  const intention = view === 'intentions' ? ledger.intentions.find(({ id }) => id === hand.at) : undefined
  const views = viewsOf(ledger.cooperation)
  const turn = (by: number) => {
    const next = views[views.indexOf(view) + by]
    if (next) hand.show(next)
  }
  const rows: readonly KeyBinding[] = [
    { key: 'j', label: say('keys.next'), act: () => step(1), caps: ['J', 'K'], short: say('keys.nextPrevious') },
    { key: 'k', label: say('keys.previous'), act: () => step(-1) },
    { key: 'Escape', label: say('ledger.drawer.close'), act: hand.close, caps: ['Esc'], short: say('keys.close') },
  ]
  const proposing: KeyBinding = {
    key: 'n',
    label: say(intention ? 'commitment.form.open' : 'commitment.new'),
    act: () => hand.propose(intention?.id ?? 'new'),
    caps: ['N'],
  }
  useKeys(say('nav.ledger'), [
    // The table of commitments has keys of its own for its rows.
    ...(view === 'commitments' ? [] : rows),
    { key: 's', label: say('keys.back'), act: back, caps: ['S'] },
    ...(tells ? [proposing] : []),
    { key: ']', label: say('ledger.view.next'), act: () => turn(1), caps: ['[', ']'], short: say('ledger.view.next') },
    { key: '[', label: say('ledger.view.previous'), act: () => turn(-1) },
  ])
}
