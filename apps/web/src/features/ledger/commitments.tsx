/** Commitments 合作事项: the views over them, conditions, order and columns, and the table with all of them. */
import type { CommitmentFilter, CommitmentsQuery, LedgerView } from '@handclasp/api/client'
import type { AgreementId, CommitmentOrder, PackageId, SideId } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { commitmentCountQuery, commitmentGroupsQuery, useCommitments } from '../../requests/commitments.ts'
import { useTells } from '../../requests/session.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key } from '../../ui/keys.tsx'
import { keep, kept } from '../../ui/preference.ts'
import { tabId } from '../../ui/tabs.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import type { Acting } from '../../ui/acting.tsx'
import { type Turn, useAddress } from './address.ts'
import { type Layout, layoutOf, searchOf } from './columns.ts'
import { Conditions } from './commitment-conditions.tsx'
import { foldName, type Group, groupsOf, isSame, type Item, itemsOf } from './commitment-items.ts'
import {
  type CommitmentSearch,
  filterOf,
  isConditioned,
  keptAddress,
  NO_CONDITIONS,
  orderOf,
  searchAt,
  TABS,
} from './commitment-search.ts'
import { CommitmentTable } from './commitment-table.tsx'
import { LIST, useViews, ViewTabs } from './commitment-views.tsx'
import type { Chosen } from './table.tsx'
import { WrongAddress } from './wrong-address.tsx'
import './commitments.css'

/** What stands between the head of a ledger and its foot while commitments are shown. */
export function Commitments(props: {
  readonly ledger: LedgerView
  readonly acting: Acting
  readonly chosen: Chosen
  readonly panel: string
  readonly labelledBy: string
}) {
  const { ledger, acting, chosen, panel, labelledBy } = props
  const { cooperation } = ledger
  const { search, turn } = useAddress()
  const views = useViews(ledger, acting.side, search)
  const { layout, arrange } = useLayout(search, turn)
  // With nothing there yet, nothing is to be chosen from.
  const any = cooperation.commitments > 0
  return (
    <div className="commitments" role="tabpanel" id={panel} aria-labelledby={labelledBy}>
      <div className="commitments-head">
        {any ? (
          <ViewTabs views={views} cooperation={cooperation.id} side={acting.side} search={search} turn={turn} />
        ) : null}
      </div>
      <WrongAddress search={search} isGone={views.isGone} turn={turn} />
      <div
        className="list-of-commitments"
        id={LIST}
        {...(any ? { role: 'tabpanel', 'aria-labelledby': tabId(LIST, views.chosen) } : {})}
      >
        <List {...{ ledger, side: acting.side, chosen, search, turn, layout, arrange, any }} />
      </div>
    </div>
  )
}

interface ListProps {
  readonly ledger: LedgerView
  readonly side: SideId
  readonly chosen: Chosen
  readonly search: CommitmentSearch
  readonly turn: Turn
  readonly layout: Layout
  readonly arrange: (layout: Layout) => void
  readonly any: boolean
}

function List({ ledger, side, chosen, search, turn, layout, arrange, any }: ListProps) {
  const { say } = useWords()
  const { cooperation } = ledger
  const listed = useList(ledger, side, search)
  const { items, total, uncounted, error, again, isPending, folding } = listed
  const order = orderOf(search)
  const sort = (by: CommitmentOrder) =>
    turn(by === order.order ? { turned: search.turned === 1 ? undefined : 1 } : { order: by, turned: undefined })
  // Who has several fields or leads stands in several groups.
  const come = useMemo(() => new Set(items.flatMap((item) => (item.kind === 'row' ? [item.row.id] : []))).size, [items])
  const none = !isPending && !error && total === 0
  return (
    <>
      {any ? <Conditions {...{ ledger, search, turn, layout, arrange, folding }} print={listed.print} /> : null}
      {error && total === 0 ? <Failure error={error} reading again={again} /> : null}
      {isPending && total === 0 ? <Waiting what={say('wait.ledger')} /> : null}
      {none ? <None search={search} turn={turn} ledger={ledger} /> : null}
      {total > 0 ? (
        <CommitmentTable
          key={listed.name}
          {...{ cooperation, side, items, chosen, layout, arrange }}
          today={ledger.figure.day}
          total={uncounted ? null : total}
          want={listed.want}
          sorting={{ ...order, sort }}
          fold={folding.fold}
        />
      ) : null}
      <ListFoot
        day={ledger.figure.day}
        shown={come}
        total={total}
        uncounted={uncounted}
        error={total > 0 ? error : null}
        again={again}
      />
    </>
  )
}

