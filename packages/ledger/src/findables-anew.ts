/** Making anew what things are found by, where an earlier version of the ledger kept them otherwise or not at all. */
import {
  type CooperationId,
  findableOf,
  type LedgerRecord,
  type SideId,
  type SourceHash,
  type UnitedCommitment,
} from '@handclasp/domain'
import { sql as text, type Transaction } from 'kysely'
import type { Database, Tables } from './database.ts'
import { findableIn, findablePage, placeOf } from './findables.ts'
import { keepFindable } from './rows.ts'

/** Things looked at together when words are made anew. */
const AT_ONCE = 500

/** Makes all words anew where there are none though there are things to find: an earlier version kept them. */
export async function makeFindable(database: Database): Promise<void> {
  await database.sql.transaction().execute(async (transaction) => {
    await text`select pg_advisory_xact_lock(hashtext('handclasp words'))`.execute(transaction)
    const { rows } = await text<{ missing: boolean }>`
      select not exists (select from findable)
        and (exists (select from record) or exists (select from source)) as missing
    `.execute(transaction)
    if (!rows[0]?.missing) return
    await recordsAnew(transaction)
    await pagesAnew(transaction)
    const commitments = await transaction
      .selectFrom('commitment')
      .select(['cooperation', 'value', 'opened', 'changed'])
      .orderBy('cooperation')
      .orderBy('id')
      .execute()
    const things = commitments.map(({ cooperation, value, ...at }) =>
      findableIn(cooperation as CooperationId, value as UnitedCommitment, at),
    )
    for (let start = 0; start < things.length; start += AT_ONCE) {
      await keepFindable(transaction, things.slice(start, start + AT_ONCE))
    }
  })
}

/** Page after page: a text may be long, and there are many. */
async function pagesAnew(transaction: Transaction<Tables>): Promise<void> {
  for (let last = ''; ; ) {
    const page = await transaction
      .selectFrom('source')
      .select(['hash', 'name', 'text', 'received', 'ground'])
      .where('hash', '>', last)
      .orderBy('hash')
      .executeTakeFirst()
    if (!page) return
    const { hash, name, text: body, received, ground } = page
    if (ground === null) await keepFindable(transaction, [findablePage(hash as SourceHash, name, body, received)])
    last = hash
  }
}

async function recordsAnew(transaction: Transaction<Tables>): Promise<void> {
  let last = { cooperation: '', side: '', kind: '', id: '' }
  for (;;) {
    const rows = await transaction
      .selectFrom('record')
      .select(['cooperation', 'side', 'kind', 'id', 'value', 'written'])
      .where(
        text<boolean>`(cooperation, side, kind, id) > (${last.cooperation}, ${last.side}, ${last.kind}, ${last.id})`,
      )
      .orderBy('cooperation')
      .orderBy('side')
      .orderBy('kind')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    const things = rows.flatMap(({ cooperation, side, value, written }) => {
      const record = value as LedgerRecord
      const place = placeOf(cooperation as CooperationId, side as SideId, record)
      return place ? [{ ...place, written, found: findableOf(record) }] : []
    })
    await keepFindable(transaction, things)
    const end = rows.at(-1)
    if (!end || rows.length < AT_ONCE) return
    last = end
  }
}
