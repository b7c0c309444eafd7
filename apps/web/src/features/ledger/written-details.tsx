/** What else there is to say of one agreement: who signed in which post, days, what it renews or deepens. */
import type { LedgerView } from '@handclasp/api/client'
import { AGREEMENT_KINDS, type AgreementId, type AgreementKind } from '@handclasp/domain'
import type { ReactNode } from 'react'
import { Key } from '../../ui/keys.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { type Line, withLine, withParty } from './written.ts'
import { fieldName, lineName } from './written-lines.tsx'
import type { WritingInHand } from './written-page.tsx'

interface DetailsProps {
  readonly ledger: LedgerView
  readonly writing: WritingInHand
}

interface PartProps extends DetailsProps {
  readonly line: Line
  readonly set: (part: Partial<Line>) => void
}

/** The details of the line at hand. */
export function LineDetails({ ledger, writing }: DetailsProps) {
  const { say } = useWords()
  const { whole, at, write } = writing
  const line = whole.lines[at]
  if (!line) return null
  const set = (part: Partial<Line>) => write(withLine(whole, at, part))
  const part = { ledger, writing, line, set }
  return (
    <section className="one-line" aria-label={fieldName(say, whole, at, say('written.rest'))}>
      <h2>
        <span lang="zh-CN">{line.name.trim() || lineName(say, whole, at) || say('ledger.column.agreement')}</span>{' '}
        <Key>F2</Key>
      </h2>
      <People {...part} />
      <Days {...part} />
      <Follows {...part} />
    </section>
  )
}

function Field({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <label className="stack">
      <span>{label}</span>
      {children}
    </label>
  )
}

function People({ ledger, line, set }: PartProps) {
  const { say } = useWords()
  const { sides } = ledger.cooperation
  const signs = signsOf(ledger.cooperation)
  const written = (at: number, text: string) => line.signatories.map((each, index) => (index === at ? text : each))
  const unknown = sides.length
  return (
    <>
      {signs.map((sign) => (
        <Field
          key={sign.index}
          label={
            <>
              {say('fact.signatories')} <SideMark sign={sign} />
            </>
          }
        >
          <input
            type="text"
            lang="zh-CN"
            maxLength={2000}
            autoComplete="off"
            placeholder={sign.index === 0 ? say('written.signatories.hint') : ''}
            value={line.signatories[sign.index] ?? ''}
            onChange={(event) => set({ signatories: written(sign.index, event.target.value) })}
          />
        </Field>
      ))}
      {(line.parties[unknown] ?? '') !== '' ? (
        <Field label={say('written.parties.unknown')}>
          <input
            type="text"
            lang="zh-CN"
            maxLength={2000}
            value={line.parties[unknown] ?? ''}
            onChange={(event) => set({ parties: withParty(line, unknown, event.target.value, sides) })}
          />
        </Field>
      ) : null}
      {(line.signatories[unknown] ?? '') !== '' ? (
        <Field label={say('written.signatories.unknown')}>
          <input
            type="text"
            lang="zh-CN"
            maxLength={2000}
            value={line.signatories[unknown] ?? ''}
            onChange={(event) => set({ signatories: written(unknown, event.target.value) })}
          />
        </Field>
      ) : null}
    </>
  )
}

function Days({ writing, line, set }: PartProps) {
  const { say } = useWords()
  const { whole, wrong, at } = writing
  const hints = {
    signedOn: whole.signedOn.trim() === '' ? say('written.day.hint') : whole.signedOn,
    inForce: say('written.day.hint'),
    expires: say('written.expires.hint'),
  }
  return (
    <>
      <div className="three-days">
        {(['signedOn', 'inForce', 'expires'] as const).map((key) => (
          <Field key={key} label={say(`written.${key}`)}>
            <input
              type="text"
              maxLength={20}
              autoComplete="off"
              placeholder={hints[key]}
              aria-invalid={wrong?.line === at && wrong.field === key}
              value={line[key]}
              onChange={(event) => set({ [key]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <label className="tick">
        <input type="checkbox" checked={line.signed} onChange={(event) => set({ signed: event.target.checked })} />
        <span>{say('agreement.signed')}</span>
      </label>
    </>
  )
}

function Follows({ ledger, line, set }: PartProps) {
  const { say } = useWords()
  const earlier = ledger.agreements.filter(({ id }) => id !== line.id)
  return (
    <>
      <Field label={say('fact.kind')}>
        <select value={line.kind} onChange={(event) => set({ kind: event.target.value as AgreementKind })}>
          {AGREEMENT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(`agreement.${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      {earlier.length > 0 ? (
        <div className="follows">
          <Field label={say('fact.follows')}>
            <select
              lang="zh-CN"
              value={line.follows}
              onChange={(event) => set({ follows: event.target.value as AgreementId | '' })}
            >
              <option value="">{say('written.follows.none')}</option>
              {earlier.map((agreement) => (
                <option key={agreement.id} value={agreement.id}>
                  {[agreement.name, agreement.signedOn].filter(Boolean).join('，')}
                </option>
              ))}
            </select>
          </Field>
          {line.follows === '' ? null : (
            <Field label={say('written.how')}>
              <select value={line.how} onChange={(event) => set({ how: event.target.value as Line['how'] })}>
                <option value="renews">{say('written.renews')}</option>
                <option value="deepens">{say('written.deepens')}</option>
              </select>
            </Field>
          )}
        </div>
      ) : null}
    </>
  )
}
