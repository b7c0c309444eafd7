/** The review of one page: which article and finding are chosen, and where it is kept. */
import type { CooperationView, FindingView, SourcePage } from '@handclasp/api/client'
import type { CooperationId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { cooperationsQuery } from '../../requests/queries.ts'
import { readSpans } from '../../ui/lines.ts'
import { decidedIn, findingAt, sectionsOf } from './findings.ts'

const NONE: readonly CooperationView[] = []

/** The article and finding the address names; without any, the first that waits. */
export function useChoice(page: SourcePage) {
  const search = useSearch({ from: '/read/$hash' })
  const navigate = useNavigate({ from: '/read/$hash' })
  const at = useMemo(() => readSpans(search.at ?? ''), [search.at])
  const named = page.items.find((item) => item.id === search.finding) ?? findingAt(page, at)
  const asked = search.article ? search.article - 1 : articleAt(page, at[0]?.start)
  const first = page.items.find((item) => item.decisions.length === 0)?.article ?? 0
  const wanted = named?.article ?? asked ?? first
  const article = Math.min(Math.max(0, wanted), Math.max(0, page.reading.articles.length - 1))
  const sections = useMemo(
    () => sectionsOf(page.items.filter((item) => item.article === article)),
    [page.items, article],
  )
  const order = useMemo(() => sections.flatMap((section) => section.findings), [sections])
  const current = named ?? order.find((item) => item.decisions.length === 0) ?? order[0] ?? null
  const choose = (finding: FindingView) =>
    void navigate({ search: { finding: finding.id }, replace: true, resetScroll: false })
  const chooseArticle = (index: number) => {
    if (index >= 0 && index < page.reading.articles.length) {
      void navigate({ search: { article: index + 1 }, replace: true, resetScroll: false })
    }
  }
  return { at, article, sections, order, current, chosen: named !== null, choose, chooseArticle }
}

/** The article an offset stands in; null where it stands in none. */
function articleAt(page: SourcePage, offset: number | undefined): number | null {
  if (offset === undefined) return null
  const index = page.reading.articles.findIndex((article) =>
    [...article.headline, ...article.subheads, ...article.paragraphs.flatMap((each) => each.spans)].some(
      (span) => span.start <= offset && span.end > offset,
    ),
  )
  return index < 0 ? null : index
}

/** What `useChoice` gives. */
export type Choice = ReturnType<typeof useChoice>

/** The cooperation an article is kept in: chosen by hand, else where its decisions went, else by its regions. */
export function useKeptIn(page: SourcePage, article: number) {
  const all = useQuery(cooperationsQuery).data ?? NONE
  const [byHand, setByHand] = useState<ReadonlyMap<number, CooperationId | null>>(new Map())
  const decided = decidedIn(page.items.filter((item) => item.article === article))
  const id = byHand.get(article) ?? decided ?? page.cooperations[article]
  const choose = (chosen: CooperationId | null) => setByHand(new Map(byHand).set(article, chosen))
  return { all, cooperation: all.find((each) => each.id === id) ?? null, choose }
}
