/** Search 查找: everything that stands in a cooperation, by two characters of it, by words, by initials of names. */
import type { CooperationView, FoundRow, FoundView, PersonView } from '@handclasp/api/client'
import { civilDayOf, FINDABLE_KINDS, type FindableKind, foundIn, type SideId } from '@handclasp/domain'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { erasedQuery } from '../../requests/erasures.ts'
import { cooperationsQuery, foundQuery, peopleQuery, sourcesQuery } from '../../requests/queries.ts'
import { useActedFor, useOwnSides } from '../../requests/session.ts'
import { type Acting, ActingSwitch } from '../../ui/acting.tsx'
import { ErasedWords } from '../../ui/erasing.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { writeSpans } from '../../ui/lines.ts'
import { useCooperationHere, usePlace, useTitle } from '../../ui/place.tsx'
import { useRowKeys } from '../../ui/rows.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { day } from '../../words/values.ts'
import { type Say, useWords } from '../../words/words.tsx'
import './search.css'

/** What the address of a search says: what is looked for, and in which cooperation. */
export interface SearchSearch {
  readonly q?: string
  readonly in?: string
}

/** Reads the address; what makes no sense is left out. */
export function searchSearch(raw: Readonly<Record<string, unknown>>): SearchSearch {
  const { q, in: cooperation } = raw
  const words = typeof q === 'number' ? String(q) : q
  return {
    ...(typeof words === 'string' && words !== '' ? { q: words } : {}),
    ...(typeof cooperation === 'string' ? { in: cooperation } : {}),
  }
}

/** The screen at `/search`. */
export function SearchPage() {
  const { say } = useWords()
  const { in: named } = useSearch({ from: '/search' })
  const { visited } = usePlace()
  const { data: all, error, refetch } = useQuery(cooperationsQuery)
  useTitle(say('app.title', { screen: say('nav.search') }))
  const asked = named ?? visited
  const here = all?.find(({ id }) => id === asked) ?? all?.[0]
  if (all && here) return <Search key={here.id} all={all} here={here} />
  return (
    <main className="blank">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      {all ? <p className="sentence">{say('search.nowhere')}</p> : null}
      {all || error ? null : <Waiting what={say('wait.ledger')} />}
    </main>
  )
}

interface Where {
  readonly all: readonly CooperationView[]
  readonly here: CooperationView
}

function Search({ all, here }: Where) {
  const { say } = useWords()
  const { q = '' } = useSearch({ from: '/search' })
  const [chosen, act] = useActedFor(here.id)
  const side = chosen ?? here.own
  useCooperationHere(here, side)
  const { data, error, refetch } = useQuery({ ...foundQuery(here.id, side, q), placeholderData: keepPreviousData })
  const people = useQuery({ ...peopleQuery(here.id, side), enabled: q !== '' }).data ?? []
  useRowKeys(say('nav.search'))
  const rows = q === '' ? [] : (data?.rows ?? [])
  return (
    <main className="search">
      <Ask all={all} here={here} acting={{ side, act }} />
      <h1 aria-live="polite">{q === '' ? say('search.ask') : data ? sentenceOf(say, data) : say('search.looking')}</h1>
      {error ? <Failure error={error} reading again={() => void refetch()} /> : null}
      <ol>
        {rows.map((row) => (
          <Row key={`${row.kind} ${row.id} ${row.excerpt}`} row={row} here={here} people={people} />
        ))}
      </ol>
      {q === '' ? null : <ErasedOnes here={here} side={side} />}
    </main>
  )
}

