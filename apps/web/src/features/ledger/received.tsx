/** What another side sent: its words, the way to its texts, whether it is the same as something of one's own. */
import type { LedgerView, SentView } from '@handclasp/api/client'
import { keptAs, type SideId } from '@handclasp/domain'
import { Link } from '@tanstack/react-router'
import { Key } from '../../ui/keys.tsx'
import { SideMark, signOfSide } from '../../ui/marks.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { Erasing } from './erasing.tsx'
import { addressOf, type Exchange, ledgerOf, textsSent } from './exchange.ts'
import { entryOf } from './ledger.ts'
import { QuoteSent } from './quote-sent.tsx'
import { FactTable, kindWords, titleOf } from './record-facts.tsx'
import { Same } from './same.tsx'

/** The details of something another side sent. */
export function Received(props: {
  readonly exchange: Exchange
  readonly received: SentView
  readonly onClose: () => void
}) {
  const { say } = useWords()
  const { exchange, received, onClose } = props
  const { side, sent } = received
  const theirs = ledgerOf(exchange.ledger, side, exchange.page.things)
  const kept = keptAs(sent)
  // A text stands for its agreement, as among one's own.
  const id = kept?.kind === 'text' ? kept.agreement : sent.id
  const entry = entryOf(theirs, addressOf(side, id))
  const isThing = sent.of === 'package' || sent.of === 'agreement'
  return (
    <aside className="dr" aria-label={say('ledger.drawer')}>
      <div className="hd">
        <span className="note">{entry ? kindWords(say, entry) : say(`found.${sent.of}`)}</span>
        <button type="button" className="btn bare" onClick={onClose}>
          <span className="on-wide">{say('keys.close')}</span>
          <span className="on-phone">{say('ledger.drawer.back')}</span> <Key>Esc</Key>
        </button>
      </div>
      <h2 lang="zh-CN">{entry ? titleOf(say, entry) : say('found.erased')}</h2>
      <SentBy ledger={exchange.ledger} side={side} written={sent.written} />
      {entry ? <FactTable ledger={theirs} entry={entry} sent /> : <p className="note">{say('sent.erased')}</p>}
      {entry && 'quote' in entry ? (
        entry.quote ? (
          <QuoteSent quote={entry.quote} />
        ) : (
          <p className="note by-hand-note">{say('written.byHand')}</p>
        )
      ) : null}
      {sent.of === 'agreement' || sent.of === 'text' ? <Texts exchange={exchange} side={side} agreement={id} /> : null}
      {side === exchange.ledger.side && !exchange.ledger.past ? (
        <Erasing ledger={exchange.ledger} side={side} places={[{ chain: 'shared', seq: sent.seq, label: '' }]} />
      ) : null}
      {isThing ? <Same key={`${side} ${sent.id}`} exchange={exchange} of={sent.of} side={side} id={sent.id} /> : null}
    </aside>
  )
}

/** Whose it is, and when it came. */
export function SentBy(props: { readonly ledger: LedgerView; readonly side: SideId; readonly written: string }) {
  const { say } = useWords()
  const { ledger, side, written } = props
  const sign = signOfSide(ledger, side)
  if (!sign) return null
  return (
    <p className="own sent">
      <SideMark sign={sign} named={false} />{' '}
      {side === ledger.side
        ? say('sent.gone')
        : say('sent.theirs', { side: sign.names.join(say('list.names')), time: moment(written) })}
    </p>
  )
}

function Texts(props: { readonly exchange: Exchange; readonly side: SideId; readonly agreement: string }) {
  const { say } = useWords()
  const { exchange, side, agreement } = props
  const texts = textsSent(exchange.page.things, side, agreement)
  if (texts.length === 0) return null
  return (
    <>
      <h3 className="hh">{say('texts.open')}</h3>
      <ul className="texts-sent">
        {texts.map(({ id, title, dated }) => (
          <li key={id}>
            <Link
              to="/ledger/$cooperation/texts/$agreement"
              params={{ cooperation: exchange.ledger.cooperation.id, agreement: addressOf(side, agreement) }}
              search={{ text: id }}
              lang="zh-CN"
            >
              {[title, dated].filter(Boolean).join(' · ')}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
