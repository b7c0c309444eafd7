/** Recovery codes, shown this once: to be copied, printed or kept as text. */
import { useState } from 'react'
import { useMember } from '../../requests/session.ts'
import { usePlace } from '../../ui/place.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'

/** The codes; they are gone from the screen once `onDone` was said. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const member = useMember()
  const [made] = useState(() => moment(new Date().toISOString()))
  const head = say('factor.codes.head', { name: member?.name ?? '', login: member?.loginName ?? '', time: made })
  const text = [head, ...codes, say('factor.codes.once'), ''].join('\n')
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => announce(say('copied')),
      () => announce(say('copied.not')),
    )
  const keep = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = `handclasp-${member?.loginName ?? ''}.txt`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <div className="account-codes">
      <p>
        <b>{head}</b>
      </p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="note">{say('factor.codes.once')}</p>
      <p className="what noprint">{say('factor.codes.keep')}</p>
      <div className="does noprint">
        <button type="button" className="btn" onClick={copy}>
          {say('copy')}
        </button>
        <button type="button" className="btn" onClick={() => window.print()}>
          {say('verify.print')}
        </button>
        <button type="button" className="btn" onClick={keep}>
          {say('factor.codes.file')}
        </button>
        <button type="button" className="btn main" onClick={onDone}>
          {say('factor.codes.done')}
        </button>
      </div>
    </div>
  )
}
