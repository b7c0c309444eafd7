/** Somebody else changed a record meanwhile: as it stands now beside what was written, and which of them is to hold. */
import type { LedgerView } from '@handclasp/api/client'
import { useWords, type WordKey } from '../../words/words.tsx'
import { type Line, lineOf, type Whole } from './written.ts'

/** Both versions, field by field, and the two ways on. */
export function Changed(props: {
  readonly ledger: LedgerView
  readonly whole: Whole
  readonly record: string
  readonly onMine: () => void
  readonly onTheirs: () => void
}) {
  const { say } = useWords()
  const { ledger, whole, record, onMine, onTheirs } = props
  const { now, mine, name } = versionsOf(ledger, whole, record)
  const rows = LABELS.flatMap(([key, label]) => {
    const [there, here] = [now?.[key] ?? '', mine[key] ?? '']
    return there === here ? [] : [{ key, label, there, here }]
  })
  return (
    <div className="failure both-versions" role="alert">
      <span>{say(now ? 'written.changed' : 'written.changed.gone', { name })}</span>
      {now ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('fact.field')}</th>
              <th scope="col">{say('written.changed.now')}</th>
              <th scope="col">{say('written.changed.yours')}</th>
            </tr>
          </thead>
          <tbody lang="zh-CN">
            {rows.map(({ key, label, there, here }) => (
              <tr key={key}>
                <th scope="row">{say(label)}</th>
                <td>{there || '—'}</td>
                <td>{here || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <button type="button" className="btn" onClick={onMine}>
        {say('written.changed.mine')}
      </button>
      <button type="button" className="btn bare" onClick={onTheirs}>
        {say('written.changed.theirs')}
      </button>
    </div>
  )
}

type Told = Readonly<Partial<Record<(typeof LABELS)[number][0], string>>>

const LABELS = [
  ['parts', 'fact.parts'],
  ['name', 'fact.name'],
  ['parties', 'fact.parties'],
  ['signatories', 'fact.signatories'],
  ['signedOn', 'written.signedOn'],
  ['inForce', 'written.inForce'],
  ['expires', 'written.expires'],
  ['place', 'fact.place'],
] as const satisfies readonly (readonly [string, WordKey])[]

function versionsOf(ledger: LedgerView, whole: Whole, record: string): { now: Told | null; mine: Told; name: string } {
  if (record === whole.id) {
    const bundle = ledger.packages.find(({ id }) => id === record)
    const { parts, name, signedOn, place } = whole
    const now = bundle && {
      parts: bundle.parts.join('+'),
      name: bundle.name ?? '',
      signedOn: bundle.signedOn ?? '',
      place: bundle.place ?? '',
    }
    return { now: now ?? null, mine: { parts, name, signedOn, place }, name: name || parts }
  }
  const agreement = ledger.agreements.find(({ id }) => id === record)
  const line = whole.lines.find(({ id }) => id === record)
  const now = agreement && told(lineOf(agreement, 1, ledger.cooperation.sides))
  return { now: now ?? null, mine: line ? told(line) : {}, name: line?.name ?? '' }
}

function told({ name, parties, signatories, signedOn, inForce, expires }: Line): Told {
  const all = (texts: readonly string[]) => texts.filter(Boolean).join(' ｜ ')
  return { name, parties: all(parties), signatories: all(signatories), signedOn, inForce, expires }
}
