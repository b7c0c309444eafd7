/** What a delegate sees 单位代表: the commitments that their organisation leads or supports, and nothing else. */
import type { OwnView } from '@handclasp/api/client'
import type { CooperationId, Terms } from '@handclasp/domain'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ownQuery } from '../../requests/commitments.ts'
import { Failure } from '../../ui/failure.tsx'
import { SideMark, signsOf } from '../../ui/marks.tsx'
import { useTitle } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { StateWords } from './commitment-cells.tsx'
import { civilDay } from './standing.ts'
import { Table } from './table.tsx'
import { namesOf } from './term-rows.ts'
import './own.css'

/** The screen at `/own/$cooperation`. */
export function OwnPage() {
  const { say } = useWords()
  const { cooperation } = useParams({ from: '/own/$cooperation' })
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    ownQuery(cooperation as CooperationId),
  )
  useTitle(say('app.title', { screen: say('own.title') }))
  const [first] = data?.pages ?? []
  if (!first) {
    return (
      <main className="blank">
        {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('own.title')} />}
      </main>
    )
  }
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <main className="own">
      <h1>{say('own.title')}</h1>
      <p className="sentence" lang="zh-CN">
        {say('own.sentence', { n: first.total, who: first.organisations.join(say('list.names')), name: first.name })}
      </p>
      {rows.length > 0 ? <Commitments view={first} rows={rows} /> : null}
      {hasNextPage ? (
        <button type="button" className="btn" aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('own.more')}
        </button>
      ) : null}
      <p className="note">{say('own.note')}</p>
    </main>
  )
}

function Commitments({ view, rows }: { readonly view: OwnView; readonly rows: OwnView['rows'] }) {
  const { say } = useWords()
  const columns = [
    { key: 'state', head: say('commitment.column.state'), width: 120 },
    { key: 'text', head: say('commitment.column.text') },
    { key: 'leads', head: say('commitment.column.leads'), width: 240 },
    { key: 'supporters', head: say('commitment.supporters'), width: 240 },
    { key: 'deadline', head: say('commitment.column.deadline'), width: 120 },
  ]
  return (
    <Table name="own" caption={say('own.title')} columns={columns}>
      {rows.map((commitment) => (
        <tr key={commitment.id}>
          <td>
            <StateWords commitment={commitment} today={today()} />
          </td>
          <th scope="row" lang="zh-CN">
            {commitment.terms?.text}
          </th>
          <Charged view={view} charges={commitment.terms?.leads ?? []} />
          <Charged view={view} charges={commitment.terms?.supporters ?? []} />
          <td>{commitment.terms?.deadline ?? say('own.noDeadline')}</td>
        </tr>
      ))}
    </Table>
  )
}

/** Who leads or supports, side by side. */
function Charged({ view, charges }: { readonly view: OwnView; readonly charges: Terms['leads'] }) {
  const { say } = useWords()
  return (
    <td lang="zh-CN">
      {signsOf(view).map((sign) => {
        const names = namesOf(charges, view.sides[sign.index]?.id)
        if (names.length === 0) return null
        return (
          <span key={sign.index} className="own-lead">
            <SideMark sign={sign} /> {names.join(say('list.names'))}
          </span>
        )
      })}
    </td>
  )
}

function today(): string {
  return civilDay(new Date())
}
