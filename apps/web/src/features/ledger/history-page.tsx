/** History 历史: what changed between two days or two heads, old and new side by side, deletions included. */
import type { CommitmentChanged, CooperationView, HistoryView, ThingChanged } from '@handclasp/api/client'
import {
  civilDayOf,
  type HeadSpan,
  type LedgerRecord,
  readHeadSpans,
  type SideId,
  writeHeadSpans,
} from '@handclasp/domain'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Fragment, type ReactNode, useEffect, useState } from 'react'
import { erasedQuery } from '../../requests/erasures.ts'
import { cooperationsQuery, historyQuery } from '../../requests/queries.ts'
import { useActedFor } from '../../requests/session.ts'
import { ActingSwitch } from '../../ui/acting.tsx'
import { ErasedWords } from '../../ui/erasing.tsx'
import { Failure } from '../../ui/failure.tsx'
import { type PastSearch, pastSearch } from '../../ui/past.ts'
import { useCooperationHere, usePlace, useTitle } from '../../ui/place.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { day, days, moment } from '../../words/values.ts'
import { type Say, useWords } from '../../words/words.tsx'
import { type KnownEvent } from '../../ui/versions.ts'
import { eventsNamed, fieldChanges, type FieldChange, termChanges, titleOf } from './history-rows.ts'
import './history.css'

/**
 * What the address of a history says: the first and the last day, or the entries of each chain; and the past day that
 * one came from, which is shown again on the way back.
 */
export interface HistorySearch extends PastSearch {
  readonly from?: string
  readonly to?: string
  readonly heads?: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads the address; what makes no sense is left out. */
export function historySearch(raw: Readonly<Record<string, unknown>>): HistorySearch {
  const { heads } = raw
  const past = pastSearch(raw)
  if (typeof heads === 'string' && readHeadSpans(heads)) return { ...past, heads }
  const dayIn = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : null)
  const [from, to] = [dayIn(raw.from), dayIn(raw.to)]
  return { ...past, ...(from ? { from } : {}), ...(to ? { to } : {}) }
}

/** The screen at `/ledger/$cooperation/history`. */
export function HistoryPage() {
  const { say } = useWords()
  const { cooperation: id } = useParams({ from: '/ledger/$cooperation/history' })
  const { data: all, error, refetch } = useQuery(cooperationsQuery)
  const here = all?.find((each) => each.id === id) ?? null
  useTitle(say('app.title', { screen: say('history.title') }))
  if (here) return <History cooperation={here} />
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('wait.ledger')} />}
    </main>
  )
}

