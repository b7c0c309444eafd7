/** Writing a commitment: afresh, of an intention, or as a change of one. Nothing typed is lost before it was sent. */
import type {
  CommitmentPage,
  CooperationView,
  DraftView,
  LedgerView,
  ProposalInput,
  TextPage,
} from '@handclasp/api/client'
import type { Basis, CommitmentId, DraftId, SideId, Terms, TextId, VersionId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { textQuery } from '../../requests/by-hand.ts'
import { commitmentQuery, usePropose } from '../../requests/commitments.ts'
import { draftsQuery, useDraftDeeds } from '../../requests/drafts.ts'
import { Failure } from '../../ui/failure.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import type { Acting } from '../../ui/acting.tsx'
import {
  basisOfIntention,
  type Draft,
  draftOf,
  draftOfIntention,
  emptyDraft,
  keepDraft,
  keptDraft,
  NO_BASIS,
  termsFrom,
  type Wrong,
} from './draft.ts'
import { commandOf } from './drafts.ts'
import { QuoteOf } from './drawer.tsx'
import { FormDeeds, formKeys } from './form.tsx'
import { ProposalFields } from './proposal-fields.tsx'
import { backToRow } from './row-focus.ts'
import { DraftFirst, mainWay, useDrafting, WhyNot } from './sending-ways.tsx'
import { doingsOf, termsBefore } from './standing.ts'

/** What is written, and what it starts from. */
interface Start {
  /** Under which it is kept while it is being written. */
  readonly name: string
  readonly draft: Draft
  readonly basis: Basis
  readonly changes: { readonly commitment: CommitmentId; readonly parent: VersionId } | null
  readonly title: 'new' | 'intention' | 'clause' | 'change' | 'reopen' | 'anew'
  /** The draft that is written anew by this, and goes when it is. */
  readonly former?: DraftId
}

interface ProposalProps {
  readonly ledger: LedgerView
  readonly acting: Acting
  /** `new`, `change`, the intention it is made of, the text whose clause the address names, or a draft written anew. */
  readonly propose: string
  readonly at: CommitmentId | null
  readonly onLeave: () => void
  readonly onSent: (commitment: CommitmentId) => void
}

/** The form in the place of the details. */
export function Proposal(props: ProposalProps) {
  const { say } = useWords()
  const { ledger, acting, propose, at } = props
  const changing = propose === 'change' && at !== null
  const { data, error, refetch } = useQuery({
    ...commitmentQuery(ledger.cooperation.id, at ?? ('' as CommitmentId)),
    enabled: changing,
  })
  const ofText = propose.startsWith('txt_')
  const { path } = useSearch({ from: '/ledger/$cooperation' })
  const text = useQuery({ ...textQuery(ledger.cooperation.id, propose as TextId), enabled: ofText })
  const ofDraft = propose.startsWith('dft_')
  const drafts = useQuery({ ...draftsQuery(ledger.cooperation.id, acting.side), enabled: ofDraft })
  const start = ofDraft
    ? drafts.data && startAnew(ledger, drafts.data.drafts, propose)
    : changing
      ? data && startOfChange(ledger, acting, data)
      : ofText
        ? text.data && startOfClause(ledger, text.data, path ?? '')
        : startAfresh(ledger, propose, say('commitment.measure.said'))
  const pending = (changing && !data && !error) || (ofText && text.isPending) || (ofDraft && drafts.isPending)
  return (
    <aside className="dr of-proposal" aria-label={say('commitment.form')}>
      {start ? <Form key={start.name} {...props} start={start} /> : null}
      {changing && error && !data ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {text.error ? <Failure error={text.error} reading again={() => void text.refetch()} /> : null}
      {drafts.error ? <Failure error={drafts.error} reading again={() => void drafts.refetch()} /> : null}
      {ofDraft && drafts.data && !start ? <p className="note">{say('draft.gone')}</p> : null}
      {pending ? <Waiting what={say(ofText ? 'texts.wait' : 'commitment.wait')} /> : null}
    </aside>
  )
}

function startAfresh(ledger: LedgerView, propose: string, measure: string): Start {
  const { cooperation } = ledger
  const intention = ledger.intentions.find(({ id }) => id === propose)
  const name = `${cooperation.id} ${intention ? propose : 'new'}`
  if (!intention) {
    const draft = emptyDraft(cooperation)
    return { name, draft, basis: NO_BASIS, changes: null, title: 'new' }
  }
  const draft = draftOfIntention(intention, cooperation, measure)
  return { name, draft, basis: basisOfIntention(intention), changes: null, title: 'intention' }
}

/** Terms as a draft has them, to be written anew; null where it is gone, sent or about something else. */
function startAnew({ cooperation }: LedgerView, drafts: readonly DraftView[], id: string): Start | null {
  const draft = drafts.find((each) => each.id === id && each.state !== 'sent')
  const command = draft ? commandOf(draft) : null
  if (!draft || command?.kind !== 'propose-terms' || !command.terms) return null
  const { terms, bound, commitment, parent, note } = command
  return {
    name: `${cooperation.id} ${id}`,
    draft: { ...draftOf(terms, bound, cooperation), note: note ?? '' },
    basis: terms.basis,
    changes: parent === null ? null : { commitment, parent },
    title: 'anew',
    former: draft.id,
  }
}

/** A commitment as a clause fills it: its words, its agreement, its number. */
function startOfClause({ cooperation, agreements }: LedgerView, page: TextPage, path: string): Start {
  const clause = page.clauses.find((each) => each.path === path)
  const name = agreements.find(({ id }) => id === page.agreement)?.name ?? ''
  const draft = { ...emptyDraft(cooperation), agreement: name, clause: path, text: clause?.text.slice(0, 2_000) ?? '' }
  const basis = { ...NO_BASIS, agreement: page.agreement, name }
  return { name: `${cooperation.id} ${page.id} ${path}`, draft, basis, changes: null, title: 'clause' }
}

function startOfChange({ cooperation }: LedgerView, { side }: Acting, page: CommitmentPage): Start | null {
  const { change, reopens } = doingsOf(page, side)
  const terms = change && (change.terms ?? termsBefore(page, change))
  if (!change) return null
  return {
    name: `${page.id} ${change.version}`,
    draft: terms ? draftOf(terms, change.bound, cooperation) : { ...emptyDraft(cooperation), bound: change.bound },
    basis: terms?.basis ?? NO_BASIS,
    changes: { commitment: page.id, parent: change.version },
    title: reopens ? 'reopen' : 'change',
  }
}

/** Some sides and whoever writes, in the order of the sides. */
function boundBy(sides: readonly SideId[], writer: SideId, cooperation: CooperationView): readonly SideId[] {
  return cooperation.sides.map(({ id }) => id).filter((id) => id === writer || sides.includes(id))
}

function Form(props: ProposalProps & { readonly start: Start }) {
  const { say } = useWords()
  const { ledger, acting, start, onLeave } = props
  const { cooperation } = ledger
  const form = useRef<HTMLFormElement>(null)
  const writing = useWriting(props)
  const { draft, begun, wrong, error, ways } = writing
  const submit = mainWay(ways, writing.send, writing.sendDraft)
  useEffect(() => {
    form.current?.querySelector('textarea')?.focus()
    return backToRow
  }, [])
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>(`[data-of="${wrong}"]`)?.focus()
  }, [wrong])
  const sign = signsOf(cooperation).find((each) => cooperation.sides[each.index]?.id === acting.side)
  return (
    <form
      className="proposal"
      ref={form}
      onKeyDown={formKeys(onLeave, () => submit?.())}
      onSubmit={(event) => {
        event.preventDefault()
        submit?.()
      }}
    >
      <h2>{say(`commitment.form.${start.title}`)}</h2>
      {sign ? (
        <p className="note speaker">
          <SideMark sign={sign} named={false} />{' '}
          {say('commitment.form.by', { side: sign.names.join(say('list.names')) })}
        </p>
      ) : null}
      <ProposalFields
        ledger={ledger}
        writer={acting.side}
        draft={draft}
        wrong={wrong}
        note={start.changes !== null}
        onWrite={writing.write}
      />
      {start.basis.quote ? <QuoteOf ledger={ledger} quote={start.basis.quote} /> : null}
      <div className="deeds">
        {error ? <Failure error={error} close={writing.forget} /> : null}
        <FormDeeds
          keep={say(submit && !ways.send ? 'draft.do' : 'commitment.form.send')}
          busy={writing.busy || submit === null}
          begun={begun}
          first={<DraftFirst ways={ways} disabled={writing.busy} onDraft={writing.sendDraft} />}
          onLeave={onLeave}
          onDrop={writing.drop}
        />
        <WhyNot ways={ways} />
      </div>
    </form>
  )
}

