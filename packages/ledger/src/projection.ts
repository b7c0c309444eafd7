/** Projection: the records that commands touch, and what entries make of them, written as `fold` would have it. */
import {
  type Command,
  type CooperationId,
  findableOf,
  type Header,
  type LedgerRecord,
  type Position,
  recordKey,
  recordOf,
  type SideId,
  type StoredEntry,
  touches,
  understood,
} from '@handclasp/domain'
import type { Transaction } from 'kysely'
import type { Writer } from './chain.ts'
import { chunks, type Tables } from './database.ts'
import { placeOf, type Thing } from './findables.ts'
import { aboutCommitment, sourceOf } from './records.ts'
import type { Rows } from './rows.ts'

/** Records by kind and id. */
type Records = ReadonlyMap<string, LedgerRecord>

/** A record that came to stand, and its row. */
export interface Made {
  readonly record: LedgerRecord
  readonly row: Tables['record']
}

/** The records that some commands touch, of those that stand. */
export async function standing(
  transaction: Transaction<Tables>,
  { cooperation, side }: Pick<Writer, 'cooperation' | 'side'>,
  commands: readonly Command[],
): Promise<Records> {
  const names = commands.flatMap(touches)
  const kinds = [...new Set(names.map(({ kind }) => kind))]
  const ids = [...new Set(names.map(({ id }) => id))]
  const records = new Map<string, LedgerRecord>()
  for (const some of chunks(ids)) {
    const rows = await transaction
      .selectFrom('record')
      .select('value')
      .where('cooperation', '=', cooperation)
      .where('side', '=', side)
      .where('kind', 'in', kinds)
      .where('id', 'in', some)
      .orderBy('kind')
      .orderBy('id')
      .execute()
    for (const { value } of rows) {
      const record = value as LedgerRecord
      records.set(recordKey(record.kind, record.id), record)
    }
  }
  return records
}

/** Has written what entries put before the reader: the records that stood before give way to those that stand after. */
export async function project(
  transaction: Transaction<Tables>,
  rows: Rows,
  before: Records,
  { cooperation, side, opening, records }: Position,
  entries: readonly StoredEntry[],
): Promise<void> {
  if (opening && entries.some(({ header }) => /^cooperation-(opened|joined)@/.test(header.kind))) {
    rows.cooperation.push({ cooperation, own: side, opening: JSON.stringify(opening), composition: null })
    rows.hosted.push({ cooperation, side })
  }
  const gone = goneFrom(before, records)
  const since = new Map<string, number>()
  for (const kind of new Set(gone.map((record) => record.kind))) {
    for (const some of chunks(gone.filter((record) => record.kind === kind))) {
      const deleted = await transaction
        .deleteFrom('record')
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .where('kind', '=', kind)
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .returning(['id', 'since'])
        .execute()
      for (const row of deleted) since.set(recordKey(kind, row.id), row.since)
    }
  }
  for (const { record, row } of madeBy(entries, records)) {
    rows.record.push({ ...row, since: since.get(recordKey(record.kind, record.id)) ?? row.since })
    const thing = thingOf(record, row)
    if (thing) rows.things.push(thing)
  }
  rows.forgotten.push(...gone.flatMap((record) => placeOf(cooperation, side, record) ?? []))
}

/** The records that stood before and no longer do, or no longer by the same entry. */
export function goneFrom(before: Records, after: Records): readonly LedgerRecord[] {
  return [...before.values()].filter(({ kind, id, seq }) => after.get(recordKey(kind, id))?.seq !== seq)
}

/** Those records that stand by some entries, with their rows. */
export function madeBy(entries: readonly StoredEntry[], records: Records): readonly Made[] {
  return entries.flatMap((entry) => {
    const record = standingBy(entry, records)
    return record ? [{ record, row: rowOf(record, entry.header) }] : []
  })
}

/** A record as it is found by words; null where it is one that is not. */
export function thingOf(record: LedgerRecord, { cooperation, side, written }: Tables['record']): Thing | null {
  const place = placeOf(cooperation as CooperationId, side as SideId, record)
  return place && { ...place, written, found: findableOf(record) }
}

/** The record that stands by an entry, where one does. */
function standingBy(entry: StoredEntry, records: Records): LedgerRecord | null {
  const draft = understood(entry)
  const made = draft === 'unknown' ? null : recordOf(draft, entry)
  const there = made && records.get(recordKey(made.kind, made.id))
  return there && there.seq === entry.header.seq ? there : null
}

/** The row of a record that an entry made. */
export function rowOf(record: LedgerRecord, { cooperation, side, chain, seq, written }: Header): Tables['record'] {
  const { kind, id } = record
  const about = { source: sourceOf(record), commitment: aboutCommitment(record) }
  return { cooperation, side, kind, id, chain, seq, ...about, written, since: seq, value: JSON.stringify(record) }
}
