/** Which commitment takes the place of one that is superseded: found by words, chosen from a list by keyboard. */
import type { CommitmentView, LedgerView } from '@handclasp/api/client'
import type { CommitmentId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { foundCommitmentsQuery } from '../../requests/commitments.ts'
import { useWords } from '../../words/words.tsx'
import { StateWords } from './commitment-cells.tsx'

/** A commitment as it is chosen here. */
export interface Chosen {
  readonly id: CommitmentId
  readonly text: string
}

/** The field with its list. `not`: the commitment that ends, which cannot take its own place. */
export function Successor(props: {
  readonly ledger: LedgerView
  readonly not: CommitmentId
  readonly value: Chosen | null
  readonly isWrong: boolean
  readonly onChoose: (chosen: Chosen | null) => void
}) {
  const { say } = useWords()
  const { ledger, not, value, isWrong, onChoose } = props
  const list = useId()
  const [words, write] = useState('')
  const [wish, go] = useState(0)
  const query = foundCommitmentsQuery(ledger.cooperation.id, words.trim())
  const { data } = useQuery({ ...query, enabled: value === null && words.trim() !== '' })
  const found = (value === null && words.trim() !== '' ? (data?.rows ?? []) : []).filter(({ id }) => id !== not)
  const at = Math.max(0, Math.min(found.length - 1, wish))
  const choose = (index: number) => {
    const row = found[index]
    if (row) onChoose({ id: row.id, text: row.terms?.text ?? row.id })
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0) go(Math.max(0, at + by))
    else if (event.key === 'Enter' && found.length > 0) choose(at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="successor">
      <label className="stack">
        <span>{say('commitment.successor')}</span>
        <input
          type="text"
          role="combobox"
          lang="zh-CN"
          maxLength={100}
          autoComplete="off"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
          aria-invalid={isWrong}
          placeholder={say('commitment.successor.hint')}
          value={value?.text ?? words}
          onChange={(event) => {
            onChoose(null)
            write(event.target.value)
            go(0)
          }}
          onKeyDown={press}
        />
      </label>
      <Options id={list} found={found} at={at} today={ledger.figure.day} choose={choose} />
      {isWrong ? (
        <p className="why" role="alert">
          {say('commitment.successor.missing')}
        </p>
      ) : null}
    </div>
  )
}

function Options(props: {
  readonly id: string
  readonly found: readonly CommitmentView[]
  readonly at: number
  readonly today: string
  readonly choose: (index: number) => void
}) {
  const { say } = useWords()
  const { id: list, found, at, today, choose } = props
  return (
    <ul role="listbox" id={list} aria-label={say('commitment.successor')}>
      {found.map((commitment, index) => (
        <li
          key={commitment.id}
          id={`${list}-${index}`}
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
        >
          <span lang="zh-CN">{commitment.terms?.text}</span> <StateWords commitment={commitment} today={today} />
        </li>
      ))}
    </ul>
  )
}
