/** A text beside its clauses: what is looked at on one side lights up on the other. */
import type { CommitmentView, LedgerView, TextPage } from '@handclasp/api/client'
import type { AgreementId, Clause, TextId } from '@handclasp/domain'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { allCommitmentsQuery } from '../../requests/commitments.ts'
import { useTells } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { useWords } from '../../words/words.tsx'
import { StateWords } from './commitment-cells.tsx'
import { restsByClause } from './rests.ts'
import type { Turn } from './texts-page.tsx'

interface ClausesProps {
  readonly ledger: LedgerView
  readonly agreement: AgreementId
  readonly page: Pick<TextPage, 'id' | 'text' | 'clauses'>
  /** Another side sent it: what is to be done of it is proposed from there. */
  readonly isTheirs?: boolean
  readonly turn: Turn
}

/** The text on the left, the clauses on the right. J and K walk, N makes a commitment of the one chosen. */
export function Clauses({ ledger, agreement, page, isTheirs = false, turn }: ClausesProps) {
  const { say } = useWords()
  const tells = useTells(ledger)
  const { clauses } = page
  const { clause: path } = useSearch({ from: '/ledger/$cooperation/texts/$agreement' })
  const [near, approach] = useState(-1)
  const [picked, pick] = useState(-1)
  const places = useRef<HTMLDivElement>(null)
  // Two clauses may bear the same path where a text numbers anew: the one picked last is meant.
  const at = clauses[picked]?.path === path ? picked : clauses.findIndex((clause) => clause.path === path)
  const choose = (index: number) => {
    const clause = clauses[index]
    if (!clause) return
    pick(index)
    turn({ text: page.id, clause: clause.path })
  }
  useEffect(() => {
    for (const place of places.current?.querySelectorAll('[data-lit="at"]') ?? []) {
      place.scrollIntoView({ block: 'nearest' })
    }
  }, [at])
  const walk = (by: number) => {
    const next = at < 0 ? 0 : at + by
    choose(next)
    requestAnimationFrame(() => places.current?.querySelector<HTMLElement>(`li[data-clause="${next}"] .name`)?.focus())
  }
  const propose = () => places.current?.querySelector<HTMLElement>('[data-lit="at"] .propose')?.click()
  useKeys(say('texts.clauses'), [
    { key: 'j', label: say('texts.key.next'), act: () => walk(1), caps: ['J', 'K'], short: say('keys.nextPrevious') },
    { key: 'k', label: say('texts.key.previous'), act: () => walk(-1) },
    ...(isTheirs || !tells ? [] : [{ key: 'n', label: say('texts.propose'), act: propose, caps: ['N'] }]),
  ])
  const litAs = (index: number): Lit => (index === at ? 'at' : index === near ? 'near' : undefined)
  return (
    <div
      className="text-and-clauses"
      ref={places}
      onMouseLeave={() => approach(-1)}
      onMouseOver={(event) => approach(clauseUnder(event.target))}
      onFocus={(event) => approach(clauseUnder(event.target))}
      onClick={(event) => {
        const on = event.target instanceof Element && event.target.closest('.words [data-clause], .clauses .name')
        if (on) choose(clauseUnder(on))
      }}
    >
      <section className="whole-text" aria-label={say('texts.whole')} tabIndex={0}>
        <Whole page={page} litAs={litAs} />
      </section>
      <ClauseList {...{ ledger, agreement, page, isTheirs, at, litAs }} />
    </div>
  )
}

/** How a clause is lit: chosen, or looked at on either side. */
type Lit = 'at' | 'near' | undefined

/** The clause that something on the screen belongs to; -1 for none. */
function clauseUnder(target: EventTarget | null): number {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-clause]') : null
  return place ? Number(place.dataset.clause) : -1
}

/** The text as it is, each clause's part of it in a place of its own. The list beside it is for the keyboard. */
function Whole({ page, litAs }: { readonly page: ClausesProps['page']; readonly litAs: (index: number) => Lit }) {
  const { text, clauses } = page
  const first = clauses[0]?.span.start ?? text.length
  return (
    <div className="words" lang="zh-CN">
      {text.slice(0, first)}
      {clauses.map(({ span }, index) => (
        <Part key={span.start} index={index} lit={litAs(index)} words={text.slice(span.start, span.end)} />
      ))}
    </div>
  )
}

