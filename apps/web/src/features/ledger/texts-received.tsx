/** The texts that another side sent of an agreement, version by version, with their clauses: to read, not to write. */
import type { LedgerView } from '@handclasp/api/client'
import type { AgreementId, TextId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { sentQuery, sentTextQuery } from '../../requests/sending.ts'
import { Failure } from '../../ui/failure.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { PastBand } from '../../ui/past-band.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { Clauses } from './clauses.tsx'
import { ledgerOf, textsSent, thingAt } from './exchange.ts'
import { SentBy } from './received.tsx'
import { NoSuchAgreement, type Turn, TextsNav } from './texts-page.tsx'

/** The screen of an agreement's texts that came from the side its address names. */
export function ReceivedTexts({ ledger, at }: { readonly ledger: LedgerView; readonly at: string }) {
  const { say } = useWords()
  const { cooperation } = ledger
  const { side, id } = thingAt(ledger, at)
  const search = useSearch({ from: '/ledger/$cooperation/texts/$agreement' })
  const navigate = useNavigate({ from: '/ledger/$cooperation/texts/$agreement' })
  const turn: Turn = (next, step = false) => void navigate({ search: next, replace: !step })
  const sent = useQuery(sentQuery(cooperation.id, ledger.side, ledger.past))
  const things = sent.data?.things ?? []
  const agreement = ledgerOf(ledger, side, things).agreements.find((each) => each.id === at)
  const texts = textsSent(things, side, id)
  const chosen = texts.find((text) => text.id === search.text) ?? texts[0]
  const params = { cooperation: cooperation.id }
  useTitle(
    say('app.title', { screen: agreement ? say('texts.title', { name: agreement.name }) : say('texts.clauses') }),
  )
  const back = () => void navigate({ to: '/ledger/$cooperation', params, search: { at } })
  useKeys(say('texts.clauses'), [
    { key: 'Escape', label: say('written.leave'), act: back, caps: ['Esc'], short: say('written.leave') },
  ])
  if (!agreement || !chosen) {
    const again = () => void sent.refetch()
    return <NoSuchAgreement error={sent.error} again={again} waiting={sent.isPending} cooperation={cooperation.id} />
  }
  return (
    <main className="texts">
      <PastBand ledger={ledger} />
      <header>
        <div>
          <p className="note">{say(`agreement.${agreement.type}`)}</p>
          <h1 lang="zh-CN">{agreement.name}</h1>
          <SentBy ledger={ledger} side={side} written={chosen.written} />
        </div>
        <div className="does">
          <TextsNav cooperation={cooperation.id} agreement={at} texts={texts} chosen={chosen.id} />
          <Link className="btn bare" to="/ledger/$cooperation" params={params} search={{ at }}>
            {say('written.leave')}
          </Link>
        </div>
      </header>
      <Chosen key={chosen.id} ledger={ledger} at={at} text={chosen.id} turn={turn} />
    </main>
  )
}

function Chosen(props: {
  readonly ledger: LedgerView
  readonly at: string
  readonly text: TextId
  readonly turn: Turn
}) {
  const { say } = useWords()
  const { ledger, at, text, turn } = props
  const { side, id } = thingAt(ledger, at)
  const { data, error, refetch } = useQuery(sentTextQuery(ledger.cooperation.id, side, text, ledger.past))
  if (data) return <Clauses ledger={ledger} agreement={id as AgreementId} page={data} turn={turn} isTheirs />
  return (
    <div className="nothing">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('texts.wait')} />}
    </div>
  )
}
