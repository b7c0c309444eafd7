/** Over the table of commitments: words to find, conditions as chips in words, grouping, order, columns, printing. */
import type { LedgerView } from '@handclasp/api/client'
import { COMMITMENT_ORDERS, type CommitmentOrder, FIELDS, LACKS, TERMS_STATES, type Without } from '@handclasp/domain'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { commitmentGroupsQuery } from '../../requests/commitments.ts'
import { Key, useKeys } from '../../ui/keys.tsx'
import { useWords, type Words } from '../../words/words.tsx'
import type { Turn } from './address.ts'
import { ColumnPanel } from './column-panel.tsx'
import type { Layout } from './columns.ts'
import {
  CONDITIONS,
  type CommitmentSearch,
  type Condition,
  joined,
  namesIn,
  runsBackwards,
  type TableGrouping,
  TABLE_GROUPINGS,
} from './commitment-search.ts'
import type { Folding } from './commitments.tsx'
import { STATE_SIGNS } from './standing.ts'

interface ConditionsProps {
  readonly ledger: LedgerView
  readonly search: CommitmentSearch
  readonly turn: Turn
  readonly layout: Layout
  readonly arrange: (layout: Layout) => void
  readonly folding: Folding
  readonly print: () => void
}

/** The bar over the table, and under it, when asked for, all there is to choose from. */
export function Conditions({ ledger, search, turn, layout, arrange, folding, print }: ConditionsProps) {
  const { say } = useWords()
  const [opened, open] = useState<Panel | null>(null)
  const panel = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const toggle = (which: Panel) => {
    open(opened === which ? null : which)
    // The first choice is where the hand goes next.
    const next = opened === which ? `[data-opens="${which}"]` : 'button, input:enabled, select'
    const inside = opened === which ? bar : panel
    requestAnimationFrame(() => inside.current?.querySelector<HTMLElement>(next)?.focus())
  }
  useKeys(say('commitment.conditions'), [
    {
      key: 'f',
      label: say('commitment.conditions'),
      act: () => toggle('conditions'),
      caps: ['F'],
      short: say('commitment.condition'),
    },
    { key: 'v', label: say('commitment.columns'), act: () => toggle('columns'), caps: ['V'] },
  ])
  const opener = { opened, toggle }
  return (
    <>
      <div className="conditions" ref={bar}>
        <Find q={search.q ?? ''} onFind={(q) => turn({ q: q === '' ? undefined : q })} />
        <Chips ledger={ledger} search={search} turn={turn} />
        <Opener {...opener} which="conditions">
          {say('commitment.condition.more')} <Key>F</Key>
        </Opener>
        <span className="order">
          <Groups search={search} turn={turn} folding={folding} />
          <Order search={search} turn={turn} />
          <Opener {...opener} which="columns">
            {say('commitment.columns')} <Key>V</Key>
          </Opener>
          <button type="button" className="btn bare on-wide" onClick={print}>
            {say('commitment.print')}
          </button>
        </span>
      </div>
      {opened ? (
        <div
          className="condition-panel"
          ref={panel}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            toggle(opened)
          }}
        >
          {opened === 'columns' ? (
            <ColumnPanel layout={layout} arrange={arrange} />
          ) : (
            <Choices ledger={ledger} search={search} turn={turn} />
          )}
        </div>
      ) : null}
    </>
  )
}

type Panel = 'conditions' | 'columns'

/** The button that opens one of the panels. */
function Opener(props: {
  readonly which: Panel
  readonly opened: Panel | null
  readonly toggle: (which: Panel) => void
  readonly children: ReactNode
}) {
  const { which, opened, toggle, children } = props
  return (
    <button
      type="button"
      className={`btn bare${which === 'columns' ? ' on-wide' : ''}`}
      data-opens={which}
      aria-expanded={opened === which}
      onClick={() => toggle(which)}
    >
      {children}
    </button>
  )
}

/** Typing asks only after a short rest. */
const REST = 250

function Find({ q, onFind }: { readonly q: string; readonly onFind: (q: string) => void }) {
  const { say } = useWords()
  const [words, write] = useState(q)
  const [asked, ask] = useState(q)
  const field = useRef<HTMLInputElement>(null)
  if (asked !== q) {
    ask(q)
    if (words.trim() !== q) write(q)
  }
  useEffect(() => {
    const wanted = words.trim()
    if (wanted === q) return
    const timer = setTimeout(() => onFind(wanted), REST)
    return () => clearTimeout(timer)
  }, [words, q, onFind])
  useKeys(say('sources.find'), [
    { key: '/', label: say('sources.find'), act: () => field.current?.focus(), caps: ['/'], short: say('keys.find') },
  ])
  return (
    <label className="field find">
      <span className="vh">{say('commitment.find')}</span>
      <Key>/</Key>
      <input
        ref={field}
        type="search"
        lang="zh-CN"
        maxLength={100}
        value={words}
        placeholder={say('commitment.find')}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || (event.key === 'Enter' && !event.nativeEvent.isComposing)) field.current?.blur()
        }}
      />
    </label>
  )
}

