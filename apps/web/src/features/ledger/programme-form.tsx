/** Writing down a strategy of one of the sides: whose it is, where it is written, what it is to be joined with. */
import type { LedgerView, SourcePage } from '@handclasp/api/client'
import type { ProgrammeId, Quote, SideId, SourceHash, Span } from '@handclasp/domain'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useKeepProgramme } from '../../requests/by-hand.ts'
import { foundQuery, sourceQuery } from '../../requests/queries.ts'
import { lineRange, linesOf } from '../../ui/lines.ts'
import { SideMark, signOfSide } from '../../ui/marks.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { dayTyped } from './days-typed.ts'
import { keepDraft, keptDraft } from './draft.ts'
import { Befallen, FormDeeds, formKeys } from './form.tsx'
import { joinedWith, type Programme } from './strategy.ts'
import { Why } from './written-form.tsx'

interface Typed {
  readonly of: SideId
  readonly name: string
  readonly document: string
  readonly issued: string
  readonly pairs: readonly ProgrammeId[]
  readonly quote: Quote | null
  /** The record whose words these replace, as it stood when writing began. */
  readonly replaces: number | null
}

interface FormProps {
  readonly ledger: LedgerView
  readonly sides: readonly [SideId, SideId]
  /** The strategy that is written anew; null for a new one. */
  readonly anew: Programme | null
  readonly onLeave: () => void
  readonly onKept: (id: ProgrammeId) => void
}

/** The form. Ctrl+Enter keeps it, Escape leaves it with what was typed kept for later. */
export function ProgrammeForm(props: FormProps) {
  const { say } = useWords()
  const { ledger, anew, onLeave } = props
  const form = useRef<HTMLFormElement>(null)
  const writing = useWriting(props)
  const { typed, wrong, error, write } = writing
  useEffect(() => form.current?.querySelector<HTMLElement>('input[name="name"]')?.focus(), [])
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])
  return (
    <aside className="dr" aria-label={say(anew ? 'strategy.anew' : 'strategy.add')}>
      <h2>{say(anew ? 'strategy.anew' : 'strategy.add')}</h2>
      <form
        ref={form}
        className="programme-form"
        onKeyDown={formKeys(onLeave, writing.send)}
        onSubmit={(event) => {
          event.preventDefault()
          writing.send()
        }}
      >
        {anew ? null : <Whose ledger={ledger} typed={typed} write={write} />}
        <Line name="name" typed={typed} write={write} invalid={wrong === 'name'} hint={say('programme.name.hint')} />
        <Line name="document" typed={typed} write={write} invalid={false} hint={say('programme.document.hint')} />
        <Line name="issued" typed={typed} write={write} invalid={wrong === 'issued'} hint={say('written.day.hint')} />
        <Pages ledger={ledger} typed={typed} write={write} />
        <Pairs ledger={ledger} typed={typed} write={write} />
        {wrong ? <Why words={say(wrong === 'name' ? 'programme.wrong.name' : 'written.wrong.day')} /> : null}
        {error ? <Befallen changed={say('programme.changed')} {...writing} error={error} /> : null}
        <FormDeeds
          keep={say('programme.keep')}
          busy={writing.busy}
          begun={writing.begun}
          onLeave={onLeave}
          onDrop={writing.drop}
        />
      </form>
    </aside>
  )
}

interface FieldProps {
  readonly typed: Typed
  readonly write: (part: Partial<Typed>) => void
}

function Line(
  props: FieldProps & {
    readonly name: 'name' | 'document' | 'issued'
    readonly invalid: boolean
    readonly hint: string
  },
) {
  const { say } = useWords()
  const { name, typed, write, invalid, hint } = props
  return (
    <label className="stack">
      <span>{say(name === 'name' ? 'fact.name' : `programme.${name}`)}</span>
      <input
        type="text"
        lang="zh-CN"
        name={name}
        maxLength={name === 'issued' ? 20 : 500}
        autoComplete="off"
        placeholder={hint}
        aria-invalid={invalid}
        value={typed[name]}
        onChange={(event) => write({ [name]: event.target.value })}
      />
    </label>
  )
}

