/** Sameness: whether something is the same as something of another side, said by one, by both, or not yet. */
import type { LedgerView, SameInput, SentView } from '@handclasp/api/client'
import { keptAs, type SideId } from '@handclasp/domain'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { useSaySame } from '../../requests/sending.ts'
import { useTells } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { type Say, useWords } from '../../words/words.tsx'
import {
  addressOf,
  type Claimed,
  claimsOn,
  type Exchange,
  type Likeness,
  likeTo,
  packageTitle,
  receivedLedgers,
  unsentOf,
} from './exchange.ts'
import { FaceTable, type FaceRow } from './faces.tsx'
import { focusOnce, formKeys } from './form.tsx'
import { fieldsOf } from './history-rows.ts'
import { entryOf } from './ledger.ts'
import { deedWords, DraftFirst, mainWay, SendButtons, useDrafting, WhyNot } from './sending-ways.tsx'

type Kind = 'package' | 'agreement'
type Record = LedgerView['packages'][number] | LedgerView['agreements'][number]

interface SameProps {
  readonly exchange: Exchange
  readonly of: Kind
  /** Whose thing it is, and its id there. */
  readonly side: SideId
  readonly id: string
}

/** What was said of a thing being the same as another, and saying it. */
export function Same({ exchange, of, side, id }: SameProps) {
  const { say } = useWords()
  const { ledger, page } = exchange
  const claims = claimsOn(page, side, id)
  const received = side === ledger.side ? null : thingOf(exchange, side, id)
  const tells = useTells(ledger)
  const isOpen = claims.length === 0 && tells
  if (claims.length === 0 && (!received || !isOpen)) return null
  return (
    <section className="same" aria-label={say('same.title')}>
      <h3 className="hh">{say('same.title')}</h3>
      {claims.map((claim) => (
        <ClaimOnThing key={`${claim.other.by} ${claim.other.id}`} exchange={exchange} of={of} claim={claim} />
      ))}
      {received && isOpen ? <Choose exchange={exchange} received={received} /> : null}
    </section>
  )
}

function thingOf({ page }: Exchange, side: SideId, id: string): SentView | null {
  return page.things.find((each) => each.side === side && each.sent.id === id) ?? null
}

/** A thing as it stands here: kept by this side, or as it was sent by another. */
function recordOf(exchange: Exchange, side: SideId, id: string): Record | null {
  const { ledger } = exchange
  const theirs = receivedLedgers(exchange).find((each) => each.side === side)
  const entry = side === ledger.side ? entryOf(ledger, id) : theirs ? entryOf(theirs, addressOf(side, id)) : null
  return entry?.kind === 'package' || entry?.kind === 'agreement' ? entry : null
}

function nameOf(record: Record | null): string {
  if (record === null) return ''
  return record.kind === 'package' ? packageTitle(record) : record.name
}

/** A claim on packages or agreements, with the words of both. */
function ClaimOnThing(props: { readonly exchange: Exchange; readonly of: Kind; readonly claim: Claimed }) {
  const { say } = useWords()
  const { exchange, of, claim } = props
  const { ledger } = exchange
  const { own, other } = claim
  const [mine, theirs] = own.by === ledger.side ? [own, other] : [other, own]
  const name = nameOf(recordOf(exchange, other.by, other.id)) || say('found.erased')
  const at = other.by === ledger.side ? other.id : addressOf(other.by, other.id)
  return (
    <ClaimOn ledger={ledger} of={of} claim={claim} name={name} at={at}>
      {mine.by === ledger.side ? (
        <Beside exchange={exchange} mine={mine.id} theirs={{ side: theirs.by, id: theirs.id }} />
      ) : null}
    </ClaimOn>
  )
}

