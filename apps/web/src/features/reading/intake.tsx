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
import { filesOf, textFiles } from './files.ts'

/** One text on its way in. */
interface Taking {
  readonly name: string
  readonly state: 'waiting' | 'reading' | 'kept' | 'existing' | 'refused'
  readonly hash?: SourceHash
  readonly error?: unknown
}

interface Desk {
  readonly taken: readonly Taking[]
  /** Files that were no texts, and so not taken. */
  readonly left: number
  readonly busy: boolean
  readonly take: (texts: readonly Intake[]) => void
  readonly takeFiles: (files: readonly File[], name?: string) => void
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
export function IntakeDesk({ children }: { readonly children: ReactNode }) {
  const { say } = useWords()
  const [opened, setOpened] = useState(false)
  const [published, setPublished] = useState('')
  const close = () => setOpened(false)
  const intake = useIntake(close)
  const takeFiles = (files: readonly File[], name = '') => {
    const { texts, left } = textFiles(files)
    const day = published === '' ? null : published
    const titled = (file: File) => (texts.length === 1 && name !== '' ? name : file.name)
    intake.take(
      texts.map((file) => ({ bytes: file, name: titled(file), published: day })),
      left,
    )
  }
  const open = () => {
    if (!intake.busy) intake.clear()
    setOpened(true)
  }
  useDropAnywhere((files) => {
    setOpened(true)
    takeFiles(files)
  })
  const desk: Desk = { ...intake, takeFiles, published, setPublished, open, close }
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

/** Keeps texts one after the other; a single one opens when it is there. */
function useIntake(onDone: () => void) {
  const { say } = useWords()
  const { announce } = usePlace()
  const navigate = useNavigate()
  const { keep, refresh } = useKeepSource()
  const [taken, setTaken] = useState<readonly Taking[]>([])
  const [left, setLeft] = useState(0)
  const run = async (texts: readonly Intake[]) => {
    const results: Taking[] = texts.map(({ name }) => ({ name, state: 'waiting' }))
    for (const [index, text] of texts.entries()) {
      results[index] = { name: text.name, state: 'reading' }
      setTaken([...results])
      results[index] = await keepOne(text, keep)
    }
    setTaken([...results])
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
  const busy = taken.some(({ state }) => state === 'reading' || state === 'waiting')
  const take = (texts: readonly Intake[], others = 0) => {
    if (busy) return
    setLeft(others)
    void run(texts)
  }
  const clear = () => {
    setTaken([])
    setLeft(0)
  }
  return { taken, left, take, clear, busy }
}

async function keepOne(
  text: Intake,
  send: (text: Intake) => Promise<{ readonly hash: SourceHash; readonly existing: boolean }>,
): Promise<Taking> {
  const { name } = text
  try {
    const { hash, existing } = await send(text)
    return { name, state: existing ? 'existing' : 'kept', hash }
  } catch (error) {
    return { name, state: 'refused', error }
  }
}

/** Takes files dropped on the window, whatever is on the screen. */
function useDropAnywhere(onFiles: (files: readonly File[]) => void): void {
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
      void filesOf(event.dataTransfer).then((files) => files.length > 0 && latest.current(files))
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
  const { open } = useDesk()
  useKeys(say('intake.title'), [{ key: 'o', label: say('keys.intake'), act: open }])
  return (
    <button type="button" className={`btn${main ? ' main' : ''}`} onClick={open} aria-keyshortcuts="O">
      {say('sources.add')} <Key>O</Key>
    </button>
  )
}

function IntakeForm() {
  const { say } = useWords()
  const { taken, left, take, takeFiles, busy, published, setPublished, close } = useDesk()
  const [text, write] = useState('')
  const [name, setName] = useState('')
  const [asked, ask] = useState(false)
  const send = (event: FormEvent) => {
    event.preventDefault()
    ask(true)
    if (text.trim() === '') return
    const title = name.trim() || firstWords(text) || say('intake.untitled')
    take([{ bytes: new Blob([text]), name: title, published: published === '' ? null : published }])
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
            onChange={(event) => write(event.target.value)}
          />
        </label>
      )}
      <Files busy={busy} onFiles={(files) => takeFiles(files, name.trim())} />
      <div className="pairs">
        <label className="stack">
          <span>{say('intake.name')}</span>
          <input
            lang="zh-CN"
            value={name}
            placeholder={say('intake.name.hint')}
            onChange={(event) => setName(event.target.value)}
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
      <Taken taken={taken} left={left} onDone={close} />
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
function Files(props: { readonly busy: boolean; readonly onFiles: (files: readonly File[]) => void }) {
  const { say } = useWords()
  const { busy, onFiles } = props
  const choose = (files: FileList | null) => {
    if (files && files.length > 0) onFiles([...files])
  }
  return (
    <div className="drop">
      <FileTrigger allowsMultiple onSelect={choose}>
        <Button className="btn" isDisabled={busy}>
          {say('intake.choose')}
        </Button>
      </FileTrigger>
      <FileTrigger acceptDirectory onSelect={choose}>
        <Button className="btn" isDisabled={busy}>
          {say('intake.folder')}
        </Button>
      </FileTrigger>
      <span className="note">{say('intake.drop')}</span>
    </div>
  )
}

/** What became of the texts taken in: how far it is, and each file. */
function Taken(props: { readonly taken: readonly Taking[]; readonly left: number; readonly onDone: () => void }) {
  const { say } = useWords()
  const { taken, left, onDone } = props
  const counts = useMemo(() => {
    const count = (state: Taking['state']) => taken.filter((each) => each.state === state).length
    return { kept: count('kept'), existing: count('existing'), refused: count('refused') }
  }, [taken])
  const done = counts.kept + counts.existing + counts.refused
  if (taken.length === 0) return left > 0 ? <p className="why">{say('intake.left', { n: left })}</p> : null
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
      {left > 0 ? <p className="note">{say('intake.left', { n: left })}</p> : null}
    </div>
  )
}

const TakenRow = memo(
  function TakenRow({ each, onDone }: { readonly each: Taking; readonly onDone: () => void }) {
    const { say } = useWords()
    return (
      <li className={each.state}>
        {each.state === 'refused' ? (
          <Failure error={each.error} />
        ) : (
          <span>{say(`intake.${each.state}`, { name: each.name })}</span>
        )}
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
  const line = text.split('\n').find((each) => each.trim() !== '') ?? ''
  return [...line.trim()].slice(0, 24).join('')
}
