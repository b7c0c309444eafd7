/** The views over the commitments: those every ledger has, and those the side keeps, as tabs with their counts. */
import { type LedgerView, RequestFailed, type SavedView } from '@handclasp/api/client'
import type { AgreementId, CooperationId, PackageId, SideId, ViewId } from '@handclasp/domain'
import { useQueries, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { commitmentCountQuery } from '../../requests/commitments.ts'
import { useViewDeeds, viewsQuery } from '../../requests/views.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { TabBar } from '../../ui/tabs.tsx'
import { amount } from '../../words/values.ts'
import { useWords } from '../../words/words.tsx'
import type { Turn } from './address.ts'
import {
  type CommitmentSearch,
  filterOf,
  keptAddress,
  NO_CONDITIONS,
  searchAt,
  type Tab,
  TAB_NAMES,
} from './commitment-search.ts'

/** The id of the panel that the views show. */
export const LIST = 'commitment-list'
/** So many views have a digit as their key. */
const KEYS = 7

/** A view with what it asks for and how many it finds; the count is undefined while that is being asked. */
interface View {
  readonly id: string
  readonly saved: SavedView | null
  readonly search: CommitmentSearch
  readonly count: { readonly total: number; readonly more: boolean } | undefined
}

const NONE = { total: 0, more: false }

/** The views of a side, and which of them is shown. `isGone`: the address names one that is not kept any more. */
export function useViews(ledger: LedgerView, side: SideId, search: CommitmentSearch) {
  const { id } = ledger.cooperation
  const kept = useQuery(viewsQuery(id, side)).data?.views
  const own = TAB_NAMES.map((tab) => ({ id: tab as string, saved: null, search: tab === 'all' ? {} : { show: tab } }))
  const saved = (kept ?? []).map((view) => ({ id: view.id as string, saved: view, search: searchAt(view.address) }))
  const all: readonly Omit<View, 'count'>[] = [...own, ...saved]
  const inPackage = (bundle: PackageId): readonly AgreementId[] =>
    ledger.agreements.flatMap((agreement) => (agreement.package === bundle ? [agreement.id] : []))
  const filters = all.map((view) => filterOf(view.search, side, inPackage))
  const counts = useQueries({
    queries: filters.map((filter) => ({
      ...commitmentCountQuery(id, { ...filter, ...ledger.past }),
      enabled: filter !== null,
    })),
  })
  const views = all.map((view, at): View => ({ ...view, count: filters[at] === null ? NONE : counts[at]?.data }))
  const isThere = views.some((view) => view.id === search.saved)
  const chosen = search.saved !== undefined && isThere ? search.saved : (search.show ?? 'all')
  return { views, chosen, isGone: search.saved !== undefined && kept !== undefined && !isThere }
}

interface ViewsProps {
  readonly views: ReturnType<typeof useViews>
  readonly cooperation: CooperationId
  readonly side: SideId
  readonly search: CommitmentSearch
  readonly turn: Turn
}

/** The tabs, and beside them what can be done with the view shown. */
export function ViewTabs(props: ViewsProps) {
  const { say, language } = useWords()
  const { views, chosen } = props.views
  const show = useShow(props)
  const tabs = views.map(({ id, saved, count }) => ({
    id,
    content: (
      <>
        {saved ? <span lang="zh-CN">{saved.name}</span> : say(`commitment.tab.${id as Tab}`)}{' '}
        <b className={id === 'awaiting' && count?.total ? 'hand' : ''}>
          {count === undefined ? '' : amount(language, count.total)}
          {count?.more ? '＋' : ''}
        </b>
      </>
    ),
  }))
  return (
    <div className="views-and-deeds">
      <TabBar
        className="views tabs-of-commitments"
        label={say('commitment.tabs')}
        panel={LIST}
        tabs={tabs}
        chosen={chosen}
        onChoose={show}
      />
      <ViewDeeds {...props} />
    </div>
  )
}

/** Shows a view: a saved one just as it was saved, one of all ledgers in the order and columns on the screen. */
function useShow({ views: { views }, turn }: ViewsProps): (id: string) => void {
  const { say } = useWords()
  const show = (id: string) => {
    const view = views.find((each) => each.id === id)
    if (!view) return
    const { saved, search } = view
    const usual = { order: undefined, turned: undefined, group: undefined, columns: undefined, frozen: undefined }
    turn({
      ...NO_CONDITIONS,
      show: 'all',
      saved: undefined,
      ...(saved ? { ...usual, widths: undefined, saved: saved.id } : {}),
      ...search,
    })
  }
  useKeys(
    say('commitment.tabs'),
    views.slice(0, KEYS).map(({ id, saved }, index) => ({
      key: String(index + 1),
      label: saved ? saved.name : say(`commitment.tab.${id as Tab}`),
      act: () => show(id),
      ...(index === 0 ? { caps: ['1', '–', String(Math.min(KEYS, views.length))], short: say('keys.views') } : {}),
    })),
  )
  return show
}

/** Saving what is shown, and changing, moving and taking out the saved view shown. */
function ViewDeeds({ views: { views, chosen }, cooperation, side, search, turn }: ViewsProps) {
  const { say } = useWords()
  const { announce } = usePlace()
  const deeds = useViewDeeds(cooperation, side)
  const [naming, ask] = useState<'new' | 'name' | null>(null)
  const { saved = null } = views.find(({ id }) => id === chosen) ?? {}
  const address = keptAddress(search)
  const keep = (id: ViewId | null, name: string, said: string) =>
    deeds.save.mutate(
      { id, name, address: said },
      {
        onSuccess: (after) => {
          ask(null)
          announce(say('view.said.saved', { name }))
          const made = after.views.find((view) => view.name === name)
          if (id === null && made) turn({ saved: made.id })
        },
      },
    )
  // What was to be changed was taken out elsewhere meanwhile.
  const isLost = deeds.save.error instanceof RequestFailed && deeds.save.error.problem?.refusal.code === 'view-unknown'
  const lost = isLost ? deeds.save.variables : undefined
  const { error = null } = Object.values(deeds).find((deed) => deed.error !== null) ?? {}
  return (
    <div className="view-deeds">
      {naming ? (
        <Naming
          key={naming}
          name={naming === 'name' ? (saved?.name ?? '') : ''}
          onName={(name) =>
            naming === 'name' && saved ? keep(saved.id, name, saved.address) : keep(null, name, address)
          }
          onLeave={() => ask(null)}
        />
      ) : saved ? (
        <>
          {saved.address === address ? null : (
            <button type="button" className="btn bare" onClick={() => keep(saved.id, saved.name, address)}>
              {say('view.update')}
            </button>
          )}
          <button type="button" className="btn bare" onClick={() => ask('name')}>
            {say('view.rename')}
          </button>
          <Moving view={saved} all={views.flatMap((view) => view.saved ?? [])} deeds={deeds} turn={turn} />
        </>
      ) : (
        <button type="button" className="btn bare" onClick={() => ask('new')}>
          {say('view.save')}
        </button>
      )}
      {error ? <Failure error={error} close={() => Object.values(deeds).forEach((deed) => deed.reset())} /> : null}
      {lost ? (
        <button type="button" className="btn" onClick={() => keep(null, lost.name, lost.address)}>
          {say('view.asNew')}
        </button>
      ) : null}
    </div>
  )
}

/** Putting a saved view before or after others, and taking it out. */
function Moving(props: {
  readonly view: SavedView
  readonly all: readonly SavedView[]
  readonly deeds: ReturnType<typeof useViewDeeds>
  readonly turn: Turn
}) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { view, all, deeds, turn } = props
  const { id, name } = view
  const place = all.indexOf(view)
  const drop = () =>
    deeds.drop.mutate(id, {
      onSuccess: () => {
        announce(say('view.said.dropped', { name }))
        turn({ saved: undefined })
      },
    })
  return (
    <>
      <Mover way="earlier" isEnd={place === 0} onMove={() => deeds.move.mutate({ view: id, place: place - 1 })} />
      <Mover
        way="later"
        isEnd={place === all.length - 1}
        onMove={() => deeds.move.mutate({ view: id, place: place + 1 })}
      />
      <button type="button" className="btn bare" onClick={drop}>
        {say('view.drop')}
      </button>
    </>
  )
}

