/**
 * Run-together headlines: 甲某某乙某讲话丙某丁某某介绍情况 is split last, by exact cover over the names known from
 * bodies anywhere on the page and the act words; a name that is not known is read by the lattice. Always implied.
 */
import type { Act } from '@handclasp/domain'

import { Characters, SPACES } from './characters.ts'
import { ACT } from './marks.ts'
import type { Marks } from './marks.ts'
import { mayBeginName } from './mentions.ts'
import { isLikelyGiven, isRareSurname, mayBeGiven, surnameLength } from './surnames.ts'

/** A person in a headline with what the headline says of them. Offsets are the flow's. */
export interface HeadlinePerson {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly known: boolean
  readonly acts: readonly { act: Act; start: number; end: number }[]
}

interface Step {
  readonly kind: 'name' | 'known' | 'act' | 'filler'
  readonly from: number
  readonly act: Act | null
}

/** What parts the stretches of a headline. */
const APART = new Characters(SPACES, '，。；：“”')
const FILLERS = [
  '并',
  '分别',
  '共同',
  '等',
  '与',
  '和',
  '会议',
  '会见',
  '活动',
  '仪式',
  '座谈',
  '座谈会',
  '致辞',
  '情况',
  '见证签约',
  '、',
  '及',
]

/** The cheapest cover of a stretch by names, acts and fillers; null where there is none. */
function cover(text: string, marks: Marks, start: number, end: number, known: ReadonlySet<string>): Step[] | null {
  const size = end - start
  const cost = new Float64Array(size + 1).fill(Infinity)
  const steps: (Step | null)[] = Array.from({ length: size + 1 }, () => null)
  cost[0] = 0
  const take = (to: number, price: number, step: Step): void => {
    if (to <= size && price < cost[to]) {
      cost[to] = price
      steps[to] = step
    }
  }
  for (let at = 0; at < size; at++) {
    if (cost[at] === Infinity) continue
    const place = start + at
    for (let i = marks.from[place]; i < marks.from[place + 1]; i++) {
      const { act, kinds } = marks.entry(i)
      if ((kinds & ACT) === 0 || act === null || marks.ends[i] - place < 2) continue
      take(marks.ends[i] - start, cost[at] + 0.2 - (marks.ends[i] - place) * 0.01, { kind: 'act', from: at, act })
    }
    for (const filler of FILLERS) {
      if (text.startsWith(filler, place))
        take(at + filler.length, cost[at] + 0.4, { kind: 'filler', from: at, act: null })
    }
    const family = mayBeginName(text, marks, place) ? surnameLength(text, place) : 0
    for (let length = 2; length <= 4; length++) {
      const name = text.slice(place, place + length)
      if (known.has(name)) take(at + length, cost[at] + 0.3, { kind: 'known', from: at, act: null })
      if (family === 0 || length - family < 1 || length - family > 2) continue
      let price = length - family === 1 ? 1.3 : 1.1
      for (let k = family; k < length; k++) {
        if (!mayBeGiven(name.charCodeAt(k))) price += 20
        else if (!isLikelyGiven(name.charCodeAt(k))) price += 0.3
      }
      if (isRareSurname(name.charCodeAt(0))) price += 0.6
      if (price < 10) take(at + length, cost[at] + price, { kind: 'name', from: at, act: null })
    }
  }
  if (cost[size] === Infinity) return null
  const path: Step[] = []
  for (let at = size; at > 0; ) {
    const step = steps[at]
    if (step === null) return null
    path.unshift(step)
    at = step.from
  }
  return path
}

/** The people of the headlines whose stretches are covered wholly by names and acts. Rules: [R95], [R96]. */
export function headlinePeople(text: string, marks: Marks, known: ReadonlySet<string>): HeadlinePerson[] {
  const people: HeadlinePerson[] = []
  for (let start = 0; start < text.length; start++) {
    let end = start
    while (end < text.length && !APART.at(text, end)) end++
    const path = end - start >= 4 && end - start < 80 ? cover(text, marks, start, end, known) : null
    if (
      path !== null &&
      path.some((step) => step.act !== null) &&
      path[0].kind !== 'act' &&
      path[0].kind !== 'filler'
    ) {
      people.push(...peopleOf(text, start, end, path))
    }
    start = end
  }
  return people
}

function peopleOf(text: string, start: number, end: number, path: readonly Step[]): HeadlinePerson[] {
  const people: { start: number; end: number; known: boolean; acts: { act: Act; start: number; end: number }[] }[] = []
  let group: typeof people = []
  let closed = false
  path.forEach((step, i) => {
    const [from, to] = [start + step.from, i + 1 < path.length ? start + path[i + 1].from : end]
    if (step.act !== null) {
      for (const person of group) person.acts.push({ act: step.act, start: from, end: to })
      closed = true
    } else if (step.kind !== 'filler') {
      if (closed) group = []
      closed = false
      const person = { start: from, end: to, known: step.kind === 'known', acts: [] }
      group.push(person)
      people.push(person)
    }
  })
  return people.map((person) => ({ ...person, name: text.slice(person.start, person.end) }))
}
