/** The review of one page: which article and finding are chosen, and where it is kept. */
import type { CooperationView, FindingView, SourcePage } from '@handclasp/api/client'
import type { CooperationId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { cooperationsQuery } from '../../requests/queries.ts'
import { readSpans } from '../../ui/lines.ts'
import { decidedByArticle, findingAt, sectionsOf, stateOf } from './findings.ts'
import type { ReadSearch } from './search.ts'

const NONE: readonly CooperationView[] = []

/** What is chosen, and said to belong to which cooperation, on one page. */
type Kept = ReturnType<typeof useKept>

/** The article and finding the address names; without any, the first that waits. */
export function useChoice(page: SourcePage, { keptIn, byHand }: Kept) {
  const search = useSearch({ from: '/read/$hash' })
  const navigate = useNavigate({ from: '/read/$hash' })
  const at = useMemo(() => readSpans(search.at ?? ''), [search.at])
  const named = findingNamed(page, search)
  const asked = articleNamed(page, search)
  const waits = (item: FindingView) => stateOf(item, keptIn(item.article)) === 'open'
  const first = page.items.find(waits)?.article ?? 0
  const wanted = asked ?? first
  const article = Math.min(Math.max(0, wanted), Math.max(0, page.reading.articles.length - 1))
  const sections = useMemo(
    () => sectionsOf(page.items.filter((item) => item.article === article)),
    [page.items, article],
  )
  const order = useMemo(() => sections.flatMap((section) => section.findings), [sections])
  const current = named ?? order.find(waits) ?? order[0] ?? null
  /** What was chosen by hand for an article stays in the address while that article is on the screen. */
  const within = (index: number) => {
    const id = index === article ? (search.in ?? byHand.get(index)) : byHand.get(index)
    return id ? { in: id } : {}
  }
  // The way back leads from article to article; from finding to finding it would be endless.
  const go = (index: number, to: ReadSearch) =>
    void navigate({ search: to, replace: index === article, resetScroll: false })
  /** The article stands beside the finding: where somebody else splits that one, the screen stays on its article. */
  const choose = (finding: FindingView) =>
    go(finding.article, { article: finding.article + 1, finding: finding.id, ...within(finding.article) })
  const chooseArticle = (index: number) => {
    if (index >= 0 && index < page.reading.articles.length) {
      go(index, { article: index + 1, ...within(index) })
    }
  }
  return { at, article, sections, order, current, chosen: named !== null, choose, chooseArticle }
}

function findingNamed(page: SourcePage, search: ReadSearch): FindingView | null {
  return page.items.find((item) => item.id === search.finding) ?? findingAt(page, readSpans(search.at ?? ''))
}

/** The article an address speaks of; null where it speaks of none. */
function articleNamed(page: SourcePage, search: ReadSearch): number | null {
  const named = findingNamed(page, search)?.article
  return named ?? (search.article ? search.article - 1 : articleAt(page, readSpans(search.at ?? '')[0]?.start))
}

/** The article an offset stands in; null where it stands in none. */
function articleAt(page: SourcePage, offset: number | undefined): number | null {
  if (offset === undefined) return null
  const index = page.reading.articles.findIndex((article) =>
    [...article.headline, ...article.subheads, ...article.paragraphs.flat()].some(
      (span) => span.start <= offset && span.end > offset,
    ),
  )
  return index < 0 ? null : index
}

/** What `useChoice` gives. */
export type Choice = ReturnType<typeof useChoice>

/**
 * The cooperations the articles are kept in: as the address says or was chosen by hand, else where their decisions
 * went, else by their regions.
 */
export function useKept(page: SourcePage) {
  const all = useQuery(cooperationsQuery).data ?? NONE
  const search = useSearch({ from: '/read/$hash' })
  const navigate = useNavigate({ from: '/read/$hash' })
  const [byHand, setByHand] = useState<ReadonlyMap<number, CooperationId>>(new Map())
  const here = useMemo(() => articleNamed(page, search), [page, search])
  const decided = useMemo(() => decidedByArticle(page.items), [page.items])
  const known = (id: CooperationId | null | undefined) => (all.some((each) => each.id === id) ? id : null)
  const keptIn = (article: number): CooperationId | null =>
    known(article === here ? search.in : null) ??
    known(byHand.get(article)) ??
    known(decided.get(article)) ??
    known(page.cooperations[article]) ??
    null
  const keep = (article: number, id: CooperationId) => {
    setByHand(new Map(byHand).set(article, id))
    void navigate({
      search: (before) => ({ ...(before.finding || before.at ? {} : { article: article + 1 }), ...before, in: id }),
      replace: true,
      resetScroll: false,
    })
  }
  return { all, byHand, keptIn, keep }
}
