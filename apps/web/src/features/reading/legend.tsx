import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { type SideSign, SideMarks } from '../../ui/marks.tsx'
import { useWords } from '../../words/words.tsx'
import { MARK_KINDS, type MarkKind } from './segments.ts'

/** The kinds shown at first: acts stand in nearly every line and would crowd the page. */
export const SHOWN: readonly MarkKind[] = MARK_KINDS.filter((kind) => kind !== 'act')

/** The legend under the page; each kind can be hidden and shown. */
export function Legend(props: {
  readonly shown: readonly MarkKind[]
  readonly onChange: (shown: readonly MarkKind[]) => void
  readonly signs: readonly SideSign[]
}) {
  const { say } = useWords()
  const change = (keys: Iterable<string | number>) => {
    const pressed = new Set(keys)
    props.onChange(MARK_KINDS.filter((kind) => pressed.has(kind)))
  }
  return (
    <div className="legend">
      <ToggleButtonGroup
        aria-label={say('legend.label')}
        selectionMode="multiple"
        selectedKeys={props.shown.map(String)}
        onSelectionChange={change}
        className="kinds"
      >
        {MARK_KINDS.map((kind) => (
          <ToggleButton key={kind} id={kind} className="kind">
            <i className={`ev k-${kind}`}>{say(`legend.${kind}`)}</i>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {props.signs.length > 0 ? (
        <span className="sides">
          {say('legend.sides')} <SideMarks signs={props.signs} />
        </span>
      ) : null}
    </div>
  )
}
