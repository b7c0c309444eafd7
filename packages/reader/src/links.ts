/**
 * Links between findings: whom a person stands for, at which event an act was done, who signed what, who speaks a
 * pledge and who is to keep it. What the text does not tell stays open.
 */
import type { Act, EventKind, Pledge, PledgeMode, Region } from '@handclasp/domain'

import type { ActFound } from './acts.ts'
import type { Mention } from './mentions.ts'
import type { Place } from './places.ts'
import { isWithin, placeOfPost } from './regions.ts'
import { inRange } from './ranges.ts'

/** The party that a place belongs to, among the article's regions. */
export function partyOf(place: Place, places: readonly Place[], regions: readonly Region[]): string | null {
  const exact = regions.find(
    (region) => region.name === place.name || (region.code !== null && region.code === place.code),
  )
  if (exact !== undefined) return exact.name
  const code = place.code
  const around = regions.find((region) => code !== null && region.code !== null && isWithin(code, region.code))
  if (around !== undefined) return around.name
  const above = places.find((other) => other.name === place.name && other.within !== null)
  const parent = above?.within == null ? undefined : places[above.within]
  return regions.find((region) => region.name === parent?.name)?.name ?? null
}

/** The place whose delegation somebody leads: 甲率某市党政代表团. */
function ledDelegation(text: string, { to }: Mention, places: readonly Place[]): Place | null {
  const words = /^(?:率领?|带领)[^，。]{2,14}?(?=党政|政府|代表团|考察团)/.exec(text.slice(to, to + 20))
  return words === null ? null : (inRange(places, to, to + words[0].length).at(-1) ?? null)
}

/**
 * The side of each person: of the place in their posts; one who leads a delegation stands for it; one in a
 * list whose post names none stands where the one before stands (某省副省长甲、秘书长乙). Rule: [R27].
 */
export function sidesOf(
  text: string,
  mentions: readonly Mention[],
  places: readonly Place[],
  regions: readonly Region[],
): Map<string, string> {
  const sides = new Map<string, string>()
  mentions.forEach((mention, i) => {
    if (sides.has(mention.name) || mention.posts.length === 0) return
    for (const { start, end } of mention.posts) {
      const place = placeOfPost(places, start, end)
      const side = place === null ? null : partyOf(place, places, regions)
      if (side === null) continue
      sides.set(mention.name, side)
      return
    }
    const led = ledDelegation(text, mention, places)
    const ledSide = led === null ? null : partyOf(led, places, regions)
    if (ledSide !== null) {
      sides.set(mention.name, ledSide)
      return
    }
    const before = mentions[i - 1]
    const inherited = before === undefined ? undefined : sides.get(before.name)
    const first = mention.posts[0]
    const named = placeOfPost(places, first.start, first.end) !== null
    if (inherited !== undefined && !named && /^[、，]$/.test(text.slice(before.to, mention.from)))
      sides.set(mention.name, inherited)
  })
  return sides
}

const WHERE: Readonly<Record<Act, readonly EventKind[]>> = {
  chair: ['meeting', 'signing', 'campaign', 'other'],
  speak: ['meeting', 'expo', 'campaign', 'signing', 'other', 'visit'],
  present: ['meeting', 'expo', 'campaign', 'signing', 'visit'],
  sign: ['signing', 'meeting', 'visit'],
  witness: ['signing', 'meeting', 'visit'],
  attend: ['meeting', 'signing', 'expo', 'campaign', 'other', 'visit'],
  lead: ['visit'],
  accompany: ['visit', 'meeting'],
  meet: ['meeting', 'visit'],
  inspect: ['visit'],
  perform: ['campaign', 'expo', 'other'],
}

/** The event an act was done at: the first of the kinds where such acts are done. Rule: [R39]. */
export function eventOfAct(act: Act, kinds: readonly EventKind[]): number | null {
  for (const kind of WHERE[act]) {
    const index = kinds.indexOf(kind)
    if (index >= 0) return index
  }
  return null
}

/** Who signed: the people whose signing is told in the clause. Rule: [R66]. */
export function signatoriesOf(acts: readonly ActFound[], clause: readonly [number, number]): string[] {
  const names = acts.filter(({ act, start }) => act === 'sign' && start >= clause[0] && start < clause[1])
  return [...new Set(names.map(({ name }) => name))]
}

const ALL = /双方|两[省市地岸县区州校]|[三四五六七八九][省市地方州]|各方/

/** The sides of an agreement: all where the clause says 双方 or 两省, else those whose places it names. Rule: [R67]. */
export function partiesOfClause(
  text: string,
  clause: readonly [number, number],
  places: readonly Place[],
  regions: readonly Region[],
): string[] {
  if (ALL.test(text.slice(clause[0], clause[1]))) return regions.map((region) => region.name)
  const named = inRange(places, clause[0], clause[1])
  const sides = named.map((place) => partyOf(place, places, regions)).filter((side) => side !== null)
  return [...new Set(sides)]
}

/** Who speaks a segment: the last to speak in its paragraph, or right behind its quotation. Rule: [R77]. */
export function speakerOf(text: string, acts: readonly ActFound[], start: number, end: number): string | null {
  const from = text.lastIndexOf('\n', start) + 1
  const until = text.indexOf('\n', end)
  const here = inRange(acts, from, until < 0 ? text.length : until).filter(
    ({ act }) => act === 'speak' || act === 'present',
  )
  const before = here.findLast((found) => found.start < end)
  if (before !== undefined) return before.name
  return text.charAt(start) === '“' ? (here[0]?.name ?? null) : null
}

/** Who is to keep a pledge: named in it, or the speaker's side, or all, as the mode tells. Rule: [R78]. */
export function keepersOf(
  text: string,
  range: readonly [number, number],
  mode: PledgeMode,
  side: string | null,
  places: readonly Place[],
  regions: readonly Region[],
): Pledge['by'] {
  const words = text.slice(range[0], range[1])
  const all = regions.map((region) => region.name)
  if (mode === 'jointly-states' || /(?:希望|期待|建议)?(?:双方|两[省市地岸])/.test(words)) return all
  const acting = inRange(places, range[0], range[1]).filter((place) =>
    /^[省市县区]?(?:将|愿|拟)/.test(text.slice(place.end, place.end + 2)),
  )
  const named = acting.map((place) => partyOf(place, places, regions)).filter((each) => each !== null)
  if (named.length > 0) return [...new Set(named)]
  if (mode === 'undertakes') return side === null ? [] : [side]
  return side === null ? [] : all.filter((each) => each !== side)
}
