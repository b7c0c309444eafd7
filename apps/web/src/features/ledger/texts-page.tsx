/** `/ledger/$cooperation/texts/$agreement`: the texts of an agreement, version by version, with their clauses. */
import type { LedgerView } from '@handclasp/api/client'
import type { CooperationId, TextId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { textQuery } from '../../requests/by-hand.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { pastAsked } from '../../ui/past.ts'
import { PastBand } from '../../ui/past-band.tsx'
import { useCooperationHere, useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { useLedger } from '../../requests/ledger.ts'
import { useMayIn } from '../../requests/session.ts'
import { Files } from './attachments.tsx'
import { Dropping } from './by-hand-deeds.tsx'
import { Clauses } from './clauses.tsx'
import { latestFirst } from './ledger.ts'
import { TextForm } from './text-form.tsx'
import { ReceivedTexts } from './texts-received.tsx'
import type { TextsSearch } from './texts-search.ts'
import './by-hand.css'
import './ledger.css'
import './texts.css'

type Agreement = LedgerView['agreements'][number]
type TextTitle = LedgerView['texts'][number]

/** The screen of an agreement's texts. */
export function TextsPage() {
  const { say } = useWords()
  const { cooperation, agreement: id } = useParams({ from: '/ledger/$cooperation/texts/$agreement' })
  const search = useSearch({ from: '/ledger/$cooperation/texts/$agreement' })
  const { ledger: data, error, refetch } = useLedger(cooperation as CooperationId, pastAsked(search))
  const agreement = data?.agreements.find((each) => each.id === id)
  useCooperationHere(data?.cooperation ?? null, data?.side)
  useTitle(
    say('app.title', { screen: agreement ? say('texts.title', { name: agreement.name }) : say('texts.clauses') }),
  )
  if (data && agreement) return <Texts key={id} ledger={data} agreement={agreement} />
  if (data && id.includes('.')) return <ReceivedTexts key={id} ledger={data} at={id} />
  const again = () => void refetch()
  return <NoSuchAgreement error={error} again={again} waiting={!data} cooperation={cooperation as CooperationId} />
}

/** Instead of the texts: that they are asked for, that this went wrong, or that there is no such agreement. */
export function NoSuchAgreement(props: {
  readonly error: unknown
  readonly again: () => void
  readonly waiting: boolean
  readonly cooperation: CooperationId
}) {
  const { say } = useWords()
  const { error, again, waiting, cooperation } = props
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={again} /> : null}
      {error || !waiting ? null : <Waiting what={say('wait.ledger')} />}
      {waiting ? null : (
        <>
          <p className="sentence">{say('written.gone')}</p>
          <Link className="btn" to="/ledger/$cooperation" params={{ cooperation }}>
            {say('written.leave')}
          </Link>
        </>
      )}
    </main>
  )
}

/** What stands in the address of this screen, and how it is changed; `step` makes a place one can go back from. */
export type Turn = (search: TextsSearch, step?: boolean) => void

interface TextsProps {
  readonly ledger: LedgerView
  readonly agreement: Agreement
}

function Texts({ ledger, agreement }: TextsProps) {
  const { say } = useWords()
  const [dropping, ask] = useState(false)
  const search = useSearch({ from: '/ledger/$cooperation/texts/$agreement' })
  const navigate = useNavigate({ from: '/ledger/$cooperation/texts/$agreement' })
  const turn: Turn = (next, step = false) => void navigate({ search: next, replace: !step })
  const texts = latestFirst(ledger.texts.filter((text) => text.agreement === agreement.id))
  const chosen = texts.find(({ id }) => id === search.text) ?? texts[0]
  const keeps = useMayIn(ledger)('keep')
  const writing = keeps ? search.write : undefined
  const back = () => {
    if (writing) return turn(chosen ? { text: chosen.id } : {})
    const params = { cooperation: ledger.cooperation.id }
    void navigate({ to: '/ledger/$cooperation', params, search: { at: agreement.id } })
  }
  useKeys(say('texts.clauses'), [
    { key: 'Escape', label: say('written.leave'), act: back, caps: ['Esc'], short: say('written.leave') },
    ...(keeps ? [{ key: 'e', label: say('texts.add'), act: () => turn({ write: 'new' }, true), caps: ['E'] }] : []),
  ])
  return (
    <main className="texts">
      <PastBand ledger={ledger} />
      <Head
        ledger={ledger}
        agreement={agreement}
        texts={texts}
        chosen={writing ? undefined : chosen}
        writing={writing}
        onDrop={() => ask(!dropping)}
      />
      {dropping && chosen && !writing ? (
        <Dropping
          key={chosen.id}
          ledger={ledger}
          of="text"
          id={chosen.id}
          name={chosen.title}
          onDone={() => {
            ask(false)
            turn({})
          }}
          onLeave={() => ask(false)}
        />
      ) : null}
      {writing ? (
        <TextForm
          key={writing === 'anew' ? chosen?.id : 'new'}
          ledger={ledger}
          agreement={agreement}
          anew={writing === 'anew' ? (chosen ?? null) : null}
          onLeave={back}
          onKept={(text) => turn({ text })}
        />
      ) : chosen ? (
        <>
          <Files key={`files ${chosen.id}`} ledger={ledger} to={{ kind: 'text', id: chosen.id }} />
          <Chosen key={chosen.id} ledger={ledger} agreement={agreement} text={chosen.id} turn={turn} />
        </>
      ) : (
        <None turn={turn} readOnly={!keeps} />
      )}
    </main>
  )
}

