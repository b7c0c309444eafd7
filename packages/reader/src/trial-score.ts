/** For trials: how much of a page was read right, as the yardstick's scorer counts it. */
import type { Article } from '@handclasp/domain'

import type { TrialPage } from './trial-pages.ts'

/** Counts of one page, or of many added up. */
export interface PageScore {
  readonly characters: number
  readonly inArticle: number
  readonly inRole: number
  readonly articles: number
  readonly exact: number
  readonly pages: number
  readonly counted: number
}

interface Owner {
  readonly article: number
  readonly role: string
}

function wanted({ text, articles }: TrialPage): Map<number, Owner> {
  const starts = [0]
  for (let i = 0; i < text.length; i++) if (text[i] === '\n') starts.push(i + 1)
  const owners = new Map<number, Owner>()
  articles.forEach(({ lines }, article) => {
    for (const [role, ranges] of Object.entries(lines)) {
      for (const [from, to] of ranges) {
        for (let i = starts[from]; i < (starts[to + 1] ?? text.length); i++) {
          if (/\S/.test(text[i])) owners.set(i, { article, role: /kicker|deck/.test(role) ? 'subhead' : role })
        }
      }
    }
  })
  return owners
}

function read(articles: readonly Article[]): Map<number, Owner> {
  const owners = new Map<number, Owner>()
  articles.forEach(({ headline, subheads, byline, paragraphs }, article) => {
    const roles = {
      headline,
      subhead: subheads,
      byline: byline?.evidence,
      body: paragraphs.flatMap((each) => each.spans),
    }
    for (const [role, spans] of Object.entries(roles)) {
      for (const { start, end } of spans ?? []) {
        for (let i = start; i < end; i++) if (!owners.has(i)) owners.set(i, { article, role })
      }
    }
  })
  return owners
}

/** Which article of the reading stands for which of the page: those that share the most characters, each once. */
function partners(want: ReadonlyMap<number, Owner>, got: ReadonlyMap<number, Owner>): Map<number, number> {
  const common = new Map<string, number>()
  for (const [i, { article }] of want) {
    const other = got.get(i)
    if (other !== undefined)
      common.set(`${article},${other.article}`, (common.get(`${article},${other.article}`) ?? 0) + 1)
  }
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  for (const [key] of [...common].toSorted((one, two) => two[1] - one[1])) {
    const [mine, other] = key.split(',').map(Number)
    if (pairs.has(mine) || taken.has(other)) continue
    pairs.set(mine, other)
    taken.add(other)
  }
  return pairs
}

/** Scores the articles that were read on a page. */
export function scoredPage(page: TrialPage, articles: readonly Article[]): PageScore {
  const [want, got] = [wanted(page), read(articles)]
  const pairs = partners(want, got)
  let [inArticle, inRole] = [0, 0]
  const wrong = new Set(page.articles.flatMap((_, article) => (pairs.has(article) ? [] : [article])))
  const mine = new Map([...pairs].map(([article, other]) => [other, article]))
  for (const [i, { article, role }] of want) {
    const other = got.get(i)
    if (other !== undefined && pairs.get(article) === other.article) {
      inArticle++
      if (other.role === role) inRole++
      continue
    }
    wrong.add(article)
    const robbed = other === undefined ? undefined : mine.get(other.article)
    if (robbed !== undefined) wrong.add(robbed)
  }
  return {
    characters: want.size,
    inArticle,
    inRole,
    articles: page.articles.length,
    exact: page.articles.length - wrong.size,
    pages: 1,
    counted: articles.length === page.articles.length ? 1 : 0,
  }
}
