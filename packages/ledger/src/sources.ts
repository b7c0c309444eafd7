/** Home: the texts an installation holds, and the findings that wait in them. */
import {
  type AuthorId,
  canonical,
  type Command,
  type Digest,
  type Draft,
  type Finding,
  granted,
  type Instant,
  type Json,
  type LineBox,
  type Outcome,
  quotedIn,
  type Reading,
  type Refusal,
  refused,
  type SourceHash,
  type Split,
} from '@handclasp/domain'
import { sql as raw, type Transaction } from 'kysely'
import { asAsker } from './asker.ts'
import { digest, seal, type Sealing, store, takeChains } from './chain.ts'
import { chunks, type Database, type Tables } from './database.ts'
import { erasureOf, type PageErasure } from './erasing-pages.ts'
import { findablePage } from './findables.ts'
import { noRows, writeRows } from './rows.ts'
import { splitting } from './splits.ts'

/** A text to keep: its bytes as received and what was made of them. */
export interface NewSource {
  readonly hash: SourceHash
  readonly name: string
  readonly published: string | null
  readonly encoding: string
  readonly bytes: Uint8Array
  readonly text: string
  /** Where each line of the text lies, where the file told; null elsewhere. */
  readonly lines: readonly LineBox[] | null
  readonly reading: Reading
  readonly findings: readonly Finding[]
}

/** A kept text without its words. */
export interface KeptSource {
  readonly hash: SourceHash
  readonly name: string
  readonly published: string | null
  readonly encoding: string
  readonly received: Instant
  readonly length: number
  readonly articles: number
  readonly findings: number
  /** Where its words were erased: name, day, text and reading are then empty. */
  readonly erasure: PageErasure | null
}

/** A kept text, whole. */
export interface WholeSource extends KeptSource {
  readonly text: string
  readonly lines: readonly LineBox[] | null
  readonly reading: Reading
  readonly items: readonly Finding[]
}

const SUMMARY = ['hash', 'name', 'published', 'encoding', 'received', 'length', 'articles'] as const

/** What the entry that keeps a text says of it and of the places of its lines. */
export function textDigest(text: string, lines: readonly LineBox[] | null): Digest {
  return digest(canonical({ text, lines } as unknown as Json))
}

/** The part of the ledger that answers for kept texts, whole. */
export function sourcesHeld({ sql }: Database) {
  const summaries = () =>
    sql
      .selectFrom('source')
      .select(SUMMARY)
      .select((table) =>
        table
          .selectFrom('finding')
          .whereRef('finding.source', '=', 'source.hash')
          .select((inner) => inner.fn.countAll<number>().as('count'))
          .as('findings'),
      )
  return {
    /** One kept text with its reading and findings, or null. */
    wholeSource: async (hash: SourceHash): Promise<WholeSource | null> => {
      const row = await summaries()
        .select(['text', 'lines', 'reading', 'ground', 'erased'])
        .where('hash', '=', hash)
        .executeTakeFirst()
      if (!row) return null
      const found = await sql
        .selectFrom('finding')
        .select('value')
        .where('source', '=', hash)
        .orderBy('place')
        .orderBy('id')
        .execute()
      return {
        ...(row as unknown as WholeSource),
        erasure: erasureOf(row),
        items: found.map(({ value }) => value as Finding),
      }
    },
  }
}

/** The part of the ledger that keeps texts. */
export function sources(database: Database, sealing: Sealing, installer: AuthorId) {
  const { sql } = database
  return {
    /**
     * Keeps a text for whoever takes it in: the same bytes again are the same text, and `existing` for who holds it.
     * It is the installation that keeps it, in its own chain: the role of requests has no part in that.
     */
    keepSource: (source: NewSource, author: AuthorId = installer): Promise<Outcome<{ readonly existing: boolean }>> =>
      sql.transaction().execute((transaction) => keep(transaction, sealing, author, source)),

    /**
     * Replaces what was read from a kept text by what a newer reader found, cut again where it was cut; decisions stand
     * as they were. Nothing happens where none of the authors holds it.
     */
    replaceReading: (
      authors: readonly AuthorId[],
      hash: SourceHash,
      reading: Reading,
      findings: readonly Finding[],
      again: readonly Split[],
    ): Promise<void> =>
      asAsker(sql, { sides: [], authors }, 'writing', (transaction) =>
        readAgain(transaction, hash, reading, findings, again),
      ),

    ...splitting(database),
  }
}

