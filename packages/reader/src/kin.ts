/** Kin: a region and one that lies in it, and which of the two is the side where both weigh as one. */
import { divisionLevel, parentCode } from '@handclasp/domain'
import type { Region } from '@handclasp/domain'

import { isCountry } from './places.ts'
import type { Place } from './places.ts'
import { pattern } from './patterns.ts'
import type { Party } from './regions.ts'

/** For every place the last and the first of the run, joined by 、 or 与, that it stands in. */
export interface Runs {
  readonly runs: Int32Array
  readonly firsts: Int32Array
}

/** What a text tells of regions that lie in others, by their names. */
interface Told {
  /** Those listed and counted as the sides. */
  readonly counted: ReadonlySet<string>
  /** The lists that each stands in, by the last place of each. */
  readonly lists: ReadonlyMap<string, ReadonlySet<number>>
}

/** How many sides are listed, in words: from three to nineteen. */
export const NUMBER = '[三四五六七八九]|十[一二三四五六七八九]?'
/** A list of sides that ends in their number: 甲、乙、丙等3市. */
const COUNTED = pattern('', `^[等共](?:${NUMBER}|\\d{1,2})个?(?:地市|地方|[市县区州])`)

/** What goes before places that something covers or concerns, whoever deals with whom. */
const COVERING = /(?:涉及|覆盖|涵盖|辐射|惠及)[^，。；、]{0,6}$/

/** Does a list name what something covers (涵盖甲、乙等11省)? */
export function isCovered(text: string, start: number): boolean {
  return COVERING.test(text.slice(Math.max(0, start - 10), start))
}

function toldOf(names: ReadonlySet<string>, text: string, places: readonly Place[], { runs, firsts }: Runs): Told {
  const [counted, lists] = [new Set<string>(), new Map<string, Set<number>>()]
  for (let i = 0; i < places.length; i++) {
    const { name } = places[i]
    if (!names.has(name) || places[i + 1]?.within === i) continue
    const { end } = places[runs[i]]
    if (COUNTED.test(text.slice(end, end + 8)) && !isCovered(text, places[firsts[i]].start)) counted.add(name)
    lists.set(name, (lists.get(name) ?? new Set()).add(runs[i]))
  }
  return { counted, lists }
}

/** Does a list name the two side by side? */
function areListed(lists: Told['lists'], one: Party, other: Party): boolean {
  const theirs = lists.get(other.name)
  return theirs !== undefined && [...(lists.get(one.name) ?? [])].some((list) => theirs.has(list))
}

/** What lies in what, as the text itself puts it (某省某市, 某市位于某国). */
export function parentsIn(text: string, places: readonly Place[]): Map<string, string> {
  const parents = new Map<string, string>()
  places.forEach(({ name, end, within }, i) => {
    const next = places[i + 1]
    if (within !== null) parents.set(name, places[within].name)
    else if (next?.start === end + 2 && text.startsWith('位于', end)) parents.set(name, next.name)
  })
  return parents
}

/** How far up a text tells what lies in what: a town, its province, its country. */
const LEVELS = 2

/** The party that a region lies in, by what the text itself puts around it, and around that. */
function wholeOf(
  name: string,
  parents: ReadonlyMap<string, string>,
  byName: ReadonlyMap<string, Party>,
): Party | undefined {
  let up = parents.get(name)
  for (let i = 1; i < LEVELS && up !== undefined && !byName.has(up); i++) up = parents.get(up)
  return up === undefined ? undefined : byName.get(up)
}

/** Which of the parties lies in which other. */
function nested(top: readonly Party[], text: string, places: readonly Place[]): [Party, Party][] {
  const byCode = new Map(top.map((party) => [party.code, party]))
  const byName = new Map(top.map((party) => [party.name, party]))
  const parents = byCode.has(null) ? parentsIn(text, places) : null
  const found: [Party, Party][] = []
  const add = (child: Party, whole: Party | undefined): void => {
    if (whole !== undefined && whole !== child) found.push([child, whole])
  }
  for (const child of top) {
    for (const code of codesAbove(child.code)) add(child, byCode.get(code))
    const told = parents === null ? undefined : wholeOf(child.name, parents, byName)
    if (child.code === null || told?.code === null) add(child, told)
  }
  return found
}

/** What part of a child's weight a parent has that gives way to it. */
const OUTWEIGHED = 0.85
/** How many times the weight of the heaviest child that is listed and counted a parent has that stays. */
const TOWERING = 4

/** Is it a province with cities of its own, not a city of that rank? */
function isOfCities({ code, name }: Party): boolean {
  return code !== null && divisionLevel(code) === 'province' && !name.endsWith('市')
}

/**
 * Do the weightiest cities of two provinces or more outweigh these, so that the sides are cities, not a city and a
 * province? Null where no two provinces stand beside cities of theirs. Rule: [R86].
 */
function areCities(found: readonly (readonly [Party, Party])[]): boolean | null {
  const heaviest = new Map<Party, number>()
  for (const [child, whole] of found)
    if (isOfCities(whole)) heaviest.set(whole, Math.max(child.weight, heaviest.get(whole) ?? 0))
  if (heaviest.size < 2) return null
  let [cities, provinces] = [0, 0]
  for (const [{ weight }, city] of heaviest) [cities, provinces] = [cities + city, provinces + weight]
  return provinces < cities * OUTWEIGHED
}

/**
 * Of kin one gives way: the child to a parent of like weight; the parent to a weightier child, a country to any, and to
 * children that the text lists and counts as the sides, unless it towers over them. Those that a list names side by
 * side are all sides. Rules: [R84], [R86].
 */
export function withoutKin(top: readonly Party[], text: string, places: readonly Place[], runs: Runs): Party[] {
  const found = nested(top, text, places)
  if (found.length === 0) return [...top]
  const { counted, lists } = toldOf(new Set(found.flat().map(({ name }) => name)), text, places, runs)
  const gone = new Set<Party>()
  const cities = areCities(found)
  const heaviest = new Map<Party, number>()
  for (const [{ name, weight }, whole] of found)
    if (counted.has(name)) heaviest.set(whole, Math.max(weight, heaviest.get(whole) ?? 0))
  for (const [child, whole] of found) {
    if (!isCountry(whole.name) && areListed(lists, child, whole)) continue
    const level = isOfCities(whole) ? cities : null
    const outweighed = level ?? whole.weight < child.weight * OUTWEIGHED
    const towers = whole.weight >= TOWERING * (heaviest.get(whole) ?? 0)
    const yields = (counted.has(child.name) && !towers) || isCountry(whole.name) || outweighed
    gone.add(yields ? whole : child)
  }
  return top.filter((party) => !gone.has(party))
}

/** The codes of the divisions that one lies in, the nearest first. */
export function codesAbove(code: string | null): string[] {
  const codes: string[] = []
  for (let up = code === null ? null : parentCode(code); up !== null; up = parentCode(up)) codes.push(up)
  return codes
}

/** Does one of two divisions lie in the other? */
export function isKin(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false
  return codesAbove(one).includes(other) || codesAbove(other).includes(one)
}

/** The regions without those that lie in another one of them. */
export function apart(regions: readonly Region[]): Region[] {
  const codes = new Set(regions.map(({ code }) => code))
  return regions.filter(({ code }) => !codesAbove(code).some((up) => codes.has(up)))
}
