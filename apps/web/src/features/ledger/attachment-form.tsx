/** Naming an attachment anew: its name, and what is noted of it. The file stays the same. */
import type { LedgerView } from '@handclasp/api/client'
import { useState } from 'react'
import { useAttach } from '../../requests/by-hand.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { focusOnce, formKeys } from './form.tsx'

interface FormProps {
  readonly ledger: LedgerView
  readonly attachment: LedgerView['attachments'][number]
  readonly onLeave: () => void
}

/** What is typed, and the way to keep it. */
function useNaming({ ledger, attachment, onLeave }: FormProps) {
  const { say } = useWords()
  const { announce } = usePlace()
  // Somebody else may name it meanwhile: what this began with is what is replaced.
  const [{ id, file, to, seq: replaces, ...before }] = useState(attachment)
  const [name, setName] = useState(before.name)
  const [note, setNote] = useState(before.note ?? '')
  const attaches = useAttach(ledger.cooperation.id)
  const send = () => {
    if (attaches.isPending || name.trim() === '') return
    const words = { name: name.trim(), note: note.trim() || null }
    attaches.mutate(
      { side: ledger.side, id, file, to, replaces, ...words },
      {
        onSuccess: () => {
          announce(say('files.said.anew', words))
          onLeave()
        },
      },
    )
  }
  const { error, isPending: busy, reset: forget } = attaches
  return { name, setName, note, setNote, send, error, busy, forget }
}

/** The form, in the place of the attachment's deeds. */
export function AttachmentForm(props: FormProps) {
  const { say } = useWords()
  const { onLeave } = props
  const { name, setName, note, setNote, send, error, busy, forget } = useNaming(props)
  return (
    <form
      className="naming"
      onKeyDown={formKeys(onLeave)}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label className="stack">
        <span>{say('files.name')}</span>
        <input
          type="text"
          lang="zh-CN"
          required
          maxLength={250}
          ref={focusOnce}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="stack">
        <span>{say('files.note')}</span>
        <input
          type="text"
          lang="zh-CN"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {error ? <Failure error={error} close={forget} /> : null}
      <div className="does">
        <button type="submit" className="btn" disabled={busy}>
          {say('files.keep')} <Key>Enter</Key>
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}
