/** Erasing pages: a kept text goes with all that was read in it, and so do the words that entries quote of it. */
import {
  type Actor,
  type AuthorId,
  type ChainName,
  type Command,
  type CommitmentId,
  type CooperationId,
  type Draft,
  type ErasureGround,
  granted,
  type Instant,
  type Outcome,
  type QuotingKind,
  QUOTING_KINDS,
  refused,
  type SideId,
  type SourceHash,
} from '@handclasp/domain'
import { sql as text, type Transaction } from 'kysely'
import { entryOf, type EntryRow, seal, type Sealing, store, takeChains, takeLocks } from './chain.ts'
import { type AskedSide, eachSide, type WideAsker } from './asker.ts'
import type { Database, Queries, Tables } from './database.ts'
import { type Erasable, told } from './erasable.ts'
import { noRows, writeRows } from './rows.ts'

/** On which ground a page was erased, and when by the writer's clock. */
export interface PageErasure {
  readonly ground: ErasureGround
  readonly at: Instant
}

/** An entry of a side that is hosted here, by its place. */
export interface QuotingPlace {
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly chain: 'shared' | 'internal'
  readonly seq: number
}

/**
 * An entry that holds words of a page, and what becomes of it with that page: `stripped`, it is written anew without
 * the words it quotes; `erased`, all of its words go; `asked`, they go where that is wanted.
 */
export type QuotingEntry = QuotingPlace &
  Pick<Erasable, 'kind' | 'written' | 'words'> & { readonly becomes: 'stripped' | 'erased' | 'asked' }

/** The erasing of a page: on which ground, and which of the entries that are asked about go with it. */
export interface PageErasing {
  readonly source: SourceHash
  readonly ground: ErasureGround
  readonly note: string | null
  readonly also: readonly QuotingPlace[]
}

/** Decides and writes commands of a side within a transaction; a refusal ends that. */
type Posting = (actor: Actor, commands: readonly Command[]) => Promise<unknown>

/** The part of the ledger that tells what erasing a page would take away. */
export function pageErasures({ sql }: Database, sides: readonly AskedSide[]) {
  return {
    /**
     * The entries that hold words of a page, of the sides that ask, with what becomes of them when it is erased; those
     * of other sides hosted here go too, and are told to nobody else. Nothing where it is a page of somebody else.
     */
    quoting: async (source: SourceHash): Promise<readonly QuotingEntry[]> => {
      const held = await sql.selectFrom('source').select('hash').where('hash', '=', source).executeTakeFirst()
      const found = await eachSide(sql, held ? sides : [], (asked) => quotingIn(sql, source, asked))
      return found.flat().map(({ cooperation, side, chain, seq, kind, written, words, becomes }) => {
        return { cooperation, side, chain, seq, kind, written, words, becomes }
      })
    },
  }
}

/**
 * Erases a page: its bytes, text, reading and findings, the entry that named it, and on the internal chains of all
 * sides hosted here the words that were quoted of it. Refuses with `source-unknown` where none of the authors who ask
 * holds it, `source-erased`, `entry-unknown` where one of the further entries holds none of its words or is not of a
 * side that asks. Nobody posts meanwhile. It is the installation that erases: for all sides, in its own chain.
 */