/** What cannot be found by words any more, for these were erased: what it was, on which ground and when. */
function ErasedOnes({ here, side: acted }: { readonly here: CooperationView; readonly side: SideId }) {
  const { say } = useWords()
  const erased = useQuery(erasedQuery(here.id, acted)).data?.entries ?? []
  const pages = (useQuery(sourcesQuery).data ?? []).flatMap(({ hash, erasure }) => (erasure ? [{ hash, erasure }] : []))
  const things = erased.flatMap(({ side, chain, seq, kind, of, ground, erased: at }) => {
    const named = foundKind(kind)
    return named && of ? [{ key: `${side} ${chain} ${seq}`, kind: named, of, erasure: { ground, at } }] : []
  })
  const n = pages.length + things.length
  if (n === 0) return null
  return (
    <details>
      <summary>{say('search.erased', { n })}</summary>
      <ul>
        {pages.map(({ hash, erasure }) => (
          <li key={hash}>
            <span className="kind">{say('found.page')}</span>{' '}
            <Link to="/read/$hash" params={{ hash }}>
              <ErasedWords erasure={erasure} />
            </Link>
          </li>
        ))}
        {things.map(({ key, kind, of, erasure }) => (
          <li key={key}>
            <span className="kind">{say(`found.${kind}`)}</span>{' '}
            <Link to="/ledger/$cooperation" params={{ cooperation: here.id }} search={{ view: viewOf(kind), at: of }}>
              <ErasedWords erasure={erasure} of="entry" />
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What an entry of a kind such as `agreement@2` is found as; null where it is not found by itself. */
function foundKind(kind: string): FindableKind | null {
  const [name = ''] = kind.split('@')
  if (name.startsWith('terms-')) return 'commitment'
  if (name.endsWith('-sent')) return name === 'draft-sent' ? null : 'sent'
  return FINDABLE_KINDS.find((each) => each === name) ?? null
}

function viewOf(kind: FindableKind) {
  return kind in VIEW ? VIEW[kind as keyof typeof VIEW] : 'agreements'
}

function sentenceOf(say: Say, { rows: { length: n }, more }: FoundView): string {
  if (n === 0) return say('search.none')
  return more ? say('search.first', { n }) : say('search.some', { n })
}

/** What is looked for, and where. What is typed goes into the address as soon as it rests. */
function Ask({ all, here, acting }: Where & { readonly acting: Acting }) {
  const { say } = useWords()
  const own = useOwnSides(here.id)
  const { q = '' } = useSearch({ from: '/search' })
  const navigate = useNavigate({ from: '/search' })
  const [words, write] = useState(q)
  const field = useRef<HTMLInputElement>(null)
  useKeys(say('nav.search'), [
    { key: '/', label: say('nav.search'), act: () => field.current?.select(), caps: ['/'], short: say('nav.search') },
  ])
  useEffect(() => {
    field.current?.focus()
  }, [])
  useEffect(() => {
    if (words.trim() === q) return
    const rested = setTimeout(() => {
      const wanted = words.trim()
      void navigate({ search: { in: here.id, ...(wanted === '' ? {} : { q: wanted }) }, replace: true })
    }, 200)
    return () => clearTimeout(rested)
  }, [words, q, here.id, navigate])
  return (
    <form className="ask" role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        ref={field}
        type="search"
        lang="zh-CN"
        aria-label={say('search.label')}
        placeholder={say('search.hint')}
        maxLength={100}
        value={words}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-row]')?.focus()
        }}
      />
      {all.length > 1 ? (
        <select
          aria-label={say('search.in')}
          value={here.id}
          onChange={(event) => void navigate({ search: (before) => ({ ...before, in: event.target.value }) })}
        >
          {all.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : null}
      <ActingSwitch sides={here.sides} own={own} acting={acting} />
    </form>
  )
}

interface RowProps {
  readonly row: FoundRow
  readonly here: CooperationView
  readonly people: readonly PersonView[]
}

function Row({ row, here, people }: RowProps) {
  const { say, language } = useWords()
  const { q = '' } = useSearch({ from: '/search' })
  return (
    <li>
      <span className="kind">{say(`found.${row.kind}`)}</span>
      <div>
        <To row={row} here={here} people={people}>
          <Marked text={row.title || say('found.untitled')} query={q} />
        </To>
        {row.excerpt && row.excerpt !== row.title ? (
          <p lang="zh-CN">
            <Marked text={row.excerpt} query={q} />
          </p>
        ) : null}
      </div>
      <time dateTime={row.written}>{day(language, civilDayOf(row.written))}</time>
    </li>
  )
}

/** The ledger's view in which each kind stands. */
const VIEW = {
  commitment: 'commitments',
  agreement: 'agreements',
  package: 'agreements',
  intention: 'intentions',
} as const

/** The way to what was found. */
function To({ row, here, people, children }: RowProps & { readonly children: ReactNode }) {
  const { kind, id } = row
  const link = { className: 'title', lang: 'zh-CN', 'data-row': true } as const
  const cooperation = here.id
  if (kind === 'page') {
    return (
      <Link
        {...link}
        to="/read/$hash"
        params={{ hash: id }}
        search={{ in: cooperation, ...(row.at ? { at: writeSpans([row.at]) } : {}) }}
      >
        {children}
      </Link>
    )
  }
  if (kind === 'event') {
    return (
      <Link {...link} to="/events/$cooperation/$event" params={{ cooperation, event: id }}>
        {children}
      </Link>
    )
  }
  const person = people.find(({ participations }) => participations.some((part) => part.id === id))?.id
  if (kind === 'participation' && person) {
    return (
      <Link {...link} to="/people/$cooperation/$person" params={{ cooperation, person }}>
        {children}
      </Link>
    )
  }
  return (
    <Link
      {...link}
      to="/ledger/$cooperation"
      params={{ cooperation }}
      search={{ view: viewOf(kind), at: row.from ? `${row.from}.${id}` : id }}
    >
      {children}
    </Link>
  )
}

/** A text with what was asked for marked in it. */
function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  const pieces: ReactNode[] = []
  let at = 0
  for (const { start, end } of foundIn(text, query)) {
    pieces.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}
