/** The four views of a ledger as it stands today. */
import type { LedgerView } from '@handclasp/api/client'
import type { IntentionId, Quote } from '@handclasp/domain'
import { Link } from '@tanstack/react-router'
import { partyNames } from '../../ui/agreement.ts'
import { CorrectedSign, SideMark, SideMarks, type SideSign, signOf, signsOf, signsNamed } from '../../ui/marks.tsx'
import { amount, days } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { signFor } from './agreement-facts.tsx'
import { type Exchange, receivedLedgers, standsHere } from './exchange.ts'
import { citations, gatheringsOf } from './ledger.ts'
import { useMade } from './made.ts'
import { Told } from './told.tsx'
import { Cell, type Chosen, Nothing, RowName, Table, TableRow } from './table.tsx'

interface ViewProps {
  readonly ledger: LedgerView
  readonly chosen: Chosen
}

/** What tables of things that can be sent are given. */
interface ExchangeProps {
  readonly exchange: Exchange
  readonly chosen: Chosen
}

/** The short name of the source a record rests on. */
function useSourceName(ledger: LedgerView): (quote: Quote) => string {
  const names = new Map<string, string>(ledger.sources.map((source) => [source.id, source.outlet ?? source.name]))
  return ({ source, outlet }) => names.get(source) ?? outlet ?? `${source.slice(0, 8)}…`
}

function SourceCell({ name }: { readonly name: string }) {
  return (
    <td className="note clip" lang="zh-CN" title={name}>
      {name}
    </td>
  )
}

/** 协议. */
export function Agreements({ exchange, chosen }: ExchangeProps) {
  const { say, language } = useWords()
  const { ledger } = exchange
  const source = useSourceName(ledger)
  const received = receivedLedgers(exchange)
    .flatMap((theirs) => theirs.agreements)
    .filter(({ id }) => !standsHere(exchange, id))
  if (ledger.agreements.length + ledger.packages.length + received.length === 0) return <Nothing view="agreements" />
  const columns = [
    { key: 'status', head: say('ledger.column.status'), width: 92 },
    { key: 'name', head: say('ledger.column.agreement') },
    { key: 'count', head: say('ledger.column.count'), width: 52, number: true },
    { key: 'signatories', head: say('ledger.column.signatories'), width: 152 },
    { key: 'date', head: say('ledger.column.date'), width: 128 },
    { key: 'source', head: say('ledger.column.source'), width: 132 },
  ]
  return (
    <Table name="agreements" caption={say('ledger.caption.agreements')} columns={columns}>
      {[...ledger.agreements, ...received].map((agreement) => (
        <TableRow key={agreement.id} id={agreement.id} chosen={chosen}>
          <td>
            {agreement.signed ? (
              <span className="lamp d">{say('agreement.signed')}</span>
            ) : (
              <span className="note">{say('agreement.mentioned')}</span>
            )}
          </td>
          <RowName
            corrected={agreement.corrected}
            told={<Told exchange={exchange} id={agreement.id} />}
            sub={[say(`agreement.${agreement.type}`), ...partyNames(agreement)].join(' · ')}
          >
            {agreement.name}
          </RowName>
          <td className="num">
            {agreement.count === null ? <span className="missing">—</span> : amount(language, agreement.count)}
          </td>
          <Cell zh>{agreement.signatories.length > 0 ? <SignedBy ledger={ledger} agreement={agreement} /> : null}</Cell>
          <Cell>
            {agreement.signedOn || agreement.expires ? (
              <>
                {agreement.signedOn && days(language, { start: agreement.signedOn, end: agreement.signedOn })}
                {agreement.expires ? (
                  <span className="sub">{say('ledger.until', { day: agreement.expires })}</span>
                ) : null}
              </>
            ) : null}
          </Cell>
          <SourceCell name={agreement.quote ? source(agreement.quote) : say('written.byHand.short')} />
        </TableRow>
      ))}
    </Table>
  )
}

