/** The figure of the strategies: one side's on the left, the other's on the right, lines between what is joined. */
import type { LedgerView, ServingView } from '@handclasp/api/client'
import type { ProgrammeId, SideId } from '@handclasp/domain'
import { SideMark, signOfSide } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { areJoined, countServing, type Faced, joinedWith, type Programme } from './strategy.ts'

/** Height of a row and width of the room between the columns, in px: the lines are drawn to them. */
const ROW = 72
const ROOM = 200

interface FigureProps {
  readonly ledger: LedgerView
  readonly faced: Faced
  readonly sides: readonly [SideId, SideId]
  readonly at: ProgrammeId | undefined
  readonly serving: readonly ServingView[]
  readonly choose: (id: ProgrammeId) => void
}

/** The two columns, and lines between them; where there is no room for lines each row names what it is joined with. */
export function StrategyFigure({ ledger, faced, sides, at, serving, choose }: FigureProps) {
  const { left, right } = faced
  const chosen = ledger.programmes.find(({ id }) => id === at)
  const column = (side: SideId, programmes: readonly Programme[], place: 'left' | 'right') => (
    <Column {...{ ledger, side, programmes, chosen, place, serving, choose }} />
  )
  return (
    <div className="strategies">
      {column(sides[0], left, 'left')}
      <Lines faced={faced} at={at} serving={serving} />
      {column(sides[1], right, 'right')}
    </div>
  )
}

function Column(
  props: Pick<FigureProps, 'ledger' | 'serving' | 'choose'> & {
    readonly side: SideId
    readonly programmes: readonly Programme[]
    readonly chosen: Programme | undefined
    readonly place: 'left' | 'right'
  },
) {
  const { say } = useWords()
  const { ledger, side, programmes, chosen, place, serving, choose } = props
  const sign = signOfSide(ledger, side)
  return (
    <section className={`col ${place}`} aria-labelledby={`strategies-${side}`}>
      <h2 id={`strategies-${side}`}>
        {sign ? <SideMark sign={sign} named={false} /> : null}{' '}
        <span lang="zh-CN">{sign?.names.join(say('list.names'))}</span>{' '}
        <span className="note">{say('strategy.count', { n: programmes.length })}</span>
      </h2>
      <ul>
        {programmes.map((programme) => {
          const count = countServing(serving, programme)
          const beside = chosen !== undefined && chosen.of !== programme.of && areJoined(chosen, programme)
          return (
            <li key={programme.id} className={beside ? 'partner' : ''}>
              <button
                type="button"
                data-programme={programme.id}
                aria-current={programme.id === chosen?.id ? 'true' : undefined}
                onClick={() => choose(programme.id)}
              >
                <span className="name" lang="zh-CN">
                  {programme.name}
                </span>
                <Origin programme={programme} />
                {count > 0 ? <span className="note served">{say('strategy.serving', { n: count })}</span> : null}
                <Joined ledger={ledger} programme={programme} />
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Where a programme is written: a paper, words of a page, or nowhere yet. */
function Origin({ programme }: { readonly programme: Programme }) {
  const { say } = useWords()
  const { document, issued, quote } = programme
  const told = [document, issued].filter(Boolean).join(' · ')
  return (
    <span className="note origin" lang="zh-CN">
      {told || (quote ? say('strategy.fromPage') : <span className="missing">□ {say('strategy.noSource')}</span>)}
    </span>
  )
}

/** What a programme is joined with, in words: read out, printed, and shown where no lines are drawn. */
function Joined({ ledger, programme }: { readonly ledger: LedgerView; readonly programme: Programme }) {
  const { say } = useWords()
  const names = joinedWith(ledger.programmes, programme).map(({ name }) => name)
  return (
    <span className="note joined" lang="zh-CN">
      {names.length > 0 ? say('strategy.joined', { names: names.join(say('list.names')) }) : say('strategy.alone')}
    </span>
  )
}

function Lines({ faced: { left, right, pairs }, at, serving }: Pick<FigureProps, 'faced' | 'at' | 'serving'>) {
  const height = Math.max(left.length, right.length) * ROW
  const middle = (programmes: readonly Programme[], one: Programme) => programmes.indexOf(one) * ROW + ROW / 2
  return (
    <svg className="lines" viewBox={`0 0 ${ROOM} ${height}`} style={{ height }} aria-hidden="true">
      {pairs.map((pair) => {
        const [y1, y2] = [middle(left, pair.left), middle(right, pair.right)]
        const here = pair.left.id === at || pair.right.id === at
        const count = countServing(serving, pair.left, pair.right)
        return (
          <g key={`${pair.left.id} ${pair.right.id}`} className={here ? 'cur' : ''}>
            <path d={`M0 ${y1} C${ROOM / 2} ${y1} ${ROOM / 2} ${y2} ${ROOM} ${y2}`} />
            {count > 0 ? (
              <text x={ROOM / 2} y={(y1 + y2) / 2 - 6}>
                {count}
              </text>
            ) : null}
          </g>
        )
      })}
    </svg>
  )
}
