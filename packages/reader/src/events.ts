/** Events: the occasions a report is about, with name, days and place. */
import type { EventKind } from '@handclasp/domain'
import { dayBefore, readDate, resolveDate } from '@handclasp/domain'

import { EVENT } from './marks.ts'
import type { Marks } from './marks.ts'
import type { Place } from './places.ts'
import { segmentsOf } from './pledges.ts'

/** An event in the flow's offsets. */
export interface EventFound {
  readonly kind: EventKind
  readonly name: readonly [number, number] | null
  readonly date: { start: string; end: string; stated: boolean; at: readonly [number, number] } | null
  readonly place: readonly [number, number] | null
  /** The words that say it took place. */
  readonly at: readonly [number, number]
}

/** A day named in a text. */
export interface DayFound {
  readonly start: number
  readonly end: number
  readonly first: string
  readonly last: string
  readonly stated: boolean
}

const RANGE = /^(?:上午|下午|晚)?(?:至|到|-|—|~|—)+/
const RELATIVE = /昨[天日晚]|今[天日]/g

/** Days of a flow in order: 4月28日, 28日, 11月25日至26日, 昨天. Rules: [R90] the year of the publication, [R91] ranges. */
export function daysOf(text: string, published: string | null): DayFound[] {
  const days: DayFound[] = []
  for (let at = 0; at < text.length; at++) {
    if (!/\d/.test(text.charAt(at)) || /[\d.]/.test(text.charAt(at - 1))) continue
    const words = readDate(text, at)
    if (words === null || (words.day === null && words.year === null)) continue
    const first = resolveDate(words, published)
    if (first === null) continue
    let [end, last] = [words.end, first]
    const range = RANGE.exec(text.slice(end, end + 4))
    if (range !== null) {
      const until = readDate(text, end + range[0].length)
      const closing =
        until === null
          ? null
          : resolveDate({ ...until, year: until.year ?? words.year, month: until.month ?? words.month }, published)
      if (until !== null && closing !== null && closing >= first) [end, last] = [until.end, closing]
    }
    days.push({ start: at, end, first, last, stated: words.year !== null })
    at = end - 1
  }
  RELATIVE.lastIndex = 0
  for (let match = RELATIVE.exec(text); match !== null && published !== null; match = RELATIVE.exec(text)) {
    const day = match[0].startsWith('昨') ? dayBefore(published) : published
    if (day !== null)
      days.push({ start: match.index, end: match.index + match[0].length, first: day, last: day, stated: false })
  }
  return days.toSorted((a, b) => a.start - b.start)
}

const HELD = /举行|召开|举办|开幕|启动|拉开帷幕|闭幕|落幕|开班|开展|启幕|在.{2,12}召开/
const NAME_CUTS =
  /(?:由|的|在|将|了|主题为|同期|举行|召开|举办|开展|出席|参加|主持|期间|随后举行的|为期\S{1,3}天的)|\d[日年](?=[，\p{Script=Han}])(?<=日)|[上下]午|近日|日前|当[天日]|昨[天日]|今[天日]|晚/gu

/** Where an event's name begins: after the clause's own words. */
function nameStart(text: string, floor: number, head: number): number {
  let start = head
  let depth = 0
  while (start > floor) {
    const character = text.charAt(start - 1)
    if (character === '”' || character === '》' || character === ')') depth++
    if (character === '“' || character === '《' || character === '(') depth--
    if (depth < 0) break
    if (depth === 0 && /[，。；：！？\n、]/.test(character)) break
    start--
  }
  const words = text.slice(start, head)
  let cut = 0
  NAME_CUTS.lastIndex = 0
  for (let match = NAME_CUTS.exec(words); match !== null; match = NAME_CUTS.exec(words)) {
    const open =
      (words.slice(0, match.index).match(/[“《(]/g) ?? []).length -
      (words.slice(0, match.index).match(/[”》)]/g) ?? []).length
    if (open === 0) cut = match.index + match[0].length
  }
  return start + cut
}

function placeIn(text: string, places: readonly Place[], start: number, end: number): readonly [number, number] | null {
  const before = /(?:在|于|抵|赴|到|来)$/
  for (let i = 0; i < places.length; i++) {
    const place = places[i]
    if (place.start < start || place.end > end || place.within !== null) continue
    if (!before.test(text.slice(Math.max(0, place.start - 1), place.start))) continue
    let last = place
    for (const next of places.slice(i + 1)) if (next.start === last.end) last = next
    return [place.start, last.end]
  }
  return null
}

const VISIT =
  /(?:到|赴|来|在|前往|深入|抵|访问)[^，。；“”]{1,24}?(?:学习考察|考察访问|考察交流|参观考察|考察|访问|调研|参访)|代表团[^，。；]{0,12}(?:来访|访问)/
const BARE =
  /^(?:会议|会|活动|仪式|大会|论坛|展|行动|对话|座谈会|签约仪式|签订仪式|签署仪式|启动仪式|开幕式|闭幕式|签约活动|发布会|工作会|展会|比赛|晚会)$/

/** The events of a report: those its first sentences say were held, visits, and signings of their own. */
export function eventsOf(text: string, marks: Marks, places: readonly Place[], published: string | null): EventFound[] {
  const days = daysOf(text, published)
  const segments = segmentsOf(text)
  const found: EventFound[] = []
  let day: DayFound | null = null
  segments.forEach(({ start, end }, index) => {
    const here = days.filter((each) => each.start >= start && each.end <= end)
    const own = here.find((each) => !/^(?:电|讯)/.test(text.slice(each.end, each.end + 1)))
    if (own !== undefined && (index < 4 || day === null)) day = own
    if (index > 3 && found.length > 0) return
    const words = text.slice(start, end)
    const date = own ?? day
    const dated =
      date === null
        ? null
        : { start: date.first, end: date.last, stated: date.stated, at: [date.start, date.end] as const }
    const place = placeIn(text, places, start, end)
    if (VISIT.test(words) && /代表团|率|一行|团/.test(words) && !found.some((event) => event.kind === 'visit')) {
      const match = VISIT.exec(words)
      const at = start + (match?.index ?? 0)
      found.push({ kind: 'visit', name: null, date: dated, place, at: [at, at + (match?.[0].length ?? 1)] })
    }
    const meeting = heldIn(text, marks, start, end)
    if (meeting !== null && !found.some((event) => event.kind === meeting.kind)) {
      found.push({ kind: meeting.kind, name: meeting.name, date: dated, place, at: meeting.at })
    }
  })
  return found
}

function heldIn(
  text: string,
  marks: Marks,
  start: number,
  end: number,
): { kind: EventKind; name: readonly [number, number] | null; at: readonly [number, number] } | null {
  for (const i of marks.all(EVENT)) {
    const [from, to] = [marks.starts[i], marks.ends[i]]
    if (from < start || to > end) continue
    const next = marks.startingAt(to, EVENT)
    if (next >= 0 || /^[暨及和与]/.test(text.slice(to, to + 1))) continue
    const clause = text.slice(to, Math.min(end, to + 30))
    const before = text.slice(Math.max(start, from - 40), from)
    if (!HELD.test(clause) && !/(?:举行|召开|举办)[^，。]*$/.test(before)) continue
    const head = nameStart(text, start, from)
    const kind = marks.entries[i].event ?? 'other'
    const bare = BARE.test(text.slice(head, to))
    return { kind, name: bare ? null : [head, to], at: [head, to] }
  }
  return null
}