/** Who signed, each with the seal of their side and, where it is known, the post. */
function SignedBy(props: { readonly ledger: LedgerView; readonly agreement: LedgerView['agreements'][number] }) {
  const { ledger, agreement } = props
  const signs = signsOf(ledger.cooperation)
  return (
    <span className="signed-by">
      {agreement.signatories.map(({ name, post, side }) => {
        const sign = signFor(ledger, signs, side, name)
        return (
          <span key={`${side} ${name}`} title={post ?? undefined}>
            {sign ? <SideMark sign={sign} /> : null} {name}
            {post ? <span className="sub">{post}</span> : null}
          </span>
        )
      })}
    </span>
  )
}

/** 合作意向: what was said, never with a lamp, a rate or a day it falls due. */
export function Intentions({ exchange, chosen }: ExchangeProps) {
  const { say, language } = useWords()
  const { ledger } = exchange
  const received = receivedLedgers(exchange).flatMap((theirs) => theirs.intentions)
  const source = useSourceName(ledger)
  const signs = signsOf(ledger.cooperation)
  const made = useMade(ledger)
  if (ledger.intentions.length + received.length === 0) return <Nothing view="intentions" />
  const columns = [
    { key: 'who', head: say('ledger.column.who'), width: 72 },
    { key: 'text', head: say('ledger.column.intention') },
    { key: 'mode', head: say('ledger.column.mode'), width: 64 },
    { key: 'speaker', head: say('ledger.column.speaker'), width: 84 },
    { key: 'target', head: say('ledger.column.target'), width: 112, number: true },
    { key: 'made', head: say('ledger.column.made'), width: 92 },
    { key: 'source', head: say('ledger.column.source'), width: 132 },
  ]
  return (
    <Table name="intentions" caption={say('ledger.caption.intentions')} columns={columns}>
      {[...ledger.intentions, ...received].map((intention) => (
        <TableRow key={intention.id} id={intention.id} chosen={chosen}>
          <td>
            <Bound by={intention.by} signs={signs} />
          </td>
          <RowName
            corrected={intention.corrected}
            told={<Told exchange={exchange} id={intention.id} />}
            sub={intention.fields.map((field) => say(`field.${field}`)).join(' · ')}
          >
            {intention.text}
          </RowName>
          <td>{say(`mode.${intention.mode}`)}</td>
          <Cell zh>{intention.speaker}</Cell>
          <td className="num" lang="zh-CN">
            {intention.targets.length === 0 ? (
              <span className="missing">—</span>
            ) : (
              intention.targets.map(({ value, unit }) => (
                <span key={`${value} ${unit}`} className="target">
                  {amount(language, value)} {unit}
                </span>
              ))
            )}
          </td>
          <td>
            <Made ledger={ledger} intention={intention.id} made={made.get(intention.id) ?? 0} />
          </td>
          <SourceCell name={source(intention.quote)} />
        </TableRow>
      ))}
    </Table>
  )
}

/** The way to the commitments that were made of an intention, or to making one. */
function Made(props: { readonly ledger: LedgerView; readonly intention: IntentionId; readonly made: number }) {
  const { say } = useWords()
  const { ledger, intention, made } = props
  const search = { view: 'commitments' as const, ...(made > 0 ? { intention } : { propose: intention }) }
  return (
    <Link
      to="/ledger/$cooperation"
      params={{ cooperation: ledger.cooperation.id }}
      search={search}
      onClick={(event) => event.stopPropagation()}
    >
      {made > 0 ? say('ledger.made', { n: made }) : say('commitment.form.open')}
    </Link>
  )
}

/** The seals of the sides that are to do something; a name that is no side's stands as written. */
export function Bound({ by, signs }: { readonly by: readonly string[]; readonly signs: readonly SideSign[] }) {
  const sides = signsNamed(signs, by)
  const strangers = by.filter((name) => !signOf(signs, name))
  if (by.length === 0) return <span className="missing">—</span>
  return (
    <span className="bound" lang="zh-CN">
      <SideMarks signs={sides} /> {strangers.join(' ')}
    </span>
  )
}

