/** A draft beside the list: all that it would say, why it could not be sent now, and what can be done about it. */
import type { DraftView, LedgerView } from '@handclasp/api/client'
import type { SideId } from '@handclasp/domain'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useDraftDeeds } from '../../requests/drafts.ts'
import { useMay, useMember } from '../../requests/session.ts'
import { Failure, refusalWords } from '../../ui/failure.tsx'
import { Key, type KeyBinding, useKeys } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { DraftContent } from './draft-content.tsx'
import { draftKind, DraftTitle } from './draft-title.tsx'
import { commandOf, DRAFT_SIGNS, type DraftDoings, draftDoings } from './drafts.ts'
import { formKeys } from './form.tsx'
import { Lines } from './proposal-fields.tsx'

interface DetailsProps {
  readonly ledger: LedgerView
  readonly side: SideId
  readonly draft: DraftView
  readonly fourEyes: boolean
  readonly onClose: () => void
}

/** The details. */
export function DraftDetails({ ledger, side, draft, fourEyes, onClose }: DetailsProps) {
  const { say } = useWords()
  const command = commandOf(draft)
  return (
    <aside className="dr of-draft" aria-label={say('ledger.drawer')}>
      <div className="hd">
        <span className="note">
          {draftKind(say, draft)} · {DRAFT_SIGNS[draft.state]} {say(`drafts.state.${draft.state}`)}
        </span>
        <button type="button" className="btn bare" onClick={onClose}>
          <span className="on-wide">{say('keys.close')}</span>
          <span className="on-phone">{say('ledger.drawer.back')}</span> <Key>Esc</Key>
        </button>
      </div>
      <h2 lang="zh-CN">
        <DraftTitle ledger={ledger} draft={draft} />
      </h2>
      <p className="own">{say(draft.state === 'sent' ? 'draft.seen' : 'ledger.privacy')}</p>
      {draft.objection ? (
        <p className="failure">
          <span>
            <b>{say('draft.stuck')}</b> {refusalWords(say, draft.objection)}
          </span>
        </p>
      ) : null}
      {command ? <DraftContent ledger={ledger} side={side} command={command} /> : <p>{say('draft.erased')}</p>}
      <Steps draft={draft} />
      <Deeds ledger={ledger} side={side} draft={draft} fourEyes={fourEyes} />
    </aside>
  )
}

