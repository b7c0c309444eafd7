/**
 * Tabs: one list, one panel. Ours and not the library's, for its tabs draw what stands in their panels a second time
 * to find their parts, and our panels hold whole newspaper pages.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

/** One tab. */
export interface TabItem<Id extends string> {
  readonly id: Id
  readonly content: ReactNode
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowRight: (index, last) => (index === last ? 0 : index + 1),
  ArrowLeft: (index, last) => (index === 0 ? last : index - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** The list of tabs: one stop for Tab, arrows choose. `panel` is the id of what they show. */
export function TabBar<Id extends string>(props: {
  readonly className: string
  readonly label: string
  readonly panel: string
  readonly tabs: readonly TabItem<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}) {
  const { className, label, panel, tabs, chosen, onChoose } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-tab="${chosen}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  const press = (event: KeyboardEvent) => {
    const next = STEPS[event.key]?.(
      tabs.findIndex((tab) => tab.id === chosen),
      tabs.length - 1,
    )
    const tab = next === undefined ? undefined : tabs[next]
    if (!tab) return
    event.preventDefault()
    onChoose(tab.id)
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus()
  }
  return (
    <div className={className} role="tablist" aria-label={label} ref={list} onKeyDown={press}>
      {tabs.map(({ id, content }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="tab"
          id={tabId(panel, id)}
          data-tab={id}
          aria-selected={id === chosen}
          aria-controls={panel}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {content}
        </button>
      ))}
    </div>
  )
}

/** The id of a tab, for its panel to be named by. */
export function tabId(panel: string, tab: string): string {
  return `${panel}-of-${tab}`
}