function Head(
  props: TextsProps & {
    readonly texts: readonly TextTitle[]
    readonly chosen: TextTitle | undefined
    readonly writing: TextsSearch['write']
    readonly onDrop: () => void
  },
) {
  const { say } = useWords()
  const { ledger, agreement, texts, chosen, writing, onDrop } = props
  const keeps = useMayIn(ledger)('keep')
  const params = { cooperation: ledger.cooperation.id, agreement: agreement.id }
  const to = '/ledger/$cooperation/texts/$agreement'
  return (
    <header>
      <div>
        <p className="note">{say(`agreement.${agreement.type}`)}</p>
        <h1 lang="zh-CN">{agreement.name}</h1>
      </div>
      <div className="does">
        <TextsNav cooperation={ledger.cooperation.id} agreement={agreement.id} texts={texts} chosen={chosen?.id} />
        {writing || !keeps || texts.length === 0 ? null : (
          <Link className="btn" to={to} params={params} search={{ write: 'new' }}>
            {say('texts.add')} <Key>E</Key>
          </Link>
        )}
        {chosen && keeps ? (
          <>
            <Link className="btn bare" to={to} params={params} search={{ text: chosen.id, write: 'anew' }}>
              {say('texts.anew')}
            </Link>
            <button type="button" className="btn bare" onClick={onDrop}>
              {say('written.drop')}
            </button>
          </>
        ) : null}
        <Link
          className="btn bare"
          to="/ledger/$cooperation"
          params={{ cooperation: ledger.cooperation.id }}
          search={{ at: agreement.id }}
        >
          {say('written.leave')}
        </Link>
      </div>
    </header>
  )
}

/** The versions of a text, to choose from. */
export function TextsNav(props: {
  readonly cooperation: CooperationId
  /** Its id, or the address of another side's. */
  readonly agreement: string
  readonly texts: readonly Pick<TextTitle, 'id' | 'title' | 'dated'>[]
  readonly chosen: TextId | undefined
}) {
  const { say } = useWords()
  const { cooperation, agreement, texts, chosen } = props
  if (texts.length === 0) return null
  return (
    <nav className="seg" aria-label={say('texts.list')}>
      {texts.map((text) => (
        <Link
          key={text.id}
          to="/ledger/$cooperation/texts/$agreement"
          params={{ cooperation, agreement }}
          search={{ text: text.id }}
          lang="zh-CN"
          {...(text.id === chosen ? { 'aria-current': 'true' as const } : {})}
        >
          {text.title} <span className="note">{text.dated ?? say('texts.undated')}</span>
        </Link>
      ))}
    </nav>
  )
}

function Chosen(props: TextsProps & { readonly text: TextId; readonly turn: Turn }) {
  const { say } = useWords()
  const { ledger, agreement, text, turn } = props
  const { data, error, refetch } = useQuery(textQuery(ledger.cooperation.id, text, ledger.past))
  if (data) return <Clauses ledger={ledger} agreement={agreement.id} page={data} turn={turn} />
  return (
    <div className="nothing">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('texts.wait')} />}
    </div>
  )
}

function None({ turn, readOnly }: { readonly turn: Turn; readonly readOnly: boolean }) {
  const { say } = useWords()
  return (
    <div className="nothing">
      <p className="sentence">{say('texts.none')}</p>
      {readOnly ? null : (
        <>
          <p>{say('texts.none.do')}</p>
          <button type="button" className="btn main" onClick={() => turn({ write: 'new' }, true)}>
            {say('texts.add')} <Key>E</Key>
          </button>
        </>
      )}
    </div>
  )
}
