/** Records: what stands in the ledger, as screens ask for it. */
import type {
  CooperationId,
  FindingId,
  Instant,
  LedgerRecord,
  Opening,
  RecordKind,
  RecordOf,
  SideId,
  SourceHash,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import type { Database } from './database.ts'

/** A cooperation this installation knows, and the side it writes for. */
export interface KnownCooperation {
  readonly id: CooperationId
  readonly own: SideId
  readonly opening: Opening
}

/** A record with the time its entry was written. */
export type Standing<Kind extends RecordKind = RecordKind> = RecordOf<Kind> & { readonly written: Instant }

/** What was decided on a finding of a source. */
export interface Verdict {
  readonly source: SourceHash
  readonly id: FindingId
  readonly verdict: 'accepted' | 'rejected'
}

/** The source a record stems from. */
export function sourceOf(record: LedgerRecord): SourceHash {
  return 'source' in record ? record.source : record.quote.source
}

/** The part of the ledger that answers what is held. */
export function held({ sql }: Database) {
  const ofSide = (cooperation: CooperationId, side: SideId) =>
    sql.selectFrom('record').where('record.cooperation', '=', cooperation).where('record.side', '=', side)
  return {
    /** All cooperations, oldest first. */
    cooperations: async (): Promise<readonly KnownCooperation[]> => {
      const rows = await sql.selectFrom('cooperation').selectAll().orderBy('cooperation').execute()
      return rows.map(({ cooperation, own, opening }) => {
        return { id: cooperation as CooperationId, own: own as SideId, opening: opening as Opening }
      })
    },

    /** The records of one kind a side holds, in the order they were written. */
    records: async <Kind extends RecordKind>(
      cooperation: CooperationId,
      side: SideId,
      kind: Kind,
    ): Promise<readonly Standing<Kind>[]> => {
      const rows = await ofSide(cooperation, side)
        .select(['value', 'written'])
        .where('kind', '=', kind)
        .orderBy('seq')
        .orderBy('id')
        .execute()
      return rows.map(({ value, written }) => ({ ...(value as RecordOf<Kind>), written }))
    },

    /** How many records of each kind a side holds. */
    counts: async (cooperation: CooperationId, side: SideId): Promise<{ readonly [Kind in RecordKind]?: number }> => {
      const rows = await ofSide(cooperation, side)
        .select(['kind', (table) => table.fn.countAll<number>().as('count')])
        .groupBy('kind')
        .orderBy('kind')
        .execute()
      return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
    },

    /** What a side decided on the findings of one source, in the order it was decided. */
    decisionsOn: async (
      cooperation: CooperationId,
      side: SideId,
      source: SourceHash,
    ): Promise<readonly Standing<'decision'>[]> => {
      const rows = await ofSide(cooperation, side)
        .select(['value', 'written'])
        .where('source', '=', source)
        .where('kind', '=', 'decision')
        .orderBy('seq')
        .orderBy('id')
        .execute()
      return rows.map(({ value, written }) => ({ ...(value as RecordOf<'decision'>), written }))
    },

    /** What a side decided on which findings of all sources, of those that the present readings still hold. */
    verdicts: async (cooperation: CooperationId, side: SideId): Promise<readonly Verdict[]> => {
      const rows = await ofSide(cooperation, side)
        .innerJoin('finding', (join) =>
          join.onRef('finding.source', '=', 'record.source').onRef('finding.id', '=', 'record.id'),
        )
        .select(['record.source', 'record.id', text<Verdict['verdict']>`record.value ->> 'verdict'`.as('verdict')])
        .where('record.kind', '=', 'decision')
        .orderBy('record.source')
        .orderBy('record.id')
        .execute()
      return rows as unknown as readonly Verdict[]
    },
  }
}