/** The rows that the address asks for, in their groups, as far as they have come. */
function useList(ledger: LedgerView, side: SideId, search: CommitmentSearch) {
  const { id } = ledger.cooperation
  // Null where nothing can be in both the view and the conditions.
  const asked = filterOf(search, side, (bundle) => agreementsOf(ledger, bundle))
  const filter = asked && { ...asked, ...ledger.past }
  const by = filter === null ? undefined : search.group
  const counted = useQuery({ ...commitmentGroupsQuery(id, by ?? 'state', filter ?? {}), enabled: by !== undefined })
  const whole = useQuery({ ...commitmentCountQuery(id, filter ?? {}), enabled: by !== undefined && filter !== null })
  const groups = filter === null ? [] : groupsOf({ ...filter, ...orderOf(search) }, by, counted.data ?? [])
  const folding = useFolding(groups)
  const { lists, want, isPending, error, again } = useCommitments(id, groups)
  // As long as they look the same they are the same, so that what is measured of them holds.
  const [known, keepItems] = useState<readonly Item[]>([])
  const come = itemsOf(lists, folding.folded)
  const items = isSame(known, come) ? known : come
  if (items !== known) keepItems(items)
  return {
    items,
    folding,
    want,
    print: usePrint(items, want),
    total: (by === undefined ? lists[0]?.total : whole.data?.total) ?? 0,
    uncounted: (by === undefined ? lists[0]?.more : whole.data?.more) ?? false,
    isPending: isPending || (by !== undefined && (counted.isPending || whole.isPending)),
    error: error ?? counted.error,
    again: counted.error ? () => void counted.refetch() : again,
    name: JSON.stringify([filter, orderOf(search), by]),
  }
}

/** The agreements of a package. */
function agreementsOf({ agreements }: LedgerView, bundle: PackageId): readonly AgreementId[] {
  return agreements.flatMap((agreement) => (agreement.package === bundle ? [agreement.id] : []))
}

/** Which groups show their heads alone. */
export interface Folding {
  readonly folded: ReadonlySet<string>
  readonly fold: (name: string) => void
  /** Folds all groups, or shows all of them where some are folded; null where nothing is grouped. */
  readonly foldAll: (() => void) | null
}

function useFolding(groups: readonly Group[]): Folding {
  const [folded, set] = useState<ReadonlySet<string>>(new Set())
  const names = groups.flatMap(({ head }) => (head === null ? [] : [foldName(head)]))
  return {
    folded,
    fold: (name) => set(new Set(folded.has(name) ? [...folded].filter((each) => each !== name) : [...folded, name])),
    foldAll: names.length === 0 ? null : () => set(new Set(folded.size > 0 ? [] : names)),
  }
}

/** Prints once all rows have come. */
function usePrint(items: readonly Item[], want: (query: CommitmentsQuery) => void): () => void {
  const [asked, ask] = useState(false)
  useEffect(() => {
    if (!asked) return
    const gap = items.find((item) => item.kind === 'gap')
    if (gap) want(gap.query)
    else {
      ask(false)
      window.print()
    }
  }, [asked, items, want])
  return () => ask(true)
}

const LAYOUT = 'ledger-layout'

