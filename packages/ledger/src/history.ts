/** History: what changed in what one side holds, and where commitments stood, between two civil days. */
import {
  type Changes,
  changesOf,
  type ChainKey,
  type Commitment,
  type CommitmentId,
  commitmentOf,
  type CooperationId,
  dayBefore,
  granted,
  type HeadSpan,
  type Instant,
  type Outcome,
  type RecordOf,
  refused,
  type SideId,
  type StoredEntry,
  understood,
  voidedBy,
} from '@handclasp/domain'
import { type RawBuilder, sql as text } from 'kysely'
import { chunks, type Database, type Queries } from './database.ts'
import { entryOf, readRows, sharedHeads } from './chain.ts'
import { erasingOf } from './folding.ts'
import { headsFor, headsNow, headsOn } from './heads.ts'
import { apart, saidOn, spokenOn, upTo } from './settling.ts'
import { onesAt, unite, withOnes } from './uniting.ts'

/** How a commitment stood at two times; null where nobody had spoken of it. */
export interface CommitmentChange {
  readonly of: 'commitment'
  readonly id: CommitmentId
  readonly before: Commitment | null
  readonly after: Commitment
  /** The one that stood in its place in the end; null where it stood for itself. */
  readonly within: CommitmentId | null
  /** When it was last spoken of, by the writers' clocks. */
  readonly written: Instant
}

/** A thing that changed, of the side that keeps it or sent it. */
export type ThingChange = Changes['things'][number] & {
  readonly of: 'thing'
  readonly side: SideId
  /** When it changed last, by the writer's clock. */
  readonly written: Instant
}

/**
 * What changed, what changed last first; `total` with what stands on other pages. `next` is where the next page goes
 * on, null at the end. `heads` are the numbers of the last entries counted, by chain, before and after.
 */
export interface History {
  readonly changes: readonly (ThingChange | CommitmentChange)[]
  readonly total: number
  readonly next: string | null
  /** The events at which people acted who changed on this page: as they changed, else as they stand. */
  readonly events: readonly RecordOf<'event'>[]
  readonly heads: readonly HeadSpan[]
}

/** From where to where a history tells: civil days by the writers' clocks, first and last, or stretches of chains. */
export type Stretch = { readonly from: string; readonly to: string } | { readonly heads: readonly HeadSpan[] }

/** Entries read at once. */
const PAGE = 1000

/** The part of the ledger that tells its history. */
export function history({ sql }: Database) {
  return {
    /**
     * What changed in a stretch: in the side's own ledger, of what the others sent, and of the commitments that any
     * side spoke of; a page of at most `limit`, after that which `after` names. Chains that a stretch leaves out stay
     * as they are now. Refused are numbers that no chain has which the side sees.
     */
    history: async (
      cooperation: CooperationId,
      side: SideId,
      stretch: Stretch,
      { after = null, limit = 100 }: { readonly after?: string | null; readonly limit?: number } = {},
    ): Promise<Outcome<History>> => {
      const within =
        'heads' in stretch
          ? await headsNamed(sql, cooperation, side, stretch.heads)
          : granted(await headsBetween(sql, cooperation, side, stretch.from, stretch.to))
      if (!within.ok) return within
      const heads = within.value
      const things: ThingChange[] = []
      const erased = new Map<CommitmentId, Instant>()
      for (const head of heads) {
        const key = { cooperation, side: head.side, chain: head.chain } as ChainKey
        const entries = await entriesBetween(sql, key, head.from, head.to)
        const changes = changesOf(entries, await otherOnes(sql, key, entries))
        for (const change of changes.things) {
          const last = change.by.at(-1)
          if (!last) throw new TypeError(`nothing changed ${change.name.kind} ${change.name.id}`)
          things.push({ of: 'thing', side: head.side, written: last.written, ...change })
        }
        for (const [id, written] of changes.commitments) erased.set(id, later(written, erased.get(id)))
      }
      const asked = { after, limit: limit + 1 }
      const spoken = await spokenBetween(sql, cooperation, heads, erased, asked)
      const all: readonly (ThingChange | SpokenCommitment)[] = [...things, ...spoken.page]
      const named = all
        .map((change) => ({ change, name: placeOf(change) }))
        .filter(({ name }) => after === null || name < after)
      const page = named.toSorted((one, other) => (one.name < other.name ? 1 : -1)).slice(0, limit)
      const stood = await commitmentsBetween(
        sql,
        cooperation,
        page.flatMap(({ change }) => (change.of === 'commitment' ? [change] : [])),
        heads,
      )
      const changes = page.flatMap(({ change }): History['changes'] => {
        const told = change.of === 'thing' ? change : stood.get(change.id)
        return told ? [told] : []
      })
      return granted({
        changes,
        total: things.length + spoken.total,
        next: named.length > limit ? (page.at(-1)?.name ?? null) : null,
        events: await eventsOf(sql, cooperation, side, changes, things),
        heads,
      })
    },
  }
}

