/** Findables: the words by which records, commitments and pages are looked up, and looking them up. */
import {
  type Asked,
  asked,
  type CooperationId,
  excerpt,
  type Findable,
  findableCommitment,
  type FindableKind,
  findableOf,
  foundIn,
  type Instant,
  type LedgerRecord,
  lookedUp,
  partsOf,
  partStart,
  type SideId,
  type SourceHash,
  type Span,
  type UnitedCommitment,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import type { Database } from './database.ts'
import { facetsOf, isGrouping, tag } from './facets.ts'

/** What is found, and where it stands. */
export interface Place {
  readonly cooperation: CooperationId | 'home'
  /** Empty where all sides see it. */
  readonly side: SideId | ''
  readonly kind: FindableKind
  readonly id: string
}

/** Where a record is found, where it is one that is: what was sent is seen by all, and named by who sent it. */
export function placeOf(cooperation: CooperationId, side: SideId, record: LedgerRecord): Place | null {
  const found = findableOf(record)
  if (!found) return null
  if (found.kind === 'sent') return { cooperation, side: '', kind: 'sent', id: `${side} ${record.id}` }
  return { cooperation, side, kind: found.kind, id: record.id }
}

/** One thing found: its title, and the line of it around what was asked for. */
export interface Found extends Place {
  readonly title: string
  readonly excerpt: string
  /** The first words found, as a place in the body: of a page that is its text. Null where only the title has them. */
  readonly at: Span | null
  readonly written: Instant
}

/** Things found; `more` where there are further ones. */
export interface FoundList {
  readonly rows: readonly Found[]
  readonly more: boolean
}

/** Characters of an excerpt. */
const LINE = 60

/** The part of the ledger that finds things. */
export function findables({ sql }: Database) {
  return {
    /**
     * What holds all that is asked for: of a cooperation what all sides see and what one of them keeps, and pages. What
     * says it in its title stands first, then the newest. Of a very long text all must stand within some 50,000
     * characters of each other.
     */
    find: async (cooperation: CooperationId, side: SideId, query: string, limit: number): Promise<FoundList> => {
      const wanted = asked(query)
      if (wanted.length === 0) return { rows: [], more: false }
      const { titled, anywhere } = lookedUp(wanted)
      const keys = text<{ cooperation: string; side: string; kind: string; id: string; part: number; titled: boolean }>`
        found(${cooperation}, ${side}, ${queryOf(titled)}::tsquery, ${queryOf(anywhere)}::tsquery,
          ${wholeRuns(wanted)}::text[], ${limit + 1})`
      const rows = await sql
        .selectFrom(keys.as('key'))
        .innerJoin('findable', (join) =>
          join
            .onRef('findable.cooperation', '=', 'key.cooperation')
            .onRef('findable.side', '=', 'key.side')
            .onRef('findable.kind', '=', 'key.kind')
            .onRef('findable.id', '=', 'key.id')
            .onRef('findable.part', '=', 'key.part'),
        )
        .select(['findable.cooperation', 'findable.side', 'findable.kind', 'findable.id', 'findable.part'])
        .select(['title', 'body', 'findable.written'])
        .orderBy('key.titled', 'desc')
        .orderBy('findable.written', 'desc')
        .orderBy('findable.kind')
        .orderBy('findable.id')
        .orderBy('findable.part')
        .execute()
      const shown = rows.slice(0, limit).map(({ part, body, ...row }) => {
        const [first] = foundIn(body, query)
        const from = partStart(part)
        const at = first ? { start: from + first.start, end: from + first.end } : null
        return { ...row, at, excerpt: excerpt(body, query, LINE, jointOf(row)) } as Found
      })
      return { rows: shown, more: rows.length > limit }
    },
  }
}

/** What stands between the lines of what was found: those of a page break anywhere, those of a record are facts. */
function jointOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  if (kind === 'page') return ''
  return kind === 'text' || (kind === 'sent' && id.includes(' txt_')) ? ' ' : ' · '
}

/** Words as PostgreSQL asks for them: of each group any, and of all groups one. */
export function queryOf(groups: readonly (readonly string[])[]): string {
  const quoted = (word: string) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  const one = (word: string) =>
    word.endsWith('*') && !word.startsWith('=') ? `${quoted(word.slice(0, -1))}:*` : quoted(word)
  return groups.map((group) => `(${group.map(one).join(' | ')})`).join(' & ')
}

/** Runs that are looked for as they were asked, as patterns of `like`: pairs of characters may stand apart. */
export function wholeRuns(wanted: readonly Asked[]): readonly string[] {
  return wanted.filter(({ groups }) => groups.length > 1).map(({ run }) => `%${run.replaceAll(/[\\%_]/g, '\\$&')}%`)
}

/** A page as it is found: by its name and all of its text. */
export function findablePage(source: SourceHash, name: string, body: string, written: Instant) {
  const place = { cooperation: 'home', side: '', kind: 'page', id: source } as const
  return { ...place, written, found: { title: name, body, names: [] } }
}

/** A thing to be found, and by what; null where its words are gone. */
export type Thing = Place & {
  readonly written: Instant
  readonly found: Findable | null
  /** What narrows a search beside its words, and what of that it is grouped by. */
  readonly narrowing?: readonly string[]
  readonly tags?: readonly string[]
}

/** A commitment as it is found by words, and as lists of what they hold are narrowed. */
export function findableIn(
  cooperation: CooperationId,
  commitment: UnitedCommitment,
  { opened, changed }: { readonly opened: Instant; readonly changed: Instant },
): Thing {
  const { id, state, terms } = commitment
  const place = { cooperation, side: '', kind: 'commitment', id } as const
  const months = [`o${opened.slice(0, 7)}`, `d${(terms?.deadline ?? '9999-12').slice(0, 7)}`]
  const facets = [['state', state] as const, ...facetsOf(commitment)]
  const narrowing = [...months, ...facets.map(([facet, key]) => tag(facet, key))]
  const tags = facets.filter(([facet]) => isGrouping(facet)).map(([facet, key]) => tag(facet, key))
  // One whose words were erased is found by what it has in common with others alone.
  const found = findableCommitment(commitment) ?? { title: '', body: '', names: [] }
  return { ...place, written: changed, found, narrowing, tags }
}

/** The rows of a thing, a part each, with their words as a list: beside them whose it is, and its month. */
export function findableRows({ cooperation, side, kind, id, written, found, narrowing = [], tags = [] }: Thing) {
  const beside = [`@${cooperation} ${side}`, `w${written.slice(0, 7)}`, ...narrowing]
  return (found ? partsOf(found) : []).map(({ title, body, words, folded }, part) => {
    return { cooperation, side, kind, id, part, title, body, written, folded, tags, words: [...words, ...beside] }
  })
}
