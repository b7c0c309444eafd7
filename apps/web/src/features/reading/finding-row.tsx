/** One finding in the list: its row, and under the chosen one what can be done with it. */
import type { CooperationView, FindingView, PersonView } from '@handclasp/api/client'
import {
  civilDayOf,
  type CooperationId,
  type Correction,
  type FindingId,
  type PersonId,
  wordsAt,
} from '@handclasp/domain'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { type Line, lineRange } from '../../ui/lines.ts'
import { type SideSign, signsOf } from '../../ui/marks.tsx'
import { VersionList } from '../../ui/version-list.tsx'
import { type KnownEvent, type MadeRecord, type Version, versionsOf } from '../../ui/versions.ts'
import { day, lines as lineWords } from '../../words/values.ts'
import { type Say, useWords } from '../../words/words.tsx'
import { Correct } from './correct.tsx'
import type { Asking } from './decisions.ts'
import { unsentOn, keepUnsent } from './unsent.ts'
import { Facts, Stated } from './facts.tsx'
import { decisionOf, isCorrected, stateOf } from './findings.ts'
import { KnownPeople } from './known-people.tsx'
import type { Namesake } from './namesakes.tsx'
import { recordOf } from './records.ts'
import { isSplittable, Split } from './split.tsx'
import { Summary } from './summary.tsx'

/** What the rows of an article have in common, and what can be done with the chosen one. */
export interface Review {
  /** May the member decide findings? */
  readonly keeps: boolean
  readonly current: FindingView | null
  readonly cooperation: CooperationView | null
  readonly signs: readonly SideSign[]
  readonly text: string
  readonly lines: readonly Line[]
  readonly events: readonly FindingView[]
  /** The events of the article, as acts can be tied to them. */
  readonly known: readonly KnownEvent[]
  readonly records: ReadonlyMap<FindingId, MadeRecord>
  readonly expanded: boolean
  readonly asking: Asking
  /** Was it asked for just now? Then the keyboard goes to it; what is only shown again does not take it. */
  readonly summoned: boolean
  /** Why a key did nothing, or what came of the last step; about the chosen finding. */
  readonly told: string | null
  readonly failure: { readonly finding: string; readonly error: unknown } | null
  /** The finding decided last, where the step was this one alone. */
  readonly last: readonly FindingId[]
  /** How many findings of the article still wait. */
  readonly rest: number
  readonly choose: (finding: FindingView) => void
  /** Chooses a finding by its row; the chosen one shows or hides its grounds. Always the same function. */
  readonly pick: (finding: FindingId) => void
  readonly expand: (expanded: boolean) => void
  readonly accept: () => void
  readonly acceptRest: () => void
  readonly askFor: (what: Asking) => void
  /** Something was begun or dropped: it counts no longer, or again, among what is accepted with the rest. */
  readonly begin: () => void
  readonly reject: (reason: string | null) => void
  readonly correct: (correction: Correction | null) => void
  /** Cuts the chosen finding in two at an offset of the text. */
  readonly split: (at: number) => void
  /** Joins what a part was cut from. */
  readonly join: (part: FindingId) => void
  readonly takeBack: (finding: FindingView) => Promise<boolean>
  readonly undoLast: () => void
  readonly dismiss: () => void
  readonly namesakes: (finding: FindingView) => readonly PersonView[]
  /** People of the article with the name of somebody known, of whom nobody has said who they are. */
  readonly unclear: ReadonlyMap<FindingId, Namesake>
  /** Who a person was said to be in this visit: null for somebody new, undefined where nothing was said. */
  readonly chosen: (finding: FindingView) => PersonId | null | undefined
  readonly choosePerson: (finding: FindingView, person: PersonId | null) => void
}

