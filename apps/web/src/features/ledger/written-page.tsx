/** `/ledger/$cooperation/written`: a package with its agreements, or one agreement, written down by hand. */
import type { LedgerView } from '@handclasp/api/client'
import type { CooperationId } from '@handclasp/domain'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../../requests/by-hand.ts'
import { Failure } from '../../ui/failure.tsx'
import { useCooperationHere, usePlace, useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { useLedger } from '../../requests/ledger.ts'
import { keepDraft, keptDraft } from './draft.ts'
import {
  draftName,
  emptyWhole,
  lineAt,
  sendingOf,
  type Whole,
  wholeOf,
  wholeOfOne,
  type WrittenSearch,
  type Wrong,
} from './written.ts'
import { WrittenForm } from './written-form.tsx'
import './ledger.css'
import './by-hand.css'

/** The screen that writes packages and agreements. */
export function WrittenPage() {
  const { say } = useWords()
  const { cooperation } = useParams({ from: '/ledger/$cooperation/written' })
  const search = useSearch({ from: '/ledger/$cooperation/written' })
  const { ledger: data, error, refetch } = useLedger(cooperation as CooperationId)
  useTitle(say('app.title', { screen: say('written.title.package') }))
  useCooperationHere(data?.cooperation ?? null, data?.side)
  const start = data && startOf(data, search)
  if (data && start) return <Writing key={draftName(data, search)} {...{ ledger: data, search, start }} />
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data ? (
        <>
          <p className="sentence">{say('written.gone')}</p>
          <Link className="btn" to="/ledger/$cooperation" params={{ cooperation }}>
            {say('written.leave')}
          </Link>
        </>
      ) : null}
      {data || error ? null : <Waiting what={say('wait.ledger')} />}
    </main>
  )
}

/** What the form starts from; null where what the address names does not stand. */
function startOf(ledger: LedgerView, { package: bundle, agreement }: WrittenSearch): Whole | null {
  const { sides } = ledger.cooperation
  if (bundle) {
    const known = ledger.packages.find(({ id }) => id === bundle)
    return known ? wholeOf(ledger, known) : null
  }
  if (agreement === undefined || agreement === 'new') return emptyWhole(agreement === 'new', sides)
  const known = ledger.agreements.find(({ id }) => id === agreement)
  return known ? wholeOfOne(ledger, known) : null
}

interface WritingProps {
  readonly ledger: LedgerView
  readonly search: WrittenSearch
  readonly start: Whole
}

function Writing({ ledger, search, start }: WritingProps) {
  const navigate = useNavigate()
  const { cooperation } = ledger
  const back = (at: string | null) =>
    void navigate({
      to: '/ledger/$cooperation',
      params: { cooperation: cooperation.id },
      search: { view: 'agreements', ...(at === null ? {} : { at }) },
    })
  const writing = useWriting({ ledger, search, start }, back)
  const leave = () => back(search.agreement === 'new' ? null : (search.agreement ?? search.package ?? null))
  return <WrittenForm ledger={ledger} search={search} writing={writing} onLeave={leave} />
}

/** What is typed, what is wrong with it, and the way out. */
export type WritingInHand = ReturnType<typeof useWriting>

function useWriting({ ledger, search, start }: WritingProps, onKept: (at: string | null) => void) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation } = ledger
  const name = draftName(ledger, search)
  // Somebody else may write the same meanwhile: what this one began with stays as it was.
  const [before, begin] = useState(start)
  const [mine, setMine] = useState(() => keptDraft<Whole>(name))
  const [wrong, point] = useState<Wrong | null>(null)
  const writes = useWrite(cooperation.id)
  const whole = mine ?? before
  const [at, go] = useState(() => lineAt(whole, addressed(search)))
  const write = (next: Whole) => {
    setMine(next)
    keepDraft(name, next)
    point(null)
  }
  const drop = () => {
    setMine(null)
    begin(start)
    keepDraft(name, null)
    point(null)
    writes.reset()
  }
  const send = () => {
    if (writes.isPending) return
    const sending = sendingOf(whole, ledger)
    if (!sending.ok) {
      point(sending.wrong)
      if (sending.wrong.line !== null) go(sending.wrong.line)
      return
    }
    writes.mutate(
      { side: ledger.side, ...sending.input },
      {
        onSuccess: ({ package: bundle, agreements }) => {
          keepDraft(name, null)
          announce(say('written.said', { n: agreements.length }))
          onKept(agreements.length === 1 ? (agreements[0] ?? null) : (bundle ?? whole.id))
        },
      },
    )
  }
  const { error, isPending: busy, reset: forget } = writes
  return { whole, begun: mine !== null, wrong, error, busy, at, go, forget, write, drop, send }
}

function addressed({ agreement, place }: WrittenSearch) {
  return { ...(agreement ? { agreement } : {}), ...(place === undefined ? {} : { place }) }
}
