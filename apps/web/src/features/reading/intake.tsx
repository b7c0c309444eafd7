/** Taking in pages: pasted words, files or folders chosen, files dropped anywhere; each is kept as it is and read. */
import type { SourceHash } from '@handclasp/domain'
import { Link, useNavigate } from '@tanstack/react-router'
import { createContext, type FormEvent, memo, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react'
import { Button, Dialog, FileTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { type Intake, useKeepSource } from '../../requests/queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'
import { type Arrived, filesOf, PAPER_ENDINGS, textFiles, type Unopened } from './files.ts'

/** One text on its way in. */
interface Taking {
  readonly name: string
  readonly state: 'waiting' | 'reading' | 'kept' | 'existing' | 'refused'
  readonly hash?: SourceHash
  readonly error?: unknown
  /** It could not even be opened. */
  readonly unopened?: boolean
  /** Pasted words, and no file. */
  readonly pasted?: boolean
}

/** A text, or a file that could not be opened. */
type Arrival = Intake | Unopened

/** What was not taken: files that are no texts, hidden ones; `empty` where there was nothing at all. */
interface Aside {
  readonly left: number
  readonly hidden: number
  readonly empty: boolean
}

const NO_ASIDE: Aside = { left: 0, hidden: 0, empty: false }

/** What is being typed: kept while the page stands, whether the dialog is open or not. */
interface Typed {
  readonly text: string
  readonly name: string
}

const NOTHING: Typed = { text: '', name: '' }

interface Desk {
  /** Whoever looks may take nothing in. */
  readonly closed: boolean
  readonly typed: Typed
  readonly type: (typed: Typed) => void
  readonly taken: readonly Taking[]
  readonly aside: Aside
  readonly busy: boolean
  readonly take: (texts: readonly Intake[]) => void
  readonly takeFiles: (files: readonly Arrived[], name?: string) => void
  readonly published: string
  readonly setPublished: (published: string) => void
  readonly open: () => void
  readonly close: () => void
}

const DeskContext = createContext<Desk | null>(null)

function useDesk(): Desk {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('taking in stands outside IntakeDesk')
  return desk
}

/** The one place where pages come in: its dialog, and the files dropped anywhere on the window. */
export function IntakeDesk(props: {
  /** Whoever looks may take nothing in. */
  readonly closed: boolean
  readonly children: ReactNode
}) {
  const { closed, children } = props
  const { say } = useWords()
  const [opened, setOpened] = useState(false)
  const [published, setPublished] = useState('')
  const [typed, type] = useState(NOTHING)
  const close = () => setOpened(false)
  const intake = useIntake(close, () => type(NOTHING))
  const takeFiles = (files: readonly Arrived[], name = '') => {
    const { texts, left, hidden } = textFiles(files)
    const day = published === '' ? null : published
    const titled = (file: File) => (texts.length === 1 && name !== '' ? name : file.name)
    intake.take(
      texts.map((file) => (file instanceof File ? { bytes: file, name: titled(file), published: day } : file)),
      { left, hidden, empty: files.length === 0 },
    )
  }
  const open = () => {
    if (!intake.busy) intake.clear()
    setOpened(true)
  }
  useDropAnywhere((files) => {
    if (closed) return
    setOpened(true)
    takeFiles(files)
  })
  const desk: Desk = { ...intake, closed, typed, type, takeFiles, published, setPublished, open, close }
  return (
    <DeskContext value={desk}>
      {children}
      <ModalOverlay className="veil" isDismissable isOpen={opened} onOpenChange={setOpened}>
        <Modal className="sheet-over wide">
          <Dialog className="intake">
            <Heading slot="title">{say('intake.title')}</Heading>
            <IntakeForm />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DeskContext>
  )
}

/**
 * Keeps texts one after the other; a single one opens when it is there. What comes while others are being read joins
 * the line.
 */
function useIntake(onDone: () => void, onTyped: () => void) {
  const { say } = useWords()
  const { announce } = usePlace()
  const navigate = useNavigate()
  const { keep, refresh } = useKeepSource()
  const [taken, setTaken] = useState<readonly Taking[]>([])
  const [aside, setAside] = useState(NO_ASIDE)
  const [busy, setBusy] = useState(false)
  const line = useRef<{ texts: Arrival[]; results: Taking[] } | null>(null)
  const run = async (texts: Arrival[], results: Taking[]) => {
    // The line may grow while it is worked on.
    for (let index = 0; index < texts.length; index++) {
      const text = texts[index]
      if (!text) break
      results[index] = { name: text.name, state: 'reading' }
      setTaken([...results])
      const result = await keepOne(text, keep)
      results[index] = result
      if (result.pasted && result.hash) onTyped()
    }
    line.current = null
    setTaken([...results])
    setBusy(false)
    await refresh()
    const [only] = results
    if (results.length === 1 && only?.hash) {
      const key = only.state === 'existing' ? 'intake.existing' : 'intake.kept'
      announce(say(key, { name: only.name }))
      setTaken([])
      onDone()
      await navigate({ to: '/read/$hash', params: { hash: only.hash } })
    }
  }
  const take = (texts: readonly Arrival[], others: Aside = NO_ASIDE) => {
    const waiting = texts.map(({ name }): Taking => ({ name, state: 'waiting' }))
    if (line.current) {
      line.current.texts.push(...texts)
      line.current.results.push(...waiting)
      setTaken([...line.current.results])
      return setAside(({ left, hidden }) => ({
        left: left + others.left,
        hidden: hidden + others.hidden,
        empty: others.empty,
      }))
    }
    setAside(others)
    if (texts.length === 0) return setTaken([])
    setBusy(true)
    line.current = { texts: [...texts], results: waiting }
    void run(line.current.texts, line.current.results)
  }
  const clear = () => {
    setTaken([])
    setAside(NO_ASIDE)
  }
  return { taken, aside, take, clear, busy }
}

async function keepOne(
  text: Arrival,
  send: (text: Intake) => Promise<{ readonly hash: SourceHash; readonly existing: boolean }>,
): Promise<Taking> {
  if ('unopened' in text) return { name: text.name, state: 'refused', unopened: true }
  const { name, pasted = false } = text
  try {
    const { hash, existing } = await send(text)
    return { name, state: existing ? 'existing' : 'kept', hash, pasted }
  } catch (error) {
    return { name, state: 'refused', error, pasted }
  }
}

/** Takes files dropped on the window, whatever is on the screen. */
function useDropAnywhere(onFiles: (files: readonly Arrived[]) => void): void {
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      document.documentElement.dataset.dropping = ''
    }
    const end = (event: DragEvent) => {
      if (event.type === 'drop' || event.relatedTarget === null) delete document.documentElement.dataset.dropping
    }
    const drop = (event: DragEvent) => {
      end(event)
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      void filesOf(event.dataTransfer).then((files) => latest.current(files))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', end)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', end)
      window.removeEventListener('drop', drop)
    }
  }, [])
}