/** A row; the chosen one opens below itself. */
export function FindingRow({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { signs, lines, known, records, pick } = review
  const current = review.current?.id === finding.id
  const shown = { finding, signs, lines, known, pick, current }
  return (
    <Row
      {...shown}
      record={recordOf(finding, records)}
      cooperation={review.cooperation?.id ?? null}
      namesake={review.unclear.get(finding.id)}
      open={current && review.expanded}
      reached={current || review.current === null}
    >
      {current ? <Below finding={finding} review={review} /> : null}
    </Row>
  )
}

interface RowProps extends Pick<Review, 'signs' | 'lines' | 'known' | 'pick'> {
  readonly finding: FindingView
  readonly record: MadeRecord | null
  readonly cooperation: CooperationId | null
  readonly namesake: Namesake | undefined
  readonly current: boolean
  readonly open: boolean
  /** Does Tab stop here? */
  readonly reached: boolean
  readonly children: ReactNode
}

/** Drawn again only when something of its own changes: an article may have thousands. */
const Row = memo(function Row(props: RowProps) {
  const { say } = useWords()
  const { finding, cooperation, current } = props
  const state = stateOf(finding, cooperation)
  const versions =
    state === 'accepted' && props.record ? versionsOf(say, finding, props.record, props.known) : NO_VERSIONS
  const corrected = versions.length > 0 || isCorrected(finding, cooperation)
  return (
    <li className={`it ${state}${corrected ? ' corrected' : ''}${current ? ' cur' : ''}`} data-finding={finding.id}>
      <button
        type="button"
        className="row"
        tabIndex={props.reached ? 0 : -1}
        aria-current={current ? 'true' : undefined}
        aria-expanded={props.open}
        onClick={() => props.pick(finding.id)}
      >
        <span className="st">
          {corrected ? <b aria-hidden="true">{say('correct.sign')}</b> : null}
          <span className="vh">{say(corrected ? 'state.corrected' : `state.${state}`)}</span>
        </span>
        <Summary finding={finding} signs={props.signs} whole={current} />
        <span className="ho">
          {props.namesake ? <span className="namesake">{say(`known.mark.${props.namesake}`)}</span> : null}
          {aside(say, finding)}
        </span>
        <span className="ln2">{lineWords(say, lineRange(props.lines, finding.evidence))}</span>
        {versions.length > 0 ? <VersionList versions={versions} /> : null}
      </button>
      {props.children}
    </li>
  )
})

const NO_VERSIONS: readonly Version[] = []

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
  const open = stateOf(finding, review.cooperation?.id ?? null) === 'open'
  const correcting = review.asking === 'correction'
  return (
    <div className="below">
      {review.expanded && !correcting ? (
        <Facts finding={finding} signs={review.signs} lines={review.lines} events={review.events} />
      ) : null}
      {review.told ? <p className="told">{review.told}</p> : null}
      {failed ? <Failure error={failed} close={review.dismiss} /> : null}
      {open || correcting || review.unclear.has(finding.id) ? <KnownPeople finding={finding} review={review} /> : null}
      {correcting ? <Correct finding={finding} review={review} /> : null}
      {review.asking === 'split' ? <Split finding={finding} review={review} /> : null}
      {review.asking === 'reason' ? <Reason finding={finding} review={review} /> : null}
      {review.asking === null ? <Does finding={finding} review={review} /> : null}
      {review.asking === null ? <Begun finding={finding} /> : null}
      <Part finding={finding} review={review} />
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
  if (!review.keeps) return <div className="does">{grounds}</div>
  return (
    <div className="does">
      <button type="button" className="btn main" onClick={review.accept} aria-keyshortcuts="A">
        {say('finding.accept')} <Key>A</Key>
      </button>
      <CorrectButton review={review} />
      <button type="button" className="btn" onClick={() => review.askFor('reason')} aria-keyshortcuts="X">
        {say('finding.reject')} <Key>X</Key>
      </button>
      {isSplittable(finding) ? (
        <button type="button" className="btn" onClick={() => review.askFor('split')} aria-keyshortcuts="S">
          {say('finding.split')} <Key>S</Key>
        </button>
      ) : null}
      {grounds}
      {cooperation ? <span className="note">{say('finding.writes', { side: ownName(say, cooperation) })}</span> : null}
    </div>
  )
}

/** Says that something is half written about the finding, where it is not on the screen. */
function Begun({ finding }: { readonly finding: FindingView }) {
  const { say } = useWords()
  const unsent = unsentOn(finding.id)
  if (!unsent) return null
  return <p className="note">{say(unsent.written ? 'correct.begun' : 'correct.begun.reason')}</p>
}

/** Says what the reader had taken for one, and joins it again while nothing is decided. */
function Part({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const { whole } = finding
  if (!whole) return null
  const words = wordsAt(review.text, whole.read.evidence)
  return (
    <p className="note part">
      {say('split.whole', { words })}
      {finding.decisions.length === 0 && review.keeps ? (
        <button type="button" className="btn bare" onClick={() => review.join(finding.id)}>
          {say('split.join')}
        </button>
      ) : null}
    </p>
  )
}

function CorrectButton({ review }: { readonly review: Review }) {
  const { say } = useWords()
  if (!review.keeps) return null
  return (
    <button type="button" className="btn" onClick={() => review.askFor('correction')} aria-keyshortcuts="E">
      {say('finding.correct')} <Key>E</Key>
    </button>
  )
}

/** Takes the decision back; `Z` does where it was the last one. */
function UndoButton({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const last = review.last.includes(finding.id)
  if (!review.keeps) return null
  return (
    <button type="button" className="btn bare" onClick={() => void review.takeBack(finding)}>
      {say('finding.undo')} {last ? <Key>Z</Key> : null}
    </button>
  )
}

function ownName(say: Say, cooperation: CooperationView): string {
  const index = cooperation.sides.findIndex((side) => side.id === cooperation.own)
  return signsOf(cooperation)[index]?.names.join(say('list.names')) ?? ''
}

function Decided(props: { readonly finding: FindingView; readonly review: Review; readonly grounds: ReactNode }) {
  const { say, language } = useWords()
  const { finding, review, grounds } = props
  const decision = decisionOf(finding, review.cooperation?.id ?? null)
  if (!decision) return null
  const written = decision.written === '' ? say('finding.sending') : day(language, civilDayOf(decision.written))
  if (decision.verdict === 'rejected') {
    const { reason } = decision
    return (
      <div className="does">
        <span>{reason ? say('finding.rejected.reason', { reason }) : say('finding.rejected')}</span>
        <span className="note">{written}</span>
        <UndoButton finding={finding} review={review} />
        <CorrectButton review={review} />
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
      <UndoButton finding={finding} review={review} />
      <CorrectButton review={review} />
      {grounds}
    </div>
  )
}

/** Why it is rejected: one line, may stay empty; Enter sends, Escape leaves it open. */
function Reason({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const [reason, set] = useState(() => unsentOn(finding.id)?.reason ?? '')
  const write = (words: string) => {
    set(words)
    const { written } = unsentOn(finding.id) ?? {}
    keepUnsent(finding.id, words !== '' || written ? { asking: 'reason', written, reason: words } : null)
  }
  const field = useRef<HTMLInputElement>(null)
  const { summoned } = review
  useEffect(() => {
    if (summoned) field.current?.focus()
  }, [summoned])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    review.askFor(null)
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
      <button type="button" className="btn bare" onClick={() => review.askFor(null)}>
        {say('finding.reason.cancel')} <Key>Esc</Key>
      </button>
    </form>
  )
}
