/** Composing: who the sides of a cooperation are, worked out anew whenever one of them says something about it. */
import {
  canonical,
  type Composition,
  compositionOf,
  type CooperationId,
  type Json,
  type LedgerRecord,
  type Opening,
  type Position,
  recordKey,
  silent,
} from '@handclasp/domain'
import { sql as text, type Transaction } from 'kysely'
import { type Past, sharedHeadsOf } from './asof.ts'
import { type SharedHeads, sharedHeads } from './chain.ts'
import type { Fault } from './checking.ts'
import type { Queries, Tables } from './database.ts'

/** What the sides are by now: as opened, or as added to since. */
export function openingNow(opening: Opening, composition: Composition | null): Opening {
  if (!composition) return opening
  return { ...opening, name: composition.name ?? opening.name, sides: composition.sides }
}

/** What a cooperation was on a past day: as it was opened, with who had been added by then. */
export async function compositionThen(
  sql: Queries,
  cooperation: CooperationId,
  opening: Opening,
  past: Past,
): Promise<Composition | null> {
  const heads = await sharedHeadsOf(sql, cooperation, past)
  const composition = compositionOf(cooperation, await saidOfSides(sql, cooperation, opening, heads))
  return composition.additions.length > 0 ? composition : null
}

/** What each side said about who the sides are: a position each, with the records on that alone. */
export async function saidOfSides(
  sql: Queries,
  cooperation: CooperationId,
  opening: Opening | null,
  heads: SharedHeads,
): Promise<readonly Position[]> {
  const sides = [...heads.keys()]
  const rows =
    sides.length === 0
      ? []
      : await sql
          .selectFrom('record')
          .select(['side', 'value'])
          .where('cooperation', '=', cooperation)
          .where('side', 'in', sides)
          .where('kind', 'in', ['addition', 'addition-answer'])
          .orderBy('side')
          .orderBy('kind')
          .orderBy('since')
          .orderBy('id')
          .execute()
  return [...heads].map(([side, shared]): Position => {
    const own = rows.filter((row) => row.side === side).map(({ value }) => value as LedgerRecord)
    const records = new Map(own.map((record) => [recordKey(record.kind, record.id), record]))
    const isFounder = opening?.sides.some(({ id }) => id === side) && shared !== null
    const opened = opening && isFounder ? { ...opening, by: side } : null
    return { ...silent(cooperation, side), heads: { shared, internal: null }, opening: opened, records }
  })
}

/** Keeps who the sides are by what all of them said. */
export async function compose(
  transaction: Transaction<Tables>,
  cooperation: CooperationId,
  positions: readonly Position[],
): Promise<void> {
  await transaction
    .updateTable('cooperation')
    .set({ composition: JSON.stringify(compositionOf(cooperation, positions)) })
    .where('cooperation', '=', cooperation)
    .execute()
}

/** Works out who the sides are of every cooperation of which something was said about that. */
export async function composeAll(transaction: Transaction<Tables>): Promise<void> {
  for (const { cooperation: name, opening } of await changing(transaction)) {
    const cooperation = name as CooperationId
    const heads = await sharedHeads(transaction, cooperation)
    await compose(transaction, cooperation, await saidOfSides(transaction, cooperation, opening as Opening, heads))
  }
}

/** The cooperations that have a composition, or of which something was said about who the sides are. */
function changing(sql: Queries) {
  const said = text<boolean>`exists (
    select from record
    where record.cooperation = cooperation.cooperation and record.side in (
      select chain.side from chain where chain.cooperation = cooperation.cooperation
    ) and record.kind = 'addition'
  )`
  return sql
    .selectFrom('cooperation')
    .select(['cooperation', 'opening', 'composition'])
    .where((row) => row.or([row('composition', 'is not', null), said]))
    .orderBy('cooperation')
    .execute()
}

/** Each composition stands as what the sides said about it has it. */
export async function compareCompositions(sql: Queries, faults: Fault[]): Promise<void> {
  for (const row of await changing(sql)) {
    const cooperation = row.cooperation as CooperationId
    const heads = await sharedHeads(sql, cooperation)
    const positions = await saidOfSides(sql, cooperation, row.opening as Opening, heads)
    const composition = compositionOf(cooperation, positions)
    const expected = composition.additions.length > 0 || composition.pending.length > 0 ? composition : null
    if (canonical(row.composition as Json) === canonical(expected as unknown as Json)) continue
    const detail = `the sides of cooperation ${cooperation} differ from what was said of them`
    faults.push({ place: cooperation, code: 'record-differs', detail })
  }
}
