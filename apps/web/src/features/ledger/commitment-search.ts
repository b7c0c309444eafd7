/** Which commitments the address asks for, how they stand there, and whether one is being written. Pure. */
import type { CommitmentFilter, CommitmentsQuery } from '@handclasp/api/client'
import {
  type AgreementId,
  COMMITMENT_ORDERS,
  type CommitmentId,
  type CommitmentOrder,
  type DraftId,
  type Field,
  FIELDS,
  type Grouping,
  GROUPINGS,
  type IntentionId,
  type Lack,
  LACKS,
  type PackageId,
  type SideId,
  type SourceHash,
  type TextId,
  TERMS_STATES,
  type TermsState,
  type ViewId,
  type Without,
  WITHOUT,
} from '@handclasp/domain'
import { columnsIn, frozenIn, widthsIn } from './columns.ts'

/** The views that every ledger has, each with what it asks for; `awaiting` asks for what waits for the own side. */
export const TABS = {
  all: {},
  awaiting: {},
  amending: { state: ['amending', 'ending', 'reopening'] },
  lacking: { lacks: LACKS, state: ['proposed', 'agreed', 'amending', 'ending', 'rivals'] },
  ended: { state: ['ended', 'reopening'] },
} as const satisfies { readonly [tab: string]: CommitmentFilter }
/** A view that every ledger has. */
export type Tab = keyof typeof TABS
/** Their names, in their order. */
export const TAB_NAMES = Object.keys(TABS) as readonly Tab[]

/** What the table is grouped by: an intention is asked for by itself, and makes no groups worth a look. */
export type TableGrouping = Exclude<Grouping, 'intention'>
/** What the table can be grouped by. */
export const TABLE_GROUPINGS = GROUPINGS.filter((by): by is TableGrouping => by !== 'intention')

/** The conditions of an address, in the order their chips stand in. Lists are joined as `joined` does. */
export const CONDITIONS = [
  'state',
  'field',
  'lead',
  'package',
  'agreement',
  'clause',
  'source',
  'intention',
  'programme',
  'from',
  'to',
  'lacks',
  'without',
  'q',
] as const
/** A condition of an address. */
export type Condition = (typeof CONDITIONS)[number]

/** What the address says of the list; what is not there is as usual: all, without conditions, newest first. */
export type CommitmentSearch = { readonly [Name in Condition]?: string } & {
  readonly show?: Exclude<Tab, 'all'>
  /** The saved view it was opened by. */
  readonly saved?: ViewId
  readonly order?: CommitmentOrder
  readonly group?: TableGrouping
  /** 1 turns an order round from how it usually runs. */
  readonly turned?: 1
  /** Columns in their order, how many of the first stand still, widths that somebody set. */
  readonly columns?: string
  readonly frozen?: number
  readonly widths?: string
  /** A commitment is being written: afresh, of an intention, of a text, or as a change of the one chosen. */
  readonly propose?: 'new' | 'change' | IntentionId | TextId | DraftId
  /** Of a text: the clause it is written of, by its path. */
  readonly path?: string
  /** Parts of the address that made no sense, as they were: `name=value`, a line each. */
  readonly wrong?: string
}

/** What is read of one part of an address: its value, and what of it makes no sense. */
interface Part {
  readonly value?: string | number
  readonly wrong?: string
}

const shaped =
  (shape: RegExp) =>
  (given: string): Part =>
    shape.test(given) ? { value: given } : { wrong: given }
const oneOf =
  (names: readonly string[]) =>
  (given: string): Part =>
    names.includes(given) ? { value: given } : { wrong: given }
const some =
  (isKnown: (name: string) => boolean) =>
  (given: string): Part => {
    const names = [...new Set(parted(given))]
    const [known, strange] = [names.filter(isKnown), names.filter((name) => !isKnown(name))]
    const [value, wrong] = [joined(known), joined(strange)]
    return { ...(value === undefined ? {} : { value }), ...(wrong === undefined ? {} : { wrong }) }
  }