/** The events at which people acted who changed on a page: those that changed with them, and those that stand. */
async function eventsOf(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  changes: History['changes'],
  things: readonly ThingChange[],
): Promise<readonly RecordOf<'event'>[]> {
  const people = changes.flatMap((change) => {
    return change.of === 'thing'
      ? [change.before, change.after].filter((record) => record?.kind === 'participation')
      : []
  })
  const ids = new Set(people.flatMap((person) => person?.acts.flatMap(({ event }) => event ?? []) ?? []))
  const changed = things.flatMap(({ before, after }) => {
    const event = after ?? before
    return event?.kind === 'event' && ids.has(event.id) ? [event] : []
  })
  for (const { id } of changed) ids.delete(id)
  if (ids.size === 0) return changed
  const rows = await sql
    .selectFrom('record')
    .select('value')
    .where('cooperation', '=', cooperation)
    .where('side', '=', side)
    .where('kind', '=', 'event')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
  return [...changed, ...rows.map(({ value }) => value as RecordOf<'event'>)]
}

/** A commitment that was spoken of, and when last. */
type SpokenCommitment = Pick<CommitmentChange, 'of' | 'id' | 'written'>

/** What orders changes, and names the place where a page ends: the time of the last change, then what it is. */
function placeOf(change: ThingChange | SpokenCommitment): string {
  if (change.of === 'commitment') return `${change.written} ${change.id}`
  return `${change.written} ${change.side} ${change.name.kind} ${change.name.id}`
}

function later(one: Instant, other: Instant = one): Instant {
  return one < other ? other : one
}

/** The commitments of one page that were spoken of, or of which words were erased; and how many there are in all. */
interface SpokenPage {
  readonly page: readonly SpokenCommitment[]
  readonly total: number
}