function History({ cooperation }: { readonly cooperation: CooperationView }) {
  const { say, language } = useWords()
  const search = useSearch({ from: '/ledger/$cooperation/history' })
  const [chosen, act, own] = useActedFor(cooperation.id)
  const side = chosen ?? cooperation.own
  useCooperationHere(cooperation, side)
  const navigate = useNavigate({ from: '/ledger/$cooperation/history' })
  const actFor = (next: SideId) => {
    act(next)
    // What is named of one side's inner chain says nothing of another's.
    if (search.heads !== undefined) void navigate({ search: {}, replace: true })
  }
  const today = civilToday(0)
  const [from, to] = [search.from ?? civilToday(-6), search.to ?? today]
  const named = search.heads === undefined ? null : readHeadSpans(search.heads)
  const isTurned = named ? named.some((span) => span.from > span.to) : from > to
  const { data, error, refetch, isPlaceholderData, ...further } = useInfiniteQuery({
    ...historyQuery(cooperation.id, side, search.heads === undefined ? { from, to } : { heads: search.heads }),
    enabled: !isTurned,
    // What one side keeps never stands in for what another one does.
    placeholderData: (shown, former) => (former?.queryKey[2] === side ? shown : undefined),
  })
  useRowKeys(say('history.title'))
  const again = further.isFetchNextPageError ? further.fetchNextPage : refetch
  const pages = data?.pages ?? []
  const known = pages[0]?.heads ?? []
  const spans = named ? [...named, ...known.filter((span) => !named.some(isOf(span)))] : known
  const changes = pages.flatMap((page) => page.changes)
  const n = pages[0]?.total ?? 0
  const goOn = useGoingOn(changes.length)
  return (
    <main className="history">
      <div className="hist-head">
        <h1>{say('history.title')}</h1>
        <Manner heads={named ? null : isPlaceholderData ? '' : writeHeadSpans(known)} />
        {named ? <Spans spans={spans} cooperation={cooperation} /> : <Days from={from} to={to} />}
        <ActingSwitch sides={cooperation.sides} own={own} acting={{ side, act: actFor }} />
        <Link to="/ledger/$cooperation" params={{ cooperation: cooperation.id }}>
          {say('history.back')}
        </Link>
      </div>
      {isTurned ? <p className="why">{say(named ? 'history.turned.heads' : 'history.turned')}</p> : null}
      {error ? <Failure error={error} reading again={() => void again()} /> : null}
      {(data && !isPlaceholderData) || error || isTurned ? null : <Waiting what={say('history.title')} />}
      {data && !isTurned ? (
        <>
          {isPlaceholderData ? null : (
            <p className="sentence" role="status">
              {named
                ? say('history.sentence.heads', { n })
                : say('history.sentence', { days: days(language, { start: from, end: to }), n })}
            </p>
          )}
          <Table changes={changes} cooperation={cooperation} told={pages.flatMap((page) => page.events)} />
          {further.hasNextPage ? (
            <More
              told={say('history.shown', { n: changes.length, all: n })}
              isComing={further.isFetchingNextPage}
              ask={() => {
                goOn(rows().length)
                void further.fetchNextPage()
              }}
            />
          ) : null}
          <Heads heads={known} cooperation={cooperation} />
        </>
      ) : null}
    </main>
  )
}

/** Has the keyboard go on at a row of the changes, once it stands there. */
function useGoingOn(shown: number): (row: number) => void {
  const [next, goOn] = useState<number | null>(null)
  useEffect(() => {
    const row = next === null ? undefined : rows()[next]
    if (!row) return
    row.querySelector<HTMLElement>('[data-row]')?.focus()
    goOn(null)
  }, [shown, next])
  return goOn
}

/** How much is shown, and the way to more of it. */
function More(props: { readonly told: string; readonly isComing: boolean; readonly ask: () => void }) {
  const { say } = useWords()
  const { told, isComing, ask } = props
  return (
    <p className="hist-more">
      {told}{' '}
      <button
        type="button"
        className="btn noprint"
        data-row
        aria-disabled={isComing}
        onClick={isComing ? undefined : ask}
      >
        {say(isComing ? 'history.more.waiting' : 'history.more')}
      </button>
    </p>
  )
}

/** The rows of the changes that are shown. */
function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.hist tbody tr:not(.hist-day)')]
}

/** Is a stretch one of the same chain? */
function isOf({ side, chain }: HeadSpan): (span: HeadSpan) => boolean {
  return (span) => span.side === side && span.chain === chain
}

/** By days, or by the entries of chains: then from those that the days shown come to. Null where it is by entries. */
function Manner({ heads }: { readonly heads: string | null }) {
  const { say } = useWords()
  const navigate = useNavigate({ from: '/ledger/$cooperation/history' })
  return (
    <span className="seg" role="group" aria-label={say('history.manner')}>
      <button type="button" aria-pressed={heads !== null} onClick={() => void navigate({ search: {}, replace: true })}>
        {say('history.manner.days')}
      </button>
      <button
        type="button"
        aria-pressed={heads === null}
        disabled={heads === ''}
        onClick={() => heads && void navigate({ search: { heads }, replace: true })}
      >
        {say('history.manner.heads')}
      </button>
    </span>
  )
}

