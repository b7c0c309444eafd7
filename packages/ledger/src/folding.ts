/** Folding: what entries of one side put before the reader, one after another, with the rows that stand for it. */
import {
  type Draft,
  type Erased,
  type Erasing,
  type Instant,
  isErasing,
  type LedgerRecord,
  nameOf,
  type RecordName,
  recordKey,
  recordOf,
  type StoredEntry,
  understood,
  voidedBy,
} from '@handclasp/domain'
import type { Tables } from './database.ts'
import { type Made, rowOf } from './projection.ts'

/** The things that an entry may change: the one it makes, those it takes out. */
export function namesIn(entry: StoredEntry): readonly RecordName[] {
  const draft = understood(entry)
  if (draft === 'unknown') return []
  const made = nameOf(draft, entry.header.seq)
  return [...(made ? [made] : []), ...(voidedBy(draft)?.names ?? [])]
}

/** Which entry of the same chain an entry erases, where it does, and on which ground. */
export function erasingOf(entry: StoredEntry): Erasing | null {
  const draft = understood(entry)
  return draft !== 'unknown' && isErasing(draft) ? draft.structure : null
}

/** What stands of one side, by kind and id, as entries are taken in their order. */
export class Folding {
  readonly standing: Map<string, Made>
  /** What was taken out at a moment: made again at the same one, it keeps its place among its kind. */
  readonly #gone = new Map<string, { readonly since: number; readonly at: Instant }>()

  /** What would stand, had its words not been erased. */
  readonly #wordless = new Map<string, { readonly seq: number; readonly since: number }>()

  constructor(standing: Iterable<Made> = []) {
    this.standing = new Map([...standing].map((made) => [recordKey(made.record.kind, made.record.id), made]))
  }

  /** Goes on over other things, of which these stand; what was taken out last is remembered. */
  over(standing: Iterable<Made>): void {
    this.standing.clear()
    for (const made of standing) this.standing.set(recordKey(made.record.kind, made.record.id), made)
  }

  /** Takes an entry of a gapless chain in. */
  take(entry: StoredEntry): void {
    const { header } = entry
    const draft = understood(entry)
    if (draft === 'unknown') return
    const { names = [], voids = [] } = voidedBy(draft) ?? {}
    for (const { kind, id } of names) {
      const key = recordKey(kind, id)
      const there = this.standing.get(key)
      const { seq, since } = there
        ? { seq: there.record.seq, since: there.row.since }
        : (this.#wordless.get(key) ?? NONE)
      if (!voids.includes(seq)) continue
      this.standing.delete(key)
      this.#wordless.delete(key)
      this.#gone.set(key, { since, at: header.written })
    }
    this.#make(draft, entry)
  }

  /** Takes an entry in again whose words were erased: what stands by it stands without them, or no more. */
  erase(entry: StoredEntry): void {
    const draft = understood({ ...entry, content: null })
    const name = draft === 'unknown' ? null : nameOf(draft, entry.header.seq)
    if (!name || draft === 'unknown') return
    const key = recordKey(name.kind, name.id)
    const there = this.standing.get(key)
    if (there?.record.seq !== entry.header.seq || there.row.chain !== entry.header.chain) return
    const left = recordOf(draft, entry)
    if (left) this.standing.set(key, { record: left, row: { ...there.row, value: JSON.stringify(left) } })
    else {
      this.standing.delete(key)
      this.#wordless.set(key, { seq: entry.header.seq, since: there.row.since })
    }
  }

  #make(draft: Draft | Erased, entry: StoredEntry): void {
    const { header } = entry
    const name = nameOf(draft, header.seq)
    const key = name && recordKey(name.kind, name.id)
    if (!key || this.standing.has(key)) return
    const gone = this.#gone.get(key)
    const since = gone?.at === header.written ? gone.since : header.seq
    const record = recordOf(draft, entry)
    if (record) this.standing.set(key, { record, row: { ...rowOf(record, header), since } })
    else this.#wordless.set(key, { seq: header.seq, since })
  }
}

const NONE = { seq: 0, since: 0 }

/** A record of a row that stands. */
export function madeOf(row: Tables['record']): Made {
  return { record: row.value as LedgerRecord, row: { ...row, value: JSON.stringify(row.value) } }
}
