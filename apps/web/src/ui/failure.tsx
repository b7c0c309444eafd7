/** What went wrong, as a sentence: what happened, where, what is kept, how to mend it. */
import { assertNever } from '@handclasp/domain'
import { type Problem, RequestFailed } from '@handclasp/api/client'
import { type Say, useWords } from '../words/words.tsx'

/** The sentence for whatever was thrown. `reading`: nothing was to be written. */
export function failureWords(say: Say, error: unknown, reading = false): string {
  if (!(error instanceof RequestFailed)) {
    return say('refusal.unexpected', { detail: error instanceof Error ? error.message : String(error) })
  }
  if (error.problem) return refusalWords(say, error.problem.refusal)
  if (error.status === 0 || error.status === 502 || error.status === 504) {
    return say(reading ? 'refusal.network.read' : 'refusal.network')
  }
  return say('refusal.unusable', { status: error.status })
}

/** The sentence for a refusal of the domain or of the interface. */
export function refusalWords(say: Say, refusal: Problem['refusal']): string {
  switch (refusal.code) {
    case 'cooperation-unknown':
      return say('refusal.cooperation-unknown', { cooperation: refusal.cooperation })
    case 'cooperation-already-open':
      return say('refusal.cooperation-already-open', { cooperation: refusal.cooperation })
    case 'too-few-sides':
      return say('refusal.too-few-sides', { sides: refusal.sides })
    case 'region-on-two-sides':
      return say('refusal.region-on-two-sides', { region: refusal.region })
    case 'side-twice':
      return say('refusal.side-twice', { side: refusal.side })
    case 'side-not-in-cooperation':
      return say('refusal.side-not-in-cooperation', { side: refusal.side })
    case 'finding-unknown':
      return say('refusal.finding-unknown', { finding: refusal.finding })
    case 'finding-already-decided':
      return say(`refusal.finding-already-decided.${refusal.verdict}`)
    case 'finding-not-decided':
      return say('refusal.finding-not-decided', { finding: refusal.finding })
    case 'correction-misfits':
      return say('refusal.correction-misfits', { finding: refusal.finding })
    case 'source-unknown':
      return say('refusal.source-unknown', { source: `${refusal.source.slice(0, 8)}…` })
    case 'text-empty':
      return say('refusal.text-empty', { name: refusal.name })
    case 'text-unreadable': {
      const { name, offset, reason } = refusal
      return say('refusal.text-unreadable', { name, offset, reason: reasonWords(say, reason) })
    }
    case 'not-found':
    case 'input-invalid':
    case 'too-large':
    case 'fault':
      return say(`refusal.${refusal.code}`, { detail: refusal.detail })
    default:
      return assertNever(refusal)
  }
}

function reasonWords(say: Say, reason: string): string {
  return reason === 'binary' || reason === 'undecodable' ? say(`refusal.reason.${reason}`) : reason
}

/** A failure where it happened, with what can be done about it. */
export function Failure(props: {
  readonly error: unknown
  readonly reading?: boolean
  readonly again?: () => void
  readonly close?: () => void
}) {
  const { say } = useWords()
  const { error, reading = false, again, close } = props
  return (
    <div className="failure" role="alert">
      <span>{failureWords(say, error, reading)}</span>
      {again ? (
        <button type="button" className="btn" onClick={again}>
          {say('refusal.again')}
        </button>
      ) : null}
      {close ? (
        <button type="button" className="btn bare" onClick={close}>
          {say('refusal.close')}
        </button>
      ) : null}
    </div>
  )
}