interface PartProps {
  readonly ledger: LedgerView
  readonly search: CommitmentSearch
  readonly turn: Turn
}

/** What a condition asks for, in words; empty where it is no chip of its own. */
function conditionWords(
  { say }: Words,
  ledger: LedgerView,
  search: CommitmentSearch,
  of: Condition,
): readonly string[] {
  const names = namesIn(search, of)
  const title = (all: readonly { readonly id: string; readonly name: string }[]) =>
    names.map((id) => all.find((each) => each.id === id)?.name ?? id)
  switch (of) {
    case 'state':
      return names.map((name) => say(`commitment.state.${name as (typeof TERMS_STATES)[number]}`))
    case 'field':
      return names.map((name) => say(`field.${name as (typeof FIELDS)[number]}`))
    case 'lacks':
      return names.map((name) => say(`commitment.missing.${name as (typeof LACKS)[number]}`))
    case 'without':
      return names.map((name) => say(`commitment.group.none.${name as Without}`))
    case 'agreement':
      return title(ledger.agreements)
    case 'package':
      return title(ledger.packages.map(({ id, parts, name }) => ({ id, name: name ?? parts.join('+') })))
    case 'intention':
      return title(ledger.intentions.map(({ id, text }) => ({ id, name: text })))
    case 'source':
      return title(ledger.sources.map(({ id, outlet, name }) => ({ id, name: outlet ?? name })))
    case 'programme':
    case 'clause':
      return search[of] ? [search[of]] : []
    case 'q':
      return []
    case 'from':
      return search.from ? [say('commitment.day.from', { day: search.from })] : []
    case 'to':
      return search.to ? [say('commitment.day.to', { day: search.to })] : []
    default:
      return names
  }
}

/** What each condition is called on its chip. */
const LABELS = {
  state: 'ledger.column.status',
  field: 'fact.fields',
  lead: 'commitment.leads',
  package: 'ledger.kind.package',
  agreement: 'commitment.basis.agreement',
  clause: 'commitment.basis.clause',
  source: 'fact.source',
  intention: 'ledger.kind.intention',
  programme: 'found.programme',
  from: 'commitment.deadline',
  to: 'commitment.deadline',
  lacks: 'commitment.tab.lacking',
  without: 'commitment.tab.lacking',
  q: 'sources.find',
} as const

function Chips({ ledger, search, turn }: PartProps) {
  const words = useWords()
  const { say } = words
  return CONDITIONS.map((condition) => {
    const asked = conditionWords(words, ledger, search, condition)
    const label = say(LABELS[condition])
    return asked.length === 0 ? null : (
      <span className="chip" key={condition}>
        <span>
          {label} <b lang="zh-CN">{asked.join(say('list.or'))}</b>
        </span>
        <button
          type="button"
          aria-label={say('commitment.condition.drop', { label })}
          onClick={() => turn({ [condition]: undefined })}
        >
          ×
        </button>
      </span>
    )
  })
}

