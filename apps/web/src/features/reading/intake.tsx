/** Taking in a page: pasted words, or files chosen or dropped; each is kept as it is and read at once. */
import type { SourceHash } from '@handclasp/domain'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import {
  Dialog,
  DropZone,
  FileTrigger,
  Heading,
  Modal,
  ModalOverlay,
  Button,
  isFileDropItem,
} from 'react-aria-components'
import { type Intake, useKeepSource } from '../../requests/queries.ts'
import { Failure } from '../../ui/failure.tsx'
import { Key, useKeys } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useWords } from '../../words/words.tsx'

/** One text on its way in. */
interface Taking {
  readonly name: string
  readonly state: 'reading' | 'kept' | 'existing' | 'refused'
  readonly hash?: SourceHash
  readonly error?: unknown
}

/** Keeps texts one after the other; a single one opens when it is there. */
export function useIntake(onDone: () => void) {
  const { say } = useWords()
  const { announce } = usePlace()
  const navigate = useNavigate()
  const keepSource = useKeepSource()
  const [taken, setTaken] = useState<readonly Taking[]>([])
  const take = async (texts: readonly Intake[]) => {
    const results: Taking[] = texts.map(({ name }) => ({ name, state: 'reading' }))
    setTaken([...results])
    for (const [index, text] of texts.entries()) {
      results[index] = await keepOne(text, keepSource.mutateAsync)
      setTaken([...results])
    }
    const [only] = results
    if (results.length === 1 && only?.hash) {
      const key = only.state === 'existing' ? 'intake.existing' : 'intake.kept'
      announce(say(key, { name: only.name }))
      setTaken([])
      onDone()
      await navigate({ to: '/read/$hash', params: { hash: only.hash } })
    }
  }
  return { taken, take, clear: () => setTaken([]), busy: taken.some((each) => each.state === 'reading') }
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

/** The button that opens the way in, with its key. */
export function IntakeButton({ main = false }: { readonly main?: boolean }) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  useKeys(say('intake.title'), [{ key: 'o', label: say('keys.intake'), act: () => setOpen(true) }])
  return (
    <>
      <button type="button" className={`btn${main ? ' main' : ''}`} onClick={() => setOpen(true)} aria-keyshortcuts="O">
        {say('sources.add')} <Key>O</Key>
      </button>
      <ModalOverlay className="veil" isDismissable isOpen={open} onOpenChange={setOpen}>
        <Modal className="sheet-over wide">
          <Dialog className="intake">
            <Heading slot="title">{say('intake.title')}</Heading>
            <IntakeForm onDone={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  )
}

function IntakeForm({ onDone }: { readonly onDone: () => void }) {
  const { say } = useWords()
  const { taken, take, busy } = useIntake(onDone)
  const [text, write] = useState('')
  const [name, setName] = useState('')
  const [published, setPublished] = useState('')
  const [asked, ask] = useState(false)
  const date = published === '' ? null : published
  const send = (event: FormEvent) => {
    event.preventDefault()
    ask(true)
    if (text.trim() === '') return
    const title = name.trim() || firstWords(text) || say('intake.untitled')
    void take([{ bytes: new Blob([text]), name: title, published: date }])
  }
  const takeFiles = (files: readonly File[]) =>
    void take(
      files.map((file) => ({
        bytes: file,
        name: name.trim() && files.length === 1 ? name.trim() : file.name,
        published: date,
      })),
    )
  return (
    <form onSubmit={send}>
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
      <FileDrop onFiles={takeFiles} />
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
      <Taken taken={taken} onDone={onDone} />
      <div className="does">
        <button type="submit" className="btn main" disabled={busy}>
          {say('intake.send')}
        </button>
        <button type="button" className="btn bare" onClick={onDone}>
          {say('intake.cancel')} <Key>Esc</Key>
        </button>
      </div>
    </form>
  )
}

/** Where files are chosen or dropped. */
export function FileDrop(props: { readonly onFiles: (files: readonly File[]) => void; readonly dropOnly?: boolean }) {
  const { say } = useWords()
  const { onFiles, dropOnly = false } = props
  return (
    <DropZone
      className="drop"
      aria-label={say('intake.drop')}
      onDrop={(event) => {
        const files = event.items.filter(isFileDropItem).map((item) => item.getFile())
        void Promise.all(files).then((all) => all.length > 0 && onFiles(all))
      }}
    >
      {dropOnly ? null : (
        <FileTrigger allowsMultiple onSelect={(files) => files && files.length > 0 && onFiles([...files])}>
          <Button className="btn">{say('intake.choose')}</Button>
        </FileTrigger>
      )}
      <span className="note">{say('intake.drop')}</span>
    </DropZone>
  )
}

/** What became of the texts taken in. */
export function Taken({ taken, onDone }: { readonly taken: readonly Taking[]; readonly onDone: () => void }) {
  const { say } = useWords()
  if (taken.length === 0) return null
  return (
    <ul className="taken" aria-label={say('intake.results')} aria-live="polite">
      {taken.map((each, index) => (
        <li key={`${index} ${each.name}`}>
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
      ))}
    </ul>
  )
}

/** The first words of a text name it where nobody did. */
function firstWords(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? ''
  return [...line.trim()].slice(0, 24).join('')
}
