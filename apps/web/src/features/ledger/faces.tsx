/** Two versions of terms face to face: value, field, value; rows that differ are washed and counted. */
import type { CooperationView } from '@handclasp/api/client'
import type { Terms } from '@handclasp/domain'
import type { ReactNode } from 'react'
import { SideMark, type SideSign } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { termRows } from './term-rows.ts'

interface Face {
  readonly label: string
  readonly terms: Terms
}

/** A row of two sayings face to face; null where one says nothing. */
export interface FaceRow {
  readonly key: string
  readonly label: string
  readonly side?: SideSign | null
  readonly left: string | null
  readonly right: string | null
}

/** The table of two versions. Fields neither of them says anything about are left out. */
export function Faces(props: { readonly cooperation: CooperationView; readonly left: Face; readonly right: Face }) {
  const { say, language } = useWords()
  const { cooperation, left, right } = props
  const before = termRows(say, language, left.terms, cooperation)
  const after = termRows(say, language, right.terms, cooperation)
  const rows = before.map(({ key, label, side, value }, index): FaceRow => {
    return { key, label, side, left: value, right: after[index]?.value ?? null }
  })
  return <FaceTable left={left.label} right={right.label} rows={rows} />
}

/** Two sayings of the same face to face: value, field, value; rows that differ are washed and counted. */
export function FaceTable(props: {
  readonly left: ReactNode
  readonly right: ReactNode
  readonly rows: readonly FaceRow[]
}) {
  const { say } = useWords()
  const rows = props.rows.filter(({ left, right }) => left !== null || right !== null)
  const differing = rows.filter(({ left, right }) => left !== right).length
  return (
    <table className="faces">
      <caption className="vh">{say('commitment.faces')}</caption>
      <thead>
        <tr>
          <th scope="col" className="l">
            {props.left}
          </th>
          <th scope="col" className="c">
            {differing === 0 ? '＝' : say('commitment.faces.differ', { n: differing })}
          </th>
          <th scope="col" className="r">
            {props.right}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, side, left, right }) => (
          <tr key={key} className={left === right ? '' : 'diff'}>
            <td className="l" lang="zh-CN">
              {left ?? <span className="missing">—</span>}
            </td>
            <th scope="row" className="c">
              {label} {side ? <SideMark sign={side} /> : null}
            </th>
            <td className="r" lang="zh-CN">
              {right ?? <span className="missing">—</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