/**
 * Why commands cannot be posted: they quote, or decide on, a page that was erased, or decide on one that only others
 * hold; null where none does.
 */
export async function objectionToQuoting(
  transaction: Transaction<Tables>,
  commands: readonly Command[],
): Promise<Refusal | null> {
  const quoted = [...new Set(commands.flatMap(quotedIn))]
  const judging = commands.filter(({ kind }) => kind === 'accept-finding' || kind === 'reject-finding')
  const judged = [...new Set(judging.flatMap(quotedIn))]
  for (const some of chunks(quoted)) {
    const { rows } = await raw<Pick<Tables['source'], 'hash' | 'ground' | 'erased'>>`
      select hash, ground, erased from barred_among(${some}::text[], ${judged}::text[])
    `.execute(transaction)
    const [row] = rows
    if (!row) continue
    const erasure = erasureOf(row)
    const { hash: source } = row
    return erasure ? { code: 'source-erased', source, ...erasure } : { code: 'source-unknown', source }
  }
  return null
}

async function keep(
  transaction: Transaction<Tables>,
  sealing: Sealing,
  author: AuthorId,
  source: NewSource,
): Promise<Outcome<{ readonly existing: boolean }>> {
  const { hash, name, published, encoding, bytes, text, lines, reading, findings } = source
  const writer = await takeChains(transaction, author, { cooperation: 'home', side: sealing.signer.installation }, [
    'home',
  ])
  const there = await transaction
    .selectFrom('source')
    .select(['ground', 'erased'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  const erasure = there ? erasureOf(there) : null
  if (erasure) return refused({ code: 'source-erased', source: hash, ...erasure })
  if (there) return granted({ existing: !(await hold(transaction, hash, author)) })
  const structure = { source: hash, bytes: bytes.length }
  const payload = { name, encoding, published, text: textDigest(text, lines) }
  const draft: Draft = { kind: 'source-kept@2', structure, payload }
  const rows = noRows()
  store(rows, writer, [seal(writer, draft, sealing)], sealing.clock())
  const { received } = await transaction
    .insertInto('source')
    .values({
      hash,
      name,
      published,
      encoding,
      bytes,
      text,
      lines: lines && JSON.stringify(lines),
      reader: reading.version,
      reading: JSON.stringify(reading),
      length: text.length,
      articles: reading.articles.length,
    })
    .returning('received')
    .executeTakeFirstOrThrow()
  await hold(transaction, hash, author)
  await keepFindings(transaction, hash, findings)
  rows.things.push(findablePage(hash, name, text, received))
  await writeRows(transaction, rows)
  return granted({ existing: false })
}

/** Lets somebody hold a page; false where they do already. */
async function hold(transaction: Transaction<Tables>, source: SourceHash, author: AuthorId): Promise<boolean> {
  const rows = await transaction
    .insertInto('source_holder')
    .values({ source, author })
    .onConflict((conflict) => conflict.doNothing())
    .returning('author')
    .execute()
  return rows.length > 0
}

async function readAgain(
  transaction: Transaction<Tables>,
  hash: SourceHash,
  reading: Reading,
  findings: readonly Finding[],
  again: readonly Split[],
): Promise<void> {
  const kept = await transaction
    .updateTable('source')
    .set({ reader: reading.version, reading: JSON.stringify(reading), articles: reading.articles.length })
    .where('hash', '=', hash)
    .where('ground', 'is', null)
    .returning('hash')
    .execute()
  // It was erased meanwhile: nothing of it is written again.
  if (kept.length === 0) return
  await transaction.deleteFrom('finding').where('source', '=', hash).execute()
  await keepFindings(transaction, hash, findings)
  for (const { finding } of again) {
    await transaction
      .updateTable('split')
      .set({ value: JSON.stringify(finding) })
      .where('source', '=', hash)
      .where('finding', '=', finding.id)
      .execute()
  }
}

async function keepFindings(
  transaction: Transaction<Tables>,
  source: SourceHash,
  findings: readonly Finding[],
): Promise<void> {
  const rows = findings.map((finding, place) => {
    return { source, id: finding.id, article: finding.article, place, value: JSON.stringify(finding) }
  })
  for (const some of chunks(rows)) await transaction.insertInto('finding').values(some).execute()
}