/** Behind which entry of each chain, and up to which. What is typed counts as soon as it is a number. */
function Spans(props: { readonly spans: readonly HeadSpan[]; readonly cooperation: CooperationView }) {
  const { spans, cooperation } = props
  const { say } = useWords()
  const navigate = useNavigate({ from: '/ledger/$cooperation/history' })
  const change = (changed: HeadSpan) => {
    const heads = writeHeadSpans(spans.map((span) => (isOf(changed)(span) ? changed : span)))
    void navigate({ search: { heads }, replace: true })
  }
  return (
    <div className="hist-spans" role="group" aria-label={say('history.spans')}>
      {spans.map((span) => {
        const of = chainWords(say, cooperation, span)
        return (
          <span key={`${span.side} ${span.chain}`} className="field">
            {of}
            {(['from', 'to'] as const).map((end) => (
              <Fragment key={end}>
                {end === 'to' ? '→' : null}
                <input
                  inputMode="numeric"
                  pattern="\d{1,12}"
                  aria-label={say(`history.spans.${end}`, { of })}
                  title={say(`history.spans.${end}`, { of })}
                  defaultValue={span[end]}
                  onChange={({ target: { value } }) =>
                    /^\d{1,12}$/.test(value) && change({ ...span, [end]: Number(value) })
                  }
                />
              </Fragment>
            ))}
          </span>
        )
      })}
    </div>
  )
}

/** 霁 送出: whose chain, and which of the two. */
function chainWords(say: Say, { sides }: CooperationView, { side, chain }: HeadSpan): string {
  const mark = sides.find(({ id }) => id === side)?.mark ?? ''
  return `${mark} ${say(chain === 'shared' ? 'history.shared' : 'history.internal')}`
}

/** The day it is where cooperations keep their days, some days from now. */
function civilToday(later: number): string {
  return civilDayOf(new Date().toISOString(), later)
}

function Days({ from, to }: { readonly from: string; readonly to: string }) {
  const { say } = useWords()
  const navigate = useNavigate({ from: '/ledger/$cooperation/history' })
  const choose = (search: HistorySearch) => void navigate({ search: { from, to, ...search }, replace: true })
  const today = civilToday(0)
  return (
    <div className="hist-days" role="group" aria-label={say('history.days')}>
      <label className="field">
        <span>{say('history.from')}</span>
        <input
          type="date"
          value={from}
          max={today}
          onChange={({ target: { value } }) => value && choose({ from: value })}
        />
      </label>
      <label className="field">
        <span>{say('history.to')}</span>
        <input
          type="date"
          value={to}
          max={today}
          onChange={({ target: { value } }) => value && choose({ to: value })}
        />
      </label>
      {[0, 6, 29, 364].map((back) => (
        <button
          key={back}
          type="button"
          className="btn small"
          aria-pressed={to === today && from === civilToday(-back)}
          onClick={() => choose({ from: civilToday(-back), to: today })}
        >
          {back === 0 ? say('history.today') : say('history.last', { n: back + 1 })}
        </button>
      ))}
    </div>
  )
}

interface TableProps {
  readonly changes: HistoryView['changes']
  readonly cooperation: CooperationView
  /** The events at which people acted, as the history has them. */
  readonly told: HistoryView['events']
}

