/** What can be done by hand with a package or an agreement that stands: write it anew, see its text, take it out. */
import type { LedgerView } from '@handclasp/api/client'
import type { DroppableKind } from '@handclasp/domain'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useDrop } from '../../requests/by-hand.ts'
import { useMayIn } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { focusOnce, formKeys } from './form.tsx'

type Record = LedgerView['agreements'][number] | LedgerView['packages'][number]

interface DeedsProps {
  readonly ledger: LedgerView
  readonly record: Record
}

/** The buttons under the details, with their keys. */
export function ByHandDeeds({ ledger, record }: DeedsProps) {
  const { say } = useWords()
  const navigate = useNavigate()
  const [dropping, ask] = useState(false)
  const keeps = useMayIn(ledger)('keep')
  const params = { cooperation: ledger.cooperation.id }
  const search = searchFor(record)
  const write = () => void navigate({ to: '/ledger/$cooperation/written', params, search })
  const read = () => {
    if (record.kind !== 'agreement') return
    const to = '/ledger/$cooperation/texts/$agreement'
    void navigate({ to, params: { ...params, agreement: record.id } })
  }
  useKeys(say('ledger.drawer'), [
    ...(keeps ? [{ key: 'e', label: say('written.anew'), act: write, caps: ['E'] }] : []),
    ...(record.kind === 'agreement' ? [{ key: 't', label: say('texts.open'), act: read, caps: ['T'] }] : []),
  ])
  return (
    <>
      <div className="acts-line">
        {record.kind === 'agreement' ? (
          <Link className="btn" to="/ledger/$cooperation/texts/$agreement" params={{ ...params, agreement: record.id }}>
            {say('texts.open')} <Key>T</Key>
          </Link>
        ) : null}
        {keeps ? (
          <Link className="btn" to="/ledger/$cooperation/written" params={params} search={search}>
            {say('written.anew')} <Key>E</Key>
          </Link>
        ) : null}
        {keeps && record.finding === null ? (
          <button type="button" className="btn bare" aria-expanded={dropping} onClick={() => ask(!dropping)}>
            {say('written.drop')}
          </button>
        ) : null}
      </div>
      {dropping && record.finding === null ? (
        <Dropping
          ledger={ledger}
          of={record.kind}
          id={record.id}
          name={record.kind === 'agreement' ? record.name : record.parts.join('+')}
          onDone={() =>
            void navigate({ to: '/ledger/$cooperation', params, search: { view: 'agreements' }, replace: true })
          }
          onLeave={() => ask(false)}
        />
      ) : null}
    </>
  )
}

/** An agreement of a package is written among the others of it. */
function searchFor(record: Record) {
  if (record.kind === 'package') return { package: record.id }
  return record.package === null ? { agreement: record.id } : { package: record.package, agreement: record.id }
}

/** Asks why something written by hand is taken out, and takes it out. */
export function Dropping(props: {
  readonly ledger: LedgerView
  readonly of: DroppableKind
  readonly id: string
  readonly name: string
  readonly onDone: () => void
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { ledger, of, id, name, onDone, onLeave } = props
  const drops = useDrop(ledger.cooperation.id)
  const [reason, write] = useState('')
  // Not by the callbacks of `mutate`: they are not called once the row that this stands in is gone.
  const drop = async () => {
    await drops.mutateAsync({ side: ledger.side, of, id, reason: reason.trim() || null })
    announce(say('written.said.dropped', { name }))
    onDone()
  }
  return (
    <form
      className="dropping"
      onKeyDown={formKeys(onLeave)}
      onSubmit={(event) => {
        event.preventDefault()
        // What went wrong stands in `drops.error`, and is told there.
        drop().catch(() => null)
      }}
    >
      <label className="stack">
        <span>{say('written.drop.why')}</span>
        <input
          type="text"
          lang="zh-CN"
          maxLength={500}
          ref={focusOnce}
          value={reason}
          onChange={(event) => write(event.target.value)}
        />
      </label>
      <GoesAlong ledger={ledger} of={of} id={id} />
      {drops.error ? <Failure error={drops.error} close={() => drops.reset()} /> : null}
      <div className="does">
        <button type="submit" className="btn" disabled={drops.isPending}>
          {say('written.drop')} <Key>Enter</Key>
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** What is taken out with it: agreements of a package, texts of an agreement, files that hang on any of these. */
function GoesAlong(props: { readonly ledger: LedgerView; readonly of: DroppableKind; readonly id: string }) {
  const { say } = useWords()
  const { ledger } = props
  const within = props.of === 'package' ? ledger.agreements : []
  const agreements = within.filter((agreement) => agreement.package === props.id)
  const gone = new Set<string>([props.id, ...agreements.map(({ id }) => id)])
  const texts = ledger.texts.filter(({ agreement }) => gone.has(agreement))
  for (const { id } of texts) gone.add(id)
  const files = ledger.attachments.filter(({ to }) => gone.has(to.id)).length
  if (agreements.length + texts.length + files === 0) return null
  const counts = { agreements: agreements.length, texts: texts.length, files }
  return <p className="note">{say('written.drop.along', counts)}</p>
}
