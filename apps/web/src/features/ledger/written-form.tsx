/** The form of packages and agreements: all by keyboard, line by line, and nothing typed is lost. */
import { type LedgerView, RequestFailed } from '@handclasp/api/client'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Failure } from '../../ui/failure.tsx'
import { SideMark, signOfSide } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { FormDeeds } from './form.tsx'
import { asItStands, upon, withParts, type WrittenSearch, type Wrong } from './written.ts'
import { LineDetails } from './written-details.tsx'
import { Lines } from './written-lines.tsx'
import type { WritingInHand } from './written-page.tsx'
import { Changed } from './written-changed.tsx'

interface FormProps {
  readonly ledger: LedgerView
  readonly search: WrittenSearch
  readonly writing: WritingInHand
  readonly onLeave: () => void
}

/** The form. Enter goes on to the next line, F2 to what else there is to say of one, Ctrl+Enter keeps all. */
export function WrittenForm({ ledger, search, writing, onLeave }: FormProps) {
  const { say } = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { whole, wrong } = writing
  useEffect(() => {
    const named = search.place !== undefined || search.agreement !== undefined
    form.current?.querySelector<HTMLElement>(named ? 'tr.cur input' : 'input')?.focus()
  }, [search.place, search.agreement])
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])
  const press = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.nativeEvent.isComposing) return
    const taken = keyTaken(event, writing, onLeave)
    if (!taken) return
    event.preventDefault()
    event.stopPropagation()
  }
  const anew = search.package !== undefined || whole.lines.some(({ id }) => id !== null)
  const title = whole.alone ? (anew ? 'agreementAnew' : 'agreement') : anew ? 'packageAnew' : 'package'
  return (
    <main className="by-hand">
      <form
        ref={form}
        onKeyDown={press}
        onSubmit={(event) => {
          event.preventDefault()
          writing.send()
        }}
      >
        <header>
          <h1>{say(`written.title.${title}`)}</h1>
          <By ledger={ledger} />
        </header>
        {whole.alone ? null : <PackageFields ledger={ledger} writing={writing} />}
        <div className="lines-and-one">
          <Lines ledger={ledger} writing={writing} />
          {whole.lines[writing.at] ? <LineDetails ledger={ledger} writing={writing} /> : null}
        </div>
        <Deeds ledger={ledger} writing={writing} onLeave={onLeave} />
      </form>
    </main>
  )
}

function By({ ledger }: Pick<FormProps, 'ledger'>) {
  const { say } = useWords()
  const own = signOfSide(ledger, ledger.side)
  return (
    <p className="note">
      {own ? (
        <>
          <SideMark sign={own} /> {say('ledger.privacy')}
        </>
      ) : null}
    </p>
  )
}

/** Does the form answer to a key pressed in one of its fields? */
function keyTaken(event: KeyboardEvent<HTMLFormElement>, writing: WritingInHand, onLeave: () => void): boolean {
  const { target, key } = event
  if (key === 'Escape') {
    onLeave()
    return true
  }
  if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    writing.send()
    return true
  }
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return false
  const inDetails = target.closest('.one-line') !== null
  const column = target.dataset.column ?? '0'
  if (key === 'F2') {
    if (inDetails) focusOn(target.form, `tr[data-line="${writing.at}"] input`)
    else focusOn(target.form, '.one-line input')
    return true
  }
  if (key === 'Enter') return step(target.form, inDetails || target.dataset.column ? writing.at + 1 : 0, column)
  const across = target.dataset.column !== undefined
  if (across && key === 'ArrowDown') return step(target.form, writing.at + 1, column)
  if (across && key === 'ArrowUp') return step(target.form, writing.at - 1, column)
  return false
}

/** Goes to a column of another line, where there is one. */
function step(form: HTMLFormElement | null, line: number, column: string): boolean {
  focusOn(form, `tr[data-line="${line}"] [data-column="${column}"]`)
  return true
}

function focusOn(form: HTMLFormElement | null, selector: string): void {
  form?.querySelector<HTMLElement>(selector)?.focus()
}

function PackageFields({ ledger, writing }: Pick<FormProps, 'ledger' | 'writing'>) {
  const { say } = useWords()
  const { whole, wrong, write } = writing
  const { sides } = ledger.cooperation
  const isWrong = (field: Wrong['field']) => wrong?.line === null && wrong.field === field
  return (
    <>
      <div className="of-package">
        <label className="stack of-parts">
          <span>{say('fact.parts')}</span>
          <input
            type="text"
            maxLength={60}
            autoComplete="off"
            placeholder={say('written.parts.hint')}
            aria-invalid={isWrong('parts')}
            value={whole.parts}
            onChange={(event) => write(withParts(whole, event.target.value, sides))}
          />
        </label>
        <label className="stack">
          <span>{say('written.signedOn')}</span>
          <input
            type="text"
            maxLength={20}
            autoComplete="off"
            placeholder={say('written.day.hint')}
            aria-invalid={isWrong('signedOn')}
            value={whole.signedOn}
            onChange={(event) => write({ ...whole, touched: true, signedOn: event.target.value })}
          />
        </label>
        {(['place', 'name'] as const).map((key) => (
          <label key={key} className={`stack of-${key}`}>
            <span>{say(`written.${key}`)}</span>
            <input
              type="text"
              lang="zh-CN"
              maxLength={500}
              value={whole[key]}
              onChange={(event) => write({ ...whole, touched: true, [key]: event.target.value })}
            />
          </label>
        ))}
      </div>
      {isWrong('parts') ? <Why words={say('correct.wrong.parts')} /> : null}
      {isWrong('signedOn') ? <Why words={say('written.wrong.day')} /> : null}
    </>
  )
}

/** Why something cannot be kept as it is. */
export function Why({ words }: { readonly words: string }) {
  return (
    <p className="why" role="alert">
      {words}
    </p>
  )
}

function Deeds({ ledger, writing, onLeave }: Omit<FormProps, 'search'>) {
  const { say } = useWords()
  const { whole, error, begun, busy } = writing
  const refusal = error instanceof RequestFailed ? error.problem?.refusal : undefined
  const changed = refusal?.code === 'record-changed' ? refusal.record : null
  const settle = (next: typeof whole) => {
    writing.write(next)
    writing.forget()
  }
  return (
    <div className="by-hand-does">
      {changed ? (
        <Changed
          ledger={ledger}
          whole={whole}
          record={changed}
          onMine={() => settle(upon(whole, ledger, changed))}
          onTheirs={() => settle(asItStands(whole, ledger, changed))}
        />
      ) : null}
      {error && !changed ? <Failure error={error} close={writing.forget} /> : null}
      {writing.wrong?.field === 'nothing' ? <Why words={say('written.wrong.nothing')} /> : null}
      <FormDeeds keep={say('written.keep')} busy={busy} begun={begun} onLeave={onLeave} onDrop={writing.drop}>
        <span className="note">{say('written.keys')}</span>
      </FormDeeds>
    </div>
  )
}