const among = (names: readonly string[]) => some((name) => names.includes(name))
const words =
  (most: number) =>
  (given: string): Part => ({ value: given.slice(0, most) })
const day = (given: string): Part =>
  /^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given)) ? { value: given } : { wrong: given }

const PARTS: { readonly [Name in Exclude<keyof CommitmentSearch, 'wrong'>]-?: (given: string) => Part } = {
  show: oneOf(TAB_NAMES),
  saved: shaped(/^vie_[0-9A-Z]{1,40}$/),
  state: among(TERMS_STATES),
  field: among(FIELDS),
  lead: words(2_000),
  package: shaped(/^pkg_[0-9A-Z]{1,40}$/),
  agreement: some((name) => /^agr_[0-9A-Z]{1,40}$/.test(name)),
  clause: words(60),
  source: shaped(/^[0-9a-f]{64}$/),
  intention: shaped(/^int_[0-9A-Z]{1,40}$/),
  programme: words(500),
  from: day,
  to: day,
  lacks: among(LACKS),
  without: oneOf(WITHOUT),
  q: words(100),
  order: oneOf(COMMITMENT_ORDERS),
  group: oneOf(TABLE_GROUPINGS),
  turned: (given) => (given === '1' ? { value: 1 } : { wrong: given }),
  columns: (given) => columnsIn(given),
  frozen: (given) => frozenIn(given),
  widths: (given) => widthsIn(given),
  propose: shaped(/^(new|change|(int|txt|dft)_[0-9A-Z]{1,40})$/),
  path: words(60),
}

/** What stands for itself where nothing is said. */
const USUAL: Readonly<Record<string, string>> = { show: 'all', order: COMMITMENT_ORDERS[0] }

/**
 * Reads the part of the address that is about commitments; what makes no sense is kept apart, to be told. The router
 * lays what is read over what stands there, so that what makes no sense is said to be nothing.
 */
export function commitmentSearch(raw: Readonly<Record<string, unknown>>): CommitmentSearch {
  const found: Record<string, string | number | undefined> = {}
  const wrong = new Set(textOf(raw.wrong).split('\n').filter(Boolean))
  for (const [name, read] of Object.entries(PARTS)) {
    const given = textOf(raw[name])
    if (given === '') continue
    const part = read(given)
    found[name] = part.value === USUAL[name] ? undefined : part.value
    if (part.wrong !== undefined) wrong.add(`${name}=${part.wrong}`)
  }
  return { ...found, ...(wrong.size > 0 ? { wrong: [...wrong].join('\n') } : {}) }
}

/** Words that look like a number come as one. */
function textOf(raw: unknown): string {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw).trim() : ''
}

/** Names as one part of an address: between commas, a comma or backslash of a name behind a backslash; none is none. */
export function joined(names: readonly string[]): string | undefined {
  return names.map((name) => name.replaceAll(/[\\,]/g, String.raw`\$&`)).join(',') || undefined
}

/** The names that a part of an address joins. */
function parted(part: string): readonly string[] {
  const names = part.match(/(?:\\[\\,]|[^,])+/g) ?? []
  return names.map((name) => name.replaceAll(/\\([\\,])/g, '$1'))
}

/** The things a condition names, or none. */
export function namesIn(search: CommitmentSearch, condition: Condition): readonly string[] {
  return parted(search[condition] ?? '')
}

/** Are there conditions beside the view's own? */
export function isConditioned(search: CommitmentSearch): boolean {
  return CONDITIONS.some((name) => search[name] !== undefined)
}

/** An address with other conditions taken away. */
export const NO_CONDITIONS = Object.fromEntries(CONDITIONS.map((name) => [name, undefined])) as {
  readonly [Name in Condition]: undefined
}

