/** The foot of the ledger: every entry checked on demand, and what came of it in words. */
import type { VerificationView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { verificationQuery } from '../../requests/queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { type Say, useWords } from '../../words/words.tsx'

/** The line that verifies. */
export function Verification() {
  const { say } = useWords()
  const { data, error, isFetching, refetch } = useQuery(verificationQuery)
  return (
    <div className="foot">
      <button type="button" className="btn small" onClick={() => void refetch()} disabled={isFetching}>
        {say(data ? 'ledger.verify.again' : 'ledger.verify')}
      </button>
      {isFetching ? <Waiting what={say('wait.verification')} /> : null}
      {error && !isFetching ? <Failure error={error} reading /> : null}
      {data && !isFetching ? <Verified view={data} /> : null}
      {data || isFetching || error ? null : <span>{say('ledger.verified.what')}</span>}
    </div>
  )
}

function Verified({ view }: { readonly view: VerificationView }) {
  const { say } = useWords()
  const entries = view.chains.reduce((sum, chain) => sum + chain.entries, 0)
  const heads = view.chains.map((chain) => `${chain.head.slice(0, 6)}…`).join(' ')
  if (view.faults.length > 0) {
    return (
      <div className="failure" role="alert">
        <span>
          {say('ledger.faults', { n: view.faults.length })}
          {view.faults.map((fault) => (
            <span key={`${fault.place} ${fault.code}`} className="sub">
              {say('ledger.fault', { place: fault.place, what: faultWords(say, fault.code) })} {fault.detail}
            </span>
          ))}
        </span>
      </div>
    )
  }
  return (
    <p role="status">
      <b>✓</b> {say('ledger.verified', { entries, chains: view.chains.length })}{' '}
      <span className="note">{say('ledger.verified.heads', { heads })}</span>
    </p>
  )
}

const FAULTS = ['gap', 'order', 'hash', 'signature', 'payload', 'projection', 'key'] as const

function faultWords(say: Say, code: string): string {
  const known = FAULTS.find((each) => each === code)
  return known ? say(`fault.${known}`) : say('fault.other', { code })
}