/** Of the commitments that were spoken of, or of which words were `erased`, those of a page; and how many there are. */
async function spokenBetween(
  sql: Database['sql'],
  cooperation: CooperationId,
  heads: readonly HeadSpan[],
  erased: ReadonlyMap<CommitmentId, Instant>,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<SpokenPage> {
  const spans = heads.filter(({ chain, from, to }) => chain === 'shared' && from < to)
  const first = after === null ? await lastSpoken(sql, cooperation, spans, erased, limit) : null
  return first ?? allSpoken(sql, cooperation, spans, erased, after, limit)
}

/** Sayings at the end of each chain that are read for each commitment of a page: most are spoken of once by each. */
const SAYINGS = 3

/**
 * The first page by what was said at the ends of the chains alone: what lies before is counted, and nothing of it may
 * have been written as late, as where a writer's clock went back. Null where that does not tell.
 */
async function lastSpoken(
  sql: Database['sql'],
  cooperation: CooperationId,
  spans: readonly HeadSpan[],
  erased: ReadonlyMap<CommitmentId, Instant>,
  limit: number,
): Promise<SpokenPage | null> {
  const most = limit * SAYINGS
  const ends = spans.map((span) => {
    const said = saidIn(cooperation, span, text`side, commitment as id, written, since`)
    return text`(${said} order by since desc limit ${most})`
  })
  const { rows } =
    ends.length === 0
      ? { rows: [] }
      : await text<SpokenCommitment & { readonly side: SideId; readonly since: number }>`
          ${text.join(ends, text` union all `)}
        `.execute(sql)
  const last = new Map(erased)
  for (const { id, written } of rows) last.set(id, later(written, last.get(id)))
  const page = [...last]
    .map(([id, written]): SpokenCommitment => ({ of: 'commitment', id, written }))
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1))
    .slice(0, limit)
  const before = spans.map(({ side, from }) => {
    const own = rows.filter((row) => row.side === side)
    return own.length < most ? from : Math.min(...own.map(({ since }) => since))
  })
  if (spans.every(({ from }, index) => before[index] === from)) return { page, total: last.size }
  const least = page[limit - 1]?.written
  if (least === undefined) return null
  const all = spans.map((span, index) =>
    saidIn(
      cooperation,
      span,
      text`commitment as id, since <= ${before[index]} and written collate "C" >= ${least} as late`,
    ),
  )
  const others = text`select id, false as late from ${erasedOnes(erased)}`
  const { rows: counted } = await text<{ total: number; late: boolean }>`
    select count(*) as total, bool_or(late) as late from (${text.join([others, ...all], text` union `)}) as spoken
  `.execute(sql)
  const { total = 0, late = true } = counted[0] ?? {}
  return late ? null : { page, total }
}

/** A page by all that was said in the stretch. */
async function allSpoken(
  sql: Database['sql'],
  cooperation: CooperationId,
  spans: readonly HeadSpan[],
  erased: ReadonlyMap<CommitmentId, Instant>,
  after: string | null,
  limit: number,
): Promise<SpokenPage> {
  const all = spans.map((span) => saidIn(cooperation, span, text`commitment as id, written`))
  const said = text.join([text`select id, written from ${erasedOnes(erased)}`, ...all], text` union all `)
  const { rows } = await text<{ id: CommitmentId | null; written: Instant; total: number }>`
    with spoken as materialized (
      select id, max(written collate "C") as written from (${said}) as said group by id
    )
    select id, written, total from (select count(*) as total from spoken) as counted left join (
      select id, written from spoken
      where ${after}::text is null or written || ' ' || id collate "C" < ${after}
      order by written collate "C" desc, id collate "C" desc limit ${limit}
    ) as page on true
  `.execute(sql)
  const page = rows.flatMap(({ id, written }) => (id === null ? [] : [{ of: 'commitment' as const, id, written }]))
  return { page, total: rows[0]?.total ?? 0 }
}

/** What was said of commitments in a stretch, by the index of that alone; a statement for each chain. */
function saidIn(cooperation: CooperationId, { side, from, to }: HeadSpan, columns: RawBuilder<unknown>) {
  return text`select ${columns} from record
    where cooperation = ${cooperation} and side = ${side} and commitment is not null
      and since > ${from} and since <= ${to}`
}

function erasedOnes(erased: ReadonlyMap<CommitmentId, Instant>) {
  const ones = [...erased].map(([id, written]) => ({ id, written }))
  return text`jsonb_to_recordset(${JSON.stringify(ones)}::jsonb) as erased(id text, written text)`
}

/** The heads at the end of the day before the first and at that of the last. */
async function headsBetween(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  from: string,
  to: string,
): Promise<readonly HeadSpan[]> {
  const [before, after] = [dayBefore(from), headsFor(await headsOn(sql, cooperation, 'written', to), side)]
  const earlier = before === null ? [] : await headsOn(sql, cooperation, 'written', before)
  return after.map((head) => {
    const first = earlier.find((each) => each.side === head.side && each.chain === head.chain)
    return { side: head.side, chain: head.chain, from: first?.seq ?? 0, to: head.seq }
  })
}