function Groups({ search, turn, folding }: Pick<PartProps, 'search' | 'turn'> & { readonly folding: Folding }) {
  const { say } = useWords()
  return (
    <>
      <label>
        <span className="vh">{say('commitment.group')}</span>
        <select
          value={search.group ?? ''}
          onChange={(event) => turn({ group: (event.target.value || undefined) as TableGrouping | undefined })}
        >
          <option value="">{say('commitment.group.no')}</option>
          {TABLE_GROUPINGS.map((each) => (
            <option key={each} value={each}>
              {say(`commitment.group.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {folding.foldAll ? (
        <button type="button" className="btn bare" onClick={folding.foldAll}>
          {say(folding.folded.size > 0 ? 'commitment.unfoldAll' : 'commitment.foldAll')}
        </button>
      ) : null}
    </>
  )
}

function Order({ search, turn }: Pick<PartProps, 'search' | 'turn'>) {
  const { say } = useWords()
  const { order = COMMITMENT_ORDERS[0], turned } = search
  const backwards = runsBackwards(order) !== (turned === 1)
  const way = say(backwards ? 'commitment.order.backwards' : 'commitment.order.forwards')
  return (
    <>
      <label>
        <span className="vh">{say('commitment.order')}</span>
        <select
          value={order}
          onChange={(event) => turn({ order: event.target.value as CommitmentOrder, turned: undefined })}
        >
          {COMMITMENT_ORDERS.map((each) => (
            <option key={each} value={each}>
              {say(`commitment.order.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="btn bare"
        aria-label={way}
        title={way}
        onClick={() => turn({ turned: turned === 1 ? undefined : 1 })}
      >
        {backwards ? '↓' : '↑'}
      </button>
    </>
  )
}

/** The same list of names with one more, or without it; undefined where none is left. */
function flipped(names: readonly string[], name: string): string | undefined {
  return joined(names.includes(name) ? names.filter((each) => each !== name) : [...names, name])
}

function Choices(props: PartProps) {
  const { say } = useWords()
  return (
    <>
      <Buttons {...props} of="state" names={TERMS_STATES}>
        {(name) => (
          <>
            <span aria-hidden="true">{STATE_SIGNS[name]}</span> {say(`commitment.state.${name}`)}
          </>
        )}
      </Buttons>
      <Buttons {...props} of="field" names={FIELDS}>
        {(name) => say(`field.${name}`)}
      </Buttons>
      <Buttons {...props} of="lacks" names={LACKS}>
        {(name) => say(`commitment.missing.${name}`)}
      </Buttons>
      <Selects {...props} />
      <DaysAndClause key={`${props.search.from} ${props.search.to} ${props.search.clause}`} {...props} />
    </>
  )
}

/** Some names, of which any may be asked for. */
function Buttons<Name extends string>(
  props: PartProps & {
    readonly of: 'state' | 'field' | 'lacks'
    readonly names: readonly Name[]
    readonly children: (name: Name) => ReactNode
  },
) {
  const { say } = useWords()
  const { search, turn, of, names, children } = props
  const asked = namesIn(search, of)
  return (
    <div role="group" aria-label={say(LABELS[of])}>
      <span className="label">{say(LABELS[of])}</span>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="btn small"
          aria-pressed={asked.includes(name)}
          onClick={() => turn({ [of]: flipped(asked, name) })}
        >
          {children(name)}
        </button>
      ))}
    </div>
  )
}

/** One of many: whoever leads, a package or agreement, a page that words are quoted from. */
function Selects({ ledger, search, turn }: PartProps) {
  const { say } = useWords()
  const { packages, agreements, sources, cooperation } = ledger
  const leads = useQuery(commitmentGroupsQuery(cooperation.id, 'lead', { ...ledger.past })).data ?? []
  const chosen = search.package ?? search.agreement ?? ''
  return (
    <>
      <Select label={say(LABELS.lead)} value={search.lead ?? ''} onChoose={(lead) => turn({ lead })}>
        {leads.map(({ key, total }) =>
          key === null ? null : (
            <option key={key} value={joined([key])}>
              {say('commitment.choice.n', { name: key, n: total })}
            </option>
          ),
        )}
      </Select>
      {agreements.length > 0 ? (
        <Select
          label={say(LABELS.agreement)}
          value={chosen}
          onChoose={(id) =>
            turn(id?.startsWith('pkg_') ? { package: id, agreement: undefined } : { package: undefined, agreement: id })
          }
        >
          {packages.map(({ id, parts, name }) => (
            <option key={id} value={id}>
              {[parts.join('+'), name].filter(Boolean).join(' ')}
            </option>
          ))}
          {agreements.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : null}
      {sources.length > 0 ? (
        <Select label={say(LABELS.source)} value={search.source ?? ''} onChoose={(source) => turn({ source })}>
          {sources.map(({ id, outlet, name }) => (
            <option key={id} value={id}>
              {[outlet, name].filter(Boolean).join(' · ')}
            </option>
          ))}
        </Select>
      ) : null}
    </>
  )
}

function Select(props: {
  readonly label: string
  readonly value: string
  readonly onChoose: (value: string | undefined) => void
  readonly children: ReactNode
}) {
  const { say } = useWords()
  const { label, value, onChoose, children } = props
  return (
    <label>
      <span className="label">{label}</span>
      <select lang="zh-CN" value={value} onChange={(event) => onChoose(event.target.value || undefined)}>
        <option value="">{say('commitment.agreement.any')}</option>
        {children}
      </select>
    </label>
  )
}

/** Days and words are asked for once the hand leaves them. */
function DaysAndClause({ search, turn }: PartProps) {
  const { say } = useWords()
  const leave = (name: 'from' | 'to' | 'clause') => (value: string) => {
    if (value !== (search[name] ?? '')) turn({ [name]: value || undefined })
  }
  const field = (name: 'from' | 'to' | 'clause', label: string) => (
    <input
      type={name === 'clause' ? 'text' : 'date'}
      lang="zh-CN"
      aria-label={label}
      maxLength={60}
      placeholder={name === 'clause' ? say('commitment.clause.hint') : undefined}
      defaultValue={search[name] ?? ''}
      onBlur={(event) => leave(name)(event.target.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave(name)(event.currentTarget.value.trim())
      }}
    />
  )
  return (
    <div>
      <span className="label">{say('commitment.deadline')}</span>
      {field('from', say('commitment.days.from'))} – {field('to', say('commitment.days.to'))}
      <span className="note">{say('commitment.basis.clause')}</span>
      {field('clause', say('commitment.basis.clause'))}
    </div>
  )
}
