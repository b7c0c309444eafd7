/** The cells of a commitment's row: its state, leads, target, deadline, voices and basis. */
import type { CommitmentView, CooperationView } from '@handclasp/api/client'
import { isLapsed, type SideId, type Standpoint } from '@handclasp/domain'
import { SideMark, type SideSign, signsOf } from '../../ui/marks.tsx'
import { amount } from '../../words/values.ts'
import { type Say, useWords } from '../../words/words.tsx'
import type { ColumnName } from './columns.ts'
import { civilDay, daysBetween, LAPSED_SIGN, shortDay, spokenOf, STATE_SIGNS, standpointsOn } from './standing.ts'
import { namesOf } from './term-rows.ts'

interface CellProps {
  readonly commitment: CommitmentView
  readonly cooperation: CooperationView
  readonly today: string
}

/** A state as a sign and a word; a proposal that lapsed by the day that is shown says so. */
export function StateWords({ commitment, today }: Pick<CellProps, 'commitment' | 'today'>) {
  const { say } = useWords()
  const lapsed = isLapsed(commitment, today)
  const state = lapsed ? 'lapsed' : commitment.state
  return (
    <span className={`terms-state ${state}`}>
      <i aria-hidden="true">{lapsed ? LAPSED_SIGN : STATE_SIGNS[commitment.state]}</i>
      {say(`commitment.state.${state}`)}
    </span>
  )
}

interface CellOfProps extends CellProps {
  readonly column: ColumnName
  /** All columns shown: what has no column of its own stands under the text. */
  readonly shown: readonly ColumnName[]
  readonly side: SideId
  /** Where it stays, in pixels from the left, while others move; null where it moves. */
  readonly still: number | null
}

const CLASS_OF: { readonly [Name in ColumnName]: string } = {
  state: 's',
  text: 't',
  fields: 'fi',
  leads: 'ld',
  measure: 'me',
  deadline: 'dl',
  voices: 'as',
  basis: 'bs',
  opened: 'op',
}

/** The cell of a column. */
export function CellOf({ still, ...props }: CellOfProps) {
  const { column, commitment, today } = props
  const late = column === 'deadline' && isLate(commitment, today) ? ' late' : ''
  return (
    <td
      className={`${CLASS_OF[column]}${late}${still === null ? '' : ' still'}`}
      style={still === null ? undefined : { insetInlineStart: still }}
    >
      <Content {...props} />
    </td>
  )
}

function Content(props: Omit<CellOfProps, 'still'>) {
  const { say } = useWords()
  const { column, commitment, today } = props
  switch (column) {
    case 'state':
      return <StateContent {...props} />
    case 'text':
      return <TextContent {...props} />
    case 'fields':
      return <>{fieldWords(say, commitment) || <span className="missing">—</span>}</>
    case 'leads':
      return <LeadsContent {...props} />
    case 'measure':
      return <MeasureContent {...props} />
    case 'deadline':
      return <DeadlineContent {...props} />
    case 'voices':
      return <VoicesContent {...props} />
    case 'opened':
      return <span className="nw">{shortDay(civilDay(new Date(commitment.opened)), today)}</span>
    default:
      return <BasisContent {...props} />
  }
}

/** Where the terms stand; under it whether a hand is needed, or how it ended. */
function StateContent({ commitment, side, today }: Pick<CellOfProps, 'commitment' | 'side' | 'today'>) {
  const { say } = useWords()
  const { awaited, versions, inForce } = commitment
  const ending = versions.find(({ version }) => version === inForce)?.ending
  return (
    <>
      <StateWords commitment={commitment} today={today} />
      {awaited.includes(side) ? (
        <span className="sub hand">{say('commitment.awaits.us')}</span>
      ) : ending ? (
        <span className="sub">{say(`commitment.ending.${ending.kind}`)}</span>
      ) : null}
    </>
  )
}

function fieldWords(say: Say, { terms }: CommitmentView): string {
  return (terms?.fields ?? []).map((field) => say(`field.${field}`)).join(' · ')
}

