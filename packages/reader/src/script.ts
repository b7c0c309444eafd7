/**
 * Script 字体: a text in traditional script, or with radicals for ideographs, is read as if it were in simplified script,
 * one code unit for one. Places stay what they are, and what is told as written is told as it is written there.
 */
import { mendRadicals, unified } from '@handclasp/domain'
import type { Article, Reading, Span } from '@handclasp/domain'

import { SIMPLIFIED, TRADITIONAL } from './traditional.data.ts'

/** The marks that quotations stand in, in traditional script and in simplified. */
const MARKS = ['「」『』', '“”‘’'] as const

const from = TRADITIONAL.replaceAll('\n', '')
const to = SIMPLIFIED.replaceAll('\n', '')
const simplified = Uint16Array.from({ length: 65_536 }, (_, code) => unified(code))
for (let i = 0; i < from.length; i++) simplified[from.charCodeAt(i)] = to.charCodeAt(i)

/** Of a hundred characters of a traditional text some thirty are others in simplified script; one in 20 tells. */
const SHARE = 20

/** A text as the reader reads it, as long as it is given: the same one where it is in simplified script. */
export function plainScript(text: string): string {
  let [traditional, radicals] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (simplified[code] === code) continue
    if (unified(code) === code) traditional++
    else radicals++
  }
  if (traditional >= 2 && traditional * SHARE >= text.length) return inSimplified(text)
  return radicals > 0 ? mendRadicals(text) : text
}

/** Rules: [R116], [R117]. */
function inSimplified(text: string): string {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) units[i] = simplified[text.charCodeAt(i)]
  let plain = ''
  for (let i = 0; i < units.length; i += 8192) {
    plain += Reflect.apply(String.fromCharCode, null, units.subarray(i, i + 8192))
  }
  return plain.replaceAll(/[「」『』]/g, (mark) => MARKS[1].charAt(MARKS[0].indexOf(mark)))
}

/** The reading of a plain text, told in the words of the text as given; official names of regions stay. */
export function asGiven(reading: Reading, plain: string, given: string): Reading {
  return { ...reading, articles: reading.articles.map((article) => articleAsGiven(article, plain, given)) }
}

function articleAsGiven(article: Article, plain: string, given: string): Article {
  /** Words as they stand in their evidence; those that do not stand there as they are. */
  const words = (said: string, evidence: readonly Span[]): string => {
    const own = evidence.map(({ start, end }) => plain.slice(start, end)).join('')
    const there = evidence.map(({ start, end }) => given.slice(start, end)).join('')
    const whole = own.indexOf(said)
    if (whole >= 0) return there.slice(whole, whole + said.length)
    const bare = said.replaceAll(/\s/g, '')
    const at = own.replaceAll(/\s/g, '').indexOf(bare)
    return at < 0 ? said : there.replaceAll(/\s/g, '').slice(at, at + bare.length)
  }
  const wordsOrNull = (said: string | null, evidence: readonly Span[]) => (said === null ? null : words(said, evidence))
  /** A region that the standard does not know is told by its full name, which may stand elsewhere. */
  const full = (name: string, evidence: readonly Span[]): string => {
    const own = words(name, evidence)
    const at = own === name ? plain.indexOf(name) : -1
    return at < 0 ? own : given.slice(at, at + name.length)
  }
  const regions = article.regions.map((region) => {
    return { ...region, name: region.code === null ? full(region.name, region.evidence) : region.name }
  })
  const people = article.people.map((person) => ({
    ...person,
    name: words(person.name, person.evidence),
    posts: person.posts.map((post) => ({ ...post, text: words(post.text, post.evidence) })),
  }))
  const sides = new Map(article.regions.map(({ name }, index) => [name, regions[index].name]))
  const names = new Map(article.people.map(({ name }, index) => [name, people[index].name]))
  const side = (name: string): string => sides.get(name) ?? name
  const person = (name: string): string => names.get(name) ?? name
  const { byline } = article
  return {
    ...article,
    byline: byline && {
      ...byline,
      outlet: wordsOrNull(byline.outlet, byline.evidence),
      reporters: byline.reporters.map((reporter) => words(reporter, byline.evidence)),
    },
    paragraphs: article.paragraphs.map(({ spans }) => {
      return { text: spans.map(({ start, end }) => given.slice(start, end)).join(''), spans }
    }),
    regions,
    people: people.map((each) => ({ ...each, region: each.region === null ? null : side(each.region) })),
    events: article.events.map((event) => ({
      ...event,
      name: wordsOrNull(event.name, event.evidence),
      place: wordsOrNull(event.place, event.evidence),
    })),
    agreements: article.agreements.map((agreement) => ({
      ...agreement,
      name: words(agreement.name, agreement.evidence),
      parties: agreement.parties.map(side),
      signatories: agreement.signatories.map(person),
    })),
    pledges: article.pledges.map((pledge) => ({
      ...pledge,
      text: words(pledge.text, pledge.evidence),
      speaker: pledge.speaker === null ? null : person(pledge.speaker),
      by: pledge.by.map(side),
      targets: pledge.targets.map((target) => ({ ...target, unit: words(target.unit, target.evidence) })),
    })),
  }
}
