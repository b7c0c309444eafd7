/** What a side can do about a commitment now: accept, decline, withdraw, change, end, open again. */
import type { CommitmentPage, LedgerView } from '@handclasp/api/client'
import {
  type CommitmentId,
  type Ending,
  ENDING_KINDS,
  type EndingKind,
  type Stance,
  type VersionWritten,
} from '@handclasp/domain'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useAnswer, usePropose } from '../../requests/commitments.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import type { Acting } from '../../ui/acting.tsx'
import { useAddress } from './address.ts'
import { keepDraft, keptDraft } from './draft.ts'
import { Lines } from './proposal-fields.tsx'
import { backToRow } from './row-focus.ts'
import { type Chosen as Successing, Successor } from './successor.tsx'
import { type Doings, doingsOf } from './standing.ts'

interface DeedsProps {
  readonly ledger: LedgerView
  readonly acting: Acting
  readonly page: CommitmentPage
}

/** What is being asked before something is said: why, and how it ends. */
interface Asking {
  readonly deed: 'declined' | 'withdrawn' | 'ending'
  readonly version: VersionWritten
}

/** The bar at the foot of the details. */
export function Deeds({ ledger, acting, page }: DeedsProps) {
  const { say } = useWords()
  const { side } = acting
  const { turn } = useAddress()
  const [asking, ask] = useState<Asking | null>(null)
  const speech = useSpeech(ledger, acting, page, () => ask(null))
  const doings = doingsOf(page, side)
  const { change } = doings
  const [first] = doings.answer
  // In the place of the details, not after them: the way back from here still leads to the list.
  const rewrite = () => turn({ propose: 'change' })
  useKeys(say('ledger.view.commitments'), [
    ...(first
      ? [
          { key: 'c', label: say('commitment.accept'), act: () => speech.answer(first, 'accepted'), caps: ['C'] },
          {
            key: 'd',
            label: say('commitment.decline'),
            act: () => ask({ deed: 'declined', version: first }),
            caps: ['D'],
          },
        ]
      : []),
    ...(change ? [{ key: 'm', label: say('commitment.propose.change'), act: rewrite, caps: ['M'] }] : []),
  ])
  return (
    <div className="deeds">
      <Speaker ledger={ledger} acting={acting} />
      {speech.error ? <Failure error={speech.error} close={speech.forget} /> : null}
      {asking ? (
        <Reason
          key={`${asking.deed} ${asking.version.version}`}
          asking={asking}
          name={`${page.id} ${asking.deed}`}
          busy={speech.busy}
          ledger={ledger}
          of={page.id}
          onSay={(note, { kind, successor }) =>
            asking.deed === 'ending'
              ? speech.end(asking.version, { kind, successor }, note)
              : speech.answer(asking.version, asking.deed, note)
          }
          onLeave={() => ask(null)}
        />
      ) : (
        <Choices doings={doings} agreed={page.inForce !== null} speech={speech} onAsk={ask} onRewrite={rewrite} />
      )}
    </div>
  )
}

/** All there is to do, as buttons. */
function Choices(props: {
  readonly doings: Doings
  readonly agreed: boolean
  readonly speech: ReturnType<typeof useSpeech>
  readonly onAsk: (asking: Asking) => void
  readonly onRewrite: () => void
}) {
  const { say } = useWords()
  const { doings, agreed, speech, onAsk, onRewrite } = props
  const { answer, withdraw, change, end, reopens } = doings
  const rewriting = reopens ? 'reopen' : agreed ? 'change' : 'other'
  return (
    <div className="does">
      {answer.map((version, index) => (
        <Answer
          key={version.version}
          version={version}
          keyed={index === 0}
          busy={speech.busy}
          onAccept={() => speech.answer(version, 'accepted')}
          onDecline={() => onAsk({ deed: 'declined', version })}
        />
      ))}
      {change ? (
        <button type="button" className="btn" onClick={onRewrite}>
          {say(`commitment.propose.${rewriting}`)} <Key>M</Key>
        </button>
      ) : null}
      {withdraw.map((version) => (
        <button
          key={version.version}
          type="button"
          className="btn"
          onClick={() => onAsk({ deed: 'withdrawn', version })}
        >
          {say('commitment.withdraw')}
        </button>
      ))}
      {end.map((version, index) => (
        <button key={version.version} type="button" className="btn" onClick={() => onAsk({ deed: 'ending', version })}>
          {end.length > 1 ? say('commitment.propose.endOne', { n: index + 1 }) : say('commitment.propose.end')}
        </button>
      ))}
    </div>
  )
}

function Answer(props: {
  readonly version: VersionWritten
  readonly keyed: boolean
  readonly busy: boolean
  readonly onAccept: () => void
  readonly onDecline: () => void
}) {
  const { say } = useWords()
  const { version, keyed, busy, onAccept, onDecline } = props
  const words = version.ending
    ? 'commitment.accept.ending'
    : version.parent
      ? 'commitment.accept.change'
      : 'commitment.accept'
  return (
    <>
      <button type="button" className="btn main" disabled={busy} onClick={onAccept}>
        {say(words)} {keyed ? <Key>C</Key> : null}
      </button>
      <button type="button" className="btn" disabled={busy} onClick={onDecline}>
        {say('commitment.decline')} {keyed ? <Key>D</Key> : null}
      </button>
    </>
  )
}

