import type { ArticleOutline, SourcePage } from '@handclasp/api/client'
import { type CooperationId, wordsAt } from '@handclasp/domain'
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useGradually } from '../../ui/gradually.ts'
import { TabBar, tabId } from '../../ui/tabs.tsx'
import { type Say, useWords } from '../../words/words.tsx'
import { stateOf } from './findings.ts'

/** The id of what the tabs show. */
export const FINDINGS_PANEL = 'findings'

/** One article as the tabs and the menu name it. */
interface Named {
  readonly name: string
  readonly done: number
  readonly all: number
}

/** The articles of the page, each with how much of it is checked: as tabs where they fit, else as a menu. */
export function ArticleTabs(props: {
  readonly page: SourcePage
  /** What is checked is counted in the cooperation each article is kept in, as its rows show it. */
  readonly kept: { readonly keptIn: (article: number) => CooperationId | null }
  readonly article: number
  readonly onChoose: (article: number) => void
}) {
  const { page, kept, article, onChoose } = props
  const [box, fits] = useFits(page.reading.articles.length)
  const places = page.reading.articles.map((_, index) => kept.keptIn(index)).join(' ')
  const named = useMemo(() => namesOf(page, places.split(' ') as CooperationId[]), [page, places])
  return (
    <div className="articles" ref={box}>
      {fits ? (
        <Tabs named={named} article={article} onChoose={onChoose} />
      ) : (
        <Menu named={named} article={article} onChoose={onChoose} />
      )}
    </div>
  )
}

interface ListProps {
  readonly named: readonly Named[]
  readonly article: number
  readonly onChoose: (article: number) => void
}

function Tabs({ named, article, onChoose }: ListProps) {
  const { say } = useWords()
  const tabs = named.map(({ name, done, all }, index) => ({
    id: String(index),
    content: (
      <>
        <span className="ordinal">{ordinal(say, index + 1)}</span>{' '}
        <span className="headline" lang="zh-CN">
          {name}
        </span>{' '}
        {all > 0 ? <small>{say('page.checked', { done, all })}</small> : null}
      </>
    ),
  }))
  return (
    <TabBar
      className="tabs"
      label={say('page.articles')}
      panel={FINDINGS_PANEL}
      tabs={tabs}
      chosen={String(article)}
      onChoose={(id) => onChoose(Number(id))}
    />
  )
}

function Menu({ named, article, onChoose }: ListProps) {
  const { say } = useWords()
  const drawn = useGradually(named.length, FIRST, MORE)
  return (
    <label className="menu" id={tabId(FINDINGS_PANEL, String(article))}>
      <span className="note">{say('page.articleOf', { n: article + 1, all: named.length })}</span>
      <select lang="zh-CN" value={article} onChange={(event) => onChoose(Number(event.target.value))}>
        {named.map(({ name, done, all }, index) =>
          index < drawn || index === article ? (
            <option key={`${index} ${name}`} value={index}>
              {say('page.articleLine', { n: index + 1, name, done, all })}
            </option>
          ) : null,
        )}
      </select>
    </label>
  )
}

/** How many articles the menu lists at once, and how many more at a time. */
const [FIRST, MORE] = [20, 100]

/** About what a tab takes: the chosen one shows more of its headline. */
const [WIDE, NARROW] = [330, 232]

/** Do so many tabs fit into the box? Watched while it stands. */
function useFits(count: number): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const box = useRef<HTMLDivElement>(null)
  const [width, measure] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    // To ask for the width costs the layout of the whole page: not where the tabs would fit on no screen.
    if (!element || widthOf(count) > screen.width) return
    measure(element.clientWidth)
    const watch = new ResizeObserver(() => measure(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [count])
  return [box, widthOf(count) <= width]
}

function widthOf(count: number): number {
  return WIDE + (count - 1) * NARROW
}

/** `places`: by article, the cooperation it is kept in; empty for none. */
function namesOf(page: SourcePage, places: readonly (CooperationId | '')[]): readonly Named[] {
  const counts = page.reading.articles.map(() => ({ done: 0, all: 0 }))
  for (const item of page.items) {
    const count = counts[item.article]
    if (!count) continue
    count.all += 1
    if (stateOf(item, places[item.article] || null) !== 'open') count.done += 1
  }
  return page.reading.articles.map((each, index) => {
    const { done = 0, all = 0 } = counts[index] ?? {}
    return { name: nameOf(page, each), done, all }
  })
}

/** An article's headline, or where it has none its first words. */
function nameOf(page: SourcePage, article: ArticleOutline): string {
  const headline = article.headline.map(({ start, end }) => page.text.slice(start, end).trim()).join('')
  return headline || wordsAt(page.text, article.paragraphs[0] ?? []).slice(0, 16)
}

const ORDINALS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

function ordinal(say: Say, number: number): string {
  const known = ORDINALS.find((each) => each === number)
  return known ? say(`ordinal.${known}`) : String(number)
}
