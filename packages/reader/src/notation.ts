/** The small notation of the reader's tests: `⟦…⟧` marks spans in a text, findings are told in one line. */
import type { Article, Reading, Span } from '@handclasp/domain'

import { read } from './read.ts'

/** A text without its marks, and the spans that were marked, in order. */
export function marked(notation: string): { text: string; spans: Span[] } {
  const spans: Span[] = []
  let text = ''
  let start = 0
  for (const character of notation.split('')) {
    if (character === '⟦') start = text.length
    else if (character === '⟧') spans.push({ start, end: text.length })
    else text += character
  }
  return { text, spans }
}

/** Reads a text published on a fixed day. */
export function readingOf(text: string, published: string | null = '2026-05-19'): Reading {
  return read(text, { published })
}

/** All findings of all articles of a reading. */
export function articlesOf(text: string): readonly Article[] {
  return readingOf(text).articles
}

/** The people of a text: 名 post|post act,act; one after another with ；. */
export function peopleIn(text: string): string {
  const people = articlesOf(text).flatMap((article) => article.people)
  const told = people.map(({ name, posts, acts }) =>
    [name, posts.map((post) => post.text).join('|'), acts.map(({ act }) => act).join(',')].filter(
      (part) => part !== '',
    ),
  )
  return told.map((parts) => parts.join(' ')).join('；')
}

/** The agreements of a text: name×count kind. */
export function agreementsIn(text: string): string {
  const all = articlesOf(text).flatMap((article) => article.agreements)
  return all.map(({ name, count, kind }) => `${name}×${count ?? '?'} ${kind}`).join('；')
}

/** The regions of a text with their codes. */
export function regionsIn(text: string): string {
  const all = articlesOf(text).flatMap((article) => article.regions)
  return all.map(({ name, code }) => (code === null ? name : `${name} ${code}`)).join('；')
}

/** The events of a text: kind name start..end @place. */
export function eventsIn(text: string): string {
  const all = articlesOf(text).flatMap((article) => article.events)
  return all
    .map(({ kind, name, date, place }) => {
      const days = date === null ? '' : date.start === date.end ? date.start : `${date.start}..${date.end}`
      return [kind, name ?? '', days, place === null ? '' : `@${place}`].filter((part) => part !== '').join(' ')
    })
    .join('；')
}

/** The pledges of a text: mode speaker>keepers fields: text. */
export function pledgesIn(text: string): string {
  const all = articlesOf(text).flatMap((article) => article.pledges)
  return all
    .map(({ mode, speaker, by, fields }) => `${mode} ${speaker ?? ''}>${by.join('+')} ${fields.join('+')}`)
    .join('；')
}

/** The parts of the first package of a text. */
export function packageIn(text: string): readonly number[] | null {
  return articlesOf(text).find((article) => article.package !== null)?.package?.parts ?? null
}

/** The byline of a text: outlet: reporters. */
export function bylineIn(text: string): string {
  const byline = articlesOf(text).find((article) => article.byline !== null)?.byline
  return byline == null ? '' : `${byline.outlet ?? ''}: ${byline.reporters.join(' ')}`.trimEnd()
}

/** The people of a text with the sides they stand for. */
export function sidesIn(text: string): string {
  const people = articlesOf(text).flatMap((article) => article.people)
  return people.map(({ name, region }) => `${name}@${region ?? ''}`).join(' ')
}
