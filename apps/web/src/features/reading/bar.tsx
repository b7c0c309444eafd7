import type { SourcePage, SourceView } from '@handclasp/api/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { sourcesQuery } from '../../requests/queries.ts'
import { Key } from '../../ui/keys.tsx'
import { day, moment } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import { IntakeButton } from './intake.tsx'

const NONE: readonly SourceView[] = []

/** Goes to the next source that waits, in the order of the list and round again; null where none does. */
export function useNextPage(page: SourcePage): (() => void) | null {
  const navigate = useNavigate()
  const sources = useQuery(sourcesQuery).data ?? NONE
  const here = sources.findIndex((source) => source.hash === page.hash)
  const round = [...sources.slice(here + 1), ...sources.slice(0, Math.max(0, here))]
  const next = round.find((source) => source.findings.open > 0)
  return next ? () => void navigate({ to: '/read/$hash', params: { hash: next.hash } }) : null
}

/** What the page is: its name, day, length and digest; how many more wait. */
export function Bar({ page, onErase }: { readonly page: SourcePage; readonly onErase: () => void }) {
  const { say, language } = useWords()
  const sources = useQuery(sourcesQuery).data ?? NONE
  const next = useNextPage(page)
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
        {next ? (
          <button type="button" className="btn bare" onClick={next} aria-keyshortcuts="N">
            {say('keys.nextPage')} <Key>N</Key>
          </button>
        ) : null}
        <Link className="btn bare" to="/read">
          {say('page.list')}
        </Link>
        <button type="button" className="btn bare" onClick={onErase}>
          {say('erasing.page.open')}
        </button>
        <IntakeButton />
      </span>
    </div>
  )
}
