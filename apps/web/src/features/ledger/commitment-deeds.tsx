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
import type { SendingWays } from '../../requests/drafts.ts'
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
import { deedWords, DraftFirst, SendButtons, useDrafting, WhyNot } from './sending-ways.tsx'
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
  const { ways } = speech
  const isClosed = !ways.send && !ways.draft
  const [first] = isClosed ? [] : doings.answer
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
    ...(change && !isClosed ? [{ key: 'm', label: say('commitment.propose.change'), act: rewrite, caps: ['M'] }] : []),
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
          ways={ways}
          onSay={(note, { kind, successor }, asDraft) =>
            asking.deed === 'ending'
              ? speech.end(asking.version, { kind, successor }, note, asDraft)
              : speech.answer(asking.version, asking.deed, note, asDraft)
          }
          onLeave={() => ask(null)}
        />
      ) : (
        <Choices doings={doings} agreed={page.inForce !== null} speech={speech} onAsk={ask} onRewrite={rewrite} />
      )}
      {asking ? null : <WhyNot ways={ways} />}
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
  const { ways } = speech
  if (!ways.send && !ways.draft) return null
  return (
    <div className="does">
      {answer.map((version, index) => (
        <Answer
          key={version.version}
          version={version}
          keyed={index === 0}
          busy={speech.busy}
          ways={ways}
          onAccept={(asDraft) => speech.answer(version, 'accepted', null, asDraft)}
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
  readonly ways: SendingWays
  readonly onAccept: (asDraft: boolean) => void
  readonly onDecline: () => void
}) {
  const { say } = useWords()
  const { version, keyed, busy, ways, onAccept, onDecline } = props
  const words = version.ending
    ? 'commitment.accept.ending'
    : version.parent
      ? 'commitment.accept.change'
      : 'commitment.accept'
  return (
    <>
      <button type="button" className="btn main" disabled={busy} onClick={() => onAccept(!ways.send)}>
        {deedWords(say, ways, say(words))} {keyed ? <Key>C</Key> : null}
      </button>
      <DraftFirst ways={ways} disabled={busy} onDraft={() => onAccept(true)} />
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
  const drafting = useDrafting(cooperation.id, side)
  const { ways } = drafting
  const busy = answers.isPending || proposals.isPending || drafting.busy
  const forget = () => {
    answers.reset()
    proposals.reset()
    drafting.forget()
  }
  const done = (sentence: string, name?: string) => () => {
    if (name) keepDraft(name, null)
    announce(sentence)
    onSaid()
  }
  const written = (name: string) => () => {
    keepDraft(name, null)
    onSaid()
  }
  return {
    busy,
    ways,
    error: answers.error ?? proposals.error ?? drafting.error,
    forget,
    answer: (version: VersionWritten, stance: Stance, note: string | null = null, asDraft = !ways.send) => {
      if (busy) return
      forget()
      const input = { side, version: version.version, stance, note }
      const name = `${page.id} ${stance}`
      if (asDraft) return drafting.write({ route: `commitments/${page.id}/answers`, input }, written(name))
      answers.mutate({ commitment: page.id, ...input }, { onSuccess: done(say(`commitment.said.${stance}`), name) })
    },
    end: (version: VersionWritten, ending: Ending, note: string | null, asDraft = !ways.send) => {
      if (busy) return
      forget()
      const { version: parent, bound } = version
      const input = { side, commitment: page.id, parent, bound, ending, terms: null, note }
      const name = `${page.id} ending`
      if (asDraft) return drafting.write({ route: 'commitments', input }, written(name))
      proposals.mutate(input, { onSuccess: done(say('commitment.said.ending'), name) })
    },
  }
}

interface Reasoned {
  readonly note: string
  readonly kind: EndingKind
  /** What takes its place, where it is superseded. */
  readonly successor?: Successing | null
}

/** Enter in the words says it, Escape leaves it. */
function reasonKeys(send: (event: KeyboardEvent) => void, leave: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey && event.target instanceof HTMLTextAreaElement) send(event)
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    leave()
  }
}

/** Asks why, and of an ending how; what is typed stays until it was said. */
function Reason(props: {
  readonly asking: Asking
  readonly name: string
  readonly busy: boolean
  readonly ledger: LedgerView
  readonly of: CommitmentId
  readonly ways: SendingWays
  readonly onSay: (note: string | null, ending: Ending, asDraft: boolean) => void
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { asking, name, busy, ledger, of, ways, onSay, onLeave } = props
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
  const send = (event?: FormEvent | KeyboardEvent, asDraft = !ways.send) => {
    event?.preventDefault()
    if (isMissing) return point(true)
    const ending = { kind: typed.kind, successor: isSuperseded ? (typed.successor?.id ?? null) : null }
    onSay(typed.note.trim().replace(/\s*\n\s*/g, ' ') || null, ending, asDraft)
  }
  return (
    <form className="asking" ref={form} onSubmit={(event) => send(event)} onKeyDown={reasonKeys(send, onLeave)}>
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
        <SendButtons
          ways={ways}
          label={say(`commitment.do.${deed}`)}
          disabled={busy}
          cap="Enter"
          onDraft={() => send(undefined, true)}
        />
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
