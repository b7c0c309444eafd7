/** The frame of the ledger's tables: head, rows that can be chosen, cells. */
import type { ReactNode } from 'react'
import { CorrectedSign } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'

/** A column: its head and its width; without one it takes what is left. */
export interface Column {
  readonly key: string
  readonly head: string
  readonly width?: number
  readonly number?: boolean
}

/** A table with a caption for those who cannot see it. */
export function Table(props: {
  readonly name: string
  readonly caption: string
  readonly columns: readonly Column[]
  readonly children: ReactNode
}) {
  const { name, caption, columns, children } = props
  return (
    <table className={`tb of-${name}`}>
      <caption className="vh">{caption}</caption>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} {...(column.width === undefined ? {} : { style: { width: column.width } })} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.number ? 'num' : ''}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** What all tables of a ledger are given. */
export interface Chosen {
  readonly at: string | undefined
  readonly choose: (id: string) => void
}

/** A row: choosing it anywhere shows its details; its name is the button that the keyboard finds. */
export function TableRow(props: {
  readonly id: string
  readonly chosen: Chosen
  readonly className?: string
  readonly children: ReactNode
}) {
  const { id, chosen, className = '', children } = props
  const current = chosen.at === id
  return (
    <tr
      className={`${className}${current ? ' cur' : ''}`}
      data-record={id}
      aria-current={current ? 'true' : undefined}
      onClick={() => chosen.choose(id)}
    >
      {children}
    </tr>
  )
}

/** The name of a row, with the sign of what a person corrected. */
export function RowName(props: {
  readonly corrected?: boolean
  readonly children: ReactNode
  readonly sub?: ReactNode
  /** Signs of what the sides told each other of it. */
  readonly told?: ReactNode
}) {
  const { corrected = false, children, sub, told } = props
  return (
    <td className="t">
      <span className="one">
        <button type="button" className="name" lang="zh-CN">
          {children}
        </button>
        {corrected ? <CorrectedSign /> : null}
        {told}
      </span>
      {sub ? <span className="sub">{sub}</span> : null}
    </td>
  )
}

/** A cell that may have nothing to say. */
export function Cell({ children, zh = false }: { readonly children: ReactNode; readonly zh?: boolean }) {
  const empty = children === null || children === ''
  return <td {...(zh ? { lang: 'zh-CN' } : {})}>{empty ? <span className="missing">—</span> : children}</td>
}

/** A view with nothing in it yet. */
export function Nothing({ view }: { readonly view: 'agreements' | 'intentions' | 'events' | 'sources' }) {
  const { say } = useWords()
  return <p className="sentence nothing">{say(`ledger.view.empty.${view}`)}</p>
}
