/** Home: findings that a person cut in two, kept in the place of what they were cut from, and joined again. */
import type { AuthorId, Finding, FindingId, SourceHash, Split } from '@handclasp/domain'
import { sql as text, type Transaction } from 'kysely'
import { asAsker } from './asker.ts'
import type { Database, Queries, Tables } from './database.ts'

/** The part of the ledger that answers for cuts. */
export function splitsMade({ sql }: Database) {
  return {
    /** The cuts made in a source, in the order they were made. */
    splits: async (source: SourceHash): Promise<readonly Split[]> => {
      const rows = await sql
        .selectFrom('split')
        .select(['value', 'at'])
        .where('source', '=', source)
        .orderBy('number')
        .execute()
      return rows.map(({ value, at }) => ({ finding: value as Finding, at }))
    },

    /** Both parts of the cut that a part came from; none where it came from none. */
    partsOf: async (source: SourceHash, part: FindingId): Promise<readonly FindingId[]> => {
      const row = await cutOf(sql, source, part)
      return row ? [row.first as FindingId, row.second as FindingId] : []
    },
  }
}

/** The part of the ledger that splits findings, of pages that some authors hold. Each change is made whole or not. */
export function splitting({ sql }: Database) {
  const writing = (authors: readonly AuthorId[], work: (transaction: Transaction<Tables>) => Promise<boolean>) =>
    asAsker(sql, { sides: [], authors }, 'writing', work)
  return {
    /** Puts two parts in the place of a finding. False where it is not there any more, or a part is found already. */
    split: (
      authors: readonly AuthorId[],
      source: SourceHash,
      { finding, at }: Split,
      [first, second]: readonly [Finding, Finding],
    ) =>
      writing(authors, async (transaction) => {
        const places = await placesOf(transaction, source, [finding.id, first.id, second.id])
        const place = places.get(finding.id)
        if (place === undefined || places.size > 1) return false
        await replace(transaction, source, [finding.id], [first, second], place)
        const kept = { source, finding: finding.id, at, first: first.id, second: second.id }
        await transaction
          .insertInto('split')
          .values({ ...kept, value: JSON.stringify(finding) })
          .execute()
        return true
      }),

    /** Joins what a part was cut from. False where it was not cut, or a part of it was itself cut since. */
    join: (authors: readonly AuthorId[], source: SourceHash, part: FindingId) =>
      writing(authors, async (transaction) => {
        const row = await cutOf(transaction, source, part)
        if (!row) return false
        const places = await placesOf(transaction, source, [row.first, row.second])
        const place = places.get(row.first)
        if (place === undefined || places.size < 2) return false
        await replace(transaction, source, [row.first, row.second], [row.value as Finding], place)
        await transaction.deleteFrom('split').where('source', '=', source).where('finding', '=', row.finding).execute()
        return true
      }),
  }
}

/** The cut that a part came from. */
function cutOf(sql: Queries, source: SourceHash, part: FindingId) {
  return sql
    .selectFrom('split')
    .select(['finding', 'first', 'second', 'value'])
    .where('source', '=', source)
    .where((column) => column.or([column('first', '=', part), column('second', '=', part)]))
    .executeTakeFirst()
}

/** Where some findings stand, of those that are there; nobody else cuts or joins in the source meanwhile. */
async function placesOf(
  transaction: Transaction<Tables>,
  source: SourceHash,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  await transaction.selectFrom('source').select('hash').where('hash', '=', source).forUpdate().execute()
  const rows = await transaction
    .selectFrom('finding')
    .select(['id', 'place'])
    .where('source', '=', source)
    .where('id', 'in', ids)
    .orderBy('place')
    .execute()
  return new Map(rows.map(({ id, place }) => [id, place]))
}

/** Takes neighbouring findings out and puts others in, from a place on; what comes after moves up or down. */
async function replace(
  transaction: Transaction<Tables>,
  source: SourceHash,
  gone: readonly string[],
  put: readonly Finding[],
  place: number,
): Promise<void> {
  await transaction.deleteFrom('finding').where('source', '=', source).where('id', 'in', gone).execute()
  await transaction
    .updateTable('finding')
    .set({ place: text<number>`place + ${put.length - gone.length}` })
    .where('source', '=', source)
    .where('place', '>', place)
    .execute()
  const rows = put.map((finding, index) => {
    return { source, id: finding.id, article: finding.article, place: place + index, value: JSON.stringify(finding) }
  })
  await transaction.insertInto('finding').values(rows).execute()
}
