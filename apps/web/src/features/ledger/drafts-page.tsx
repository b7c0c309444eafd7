/** The screen at `/ledger/…/drafts`: what waits to be checked, what was checked, returned and sent. */
import type { DraftView, LedgerView } from '@handclasp/api/client'
import type { CooperationId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { draftsQuery } from '../../requests/drafts.ts'
import { useLedger } from '../../requests/ledger.ts'
import { useOwnSides } from '../../requests/session.ts'
import { type Acting, ActingSwitch } from '../../ui/acting.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { useCooperationHere, useTitle } from '../../ui/place.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { Alone } from './alone.tsx'
import { DraftDetails } from './draft-details.tsx'
import { draftKind, DraftTitle } from './draft-title.tsx'
import { DRAFT_GROUPS, DRAFT_SIGNS } from './drafts.ts'
import './drafts.css'
import './exchange.css'
import './ledger.css'

/** The screen. */
export function DraftsPage() {
  const { cooperation } = useParams({ from: '/ledger/$cooperation/drafts' })
  return <Opened key={cooperation} cooperation={cooperation as CooperationId} />
}

function Opened({ cooperation }: { readonly cooperation: CooperationId }) {
  const { say } = useWords()
  const { ledger, acting, error, refetch } = useLedger(cooperation)
  useTitle(say('app.title', { screen: say('drafts.title') }))
  useCooperationHere(ledger?.cooperation ?? null, acting?.side ?? null)
  if (ledger && acting) return <Drafts key={acting.side} ledger={ledger} acting={acting} />
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('wait.ledger')} />}
    </main>
  )
}

function Drafts({ ledger, acting }: { readonly ledger: LedgerView; readonly acting: Acting }) {
  const { say } = useWords()
  const { at } = useSearch({ from: '/ledger/$cooperation/drafts' })
  const navigate = useNavigate({ from: '/ledger/$cooperation/drafts' })
  const { cooperation } = ledger
  const own = useOwnSides(cooperation.id)
  const { data, error, refetch } = useQuery(draftsQuery(cooperation.id, acting.side))
  const chosen = data?.drafts.find(({ id }) => id === at) ?? null
  const close = () => void navigate({ search: {}, replace: true })
  useRowKeys(say('drafts.title'))
  useKeys(say('drafts.title'), [
    ...(chosen
      ? [{ key: 'Escape', label: say('ledger.drawer.close'), act: close, caps: ['Esc'], short: say('keys.close') }]
      : []),
    { key: 'p', label: say('verify.print'), act: () => window.print(), caps: ['P'] },
  ])
  return (
    <main className={chosen ? 'drafts-screen has-draft' : 'drafts-screen'}>
      <div className="drafts-list">
        <div className="drafts-head">
          <h1>{say('drafts.title')}</h1>
          <ActingSwitch sides={ledger.sides} own={own} acting={acting} />
          <Link to="/ledger/$cooperation" params={{ cooperation: cooperation.id }}>
            {say('history.back')}
          </Link>
        </div>
        {data ? (
          <p className="note">
            {say('drafts.sentence', {
              drafted: countOf(data.drafts, 'drafted'),
              checked: countOf(data.drafts, 'checked'),
              returned: countOf(data.drafts, 'returned'),
            })}{' '}
            {say(data.fourEyes ? 'fourEyes.on' : 'fourEyes.off')}
          </p>
        ) : null}
        {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
        {data && data.drafts.length > 0 ? <DraftTable ledger={ledger} drafts={data.drafts} at={at} /> : null}
        {data && data.drafts.length === 0 ? <NoDrafts /> : null}
        {data || error ? null : <Waiting what={say('drafts.title')} />}
      </div>
      {chosen && data ? (
        <DraftDetails
          key={`${chosen.id} ${chosen.seq}`}
          ledger={ledger}
          side={acting.side}
          draft={chosen}
          fourEyes={data.fourEyes}
          onClose={close}
        />
      ) : null}
    </main>
  )
}

function countOf(drafts: readonly DraftView[], state: DraftView['state']): number {
  return drafts.filter((draft) => draft.state === state).length
}

function NoDrafts() {
  const { say } = useWords()
  return (
    <div className="blank">
      <p className="sentence">{say('drafts.none')}</p>
      <p>{say('drafts.none.do')}</p>
    </div>
  )
}

interface TableProps {
  readonly ledger: LedgerView
  readonly drafts: readonly DraftView[]
  readonly at: string | undefined
}

/** Those that wait first; within a group the newest first, as they come. */
function DraftTable({ ledger, drafts, at }: TableProps) {
  const { say } = useWords()
  return (
    <table className="drafts-table">
      <caption className="vh">{say('drafts.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('drafts.what')}</th>
          <th scope="col">{say('drafts.kind')}</th>
          <th scope="col">{say('drafts.drafted')}</th>
          <th scope="col">{say('drafts.judged')}</th>
        </tr>
      </thead>
      {DRAFT_GROUPS.map((state) => (
        <Group
          key={state}
          ledger={ledger}
          state={state}
          drafts={drafts.filter((draft) => draft.state === state)}
          at={at}
        />
      ))}
    </table>
  )
}

function Group(props: TableProps & { readonly state: DraftView['state'] }) {
  const { say } = useWords()
  const { ledger, state, drafts, at } = props
  if (drafts.length === 0) return null
  return (
    <tbody>
      <tr className="group">
        <th scope="rowgroup" colSpan={4}>
          <span aria-hidden="true">{DRAFT_SIGNS[state]}</span> {say(`drafts.state.${state}`)}{' '}
          <span className="label">{drafts.length}</span>
        </th>
      </tr>
      {drafts.map((draft) => (
        <Row key={draft.id} ledger={ledger} draft={draft} isChosen={draft.id === at} />
      ))}
    </tbody>
  )
}

function Row(props: { readonly ledger: LedgerView; readonly draft: DraftView; readonly isChosen: boolean }) {
  const { say } = useWords()
  const { ledger, draft, isChosen } = props
  const { drafted, judged, sent } = draft
  const last = sent ?? judged
  return (
    <tr className={isChosen ? 'cur' : ''}>
      <th scope="row">
        <Link
          to="."
          search={{ at: draft.id }}
          replace
          className="name"
          data-row
          lang="zh-CN"
          aria-current={isChosen ? 'true' : undefined}
        >
          <DraftTitle ledger={ledger} draft={draft} />
        </Link>
        {sent && !sent.fourEyes ? <Alone /> : null}
        {draft.objection ? <span className="hand"> {say('draft.stuck')}</span> : null}
      </th>
      <td data-label={say('drafts.kind')}>{draftKind(say, draft)}</td>
      <td data-label={say('drafts.drafted')}>
        <span lang="zh-CN">{drafted.by.name ?? say('draft.somebody')}</span>{' '}
        <span className="note nw">{moment(drafted.at)}</span>
      </td>
      <td data-label={say('drafts.judged')}>
        {last ? (
          <>
            <span lang="zh-CN">{last.by.name ?? say('draft.somebody')}</span>{' '}
            <span className="note nw">{moment(last.at)}</span>
          </>
        ) : (
          '—'
        )}
      </td>
    </tr>
  )
}