/** The button that opens the way in, with its key. */
export function IntakeButton({ main = false }: { readonly main?: boolean }) {
  const { say } = useWords()
  const { open, closed } = useDesk()
  useKeys(say('intake.title'), closed ? [] : [{ key: 'o', label: say('keys.intake'), act: open }])
  if (closed) return null
  return (
    <button type="button" className={`btn${main ? ' main' : ''}`} onClick={open} aria-keyshortcuts="O">
      {say('sources.add')} <Key>O</Key>
    </button>
  )
}

function IntakeForm() {
  const { say } = useWords()
  const { typed, type, taken, aside, take, takeFiles, busy, published, setPublished, close } = useDesk()
  const { text, name } = typed
  const [asked, ask] = useState(false)
  const send = (event: FormEvent) => {
    event.preventDefault()
    ask(true)
    if (text.trim() === '') return
    const title = name.trim() || firstWords(text) || say('intake.untitled')
    take([{ bytes: new Blob([text]), name: title, published: published === '' ? null : published, pasted: true }])
  }
  return (
    <form onSubmit={send}>
      {taken.length > 1 ? null : (
        <label className="stack">
          <span>{say('intake.text')}</span>
          <textarea
            lang="zh-CN"
            rows={9}
            value={text}
            placeholder={say('intake.text.hint')}
            onChange={(event) => type({ ...typed, text: event.target.value })}
          />
        </label>
      )}
      <Files onFiles={(files) => takeFiles(files, name.trim())} />
      <div className="pairs">
        <label className="stack">
          <span>{say('intake.name')}</span>
          <input
            lang="zh-CN"
            value={name}
            placeholder={say('intake.name.hint')}
            onChange={(event) => type({ ...typed, name: event.target.value })}
          />
        </label>
        <label className="stack">
          <span>{say('intake.published')}</span>
          <input type="date" value={published} onChange={(event) => setPublished(event.target.value)} />
          <small className="note">{say('intake.published.hint')}</small>
        </label>
      </div>
      {asked && text.trim() === '' && taken.length === 0 ? (
        <p className="why" role="alert">
          {say('intake.nothing')}
        </p>
      ) : null}
      <Taken taken={taken} aside={aside} onDone={close} />
      <div className="does">
        <button type="submit" className="btn main" disabled={busy}>
          {say('intake.send')}
        </button>
        <button type="button" className="btn bare" onClick={close}>
          {say(taken.length > 0 ? 'keys.close' : 'intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** Files, or a folder of them; what is dropped comes in anywhere. */
function Files({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { say } = useWords()
  const choose = (files: FileList | null) => {
    if (files) onFiles([...files])
  }
  return (
    <div className="drop">
      <FileTrigger allowsMultiple acceptedFileTypes={PAPER_ENDINGS} onSelect={choose}>
        <Button className="btn">{say('intake.choose')}</Button>
      </FileTrigger>
      <FileTrigger acceptDirectory onSelect={choose}>
        <Button className="btn">{say('intake.folder')}</Button>
      </FileTrigger>
      <span className="note">{say('intake.drop')}</span>
    </div>
  )
}

/** What became of the texts taken in: how far it is, and each file. */
function Taken(props: { readonly taken: readonly Taking[]; readonly aside: Aside; readonly onDone: () => void }) {
  const { say } = useWords()
  const { taken, aside, onDone } = props
  const counts = useMemo(() => {
    const count = (state: Taking['state']) => taken.filter((each) => each.state === state).length
    return { kept: count('kept'), existing: count('existing'), refused: count('refused') }
  }, [taken])
  const done = counts.kept + counts.existing + counts.refused
  if (taken.length === 0) return <LeftAside aside={aside} className="why" />
  return (
    <div className="taking">
      {taken.length > 1 ? (
        <>
          <progress aria-label={say('intake.results')} max={taken.length} value={done} />
          <p role="status">
            {say('intake.progress', { done, all: taken.length })} {say('intake.counts', counts)}
          </p>
        </>
      ) : null}
      <ul className="taken" aria-label={say('intake.results')}>
        {taken.map((each, index) => (
          <TakenRow key={`${index} ${each.name}`} each={each} onDone={onDone} />
        ))}
      </ul>
      <LeftAside aside={aside} className="note" />
    </div>
  )
}

/** What was not taken, and that an empty folder holds nothing. */
function LeftAside({ aside, className }: { readonly aside: Aside; readonly className: 'why' | 'note' }) {
  const { say } = useWords()
  const { left, hidden, empty } = aside
  const words = [
    ...(empty ? [say('intake.empty')] : []),
    ...(left > 0 ? [say('intake.left', { n: left })] : []),
    ...(hidden > 0 ? [say('intake.hidden', { n: hidden })] : []),
  ]
  return words.map((each) => (
    <p key={each} className={className} role={empty ? 'alert' : undefined}>
      {each}
    </p>
  ))
}

function TakenWords({ each }: { readonly each: Taking }) {
  const { say } = useWords()
  const { name, state, error, pasted = false, unopened = false } = each
  if (state !== 'refused') return <span>{say(`intake.${state}`, { name })}</span>
  if (!unopened) return <Failure error={error} pasted={pasted} of={name} />
  return (
    <p className="failure" role="alert">
      {say('intake.unopened', { name })}
    </p>
  )
}

const TakenRow = memo(
  function TakenRow({ each, onDone }: { readonly each: Taking; readonly onDone: () => void }) {
    const { say } = useWords()
    return (
      <li className={each.state}>
        <TakenWords each={each} />
        {each.hash ? (
          <Link to="/read/$hash" params={{ hash: each.hash }} onClick={onDone}>
            {say('intake.open')}
          </Link>
        ) : null}
      </li>
    )
  },
  (before, after) => before.each === after.each,
)

/** The first words of a text name it where nobody did. */
function firstWords(text: string): string {
  const said = text.replaceAll(/[^\P{Cc}\n]/gu, '')
  const line = said.split('\n').find((each) => each.trim() !== '') ?? ''
  return [...line.trim()].slice(0, 24).join('')
}
