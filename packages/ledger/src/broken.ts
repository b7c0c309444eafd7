/** What a broken chain looks like: a small invented one, really broken in memory, and checked like any other. */
import {
  type AgreementId,
  type AuthorId,
  type ChainName,
  type Command,
  type CommitmentId,
  type CooperationId,
  type Digest,
  type FaultCode,
  fold,
  growth,
  type Head,
  headerText,
  type Instant,
  type Side,
  type SideId,
  type StoredEntry,
  type Terms,
  type VersionId,
} from '@handclasp/domain'
import { digest, entryOf, type EntryRow, payloadDigest, sealAll, type Sealing, type Writer } from './chain.ts'
import { checkRows, type Fault, placeOf } from './checking.ts'
import { type DayHead, dayHeadFault, dayHeadsOf } from './heads.ts'
import { passingKey, verifyingOf } from './signing.ts'

/** What is done to the chain. */
export const BROKEN_DEEDS = ['none', 'word', 'resealed', 'dropped', 'forked', 'day'] as const
/**
 * Left alone; a word altered; that, and its hashes made anew; an entry dropped; a second entry with one number; the
 * head kept of a day altered.
 */
export type BrokenDeed = (typeof BROKEN_DEEDS)[number]

/** An entry of the example, and what the check finds wrong with it. */
export interface BrokenEntry {
  readonly seq: number
  readonly kind: string
  /** The words of its terms; of the opening its name. */
  readonly words: string
  readonly hash: Digest
  readonly previous: Digest | null
  readonly faults: readonly FaultCode[]
}

/** Where the chain is kept to have stood at the end of a day, and what the check finds wrong with that. */
export interface BrokenDay {
  readonly day: string
  readonly seq: number
  readonly hash: Digest
  readonly faults: readonly FaultCode[]
}

/** The chain after something was done to it. */
export interface Broken {
  readonly deed: BrokenDeed
  readonly entries: readonly BrokenEntry[]
  readonly days: readonly BrokenDay[]
}

const COOPERATION = 'coo_EXAMPLE' as CooperationId
const EAST: Side = { id: 'sid_EAST' as SideId, mark: '霁', regions: [{ name: '霁原省', code: null }] }
const WEST: Side = { id: 'sid_WEST' as SideId, mark: '翎', regions: [{ name: '翎川省', code: null }] }
const KEY = { cooperation: COOPERATION, side: EAST.id, chain: 'shared' } as const
/** The number of the entry that suffers. */
const HURT = 3
/** When it was begun, and when it was gone on with. */
const FIRST_DAY: Instant = '2026-05-18T01:00:00.000Z'
const SECOND_DAY: Instant = '2026-05-19T01:00:00.000Z'

/** Breaks the chain in each way and checks it. */
export async function broken(random: Sealing['random']): Promise<readonly Broken[]> {
  const signer = passingKey()
  const first = { signer, random, clock: () => FIRST_DAY }
  const second = { signer, random, clock: () => SECOND_DAY }
  const begun = chainOf(first, [], ['共建 2 座码头'])
  const whole = chainOf(second, begun, ['开通 3 条航线', '互派 12 名教师'])
  const other = chainOf(second, begun, ['开通 4 条航线']).at(-1)
  const kept = dayHeadsOf(KEY, whole.map(entryOf), SECOND_DAY).filter(({ clock }) => clock === 'written')
  const isSigned = verifyingOf(signer.publicKey)
  const check = async (deed: BrokenDeed): Promise<Broken> => {
    const rows = brokenBy(deed, whole, other)
    const faults: Fault[] = []
    const checks = {
      key: KEY,
      erased: new Set<string>(),
      isSigned: async ({ text, signature }: StoredEntry) =>
        (await isSigned(text, signature)) ? null : ('signature-wrong' as const),
    }
    await checkRows(checks, rows, null, faults)
    return {
      deed,
      entries: rows.map((row, index) => shown(row, faultsAt(row, rows, index, faults))),
      days: daysBy(deed, kept, other).map((row) => checkedDay(row, rows)),
    }
  }
  return Promise.all(BROKEN_DEEDS.map(check))
}

