/** Records: what stands in the ledger, as screens ask for it. */
import {
  type Addition,
  type CommitmentId,
  type Composition,
  type CooperationId,
  type FileHash,
  type FindingId,
  type Instant,
  isMadeKind,
  type LedgerRecord,
  type Opening,
  type RecordKind,
  type RecordOf,
  type SideId,
  type SourceHash,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import type { AskedSide } from './asker.ts'
import { type Past, recordsAsOf, type ToldKind } from './asof.ts'
import { compositionThen, openingNow } from './composing.ts'
import { type Database, MARK, type Tables } from './database.ts'

/** A cooperation this installation knows, and the sides it writes for. */
export interface KnownCooperation {
  readonly id: CooperationId
  /** The side that opened it here. */
  readonly own: SideId
  /** All sides it writes for: several where they share this server. */
  readonly hosted: readonly SideId[]
  /** Its name and sides as they are now, and who opened it here. */
  readonly opening: Opening
  /** Every proposal to add a side, and where it stands. */
  readonly additions: readonly Addition[]
}

/** How much a cooperation holds: commitments of all sides, and what one side keeps. */
export interface Tally {
  readonly commitments: number
  readonly packages: number
  readonly agreements: number
  readonly intentions: number
}

/** A cooperation with how much of it a side sees. */
export interface TalliedCooperation extends KnownCooperation {
  readonly side: SideId
  readonly tally: Tally
}

/** A record with the time its entry was written. */
export type Standing<Kind extends RecordKind = RecordKind> = RecordOf<Kind> & { readonly written: Instant }

/** The source a record stems from; empty where it stems from none. */
export function sourceOf(record: LedgerRecord): SourceHash | '' {
  if ('source' in record) return record.source
  return ('quote' in record && record.quote?.source) || ''
}

/** The commitment a record is about, or null. */
export function aboutCommitment(record: LedgerRecord): CommitmentId | null {
  return 'commitment' in record ? record.commitment : null
}

function known(sql: Database['sql']) {
  return sql
    .selectFrom('cooperation')
    .modifyFront(MARK)
    .select(['cooperation', 'own', 'opening', 'composition'])
    .select(
      text<SideId[]>`array(
        select side from hosted where hosted.cooperation = cooperation.cooperation order by side
      )`.as('hosted'),
    )
}

function knownOf(row: Tables['cooperation'] & { readonly hosted: readonly string[] }): KnownCooperation {
  const composition = row.composition as Composition | null
  return {
    id: row.cooperation as CooperationId,
    own: row.own as SideId,
    hosted: row.hosted as readonly SideId[],
    opening: openingNow(row.opening as Opening, composition),
    additions: composition?.additions ?? [],
  }
}

/** The part of the ledger that answers which cooperations some sides know of, and how much is in them. */
export function cooperations({ sql }: Database, sides: readonly AskedSide[]) {
  return {
    /** The cooperations of these sides, oldest first: one for each of them. */
    cooperations: async (): Promise<readonly TalliedCooperation[]> => {
      const { rows } = await text<Tables['cooperation'] & Tally & { readonly side: SideId; readonly hosted: string[] }>`
        select * from known_to(${JSON.stringify(sides)}) order by cooperation, side
      `.execute(sql)
      return rows.map(({ side, commitments, packages, agreements, intentions, ...row }) => {
        return { ...knownOf(row), side, tally: { commitments, packages, agreements, intentions } }
      })
    },
  }
}

/** A side that an installation writes for. */
export interface HostedSide extends AskedSide {
  /** Whether it is the one that opened its cooperation here. */
  readonly isOpener: boolean
}

/** The part of the ledger that answers to the installation itself for whom it writes. */
export function hostings({ sql }: Database) {
  return {
    /** The register: every cooperation that something is written in here, by its name and those of its sides. */
    registered: async (): Promise<readonly Pick<KnownCooperation, 'id' | 'opening'>[]> =>
      (await known(sql).execute()).map(knownOf),

    /** All sides that write here, by cooperation, the oldest first. */
    hosted: async (): Promise<readonly HostedSide[]> => {
      const rows = await sql
        .selectFrom('hosted')
        .innerJoin('cooperation', 'cooperation.cooperation', 'hosted.cooperation')
        .select(['hosted.cooperation', 'hosted.side'])
        .select(text<boolean>`hosted.side = cooperation.own`.as('isOpener'))
        .orderBy('hosted.cooperation')
        .orderBy('hosted.side')
        .execute()
      return rows as unknown as readonly HostedSide[]
    },
  }
}

/** The part of the ledger that answers what a cooperation is, and how much is in it. */
export function oneCooperation({ sql }: Database) {
  return {
    /** One cooperation, or null; its sides and proposals of sides as of a past day where one is asked about. */
    cooperation: async (id: CooperationId, past: Past | null = null): Promise<KnownCooperation | null> => {
      const row = await known(sql).where('cooperation.cooperation', '=', id).executeTakeFirst()
      if (!row || !past) return row ? knownOf(row) : null
      return knownOf({ ...row, composition: await compositionThen(sql, id, row.opening as Opening, past) })
    },

    /** How much it holds for a side. */
    tally: async (id: CooperationId, side: SideId): Promise<Tally> => {
      const kept = (kind: RecordKind) => text`count(*) filter (where kind = ${text.lit(kind)})`
      const { rows } = await text<Tally>`
        select (
            select coalesce(sum(total), 0)::integer from commitment_count where cooperation = ${id} and facet = 'all'
          ) as commitments,
          ${kept('package')} as packages, ${kept('agreement')} as agreements, ${kept('intention')} as intentions
        from record
        where cooperation = ${id} and side = ${side} and kind in ('package', 'agreement', 'intention')
      `.execute(sql)
      return rows[0] as Tally
    },
  }
}

function recordsOf(sql: Database['sql'], cooperation: CooperationId, side: SideId) {
  return sql.selectFrom('record').where('record.cooperation', '=', cooperation).where('record.side', '=', side)
}

/** The part of the ledger that answers what is held. */
export function held({ sql }: Database) {
  const ofSide = (cooperation: CooperationId, side: SideId) => recordsOf(sql, cooperation, side)
  return {
    /** The records of one kind a side holds, in the order they first came to stand. */
    records: async <Kind extends RecordKind>(
      cooperation: CooperationId,
      side: SideId,
      kind: Kind,
    ): Promise<readonly Standing<Kind>[]> => {
      const rows = await ofSide(cooperation, side)
        .select(['value', 'written'])
        .where('kind', '=', kind)
        .orderBy('since')
        .orderBy('id')
        .execute()
      return rows.map(({ value, written }) => ({ ...(value as RecordOf<Kind>), written }))
    },

    /** One record a side holds, or null; of a past day as it stood. */
    record: async <Kind extends ToldKind>(
      cooperation: CooperationId,
      side: SideId,
      kind: Kind,
      id: string,
      past: Past | null = null,
    ): Promise<Standing<Kind> | null> => {
      if (past) {
        const records = await recordsAsOf(sql, cooperation, side, past, [kind])
        return records.find((record: Standing) => record.id === id) ?? null
      }
      const row = await ofSide(cooperation, side)
        .select(['value', 'written'])
        .where('kind', '=', kind)
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? { ...(row.value as RecordOf<Kind>), written: row.written } : null
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

    /** The findings that a side accepted other than they were read. */
    corrections: async (cooperation: CooperationId, side: SideId): Promise<readonly FindingId[]> => {
      const rows = await ofSide(cooperation, side)
        .select('id')
        .where('kind', '=', 'decision')
        .where(text<boolean>`value @> '{"corrected": true}'`)
        .orderBy('id')
        .execute()
      return rows.map(({ id }) => id as FindingId)
    },
  }
}

/** The part of the ledger that answers for attached files. */
export function attached({ sql }: Database) {
  return {
    /** Is a file attached to something that a side keeps? */
    attaches: async (cooperation: CooperationId, side: SideId, file: FileHash): Promise<boolean> => {
      const row = await recordsOf(sql, cooperation, side)
        .select('id')
        .where('kind', '=', 'attachment')
        .where(text<boolean>`value ->> 'file' = ${file}`)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

/** The part of the ledger that hands long lists over as they are. */
export function lists({ sql }: Database) {
  return {
    /**
     * The records of some kinds, a list of each as JSON, as `records` has them; those that findings became also say
     * whether a person `corrected` them. Thousands taken apart and put together again here would take far longer, and
     * so would texts put together by the database.
     */
    recordLists: async (
      cooperation: CooperationId,
      side: SideId,
      kinds: readonly RecordKind[],
    ): Promise<ReadonlyMap<RecordKind, string>> => {
      const decided = await recordsOf(sql, cooperation, side)
        .select(text<string>`value ->> 'record'`.as('record'))
        .where('kind', '=', 'decision')
        .where(text<boolean>`value @> '{"corrected": true}'`)
        .orderBy('id')
        .execute()
      const corrected = new Set(decided.map(({ record }) => record))
      const listed = new Map<RecordKind, string>()
      for (const kind of kinds) {
        const rows = await recordsOf(sql, cooperation, side)
          .select(['id', text<string>`value::text`.as('json'), 'written'])
          .where('kind', '=', kind)
          .orderBy('since')
          .orderBy('id')
          .execute()
        const items = rows.map(({ id, json, written }) => {
          const also = isMadeKind(kind) ? `,"corrected":${corrected.has(id)}` : ''
          return `${json.slice(0, -1)},"written":"${written}"${also}}`
        })
        listed.set(kind, `[${items.join(',')}]`)
      }
      return listed
    },
  }
}

/** The part of the ledger that answers for texts without their words. */
export function titles({ sql }: Database) {
  return {
    /** The texts a side holds without their words, in the order they first came to stand. */
    textTitles: async (cooperation: CooperationId, side: SideId) => {
      const said = (name: 'agreement' | 'title' | 'dated') => text<string | null>`value ->> ${text.lit(name)}`
      const rows = await sql
        .selectFrom('record')
        .select(['id', 'seq', 'written'])
        .select([said('agreement').as('agreement'), said('title').as('title'), said('dated').as('dated')])
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .where('kind', '=', 'text')
        .orderBy('since')
        .orderBy('id')
        .execute()
      return rows as unknown as readonly Pick<
        Standing<'text'>,
        'id' | 'agreement' | 'title' | 'dated' | 'seq' | 'written'
      >[]
    },
  }
}
