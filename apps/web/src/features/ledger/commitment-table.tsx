/** The table of commitments; only the rows in view are drawn, and further ones are asked for as one comes near them. */
import type { CommitmentsQuery, CommitmentView, CooperationView } from '@handclasp/api/client'
import type { SideId } from '@handclasp/domain'
import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useKeys } from '../../ui/keys.tsx'
import { amount, day } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { type ColumnName, type Layout, leastWidth, stillAt } from './columns.ts'
import { CellOf } from './commitment-cells.tsx'
import { CommitmentHead, type Sorting } from './commitment-head.tsx'
import { foldName, type Group, type Item } from './commitment-items.ts'
import { usePhone } from './phone.ts'
import { STATE_SIGNS } from './standing.ts'
import type { Chosen } from './table.tsx'

interface TableProps {
  /** The day it is, or the past day that is looked at. */
  readonly today: string
  readonly cooperation: CooperationView
  readonly side: SideId
  readonly items: readonly Item[]
  /** How many there are, those that have not come yet among them; null where they were not counted to the end. */
  readonly total: number | null
  /** Asks for further rows of one group. */
  readonly want: (query: CommitmentsQuery) => void
  readonly chosen: Chosen
  readonly layout: Layout
  readonly arrange: (layout: Layout) => void
  readonly sorting: Sorting
  /** Shows the head of a group alone, or the whole of it. */
  readonly fold: (name: string) => void
}

/** A gap this near to what is seen is asked for. */
const AHEAD = 60
const ROW = 48

/** The table: on a phone its rows run with the page, else in a box of their own. */
export function CommitmentTable(props: TableProps) {
  return usePhone() ? <PhoneTable {...props} /> : <WideTable {...props} />
}

/** How high each line is: the same functions for the same lines, or all lines would be counted at each step. */
function useSizes(items: readonly Item[], row: number) {
  return useMemo(
    () => ({
      count: items.length,
      estimateSize: (index: number) => {
        const item = items[index]
        return item?.kind === 'gap' ? item.missing * row : item?.kind === 'head' ? 36 : row
      },
      getItemKey: (index: number) => items[index]?.key ?? index,
    }),
    [items, row],
  )
}

function WideTable(props: TableProps) {
  const box = useRef<HTMLDivElement>(null)
  const within = useRef(false)
  // A row that is scrolled far away is drawn no more: the keyboard it had goes on from the table.
  useLayoutEffect(() => {
    if (within.current && document.activeElement === document.body) box.current?.focus({ preventScroll: true })
  })
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized: the rows are drawn at every scroll
  const virtual = useVirtualizer({
    getScrollElement: () => box.current,
    overscan: 12,
    scrollPaddingStart: 32,
    ...useSizes(props.items, ROW),
  })
  return (
    <div
      className="scroll"
      ref={box}
      tabIndex={-1}
      onFocus={() => (within.current = true)}
      onBlur={() => (within.current = false)}
    >
      <Rows {...props} virtual={virtual} offset={0} />
    </div>
  )
}

function PhoneTable(props: TableProps) {
  const { items } = props
  const box = useRef<HTMLDivElement>(null)
  const [offset, place] = useState(0)
  useLayoutEffect(() => {
    const top = box.current?.getBoundingClientRect().top
    if (top !== undefined && box.current?.offsetParent) place(top + window.scrollY)
  }, [items.length, props.chosen.at])
  // oxlint-disable-next-line react/incompatible-library -- as above
  const virtual = useWindowVirtualizer({ overscan: 8, scrollMargin: offset, ...useSizes(items, 116) })
  return (
    <div className="scroll" ref={box}>
      <Rows {...props} virtual={virtual} offset={offset} />
    </div>
  )
}

type AnyVirtualizer = Virtualizer<HTMLDivElement, Element> | Virtualizer<Window, Element>

