/** What sides sent each other, and what they said to be the same. */
import { createHash } from 'node:crypto'
import {
  claimVoices,
  type Command,
  type CooperationId,
  isAsSent,
  type LedgerRecord,
  type Position,
  recordKey,
  type RecordName,
  type RecordOf,
  restsOf,
  type Sameness,
  sameness,
  type Sendable,
  sendingOf,
  type SentKind,
  type SideId,
  silent,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import { type Past, recordsAsOf, sharedHeadsOf } from './asof.ts'
import { sharedHeads } from './chain.ts'
import { chunks, type Database, type Queries } from './database.ts'
import type { Standing } from './records.ts'

/** How something sent stands with what its side keeps now: word for word, changed since, or kept no more. */
export type SentState = 'as-kept' | 'changed' | 'gone'

/** Something that was sent. Of a text the title and the day alone; `state` is null for what others sent. */
export interface SentStanding {
  readonly side: SideId
  readonly sent: Standing<'sent'>
  readonly state: SentState | null
}

/** A record whose text, where it is one of an agreement, is told by its digest: enough to see whether it changed. */
const DIGESTED = text<LedgerRecord>`case
  when kind = 'text' then jsonb_set(value, '{text}', to_jsonb(md5(value ->> 'text')))
  when value ->> 'of' = 'text' and value #>> '{words,text}' is not null
    then jsonb_set(value, '{words,text}', to_jsonb(md5(value #>> '{words,text}')))
  else value
end`

/** The part of the ledger that tells what sides sent each other. */
export function sendings({ sql }: Database) {
  return {
    /**
     * All that the sides of a cooperation sent, by side in the order it was first sent; what one of them sent beside
     * what that keeps now. Of a past day what had been sent by then; as it was known then, beside what was kept then.
     */
    sent: async (
      cooperation: CooperationId,
      sides: readonly SideId[],
      own: SideId,
      past: Past | null = null,
    ): Promise<readonly SentStanding[]> => {
      const all = past ? await toldThen(sql, cooperation, sides, past) : await toldNow(sql, cooperation, sides)
      const mine = all.filter(({ side }) => side === own).map(({ sent: { of: kind, id } }) => ({ kind, id }))
      const isThen = past?.known === 'then' && mine.length > 0
      const records = isThen
        ? await keptThen(sql, cooperation, own, past, mine)
        : await keptNow(sql, cooperation, own, mine)
      return all.map(({ side, sent }) => {
        return { side, state: side === own ? stateOf(sent, records) : null, sent: withoutText(sent) }
      })
    },

    /** What the sides of a cooperation said to be the same, and what is one by it; of a past day what they had said. */
    sameness: async (cooperation: CooperationId, past: Past | null = null): Promise<Sameness> => {
      const heads = past ? await sharedHeadsOf(sql, cooperation, past) : await sharedHeads(sql, cooperation)
      const positions = [...heads].map(([side, shared]): Position => {
        return { ...silent(cooperation, side), heads: { shared, internal: null } }
      })
      return sameness(claimVoices(await withTold(sql, cooperation, positions, [])))
    },
  }
}

/** Something that a side sent, a text by its digest. */
type Told = Omit<SentStanding, 'state'>

/** What sides sent, by side in the order it was first sent. */
async function toldNow(sql: Queries, cooperation: CooperationId, sides: readonly SideId[]): Promise<readonly Told[]> {
  const rows = await sql
    .selectFrom('record')
    .select(['side', 'written', DIGESTED.as('value')])
    .where('cooperation', '=', cooperation)
    .where('side', 'in', sides)
    .where('kind', '=', 'sent')
    .orderBy('side')
    .orderBy('since')
    .orderBy('id')
    .execute()
  return rows.map(({ side, written, value }) => {
    return { side: side as SideId, sent: { ...(value as RecordOf<'sent'>), written } }
  })
}

/** What they had sent as of a past day. */
async function toldThen(
  sql: Queries,
  cooperation: CooperationId,
  sides: readonly SideId[],
  past: Past,
): Promise<readonly Told[]> {
  const all: Told[] = []
  for (const side of [...sides].sort()) {
    const told = await recordsAsOf(sql, cooperation, side, past, ['sent'])
    all.push(...told.map((sent) => ({ side, sent: digested(sent) })))
  }
  return all
}

/** Some records that a side keeps, with what they rest on. */
async function keptNow(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  names: readonly RecordName[],
): Promise<ReadonlyMap<string, LedgerRecord>> {
  const kept = await keptBy(sql, cooperation, side, names)
  const rests = [...kept.values()].flatMap((record) => restsOf(record as Sendable))
  return new Map([...(await keptBy(sql, cooperation, side, rests)), ...kept])
}

/** All that a side kept on a past day of the kinds of some records, with what such rest on. */
async function keptThen(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  past: Past,
  names: readonly { readonly kind: SentKind }[],
): Promise<ReadonlyMap<string, LedgerRecord>> {
  const kinds = [...new Set<SentKind | 'source'>([...names.map(({ kind }) => kind), 'agreement', 'source'])]
  const records = await recordsAsOf(sql, cooperation, side, past, kinds)
  return new Map(records.map((record) => [recordKey(record.kind, record.id), digested(record as LedgerRecord)]))
}

/** A record that was read whole, as the database would have digested it. */
function digested<Kept extends LedgerRecord>(record: Kept): Kept {
  const md5 = (words: string) => createHash('md5').update(words, 'utf8').digest('hex')
  if (record.kind === 'text') return { ...record, text: md5(record.text) }
  if (record.kind !== 'sent' || record.of !== 'text' || record.words === null) return record
  return { ...record, words: { ...record.words, text: md5(record.words.text) } }
}

/** Some records that a side keeps. */
async function keptBy(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  names: readonly RecordName[],
): Promise<ReadonlyMap<string, LedgerRecord>> {
  const records = new Map<string, LedgerRecord>()
  for (const kind of new Set(names.map((name) => name.kind))) {
    for (const some of chunks(names.filter((name) => name.kind === kind))) {
      const ids = some.map(({ id }) => id)
      const rows = await sql
        .selectFrom('record')
        .select(DIGESTED.as('value'))
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .where('kind', '=', kind)
        .where('id', 'in', ids)
        .orderBy('id')
        .execute()
      for (const { value } of rows) records.set(recordKey(value.kind, value.id), value)
    }
  }
  return records
}

function withoutText(sent: Standing<'sent'>): Standing<'sent'> {
  return sent.of === 'text' && sent.words ? { ...sent, words: { ...sent.words, text: '' } } : sent
}

function stateOf(sent: RecordOf<'sent'>, records: ReadonlyMap<string, LedgerRecord>): SentState {
  const record = records.get(recordKey(sent.of, sent.id)) as Sendable | undefined
  if (!record) return 'gone'
  return isAsSent(sendingOf(record, records, sent), sent) ? 'as-kept' : 'changed'
}

/** The things that some commands say to be the same, both of them. */
export function sameIn(commands: readonly Command[]): readonly string[] {
  return commands.flatMap((command) => (command.kind === 'say-same' ? [command.mine, command.theirs] : []))
}

/** Positions with all that was said of sameness and some things that were sent, each as far as it was held. */
export async function withTold(
  sql: Queries,
  cooperation: CooperationId,
  positions: readonly Position[],
  ids: readonly string[],
): Promise<readonly Position[]> {
  if (positions.length === 0) return positions
  const sides = positions.map(({ side }) => side)
  const rows = await sql
    .selectFrom('record')
    .select(['side', 'value'])
    .where('cooperation', '=', cooperation)
    .where('side', 'in', sides)
    .where((row) => {
      const claims = row('kind', '=', 'claim')
      return ids.length === 0 ? claims : row.or([claims, row.and([row('kind', '=', 'sent'), row('id', 'in', ids)])])
    })
    .orderBy('side')
    .orderBy('kind')
    .orderBy('seq')
    .orderBy('id')
    .execute()
  return positions.map((position) => {
    const head = position.heads.shared?.seq ?? 0
    const told = rows
      .filter((row) => row.side === position.side)
      .map(({ value }) => value as LedgerRecord)
      .filter(({ seq }) => seq <= head)
      .map((record) => [recordKey(record.kind, record.id), record] as const)
    return { ...position, records: new Map([...position.records, ...told]) }
  })
}