/** Who drafted, judged and sent it, and with what words. */
function Steps({ draft: { drafted, judged, sent, state } }: { readonly draft: DraftView }) {
  const { say } = useWords()
  const steps = [
    { step: drafted, words: say('draft.step.drafted') },
    ...(judged
      ? [{ step: judged, words: say(state === 'returned' ? 'draft.step.returned' : 'draft.step.checked') }]
      : []),
    ...(sent ? [{ step: sent, words: say(sent.fourEyes ? 'draft.step.sent' : 'draft.step.sentAlone') }] : []),
  ]
  return (
    <>
      <h3 className="hh">{say('commitment.timeline')}</h3>
      <ol className="draft-steps">
        {steps.map(({ step, words }) => (
          <li key={words}>
            <time dateTime={step.at}>{moment(step.at)}</time>
            <span>
              <span lang="zh-CN">{step.by.name ?? say('draft.somebody')}</span> {words}
              {step.note ? <q lang="zh-CN">{step.note}</q> : null}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Deeds({ ledger, side, draft, fourEyes }: Omit<DetailsProps, 'onClose'>) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { cooperation } = ledger
  const may = useMay(cooperation.id, side)
  const member = useMember()
  const { judge, send, drop } = useDraftDeeds(cooperation.id, side)
  const [returning, giveBack] = useState(false)
  const rewrite = useRewriting(ledger, draft)
  const doings = draftDoings(draft, {
    author: member?.author ?? null,
    drafts: may('draft'),
    sends: may('send'),
    fourEyes,
  })
  const busy = judge.isPending || send.isPending || drop.isPending
  const error = judge.error ?? send.error ?? drop.error
  const forget = () => [judge, send, drop].forEach((each) => each.reset())
  const { id, seq } = draft
  const act = {
    check: () => judge.mutate({ draft: id, seq, verdict: 'checked', note: null }, said(say('draft.said.checked'))),
    send: () => send.mutate({ draft: id, seq }, said(say('draft.said.sent'))),
    giveBack: (note: string | null) =>
      judge.mutate({ draft: id, seq, verdict: 'returned', note }, said(say('draft.said.returned'))),
    drop: () => drop.mutate(id, said(say('draft.said.dropped'))),
  }
  function said(sentence: string) {
    forget()
    return { onSuccess: () => (announce(sentence), giveBack(false)) }
  }
  const key = (has: boolean, binding: KeyBinding): readonly KeyBinding[] => (has && !busy ? [binding] : [])
  useKeys(say('drafts.title'), [
    ...key(doings.check, { key: 'c', label: say('draft.check'), act: act.check, once: true, caps: ['C'] }),
    ...key(doings.send, { key: 'x', label: say('draft.send'), act: act.send, once: true, caps: ['X'] }),
    ...key(doings.giveBack, { key: 'r', label: say('draft.return'), act: () => giveBack(true), caps: ['R'] }),
    ...key(doings.anew, { key: 'e', label: say('draft.anew'), act: rewrite, caps: ['E'] }),
  ])
  return (
    <div className="deeds">
      {error ? <Failure error={error} close={forget} /> : null}
      {returning ? (
        <Return busy={busy} onReturn={act.giveBack} onLeave={() => giveBack(false)} />
      ) : (
        <Choices
          doings={doings}
          state={draft.state}
          busy={busy}
          onCheck={act.check}
          onSend={act.send}
          onReturn={() => giveBack(true)}
          onAnew={rewrite}
          onDrop={act.drop}
        />
      )}
      {fourEyes && doings.alone && may('send') && draft.state !== 'sent' ? (
        <p className="note">{say('draft.why.own')}</p>
      ) : null}
      {!may('send') && draft.state !== 'sent' ? <p className="note">{say('draft.why.role.draft')}</p> : null}
    </div>
  )
}

interface ChoicesProps {
  readonly doings: DraftDoings
  readonly state: DraftView['state']
  readonly busy: boolean
  readonly onCheck: () => void
  readonly onSend: () => void
  readonly onReturn: () => void
  readonly onAnew: () => void
  readonly onDrop: () => void
}

function Choices({ doings, state, busy, onCheck, onSend, onReturn, onAnew, onDrop }: ChoicesProps) {
  const { say } = useWords()
  const [sure, ask] = useState(false)
  return (
    <div className="does">
      {doings.send ? (
        <button type="button" className="btn main" disabled={busy} onClick={onSend}>
          {say(state === 'checked' || doings.alone ? 'draft.send' : 'draft.checkAndSend')} <Key>X</Key>
        </button>
      ) : null}
      {doings.check ? (
        <button type="button" className="btn" disabled={busy} onClick={onCheck}>
          {say('draft.check')} <Key>C</Key>
        </button>
      ) : null}
      {doings.giveBack ? (
        <button type="button" className="btn" disabled={busy} onClick={onReturn}>
          {say('draft.return')} <Key>R</Key>
        </button>
      ) : null}
      {doings.anew ? (
        <button type="button" className={state === 'returned' ? 'btn main' : 'btn'} disabled={busy} onClick={onAnew}>
          {say('draft.anew')} <Key>E</Key>
        </button>
      ) : null}
      {doings.drop ? (
        <button
          type="button"
          className={sure ? 'btn act' : 'btn bare'}
          disabled={busy}
          onClick={sure ? onDrop : () => ask(true)}
          onBlur={() => ask(false)}
        >
          {say(sure ? 'draft.drop.sure' : 'draft.drop')}
        </button>
      ) : null}
    </div>
  )
}

/** Giving it back to be written anew, with a word why. */
function Return(props: {
  readonly busy: boolean
  readonly onReturn: (note: string | null) => void
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { busy, onReturn, onLeave } = props
  const [note, write] = useState('')
  const giveBack = () => onReturn(note.trim().replace(/\s*\n\s*/g, ' ') || null)
  return (
    <form
      className="asking"
      onKeyDown={formKeys(onLeave, giveBack)}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        giveBack()
      }}
    >
      <Lines label={say('draft.return.why')} rows={2} value={note} onWrite={write} autoFocus />
      <div className="does">
        <button type="submit" className="btn main" disabled={busy}>
          {say('draft.return')} <Key>Ctrl Enter</Key>
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** The way to the form in which a draft is written anew: of terms filled with its words, else where it is about. */
function useRewriting({ cooperation }: LedgerView, draft: DraftView): () => void {
  const navigate = useNavigate()
  const to = '/ledger/$cooperation'
  const params = { cooperation: cooperation.id }
  const command = commandOf(draft)
  return () => {
    if (command?.kind === 'propose-terms' && command.terms) {
      const at = command.parent ? { at: command.commitment } : {}
      void navigate({ to, params, search: { view: 'commitments', propose: draft.id, ...at } })
    } else if (command && 'commitment' in command) {
      void navigate({ to, params, search: { view: 'commitments', at: command.commitment } })
    } else {
      const at = command?.kind === 'send-record' ? command.id : command?.kind === 'say-same' ? command.mine : undefined
      void navigate({ to, params, search: at === undefined ? {} : { at } })
    }
  }
}