/** 活动, each with those who took part: posts and acts. */
export function Events({ ledger, chosen }: ViewProps) {
  const { say, language } = useWords()
  const signs = signsOf(ledger.cooperation)
  const gatherings = gatheringsOf(ledger)
  if (gatherings.length === 0) return <Nothing view="events" />
  const columns = [
    { key: 'date', head: say('ledger.column.date'), width: 148 },
    { key: 'name', head: say('ledger.column.event'), width: 210 },
    { key: 'posts', head: say('ledger.column.posts') },
    { key: 'acts', head: say('ledger.column.acts'), width: 168 },
  ]
  return (
    <Table name="events" caption={say('ledger.caption.events')} columns={columns}>
      {gatherings.flatMap(({ event, people }) => [
        event ? (
          <TableRow key={event.id} id={event.id} chosen={chosen} className="event">
            <Cell>{event.date && days(language, event.date)}</Cell>
            <td className="t" colSpan={2}>
              <span className="one">
                <button type="button" className="name" lang="zh-CN">
                  {event.name ?? say(`event.${event.type}`)}
                </button>
                {event.corrected ? <CorrectedSign /> : null}
              </span>
            </td>
            <td className="note">
              {say('ledger.attended', { event: event.place ?? say(`event.${event.type}`), n: people.length })}
            </td>
          </TableRow>
        ) : (
          <tr key="loose" className="event">
            <td />
            <td colSpan={3} className="note">
              {say('ledger.noEvent')}
            </td>
          </tr>
        ),
        ...people.map((person) => (
          <PersonRow key={`${event?.id} ${person.id}`} person={person} event={event} signs={signs} chosen={chosen} />
        )),
      ])}
    </Table>
  )
}

function PersonRow(props: {
  readonly person: LedgerView['participations'][number]
  readonly event: LedgerView['events'][number] | null
  readonly signs: readonly SideSign[]
  readonly chosen: Chosen
}) {
  const { say } = useWords()
  const { person, event, signs, chosen } = props
  const sign = signOf(signs, person.region)
  const here = person.acts.filter((act) => event === null || act.event === event.id)
  const acts = [...new Set(here.map(({ act }) => act))]
  return (
    <TableRow id={person.id} chosen={chosen} className="person">
      <td />
      <td className="t">
        <span className="one">
          {sign ? <SideMark sign={sign} /> : <span className="sd blank-sign" aria-hidden="true" />}
          <button type="button" className="name" lang="zh-CN">
            {person.name}
          </button>
          {person.corrected ? <CorrectedSign /> : null}
        </span>
      </td>
      <Cell zh>{person.posts.join('｜')}</Cell>
      <Cell>{acts.map((act) => say(`act.${act}`)).join(' ')}</Cell>
    </TableRow>
  )
}

/** 来源. */
export function Sources({ ledger, chosen }: ViewProps) {
  const { say, language } = useWords()
  const counts = citations(ledger)
  if (ledger.sources.length === 0) return <Nothing view="sources" />
  const columns = [
    { key: 'published', head: say('sources.published'), width: 148 },
    { key: 'name', head: say('sources.name') },
    { key: 'outlet', head: say('ledger.column.outlet'), width: 160 },
    { key: 'records', head: say('ledger.column.records'), width: 72, number: true },
  ]
  return (
    <Table name="sources" caption={say('ledger.caption.sources')} columns={columns}>
      {ledger.sources.map((source) => (
        <TableRow key={source.id} id={source.id} chosen={chosen}>
          <Cell>{source.published && days(language, { start: source.published, end: source.published })}</Cell>
          <RowName>{source.name}</RowName>
          <Cell zh>{source.outlet}</Cell>
          <td className="num">{counts.get(source.id) ?? 0}</td>
        </TableRow>
      ))}
    </Table>
  )
}
