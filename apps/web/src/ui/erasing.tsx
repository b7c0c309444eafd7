/** Erasing words for good: on which ground, which words go and what stays, and a second step before it is done. */
import { ERASURE_GROUNDS, type ErasureGround } from '@handclasp/domain'
import { useId, useState } from 'react'
import { moment } from '../words/values.ts'
import { useWords } from '../words/words.tsx'
import { Failure } from './failure.tsx'
import './erasing.css'

/** Words that go together: those of one entry, or of a page. */
export interface Going {
  readonly key: string
  /** What they are. */
  readonly label: string
  /** Where they stand: number and day of their entry. */
  readonly place: string
  readonly words: readonly { readonly path: string; readonly text: string }[]
  /** Do they go whatever is chosen, or only where that is chosen; is that chosen at first? */
  readonly goes: 'always' | 'chosen' | 'unless-chosen'
}

/** What was chosen: the ground, a note, and which of the words go. */
export interface ErasureChosen {
  readonly ground: ErasureGround
  readonly note: string | null
  readonly going: ReadonlySet<string>
}

interface FormProps {
  readonly going: readonly Going[]
  /** What stays. */
  readonly stays: string
  /** What the second step asks, of so many. */
  readonly sure: (count: number) => string
  readonly isPending: boolean
  readonly error: unknown
  readonly dismiss: () => void
  readonly onErase: (chosen: ErasureChosen) => void
  readonly onLeave: () => void
}

/** All that is asked before words are erased. */
export function ErasingForm(props: FormProps) {
  const { say } = useWords()
  const { going, stays, isPending, error, dismiss, onErase, onLeave } = props
  const [ground, choose] = useState<ErasureGround | null>(null)
  const [note, write] = useState('')
  const [flipped, flip] = useState<ReadonlySet<string>>(new Set())
  const [sure, ask] = useState(false)
  const field = useId()
  const isGoing = ({ key, goes }: Going) => goes === 'always' || (goes === 'chosen') !== flipped.has(key)
  const chosen = new Set(going.filter(isGoing).map(({ key }) => key))
  const change = (key: string) => {
    flip(new Set(flipped.has(key) ? [...flipped].filter((each) => each !== key) : [...flipped, key]))
    ask(false)
  }
  const erase = () => {
    if (ground === null || isPending) return
    onErase({ ground, note: note.trim().replace(/\s*\n\s*/g, ' ') || null, going: chosen })
  }
  return (
    <div className="erasing-form">
      <fieldset>
        <legend>{say('erasing.ground')}</legend>
        {ERASURE_GROUNDS.map((each) => (
          <label key={each}>
            <input type="radio" name={field} checked={ground === each} onChange={() => choose(each)} />{' '}
            {say(`erasing.ground.${each}`)}
          </label>
        ))}
      </fieldset>
      <div className="stack">
        <label htmlFor={`${field}-note`}>{say('erasing.note')}</label>
        <textarea
          id={`${field}-note`}
          rows={2}
          lang="zh-CN"
          maxLength={2000}
          value={note}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      <Preview going={going} chosen={chosen} change={change} />
      <p className="note">{stays}</p>
      {error ? <Failure error={error} close={dismiss} /> : null}
      {sure ? (
        <div className="erasing-sure" role="alert">
          <p>{props.sure(chosen.size)}</p>
          <button type="button" className="btn main" disabled={isPending} onClick={erase}>
            {say('erasing.do')}
          </button>{' '}
          <button type="button" className="btn bare" ref={(button) => button?.focus()} onClick={() => ask(false)}>
            {say('intake.cancel')}
          </button>
        </div>
      ) : (
        <div className="does">
          <button type="button" className="btn" disabled={ground === null} onClick={() => ask(true)}>
            {say('erasing.next')}
          </button>
          <button type="button" className="btn bare" onClick={onLeave}>
            {say('intake.cancel')}
          </button>
        </div>
      )}
    </div>
  )
}

/** Which words go, entry by entry. */
function Preview(props: {
  readonly going: readonly Going[]
  readonly chosen: ReadonlySet<string>
  readonly change: (key: string) => void
}) {
  const { say } = useWords()
  const { going, chosen, change } = props
  return (
    <>
      <h4>{say('erasing.goes')}</h4>
      <ul className="erasing-goes">
        {going.map(({ key, label, place, words, goes }) => (
          <li key={key}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(key)}
                disabled={goes === 'always'}
                onChange={() => change(key)}
              />{' '}
              {label} <span className="note">{place}</span>
            </label>
            <div className="goes" lang="zh-CN" tabIndex={0} role="region" aria-label={`${label} ${place}`}>
              {words.map(({ path, text }) => (
                <span key={path}>{text}</span>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** On which ground a page was erased, and when. */
export interface Erasure {
  readonly ground: ErasureGround
  readonly at: string
}

/** That words were erased, those of an entry or with their page, on which ground and when. */
export function ErasedWords(props: { readonly erasure: Erasure; readonly of?: 'entry' | 'page' }) {
  const { ground, at } = props.erasure
  const { say } = useWords()
  const told = { ground: say(`erasing.ground.${ground}`), day: moment(at).slice(0, 10) }
  return <span className="erased-words">{say(`erasing.${props.of ?? 'page'}.mark`, told)}</span>
}
