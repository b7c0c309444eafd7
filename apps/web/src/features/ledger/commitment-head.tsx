/** The head of the table of commitments: orders by pressing, places by dragging, widths by drawing at an edge. */
import type { CooperationView } from '@handclasp/api/client'
import type { CommitmentOrder } from '@handclasp/domain'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { type ColumnName, COLUMNS, type Layout, placed, stillAt, widened, widthOf } from './columns.ts'

/** The order of the rows, and how another one is asked for. */
export interface Sorting {
  readonly order: CommitmentOrder
  readonly descending: boolean
  readonly sort: (order: CommitmentOrder) => void
}

/** The columns by which the rows can be put in order. */
const ORDER_OF: { readonly [Name in ColumnName]?: CommitmentOrder } = {
  state: 'state',
  fields: 'field',
  deadline: 'deadline',
  voices: 'changed',
  opened: 'opened',
}

interface HeadProps {
  readonly cooperation: CooperationView
  readonly layout: Layout
  readonly arrange: (layout: Layout) => void
  readonly sorting: Sorting
}

/** The widths and the head row. */
export function CommitmentHead({ cooperation, layout, arrange, sorting }: HeadProps) {
  const [dragged, drag] = useState<ColumnName | null>(null)
  const { shown } = layout
  const drop = (place: number) => {
    if (dragged) arrange(placed(layout, dragged, place))
    drag(null)
  }
  return (
    <>
      <colgroup>
        {shown.map((column) => {
          const width = widthOf(layout, column)
          return <col key={column} {...(width === null ? {} : { style: { width } })} />
        })}
      </colgroup>
      <thead>
        <tr>
          {shown.map((column, place) => {
            const still = stillAt(layout, place)
            const order = ORDER_OF[column]
            const sorted = order === sorting.order ? (sorting.descending ? 'descending' : 'ascending') : undefined
            return (
              <th
                key={column}
                scope="col"
                className={`${still === null ? '' : 'still'}${dragged === column ? ' dragged' : ''}`}
                style={still === null ? undefined : { insetInlineStart: still }}
                aria-sort={sorted}
                draggable
                onDragStart={() => drag(column)}
                onDragEnd={() => drag(null)}
                onDragOver={(event) => event.preventDefault()}
                onDrop={() => drop(place)}
              >
                <HeadWords column={column} cooperation={cooperation} sorting={sorting} />
                <Edge column={column} layout={layout} arrange={arrange} />
              </th>
            )
          })}
        </tr>
      </thead>
    </>
  )
}

function HeadWords(props: Pick<HeadProps, 'cooperation' | 'sorting'> & { readonly column: ColumnName }) {
  const { say } = useWords()
  const { column, cooperation, sorting } = props
  const order = ORDER_OF[column]
  const name = say(`commitment.column.${column}`)
  if (order === undefined) {
    return (
      <>
        {name}
        {column === 'leads' ? signsOf(cooperation).map((sign) => <SideMark key={sign.index} sign={sign} />) : null}
      </>
    )
  }
  const is = order === sorting.order
  return (
    <button
      type="button"
      className="sorter"
      title={say(`commitment.order.${order}`)}
      onClick={() => sorting.sort(order)}
    >
      {name}
      <span aria-hidden="true">{is ? (sorting.descending ? '↓' : '↑') : ''}</span>
    </button>
  )
}

const STEP = 16

/** The edge of a column: drawn with the pointer, or moved by the arrow keys. */
function Edge({ column, layout, arrange }: Pick<HeadProps, 'layout' | 'arrange'> & { readonly column: ColumnName }) {
  const { say } = useWords()
  const began = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const cell = (target: EventTarget) => (target instanceof Element ? target.closest('th') : null)
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0
    if (by === 0) return
    event.preventDefault()
    arrange(widened(layout, column, (cell(event.target)?.offsetWidth ?? 0) + by))
  }
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    began.current = { x: event.clientX, width: cell(event.target)?.offsetWidth ?? 0 }
  }
  const drawn = ({ clientX }: PointerEvent) => {
    const { current } = began
    return current ? widened(layout, column, current.width + clientX - current.x) : null
  }
  // Shown at once, and said to the address when the hand lets go.
  const draw = (event: PointerEvent) => {
    const width = drawn(event)?.widths[column]
    const head = cell(event.target)
    const col = head?.closest('table')?.querySelectorAll('col')[head.cellIndex]
    if (width !== undefined && col) col.style.width = `${width}px`
  }
  const end = (event: PointerEvent) => {
    const next = drawn(event)
    began.current = null
    if (next) arrange(next)
  }
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={say('commitment.column.width', { column: say(`commitment.column.${column}`) })}
      aria-valuenow={widthOf(layout, column) ?? COLUMNS[column]}
      aria-valuemin={48}
      aria-valuemax={800}
      tabIndex={0}
      className="edge"
      draggable={false}
      onKeyDown={press}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={end}
    />
  )
}
