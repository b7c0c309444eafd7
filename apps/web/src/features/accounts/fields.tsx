/** Fields of the forms for members: a line of text, and a password with what it lacks. */
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../../words/words.tsx'
import { LEAST, strengthOf } from './password.ts'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onWrite: (value: string) => void
  readonly autoComplete: string
  readonly autoFocus?: boolean
  readonly wrong?: string | null | undefined
  readonly hint?: ReactNode
}

/** Puts the keyboard into a field once, when it comes to stand. */
function focusOnce(field: HTMLInputElement | null): void {
  field?.focus()
}

/** Leads the keyboard to the first field of a form that is not right yet, once it says so. */
export function focusWrong(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
}

/** One line of text. */
export function TextField(
  props: FieldProps & { readonly numeric?: boolean; readonly longest?: number; readonly lang?: string },
) {
  const { label, value, onWrite, autoComplete, autoFocus = false, wrong, hint, numeric, longest = 500, lang } = props
  const id = useId()
  const told = wrong ?? hint
  return (
    <div className="stack account-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        lang={lang}
        ref={autoFocus ? focusOnce : null}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        inputMode={numeric ? 'numeric' : undefined}
        maxLength={longest}
        value={value}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={told ? `${id}-told` : undefined}
        onChange={(event) => onWrite(event.target.value)}
      />
      <Told id={`${id}-told`} wrong={wrong} hint={hint} />
    </div>
  )
}

/** A password that is typed: hidden, unless it is asked to be seen. */
export function PasswordField(props: FieldProps) {
  const { say } = useWords()
  const { label, value, onWrite, autoComplete, autoFocus = false, wrong, hint } = props
  const [seen, see] = useState(false)
  const id = useId()
  const told = wrong ?? hint
  return (
    <div className="stack account-field">
      <label htmlFor={id}>{label}</label>
      <span className="password">
        <input
          id={id}
          type={seen ? 'text' : 'password'}
          ref={autoFocus ? focusOnce : null}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          value={value}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={told ? `${id}-told` : undefined}
          onChange={(event) => onWrite(event.target.value)}
        />
        <button type="button" className="btn bare" aria-pressed={seen} onClick={() => see(!seen)}>
          {say(seen ? 'password.hide' : 'password.see')}
        </button>
      </span>
      <Told id={`${id}-told`} wrong={wrong} hint={hint} />
    </div>
  )
}

/** A new password, with what it lacks said while it is typed. */
export function NewPasswordField({
  loginName,
  ...props
}: Omit<FieldProps, 'autoComplete' | 'hint'> & { readonly loginName: string }) {
  const { say } = useWords()
  const { strength, lacks } = strengthOf(props.value, loginName)
  const hint =
    props.value === ''
      ? say('password.rule', { least: LEAST })
      : strength === 'short'
        ? say('password.short', { n: lacks })
        : say(`password.${strength}`)
  return <PasswordField {...props} autoComplete="new-password" hint={hint} />
}

function Told({ id, wrong, hint }: { readonly id: string } & Pick<FieldProps, 'wrong' | 'hint'>) {
  if (wrong) {
    return (
      <p className="why" id={id} role="alert">
        {wrong}
      </p>
    )
  }
  return hint ? (
    <p className="note" id={id}>
      {hint}
    </p>
  ) : null
}
