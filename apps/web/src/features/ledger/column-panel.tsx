/** The columns of the table: which are shown, in which order, how wide, how many stand still. All by keyboard. */
import { type KeyboardEvent, useState } from 'react'
import { useWords } from '../../words/words.tsx'
import {
  COLUMN_NAMES,
  type ColumnName,
  COLUMNS,
  type Layout,
  layoutOf,
  placed,
  turned,
  widened,
  widthOf,
} from './columns.ts'

interface PanelProps {
  readonly layout: Layout
  readonly arrange: (layout: Layout) => void
}

/** The panel. The arrow keys with Alt move a column, the buttons beside it and dragging do the same. */
export function ColumnPanel({ layout, arrange }: PanelProps) {
  const { say } = useWords()
  const [dragged, drag] = useState<ColumnName | null>(null)
  const { shown, frozen } = layout
  const hidden = COLUMN_NAMES.filter((name) => !shown.includes(name))
  return (
    <div className="columns-panel">
      <ol aria-label={say('commitment.columns')}>
        {[...shown, ...hidden].map((name) => (
          <ColumnItem
            key={name}
            {...{ name, layout, arrange, drag }}
            onDrop={() => {
              if (dragged) arrange(placed(layout, dragged, shown.indexOf(name)))
            }}
          />
        ))}
      </ol>
      <p className="frozen">
        <label>
          {say('commitment.columns.frozen')}{' '}
          <select value={frozen} onChange={(event) => arrange({ ...layout, frozen: Number(event.target.value) })}>
            {[0, ...shown.map((_, index) => index + 1)].map((count) => (
              <option key={count} value={count}>
                {say('commitment.columns.frozen.n', { n: count })}
              </option>
            ))}
          </select>
        </label>{' '}
        <button type="button" className="btn bare" onClick={() => arrange(layoutOf({}))}>
          {say('commitment.columns.usual')}
        </button>
      </p>
    </div>
  )
}

const STEP = 16

function ColumnItem(
  props: PanelProps & {
    readonly name: ColumnName
    readonly drag: (name: ColumnName | null) => void
    readonly onDrop: () => void
  },
) {
  const { say } = useWords()
  const { name, layout, arrange, drag, onDrop } = props
  const place = layout.shown.indexOf(name)
  const isShown = place >= 0
  const column = say(`commitment.column.${name}`)
  const width = widthOf(layout, name)
  const move = (by: number) => arrange(placed(layout, name, place + by))
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0) return
    event.preventDefault()
    move(by)
  }
  const deed = (words: 'earlier' | 'later' | 'wider' | 'narrower', sign: string, act: () => void, isOff = false) => (
    <button
      type="button"
      className="btn bare small"
      disabled={isOff}
      aria-label={say(`commitment.column.${words}`, { column })}
      title={say(`commitment.column.${words}`, { column })}
      onClick={act}
    >
      {sign}
    </button>
  )
  return (
    <li
      draggable={isShown}
      onDragStart={() => drag(name)}
      onDragEnd={() => drag(null)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onKeyDown={press}
    >
      <label>
        <input
          type="checkbox"
          checked={isShown}
          disabled={name === 'text'}
          onChange={() => arrange(turned(layout, name))}
        />{' '}
        {column}
      </label>
      {isShown ? (
        <span>
          {deed('earlier', '↑', () => move(-1), place === 0)}
          {deed('later', '↓', () => move(1), place === layout.shown.length - 1)}
          {deed('narrower', '−', () => arrange(widened(layout, name, (width ?? COLUMNS[name]) - STEP)))}
          {deed('wider', '＋', () => arrange(widened(layout, name, (width ?? COLUMNS[name]) + STEP)))}
          <span className="note nw">{width === null ? say('commitment.column.rest') : width}</span>
        </span>
      ) : null}
    </li>
  )
}
