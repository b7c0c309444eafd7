/**
 * Evidence 依据: what is given as written stands in its spans, in the order of the text. Where lines are read in another
 * order than they have in the text, words over the end of a column may stand there the wrong way round.
 */
import type { Article, Byline, Fact, Span } from '@handclasp/domain'

import type { Flow } from './flow.ts'

const bare = (words: string): string => words.replace(/[\s《》]/g, '')

/** Do words stand in spans of a text, one after another as they are there? White space and 《》 are left aside. */
export function stands(text: string, words: string, evidence: readonly Span[]): boolean {
  let stated = ''
  let end = 0
  for (const span of evidence.toSorted((a, b) => a.start - b.start)) {
    stated += text.slice(Math.max(end, span.start), span.end)
    end = Math.max(end, span.end)
  }
  return evidence.length > 0 && bare(stated).includes(bare(words))
}

/** Are spans in the order of the text? */
export function areInOrder(spans: readonly Span[]): boolean {
  for (let i = 1; i < spans.length; i++) if (spans[i].start < spans[i - 1].end) return false
  return true
}

/** Does a range of a flow go on forward in the source, over the ends of its lines, too? */
export function goesForward({ offsets }: Flow, { start, end }: Span): boolean {
  for (let i = start + 1; i < end; i++) if (offsets[i] < offsets[i - 1]) return false
  return true
}

/** A byline of what stands in its evidence; null where nothing does. */
export function standingByline(text: string, byline: Byline): Byline | null {
  const told = (words: string): boolean => stands(text, words, byline.evidence)
  const outlet = byline.outlet !== null && told(byline.outlet) ? byline.outlet : null
  const reporters = byline.reporters.filter(told)
  return outlet === null && reporters.length === 0 ? null : { ...byline, outlet, reporters }
}

/**
 * What an article gives as written as far as it stands in its evidence: people, posts and agreements are left out
 * where it does not, names and places of events only are. Rule: [R111].
 */
export function standing(text: string, article: Article): Pick<Article, 'people' | 'events' | 'agreements'> {
  const told = (words: string, { evidence }: Fact): boolean => stands(text, words, evidence)
  const people = article.people.filter((person) => told(person.name, person))
  return {
    people: people.map((person) => ({ ...person, posts: person.posts.filter((post) => told(post.text, post)) })),
    events: article.events.map((event) => ({
      ...event,
      name: event.name !== null && told(event.name, event) ? event.name : null,
      place: event.place !== null && told(event.place, event) ? event.place : null,
    })),
    agreements: article.agreements.filter((agreement) => told(agreement.name, agreement)),
  }
}
