/**
 * Links between findings: whom a person stands for, at which event an act was done, who signed what, who speaks a
 * pledge and who is to keep it. What the text does not tell stays open.
 */
import { parentCode } from '@handclasp/domain'
import type { Act, EventKind, Pledge, PledgeMode, Region } from '@handclasp/domain'

import type { ActFound } from './acts.ts'
import { parentsIn } from './kin.ts'
import type { Mention } from './mentions.ts'
import { isOfTaiwan } from './places.ts'
import type { Place } from './places.ts'
import type { Segment } from './segments.ts'
import { firstFrom, inRange } from './ranges.ts'
import { placeOfPost } from './regions.ts'

/** The parties that the places of a flow belong to. */
export class Sides {
  /** The names of all parties. */
  readonly all: readonly string[]
  private readonly places: readonly Place[]
  private readonly byName: ReadonlyMap<string, string>
  private readonly byCode: ReadonlyMap<string, string>
  private readonly parents: ReadonlyMap<string, string>

  constructor(text: string, places: readonly Place[], regions: readonly Region[]) {
    this.places = places
    this.all = regions.map((region) => region.name)
    this.byName = new Map(regions.map(({ name }) => [name, name]))
    this.byCode = new Map(regions.flatMap(({ name, code }) => (code === null ? [] : [[code, name] as const])))
    this.parents = parentsIn(text, places)
  }

  /** The party a place is, or lies in. */
  of({ name, code }: Place): string | null {
    const exact = this.byName.get(name) ?? (code === null ? undefined : this.byCode.get(code))
    if (exact !== undefined) return exact
    for (let up = code === null ? null : parentCode(code); up !== null; up = parentCode(up)) {
      const whole = this.byCode.get(up)
      if (whole !== undefined) return whole
    }
    if (isOfTaiwan(name)) return this.byName.get('台湾') ?? null
    return this.byName.get(this.parents.get(name) ?? '') ?? null
  }

  /** The parties that the places between two offsets belong to. */
  within(start: number, end: number): string[] {
    const sides = inRange(this.places, start, end).map((place) => this.of(place))
    return [...new Set(sides.filter((side) => side !== null))]
  }
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
  parties: Sides,
): Map<string, string> {
  const sides = new Map<string, string>()
  mentions.forEach((mention, i) => {
    if (sides.has(mention.name) || mention.posts.length === 0) return
    for (const { start, end } of mention.posts) {
      const place = placeOfPost(places, start, end)
      const side = place === null ? null : parties.of(place)
      if (side === null) continue
      sides.set(mention.name, side)
      return
    }
    const led = ledDelegation(text, mention, places)
    const ledSide = led === null ? null : parties.of(led)
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
  const names = inRange(acts, clause[0], clause[1]).filter(({ act }) => act === 'sign')
  return [...new Set(names.map(({ name }) => name))]
}

const ALL = /双方|两[省市地岸县区州校]|[三四五六七八九][省市地方州]|各方/

/** The sides of an agreement: all where the clause says 双方 or 两省, else those whose places it names. Rule: [R67]. */
export function partiesOfClause(
  text: string,
  [start, end]: readonly [number, number],
  parties: Sides,
): readonly string[] {
  return ALL.test(text.slice(start, end)) ? parties.all : parties.within(start, end)
}

/** Who speaks a segment: the last to speak in its paragraph, or right behind its quotation. Rule: [R77]. */
export function speakerOf(
  text: string,
  speeches: readonly ActFound[],
  { start, end, paragraph }: Segment,
): string | null {
  const last = firstFrom(speeches, end) - 1
  const before = speeches[last]
  if (before !== undefined && before.start >= paragraph[0]) return before.name
  const next = speeches[last + 1]
  return text.charAt(start) === '“' && next !== undefined && next.end <= paragraph[1] ? next.name : null
}

/** Who is to keep a pledge: named in it, or the speaker's side, or all, as the mode tells. Rule: [R78]. */
export function keepersOf(
  text: string,
  { start, end }: Segment,
  mode: PledgeMode,
  side: string | null,
  places: readonly Place[],
  parties: Sides,
): Pledge['by'] {
  const words = text.slice(start, end)
  const { all } = parties
  if (mode === 'jointly-states' || /(?:希望|期待|建议)?(?:双方|两[省市地岸])/.test(words)) return all
  const acting = inRange(places, start, end).filter((place) =>
    /^[省市县区]?(?:将|愿|拟)/.test(text.slice(place.end, place.end + 2)),
  )
  const named = acting.map((place) => parties.of(place)).filter((each) => each !== null)
  if (named.length > 0) return [...new Set(named)]
  if (mode === 'undertakes') return side === null ? [] : [side]
  return side === null ? [] : all.filter((each) => each !== side)
}
