/** Signs of what the sides told each other of a thing, after its name in trees and tables. */
import { SideMark, signOfSide } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { claimsOn, type Exchange, sentAs, thingAt } from './exchange.ts'

/** Was it sent, changed since, and is it one with something of another side? Of what others sent, whose it is. */
export function Told({ exchange, id: at }: { readonly exchange: Exchange; readonly id: string }) {
  const { say } = useWords()
  const { ledger, page } = exchange
  const { side, id } = thingAt(ledger, at)
  const isOwn = side === ledger.side
  const sent = isOwn ? sentAs(exchange, id) : null
  const claims = claimsOn(page, side, id)
  const ours = claims
    .map(({ own, other }) => (own.by === ledger.side ? own : other))
    .filter(({ by }) => by === ledger.side)
  const isOne = claims.some(({ pair }) => pair.state === 'one')
  const waiting = !isOne && ours.length > 0 ? (ours.some(({ said }) => said === 'same') ? 'them' : 'us') : null
  const sign = isOwn ? null : signOfSide(ledger, side)
  if (!sent && !sign && claims.length === 0) return null
  return (
    <span className="exchanged">
      {sign ? <SideMark sign={sign} /> : null}
      {sent && !isOne ? <span className="tag">{say('sent.tag')}</span> : null}
      {sent?.state === 'changed' ? <b className="changed">{say('sent.changed')}</b> : null}
      {isOne ? <span className="tag one">{say('same.tag')}</span> : null}
      {waiting ? <span className={waiting === 'us' ? 'tag needs' : 'tag'}>{say(`same.tag.${waiting}`)}</span> : null}
    </span>
  )
}