/** What is to be done: the button that the keyboard finds. */
function TextContent({ commitment, shown }: Pick<CellOfProps, 'commitment' | 'shown'>) {
  const { say } = useWords()
  const { terms, state, united } = commitment
  const under = [
    shown.includes('fields') ? '' : fieldWords(say, commitment),
    ...(shown.includes('basis') ? [] : basisWords(say, commitment)),
  ]
  return (
    <>
      <button type="button" className="name" lang="zh-CN" title={terms?.text}>
        {terms?.text ?? say(state === 'pending' ? 'commitment.notHere' : 'commitment.erased')}
      </button>
      <span className="sub clip">
        {united.length > 0 ? <span className="tag">{say('same.tag')}</span> : null}
        {under.filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

/** Who leads for each side. */
function LeadsContent({ commitment, cooperation }: CellProps) {
  const { say } = useWords()
  const leads = commitment.terms?.leads ?? []
  return signsOf(cooperation).map((sign) => {
    const names = namesOf(leads, cooperation.sides[sign.index]?.id)
    return (
      <span key={sign.index} title={names.join(say('list.names'))}>
        <SideMark sign={sign} />
        {names.length === 0 ? (
          <span className="missing">□ {say('commitment.missing.lead')}</span>
        ) : (
          <span className="clip" lang="zh-CN">
            {short(names, sign, say('list.names'))}
          </span>
        )}
      </span>
    )
  })
}

/** Beside a side's seal its own name need not stand before each of its organisations. */
function short(names: readonly string[], sign: SideSign, separator: string): string {
  const own = (name: string) => sign.names.find((region) => name.startsWith(region) && name.length > region.length)
  return names.map((name) => name.slice(own(name)?.length ?? 0)).join(separator)
}

/** What is to be reached, and of what. */
function MeasureContent({ commitment }: CellProps) {
  const { say, language } = useWords()
  const measure = commitment.terms?.measure
  if (!measure) return <span className="missing">□ {say('commitment.missing.measure')}</span>
  const { name, unit, baseline, target } = measure
  const from = baseline === null ? null : say('commitment.from', { baseline: amount(language, baseline) })
  return (
    <span lang="zh-CN">
      {target === null ? (
        <span className="missing">□ {say('commitment.missing.target')}</span>
      ) : (
        <span className="nw">
          {amount(language, target)} {unit}
        </span>
      )}
      <span className="sub clip" title={name}>
        {[name, from].filter(Boolean).join(' · ')}
      </span>
    </span>
  )
}

/** Do days count for it now: is it agreed, and not ended? */
function runs({ state }: CommitmentView): boolean {
  return state === 'agreed' || state === 'amending' || state === 'ending'
}

function isLate(commitment: CommitmentView, today: string): boolean {
  const deadline = commitment.terms?.deadline ?? null
  return deadline !== null && runs(commitment) && daysBetween(today, deadline) < 0
}

/** Until when, and how many days are left; a commitment without a day says so. */
function DeadlineContent({ commitment, today }: CellProps) {
  const { say } = useWords()
  const deadline = commitment.terms?.deadline ?? null
  if (deadline === null) return <span className="missing">□ {say('commitment.missing.deadline')}</span>
  const left = daysBetween(today, deadline)
  return (
    <>
      <span className="nw">{shortDay(deadline, today)}</span>
      {runs(commitment) ? (
        <span className="sub">
          {left < 0 ? say('commitment.over', { n: -left }) : say('commitment.left', { n: left })}
        </span>
      ) : null}
    </>
  )
}

/** Who said yes to what the row speaks of, and when it was last spoken of. */
function VoicesContent({ commitment, cooperation, today }: CellProps) {
  const standpoints = standpointsOn(spokenOf(commitment), cooperation)
  return (
    <>
      <Voices standpoints={standpoints} />
      <span className="sub">{shortDay(civilDay(new Date(commitment.changed)), today)}</span>
    </>
  )
}

/** The seals side by side: full where a side said yes, empty where it is silent; a no has its own sign. */
function Voices({ standpoints }: { readonly standpoints: ReturnType<typeof standpointsOn> }) {
  const { say } = useWords()
  const between = standpoints.every(({ standpoint }) => standpoint.stance === 'accepted') ? '＝' : ''
  return (
    <span className="vo">
      {standpoints.map(({ sign, standpoint }, index) => (
        <span key={sign.index}>
          {index > 0 ? <i aria-hidden="true">{between}</i> : null}
          <Voice sign={sign} stance={standpoint.stance} />
          <span className="vh">{say(`commitment.stance.${standpoint.stance}`)}</span>
        </span>
      ))}
    </span>
  )
}

function isNo(stance: Standpoint['stance']): boolean {
  return stance === 'declined' || stance === 'withdrawn'
}

/** One seal as it stands to something. */
export function Voice({ sign, stance }: { readonly sign: SideSign; readonly stance: Standpoint['stance'] }) {
  return (
    <span className={`voice ${stance}`}>
      <SideMark sign={sign} spoken={stance === 'accepted'} />
      {isNo(stance) ? <i aria-hidden="true">{stance === 'declined' ? '×' : '←'}</i> : null}
    </span>
  )
}

/** The agreement and clause it rests on, or that it rests on what was said. */
function basisWords(say: Say, { terms }: CommitmentView): readonly string[] {
  const { name = null, clause = null, intention = null } = terms?.basis ?? {}
  return [name, clause, intention && say('ledger.kind.intention')].filter((part) => part !== null)
}

/** Where it is from. */
function BasisContent({ commitment }: CellProps) {
  const { say } = useWords()
  const [first, ...others] = basisWords(say, commitment)
  return (
    <span lang="zh-CN">
      {first === undefined ? (
        <span className="missing">—</span>
      ) : (
        <span className="clip" title={first}>
          {first}
        </span>
      )}
      <span className="sub clip">{others.join(' · ')}</span>
    </span>
  )
}
