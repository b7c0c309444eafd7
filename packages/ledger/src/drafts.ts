/** Drafts: what a side has drafted, with who judged and sent it, newest first; and the side's rule on that. */
import {
  type AuthorId,
  type CooperationId,
  type DraftId,
  type DraftState,
  draftState,
  type Instant,
  type RecordOf,
  type Role,
  type SideId,
} from '@handclasp/domain'
import { sql as text } from 'kysely'
import type { Database } from './database.ts'

/** Who did something, in which role where they acted in one, and when by the writer's clock. */
export interface Deed {
  readonly author: AuthorId
  readonly as: Role | null
  readonly at: Instant
}

/** A draft as it stands. `seq` is the entry by which it does: whoever judges, sends or writes it anew names that. */
export interface DraftStanding {
  readonly id: DraftId
  readonly seq: number
  /** What would be sent, by value; null where the words were erased. */
  readonly command: RecordOf<'draft'>['command']
  /** The kind of command, and the id of what it is about. */
  readonly of: string
  readonly about: string | null
  readonly note: string | null
  readonly state: DraftState
  readonly drafted: Deed
  /** What was said last of the draft; of it as it stands now where `seq` is the same. */
  readonly judged: (Deed & Pick<RecordOf<'judgement'>, 'verdict' | 'note'> & { readonly seq: number }) | null
  /** The numbers of the shared entries it was sent by, and whether at least two people had a part in that. */
  readonly sent: (Deed & Pick<RecordOf<'sending'>, 'sent' | 'fourEyes'>) | null
}

/** A page of drafts, newest first; `next` is what the next page comes after, null at the end. */
export interface DraftList {
  readonly rows: readonly DraftStanding[]
  readonly next: number | null
}

/** Which drafts are listed: those not sent yet alone, and of these a page. */
export interface DraftQuery {
  readonly unsent?: boolean
  readonly after?: number | null
  readonly limit?: number
}

/** The part of the ledger that answers for drafts. */
export function drafts({ sql }: Pick<Database, 'sql'>) {
  return {
    /** The drafts of a side, those first that were begun last. */
    drafts: async (
      cooperation: CooperationId,
      side: SideId,
      { unsent = false, after = null, limit = 100 }: DraftQuery = {},
    ): Promise<DraftList> => {
      const all = drafted(sql, cooperation, side)
      const open = unsent ? all.where('sending.id', 'is', null) : all
      const rows = await (after === null ? open : open.where('draft.since', '<', after))
        .orderBy('draft.since', 'desc')
        .orderBy('draft.id', 'desc')
        .limit(limit + 1)
        .execute()
      const page = rows.slice(0, limit)
      return { rows: page.map(draftOf), next: rows.length > limit ? (page.at(-1)?.since ?? null) : null }
    },

    /** One draft of a side, or null. */
    draft: async (cooperation: CooperationId, side: SideId, id: DraftId): Promise<DraftStanding | null> => {
      const row = await drafted(sql, cooperation, side).where('draft.id', '=', id).executeTakeFirst()
      return row ? draftOf(row) : null
    },

    /** Which entries of a side's shared chain one person sent alone, of some. */
    sentAlone: async (
      cooperation: CooperationId,
      side: SideId,
      numbers: readonly number[],
    ): Promise<readonly number[]> => {
      const { rows } = await text<{ seq: number }>`
        select seq from sent_alone(${cooperation}, ${side}, ${[...numbers]}::integer[]) as seq
      `.execute(sql)
      return rows.map(({ seq }) => seq)
    },

    /** Does a side send only what at least two people have seen? */
    fourEyes: async (cooperation: CooperationId, side: SideId): Promise<boolean> => {
      const row = await sql
        .selectFrom('record')
        .select(text<boolean>`value -> 'required' = 'true'::jsonb`.as('required'))
        .where('cooperation', '=', cooperation)
        .where('side', '=', side)
        .where('kind', '=', 'four-eyes')
        .where('id', '=', 'four-eyes')
        .executeTakeFirst()
      return row?.required ?? false
    },
  }
}

/** The drafts of a side, each with what was said of it and how it was sent. */
function drafted(sql: Database['sql'], cooperation: CooperationId, side: SideId) {
  return sql
    .selectFrom('record as draft')
    .leftJoin('record as judgement', (join) =>
      join
        .onRef('judgement.cooperation', '=', 'draft.cooperation')
        .onRef('judgement.side', '=', 'draft.side')
        .on('judgement.kind', '=', 'judgement')
        .onRef('judgement.id', '=', 'draft.id'),
    )
    .leftJoin('record as sending', (join) =>
      join
        .onRef('sending.cooperation', '=', 'draft.cooperation')
        .onRef('sending.side', '=', 'draft.side')
        .on('sending.kind', '=', 'sending')
        .onRef('sending.id', '=', 'draft.id'),
    )
    .select(['draft.since', 'draft.value as draft', 'draft.written as drafted'])
    .select(['judgement.value as judgement', 'judgement.written as judged'])
    .select(['sending.value as sending', 'sending.written as sent'])
    .where('draft.cooperation', '=', cooperation)
    .where('draft.side', '=', side)
    .where('draft.kind', '=', 'draft')
}

/** A draft with what was said of it and how it was sent, each with the time of its entry. */
interface Row {
  readonly draft: unknown
  readonly drafted: Instant
  readonly judgement: unknown
  readonly judged: Instant | null
  readonly sending: unknown
  readonly sent: Instant | null
}

function draftOf(row: Row): DraftStanding {
  const draft = row.draft as RecordOf<'draft'>
  const judgement = row.judgement as RecordOf<'judgement'> | null
  const sending = row.sending as RecordOf<'sending'> | null
  const { id, seq, command, of, about, note } = draft
  const deed = ({ author, as }: Pick<Deed, 'author' | 'as'>, at: Instant | null): Deed => ({ author, as, at: at ?? '' })
  const judged = judgement && {
    ...deed(judgement, row.judged),
    verdict: judgement.verdict,
    note: judgement.note,
    seq: judgement.judged,
  }
  const sent = sending && { ...deed(sending, row.sent), sent: sending.sent, fourEyes: sending.fourEyes }
  const state = draftState(draft, judgement, sending)
  return { id, seq, command, of, about, note, state, drafted: deed(draft, row.drafted), judged, sent }
}