/** Terms that were written, as they are sent or drafted. */
function inputOf(side: SideId, { changes }: Start, { bound, note }: Draft, terms: Terms): ProposalInput {
  const { commitment = null, parent = null } = changes ?? {}
  const said = note.trim().replace(/\s*\n\s*/g, ' ') || null
  return { side, commitment, parent, bound, ending: null, terms, note: said }
}

/** What is typed, what is wrong with it, and the ways out. */
function useWriting({ ledger, acting, start, onSent, onLeave }: ProposalProps & { readonly start: Start }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation, agreements } = ledger
  const [mine, setMine] = useState(() => keptDraft<Draft>(start.name))
  const [wrong, point] = useState<Wrong | null>(null)
  const proposals = usePropose(cooperation.id)
  const drafting = useDrafting(cooperation.id, acting.side)
  const deeds = useDraftDeeds(cooperation.id, acting.side)
  // What was kept of an earlier version of the form may lack a field.
  const typed = { ...start.draft, ...mine }
  const draft = { ...typed, bound: boundBy(typed.bound, acting.side, cooperation) }
  const write = (next: Draft) => {
    setMine(next)
    keepDraft(start.name, next)
    point(null)
  }
  const drop = () => {
    setMine(null)
    keepDraft(start.name, null)
    point(null)
  }
  const busy = proposals.isPending || drafting.busy
  const made = (): ProposalInput | null => {
    if (busy) return null
    const written = termsFrom(draft, { cooperation, agreements, basis: start.basis })
    if (written.ok) return inputOf(acting.side, start, draft, written.terms)
    point(written.wrong)
    return null
  }
  const done = () => {
    keepDraft(start.name, null)
    if (start.former) deeds.drop.mutate(start.former)
  }
  const send = () => {
    const input = made()
    if (!input) return
    drafting.forget()
    proposals.mutate(input, {
      onSuccess: (page) => {
        done()
        announce(say('commitment.said.proposed'))
        onSent(page.id)
      },
    })
  }
  const sendDraft = () => {
    const input = made()
    if (!input) return
    proposals.reset()
    drafting.write({ route: 'commitments', input }, () => {
      done()
      onLeave()
    })
  }
  const error = proposals.error ?? drafting.error
  const forget = () => {
    proposals.reset()
    drafting.forget()
  }
  const { ways } = drafting
  return { draft, begun: mine !== null, wrong, error, busy, ways, forget, write, drop, send, sendDraft }
}
