/** The fields of a commitment that is being written, in the order of the ledger's sheet. */
import type { LedgerView } from '@handclasp/api/client'
import { FIELDS, type SideId } from '@handclasp/domain'
import { type ReactNode, useId } from 'react'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { type Draft, NO_STEP, type Step, type Wrong } from './draft.ts'
import { focusOnce } from './form.tsx'

interface FieldsProps {
  readonly ledger: LedgerView
  /** The side that writes it. */
  readonly writer: SideId
  readonly draft: Draft
  readonly wrong: Wrong | null
  /** Is there a place for a word to the other side, about a change? */
  readonly note: boolean
  readonly onWrite: (draft: Draft) => void
}

/** All fields; `onWrite` is given the whole form as it is then. */
export function ProposalFields({ ledger, writer, draft, wrong, note, onWrite }: FieldsProps) {
  const { say } = useWords()
  const write = (part: Partial<Draft>) => onWrite({ ...draft, ...part })
  return (
    <>
      <Lines
        label={say('commitment.text')}
        rows={3}
        value={draft.text}
        wrong={wrong === 'text'}
        hint={say('commitment.text.hint')}
        onWrite={(text) => write({ text: text.replace(/\n/g, '') })}
      />
      <Why wrong={wrong} of="text" />
      <Bound ledger={ledger} writer={writer} draft={draft} wrong={wrong} write={write} />
      <FieldChoice draft={draft} write={write} />
      <Charges ledger={ledger} draft={draft} wrong={wrong} write={write} />
      <Why wrong={wrong} of="code" />
      <Measured draft={draft} wrong={wrong} write={write} />
      <Days draft={draft} wrong={wrong} write={write} />
      <BasisFields ledger={ledger} draft={draft} write={write} />
      <Strategies ledger={ledger} draft={draft} write={write} />
      <Steps draft={draft} wrong={wrong} write={write} />
      {note ? (
        <Lines label={say('commitment.note')} rows={2} value={draft.note} onWrite={(words) => write({ note: words })} />
      ) : null}
    </>
  )
}

