/** One finding in the list: its row, and under the chosen one what can be done with it. */
import type { CooperationView, FindingView } from '@handclasp/api/client'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { type Line, lineRange } from '../../ui/lines.ts'
import { type SideSign, signsOf } from '../../ui/marks.tsx'
import { day, lines as lineWords } from '../../words/values.ts'
import { type Say, useWords } from '../../words/words.tsx'
import { Facts, Stated } from './facts.tsx'
import { decisionOf, stateOf } from './findings.ts'
import { Summary } from './summary.tsx'

/** What the rows of an article have in common, and what can be done with the chosen one. */
export interface Review {
  readonly current: FindingView | null
  readonly cooperation: CooperationView | null
  readonly signs: readonly SideSign[]
  readonly lines: readonly Line[]
  readonly events: readonly FindingView[]
  readonly expanded: boolean
  readonly rejecting: boolean
  readonly failure: { readonly finding: string; readonly error: unknown } | null
  readonly choose: (finding: FindingView) => void
  readonly expand: (expanded: boolean) => void
  readonly accept: () => void
  readonly askReason: (asking: boolean) => void
  readonly reject: (reason: string | null) => void
  readonly dismiss: () => void
}

/** A row; the chosen one opens below itself. */
export function FindingRow({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const state = stateOf(finding, review.cooperation?.id ?? null)
  const current = review.current?.id === finding.id
  const open = current && review.expanded
  const choose = () => (current ? review.expand(!review.expanded) : review.choose(finding))
  return (
    <li className={`it ${state}${current ? ' cur' : ''}`} data-finding={finding.id}>
      <button
        type="button"
        className="row"
        tabIndex={current || review.current === null ? 0 : -1}
        aria-current={current ? 'true' : undefined}
        aria-expanded={open}
        onClick={choose}
      >
        <span className="st">
          <span className="vh">{say(`state.${state}`)}</span>
        </span>
        <Summary finding={finding} signs={review.signs} whole={current} />
        <span className="ho">{aside(say, finding)}</span>
        <span className="ln2">{lineWords(say, lineRange(review.lines, finding.evidence))}</span>
      </button>
      {current ? <Below finding={finding} review={review} /> : null}
    </li>
  )
}

/** At the row's end: the manner and fields of an intention, and whether the text states it. */
function aside(say: Say, finding: FindingView): ReactNode {
  if (finding.kind !== 'pledge') return <Stated fact={finding.read} />
  const words = [say(`mode.${finding.read.mode}`), ...finding.read.fields.map((field) => say(`field.${field}`))]
  return (
    <>
      <span>{words.join(' · ')}</span>
      {finding.read.stated ? null : <Stated fact={finding.read} />}
    </>
  )
}

function Below({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const failed = review.failure?.finding === finding.id ? review.failure.error : null
  return (
    <div className="below">
      {review.expanded ? (
        <Facts finding={finding} signs={review.signs} lines={review.lines} events={review.events} />
      ) : null}
      {failed ? <Failure error={failed} close={review.dismiss} /> : null}
      {review.rejecting ? <Reason review={review} /> : <Does finding={finding} review={review} />}
    </div>
  )
}

/** What can be done, or what was. */
function Does({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const { cooperation } = review
  const decision = decisionOf(finding, cooperation?.id ?? null)
  const grounds = (
    <button type="button" className="btn bare" onClick={() => review.expand(!review.expanded)}>
      {say(review.expanded ? 'finding.details.hide' : 'finding.details')} <Key>Enter</Key>
    </button>
  )
  if (decision) return <Decided finding={finding} review={review} grounds={grounds} />
  return (
    <div className="does">
      <button type="button" className="btn main" onClick={review.accept} aria-keyshortcuts="A">
        {say('finding.accept')} <Key>A</Key>
      </button>
      <button type="button" className="btn" onClick={() => review.askReason(true)} aria-keyshortcuts="X">
        {say('finding.reject')} <Key>X</Key>
      </button>
      {grounds}
      {cooperation ? <span className="note">{say('finding.writes', { side: ownName(say, cooperation) })}</span> : null}
    </div>
  )
}

function ownName(say: Say, cooperation: CooperationView): string {
  const index = cooperation.sides.findIndex((side) => side.id === cooperation.own)
  return signsOf(cooperation)[index]?.names.join(say('list.comma')) ?? ''
}

function Decided(props: { readonly finding: FindingView; readonly review: Review; readonly grounds: ReactNode }) {
  const { say, language } = useWords()
  const { finding, review, grounds } = props
  const decision = decisionOf(finding, review.cooperation?.id ?? null)
  if (!decision) return null
  const written = decision.written === '' ? say('finding.sending') : day(language, decision.written.slice(0, 10))
  if (decision.verdict === 'rejected') {
    const { reason } = decision
    return (
      <div className="does">
        <span>{reason ? say('finding.rejected.reason', { reason }) : say('finding.rejected')}</span>
        <span className="note">{written}</span>
        {grounds}
      </div>
    )
  }
  return (
    <div className="does">
      <span>{say('finding.accepted', { cooperation: review.cooperation?.name ?? decision.cooperation })}</span>
      <span className="note">{written}</span>
      {decision.record ? (
        <Link
          className="btn bare"
          to="/ledger/$cooperation"
          params={{ cooperation: decision.cooperation }}
          search={{ at: decision.record }}
        >
          {say('finding.inLedger')}
        </Link>
      ) : null}
      {grounds}
    </div>
  )
}

/** Why it is rejected: one line, may stay empty; Enter sends, Escape leaves it open. */
function Reason({ review }: { readonly review: Review }) {
  const { say } = useWords()
  const [reason, write] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    review.askReason(false)
  }
  return (
    <form
      className="does"
      onSubmit={(event) => {
        event.preventDefault()
        review.reject(reason.trim() || null)
      }}
    >
      <label className="field reason">
        <span className="vh">{say('finding.reason')}</span>
        <input
          ref={field}
          lang="zh-CN"
          value={reason}
          placeholder={say('finding.reason')}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
        />
      </label>
      <button type="submit" className="btn act">
        {say('finding.reject')} <Key>Enter</Key>
      </button>
      <button type="button" className="btn bare" onClick={() => review.askReason(false)}>
        {say('finding.reason.cancel')} <Key>Esc</Key>
      </button>
    </form>
  )
}