/** Whose strategy it is; of what it was joined with only that of other sides stays. */
function Whose({ ledger, typed, write }: FieldProps & { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const choose = (of: SideId) => {
    const others = ledger.programmes.filter((programme) => programme.of !== of).map(({ id }) => id)
    write({ of, pairs: typed.pairs.filter((id) => others.includes(id)) })
  }
  return (
    <fieldset>
      <legend>{say('programme.of')}</legend>
      {ledger.cooperation.sides.map(({ id }) => {
        const sign = signOfSide(ledger, id)
        if (!sign) return null
        return (
          <label key={id} className="tick">
            <input type="radio" name="of" checked={typed.of === id} onChange={() => choose(id)} />
            <SideMark sign={sign} named={false} /> <span lang="zh-CN">{sign.names.join(say('list.names'))}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

/** What it is to be joined with: the strategies of the other sides. */
function Pairs({ ledger, typed, write }: FieldProps & { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const others = ledger.programmes.filter((programme) => programme.of !== typed.of)
  if (others.length === 0) return null
  const turn = (id: ProgrammeId, on: boolean) =>
    write({ pairs: on ? [...typed.pairs, id] : typed.pairs.filter((each) => each !== id) })
  return (
    <fieldset>
      <legend>{say('programme.pairs')}</legend>
      {others.map((other) => {
        const sign = signOfSide(ledger, other.of)
        return (
          <label key={other.id} className="tick">
            <input
              type="checkbox"
              checked={typed.pairs.includes(other.id)}
              onChange={(event) => turn(other.id, event.target.checked)}
            />
            {sign ? <SideMark sign={sign} /> : null} <span lang="zh-CN">{other.name}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

/** The words of a page that name it, as its source: pages of this cooperation in which the name stands are offered. */
function Pages({ ledger, typed, write }: FieldProps & { readonly ledger: LedgerView }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const name = useDeferredValue(typed.name.trim())
  const { data } = useQuery({ ...foundQuery(ledger.cooperation.id, ledger.side, name), enabled: name.length > 1 })
  const { quote } = typed
  const rows = (name.length > 1 ? (data?.rows ?? []) : []).flatMap((row) =>
    row.kind === 'page' && row.at ? [{ source: row.id as SourceHash, at: row.at }] : [],
  )
  // What was quoted stays among the choices, whatever the name is by now.
  const [quoted] = quote?.spans ?? []
  const isAmong = rows.some(({ source, at }) => isAt(quote, source, at))
  const choices = quote && quoted && !isAmong ? [{ source: quote.source, at: quoted }, ...rows] : rows
  if (choices.length === 0) return null
  const take = async (source: SourceHash, at: Span) => {
    const page = await queries.fetchQuery(sourceQuery(source))
    write({ quote: quoteAt(page, at) })
  }
  return (
    <fieldset>
      <legend>{say('programme.quote')}</legend>
      <label className="tick">
        <input type="radio" name="quote" checked={quote === null} onChange={() => write({ quote: null })} />
        <span>{say('programme.quote.none')}</span>
      </label>
      {choices.map(({ source, at }) => {
        const isTaken = isAt(quote, source, at)
        const page = titleOf(ledger, source)
        return (
          <label key={`${source} ${at.start}`} className="tick">
            <input type="radio" name="quote" checked={isTaken} onChange={() => void take(source, at)} />
            <span lang="zh-CN">
              {isTaken && quote ? say('programme.quote.at', { page, line: quote.lines.from }) : page}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

function isAt(quote: Quote | null, source: SourceHash, { start }: Span): boolean {
  return quote?.source === source && quote.spans[0]?.start === start
}

function titleOf(ledger: LedgerView, source: SourceHash): string {
  return ledger.sources.find(({ id }) => id === source)?.name ?? ''
}

/** The words of a page at some place, as a quote. */
function quoteAt({ text, hash }: SourcePage, at: Span): Quote {
  const [from, to] = lineRange(linesOf(text), [at]) ?? [1, 1]
  const words = text.slice(at.start, at.end).replace(/\s*\n\s*/g, '')
  return { words, source: hash, spans: [at], lines: { from, to }, outlet: null }
}

function startOf({ ledger, sides, anew }: FormProps): Typed {
  if (anew === null) {
    return { of: sides[0], name: '', document: '', issued: '', pairs: [], quote: null, replaces: null }
  }
  const { of, name, document, issued, quote, seq } = anew
  const pairs = joinedWith(ledger.programmes, anew).map(({ id }) => id)
  return { of, name, document: document ?? '', issued: issued ?? '', pairs, quote, replaces: seq }
}

function useWriting(props: FormProps) {
  const { say } = useWords()
  const { announce } = usePlace()
  const { ledger, anew, onKept } = props
  const start = startOf(props)
  const draft = `${ledger.cooperation.id} programme ${anew?.id ?? 'new'}`
  const [mine, setMine] = useState(() => keptDraft<Typed>(draft))
  const [wrong, point] = useState<'name' | 'issued' | null>(null)
  const keeps = useKeepProgramme(ledger.cooperation.id)
  const typed = mine ?? start
  const set = (next: Typed | null) => {
    setMine(next)
    keepDraft(draft, next)
    point(null)
  }
  const write = (part: Partial<Typed>) => set({ ...typed, ...part })
  const { error, isPending: busy, reset: forget } = keeps
  const send = () => {
    if (busy) return
    const issued = dayTyped(typed.issued)
    const name = typed.name.trim()
    if (name === '') return point('name')
    if (issued === undefined) return point('issued')
    const { of, pairs, quote, replaces } = typed
    const document = typed.document.trim() || null
    const input = { id: anew?.id ?? null, of, pairs, replaces, name, document, issued, quote }
    keeps.mutate(
      { side: ledger.side, ...input },
      {
        onSuccess: ({ id }) => {
          keepDraft(draft, null)
          announce(say('programme.said', { name }))
          onKept(id)
        },
      },
    )
  }
  const drop = () => {
    set(null)
    forget()
  }
  // What stands now was fetched again meanwhile: this takes its place.
  const insist = () => {
    write({ replaces: start.replaces })
    forget()
  }
  return { typed, begun: mine !== null, wrong, error, busy, write, send, drop, insist, forget }
}
