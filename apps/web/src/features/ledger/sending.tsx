/** Sending: what of this side's own was sent, and sending it, after seeing what the others will see. */
import type { LedgerView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { textQuery } from '../../requests/by-hand.ts'
import { useSentAlone } from '../../requests/drafts.ts'
import { useSend } from '../../requests/sending.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { SideMark, SideMarks, signOfSide, signsOf } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { Alone } from './alone.tsx'
import { addressOf, type Exchange, type Offer, offersFor, previewOf, sentAs, whole } from './exchange.ts'
import { formKeys } from './form.tsx'
import { entryOf } from './ledger.ts'
import { FactTable } from './record-facts.tsx'
import { QuoteSent } from './quote-sent.tsx'
import { mainWay, SendButtons, useDrafting } from './sending-ways.tsx'

/** What of a side's own things can be sent from the details. */
type Own = LedgerView['packages'][number] | LedgerView['agreements'][number] | LedgerView['intentions'][number]

/** Who sees a thing of this side's own: this side alone, or the others too, and since when. */
export function SeenBy({ exchange, id }: { readonly exchange: Exchange; readonly id: string }) {
  const { say } = useWords()
  const { ledger } = exchange
  const signs = signsOf(ledger.cooperation)
  const own = signOfSide(ledger, ledger.side)
  const sent = sentAs(exchange, id)
  const alone = useSentAlone(ledger.cooperation.id, ledger.side, sent ? [sent.sent.seq] : [])
  if (!sent) {
    return (
      <p className="own">
        {own ? <SideMark sign={own} /> : null} {say('ledger.privacy')}
      </p>
    )
  }
  return (
    <p className="own sent">
      <SideMarks signs={signs} /> {say('sent.own', { time: moment(sent.sent.written) })}
      {alone.has(sent.sent.seq) ? <Alone /> : null}
      {sent.state === 'changed' ? <b className="changed"> {say('sent.changed')}</b> : null}
      {sent.sent.words === null ? <b className="changed"> {say('sent.erased')}</b> : null}
    </p>
  )
}

/** The names of the sides that something is sent to. */
function useOthers(ledger: LedgerView): string {
  const { say } = useWords()
  const others = signsOf(ledger.cooperation).filter((sign) => ledger.cooperation.sides[sign.index]?.id !== ledger.side)
  return others.map((sign) => sign.names.join(say('list.names'))).join(say('list.comma'))
}

/** The way to send a thing of this side's own, where there is something the others do not see as it is now. */
export function SendDeeds({ exchange, record }: { readonly exchange: Exchange; readonly record: Own }) {
  const { say } = useWords()
  const [sending, open] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const to = useOthers(exchange.ledger)
  const offers = offersFor(exchange, record)
  const can = offers.length > 0
  const isAgain = sentAs(exchange, record.id)?.state === 'changed'
  useKeys(say('ledger.drawer'), can ? [{ key: 'x', label: say('sent.do'), act: () => open(true), caps: ['X'] }] : [])
  if (!can) return <p className="note">{say('sent.as-kept')}</p>
  const leave = () => {
    open(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  return sending ? (
    <SendForm exchange={exchange} offers={offers} to={to} onLeave={leave} />
  ) : (
    <div className="acts-line">
      <button type="button" className="btn" ref={button} onClick={() => open(true)}>
        {say(isAgain ? 'sent.do.again' : 'sent.do.to', { side: to })} <Key>X</Key>
      </button>
    </div>
  )
}

interface FormProps {
  readonly exchange: Exchange
  readonly offers: readonly Offer[]
  readonly to: string
  readonly onLeave: () => void
}

function SendForm({ exchange, offers, to, onLeave }: FormProps) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { ledger } = exchange
  const [left, leaveOut] = useState<readonly string[]>([])
  const form = useRef<HTMLFormElement>(null)
  const sends = useSend(ledger.cooperation.id, ledger.side)
  const drafting = useDrafting(ledger.cooperation.id, ledger.side)
  const { ways } = drafting
  const ticked = offers.filter(({ id, needed }) => needed || !left.includes(id))
  const chosen = whole(ledger, ticked, (id) => sentAs(exchange, id) !== null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input:not([disabled]), button')?.focus(), [])
  const toggle = (id: string) => leaveOut(left.includes(id) ? left.filter((each) => each !== id) : [...left, id])
  const records = chosen.map(({ of, id, seq }) => ({ of, id, seq }))
  const isClosed = sends.isPending || drafting.busy || records.length === 0
  const send = () => {
    if (isClosed) return
    drafting.forget()
    sends.mutate({ records }, { onSuccess: () => (announce(say('sent.said', { n: records.length })), onLeave()) })
  }
  const draft = () => {
    if (isClosed) return
    sends.reset()
    drafting.write({ route: 'sent', input: { side: ledger.side, records } }, onLeave)
  }
  const submit = mainWay(ways, send, draft)
  const error = sends.error ?? drafting.error
  const forget = () => (sends.reset(), drafting.forget())
  return (
    <form
      className="sending"
      aria-label={say('sent.form', { side: to })}
      ref={form}
      onKeyDown={formKeys(onLeave, () => submit?.())}
      onSubmit={(event) => {
        event.preventDefault()
        submit?.()
      }}
    >
      <h3 className="hh">
        {say('sent.form', { side: to })} <span className="note">{say('sent.form.seen')}</span>
      </h3>
      <ul className="offers">
        {offers.map((offer) => (
          <OfferRow
            key={offer.id}
            exchange={exchange}
            offer={offer}
            ticked={chosen.includes(offer)}
            onToggle={() => toggle(offer.id)}
          />
        ))}
      </ul>
      <p className="note">{say('sent.form.for-good', { side: to })}</p>
      {error ? <Failure error={error} close={forget} /> : null}
      <div className="does">
        <SendButtons
          ways={ways}
          label={say('sent.form.send', { n: chosen.length })}
          disabled={isClosed}
          cap="Ctrl Enter"
          onDraft={draft}
        />
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** One thing that can be sent, and what the others will see of it. */
function OfferRow(props: {
  readonly exchange: Exchange
  readonly offer: Offer
  readonly ticked: boolean
  readonly onToggle: () => void
}) {
  const { say } = useWords()
  const { exchange, offer, ticked, onToggle } = props
  const [seen, see] = useState(false)
  return (
    <li>
      <label>
        <input type="checkbox" checked={ticked} disabled={offer.needed} onChange={onToggle} />
        <span>
          <span lang="zh-CN">{offer.title}</span>{' '}
          <span className="note">
            {[
              say(`found.${offer.of}`),
              ...(offer.again ? [say('sent.changed')] : []),
              ...(offer.needed ? [say('sent.form.needed')] : []),
            ].join(' · ')}
          </span>
        </span>
      </label>
      <details onToggle={(event) => see(event.currentTarget.open)}>
        <summary>{say('sent.form.preview')}</summary>
        {seen ? <Preview exchange={exchange} offer={offer} /> : null}
      </details>
    </li>
  )
}

/** What the others will see of something that is sent as it stands here. */
export function Preview({ exchange, offer }: { readonly exchange: Exchange; readonly offer: Offer }) {
  const { ledger } = exchange
  const text = useQuery({ ...textQuery(ledger.cooperation.id, offer.id as never), enabled: offer.of === 'text' })
  if (offer.of === 'text') {
    return text.data ? (
      <p className="text-sent" lang="zh-CN">
        {text.data.text}
      </p>
    ) : null
  }
  const shown = previewOf(exchange, [offer])
  const entry = entryOf(shown, addressOf(ledger.side, offer.id))
  if (!entry) return null
  return (
    <>
      <FactTable ledger={shown} entry={entry} sent />
      {'quote' in entry && entry.quote ? <QuoteSent quote={entry.quote} /> : null}
    </>
  )
}
