import type { SourcePage } from '@handclasp/api/client'
import type { Article } from '@handclasp/domain'
import { Tab, TabList } from 'react-aria-components'
import { type Say, useWords } from '../../words/words.tsx'
import { beginning } from './roles.ts'

/** The articles of the page, each with how much of it is checked. */
export function ArticleTabs({ page }: { readonly page: SourcePage }) {
  const { say } = useWords()
  return (
    <TabList className="tabs" aria-label={say('page.articles')}>
      {page.reading.articles.map((article, index) => {
        const mine = page.items.filter((item) => item.article === index)
        const done = mine.filter((item) => item.decisions.length > 0).length
        return (
          <Tab key={beginning(article)} id={String(index)} className="tab">
            <span className="ordinal">{ordinal(say, index + 1)}</span>
            <span className="headline" lang="zh-CN">
              {nameOf(page, article)}
            </span>
            {mine.length > 0 ? <small>{say('page.checked', { done, all: mine.length })}</small> : null}
          </Tab>
        )
      })}
    </TabList>
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
