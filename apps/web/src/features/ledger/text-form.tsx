/** Writing a version of an agreement's text: pasted, dropped or chosen. Nothing is lost before it was kept. */
import { type LedgerView } from '@handclasp/api/client'
import { clausesOf, type TextId } from '@handclasp/domain'
import { decodeText } from '@handclasp/papers/text'
import { useQuery } from '@tanstack/react-query'
import { type DragEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { textQuery, useKeepText } from '../../requests/by-hand.ts'
import { Failure } from '../../ui/failure.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { dayTyped } from './days-typed.ts'
import { keepDraft, keptDraft } from './draft.ts'
import { Befallen, FormDeeds, formKeys } from './form.tsx'
import { Why } from './written-form.tsx'

interface Typed {
  readonly title: string
  readonly dated: string
  readonly text: string
  /** The record whose words these replace, as it stood when writing began. */
  readonly replaces: number | null
}

interface FormProps {
  readonly ledger: LedgerView
  readonly agreement: LedgerView['agreements'][number]
  /** The text that is written anew; null for a new version. */
  readonly anew: LedgerView['texts'][number] | null
  readonly onLeave: () => void
  readonly onKept: (text: TextId) => void
}

/** The form; for a text that stands, once its words are here. */
export function TextForm(props: FormProps) {
  const { say } = useWords()
  const { ledger, agreement, anew } = props
  const query = textQuery(ledger.cooperation.id, anew?.id ?? ('' as TextId))
  const { data, error, refetch } = useQuery({ ...query, enabled: anew !== null })
  if (anew === null) {
    const start = { title: '', dated: agreement.signedOn ?? '', text: '', replaces: null }
    return <Form {...props} start={start} />
  }
  if (data) {
    const { title, dated, text, seq } = data
    return <Form {...props} start={{ title, dated: dated ?? '', text, replaces: seq }} />
  }
  return (
    <div className="nothing">
      {error ? <Failure error={error} reading again={() => void refetch()} /> : <Waiting what={say('texts.wait')} />}
    </div>
  )
}

function Form(props: FormProps & { readonly start: Typed }) {
  const { say } = useWords()
  const { onLeave } = props
  const form = useRef<HTMLFormElement>(null)
  const { typed, begun, wrong, error, busy, found, ...writing } = useWriting(props)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])
  return (
    <form
      className="text-form"
      ref={form}
      onKeyDown={formKeys(onLeave, writing.send)}
      onDrop={(event) => takeDropped(event, writing.take)}
      onSubmit={(event) => {
        event.preventDefault()
        writing.send()
      }}
    >
      <label className="stack">
        <span>{say('texts.field.text')}</span>
        <textarea
          rows={16}
          lang="zh-CN"
          maxLength={300_000}
          placeholder={say('texts.field.text.hint')}
          aria-invalid={wrong === 'text'}
          value={typed.text}
          onChange={(event) => writing.write({ text: event.target.value })}
        />
      </label>
      <p className="note" role="status">
        {typed.text.trim() === '' ? '' : say('texts.found', { n: found })}
      </p>
      <Named typed={typed} wrong={wrong} write={writing.write} take={writing.take} />
      {wrong ? <Why words={say(`texts.wrong.${wrong}`)} /> : null}
      {writing.unreadable === '' ? null : <Why words={say('texts.unreadable', { name: writing.unreadable })} />}
      {error ? <Befallen changed={say('texts.changed')} error={error} {...writing} /> : null}
      <FormDeeds keep={say('texts.keep')} busy={busy} begun={begun} onLeave={onLeave} onDrop={writing.drop} />
    </form>
  )
}

/** Files dropped elsewhere on the window are newspaper pages; those on the form are the text of the agreement. */
function takeDropped(event: DragEvent, take: (file: File) => void): void {
  const [file] = event.dataTransfer.files
  if (!file) return
  event.preventDefault()
  event.stopPropagation()
  delete document.documentElement.dataset.dropping
  take(file)
}

type Wrong = 'text' | 'title' | 'dated'

function Named(props: {
  readonly typed: Typed
  readonly wrong: Wrong | null
  readonly write: (part: Partial<Typed>) => void
  readonly take: (file: File) => void
}) {
  const { say } = useWords()
  const { typed, wrong, write, take } = props
  return (
    <div className="of-text">
      <label className="stack">
        <span>{say('texts.field.title')}</span>
        <input
          type="text"
          lang="zh-CN"
          maxLength={500}
          placeholder={say('texts.field.title.hint')}
          aria-invalid={wrong === 'title'}
          value={typed.title}
          onChange={(event) => write({ title: event.target.value })}
        />
      </label>
      <label className="stack">
        <span>{say('texts.field.dated')}</span>
        <input
          type="text"
          maxLength={20}
          placeholder={say('written.day.hint')}
          aria-invalid={wrong === 'dated'}
          value={typed.dated}
          onChange={(event) => write({ dated: event.target.value })}
        />
      </label>
      <label className="stack">
        <span>{say('texts.choose')}</span>
        <input
          type="file"
          accept=".txt,text/plain"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) take(file)
          }}
        />
      </label>
    </div>
  )
}

function useWriting({ ledger, agreement, anew, start, onKept }: FormProps & { readonly start: Typed }) {
  const { say } = useWords()
  const { announce } = usePlace()
  const name = `${ledger.cooperation.id} text ${anew?.id ?? agreement.id}`
  const [mine, setMine] = useState(() => keptDraft<Typed>(name))
  const [wrong, point] = useState<Wrong | null>(null)
  const [unreadable, tell] = useState('')
  const keeps = useKeepText(ledger.cooperation.id)
  const typed = mine ?? start
  const words = useDeferredValue(typed.text)
  const found = useMemo(() => clausesOf(words).length, [words])
  const set = (next: Typed | null) => {
    setMine(next)
    keepDraft(name, next)
    point(null)
  }
  const write = (part: Partial<Typed>) => set({ ...typed, ...part })
  const take = async (file: File) => {
    const decoded = decodeText(new Uint8Array(await file.arrayBuffer()), file.name)
    tell(decoded.ok ? '' : file.name)
    if (decoded.ok) write({ text: decoded.value.text, title: typed.title || file.name.replace(/\.[^.]+$/, '') })
  }
  const send = () => {
    if (keeps.isPending) return
    const dated = dayTyped(typed.dated)
    if (typed.text.trim() === '') return point('text')
    if (typed.title.trim() === '') return point('title')
    if (dated === undefined) return point('dated')
    const { title, text, replaces } = typed
    const whole = text.replace(/\r\n?/g, '\n').trim()
    const input = { id: anew?.id ?? null, agreement: agreement.id, replaces, title: title.trim(), text: whole, dated }
    keeps.mutate(
      { side: ledger.side, ...input },
      {
        onSuccess: ({ id }) => {
          keepDraft(name, null)
          announce(say('texts.said', { n: clausesOf(whole).length }))
          onKept(id)
        },
      },
    )
  }
  const { error, isPending: busy, reset: forget } = keeps
  const drop = () => {
    set(null)
    forget()
  }
  // What stands now was fetched again meanwhile: this takes its place.
  const insist = () => {
    write({ replaces: start.replaces })
    forget()
  }
  const hand = { typed, begun: mine !== null, wrong, error, busy, found, unreadable }
  return { ...hand, write, take: (file: File) => void take(file), send, drop, insist, forget }
}