/** How the table is laid out: as the address says; one that says nothing when it is opened, as it last was here. */
function useLayout(search: CommitmentSearch, turn: Turn) {
  const { columns, frozen, widths } = search
  const says = columns !== undefined || frozen !== undefined || widths !== undefined
  const remember = useRef(() => {
    const { columns: names, frozen: still, widths: set } = searchAt(kept(LAYOUT) ?? '')
    if (names ?? still ?? set) turn({ columns: names, frozen: still, widths: set })
  })
  useEffect(() => {
    if (!says) remember.current()
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it is opened
  }, [])
  const arrange = (layout: Layout) => {
    const next = searchOf(layout)
    turn(next)
    keep(LAYOUT, keptAddress(next as CommitmentSearch))
  }
  // The same as long as the address says the same of it, whatever else changes there: no row is then drawn anew.
  const layout = useMemo(() => layoutOf({ columns, frozen, widths }), [columns, frozen, widths])
  return { layout, arrange }
}

/** What is true of all commitments, in one sentence whose numbers add up to the whole. */
export function CommitmentsSentence({ ledger, side }: { readonly ledger: LedgerView; readonly side: SideId }) {
  const { say } = useWords()
  const { id } = ledger.cooperation
  const count = (filter: CommitmentFilter) => commitmentCountQuery(id, { ...filter, ...ledger.past })
  const all = useQuery(count({})).data?.total
  const agreed = useQuery(count({ state: ['agreed', 'amending', 'ending'] })).data?.total
  const ended = useQuery(count(TABS.ended)).data?.total
  const awaiting = useQuery(count({ awaits: side })).data?.total
  if (all === 0 || all === undefined || awaiting === undefined || agreed === undefined || ended === undefined)
    return null
  return (
    <p className="note">
      {say('commitment.sentence', { all, agreed, ended, other: all - agreed - ended })}
      {awaiting > 0 ? <span className="hand">{say('commitment.sentence.hand', { n: awaiting })}</span> : null}
    </p>
  )
}

/** Nothing is found: because there is nothing yet, or because of what was asked for. */
function None(props: { readonly search: CommitmentSearch; readonly turn: Turn; readonly ledger: LedgerView }) {
  const { say } = useWords()
  const { search, turn, ledger } = props
  const tells = useTells(ledger)
  const all = ledger.cooperation.commitments
  const asked = isConditioned(search)
  const key =
    all === 0
      ? ledger.past
        ? 'past.noCommitments'
        : 'commitment.none'
      : asked
        ? 'commitment.none.asked'
        : 'commitment.none.tab'
  return (
    <div className="nothing commitments-none">
      <p className="sentence">{say(key)}</p>
      {all === 0 && tells ? <p>{say('commitment.none.do')}</p> : null}
      {all > 0 && asked ? (
        <button type="button" className="btn" onClick={() => turn(NO_CONDITIONS)}>
          {say('commitment.conditions.drop')}
        </button>
      ) : null}
      {all === 0 && tells ? (
        <button type="button" className="btn main" onClick={() => turn({ propose: 'new' }, true)}>
          {say('commitment.new')} <Key>N</Key>
        </button>
      ) : null}
    </div>
  )
}

function ListFoot(props: {
  readonly day: string
  readonly shown: number
  readonly total: number
  /** Are there more than `total`? */
  readonly uncounted: boolean
  readonly error: Error | null
  readonly again: () => void
}) {
  const { say } = useWords()
  const { day, shown, total, uncounted, error, again } = props
  if (total === 0) return null
  return (
    <div className="foot of-commitments">
      <span role="status">
        {say(uncounted ? 'commitment.shown.more' : 'commitment.shown', { n: shown, all: total })}
      </span>
      <span>{say('commitment.asOf', { day })}</span>
      <span className="signs">{say('commitment.voices.legend')}</span>
      {error ? <Failure error={error} reading again={again} /> : null}
    </div>
  )
}