function Rows(props: TableProps & { readonly virtual: AnyVirtualizer; readonly offset: number }) {
  const { say } = useWords()
  const { cooperation, side, items, today, total, want, chosen, layout, arrange, sorting, fold, virtual, offset } =
    props
  const printing = usePrinting()
  const latest = useRef(chosen)
  useEffect(() => {
    latest.current = chosen
  })
  const choose = useCallback((id: string) => latest.current.choose(id), [])
  const drawn = virtual.getVirtualItems()
  const [first, last] = [drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0]
  useEffect(() => {
    const gap = items.slice(first, last + AHEAD).find((item) => item.kind === 'gap')
    if (gap) want(gap.query)
  })
  useRowKeys(items, chosen, virtual)
  useReturn(items, chosen.at, (index) => virtual.scrollToIndex(index, { align: 'center' }))
  const before = printing ? 0 : Math.max(0, (drawn[0]?.start ?? offset) - offset)
  const after = printing ? 0 : virtual.getTotalSize() - ((drawn.at(-1)?.end ?? offset) - offset)
  const indices = printing ? items.map((_, index) => index) : drawn.map(({ index }) => index)
  const shared = { cooperation, side, layout, today, choose, measure: virtual.measureElement }
  const { shown } = layout
  return (
    <table
      className="tb of-commitments"
      aria-rowcount={total === null ? -1 : total + 1}
      style={{ minWidth: leastWidth(layout) }}
    >
      <caption className="vh">{say('commitment.caption')}</caption>
      <CommitmentHead cooperation={cooperation} layout={layout} arrange={arrange} sorting={sorting} />
      <tbody>
        {before > 0 ? <tr className="spacer" aria-hidden="true" style={{ height: before }} /> : null}
        {indices.map((index) => {
          const item = items[index]
          if (item?.kind === 'row') {
            const current = item.row.id === chosen.at
            return <Row key={item.key} commitment={item.row} index={index} current={current} {...shared} />
          }
          if (item?.kind === 'head') {
            return <GroupHead key={item.key} {...{ item, index, shown, fold, measure: shared.measure }} />
          }
          return item && !printing ? <Gap key={item.key} missing={item.missing} columns={shown.length} /> : null
        })}
        {after > 0 ? <tr className="spacer" aria-hidden="true" style={{ height: after }} /> : null}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={shown.length}>
            {cooperation.name} · {say('commitment.asOf', { day: today })} · {say('commitment.voices.legend')}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

/** On paper stand all rows that were asked for, not those in view alone. */
function usePrinting(): boolean {
  const [printing, print] = useState(false)
  useEffect(() => {
    const media = window.matchMedia('print')
    const tell = (on: boolean) => () => flushSync(() => print(on))
    const [begin, end] = [tell(true), tell(false)]
    const change = () => print(media.matches)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    media.addEventListener('change', change)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
      media.removeEventListener('change', change)
    }
  }, [])
  return printing
}

function useRowKeys(items: readonly Item[], chosen: Chosen, virtual: AnyVirtualizer): void {
  const { say } = useWords()
  const step = (by: number) => {
    const here = placeOf(items, chosen.at)
    const drawn = virtual.getVirtualItems()
    // Nothing is chosen, or it was scrolled away and the keyboard is left with the table: begin with what is in view.
    const isLeft = document.activeElement === virtual.scrollElement && !drawn.some(({ index }) => index === here)
    const begins = here < 0 || isLeft
    const inView = drawn.find(({ start }) => start >= (virtual.scrollOffset ?? 0))?.index ?? 0
    let index = begins ? inView : here + by
    while (items[index]?.kind === 'head') index += begins ? 1 : by
    const item = items[index]
    if (item?.kind !== 'row') return
    virtual.scrollToIndex(index)
    chosen.choose(item.row.id)
    // The row may have to be drawn first.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`tr[data-index="${index}"] .name`)?.focus({ preventScroll: true }),
    )
  }
  useKeys(say('ledger.view.commitments'), [
    { key: 'j', label: say('keys.next'), act: () => step(1), caps: ['J', 'K'], short: say('keys.nextPrevious') },
    { key: 'k', label: say('keys.previous'), act: () => step(-1) },
    { key: 'Enter', label: say('intake.open'), caps: ['Enter'] },
  ])
}

