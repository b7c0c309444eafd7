/** The form that corrects a finding: each field as read, and beside it as it should be. */
import type { FindingView } from '@handclasp/api/client'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Key } from '../../ui/keys.tsx'
import {
  type Cell,
  correctionFrom,
  type FieldForm,
  formsOf,
  type Rows,
  type RowsByKey,
  rowsWords,
  sameRows,
  valuesKept,
  valuesRead,
} from '../../ui/versions.ts'
import { useWords } from '../../words/words.tsx'
import type { Review } from './finding-row.tsx'
import { recordOf } from './records.ts'

/** The form under the chosen finding. Enter accepts with what is written, Escape leaves. */
export function Correct({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const { read, written, write } = useVersions(finding, review)
  const [wrong, point] = useState<string | null>(null)
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    table.current?.closest('.it')?.scrollIntoView({ block: 'nearest' })
    table.current?.querySelector('input')?.focus()
  }, [])
  const leave = () => {
    const row = table.current?.closest('.it')?.querySelector<HTMLElement>('.row')
    review.askFor(null)
    requestAnimationFrame(() => row?.focus())
  }
  const save = () => {
    const result = correctionFrom(read, finding.kind, written)
    if (!result.ok) return point(result.key)
    const row = table.current?.closest('.it')?.querySelector<HTMLElement>('.row')
    row?.focus({ preventScroll: true })
    review.correct(result.correction)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const whole = event.key === 'Enter' && (event.metaKey || event.ctrlKey || event.target instanceof HTMLSelectElement)
    if (event.key !== 'Escape' && !whole) return
    event.preventDefault()
    event.stopPropagation()
    if (whole) save()
    else leave()
  }
  return (
    <form
      className="correct"
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <table className="facts" ref={table}>
        <Head />
        <tbody>
          {read.map((form) => (
            <FieldRow
              key={form.key}
              form={form}
              rows={written[form.key] ?? form.rows}
              wrong={wrong === form.key}
              onWrite={(rows) => write({ ...written, [form.key]: rows })}
            />
          ))}
        </tbody>
      </table>
      <div className="does">
        <button type="submit" className="btn main">
          {say('correct.save')} <Key>Enter</Key>
        </button>
        <button type="button" className="btn bare" onClick={leave}>
          {say('correct.leave')} <Key>Esc</Key>
        </button>
        <span className="note">{say('correct.both')}</span>
      </div>
    </form>
  )
}

/** The fields as read, and as written: at first as the record has them, where there is one. */
function useVersions(finding: FindingView, { known, records }: Review) {
  const { say } = useWords()
  const read = useMemo(() => formsOf(say, valuesRead(finding), known), [say, finding, known])
  const [written, write] = useState<RowsByKey>(() => {
    const record = recordOf(finding, records)
    const before = record ? formsOf(say, valuesKept(record), known) : read
    return Object.fromEntries(before.map((form) => [form.key, form.rows]))
  })
  return { read, written, write }
}

function Head() {
  const { say } = useWords()
  return (
    <thead>
      <tr>
        <th scope="col">{say('fact.field')}</th>
        <th scope="col">{say('fact.read')}</th>
        <th scope="col">{say('correct.as')}</th>
      </tr>
    </thead>
  )
}

function FieldRow(props: {
  readonly form: FieldForm
  readonly rows: Rows
  readonly wrong: boolean
  readonly onWrite: (rows: Rows) => void
}) {
  const { say } = useWords()
  const { form, rows, wrong, onWrite } = props
  const words = rowsWords(say, form, form.rows)
  const changed = !sameRows(form.rows, rows)
  const empty = form.cells.map(() => '')
  // The last row of a list stays empty: writing into it makes one more.
  const shown = form.many ? [...rows, empty] : rows
  const set = (row: number, cell: number, value: string) => {
    const next = shown.map((cells, at) => cells.map((each, index) => (at === row && index === cell ? value : each)))
    onWrite(form.many ? next.filter((cells) => cells.some((each) => each !== '')) : next)
  }
  return (
    <tr className={changed ? 'changed' : ''}>
      <th scope="row">{form.label}</th>
      <td lang="zh-CN">
        {words === null ? <span className="missing">□ {say('fact.missing')}</span> : null}
        {words !== null && changed ? <del>{words}</del> : words}
      </td>
      <td className="written">
        <div className={form.cells.every((cell) => cell.narrow) ? 'cells short' : 'cells'}>
          {shown.map((cells, row) => (
            <span className="line" key={row}>
              {form.cells.map((cell, index) => (
                <CellField
                  key={cell.label}
                  cell={cell}
                  name={nameOf(form, cell, form.many ? row + 1 : null)}
                  value={cells[index] ?? ''}
                  wrong={wrong}
                  onWrite={(value) => set(row, index, value)}
                />
              ))}
            </span>
          ))}
        </div>
        {wrong ? (
          <p className="why" role="alert">
            {say(wrongWords(form.key))}
          </p>
        ) : null}
      </td>
    </tr>
  )
}

function nameOf(form: FieldForm, cell: Cell, number: number | null): string {
  const parts = cell.label === form.label ? [form.label] : [form.label, cell.label]
  return [...parts, ...(number === null ? [] : [String(number)])].join(' ')
}

function wrongWords(key: string) {
  switch (key) {
    case 'date':
      return 'correct.wrong.date'
    case 'parts':
      return 'correct.wrong.parts'
    case 'targets':
      return 'correct.wrong.targets'
    case 'count':
      return 'correct.wrong.count'
    default:
      return 'correct.wrong.name'
  }
}

function CellField(props: {
  readonly cell: Cell
  readonly name: string
  readonly value: string
  readonly wrong: boolean
  readonly onWrite: (value: string) => void
}) {
  const { cell, name, value, wrong, onWrite } = props
  const className = cell.narrow ? 'cell narrow' : 'cell'
  if (cell.options) {
    return (
      <select className={className} aria-label={name} value={value} onChange={(event) => onWrite(event.target.value)}>
        {cell.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      className={className}
      lang="zh-CN"
      aria-label={name}
      aria-invalid={wrong || undefined}
      placeholder={cell.hint}
      value={value}
      onChange={(event) => onWrite(event.target.value)}
    />
  )
}
