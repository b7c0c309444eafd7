/** Ledger: packages on the left, records in the middle, details and the way back to the words on the right. */
import type { LedgerView } from '@handclasp/api/client'
import type { CooperationId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cooperationsQuery, ledgerQuery } from '../../requests/queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { FootEnd } from '../../ui/foot.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { useCooperationHere, useTitle } from '../../ui/place.tsx'
import { TabBar, tabId } from '../../ui/tabs.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { Drawer } from './drawer.tsx'
import { entryOf, viewOf } from './ledger.ts'
import { Rail } from './rail.tsx'
import { VIEWS, type View } from './search.ts'
import type { Chosen } from './table.tsx'
import { Verification } from './verification.tsx'
import { Agreements, Events, Intentions, Sources } from './views.tsx'
import './ledger.css'

/** The screen at `/ledger/$cooperation`. */
export function LedgerPage() {
  const { say } = useWords()
  const { cooperation } = useParams({ from: '/ledger/$cooperation' })
  const { data, error, refetch } = useQuery(ledgerQuery(cooperation as CooperationId))
  const name = data ? say('ledger.title', { name: data.cooperation.name }) : say('nav.ledger')
  useTitle(say('app.title', { screen: name }))
  if (data) return <Ledger key={data.cooperation.id} ledger={data} />
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

function Ledger({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const search = useSearch({ from: '/ledger/$cooperation' })
  const navigate = useNavigate({ from: '/ledger/$cooperation' })
  const others = (useQuery(cooperationsQuery).data ?? []).filter((each) => each.id !== ledger.cooperation.id)
  useCooperationHere(ledger.cooperation)
  const entry = entryOf(ledger, search.at)
  const view = search.view ?? viewOf(entry)
  const table = useRef<HTMLDivElement>(null)
  const choose = (id: string) => void navigate({ search: { view, at: id }, replace: true })
  const show = (next: View) => void navigate({ search: { view: next }, replace: true })
  const close = () => void navigate({ search: { view }, replace: true })
  useLedgerKeys(table, { at: search.at, choose, show, close })
  useEffect(() => {
    table.current?.querySelector('tr.cur')?.scrollIntoView({ block: 'nearest' })
  }, [search.at])
  const chosen: Chosen = { at: entry?.id, choose }
  const [tree, openTree] = useState(false)
  return (
    <main className={`three${entry ? ' has-entry' : ''}${tree ? ' tree-open' : ''}`}>
      <Rail ledger={ledger} others={others} at={entry?.id} onGo={() => openTree(false)} />
      <div className="mid">
        <Top ledger={ledger}>
          <button type="button" className="btn tree-button" aria-expanded={tree} onClick={() => openTree(!tree)}>
            {say('ledger.rail')}
          </button>
        </Top>
        <Views ledger={ledger} view={view} onShow={show} />
        <div className="scroll" role="tabpanel" id={PANEL} aria-labelledby={tabId(PANEL, view)} ref={table}>
          {view === 'agreements' ? <Agreements ledger={ledger} chosen={chosen} /> : null}
          {view === 'intentions' ? <Intentions ledger={ledger} chosen={chosen} /> : null}
          {view === 'events' ? <Events ledger={ledger} chosen={chosen} /> : null}
          {view === 'sources' ? <Sources ledger={ledger} chosen={chosen} /> : null}
        </div>
        <Verification />
      </div>
      <Drawer ledger={ledger} entry={entry} onClose={close} />
      <Sides ledger={ledger} />
    </main>
  )
}

function Top({ ledger, children }: { readonly ledger: LedgerView; readonly children: ReactNode }) {
  const { say } = useWords()
  const { cooperation, packages, agreements, intentions, events, sources } = ledger
  return (
    <div className="top">
      <h1 lang="zh-CN">{say('ledger.title', { name: cooperation.name })}</h1>
      <p className="note">
        {say('ledger.sentence', {
          packages: packages.length,
          agreements: agreements.length,
          intentions: intentions.length,
          events: events.length,
          sources: sources.length,
        })}
      </p>
      {children}
    </div>
  )
}

const PANEL = 'records'

function Views(props: { readonly ledger: LedgerView; readonly view: View; readonly onShow: (view: View) => void }) {
  const { say } = useWords()
  const tabs = VIEWS.map((view) => ({
    id: view,
    content: (
      <>
        {say(`ledger.view.${view}`)} <b>{props.ledger[view].length}</b>
      </>
    ),
  }))
  return (
    <TabBar
      className="views"
      label={say('ledger.views')}
      panel={PANEL}
      tabs={tabs}
      chosen={props.view}
      onChoose={props.onShow}
    />
  )
}

/** Who has spoken: the side this installation writes for; the other has not joined yet. */
function Sides({ ledger }: { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const { cooperation } = ledger
  return (
    <FootEnd>
      {signsOf(cooperation).map((sign) => {
        const own = cooperation.sides[sign.index]?.id === cooperation.own
        return (
          <span key={sign.index}>
            <SideMark sign={sign} spoken={own} /> {say(own ? 'ledger.side.has' : 'ledger.side.silent')}
          </span>
        )
      })}
    </FootEnd>
  )
}

interface Hand extends Chosen {
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
  useKeys(say('nav.ledger'), [
    { key: 'j', label: say('keys.next'), act: () => step(1), caps: ['J', 'K'], short: say('keys.nextPrevious') },
    { key: 'k', label: say('keys.previous'), act: () => step(-1) },
    { key: 's', label: say('keys.back'), act: back, caps: ['S'] },
    { key: 'Escape', label: say('ledger.drawer.close'), act: hand.close, caps: ['Esc'], short: say('keys.close') },
    ...VIEWS.map((view, index) => ({
      key: String(index + 1),
      label: say(`ledger.view.${view}`),
      act: () => hand.show(view),
      ...(index === 0 ? { caps: ['1', '–', '4'], short: say('keys.views') } : {}),
    })),
  ])
}
