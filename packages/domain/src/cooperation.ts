/** Cooperations: how sides get their marks and a cooperation its short name, and which one a page belongs to. */
import type { Organisation } from './commitment.ts'
import type { RegionName, Side } from './entry.ts'
import type { CooperationId, Mint } from './identifier.ts'
import { PROVINCE_ABBREVIATIONS } from './abbreviations.ts'
import type { Opening } from './position.ts'

/** Sides from their regions, each with a mark of one character that no other side has. */
export function sidesOf(regions: readonly (readonly RegionName[])[], mint: Mint): readonly Side[] {
  const marks = marksOf(regions)
  return regions.map((list, index) => ({ id: mint('side'), mark: marks[index] ?? NO_MARK, regions: list }))
}

/** A further side of regions or of an institution, with a mark that none of the others has. */
export function sideOf(words: SideWords, taken: readonly string[], mint: Mint): Side {
  const { regions, institution } = words
  const names = institution ? [institution] : regions
  const mark = marksFor(names[0]).find((candidate) => !taken.includes(candidate)) ?? NO_MARK
  return { id: mint('side'), mark, regions: institution ? [] : regions, ...(institution ? { institution } : {}) }
}

/** What a side is: regions, or an institution. */
export interface SideWords {
  readonly regions: readonly RegionName[]
  readonly institution: Organisation | null
}

/** The marks that sides of these regions bear: each one character, no two alike. */
export function marksOf(regions: readonly (readonly RegionName[])[]): readonly string[] {
  const taken = new Set<string>()
  return regions.map(([first]) => {
    const mark = marksFor(first).find((candidate) => !taken.has(candidate)) ?? NO_MARK
    taken.add(mark)
    return mark
  })
}

/** Stands where every character of a name is taken. */
const NO_MARK = '〇'

/** What may stand for a region, best first: the abbreviation of a province, then the characters of its name. */
function marksFor(region: RegionName | undefined): readonly string[] {
  if (!region) return []
  const isProvince = region.code?.endsWith('0000') ?? false
  const short = isProvince
    ? Object.entries(PROVINCE_ABBREVIATIONS).flatMap(([mark, code]) => (code === region.code ? [mark] : []))
    : []
  return [...short, ...region.name]
}

/** The short name of a cooperation: its sides' marks, as in 吉川合作. */
export function nameOfCooperation(sides: readonly Side[]): string {
  return `${sides.map((side) => side.mark).join('')}合作`
}

/**
 * The cooperation that an article about some regions belongs to: one in which every region lies on a side and at least
 * two sides are spoken of. Of several, the one with the fewest sides, then the oldest.
 */
export function cooperationFor(
  regions: readonly RegionName[],
  known: readonly { readonly id: CooperationId; readonly opening: Opening }[],
): CooperationId | null {
  const fitting = known.filter(({ opening: { sides } }) => {
    const spokenOf = regions.map((region) => sides.findIndex((side) => side.regions.some((own) => liesIn(region, own))))
    return !spokenOf.includes(-1) && new Set(spokenOf).size >= 2
  })
  const best = fitting.sort((a, b) => {
    const size = a.opening.sides.length - b.opening.sides.length
    return size !== 0 ? size : a.id < b.id ? -1 : 1
  })[0]
  return best?.id ?? null
}

/** Is a region the other one, or a part of it by its code? */
function liesIn(region: RegionName, whole: RegionName): boolean {
  if (region.name === whole.name) return true
  if (region.code === null || whole.code === null) return false
  return region.code.startsWith(whole.code.replace(/(00){1,2}$/, ''))
}
