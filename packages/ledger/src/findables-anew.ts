/** Making anew what things are found and counted by, where an earlier version of the ledger kept that otherwise. */
import {
  type CommitmentId,
  type CooperationId,
  findableOf,
  type LedgerRecord,
  type SideId,
  type SourceHash,
} from '@handclasp/domain'
import { type Kysely, sql as text, type Transaction } from 'kysely'
import type { Database, Tables } from './database.ts'
import { findablePage, placeOf } from './findables.ts'
import { keepFindable } from './rows.ts'
import { settle } from './settling.ts'

/** Things looked at together when words are made anew. */
const AT_ONCE = 500

/** Writes much while there is no index of words, and makes it at the end: word by word it would take far longer. */
export async function withoutWords<Written>(sql: Kysely<Tables>, work: () => Promise<Written>): Promise<Written> {
  const { rows } = await text<{ made: string }>`select pg_get_indexdef('findable_words'::regclass) as made`.execute(sql)
  await text`drop index findable_words`.execute(sql)
  const written = await work()
  await text.raw(rows[0]?.made ?? '').execute(sql)
  return written
}

/** Is told how many things were made findable of how many. */
export type Telling = (done: number, of: number) => void

/**
 * Makes all words and counts anew where there are no words though there are things to find, as after an upgrade. Broken
 * off, it leaves nothing, and is begun again when the ledger is next opened.
 */
export async function makeFindable(database: Database, tell: Telling): Promise<void> {
  await database.sql.transaction().execute(async (transaction) => {
    await text`select pg_advisory_xact_lock(hashtext('handclasp words'))`.execute(transaction)
    const { rows } = await text<{ missing: boolean }>`
      select not exists (select from findable)
        and (exists (select from record) or exists (select from source)) as missing
    `.execute(transaction)
    if (!rows[0]?.missing) return
    const { rows: counted } = await text<{ of: number }>`
      select ((select count(*) from record) + (select count(*) from source)
        + (select count(*) from commitment))::integer as of
    `.execute(transaction)
    const of = counted[0]?.of ?? 0
    let done = 0
    const more = (count: number) => tell((done += count), of)
    await withoutWords(transaction, async () => {
      await recordsAnew(transaction, more)
      await pagesAnew(transaction, more)
      await commitmentsAnew(transaction, more)
    })
  })
}

/** Works out anew where commitments stand: that keeps their words and counts too. */
async function commitmentsAnew(transaction: Transaction<Tables>, more: (count: number) => void): Promise<void> {
  let last = { cooperation: '', id: '' }
  for (;;) {
    const rows = await transaction
      .selectFrom('commitment')
      .select(['cooperation', 'id'])
      .where(text<boolean>`(cooperation, id) > (${last.cooperation}, ${last.id})`)
      .orderBy('cooperation')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const cooperation of new Set(rows.map((row) => row.cooperation))) {
      const ids = rows.filter((row) => row.cooperation === cooperation).map(({ id }) => id as CommitmentId)
      await settle(transaction, cooperation as CooperationId, ids)
    }
    more(rows.length)
    const end = rows.at(-1)
    if (!end || rows.length < AT_ONCE) return
    last = end
  }
}

/** Page after page: a text may be long, and there are many. */
async function pagesAnew(transaction: Transaction<Tables>, more: (count: number) => void): Promise<void> {
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
    more(1)
    last = hash
  }
}

async function recordsAnew(transaction: Transaction<Tables>, more: (count: number) => void): Promise<void> {
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
    more(rows.length)
    const end = rows.at(-1)
    if (!end || rows.length < AT_ONCE) return
    last = end
  }
}