/** The changes by the day they were written, the last day first. */
function Table({ changes, cooperation, told }: TableProps) {
  const { say, language } = useWords()
  if (changes.length === 0) return null
  const events = eventsNamed(say, told)
  return (
    <table className="hist">
      <caption className="vh">{say('history.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('history.column.what')}</th>
          <th scope="col">{say('history.column.how')}</th>
          <th scope="col">{say('history.column.fields')}</th>
          <th scope="col">{say('history.column.when')}</th>
        </tr>
      </thead>
      {byDay(changes).map(([written, some]) => (
        <tbody key={written}>
          <tr className="hist-day">
            <th scope="rowgroup" colSpan={4}>
              {day(language, written)}
            </th>
          </tr>
          {some.map((change) =>
            change.of === 'thing' ? (
              <ThingRow
                key={`${change.side} ${change.name.kind} ${change.name.id}`}
                thing={change}
                cooperation={cooperation}
                events={events}
              />
            ) : (
              <SpokenRow key={change.id} spoken={change} cooperation={cooperation} />
            ),
          )}
        </tbody>
      ))}
    </table>
  )
}

/** Changes that come in the order of time, by civil day. */
function byDay(changes: HistoryView['changes']): readonly (readonly [string, HistoryView['changes']])[] {
  const found = new Map<string, HistoryView['changes'][number][]>()
  for (const change of changes) {
    const written = civilDayOf(change.written)
    const some = found.get(written)
    if (some) some.push(change)
    else found.set(written, [change])
  }
  return [...found]
}

/** 09:12: when something changed, on a day that stands above. */
function At({ written }: { readonly written: string }) {
  return (
    <td className="nw">
      <time dateTime={written}>{moment(written).slice(-5)}</time>
    </td>
  )
}

/** A thing of the ledger: what became of it, old and new field by field. */
function ThingRow(props: {
  readonly thing: ThingChanged
  readonly cooperation: CooperationView
  readonly events: readonly KnownEvent[]
}) {
  const { say } = useWords()
  const { thing, cooperation, events } = props
  const how = howOf(thing)
  const title = titleOf(say, thing)
  const kind = thing.name.kind === 'decision' ? 'found.page' : (`found.${thing.name.kind}` as 'found.agreement')
  const erased = <ErasedMark cooperation={cooperation} of={thing.name.id} />
  return (
    <tr className={how}>
      <td>
        <span className="kind">{say(kind)}</span>
        {how === 'gone' ? (
          <del lang="zh-CN" data-row tabIndex={-1}>
            {title}
          </del>
        ) : (
          <To cooperation={cooperation} at={placeOf(thing)} record={thing.after}>
            {how === 'erased' ? erased : title}
          </To>
        )}
      </td>
      <td>
        <b>{say(`history.${how}`)}</b>
      </td>
      <td>
        {thing.erased && how !== 'erased' ? erased : null}
        <Fields
          of={how === 'changed' && !thing.erased ? 'both' : how === 'gone' ? 'old' : 'new'}
          title={title}
          changes={how === 'erased' ? [] : fieldChanges(say, thing, events)}
        />
      </td>
      <At written={thing.written} />
    </tr>
  )
}

/** A commitment that was spoken of: its state and terms before and after, and what is listed in its place. */
function SpokenRow(props: { readonly spoken: CommitmentChanged; readonly cooperation: CooperationView }) {
  const { say, language } = useWords()
  const { spoken, cooperation } = props
  return (
    <tr>
      <td>
        <span className="kind">{say('found.commitment')}</span>
        <To cooperation={cooperation} at={spoken.id} record={null}>
          {spoken.after.terms?.text ??
            (spoken.after.state === 'pending' ? (
              say('commitment.notHere')
            ) : (
              <ErasedMark cooperation={cooperation} of={spoken.id} />
            ))}
        </To>
      </td>
      <td>
        {spoken.before ? say(`commitment.state.${spoken.before.state}`) : say('history.made')} →{' '}
        <b>{say(`commitment.state.${spoken.after.state}`)}</b>{' '}
        {spoken.within ? (
          <To cooperation={cooperation} at={spoken.within} record={null}>
            {say('same.within')}
          </To>
        ) : null}
      </td>
      <td>
        <Fields
          of={spoken.before === null ? 'new' : 'both'}
          title={spoken.after.terms?.text ?? ''}
          changes={termChanges(say, language, spoken, cooperation)}
        />
      </td>
      <At written={spoken.written} />
    </tr>
  )
}

/** What became of a thing. */
function howOf({ before, after, erased }: ThingChanged): 'made' | 'gone' | 'changed' | 'erased' {
  if (erased) return after === null ? 'erased' : 'changed'
  if (before === null) return 'made'
  return after === null ? 'gone' : 'changed'
}

/** That the words of a thing were erased: on which ground, and when. */
function ErasedMark({ cooperation, of }: { readonly cooperation: CooperationView; readonly of: string }) {
  const { say } = useWords()
  const { side } = usePlace()
  const { data } = useQuery(erasedQuery(cooperation.id, side ?? cooperation.own))
  const told = data?.entries.find((entry) => entry.of === of)
  return told ? <ErasedWords erasure={{ ground: told.ground, at: told.erased }} of="entry" /> : say('found.erased')
}

/** What changed is shown as it stands, whichever past day one came from: it may have come later. */
const TODAY: PastSearch = { asof: undefined, known: undefined }

/** The way to what changed. */
function To(props: {
  readonly cooperation: CooperationView
  readonly at: string
  readonly record: LedgerRecord | null
  readonly children: ReactNode
}) {
  const { at, record, children } = props
  const cooperation = props.cooperation.id
  const link = { 'data-row': true, lang: 'zh-CN' } as const
  // What is on its way from draft to sending stands on no page of the ledger.
  if (/^(dft_|four-eyes$)/.test(at)) {
    return (
      <span lang="zh-CN" data-row tabIndex={-1}>
        {children}
      </span>
    )
  }
  if (record?.kind === 'event') {
    return (
      <Link {...link} to="/events/$cooperation/$event" params={{ cooperation, event: at }} search={TODAY}>
        {children}
      </Link>
    )
  }
  if (record?.kind === 'participation') {
    return (
      <Link {...link} to="/people/$cooperation/$person" params={{ cooperation, person: record.person }} search={TODAY}>
        {children}
      </Link>
    )
  }
  const search = at.startsWith('com_') ? { ...TODAY, view: 'commitments' as const, at } : { ...TODAY, at }
  return (
    <Link {...link} to="/ledger/$cooperation" params={{ cooperation }} search={search}>
      {children}
    </Link>
  )
}

/** Old and new of each field that changed; of what is new, or gone, what it says or said beside its title. */
function Fields(props: {
  readonly of: 'both' | 'new' | 'old'
  readonly title: string
  readonly changes: readonly FieldChange[]
}) {
  const { of, title } = props
  const changes =
    of === 'both' ? props.changes : props.changes.filter(({ before, after }) => (after ?? before) !== title)
  return (
    <dl className="changes">
      {changes.map(({ key, label, before, after }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd lang="zh-CN">
            {of === 'both' ? <Both before={before} after={after} /> : null}
            {of === 'new' && after !== null ? shortened(after) : null}
            {of === 'old' && before !== null ? <del>{shortened(before)}</del> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Old → new, where either may have said nothing. */
function Both({ before, after }: Pick<FieldChange, 'before' | 'after'>) {
  const { say } = useWords()
  return (
    <>
      {before === null ? <span className="missing">{say('fact.missing')}</span> : <del>{shortened(before)}</del>}
      {' → '}
      {after === null ? <span className="missing">{say('correct.nothing')}</span> : <ins>{shortened(after)}</ins>}
    </>
  )
}

/** A long text by its beginning and length. */
function shortened(words: string): string {
  return words.length > 160 ? `${words.slice(0, 120)}…… (${words.length})` : words
}

/** Where a thing stands in the ledger: what was sent under the side that sent it. */
function placeOf({ side, name, after }: ThingChanged): string {
  if (after?.kind === 'claim') return `${after.whose}.${after.theirs}`
  return name.kind === 'sent' ? `${side}.${name.id}` : name.id
}

/** The heads that were counted: whoever holds the same finds the same. */
function Heads(props: { readonly heads: readonly HeadSpan[]; readonly cooperation: CooperationView }) {
  const { say } = useWords()
  const { heads, cooperation } = props
  const words = heads.map((span) => `${chainWords(say, cooperation, span)} ${span.from} → ${span.to}`)
  return <p className="note">{say('history.heads', { heads: words.join(say('list.sentences')) })}</p>
}