/** Does an order usually run from the last to the first? The newest come first, and the nearest deadline. */
export function runsBackwards(order: CommitmentOrder): boolean {
  return order === 'opened' || order === 'changed'
}

/** The order asked for, and whether it runs from the last to the first. */
export function orderOf({ order = COMMITMENT_ORDERS[0], turned }: CommitmentSearch) {
  return { order, descending: runsBackwards(order) !== (turned === 1) } satisfies CommitmentsQuery
}

/**
 * What the interface is asked for; null where nothing can be in both the view and the conditions. `agreementsIn` gives
 * the agreements of a package.
 */
export function filterOf(
  search: CommitmentSearch,
  side: SideId,
  agreementsIn: (bundle: PackageId) => readonly AgreementId[],
): CommitmentFilter | null {
  const { show = 'all', package: bundle, clause, source, intention, programme } = search
  const { from, to, without, q } = search
  const tab: CommitmentFilter = TABS[show]
  const state = common(tab.state, namesIn(search, 'state') as readonly TermsState[])
  const lacks = common(tab.lacks, namesIn(search, 'lacks') as readonly Lack[])
  const within = bundle === undefined ? undefined : agreementsIn(bundle as PackageId)
  const named = namesIn(search, 'agreement') as readonly AgreementId[]
  const agreement = within === undefined ? named : common(within, named)
  const isNowhere = within !== undefined && agreement?.length === 0
  if (state === null || lacks === null || agreement === null || isNowhere) return null
  const lists = {
    state,
    field: namesIn(search, 'field') as readonly Field[],
    lead: namesIn(search, 'lead'),
    agreement,
    lacks,
  }
  return {
    ...(Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as CommitmentFilter),
    ...(clause === undefined ? {} : { clause }),
    ...(source === undefined ? {} : { source: source as SourceHash }),
    ...(intention === undefined ? {} : { intention: intention as IntentionId }),
    ...(programme === undefined ? {} : { programme }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(without === undefined ? {} : { without: without as Without }),
    ...(q === undefined ? {} : { q }),
    ...(show === 'awaiting' ? { awaits: side } : {}),
  }
}

/** What two lists have in common, of which an empty one asks for nothing; null where that is nothing. */
function common<Name>(held: readonly Name[] = [], asked: readonly Name[]): readonly Name[] | null {
  if (held.length === 0 || asked.length === 0) return [...held, ...asked]
  const both = asked.filter((name) => held.includes(name))
  return both.length > 0 ? both : null
}

/** The same for one of the groups that it is counted in; `key` is null for those that have none of it. */
export function filterOfGroup(filter: CommitmentFilter, by: TableGrouping, key: string | null): CommitmentFilter {
  if (key === null) return by === 'state' ? filter : { ...filter, without: by }
  if (by !== 'month') return { ...filter, [by]: [key] }
  const [year = 0, month = 0] = key.split('-').map(Number)
  const last = `${key}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`
  const { from = '', to = '9999-12-31' } = filter
  return { ...filter, from: from > `${key}-01` ? from : `${key}-01`, to: to < last ? to : last }
}

/** The commitment an id of the address names, where it names one. */
export function commitmentAt(id: string | undefined): CommitmentId | null {
  return id !== undefined && /^com_[0-9A-Z]{1,40}$/.test(id) ? (id as CommitmentId) : null
}

/** What a saved view keeps of an address, in the order it is kept in. */
const KEPT = ['show', ...CONDITIONS, 'order', 'turned', 'group', 'columns', 'frozen', 'widths'] as const

/** What a saved view keeps of an address, as text; the same for the same view. */
export function keptAddress(search: CommitmentSearch): string {
  const said = KEPT.flatMap((name) => (search[name] === undefined ? [] : [[name, String(search[name])]]))
  return new URLSearchParams(said).toString()
}

/** What a kept address says. */
export function searchAt(address: string): CommitmentSearch {
  return commitmentSearch(Object.fromEntries(new URLSearchParams(address)))
}
