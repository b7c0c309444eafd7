/** History 历史: what changed in a side's ledger between two of its heads, thing by thing, old and new side by side. */
import type { CommitmentId, SideId } from './identifier.ts'
import type { ChainName, Draft, Erased, Instant, StoredEntry } from './entry.ts'
import { isErasing, understood } from './entry.ts'
import { type LedgerRecord, nameOf, type RecordName, recordKey, recordOf, voidedBy } from './position.ts'

/** A thing that changed. `before` is null where it was not there, `after` where it is there no more. */
export interface Change {
  readonly name: RecordName
  readonly before: LedgerRecord | null
  readonly after: LedgerRecord | null
  /** Words of it were erased, those of before or those of after: it was there without them, or is. */
  readonly erased: boolean
  /** The entries that changed it, oldest first: number and time by the writer's clock. */
  readonly by: readonly { readonly seq: number; readonly written: string; readonly kind: string }[]
}

/** What changed: things of the ledger, commitments that were spoken of with the time of the last word. */
export interface Changes {
  readonly things: readonly Change[]
  readonly commitments: ReadonlyMap<CommitmentId, Instant>
}

/**
 * What some consecutive entries of one chain changed; those on terms may be left out where what they speak of is known
 * otherwise. `earlier` gives any other entry of the same chain by its number: what they replace, void or erase.
 * Decisions on findings are told by the records that they made.
 */
export function changesOf(entries: readonly StoredEntry[], earlier: (seq: number) => StoredEntry | null): Changes {
  const changing = new Map<
    string,
    { name: RecordName; before: LedgerRecord | null; after: LedgerRecord | null; erased: boolean; by: Change['by'] }
  >()
  const commitments = new Map<CommitmentId, Instant>()
  const own = new Map(entries.map((entry) => [entry.header.seq, entry]))
  const entryAt = (seq: number) => own.get(seq) ?? earlier(seq)
  const recordAt = (seq: number) => madeBy(entryAt(seq))
  for (const entry of entries) {
    const draft = understood(entry)
    if (draft === 'unknown') continue
    const { seq, written, kind } = entry.header
    const note = (name: RecordName, before: LedgerRecord | null, after: LedgerRecord | null, isErased = false) => {
      const key = recordKey(name.kind, name.id)
      const known = changing.get(key)
      const by = [...(known?.by ?? []), { seq, written, kind }]
      changing.set(key, { name, before: known ? known.before : before, after, erased: isErased, by })
    }
    if (draft.kind === 'terms-proposed@1' || draft.kind === 'terms-answered@1')
      commitments.set(draft.structure.commitment, written)
    if (isErasing(draft)) {
      const { name: told, commitment } = saidBy(entryAt(draft.structure.seq))
      if (commitment) commitments.set(commitment, written)
      const after = told && changing.get(recordKey(told.kind, told.id))?.after
      // What was written anew meanwhile stands by its new words.
      if (told && (!after || after.seq === draft.structure.seq)) {
        note(told, null, recordAt(draft.structure.seq), true)
      }
    }
    const { voids = [] } = voidedBy(draft) ?? {}
    const replaced = voids.map((one) => ({ record: recordAt(one) }))
    const made = isTold(draft) ? recordOf(draft, entry) : null
    for (const { record } of replaced) {
      const stays = made && record && made.kind === record.kind && made.id === record.id
      if (record && !stays) note(record, record, null)
    }
    const name = isTold(draft) ? nameOf(draft, seq) : null
    const before = replaced.find(({ record }) => record?.id === name?.id && record?.kind === name?.kind)?.record ?? null
    const isLost = voids.some((one) => entryAt(one)?.content === null)
    if (name) note(name, before, made, draft.payload === null || isLost)
  }
  const things = [...changing.values()].filter((change) => change.before ?? change.after ?? change.erased)
  return { things, commitments }
}

/**
 * Is the thing an entry makes told on its own? Decisions and citations are told by what they are for, what became of a
 * draft by what was sent.
 */
function isTold({ kind }: Draft | Erased): boolean {
  return !/^(finding-|source-|terms-|side-|cooperation-|draft-)/.test(kind)
}

/** The thing and the commitment that an entry is about, whether its words are there or not. */
function saidBy(entry: StoredEntry | null): { readonly name: RecordName | null; readonly commitment?: CommitmentId } {
  const draft = entry ? understood(entry) : 'unknown'
  if (!entry || draft === 'unknown') return { name: null }
  const { commitment } = draft.structure as { readonly commitment?: CommitmentId }
  const name = isTold(draft) ? nameOf(draft, entry.header.seq) : null
  return commitment ? { name, commitment } : { name }
}

function madeBy(entry: StoredEntry | null): LedgerRecord | null {
  const draft = entry ? understood(entry) : 'unknown'
  if (!entry || draft === 'unknown' || !isTold(draft)) return null
  return recordOf(draft, entry)
}

/** A stretch of one chain: what comes after the entry numbered `from`, up to the one numbered `to`; 0 is before all. */
export interface HeadSpan {
  readonly side: SideId
  readonly chain: ChainName
  readonly from: number
  readonly to: number
}

const SPAN = /^(sid_[0-9A-Z]{1,40})\.(shared|internal)\.(\d{1,12})-(\d{1,12})$/

/** Stretches as an address names them: `sid_….shared.3-12`, parted by commas. */
export function writeHeadSpans(spans: readonly HeadSpan[]): string {
  return spans.map(({ side, chain, from, to }) => `${side}.${chain}.${from}-${to}`).join(',')
}

/** The stretches that an address names; null where it names none, a chain twice, or what is no stretch. */
export function readHeadSpans(words: string): readonly HeadSpan[] | null {
  const spans: HeadSpan[] = []
  for (const word of words.split(',')) {
    const [, side, chain, from, to] = SPAN.exec(word) ?? []
    if (side === undefined || spans.some((span) => span.side === side && span.chain === chain)) return null
    spans.push({ side: side as SideId, chain: chain as ChainName, from: Number(from), to: Number(to) })
  }
  return spans
}
