/** Erasing the words of entries for good, and telling which were. */
import type { EntryPlace, ErasableView, LedgerView } from '@handclasp/api/client'
import type { SideId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { erasableQuery, erasedQuery, useErase } from '../../requests/erasures.ts'
import { useMayIn } from '../../requests/session.ts'
import { type ErasureChosen, ErasingForm, type Going } from '../../ui/erasing.tsx'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'

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
  const erases = useMayIn({ ...props.ledger, side: props.side })('erase')
  const press = (event: KeyboardEvent) => {
    if (!opened || event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    open(false)
  }
  if (props.places.length === 0 || !erases) return null
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
  const erasing = useErase(ledger.cooperation.id)
  const going = erasable.entries.map(({ chain, seq, written, why, words }, index): Going => {
    const place = say('fact.entry', { seq, date: moment(written) })
    return {
      key: `${chain} ${seq}`,
      label: say(`erasing.why.${why}`),
      place,
      words,
      goes: index === 0 ? 'always' : 'chosen',
    }
  })
  const erase = ({ ground, note, going: chosen }: ErasureChosen) => {
    const entries = erasable.entries.flatMap(({ chain, seq }) => (chosen.has(`${chain} ${seq}`) ? { chain, seq } : []))
    erasing.mutate(
      { side, entries, ground, note },
      {
        onSuccess: () => {
          announce(say('erasing.said', { n: entries.length }))
          onLeave()
        },
      },
    )
  }
  return (
    <ErasingForm
      going={going}
      stays={say('erasing.stays')}
      sure={(n) => say('erasing.sure', { n })}
      isPending={erasing.isPending}
      error={erasing.error}
      dismiss={() => erasing.reset()}
      onErase={erase}
      onLeave={onLeave}
    />
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
