/** Erasing words for good: on which ground, which words go and what stays, and a second step before it is done. */
import type { EntryPlace, ErasableView, LedgerView } from '@handclasp/api/client'
import { ERASURE_GROUNDS, type ErasureGround, type SideId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { erasableQuery, erasedQuery, useErase } from '../../requests/erasures.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { Lines } from './proposal-fields.tsx'
import './erasing.css'

/** An entry whose words can be erased, and what it is called where there are several. */
export interface ErasingPlace extends EntryPlace {
  readonly label: string
}

interface ErasingProps {
  readonly ledger: LedgerView
  readonly side: SideId
  readonly places: readonly ErasingPlace[]
}

/** The button, and below it all that is asked. */
export function Erasing(props: ErasingProps) {
  const { say } = useWords()
  const [opened, open] = useState(false)
  const press = (event: KeyboardEvent) => {
    if (!opened || event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    open(false)
  }
  if (props.places.length === 0) return null
  return (
    <section className="erasing" aria-label={say('erasing.title')} onKeyDown={press}>
      <button type="button" className="btn bare" aria-expanded={opened} onClick={() => open(!opened)}>
        {say('erasing.open')}
      </button>
      {opened ? <Asked {...props} onLeave={() => open(false)} /> : null}
    </section>
  )
}

function Asked(props: ErasingProps & { readonly onLeave: () => void }) {
  const { say } = useWords()
  const { ledger, side, places } = props
  const [at, choose] = useState(0)
  const place = places[at] ?? places[0]
  const { chain = 'internal', seq = 0 } = place ?? {}
  const { data, error, refetch } = useQuery(erasableQuery(ledger.cooperation.id, side, { chain, seq }))
  return (
    <>
      {places.length > 1 ? (
        <label className="stack">
          <span>{say('erasing.which')}</span>
          <select value={at} onChange={(event) => choose(Number(event.target.value))}>
            {places.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {data || error ? null : <Waiting what={say('erasing.wait')} />}
      {data?.entries.length === 0 ? <p className="note">{say('erasing.nothing')}</p> : null}
      {data && data.entries.length > 0 ? <Form key={`${chain} ${seq}`} {...props} erasable={data} /> : null}
    </>
  )
}

function Form(props: ErasingProps & { readonly erasable: ErasableView; readonly onLeave: () => void }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { ledger, side, erasable, onLeave } = props
  const [ground, choose] = useState<ErasureGround | null>(null)
  const [note, write] = useState('')
  const [kept, keep] = useState<ReadonlySet<number>>(new Set())
  const [sure, ask] = useState(false)
  const erasing = useErase(ledger.cooperation.id)
  const entries = erasable.entries.filter((_, index) => index === 0 || !kept.has(index))
  const flip = (index: number) => {
    keep(new Set(kept.has(index) ? [...kept].filter((each) => each !== index) : [...kept, index]))
    ask(false)
  }
  const erase = () => {
    if (ground === null || erasing.isPending) return
    const places = entries.map(({ chain, seq }) => ({ chain, seq }))
    const words = note.trim().replace(/\s*\n\s*/g, ' ') || null
    erasing.mutate(
      { side, entries: places, ground, note: words },
      {
        onSuccess: () => {
          announce(say('erasing.said', { n: places.length }))
          onLeave()
        },
      },
    )
  }
  return (
    <div className="erasing-form">
      <fieldset>
        <legend>{say('erasing.ground')}</legend>
        {ERASURE_GROUNDS.map((each) => (
          <label key={each}>
            <input type="radio" name="ground" checked={ground === each} onChange={() => choose(each)} />{' '}
            {say(`erasing.ground.${each}`)}
          </label>
        ))}
      </fieldset>
      <Lines label={say('erasing.note')} rows={2} value={note} onWrite={write} />
      <Preview erasable={erasable} kept={kept} flip={flip} />
      {erasing.error ? <Failure error={erasing.error} close={() => erasing.reset()} /> : null}
      {sure ? (
        <div className="erasing-sure" role="alert">
          <p>{say('erasing.sure', { n: entries.length })}</p>
          <button type="button" className="btn main" disabled={erasing.isPending} onClick={erase}>
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

/** Which words go, entry by entry, and what stays. */
function Preview(props: {
  readonly erasable: ErasableView
  readonly kept: ReadonlySet<number>
  readonly flip: (index: number) => void
}) {
  const { say } = useWords()
  const { erasable, kept, flip } = props
  return (
    <>
      <h4>{say('erasing.goes')}</h4>
      <ul className="erasing-goes">
        {erasable.entries.map(({ chain, seq, written, why, words }, index) => (
          <li key={`${chain} ${seq}`}>
            <label>
              <input
                type="checkbox"
                checked={index === 0 || !kept.has(index)}
                disabled={index === 0}
                onChange={() => flip(index)}
              />{' '}
              {say(`erasing.why.${why}`)}{' '}
              <span className="note">{say('fact.entry', { seq, date: moment(written) })}</span>
            </label>
            <div className="goes" lang="zh-CN" tabIndex={0} role="region" aria-label={say(`erasing.why.${why}`)}>
              {words.map(({ path, text }) => (
                <span key={path}>{text}</span>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <p className="note">{say('erasing.stays')}</p>
    </>
  )
}

/** That something's words were erased, on which ground and when; nothing where they were not. */
export function Erased({
  ledger,
  side,
  of,
}: {
  readonly ledger: LedgerView
  readonly side: SideId
  readonly of: string
}) {
  const { say } = useWords()
  const { data } = useQuery(erasedQuery(ledger.cooperation.id, side))
  const told = data?.entries.filter((entry) => entry.of === of) ?? []
  if (told.length === 0) return null
  return (
    <ul className="erased" aria-label={say('erasing.erased')}>
      {told.map(({ chain, seq, ground, erased, side: by }) => (
        <li key={`${by} ${chain} ${seq}`}>
          {say('erasing.mark', { seq, ground: say(`erasing.ground.${ground}`), day: moment(erased).slice(0, 10) })}
        </li>
      ))}
    </ul>
  )
}