export async function erasePage(
  transaction: Transaction<Tables>,
  sealing: Sealing,
  author: AuthorId,
  { source, ground, note, also }: PageErasing,
  { sides, authors }: WideAsker,
  post: Posting,
): Promise<Outcome<PageErasure>> {
  await holdChains(transaction)
  const { installation } = sealing.signer
  const writer = await takeChains(transaction, author, { cooperation: 'home', side: installation }, ['home'])
  const row = await transaction
    .selectFrom('source')
    .select(['ground', 'erased'])
    .where('hash', '=', source)
    .where('hash', 'in', holding(transaction, authors))
    .executeTakeFirst()
  const seq = await keptBy(transaction, installation, source)
  if (!row || seq === null) return refused({ code: 'source-unknown', source })
  const before = erasureOf(row)
  if (before) return refused({ code: 'source-erased', source, ...before })
  const quoting = await quotingIn(transaction, source)
  const wanted = new Set(also.map(keyOf))
  const isAsked = (one: Quoting) =>
    one.becomes === 'asked' &&
    sides.some(({ cooperation, side }) => one.cooperation === cooperation && one.side === side)
  const missing = also.find((place) => !quoting.some((one) => isAsked(one) && keyOf(one) === keyOf(place)))
  if (missing) return refused({ code: 'entry-unknown', chain: missing.chain, seq: missing.seq })
  const going = quoting.filter((one) => one.becomes !== 'asked' || wanted.has(keyOf(one)))
  await takeLocks(
    transaction,
    going.flatMap(({ cooperation, commitment }) => (commitment ? [`${cooperation} ${commitment}`] : [])),
  )
  const at = sealing.clock()
  const draft: Draft = { kind: 'home-erased@1', structure: { seq, ground }, payload: { note } }
  const rows = noRows()
  store(rows, writer, [seal(writer, draft, { ...sealing, clock: () => at })], at)
  rows.forgotten.push({ cooperation: 'home', side: '', kind: 'page', id: source })
  await writeRows(transaction, rows)
  await deletePage(transaction, { source, installation, seq }, { ground, at })
  for (const [cooperation, side, own] of bySide(going)) {
    const commands = own.map(({ chain, seq: of, becomes, standing }): Command => {
      const erasing = { seq: of, ground, note }
      if (becomes === 'stripped' && standing) return { kind: 'erase-quote', ...standing, ...erasing }
      return { kind: 'erase-entry', chain, ...erasing }
    })
    await post({ author, cooperation, side }, commands)
  }
  return granted({ ground, at })
}

/** The pages that some authors hold. */
function holding(sql: Queries, authors: readonly AuthorId[]) {
  return sql
    .selectFrom('source_holder')
    .select('source')
    .where(text<boolean>`author = any(${[...authors]}::text[])`)
}

/** Whether a page was erased, by its row. */
export function erasureOf({ ground, erased }: Pick<Tables['source'], 'ground' | 'erased'>): PageErasure | null {
  return ground === null || erased === null ? null : { ground: ground as ErasureGround, at: erased }
}

/** Queues on all chains there are, in one order: entries of any of them may hold words of the page. */
async function holdChains(transaction: Transaction<Tables>): Promise<void> {
  await transaction
    .selectFrom('chain')
    .select('seq')
    .orderBy('cooperation')
    .orderBy('side')
    .orderBy('chain')
    .forUpdate()
    .execute()
}

/** The number of the home entry by which a page was kept. */
async function keptBy(sql: Queries, installation: string, source: SourceHash): Promise<number | null> {
  const row = await sql
    .selectFrom('entry')
    .select('seq')
    .where('cooperation', '=', 'home')
    .where('side', '=', installation)
    .where('chain', '=', 'home')
    .where('kind', 'like', 'source-kept@%')
    .where(text<boolean>`strpos(header, ${source}) > 0`)
    .orderBy('seq')
    .executeTakeFirst()
  return row?.seq ?? null
}

async function deletePage(
  transaction: Transaction<Tables>,
  { source, installation: side, seq }: { source: SourceHash; installation: string; seq: number },
  { ground, at }: PageErasure,
): Promise<void> {
  const home = { cooperation: 'home', side, chain: 'home', seq }
  await transaction
    .deleteFrom('payload')
    .where((row) => row.and(home))
    .execute()
  await transaction.deleteFrom('finding').where('source', '=', source).execute()
  await transaction.deleteFrom('split').where('source', '=', source).execute()
  const emptied = { name: '', published: null, encoding: '', bytes: Buffer.alloc(0), text: '', lines: null, reader: '' }
  await transaction
    .updateTable('source')
    .set({ ...emptied, reading: JSON.stringify(NOTHING_READ), length: 0, articles: 0, ground, erased: at })
    .where('hash', '=', source)
    .execute()
}

