/** The second factor on the profile: set up, kept up and turned off. */
import type { SecondFactorBegun } from '@handclasp/api/client'
import { encodeQR } from 'qr'
import { type FormEvent, useMemo, useState } from 'react'
import { useSecondFactor } from '../../requests/profile.ts'
import { useMember } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { PasswordField, TextField } from './fields.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { inFours, pathOf } from './authenticator.ts'

type Step = 'begin' | 'codes' | 'end'

/** Whether there is one, and what can be done about it. */
export function SecondFactorPart() {
  const { say } = useWords()
  const { announce } = usePlace()
  const member = useMember()
  const [step, go] = useState<Step | null>(null)
  const [shown, show] = useState<readonly string[] | null>(null)
  const factor = useSecondFactor()
  const leave = () => {
    go(null)
    for (const each of [factor.begin, factor.verify, factor.end, factor.makeCodes]) each.reset()
  }
  const verified = (codes: readonly string[]) => {
    leave()
    show(codes)
    announce(say('factor.on.done'))
  }
  if (shown) return <RecoveryCodes codes={shown} onDone={() => show(null)} />
  if (factor.begin.data) {
    return <FirstCode begun={factor.begin.data} factor={factor} onVerified={verified} onLeave={leave} />
  }
  if (step) {
    const doing = step === 'begin' ? factor.begin : step === 'codes' ? factor.makeCodes : factor.end
    const confirm = (password: string) => {
      if (step === 'begin') factor.begin.mutate(password)
      if (step === 'codes') factor.makeCodes.mutate(password, { onSuccess: (codes) => (leave(), show(codes)) })
      if (step === 'end') {
        factor.end.mutate(password, { onSuccess: () => (leave(), announce(say('factor.off.done'))) })
      }
    }
    return <Confirm step={step} error={doing.error} busy={doing.isPending} onConfirm={confirm} onLeave={leave} />
  }
  const isOn = member?.secondFactor ?? false
  return (
    <>
      <p className="what">
        {isOn ? <span aria-hidden="true">✓ </span> : <span aria-hidden="true">□ </span>}
        {say(isOn ? 'factor.on' : 'factor.off')}
      </p>
      <div className="does">
        {isOn ? (
          <>
            <button type="button" className="btn" onClick={() => go('codes')}>
              {say('factor.codes')}
            </button>
            <button type="button" className="btn" onClick={() => go('end')}>
              {say('factor.end')}
            </button>
          </>
        ) : (
          <button type="button" className="btn main" onClick={() => go('begin')}>
            {say('factor.begin')}
          </button>
        )}
      </div>
    </>
  )
}

/** The password once more, before anything of it changes. */
function Confirm(props: {
  readonly step: Step
  readonly error: Error | null
  readonly busy: boolean
  readonly onConfirm: (password: string) => void
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { step, error, busy, onConfirm, onLeave } = props
  const [password, setPassword] = useState('')
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    if (password !== '' && !busy) onConfirm(password)
  }
  return (
    <form className="account-form" onSubmit={confirm} aria-label={say('factor.title')}>
      <p>{say(`factor.${step}.what`)}</p>
      <PasswordField
        label={say('password.now')}
        value={password}
        onWrite={setPassword}
        autoComplete="current-password"
        autoFocus
      />
      {error ? <Failure error={error} reading /> : null}
      <div className="does">
        <button type="submit" className="btn main" disabled={busy || password === ''}>
          {say(`factor.${step}.do`)}
        </button>
        <button type="button" className="btn bare" onClick={onLeave}>
          {say('intake.cancel')}
        </button>
      </div>
    </form>
  )
}

/** The secret as a picture and as text, and the first code that proves that it was taken over. */
function FirstCode(props: {
  readonly begun: SecondFactorBegun
  readonly factor: ReturnType<typeof useSecondFactor>
  readonly onVerified: (codes: readonly string[]) => void
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { begun, factor, onVerified, onLeave } = props
  const { verify } = factor
  const [code, setCode] = useState('')
  const typed = code.replace(/\s/g, '')
  const isWhole = /^\d{6}$/.test(typed)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole || verify.isPending) return
    verify.mutate(typed, { onSuccess: () => onVerified(begun.recoveryCodes), onError: () => setCode('') })
  }
  return (
    <form className="account-factor" onSubmit={send} aria-label={say('factor.begin')}>
      <Picture of={begun.address} />
      <ol>
        <li>{say('factor.step.take')}</li>
        <li>
          {say('factor.step.type')} <code className="account-secret">{inFours(begun.key)}</code>
        </li>
        <li>
          {say('factor.step.code')}
          <TextField
            label={say('factor.code')}
            value={code}
            onWrite={setCode}
            autoComplete="one-time-code"
            autoFocus
            numeric
            longest={7}
          />
          {verify.error ? <Failure error={verify.error} reading /> : null}
          <div className="does">
            <button type="submit" className="btn main" disabled={!isWhole || verify.isPending}>
              {say('factor.verify')}
            </button>
            <button type="button" className="btn bare" onClick={onLeave}>
              {say('intake.cancel')}
            </button>
          </div>
        </li>
      </ol>
    </form>
  )
}

/** Drawn dark on light, whatever the theme: that is how it is read. */
function Picture({ of }: { readonly of: string }) {
  const { say } = useWords()
  const modules = useMemo(() => encodeQR(of, 'raw', { ecc: 'medium', border: 4 }), [of])
  const size = modules.length
  return (
    <svg className="account-picture" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say('factor.picture')}>
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(modules)} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