/** What the check found at a row. Of two with one number the faults are those of the second. */
function faultsAt({ seq }: EntryRow, rows: readonly EntryRow[], index: number, faults: readonly Fault[]) {
  if (rows[index + 1]?.seq === seq) return []
  return [...new Set(faults.filter(({ place }) => place === placeOf(KEY, seq)).map(({ code }) => code))]
}

function brokenBy(deed: BrokenDeed, whole: readonly EntryRow[], other: EntryRow | undefined): readonly EntryRow[] {
  switch (deed) {
    case 'word':
      return whole.map((row) => (row.seq === HURT ? { ...row, payload: altered(row) } : row))
    case 'resealed':
      return whole.map((row) => (row.seq === HURT ? resealed(row) : row))
    case 'dropped':
      return whole.filter(({ seq }) => seq !== HURT)
    case 'forked':
      return whole.flatMap((row) => (row.seq === HURT && other ? [row, other] : [row]))
    default:
      return whole
  }
}

function daysBy(deed: BrokenDeed, kept: readonly DayHead[], other: EntryRow | undefined): readonly DayHead[] {
  return deed === 'day' && other ? kept.map((row, index) => (index === 0 ? { ...row, hash: other.hash } : row)) : kept
}

function checkedDay(kept: DayHead, rows: readonly EntryRow[]): BrokenDay {
  const { day, seq, hash } = kept
  const fault = dayHeadFault(kept, rows.find((row) => row.seq === seq)?.hash ?? null)
  return { day, seq, hash, faults: fault ? [fault.code] : [] }
}

function altered({ payload }: EntryRow): string {
  return payload?.replace('3 条', '5 条') ?? ''
}

/** The word altered, and digest and hash worked out anew by somebody who does not have the key. */
function resealed(row: EntryRow): EntryRow {
  const payload = altered(row)
  const header = headerText({ ...JSON.parse(row.header), payload: payloadDigest(row.salt ?? '', payload) })
  return { ...row, payload, header, hash: digest(header) }
}

/** A chain gone on with: an opening where it has none, then some proposals, signed like any other. */
function chainOf(sealing: Sealing, before: readonly EntryRow[], texts: readonly string[]): readonly EntryRow[] {
  const sides = [EAST, WEST]
  const { publicKey } = sealing.signer
  const opening: Command = { ...KEY, kind: 'open-cooperation', name: '霁翎合作', sides, by: EAST.id, publicKey }
  const proposals = texts.map((text, index): Command => {
    const number = before.length + index
    const [commitment, version] = [`com_${number}` as CommitmentId, `ver_${number}` as VersionId]
    const bound = sides.map(({ id }) => id)
    const made = { parent: null, bound, ending: null, terms: termsOf(text), note: null }
    return { kind: 'propose-terms', commitment, version, ...made }
  })
  const growing = growth(fold(COOPERATION, EAST.id, before.map(entryOf)))
  const heads = new Map<ChainName, Head | null>(Object.entries(growing.position.heads) as [ChainName, Head | null][])
  const writer: Writer = { ...KEY, author: 'local' as AuthorId, heads, seen: {} }
  const commands = before.length === 0 ? [opening, ...proposals] : proposals
  const sealed = sealAll(growing, writer, commands, [], sealing)
  if (!sealed.ok) throw new TypeError(`the example is refused: ${sealed.refusal.code}`)
  const rows = sealed.value.map(({ header, text, hash, signature, content }) => {
    const { seq, kind, author, written } = header
    const { salt = null, payload = null } = content ?? {}
    return { seq, kind, author, written, header: text, hash, signature, salt, payload }
  })
  return [...before, ...rows]
}

function termsOf(text: string): Terms {
  const basis = { agreement: null as AgreementId | null, name: null, clause: null, intention: null, quote: null }
  const days = { start: null, deadline: null, milestones: [] }
  return { text, fields: [], basis, programmes: [], leads: [], supporters: [], measure: null, ...days }
}

function shown({ seq, kind, hash, header, payload }: EntryRow, faults: readonly FaultCode[]): BrokenEntry {
  const { previous } = JSON.parse(header) as { readonly previous: Digest | null }
  const said = JSON.parse(payload ?? '{}') as { readonly name?: string; readonly terms?: Terms | null }
  return { seq, kind, words: said.terms?.text ?? said.name ?? '', hash, previous, faults }
}
