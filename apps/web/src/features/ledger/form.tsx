/** What all forms of the ledger have in common: their keys, their buttons, and what befell their sending. */
import { RequestFailed } from '@handclasp/api/client'
import type { KeyboardEvent, ReactNode } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { useWords } from '../../words/words.tsx'

/** Escape leaves a form; Ctrl+Enter sends it whole, where `send` is given. What an input method is at stays with it. */
export function formKeys(leave: () => void, send?: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const whole = send !== undefined && event.key === 'Enter' && (event.metaKey || event.ctrlKey)
    if (event.key !== 'Escape' && !whole) return
    event.preventDefault()
    event.stopPropagation()
    if (whole) send()
    else leave()
  }
}

/** Puts the keyboard into a field once, when it comes to stand: one made anew at each drawing would do so each time. */
export function focusOnce(field: HTMLElement | null): void {
  field?.focus()
}

/** The buttons under what is written: keep it, leave it for later, and drop it once something was written. */
export function FormDeeds(props: {
  /** What the first button does. */
  readonly keep: string
  readonly busy: boolean
  readonly begun: boolean
  readonly onLeave: () => void
  readonly onDrop: () => void
  /** Another way of keeping it, beside the first. */
  readonly first?: ReactNode
  readonly children?: ReactNode
}) {
  const { say } = useWords()
  const { keep, busy, begun, onLeave, onDrop, first, children } = props
  return (
    <div className="does">
      <button type="submit" className="btn main" disabled={busy}>
        {keep} <Key>Ctrl Enter</Key>
      </button>
      {first}
      <button type="button" className="btn bare" onClick={onLeave}>
        {say(begun ? 'correct.later' : 'intake.cancel')} <Key>Esc</Key>
      </button>
      {begun ? (
        <button type="button" className="btn bare" onClick={onDrop}>
          {say('correct.afresh')}
        </button>
      ) : null}
      {children}
    </div>
  )
}

/** What befell the sending: somebody else changed it meanwhile, which `changed` says, or a failure. */
export function Befallen(props: {
  readonly error: Error
  readonly changed: string
  readonly forget: () => void
  readonly insist: () => void
  readonly drop: () => void
}) {
  const { say } = useWords()
  const { error, changed, forget, insist, drop } = props
  if (!(error instanceof RequestFailed) || error.problem?.refusal.code !== 'record-changed') {
    return <Failure error={error} close={forget} />
  }
  return (
    <div className="failure" role="alert">
      <span>{changed}</span>
      <button type="button" className="btn" onClick={insist}>
        {say('written.changed.mine')}
      </button>
      <button type="button" className="btn bare" onClick={drop}>
        {say('written.changed.theirs')}
      </button>
    </div>
  )
}