/** Where the chosen row stands; of several, where the keyboard is. */
function placeOf(items: readonly Item[], id: string | undefined): number {
  const focused = Number(document.activeElement?.closest<HTMLElement>('tr[data-index]')?.dataset.index ?? -1)
  const there = items[focused]
  if (there?.kind === 'row' && there.row.id === id) return focused
  return items.findIndex((item) => item.kind === 'row' && item.row.id === id)
}

/** Back from the details on a phone, the row they were of is in view again. */
function useReturn(items: readonly Item[], at: string | undefined, show: (index: number) => void): void {
  const phone = usePhone()
  const last = useRef(at)
  const latest = useRef({ items, show })
  useEffect(() => {
    latest.current = { items, show }
  })
  useEffect(() => {
    const index = placeOf(latest.current.items, last.current)
    if (phone && at === undefined && index >= 0) requestAnimationFrame(() => latest.current.show(index))
    last.current = at
  }, [phone, at])
}

/** Room for rows that are on their way. */
function Gap({ missing, columns }: { readonly missing: number; readonly columns: number }) {
  const { say } = useWords()
  return (
    <tr className="gap" style={{ height: missing * ROW }}>
      <td colSpan={columns}>
        <span className="note">{say('commitment.coming', { n: missing })}</span>
      </td>
    </tr>
  )
}

/** What the commitments of a group have in common. */
export function GroupWords({ by, value, name }: NonNullable<Group['head']>) {
  const { say, language } = useWords()
  if (value === null) return <span className="missing">□ {say(`commitment.group.none.${by}`)}</span>
  switch (by) {
    case 'state':
      return (
        <>
          <i aria-hidden="true">{STATE_SIGNS[value as keyof typeof STATE_SIGNS]}</i>
          {say(`commitment.state.${value as keyof typeof STATE_SIGNS}`)}
        </>
      )
    case 'field':
      return <>{say(`field.${value as 'industry'}`)}</>
    case 'month':
      return <>{day(language, value)}</>
    default:
      return <span lang="zh-CN">{name ?? value}</span>
  }
}

/** The head of a group, and how many it holds; pressing it folds the group. */
function GroupHead(props: {
  readonly item: Extract<Item, { kind: 'head' }>
  readonly index: number
  readonly shown: readonly ColumnName[]
  readonly fold: (name: string) => void
  readonly measure: (row: HTMLElement | null) => void
}) {
  const { language } = useWords()
  const { item, index, shown, fold, measure } = props
  const { head, count, isFolded } = item
  return (
    <tr className="group" data-index={index} aria-rowindex={index + 2} ref={measure}>
      <th scope="rowgroup" colSpan={shown.length}>
        <button type="button" aria-expanded={!isFolded} onClick={() => fold(foldName(head))}>
          <span aria-hidden="true" className="turner">
            {isFolded ? '＋' : '－'}
          </span>
          <span className="terms-state">
            <GroupWords {...head} />
          </span>{' '}
          <span className="note">{amount(language, count)}</span>
        </button>
      </th>
    </tr>
  )
}

interface RowProps extends Pick<TableProps, 'cooperation' | 'side' | 'layout'> {
  readonly commitment: CommitmentView
  readonly index: number
  readonly today: string
  readonly current: boolean
  readonly choose: (id: string) => void
  readonly measure: (row: HTMLElement | null) => void
}

/** Drawn anew only where something about it changed. */
const Row = memo(CommitmentRow)

function CommitmentRow(props: RowProps) {
  const { commitment, cooperation, side, layout, index, today, current, choose, measure } = props
  const { shown } = layout
  return (
    <tr
      className={current ? 'cur' : ''}
      data-record={commitment.id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={current ? 'true' : undefined}
      ref={measure}
      onClick={() => choose(commitment.id)}
    >
      {shown.map((column, place) => (
        <CellOf
          key={column}
          {...{ column, shown, commitment, cooperation, side, today }}
          still={stillAt(layout, place)}
        />
      ))}
    </tr>
  )
}
