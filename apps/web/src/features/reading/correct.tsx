/** The form that corrects a finding: each field as read, and beside it as it should be. */
import type { FindingView } from '@handclasp/api/client'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Key } from '../../ui/keys.tsx'
import {
  type Cell,
  correctionFrom,
  type FieldForm,
  formsOf,
  missingWords,
  type Rows,
  type RowsByKey,
  rowsWords,
  sameRows,
  valuesKept,
  valuesRead,
} from '../../ui/versions.ts'
import { useWords } from '../../words/words.tsx'
import { unsentOn, keepUnsent } from './unsent.ts'
import type { Review } from './finding-row.tsx'
import { recordOf } from './records.ts'

/** The form under the chosen finding. Enter accepts with what is written, Escape leaves. */
export function Correct({ finding, review }: { readonly finding: FindingView; readonly review: Review }) {
  const { say } = useWords()
  const { read, written, begun, write } = useVersions(finding, review)
  const [wrong, point] = useState<string | null>(null)
  const table = useRef<HTMLTableElement>(null)
  const { summoned } = review
  useEffect(() => {
    table.current?.closest('.it')?.scrollIntoView({ block: 'nearest' })
    if (summoned) table.current?.querySelector('input')?.focus()
  }, [summoned])
  const leave = () => {
    const row = table.current?.closest('.it')?.querySelector<HTMLElement>('.row')
    review.askFor(null)
    requestAnimationFrame(() => row?.focus())
  }
  const save = () => {
    review.dismiss()
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
          {say(begun ? 'correct.later' : 'correct.leave')} <Key>Esc</Key>
        </button>
        {begun ? <Afresh onDrop={() => write(undefined)} /> : null}
        <span className="note">{say('correct.both')}</span>
      </div>
    </form>
  )
}

function Afresh({ onDrop }: { readonly onDrop: () => void }) {
  const { say } = useWords()
  return (
    <button type="button" className="btn bare" onClick={onDrop}>
      {say('correct.afresh')}
    </button>
  )
}

/** The fields as read, and as written: at first as the record has them, where there is one. What is begun is kept. */
function useVersions(finding: FindingView, { known, records, begin }: Review) {
  const { say } = useWords()
  const read = useMemo(() => formsOf(say, valuesRead(finding), known), [say, finding, known])
  const before = useMemo(() => {
    const record = recordOf(finding, records)
    const forms = record ? formsOf(say, valuesKept(record), known) : read
    return Object.fromEntries(forms.map((form) => [form.key, form.rows]))
  }, [say, finding, known, records, read])
  const [mine, setMine] = useState<RowsByKey | undefined>(() => unsentOn(finding.id)?.written)
  const write = (rows: RowsByKey | undefined) => {
    setMine(rows)
    if ((rows === undefined) !== (mine === undefined)) begin()
    const { reason } = unsentOn(finding.id) ?? {}
    keepUnsent(finding.id, rows || reason ? { asking: 'correction', written: rows, reason } : null)
  }
  return { read, written: mine ?? before, begun: mine !== undefined, write }
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
  const isEmpty = (cells: readonly string[] | undefined) => cells?.every((each) => each === '') ?? false
  // The last row of a list stays empty: writing into it makes one more.
  const shown = form.many && !isEmpty(rows.at(-1)) ? [...rows, empty] : rows
  const set = (row: number, cell: number, value: string) => {
    const next = shown.map((cells, at) => cells.map((each, index) => (at === row && index === cell ? value : each)))
    // A row that is emptied stays under the hand: the next one must not slide into what is being typed.
    const last = next.findLastIndex((cells, at) => at === row || !isEmpty(cells))
    onWrite(form.many ? next.slice(0, last + 1) : next)
  }
  const lines = useRef<HTMLDivElement>(null)
  const drop = (row: number) => {
    onWrite(rows.filter((_, at) => at !== row))
    // The keyboard stays where the row was: on the next one, or the empty one at the end.
    requestAnimationFrame(() => {
      const there = lines.current?.querySelectorAll('.line')[row]
      there?.querySelector<HTMLElement>('input, select')?.focus()
    })
  }
  return (
    <tr className={changed ? 'changed' : ''}>
      <th scope="row">{form.label}</th>
      <td lang="zh-CN">
        {words === null ? <span className="missing">□ {missingWords(say, form.key)}</span> : null}
        {words !== null && changed ? <del>{words}</del> : words}
      </td>
      <td className="written">
        <div className={form.cells.every((cell) => cell.narrow) ? 'cells short' : 'cells'} ref={lines}>
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
              {form.many && form.cells.length > 1 && !isEmpty(cells) ? (
                <DropButton row={`${form.label} ${row + 1}`} onDrop={() => drop(row)} />
              ) : null}
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

/** Takes a row of several cells out at once. */
function DropButton({ row, onDrop }: { readonly row: string; readonly onDrop: () => void }) {
  const { say } = useWords()
  return (
    <button type="button" className="btn bare small" aria-label={say('correct.drop.row', { row })} onClick={onDrop}>
      {say('correct.drop')}
    </button>
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