function Mover(props: { readonly way: 'earlier' | 'later'; readonly isEnd: boolean; readonly onMove: () => void }) {
  const { say } = useWords()
  const { way, isEnd, onMove } = props
  return (
    <button type="button" className="btn bare" disabled={isEnd} aria-label={say(`view.${way}`)} onClick={onMove}>
      {way === 'earlier' ? '←' : '→'}
    </button>
  )
}

/** Asks for the name of a view. */
function Naming(props: {
  readonly name: string
  readonly onName: (name: string) => void
  readonly onLeave: () => void
}) {
  const { say } = useWords()
  const { name: before, onName, onLeave } = props
  const [name, write] = useState(before)
  const first = useRef(true)
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    onLeave()
  }
  return (
    <form
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') onName(name.trim())
      }}
    >
      <input
        type="text"
        lang="zh-CN"
        maxLength={40}
        aria-label={say('view.name')}
        placeholder={say('view.name')}
        ref={(field) => {
          if (first.current) field?.focus()
          first.current = false
        }}
        value={name}
        onChange={(event) => write(event.target.value)}
      />
      <button type="submit" className="btn" disabled={name.trim() === ''}>
        {say('view.keep')} <Key>Enter</Key>
      </button>
      <button type="button" className="btn bare" onClick={onLeave}>
        {say('intake.cancel')}
      </button>
    </form>
  )
}
