/** The four views of a ledger as it stands today. */
import type { LedgerView } from '@handclasp/api/client'
import { SideMark, SideMarks, type SideSign, signOf, signsOf } from '../../ui/marks.tsx'
import { amount, days } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { citations, gatheringsOf } from './ledger.ts'
import { Cell, type Chosen, Nothing, RowName, Table, TableRow } from './table.tsx'

interface ViewProps {
  readonly ledger: LedgerView
  readonly chosen: Chosen
}

/** The short name of the source a record rests on. */
function useSourceName(ledger: LedgerView): (hash: string) => string {
  const names = new Map<string, string>(ledger.sources.map((source) => [source.id, source.outlet ?? source.name]))
  return (hash) => names.get(hash) ?? `${hash.slice(0, 8)}…`
}

function SourceCell({ name }: { readonly name: string }) {
  return (
    <td className="note cut" lang="zh-CN" title={name}>
      {name}
    </td>
  )
}

/** 协议. */
export function Agreements({ ledger, chosen }: ViewProps) {
  const { say, language } = useWords()
  const source = useSourceName(ledger)
  if (ledger.agreements.length === 0 && ledger.packages.length === 0) return <Nothing view="agreements" />
  const columns = [
    { key: 'status', head: say('ledger.column.status'), width: 92 },
    { key: 'name', head: say('ledger.column.agreement') },
    { key: 'count', head: say('ledger.column.count'), width: 52, number: true },
    { key: 'signatories', head: say('ledger.column.signatories'), width: 132 },
    { key: 'date', head: say('ledger.column.date'), width: 128 },
    { key: 'source', head: say('ledger.column.source'), width: 132 },
  ]
  return (
    <Table name="agreements" caption={say('ledger.caption.agreements')} columns={columns}>
      {ledger.agreements.map((agreement) => (
        <TableRow key={agreement.id} id={agreement.id} chosen={chosen}>
          <td>
            {agreement.signed ? (
              <span className="lamp d">{say('agreement.signed')}</span>
            ) : (
              <span className="note">{say('agreement.mentioned')}</span>
            )}
          </td>
          <RowName sub={[say(`agreement.${agreement.type}`), ...agreement.parties].join(' · ')}>
            {agreement.name}
          </RowName>
          <td className="num">
            {agreement.count === null ? <span className="missing">—</span> : amount(language, agreement.count)}
          </td>
          <Cell zh>{agreement.signatories.join(say('list.comma'))}</Cell>
          <Cell>{agreement.date && days(language, { start: agreement.date, end: agreement.date })}</Cell>
          <SourceCell name={source(agreement.quote.source)} />
        </TableRow>
      ))}
    </Table>
  )
}

/** 合作意向: what was said, never with a lamp, a rate or a day it falls due. */
export function Intentions({ ledger, chosen }: ViewProps) {
  const { say, language } = useWords()
  const source = useSourceName(ledger)
  const signs = signsOf(ledger.cooperation)
  if (ledger.intentions.length === 0) return <Nothing view="intentions" />
  const columns = [
    { key: 'who', head: say('ledger.column.who'), width: 72 },
    { key: 'text', head: say('ledger.column.intention') },
    { key: 'mode', head: say('ledger.column.mode'), width: 64 },
    { key: 'speaker', head: say('ledger.column.speaker'), width: 84 },
    { key: 'target', head: say('ledger.column.target'), width: 112, number: true },
    { key: 'source', head: say('ledger.column.source'), width: 132 },
  ]
  return (
    <Table name="intentions" caption={say('ledger.caption.intentions')} columns={columns}>
      {ledger.intentions.map((intention) => (
        <TableRow key={intention.id} id={intention.id} chosen={chosen}>
          <td>
            <Bound by={intention.by} signs={signs} />
          </td>
          <RowName sub={intention.fields.map((field) => say(`field.${field}`)).join(' · ')}>{intention.text}</RowName>
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
          <SourceCell name={source(intention.quote.source)} />
        </TableRow>
      ))}
    </Table>
  )
}

/** The seals of the sides that are to do something; a name that is no side's stands as written. */
export function Bound({ by, signs }: { readonly by: readonly string[]; readonly signs: readonly SideSign[] }) {
  const sides = signs.filter((sign) => by.some((name) => sign.names.includes(name)))
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
              <button type="button" className="name" lang="zh-CN">
                {event.name ?? say(`event.${event.type}`)}
              </button>
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