/** What was said of two things being the same, and what this side can say to it. */
export function ClaimOn(props: {
  readonly ledger: LedgerView
  readonly of: SameInput['of']
  readonly claim: Claimed
  /** What the other thing is called, and where it stands. */
  readonly name: string
  readonly at: string
  readonly children?: ReactNode
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { ledger, of, claim, name, at, children } = props
  const says = useSaySame(ledger.cooperation.id, ledger.side)
  const { pair, own, other } = claim
  const [mine, theirs] = own.by === ledger.side ? [own, other] : [other, own]
  const isOurs = mine.by === ledger.side
  const waiting = isOurs && pair.state === 'waiting' ? (mine.said === 'same' ? 'them' : 'us') : null
  const asked = ledger.past ? null : waiting
  const drafting = useDrafting(ledger.cooperation.id, ledger.side)
  const { ways } = drafting
  const busy = says.isPending || drafting.busy
  const tell = (said: 'same' | 'taken-back', asDraft = !ways.send) => {
    if (busy || (asDraft && !ways.draft)) return
    const input = { of, mine: mine.id, theirs: theirs.id, whose: theirs.by, said, note: null, records: [] }
    if (asDraft) return drafting.write({ route: 'same', input: { side: ledger.side, ...input } }, says.reset)
    says.mutate(input, { onSuccess: () => announce(say(said === 'same' ? 'same.said' : 'same.said.back')) })
  }
  const error = says.error ?? drafting.error
  // Among commitments C accepts terms.
  const isClosed = !ways.send && !ways.draft
  const hasKey = asked === 'us' && of !== 'commitment' && !isClosed
  useKeys(
    say('same.title'),
    hasKey ? [{ key: 'c', label: say('same.accept'), act: () => tell('same'), caps: ['C'] }] : [],
  )
  const state = pair.state === 'one' ? 'one' : (waiting ?? 'others')
  return (
    <div className="claim">
      <p className={state === 'us' ? 'needs' : ''}>
        <b>{say(`same.state.${state}`)}</b>{' '}
        <Link to="/ledger/$cooperation" params={{ cooperation: ledger.cooperation.id }} search={{ at }} lang="zh-CN">
          {name}
        </Link>
        {mine.late || theirs.late ? <span className="note"> {say('same.late')}</span> : null}
      </p>
      {children}
      {error ? <Failure error={error} close={() => (says.reset(), drafting.forget())} /> : null}
      {asked === 'us' ? (
        <div className="does">
          <button type="button" className="btn main" disabled={busy || isClosed} onClick={() => tell('same')}>
            {deedWords(say, ways, say('same.accept'))} {hasKey ? <Key>C</Key> : null}
          </button>
          <DraftFirst ways={ways} disabled={busy} onDraft={() => tell('same', true)} />
          <WhyNot ways={ways} />
        </div>
      ) : null}
      {asked === 'them' && !isClosed ? (
        <div className="does">
          <button type="button" className="btn bare" disabled={busy} onClick={() => tell('taken-back')}>
            {deedWords(say, ways, say('same.back'))}
          </button>
        </div>
      ) : null}
    </div>
  )
}

/** The words of both sides, face to face. */
function Beside(props: {
  readonly exchange: Exchange
  readonly mine: string
  readonly theirs: { readonly side: SideId; readonly id: string }
}) {
  const { say } = useWords()
  const { exchange, mine, theirs } = props
  const { cooperation, side } = exchange.ledger
  const [own, other] = [recordOf(exchange, side, mine), recordOf(exchange, theirs.side, theirs.id)]
  if (!own || !other) return null
  const signs = signsOf(cooperation)
  const sign = (of: SideId) => signs.find((each) => cooperation.sides[each.index]?.id === of)
  const [left, right] = [sign(side), sign(theirs.side)]
  const after = new Map(fieldsOf(say, other, []).map((field) => [field.key, field]))
  const rows = fieldsOf(say, own, []).map(({ key, label, value }): FaceRow => {
    return { key, label, left: value, right: after.get(key)?.value ?? null }
  })
  return (
    <FaceTable
      left={left ? <SideMark sign={left} /> : null}
      right={right ? <SideMark sign={right} /> : null}
      rows={rows}
    />
  )
}

/** The way to say that something received is the same as something of one's own: chosen by a person, never alone. */
function Choose({ exchange, received }: { readonly exchange: Exchange; readonly received: SentView }) {
  const { say } = useWords()
  const [open, turn] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const likes = likeTo(exchange, received)
  const can = likes.length > 0
  useKeys(say('same.title'), can ? [{ key: '=', label: say('same.do'), act: () => turn(true), caps: ['='] }] : [])
  if (!can) return <p className="note">{say('same.nothing')}</p>
  const leave = () => {
    turn(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  if (open) return <SameForm exchange={exchange} received={received} likes={likes} onLeave={leave} />
  const [first] = likes
  return (
    <>
      {first && first.by.length > 0 ? (
        <p>
          {say('same.maybe')} <span lang="zh-CN">{nameOf(first.record)}</span>{' '}
          <span className="note">{reasonsOf(say, first)}</span>
        </p>
      ) : null}
      <div className="acts-line">
        <button type="button" className="btn" ref={button} onClick={() => turn(true)}>
          {say('same.do')} <Key>=</Key>
        </button>
      </div>
    </>
  )
}

/** What speaks for two things being the same, in words. */
function reasonsOf(say: Say, { by }: Likeness): string {
  return by.map((sign) => say(`same.by.${sign}`)).join(say('list.comma'))
}

function SameForm(props: {
  readonly exchange: Exchange
  readonly received: SentView
  readonly likes: readonly Likeness[]
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { exchange, received, likes, onLeave } = props
  const { ledger } = exchange
  const { side: whose, sent } = received
  const [first] = likes
  const [mine, choose] = useState<string>(first && first.by.length > 0 ? first.record.id : '')
  const says = useSaySame(ledger.cooperation.id, ledger.side)
  const like = likes.find(({ record }) => record.id === mine)
  const along = like ? unsentOf(exchange, like.record) : []
  const kind = keptAs(sent)?.kind
  const drafting = useDrafting(ledger.cooperation.id, ledger.side)
  const { ways } = drafting
  const busy = says.isPending || drafting.busy
  const tell = (asDraft: boolean) => {
    if (busy || !like || (kind !== 'package' && kind !== 'agreement')) return
    const records = along.map(({ of, id, seq }) => ({ of, id, seq }))
    const input = { of: kind, mine, theirs: sent.id, whose, said: 'same' as const, note: null, records }
    if (asDraft) return drafting.write({ route: 'same', input: { side: ledger.side, ...input } }, onLeave)
    says.mutate(input, { onSuccess: () => announce(say('same.said')) })
  }
  const submit = mainWay(
    ways,
    () => tell(false),
    () => tell(true),
  )
  const error = says.error ?? drafting.error
  return (
    <form
      className="sending"
      onKeyDown={formKeys(onLeave, () => submit?.())}
      onSubmit={(event) => {
        event.preventDefault()
        submit?.()
      }}
    >
      <WhichOne likes={likes} mine={mine} onChoose={choose} />
      {like ? <Beside exchange={exchange} mine={mine} theirs={{ side: whose, id: sent.id }} /> : null}
      {along.length > 0 ? (
        <p className="note">{say('same.along', { names: along.map(({ title }) => title).join(say('list.names')) })}</p>
      ) : null}
      <p className="note">{say('same.once')}</p>
      {error ? <Failure error={error} close={() => (says.reset(), drafting.forget())} /> : null}
      <div className="does">
        <SendButtons
          ways={ways}
          label={say('same.tell')}
          disabled={busy || !like}
          cap="Ctrl Enter"
          onDraft={() => tell(true)}
        />
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** The choice among this side's own, likest first. */
function WhichOne(props: {
  readonly likes: readonly Likeness[]
  readonly mine: string
  readonly onChoose: (mine: string) => void
}) {
  const { say } = useWords()
  return (
    <label className="stack">
      <span>{say('same.which')}</span>
      <select ref={focusOnce} lang="zh-CN" value={props.mine} onChange={(event) => props.onChoose(event.target.value)}>
        <option value="">{say('same.choose')}</option>
        {props.likes.map((each) => (
          <LikeOption key={each.record.id} like={each} />
        ))}
      </select>
    </label>
  )
}

function LikeOption({ like }: { readonly like: Likeness }) {
  const { say } = useWords()
  const reasons = reasonsOf(say, like)
  const name = nameOf(like.record)
  return <option value={like.record.id}>{reasons === '' ? name : say('same.option', { name, reasons })}</option>
}
