/** What sides sent each other, and what they said to be the same. */
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
  type SideId,
  silent,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
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
     * what that keeps now.
     */
    sent: async (
      cooperation: CooperationId,
      sides: readonly SideId[],
      own: SideId,
    ): Promise<readonly SentStanding[]> => {
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
      const all = rows.map(({ side, written, value }) => {
        return { side: side as SideId, written, sent: value as RecordOf<'sent'> }
      })
      const mine = all.filter(({ side }) => side === own).map(({ sent: { of: kind, id } }) => ({ kind, id }))
      const kept = await keptBy(sql, cooperation, own, mine)
      const rests = [...kept.values()].flatMap((record) => restsOf(record as Sendable))
      const records = new Map([...(await keptBy(sql, cooperation, own, rests)), ...kept])
      return all.map(({ side, written, sent }) => {
        const state = side === own ? stateOf(sent, records) : null
        return { side, state, sent: { ...withoutText(sent), written } }
      })
    },

    /** What the sides of a cooperation said to be the same, and what is one by it. */
    sameness: async (cooperation: CooperationId): Promise<Sameness> => {
      const heads = await sharedHeads(sql, cooperation)
      const positions = [...heads].map(([side, shared]): Position => {
        return { ...silent(cooperation, side), heads: { shared, internal: null } }
      })
      return sameness(claimVoices(await withTold(sql, cooperation, positions, [])))
    },
  }
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

function withoutText(sent: RecordOf<'sent'>): RecordOf<'sent'> {
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