/** For which side what follows is said, where there is a choice. */
function Speaker({ ledger, acting }: Omit<DeedsProps, 'page'>) {
  const { say } = useWords()
  const { cooperation } = ledger
  const sign = signsOf(cooperation).find((each) => cooperation.sides[each.index]?.id === acting.side)
  if (!sign || cooperation.hosted.length < 2) return null
  return (
    <p className="note speaker">
      <SideMark sign={sign} named={false} /> {say('acting.for', { side: sign.names.join(say('list.names')) })}
    </p>
  )
}

/** Says things about a commitment: what was refused stands as an error, and what was typed stays. */
function useSpeech({ cooperation }: LedgerView, { side }: Acting, page: CommitmentPage, onSaid: () => void) {
  const { say } = useWords()
  const { announce } = usePlace()
  const answers = useAnswer(cooperation.id)
  const proposals = usePropose(cooperation.id)
  const forget = () => {
    answers.reset()
    proposals.reset()
  }
  const done = (sentence: string, name?: string) => () => {
    if (name) keepDraft(name, null)
    announce(sentence)
    onSaid()
  }
  return {
    busy: answers.isPending || proposals.isPending,
    error: answers.error ?? proposals.error,
    forget,
    answer: (version: VersionWritten, stance: Stance, note: string | null = null) => {
      if (answers.isPending) return
      forget()
      answers.mutate(
        { commitment: page.id, side, version: version.version, stance, note },
        { onSuccess: done(say(`commitment.said.${stance}`), `${page.id} ${stance}`) },
      )
    },
    end: (version: VersionWritten, ending: Ending, note: string | null) => {
      if (proposals.isPending) return
      forget()
      const { version: parent, bound } = version
      proposals.mutate(
        { side, commitment: page.id, parent, bound, ending, terms: null, note },
        { onSuccess: done(say('commitment.said.ending'), `${page.id} ending`) },
      )
    },
  }
}

interface Reasoned {
  readonly note: string
  readonly kind: EndingKind
  /** What takes its place, where it is superseded. */
  readonly successor?: Successing | null
}

/** Asks why, and of an ending how; what is typed stays until it was said. */
function Reason(props: {
  readonly asking: Asking
  readonly name: string
  readonly busy: boolean
  readonly ledger: LedgerView
  readonly of: CommitmentId
  readonly onSay: (note: string | null, ending: Ending) => void
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { asking, name, busy, ledger, of, onSay, onLeave } = props
  const { deed } = asking
  const [typed, setTyped] = useState<Reasoned>(() => keptDraft<Reasoned>(name) ?? { note: '', kind: 'delivered' })
  const form = useRef<HTMLFormElement>(null)
  const [wrong, point] = useState(false)
  const isSuperseded = deed === 'ending' && typed.kind === 'superseded'
  const isMissing = isSuperseded && !typed.successor
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, textarea')?.focus()
    return backToRow
  }, [])
  const type = (next: Reasoned) => {
    setTyped(next)
    keepDraft(name, next.note === '' && !next.successor ? null : next)
    point(false)
  }
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (isMissing) return point(true)
    const ending = { kind: typed.kind, successor: isSuperseded ? (typed.successor?.id ?? null) : null }
    onSay(typed.note.trim().replace(/\s*\n\s*/g, ' ') || null, ending)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey && event.target instanceof HTMLTextAreaElement) send(event)
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onLeave()
  }
  return (
    <form className="asking" ref={form} onSubmit={send} onKeyDown={press}>
      {deed === 'ending' ? <How kind={typed.kind} onChoose={(kind) => type({ ...typed, kind })} /> : null}
      {isSuperseded ? (
        <Successor
          ledger={ledger}
          not={of}
          value={typed.successor ?? null}
          isWrong={wrong}
          onChoose={(successor) => type({ ...typed, successor })}
        />
      ) : null}
      <Lines
        label={say(`commitment.why.${deed}`)}
        rows={2}
        value={typed.note}
        onWrite={(note) => type({ ...typed, note })}
      />
      <div className="does">
        <button type="submit" className="btn main" disabled={busy}>
          {say(`commitment.do.${deed}`)} <Key>Enter</Key>
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** How a commitment ends. */
function How({ kind, onChoose }: { readonly kind: EndingKind; readonly onChoose: (kind: EndingKind) => void }) {
  const { say } = useWords()
  return (
    <label className="stack">
      <span>{say('commitment.ending.how')}</span>
      <select value={kind} onChange={(event) => onChoose(event.target.value as EndingKind)}>
        {ENDING_KINDS.map((each) => (
          <option key={each} value={each}>
            {say(`commitment.ending.${each}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
