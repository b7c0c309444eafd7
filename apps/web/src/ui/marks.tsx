/** Seals of sides, and how a side is told from its regions. */
import type { CooperationView, LedgerView } from '@handclasp/api/client'
import { marksOf, namesOfSide, type RegionName, type SideId } from '@handclasp/domain'
import { useWords } from '../words/words.tsx'

/** A side as the screens show it: its place in the order of sides, its one character, its regions' names. */
export interface SideSign {
  readonly index: number
  readonly mark: string
  readonly names: readonly string[]
}

/** The signs of a cooperation's sides, in their order. */
export function signsOf(cooperation: Pick<CooperationView, 'sides'>): readonly SideSign[] {
  return cooperation.sides.map((side, index) => ({
    index,
    mark: side.mark,
    names: namesOfSide(side),
  }))
}

/** The sign of a side, of whichever day the rest of the ledger is. */
export function signOfSide({ sides }: Pick<LedgerView, 'sides'>, side: SideId): SideSign | undefined {
  return signsOf({ sides })[sides.findIndex(({ id }) => id === side)]
}

/** Signs of regions that have no cooperation yet, as its sides will bear them. */
export function signsOfRegions(regions: readonly RegionName[]): readonly SideSign[] {
  const marks = marksOf(regions.map((region) => [region]))
  return regions.map(({ name }, index) => ({ index, mark: marks[index] ?? '', names: [name] }))
}

/** The sign a region's name belongs to, or null. */
export function signOf(signs: readonly SideSign[], name: string | null): SideSign | null {
  return (name !== null && signs.find((sign) => sign.names.includes(name))) || null
}

/** The signs of the sides that some names are of, as an intention names those it binds; other names are of none. */
export function signsNamed(signs: readonly SideSign[], names: readonly string[]): readonly SideSign[] {
  return signs.filter((sign) => names.some((name) => sign.names.includes(name)))
}

const SHAPES = ['a', 'b', 'c']

/** The hue and shape of a side: indigo square, ochre round, and the same square in ink for every further one. */
export function shape(sign: SideSign): string {
  return SHAPES[Math.min(sign.index, 2)] ?? 'c'
}

/** A side's seal. `spoken` false: it has not said anything yet. Where `named` is false a name stands beside it. */
export function SideMark(props: { readonly sign: SideSign; readonly spoken?: boolean; readonly named?: boolean }) {
  const { sign, spoken = true, named = true } = props
  const { say } = useWords()
  const name = sign.names.join(say('list.names'))
  return (
    <b className={`sd ${shape(sign)}${spoken ? '' : ' no'}`} lang="zh-CN" title={name}>
      {named ? <span className="vh">{name}</span> : null}
      <span aria-hidden="true">{sign.mark}</span>
    </b>
  )
}

/** The seals of several sides, side by side. */
export function SideMarks(props: { readonly signs: readonly SideSign[]; readonly named?: boolean }) {
  if (props.signs.length === 0) return null
  return (
    <span className="pair">
      {props.signs.map((sign) => (
        <SideMark key={sign.index} sign={sign} named={props.named ?? true} />
      ))}
    </span>
  )
}

/** The sign of what a person wrote otherwise than it was read. */
export function CorrectedSign() {
  const { say } = useWords()
  return (
    <b className="hand-sign" title={say('ledger.corrected')}>
      <span aria-hidden="true" lang="zh-CN">
        {say('correct.sign')}
      </span>
      <span className="vh">{say('ledger.corrected')}</span>
    </b>
  )
}
