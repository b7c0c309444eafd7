/** The regions that cooperate, out of all places named: what makes a place a party, and at which level. */
import { parentCode } from '@handclasp/domain'

import type { Place } from './places.ts'

/** A party with the place that states it first. */
export interface Party {
  readonly name: string
  readonly code: string | null
  readonly place: Place
  readonly weight: number
}

const SIDE = /^(?:省|市)?(?:人民)?(?:党政|政府|经贸|文化|考察|友好)*(?:代表团|考察团|一行)/
const COUPLED = /^(?:[、与和·—－-]|[市省])/
const HELD = /^[^，。]{0,10}(?:举行|召开|举办|开幕|启动|拉开|挂牌)/

function weightOf(text: string, places: readonly Place[], i: number): number {
  const place = places[i]
  const before = text.slice(Math.max(0, place.start - 3), place.start)
  const after = text.slice(place.end, place.end + 12)
  if (place.abbreviated) return 4
  if (/[在于]$/.test(before) && HELD.test(after)) return 0
  if (SIDE.test(after)) return 5
  const next = places[i + 1]
  const gap = next === undefined ? '' : text.slice(place.end, next.start)
  const coupled = next !== undefined && gap.length <= 1 && COUPLED.test(gap)
  if (
    coupled &&
    /^(?:两[省市地岸]|[三四五][省市地]|.{0,6}(?:合作|座谈|交流|协作))/.test(text.slice(next.end, next.end + 10))
  )
    return 5
  const previous = places[i - 1]
  if (
    previous !== undefined &&
    /^[、与和·—-]$/.test(text.slice(previous.end, place.start)) &&
    /^两[省市地岸]/.test(after)
  )
    return 5
  if (/^[^，。]{0,12}(?:学习考察|考察|访问)/.test(after) && /[到赴来在]$/.test(before)) return 4
  if (/^(?:委|政府|人民政府|市委|省委|区委|县委)/.test(after)) return 1.5
  return 0.5
}

/** The parties of an article. Rules: [R85] what weighs, [R86] a parent and its child are one side. */
export function partiesOf(text: string, places: readonly Place[]): Party[] {
  const parties = new Map<string, { party: Party; weight: number }>()
  places.forEach((place, i) => {
    if (places[i + 1]?.within === i) return
    const key = place.code ?? place.name
    const weight = weightOf(text, places, i)
    const known = parties.get(key)
    if (known === undefined) parties.set(key, { party: { name: place.name, code: place.code, place, weight }, weight })
    else known.weight += weight
  })
  const all = [...parties.values()].map(({ party, weight }) => ({ ...party, weight }))
  const top = all.filter((party) => party.weight >= 4)
  return top.filter((party) => {
    const kin = top.find(
      (other) => other !== party && other.code !== null && party.code !== null && isWithin(party.code, other.code),
    )
    return kin === undefined || kin.weight < party.weight / 2
  })
}

/** Does one division lie in the other? */
export function isWithin(code: string, whole: string): boolean {
  for (let up = parentCode(code); up !== null; up = parentCode(up)) if (up === whole) return true
  return false
}