/** Long agreements have a thousand clauses: only those that light up or go out are drawn again. */
const Part = memo((props: { readonly index: number; readonly lit: Lit; readonly words: string }) => (
  <span data-clause={props.index} data-lit={props.lit}>
    {props.words}
  </span>
))

interface ListProps extends Omit<ClausesProps, 'turn'> {
  readonly at: number
  readonly litAs: (index: number) => Lit
}

function ClauseList({ ledger, agreement, page, isTheirs, at, litAs }: ListProps) {
  const { say } = useWords()
  const tells = useTells(ledger)
  const { clauses } = page
  const { rests, error, again } = useRests(ledger, agreement, clauses)
  return (
    <section className="clauses" aria-labelledby="clauses-head">
      <h2 id="clauses-head">
        {say('texts.clauses')} <span className="note">{say('texts.count', { n: clauses.length })}</span>
      </h2>
      {error ? <Failure error={error} reading again={again} /> : null}
      {clauses.length === 0 ? <p className="note">{say('texts.noClauses')}</p> : null}
      <ol>
        {clauses.map((clause, index) => (
          <Item
            key={clause.span.start}
            ledger={ledger}
            clause={clause}
            index={index}
            lit={litAs(index)}
            rests={rests.get(index)}
            isChosen={index === at}
            proposable={index === at && !isTheirs && tells ? page.id : null}
          />
        ))}
      </ol>
    </section>
  )
}

const Item = memo(
  (props: {
    readonly ledger: LedgerView
    readonly clause: Clause
    readonly index: number
    readonly lit: Lit
    readonly rests: readonly CommitmentView[] | undefined
    readonly isChosen: boolean
    /** The text that the clause stands in, where a commitment can be made of it here. */
    readonly proposable: TextId | null
  }) => {
    const { ledger, clause, index, lit, rests, isChosen, proposable } = props
    return (
      <li
        data-clause={index}
        className={`level-${Math.min(clause.level, 3)}`}
        data-lit={lit}
        aria-current={isChosen ? 'true' : undefined}
      >
        <button type="button" className="name" lang="zh-CN">
          <b>{clause.number}</b> {clause.text}
        </button>
        {rests ? <Rests ledger={ledger} rests={rests} /> : null}
        {proposable ? <Propose ledger={ledger} text={proposable} clause={clause} /> : null}
      </li>
    )
  },
)

/** Every commitment that rests on a clause of an agreement, by the clause. */
function useRests({ cooperation, past }: LedgerView, agreement: AgreementId, clauses: readonly Clause[]) {
  const list = useInfiniteQuery(allCommitmentsQuery(cooperation.id, { agreement: [agreement], ...past }))
  const { hasNextPage, isFetching, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const rests = useMemo(
    () => restsByClause(list.data?.pages.flatMap((each) => each.rows) ?? [], clauses),
    [list.data, clauses],
  )
  return { rests, error: list.error, again: () => void list.refetch() }
}

function Rests({ ledger, rests }: { readonly ledger: LedgerView; readonly rests: readonly CommitmentView[] }) {
  const { say } = useWords()
  return (
    <ul className="rests" aria-label={say('texts.rest')}>
      {rests.map((commitment) => (
        <li key={commitment.id}>
          <Link
            to="/ledger/$cooperation"
            params={{ cooperation: ledger.cooperation.id }}
            search={{ view: 'commitments', at: commitment.id }}
            lang="zh-CN"
          >
            {commitment.terms?.text}
          </Link>{' '}
          <StateWords commitment={commitment} today={ledger.figure.day} />
        </li>
      ))}
    </ul>
  )
}

function Propose(props: { readonly ledger: LedgerView; readonly text: TextId; readonly clause: Clause }) {
  const { say } = useWords()
  const { ledger, text, clause } = props
  return (
    <Link
      className="btn propose"
      to="/ledger/$cooperation"
      params={{ cooperation: ledger.cooperation.id }}
      search={{ view: 'commitments', propose: text, path: clause.path }}
    >
      {say('texts.propose')} <Key>N</Key>
    </Link>
  )
}