/** The chains a side sees, from and to the numbers named; those not named from and to where they stand. */
async function headsNamed(
  sql: Queries,
  cooperation: CooperationId,
  side: SideId,
  named: readonly HeadSpan[],
): Promise<Outcome<readonly HeadSpan[]>> {
  const now = headsFor(await headsNow(sql, cooperation), side)
  for (const span of named) {
    const last = now.find((head) => head.side === span.side && head.chain === span.chain)?.seq ?? 0
    if (span.to > last) return refused({ code: 'head-unknown', side: span.side, chain: span.chain, seq: span.to, last })
  }
  return granted(
    now.map(({ side: writer, chain, seq }) => {
      const span = named.find((each) => each.side === writer && each.chain === chain)
      return span ?? { side: writer, chain, from: seq, to: seq }
    }),
  )
}

/** The entries of a stretch of one chain but those on terms. */
async function entriesBetween(sql: Queries, key: ChainKey, from: number, to: number): Promise<readonly StoredEntry[]> {
  const entries: StoredEntry[] = []
  for (let after = from; after < to; ) {
    // What is said of terms, nearly all of a shared chain, is asked of the records.
    const rows = await readRows(sql, key, after, PAGE, { to, besideTerms: true })
    entries.push(...rows.map(entryOf))
    after = rows.length < PAGE ? to : (rows.at(-1)?.seq ?? to)
  }
  return entries
}

/** The entries that some replace, void or erase and that are not among them, by their numbers. */
async function otherOnes(sql: Queries, key: ChainKey, entries: readonly StoredEntry[]) {
  const own = new Set(entries.map(({ header }) => header.seq))
  const wanted = entries.flatMap((entry) => {
    const draft = understood(entry)
    const { voids = [] } = draft === 'unknown' ? {} : (voidedBy(draft) ?? {})
    const erasing = erasingOf(entry)
    return [...voids, ...(erasing ? [erasing.seq] : [])].filter((seq) => !own.has(seq))
  })
  const found = new Map<number, StoredEntry>()
  for (const some of chunks(wanted)) {
    for (const row of await readRows(sql, key, 0, some.length, { only: some })) found.set(row.seq, entryOf(row))
  }
  return (seq: number) => found.get(seq) ?? null
}

/** Where commitments stood at both heads: a position is what a chain says up to its head. */
async function commitmentsBetween(
  sql: Queries,
  cooperation: CooperationId,
  spoken: readonly SpokenCommitment[],
  heads: History['heads'],
): Promise<ReadonlyMap<CommitmentId, CommitmentChange>> {
  if (spoken.length === 0) return new Map()
  const shared = heads.filter(({ chain }) => chain === 'shared')
  const ones = await onesAt(sql, cooperation, new Map(shared.map(({ side, to }) => [side, { seq: to, hash: '' }])))
  const together = withOnes(
    spoken.map(({ id }) => id),
    ones,
  )
  const said = await saidOn(sql, cooperation, together)
  const { positions } = spokenOn(cooperation, said, await sharedHeads(sql, cooperation))
  const all = apart(positions, together)
  const [first, last] = (['from', 'to'] as const).map((when) => new Map(shared.map((head) => [head.side, head[when]])))
  const at = (id: CommitmentId, when: ReadonlyMap<SideId, number> | undefined) =>
    commitmentOf(id, upTo(all.get(id) ?? [], when ?? new Map()))
  const standing = new Map(together.map((id) => [id, at(id, last)]))
  const singles = [...standing.values()].filter(({ versions }) => versions.length > 0)
  const united = unite(
    singles.map((commitment) => ({ commitment, opened: '', changed: '' })),
    ones,
  )
  const within = new Map(
    united.flatMap(({ commitment, takenIn }) =>
      takenIn.map((single) => [single.commitment.id, commitment.id] as const),
    ),
  )
  return new Map(
    spoken.flatMap((one) => {
      const [before, after] = [at(one.id, first), standing.get(one.id)]
      const was = before.versions.length > 0 ? before : null
      return after ? [[one.id, { ...one, before: was, after, within: within.get(one.id) ?? null }] as const] : []
    }),
  )
}
