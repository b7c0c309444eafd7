import type { SourcePage } from '@handclasp/api/client'
import type { Article } from '@handclasp/domain'
import { useMemo } from 'react'
import { TabBar } from '../../ui/tabs.tsx'
import { type Say, useWords } from '../../words/words.tsx'

/** The id of what the tabs show. */
export const FINDINGS_PANEL = 'findings'

/** The articles of the page, each with how much of it is checked. */
export function ArticleTabs(props: {
  readonly page: SourcePage
  readonly article: number
  readonly onChoose: (article: number) => void
}) {
  const { say } = useWords()
  const { page, article, onChoose } = props
  const tabs = useMemo(() => {
    const counts = page.reading.articles.map(() => ({ done: 0, all: 0 }))
    for (const item of page.items) {
      const count = counts[item.article]
      if (!count) continue
      count.all += 1
      if (item.decisions.length > 0) count.done += 1
    }
    return page.reading.articles.map((each, index) => {
      const { done = 0, all = 0 } = counts[index] ?? {}
      const content = (
        <>
          <span className="ordinal">{ordinal(say, index + 1)}</span>{' '}
          <span className="headline" lang="zh-CN">
            {nameOf(page, each)}
          </span>{' '}
          {all > 0 ? <small>{say('page.checked', { done, all })}</small> : null}
        </>
      )
      return { id: String(index), content }
    })
  }, [page, say])
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

/** An article's headline, or where it has none its first words. */
function nameOf(page: SourcePage, article: Article): string {
  const headline = article.headline.map(({ start, end }) => page.text.slice(start, end).trim()).join('')
  return headline || (article.paragraphs[0]?.text.trim().slice(0, 16) ?? '')
}

const ORDINALS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

function ordinal(say: Say, number: number): string {
  const known = ORDINALS.find((each) => each === number)
  return known ? say(`ordinal.${known}`) : String(number)
}
