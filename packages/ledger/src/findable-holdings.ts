/** The words by which things are found, compared with what those things say. */
import { sql as text } from 'kysely'
import { chunks, type Queries } from './database.ts'
import type { Fault } from './checking.ts'
import { findableRows, type Thing } from './findables.ts'

/** A thing that is to be found, and the place of what says so. */
export interface Expected {
  readonly place: string
  readonly thing: Thing
}

/** Each thing is found by its words and no others. Returns how many rows stand for them. */
export async function compareFindables(sql: Queries, expected: readonly Expected[], faults: Fault[]): Promise<number> {
  let standing = 0
  const groups = new Map<string, Expected[]>()
  for (const one of expected) {
    const { cooperation, side, kind } = one.thing
    const key = `${cooperation} ${side} ${kind}`
    const group = groups.get(key) ?? []
    if (group.push(one) === 1) groups.set(key, group)
  }
  for (const group of groups.values()) {
    for (const some of chunks(group)) standing += await compareGroup(sql, some, faults)
  }
  return standing
}

/** The same for things of one cooperation, side and kind. */
async function compareGroup(sql: Queries, group: readonly Expected[], faults: Fault[]): Promise<number> {
  const [first] = group
  if (!first) return 0
  const { cooperation, side, kind } = first.thing
  const ids = group.map(({ thing }) => thing.id)
  const rows = await sql
    .selectFrom('findable')
    .select(['id', 'part', 'title', 'body', 'written', 'folded', 'tags'])
    .select(text<readonly string[]>`tsvector_to_array(words)`.as('words'))
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('kind', '=', kind)
    .where('id', 'in', ids)
    .orderBy('id')
    .orderBy('part')
    .execute()
  const standing = new Map(rows.map((row) => [`${row.id} ${row.part}`, row]))
  let known = 0
  for (const { place, thing } of group) {
    for (const { id, part, title, body, written, folded, words, tags } of findableRows(thing)) {
      const row = standing.get(`${id} ${part}`)
      if (!row) {
        faults.push({ place, code: 'words-missing', detail: `${kind} ${id} cannot be found` })
        continue
      }
      known++
      const same = row.title === title && row.body === body && row.written === written && row.folded === folded
      if (same && sorted(row.words) === sorted(words) && sorted(row.tags) === sorted(tags)) continue
      faults.push({ place, code: 'words-differ', detail: `${kind} ${id} is found by other words than it says` })
    }
  }
  return known
}

function sorted(words: readonly string[]): string {
  return [...new Set(words)].sort().join('\n')
}
