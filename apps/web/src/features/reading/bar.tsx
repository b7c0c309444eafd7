import type { SourcePage } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sourcesQuery } from '../../requests/queries.ts'
import { day, moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { IntakeButton } from './intake.tsx'

/** What the page is: its name, day, length and digest; how many more wait. */
export function Bar({ page }: { readonly page: SourcePage }) {
  const { say, language } = useWords()
  const sources = useQuery(sourcesQuery).data ?? []
  const waiting = sources.filter((source) => source.findings.open > 0).length
  const facts = say('page.facts', {
    length: page.length,
    articles: page.reading.articles.length,
    received: moment(page.received),
  })
  return (
    <div className="bar">
      <h1 className="file" lang="zh-CN">
        {page.name}
      </h1>
      <span className="label facts-line">
        {page.published ? `${say('page.published', { date: day(language, page.published) })} · ` : ''}
        {facts}
        <span title={page.hash}>
          {' · '}
          {say('page.digest', { digest: `${page.hash.slice(0, 4)}…${page.hash.slice(-4)}` })}
        </span>
      </span>
      <span className="end">
        <span className="label">{say('page.waiting', { n: waiting })}</span>
        <Link className="btn bare" to="/read">
          {say('page.list')}
        </Link>
        <IntakeButton />
      </span>
    </div>
  )
}
