/** The report's own side, where only the paper or a speech names it: 我市, 市委书记某某. */
import type { ActFound } from './acts.ts'
import type { Mention } from './mentions.ts'
import type { Place } from './places.ts'
import { inRange } from './ranges.ts'
import { placeOfPost } from './regions.ts'

/** What a report calls its own. */
const OURS = /我([省市县州区])(?!级|内)/
/** The posts of those who lead a region of some size, without its name. */
const LEADS = /^(?:中共)?([省市县州区])(?:委(?:副?书记|常委)|长|政府)|^副([省市县州区])长/
/** What makes the name of a paper of the place before it. */
const OUTLET = /^(?:[省市县州区]?(?:日报|晚报|晨报|时报|新闻|融媒|广播|电视|电台|报|网))/
/** How a speech tells of the speaker's own side: 某某说，某市将…. */
const SPOKEN = /^(?:将|愿|会|要|拟|期待|希望|也)/
/** How far behind the verb a speech names the side it is of. */
const NEAR = 4

/** Who leads the report's own side, with its unit: those whose posts name no region. */
function ownLeaders(text: string, places: readonly Place[], mentions: readonly Mention[]): Map<string, string> {
  const leaders = new Map<string, string>()
  for (const { name, posts } of mentions) {
    if (posts.length === 0 || leaders.has(name)) continue
    const [{ start, end }] = posts
    const [, unit, deputy] = LEADS.exec(text.slice(start, end)) ?? []
    const own = unit ?? deputy
    if (own !== undefined && placeOfPost(places, start, end) === null) leaders.set(name, own)
  }
  return leaders
}

/**
 * The place that names the report's own side: that of the paper in the byline, which ends at `from`, else the one that
 * its leader speaks for. It is as large as the report says (我省, 市委). Rule: [R100].
 */
export function homeOf(
  text: string,
  places: readonly Place[],
  mentions: readonly Mention[],
  acts: readonly ActFound[],
  from: number,
): Place | null {
  const leaders = ownLeaders(text, places, mentions)
  const unit = OURS.exec(text)?.[1] ?? leaders.values().next().value
  if (unit === undefined) return null
  const fits = ({ code, name }: Place): boolean => code !== null && name.endsWith(unit)
  const own = inRange(places, 0, from).find((place) => fits(place) && OUTLET.test(text.slice(place.end, place.end + 4)))
  if (own !== undefined) return own
  for (const { act, name, end } of acts) {
    if (act !== 'speak' || !leaders.has(name)) continue
    const said = inRange(places, end, end + NEAR + 8).find((place) => fits(place) && place.start <= end + NEAR)
    if (said !== undefined && SPOKEN.test(text.slice(said.end, said.end + 2))) return said
  }
  return null
}