/** What stands for the reading of a page that was erased. */
const NOTHING_READ = { version: '', length: 0, published: null, articles: [] }

/** An entry that holds words of a page, with the record that stands by it and the commitment it is about. */
type Quoting = QuotingEntry & {
  readonly standing: { readonly of: QuotingKind; readonly id: string } | null
  readonly commitment: CommitmentId | null
}

/**
 * The entries that hold words of a page. It goes through the chains of all sides hosted here: what is erased must be
 * complete, and what was replaced or taken back since stands in no table any more. `only`: of one side.
 */
async function quotingIn(sql: Queries, source: SourceHash, only: AskedSide | null = null): Promise<readonly Quoting[]> {
  const all = sql.selectFrom('hosted')
  const { cooperation, side } = only ?? {}
  const hosted =
    cooperation && side ? all.where('hosted.cooperation', '=', cooperation).where('hosted.side', '=', side) : all
  const rows = await hosted
    .innerJoin('entry', (join) =>
      join.onRef('entry.cooperation', '=', 'hosted.cooperation').onRef('entry.side', '=', 'hosted.side'),
    )
    .innerJoin('payload', (join) =>
      join
        .onRef('payload.cooperation', '=', 'entry.cooperation')
        .onRef('payload.side', '=', 'entry.side')
        .onRef('payload.chain', '=', 'entry.chain')
        .onRef('payload.seq', '=', 'entry.seq'),
    )
    .leftJoin('record', (join) =>
      join
        .onRef('record.cooperation', '=', 'entry.cooperation')
        .onRef('record.side', '=', 'entry.side')
        .onRef('record.chain', '=', 'entry.chain')
        .onRef('record.seq', '=', 'entry.seq')
        .on('record.source', '=', source),
    )
    .select(['entry.cooperation', 'entry.side', 'entry.chain', 'entry.seq', 'entry.kind', 'entry.author'])
    .select(['entry.written', 'entry.header', 'entry.hash', 'entry.signature', 'payload.salt', 'payload.payload'])
    .select(['record.kind as of', 'record.id'])
    .where(text<boolean>`(strpos(entry.header, ${source}) > 0 or strpos(payload.payload, ${source}) > 0)`)
    .orderBy('entry.cooperation')
    .orderBy('entry.side')
    .orderBy('entry.chain')
    .orderBy('entry.seq')
    .execute()
  return rows.map(quotingOf)
}

function quotingOf(
  row: EntryRow & { cooperation: string; side: string; chain: string; of: string | null; id: string | null },
): Quoting {
  const entry = entryOf(row)
  const { chain, seq, kind, written, words } = told(entry, 'asked')
  const place = { cooperation: row.cooperation as CooperationId, side: row.side as SideId, chain, seq }
  const of = QUOTING_KINDS.find((one) => one === row.of) ?? null
  const standing = of && row.id !== null ? { of, id: row.id } : null
  const { commitment = null } = entry.header.structure as { readonly commitment?: CommitmentId }
  return { ...place, kind, written, words, becomes: becoming(chain, kind, standing !== null), standing, commitment }
}

/** A citation keeps outlet and day, and what was sent stays with the others, unless that is wanted otherwise. */
function becoming(chain: ChainName, kind: string, stands: boolean): QuotingEntry['becomes'] {
  if (chain === 'shared' || kind === 'source-cited@1') return 'asked'
  return stands ? 'stripped' : 'erased'
}

function keyOf({ cooperation, side, chain, seq }: QuotingPlace): string {
  return [cooperation, side, chain, seq].join('/')
}

function bySide(entries: readonly Quoting[]): readonly (readonly [CooperationId, SideId, readonly Quoting[]])[] {
  const sides = Map.groupBy(entries, ({ cooperation, side }) => `${cooperation} ${side}`)
  return [...sides.values()].flatMap((own) => {
    const [first] = own
    return first ? [[first.cooperation, first.side, own] as const] : []
  })
}
