/** The laws of reading: what holds of the reading of any string whatever. */
import type { Article, Fact, Reading, Span } from '@handclasp/domain'

import { stands } from './evidence.ts'

/**
 * How a reading of a text breaks the laws, each breach in a few words; none where all hold: spans lie inside the text,
 * every fact has evidence and rules, paragraphs are their spans joined, and what is given as written stands in its
 * evidence, white space aside. Words stand there in the order of the text; pledges are sentences, and stand as read.
 */
export function breachesOf(text: string, reading: Reading): string[] {
  const breaches = nodesOf(reading).flatMap((node) => breachesOfNode(text, node))
  if (reading.length !== text.length) breaches.push(`length ${reading.length} of ${text.length}`)
  for (const article of reading.articles) {
    for (const { text: words, spans } of article.paragraphs) {
      const joined = spans.map(({ start, end }) => text.slice(start, end)).join('')
      if (words !== joined) breaches.push(`paragraph ${words}, not ${joined}`)
    }
    const missing = writtenIn(article).filter(([, words, { evidence }]) => !stands(text, words, evidence))
    for (const { text: words, evidence } of article.pledges) {
      if (!standsAsRead(text, words, evidence)) breaches.push(`pledge ${words} is not in its evidence`)
    }
    breaches.push(...missing.map(([what, words]) => `${what} ${words} is not in its evidence`))
  }
  return breaches
}

/** Every object of a reading, at any depth. */
function nodesOf(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (typeof node !== 'object' || node === null) return []
  return [{ ...node }, ...Object.values(node).flatMap(nodesOf)]
}

function breachesOfNode(text: string, { start, end, evidence, rules }: Record<string, unknown>): string[] {
  const breaches: string[] = []
  if (typeof start === 'number' && typeof end === 'number' && !(start >= 0 && start < end && end <= text.length)) {
    breaches.push(`span ${start} to ${end} of ${text.length}`)
  }
  if (Array.isArray(evidence) && evidence.length === 0) breaches.push('a fact without evidence')
  if (Array.isArray(rules) && rules.length === 0) breaches.push('a fact without rules')
  return breaches
}

/** What an article gives as written: what it is, its words, and the fact they belong to. */
function writtenIn(article: Article): [what: string, words: string, fact: Fact][] {
  const { byline } = article
  return [
    ...article.people.flatMap((person): [string, string, Fact][] => [
      ['name', person.name, person],
      ...person.posts.map((post): [string, string, Fact] => ['post', post.text, post]),
    ]),
    ...article.agreements.map((agreement): [string, string, Fact] => ['agreement', agreement.name, agreement]),
    ...article.events.flatMap((event): [string, string, Fact][] => [
      ['event', event.name ?? '', event],
      ['place', event.place ?? '', event],
    ]),
    ...(byline === null ? [] : [byline.outlet ?? '', ...byline.reporters].map((words) => ['byline', words, byline])),
  ] as [string, string, Fact][]
}

/** Are the words those of the spans, one span after another as they are given? */
function standsAsRead(text: string, words: string, evidence: readonly Span[]): boolean {
  const read = evidence.map(({ start, end }) => text.slice(start, end)).join('')
  return read.replace(/\s/g, '').includes(words.replace(/\s/g, ''))
}
