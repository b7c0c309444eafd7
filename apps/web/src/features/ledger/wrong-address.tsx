/** What of an address made no sense, in words; the rest of it is as it says. */
import { useWords } from '../../words/words.tsx'
import type { Turn } from './address.ts'
import type { CommitmentSearch } from './commitment-search.ts'

const NAMES = {
  show: 'ledger.views',
  state: 'ledger.column.status',
  field: 'fact.fields',
  package: 'ledger.kind.package',
  agreement: 'commitment.basis.agreement',
  source: 'fact.source',
  intention: 'ledger.kind.intention',
  from: 'commitment.deadline',
  to: 'commitment.deadline',
  lacks: 'commitment.tab.lacking',
  without: 'commitment.tab.lacking',
  order: 'commitment.order',
  turned: 'commitment.order',
  group: 'commitment.group',
  columns: 'commitment.columns',
  frozen: 'commitment.columns',
  widths: 'commitment.columns',
} as const

/** Tells it until something else is asked for; nothing where all made sense. */
export function WrongAddress(props: {
  readonly search: CommitmentSearch
  /** The saved view that it names is not kept any more. */
  readonly isGone: boolean
  readonly turn: Turn
}) {
  const { say } = useWords()
  const { search, isGone, turn } = props
  const parts = (search.wrong ?? '').split('\n').filter(Boolean)
  if (parts.length === 0 && !isGone) return null
  const told = parts.map((part) => {
    const [name = '', ...value] = part.split('=')
    const known = name in NAMES ? say(NAMES[name as keyof typeof NAMES]) : name
    return say('address.wrong.part', { name: known, value: value.join('=') })
  })
  return (
    <div className="failure" role="alert">
      <span>
        {told.length > 0 ? say('address.wrong', { parts: told.join(say('list.comma')) }) : null}
        {isGone ? say('address.viewGone') : null}
      </span>
      <button type="button" className="btn bare" onClick={() => turn({ saved: isGone ? undefined : search.saved })}>
        {say('refusal.close')}
      </button>
    </div>
  )
}
