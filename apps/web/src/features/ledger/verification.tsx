/** The foot of the ledger: every entry checked on demand, and what came of it in words. */
import type { CooperationView, VerificationView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { cooperationsQuery, verificationQuery } from '../../requests/queries.ts'
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
  const all = useQuery(cooperationsQuery).data ?? []
  const entries = view.chains.reduce((sum, chain) => sum + chain.entries, 0)
  const heads = view.chains.map((chain) => `${chain.head.slice(0, 6)}…`).join(' ')
  if (view.faults.length > 0) {
    return (
      <div className="failure" role="alert">
        <span>
          {say('ledger.faults', { n: view.faults.length })}
          {view.faults.map((fault) => (
            <span key={`${fault.place} ${fault.code}`} className="sub">
              {say('ledger.fault', {
                place: placeWords(say, fault.place, all),
                what: faultWords(say, fault.code),
              })}{' '}
              <span lang="en">{fault.detail}</span>
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

const FAULTS = [
  'hash-wrong',
  'text-not-canonical',
  'link-broken',
  'signature-wrong',
  'key-unknown',
  'payload-wrong',
  'head-wrong',
  'row-differs',
  'record-missing',
  'record-unexplained',
  'record-differs',
] as const

function faultWords(say: Say, code: string): string {
  const known = FAULTS.find((each) => each === code)
  return known ? say(`fault.${known}`) : say('fault.other', { code })
}

const CHAINS = ['shared', 'internal', 'home'] as const

/** A place is `cooperation/side/chain/number`, as far as it is known. */
function placeWords(say: Say, place: string, all: readonly CooperationView[]): string {
  const [id, , name, seq] = place.split('/')
  const chain = CHAINS.find((each) => each === name)
  if (!chain) return say('fault.ledger')
  const cooperation = id === 'home' ? say('fault.home') : (all.find((each) => each.id === id)?.name ?? id ?? '')
  return seq === undefined
    ? say('fault.placeWhole', { cooperation, chain: say(`chain.${chain}`) })
    : say('fault.place', { cooperation, chain: say(`chain.${chain}`), seq })
}