/** Words that may run over some lines. Their label stands beside them: around them it would hold what is typed. */
export function Lines(props: {
  readonly label: string
  readonly rows: number
  readonly value: string
  readonly wrong?: boolean
  readonly hint?: string
  readonly autoFocus?: boolean
  readonly onWrite: (words: string) => void
}) {
  const { label, rows, value, wrong = false, hint, autoFocus = false, onWrite } = props
  const id = useId()
  return (
    <div className="stack">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={autoFocus ? focusOnce : null}
        rows={rows}
        lang="zh-CN"
        maxLength={2000}
        data-of="text"
        aria-invalid={wrong}
        value={value}
        placeholder={hint}
        onChange={(event) => onWrite(event.target.value)}
      />
    </div>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly wrong?: Wrong | null
  readonly write: (part: Partial<Draft>) => void
}

function Why({ wrong, of }: { readonly wrong: Wrong | null; readonly of: Wrong }) {
  const { say } = useWords()
  return wrong === of ? (
    <p className="why" role="alert">
      {say(`commitment.wrong.${of}`)}
    </p>
  ) : null
}

function Line(props: {
  readonly label: ReactNode
  readonly value: string
  readonly onWrite: (value: string) => void
  readonly of?: Wrong
  readonly wrong?: Wrong | null | undefined
  readonly day?: boolean
  readonly figure?: boolean
  readonly list?: string
  readonly hint?: string
}) {
  const { label, value, onWrite, of, wrong = null, day = false, figure = false, list, hint } = props
  return (
    <label className="stack">
      <span>{label}</span>
      <input
        type={day ? 'date' : 'text'}
        lang="zh-CN"
        maxLength={500}
        {...(figure ? { inputMode: 'decimal' as const } : {})}
        {...(of ? { 'data-of': of, 'aria-invalid': wrong === of } : {})}
        {...(list ? { list } : {})}
        placeholder={hint}
        value={value}
        onChange={(event) => onWrite(event.target.value)}
      />
    </label>
  )
}

/** Of more than two sides those it binds: all that are to accept it. Whoever writes it is one of them. */
function Bound(props: PartProps & Pick<FieldsProps, 'ledger' | 'writer'>) {
  const { say } = useWords()
  const { ledger, writer, draft, wrong = null, write } = props
  const { cooperation } = ledger
  if (cooperation.sides.length <= 2) return null
  const isBound = (id: SideId) => draft.bound.includes(id)
  const turn = (side: SideId) =>
    write({ bound: cooperation.sides.map(({ id }) => id).filter((id) => isBound(id) !== (id === side)) })
  return (
    <>
      <div role="group" aria-label={say('commitment.bound')} className="choice">
        <span>{say('commitment.bound')}</span>
        <span className="choices-of-fields">
          {signsOf(cooperation).map((sign) => {
            const id = cooperation.sides[sign.index]?.id
            if (!id) return null
            return (
              <button
                key={id}
                type="button"
                className="btn small"
                data-of={id === writer ? undefined : 'bound'}
                aria-pressed={isBound(id)}
                disabled={id === writer}
                onClick={() => turn(id)}
              >
                <SideMark sign={sign} named={false} /> {sign.names.join(say('list.names'))}
              </button>
            )
          })}
        </span>
      </div>
      <Why wrong={wrong} of="bound" />
    </>
  )
}

function FieldChoice({ draft, write }: PartProps) {
  const { say } = useWords()
  const { fields } = draft
  return (
    <div role="group" aria-label={say('fact.fields')} className="choice">
      <span>{say('fact.fields')}</span>
      <span className="choices-of-fields">
        {FIELDS.map((field) => (
          <button
            key={field}
            type="button"
            className="btn small"
            aria-pressed={fields.includes(field)}
            onClick={() => write({ fields: FIELDS.filter((each) => fields.includes(each) !== (each === field)) })}
          >
            {say(`field.${field}`)}
          </button>
        ))}
      </span>
    </div>
  )
}

function Charges({ ledger, draft, wrong = null, write }: PartProps & Pick<FieldsProps, 'ledger'>) {
  const { say } = useWords()
  const signs = signsOf(ledger.cooperation)
  const set = (list: readonly string[], at: number, value: string) =>
    signs.map(({ index }) => (index === at ? value : (list[index] ?? '')))
  return (
    <div className="two-lines">
      {(['leads', 'supporters'] as const).flatMap((key) =>
        signs.map((sign) => (
          <Line
            key={`${key} ${sign.index}`}
            label={
              <>
                {say(`commitment.${key}`)} <SideMark sign={sign} />
              </>
            }
            value={draft[key][sign.index] ?? ''}
            of="code"
            wrong={wrong}
            hint={key === 'leads' ? say('commitment.leads.hint') : ''}
            onWrite={(value) => write({ [key]: set(draft[key], sign.index, value) })}
          />
        )),
      )}
    </div>
  )
}

function Measured({ draft, wrong = null, write }: PartProps) {
  const { say } = useWords()
  return (
    <>
      <div className="measured">
        <Line
          label={say('commitment.measure')}
          value={draft.measure}
          of="measure"
          wrong={wrong}
          hint={say('commitment.measure.hint')}
          onWrite={(measure) => write({ measure })}
        />
        <Line label={say('commitment.unit')} value={draft.unit} onWrite={(unit) => write({ unit })} />
        <Line
          label={say('commitment.baseline')}
          value={draft.baseline}
          of="figures"
          wrong={wrong}
          figure
          onWrite={(baseline) => write({ baseline })}
        />
        <Line label={say('commitment.target')} value={draft.target} figure onWrite={(target) => write({ target })} />
      </div>
      <Why wrong={wrong} of="measure" />
      <Why wrong={wrong} of="figures" />
    </>
  )
}

function Days({ draft, wrong = null, write }: PartProps) {
  const { say } = useWords()
  return (
    <>
      <div className="two-lines">
        <Line label={say('commitment.start')} value={draft.start} day onWrite={(start) => write({ start })} />
        <Line
          label={say('commitment.deadline')}
          value={draft.deadline}
          day
          of="days"
          wrong={wrong}
          onWrite={(deadline) => write({ deadline })}
        />
      </div>
      <Why wrong={wrong} of="days" />
    </>
  )
}

function BasisFields({ ledger, draft, write }: PartProps & Pick<FieldsProps, 'ledger'>) {
  const { say } = useWords()
  const list = useId()
  return (
    <div className="named">
      <Line
        label={say('commitment.basis.agreement')}
        value={draft.agreement}
        list={list}
        onWrite={(agreement) => write({ agreement })}
      />
      <Line
        label={say('commitment.basis.clause')}
        value={draft.clause}
        hint={say('commitment.clause.hint')}
        onWrite={(clause) => write({ clause })}
      />
      <datalist id={list}>
        {ledger.agreements.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </div>
  )
}

/** The strategies it serves, by side: those of the ledger are offered. */
function Strategies({ ledger, draft, write }: PartProps & Pick<FieldsProps, 'ledger'>) {
  const { say } = useWords()
  const list = useId()
  const signs = signsOf(ledger.cooperation)
  if (ledger.programmes.length === 0 && draft.programmes.every((names) => names === '')) return null
  return (
    <div className="two-lines">
      {signs.map((sign) => (
        <Line
          key={sign.index}
          label={
            <>
              {say('found.programme')} <SideMark sign={sign} />
            </>
          }
          value={draft.programmes[sign.index] ?? ''}
          list={`${list} ${sign.index}`}
          onWrite={(value) =>
            write({
              programmes: signs.map(({ index }) => (index === sign.index ? value : (draft.programmes[index] ?? ''))),
            })
          }
        />
      ))}
      {signs.map(({ index }) => (
        <datalist key={index} id={`${list} ${index}`}>
          {ledger.programmes
            .filter(({ of }) => of === ledger.cooperation.sides[index]?.id)
            .map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
        </datalist>
      ))}
    </div>
  )
}

function Steps({ draft, wrong = null, write }: PartProps) {
  const { say } = useWords()
  // The last row stays empty: writing into it makes one more.
  const shown = [...draft.milestones, NO_STEP]
  const set = (at: number, part: Partial<Step>) => {
    const next = shown.map((step, index) => (index === at ? { ...step, ...part } : step))
    write({ milestones: next.filter((step) => step.name !== '' || step.due !== '' || step.weight !== '') })
  }
  return (
    <div className="choice" role="group" aria-label={say('commitment.milestones')}>
      <span>{say('commitment.milestones')}</span>
      <div className="steps">
        {shown.map((step, index) => (
          <div className="step" key={index}>
            <input
              type="text"
              lang="zh-CN"
              maxLength={500}
              data-of={index === 0 ? 'milestones' : undefined}
              aria-label={say('commitment.milestone.name', { n: index + 1 })}
              placeholder={say('commitment.milestone.hint')}
              value={step.name}
              onChange={(event) => set(index, { name: event.target.value })}
            />
            <input
              type="date"
              aria-label={say('commitment.milestone.due', { n: index + 1 })}
              value={step.due}
              onChange={(event) => set(index, { due: event.target.value })}
            />
            <input
              type="text"
              inputMode="decimal"
              aria-label={say('commitment.milestone.weight', { n: index + 1 })}
              placeholder={say('commitment.weight')}
              value={step.weight}
              onChange={(event) => set(index, { weight: event.target.value })}
            />
          </div>
        ))}
      </div>
      <Why wrong={wrong} of="milestones" />
    </div>
  )
}
